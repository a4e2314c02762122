"""Who or what a row of a list may be: in what two are alike, and what is done about it."""

from dataclasses import dataclass
from enum import StrEnum


class Choice(StrEnum):
    """What is done with a row."""

    NEW = "new"
    MERGE = "merge"
    SKIP = "skip"
    ASK = "ask"  # no choice yet, and nothing is done before there is one


class Why(StrEnum):
    """In what two are alike."""

    PHONE = "phone"
    EMAIL = "email"
    NAME_AND_PLACE = "name_and_place"
    NAME_AND_YEAR = "name_and_year"  # of birth
    NAME = "name"  # the very name, where nothing else is told to know one by
    TITLE = "title"  # a need of the same organisation


@dataclass(frozen=True, slots=True)
class Twin:
    """Who a row may be: somebody known (`id`), or an earlier row of the same list (`row`).
    `likely` is what is done if nobody chooses.
    """

    why: Why
    likely: Choice
    id: str | None = None
    row: int | None = None
    name: str = ""
    is_gone: bool = False  # ended, left or dead: no list changes her, or opens anything for her
