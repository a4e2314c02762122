"""English words for times: read, asked about, and said back."""

from datetime import date

import pytest

from matcher.domain.spoken_times import Unsure, answered, echo, understand

ON = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tuesdays 9-12", "Tuesdays 9–12"),
        ("tuesday mornings", "Tuesdays 9–12"),
        ("weekday evenings", "weekdays 17–21"),
        ("Mondays and Wednesdays 1-3 pm", "Mondays and Wednesdays 13–15"),
        ("Tuesdays 10-2pm", "Tuesdays 10–14"),
        ("Tuesdays 9.30am-11am", "Tuesdays 9.30–11"),
        ("Tuesdays 9 a.m. to 12 p.m.", "Tuesdays 9–12"),
        ("Tuesdays after 5 pm", "Tuesdays 17–21"),
        ("Fridays before noon", "Fridays 9–12"),
        ("on Tuesdays from 10 to 12", "Tuesdays 10–12"),
        ("Mon-Thu 9-12", "Mondays, Tuesdays, Wednesdays and Thursdays 9–12"),
        ("Monday to Friday 9-12", "weekdays 9–12"),
        ("even weeks Mondays 9-12", "Mondays 9–12 even weeks"),
        ("Saturdays and Sundays", "Saturdays and Sundays 9–21"),
        ("the first Monday of the month 10-12", "the first Monday of the month 10–12"),
        ("last Friday of the month 13-15", "the last Friday of the month 13–15"),
        (
            "first and third Thursday of the month, afternoons",
            "the first and third Thursday of the month 12–17",
        ),
        (
            "every second Tuesday from 24 November, 9-11",
            "Tuesdays 9–11 every second week from 24 November 2026",
        ),
        ("from December 1, Tuesdays 9-12", "Tuesdays 9–12 from 1 December 2026"),
        ("Tuesdays 9-12 until 1st of June", "Tuesdays 9–12 until 1 June 2027"),
        ("away 3-10 July", "away 3 July–10 July 2027"),
        ("weekdays, away week 28", "weekdays 9–21; away 12 July–18 July 2027"),
        ("weekdays except Wednesdays", "Mondays, Tuesdays, Thursdays and Fridays 9–21"),
        ("Tuesdays 9-12, not on public holidays", "Tuesdays 9–12; not on public holidays"),
        ("Tuesdays 9-12, 2 hours a week", "Tuesdays 9–12; 2 hours a week"),
        ("Tuesdays 9-12 at short notice", "Tuesdays 9–12; at short notice"),
        ("I am free on Monday afternoons", "Mondays 12–17"),
    ],
)
@pytest.mark.parametrize("reader", ["sv", "en"])
def test_phrase_is_understood_whoever_reads_it(text, said, reader):
    found = understand(text, on=ON, language=reader)

    assert (found.questions, found.unknown) == ((), ())
    assert echo(found.availability, "en") == said


@pytest.mark.parametrize(
    ("text", "about", "first"),
    [
        ("weekdays 9-5", Unsure.HOUR, "09.00–17"),
        ("between 2 and 4 on Sundays", Unsure.HOUR, "14–16"),
        ("half past two on Tuesdays", Unsure.POINT, "14.30–15.30"),
        ("weekends", Unsure.RED_DAYS, "Saturdays and Sundays"),
        ("mornings", Unsure.DAYS, "weekday mornings"),
        ("twice a month", Unsure.TIME, "twice a month, weekdays in the daytime"),
        (
            "every other Tuesday",
            Unsure.START,
            "every second week counted from 24 November 2026",
        ),
        ("not Tuesdays", Unsure.BASE, "every day, not Tuesdays"),
        ("every third week on Mondays", Unsure.RHYTHM, "every week"),
        ("away at Christmas", Unsure.DATES, "24 December–26 December 2026"),
        ("Tuesdays 9-12, week 8", Unsure.AWAY_OR_FREE, "away week 8"),
    ],
)
def test_doubt_is_asked_about_with_answers_in_english(text, about, first):
    found = understand(text, on=ON, language="en")

    assert found.questions[0].about is about
    assert found.questions[0].answers[0] == first


@pytest.mark.parametrize(
    "text", ["weekdays 9-5", "every other Tuesday", "weekends", "mornings", "not Tuesdays"]
)
def test_english_answer_can_be_read(text):
    found = understand(text, on=ON, language="en")
    for answer in found.questions[0].answers:
        again = understand(answered(text, found.questions[0], answer), on=ON, language="en")

        assert found.questions[0].about not in {q.about for q in again.questions}, answer


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("on em", "onsdagar 12–17"),  # no English "on"
        ("ti to 10–12", "tisdagar och torsdagar 10–12"),  # no English "to"
        ("tis fm", "tisdagar 9–12"),
    ],
)
@pytest.mark.parametrize("reader", ["sv", "en"])
def test_swedish_stays_swedish_whoever_reads_it(text, said, reader):
    assert echo(understand(text, on=ON, language=reader).availability) == said


def test_words_that_are_neither_are_kept_as_they_were_written():
    assert understand("Tuesdays 9-12 zzyzx", on=ON, language="en").unknown == ("zzyzx",)


@pytest.mark.parametrize("reader", ["sv", "en"])
def test_misspelt_english_day_is_proposed_whoever_reads_it(reader):
    found = understand("tusdays mornings", on=ON, language=reader)
    asked = found.questions[0]

    assert (asked.about, asked.words, asked.answers) == (Unsure.WORD, "tusdays", ("Tuesdays",))
    again = understand(answered(found.text, asked, "Tuesdays"), on=ON, language=reader)
    assert echo(again.availability, "en") == "Tuesdays 9–12"


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("12/1-12/5", ("12 January-12 May", "1 December-5 December")),
        ("Tuesdays, away 12/24-1/6", ("24 December-6 January",)),
        ("Tuesdays from 3/7/2027", ("3 July 2027", "7 March 2027")),
        ("Tuesdays, away 24/12-6/1", None),  # 24/12 tells which number is the month
        ("Tuesdays from 5/5", None),
    ],
)
def test_date_with_a_slash_that_may_be_meant_both_ways_is_asked_about(text, answers):
    found = understand(text, on=ON, language="en")
    dates = [q.answers for q in found.questions if q.about is Unsure.DATES]

    assert dates == ([answers] if answers else [])
    for answer in answers or ():
        again = understand(answered(found.text, found.questions[0], answer), on=ON, language="en")
        assert Unsure.DATES not in {q.about for q in again.questions}
