"""/forslag: what a coordinator sees of a week, and may do."""

import re
from datetime import date

import pytest
import sqlalchemy as sa

from matcher.domain.people import Trait, WordStance
from matcher.domain.suggestions import RejectReason, SuggestionState, Verdict
from matcher.services import couples, matches, suggestions, weeks
from matcher.store.accounts import Account
from matcher.store.audit import Look
from matcher.store.matches import Match, Participant
from matcher.store.recipients import RecipientWord
from matcher.store.runs import Run
from matcher.store.suggestions import Suggestion
from matcher.store.volunteers import VolunteerWord
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
from tests.visitor import Visitor, words

PASSWORD = "ett lösenord för prov"
WEEK = "2026-W48"
NINE_TO_ELEVEN = {"habit": [[None, [{"days": [1], "hours": ["09:00-11:00"]}]]]}


@pytest.fixture
def site(app):
    app.config["CLOCK"] = lambda: AT
    return app


@pytest.fixture
def centre(database):
    """A centre with a coordinator, Lena, who can sign in."""
    with database.writing() as session:
        made = a_centre(session)
        hers = {"email": "lena@example.org", "password_hash": hashed(PASSWORD)}
        an_account(session, made, **hers)
    return made


@pytest.fixture
def lena(site, centre):
    return Visitor(site).come_in("lena@example.org", PASSWORD)


def a_week(database, centre, pairs=1, **volunteer):
    """So many volunteers and needs, and the week run."""
    with database.writing() as session:
        for number in range(pairs):
            a_volunteer(session, centre, first_name=f"Karin{number}", **volunteer)
            a_waiting(session, centre, first_name=f"Aino{number}")
        weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)


def only(database, **which):
    with database.reading() as session:
        asked = sa.select(Suggestion).where(Suggestion.rank == 0).filter_by(**which)
        return session.scalars(asked.order_by(Suggestion.id)).one()


def the_form(page, deed):
    """The first form that posts to such an address."""
    return next(form for form in page.forms() if form.action.partition("?")[0].endswith(deed))


def press(lena, page, deed, answers=None, **expected):
    return lena.send(the_form(page, deed), answers or {}, **expected)


# ── what is seen ──────────────────────────────────────────────────────────────────────────────


def test_before_the_first_run_the_page_says_that_it_comes_by_itself(lena):
    page = lena.open("/forslag/")

    assert "räknas fram av sig själva en gång i veckan" in page.text


def test_first_week_is_run_when_a_coordinator_asks(lena):
    lena.send(the_form(lena.open("/forslag/"), "/forslag/rakna-om"))

    assert "Förslag vecka" in lena.open("/forslag/").text


def test_suggestion_tells_who_with_whom_how_it_fits_when_and_how_far(lena, database, centre):
    a_week(database, centre)

    page = lena.open("/forslag/")

    assert page.heading == "Förslag vecka 48"
    assert "Aino0 K. med Karin0 L." in page.text
    assert "Väntat 19 veckor" in page.text
    assert "11 veckor över löftet" in page.text
    assert "Tisdagar kl. 09.00–10.00, från 1 december" in page.text
    assert "Svenska (bådas modersmål)" in page.text
    assert "Ingen är kontaktad." in page.text


def test_volunteer_with_two_suggestions_is_told_with_both_and_with_the_way_between(
    lena, database, centre
):
    with database.writing() as session:
        a_volunteer(session, centre, max_matches=2)
        for name in ("Aino", "Berta"):
            a_waiting(session, centre, first_name=name)
        weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)

    said = lena.open("/forslag/").text

    assert all(f"Föreslås också {name} K., tisdagar kl." in said for name in ("Aino", "Berta"))
    assert said.count("Samma dag. Fråga om vägen emellan hinns med.") == 2


def test_numbers_under_the_bar_add_up_to_the_one_above(lena, database, centre):
    a_week(database, centre)

    page = lena.open("/forslag/")

    shown = page.every("ul")
    (parts,) = [[words(e) for e in ul] for ul in shown if ul.get("class") == "fit-parts"]
    total = int(re.search(r"(\d+) av 100", page.text)[1])
    got = [re.search(r"(\d+) av \d+", part)[1] for part in parts]
    assert sum(map(int, got)) == total


