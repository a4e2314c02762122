"""What the reader is unsure of: a question with ready answers, in Swedish and English.

An answer is a piece of text that takes the place of the unsure words. So an answered question
is a new text to be understood, and nothing has to be remembered between two pages.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Unsure(StrEnum):
    """What a question is about."""

    HOUR = "hour"  # "efter 5": in the morning or the afternoon
    POINT = "point"  # "halv tre": from when until when
    QUARTER = "quarter"  # 13.20 is off the quarter
    DAYS = "days"  # a time without a day
    TIME = "time"  # a day that may or may not share its neighbour's time; no time at all
    START = "start"  # "varannan vecka": from which week
    RED_DAYS = "red_days"  # "helger": public holidays too
    DATES = "dates"  # "på somrarna": from when until when
    AWAY_OR_FREE = "away_or_free"  # "ledig v. 28"
    SCOPE = "scope"  # "tisdagar fm och torsdagar em jämna veckor": both or the last
    BASE = "base"  # "inte tisdagar": but all others?
    RHYTHM = "rhythm"  # "var tredje vecka"
    WORD = "word"  # "tisdgaar": near a known word
    CONTRADICTION = "contradiction"  # "förmiddag 15–17"
    LENGTH = "length"  # more text than is read


@dataclass(frozen=True, slots=True)
class Question:
    """What is unsure, the words it stands in and their place in `Understood.text`.

    `answers` are texts to put in that place; there may be none when only the person can say.
    """

    about: Unsure
    words: str
    start: int
    end: int
    answers: tuple[str, ...] = ()


_ASKED = {
    "sv": {
        Unsure.HOUR: "Vilken tid på dygnet menar du med ”{}”?",
        Unsure.POINT: "Från när till när menar du med ”{}”?",
        Unsure.QUARTER: "Vi räknar i hela kvartar. Vad passar i stället för ”{}”?",
        Unsure.DAYS: "Vilka dagar menar du med ”{}”?",
        Unsure.TIME: "Vilken tid passar bäst för ”{}”?",
        Unsure.START: "Vilken vecka börjar ”{}”?",
        Unsure.RED_DAYS: "Gäller ”{}” också röda dagar?",
        Unsure.DATES: "Från vilket datum till vilket datum menar du med ”{}”?",
        Unsure.AWAY_OR_FREE: "Kan du eller kan du inte då: ”{}”?",
        Unsure.SCOPE: "Gäller det allt eller bara det sista: ”{}”?",
        Unsure.BASE: "Vilka dagar kan du, när du skriver ”{}”?",
        Unsure.RHYTHM: "Vi kan inte läsa ”{}”. Vad kommer närmast?",
        Unsure.WORD: "Vad menar du med ”{}”?",
        Unsure.CONTRADICTION: "Tiderna i ”{}” går inte ihop. Vilken menar du?",
        Unsure.LENGTH: "Texten är för lång. Skriv kortare eller fyll i rutorna.",
    },
    "en": {
        Unsure.HOUR: "What time of day do you mean by “{}”?",
        Unsure.POINT: "From when until when do you mean by “{}”?",
        Unsure.QUARTER: "We count in quarters of an hour. What would do instead of “{}”?",
        Unsure.DAYS: "Which days do you mean by “{}”?",
        Unsure.TIME: "What time suits you best for “{}”?",
        Unsure.START: "In which week does “{}” begin?",
        Unsure.RED_DAYS: "Does “{}” include public holidays?",
        Unsure.DATES: "From which date to which date do you mean by “{}”?",
        Unsure.AWAY_OR_FREE: "Are you free or away then: “{}”?",
        Unsure.SCOPE: "Is this about everything or only the last part: “{}”?",
        Unsure.BASE: "Which days can you, when you write “{}”?",
        Unsure.RHYTHM: "We cannot read “{}”. What comes nearest?",
        Unsure.WORD: "What do you mean by “{}”?",
        Unsure.CONTRADICTION: "The times in “{}” do not fit together. Which do you mean?",
        Unsure.LENGTH: "The text is too long. Write less, or use the boxes.",
    },
}


_BEFORE_A_SEASON = re.compile(r"\b(?:på|under|om|över|i|in|at|over|during)\s+$", re.IGNORECASE)


def wording(question: Question, language: str = "sv") -> str:
    """The question in words. Any language but Swedish gets the English ones."""
    return _ASKED["sv" if language == "sv" else "en"][question.about].format(question.words)


def answered(text: str, question: Question, answer: str) -> str:
    """The text with the answer in the place of the unsure words, to be understood anew."""
    before = text[: question.start]
    is_dates = question.about is Unsure.DATES and answer[:1].isdigit()
    if is_dates or answer.startswith(("från ", "from ")):
        before = _BEFORE_A_SEASON.sub("", before)
    return " ".join((before + answer + text[question.end :]).split())
