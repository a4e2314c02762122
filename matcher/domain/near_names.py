"""Names that somebody may have meant: a letter wrong, missing, doubled or swapped (R91).

    typos("Jonsson", "Johansson") is None        three letters apart: another name
    typos("Johanson", "Johansson") == 1          one slip

Short words forgive less: in a name of three letters one slip makes another name.
"""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

FORGIVING = ((8, 2), (4, 1))  # letters of what was written, and the slips that are forgiven in it


def typos(written: Sequence[str], name: Sequence[str]) -> int | None:
    """How many slips make every word of `written` the beginning of some word of `name`; None where
    it takes more than are forgiven. Words come folded: lower case, no dots or accents.
    """
    total = 0
    for word in written:
        slips = [found for part in name if (found := _slips(word, part)) is not None]
        if not slips:
            return None
        total += min(slips)
    return total


def _slips(word: str, part: str) -> int | None:
    most = next((slips for letters, slips in FORGIVING if len(word) >= letters), 0)
    # A name half written is compared with as much of the whole one as could have been written.
    ends = range(max(len(word) - most, 1), len(word) + most + 1)
    found = min(
        OSA.distance(word, part[:end], score_cutoff=most)
        for end in {min(e, len(part)) for e in ends}
    )
    return found if found <= most else None
