"""Factories: plain functions with quiet defaults, so that a test shows only the fact it is about.

Everybody here is invented. Add a factory beside its like; do not change another's defaults.
"""

from datetime import UTC, date, datetime

from matcher.domain.availability import weekly
from matcher.domain.clearance import AssignmentType, Gate, Step
from matcher.domain.needs import NeedKind, NeedProfile
from matcher.domain.people import Form, Level
from matcher.domain.places import Place, Precision
from matcher.domain.travel import Mode
from matcher.domain.volunteers import VolunteerProfile

# ── what matching may know ────────────────────────────────────────────────────────────────────

MONDAY = date(2026, 11, 23)
TUESDAYS = weekly([1], 36, 48)  # 9–12
WEEKDAYS = weekly(range(5), 36, 64)  # 9–16
CLEARED = dict.fromkeys(AssignmentType, ())
NOT_CLEARED = dict.fromkeys(AssignmentType, (Gate.REFERENCE,))

UPPSALA = Place(59.858, 17.639, Precision.ADDRESS, label="Uppsala")
KNIVSTA = Place(59.726, 17.788, Precision.ADDRESS, label="Knivsta")  # 17 km away
STOCKHOLM = Place(59.329, 18.069, Precision.ADDRESS, label="Stockholm")  # 64 km away


def volunteer_profile(id="v1", **facts):
    """Cleared for all, in Uppsala, free on weekdays, speaks Swedish, would visit at home."""
    quiet = {
        "place": UPPSALA,
        "modes": frozenset({Mode.CYCLE}),
        "reach_minutes": 30,
        "availability": WEEKDAYS,
        "languages": {"swedish": Level.NATIVE},
        "tasks": frozenset({"companionship"}),
        "forms": frozenset({Form.HOME}),
        "missing_gates": CLEARED,
        "commitment_months": 12,
    }
    return VolunteerProfile(id=id, **quiet | facts)


def need_profile(id="n1", **facts):
    """One companion at home in Uppsala, an hour on Tuesday mornings, in Swedish; has said yes."""
    quiet = {
        "kind": NeedKind.COMPANIONSHIP,
        "subject_id": f"subject of {id}",
        "place": UPPSALA,
        "forms": frozenset({Form.HOME}),
        "availability": TUESDAYS,
        "languages": {"swedish": Level.NATIVE},
        "tasks": frozenset({"companionship"}),
        "wanted_months": 12,
        "priority_class": 3,
        "waiting_since": MONDAY,
        "has_consent": True,
    }
    return NeedProfile(id=id, **quiet | facts)


def pool(volunteers=(), needs=(), **facts):
    """A pool on an ordinary Monday."""
    from matcher.engine.pool import Pool

    return Pool(tuple(volunteers), tuple(needs), facts.pop("first_day", MONDAY), **facts)


# ── rows ──────────────────────────────────────────────────────────────────────────────────────
# Each is added to the session and flushed, so that others can point at it.

AT = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)  # Monday of week 48, half past six in Stockholm
CLEARED_ON = date(2026, 9, 1)
ALL_STEPS = (
    (Step.INTERVIEW, None), (Step.REFERENCE, None), (Step.REFERENCE, None),
    (Step.AGREEMENT, "2026-11"), (Step.CONFIDENTIALITY, "2026-11"), (Step.INTRODUCTION, None),
)  # fmt: skip


def _added(session, row):
    session.add(row)
    session.flush()
    return row


def a_centre(session, **columns):
    """A centre of the municipality in Uppsala."""
    from matcher.domain.accounts import OwnerType
    from matcher.store.base import new_id
    from matcher.store.centres import Centre

    quiet = {
        "name": "Frivilligcentralen Ekvik",
        "owner_type": OwnerType.MUNICIPALITY,
        "phone": "+46701740605",
        "code": new_id(),
        "place": UPPSALA.to_json(),
        "created_at": AT,
        "matching": {},
    }
    return _added(session, Centre(**quiet | columns))


def hashed(password):
    """As an account's row holds it. Asked for late: the tests' hasher is a quick one."""
    from matcher.services import accounts

    return accounts.HASHER.hash(password)


def an_account(session, centre, **columns):
    """A coordinator who works at the centre."""
    from matcher.domain.accounts import LOGGING_TEXT_VERSION, Role
    from matcher.store.accounts import Account, Grant
    from matcher.store.base import new_id

    quiet = {
        "email": f"{new_id()}@example.org",
        "name": "Lena Åkesson",
        "logging_text_version": LOGGING_TEXT_VERSION,
        "created_at": AT,
    }
    roles = columns.pop("roles", (Role.COORDINATOR,))
    account = _added(session, Account(centre_id=centre.id, **quiet | columns))
    for role in roles:
        grant = {"centre_id": centre.id, "account_id": account.id, "role": role}
        _added(session, Grant(**grant, granted_at=AT))
    return account


