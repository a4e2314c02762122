"""Who refers somebody, and the person's own yes to it (R19)."""

from datetime import timedelta
from typing import ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, RadioField
from wtforms.validators import ValidationError

from matcher.domain.consent import Channel
from matcher.domain.referrals import Caller, OwnYes, Referrer
from web.forms.fields import DayField, Needed, PhoneField, SaidField, choice, choices_from
from web.forms.heard import has_been
from web.forms.notes import NotesForm
from web.plumbing.clock import today
from web.plumbing.people_parts import CHANNELS
from web.plumbing.referral_words import REFERRERS

HEARD_HOW = (Channel.IN_PERSON, Channel.PHONE, Channel.PAPER)
YES, NOT_YET = "ja", "inte"
HOLDS = timedelta(days=365)  # a yes that nobody has acted on for a year is asked for anew


class CallerForm(NotesForm):
    """Who refers, and whether the person has said yes herself. Where somebody works is no place for
    what she who is referred is called or suffers from.
    """

    NOTES: ClassVar[tuple[str, ...]] = ("workplace",)

    kind = RadioField(
        _l("Vem gäller det?"),
        choices=choices_from(REFERRERS),
        validators=[Needed(_l("Välj vem det gäller."))],
        validate_choice=False,
    )
    caller_name = SaidField(
        _l("Ditt namn"),
        longest=120,
        description=_l("Ditt namn och nummer behövs bara när du skriver om någon annan."),
    )
    caller_phone = PhoneField(_l("Ditt telefonnummer"))
    workplace = SaidField(
        _l("Arbetsplats"), longest=120, description=_l("Bara var du arbetar, inget om personen.")
    )
    own_yes = RadioField(
        _l("Har personen själv sagt ja?"),
        choices=[
            choice(YES, _l("Ja, till mig")),
            choice(NOT_YET, _l("Inte än"), _l("Fråga först, eller be oss ringa dig.")),
        ],
        description=_l(
            "Till att vi får namn och telefon, att vi ringer, och att du kan se hur långt det har"
            " kommit."
        ),
        validate_choice=False,
    )
    said_on = DayField(_l("Vilken dag sa personen ja?"), validators=[has_been])
    channel = RadioField(
        _l("Hur sa personen ja?"),
        choices=[choice(channel.value, CHANNELS[channel]) for channel in HEARD_HOW],
        validate_choice=False,
    )

    def begin_today(self) -> None:
        """The day of a yes that is not told yet: most often it is today's."""
        if not self._needs_when:
            self.said_on.process_data(today())

    def validate_kind(self, field: Field) -> None:
        if field.data not in set(Referrer):
            raise ValidationError(_("Välj vem det gäller."))

    def validate_caller_name(self, field: Field) -> None:
        if self.is_for_another and not field.data:
            raise ValidationError(_("Skriv ditt namn."))

    def validate_caller_phone(self, field: Field) -> None:
        if self.is_for_another and not field.data and not field.errors:
            raise ValidationError(_("Skriv ditt telefonnummer."))

    def validate_own_yes(self, field: Field) -> None:
        if self.is_for_another and field.data not in (YES, NOT_YET):
            raise ValidationError(_("Välj om personen själv har sagt ja."))

    def validate_said_on(self, field: Field) -> None:
        if self._needs_when and not field.data and not field.errors:
            raise ValidationError(_("Skriv dagen då personen själv sa ja."))
        if self._needs_when and field.data and field.data < today() - HOLDS:
            raise ValidationError(_("Det är mer än ett år sedan. Fråga personen igen."))

    def validate_channel(self, field: Field) -> None:
        if self._needs_when and field.data not in {channel.value for channel in HEARD_HOW}:
            raise ValidationError(_("Välj hur personen sa ja."))

    @property
    def is_for_another(self) -> bool:
        """Somebody writes about somebody else."""
        return self.kind.data in set(Referrer) and self.kind.data != Referrer.SELF

    @property
    def is_not_asked(self) -> bool:
        """The person has not said yes: nothing about her may be asked for."""
        return bool(self.is_for_another and self.own_yes.data == NOT_YET)

    @property
    def _needs_when(self) -> bool:
        return bool(self.is_for_another and self.own_yes.data == YES)

    def caller(self) -> Caller:
        """Who refers; of somebody who writes for herself no more than that."""
        kind = Referrer(self.kind.data)
        if kind is Referrer.SELF:
            return Caller(kind)
        name = self.caller_name.data or ""
        return Caller(kind, name, self.caller_phone.data, self.workplace.data)

    def yes(self, own: OwnYes) -> OwnYes:
        """The person's own yes as it was heard; `own` where she writes or calls herself."""
        if not self.is_for_another:
            return own
        heard_by = self.caller_name.data or ""
        return OwnYes(self.said_on.data, heard_by, Channel(self.channel.data))
