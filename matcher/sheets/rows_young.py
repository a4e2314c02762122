"""Who is under eighteen, in a row of people: somebody else has to say yes as well (R15).

A year of birth alone is kept, so whoever may not have had the birthday yet counts as young.
"""

import re
from collections.abc import Sequence
from datetime import date

from matcher.domain.clearance import may_be_child
from matcher.domain.consent import NewConsent
from matcher.domain.errors import Fault
from matcher.sheets import yeses
from matcher.sheets.readings import World, unsure
from matcher.sheets.rows import Cell, Cells

GUARDIANS_YES = "guardian_consent"
_DENIED = Fault("guardian_says_no")
_GUARDIAN = re.compile(r"vårdnadshav|målsman|förälder|föräldrar|guardian|parent", re.IGNORECASE)


def is_young(found: Cells, world: World) -> bool:
    """Whether the row tells of somebody who may be under eighteen; False where it tells no year."""
    return may_be_child(found.get("birth_year"), on=world.on)


def denied(found: Cells, world: World) -> Fault | None:
    """Why nothing of a child's row is taken in: the guardian has said no (R15). Other words may
    take the place of the cell.
    """
    if not is_young(found, world) or not yeses.is_no(found.written(GUARDIANS_YES)):
        return None
    found.refuse_if_told(GUARDIANS_YES, _DENIED)
    return _DENIED


def ask_of_volunteer(found: Cells, world: World) -> None:
    """A young volunteer waits for a guardian's yes, and what her age allows is told."""
    if is_young(found, world):
        _ask(found, "guardian_asked")


def consented(found: Cells, consents: Sequence[NewConsent], world: World) -> tuple[NewConsent, ...]:
    """The yeses of a row. Of a child they are none before a guardian has said yes, in a cell of its
    own or in that of the yes ("ja, målsman 3/9"): the day is asked for.
    """
    says_so = bool(_GUARDIAN.search(found.written("consent_on")))
    if not is_young(found, world) or says_so or isinstance(found.get(GUARDIANS_YES), date):
        return tuple(consents)
    _ask(found, "guardian_asked_of_child")
    return ()


def _ask(found: Cells, code: str) -> None:
    if not found.was_told(GUARDIANS_YES):
        found.by_field[GUARDIANS_YES] = Cell(GUARDIANS_YES, "", unsure(code))
