"""Somebody gets protected personal data: nothing here says any more who she is or where (R73)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.accounts import Role
from matcher.domain.concerns import Witness
from matcher.domain.errors import Missing
from matcher.domain.matches import MatchState
from matcher.domain.needs import NeedState
from matcher.domain.people import WordStance
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.recipients import RecipientState
from matcher.services import choices, exports, protected, search, trail, weeks
from matcher.services.exports import Purpose, What
from matcher.store import profiles
from matcher.store.base import Base
from matcher.store.concerns import Concern
from matcher.store.drafts import Draft
from matcher.store.imports import Import
from matcher.store.letters import Letter
from matcher.store.needs import Need
from matcher.store.protected import ProtectedPerson
from matcher.store.recipients import Recipient
from matcher.store.todos import Todo
from tests import make
from tests.make import AT
from tests.services.pairs import Pair

FIRST, LAST, PHONE, MAIL, WORD = "Gudrunella", "Zzberg", "701740667", "zzmail", "snickarglädje"
HERS = {
    "first_name": FIRST, "surname": LAST, "phone": f"+46{PHONE}", "email": f"{MAIL}@example.org",
    "background": "sömmerska i Zzby", "words": [(WordStance.LIKES, WORD)],
}  # fmt: skip
SECRETS = (FIRST, LAST, PHONE, "070-174 06 67", MAIL, WORD, "Zzby", "Zzgatan")
BOTH = pytest.mark.parametrize("about", ["volunteer", "recipient"])


def known_everywhere(session, about):
    """A pair in trial, one of whom is the person; others' rows name her in every way there is."""
    pair = Pair(session, **{about: HERS}).by_card().in_trial()
    other = {"recipient": pair.volunteer, "volunteer": pair.recipient}[about]
    own = {"centre_id": pair.centre.id}
    whom = {f"{'volunteer' if about == 'recipient' else 'recipient'}_id": other.id}
    line = f"Trivs med {FIRST}. Ringde 070-174 06 67 och {LAST}s granne på Zzgatan 4"
    todo = {"kind": TodoKind.CALLED, "state": TodoState.DONE, "due_on": AT.date(), "made_at": AT}
    session.add(Todo(**own, **whom, **todo, dedupe="x", line=line))
    session.add(
        Concern(
            **own, **{f"{about}_id": getattr(pair, about).id}, text=f"{FIRST} {LAST} var rädd",
            seen_on=AT.date(), witness=Witness.OTHER, noted_at=AT, noted_by=pair.lena.id,
            held_since=AT,
        )
    )  # fmt: skip
    times = {"started_at": AT, "changed_at": AT, "ends_at": AT + timedelta(days=7)}
    typed = {"namn": FIRST, "telefon": "0701740667"}
    session.add(Draft(**own, token_hash="x", form="signup", typed=typed, **times))
    staged = {"rows": [["Namn", "Ort"], [f"{LAST}, {FIRST}", "Zzby"]]}
    told = {"kind": "waiting", "file_name": "vinter.xlsx", "shape": "x", "mapping": {}}
    session.add(Import(**own, **told, made_at=AT, staged=staged))
    title = {"title": f"Fika med {FIRST} {LAST.upper()}", "about": f"Ring {MAIL}@example.org"}
    make.a_need(session, make.an_organisation(session, pair.centre), **title)
    weeks.run_week(session, centre=pair.centre.id, iso_week="2026-W48", at=AT)
    return pair


def written(session):
    """All that stands in the database."""
    tables = Base.metadata.sorted_tables
    return " ".join(str(row) for one in tables for row in session.execute(sa.select(one)))


def protect(session, pair, about):
    return protected.protect(session, about, getattr(pair, about).id, **pair.who)


@BOTH
def test_r73_nothing_in_the_database_says_who_it_was(session, about):
    pair = known_everywhere(session, about)
    secrets = SECRETS if about == "recipient" else SECRETS[:-1]  # the street is the other's
    assert [one for one in secrets if one not in written(session)] == []

    pseudonym = protect(session, pair, about)

    after = written(session)
    assert [one for one in secrets if one in after] == []
    assert pseudonym in after
    kept = session.scalars(sa.select(Concern)).one()
    assert (kept.text, kept.held_since) == ("… var rädd", AT)


@BOTH
def test_r73_who_is_protected_is_not_suggested_listed_found_or_taken_out(session, about):
    pair = known_everywhere(session, about)
    her = getattr(pair, about).id

    protect(session, pair, about)

    known = {"centre": pair.centre.id, "at": pair.at}
    weeks.run_week(session, iso_week="2026-W50", **known)
    policies = choices.policies()
    weighed = profiles.load(session, centre=pair.centre.id, on=pair.at.date(), policies=policies)
    assert her not in str(weighed)
    for written_so in (FIRST, "Zzberk", "070-174 06 67"):
        found = search.find_anybody(session, written_so, **known, by=pair.lena.id)
        assert her not in [hit.id for hit in found.hits]
    for what in What:
        taken = exports.export(
            session, what, purpose=Purpose.REQUEST.value, as_text=True, by=pair.lena.id, **known
        )
        assert FIRST not in taken.data.decode()


