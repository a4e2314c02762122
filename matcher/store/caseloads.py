"""What lies with somebody who works at a centre: matches, people and things to do."""

from collections.abc import Collection, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.domain.matches import MatchState
from matcher.domain.plans import TodoState
from matcher.domain.recipients import RecipientState
from matcher.domain.volunteers import VolunteerState
from matcher.store.audit import Deed
from matcher.store.matches import Match
from matcher.store.recipients import Recipient
from matcher.store.todos import Todo
from matcher.store.volunteers import Volunteer

LIVING = tuple(state for state in MatchState if not state.is_over)
GONE_VOLUNTEERS = (VolunteerState.LEFT, VolunteerState.NOT_RELEVANT)
GONE_RECIPIENTS = (RecipientState.ENDED, RecipientState.REFERRED_ON, RecipientState.DECEASED)
Owned = type[Match] | type[Volunteer] | type[Recipient] | type[Todo]
OWNED: dict[str, Owned] = {
    "match": Match, "volunteer": Volunteer, "recipient": Recipient, "todo": Todo,
}  # fmt: skip
HERE: dict[str, sa.ColumnElement[bool]] = {  # what counts: who has left lies with her, and is over
    "match": Match.state.in_(LIVING),
    "volunteer": Volunteer.state.not_in(GONE_VOLUNTEERS),
    "recipient": Recipient.state.not_in(GONE_RECIPIENTS),
    "todo": Todo.state == TodoState.OPEN,
}
GOES = HERE | {"volunteer": sa.true(), "recipient": sa.true()}  # who comes back comes to the heir
HANDED, BACK = "caseload.handed_over", "caseload.taken_back"


def counts(session: Session, *, centre: str) -> dict[str, dict[str, int]]:
    """Account → how many of each noun of `OWNED` lie with it; with whom none does: left out."""
    found: dict[str, dict[str, int]] = {}
    for noun, model in OWNED.items():
        here = sa.func.count().filter(HERE[noun])
        asked = sa.select(model.owner_id, here).where(
            model.centre_id == centre, model.owner_id.is_not(None), GOES[noun]
        )
        for account_id, number in session.execute(asked.group_by(model.owner_id)):
            found.setdefault(str(account_id), dict.fromkeys(OWNED, 0))[noun] = number
    return found


def hand_over(session: Session, account_id: str, *, to: str, centre: str) -> dict[str, list[str]]:
    """All of it lies with another; what is done and over keeps whose it was. Ids by noun."""
    return {
        noun: _handed(
            session, model, GOES[noun], model.owner_id == account_id, to=to, centre=centre
        )
        for noun, model in OWNED.items()
    }


def hand_back(
    session: Session,
    moved: Mapping[str, Collection[str]],
    account_id: str,
    *,
    frm: str,
    centre: str,
) -> None:
    """Of what moved, what still lies with `frm` lies with her again."""
    for noun, ids in moved.items():
        model = OWNED[noun]
        still = model.owner_id == frm, model.id.in_(ids)
        _handed(session, model, *still, to=account_id, centre=centre)


def latest(
    session: Session, accounts: Collection[str], *, centre: str, since: datetime
) -> dict[str, Deed]:
    """Account → the latest handing over of what lay with it, unless that was taken back."""
    asked = sa.select(Deed).where(
        Deed.centre_id == centre, Deed.about_id.in_(accounts), Deed.deed.in_((HANDED, BACK)),
        Deed.at >= since,
    ).order_by(Deed.id)  # fmt: skip
    newest = {str(deed.about_id): deed for deed in session.scalars(asked)}
    return {one: deed for one, deed in newest.items() if deed.deed == HANDED}


def is_untouched(
    session: Session, deed: Deed, moved: Mapping[str, Collection[str]], *, frm: str, centre: str
) -> bool:
    """Nobody has done anything with what moved since, and all of it lies where it came."""
    ids = [one for several in moved.values() for one in several]
    since = sa.select(Deed.id).where(
        Deed.centre_id == centre, Deed.about_id.in_(ids), Deed.id > deed.id, Deed.by.is_not(None)
    )
    if session.scalar(since.limit(1)) is not None:
        return False
    for noun, several in moved.items():
        model = OWNED[noun]
        there = sa.select(sa.func.count()).where(
            model.centre_id == centre, model.owner_id == frm, model.id.in_(several)
        )
        if session.scalar(there) != len(several):
            return False
    return True


def _handed(
    session: Session, model: Owned, *which: sa.ColumnElement[bool], to: str, centre: str
) -> list[str]:
    handing = sa.update(model).where(model.centre_id == centre, *which).values(owner_id=to)
    return sorted(session.scalars(handing.returning(model.id)))
