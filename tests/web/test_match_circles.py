"""/matchningar/<id>/fler and /lamna: circles by their pages; a letter in its reader's tongue."""

import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from matcher.domain.matches import MatchState
from matcher.services import match_asking, match_circles
from matcher.store.matches import Match, Participant
from matcher.store.todos import Todo
from matcher.store.visits import Visit
from tests.make import STOCKHOLM, a_need, a_recipient, a_volunteer
from tests.services.pairs import YES
from tests.web.desk import rows
from tests.web.test_matches import STEPS, lena_of, make_pair, site, turn
from web.plumbing.languages import direction

__all__ = ["site"]  # the fixture whose clock a test turns


def with_others(pair):
    """Bo, who is free, and Bertil, who waits."""
    more = {"phone": "+46701740612", "email": "bo@example.org"}
    pair.bo = a_volunteer(pair.session, pair.centre, first_name="Bo", surname="Ek", **more).id
    far = {"place": STOCKHOLM.to_json(), "reach_minutes": 20, "phone": "+46701740614"}
    pair.far = a_volunteer(pair.session, pair.centre, first_name="Siv", surname="Fjärran", **far).id
    person = a_recipient(
        pair.session, pair.centre, first_name="Bertil", surname="Alm", phone="+46701740623"
    )
    pair.need_of_bertil = a_need(pair.session, person).id


def words_of(database, pair):
    """Participant's id → word, of the pair's match."""
    with database.reading() as session:
        rows = session.scalars(sa.select(Participant).where(Participant.match_id == pair.id))
        return {one.id: one.word.value for one in rows}


@pytest.fixture
def pair(database):
    return make_pair(database, with_others)


def test_second_volunteer_is_let_in_by_name_and_asked_by_a_card(site, database, pair):
    lena = lena_of(site)
    at = f"/matchningar/{pair.id}"
    page = lena.open(lena.open(at).link("Lägg till en volontär"))

    after = lena.send(page.form(f"{at}/fler/volontar"), {"who": pair.bo})

    assert "Ingen är kontaktad" in after.text
    assert "Bo E." in after.heading
    assert len(words_of(database, pair)) == 3


def test_second_person_makes_a_group(site, database, pair):
    lena = lena_of(site)
    at = f"/matchningar/{pair.id}"
    page = lena.open(lena.open(at).link("Lägg till en person, till en grupp"))

    after = lena.send(page.form(f"{at}/fler/person"), {"who": pair.need_of_bertil})

    assert "Bertil A." in after.heading
    assert "Bertil" not in lena.open("/vantar/").text


def test_best_few_stand_first_and_all_the_others_behind_a_link(site, database, pair):
    with database.writing() as session:
        for number in range(8):
            a_volunteer(session, pair.centre, first_name=f"Maj{number}")
    lena = lena_of(site)
    at = f"/matchningar/{pair.id}/fler/volontar"

    few = lena.open(at)
    everybody = lena.open(few.link("Visa alla, också 4 till"))

    def offered(page, tag):
        return [one for one in page.every(tag) if one.get("value")]

    radios = [one for one in few.every("input") if one.get("name") == "who"]
    assert (len(radios), len(offered(everybody, "option"))) == (6, 10)
    last = offered(everybody, "option")[-2].get("value")  # the last goes against a wish
    lena.send(everybody.form(f"{at}?visa=alla"), {"who": last})
    assert len(words_of(database, pair)) == 3


def test_choosing_nobody_is_a_fault_at_the_field(site, pair):
    lena = lena_of(site)
    at = f"/matchningar/{pair.id}/fler/volontar"

    page = lena.send(lena.open(at).form(at), expect=422)

    assert "Välj någon i listan." in page.text


def test_r47_against_a_wish_asks_why_and_keeps_what_was_chosen(site, database, pair):
    lena = lena_of(site)
    at = f"/matchningar/{pair.id}/fler/volontar"
    page = lena.open(at)
    assert re.search(r"av 100 \(för långt bort\)", page.text)
    asked = lena.send(page.form(at), {"who": pair.far}, expect=422)
    assert "går emot ett önskemål" in asked.text
    assert asked.form(at).fields["who"] == [pair.far]

    lena.send(asked.form(at), {"override_reason": "will_try"})

    assert len(words_of(database, pair)) == 3


def both_meet(pair):
    """Karin and Bo have met Aino."""
    with_others(pair)
    match_circles.join_volunteer(pair.session, pair.id, pair.bo, **pair.who)
    for one in [p for p in pair.match.participants if p.volunteer_id]:
        match_asking.volunteer_answers(pair.session, pair.id, one.id, YES, **pair.who)
    pair.person_says().book().wait(days=3).meet()
    pair.place_of_bo = next(p.id for p in pair.match.participants if p.volunteer_id == pair.bo)


def test_one_of_a_circle_leaves_and_the_others_go_on(site, database):
    pair = make_pair(database, both_meet)
    lena = lena_of(turn(site, pair.at))
    at = f"/matchningar/{pair.id}"
    page = lena.open(lena.open(at).link("Bo lämnar …"))
    form = page.form(f"{at}/lamna/{pair.place_of_bo}")
    lena.send(form, expect=422)

    after = lena.send(form, {"reason": "moved", "again": "nej"})

    assert words_of(database, pair)[pair.place_of_bo] == "left"
    with database.reading() as session:
        assert session.get(Match, pair.id).state is MatchState.TRIAL
    assert "Samtalet hölls" in after.text
    lena.send(after.forms()[_talk(after)])
    assert "Samtalet hölls" not in lena.open(at).text


