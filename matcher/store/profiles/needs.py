"""A need's rows, and those of the person or organisation whose it is, to its profile."""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Bundle, Session

from matcher.domain.clearance import may_be_child
from matcher.domain.consent import ConsentKind
from matcher.domain.needs import NeedKind, NeedProfile, NeedState
from matcher.domain.organisations import OrganisationState
from matcher.domain.people import Traits, WordStance
from matcher.domain.recipients import RecipientState
from matcher.store.holds import need_rests, rests
from matcher.store.matches import Agreed, Living
from matcher.store.needs import Need, NeedWord
from matcher.store.organisations import Organisation
from matcher.store.profiles import columns
from matcher.store.profiles.columns import written
from matcher.store.recipients import HomeFact, Recipient, RecipientWord

WAITS = (RecipientState.ENQUIRY, RecipientState.WAITING, RecipientState.MATCHED)


Columns = sa.Row[Any]  # of a need or a recipient, by their names there


class Belongings(NamedTuple):
    """What belongs to needs and recipients, by whose it is."""

    words: Mapping[str, Sequence[Sequence[Any]]]  # (stance, concept), of a need or of a person
    home: Mapping[str, Sequence[Sequence[Any]]]  # (trait, present)


def profiles(
    session: Session,
    living: Living,
    *,
    centre: str,
    on: date,
    sensitive: Set[str],
    pastimes: Set[str],
    only: Collection[str] | None,
) -> list[NeedProfile]:
    """Open needs with a seat left, of people who wait and organisations that are with us; or only
    these, however they stand.
    """
    taken = [pair.need_id for pair in living.pairs]
    theirs = _belongings(session, centre=centre, only=only)
    found = []
    for need, recipient in _rows(session, centre=centre, on=on, only=only):
        if only is None and taken.count(need.id) >= need.seats:
            continue
        profile = _need(need, theirs)
        if recipient is not None:
            profile = _of_recipient(
                profile, need, recipient, theirs, on=on, sensitive=sensitive, pastimes=pastimes
            )
            profile = _but_for(profile, living.agreed.get(recipient.id, ()))
        found.append(profile)
    return found


def _but_for(need: NeedProfile, agreed: Iterable[Agreed]) -> NeedProfile:
    """The need without the hours at which she usually meets somebody for another of hers."""
    told = need.availability
    for one in agreed:
        told = told if need.id in one.needs else told - one.time.taken
    return replace(need, availability=told)


def _rows(
    session: Session, *, centre: str, on: date, only: Collection[str] | None
) -> list[tuple[Columns, Columns | None]]:
    """Each need, and the person whose it is; None: an organisation's."""
    asked = (
        sa.select(_of_needs(), _of_people(on))
        .outerjoin(Recipient, Need.recipient_id == Recipient.id)
        .outerjoin(Organisation, Need.organisation_id == Organisation.id)
        .where(Need.centre_id == centre)
        .order_by(Need.id)
    )
    if only is not None:
        asked = asked.where(Need.id.in_(only))
    else:
        asked = asked.where(
            Need.state == NeedState.OPEN,
            sa.or_(Need.until_on.is_(None), Need.until_on >= on),  # R28: expires by itself
            sa.or_(Recipient.state.in_(WAITS), Organisation.state == OrganisationState.ACTIVE),
        )
    return [(need, who if who.id else None) for need, who in session.execute(asked)]


def _of_needs() -> Bundle[Any]:
    """What it is called and what stands in its notes are not even read."""
    one = Need
    return Bundle(
        "need", one.id, one.kind, one.recipient_id, one.organisation_id, one.preferred_form,
        one.seats, one.least, one.postcode, one.minutes, one.every_weeks, one.min_age,
        one.children_present, one.from_on, one.until_on, one.wanted_months, one.short_notice,
        one.waiting_since, need_rests(),
        *map(written, (
            one.forms, one.place, one.availability, one.languages, one.must_languages,
        )),
    )  # fmt: skip


def _of_people(on: date) -> Bundle[Any]:
    """Nor are name, telephone and address."""
    one = Recipient
    return Bundle(
        "who", one.id, one.state, one.background, one.birth_year, one.gender, one.priority_class,
        rests(one), one.wait_note_until,
        columns.consented(one, ConsentKind.MATCHING, on=on),
        columns.consented(one, ConsentKind.HEALTH, on=on),
        *map(written, (one.place, one.languages, one.gender_wish, one.bears)),
    )  # fmt: skip


