"""/handelser: the log keeps ids; a coordinator is told whom they are as long as they are here."""

from matcher.domain.accounts import Role
from matcher.domain.volunteers import VolunteerState
from matcher.services.erasure import erase
from matcher.store.audit import record
from tests.make import AT, a_centre, a_volunteer, an_account, hashed
from tests.visitor import Visitor
from tests.web.desk import PASSWORD

LEFT = VolunteerState.LEFT


def open_events(app, database, *roles):
    """A centre where something has been done to a volunteer, and one who reads of it."""
    app.config["CLOCK"] = lambda: AT
    with database.writing() as session:
        centre = a_centre(session)
        hers = {"email": "en@example.org", "password_hash": hashed(PASSWORD), "roles": roles}
        by = an_account(session, centre, **hers).id
        karin = a_volunteer(session, centre, first_name="Karin", surname="Lindqvist", state=LEFT).id
        record(
            session, "volunteer.paused", about="volunteer", about_id=karin,
            centre=centre.id, by=by, at=AT,
        )  # fmt: skip
    return Visitor(app).come_in("en@example.org", PASSWORD), centre.id, karin


def test_coordinator_reads_whom_a_deed_was_about_until_she_is_erased(app, database):
    visitor, centre, karin = open_events(app, database, Role.COORDINATOR)

    page = visitor.open("/handelser/")
    assert "Karin L." in page.text
    assert f"/volontarer/{karin}" in page.links()

    with database.writing() as session:
        erase(session, "volunteer", karin, centre=centre, by=None, at=AT)
    page = visitor.open("/handelser/")
    assert "raderad person" in page.text
    assert "Karin" not in page.text


def test_who_only_reads_the_log_is_told_of_nobody(app, database):
    visitor, _, karin = open_events(app, database, Role.MANAGER)

    page = visitor.open("/handelser/")

    assert karin in page.text
    assert "Karin" not in page.text
