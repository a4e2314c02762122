"""A demonstration centre with something of everything in it, and every address of the site.

    ids = fill(database)                     the centre, its week, a decision, letters, a link
    for stop in stops(app, ids): …           every page and every deed, with arguments that work

A new room needs nothing here as long as its arguments are named as those below; one with a new
name fails with that name until `ARGUMENTS` says which row it is an example of.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import product
from random import Random
from unittest.mock import patch

import sqlalchemy as sa
from werkzeug.routing import AnyConverter

from matcher import demo
from matcher.demo import centres as demo_centres
from matcher.demo.chances import Dice
from matcher.demo.towns import town
from matcher.domain.accounts import Role
from matcher.domain.concerns import ConcernStep, NewConcern, Witness
from matcher.domain.consent import Channel
from matcher.domain.people import WordStance
from matcher.domain.recipients import NewRecipient
from matcher.domain.referrals import Caller, NewReferral, OwnYes, Referrer
from matcher.domain.suggestions import Verdict
from matcher.domain.vocabulary import Kind
from matcher.services import (
    absences,
    accounts,
    concerns,
    imports,
    letters,
    referrals,
    suggestions,
    weeks,
    words,
)
from matcher.services.accounts import NewAccount, open_account
from matcher.services.imports import ListKind
from matcher.store import base
from matcher.store.accounts import Account
from matcher.store.base import Base
from matcher.store.protected import ProtectedPerson
from matcher.store.volunteers import VolunteerWord
from tests import guests

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # a Monday
WEEK = "2026-W48"
PUBLIC_URL = "http://127.0.0.1:8000"
EMAIL, PASSWORD = "lena@ekvik.example.org", demo.PASSWORD

# Large enough for every state and list; the bench and the browser take the whole 140 × 60.
SMALL = demo_centres.Size(volunteers=30, waiting=16, matched=6, enquiries=2, towns=(town(),))


# ── rows ──────────────────────────────────────────────────────────────────────────────────────


def fill(database, size=SMALL):
    """A demonstration centre on a Monday morning, one suggestion accepted, and example ids.

    Ids are drawn from a seed, so that a page that fails one day is among those that are seen the
    next: who is paired, and whose page is the example, follow from them.
    """
    with patch.object(base, "secrets", Random(demo.SEED)):
        return _filled(database, size)


def _filled(database, size):
    with database.writing() as session:
        centre, *_ = demo_centres._alike(session, Dice(demo.SEED), size, size.towns, at=AT)
    with database.writing() as session:
        run = weeks.run_week(session, centre=centre, iso_week=WEEK, at=AT)
        letters.weekly_digest(session, run, public_url=PUBLIC_URL, at=AT)
    with database.writing() as session:
        lena = session.scalars(sa.select(Account).where(Account.email == EMAIL)).one()
        _decide_one(session, centre, lena.id)
        _words_of_their_own(session, centre, lena.id)
        _colleague(session, centre)
        _two_lists(session, centre, lena.id)
        _worried(session, centre, lena.id)
        _away(session, centre, lena.id)
        token = letters.password_link(session, lena, at=AT)
        status_token = _referred(session, centre)
        tokens = {"token": token, "status_token": status_token}
        tokens |= _guests(session, centre)
        tokens |= {"card_token": _link_in(session, centre, "card"),
                   "visit_token": _link_in(session, centre, "meeting_booked")}  # fmt: skip
    return examples(database, centre) | tokens


def _decide_one(session, centre, by):
    """What is decided looks different on every page; one pair is enough to see it."""
    last = _newest(session, centre, "suggestions", "state = 'proposed' AND rank = 0")
    suggestions.decide(session, last["id"], verdict=Verdict.ACCEPT, centre=centre, by=by, at=AT)


def _words_of_their_own(session, centre, by):
    """Two words that no list knows, one of which the centre has given a meaning."""
    someone = _newest(session, centre, "volunteers", None)["id"]
    written = ("Zzborrning", "Zzvirkning")
    for word in written:
        row = {"centre_id": centre, "volunteer_id": someone, "stance": WordStance.LIKES}
        session.add(VolunteerWord(**row, concept=None, written=word))
    session.flush()  # a meaning is given to a row that has an id
    first = _newest(session, centre, "volunteer_words", f"written = '{written[0]}'")["id"]
    known = {"centre": centre, "by": by, "at": AT}
    words.make_concept(session, first, Kind.INTEREST, written[0], **known)


def _link_in(session, centre, kind):
    """The token of the link in a letter to a volunteer about a match."""
    letter = _newest(session, centre, "letters", f"kind = '{kind}'")
    return re.search(r"/(?:kort|besok)/(\S+)", letter["text"]).group(1)


def _guests(session, centre):
    """Links for a volunteer who has a meeting, one who is asked, and one who needs somebody."""
    meets, asked = (
        _newest(
            session, centre, "participants", f"volunteer_id IS NOT NULL AND match_id = '{match}'"
        )
        for match in (
            _example(session, centre, name)["id"] for name in ("own_match_id", "own_asked")
        )
    )
    theirs = _example(session, centre, "own_need_id")["organisation_id"]
    calls = _newest(session, centre, "organisation_contacts", f"organisation_id = '{theirs}'")
    who = (meets["volunteer_id"], asked["volunteer_id"], calls["id"])
    return guests.links(session, *who, centre=centre, at=AT)


def _referred(session, centre):
    """Somebody was referred; the token of the link that says how it goes."""
    person = NewRecipient(first_name="Zzara", phone="+46701740690", waiting_since=AT.date())
    yes = OwnYes(AT.date(), "Kim Ek", Channel.PHONE)
    caller = Caller(Referrer.RELATIVE, "Kim Ek", "+46701740689")
    new = NewReferral(caller, person, yes)
    return referrals.refer(session, new, centre=centre, by=None, at=AT).status_token


def _worried(session, centre, by):
    """Somebody has seen something, and something has been done about it."""
    known = {"centre": centre, "by": by, "at": AT}
    whom = _newest(session, centre, "recipients", "state = 'waiting'")["id"]
    seen = NewConcern("Dörren stod öppen", AT.date(), Witness.VOLUNTEER, recipient_id=whom)
    made = concerns.note(session, seen, **known)
    concerns.take_step(session, made, ConcernStep.OTHER, "Ringde och hörde efter", **known)
    told = {"about": "recipient", "waiting_since": AT.date(), "noted_at": AT, "noted_by": by}
    session.add(ProtectedPerson(centre_id=centre, pseudonym="K7T-4WD", **told))
    accounts.grant(session, by, Role.HANDLER, **known)  # in a small centre one has every key


def _away(session, centre, by):
    """A colleague is away after Christmas, and Lena covers."""
    kim = session.scalars(sa.select(Account).where(Account.email == "kim@example.org")).one()
    days = (date(2026, 12, 28), date(2027, 1, 5))
    absences.add(session, kim.id, by, *days, centre=centre, by=by, at=AT)


def _colleague(session, centre):
    """Somebody whose account the manager may look at, and close."""
    new = NewAccount("kim@example.org", "Kim Ek", frozenset({Role.COORDINATOR}), PASSWORD)
    open_account(session, new, centre=centre, by=None, at=AT)


LISTED = """Namn;Telefon;Ort;När;Intressen;Intervju
Siv Listberg;070-174 06 71;Ekvik;tisdagar;schack, knyppling;2026-09-01
Alf Listman;070-174 06 72;Ekvik;ibland;promenader;
"""


def _two_lists(session, centre, by):
    """One that is saved and may be undone, one whose questions wait for answers."""
    for name, is_saved in (("sparad.csv", True), ("vantar.csv", False)):
        known = {"centre": centre, "by": by, "at": AT}
        text = LISTED if is_saved else LISTED.replace("Siv", "Sara").replace("06 71", "06 73")
        kind = ListKind.VOLUNTEERS
        said = imports.read(session, kind, text.encode(), centre=centre, at=AT)
        made = imports.begin(session, kind, name, said, **known)
        _, read = imports.staged(session, made.id, centre=centre)
        imports.map_columns(session, made.id, list(read.mappings), centre=centre)
        if is_saved:
            imports.confirm(session, made.id, **known)


# An argument's name, and where an example of it stands: table, column, what the row must fulfil.
ARGUMENTS = {
    "extract_id": ("register_checks", "id", None),
    "shown_by": ("register_checks", "volunteer_id", None),
    "code": ("centres", "code", "closed_at IS NULL"),
    "account_id": ("accounts", "id", "email = 'kim@example.org'"),
    "absence_id": ("absences", "id", None),
    "concern_id": ("concerns", "id", None),
    "protected_id": ("protected_people", "id", None),
    "area_id": ("areas", "id", None),
    "optional_letter": ("letters", "id", "kind = 'weekly_digest'"),
    "letter_id": ("letters", "id", None),
    "match_id": ("matches", "id", "state = 'meeting_booked'"),
    "own_match_id": ("matches", "id", "state = 'meeting_booked'"),
    "own_asked": ("matches", "id", "state = 'volunteer_asked'"),
    "participant_id": ("participants", "id", "recipient_id IS NOT NULL"),
    "run_id": ("runs", "id", None),
    "own_word_id": ("local_words", "id", None),
    "word_id": ("volunteer_words", "id", "concept IS NULL AND written = 'Zzvirkning'"),
    "todo_id": ("todos", "id", "state = 'open'"),
    "import_id": ("imports", "id", "confirmed_at IS NULL"),
    "saved_list": ("imports", "id", "confirmed_at IS NOT NULL"),
    "new_volunteer": ("volunteers", "id", "state = 'interested'"),
    "unsuggested": (
        "volunteers",
        "id",
        "state = 'active' AND id NOT IN (SELECT volunteer_id FROM suggestions WHERE rank = 0)",
    ),
    "local_need": ("needs", "id", "kind = 'local'"),
    "own_need_id": ("needs", "id", "kind = 'local'"),
    "posted_id": ("needs", "id", "kind = 'local' AND state = 'open' AND may_be_shown"),
    "referral_id": ("referrals", "id", "recipient_id IS NULL"),
    "referred": ("referrals", "id", "recipient_id IS NOT NULL"),
    "asked_for": ("recipients", "id", "state = 'enquiry'"),
    "suggestion_id": ("suggestions", "id", "state = 'proposed' AND rank = 0"),
}

# Pages that show another kind of row than their argument's example, or that kind too.
OTHERS = {
    ("clearances.take_back_extract", "volunteer_id"): ("shown_by",),
    ("import_deeds.ask_undo", "import_id"): ("saved_list",),
    ("import_deeds.undo", "import_id"): ("saved_list",),
    ("imports.one", "import_id"): ("import_id", "saved_list"),
    ("need_answers.listed", "need_id"): ("local_need",),
    ("need_answers.count", "need_id"): ("local_need",),
    ("needs.edit", "need_id"): ("need_id", "local_need"),
    ("needs.one", "need_id"): ("need_id", "local_need"),
    ("own_matches.answer", "own_match_id"): ("own_asked",),
    ("own_matches.card", "own_match_id"): ("own_asked",),
    ("referrals.ask_refused", "referral_id"): ("referred",),
    ("referrals.refused", "referral_id"): ("referred",),
    ("recipients.one", "recipient_id"): ("recipient_id", "asked_for"),
    ("volunteers.one", "volunteer_id"): ("volunteer_id", "new_volunteer"),
    ("waiting.by_hand", "volunteer_id"): ("unsuggested",),
}


def examples(database, centre):
    """One value for each argument that an address of the site may have."""
    with database.reading() as session:
        found = {
            name: row[column]
            for name, (_, column, _) in ARGUMENTS.items()
            if (row := _example(session, centre, name))
        }
        pair = _newest(session, centre, "suggestions", ARGUMENTS["suggestion_id"][2])
        of_hers = f"volunteer_id = '{pair['volunteer_id']}'"
        step = _newest(session, centre, "clearance_steps", of_hers)
        contact = _newest(session, centre, "organisation_contacts", None)
        yes = _newest(session, centre, "consents", "recipient_id IS NOT NULL")
    return found | {
        "centre": centre,
        "iso_week": WEEK,
        "need_id": pair["need_id"],
        "volunteer_id": pair["volunteer_id"],
        "step_id": step["id"],
        "contact_id": contact["id"],
        "organisation_id": contact["organisation_id"],
        "recipient_id": yes["recipient_id"],
        "kind": yes["kind"].value,
    }


def _example(session, centre, argument):
    table, _, such = ARGUMENTS[argument]
    return _newest(session, centre, table, such)


def _newest(session, centre, name, such):
    table = Base.metadata.tables[name]
    mine = table.c.id if name == "centres" else table.c.centre_id
    wanted = sa.select(table).where(mine == centre, sa.text(such or "1 = 1")).order_by(table.c.id)
    row = session.execute(wanted).mappings().first()
    return dict(row) if row else None


def all_rows(database, without=()):
    """Every table but some, as sorted text: equal means that nothing was written."""
    with database.reading() as session:
        return {
            name: sorted(repr(tuple(row)) for row in session.execute(sa.select(table)))
            for name, table in Base.metadata.tables.items()
            if name not in without
        }


# ── addresses ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Stop:
    """One thing one can ask the site for."""

    endpoint: str
    method: str
    url: str
    rule: str
    has_ids: bool  # its address names a row of a centre


def stops(app, ids, methods=("GET", "POST")):
    """Every address of the site with example arguments, in the order of their rules."""
    adapter = app.url_map.bind("localhost")
    return [
        Stop(
            rule.endpoint,
            method,
            url,
            rule.rule,
            any(name.endswith("_id") for name in rule.arguments),
        )
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))
        if rule.endpoint != "static"
        for method in sorted(rule.methods & set(methods))
        for url in _addresses(adapter, rule, method, ids)
    ]


def _addresses(adapter, rule, method, ids):
    asked = sorted(rule.arguments - set(rule.defaults or {}))
    unknown = [
        name for name in asked if not isinstance(rule._converters.get(name), AnyConverter)
        and name not in ids
    ]  # fmt: skip
    assert not unknown, f"{rule.rule}: no example of {unknown} in the demonstration centre"
    choices = [_choices(rule, name, ids) for name in asked]
    for values in product(*choices):
        yield adapter.build(rule.endpoint, dict(zip(asked, values, strict=True)), method=method)


def _choices(rule, name, ids):
    """Every word of an address that offers some; else the example, or the examples."""
    if isinstance(rule._converters[name], AnyConverter):
        return sorted(rule._converters[name].items)
    return [ids[key] for key in OTHERS.get((rule.endpoint, name), (name,))]
