"""The small forms on a volunteer's page: a step taken, an extract shown, a pause."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField

from matcher import phrases
from matcher.domain.clearance import ADULT, ExtractPolicy, Step
from matcher.domain.errors import Fault
from matcher.services.clearances import TypeStanding
from web.forms.fields import DayField, Needed, choice, choices_from, in_order
from web.plumbing.languages import language
from web.plumbing.volunteer_words import EXTRACTS, STEPS

GUARDIAN = Step.GUARDIAN_CONSENT.value
ENDS_FIRST = _l("Sista dagen är före den första. Byt plats på dem.")


class StepForm(FlaskForm):
    """A step that was taken with her, on a day."""

    step = SelectField(_l("Vad är gjort?"), choices=choices_from(STEPS))
    on = DayField(
        _l("Vilken dag?"), validators=[Needed(_l("Skriv dagen, till exempel 2026-11-22."))]
    )
    valid_until = DayField(
        _l("Gäller till och med"),
        validators=[in_order("on", ENDS_FIRST)],
    )

    sure = BooleanField(_l("Dagen stämmer, fast den är före anmälan"))

    @classmethod
    def begun(cls, standing: Sequence[TypeStanding], birth_year: int | None, on: date) -> Any:
        """The form as it is first shown: what comes next of the clearance, on that day. A guardian
        is asked about of who is young, or of an age that nobody knows.
        """
        steps = {step.value: step for step in Step}  # a gate is called as the step that opens it
        nexts = [steps[one.next.value] for one in standing if one.next and one.next.value in steps]
        form = cls(formdata=None, step=nexts[0] if nexts else None, on=on)
        if birth_year is not None and on.year - birth_year > ADULT:  # by the year alone
            form.step.choices = [one for one in form.step.choices if one.value != GUARDIAN]
        return form

    @property
    def asks_sure(self) -> bool:
        """The day is before she signed up: whether it is right is asked once."""
        asked = phrases.fault(Fault("before_signing_up"), language())
        return bool(self.sure.data) or asked in self.on.errors

    @property
    def taken(self) -> Step:
        """Which step."""
        return Step(self.step.data)


class ExtractForm(FlaskForm):
    """An extract that was shown and handed back. Nothing of what it said, and no file (R11)."""

    kind = SelectField(_l("För vad?"))
    issued_on = DayField(
        _l("Utfärdat"),
        description=_l("Sparas inte. Utdraget får vara högst ett år gammalt."),
        validators=[Needed(_l("Skriv dagen som står på utdraget."))],
    )
    shown_on = DayField(
        _l("Visat för dig"), validators=[Needed(_l("Skriv dagen då du såg utdraget."))]
    )

    def __init__(self, *given: Any, asked_for: tuple[ExtractPolicy, ...], **rest: Any):
        super().__init__(*given, **rest)
        self.kind.choices = [choice(kind.value, EXTRACTS[kind]) for kind in asked_for]

    @property
    def policy(self) -> ExtractPolicy:
        """Under which law."""
        return ExtractPolicy(self.kind.data)


class PauseForm(FlaskForm):
    """A rest, from a day, until a day or until further notice. No cause is asked for (R71)."""

    from_on = DayField(_l("Från"), validators=[Needed(_l("Skriv första dagen."))])
    until_on = DayField(_l("Tillbaka den"), description=_l("Tomt betyder tills vidare."))