def test_card_tells_whom_a_volunteer_goes_with(lena, database, centre):
    with database.writing() as session:
        karin, per = (
            a_volunteer(session, centre, first_name=name, forms=["group"])
            for name in ("Karin", "Per")
        )
        a_need(session, an_organisation(session, centre), seats=2)
        by = session.scalar(sa.select(Account.id))
        couples.go_together(session, karin.id, per.id, centre=centre.id, by=by, at=AT)
        weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)

    facts = lena.open("/forslag/").text.split("Går tillsammans med")

    assert sorted(fact.split()[0] for fact in facts[1:]) == ["Karin", "Per"]


def test_two_needs_of_an_organisation_are_told_apart_by_what_they_are(lena, database, centre):
    with database.writing() as session:
        cafe = an_organisation(session, centre)
        for title in ("Läxhjälp", "Kaféservering"):
            a_need(session, cafe, title=title)
        weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)

    said = lena.open("/forslag/").text

    assert "Café Kompass (Läxhjälp)" in said
    assert "Café Kompass (Kaféservering)" in said


def test_r37_what_is_not_known_stands_as_a_question(lena, database, centre):
    with database.writing() as session:
        traits = {"bears": {"dog": "no"}, "has": {}}
        a_volunteer(session, centre, first_name="Karin", traits=traits)
        a_need(session, a_recipient(session, centre, first_name="Aino"))
        weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)

    page = lena.open("/forslag/")

    assert "Aino: finns det hund?" in page.text


def test_r46_person_without_suggestion_is_listed_with_what_hinders(lena, database, centre):
    with database.writing() as session:
        traits = {"bears": {"cat": "no"}, "has": {}}
        a_volunteer(session, centre, first_name="Karin", traits=traits)
        a_need(session, a_recipient(session, centre, first_name="Aino", home=[(Trait.CAT, True)]))
        weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)

    page = lena.open("/forslag/")

    assert "Utan förslag: en" in page.text
    assert "1 klarar inte katt" in page.text
    assert "Karin L.: En av dem klarar inte katt" in page.text


@pytest.mark.parametrize(
    ("volunteers", "room", "people", "said"),
    [
        (1, 1, 2, "En möjlig, men behövs hos någon annan"),
        (1, 2, 2, "En möjlig, men det går inte ihop med veckans andra förslag"),
        (2, 1, 1, "Ett möjligt, men där föreslås någon annan"),
    ],
)
def test_r46_who_was_possible_is_told_why_it_was_not(
    lena, database, centre, volunteers, room, people, said
):
    with database.writing() as session:
        for number in range(volunteers):
            a_volunteer(
                session, centre, first_name=f"Karin{number}", max_matches=room,
                availability=NINE_TO_ELEVEN,
            )  # fmt: skip
        for number in range(people):
            aino = a_recipient(session, centre, first_name=f"Aino{number}")
            a_need(session, aino, availability=NINE_TO_ELEVEN, minutes=90)
        weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)

    assert said in lena.open("/forslag/").text


@pytest.mark.parametrize(
    ("hers", "theirs", "shown"),
    [
        ("tennis", "tennis", "Tennis"),
        ("tennis", "idrott", "Idrott (tennis)"),
        ("tennis", "handboll", "Idrott (tennis och handboll)"),
        ("idrot", "idrott", "Idrott"),
        ("idrott", "idrott", "Idrott"),
    ],
)
def test_r44_what_is_shared_is_said_as_people_wrote_it(lena, database, centre, hers, theirs, shown):
    likes = [(WordStance.LIKES, "watching_sport")]
    with database.writing() as session:
        a_volunteer(session, centre, words=likes)
        a_need(session, a_recipient(session, centre, words=likes))
        session.execute(sa.update(VolunteerWord).values(written=hers))
        session.execute(sa.update(RecipientWord).values(written=theirs))
        weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)

    page = lena.open("/forslag/")

    assert f"<li>{shown}</li>" in page.html


def test_r81_no_name_stands_in_title_or_address(lena, database, centre):
    a_week(database, centre)

    page = lena.open("/forslag/")

    assert "Aino" not in page.title
    assert not [href for href in page.links() if "aino" in href.casefold()]


def test_r79_looking_at_the_week_is_logged(lena, database, centre):
    a_week(database, centre)

    lena.open("/forslag/")

    with database.reading() as session:
        looks = session.scalars(sa.select(Look.view).where(Look.about == "run")).all()
    assert looks == ["suggestions.week"]


