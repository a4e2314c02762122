"""Finding anybody at the centre from anywhere on the site: by name, half a name, or telephone.

Exact first, then what begins so, then without dots; and where that finds nobody, what a slip of
the pen may have meant (R91). Concerns are never among what is found (R70).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from matcher.domain.near_names import typos
from matcher.domain.recipients import RecipientState
from matcher.services.names import told_apart
from matcher.store import audit, find, swedish
from matcher.store.find import Named, Noun
from matcher.store.organisations import Organisation
from matcher.store.recipients import Recipient
from matcher.store.search import plain
from matcher.store.volunteers import Volunteer

AT_MOST = 12  # of each kind: whoever needs more writes another letter


class Kind(StrEnum):
    """What somebody is to the centre."""

    VOLUNTEER = "volunteer"
    RECIPIENT = "recipient"
    ORGANISATION = "organisation"


NOUNS: dict[Kind, Noun] = {
    Kind.VOLUNTEER: Volunteer,
    Kind.RECIPIENT: Recipient,
    Kind.ORGANISATION: Organisation,
}
PEOPLE = (Kind.VOLUNTEER, Kind.RECIPIENT)


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody who was found: called-name and initial, the telephone, the word of her state."""

    kind: Kind
    id: str
    called: str
    phone: str | None
    state: str

    @property
    def may_be_called(self) -> bool:
        """Nobody is to call by mistake where somebody has died (R63)."""
        return self.state != RecipientState.DECEASED


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. `is_guess`: nobody is called what was written, these nearly are."""

    hits: tuple[Hit, ...]
    is_guess: bool = False


def find_anybody(
    session: Session,
    written: str,
    *,
    kinds: tuple[Kind, ...] = tuple(Kind),
    centre: str,
    by: str,
    at: datetime,
) -> Found:
    """Who may be meant. That somebody searched is logged, what was written is not."""
    if not plain(written):
        return Found(())
    audit.looked(session, "search.found", about="list", about_id=None, centre=centre, by=by, at=at)
    exact = {
        kind: find.found(session, NOUNS[kind], written, centre=centre, at_most=AT_MOST)
        for kind in kinds
    }
    if any(exact.values()):
        return Found(_hits(session, exact, centre=centre))
    near = _nearly(session, written, kinds, centre=centre)
    return Found(_hits(session, near, centre=centre), is_guess=True)


def _nearly(
    session: Session, written: str, kinds: tuple[Kind, ...], *, centre: str
) -> dict[Kind, list[Named]]:
    words = plain(written).split()
    found = {}
    for kind in kinds:
        near = []
        for named in find.everybody(session, NOUNS[kind], centre=centre):
            slips = typos(words, plain(f"{named.first_name} {named.surname}").split())
            if slips is not None:
                near.append((slips, swedish.key(f"{named.first_name} {named.surname}"), named))
        near.sort(key=lambda one: (one[0], one[1], one[2].id))
        found[kind] = [named for _, _, named in near[:AT_MOST]]
    return found


def _hits(session: Session, found: dict[Kind, list[Named]], *, centre: str) -> tuple[Hit, ...]:
    everybody = [(kind, named) for kind, some in found.items() for named in some]
    people = {
        named.id: (named.first_name, named.surname) for kind, named in everybody if kind in PEOPLE
    }
    called = told_apart(session, people, centre=centre)
    return tuple(
        Hit(kind, named.id, called.get(named.id, named.first_name), named.phone, str(named.state))
        for kind, named in everybody
    )


def kind_of(session: Session, found_id: str, *, centre: str) -> tuple[Kind, str] | None:
    """Whether an id is a volunteer or a recipient of the centre; None when it is neither."""
    for kind in PEOPLE:
        if find.is_here(session, NOUNS[kind], found_id, centre=centre):
            return kind, found_id
    return None
