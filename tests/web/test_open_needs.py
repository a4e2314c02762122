"""The centre's open local needs in public: read by anybody, answered by a stranger; a person's
need never among them.
"""

from datetime import date, datetime, timedelta
from xml.etree import ElementTree

import pytest
import sqlalchemy as sa

from matcher.domain.needs import NeedState
from matcher.domain.organisations import OrganisationState
from matcher.domain.people import WordStance
from matcher.services import open_needs, signups
from matcher.store.base import new_id
from matcher.store.matches import Match
from matcher.store.needs import Need
from matcher.store.open_needs import Attendance, NeedWish
from matcher.store.organisations import Organisation
from matcher.store.todos import Todo
from matcher.store.volunteers import Volunteer
from tests import make
from tests.web.desk import AT, rows
from tests.web.test_signup import ANSWERS

PAGE = "/uppdrag-hos/ekvik"
ATOM = "{http://www.w3.org/2005/Atom}"
READING = (WordStance.DOES, "reading_aloud")


@pytest.fixture
def ekvik(app, database, monkeypatch):
    app.config["CLOCK"] = lambda: AT
    monkeypatch.setattr(signups, "LEAST_SECONDS", 0)
    with database.writing() as session:
        return make.a_centre(session, code="ekvik")


@pytest.fixture
def posted(database, ekvik):
    """posted(title=…): a local need that may be shown, of an organisation of its own."""

    def post(**columns):
        shown = {"title": "Högläsning", "may_be_shown": True, "until_on": date(2027, 6, 5)}
        with database.writing() as session:
            organisation = make.an_organisation(session, ekvik, name=new_id())
            return make.a_need(session, organisation, **shown | columns)

    return post


def test_open_need_is_read_without_an_account(visitor, posted):
    need = posted(seats=3)

    page = visitor.open(PAGE)

    assert page.heading == "Ett uppdrag att välja på"
    assert "3 platser kvar" in page.text
    assert visitor.open(f"{PAGE}/{need.id}").heading == "Högläsning"


@pytest.mark.parametrize(
    ("hidden", "status"),
    [
        ({"may_be_shown": False}, 404),
        ({"state": NeedState.DRAFT}, 404),
        ({"state": NeedState.FILLED}, 410),
        ({"state": NeedState.CLOSED}, 410),
        ({"until_on": date(2026, 11, 22)}, 410),
    ],
)
def test_what_may_not_be_shown_is_not(visitor, posted, hidden, status):
    need = posted(**hidden)

    assert "Högläsning" not in visitor.open(PAGE).html
    assert "Högläsning" not in visitor.open(f"{PAGE}/{need.id}", expect=status).html


def test_who_comes_by_a_poster_to_a_need_that_is_closed_is_shown_the_others(visitor, posted):
    closed, other = posted(state=NeedState.CLOSED), posted(title="Stickcafé")

    page = visitor.open(f"{PAGE}/{closed.id}", expect=410)

    assert page.heading == "Det här uppdraget är taget"
    assert page.link("Stickcafé") == f"{PAGE}/{other.id}"


def test_persons_need_is_never_shown_whatever_its_row_says(visitor, database, ekvik):
    with database.writing() as session:
        need = make.a_waiting(session, ekvik)
        need.may_be_shown, need.title = True, "Zzhemlig"

    assert "Zzhemlig" not in visitor.open(PAGE).html
    visitor.open(f"{PAGE}/{need.id}", expect=404)
    assert "Zzhemlig" not in visitor.fetch(f"{PAGE}/flode.atom").get_data(as_text=True)


def test_organisation_that_has_left_is_not_shown(visitor, posted, database):
    need = posted()
    with database.writing() as session:
        organisation = session.get(Organisation, need.organisation_id)
        organisation.state = OrganisationState.LEFT

    visitor.open(f"{PAGE}/{need.id}", expect=410)


