"""The small forms on a recipient's page: a yes heard or taken back, a call, a search."""

from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectMultipleField
from wtforms.validators import ValidationError

from matcher.domain.consent import CONSENT_TEXT_VERSION, Channel, ConsentKind, NewConsent
from matcher.domain.recipients import CallOutcome
from web.forms.fields import DayField, Needed, SaidField, choice
from web.forms.heard import CHANNEL_CHOICES, has_been, is_a_yes_of_the_law
from web.forms.notes import NotesForm
from web.plumbing.people_parts import CHANNELS
from web.plumbing.recipient_words import CONSENTS, OUTCOMES


class YesForm(FlaskForm):
    """A yes that has been heard: to what, when, by whom and how. Of one talk several may come, each
    kept as a yes of its own (R20).
    """

    kind = SelectMultipleField(_l("Ja till vad?"), validate_choice=False)
    said_on = DayField(
        _l("Vilken dag?"), validators=[Needed(_l("Skriv dagen.")), has_been, is_a_yes_of_the_law]
    )
    heard_by = SaidField(
        _l("Vem hörde det?"), longest=120, validators=[Needed(_l("Skriv vem som hörde det."))]
    )
    channel = RadioField(
        _l("Hur sades det?"),
        choices=CHANNEL_CHOICES,
        validators=[Needed(_l("Välj hur det sades."))],
        validate_choice=False,
    )

    def __init__(self, *given: Any, offered: tuple[ConsentKind, ...], **rest: Any):
        super().__init__(*given, **rest)
        self.kind.choices = [choice(kind.value, CONSENTS[kind]) for kind in offered]

    def validate_kind(self, field: Field) -> None:
        offered = {one.value for one in self.kind.choices}
        if not field.data or not offered.issuperset(field.data):
            raise ValidationError(_("Välj vad personen sa ja till."))

    def validate_channel(self, field: Field) -> None:
        if field.data and field.data not in set(CHANNELS):
            raise ValidationError(_("Välj hur det sades."))

    def consents(self) -> list[NewConsent]:
        """What was written, as values."""
        heard_by, channel = self.heard_by.data or "", Channel(self.channel.data)
        return [
            NewConsent(
                ConsentKind(kind), self.said_on.data, heard_by, channel, CONSENT_TEXT_VERSION
            )
            for kind in self.kind.data or ()
        ]


class WithdrawForm(FlaskForm):
    """A yes is taken back, on a day."""

    on = DayField(_l("Vilken dag?"), validators=[Needed(_l("Skriv dagen.")), has_been])


class ReasonForm(NotesForm):
    """Why nobody is suggested yet to somebody who has waited longer than we promise."""

    NOTES: ClassVar[tuple[str, ...]] = ("why",)

    why = SaidField(
        _l("Varför finns inget förslag än?"),
        description=_l("Läses av samordnare på din central. Inget om hälsa eller diagnoser."),
        longest=200,
        validators=[Needed(_l("Skriv varför, med några ord."))],
    )


class CallForm(FlaskForm):
    """A call to somebody who waits (R65)."""

    outcome = RadioField(
        _l("Hur gick det?"),
        choices=[choice(outcome.value, words) for outcome, words in OUTCOMES.items()],
        validators=[Needed(_l("Välj hur samtalet gick."))],
        validate_choice=False,
    )

    def validate_outcome(self, field: Field) -> None:
        if field.data not in set(CallOutcome):
            raise ValidationError(_("Välj hur samtalet gick."))
