"""What a manager writes of somebody who works at the centre."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, SelectMultipleField

from matcher.domain.accounts import Role
from matcher.services.accounts import NewAccount
from web.forms.fields import MailField, Needed, PhoneField, SaidField, choice, choices_from
from web.plumbing.languages import OFFERED
from web.plumbing.role_words import ROLES


def _roles() -> SelectMultipleField:
    return SelectMultipleField(
        _l("Roller"),
        choices=[choice(role.value, words, hint) for role, (words, hint) in ROLES.items()],
        validators=[Needed(_l("Välj minst en roll."))],
    )


class ColleagueForm(FlaskForm):
    """Somebody who shall be able to sign in."""

    name = SaidField(_l("Namn"), validators=[Needed(_l("Skriv namnet."))], longest=120)
    email = MailField(
        _l("E-post"),
        validators=[Needed(_l("Skriv en e-postadress, till exempel anna@example.se."))],
        description=_l("Den som får kontot loggar in med adressen."),
    )
    phone = PhoneField(_l("Telefon"))
    language = SelectField(_l("Språk"), choices=choices_from(OFFERED))
    roles = _roles()

    def account(self) -> NewAccount:
        """What was written; she chooses a password herself."""
        return NewAccount(
            email=self.email.data,
            name=self.name.data,
            roles=frozenset(Role(role) for role in self.roles.data),
            phone=self.phone.data,
            language=self.language.data,
        )


class RolesForm(FlaskForm):
    """What somebody may do from now on. None at all is refused by the deed, with better words."""

    roles = SelectMultipleField(
        _l("Roller"),
        choices=[choice(role.value, words, hint) for role, (words, hint) in ROLES.items()],
    )

    @property
    def chosen(self) -> frozenset[Role]:
        """The ticked ones."""
        return frozenset(Role(role) for role in self.roles.data or ())