def test_page_is_english_for_who_reads_english(lena, database, centre):
    a_week(database, centre)

    page = lena.open("/forslag/?lang=en")

    assert page.heading == "Suggestions week 48"
    assert "Tuesdays" in page.text
    assert "Nobody has been contacted." in page.text


def test_long_week_is_shown_a_page_at_a_time(lena, database, centre):
    a_week(database, centre, pairs=12)

    first, last = lena.open("/forslag/"), lena.open("/forslag/?sida=3")

    assert len(first.every("article")) == 5
    assert len(last.every("article")) == 2


def test_r46_everybody_without_can_be_seen(lena, database, centre):
    with database.writing() as session:
        for number in range(9):
            a_waiting(session, centre, first_name=f"Aino{number}")
        weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)

    page = lena.open(lena.open("/forslag/").link("Visa alla 9"))

    assert all(f"Aino{number} K." in page.text for number in range(9))


def test_who_is_without_is_one_press_from_what_would_help(lena, database, centre):
    with database.writing() as session:
        a_waiting(session, centre)
        weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)

    for page in ("/", "/forslag/"):
        links = lena.open(page).links()
        assert {"/svar/flaskhalsar?nu=#sok", "/svar/flaskhalsar#regler", "/svar/okant"} <= {*links}


def test_week_that_was_never_run_does_not_exist(lena, database, centre):
    a_week(database, centre)

    lena.open("/forslag/2026-W01", expect=404)


def test_older_week_can_be_read_and_not_changed(lena, database, centre):
    a_week(database, centre)
    with database.writing() as session:
        weeks.run_week(session, centre=centre.id, iso_week="2026-W49", at=AT)

    page = lena.open(f"/forslag/{WEEK}")

    assert "Det här är en äldre vecka." in page.text
    assert not [form for form in page.forms() if "/forslag/" in form.action]


# ── what is done ──────────────────────────────────────────────────────────────────────────────


def test_accepted_suggestion_is_told_as_decided_and_can_be_undone(lena, database, centre):
    a_week(database, centre)

    page = press(lena, lena.open("/forslag/"), "/godkann")

    assert "Aino0 K. med Karin0 L. Godkänt av Lena Åkesson." in page.text
    with database.reading() as session:
        assert session.scalars(sa.select(Match)).one()

    page = press(lena, page, "/angra")

    assert len(page.every("article")) == 1
    with database.reading() as session:
        assert session.scalars(sa.select(Match)).all() == []


def test_nobody_is_asked_by_an_acceptance(lena, database, centre):
    a_week(database, centre)

    press(lena, lena.open("/forslag/"), "/godkann")

    with database.reading() as session:
        assert [one.asked_at for one in session.scalars(sa.select(Participant))] == [None, None]


def test_rejecting_unfolds_the_reasons_and_tells_what_changed(lena, database, centre):
    with database.writing() as session:
        a_volunteer(session, centre, first_name="Karin", commitment_months=12)
        a_volunteer(session, centre, first_name="Eva", commitment_months=6)
        a_waiting(session, centre, first_name="Aino")
        weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)
    suggestion = only(database)
    asking = lena.open(f"/forslag/?avvisa={suggestion.id}")

    assert "För långt eller krånglig resa Föreslås inte på ett halvår." in asking.text
    assert "Passar inte ihop, min bedömning Föreslås inte igen." in asking.text

    page = press(lena, asking, "/avvisa", {"reason": "unsuitable"})

    assert "Så ändrades veckan när du avvisade Aino K. med Karin L." in page.text
    assert "har nu förslaget Eva L." in page.text
    assert "Skäl: passar inte ihop, min bedömning. Föreslås inte igen." in page.text


def test_who_would_have_had_nobody_is_named(lena, database, centre):
    with database.writing() as session:
        for _ in range(2):
            a_volunteer(session, centre, languages={"swedish": 3, "finnish": 3})
        speaks = {"languages": {"finnish": 3}}
        finnish = a_waiting(session, centre, first_name="Aino", **speaks)
        a_waiting(session, centre, first_name="Marianne")
        weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)
    asking = lena.open(f"/forslag/?avvisa={only(database, need_id=finnish.id).id}")

    page = press(lena, asking, "/avvisa", {"reason": "unsuitable"})

    assert "Hade ingen annan flyttats hade Aino K. blivit utan." in page.text

    with database.writing() as session:  # a run from before it was told who
        (run,) = session.scalars(sa.select(Run))
        run.changes = run.changes | {"gain": {"served": 1, "fit": 0}}
    assert "hade en till blivit utan." in lena.open("/forslag/").text


