"""The first meeting, as it is booked by a coordinator and told behind a volunteer's link."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.match_reasons import DeclineReason, MeetingPlace
from matcher.domain.matches import MatchState
from matcher.services import match_asking, recipients
from matcher.store.matches import Match
from matcher.store.pairs import BlockedPair
from matcher.store.recipients import RecipientAddress
from tests.make import AT, hashed
from tests.services.pairs import NO, Pair
from tests.services.test_first_meetings import another
from tests.visitor import Visitor
from tests.web.desk import PASSWORD, rows
from tests.web.test_matches import lena_of, make_pair, turn

BOOKED = [Pair.by_card, Pair.volunteer_says, Pair.person_says]


def test_two_first_meetings_at_one_hour_are_asked_about_before_one_is_booked(app, database):
    account = {"email": "lena@example.org", "password_hash": hashed(PASSWORD)}
    names = {"volunteer": {"first_name": "Karin"}, "recipient": {"first_name": "Elsa"}}
    with database.writing() as session:
        pair = Pair(session, account=account, **names).both_yes()
        other = another(session, pair)
        pair.book(datetime.fromisoformat("2026-11-25T14:00:00+01:00"))
    lena, at = lena_of(turn(app, pair.at)), f"/matchningar/{other}"
    meeting = {"day": "2026-11-25", "time": "14:30", "where": "home"}

    asked = lena.send(lena.open(at).form(f"{at}/mote"), meeting, expect=422)
    assert "redan med på ett första möte då, med Karin och Elsa" in asked.text
    lena.send(asked.form(f"{at}/mote"), {"agreed": "y", "covered": "y"})

    with database.reading() as session:
        assert session.get(Match, other).state is MatchState.MEETING_BOOKED


@pytest.mark.parametrize("where", [MeetingPlace.HOME, MeetingPlace.REMOTE])
def test_link_of_a_meeting_by_telephone_has_nobody_going_there(app, database, where):
    pair = make_pair(database, *BOOKED, lambda pair: pair.book(where=where))
    turn(app, AT + timedelta(days=1))

    page = Visitor(app).open(f"/besok/{pair.links['besok']}")

    said = [words in page.text for words in ("Någon av oss är med.", "Jag går dit nu")]
    assert said == [where is MeetingPlace.HOME] * 2


@pytest.mark.parametrize("is_known", [True, False])
def test_meeting_at_home_says_where_no_street_is_known(app, database, is_known):
    pair = make_pair(database, *BOOKED, Pair.book)
    if not is_known:
        with database.writing() as session:
            session.execute(sa.delete(RecipientAddress))

    page = lena_of(turn(app, pair.at)).open(f"/matchningar/{pair.id}")

    assert ("Ingen gata är antecknad för" in page.text) is not is_known


def test_calendar_that_has_the_first_meeting_moves_it_when_the_time_is_another(app, database):
    pair = make_pair(database, *BOOKED, Pair.book)
    turn(app, pair.at)

    def event():
        text = Visitor(app).client.get(f"/besok/{pair.links['besok']}/kalender.ics").text
        found = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
        return found["UID"], int(found["SEQUENCE"]), found["DTSTART"]

    uid, before, first = event()
    later = pair.at + timedelta(days=5)
    with database.writing() as session:
        session.get(Match, pair.id).meeting_at = later
        session.get(Match, pair.id).version += 1

    same, after, second = event()
    assert (same, after > before, second != first) == (uid, True, True)


def test_no_that_one_of_us_has_noted_can_be_undone_on_the_page_that_day(app, database):
    pair = make_pair(database, lambda pair: pair.volunteer_says(NO))
    lena, at = lena_of(turn(app, pair.at)), f"/matchningar/{pair.id}"

    page = lena.send(lena.open(at).form(f"{at}/angra-nej"))

    assert "De får föreslås igen" in page.text
    assert rows(database, BlockedPair) == []


def says_no_by_card(pair):
    at = {"centre": pair.centre.id, "by": None, "at": pair.at}
    match_asking.volunteer_answers(pair.session, pair.id, pair.hers.id, NO, **at)


def says_no_for_ever(pair):
    pair.volunteer_says(replace(NO, reason=DeclineReason.NOT_THIS_PERSON))


@pytest.mark.parametrize("says_no", [says_no_by_card, says_no_for_ever])
def test_r54_page_offers_no_undoing_of_a_no_that_stands(app, database, says_no):
    pair = make_pair(database, Pair.by_card, says_no)

    page = lena_of(turn(app, pair.at)).open(f"/matchningar/{pair.id}")

    assert "Det blev inte av" in page.text
    assert "angra-nej" not in page.text


def test_form_of_another_time_begins_with_the_one_that_stands(app, database):
    pair = make_pair(database, *BOOKED, Pair.book)
    lena, at = lena_of(turn(app, pair.at)), f"/matchningar/{pair.id}"
    page = lena.open(at)
    form = page.form(f"{at}/mote")

    page = lena.send(form, {"day": "2026-12-01", "time": "10:00"})

    assert form.fields["where"] == ["home"]
    drawer = "Brevet till volontären ligger i lådan: ring och berätta."  # no e-mail is connected
    assert f"Mötet är ändrat. {drawer} En person får inget brev" in page.text
    assert "Berätta att första mötet är ändrat" in page.text
    assert "Den tid vi har sagt förut gäller inte: torsdag" in lena.open(f"{at}/brev").text


def test_day_that_has_been_is_said_before_all_else(app, database):
    pair = make_pair(database, *BOOKED)
    lena, at = lena_of(turn(app, pair.at)), f"/matchningar/{pair.id}"
    answers = {"day": "2026-11-20", "time": "20:00", "where": "centre"}

    page = lena.send(lena.open(at).form(f"{at}/mote"), answers, expect=422)

    assert "Tiden har redan varit" in page.text
    assert "utanför de tider" not in page.text


@pytest.mark.parametrize(("phone", "way"), [("+46701740611", "phone"), (None, "paper")])
def test_r6_answer_of_who_has_no_telephone_is_not_begun_as_told_on_it(app, database, phone, way):
    pair = make_pair(database, Pair.volunteer_says, recipient={"phone": phone})
    page = lena_of(turn(app, pair.at)).open(f"/matchningar/{pair.id}")

    form = next(one for one in page.forms() if "/svar/" in one.action)

    assert form.fields["channel"] == [way]


def test_meeting_struck_off_by_mistake_is_taken_back_on_the_page_that_day(app, database):
    pair = make_pair(database, *BOOKED, Pair.book)
    lena, at = lena_of(turn(app, pair.at)), f"/matchningar/{pair.id}"
    struck = lena.send(lena.open(at).form(f"{at}/inte-av"))

    page = lena.send(struck.form(f"{at}/mote/kvar"))

    assert "Mötet är kvar som det var" in page.text
    assert "Första mötet ströks av misstag. Det är kvar." in page.text
    assert f"{at}/mote/kvar" not in page.html


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ((), "Kortet stannar i lådan"),
        ((*BOOKED, Pair.book), "Brevet till volontären stannar i lådan"),
    ],
)
def test_where_no_post_office_is_connected_the_page_says_that_no_letter_arrives(
    app, database, steps, said
):
    pair = make_pair(database, *steps)

    page = lena_of(turn(app, pair.at)).open(f"/matchningar/{pair.id}")

    assert said in page.text


def test_card_that_nobody_gets_is_not_said_to_be_on_its_way(app, database):
    pair = make_pair(database)
    lena, at = lena_of(turn(app, pair.at)), f"/matchningar/{pair.id}"

    page = lena.send(lena.open(at), action=f"{at}/kort")

    assert "Kortet ligger i lådan" in page.text


def test_who_never_answered_a_card_does_not_stand_as_one_who_was_in_it(app, database):
    def she_dies(pair):
        recipients.deceased(pair.session, pair.recipient.id, **pair.who)

    pair = make_pair(database, Pair.by_card, she_dies)

    page = lena_of(turn(app, pair.at)).open(f"/matchningar/{pair.id}")

    assert "Svarade inte innan det tog slut" in page.text