def a_volunteer(session, centre, *, steps=ALL_STEPS, words=(), consents=(), **columns):
    """Active and cleared for visits, in Uppsala, weekdays 9–16, one match at a time.

    `words` are (stance, concept).
    """
    from matcher.domain.consent import Channel, ConsentKind
    from matcher.domain.volunteers import VolunteerState
    from matcher.store.recipients import Consent
    from matcher.store.volunteers import ClearanceStep, Volunteer, VolunteerWord

    quiet = {
        "first_name": "Karin",
        "surname": "Lind",
        "phone": "+46701740611",
        "birth_year": 1960,
        "state": VolunteerState.ACTIVE,
        "place": UPPSALA.to_json(),
        "modes": ["cycle"],
        "reach_minutes": 30,
        "availability": WEEKDAYS.to_json(),
        "languages": {"swedish": 3},
        "forms": ["home"],
        "commitment_months": 12,
        "source": "typed",
        "created_at": AT,
        "changed_at": AT,
    }
    volunteer = _added(session, Volunteer(centre_id=centre.id, **quiet | columns))
    own = {"centre_id": centre.id, "volunteer_id": volunteer.id}
    for step, version in steps:
        taken = {"step": step, "on": CLEARED_ON, "text_version": version, "recorded_at": AT}
        session.add(ClearanceStep(**own, **taken))
    for stance, concept in words:
        session.add(VolunteerWord(**own, stance=stance, concept=concept, written=concept))
    for kind in consents:
        said = {"said_on": CLEARED_ON, "heard_by": "Lena", "channel": Channel.WEB}
        yes = {"kind": ConsentKind(kind), "text_version": "2026-11", "recorded_at": AT}
        session.add(Consent(**own, **said, **yes))
    session.flush()
    return volunteer


def a_recipient(session, centre, *, consents=("matching",), words=(), home=(), **columns):
    """Waits since the summer, in Uppsala, speaks Swedish, has said yes to being matched."""
    from matcher.domain.consent import Channel, ConsentKind
    from matcher.domain.recipients import RecipientState
    from matcher.store.recipients import Consent, HomeFact, Recipient, RecipientWord

    quiet = {
        "first_name": "Aino",
        "surname": "Karvonen",
        "phone": "+46701740622",
        "birth_year": 1942,
        "state": RecipientState.WAITING,
        "place": UPPSALA.to_json(),
        "languages": {"swedish": 3},
        "waiting_since": date(2026, 7, 13),
        "priority_class": 1,
        "source": "typed",
        "created_at": AT,
        "changed_at": AT,
    }
    recipient = _added(session, Recipient(centre_id=centre.id, **quiet | columns))
    own = {"centre_id": centre.id, "recipient_id": recipient.id}
    for kind in consents:
        said = {"said_on": date(2026, 7, 13), "heard_by": "Lena", "channel": Channel.PHONE}
        yes = {"kind": ConsentKind(kind), "text_version": "2026-11", "recorded_at": AT}
        session.add(Consent(**own, **said, **yes))
    for stance, concept in words:
        session.add(RecipientWord(**own, stance=stance, concept=concept, written=concept))
    for trait, present in home:
        session.add(HomeFact(**own, trait=trait, present=present))
    session.flush()
    return recipient


def an_organisation(session, centre, **columns):
    """An association that has local needs."""
    from matcher.store.organisations import Organisation

    quiet = {"name": "Café Kompass", "source": "typed", "created_at": AT, "changed_at": AT}
    return _added(session, Organisation(centre_id=centre.id, **quiet | columns))


def a_need(session, of, *, words=(), **columns):
    """A recipient's open need of company at home, an hour on Tuesday mornings every week; or, of
    an organisation, an open local need.
    """
    from matcher.domain.needs import NeedKind, NeedState
    from matcher.store.needs import Need, NeedWord
    from matcher.store.recipients import Recipient

    is_person = isinstance(of, Recipient)
    quiet = {
        "kind": NeedKind.COMPANIONSHIP if is_person else NeedKind.LOCAL,
        "recipient_id": of.id if is_person else None,
        "organisation_id": None if is_person else of.id,
        "state": NeedState.OPEN,
        "forms": ["home"] if is_person else ["group"],
        "availability": TUESDAYS.to_json(),
        "place": None if is_person else UPPSALA.to_json(),
        "wanted_months": 12,
        "waiting_since": of.waiting_since if is_person else AT.date(),
        "source": "typed",
        "created_at": AT,
        "changed_at": AT,
    }
    need = _added(session, Need(centre_id=of.centre_id, **quiet | columns))
    own = {"centre_id": of.centre_id, "need_id": need.id}
    for stance, concept in words:
        session.add(NeedWord(**own, stance=stance, concept=concept, written=concept))
    session.flush()
    return need


def a_waiting(session, centre, **columns):
    """A need of a recipient of its own: `a_need(session, a_recipient(...))` in one go."""
    return a_need(session, a_recipient(session, centre, **columns))


def params(**changes):
    """The engine's choices as they are shipped, with some of them changed."""
    import tomllib
    from dataclasses import replace
    from pathlib import Path

    from matcher.engine.params import Params

    shipped = tomllib.loads(Path("config/matching.toml").read_text(encoding="utf-8"))
    return replace(Params.from_dict(shipped), **changes)


def only_weight(**weights):
    """Choices in which only these criteria count."""
    from matcher.engine.params import CRITERIA_IDS

    return params(weights=dict.fromkeys(CRITERIA_IDS, 0) | weights)
