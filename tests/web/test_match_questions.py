"""/matchningar/<id>/fraga/<who>: the question to whoever can only be written to."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.match_reasons import MeetingPlace
from matcher.domain.people import Gender
from matcher.domain.plans import TodoKind
from matcher.store.matches import Participant
from matcher.store.recipients import Recipient
from matcher.store.todos import Todo
from tests.services.pairs import Pair
from tests.web.test_matches import lena_of, make_pair, site, turn  # noqa: F401

HERS = {"surname": "Zzek", "birth_year": 1988, "gender": Gender.WOMAN}


def by_post(database, *steps):
    """A pair whose person has an address and no telephone."""
    pair = make_pair(database, *steps, volunteer=HERS)
    with database.writing() as session:
        session.execute(sa.update(Recipient).values(phone=None))
        hers = sa.select(Participant.id).where(Participant.recipient_id.is_not(None))
        pair.theirs_id = session.scalar(hers)
    return pair


def test_r6_who_has_no_telephone_is_asked_in_a_letter_with_a_slip(site, database):  # noqa: F811
    pair = by_post(database, Pair.volunteer_says)
    lena, at = lena_of(turn(site, pair.at)), f"/matchningar/{pair.id}"

    page = lena.open(at)
    letter = lena.open(page.link("Skriv ut frågan till Zzaino"))

    assert "Vill du träffa Karin?" in letter.text
    assert "Karin, som är mellan 30 och 39 år" in letter.text
    assert "Zzgatan 4" in letter.text
    assert "Nej, inte den här gången" in letter.text


def test_r66_question_on_paper_says_no_surname_and_no_number_of_hers(site, database):  # noqa: F811
    pair = by_post(database, Pair.volunteer_says)
    lena = lena_of(turn(site, pair.at))

    letter = lena.open(f"/matchningar/{pair.id}/fraga/{pair.theirs_id}").html

    assert "Zzek" not in letter
    assert "174 06 11" not in letter.partition("large-letter")[2].partition("</article>")[0]


@pytest.mark.parametrize("steps", [(), (Pair.both_yes,)])
def test_r58_no_question_is_printed_before_the_volunteers_yes_or_after_the_persons(
    site,  # noqa: F811
    database,
    steps,
):
    pair = by_post(database, *steps)

    page = lena_of(turn(site, pair.at)).open(f"/matchningar/{pair.id}/fraga/{pair.theirs_id}")

    assert "Personen ska inte frågas just nu" in page.text


def test_who_has_no_telephone_is_offered_no_meeting_by_it(site, database):  # noqa: F811
    pair = by_post(database, Pair.both_yes)

    page = lena_of(turn(site, pair.at)).open(f"/matchningar/{pair.id}")

    offered = {e.get("value") for e in page.every("input") if e.get("name") == "where"}
    assert offered == {one.value for one in MeetingPlace if one is not MeetingPlace.REMOTE}


def test_r6_letter_of_the_meeting_tells_who_has_no_telephone_where_to_write(
    site,  # noqa: F811
    database,
):
    ours = {"where": MeetingPlace.CENTRE, "place": "Storgatan 1"}
    pair = by_post(database, Pair.both_yes, lambda pair: pair.book(**ours))

    letter = lena_of(turn(site, pair.at)).open(f"/matchningar/{pair.id}/brev")

    assert "Eller skriv till oss:" in letter.text
    assert letter.text.count("Storgatan 1") == 2


@pytest.mark.parametrize("steps", [(), (Pair.person_says,)])
def test_r37_what_a_yes_by_a_card_leaves_unasked_stands_first_until_they_meet(
    site,  # noqa: F811
    database,
    steps,
):
    untold = {"traits": {"has": {}, "bears": {}}}
    pair = make_pair(database, Pair.by_card, Pair.volunteer_says, *steps, volunteer=untold)

    page = lena_of(turn(site, pair.at)).open(f"/matchningar/{pair.id}")

    first = page.text.partition("Nästa steg")[2].partition("Det här gäller det")[0]
    assert "Fråga innan de ses" in first
    assert "Karin: går det bra med katt?" in first


def test_r6_question_that_is_posted_is_not_written_again_before_an_answer_can_have_come(
    site,  # noqa: F811
    database,
):
    pair = by_post(database, Pair.volunteer_says)
    lena, at = lena_of(turn(site, pair.at)), f"/matchningar/{pair.id}"

    page = lena.send(lena.open(at).form(f"{at}/fraga/{pair.theirs_id}/postat"))

    with database.reading() as session:
        asked = sa.select(Todo).where(Todo.kind == TodoKind.ASK_RECIPIENT)
        assert session.scalars(asked).one().due_on == pair.at.date() + timedelta(days=10)
    assert "Vänta på svar på brevet" in page.text
    assert "Frågan till personen postades som brev." in page.text
