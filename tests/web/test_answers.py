"""/svar: each question one press away, each answer in words, and nobody given away."""

from datetime import date, time, timedelta
from itertools import product

import pytest
import sqlalchemy as sa

from matcher.domain.answers import Below
from matcher.domain.match_reasons import DeclineReason, EndReason
from matcher.domain.matches import MatchState, OverrideReason
from matcher.domain.regular_times import RegularTime
from matcher.domain.suggestions import RejectReason, Subject, SuggestionState, Verdict
from matcher.engine.answers.everyone import everyone, in_short
from matcher.phrases import Voice, outside, remedies, shifts
from matcher.phrases import answers as said
from matcher.phrases.cast import Cast
from matcher.phrases.criteria import CRITERIA
from matcher.services import answer_weeks, bottlenecks, matches, suggestions, weeks
from matcher.services.pairs_by_hand import Barred
from matcher.store.accounts import Account
from matcher.store.audit import Look
from matcher.store.centres import Centre
from matcher.store.needs import Need
from matcher.store.organisations import Organisation
from matcher.store.recipients import Recipient
from matcher.store.suggestions import Suggestion
from matcher.store.volunteers import Volunteer
from tests import tour
from tests.make import AT, a_centre, a_volunteer, a_waiting, an_account, hashed
from tests.visitor import Visitor, words
from tests.web.conftest import NAME, TEXT
from web.plumbing.answer_words import BELOW
from web.plumbing.by_hand_words import bar

PASSWORD = "ett lösenord för prov"
WEEK = "2026-W48"


@pytest.fixture
def desk(app, database):
    """A centre with a suggestion, somebody without one, and Lena at her desk."""
    app.config["CLOCK"] = lambda: AT
    with database.writing() as session:
        centre = a_centre(session)
        hers = {"email": "lena@example.org", "password_hash": hashed(PASSWORD)}
        an_account(session, centre, **hers)
        volunteer = a_volunteer(session, centre, first_name="Karin")
        need = a_waiting(session, centre, first_name="Aino", priority_class=1)
        other = a_waiting(session, centre, first_name="Bo", surname="Ek", priority_class=4)
        weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)
        ids = {"volunteer": volunteer.id, "need": need.id, "other": other.id}
        ids["person"] = other.recipient_id
    lena = Visitor(app).come_in("lena@example.org", PASSWORD)
    return lena, ids, centre.id


# ── one press away ────────────────────────────────────────────────────────────────────────────


def test_suggestion_leads_to_why_these_two(desk):
    lena, ids, _ = desk

    assert f"/svar/par/{ids['need']}/{ids['volunteer']}" in lena.open("/forslag/").links()


def test_empty_row_leads_to_who_could_come(desk):
    lena, ids, _ = desk

    assert f"/svar/uppdrag/{ids['other']}" in lena.open("/forslag/").links()


@pytest.mark.parametrize(
    ("page", "answer"),
    [("/vantar/{other}", "/svar/uppdrag/{other}"),
     ("/mottagare/{person}", "/svar/uppdrag/{other}"),
     ("/volontarer/{volunteer}", "/svar/volontar/{volunteer}")],
)  # fmt: skip
def test_page_of_a_person_leads_to_her_answers(desk, page, answer):
    lena, ids, _ = desk

    assert answer.format(**ids) in lena.open(page.format(**ids)).links()


def test_no_leads_to_what_it_changed_from_wherever_it_stands(desk, database):
    lena, _, centre = desk
    with database.writing() as session:
        row = session.scalars(sa.select(Suggestion).where(Suggestion.rank == 0)).one()
        by = session.scalars(sa.select(Account)).one().id
        suggestions.decide(
            session, row.id, Verdict.REJECT, reason=RejectReason.TOO_FAR,
            centre=centre, by=by, at=AT,
        )  # fmt: skip

    pages = ("/forslag/", f"/mote/{row.id}", "/mote/protokoll", "/handelser/")
    assert all(f"/svar/beslut/{row.id}" in lena.open(page).links() for page in pages)
    told = lena.open(f"/svar/beslut/{row.id}").text
    assert "Aino K. mister Karin L." in told
    assert "och blir utan." in told

    with database.writing() as session:
        suggestions.undo(session, row.id, centre=centre, by=by, at=AT)
    told = lena.open(f"/svar/beslut/{row.id}").text
    assert "Beslutet togs tillbaka. Aino K. har Karin L. som förslag igen." in told


