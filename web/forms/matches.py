"""The small forms on a match's page: an answer heard, a time, how it went."""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, RadioField, SelectField, TimeField
from wtforms.validators import ValidationError

from matcher.domain.calendar_weeks import STOCKHOLM
from matcher.domain.consent import Channel
from matcher.domain.match_reasons import DeclineReason, MeetingPlace, WaivedReason
from matcher.domain.matches import OverrideReason
from matcher.services.match_asking import Answer
from matcher.services.match_meetings import Meeting
from web.forms.asked_first import AskedFirstForm
from web.forms.fields import DayField, Needed, Offered, SaidField, choice, choices_from
from web.forms.heard import has_been
from web.forms.notes import NotesForm
from web.forms.suggestions import override_reasons
from web.plumbing.clock import today
from web.plumbing.formats import capital, clock, listed
from web.plumbing.match_words import DECLINES, PLACES, RESULTS, WAIVED
from web.plumbing.people_parts import CHANNELS

YES, NO = "ja", "nej"
US = "us"
HEARD = (Channel.PHONE, Channel.IN_PERSON, Channel.PAPER)  # how a coordinator hears an answer
THEIRS = tuple(
    one for one in DeclineReason if one not in (DeclineReason.NO_ANSWER, DeclineReason.OUR_DECISION)
)

FIRST_START = time(6)  # on the wall: nobody is visited earlier, so an earlier time is a slip
LAST_START = time(22)  # on the wall, itself too late: then those who are visited go to bed
HALF_A_DAY = timedelta(hours=12)  # what is lost when 15 is written as 3


def waking_hours(_form: Any, field: Field) -> None:
    """A validator: the time, where there is one, is not in the middle of the night."""
    at = field.data
    if at is None or FIRST_START <= at < LAST_START:
        return
    if at < FIRST_START:
        meant = (datetime.combine(today(), at) + HALF_A_DAY).time()
        raise ValidationError(
            _(
                "%(at)s är mitt i natten. Menade du %(meant)s?",
                at=capital(clock(at)),
                meant=clock(meant),
            )
        )
    raise ValidationError(
        _(
            "%(at)s är för sent. Skriv en tid före %(last)s.",
            at=capital(clock(at)),
            last=clock(LAST_START),
        )
    )


class AnswerForm(AskedFirstForm):
    """What somebody has said, who heard it, when and how (R23); and what was to be asked first."""

    says = RadioField(
        _l("Vad blev svaret?"),
        choices=[choice(YES, _l("Ja, gärna")), choice(NO, _l("Nej, eller inte nu"))],
        validators=[Needed(_l("Välj svaret.")), Offered(_l("Välj svaret."))],
        validate_choice=False,
    )
    channel = RadioField(
        _l("Hur sades det?"),
        choices=[choice(one.value, CHANNELS[one]) for one in HEARD],
        validators=[Needed(_l("Välj hur det sades.")), Offered(_l("Välj hur det sades."))],
        validate_choice=False,
        default=Channel.PHONE.value,
    )
    heard_by = SelectField(_l("Vem hörde det?"), validate_choice=False)
    said_on = DayField(
        _l("Vilken dag?"), validators=[Needed(_l("Skriv dagen.")), has_been], default=today
    )
    shares_phone = BooleanField(_l("Den andra får telefonnumret"))
    reason = SelectField(
        _l("Skäl till ett nej"),
        description=_l("Den andra får aldrig veta skälet."),
        choices=[choice(one.value, DECLINES[one]) for one in THEIRS],
        validate_choice=False,
        default=DeclineReason.NOT_NOW.value,
    )

    override_reason = RadioField(
        _l("Varför, om det går emot ett önskemål?"),
        choices=lambda: [choice(*one) for one in override_reasons()],
        validators=[Offered(_l("Välj ett skäl i listan."))],
        validate_choice=False,
    )

    def __init__(self, *given: Any, colleagues: list[tuple[str, str]], **rest: Any):
        super().__init__(*given, **rest)
        self.heard_by.choices = [choice(*one) for one in colleagues]

    def validate_heard_by(self, field: Field) -> None:
        if field.data not in {one.value for one in self.heard_by.choices}:
            raise ValidationError(_("Välj vem som hörde svaret."))

    def validate_reason(self, field: Field) -> None:
        if self.says.data == NO and field.data not in set(THEIRS):
            raise ValidationError(_("Välj ett skäl i listan."))

    def overrides(self) -> OverrideReason | None:
        """Why against a wish, if that was chosen."""
        return OverrideReason(self.override_reason.data) if self.override_reason.data else None

    def answer(self) -> Answer:
        """What was written, as a value."""
        says_yes = self.says.data == YES
        return Answer(
            says_yes=says_yes,
            channel=Channel(self.channel.data),
            heard_by=self.heard_by.data,
            shares_phone=bool(self.shares_phone.data),
            reason=None if says_yes else DeclineReason(self.reason.data),
            said_on=self.said_on.data,
        )


