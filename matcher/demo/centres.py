"""A demonstration centre, filled; a city of twelve; a country of four hundred."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from matcher.demo import recipients as people
from matcher.demo import ways_in
from matcher.demo.chances import Dice
from matcher.demo.copying import Pattern
from matcher.demo.filling import Filling
from matcher.demo.matches import PUBLIC_URL, Lives
from matcher.demo.towns import COUNTRY_SIDE, Town, city, country, town
from matcher.domain.accounts import LOGGING_TEXT_VERSION, OwnerType, Role
from matcher.domain.places import Place, Precision
from matcher.services import choices, installations
from matcher.services.accounts import NewAccount, open_account
from matcher.store import accounts as account_rows
from matcher.store import bulk
from matcher.store import centres as centre_rows
from matcher.store.accounts import Account
from matcher.store.centres import Area, Centre

PASSWORD = "handslag i Ekvik"  # noqa: S105 – of invented persons, and printed at the start
SEED = 1997  # the year of the circular that asked for volunteer centres


@dataclass(frozen=True, slots=True)
class Size:
    """How many people one centre has."""

    volunteers: int
    waiting: int
    matched: int
    enquiries: int  # not yet asked themselves
    towns: tuple[Town, ...]
    alike: int = 1  # so many towns after each other have the same people


SIZES = {
    "centre": Size(volunteers=140, waiting=60, matched=52, enquiries=2, towns=(town(),)),
    # 1,000 and 1,500 over twelve: an uneven city would only make one centre dull to look at.
    # 50,000 and 75,000 over four hundred, as the city's centres are half again.
    "country": Size(
        volunteers=125, waiting=187, matched=44, enquiries=2, towns=country(), alike=COUNTRY_SIDE
    ),
    "city": Size(volunteers=84, waiting=125, matched=30, enquiries=2, towns=city()),
}


def fill(
    session: Session,
    *,
    size: str = "centre",
    at: datetime,
    seed: int = SEED,
    public_url: str = PUBLIC_URL,
) -> list[str]:
    """Make the centres of a demonstration; their ids. The same seed makes the same people.
    Links in the letters that have gone lead to `public_url`.
    """
    wanted = SIZES[size]
    dice = Dice(seed)
    bulk.much_is_coming(session)
    made = []
    for first in range(0, len(wanted.towns), wanted.alike):
        towns = wanted.towns[first : first + wanted.alike]
        made += _alike(session, dice, wanted, towns, at=at, public_url=public_url)
    return made


def _alike(
    session: Session,
    dice: Dice,
    size: Size,
    towns: Sequence[Town],
    *,
    at: datetime,
    public_url: str = PUBLIC_URL,
) -> list[str]:
    """Centres with the same people: the first deed by deed, the others as copies of it."""
    first = _centre(session, dice, towns[0], at=at)
    _people(session, dice, size, first, at=at, public_url=public_url)
    pattern = Pattern.of(session, *first) if towns[1:] else None
    made = [first.id]
    session.expunge_all()  # a country's people do not fit in memory at once
    for where in towns[1:]:
        centre = _centre(session, dice, where, at=at)
        if pattern is not None:
            pattern.copied(session, dice, *centre)
        made.append(centre.id)
        session.expunge_all()
    return made


class Opened(NamedTuple):
    """A centre with nobody in it yet."""

    id: str
    coordinator: str
    areas: tuple[Area, ...]


def _centre(session: Session, dice: Dice, where: Town, *, at: datetime) -> Opened:
    centre = _open(session, dice, where, at=at)
    coordinator = _accounts(session, dice, centre, where, at=at)
    return Opened(centre.id, coordinator.id, _areas(session, dice, centre, where))


def _people(
    session: Session, dice: Dice, size: Size, where: Opened, *, at: datetime, public_url: str
) -> None:
    centre, coordinator, _ = where
    words = choices.vocabulary(session, centre=centre)
    areas = tuple((area, area.inhabitants or 0) for area in where.areas)
    filling = Filling(session, dice, words, centre, coordinator, areas, at)
    active = filling.volunteers(size.volunteers)
    wanted = filling.waiting(size.waiting, enquiries=size.enquiries)
    met = filling.matched(active, size.matched)
    filling.organisations()
    ways_in.refer(session, centre=centre, at=at)
    lives = Lives(session, dice, centre, coordinator, at, public_url)
    lives.met(met)
    lives.on_their_way(active, wanted)
    session.flush()


def _open(session: Session, dice: Dice, where: Town, *, at: datetime) -> Centre:
    return installations.open_centre(
        session,
        installations.NewCentre(
            name=f"Frivilligcentralen {where.name}",
            owner_type=OwnerType.MUNICIPALITY,
            owner_name=where.owner,
            phone=dice.phone(),
        ),
        at=at,
        public_id=dice.public_id(),
    )


def _accounts(
    session: Session, dice: Dice, centre: Centre, where: Town, *, at: datetime
) -> Account:
    """A coordinator who is also the manager: small centres have one person for everything."""
    lena = open_account(
        session,
        NewAccount(
            email=f"lena@{centre.code.removeprefix('frivilligcentralen-')}.example.org",
            name=people.COORDINATOR,
            roles=frozenset({Role.COORDINATOR, Role.MANAGER, Role.SAFEGUARDING}),
            password=PASSWORD,
        ),
        centre=centre.id,
        by=None,
        at=at,
        public_id=dice.public_id(),
    )
    # She has read about the log, or the first page of the demonstration would be a text.
    lena.logging_text_version = LOGGING_TEXT_VERSION
    return lena


def _areas(session: Session, dice: Dice, centre: Centre, where: Town) -> tuple[Area, ...]:
    made = tuple(
        Area(
            id=dice.public_id(),
            centre_id=centre.id,
            name=district.name,
            lat=district.lat,
            lon=district.lon,
            inhabitants=district.inhabitants,
        )
        for district in where.districts
    )
    session.add_all(made)
    middle = where.districts[0]
    centre.place = Place(middle.lat, middle.lon, Precision.LOCALITY, label=where.name).to_json()
    session.flush()  # people point at areas
    return made


def sign_ins(session: Session) -> list[str]:
    """The addresses that the demonstration's people sign in with, one a centre."""
    return [
        account.email
        for centre in centre_rows.all_open(session)
        for account in account_rows.of_centre(session, centre=centre.id, role=Role.COORDINATOR)[:1]
    ]