# ── in words ──────────────────────────────────────────────────────────────────────────────────


def test_why_not_says_who_would_lose(desk):
    lena, ids, _ = desk

    told = lena.open(f"/svar/par/{ids['other']}/{ids['volunteer']}")

    assert told.heading == "Varför inte?"
    assert "Om Karin L. går till Bo E. blir veckan som helhet" in told.text
    assert "Aino K. mister Karin L." in told.text
    assert "Bo E. får Karin L." in told.text


@pytest.mark.parametrize("page", ["/svar/par/{need}/{volunteer}", "/vantar/{need}/med/{volunteer}"])
def test_why_not_after_our_own_no_says_whose_it_was_why_and_how_long(desk, database, page):
    lena, ids, centre = desk
    with database.writing() as session:
        found = session.scalars(sa.select(Suggestion).where(Suggestion.rank == 0)).one()
        by = session.scalars(sa.select(Account.id)).first()
        suggestions.decide(
            session,
            found.id,
            Verdict.REJECT,
            reason=RejectReason.TOO_FAR,
            centre=centre,
            by=by,
            at=AT,
        )

    told = lena.open(page.format(**ids)).text

    assert "avvisade de två måndag 23 november 2026" in told
    assert "för långt eller krånglig resa" in told
    assert "De föreslås inte för varandra före tisdag 25 maj 2027." in told
    assert "säkerhetsskäl" not in told


def test_why_says_what_the_week_would_lose(desk):
    lena, ids, _ = desk

    told = lena.open(f"/svar/par/{ids['need']}/{ids['volunteer']}")

    assert told.heading == "Varför de två?"
    assert "Bo E. får Karin L." in told.text


def test_list_of_one_says_what_it_costs_to_take_her_first(desk):
    lena, ids, _ = desk

    told = lena.open(f"/svar/uppdrag/{ids['other']}")

    assert told.heading == "Vem skulle kunna komma till Bo E.?"
    assert "Det kostar minst om Karin L. går till Bo E. Då blir veckan som helhet" in told.text


def test_list_of_one_who_has_somebody_says_who_pays_for_it(desk):
    lena, ids, _ = desk

    told = lena.open(f"/svar/uppdrag/{ids['need']}").text

    assert "Aino K. har redan förslaget Karin L. Mot en vecka utan Aino K.:" in told
    assert "Bo E. mister Karin L." in told


def test_need_of_two_seats_is_told_that_its_turn_weighs_less_for_each(desk, database):
    lena, ids, _ = desk
    with database.writing() as session:
        session.get_one(Need, ids["other"]).seats = 2

    told = lena.open(f"/svar/uppdrag/{ids['other']}")
    alone = lena.open(f"/svar/uppdrag/{ids['need']}")

    assert "Uppdraget söker flera volontärer. I kön räknas då varje plats mindre" in told.text
    assert "varje plats" not in alone.text


def test_list_of_one_says_for_whom_the_other_is_suggested_instead(desk):
    lena, ids, _ = desk

    assert "för Aino K." in lena.open(f"/svar/uppdrag/{ids['other']}").text
    assert "för Aino K." not in lena.open(f"/svar/uppdrag/{ids['need']}").text
    assert "förslaget Karin L." not in lena.open(f"/svar/volontar/{ids['volunteer']}").text


def test_whoever_has_a_suggestion_is_not_told_that_there_is_nothing(desk):
    lena, ids, _ = desk

    told = lena.open(f"/svar/volontar/{ids['volunteer']}").text

    assert "Vi tittar på ett uppdrag som kan passa dig" in told
    assert "Vi har inget uppdrag" not in told


def test_one_possible_is_said_in_the_singular(desk):
    lena, ids, _ = desk

    assert "En volontär av 1 är möjlig." in lena.open(f"/svar/uppdrag/{ids['need']}").text