def test_of_several_it_is_said_who_went_on_the_visit(site, database):
    pair = make_pair(database, both_meet)
    lena, at = lena_of(turn(site, pair.at)), f"/matchningar/{pair.id}"
    told = {"happened": "ja", "call": "nej"}
    page = lena.send(lena.open(at).form(f"{at}/besok"), told, expect=422)
    assert "Välj vem som gick på besöket." in page.text

    lena.send(page.form(f"{at}/besok"), {"whose": pair.place_of_bo})

    (visit,) = rows(database, Visit)
    assert visit.volunteer_id == pair.bo


def _talk(page):
    return next(n for n, form in enumerate(page.forms()) if "/samtal/" in form.action)


def test_last_of_a_side_cannot_leave_alone(site, database):
    pair = make_pair(database, STEPS[MatchState.ACTIVE])
    lena = lena_of(turn(site, pair.at))
    at = f"/matchningar/{pair.id}"
    only = next(iter(words_of(database, pair)))

    assert "lämnar …" not in lena.open(at).text
    page = lena.open(f"{at}/lamna/{only}")
    lena.send(page.form(f"{at}/lamna/{only}"), {"reason": "moved", "again": "nej"})

    assert set(words_of(database, pair).values()) == {"yes"}


# ── the letter ────────────────────────────────────────────────────────────────────────────────


def letter(site, database, language):
    person = {"first_name": "Aino", "language": language}
    pair = make_pair(database, STEPS[MatchState.MEETING_BOOKED], recipient=person)
    page = lena_of(site).open(f"/matchningar/{pair.id}/brev")
    (article,) = [e for e in page.every("article") if "large-letter" in e.get("class", "")]
    return page, article


@pytest.mark.parametrize(
    ("language", "greeting", "day"),
    [("sv", "Hej Aino!", "Torsdag 26 november"), ("en", "Hello Aino!", "Thursday")],
)
def test_r89_letter_is_in_the_language_of_whom_it_is_to(site, database, language, greeting, day):
    page, article = letter(site, database, language)

    assert article.get("lang") == language
    said = " ".join("".join(article.itertext()).split())
    assert greeting in said
    assert day in said
    assert page.every("html")[0].get("lang") == "sv"


def test_r89_letter_in_a_language_we_do_not_write_yet_is_swedish_and_says_so(site, database):
    page, article = letter(site, database, "fi")

    assert article.get("lang") == "sv"
    assert "finns inte på personens språk än" in page.text


def test_r89_letter_is_large_and_arabic_is_written_from_the_right(site, database):
    assert "font-size: 18pt" in Path("web/static/handslag.css").read_text(encoding="utf-8")
    assert (direction("ar"), direction("sv")) == ("rtl", "ltr")


def test_answers_of_a_group_are_noted_of_each_in_any_order(site, database):
    pair = make_pair(database, with_others, a_group_of_two)
    lena, at = lena_of(site), f"/matchningar/{pair.id}"
    (todo,) = (one for one in rows(database, Todo) if one.recipient_id == pair.bertil_id)
    first = lena.open(at)

    second = lena.open(f"{at}?gora={todo.id}")
    linked = lena.open(first.link("Anteckna vad Bertil svarar").partition("#")[0])

    assert [form_of(page).action.rpartition("/")[2] for page in (second, linked)] == [
        pair.bertils_place
    ] * 2
    lena.send(form_of(second), {"says": "ja"})
    assert words_of(database, pair)[pair.bertils_place] == "yes"
    assert "Anteckna vad" not in lena.open(at).text


def a_group_of_two(pair):
    """Bertil is in it too, and the volunteer has said yes."""
    match_circles.join_person(pair.session, pair.id, pair.need_of_bertil, **pair.who)
    pair.volunteer_says()
    place = next(one for one in pair.match.participants if one.need_id)
    pair.bertils_place, pair.bertil_id = place.id, place.recipient_id


def form_of(page):
    return next(form for form in page.forms() if "/svar/" in form.action)


def test_one_of_a_group_steps_out_before_they_have_met_and_her_page_leads_there(
    site, database, pair
):
    lena, at = lena_of(site), f"/matchningar/{pair.id}"
    lena.send(
        lena.open(f"{at}/fler/person").form(f"{at}/fler/person"), {"who": pair.need_of_bertil}
    )
    [his] = [one for one in rows(database, Participant) if one.need_id == pair.need_of_bertil]
    asked = lena.open(f"/mottagare/{his.recipient_id}/avsluta")
    page = lena.open(f"{at}/lamna/{his.id}")

    after = lena.send(page.form(f"{at}/lamna/{his.id}"), {"reason": "not_wanted", "again": "ja"})

    assert asked.link("Öppna matchningen") == at
    assert "Berätta för de andra att Bertil inte är med" in after.text
    assert words_of(database, pair)[his.id] == "no"
    assert "Bertil" not in after.heading
