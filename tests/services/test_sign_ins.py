"""Signing in and out, and how often one may try."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import NamedTuple

import pytest
import sqlalchemy as sa

from matcher.domain.accounts import Role
from matcher.domain.errors import Invalid, Missing, NotAllowed
from matcher.services import accounts, outbox, passwords, sign_ins
from matcher.services.accounts import NewAccount
from matcher.store.accounts import Account, SignIn, Try
from matcher.store.letters import Letter
from tests.make import AT, a_centre, an_account

PASSWORD = "fyra ord i en rad"
EMAIL = "lena@example.org"
HERE = "127.0.0.1"


@pytest.fixture
def centre(session):
    return a_centre(session)


@pytest.fixture
def lena(session, centre):
    new = NewAccount(EMAIL, "Lena Åkesson", frozenset({Role.MANAGER}), PASSWORD)
    return accounts.open_account(session, new, centre=centre.id, by=None, at=AT)


def enter(session, password=PASSWORD, email=EMAIL, at=AT):
    """The three steps of the door: the token, and how long one has to wait."""
    wait = sign_ins.may_try(session, email, address=HERE, at=at)
    found = None if wait else sign_ins.recognise(session, email, password)
    token = sign_ins.enter(session, found, address=HERE, at=at) if found else None
    return Answer(token, wait)


class Answer(NamedTuple):
    token: str | None
    wait: timedelta


def change(session, old, new, **who):
    changed = accounts.new_password(session, old, new, **who)
    accounts.change_password(session, changed, **who, at=AT)


def test_right_password_gives_a_session_that_knows_centre_and_roles(session, lena, centre):
    token = enter(session).token

    found = sign_ins.session_by_token(session, token, at=AT)

    assert (found.account, found.centre, found.roles) == (lena.id, centre.id, {Role.MANAGER})


def test_address_is_found_whatever_its_case(session, lena):
    assert enter(session, email="Lena@Example.org").token


def test_answer_is_the_same_for_a_wrong_password_and_an_unknown_address(session, lena):
    assert enter(session, password="något annat") == enter(session, email="ingen@example.org")


def test_token_is_kept_only_as_a_hash(session, lena):
    token = enter(session).token

    assert token not in session.scalars(sa.select(SignIn.token_hash)).all()


def test_sixth_guess_has_to_wait(session, lena):
    for _ in range(5):
        assert enter(session, password="gissning").wait == timedelta(0)

    assert enter(session).wait > timedelta(0)


def test_sixth_guess_has_to_wait_when_all_are_made_at_once(database):
    def guess(_):
        with database.writing() as session:
            return sign_ins.may_try(session, EMAIL, address=HERE, at=AT)

    with ThreadPoolExecutor(12) as guessers:
        waits = list(guessers.map(guess, range(24)))

    assert waits.count(timedelta(0)) == 5


def test_right_password_is_no_guess(session, lena):
    for _ in range(10):
        assert enter(session).token


def test_password_is_looked_at_while_others_write(database):
    """It takes a tenth of a second: in a unit of work that writes, a whole centre would wait."""
    with database.writing() as session:
        an_account(session, a_centre(session), email=EMAIL)
    with database.writing(), database.reading() as looking:
        assert sign_ins.recognise(looking, EMAIL, "gissning") is None


def test_password_changed_while_it_was_looked_at_opens_nothing(session, lena):
    found = sign_ins.recognise(session, EMAIL, PASSWORD)
    accounts.set_password(session, lena, accounts.hashed("fem helt nya ord"), at=AT)

    assert sign_ins.enter(session, found, address=HERE, at=AT) is None


def test_wait_doubles_and_is_never_over_fifteen_minutes(session, lena):
    waits, at = [], AT
    for _ in range(14):
        answer = enter(session, password="gissning", at=at)
        if answer.wait:
            waits.append(answer.wait)
            at += answer.wait
            enter(session, password="gissning", at=at)

    assert waits[:2] == [timedelta(seconds=30), timedelta(minutes=1)]
    assert max(waits) == timedelta(minutes=15)


def test_who_waited_gets_in(session, lena):
    for _ in range(5):
        enter(session, password="gissning")
    wait = enter(session).wait

    assert enter(session, at=AT + wait).token


def test_tries_are_not_a_list_of_addresses(session, lena):
    enter(session, password="gissning")
    session.flush()

    assert all(EMAIL not in key for key in session.scalars(sa.select(Try.key)))


def test_signed_out_session_is_over_whoever_has_the_cookie(session, lena):
    token = enter(session).token

    sign_ins.sign_out(session, token, at=AT)

    assert sign_ins.session_by_token(session, token, at=AT) is None


def test_session_that_slept_too_long_is_over(session, lena):
    token = enter(session).token
    later = AT + timedelta(minutes=61)

    assert sign_ins.session_by_token(session, token, at=later) is None


def test_click_keeps_the_session_awake(session, lena):
    token = enter(session).token
    sign_ins.seen(session, token, at=AT + timedelta(minutes=50))

    found = sign_ins.session_by_token(session, token, at=AT + timedelta(minutes=100))

    assert found is not None


def test_role_taken_away_is_gone_at_the_next_click(session, lena, centre):
    other = an_account(session, centre, roles=(Role.MANAGER, Role.COORDINATOR))
    token = sign_ins.begin_session(session, other, at=AT)
    accounts.withdraw(session, other.id, Role.COORDINATOR, centre=centre.id, by=lena.id, at=AT)
    session.expire_all()

    assert sign_ins.session_by_token(session, token, at=AT).roles == {Role.MANAGER}


def test_new_password_ends_every_session(session, lena, centre):
    token = enter(session).token

    change(session, PASSWORD, "fem helt nya ord", centre=centre.id, by=lena.id)

    assert sign_ins.session_by_token(session, token, at=AT) is None
    assert enter(session).token is None
    assert enter(session, password="fem helt nya ord").token


def test_short_password_and_wrong_old_one_are_told_together(session, lena, centre):
    with pytest.raises(Invalid) as refused:
        change(session, "fel", "kort", centre=centre.id, by=lena.id)

    assert sorted(refused.value.faults) == ["new", "old"]


def test_last_manager_stays_one(session, lena, centre):
    with pytest.raises(NotAllowed):
        accounts.withdraw(session, lena.id, Role.MANAGER, centre=centre.id, by=lena.id, at=AT)
    with pytest.raises(NotAllowed):
        accounts.close(session, lena.id, centre=centre.id, by=lena.id, at=AT)


def test_r1_account_of_another_centre_does_not_exist(session, lena):
    elsewhere = a_centre(session)

    with pytest.raises(Missing):
        accounts.grant(session, lena.id, Role.ADMIN, centre=elsewhere.id, by=lena.id, at=AT)


def test_address_belongs_to_one_account(session, lena, centre):
    again = NewAccount(EMAIL.upper(), "En annan", frozenset({Role.COORDINATOR}))

    with pytest.raises(Invalid) as refused:
        accounts.open_account(session, again, centre=centre.id, by=lena.id, at=AT)

    assert refused.value.faults["email"].code == "email_taken"


# ── a forgotten password ──────────────────────────────────────────────────────────────────────


def ask(session, email=EMAIL, at=AT):
    passwords.ask(session, email, address=HERE, public_url="https://handslag.example", at=at)


def link_in(session):
    """Of the letter as it is sent: the token is made then."""
    (envelope,) = outbox.claim(session, at=AT)
    return envelope.text.partition("/nytt-losenord/")[2].split()[0]


def test_link_from_the_letter_sets_a_password_once(session, lena):
    ask(session)
    token = link_in(session)

    passwords.choose(session, token, accounts.hashed("fem helt nya ord"), at=AT)

    assert enter(session, password="fem helt nya ord").token
    with pytest.raises(Missing):
        passwords.choose(session, token, accounts.hashed("sex helt andra ord"), at=AT)


def test_looking_at_the_link_does_not_use_it(session, lena):
    """Mail scanners open links before people do (R5)."""
    ask(session)
    token = link_in(session)

    assert passwords.link_works(session, token, at=AT)
    assert passwords.link_works(session, token, at=AT)


def test_link_is_over_after_half_an_hour(session, lena):
    ask(session)
    token = link_in(session)

    password = accounts.hashed("fem helt nya ord")

    with pytest.raises(Missing):
        passwords.choose(session, token, password, at=AT + timedelta(minutes=30))


def test_nobody_is_written_to_for_an_unknown_address(session, lena):
    ask(session, email="ingen@example.org")

    assert session.scalar(sa.select(sa.func.count()).select_from(Letter)) == 0


def test_t5_unknown_address_asks_the_database_for_the_same_work(session, lena):
    session.flush()

    def work(email):
        asked = []
        listener = (session.connection(), "before_cursor_execute")
        note = lambda *told: asked.append(told[2].split(" ", 3)[:3])  # noqa: E731 - three lines
        sa.event.listen(*listener, note)
        ask(session, email)
        sa.event.remove(*listener, note)
        return [words for words in asked if words[0] == "INSERT"]

    assert work("ingen@example.org") == work(EMAIL)


def test_letter_box_cannot_be_filled_by_asking(session, lena):
    for minute in range(20):
        ask(session, at=AT + timedelta(minutes=minute))

    assert session.scalar(sa.select(sa.func.count()).select_from(Letter)) == 3


def test_link_begins_with_the_installations_own_address(session, lena):
    """Never with the Host that a request came with (T16)."""
    ask(session)

    letter = session.scalars(sa.select(Letter)).one()
    assert "https://handslag.example/nytt-losenord/" in letter.text


def test_closed_account_cannot_be_entered(session, lena, centre):
    other = an_account(session, centre, roles=(Role.MANAGER,))
    token = enter(session).token
    accounts.close(session, lena.id, centre=centre.id, by=other.id, at=AT)

    assert sign_ins.session_by_token(session, token, at=AT) is None
    assert session.get(Account, lena.id).closed_at == AT
    assert enter(session).token is None