def test_what_coordinators_read_and_whom_one_calls_is_not_shown(visitor, posted):
    need = posted(about="Zzinternt", introducer="Zzperson")

    html = visitor.open(PAGE).html + visitor.open(f"{PAGE}/{need.id}").html

    assert "Zzinternt" not in html
    assert "Zzperson" not in html


def test_r1_another_centres_need_is_not_shown_here(visitor, posted, database):
    need = posted()
    with database.writing() as session:
        make.a_centre(session, code="granne")

    visitor.open(f"/uppdrag-hos/granne/{need.id}", expect=404)


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("vad=reading_aloud", True),
        ("vad=homework_help", False),
        ("nar=forenoon", True),
        ("nar=weekend", False),
        ("var=Uppsala", True),
        ("var=Knivsta", False),
        ("sprak=finnish", True),
        ("sprak=arabic", False),
        ("vad=&nar=&var=&sprak=", True),
    ],
)
def test_needs_are_found_by_what_when_where_and_language(visitor, database, ekvik, query, is_found):
    with database.writing() as session:
        organisation = make.an_organisation(session, ekvik)
        told = {"title": "Onsdagsläsning", "may_be_shown": True, "languages": {"finnish": 2}}
        make.a_need(session, organisation, words=[READING], **told)

    page = visitor.open(f"{PAGE}?{query}")

    assert ("Onsdagsläsning" in page.text) is is_found


def test_other_boards_can_read_the_marks_of_schema_org(visitor, posted):
    posted()

    html = visitor.open(PAGE).html

    assert 'itemtype="https://schema.org/JobPosting"' in html
    assert '<meta itemprop="validThrough" content="2027-06-05">' in html
    assert 'content="VOLUNTEER"' in html
    for asked_for in ("title", "description", "hiringOrganization", "jobLocation", "datePosted"):
        assert f'itemprop="{asked_for}"' in html


def test_feed_is_atom_with_an_entry_for_each(visitor, posted):
    posted(), posted(title="Läxhjälp")

    answer = visitor.fetch(f"{PAGE}/flode.atom")

    feed = ElementTree.fromstring(answer.get_data())
    titles = {entry.find(f"{ATOM}title").text for entry in feed.iter(f"{ATOM}entry")}
    assert (answer.mimetype, titles) == ("application/atom+xml", {"Högläsning", "Läxhjälp"})
    assert feed.find(f"{ATOM}author/{ATOM}name").text
    for one in (feed, *feed.iter(f"{ATOM}entry")):  # what RFC 4287 asks of each
        assert one.find(f"{ATOM}title").text
        assert one.find(f"{ATOM}id").text.startswith("urn:uuid:")
        assert datetime.fromisoformat(one.find(f"{ATOM}updated").text).tzinfo
        assert one.find(f"{ATOM}link").get("href").startswith("http")


def test_entry_of_the_feed_keeps_its_id_when_the_site_moves(visitor, posted, database):
    posted()
    before = ids_of(visitor.fetch(f"{PAGE}/flode.atom"))

    with database.writing() as session:
        session.execute(sa.text("UPDATE centres SET code = 'annan'"))

    assert ids_of(visitor.fetch("/uppdrag-hos/annan/flode.atom")) == before


def ids_of(answer):
    return [one.text for one in ElementTree.fromstring(answer.get_data()).iter(f"{ATOM}id")]


def sign_up(visitor, page):
    for answers in ANSWERS.values():
        page = visitor.send(page, answers)
    return page


def test_stranger_answers_and_the_wish_is_noted_with_a_call_to_make(visitor, posted, database):
    need = posted()

    page = visitor.send(visitor.open(f"{PAGE}/{need.id}"))
    assert "Vi skriver upp att du vill göra ”Högläsning”" in page.text
    assert "Du har valt ”Högläsning”" in page.text
    assert page.form().fields["what"]  # one click passes the first page
    sign_up(visitor, page)

    [wish], [made] = rows(database, NeedWish), rows(database, Volunteer)
    assert (wish.need_id, wish.volunteer_id) == (need.id, made.id)
    kinds = {todo.kind for todo in rows(database, Todo)}
    assert kinds == {"call_new_volunteer", "need_answered"}
    assert rows(database, Match) == []