def test_try_with_one_more_volunteer_says_who_gains(desk):
    lena, _, _ = desk

    told = lena.open("/svar/tank-om?nya=1&tid=weekday_forenoons").text

    assert "en ny volontär" in told
    assert "har gjort alla steg, också dem för uppdrag med barn" in told
    assert "En till får någon." in told


@pytest.mark.parametrize(
    "query", ["vrid=abc", "minuter=9", "nya=1000", "par=x.y", "utan=x&nya=1", "vikt-time=-1"]
)
def test_odd_try_changes_nothing_and_is_a_page(desk, query):
    lena, _, _ = desk

    assert lena.client.get(f"/svar/tank-om?{query}").status_code in (200, 422)


def test_try_without_somebody_who_is_not_there_says_so(desk):
    lena, ids, _ = desk

    told = lena.open("/svar/tank-om?utan=ingen").text

    assert "Någon som skulle tas bort är inte med i veckans matchning." in told
    assert "Någon som skulle" not in lena.open(f"/svar/tank-om?utan={ids['volunteer']}").text


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("par=x.y", "De två är inte längre med i veckans matchning"),
        ("&".join(f"vikt-{one}=0" for one in CRITERIA), "Minst en sak måste väga"),
    ],
)
def test_what_cannot_be_tried_says_why(desk, query, why):
    lena, _, _ = desk

    assert why in lena.client.get(f"/svar/tank-om?{query}").get_data(as_text=True)


def test_r79_asking_about_two_people_is_a_look_at_both(desk, database):
    lena, ids, _ = desk

    lena.open(f"/svar/par/{ids['need']}/{ids['volunteer']}")

    with database.reading() as session:
        seen = {(one.about, one.about_id) for one in session.scalars(sa.select(Look))}
        recipients = session.scalars(sa.select(Recipient.id)).all()
    assert ("volunteer", ids["volunteer"]) in seen
    assert any(("recipient", one) in seen for one in recipients)


# ── nobody given away ─────────────────────────────────────────────────────────────────────────


LANGUAGES = ("sv", "en")


def everybody_s_names(session, centre):
    """First names and surnames of all, as words that no sentence may have."""
    people = [*session.scalars(sa.select(Volunteer)), *session.scalars(sa.select(Recipient))]
    names = {word for one in people for word in f"{one.first_name} {one.surname}".split()}
    return names | set(session.scalars(sa.select(Organisation.name)))


def named(names, spoken):
    words = set(" ".join(spoken).replace(".", " ").replace(",", " ").split())
    return sorted(one for one in names if one in words or f" {one} " in " ".join(spoken))


def test_r66_what_may_be_said_to_others_gives_nobody_away(demonstration, database):
    """Everybody of the demonstration centre, suggested or not: what she may be told."""
    fixed = {
        said
        for words in (outside.TO_VOLUNTEER, outside.TO_WAITING, outside.ELSE,
                      outside.OTHERS_FIRST, outside.SUGGESTED)
        for said in words.values()
    }  # fmt: skip
    with database.reading() as session:
        now = answer_weeks.standing(session, centre=demonstration.ids["centre"], at=tour.AT)
    heard = set()
    sides = (Subject.NEED, now.pool.needs), (Subject.VOLUNTEER, now.pool.volunteers)
    for subject, rows in sides:
        for one in rows:
            why = in_short(now.solved, subject, one.id, everyone(now.solved, subject, one.id))
            heard |= {outside.said_to(subject, why, is_suggested=is_so) for is_so in (True, False)}
    assert heard
    assert [one for one in heard if one not in fixed and any(map(str.isdigit, one))] == []
    assert {sentence for one in heard for sentence in parted(one, fixed)} <= fixed


def parted(spoken, fixed):
    """The sentences of which something was put together; what is none of them stays."""
    for one in sorted(fixed, key=len, reverse=True):
        if one in spoken:
            return [one, *parted(spoken.replace(one, "").strip(), fixed)]
    return [spoken] if spoken else []


