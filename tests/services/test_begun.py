"""An installation that somebody chose to begin empty is not filled with invented people."""

from datetime import UTC, datetime

from matcher.services import installations

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def test_new_installation_is_not_begun(session):
    assert not installations.is_begun(session)


def test_installation_that_has_shown_a_code_is_begun_though_empty(session):
    installations.first_code(session, at=AT)
    session.flush()

    assert installations.is_begun(session)
    assert installations.is_empty(session)
