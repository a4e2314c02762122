"""Signing up, page 3: from where, and how far. A postcode we doubt is asked about once."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, RadioField, SelectMultipleField
from wtforms.validators import ValidationError

from matcher.domain.distances import distance_km
from matcher.domain.gazetteer import Gazetteer
from matcher.domain.places import Place
from web.forms.fields import Needed, PostcodeField, choice, choices_from
from web.forms.signup_choices import FAR
from web.plumbing.volunteer_words import MODES

NOT_NEAR = 100  # km as the crow flies: from farther away nobody goes to visit each week


class WhereForm(FlaskForm):
    """3: from where and how far. A postcode is enough; we do not ask for the address."""

    postcode = PostcodeField(
        _l("Postnummer"),
        description=_l("Vi behöver inte din adress. Fem siffror."),
        validators=[Needed(_l("Skriv ditt postnummer, till exempel 123 45."))],
    )
    modes = SelectMultipleField(_l("Hur tar du dig fram?"), choices=choices_from(MODES))
    far = RadioField(
        _l("Hur länge får det ta dit?"),
        choices=[choice(minutes, words, hint) for minutes, (words, hint) in FAR.items()],
        validators=[Needed(_l("Välj hur länge det får ta."))],
        validate_choice=False,
    )
    # A postcode that we asked about: handed in again it is what she means.
    asked_about = HiddenField()

    doubt: str | None = None  # about the postcode

    @property
    def asks(self) -> bool:
        """Whether a question is left: then its answer is the page's main button."""
        return self.doubt is not None

    def look_up(self, gazetteer: Gazetteer, near: Place | None) -> bool:
        """Whether the postcode is known and not far from there, or was handed in again after we
        asked about it.
        """
        postcode = self.postcode.data or ""
        self.doubt = self._doubt(gazetteer.postcode(postcode), near)
        was_asked = self.asked_about.data == postcode
        self.asked_about.data = postcode if self.doubt else None
        return was_asked or not self.doubt

    def _doubt(self, place: Place | None, near: Place | None) -> str | None:
        postcode = self.postcode.data or ""
        said = f"{postcode[:3]} {postcode[3:]}"
        if place is None:
            return gettext("Vi hittar inte postnumret %(postcode)s. Stämmer det?", postcode=said)
        away = distance_km(place, near) if near else None
        if away is None or away.km <= NOT_NEAR:
            return None
        return gettext(
            "Postnumret %(postcode)s är i %(town)s, långt från oss. Stämmer det?",
            postcode=said,
            town=place.label,
        )

    def validate_far(self, field: Field) -> None:
        if field.data not in FAR:
            raise ValidationError(gettext("Välj hur länge det får ta."))
