"""The anonymous card behind a link: what it is about, without anybody by whom to be known (R68).

Looking uses nothing up, since mail scanners look too; the answer is one guarded write. Without the
person's yes to be described there is only the frame: what, when, how long, how far.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.availability import Availability
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.consent import Channel
from matcher.domain.contact_ladder import Field, volunteer_sees
from matcher.domain.distances import distance_km
from matcher.domain.errors import Missing, NotNow
from matcher.domain.matches import Word
from matcher.domain.needs import NeedKind
from matcher.domain.people import Form, Gender, Level, Trait, WordStance
from matcher.domain.places import Place
from matcher.services import choices, match_asking, tokens
from matcher.services.centres import LEAST_NAMED
from matcher.services.match_asking import Answer
from matcher.services.match_life import others_of, volunteer_in
from matcher.services.match_views import volunteer_view
from matcher.services.signups import SignUpCentre, face_of
from matcher.store import (
    areas,
    match_life,
    match_links,
    needs,
    organisations,
    recipient_pages,
    volunteers,
)
from matcher.store.match_links import LinkPurpose, MatchLink
from matcher.store.matches import Match, Participant
from matcher.store.needs import Need
from matcher.store.recipients import Recipient
from matcher.store.volunteers import Volunteer


@dataclass(frozen=True, slots=True)
class Sketch:
    """Somebody as she may be described without a name. Age is a decade; 90 is 90 and over."""

    decade: int | None
    gender: Gender | None
    area: str | None  # never one where few live
    languages: Mapping[str, Level]
    likes: tuple[str, ...]  # concept ids
    home: tuple[Trait, ...]  # what there is there that one may not bear


@dataclass(frozen=True, slots=True)
class Card:
    """A question to a volunteer. `word` is what she has answered."""

    centre: SignUpCentre
    word: Word
    wants_more: bool
    last_day: date
    is_open: bool  # it can be answered; a card that has run out is not read at all
    kind: NeedKind
    title: str | None  # of a local need, with the organisation's name
    forms: tuple[Form, ...]
    minutes: int
    every_weeks: int
    availability: Availability
    km: float | None
    sketches: tuple[Sketch, ...]


def read(session: Session, token: str, *, at: datetime) -> Card:
    """The card behind a link, answered or not. Raises Missing when there is none, or when what it
    asks about is over.
    """
    link, match, one = _found(session, token, at=at)
    others = [other for other in others_of(match) if _may_see(session, match, one, other, at=at)]
    if not others:
        raise Missing("card", "")
    volunteer = volunteers.one(session, link.volunteer_id, centre=link.centre_id)
    need = needs.one(session, match.need_id, centre=match.centre_id)
    ends_at = link.ends_at or at
    is_local = need.kind is NeedKind.LOCAL
    return Card(
        centre=face_of(session, link.centre_id),
        word=one.word,
        wants_more=one.wants_more_at is not None,
        last_day=swedish_day(ends_at) - timedelta(days=1),
        is_open=one.word is Word.ASKED,
        kind=need.kind,
        title=_title(session, need) if is_local else None,
        forms=tuple(Form(form) for form in need.forms),
        minutes=need.minutes,
        every_weeks=need.every_weeks,
        availability=Availability.from_json(need.availability or {}),
        km=_km(session, volunteer, need, others),
        sketches=tuple(
            found
            for other in others
            if (found := _sketch(session, match, one, other, at=at)) is not None
        ),
    )


def answer(
    session: Session, token: str, *, says_yes: bool, shares_phone: bool, at: datetime
) -> None:
    """Yes or not now; the link is used up. Raises Missing; NotNow when it has been answered or
    has run out.
    """
    link, match, one = _found(session, token, at=at)
    _refuse_over(link, one, at=at)
    said = Answer(says_yes=says_yes, channel=Channel.WEB, shares_phone=shares_phone)
    match_asking.volunteer_answers(
        session, match.id, one.id, said, centre=link.centre_id, by=None, at=at
    )
    if not match_links.use(session, link, at=at):
        raise NotNow("match", "answered", "answer")


def wants_more(session: Session, token: str, *, at: datetime) -> None:
    """She would know more first; the link goes on working. Raises Missing, NotNow."""
    link, match, one = _found(session, token, at=at)
    _refuse_over(link, one, at=at)
    match_asking.wants_more(session, match.id, one.id, centre=link.centre_id, at=at)


def _found(session: Session, token: str, *, at: datetime) -> tuple[MatchLink, Match, Participant]:
    link = match_links.find(session, tokens.kept(token), LinkPurpose.CARD)
    if link is None:
        raise Missing("card", "")
    match = match_life.one(session, link.match_id, centre=link.centre_id)
    one = volunteer_in(match, link.volunteer_id)
    is_over = link.ends_at is not None and link.ends_at <= at
    if match.state.is_over or (is_over and one.wants_more_at is None):
        raise Missing("card", "")
    return link, match, one


def _refuse_over(link: MatchLink, one: Participant, *, at: datetime) -> None:
    if link.used_at is not None or one.word is not Word.ASKED:
        raise NotNow("match", "answered", "answer")


def _person(session: Session, other: Participant) -> Recipient | None:
    if other.recipient_id is None:
        return None
    return recipient_pages.whole(session, other.recipient_id, centre=other.centre_id)


def _may_see(
    session: Session, match: Match, one: Participant, other: Participant, *, at: datetime
) -> bool:
    view = volunteer_view(match, one, other, _person(session, other))
    return Field.FRAME in volunteer_sees(view, at=at)


def _sketch(
    session: Session, match: Match, one: Participant, other: Participant, *, at: datetime
) -> Sketch | None:
    person = _person(session, other)
    view = volunteer_view(match, one, other, person)
    if person is None or Field.SKETCH not in volunteer_sees(view, at=at):
        return None
    hidden = choices.of(session, centre=match.centre_id).sensitive
    spoken = {word: Level(level) for word, level in person.languages.items()}
    likes = {
        word.concept
        for word in person.words
        if word.stance is WordStance.LIKES and word.concept and word.concept not in hidden
    }
    return Sketch(
        decade=_decade(person.birth_year, at),
        gender=person.gender,
        area=_area(session, person),
        languages={word: level for word, level in spoken.items() if word not in hidden},
        likes=tuple(sorted(likes)),
        home=tuple(fact.trait for fact in person.home_facts if fact.present),
    )


def _decade(birth_year: int | None, at: datetime) -> int | None:
    return None if birth_year is None else min((at.year - birth_year) // 10 * 10, 90)


def _area(session: Session, person: Recipient) -> str | None:
    """An area is named only when it is known that many live there (R68)."""
    if person.area_id is None:
        return None
    area = areas.one(session, person.area_id, centre=person.centre_id)
    return area.name if (area.inhabitants or 0) >= LEAST_NAMED else None


def _km(
    session: Session, volunteer: Volunteer, need: Need, others: list[Participant]
) -> float | None:
    person = _person(session, others[0])
    there = need.place or (person.place if person else None)
    if not there or not volunteer.place:
        return None
    far = distance_km(Place.from_json(volunteer.place), Place.from_json(there))
    return far.km if far else None


def _title(session: Session, need: Need) -> str:
    whose = organisations.one(session, str(need.organisation_id), centre=need.centre_id)
    return f"{need.title}, {whose.name}" if need.title else whose.name
