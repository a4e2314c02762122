"""Letters: written with what they tell of, sent afterwards, given up aloud."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.accounts import Role
from matcher.domain.errors import Missing
from matcher.domain.plans import TodoKind
from matcher.services import drawer, letter_stops, letters, outbox, passwords, todos
from matcher.store.base import new_id
from matcher.store.letters import Letter, LetterState
from matcher.store.organisations import OrganisationContact
from matcher.store.runs import Run
from matcher.store.todos import Todo
from tests.make import AT, a_centre, a_recipient, a_volunteer, an_account, an_organisation

SITE = "https://handslag.example"


@pytest.fixture
def centre(session):
    return a_centre(session)


@pytest.fixture
def lena(session, centre):
    return an_account(session, centre, email="lena@example.org")


def a_run(session, centre):
    run = Run(
        id=new_id(), centre_id=centre.id, iso_week="2026-W48", made_at=AT, params={},
        params_fingerprint="", vocabulary_version="", pool_fingerprint="", objective=0, bound=0,
        volunteers=0, needs=0,
    )  # fmt: skip
    session.add(run)
    session.flush()
    return run


def a_contact(session, centre):
    eva = OrganisationContact(
        centre_id=centre.id, organisation_id=an_organisation(session, centre).id, name="Eva Ek",
        email="eva@example.org",
    )  # fmt: skip
    session.add(eva)
    session.flush()
    return eva


def digest(session, run):
    letters.weekly_digest(session, run, public_url=SITE, at=AT)


def all_letters(session):
    return session.scalars(sa.select(Letter).order_by(Letter.id)).all()


def test_digest_goes_to_each_coordinator_and_to_nobody_else(session, centre, lena):
    an_account(session, centre, email="chef@example.org", roles=(Role.MANAGER,))
    a_volunteer(session, centre, email="karin@example.org")

    digest(session, a_run(session, centre))

    assert [letter.to for letter in all_letters(session)] == ["lena@example.org"]


def test_digest_asked_for_twice_is_written_once(session, centre, lena):
    run = a_run(session, centre)

    digest(session, run)
    digest(session, run)

    assert len(all_letters(session)) == 1


def test_r55_digest_says_counts_and_links_and_no_fact_about_a_person(session, centre, lena):
    karin = a_volunteer(session, centre, first_name="Zzvolontär", surname="Zzefternamn")
    a_recipient(session, centre, first_name="Zzmottagare", surname="Zzberg", background="Zzsmed")
    todos.make(
        session, TodoKind.CALL_NEW_VOLUNTEER, due_on=AT.date(), volunteer_id=karin.id,
        centre=centre.id, at=AT - timedelta(days=2),
    )  # fmt: skip

    digest(session, a_run(session, centre))

    (letter,) = all_letters(session)
    assert "Zz" not in letter.subject + letter.text + letter.html
    assert f"{SITE}/forslag" in letter.text
    assert "den äldsta 2 dagar gammal" in letter.text


def test_digest_counts_each_sort_of_what_lies_on_her_desk_and_leads_to_it(session, centre, lena):
    bo = an_account(session, centre, email="bo@example.org")
    for days, owner in ((9, lena), (0, None), (2, bo)):
        karin = a_volunteer(session, centre)
        todos.make(
            session, TodoKind.FOLLOW_UP, due_on=AT.date() - timedelta(days=days),
            volunteer_id=karin.id, owner_id=owner and owner.id, centre=centre.id, at=AT,
        )  # fmt: skip

    digest(session, a_run(session, centre))

    (hers,) = (letter for letter in all_letters(session) if letter.to == lena.email)
    assert "2 uppföljningar att göra i dag, varav 1 försenade:" in hers.text
    assert f"{SITE}/start/alla?visa=uppfoljningar" in hers.text
    assert "2 saker att göra i dag i allt, varav 1 försenade:" in hers.text


def test_english_coordinator_is_written_to_in_english(session, centre):
    an_account(session, centre, language="en")

    digest(session, a_run(session, centre))

    assert "Nobody has been contacted." in all_letters(session)[0].text


def test_letter_is_claimed_by_one_sender(session, centre, lena):
    digest(session, a_run(session, centre))

    assert len(outbox.claim(session, at=AT)) == 1
    assert outbox.claim(session, at=AT) == []


def test_letter_of_a_dead_sender_is_claimed_again_when_its_lease_is_over(session, centre, lena):
    digest(session, a_run(session, centre))
    outbox.claim(session, at=AT)

    assert outbox.claim(session, at=AT + outbox.LEASE + timedelta(seconds=1))


def test_letter_put_off_waits_longer_each_time(session, centre, lena):
    digest(session, a_run(session, centre))
    (letter,) = all_letters(session)

    outbox.put_off(session, letter.id, "smtp 451", at=AT)
    first = letter.due_at - AT
    outbox.put_off(session, letter.id, "smtp 451", at=AT)

    assert letter.due_at - AT > first
    assert letter.state is LetterState.QUEUED


def test_letter_that_never_gets_there_becomes_a_thing_to_do(session, centre, lena):
    digest(session, a_run(session, centre))
    (letter,) = all_letters(session)

    for _ in range(len(outbox.PAUSES) + 1):
        outbox.put_off(session, letter.id, "smtp 451", at=AT)

    assert letter.state is LetterState.FAILED
    assert session.scalars(sa.select(Todo.kind)).all() == [TodoKind.LETTER_FAILED]


def test_letter_with_a_link_into_an_account_is_read_in_no_drawer(session, centre, lena):
    letters.choose_password(session, lena, public_url=SITE, at=AT)
    (letter,) = all_letters(session)

    assert drawer.one(session, letter.id, roles=set(Role), centre=centre.id).text is None


def test_link_into_an_account_stands_in_the_letter_that_is_sent_and_in_no_row(
    session, centre, lena
):
    letters.choose_password(session, lena, public_url=SITE, at=AT)

    (envelope,) = outbox.claim(session, at=AT)
    (letter,) = all_letters(session)
    token = envelope.text.partition("/nytt-losenord/")[2].split()[0]

    assert passwords.link_works(session, token, at=AT)
    assert token in envelope.html
    assert token not in f"{letter.text} {letter.html}"


def test_link_is_as_long_open_when_the_post_was_away(session, centre, lena):
    letters.choose_password(session, lena, public_url=SITE, at=AT)
    (first,) = outbox.claim(session, at=AT)
    outbox.put_off(session, first.letter_id, "smtp 451", at=AT)

    (again,) = outbox.claim(session, at=AT + timedelta(hours=2))
    token = again.text.partition("/nytt-losenord/")[2].split()[0]

    assert passwords.link_works(session, token, at=AT + timedelta(minutes=149))


# ── said no to ────────────────────────────────────────────────────────────────────────────────


def test_number_in_a_letter_reads_as_swedes_write_it(session, centre, lena):
    digest(session, a_run(session, centre))

    (letter,) = all_letters(session)
    assert "070-174 06 05" in letter.text
    assert "+46" not in letter.text
    assert 'href="tel:+46701740605"' in letter.html


def test_letter_that_is_not_necessary_says_how_to_stop_its_like(session, centre, lena):
    digest(session, a_run(session, centre))

    (envelope,) = outbox.claim(session, at=AT)
    stop = f"{SITE}/brev/{envelope.letter_id}/sluta"
    assert envelope.stop_href == stop
    assert stop in envelope.text
    assert stop in envelope.html


def test_kind_that_was_said_no_to_is_not_written_until_it_is_wanted_again(session, centre, lena):
    run = a_run(session, centre)
    digest(session, run)
    (letter,) = all_letters(session)

    letter_stops.stop(session, letter.id, at=AT)
    run.iso_week = "2026-W49"
    digest(session, run)
    assert len(all_letters(session)) == 1

    letter_stops.want_again(session, letter.id, at=AT)
    digest(session, run)
    assert len(all_letters(session)) == 2


def test_no_said_to_letters_stops_the_one_that_waits_in_the_outbox(session, centre, lena):
    run = a_run(session, centre)
    digest(session, run)
    (sent,) = all_letters(session)
    outbox.sent(session, sent.id, at=AT)
    run.iso_week = "2026-W49"
    digest(session, run)

    letter_stops.stop(session, sent.id, at=AT)

    assert outbox.claim(session, at=AT) == []


def test_letter_to_somebody_who_is_there_no_more_stops_no_other(session, centre, lena):
    contact = a_contact(session, centre)
    letters.contact_page(session, contact, public_url=SITE, at=AT)
    session.delete(contact)
    digest(session, a_run(session, centre))

    assert [envelope.to for envelope in outbox.claim(session, at=AT)] == ["lena@example.org"]


def test_letter_that_is_necessary_is_not_stopped(session, centre, lena):
    letters.choose_password(session, lena, public_url=SITE, at=AT)
    (letter,) = all_letters(session)

    with pytest.raises(Missing):
        letter_stops.stop(session, letter.id, at=AT)


def test_link_of_a_letter_leads_to_a_page_in_its_readers_language(session, centre):
    for language, email in (("en", "bo@example.org"), ("sv", "siv@example.org")):
        told = {"language": language, "email": email, "phone": None}
        whom = a_volunteer(session, centre, **told)
        letters.own_page(session, whom, public_url=SITE, at=AT)

    way = re.compile(r"/min-sida/in/\S+")
    ways = {one.to: way.search(one.text).group() for one in all_letters(session)}
    assert ways["bo@example.org"].endswith("?lang=en")
    assert "?" not in ways["siv@example.org"]
