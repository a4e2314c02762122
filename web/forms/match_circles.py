"""Who joins a circle, and why one of several leaves it."""

from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectField
from wtforms.validators import ValidationError

from matcher import phrases
from matcher.domain.match_reasons import DeclineReason, EndReason
from matcher.domain.matches import OverrideReason
from matcher.services.circle_candidates import BEST, Candidate
from web.forms.fields import Needed, Offered, choice
from web.forms.suggestions import override_reasons
from web.plumbing.languages import language
from web.plumbing.match_words import DECLINES, ENDS

YES, NO = "ja", "nej"
CHOOSE = _l("Välj ett skäl i listan.")
STEPS_OUT = (
    DeclineReason.NOT_WANTED, DeclineReason.OTHER_PLANS, DeclineReason.TIME, DeclineReason.TOO_FAR,
    DeclineReason.NOT_THIS_PERSON, DeclineReason.OUR_DECISION,
)  # fmt: skip
SAY_THEN = _l("Välj hur det blir sedan.")


class JoinForm(FlaskForm):
    """Somebody of the best few, each with why; a reason only where a wish stands against it."""

    who: Any = RadioField(_l("Vem?"), validate_choice=False)
    override_reason = RadioField(
        _l("Varför, om det går emot ett önskemål?"),
        choices=lambda: [choice(*one) for one in override_reasons()],
        validators=[Offered(CHOOSE)],
        validate_choice=False,
    )

    def __init__(
        self,
        *given: Any,
        candidates: Sequence[Candidate],
        why: Callable[[Candidate], str | None] = lambda _one: None,
        **rest: Any,
    ):
        super().__init__(*given, **rest)
        self.known = {one.id for one in candidates}
        self.who.choices = [choice(c.id, _label(c), why(c)) for c in candidates[:BEST]]

    def validate_who(self, field: Field) -> None:
        if field.data not in self.known:
            raise ValidationError(_("Välj någon i listan."))

    def reason(self) -> OverrideReason | None:
        """Why against a wish, if that was chosen."""
        return OverrideReason(self.override_reason.data) if self.override_reason.data else None


class JoinAnyForm(JoinForm):
    """Anybody who might join, from the whole list of names."""

    who: Any = SelectField(_l("Vem?"), validate_choice=False)

    def __init__(self, *given: Any, candidates: Sequence[Candidate], **rest: Any):
        super().__init__(*given, candidates=candidates, **rest)
        nobody = choice("", _("Välj i listan"))
        self.who.choices = [nobody, *(choice(c.id, _label(c)) for c in candidates)]


def _label(of: Candidate) -> str:
    """The name, how it would suit in words and points, and which wishes stand against it."""
    fit = phrases.band(of.band, language()).lower()
    told = {"name": of.name, "fit": fit, "points": of.points}
    if of.against:
        wishes = ", ".join(phrases.rule_short(rule, language()) for rule in of.against)
        return _("%(name)s: %(fit)s, %(points)s av 100 (%(wishes)s)", wishes=wishes, **told)
    return _("%(name)s: %(fit)s, %(points)s av 100", **told)


class LeaveForm(FlaskForm):
    """Why one of several goes, and whether her place is to be filled, or she waits for another."""

    reason = RadioField(
        _l("Varför?"),
        description=_l("De andra får aldrig veta skälet."),
        choices=[choice(one.value, words) for one, words in ENDS.items() if one.is_chosen],
        validators=[Needed(CHOOSE), Offered(CHOOSE)],
        validate_choice=False,
    )
    again = RadioField(
        choices=[choice(YES, ""), choice(NO, "")],
        validators=[
            Needed(SAY_THEN),
            Offered(SAY_THEN),
        ],
        validate_choice=False,
    )

    def __init__(self, *given: Any, is_volunteer: bool, **rest: Any):
        super().__init__(*given, **rest)
        self.again.label.text = _("Och sedan?")
        if is_volunteer:
            yes, no = _("Leta efter någon ny till platsen"), _("De som är kvar räcker")
        else:
            yes = _("Vill vänta på någon ny, med samma väntan som förut")
            no = _("Vill inte vänta, personen avslutas")
        self.again.choices = [choice(YES, yes), choice(NO, no)]

    def facts(self) -> dict[str, Any]:
        """As the deed wants it."""
        return {"reason": EndReason(self.reason.data), "again": self.again.data == YES}


class StepOutForm(LeaveForm):
    """Why one of several goes before they have met, and whether a person waits for another."""

    reason = RadioField(
        _l("Varför?"),
        description=_l("De andra får aldrig veta skälet."),
        choices=[choice(one.value, DECLINES[one]) for one in STEPS_OUT],
        validators=[Needed(CHOOSE), Offered(CHOOSE)],
        validate_choice=False,
    )

    def __init__(self, *given: Any, is_volunteer: bool, **rest: Any):
        super().__init__(*given, is_volunteer=is_volunteer, **rest)
        if is_volunteer:  # nothing is to be filled before anybody has met
            del self.again

    def facts(self) -> dict[str, Any]:
        """As the deed wants it."""
        waits = {"again": self.again.data == YES} if "again" in self else {}
        return {"reason": DeclineReason(self.reason.data), **waits}
