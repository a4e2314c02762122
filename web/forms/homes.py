"""Where a recipient lives, and what whoever comes there meets."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField

from matcher.domain.people import Trait
from matcher.domain.recipients import NewRecipient
from web.forms.fields import DayField, Offered, PostcodeField, SaidField, choice
from web.forms.volunteers import UNKNOWN, YES_NO
from web.plumbing.recipient_words import HOME

WHERE = ("postcode", "street", "town")


class HomeForm(FlaskForm):
    """Postcode or area for the matching, an address that it never sees, and the home itself."""

    postcode = PostcodeField(_l("Postnummer"))
    area = SelectField(
        _l("Område"),
        validators=[Offered(_l("Välj ett område i listan."))],
        validate_choice=False,
    )
    street = SaidField(
        _l("Gatuadress"),
        longest=120,
        description=_l("Sparas för sig. Matchningen ser den aldrig. Ingen portkod."),
    )
    town = SaidField(_l("Ort"))
    home_checked_on = DayField(
        _l("Hemmet besökt"),
        description=_l("Dagen då du själv såg det. Tomt betyder att det är berättat."),
    )

    def __init__(self, *given: Any, areas: tuple[tuple[str, str], ...] = (), **rest: Any):
        super().__init__(*given, **rest)
        self.area.choices = [choice("", _("Inget valt")), *(choice(*one) for one in areas)]

    def begin_with_home(self, told: NewRecipient) -> None:
        """Fill the fields from what is stored, but for the day it was seen: that is a new look."""
        for name in WHERE:
            self[name].process_data(getattr(told, name))
        self.area.data = told.area_id or ""
        for trait, present in told.home.items():
            self[f"home_{trait.value}"].data = "yes" if present else "no"

    def home(self) -> dict[str, Any]:
        """What was written, as fields of `NewRecipient`."""
        told: dict[Trait, str] = {trait: self[f"home_{trait.value}"].data for trait in HOME}
        return {name: self[name].data for name in WHERE} | {
            "area_id": self.area.data or None,
            "home": {trait: answer == "yes" for trait, answer in told.items() if answer},
            "home_checked_on": self.home_checked_on.data,
        }


for _trait, _asked in HOME.items():
    setattr(
        HomeForm,
        f"home_{_trait.value}",
        RadioField(_asked, choices=[UNKNOWN, *YES_NO], default=""),
    )
