"""Signing in, passwords, and an installation's first manager."""

from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import PasswordField, RadioField, SelectField
from wtforms.validators import AnyOf, EqualTo, Length

from matcher.domain.accounts import PASSWORD_LENGTH, OwnerType
from matcher.services.accounts import NewAccount
from matcher.services.installations import FIRST_ROLES, NewCentre
from web.forms.fields import MailField, Needed, PhoneField, SaidField, choices_from
from web.plumbing.languages import OFFERED

SHORTEST, LONGEST = PASSWORD_LENGTH
NEEDS_EMAIL = _l("Skriv din e-postadress, till exempel anna@example.se.")
NEEDS_PASSWORD = _l("Skriv ditt lösenord.")
NEEDS_OWNER = _l("Välj vem som driver centralen. Lagen skiljer sig åt.")

OWNERS = {
    OwnerType.MUNICIPALITY: _l("En kommun"),
    OwnerType.ASSOCIATION: _l("En förening"),
    OwnerType.FAITH: _l("En församling eller ett samfund"),
    OwnerType.FOUNDATION: _l("En stiftelse"),
}


def _chosen(label: object) -> PasswordField:
    """A new password: long rather than odd, and a password manager may fill it in."""
    return PasswordField(
        label,
        validators=[
            Needed(_l("Välj ett lösenord.")),
            Length(SHORTEST, LONGEST, _l("Välj ett lösenord med minst %(min)d tecken.")),
        ],
        description=_l("Minst 12 tecken. Några ord efter varandra är lätta att minnas."),
    )


def _again(first: str) -> PasswordField:
    return PasswordField(
        _l("Lösenordet en gång till"),
        validators=[
            Needed(_l("Skriv lösenordet en gång till.")),
            EqualTo(first, _l("De två lösenorden är inte lika. Skriv dem en gång till.")),
        ],
    )


class SignInForm(FlaskForm):
    """E-mail and password."""

    email = MailField(_l("E-post"), validators=[Needed(NEEDS_EMAIL)])
    password = PasswordField(
        _l("Lösenord"), validators=[Needed(NEEDS_PASSWORD), Length(max=LONGEST)]
    )


class ForgottenForm(FlaskForm):
    """Where the link is sent."""

    email = MailField(_l("E-post"), validators=[Needed(NEEDS_EMAIL)])


class NewPasswordForm(FlaskForm):
    """A password chosen by a link."""

    password = _chosen(_l("Nytt lösenord"))
    again = _again("password")


class ChangePasswordForm(FlaskForm):
    """A password changed by who knows the old one."""

    old = PasswordField(
        _l("Ditt lösenord nu"), validators=[Needed(NEEDS_PASSWORD), Length(max=LONGEST)]
    )
    new = _chosen(_l("Nytt lösenord"))
    again = _again("new")


class LanguageForm(FlaskForm):
    """What language her pages and letters are in."""

    language = SelectField(_l("Språk på sidor och i brev"), choices=choices_from(OFFERED))


class FirstStartForm(FlaskForm):
    """An installation's first centre and its first manager."""

    code = SaidField(
        _l("Engångskoden"),
        validators=[Needed(_l("Skriv koden som står i fönstret där du startade Handslag."))],
        description=_l("Den står i fönstret där du startade Handslag."),
        longest=40,
    )
    centre_name = SaidField(
        _l("Centralens namn"), validators=[Needed(_l("Skriv centralens namn."))], longest=120
    )
    owner_type = RadioField(
        _l("Vem driver centralen?"),
        choices=choices_from(OWNERS),
        # Our own words for a missing choice: the field's own come first and say nothing to do.
        validate_choice=False,
        validators=[Needed(NEEDS_OWNER), AnyOf([owner.value for owner in OWNERS], NEEDS_OWNER)],
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
    name = SaidField(_l("Ditt namn"), validators=[Needed(_l("Skriv ditt namn."))], longest=120)
    email = MailField(_l("Din e-post"), validators=[Needed(NEEDS_EMAIL)])
    password = _chosen(_l("Välj lösenord"))
    again = _again("password")

    def centre(self) -> NewCentre:
        """The centre as it was handed in."""
        return NewCentre(
            name=self.centre_name.data,
            owner_type=OwnerType(self.owner_type.data),
            owner_name=self.owner_name.data,
            phone=self.phone.data,
        )

    def manager(self) -> NewAccount:
        """The person as she was handed in: the first one does everything."""
        return NewAccount(
            email=self.email.data,
            name=self.name.data,
            roles=FIRST_ROLES,
            password=self.password.data,
        )


def why_not(wait: timedelta) -> str:
    """Why nobody was let in: the wait after many tries, else that the two do not go together."""
    if not wait:
        return _("E-postadressen eller lösenordet stämmer inte. Försök igen.")
    minutes = max(1, -(-int(wait.total_seconds()) // 60))
    return ngettext(
        "För många försök. Vänta %(num)s minut och försök igen.",
        "För många försök. Vänta %(num)s minuter och försök igen.",
        minutes,
    )
