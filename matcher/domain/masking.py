"""A text as one person may read it of herself: what may be another's has dots in its place (R75).

mask = Mask(names=others' names, own=her own names and numbers, private=…)
mask.told("Karin ringde Aino på 070-174 06 12. Hon har rollator.", of_two=False)
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property

SOMEBODY = "…"
PHONE = re.compile(r"(?:\+|\b0)\d[\d \-()./–]{5,}\d")
# An address begins where a word does, so that a long one with many @ is looked through once.
EMAIL_OR_LINK = re.compile(r"(?<!\S)[^\s@]*@\S*\.\w+|https?://\S+")
NAME = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SAME_NUMBER = 7  # figures from the end: it may be written with or without its country
PARTICLES = frozenset(
    ("af", "al", "de", "del", "den", "der", "di", "el", "la", "och", "van", "von")
)
# Names that are everyday words too: written small they are the word.
_WORDS_TOO = """
alm april asp august bark berg björn blad blom bo bror bäck dag dal dan ek eld en falk fisk fors
frid frisk glad glans gran gren grip gul gun hall hammar han hans hav hed hjort holm hård hök
inga iris jan juni kaj kall karl klang klar kram kung kvist lage lamm lilja lind linnéa liv
ljung lo lova love lund lust lång lök löv maj malm man mars mats mo modig mor my ni nord norr ny
näs o per pil quick rak rapp rask ring ro ros rosa rot rut saga sand sjö skog skott sköld sol
stark sten stig stolt storm strand ström stål sund svan svärd tapper tor torn trygg udd ulv vall
vide vik vild viola väg vän väst vår äng å ö öst
"""
WORDS_TOO = frozenset(_WORDS_TOO.split())
# What a vocabulary of wishes does not list, since nobody is asked of it.
ILLNESSES = (
    "alkohol", "alzheimer", "cancer", "depression", "deprimerad", "diabetes", "diagnos", "epilepsi",
    "infarkt", "hjärtinfarkt", "hjärtsvikt", "medicin", "missbruk", "parkinson", "psykisk",
    "reumatism", "självmord", "sjukdom", "stroke", "tumör",
)  # fmt: skip
LONG_ENOUGH = 5  # letters from which a word's endings count too: "demens", "demensen"


@dataclass(frozen=True)
class Mask:
    """`names` are others' as they are kept, hers may be among them; `own` are hers. `private` are
    words of health, faith and origin (art. 9) that are not known of her.
    """

    names: Collection[str]
    own: Collection[str]
    phone: str | None = None
    email: str | None = None
    private: Collection[str] = ()

    def told(self, text: str, *, of_two: bool) -> str:
        """The text. Where it names another, or is `of_two` people anyhow, private words go too."""
        told = EMAIL_OR_LINK.sub(self._unless(lambda found: found == self.email), text)
        told = PHONE.sub(self._unless(self._is_her_number), told)
        told = NAME.sub(lambda found: self._name(found[0]), told)
        if of_two or told != text:
            told = self._private.sub(SOMEBODY, told)
        return told

    @cached_property
    def _others(self) -> frozenset[str]:
        return _parts(self.names) - _parts(self.own) - PARTICLES

    @cached_property
    def _private(self) -> re.Pattern[str]:
        longest = sorted({*self.private, *ILLNESSES}, key=lambda word: (-len(word), word))
        return re.compile(rf"\b(?:{'|'.join(map(_with_endings, longest))})\b", re.IGNORECASE)

    def _name(self, word: str) -> str:
        """A name or part of one, also in the genitive, whose ending stays."""
        for bare in (word, word[:-1] if word[-1:] in "sS" else word):
            if self._is_anothers(bare):
                return SOMEBODY + word[len(bare) :]
        return word

    def _is_anothers(self, word: str) -> bool:
        parts = word.casefold().split("-")
        if word.islower():
            parts = [part for part in parts if len(part) > 1 and part not in WORDS_TOO]
        return any(part in self._others for part in parts)

    def _is_her_number(self, number: str) -> bool:
        hers = _figures(self.phone or "")
        return bool(hers) and _figures(number)[-SAME_NUMBER:] == hers[-SAME_NUMBER:]

    @staticmethod
    def _unless(is_hers: Callable[[str], bool]) -> Callable[[re.Match[str]], str]:
        return lambda found: found[0] if is_hers(found[0]) else SOMEBODY


def _parts(names: Collection[str]) -> frozenset[str]:
    return frozenset(
        part for name in names for part in re.split(r"[\s-]+", name.casefold()) if part
    )


def _with_endings(word: str) -> str:
    return re.escape(word) + (r"\w*" if len(word) >= LONG_ENOUGH and " " not in word else "")


def _figures(number: str) -> str:
    return re.sub(r"\D", "", number)
