"""What a manager writes of the centre: its facts, and its areas."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField

from matcher.domain.accounts import OwnerType
from matcher.domain.maps import EAST, NORTH, SOUTH, WEST
from matcher.domain.places import Place
from matcher.services.centres import Facts, NewArea
from web.forms.account import OWNERS
from web.forms.fields import (
    MailField,
    Needed,
    NumberField,
    PhoneField,
    SaidField,
    choice,
    choices_from,
)
from web.forms.places import DegreesField, PlaceField, shown
from web.plumbing.languages import OFFERED

WEEKDAYS = (
    _l("Måndag"),
    _l("Tisdag"),
    _l("Onsdag"),
    _l("Torsdag"),
    _l("Fredag"),
    _l("Lördag"),
    _l("Söndag"),
)
POINT_NEEDED = _l("Skriv ett postnummer, en ort eller punktens båda tal.")


class FactsForm(FlaskForm):
    """The centre: name, owner, how it is reached, when its week is run, where it is."""

    name = SaidField(
        _l("Centralens namn"), validators=[Needed(_l("Skriv centralens namn."))], longest=120
    )
    owner_type = RadioField(
        _l("Vem driver centralen?"),
        choices=choices_from(OWNERS),
        validators=[Needed(_l("Välj vem som driver centralen. Lagen skiljer sig åt."))],
        description=_l("Styr den rättsliga grunden som volontärer läser när de anmäler sig."),
    )
    owner_name = SaidField(
        _l("Den som är ansvarig för personuppgifterna"),
        validators=[Needed(_l("Skriv vem som är ansvarig, till exempel kommunens namn."))],
        description=_l("Till exempel Ekviks kommun eller Föreningen Handen."),
        longest=120,
    )
    phone = PhoneField(
        _l("Centralens telefon"), validators=[Needed(_l("Skriv ett telefonnummer."))]
    )
    email = MailField(_l("Centralens e-post"))
    language = SelectField(_l("Språk i centralens brev"), choices=choices_from(OFFERED))
    week_day = SelectField(
        _l("Veckans förslag räknas fram"),
        choices=[choice(str(day), words) for day, words in enumerate(WEEKDAYS)],
    )
    week_hour = SelectField(
        _l("Klockan"), choices=[choice(str(hour), f"{hour:02d}.00") for hour in range(24)]
    )
    where = PlaceField(
        _l("Var centralen ligger"),
        description=_l("Postnummer eller ort. Används när någon inte har sagt var den bor."),
    )

    @classmethod
    def of(cls, facts: Facts) -> "FactsForm":
        """The form filled with the centre as it is."""
        plain = ("name", "owner_name", "phone", "email", "language")
        return cls(
            formdata=None,
            data={
                **{name: getattr(facts, name) for name in plain},
                "owner_type": facts.owner_type.value,
                "week_day": str(facts.week_day),
                "week_hour": str(facts.week_hour),
                "where": shown(facts.place) if facts.place else None,
            },
        )

    def facts(self) -> Facts:
        """What was written."""
        return Facts(
            name=self.name.data or "",
            owner_type=OwnerType(self.owner_type.data),
            owner_name=self.owner_name.data,
            phone=self.phone.data or "",
            email=self.email.data,
            language=self.language.data,
            week_day=int(self.week_day.data),
            week_hour=int(self.week_hour.data),
            place=self.where.place,
        )


class AreaForm(FlaskForm):
    """A part of town: its name, where it is, how many live there."""

    name = SaidField(
        _l("Områdets namn"),
        validators=[Needed(_l("Skriv områdets namn, som ni säger det."))],
        longest=80,
    )
    where = PlaceField(
        _l("Postnummer eller ort"),
        description=_l("Ger en ungefärlig punkt. Lämna tomt om du skriver punkten själv."),
    )
    lat = DegreesField(_l("Latitud"), low=SOUTH, high=NORTH, description=_l("Till exempel 59,858."))
    lon = DegreesField(
        _l("Longitud"),
        low=WEST,
        high=EAST,
        description=_l("Till exempel 17,639."),
    )
    inhabitants = NumberField(
        _l("Invånare, ungefär"),
        low=0,
        high=1_000_000,
        description=_l(
            "Under 500, eller okänt: området nämns inte för volontären innan båda sagt ja."
        ),
    )

    @classmethod
    def of(cls, told: NewArea) -> "AreaForm":
        """The form filled with an area as it is."""
        return cls(
            formdata=None,
            data={
                "name": told.name,
                "lat": round(told.lat, 6),
                "lon": round(told.lon, 6),
                "inhabitants": told.inhabitants,
            },
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Every fault at once; a point is needed, from one of its two sources."""
        is_right = bool(super().validate(extra_validators))
        if self.where.data or self.where.errors:
            return is_right
        missing = [field for field in (self.lat, self.lon) if not field.data]
        for field in missing if len(missing) == 1 else missing and (self.where,):
            field.errors = [str(POINT_NEEDED)]
        return is_right and not missing

    def area(self) -> NewArea:
        """What was written; a place goes before a point, which may be the area's old one."""
        place: Place | None = self.where.place
        lat, lon = (place.lat, place.lon) if place else (self.lat.degrees, self.lon.degrees)
        assert lat is not None  # `validate` has seen to it that one of the two is there
        assert lon is not None
        return NewArea(self.name.data or "", lat, lon, self.inhabitants.number)
