"""What a saved list did not take in, and why; and what was unclear in it before: told afterwards.

Of a row that is left out its number and the reason are kept, and nothing that stood in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from matcher.domain.errors import Fault
from matcher.services.import_rows import Checked, Outcome, can_be_answered

LEFT_OUT, STILL_OPEN = "left_out", "still_open"  # in the counts of a list
UNSAID = "…"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row by its number and sheet, and the fault for which it was left out."""

    number: int
    sheet: str
    why: Fault


def noted(rows: Iterable[Checked]) -> dict[str, Any]:
    """For the counts of a list that is saved: the rows, and how many cells were left unanswered the
    last time and are so still.
    """
    out, still = [], 0
    for checked in rows:
        row = checked.row
        if checked.outcome is Outcome.REFUSED and row.fault is not None:
            facts = {k: v if isinstance(v, int) else UNSAID for k, v in row.fault.facts.items()}
            out.append([row.number, row.sheet[:120], row.fault.code, facts])
        elif checked.before is not None:
            asked = (*checked.unsure, *filter(can_be_answered, checked.refused))
            still += sum(cell.field in checked.left for cell in asked)
    return {name: kept for name, kept in ((LEFT_OUT, out), (STILL_OPEN, still)) if kept}


def told(counts: Mapping[str, Any]) -> tuple[LeftOut, ...]:
    """The rows that a saved list did not take in, in its order."""
    return tuple(
        LeftOut(number, sheet, Fault(code, facts))
        for number, sheet, code, facts in counts.get(LEFT_OUT, ())
    )
