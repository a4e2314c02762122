"""What a coordinator writes of an organisation, and of the persons one calls there."""

from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from matcher.domain.organisations import NewContact, NewOrganisation
from web.forms.fields import MailField, Needed, NoteField, PhoneField, SaidField
from web.forms.notes import NotesForm
from web.forms.versions import VersionField

NAME = _l("Skriv vad organisationen heter.")


class OrganisationForm(NotesForm):
    """What it is called and what it does."""

    NOTES: ClassVar[tuple[str, ...]] = ("about",)

    version = VersionField()
    name = SaidField(_l("Namn"), longest=120, validators=[Needed(NAME)])
    about = NoteField(
        _l("Om organisationen"),
        longest=500,
        description=_l("Vad den gör och var. Läses av samordnare."),
    )


class NewOrganisationForm(OrganisationForm):
    """The same with the first person one calls there."""

    contact_name = SaidField(_l("Kontaktperson"), longest=120)
    contact_phone = PhoneField(_l("Telefon"))
    contact_email = MailField(_l("E-post"))

    def organisation(self) -> NewOrganisation:
        """What was written, as a value."""
        return NewOrganisation(
            name=self.name.data or "",
            about=self.about.data,
            contact_name=self.contact_name.data,
            contact_phone=self.contact_phone.data,
            contact_email=self.contact_email.data,
        )

    def validate_contact_name(self, field: Any) -> None:
        if not field.data and (self.contact_phone.data or self.contact_email.data):
            raise ValidationError(str(_l("Skriv vad kontaktpersonen heter.")))


class ContactForm(FlaskForm):
    """A person one calls at an organisation."""

    name = SaidField(
        _l("Namn"), longest=120, validators=[Needed(_l("Skriv vad kontaktpersonen heter."))]
    )
    phone = PhoneField(_l("Telefon"))
    email = MailField(_l("E-post"))

    def contact(self) -> NewContact:
        """What was written, as a value."""
        return NewContact(self.name.data or "", self.phone.data, self.email.data)