def test_r66_notice_says_only_what_five_share(demonstration, database):
    centre = demonstration.ids["centre"]
    with database.reading() as session:
        report = bottlenecks.report(session, trying=True, centre=centre, at=tour.AT)
        needs = answer_weeks.standing(session, centre=centre, at=tour.AT).pool.needs
        names = everybody_s_names(session, centre)
    assert report.recruits
    where = [report.people.needs[need.id].where for need in needs]
    for one in report.recruits:
        told = one.advert
        assert told.hours is None or len(one.remedy.facts["open_to"]) >= 5
        assert told.where is None or where.count(told.where) >= 5
        assert told.language is None or sum(told.language in n.languages for n in needs) >= 5
        voices = [Voice(language) for language in LANGUAGES]
        spoken = [remedies.advert(told, voice, centre="Ekvik") for voice in voices]
        assert named(names - {told.where}, spoken) == []


def test_r66_answer_without_a_cast_names_nobody(demonstration, database):
    """All pairs of the demonstration centre, as anybody but the centre's own coordinator."""
    centre = demonstration.ids["centre"]
    with database.reading() as session:
        now = answer_weeks.standing(session, centre=centre, at=tour.AT)
        names = everybody_s_names(session, centre)
    told = set()
    for pair in product(now.pool.volunteers, now.pool.needs):
        why = now.forcing.why_not((pair[0].id, pair[1].id))
        told |= {
            sentence for one in (why.forced, why.forbidden) if one for sentence in said_of(one)
        }
    ids = {one.id for one in (*now.pool.needs, *now.pool.volunteers)}
    assert told
    assert named(names | ids | {NAME, TEXT}, told) == []
    assert [one for one in told if " av 100" in one or " of 100" in one] == []


def said_of(one):
    """Everything that can be said of a forced pair to somebody who may know nobody."""
    for language in LANGUAGES:
        nobody, moved = Cast(language=language), one.difference
        yield from (said.forced(one, nobody), said.forbidden(one, nobody))
        yield from (shifts.freed(moved, nobody), shifts.summed(moved, nobody))
        yield said.first(one, nobody.need(""), nobody)
        for _, lines in shifts.by_loss(moved, nobody):
            yield from (f"{who} {what}" for who, what in lines)


def test_every_reason_to_stand_below_fewer_points_has_words():
    """A volunteer's own list has no regard to how many lists an uppdrag is on."""
    said = {(why, of) for why in Below for of in Subject} - {(Below.LISTED, Subject.VOLUNTEER)}

    assert set(BELOW) == said


def test_undecided_suggestion_is_the_one_that_is_linked(desk, database):
    lena, ids, _ = desk

    page = lena.open(f"/svar/par/{ids['need']}/{ids['volunteer']}")

    with database.reading() as session:
        asked = sa.select(Suggestion.id).where(Suggestion.state == SuggestionState.PROPOSED)
        row = session.scalars(asked.where(Suggestion.rank == 0)).one()
    assert f"/forslag/?visa={row}#forslag-{row}" in page.links()


def test_what_was_tried_is_said_where_the_form_is_not_printed(desk):
    lena, _, _ = desk

    page = lena.open("/svar/tank-om?nya=1&bil=y&restid=45&minuter=10&vikt-interests=0")

    assert "Med en ny volontär, som kan när som helst" in page.text
    assert "Med buss i stället för bil, och allt annat lika" in page.text
    assert "reser högst 45 minuter, har bil och har gjort alla steg" in page.text
    assert "Alla volontärer reser 10 minuter längre." in page.text
    assert "Väger annorlunda: intressen inte alls." in page.text


def test_dial_as_it_is_gives_nobody_somebody_else_in_words(desk):
    lena, _, _ = desk

    (row,) = (one for one in lena.open("/svar/vredet").every("tr") if "Som nu" in words(one))
    assert words(row).endswith("ingen")


def test_part_that_is_closed_says_that_it_is_not_printed(desk, database):
    lena, ids, centre = desk
    with database.writing() as session:
        a_volunteer(session, session.get(Centre, centre), languages={"finnish": 3}, forms=["phone"])

    page = lena.open(f"/svar/uppdrag/{ids['other']}")

    assert "Inte utskrivet. Öppna delen på sidan och skriv ut igen." in page.text