def test_whose_turn_it_was_is_said_where_one_has_somebody_in_the_place_of_another(
    lena, database, centre
):
    with database.writing() as session:
        a_volunteer(session, centre, first_name="Karin")
        since = date(2026, 11, 2)
        a_waiting(session, centre, first_name="Bo", priority_class=3, waiting_since=since)
        weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)
        a_waiting(session, centre, first_name="Aino", priority_class=1)

    page = press(lena, lena.open("/forslag/"), "/rakna-om")

    assert "hade Aino K. blivit utan och Bo K. fått någon." in page.text
    assert "Aino K. har väntat 19 veckor, Bo K. 3 veckor." in page.text
    assert "Aino K. står före Bo K. i kön." in page.text
    assert "Flyttarna följer turordningen" not in page.text


def test_r54_who_is_without_because_of_our_own_no_is_told_whose_and_how_long(
    lena, database, centre
):
    a_week(database, centre)
    one = only(database)
    press(lena, lena.open(f"/forslag/?avvisa={one.id}"), "/avvisa", {"reason": "too_far"})

    for page in (f"/svar/uppdrag/{one.need_id}", f"/svar/volontar/{one.volunteer_id}"):
        said = lena.open(page).text
        assert "L. var möjlig. Lena Åkesson avvisade de två" in said or "K. var möjlig." in said
        assert "för långt eller krånglig resa. De föreslås inte för varandra före" in said


def test_undoing_an_old_no_that_moves_nobody_says_only_that_they_may_be_suggested(
    lena, database, centre
):
    with database.writing() as session:
        a_volunteer(session, centre, first_name="Karin", commitment_months=12)
        a_volunteer(session, centre, first_name="Eva", commitment_months=6)
        a_waiting(session, centre, first_name="Aino")
        weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)
    first = only(database)
    asking = lena.open(f"/forslag/?avvisa={first.id}")
    page = press(lena, asking, "/avvisa", {"reason": "unsuitable"})
    page = press(lena, page, "/las")

    page = press(lena, page, f"{first.id}/angra")

    assert "Aino K. och Karin L. kan föreslås för varandra igen." in page.text
    assert "Flyttarna följer turordningen" not in page.text


def test_rejection_without_a_reason_comes_back_with_the_reasons(lena, database, centre):
    a_week(database, centre)
    suggestion = only(database)
    asking = lena.open(f"/forslag/?avvisa={suggestion.id}")

    page = press(lena, asking, "/avvisa", expect=422)

    assert "Välj ett skäl i listan." in page.text
    assert only(database).state is SuggestionState.PROPOSED


def test_question_why_can_be_read_again_at_its_own_address(lena, database, centre):
    a_week(database, centre)

    page = lena.open(f"/forslag/{only(database).id}/avvisa")

    assert "Avvisa och räkna om" in page.text


def test_both_of_a_suggestion_can_be_read_about_from_it(lena, database, centre):
    a_week(database, centre)

    links = lena.open("/forslag/").links()

    assert f"/volontarer/{only(database).volunteer_id}" in links
    assert f"/vantar/{only(database).need_id}" in links


def test_locked_pair_says_who_locked_it(lena, database, centre):
    a_week(database, centre)

    page = press(lena, lena.open("/forslag/"), "/las")

    assert "Låst av Lena Åkesson kl. 06.30" in page.text
    assert "Ett är låst." in page.text

    page = press(lena, page, "/las-upp")
    assert "Låst av" not in page.text


def test_not_now_puts_the_pair_aside(lena, database, centre):
    a_week(database, centre)

    page = press(lena, lena.open("/forslag/"), "/inte-nu")

    assert page.every("article") == []
    assert "Inte nu av Lena Åkesson." in page.text
    assert "1 vilar den här veckan, efter ”Inte nu”" in page.text


def test_recount_tells_that_nothing_changed(lena, database, centre):
    a_week(database, centre)

    page = press(lena, lena.open("/forslag/"), "/rakna-om")

    assert "Ett förslag är oförändrat." in page.text


