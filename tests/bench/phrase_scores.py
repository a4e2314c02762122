"""How often a ranking of concepts has the right one first, among three, among five."""

from collections.abc import Callable, Iterable
from pathlib import Path

HERE = Path(__file__).parent


def phrases(name: str) -> list[tuple[str, frozenset[str]]]:
    """The rows of a phrase file: what was written, and the concepts it may mean."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()[1:]
    pairs = [line.split("\t") for line in lines]
    return [(phrase, frozenset(wanted.split("|"))) for phrase, wanted in pairs]


def hits(
    rows: Iterable[tuple[str, frozenset[str]]], ranked: Callable[[str], list[str]]
) -> dict[int, float]:
    """Share of phrases whose concept is first (1), among three (3), among five (5)."""
    found = [(wanted, ranked(phrase)) for phrase, wanted in rows]
    return {
        n: sum(not wanted.isdisjoint(ids[:n]) for wanted, ids in found) / len(found)
        for n in (1, 3, 5)
    }
