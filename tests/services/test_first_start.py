"""An installation knows whether it was begun, and lets one person in who sees its console."""

from datetime import UTC, datetime

from matcher.domain.accounts import OwnerType
from matcher.services import first_start, tokens
from matcher.services.installations import NewCentre, open_centre
from matcher.store import accounts

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def opens(session, code):
    return accounts.use_first_code(session, tokens.kept(code), at=AT)


def test_new_installation_is_not_begun(session):
    assert not first_start.is_begun(session)
    assert first_start.needs_manager(session)


def test_installation_with_a_code_is_begun_but_needs_a_manager(session):
    first_start.new_code(session, at=AT)
    session.flush()

    assert first_start.is_begun(session)
    assert first_start.needs_manager(session)


def test_code_works_once(session):
    code = first_start.new_code(session, at=AT)
    session.flush()

    assert [opens(session, code), opens(session, code)] == [True, False]


def test_new_code_replaces_the_one_nobody_used(session):
    old = first_start.new_code(session, at=AT)
    new = first_start.new_code(session, at=AT)
    session.flush()

    assert [opens(session, old), opens(session, new)] == [False, True]


def test_address_of_a_long_name_ends_with_a_whole_word(session):
    named = "Mötesplats Sankt Eriks frivilligcentral i Nordanstig"
    new = NewCentre(named, OwnerType.ASSOCIATION, None, "+46701740605")

    assert open_centre(session, new, at=AT).code == "motesplats-sankt-eriks"