def test_second_to_decide_is_told_who_was_first_and_that_nothing_was_saved(lena, database, centre):
    a_week(database, centre)
    page = lena.open("/forslag/")
    with database.writing() as session:
        maja = an_account(session, centre, name="Maja Berg", email="maja@example.org").id
        suggestions.decide(
            session, only(database).id, Verdict.NOT_NOW, centre=centre.id, by=maja, at=AT
        )

    page = press(lena, page, "/godkann")

    assert "Maja Berg hann före: inte nu. Ingenting av ditt sparades." in page.text


def test_who_decides_the_same_twice_is_told_that_it_was_decided_already(lena, database, centre):
    a_week(database, centre)
    page = lena.open("/forslag/")
    press(lena, page, "/inte-nu")

    again = press(lena, page, "/godkann")

    assert "Det har du redan tagit ställning till: inte nu." in again.text
    assert "hann före" not in again.text


def test_colleague_reads_who_it_was_that_took_back_a_no(lena, database, centre):
    a_week(database, centre)
    with database.writing() as session:
        maja = an_account(session, centre, name="Maja Berg", email="maja@example.org").id
        hers = {"centre": centre.id, "by": maja, "at": AT}
        one = only(database).id
        suggestions.decide(session, one, Verdict.REJECT, reason=RejectReason.TOO_FAR, **hers)
        suggestions.undo(session, one, **hers)

    said = lena.open("/forslag/").text

    assert "Så ändrades veckan när Maja Berg tog tillbaka nejet till Aino0 K. med Karin0 L." in said


def test_who_is_matched_by_hand_has_not_lost_a_suggestion_but_got_somebody(lena, database, centre):
    with database.writing() as session:
        a_volunteer(session, centre, first_name="Karin", commitment_months=12)
        eva = a_volunteer(session, centre, first_name="Eva", commitment_months=6)
        need = a_waiting(session, centre, first_name="Aino")
        weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)
        lena_is = session.scalars(sa.select(Account.id)).one()
        matches.match_by_hand(session, eva.id, need.id, centre=centre.id, by=lena_is, at=AT)

    said = lena.open("/forslag/").text

    assert "Aino K. är matchad med Eva L. Förslaget Karin L. (" in said
    assert "har inget förslag längre" not in said


def test_t32_pair_that_has_become_unsafe_is_refused_with_the_rule(lena, database, centre):
    a_week(database, centre)
    page = lena.open("/forslag/")
    with database.writing() as session:
        session.execute(sa.text("DELETE FROM consents"))

    page = press(lena, page, "/godkann")

    assert "Det går inte längre. Personens eget ja saknas." in page.text


def test_t2_another_centres_suggestion_is_not_found(lena, database, centre):
    with database.writing() as session:
        other = a_centre(session)
        a_volunteer(session, other)
        a_waiting(session, other)
        weeks.run_week(session, centre=other.id, iso_week=WEEK, at=AT)
    a_week(database, centre)
    theirs = only(database, centre_id=other.id)
    token = the_form(lena.open("/forslag/"), "/godkann").fields

    for deed in ("godkann", "inte-nu", "las", "las-upp", "angra"):
        lena.post(f"/forslag/{theirs.id}/{deed}", token, expect=404)

    assert only(database, centre_id=other.id).state is SuggestionState.PROPOSED


# ── how much it asks for ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("url", ["/forslag/", "/vantar/"])
def test_page_asks_the_database_as_often_for_twelve_as_for_two(lena, database, centre, url):
    a_week(database, centre, pairs=2, words=[(WordStance.LIKES, "chess")])
    few = questions(lena, database, url)
    with database.writing() as session:
        for _ in range(10):
            a_volunteer(session, centre)
            a_waiting(session, centre)
        weeks.recount(session, centre=centre.id, by=None, at=AT)

    assert questions(lena, database, url) <= few + 1
    assert few <= 30


def questions(lena, database, url):
    """How many questions a page asks the database."""
    asked = []

    def count(*_):
        asked.append(1)

    lena.open(url)  # what is asked once and kept is not counted
    sa.event.listen(database.engine, "before_cursor_execute", count)
    lena.open(url)
    sa.event.remove(database.engine, "before_cursor_execute", count)
    return len(asked)


def test_question_that_most_suggestions_share_is_asked_once_of_all(database, centre, lena):
    a_week(database, centre, pairs=4, place=None)

    page = lena.open("/forslag/")

    asked = [line for line in page.text.splitlines() if "i vilket område?" in line]
    assert len(asked) == 1
    assert all(f"Karin{number}" in asked[0] for number in range(4))
