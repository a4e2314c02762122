"""/vantar: who waits, who could come to each, and why not the others."""

from datetime import date

import pytest
import sqlalchemy as sa

from matcher.domain.needs import NeedState
from matcher.domain.people import Trait
from matcher.domain.recipients import RecipientState
from matcher.domain.suggestions import Verdict
from matcher.services import suggestions, weeks
from matcher.store.accounts import Account
from matcher.store.audit import Look
from matcher.store.matches import Match
from matcher.store.suggestions import Suggestion
from tests.make import (
    AT,
    a_centre,
    a_need,
    a_recipient,
    a_volunteer,
    a_waiting,
    an_account,
    an_organisation,
    hashed,
)
from tests.visitor import Visitor

PASSWORD = "ett lösenord för prov"
WEEK = "2026-W48"
NO_CATS = {"bears": {"cat": "no"}, "has": {}}
ALLERGIC = {"bears": {"cat": "allergy"}, "has": {}}


@pytest.fixture
def site(app):
    app.config["CLOCK"] = lambda: AT
    return app


@pytest.fixture
def centre(database):
    with database.writing() as session:
        made = a_centre(session)
        hers = {"email": "lena@example.org", "password_hash": hashed(PASSWORD)}
        an_account(session, made, **hers)
    return made


@pytest.fixture
def lena(site, centre):
    return Visitor(site).come_in("lena@example.org", PASSWORD)


def run(session, centre):
    return weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)


# ── the list ──────────────────────────────────────────────────────────────────────────────────


def test_broken_promise_leads_to_the_line_that_keeps_it(lena, database, centre):
    with database.writing() as session:
        person = a_recipient(session, centre, priority_class=1, waiting_since=date(2026, 7, 1))
        a_need(session, person)
    assert "En av dem har varken förslag eller en skriven orsak." in lena.open("/vantar/").text
    token = lena.open("/konto").forms()[0].fields["csrf_token"][0]
    written = f"/mottagare/{person.id}/orsak"

    refused = lena.post(written, {"csrf_token": token, "why": " "}, expect=422)
    assert "Skriv varför, med några ord." in refused.text
    ill = {"csrf_token": token, "why": "Hon har demens och cancer"}
    asked = lena.post(written, ill, expect=422)
    assert "liknar en uppgift om medicin eller diagnos" in asked.text
    assert "Det är inte en kod, nyckel, bankuppgift eller medicin" in asked.text
    lena.post(written, {"csrf_token": token, "why": "Ingen bil i byn än"})

    assert "Orsak: Ingen bil i byn än" in lena.open("/vantar/").text
    assert "Ingen står så just nu." in lena.open("/vantar/?visa=lofte").text


def test_without_suggestion_is_one_count_on_every_page(lena, database, centre):
    with database.writing() as session:
        long = a_recipient(session, centre, priority_class=1, waiting_since=date(2026, 7, 1))
        short = a_recipient(session, centre, priority_class=4)
        for whose in (long, short, an_organisation(session, centre)):
            a_need(session, whose)
        run(session, centre)

    for page in ("/forslag/", "/start/", "/svar/flaskhalsar"):
        assert "2 gäller personer som väntar och ett är ett lokalt uppdrag." in lena.open(page).text

    with database.writing() as session:
        late = a_recipient(session, centre, priority_class=1, waiting_since=date(2026, 7, 1))
        a_need(session, late)  # comes with a list, after the run
    assert len(lena.open("/vantar/?visa=utan").every("tr")) == 1 + 2
    assert "Löftet bryts för 2 som väntar" in lena.open("/start/").text
    assert len(lena.open("/vantar/?visa=lofte").every("tr")) == 1 + 2
    assert lena.open("/forslag/").text.count("12 över löftet") == 1


def test_nobody_waiting_is_said_in_words(lena):
    assert lena.open("/vantar/").heading == "Ingen väntar"