class MeetingForm(NotesForm):
    """When and where they meet for the first time."""

    NOTES: ClassVar[tuple[str, ...]] = ("place",)

    day = DayField(_l("Vilken dag?"), validators=[Needed(_l("Skriv dagen."))])
    time = TimeField(
        _l("Vilken tid?"),
        validators=[Needed(_l("Skriv tiden, till exempel 14:00.")), waking_hours],
    )
    where = RadioField(
        _l("Var?"),
        choices=choices_from(PLACES),
        validators=[Needed(_l("Välj var.")), Offered(_l("Välj var."))],
        validate_choice=False,
    )
    place = SaidField(
        _l("Plats, om det inte är hemma"),
        description=_l(
            "Till exempel ett kafé, eller adressen till oss: den minns vi till nästa gång."
            " Skriv ingen hemadress."
        ),
        longest=120,
    )

    agreed = BooleanField(_l("De har gått med på tiden ändå"))
    asks_agreed = False
    covered = BooleanField(_l("Någon annan av oss följer med, eller så hinns båda med"))
    asks_covered = False

    def offer_no_telephone(self) -> None:
        """Somebody of them has none: they do not meet by it, unless that is chosen already."""
        if self.where.data != MeetingPlace.REMOTE.value:
            kept = [one for one in self.where.choices if one.value != MeetingPlace.REMOTE.value]
            self.where.choices = kept

    def ask_if_agreed(self, names: Collection[str]) -> None:
        """The time is not among those that these have told: whether they have agreed to it."""
        self.asks_agreed = True
        words = _(
            "Tiden är utanför de tider %(names)s har sagt, eller upptagen av en annan matchning."
            " Byt tid, eller kryssa i sist i formuläret att den är överenskommen.",
            names=listed(names),
        )
        self.time.errors = [*self.time.errors, words]

    def ask_who_goes(self, coordinator: str, names: Collection[str], *, near: bool) -> None:
        """The one of us who goes along is with these at that hour, or so `near` it that there is no
        time for the way: whether somebody else goes.
        """
        self.asks_covered = True
        facts = {"coordinator": coordinator, "names": listed(names)}
        words = _(
            "%(coordinator)s är redan med på ett första möte då, med %(names)s. Byt tid, eller"
            " kryssa i sist i formuläret att någon annan av oss följer med.",
            **facts,
        )
        if near:
            words = _(
                "%(coordinator)s är med på ett första möte strax före eller efter, med %(names)s:"
                " det blir mindre än en halvtimme emellan. Byt tid, eller kryssa i sist i"
                " formuläret att någon annan av oss följer med, eller att båda hinns med.",
                **facts,
            )
        self.time.errors = [*self.time.errors, words]

    def meeting(self) -> Meeting:
        """What was written, as a value; the time is on the wall in Stockholm."""
        at = datetime.combine(self.day.data, self.time.data, STOCKHOLM)
        return Meeting(at, MeetingPlace(self.where.data), self.place.data)


class HeldForm(FlaskForm):
    """The first meeting has been: when, and who of us was there (R58)."""

    on = DayField(_l("Vilken dag?"), validators=[Needed(_l("Skriv dagen.")), has_been])
    who = RadioField(
        _l("Var någon av oss med?"),
        choices=[choice(US, _l("Ja, jag eller en kollega")), *choices_from(WAIVED)],
        validators=[
            Needed(_l("Välj vem som var med, eller varför ingen var det.")),
            Offered(_l("Välj vem som var med, eller varför ingen var det.")),
        ],
        validate_choice=False,
    )

    def facts(self) -> dict[str, Any]:
        """As the deed wants it."""
        with_us = self.who.data == US
        return {"with_us": with_us, "waived": None if with_us else WaivedReason(self.who.data)}


class CallForm(NotesForm):
    """A call, noted in ten seconds."""

    NOTES: ClassVar[tuple[str, ...]] = ("line",)

    result = RadioField(
        _l("Hur gick det?"),
        choices=choices_from(RESULTS),
        validators=[Needed(_l("Välj hur samtalet gick.")), Offered(_l("Välj hur samtalet gick."))],
        validate_choice=False,
    )
    line = SaidField(
        _l("En rad att minnas (frivilligt)"),
        description=_l("Läses av samordnare på din central. Inga diagnoser, inga skäl."),
        longest=200,
    )
