"""A second sign-up of somebody known, as her page shows it: what is not as we have it."""

from collections.abc import Callable
from typing import Any

from matcher import phrases
from matcher.domain.people import SaidWord
from matcher.domain.spoken_times import echo
from matcher.services.signups_again import ToldAgain
from web.plumbing.cell_words import say
from web.plumbing.languages import language

Named = Callable[[str | SaidWord], str]


def lines(told: ToldAgain, named: Named) -> list[dict[str, str]]:
    """A line for each thing that differs, with what she wrote this time."""
    return [
        {"label": phrases.list_field(name, language()), "value": words}
        for name in told.differs
        if (words := _said(name, getattr(told.new, name), named))
    ]


def _said(name: str, value: Any, named: Named) -> str:
    if name == "availability":
        return echo(value, language())
    if name == "traits":
        return ", ".join(filter(None, [say(value.has, named), say(value.bears, named)]))
    return say(value, named, name)
