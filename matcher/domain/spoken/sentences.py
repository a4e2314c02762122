"""One sentence's tokens: facts, absences, times; what is unsure becomes questions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from matcher.domain.availability import NOTHING_SAID, Amount, Availability, Often
from matcher.domain.spoken.absences import parted
from matcher.domain.spoken.breaths import Statement
from matcher.domain.spoken.echo import habit_said, listed
from matcher.domain.spoken.echo_words import SWEDISH
from matcher.domain.spoken.exceptions import exceptions
from matcher.domain.spoken.hours import Doubt
from matcher.domain.spoken.kinds import AND, SOMETIMES, Kind
from matcher.domain.spoken.meaning import meaning, scope_is_unsure, shared
from matcher.domain.spoken.questions import Question, Unsure
from matcher.domain.spoken.reader import Token
from matcher.domain.spoken.statements import statements
from matcher.domain.spoken.words import part_of
from matcher.domain.when import patterns
from matcher.domain.when.day_parts import DayParts
from matcher.domain.when.patterns import EMPTY
from matcher.domain.when.pieces import ALWAYS, Stretch

_WEEKEND = frozenset({5, 6})
_TIMES = (Kind.DAYS, Kind.PART, Kind.SPAN)
_ASIDE = (Kind.FLAG, Kind.AMOUNT, Kind.OFTEN, Kind.UNKNOWN, Kind.FILLER)


class Reading:
    """What has been understood so far, sentence by sentence."""

    def __init__(self, text: str, on: date, parts: DayParts) -> None:
        self.text, self.on, self.parts = text, on, parts
        self._times_said: Availability = NOTHING_SAID
        self._facts: dict[str, Any] = {}
        self._is_silence = False  # "inget sagt om tider", as the echo of nothing has it
        self._away: list[Stretch] = []
        self.questions: list[Question] = []
        self.unknown: list[str] = []

    @property
    def availability(self) -> Availability:
        """What is beyond doubt so far."""
        return replace(self._times_said, away=tuple(self._away), **self._facts)

    @property
    def has_said(self) -> bool:
        """Whether anything but times came of the text: a question, words kept as written, or that
        nothing is said.
        """
        return bool(self._is_silence or self.questions or self.unknown)

    def read(self, sentence: Sequence[Token]) -> None:
        """One more sentence."""
        for unheard in exceptions(sentence, self.text):
            self.unknown.append(self.text[unheard[0].start : unheard[-1].end])
            sentence = [token for token in sentence if token not in unheard]
        for token in sentence:
            self._aside(token)
        rest = [self._plain(t, sentence) for t in sentence if not self._is_said(t)]
        found = parted(rest, self.text, on=self.on)
        self._away += found.away
        for doubt in found.doubts:
            self._ask(doubt)
        if not found.is_seasonal:
            self._times(self._but_for_sometimes(statements(found.rest), sentence))

    def _but_for_sometimes(
        self, found: Sequence[Statement], sentence: Sequence[Token]
    ) -> list[Statement]:
        """Tors em ibland: how often? Until it is said, those times are none (R96). "Vid behov" is
        no rhythm but a call, and "ibland" alone is that.
        """
        vague = next((token for token in sentence if token.value == SOMETIMES), None)
        if vague is None or any(token.kind in (Kind.OFTEN, Kind.AMOUNT) for token in sentence):
            return list(found)
        near = _between_commas(vague, sentence)
        hers = [each for each in found if not each.is_not and _is_among(each, near)]
        if not hers or any(each.rhythm for each in hers):
            return list(found)
        is_all = not self._times_said.is_known and not any(
            token.kind in _TIMES and token not in near for token in sentence
        )
        answers = ("varannan vecka", *(["en gång i månaden"] if is_all else []), "varje vecka")
        self._ask(Doubt(vague, Unsure.RHYTHM, answers))
        return [each for each in found if each not in hers]

    def _is_said(self, token: Token) -> bool:
        return token.kind in _ASIDE or (token.kind, token.value) == (Kind.RED, patterns.ORDINARY)

    def _aside(self, token: Token) -> None:
        """Facts that are no times, and words that are not understood."""
        value: Any = token.value
        match token.kind:
            case Kind.FLAG if value == "never":
                self._times_said |= Availability(((ALWAYS, EMPTY),))
            case Kind.FLAG if value == "nothing":
                self._is_silence = True
            case Kind.FLAG if value == SOMETIMES:
                self._facts["occasional"] = True
            case Kind.FLAG:
                self._facts[value] = True
            case Kind.AMOUNT:
                self._facts["amount"] = Amount(*value)
            case Kind.OFTEN:
                self._facts["often"] = Often(*value)
            case Kind.RED if value == patterns.ORDINARY:
                self._facts["not_red_days"] = True
            case Kind.UNKNOWN if value:
                self._ask(Doubt(token, Unsure.WORD, value))
            case Kind.UNKNOWN:
                self.unknown.append(self.text[token.start : token.end])

    def _plain(self, token: Token, sentence: Sequence[Token]) -> Token:
        """Helger: Saturdays and Sundays; about red days there is a question."""
        if token.kind is not Kind.DAYS or token.value != "weekend":
            return token
        if not any(other.kind is Kind.RED for other in sentence):
            answers = ("lördagar och söndagar", "lördagar och söndagar och röda dagar")
            self._ask(Doubt(token, Unsure.RED_DAYS, answers))
        return replace(token, value=_WEEKEND)

    def _times(self, found: Sequence[Statement]) -> None:
        positives = [each for each in found if not each.is_not]
        negatives = [each for each in found if each.is_not]
        before = len(self.questions)
        self._ask_what_is_denied(positives, negatives)
        self._ask_about_strays(positives, negatives)
        if len(self.questions) == before:
            self._ask_about_time(positives)
            self._ask_about_days_after_a_time(positives)
            self._ask_about_times_after_a_day(positives)
        values = self._values(positives)
        if owner := scope_is_unsure(positives, self.text):
            is_asked = len(self.questions) > before
            if is_asked or not self._is_one_way(found, owner):
                return
        for value in values:
            self._times_said |= value
        if negatives and not (positives or self._times_said.is_known):
            self._ask_for_base(negatives)
            return
        for value in self._values(negatives):
            self._times_said -= value

    def _values(self, of: Sequence[Statement]) -> list[Availability]:
        found = []
        for each in of:
            try:
                found.append(meaning(each, self.text, on=self.on, parts=self.parts))
            except Doubt as doubt:
                self._ask(doubt)
        return found

    def _ask_what_is_denied(
        self, positives: list[Statement], negatives: Sequence[Statement]
    ) -> None:
        """Alla dagar utom fredag em: all afternoons but Friday's, or all days but that time?"""
        for denied in negatives:
            base = positives[-1] if positives else None
            if base is None or base.times or denied.after_separator:
                continue
            if denied.days and denied.times:
                times = self._words(denied, Kind.PART, Kind.SPAN)
                said, no = self.text[base.start : base.end], self._words(denied, Kind.DAYS)
                answers = (f"{said} {times} utom {no}", f"{said}, inte {no} {times}")
                self._ask(Doubt(_Place(base.start, denied.end), Unsure.SCOPE, answers))
                positives.remove(base)

    def _ask_about_strays(
        self, positives: Sequence[Statement], negatives: Sequence[Statement]
    ) -> None:
        """Vardagar ej ons, söndagar: no Sunday was offered, so it is hardly denied."""
        offered = {day for each in positives for day in each.days}
        for denied in negatives:
            strays = denied.denied_by_neighbour - offered
            if not offered or not strays:
                continue
            no = "inte " + listed([SWEDISH.days[day] for day in sorted(denied.days - strays)])
            yes = listed([SWEDISH.days[day] for day in sorted(strays)])
            self._ask(Doubt(denied, Unsure.SCOPE, (f"{no}; {yes}", no)))

    def _ask_about_time(self, positives: list[Statement]) -> None:
        """Tisdagar fm och torsdagar: the forenoon or all day?"""
        for i, each in enumerate(positives):
            earlier = [other for other in positives[:i] if other.times]
            if each.time_unsure:
                earlier = [other for other in positives[i:] if other.times]
            if each.times or not each.days or not earlier:
                continue
            if not each.time_unsure and each.days <= _WEEKEND and not earlier[-1].days & _WEEKEND:
                continue  # "vardagskvällar och helger": nobody means the evenings of both
            said, times = (
                self._words(each, Kind.DAYS),
                self._words(earlier[-1], Kind.PART, Kind.SPAN),
            )
            place, part = _Place(each.start, each.end), part_of(times.lower()) or times
            self._ask(Doubt(place, Unsure.TIME, (f"{said} {part}", f"{said} hela dagen")))
            positives.remove(each)
            return

    def _ask_about_days_after_a_time(self, positives: list[Statement]) -> None:
        """Kvällar och lördagar: the evenings of Saturdays, or every evening and all Saturday?"""
        for each in [one for one in positives if one.may_be_apart]:
            days = self._words(each, Kind.DAYS)
            times = self._words(each, Kind.PART, Kind.SPAN)
            answers = (f"vardagar {times}, {days} hela dagen", f"{days} {times}")
            self._ask(Doubt(_Place(each.start, each.end), Unsure.TIME, answers))
            positives.remove(each)

    def _ask_about_times_after_a_day(self, positives: list[Statement]) -> None:
        """Tis fm, kvällar: Tuesday's evenings, or those of all weekdays, or of all days?"""
        for each in [one for one in positives if one.later]:
            days = self._words(each, Kind.DAYS)
            tokens = [token for times in each.later for token in times]
            place = _Place(tokens[0].start, tokens[-1].end)
            times = self.text[place.start : place.end]
            if each.times:
                answers = tuple(f"{of} {times}" for of in (days, "vardagar", "alla dagar"))
                self._ask(Doubt(place, Unsure.DAYS, answers))
                continue
            answers = (f"{days} hela dagen, vardagar {times}", f"{days} {times}")
            self._ask(Doubt(_Place(each.start, place.end), Unsure.TIME, answers))
            positives.remove(each)

    def _is_one_way(self, found: Sequence[Statement], owner: Statement) -> bool:
        """Whether it means the same be the owner's rhythm for its neighbours too or not; else it is
        asked about.
        """
        positives = [each for each in found if not each.is_not]
        ways = []
        for way in (positives, shared(positives, owner)):
            value = NOTHING_SAID
            for part in self._values(way):
                value |= part
            for part in self._values([each for each in found if each.is_not]):
                value -= part
            ways.append(value.habit or ((ALWAYS, EMPTY),))
        if ways[0] == ways[1]:
            return True
        answers = tuple("; ".join(habit_said(way, SWEDISH)) for way in ways)
        place = _Place(min(s.start for s in found), max(s.end for s in found))
        self._ask(Doubt(place, Unsure.SCOPE, answers))
        return False

    def _ask_for_base(self, negatives: Sequence[Statement]) -> None:
        place = _Place(min(s.start for s in negatives), max(s.end for s in negatives))
        said = self.text[place.start : place.end]
        answers = tuple(f"{days}, {said}" for days in ("alla dagar", "vardagar"))
        self._ask(Doubt(place, Unsure.BASE, answers))

    def _words(self, of: Statement, *kinds: Kind) -> str:
        tokens = sorted((t for t in of.tokens if t.kind in kinds), key=lambda t: t.start)
        return self.text[tokens[0].start : tokens[-1].end] if tokens else ""

    def _ask(self, doubt: Doubt) -> None:
        words = self.text[doubt.start : doubt.end]
        question = Question(doubt.about, words, doubt.start, doubt.end, doubt.answers)
        if question not in self.questions:
            self.questions.append(question)


def _is_among(of: Statement, near: Sequence[Token]) -> bool:
    """Whether it names times in that part of a sentence."""
    places = {token.start for token in near if token.kind in _TIMES}
    return any(t.start in places for t in of.tokens) or any(
        t.start in places for times in of.later for t in times
    )


def _between_commas(token: Token, sentence: Sequence[Token]) -> Sequence[Token]:
    """What stands with a token between the same commas; all of it, where no time does."""
    at = sentence.index(token)
    commas = [i for i, t in enumerate(sentence) if t.kind is Kind.SEP and t.value != AND]
    first = max((i for i in commas if i < at), default=-1)
    last = min((i for i in commas if i > at), default=len(sentence))
    near = sentence[first + 1 : last]
    return near if any(t.kind in _TIMES for t in near) else sentence


class _Place:
    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end