def test_r73_what_others_are_called_and_wrote_of_themselves_stays(session):
    pair = Pair(session, recipient=HERS | {"first_name": "Bo"}).in_trial()
    namesake = make.a_recipient(session, pair.centre, first_name="Bo", surname="Ek")
    own = {"centre_id": pair.centre.id, "recipient_id": namesake.id, "state": TodoState.DONE}
    todo = {"kind": TodoKind.CALLED, "due_on": AT.date(), "made_at": AT}
    session.add(Todo(**own, **todo, dedupe="x", line="Bo vill bo kvar. Känner Bo Zzberg"))

    protect(session, pair, "recipient")

    assert session.scalar(sa.select(Todo.line).where(Todo.dedupe == "x")) == (
        "Bo vill bo kvar. Känner …"
    )
    assert session.get(Recipient, namesake.id).first_name == "Bo"


@BOTH
def test_r73_no_letter_goes_and_no_link_works_from_that_moment(session, about):
    pair = known_everywhere(session, about)

    protect(session, pair, about)

    assert session.scalars(sa.select(Letter).where(Letter.match_id == pair.id)).all() == []
    assert pair.match.state is MatchState.ENDED
    assert pair.match.regular_time is None


def test_r73_person_whose_volunteer_is_protected_waits_again_and_is_told(session):
    pair = Pair(session, volunteer=HERS).in_trial()
    since = pair.recipient.waiting_since

    protect(session, pair, "volunteer")

    person = session.get(Recipient, pair.recipient.id)
    assert (person.state, person.waiting_since) == (RecipientState.WAITING, since)
    assert session.get(Need, pair.need.id).state is NeedState.OPEN
    asked = sa.select(Todo.recipient_id).where(Todo.kind == TodoKind.TELL_OVER)
    assert session.scalars(asked).all() == [person.id]


def test_r73_volunteer_whose_recipient_is_protected_is_told_and_free(session):
    pair = Pair(session, recipient=HERS).in_trial()
    since = pair.recipient.waiting_since

    protect(session, pair, "recipient")

    asked = sa.select(Todo.volunteer_id).where(
        Todo.kind == TodoKind.TELL_OVER, Todo.state == TodoState.OPEN
    )
    assert session.scalars(asked).all() == [pair.volunteer.id]
    assert session.scalars(sa.select(ProtectedPerson.waiting_since)).all() == [since]


def test_r73_each_look_is_told_to_a_second_one_and_names_nobody(session):
    pair = Pair(session, recipient=HERS)
    pseudonym = protect(session, pair, "recipient")
    kim, _vera = (
        make.an_account(session, pair.centre, name=name, email=f"{name}@example.org", roles=(role,))
        for name, role in (("kim", Role.HANDLER), ("vera", Role.MANAGER))
    )
    kept = session.scalars(sa.select(ProtectedPerson)).one()

    page = protected.one(session, kept.id, **pair.who)

    [letter] = session.scalars(sa.select(Letter).where(Letter.kind == "protected"))
    assert (page.is_watched, letter.account_id) == (True, kim.id)
    assert pseudonym not in letter.subject + letter.text
    again = protected.one(session, kept.id, **pair.who | {"by": kim.id})
    assert [look.by for look in again.looks] == ["Lena Åkesson"]


def test_r1_another_centres_people_are_neither_protected_nor_read_about(session):
    pair = Pair(session, volunteer=HERS)
    protect(session, pair, "volunteer")
    kept = session.scalars(sa.select(ProtectedPerson)).one()
    other = make.a_centre(session)
    theirs = {"centre": other.id, "by": make.an_account(session, other).id, "at": AT}

    for deed in (protected.one, protected.forget):
        with pytest.raises(Missing):
            deed(session, kept.id, **theirs)
    with pytest.raises(Missing):
        protected.protect(session, "recipient", pair.recipient.id, **theirs)
    assert session.get(Recipient, pair.recipient.id).phone == pair.recipient.phone


def test_r74_logs_say_nothing_of_it_to_who_lacks_the_role(session):
    pair = Pair(session, recipient=HERS)
    protect(session, pair, "recipient")
    kept = session.scalars(sa.select(ProtectedPerson)).one()
    protected.one(session, kept.id, **pair.who)
    asked = {"page": 1, "about_id": kept.id, "centre": pair.centre.id}

    for log in (trail.deeds, trail.looks):
        assert log(session, **asked, roles=[Role.COORDINATOR, Role.MANAGER]).count == 0
        assert log(session, **asked, roles=[Role.HANDLER]).count == 1
