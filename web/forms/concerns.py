"""A concern: what was seen, when, by whom; what has been done; how it ended (R70)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectField
from wtforms.validators import ValidationError

from matcher.domain.concerns import (
    LONGEST,
    LONGEST_STEP,
    ConcernStep,
    NewConcern,
    Outcome,
    Witness,
    next_look,
)
from matcher.services.search import Hit, Kind
from web.forms.fields import (
    DayField,
    Needed,
    NoteField,
    Offered,
    SaidField,
    choice,
    choices_from,
)
from web.forms.heard import has_been
from web.plumbing.clock import today
from web.plumbing.concern_words import OUTCOMES, STEPS, WITNESSES

CHOOSE_WITNESS = _l("Välj vem som såg det.")
CHOOSE_STEP = _l("Välj vad som är gjort.")
CHOOSE_OUTCOME = _l("Välj hur det slutade.")
CHOOSE_OWNER = _l("Välj någon som har hand om oro hos er.")
NOBODY_LISTED = "ingen"  # the value of the answer that whom it is about is not in the register
LONGEST_SEARCH = 80  # characters
WRITE_DAY = _l("Skriv dagen då någon ser till det igen.")


def coming() -> date:
    """The next working day."""
    return next_look(today())


def look_field(**given: Any) -> DayField:
    """When it is looked at again."""
    words, needed = _l("När ser vi till det igen?"), [Needed(WRITE_DAY)]
    return DayField(words, validators=needed, default=coming, **given)


def _found(hit: Hit) -> str:
    if hit.kind is Kind.VOLUNTEER:
        return _("%(name)s, volontär", name=hit.called)
    return _("%(name)s, mottagare", name=hit.called)


class ConcernForm(FlaskForm):
    """Facts, not guesses; and whom it is about, searched for among what is written, so that a
    search loses none of it and puts nothing of it in an address.
    """

    search = SaidField(_l("Namn eller telefon"), longest=LONGEST_SEARCH)
    about = RadioField(_l("Vem är det?"), choices=[], validate_choice=False)
    seen_on = DayField(
        _l("Vilken dag?"), validators=[Needed(_l("Skriv dagen.")), has_been], default=today
    )
    witness = RadioField(
        _l("Vem såg eller hörde det?"),
        choices=choices_from(WITNESSES),
        validators=[Needed(CHOOSE_WITNESS), Offered(CHOOSE_WITNESS)],
        validate_choice=False,
    )
    text = NoteField(
        _l("Vad hände?"),
        description=_l(
            "Skriv det som sågs och hördes, inte vad du tror. Läses bara av den som har hand om"
            " oro på er central."
        ),
        longest=LONGEST,
        validators=[Needed(_l("Skriv vad som sågs eller hördes."))],
    )

    look_on = look_field()

    def validate_about(self, field: Field) -> None:
        if self.search.data and not field.data:
            raise ValidationError(_("Välj vem det gäller, eller att personen inte står här."))

    def offer(self, hits: Sequence[Hit]) -> None:
        """Those who were found, to choose among."""
        self.about.choices = [
            *(choice(hit.id, _found(hit)) for hit in hits),
            choice(NOBODY_LISTED, _l("Någon som inte står i registret")),
        ]

    def concern(self, about: tuple[Kind, str] | None) -> NewConcern:
        """What was written, as a value; `about` is whom, where somebody was chosen."""
        kind, about_id = about or (None, None)
        return NewConcern(
            text=self.text.data,
            seen_on=self.seen_on.data,
            witness=Witness(self.witness.data),
            volunteer_id=about_id if kind is Kind.VOLUNTEER else None,
            recipient_id=about_id if kind is Kind.RECIPIENT else None,
            look_on=self.look_on.data,
        )


class StepForm(FlaskForm):
    """What has been done."""

    kind = RadioField(
        _l("Vad är gjort?"),
        choices=choices_from(STEPS),
        validators=[Needed(CHOOSE_STEP), Offered(CHOOSE_STEP)],
        validate_choice=False,
    )
    line = SaidField(_l("En rad om det"), longest=LONGEST_STEP)
    look_on = look_field()

    def step(self) -> dict[str, Any]:
        """As the deed wants it."""
        kind = ConcernStep(self.kind.data)
        return {"kind": kind, "line": self.line.data, "look_on": self.look_on.data}


class PlanForm(FlaskForm):
    """Who looks at it again, and when."""

    owner_id = SelectField(
        _l("Vem har hand om det?"),
        validators=[Needed(CHOOSE_OWNER), Offered(CHOOSE_OWNER)],
        validate_choice=False,
    )
    look_on = look_field(id="next_look")  # the page has another field of that name

    def __init__(self, *given: Any, working: list[tuple[str, str]], **rest: Any):
        super().__init__(*given, **rest)
        self.owner_id.choices = [choice(*one) for one in working]


class CloseForm(FlaskForm):
    """How it ended."""

    outcome = RadioField(
        _l("Hur slutade det?"),
        choices=choices_from(OUTCOMES),
        validators=[Needed(CHOOSE_OUTCOME), Offered(CHOOSE_OUTCOME)],
        validate_choice=False,
    )

    def closed_as(self) -> Outcome:
        """Which outcome was chosen."""
        return Outcome(self.outcome.data)
