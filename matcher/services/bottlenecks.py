"""What would help most: whom to recruit, whom to ask for what, and which rules keep people apart.

Everything promised is found by solving the week again with the change made. Nothing is changed.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.answers import Remedy
from matcher.domain.needs import NeedKind
from matcher.domain.people import Level
from matcher.domain.suggestions import Subject
from matcher.domain.vocabulary import Vocabulary
from matcher.engine.answers import bottlenecks as engine
from matcher.engine.answers.recruits import COMMON, REACH_MINUTES, recruits
from matcher.engine.pool import Pool
from matcher.phrases.remedies import FEWEST, Advert
from matcher.services import answer_weeks
from matcher.services.answer_weeks import People, Standing
from matcher.store import centres

TRIED = "bottlenecks"  # what the week keeps them under


@dataclass(frozen=True, slots=True)
class Recruit:
    """A volunteer to look for, where, and what may be told of her in public."""

    remedy: Remedy
    where: str | None
    advert: Advert


@dataclass(frozen=True, slots=True)
class BottleneckReport:
    """Of a centre's week: what would give more people somebody."""

    waiting: int  # with no suggestion
    of_people: int  # of those: of people who wait; the others are local
    is_tried: bool  # False: nobody has asked yet, so `recruits` and `remedies` are empty
    recruits: tuple[Recruit, ...]
    remedies: tuple[Remedy, ...]
    blocking: Mapping[str, int]  # rule → pairs of those who wait that it keeps apart
    pairs: int  # of those who wait, possible or not
    people: People
    centre: str  # its name
    vocabulary: Vocabulary
    reach_minutes: int = REACH_MINUTES  # the most that one who is looked for travels, by bus


def report(session: Session, *, trying: bool = True, centre: str, at: datetime) -> BottleneckReport:
    """The few smallest changes that would help most. Each is tried by a week of its own, together
    about a second: unless `trying`, only what has been tried already with these very rows is told.
    """
    now = answer_weeks.standing(session, centre=centre, at=at)
    without = [now.pool.needs[n] for n in now.solved.unserved_n.nonzero()[0].tolist()]
    waiting = len(without)
    is_tried = trying or now.has_told(TRIED) or not waiting
    found, wanted = now.once(TRIED, lambda: _tried(now)) if is_tried else ((), ())
    known = answer_weeks.people(
        session,
        now,
        volunteers=[one.id for one in found if one.subject is Subject.VOLUNTEER],
        needs=[need.id for need in now.pool.needs],
        differences=[one.sides.difference for one in found if one.sides],
        centre=centre,
    )
    return BottleneckReport(
        waiting=waiting,
        of_people=sum(one.kind is not NeedKind.LOCAL for one in without),
        is_tried=is_tried,
        recruits=tuple(_recruit(one, now.pool, known) for one in wanted),
        remedies=found,
        blocking=engine.blocking(now.solved),
        pairs=waiting * len(now.pool.volunteers),
        people=known,
        centre=centres.one(session, centre).name,
        vocabulary=now.chosen.vocabulary,
    )


def _tried(now: Standing) -> tuple[tuple[Remedy, ...], tuple[Remedy, ...]]:
    """What to ask for, and whom to look for."""
    solved, related = now.solved, now.chosen.related
    return engine.bottlenecks(solved, related), recruits(solved, related)


def _recruit(one: Remedy, pool: Pool, known: People) -> Recruit:
    where = known.needs[one.id].where
    facts: Mapping[str, Any] = one.facts
    return Recruit(one, where, _advert(facts, where, pool, known))


def _advert(facts: Mapping[str, Any], where: str | None, pool: Pool, known: People) -> Advert:
    """Only what at least five of those in the pool share may stand on a notice board."""
    areas = Counter(known.needs[need.id].where for need in pool.needs)
    languages = Counter(
        language
        for need in pool.needs
        for language, level in need.languages.items()
        if level >= Level.CONVERSATION and language != COMMON
    )
    language = facts.get("language")
    company = {need.id for need in pool.needs if need.kind is NeedKind.COMPANIONSHIP}
    return Advert(
        hours=facts["hours"] if len(facts["open_to"]) >= FEWEST else None,
        where=where if areas[where] >= FEWEST else None,
        language=language if language and languages[language] >= FEWEST else None,
        is_company=sum(one in company for one in facts["open_to"]) >= FEWEST,
    )
