"""What somebody answered of what was to be asked first: kept as told of her, by the deed of her own
form, so that nothing is asked twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.errors import Fault, Invalid
from matcher.domain.people import Bears, Trait, Traits
from matcher.domain.suggestions import Ask, Subject
from matcher.services import match_outlines, recipients, volunteers, week_upkeep
from matcher.services.circle_candidates import needs_of, staying
from matcher.services.match_declining import BEFORE_MEETING
from matcher.services.match_life import participant
from matcher.store import match_life, recipient_pages
from matcher.store import volunteers as rows
from matcher.store.matches import Match, Participant

Known = tuple[Mapping[Trait, bool], Mapping[Trait, Bears]]


@dataclass(frozen=True, slots=True)
class Told:
    """What she has, and how she bears what the other may have; what was not asked is absent."""

    has: Mapping[Trait, bool] = field(default_factory=dict)
    bears: Mapping[Trait, Bears] = field(default_factory=dict)


def keep(
    session: Session,
    match_id: str,
    participant_id: str,
    told: Told,
    *,
    centre: str,
    by: str,
    at: datetime,
) -> None:
    """Add to what is known of one in a match what is asked of her today and unknown; nothing where
    nothing was told. Raises Missing, NotNow for somebody who takes no part; Invalid by `has_cat`,
    `bears_dog` …, and keeps nothing, where something else has become known since she was asked.
    """
    if not told.has and not told.bears:
        return
    match = match_life.one(session, match_id, centre=centre)
    one = participant(match, participant_id)
    _refuse_otherwise(told, _known(session, one))
    new = _asked_for(told, set(_asked(session, match, one, at=at)))
    if not new.has and not new.bears:
        return
    hers = [one.volunteer_id] if one.volunteer_id else []
    with week_upkeep.following(
        session, volunteers=hers, recipient_id=one.recipient_id, centre=centre, by=by, at=at
    ):
        if one.volunteer_id:
            _of_volunteer(session, one.volunteer_id, new, centre=centre, by=by, at=at)
        elif one.recipient_id:
            _of_recipient(session, one.recipient_id, new, centre=centre, by=by, at=at)


def _refuse_otherwise(told: Told, known: Known) -> None:
    """What is known is never written over from a form that asked while it was not."""
    sides: Iterator[tuple[str, Mapping[Trait, Any], Mapping[Trait, Any]]] = iter(
        [("has", told.has, known[0]), ("bears", told.bears, known[1])]
    )
    faults = {
        f"{what}_{trait.value}": Fault("known_meanwhile")
        for what, said, before in sides
        for trait, how in said.items()
        if trait in before and before[trait] != how
    }
    if faults:
        raise Invalid(faults)


def _asked_for(told: Told, asked: set[tuple[str, str]]) -> Told:
    return Told(
        {trait: has for trait, has in told.has.items() if ("has_trait", trait.value) in asked},
        {trait: how for trait, how in told.bears.items() if ("bears_trait", trait.value) in asked},
    )


def _asked(
    session: Session, match: Match, one: Participant, *, at: datetime
) -> Iterator[tuple[str, str]]:
    """(fact, trait) of each question that her match has for her today, until they have met."""
    if match.state not in BEFORE_MEETING:
        return
    givers = [one] if one.volunteer_id else staying(match)
    for giver in givers:
        for need_id in needs_of(match) if one.volunteer_id else [one.need_id or match.need_id]:
            found = match_outlines.explained(
                session, str(giver.volunteer_id), need_id, centre=match.centre_id, at=at
            )
            whom = Subject.VOLUNTEER if one.volunteer_id else Subject.NEED
            yield from (_of_trait(ask) for ask in found.worth_asking if ask.whom is whom)


def _of_trait(ask: Ask) -> tuple[str, str]:
    return ask.fact, str(ask.facts.get("trait", ""))


def _known(session: Session, one: Participant) -> Known:
    """What is known of her today: what she has, and how she bears it."""
    if one.volunteer_id:
        row = rows.one(session, one.volunteer_id, centre=one.centre_id)
        traits = volunteers.told_of(row).traits
        return traits.has, traits.bears
    if one.recipient_id is None:
        return {}, {}
    person = recipient_pages.whole(session, one.recipient_id, centre=one.centre_id)
    told = recipients.told_of(person, None)
    return told.home, told.bears


def _of_volunteer(
    session: Session, volunteer_id: str, told: Told, *, centre: str, by: str, at: datetime
) -> None:
    row = rows.one(session, volunteer_id, centre=centre)
    known = volunteers.told_of(row)
    traits = Traits({**known.traits.has, **told.has}, {**known.traits.bears, **told.bears})
    new, version = replace(known, traits=traits), row.version
    volunteers.change(session, row.id, new, centre=centre, by=by, at=at, version=version)


def _of_recipient(
    session: Session, recipient_id: str, told: Told, *, centre: str, by: str, at: datetime
) -> None:
    person = recipient_pages.whole(session, recipient_id, centre=centre)
    known = recipients.told_of(person, recipient_pages.address(session, person.id, centre=centre))
    home, bears = {**known.home, **told.has}, {**known.bears, **told.bears}
    new, version = replace(known, home=home, bears=bears), person.version
    recipients.change(session, person.id, new, centre=centre, by=by, at=at, version=version)
