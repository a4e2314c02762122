"""An area pointed out on a map, without scripts: the picture is a button of its form."""

from xml.etree import ElementTree

import pytest

from matcher.domain.accounts import Role
from matcher.store.centres import Area
from tests.make import a_centre, an_account, hashed
from tests.visitor import Visitor

EMAIL, PASSWORD = "lena@example.org", "fyra ord i en rad"
AREAS = "/central/omraden"


@pytest.fixture
def lena(app, database, _quick_passwords):
    """The manager of a centre in Uppsala that has drawn one area."""
    with database.writing() as session:
        row = a_centre(session)
        secret = hashed(PASSWORD)
        an_account(session, row, email=EMAIL, roles=(Role.MANAGER,), password_hash=secret)
        session.add(Area(id="gottsunda", centre_id=row.id, name="Gottsunda", lat=59.81, lon=17.63))
    visitor = Visitor(app)
    visitor.come_in(EMAIL, PASSWORD)
    return visitor


def told(page):
    """Every input of the form, also those that stand beside it."""
    return {e.get("name"): e.get("value") or "" for e in page.every("input") if e.get("name")}


def clicked(lena, page, x, y, path=f"{AREAS}/karta", **written):
    spot = {"karta.x": str(x), "karta.y": str(y)}
    return lena.post(path, told(page) | written | spot)


def picture(lena, page):
    """The texts of the page's map."""
    (image,) = [e for e in page.every("input") if e.get("type") == "image"]
    drawn = ElementTree.fromstring(lena.fetch(image.get("src")).get_data(as_text=True))
    return [text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")]


def test_map_shows_the_town_and_the_areas_that_are_there(lena):
    names = picture(lena, lena.open(AREAS))

    assert {"Uppsala", "Gottsunda"} <= set(names)


def test_click_fills_in_the_point_and_keeps_what_was_written(lena):
    page = clicked(lena, lena.open(AREAS), 128, 64, name="Svartbäcken")

    written = told(page)
    assert written["name"] == "Svartbäcken"
    assert written["lat"].startswith("59,91")  # a quarter of 25 km north of the middle
    assert written["lon"] == "17,639"


def test_area_that_was_pointed_out_is_saved_by_its_own_button(lena):
    page = clicked(lena, lena.open(AREAS), 128, 64, name="Svartbäcken", where="Uppsala")

    lena.post(AREAS, told(page))

    saved = told(lena.open(lena.open(AREAS).link("Svartbäcken")))
    assert saved["lat"] == told(page)["lat"]


def test_nothing_is_saved_by_a_click(lena):
    clicked(lena, lena.open(AREAS), 128, 64, name="Svartbäcken")

    assert "Svartbäcken" not in lena.open(AREAS).text


def test_map_comes_closer_around_what_was_clicked(lena):
    first = clicked(lena, lena.open(AREAS), 128, 64)
    second = clicked(lena, first, 128, 128)

    assert [told(page)["km"] for page in (first, second)] == ["12", "6"]
    assert told(second)["lat"] == told(first)["lat"]


def test_button_pressed_from_the_keyboard_is_at_no_point(lena):
    page = clicked(lena, lena.open(AREAS), 0, 0, name="Svartbäcken")

    assert told(page)["lat"] == ""
    assert told(page)["name"] == "Svartbäcken"


@pytest.mark.parametrize(("button", "km"), [("narmare", "12"), ("langre", "50")])
def test_buttons_come_closer_and_go_farther(lena, button, km):
    page = lena.post(f"{AREAS}/karta", told(lena.open(AREAS)) | {"visa": button})

    assert told(page)["km"] == km


def test_area_that_is_there_is_moved_by_a_click(lena):
    page = lena.open(f"{AREAS}/gottsunda")

    moved = clicked(lena, page, 200, 128, path=f"{AREAS}/gottsunda/karta")

    assert told(moved)["lat"] == "59,81"
    assert float(told(moved)["lon"].replace(",", ".")) > 17.65


@pytest.mark.parametrize("asked", ["", "?mitt=0,0&km=3", "?mitt=x&km=-1&punkt=99,99", "?km=1e9"])
def test_picture_of_nowhere_is_the_whole_country(lena, asked):
    drawn = lena.fetch(f"{AREAS}/karta.svg{asked}").get_data(as_text=True)

    assert "400 km" in drawn
    assert "Göteborg" in drawn
