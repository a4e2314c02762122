"""Reads what people write about when they can, says it back, and asks where it is unsure (R96).

    text ─cleaned─▶ tokens ─sentence by sentence─▶ statements ─▶ Availability
                       └────────── what is unsure ─────────▶ questions with ready answers

Nothing is guessed in silence: what a question hangs on is left out of the value until it is
answered, and words that were not understood are kept as they were written. Reading and saying
share their words (`spoken.words`, `spoken.echo`), because `understand(echo(a)).availability == a`
is a promise; that is why these words do not stand in the translation catalogue.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date

from matcher.domain.availability import NOTHING_SAID, Availability
from matcher.domain.spoken import echo as said
from matcher.domain.spoken import english, english_dates
from matcher.domain.spoken.echo_words import ENGLISH, SWEDISH
from matcher.domain.spoken.english_words import answer_said
from matcher.domain.spoken.kinds import Kind
from matcher.domain.spoken.questions import Question, Unsure, answered, wording
from matcher.domain.spoken.raw import Raw, cleaned, raws
from matcher.domain.spoken.reader import Token, tokens
from matcher.domain.spoken.sentences import Reading
from matcher.domain.spoken.words import SHORT_DAYS
from matcher.domain.when.day_parts import SWEDISH_DAY, DayParts

__all__ = [
    "Question", "Understood", "Unsure", "answered", "echo", "names_hours", "understand", "wording",
]  # fmt: skip

LONGEST = 200  # characters a person may write; the echo of a crooked value can be longer
_ANY_TIME = ("vardagar dagtid", "vardagskvällar", "lördagar och söndagar")


@dataclass(frozen=True, slots=True)
class Understood:
    """What a text means. With questions left, `availability` is only what is beyond doubt."""

    text: str  # cleaned; places in questions refer to it
    availability: Availability
    questions: tuple[Question, ...] = ()
    unknown: tuple[str, ...] = ()  # words that were not understood, as they were written

    @property
    def is_certain(self) -> bool:
        """Whether there is nothing to ask."""
        return not self.questions

    @property
    def is_clear(self) -> bool:
        """Nothing to ask, and no word that was not understood."""
        return self.is_certain and not self.unknown


def understand(
    text: str,
    *,
    on: date,
    parts: DayParts = SWEDISH_DAY,
    longest: int = LONGEST,
    language: str = "sv",
) -> Understood:
    """The meaning of words about times, as they are said on that day.

    Weeks and dates without a year are the next to come. Text beyond `longest` is not read. It is
    read as Swedish, and as English where most words are English, so that the same text means the
    same to every reader; `language` says which of two doubtful readings to ask about.
    """
    text = cleaned(text)
    if len(text) > longest:
        return Understood(text, NOTHING_SAID, (Question(Unsure.LENGTH, text, 0, len(text)),))
    found = _best_reading(text, on, parts, language)
    return replace(found, questions=tuple(_answerable(found, longest)))


def _answerable(found: Understood, longest: int) -> Iterator[Question]:
    """The questions with those of their answers that leave a text which is still read."""
    for question in found.questions:
        fitting = [a for a in question.answers if len(answered(found.text, question, a)) <= longest]
        yield replace(question, answers=tuple(fitting))


def _best_reading(text: str, on: date, parts: DayParts, language: str) -> Understood:
    """As Swedish, or as English."""
    row = raws(text)
    found = _read(text, row, on, parts)
    is_english = english.is_english(row)
    may_be = _missed(found) and (language == "en" or english.is_mostly_english(row))
    if is_english or may_be or (language == "en" and not _has_words(row)):
        unclear = english_dates.unclear(text)
        if unclear:
            return Understood(text, NOTHING_SAID, (unclear,))
    if found.is_clear or not (is_english or may_be):
        return found
    other = _read(text, english.as_swedish(row), on, parts)
    is_better = _distance(other) < _distance(found)
    is_asked_for = language == "en" and is_english
    return _in_english(other, row) if other.is_clear or is_better or is_asked_for else found


def is_english(text: str) -> bool:
    """Whether every word of a text is one that English times may be told in."""
    return english.is_english(raws(cleaned(text)[:LONGEST]))


def names_hours(text: str, *, on: date) -> bool:
    """Whether a text names some part of the day or a time of it, and not only days."""
    row = raws(cleaned(text)[:LONGEST])
    found = [*tokens(row, on=on), *tokens(english.as_swedish(row), on=on)]
    return any(token.kind in (Kind.PART, Kind.SPAN) for token in found)


def _distance(found: Understood) -> tuple[int, bool]:
    """How far a reading is from a whole one: of two that miss as much, one that names times."""
    return _missed(found), not found.availability.is_known


def _missed(found: Understood) -> int:
    """How many words were not known, or only nearly."""
    unknown = sum(len(words.split()) for words in found.unknown)
    return unknown + sum(q.about is Unsure.WORD for q in found.questions)


def _has_words(row: list[Raw]) -> bool:
    return any(raw.text.isalpha() for raw in row)


def _in_english(found: Understood, row: list[Raw]) -> Understood:
    """With what is asked put into English; first about words that are nearly English ones."""
    asked = [replace(q, answers=tuple(map(answer_said, q.answers))) for q in found.questions]
    unknown = {word.lower() for words in found.unknown for word in words.split()}
    for raw in reversed(row):
        answers = english.near(raw.text) if raw.text in unknown else ()
        if answers:
            words = found.text[raw.start : raw.end]
            asked.insert(0, Question(Unsure.WORD, words, raw.start, raw.end, answers))
            unknown.discard(raw.text)
    return replace(found, questions=tuple(asked))


def _read(text: str, row: list[Raw], on: date, parts: DayParts) -> Understood:
    reading = Reading(text, on, parts)
    for sentence in _sentences(tokens(row, on=on), text):
        reading.read(sentence)
    found = reading.availability
    if not reading.questions and _names_no_time(found):
        reading.questions.append(_which_time(text))
    elif row and not (found != NOTHING_SAID or reading.has_said):
        reading.questions.append(Question(Unsure.TIME, text, 0, len(text), _ANY_TIME))
    return Understood(text, found, tuple(reading.questions), tuple(reading.unknown))


def _sentences(row: list[Token], text: str) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for token in row:
        if token.kind is not Kind.STOP:
            found[-1].append(token)
        elif not (_is_abbreviation(token, text) or _is_short_day(found[-1], token, text)):
            found.append([])
    return [sentence for sentence in found if sentence]


def _is_abbreviation(token: Token, text: str) -> bool:
    """A full stop before a small letter or a number ends no sentence: "tis em. jämna v."."""
    after = text[token.end :].lstrip()[:1]
    return text[token.start] == "." and (after.islower() or after.isdigit())


def _is_short_day(sentence: list[Token], stop: Token, text: str) -> bool:
    """Mån. Ons. 10–12: the full stop makes the day short, whatever letter follows."""
    last = sentence[-1] if sentence else None
    if last is None or last.kind is not Kind.DAYS or text[stop.start] != ".":
        return False
    return last.end == stop.start and text[last.start : last.end].lower() in SHORT_DAYS


def _names_no_time(found: Availability) -> bool:
    return not found.is_known and bool(found.flexible or found.amount or found.often)


def _which_time(text: str) -> Question:
    """Flexible is not all hours, and two hours a week are no hours yet: ask for one time."""
    answers = tuple(f"{text.strip()}, {time}" for time in _ANY_TIME)
    return Question(Unsure.TIME, text.strip(), 0, len(text), answers)


def echo(of: Availability, language: str = "sv") -> str:
    """The value in words, sentences set apart by semicolons. Not Swedish is English."""
    w = SWEDISH if language == "sv" else ENGLISH
    sentences = said.habit_said(of.habit, w) if of.habit else []
    sentences += said.away_said(of.away, w)
    if of.often:
        sentences.append(said.often_said(of.often.times, of.often.per, w))
    if of.amount:
        sentences.append(said.amount_said(of.amount.minutes, of.amount.per, w))
    sentences += (w.flags[f.name] for f in fields(of) if f.name in w.flags and getattr(of, f.name))
    return "; ".join(sentences) or w.nothing