def test_wish_for_what_was_filled_meanwhile_is_noted_and_told(visitor, posted, database):
    need = posted()
    page = visitor.send(visitor.open(f"{PAGE}/{need.id}"))
    with database.writing() as session:
        session.get(Need, need.id).state = NeedState.FILLED

    page = sign_up(visitor, page)

    assert page.heading == "Tack, vi har fått din anmälan"
    assert "”Högläsning” hann tyvärr bli fyllt medan du skrev" in page.text
    assert [wish.need_id for wish in rows(database, NeedWish)] == [need.id]


def test_stranger_too_young_for_what_she_answers_is_told_at_once_and_so_is_the_desk(
    visitor, posted, database
):
    need = posted(min_age=80)

    page = sign_up(visitor, visitor.send(visitor.open(f"{PAGE}/{need.id}")))

    assert "”Högläsning” är från 80 år" in page.text
    with database.reading() as session:
        [wish] = open_needs.wishing(session, need.id, centre=need.centre_id, at=make.AT)
    assert wish.is_too_young


def test_what_is_ticked_beforehand_is_what_the_need_asks_for(visitor, posted):
    """Not homework with children, because it too is done in a group."""
    need = posted(words=[READING])

    page = visitor.send(visitor.open(f"{PAGE}/{need.id}"))

    chosen = page.form().fields
    assert chosen["what"] in ("host", ["host"])
    assert "c:reading_aloud" in chosen["likes"]


def test_nothing_shown_says_what_to_do_instead(visitor, ekvik):
    assert "Inget uppdrag visas just nu." in visitor.open(PAGE).text


# ── at the desk ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def local(database, centre):
    with database.writing() as session:
        return make.a_need(session, make.an_organisation(session, centre), title="Kafé")


def test_r31_attendance_is_a_number_and_can_be_put_right(lena, local, database):
    page = lena.open(f"/uppdrag/{local.id}/svar/")
    page = lena.send(page, {"held_on": "2026-11-20", "came": "14"})
    page = lena.send(page, {"held_on": "2026-11-20", "came": "15"})

    [counted] = rows(database, Attendance)
    assert (counted.came, counted.held_on) == (15, date(2026, 11, 20))
    assert "fredag 20 november: 15" in page.text


def test_r31_no_person_can_be_noted_as_having_come():
    columns = set(Attendance.__table__.columns.keys())

    assert columns == {
        "id", "centre_id", "need_id", "held_on", "came", "recorded_by", "recorded_at",
    }  # fmt: skip


def test_r31_form_of_who_came_has_room_for_a_day_and_a_number(lena, local):
    form = lena.open(f"/uppdrag/{local.id}/svar/").form()

    assert form.names() == {"csrf_token", "held_on", "came"}


def test_r31_persons_need_has_nobody_to_count(lena, centre, database):
    with database.writing() as session:
        need = make.a_waiting(session, centre)

    lena.open(f"/uppdrag/{need.id}/svar/", expect=404)


def test_day_to_come_is_not_counted(lena, local):
    page = lena.open(f"/uppdrag/{local.id}/svar/")
    tomorrow = (AT + timedelta(days=1)).date().isoformat()

    lena.send(page, {"held_on": tomorrow, "came": "3"}, expect=422)


def test_who_has_answered_stands_on_the_page_of_the_need(lena, centre, database, local):
    with database.writing() as session:
        karin = make.a_volunteer(session, centre)
        own = {"centre_id": centre.id, "need_id": local.id}
        session.add(NeedWish(**own, volunteer_id=karin.id, said_at=AT))

    page = lena.open(f"/uppdrag/{local.id}/svar/")
    assert page.link("Karin L.") == f"/volontarer/{karin.id}"
