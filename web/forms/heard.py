"""A recipient's own yes, as somebody heard it: when, by whom and how (R19)."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, RadioField
from wtforms.validators import ValidationError

from matcher.domain.consent import CONSENT_TEXT_VERSION, Channel, ConsentKind, NewConsent
from web.forms.fields import DayField, SaidField, choice
from web.plumbing.clock import today
from web.plumbing.people_parts import CHANNELS

LAW_SINCE = date(2018, 5, 25)  # from which the GDPR applies (its art. 99), and its kind of a yes
CHANNEL_CHOICES = [choice(channel.value, words) for channel, words in CHANNELS.items()]


def has_been(_form: Any, field: Field) -> None:
    """A validator: the day, where there is one, is not to come."""
    if field.data and field.data > today():
        raise ValidationError(_("Dagen har inte varit än. Skriv en dag som har varit."))


def is_a_yes_of_the_law(_form: Any, field: Field) -> None:
    """A validator: an older yes was given under another law, and most often the year is a slip."""
    if field.data and field.data < LAW_SINCE:
        raise ValidationError(_("Ett ja från före 25 maj 2018 räcker inte. Är året rätt?"))


class HeardForm(FlaskForm):
    """The yes to health facts, and how it was heard. It is asked for once."""

    said_on = DayField(_l("Vilken dag sa personen ja?"), validators=[has_been, is_a_yes_of_the_law])
    heard_by = SaidField(_l("Vem hörde det?"), longest=120)
    channel = RadioField(_l("Hur sades det?"), choices=CHANNEL_CHOICES, validate_choice=False)
    health = BooleanField(
        _l("Ja till att vi sparar hur personen fungerar, och allergier"),
        description=_l("Utan ett ja lämnas rutorna om funktion och allergi tomma."),
    )

    def __init__(self, *given: Any, has_health: bool = False, **rest: Any):
        super().__init__(*given, **rest)
        self.has_health = has_health

    @property
    def needs_yes(self) -> bool:
        """Who heard a yes, when and how must be told."""
        return bool(self.health.data) and not self.has_health

    def validate_said_on(self, field: Field) -> None:
        if self.needs_yes and not field.data and not field.errors:
            raise ValidationError(_("Skriv dagen då personen själv sa ja."))

    def validate_heard_by(self, field: Field) -> None:
        if self.needs_yes and not field.data:
            raise ValidationError(_("Skriv vem som hörde personen säga ja."))

    def validate_channel(self, field: Field) -> None:
        if (self.needs_yes or field.data) and field.data not in set(CHANNELS):
            raise ValidationError(_("Välj hur personen sa ja."))

    def consents(self) -> list[NewConsent]:
        """The yeses that were ticked, with who heard them, when and how."""
        return [self.yes_to(ConsentKind.HEALTH)] if self.needs_yes else []

    def yes_to(self, kind: ConsentKind) -> NewConsent:
        """A yes to that, said in the same talk."""
        channel = Channel(self.channel.data)
        heard_by = self.heard_by.data or ""
        return NewConsent(kind, self.said_on.data, heard_by, channel, CONSENT_TEXT_VERSION)