def test_who_has_somebody_on_the_way_is_told_with_whom_and_not_as_filled(desk, database):
    lena, ids, centre = desk
    with database.writing() as session:
        by = session.scalars(sa.select(Account.id)).one()
        own = {"centre": centre, "by": by, "at": AT}
        made = matches.match_by_hand(session, ids["volunteer"], ids["need"], **own)

    page = lena.open(f"/svar/uppdrag/{ids['need']}")

    assert "Har redan någon, eller någon på väg." in page.text
    assert "Karin L. Godkänd, ingen är kontaktad" in page.text
    assert f"/matchningar/{made.id}" in page.links()
    assert "inte var med?" not in page.text


def fit_of(page):
    return [words(one) for one in page.every("ul") if "fit-parts" in one.get("class", "")]


def test_why_of_two_who_are_matched_is_no_why_not_and_no_rule_speaks_against_it(desk, database):
    lena, ids, centre = desk
    asked = f"/svar/par/{ids['need']}/{ids['volunteer']}"
    fit = fit_of(lena.open(asked))
    with database.writing() as session:
        by = session.scalars(sa.select(Account.id)).one()
        own = {"centre": centre, "by": by, "at": AT}
        made = matches.match_by_hand(session, ids["volunteer"], ids["need"], **own)

    page = lena.open(asked)

    assert page.heading == "Varför de två?"
    assert "godkände dem måndag 23 november 2026" in page.text
    assert "Godkänd, ingen är kontaktad." in page.text
    assert f"/matchningar/{made.id}" in page.links()
    for untrue in ("Varför inte?", "plats för fler", "åsidosättas", "Inte föreslaget"):
        assert untrue not in page.text
    assert fit_of(page) == fit != []


def test_two_who_meet_are_told_of_by_their_own_time_and_the_wait_that_is_over(desk, database):
    lena, ids, centre = desk
    with database.writing() as session:
        by = session.scalars(sa.select(Account.id)).one()
        own = {"centre": centre, "by": by, "at": AT}
        made = matches.match_by_hand(session, ids["volunteer"], ids["need"], **own)
        made.state, made.met_on = MatchState.ACTIVE, AT.date()
        usual = RegularTime(AT.date() + timedelta(days=1), time(17), 75, 2)
        made.regular_time = usual.to_json()
        session.get(Need, ids["need"]).waiting_since = AT.date() - timedelta(weeks=30)

    page = lena.open(f"/svar/par/{ids['need']}/{ids['volunteer']}")

    assert "Väntade 30 veckor, till måndag 23 november 2026." in page.text
    assert "Tisdagar kl. 17.00–18.15, varannan vecka, nästa gång 24 november" in page.text
    for untrue in ("över löftet", "Väntat", "Möjlig tid"):
        assert untrue not in page.text
    assert "över löftet" not in lena.open(f"/vantar/{ids['need']}").text


def test_what_two_who_are_matched_have_said_against_each_other_is_told_with_why_all_the_same(
    desk, database
):
    lena, ids, centre = desk
    with database.writing() as session:
        by = session.scalars(sa.select(Account.id)).one()
        own = {"centre": centre, "by": by, "at": AT}
        made = matches.match_by_hand(session, ids["volunteer"], ids["need"], **own)
        made.override_reason = OverrideReason.WILL_TRY
        volunteer = session.get(Volunteer, ids["volunteer"])
        volunteer.max_hours_month = 1
        session.get(Need, ids["need"]).minutes = 120

    page = lena.open(f"/svar/par/{ids['need']}/{ids['volunteer']}")

    assert "Skälet var: De vill prova." in page.text
    assert "Det här går emot vad de har sagt, som läget är nu:" in page.text
    assert "Volontären har 1 kvar att ge." in page.text
    assert "säkerhetsskäl" not in page.text
    assert "skyddar" not in page.text


