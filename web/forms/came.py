"""How many came to a local need, one day: a number, never who (R31)."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from web.forms.fields import DayField, Needed, NumberField


class CameForm(FlaskForm):
    """How many came, one day."""

    held_on = DayField(_l("Vilken dag?"), validators=[Needed(_l("Skriv vilken dag det var."))])
    came = NumberField(
        _l("Antal"), low=0, high=999, validators=[Needed(_l("Skriv hur många som kom."))]
    )
