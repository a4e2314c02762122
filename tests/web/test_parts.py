"""The parts of a page: numbers add up, every picture has its sentence, faults are told twice."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from flask import render_template_string
from flask_wtf import FlaskForm
from hypothesis import given
from hypothesis import strategies as st
from wtforms import RadioField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from matcher.domain.when.day_parts import GRID_PARTS
from tests.visitor import Page, Visitor, inspect, words
from web import create_app
from web.plumbing.parts import slots_of

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def page(app):
    """Draws a piece of template on a page of its own."""

    def drawn(source: str, language: str = "sv", **values) -> Page:
        with app.test_request_context(
            f"/prov?lang={language}&omrade=2", base_url="http://localhost"
        ):
            return Page("/prov", 200, render_template_string(source, **values))

    return drawn


@pytest.fixture
def gallery(settings, database):
    """The page of all parts, which is there in development only."""
    return Visitor(create_app(replace(settings, environment="development"), database))


def part(got, of, unknown=0, words="Tider"):
    return {"words": words, "got": got, "of": of, "unknown": unknown}


FIT = '{% from "parts/fit.html" import fit %}{{ fit("Passar bra", parts) }}'
WAITED = '{% from "parts/waited.html" import waited %}{{ waited(weeks, promise, 1) }}'
WEEK = (
    '{% from "parts/week.html" import week_strip %}'
    '{{ week_strip("Båda kan tisdag förmiddag", [3, 4], [3, 8], [12], [3], rtl=rtl) }}'
)


def classes(page, name):
    return [e for e in page.every(SVG + "rect") if e.get("class") == name]


# ── how well it fits ──────────────────────────────────────────────────────────────────────────


def test_numbers_under_the_bar_add_up_to_the_sum_above(page):
    drawn = page(FIT, parts=[part(20, 25), part(6, 10, 4, "Önskemål"), part(51, 65)])

    assert "77 av 100, kan bli 81" in drawn.text
    under = drawn.text.split("kan bli 81")[1]
    assert sum(int(n) for n in re.findall(r"(\d+) av \d+", under)) == 77


def test_bar_is_filled_as_far_as_earned_and_hatched_where_unknown(page):
    drawn = page(FIT, parts=[part(20, 25), part(6, 10, 4)])

    assert [e.get("width") for e in classes(drawn, "track")] == ["25", "10"]
    assert [e.get("width") for e in classes(drawn, "got")] == ["20", "6"]
    assert [(e.get("x"), e.get("width")) for e in classes(drawn, "maybe")] == [("6", "4")]


def test_each_bar_stands_with_its_name_and_number(page):
    drawn = page(FIT, parts=[part(20, 25), part(6, 10, 4, "Önskemål")])

    parts = [li for ul in drawn.every("ul") if ul.get("class") == "fit-parts" for li in ul]
    shown = [(words(li), len(list(li.iter(SVG + "svg")))) for li in parts]
    assert shown == [("Tider 20 av 25", 1), ("Önskemål 6 av 10 +4 okänt", 1)]


# ── waiting ───────────────────────────────────────────────────────────────────────────────────


def test_waiting_is_one_tick_a_week_and_ochre_past_the_promise(page):
    drawn = page(WAITED, weeks=19, promise=8)

    assert "Väntat 19 veckor, klass 1, 11 veckor över löftet" in drawn.text
    assert [len(classes(drawn, kind)) for kind in ("tick", "over", "left")] == [8, 11, 7]


def test_waiting_within_the_promise_says_the_promise(page):
    assert "Väntat 1 vecka, klass 1, löftet är 12 veckor" in page(WAITED, weeks=1, promise=12).text


def test_waiting_beyond_half_a_year_is_drawn_in_months_and_says_so(page):
    drawn = page(WAITED, weeks=61, promise=12)

    assert "Ett streck är en månad." in drawn.text
    assert len(classes(drawn, "tick")) + len(classes(drawn, "over")) == 14


def test_first_week_has_words_of_its_own(page):
    assert "Ny den här veckan" in page(WAITED, weeks=0, promise=8).text


# ── the week ──────────────────────────────────────────────────────────────────────────────────


def test_week_shows_one_block_where_both_can_and_halves_where_one_can(page):
    drawn = page(WEEK, rtl=False)

    assert [len(classes(drawn, k)) for k in ("both", "per", "vol", "q", "slot")] == [1, 1, 1, 1, 1]
    assert drawn.every(SVG + "svg")[0].get("aria-label") == "Båda kan tisdag förmiddag"


def test_week_is_drawn_from_the_right_for_who_reads_from_the_right(page):
    (left,), (right,) = (classes(page(WEEK, rtl=rtl), "both") for rtl in (False, True))

    assert (left.get("x"), right.get("x")) == ("64", "180")  # the second day from either side


@given(slots=st.frozensets(st.integers(0, 20)))
def test_slots_of_the_grid_and_of_the_domain_are_the_same(slots):
    assert (
        slots_of([(slot // 3, GRID_PARTS[slot % 3]) for slot in slots]) == slots == slots_of(slots)
    )


# ── to do, tables, lists ──────────────────────────────────────────────────────────────────────

TODO = (
    '{% from "parts/todo.html" import todo_list %}'
    '{{ todo_list(groups, "Inget att göra i dag.", "Nästa sak är på fredag.") }}'
)


def test_group_of_more_than_twelve_shows_ten_and_the_way_to_all(page):
    rows = [{"title": f"Ring {n}", "why": "Nytt.", "href": "#", "link": "Läs"} for n in range(23)]

    drawn = page(TODO, groups=[{"words": "I dag", "rows": rows, "more_href": "/start/i-dag"}])

    assert len([e for e in drawn.every("li") if e.get("class") == "todo tick"]) == 10
    assert drawn.link("Visa alla 23") == "/start/i-dag"
    assert "10 av 23 visas." in drawn.text  # on paper, where there is no link


def test_nothing_to_do_says_what_comes_next(page):
    drawn = page(TODO, groups=[{"words": "I dag", "rows": []}])

    assert drawn.text == "Inget att göra i dag. Nästa sak är på fredag."


def test_telephone_number_can_be_pressed_and_read(page):
    rows = [{"title": "Ring Märta J.", "why": "Nytt.", "phone": "+46701740612"}]

    assert page(TODO, groups=[{"words": "I dag", "rows": rows}]).link("070-174 06 12") == (
        "tel:+46701740612"
    )


def test_every_cell_of_a_stacked_table_says_what_it_is(page):
    source = '{% from "parts/table.html" import table %}{{ table("Som väntar", columns, rows) }}'
    columns = [{"words": "Mottagare"}, {"words": "Väntat", "num": True}]

    drawn = page(source, columns=columns, rows=[[{"text": "Aino K.", "href": "/vantar/1"}, "19"]])

    assert drawn.every("td")[0].get("data-l") == "Väntat"
    assert drawn.every("th")[-1].get("scope") == "row"


def test_pages_of_a_list_keep_the_filter(page):
    source = '{% from "parts/pagination.html" import pagination %}{{ pagination(2, 7) }}'

    assert page(source).link("Nästa") == "/prov?lang=sv&omrade=2&sida=3"


def test_list_of_one_page_has_no_page_links(page):
    source = '{% from "parts/pagination.html" import pagination %}{{ pagination(1, 1) }}'

    assert page(source).text == ""


def test_story_shows_a_year_only_when_it_is_another(app, page):
    source = '{% from "parts/story.html" import story %}{{ story(items) }}'
    items = [{"on": date(2026, 11, 27), "words": "Ring."}, {"on": date(2025, 7, 3), "words": "Ja."}]

    app.config["CLOCK"] = lambda: moment(2026, 11, 22)

    assert page(source, items=items).text == "27 nov Ring. 3 juli 2025 Ja."


def moment(year, month, day):
    return datetime(year, month, day, 12, tzinfo=UTC)


# ── fields ────────────────────────────────────────────────────────────────────────────────────


class Form(FlaskForm):
    class Meta:
        csrf = False

    name = StringField("Förnamn", [InputRequired("Skriv ditt förnamn.")], description="Ditt.")
    often = RadioField("Hur ofta?", [InputRequired("Välj.")], choices=[SelectChoice("w", "Ofta")])
    tasks = SelectMultipleField("Vad?", choices=[SelectChoice("a", "Fika", {"data-hint": "Hos."})])


FORM = (
    '{% from "parts/fields.html" import field %}{% from "parts/summary.html" import form_summary %}'
    "{{ form_summary(form) }}{{ field(form.name, autocomplete='given-name') }}"
    "{{ field(form.often) }}{{ field(form.tasks) }}"
)


@pytest.fixture
def faulty(app, page):
    with app.test_request_context("/prov", method="POST", base_url="http://localhost"):
        form = Form()
        form.validate()
        return page(FORM, form=form)


def test_faults_are_told_first_and_at_the_field_in_the_same_words(faulty):
    assert faulty.text.count("Skriv ditt förnamn.") == 2
    assert "2 saker behöver rättas" in faulty.text


def test_every_fault_leads_to_a_control_that_is_there(faulty):
    ids = {e.get("id") for e in faulty.every("input")}
    leads = [e.get("href").removeprefix("#") for e in faulty.every("a")]

    assert leads == ["name", "often-0"]
    assert set(leads) <= ids


def test_field_is_described_by_its_hint_and_its_fault(faulty):
    name = next(e for e in faulty.every("input") if e.get("name") == "name")

    assert name.get("aria-describedby").split() == ["name-hint", "name-err"]
    assert (name.get("aria-invalid"), name.get("autocomplete")) == ("true", "given-name")


def test_only_what_may_be_left_out_is_marked(faulty):
    assert "Vad? (frivilligt)" in faulty.text
    assert faulty.text.count("(frivilligt)") == 1


def test_what_somebody_wrote_is_never_markup(page):
    source = '{% from "parts/fields.html" import text %}{{ text("a", "Namn", value) }}'

    drawn = page(source, value='"><script>alert(1)</script>')

    assert drawn.every("input")[0].get("value") == '"><script>alert(1)</script>'
    assert drawn.every("script") == []


def test_password_is_never_sent_back(page):
    source = (
        '{% from "parts/fields.html" import text %}{{ text("a", "Ord", "hemligt", "password") }}'
    )

    assert "hemligt" not in page(source).html


def test_every_box_of_the_week_has_a_name_of_its_own(page):
    source = '{% from "parts/weekgrid.html" import week_grid %}{{ week_grid("t", "När?", [3]) }}'
    drawn = page(source)

    boxes = drawn.every("input")
    names = [" ".join("".join(label.itertext()).split()) for label in drawn.every("label")]

    assert [b.get("value") for b in boxes] == [str(n) for n in range(21)]
    assert len(set(names)) == 21
    assert (names[3], boxes[3].get("checked")) == ("Tisdag förmiddag", "")


# ── the page of parts ─────────────────────────────────────────────────────────────────────────


def test_page_of_parts_keeps_the_rules_of_every_page(gallery):
    gallery.open("/parts")
    gallery.open("/parts?lang=en")


def test_calm_page_is_large_and_without_htmx(gallery):
    calm = gallery.open("/parts/telefon")

    assert calm.every("body")[0].get("class") == "vol"
    assert "htmx" not in calm.html
    assert calm.title.startswith("Fel: ")


def test_page_with_suggestions_is_light(gallery):
    page = gallery.open("/parts")

    assert len(page.html.encode()) < 60_000


def test_page_of_parts_is_not_there_in_production(visitor):
    visitor.open("/parts", expect=404)


def test_confirm_says_what_will_and_will_not_happen(page):
    source = (
        '{% extends "base.html" %}{% from "parts/confirm.html" import confirm %}'
        "{% block title %}Radera{% endblock %}{% block content %}"
        '{{ confirm("Radera?", ["Namn stryks."], "/radera", "Radera", "/", ["Inget brev."]) }}'
        "{% endblock %}"
    )

    drawn = page(source)

    inspect(drawn)
    assert "Det här händer Namn stryks. Det här händer inte Inget brev." in drawn.text
