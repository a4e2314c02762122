"""Letters to a volunteer about a match. They say that there is something to read, and lead there:
nothing about the person stands in any of them (R55, R66).
"""

from datetime import date, datetime, time, timedelta
from urllib.parse import urljoin

from babel.dates import format_date
from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import STOCKHOLM, swedish_day
from matcher.domain.follow_ups import FollowUpPlan
from matcher.languages import SOURCE
from matcher.phrases.voice import say
from matcher.services import letters, tokens
from matcher.store import volunteers
from matcher.store.match_links import LinkPurpose, MatchLink
from matcher.store.matches import Match, Participant

BOOKED = "meeting_booked"


def card(
    session: Session,
    match: Match,
    asked: Participant,
    plan: FollowUpPlan,
    *,
    public_url: str,
    reminder: bool = False,
    at: datetime,
) -> bool:
    """The question, or a reminder of it, with a link to an anonymous card that is answered once;
    whether there was an address to send it to.
    """
    ends_at = card_ends_at(asked.asked_at or at, plan)
    last_day = swedish_day(ends_at) - timedelta(days=1)
    return _write(
        session,
        "card_reminder" if reminder else "card",
        match,
        asked,
        link=("kort", LinkPurpose.CARD, ends_at),
        facts={"last_day": _day_words(last_day, _language(session, asked))},
        public_url=public_url,
        again=f"{asked.asked_at or at:%Y-%m-%dT%H:%M:%S}",
        due_at=letters.in_the_morning(at) if reminder else at,
        at=at,
    )


def card_ends_at(asked_at: datetime, plan: FollowUpPlan) -> datetime:
    """The midnight with which a card's last day is over."""
    last_day = swedish_day(asked_at) + timedelta(days=plan.expire_days)
    return datetime.combine(last_day + timedelta(days=1), time(), STOCKHOLM)


def meeting_booked(
    session: Session, match: Match, whom: Participant, *, public_url: str, at: datetime
) -> bool:
    """There is a time for the first meeting: it stands on her page of the match, with a file for
    her calendar.
    """
    return _leads_to_her_page(session, BOOKED, match, whom, public_url, at=at)


def meeting_changed(
    session: Session,
    match: Match,
    whom: Participant,
    was: datetime,
    *,
    public_url: str,
    at: datetime,
) -> bool:
    """The first meeting is at another time than she has heard, or at another place. The times stand
    in the letter, or she would go to the one that is off; with whom and where does not.
    """
    assert match.meeting_at is not None
    language = _language(session, whom)
    now, old = (_moment_words(one, language) for one in (match.meeting_at, was))
    facts: dict[str, object] = {"now": now, "was": old}
    return _leads_to_her_page(
        session, "meeting_changed", match, whom, public_url, facts=facts, at=at
    )


def visits(
    session: Session, match: Match, whom: Participant, *, public_url: str, at: datetime
) -> bool:
    """Her link for notes of visits, the same each time."""
    return _leads_to_her_page(session, "visits", match, whom, public_url, at=at)


def _leads_to_her_page(
    session: Session,
    kind: str,
    match: Match,
    whom: Participant,
    public_url: str,
    *,
    facts: dict[str, object] | None = None,
    at: datetime,
) -> bool:
    return _write(
        session,
        kind,
        match,
        whom,
        link=("besok", LinkPurpose.VISITS, None),
        facts=facts,
        public_url=public_url,
        again=str(match.version),
        at=at,
    )


def _write(
    session: Session,
    kind: str,
    match: Match,
    whom: Participant,
    *,
    link: tuple[str, LinkPurpose, datetime | None],
    facts: dict[str, object] | None = None,
    public_url: str,
    again: str,
    due_at: datetime | None = None,
    at: datetime,
) -> bool:
    volunteer = volunteers.one(session, str(whom.volunteer_id), centre=match.centre_id)
    if not volunteer.email:
        return False
    room, purpose, ends_at = link
    token = _token(session, match, whom, purpose, ends_at, at=at)
    return letters.write_to_volunteer(
        session,
        kind,
        volunteer,
        {
            "called": volunteer.first_name,
            "site": public_url.rstrip("/"),
            "link": urljoin(public_url, f"/{room}/{token}"),
            **(facts or {}),
        },
        match_id=match.id,
        again=f"{match.id}:{again}",
        due_at=due_at or at,
        at=at,
    )


def _token(
    session: Session,
    match: Match,
    whom: Participant,
    purpose: LinkPurpose,
    ends_at: datetime | None,
    *,
    at: datetime,
) -> str:
    """One more link. Those of letters before go on working, until the match is over."""
    token = tokens.fresh()
    session.add(
        MatchLink(
            centre_id=match.centre_id,
            match_id=match.id,
            volunteer_id=str(whom.volunteer_id),
            purpose=purpose,
            token_hash=tokens.kept(token),
            made_at=at,
            ends_at=ends_at,
        )
    )
    return token


def _day_words(day: date, language: str) -> str:
    return str(format_date(day, "EEEE d MMMM", locale=language))


def _moment_words(moment: datetime, language: str) -> str:
    """`onsdag 25 november kl. 14.00`, as the letter's page says it."""
    local = moment.astimezone(STOCKHOLM)
    digits = f"{local:%H.%M}" if language == SOURCE else f"{local:%H:%M}"
    clock = say("kl. %(time)s", language, time=digits)
    return f"{_day_words(local.date(), language)} {clock}"


def _language(session: Session, whom: Participant) -> str:
    return volunteers.one(session, str(whom.volunteer_id), centre=whom.centre_id).language
