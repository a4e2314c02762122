"""Why a match ends, or is let go before they have met; and what the person wants then."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField

from matcher.domain.match_reasons import DeclineReason, EndReason
from web.forms.fields import Needed, Offered, choice
from web.forms.matches import NO, YES
from web.plumbing.match_words import DECLINES, ENDS

SEVERAL = 2  # volunteers: a circle
NOBODY, UNKNOWN = "ingen", "vet-inte"
OURS = (DeclineReason.OUR_DECISION, DeclineReason.OTHER_PLANS, DeclineReason.NOT_WANTED)


class CallOffForm(FlaskForm):
    """Why a coordinator lets it go before they have met."""

    reason = RadioField(
        _l("Varför blir det inte av?"),
        choices=[choice(one.value, DECLINES[one]) for one in OURS],
        validators=[Needed(_l("Välj ett skäl i listan.")), Offered(_l("Välj ett skäl i listan."))],
        validate_choice=False,
    )


class EndForm(FlaskForm):
    """Why it comes to an end; no fault stands in the list. Of a circle also whom a broken rule
    concerns, so that nobody else is held for it: `volunteers` are its volunteers, (id, name).
    """

    reason = RadioField(
        _l("Varför tar det slut?"),
        choices=[choice(one.value, words) for one, words in ENDS.items() if one.is_chosen],
        validators=[Needed(_l("Välj ett skäl i listan.")), Offered(_l("Välj ett skäl i listan."))],
        validate_choice=False,
    )
    whose = RadioField(
        _l("Har en regel brutits: vem gäller det?"),
        description=_l("Den volontären får inga nya förslag förrän du har bestämt hur det blir."),
        validators=[Offered(_l("Välj vem det gäller, eller ”Vet inte”."))],
        validate_choice=False,
        default=UNKNOWN,
    )

    def __init__(self, *given: Any, volunteers: Sequence[tuple[str, str]], **rest: Any):
        super().__init__(*given, **rest)
        self.whose.choices = [
            *(choice(one, name) for one, name in volunteers),
            choice(NOBODY, _l("Ingen av volontärerna")),
            choice(UNKNOWN, _l("Vet inte, eller flera av dem")),
        ]
        if len(volunteers) < SEVERAL:
            del self.whose

    def facts(self) -> dict[str, Any]:
        """As the deed wants it."""
        said = self.whose.data if "whose" in self else UNKNOWN
        whose = {UNKNOWN: None, NOBODY: ()}.get(said, (said,))
        return {"reason": EndReason(self.reason.data), "whose": whose}


class FinishForm(FlaskForm):
    """The last question: whether the person waits for somebody new (R62)."""

    waits = RadioField(
        _l("Vill personen vänta på någon ny?"),
        choices=[
            choice(YES, _l("Ja, tillbaka på väntelistan med samma väntan")),
            choice(NO, _l("Nej, personen avslutas")),
        ],
        validators=[
            Needed(_l("Välj om personen vill vänta.")),
            Offered(_l("Välj om personen vill vänta.")),
        ],
        validate_choice=False,
    )