def test_list_says_how_long_and_how_it_stands(lena, database, centre):
    with database.writing() as session:
        a_volunteer(session, centre, first_name="Karin")
        a_waiting(session, centre, first_name="Aino")
        run(session, centre)

    page = lena.open("/vantar/")

    assert page.heading == "En väntar"
    assert "19 veckor, 11 över löftet" in page.text
    assert "Föreslås Karin L." in page.text


def test_longest_past_the_promise_comes_first(lena, database, centre):
    with database.writing() as session:
        a_waiting(session, centre, first_name="Bo", priority_class=4)
        a_waiting(session, centre, first_name="Aino", priority_class=1)

    text = lena.open("/vantar/").text

    assert text.index("Aino") < text.index("Bo K.")


def test_list_can_be_narrowed_to_those_without(lena, database, centre):
    with database.writing() as session:
        a_volunteer(session, centre)
        a_waiting(session, centre, first_name="Aino")
        a_waiting(session, centre, first_name="Bo", languages={"finnish": 3})
        run(session, centre)

    page = lena.open("/vantar/?visa=utan")

    assert "Bo K." in page.text
    assert "Aino K." not in page.text


def test_who_came_after_the_run_is_told_as_such(lena, database, centre):
    with database.writing() as session:
        run(session, centre)
        a_waiting(session, centre)

    assert "Kom efter veckans körning" in lena.open("/vantar/").text


def test_nobody_possible_in_the_run_is_said_of_the_run_with_a_way_to_count_again(
    lena, database, centre
):
    with database.writing() as session:
        need = a_waiting(session, centre).id
        weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)
        a_volunteer(session, centre)

    then, now = (lena.open(f"/vantar/{need}{asked}") for asked in ("", "?nu="))

    assert "Ingen volontär var möjlig i veckans körning." in then.text
    assert then.link("Räkna på läget just nu, inget sparas").endswith("?nu=")
    assert "Ingen volontär" not in now.text


def test_r1_another_centres_waiting_are_not_on_the_list(lena, database):
    with database.writing() as session:
        a_waiting(session, a_centre(session), first_name="Zzaino")

    assert "Zzaino" not in lena.open("/vantar/").text


# ── one who waits ─────────────────────────────────────────────────────────────────────────────


def test_candidates_stand_in_order_with_the_weeks_suggestion_first(lena, database, centre):
    with database.writing() as session:
        a_volunteer(session, centre, first_name="Eva", commitment_months=3)
        a_volunteer(session, centre, first_name="Karin", commitment_months=12)
        need = a_waiting(session, centre, first_name="Aino")
        run(session, centre)

    page = lena.open(f"/vantar/{need.id}")

    assert page.heading.startswith("Aino K.")
    assert page.text.index("Karin L.") < page.text.index("Eva L.")
    assert "Se förslaget" in page.text
    assert "Matcha för hand" in page.text


def test_r45_volunteer_one_wish_away_is_listed_with_what_would_open(lena, database, centre):
    with database.writing() as session:
        a_volunteer(session, centre, first_name="Karin", traits=NO_CATS)
        need = a_need(session, a_recipient(session, centre, home=[(Trait.CAT, True)]))
        run(session, centre)

    page = lena.open(f"/vantar/{need.id}")

    assert "Nästan, ett enda hinder" in page.text
    assert "Karin L. En av dem klarar inte katt. Ses någon annanstans" in page.text


def test_r45_volunteer_who_rests_after_not_now_is_nearly_there(lena, database, centre):
    with database.writing() as session:
        maja = an_account(session, centre, email="maja@example.org").id
        a_volunteer(session, centre, first_name="Karin")
        need = a_waiting(session, centre)
        run(session, centre)
        row = session.scalars(sa.select(Suggestion)).one()
        suggestions.decide(session, row.id, Verdict.NOT_NOW, centre=centre.id, by=maja, at=AT)

    page = lena.open(f"/vantar/{need.id}")

    assert "Ingen volontär är möjlig den här veckan." in page.text
    assert "Karin L. De två vilar den här veckan, efter ”Inte nu”." in page.text