def test_hours_that_are_not_there_are_the_volunteers_own_limit_and_no_safety(desk, database):
    lena, ids, _ = desk
    with database.writing() as session:
        session.get(Volunteer, ids["volunteer"]).max_hours_month = 1
        session.get(Need, ids["other"]).minutes = 120

    by_hand = lena.open(f"/vantar/{ids['other']}/med/{ids['volunteer']}")
    answer = lena.open(f"/svar/par/{ids['other']}/{ids['volunteer']}")

    assert "Det är volontärens egen gräns. Den kan inte åsidosättas." in by_hand.text
    for page in (by_hand, answer):
        assert "Det går inte som det är nu" in page.text
        assert "säkerhetsskäl" not in page.text


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"state": "interested"}, "Har anmält sig och är inte aktiv än."),
        ({"state": "left"}, "Har slutat som volontär."),
        ({"paused_from": date(2026, 10, 31)}, "pausad sedan lördag 31 oktober 2026, tills vidare"),
    ],
)
def test_volunteer_without_a_part_in_the_week_is_told_why(desk, database, columns, why):
    lena, _, centre = desk
    with database.writing() as session:
        she = a_volunteer(session, session.get(Centre, centre), **columns)

    assert why in lena.open(f"/svar/volontar/{she.id}").text


def test_r46_everybody_who_is_possible_is_on_the_page_and_who_rests_is_counted(desk, database):
    lena, ids, centre = desk
    with database.writing() as session:
        centre = session.get(Centre, centre)
        for number in range(12):
            a_volunteer(session, centre, first_name=f"Moa{number}")
        a_volunteer(session, centre, first_name="Rut", paused_from=date(2026, 10, 31))

    page = lena.open(f"/svar/uppdrag/{ids['other']}")

    assert "13 volontärer av 13 är möjliga." in page.text
    assert "3 till är möjliga" in page.text
    assert all(f"Moa{number} L." in page.text for number in range(12))
    assert "En volontär är pausad och räknas inte här." in page.text


def test_r19_who_lacks_only_her_own_yes_is_told_who_it_would_make_possible(desk, database):
    lena, _, centre = desk
    with database.writing() as session:
        asked = a_waiting(session, session.get(Centre, centre), state="enquiry")

    page = lena.open(f"/svar/uppdrag/{asked.id}")

    assert "Med personens ja är en volontär möjlig: Karin L." in page.text
    assert f"/mottagare/{asked.recipient_id}" in page.links()
    assert "Inget undantag går att göra" not in page.text


def test_what_a_recount_would_suggest_is_not_called_the_suggestion_of_the_week(desk, database):
    lena, ids, centre = desk
    with database.writing() as session:
        eva = a_volunteer(session, session.get(Centre, centre), first_name="Eva").id
        karin = session.get(Volunteer, ids["volunteer"])
        karin.languages, karin.version = {"finnish": 3}, karin.version + 1

    page = lena.open(f"/svar/uppdrag/{ids['need']}")
    now, then = (lena.open(f"/svar/par/{ids['need']}/{one}") for one in (eva, ids["volunteer"]))

    assert "Något har ändrats sedan veckan räknades." in page.text
    assert "Blir veckans förslag om den räknas om nu." in page.text
    assert "På veckans lista står ännu Karin L., men inte om den räknas om nu." in page.text
    assert "Veckans förslag." not in page.text
    assert "De två står inte på veckans lista, men föreslås om den räknas om nu." in now.text
    assert "står på veckans lista med Karin L." in now.text
    assert "De två står på veckans lista, men föreslås inte" in then.text


def test_who_is_only_full_is_nearly_possible_and_may_be_asked_for_one_more(desk, database):
    lena, ids, centre = desk
    with database.writing() as session:
        by = session.scalars(sa.select(Account.id)).one()
        own = {"centre": centre, "by": by, "at": AT}
        matches.match_by_hand(session, ids["volunteer"], ids["need"], **own)

    page = lena.open(f"/svar/uppdrag/{ids['other']}")
    pair = lena.open(f"/svar/par/{ids['other']}/{ids['volunteer']}")

    assert "Nästan, ett enda hinder" in page.text
    assert f"/svar/tank-om?par={ids['volunteer']}.{ids['other']}" in page.links()
    assert "Vad som skulle öppna: Fråga Karin om ett uppdrag till." in pair.text
    assert "åsidosättas" not in pair.text


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (DeclineReason.NOT_NOW, "De två blev tillfrågade, men det blev inte av."),
        (EndReason.MOVED, "De två var matchade till"),
    ],
)
def test_no_of_who_was_asked_is_not_told_as_the_end_of_a_match(app, reason, said):
    with app.test_request_context():
        assert bar(Barred(None, AT.date(), reason, None, None))[0].startswith(said)
