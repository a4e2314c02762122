"""The anonymous card behind a link: what it is about, without anybody by whom to be known (R68).

Looking uses nothing up, since mail scanners look too; the answer is one guarded write. Without the
person's yes to be described there is only the frame: what, when, how long, how far.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.availability import Availability
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.consent import Channel
from matcher.domain.contact_ladder import Field, volunteer_sees
from matcher.domain.errors import Missing, NotNow
from matcher.domain.frames import Meeting, Way
from matcher.domain.matches import Word
from matcher.domain.needs import NeedKind
from matcher.domain.people import Form
from matcher.services import (
    choices,
    match_asking,
    match_hours,
    match_letters,
    match_outlines,
    tokens,
)
from matcher.services.match_asking import Answer
from matcher.services.match_life import others_of, volunteer_in
from matcher.services.match_sketches import Sketch, person_of, sketch_of
from matcher.services.match_views import volunteer_view
from matcher.services.signups import SignUpCentre, face_of
from matcher.store import (
    match_life,
    match_links,
    match_substitutes,
    needs,
    organisations,
    volunteers,
)
from matcher.store.match_links import LinkPurpose, MatchLink
from matcher.store.matches import Match, Participant
from matcher.store.needs import Need
from matcher.store.recipients import Recipient


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
    stands_in: bool  # only while somebody else rests
    meeting: Meeting | None  # what is proposed; a question about it, and about nothing more
    availability: Availability  # of a group: when all can
    no_time: bool  # of a group: there is none when all can
    way: Way | None  # hers, to where it is
    people: int  # whom she would meet; not all of them have let themselves be described
    sketches: tuple[Sketch, ...]
    asks_about: str  # stands for those people; with a yes it comes back


def read(session: Session, token: str, *, at: datetime) -> Card:
    """The card behind a link, answered or not. Raises Missing when there is none, or when what it
    asks about is over.
    """
    link, match, one = _found(session, token, at=at)
    return _card(session, match, one, link.ends_at or at, at=at)


def read_own(
    session: Session, match_id: str, volunteer_id: str, *, centre: str, at: datetime
) -> Card:
    """The same card on her own page. Raises Missing as `read`."""
    match, one = _hers(session, match_id, volunteer_id, centre=centre, at=at)
    return _card(session, match, one, _ends_at(one), at=at)


def answer_own(
    session: Session,
    match_id: str,
    volunteer_id: str,
    *,
    says_yes: bool,
    shares_phone: bool,
    asked_about: str,
    centre: str,
    at: datetime,
) -> None:
    """Yes or not now, on her own page; the link in her letter has no more to ask. Raises as
    `answer`.
    """
    match, one = _hers(session, match_id, volunteer_id, centre=centre, at=at)
    _refuse_answered(one)
    _refuse_changed(match, asked_about, says_yes=says_yes)
    said = Answer(says_yes=says_yes, channel=Channel.WEB, shares_phone=shares_phone)
    match_asking.volunteer_answers(session, match.id, one.id, said, centre=centre, by=None, at=at)


def wants_more_own(
    session: Session, match_id: str, volunteer_id: str, *, centre: str, at: datetime
) -> None:
    """She would know more first. Raises Missing, NotNow."""
    match, one = _hers(session, match_id, volunteer_id, centre=centre, at=at)
    _refuse_answered(one)
    match_asking.wants_more(session, match.id, one.id, centre=centre, at=at)


def _card(
    session: Session, match: Match, one: Participant, ends_at: datetime, *, at: datetime
) -> Card:
    group = match_hours.of_group(session, match)  # before the people are read with their words
    no_time = match_hours.has_no_time(session, match, at=at)
    persons = {other.id: person_of(session, other) for other in others_of(match)}
    others = [
        other for other in others_of(match) if _may_see(match, one, other, persons[other.id], at=at)
    ]
    if not others:
        raise Missing("card", "")
    volunteer = volunteers.one(session, str(one.volunteer_id), centre=match.centre_id)
    need = needs.one(session, match.need_id, centre=match.centre_id)
    is_local = need.kind is NeedKind.LOCAL
    told = match_outlines.explained(session, volunteer.id, need.id, centre=match.centre_id, at=at)
    people = sum(other.recipient_id is not None for other in others)
    times = Availability.from_json(need.availability or {})
    if people > 1:
        times = group
    suits = told.meeting is None or people < 2 or match_hours.suits_all(times, told.meeting)
    return Card(
        centre=face_of(session, match.centre_id),
        word=one.word,
        wants_more=one.wants_more_at is not None,
        last_day=swedish_day(ends_at) - timedelta(days=1),
        is_open=one.word is Word.ASKED,
        kind=need.kind,
        title=_title(session, need) if is_local else None,
        forms=tuple(Form(form) for form in need.forms),
        minutes=need.minutes,
        every_weeks=need.every_weeks,
        stands_in=match_substitutes.resting(session, need.id, centre=match.centre_id) is not None,
        meeting=told.meeting if suits else None,
        availability=times,
        no_time=no_time,
        way=told.way,
        people=people,
        asks_about=_asks_about(match),
        sketches=tuple(
            found
            for other in others
            if (found := sketch_of(session, match, one, other, persons[other.id], at=at))
            is not None
        ),
    )


def answer(
    session: Session,
    token: str,
    *,
    says_yes: bool,
    shares_phone: bool,
    asked_about: str,
    at: datetime,
) -> None:
    """Yes or not now; the link is used up. `asked_about` came with the card. Raises Missing; NotNow
    when it has been answered, has run out, or a yes would be to other people than she has read of.
    """
    link, match, one = _found(session, token, at=at)
    _refuse_over(link, one)
    _refuse_changed(match, asked_about, says_yes=says_yes)
    said = Answer(says_yes=says_yes, channel=Channel.WEB, shares_phone=shares_phone)
    match_asking.volunteer_answers(
        session, match.id, one.id, said, centre=link.centre_id, by=None, at=at
    )
    if not match_links.use(session, link, at=at):
        raise NotNow("match", "answered", "answer")


def wants_more(session: Session, token: str, *, at: datetime) -> None:
    """She would know more first; the link goes on working. Raises Missing, NotNow."""
    link, match, one = _found(session, token, at=at)
    _refuse_over(link, one)
    match_asking.wants_more(session, match.id, one.id, centre=link.centre_id, at=at)


def _asks_about(match: Match) -> str:
    """Another for other people, and nothing by which to know any of them."""
    staying = [one.id for one in others_of(match) if not one.word.is_out]
    return tokens.kept("".join(sorted(staying)))[:12]


def _refuse_changed(match: Match, asked_about: str, *, says_yes: bool) -> None:
    """A yes is to what she has read: somebody may have joined while the card lay open."""
    if says_yes and asked_about != _asks_about(match):
        raise NotNow("match", "card_changed", "answer")


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


def _hers(
    session: Session, match_id: str, volunteer_id: str, *, centre: str, at: datetime
) -> tuple[Match, Participant]:
    """A match that she has been asked about, while the question stands."""
    match = match_life.one(session, match_id, centre=centre)
    one = next((o for o in match.participants if o.volunteer_id == volunteer_id), None)
    if one is None or match.state.is_over or one.word is not Word.ASKED:
        raise Missing("card", "")
    if _ends_at(one) <= at and one.wants_more_at is None:
        raise Missing("card", "")
    return match, one


def _ends_at(one: Participant) -> datetime:
    """When the day after her last one begins."""
    if one.asked_at is None:
        raise Missing("card", "")
    return match_letters.card_ends_at(one.asked_at, choices.follow_ups())


def _refuse_over(link: MatchLink, one: Participant) -> None:
    if link.used_at is not None:
        raise NotNow("match", "answered", "answer")
    _refuse_answered(one)


def _refuse_answered(one: Participant) -> None:
    if one.word is not Word.ASKED:
        raise NotNow("match", "answered", "answer")


def _may_see(
    match: Match, one: Participant, other: Participant, person: Recipient | None, *, at: datetime
) -> bool:
    view = volunteer_view(match, one, other, person)
    return Field.FRAME in volunteer_sees(view, at=at)


def _title(session: Session, need: Need) -> str:
    whose = organisations.one(session, str(need.organisation_id), centre=need.centre_id)
    return f"{need.title}, {whose.name}" if need.title else whose.name
