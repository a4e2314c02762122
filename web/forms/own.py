"""What a volunteer writes on her own page."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, PasswordField
from wtforms.validators import Length, ValidationError

from matcher.domain.volunteers import NewVolunteer
from web.forms.account import LONGEST, NEEDS_PASSWORD, NewPasswordForm
from web.forms.fields import DayField, MailField, Needed, PhoneField, PostcodeField, in_order
from web.forms.times import TimesForm
from web.forms.versions import VersionField
from web.plumbing.clock import today


class AskForm(FlaskForm):
    """Where to send a link."""

    email = MailField(
        _l("E-post"), validators=[Needed(_l("Skriv den e-postadress som centralen har."))]
    )


class OwnTimesForm(TimesForm):
    """When she can. `version` is of what she read."""

    version = VersionField()

    def unsaved(self, said: MultiDict[str, str]) -> dict[str, list[str]]:
        """What she said, with her answers in it, for the same question to be asked again."""
        kept = {name: said.getlist(name) for name in ("week", "ask", "often", "version")}
        return kept | {"said": [self.said.data or ""]}


class OwnPauseForm(FlaskForm):
    """A rest. Nobody asks why (R71)."""

    from_on = DayField(_l("Från och med"), validators=[Needed(_l("Skriv från vilken dag."))])
    until_on = DayField(
        _l("Tillbaka den"),
        description=_l("Lämna tomt om du inte vet."),
        validators=[in_order("from_on", _l("Dagen du är tillbaka är före den första dagen."))],
    )


class OwnContactForm(FlaskForm):
    """How she is reached, and where she lives."""

    version = VersionField()
    phone = PhoneField(_l("Telefon"))
    email = MailField(_l("E-post"))
    postcode = PostcodeField(_l("Postnummer"))

    def validate_phone(self, field: Field) -> None:
        if not field.data and not self.email.data and not field.errors:
            raise ValidationError(_("Skriv ett telefonnummer eller en e-postadress."))

    @classmethod
    def of(cls, told: NewVolunteer, version: int) -> Any:
        """The form filled with what is told of her."""
        known = {"phone": told.phone, "email": told.email, "postcode": told.postcode}
        return cls(formdata=None, data=known | {"version": str(version)})


def begun_pause(from_on: date | None, until_on: date | None) -> OwnPauseForm:
    """The pause that is set; where none is, one from today."""
    known = {"from_on": from_on or today(), "until_on": until_on}
    return OwnPauseForm(formdata=None, data=known)


def _old() -> PasswordField:
    return PasswordField(
        _l("Lösenordet du har nu"), validators=[Needed(NEEDS_PASSWORD), Length(max=LONGEST)]
    )


class OtherPasswordForm(NewPasswordForm):
    """Another password, by who knows the one there is."""

    old = _old()


class NoPasswordForm(FlaskForm):
    """No password any more, by who knows it. It stands on the page of the other form."""

    known = _old()
