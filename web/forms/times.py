"""When somebody can: the week grid, own words that are said back, or "ask me each time" (R96).

A form that asks for times inherits `TimesForm` and calls `listen` when it is sent. Nothing said
in words is kept as times before the person has seen how we understood it and said yes; whoever
does not want to explain lets us ask, and the words are kept as they stand.
"""

from dataclasses import replace
from datetime import date
from typing import ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField

from matcher.domain.availability import NOTHING_SAID, Availability, Often
from matcher.domain.spoken_times import Understood, answered, echo, is_english, understand, wording
from matcher.languages import SOURCE
from web.forms.fields import (
    SaidField,
    choice,
    tidy,
)
from web.forms.week_grid import WeekField, from_slots, slots_of_availability
from web.plumbing.languages import language

OFTEN = {
    "week": (_l("Varje vecka"), Often(1, "week")),
    "fortnight": (_l("Varannan vecka"), Often(1, "fortnight")),
    "month": (_l("En gång i månaden"), Often(1, "month")),
    "sometimes": (_l("Ibland, när det passar"), None),
}
SAID_LENGTH = 200


class TimesForm(FlaskForm):
    """The four ways of saying when. `understood` is what the words mean, after `listen`."""

    week = WeekField(_l("När kan du?"), description=_l("Ungefär räcker. Du kan ändra när du vill."))
    ask = BooleanField(_l("Fråga mig från gång till gång"))
    said = SaidField(
        _l("Eller skriv med egna ord"),
        longest=SAID_LENGTH,
        description=_l("Till exempel: tisdagar fm varannan vecka, bortrest v. 28–31."),
    )
    often = RadioField(
        _l("Hur ofta?"),
        choices=[choice(code, words) for code, (words, _often) in OFTEN.items()],
        validate_choice=False,
    )
    # What was said back and found right, or left for us to ask about: the very words.
    agreed = HiddenField()
    later = HiddenField()
    # The words that a question or an echo stood under when the page was sent.
    shown = HiddenField()
    # Of a button: the boxes are to count, and not the words.
    boxes = HiddenField()
    answer = RadioField(choices=[], validate_choice=False)
    # What she wrote herself, where an answer has taken the place of some of it: said back as hers.
    own = HiddenField()

    understood: Understood | None = None
    stored: Understood | None = None
    has_new_boxes = False  # they no longer say what the words do
    heard_on: date | None = None
    is_of_another: ClassVar[bool] = False  # filled in by somebody else than who can

    def begin_with(self, availability: Availability | None, said: str | None) -> None:
        """Fill the fields from what is stored; words only where the grid does not say it all."""
        known = availability or NOTHING_SAID
        self.stand_by(availability, said)
        self.week.data = slots_of_availability(known)
        self.ask.data = known.flexible
        self.often.data = _often_code(known)
        if self.stored is not None:
            self.said.data = self.agreed.data = self.stored.text

    def stand_by(self, availability: Availability | None, said: str | None) -> None:
        """While the words stay, so does what they meant when they were said.

        "Bortrest v. 28" read again a year later would be another week.
        """
        known = availability or NOTHING_SAID
        if said or (known.is_known and not known.fits_grid()) or known.away:
            plain = replace(known, often=None, occasional=False, flexible=False)
            self.stored = Understood(tidy(said) or echo(plain, language())[:SAID_LENGTH], plain)

    def listen(self, on: date) -> bool:
        """Understand the words as said on that day; whether nothing is left to ask about them.
        Who goes on past what was asked is told at the question what it waits for.
        """
        if self.boxes.data:
            self.said.data = self.agreed.data = self.shown.data = None
        text = tidy(self.said.data)
        self.heard_on = on
        was_passed = bool(text) and text == tidy(self.shown.data) and not self.answer.data
        self._forget_own(text)
        if not text:
            return True
        if self.stored is not None and text == self.stored.text and self._says_more_than_grid():
            self.understood, self.agreed.data = self.stored, text
            return self._boxes_stand(text)
        self.understood = understand(text, on=on, language=language())
        if self.answer.data and self.understood.questions:
            self.own.data = tidy(self.own.data) or text
            text = answered(
                self.understood.text, self.understood.questions[0], tidy(self.answer.data)
            )[:SAID_LENGTH]
            self.said.data = text
            self.understood = understand(text, on=on, language=language())
        self.answer.data = None
        if text == tidy(self.agreed.data) and not self.week.data:
            self.week.data = slots_of_availability(self.understood.availability)
        is_settled = text in (tidy(self.agreed.data), tidy(self.later.data))
        if was_passed and not is_settled:
            self.answer.errors = [self._waited_for]
        return is_settled and self._boxes_stand(text)

    def _boxes_stand(self, text: str) -> bool:
        """Whether the boxes are as the words that are stored say. Who has changed them, and not the
        words, is asked which of the two she means.
        """
        if self.stored is None or self.understood is None or text != self.stored.text:
            return True
        known = self.understood.availability
        is_said = tidy(self.shown.data) == text or not known.is_known
        if is_said or set(self.week.data or ()) == set(slots_of_availability(known)):
            return True
        self.agreed.data, self.has_new_boxes = None, True
        return False

    def _forget_own(self, text: str) -> None:
        """She has changed what stands in the field: that is what she wrote, from now on."""
        stood = [tidy(one.data) for one in (self.shown, self.agreed, self.later) if one.data]
        if not text or (stood and text not in stood):
            self.own.data = None

    def _says_more_than_grid(self) -> bool:
        """Else the words mean what the grid shows, or wait to be asked about: it may be changed."""
        known = self.stored.availability if self.stored else NOTHING_SAID
        return known.is_known and bool(known.away or not known.fits_grid())

    @property
    def echo(self) -> str:
        """What we understood, in the reader's language."""
        return echo(self.understood.availability, language()) if self.understood else ""

    @property
    def boxes_said(self) -> str | None:
        """The boxes that are ticked, said; None where none is."""
        ticked = from_slots(self.week.data or ())
        return echo(ticked, language()) if ticked.is_known else None

    @property
    def unheard(self) -> str | None:
        """The boxes that do not count, said: words that name times go before the grid."""
        if self.understood is None or not self.understood.availability.is_known:
            return None
        heard = slots_of_availability(self.understood.availability, partly=True)
        left = from_slots(slot for slot in self.week.data or () if slot not in heard)
        return echo(left, language()) if left.is_known else None

    @property
    def own_words(self) -> str | None:
        """What she wrote; None where the field only says back what we had understood before."""
        said = tidy(self.said.data)
        if self.understood and said in (self.echo, echo(self.understood.availability)):
            return None
        return said or None

    @property
    def leave(self) -> str:
        """What stands on the button that leaves the words for a person to ask about."""
        if self.is_of_another:
            return gettext("Låt orden stå så länge")
        return gettext("Fråga mig när ni ringer")

    @property
    def _waited_for(self) -> str:
        if self.answers():
            return gettext("Välj ett svar, eller ”%(leave)s”.", leave=self.leave)
        if self.question:
            return gettext("Ändra texten, eller välj ”%(leave)s”.", leave=self.leave)
        return gettext("Välj ”Ja, det stämmer” eller ”%(leave)s”.", leave=self.leave)

    @property
    def is_unheard(self) -> bool:
        """Words that say nothing to us: there is no understanding to offer."""
        found = self.understood
        return bool(found and found.is_certain and found.availability == NOTHING_SAID)

    @property
    def question(self) -> str | None:
        """The first thing that is unsure, as a question."""
        if self.is_unheard:
            return gettext("Vi förstod inte tiderna. Skriv med andra ord, eller fyll i rutorna.")
        if self.understood is None or self.understood.is_certain:
            return None
        return wording(self.understood.questions[0], language())

    def answers(self) -> list[tuple[str, str]]:
        """Ready answers to the question; there may be none when only the person can say. In another
        language than they were written in, they are said as what would be understood with each.
        """
        questions = self.understood.questions if self.understood else ()
        return (
            [(answer, self._said(answer)) for answer in questions[0].answers] if questions else []
        )

    def _said(self, answer: str) -> str:
        if language() == SOURCE or is_english(answer) or not (self.understood and self.heard_on):
            return answer
        text = answered(self.understood.text, self.understood.questions[0], answer)
        found = understand(text, on=self.heard_on)
        return echo(found.availability, language()) if found.is_certain else answer

    @property
    def asks(self) -> bool:
        """Something about the words waits for an answer."""
        text = tidy(self.said.data)
        answered_for = text in (tidy(self.agreed.data), tidy(self.later.data))
        return bool(text and self.understood and not answered_for)

    @property
    def is_only_passed(self) -> bool:
        """Nothing typed is wrong: what was asked of the words waits, and that is all."""
        return set(self.errors) == {"answer"}

    @property
    def says_when(self) -> bool:
        """Something was said about when, in any of the ways."""
        return bool(self.week.data or self.ask.data or self.said.data)

    def availability(self) -> Availability | None:
        """The times; None where nothing was said. Words that name times go before the grid."""
        told = NOTHING_SAID
        if self.understood is not None and tidy(self.agreed.data) == tidy(self.said.data):
            told = self.understood.availability
        times = told if told.is_known else replace(told, habit=self.week.availability.habit)
        often = OFTEN.get(self.often.data or "", (None, None))[1]
        times = replace(
            times,
            often=often or times.often,
            occasional=times.occasional or self.often.data == "sometimes",
            flexible=times.flexible or bool(self.ask.data),
        )
        return None if times == NOTHING_SAID else times

    def needs_a_time(self) -> None:
        """Tell the field that nothing was said."""
        words = gettext("Välj minst en tid, eller ”Fråga mig från gång till gång”.")
        self.week.errors = [*self.week.errors, words]


def _often_code(known: Availability) -> str | None:
    if known.occasional:
        return "sometimes"
    codes = {often: code for code, (_words, often) in OFTEN.items() if often is not None}
    return codes.get(known.often) if known.often else None