def _belongings(session: Session, *, centre: str, only: Collection[str] | None) -> Belongings:
    """Of every need of a centre and every person, or of these needs and whose they are."""
    these = only or ()
    whose = sa.select(Need.recipient_id).where(Need.id.in_(these), Need.centre_id == centre)

    def of(noun: Any, owner: Any, *what: Any) -> sa.Select[Any]:
        hers = owner.in_(these) if owner is NeedWord.need_id else owner.in_(whose)
        fenced = sa.select(owner, *what).where(noun.centre_id == centre, owner.is_not(None))
        return fenced if only is None else fenced.where(hers)

    said = sa.union_all(
        of(NeedWord, NeedWord.need_id, NeedWord.stance, NeedWord.concept),
        of(RecipientWord, RecipientWord.recipient_id, RecipientWord.stance, RecipientWord.concept),
    )
    asked = (
        said,
        of(HomeFact, HomeFact.recipient_id, HomeFact.trait, HomeFact.present),
    )
    return Belongings(*(columns.by_owner(session, one) for one in asked))


def _need(row: Columns, theirs: Belongings) -> NeedProfile:
    """What stands on the need itself; of a local need that is all."""
    said = columns.Words(theirs.words.get(row.id, ()))
    return NeedProfile(
        id=row.id,
        kind=row.kind,
        subject_id=row.recipient_id or row.organisation_id or "",
        forms=columns.forms(row.forms),
        preferred_form=row.preferred_form,
        seats=row.seats,
        least=row.least,
        place=columns.place(row.place),
        availability=columns.availability(row.availability),
        minutes=row.minutes,
        every_weeks=row.every_weeks,
        tasks=said.of(WordStance.DOES),
        interests=said.of(WordStance.LIKES),
        dislikes=said.of(WordStance.DISLIKES),
        skills_needed=said.of(WordStance.NEEDS),
        skills_wished=said.of(WordStance.KNOWS),
        demands_more=said.says_more(WordStance.NEEDS),
        languages=columns.levels(row.languages),
        must_languages=columns.names(row.must_languages),
        min_age=row.min_age,
        children_present=row.children_present,
        from_on=row.from_on,
        until_on=row.until_on,
        wanted_months=row.wanted_months,
        short_notice=row.short_notice,
        waiting_since=row.waiting_since,
        has_consent=row.kind is NeedKind.LOCAL,
        restricted=row.rests,
    )


def _of_recipient(
    need: NeedProfile,
    row: Columns,
    recipient: Columns,
    theirs: Belongings,
    *,
    on: date,
    sensitive: Set[str],
    pastimes: Set[str],
) -> NeedProfile:
    """The need, and what may be known of the person whose it is."""
    hidden = frozenset() if recipient.health else sensitive
    said = columns.Words(theirs.words.get(recipient.id, ()))
    is_company = need.kind is NeedKind.COMPANIONSHIP
    wished = columns.Words([*theirs.words.get(row.id, ()), *theirs.words.get(recipient.id, ())])
    home = recipient.place if columns.place(row.place) is None and row.postcode is None else None
    return replace(
        need,
        place=columns.place(home) or need.place,
        tasks=(need.tasks | (said.of(WordStance.DOES) if is_company else frozenset())) - hidden,
        interests=wished.liked(pastimes) - hidden,
        dislikes=(need.dislikes | said.of(WordStance.DISLIKES)) - hidden,
        skills_needed=(need.skills_needed | said.of(WordStance.NEEDS)) - hidden,
        skills_wished=(need.skills_wished | said.of(WordStance.KNOWS)) - hidden,
        demands_more=need.demands_more or said.says_more(WordStance.NEEDS),
        background=columns.background(recipient.background),
        languages=columns.levels(recipient.languages),
        gender=recipient.gender,
        gender_wish=columns.gender_wish(recipient.gender_wish),
        traits=Traits(
            has={trait: present for trait, present, *_ in theirs.home.get(recipient.id, ())},
            bears=columns.bears(columns.borne(recipient.bears), with_health=recipient.health),
        ),
        children_present=need.children_present or may_be_child(recipient.birth_year, on=on),
        priority_class=recipient.priority_class,
        explained_until=recipient.wait_note_until,
        has_consent=recipient.state is not RecipientState.ENQUIRY and recipient.matching,
        restricted=row.rests or recipient.rests,
    )