def test_r45_volunteer_whom_safety_keeps_away_is_no_near_miss(lena, database, centre):
    with database.writing() as session:
        a_volunteer(session, centre, traits=ALLERGIC, consents=("health",))
        need = a_need(
            session,
            a_recipient(session, centre, home=[(Trait.CAT, True)], consents=("matching", "health")),
        )
        run(session, centre)

    page = lena.open(f"/vantar/{need.id}")

    assert "Nästan, ett enda hinder" not in page.text
    assert "1 allergi" in page.text


@pytest.mark.parametrize(
    ("person", "why"),
    [
        ({"consents": ()}, "Personens eget ja saknas."),
        ({"restricted_at": AT}, "Uppgifterna ligger stilla medan något reds ut."),
    ],
)
def test_r19_r77_page_of_somebody_barred_herself_says_why_and_blames_nobody_else(
    lena, database, centre, person, why
):
    with database.writing() as session:
        a_volunteer(session, centre)
        need = a_need(session, a_recipient(session, centre, **person))
        run(session, centre)

    page = lena.open(f"/vantar/{need.id}")

    assert f"{why} Därför föreslås ingen." in page.text
    assert "Vad som hindrar de andra" not in page.text


def test_counting_by_this_moment_sees_what_was_corrected_and_saves_nothing(lena, database, centre):
    with database.writing() as session:
        volunteer = a_volunteer(session, centre, first_name="Karin", languages={"finnish": 3})
        need = a_waiting(session, centre)
        run(session, centre)
    with database.writing() as session:
        session.merge(volunteer).languages = {"swedish": 3}

    stored, now = lena.open(f"/vantar/{need.id}"), lena.open(f"/vantar/{need.id}?nu")

    assert "Möjliga volontärer" not in stored.text
    assert "Möjliga volontärer, 1 av 1" in now.text
    assert "Möjliga volontärer" not in lena.open(f"/vantar/{need.id}").text


def test_local_need_has_its_page_too(lena, database, centre):
    with database.writing() as session:
        a_volunteer(session, centre, first_name="Karin", forms=["group"])
        need = a_need(session, an_organisation(session, centre, name="Café Kompass"))
        run(session, centre)

    page = lena.open(f"/vantar/{need.id}")

    assert page.heading.startswith("Café Kompass")
    assert "Karin L." in page.text


def test_r79_looking_at_somebody_who_waits_is_logged_with_whom(lena, database, centre):
    with database.writing() as session:
        need = a_waiting(session, centre)

    lena.open(f"/vantar/{need.id}")

    with database.reading() as session:
        looks = session.execute(
            sa.select(Look.view, Look.about_id).where(Look.about == "recipient")
        ).all()
    assert looks == [("waiting.one", need.recipient_id)]


def test_r1_another_centres_need_is_not_found(lena, database):
    with database.writing() as session:
        need = a_waiting(session, a_centre(session))

    lena.open(f"/vantar/{need.id}", expect=404)


# ── by hand ───────────────────────────────────────────────────────────────────────────────────


def test_r47_match_by_hand_against_a_wish_asks_for_a_reason(lena, database, centre):
    with database.writing() as session:
        volunteer = a_volunteer(session, centre, traits=NO_CATS)
        need = a_need(session, a_recipient(session, centre, home=[(Trait.CAT, True)]))
    page = lena.open(f"/vantar/{need.id}/med/{volunteer.id}")

    refused = lena.send(page, expect=422)
    assert "Välj ett skäl i listan." in refused.text
    page = lena.send(page, {"override_reason": "will_try"})

    assert "Matchningen är godkänd. Ingen är kontaktad." in page.text
    assert "Nästa steg" in page.text  # the page of the match, not the list
    with database.reading() as session:
        assert session.scalars(sa.select(Match.override_reason)).all() == ["will_try"]


