"""Invented referrals: one from home care, one from a daughter, and somebody to call back.

They come last and throw no dice of the others, so that the rest of a centre stays as it is.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.consent import Channel
from matcher.domain.people import Level
from matcher.domain.recipients import NewRecipient
from matcher.domain.referrals import BestTime, Caller, NewReferral, OwnYes, Referrer
from matcher.services import referrals


@dataclass(frozen=True, slots=True)
class Told:
    """Who told of whom, how many days ago."""

    caller: Caller
    first_name: str
    surname: str
    phone: str
    language: str
    days_ago: int
    best_time: BestTime


TOLD = (
    Told(
        Caller(Referrer.HOME_CARE, "Nina Sandgren", "+46701740691", "Hemtjänsten Norra"),
        "Hjördis", "Bergqvist", "+46701740692", "swedish", 2, BestTime.FORENOON,
    ),
    Told(
        Caller(Referrer.RELATIVE, "Päivi Lehtonen", "+46701740693"),
        "Kerttu", "Lehtonen", "+46701740694", "finnish", 5, BestTime.AFTERNOON,
    ),
)  # fmt: skip
TO_CALL = Caller(Referrer.HEALTH_CARE, "Omar Farah", "+46701740695", "Vårdcentralen Ekvik")


def refer(session: Session, *, centre: str, at: datetime) -> None:
    """The referrals of a centre, by the same deeds as real ones."""
    for told in TOLD:
        when = at - timedelta(days=told.days_ago)
        on = swedish_day(when)
        person = NewRecipient(
            first_name=told.first_name,
            surname=told.surname,
            phone=told.phone,
            waiting_since=on,
            languages={told.language: Level.NATIVE},
        )
        new = NewReferral(
            told.caller,
            person,
            OwnYes(on, told.caller.name, Channel.IN_PERSON),
            (told.best_time,),
        )
        referrals.refer(session, new, centre=centre, by=None, at=when)
    referrals.ask_to_be_called(session, TO_CALL, centre=centre, by=None, at=at)
