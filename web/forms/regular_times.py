"""When two usually meet: four answers, no free text. The day says which weekday and which weeks."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, TimeField
from wtforms.validators import ValidationError

from matcher.domain.regular_times import EVERY, LONGEST, RegularTime
from web.forms.fields import DayField, Needed, NumberField, Offered, choice
from web.plumbing.clock import today
from web.plumbing.need_words import EVERY as OFTEN


class RegularTimeForm(FlaskForm):
    """The next day on which they meet, at what time, how long and how often."""

    first_on = DayField(_l("Nästa gång, vilken dag?"), validators=[Needed(_l("Skriv dagen."))])
    start = TimeField(
        _l("Vilken tid?"), validators=[Needed(_l("Skriv tiden, till exempel 14:00."))]
    )
    length = NumberField(
        _l("Hur länge, i minuter?"),
        low=1,
        high=LONGEST,
        validators=[Needed(_l("Skriv hur länge, till exempel 60."))],
    )
    every = RadioField(
        _l("Hur ofta?"),
        choices=[choice(str(weeks), OFTEN[str(weeks)]) for weeks in EVERY],
        validators=[Needed(_l("Välj hur ofta.")), Offered(_l("Välj hur ofta."))],
        validate_choice=False,
    )

    @classmethod
    def beginning_with(
        cls, known: RegularTime | None, *, minutes: int, every_weeks: int
    ) -> "RegularTimeForm":
        """What is agreed already; else how long and how often was wished for."""
        if known is None:
            often = every_weeks if every_weeks in EVERY else 1
            return cls(formdata=None, length=minutes, every=str(often))
        told: dict[str, Any] = {
            "first_on": known.next_on(today()),
            "start": known.start,
            "length": known.minutes,
            "every": str(known.every_weeks),
        }
        return cls(formdata=None, **told)

    def validate_first_on(self, field: Field) -> None:
        if isinstance(field.data, date) and field.data < today():
            raise ValidationError(_("Tiden har redan varit. Välj en tid som kommer."))

    def regular_time(self) -> RegularTime:
        """What was written, as a value."""
        return RegularTime(
            self.first_on.data, self.start.data, self.length.number or 1, int(self.every.data)
        )