def test_two_whom_the_week_suggests_are_decided_about_there_and_not_by_hand(lena, database, centre):
    with database.writing() as session:
        volunteer, need = a_volunteer(session, centre), a_waiting(session, centre)
        run(session, centre)

    page = lena.open(f"/vantar/{need.id}/med/{volunteer.id}")

    assert page.url.startswith("/forslag/?visa=")
    assert "Att ta ställning till" in page.text


def test_page_by_hand_says_whom_it_may_take_from_and_that_a_pair_rests(lena, database, centre):
    with database.writing() as session:
        volunteer = a_volunteer(session, centre, first_name="Karin")
        needs = {
            name: a_need(session, a_recipient(session, centre, first_name=name)).id
            for name in ("Aino", "Bo")
        }
        run(session, centre)
        by = session.scalars(sa.select(Account.id)).one()
        suggested = session.scalars(sa.select(Suggestion).where(Suggestion.rank == 0)).one()
        other = next(need for need in needs.values() if need != suggested.need_id)

    said = lena.open(f"/vantar/{other}/med/{volunteer.id}").text
    assert "Karin L. är föreslagen till" in said
    with database.writing() as session:
        who = {"centre": centre.id, "by": by, "at": AT}
        suggestions.decide(session, suggested.id, Verdict.NOT_NOW, **who)

    said = lena.open(f"/vantar/{suggested.need_id}/med/{volunteer.id}").text
    assert "De två vilar den här veckan" in said


def test_r34_page_by_hand_has_no_button_where_safety_forbids(lena, database, centre):
    with database.writing() as session:
        volunteer = a_volunteer(session, centre, steps=())
        need = a_waiting(session, centre)

    page = lena.open(f"/vantar/{need.id}/med/{volunteer.id}")

    assert "Det går inte, av säkerhetsskäl" in page.text
    assert not [form for form in page.forms() if "/vantar/" in form.action]


def test_r34_safety_refuses_also_without_the_button(lena, database, centre):
    with database.writing() as session:
        volunteer = a_volunteer(session, centre, steps=())
        need = a_waiting(session, centre)
    token = lena.open("/konto").forms()[0].fields["csrf_token"][0]

    lena.post(
        f"/vantar/{need.id}/med/{volunteer.id}",
        {"csrf_token": token, "override_reason": "both_agreed"},
    )

    with database.reading() as session:
        assert session.scalars(sa.select(Match)).all() == []


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"state": RecipientState.DECEASED}, "Personen har avlidit. Allt är stoppat."),
        ({"state": RecipientState.ENDED}, "Personen är redan avslutad."),
        ({}, "Uppdraget är stängt."),
    ],
)
def test_r63_nobody_is_matched_by_hand_with_who_has_died_or_ended(
    lena, database, centre, columns, why
):
    with database.writing() as session:
        volunteer = a_volunteer(session, centre)
        person = a_recipient(session, centre, phone="+46701740699", **columns)
        need = a_need(session, person, state=NeedState.CLOSED)

    page = lena.open(f"/vantar/{need.id}/med/{volunteer.id}")

    assert page.url == f"/vantar/{need.id}"
    assert why in page.text
    assert "Godkänn matchningen" not in page.text
    assert ("070-174 06 99" in page.text) == (columns.get("state") != RecipientState.DECEASED)


def test_t2_another_centres_volunteer_cannot_be_matched_here(lena, database, centre):
    with database.writing() as session:
        need = a_waiting(session, centre)
        theirs = a_volunteer(session, a_centre(session))

    lena.open(f"/vantar/{need.id}/med/{theirs.id}", expect=404)


def test_who_wishes_for_two_is_told_how_many_places_are_left(lena, database, centre):
    with database.writing() as session:
        need = a_need(session, a_recipient(session, centre), seats=2)
        run(session, centre)

    page = lena.open(f"/vantar/{need.id}")

    assert "Två volontärer önskas. 2 platser är kvar." in page.text
