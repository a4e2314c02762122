"""What people write about times is read exactly, or asked about; never guessed in silence."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.domain.availability import (
    NOTHING_SAID,
    Availability,
    every_second_week,
    nth_of_month,
    weekly,
)
from matcher.domain.spoken_times import (
    LONGEST,
    Unsure,
    answered,
    echo,
    understand,
    wording,
)
from matcher.domain.when import patterns
from matcher.domain.when.day_parts import DayParts, quarter
from tests.bench.words_when import built, phrases
from tests.days import hours_on

ON = date(2026, 11, 22)
TABLE = phrases()
PLAIN = [phrase for phrase in TABLE if not phrase.asked]
DOUBTFUL = [phrase for phrase in TABLE if phrase.asked]


def read(text, on=ON):
    return understand(text, on=on)


def test_r96_table_is_long_enough():
    assert len(TABLE) >= 150
    assert len(DOUBTFUL) >= 20


@pytest.mark.parametrize("phrase", PLAIN, ids=lambda phrase: phrase.text)
def test_r96_phrase_is_understood_exactly(phrase):
    found = read(phrase.text)

    assert (found.availability, found.questions, found.unknown) == (phrase.meaning, (), ())


@pytest.mark.parametrize("phrase", DOUBTFUL, ids=lambda phrase: phrase.text)
def test_r96_ambiguous_phrase_is_asked_about(phrase):
    found = read(phrase.text)

    assert found.questions[0].about in phrase.asked
    assert not found.is_certain


def test_answer_to_a_season_is_of_the_year_that_was_said_and_takes_the_place_of_its_preposition():
    asked = read("tisdagar på sommaren 2028")

    [said] = [
        answered(asked.text, asked.questions[0], answer) for answer in asked.questions[0].answers
    ]
    assert said == "tisdagar från 1 juni 2028 till och med 31 augusti 2028"


@pytest.mark.parametrize("phrase", TABLE, ids=lambda phrase: phrase.text)
def test_r96_echo_of_what_was_understood_means_the_same(phrase):
    understood = read(phrase.text).availability

    assert read(echo(understood)).availability == understood


ANSWERS = [
    (phrase.text, number)
    for phrase in DOUBTFUL
    for number in range(len(read(phrase.text).questions[0].answers))
]


@pytest.mark.parametrize(("text", "number"), ANSWERS)
def test_answering_a_question_does_not_bring_it_back(text, number):
    asked = read(text)
    question = asked.questions[0]

    again = read(answered(asked.text, question, question.answers[number]))

    assert (question.about, question.words) not in {(q.about, q.words) for q in again.questions}
    assert again.unknown == ()


@pytest.mark.parametrize(("text", "number"), ANSWERS)
def test_questions_come_to_an_end_when_the_first_answer_is_taken(text, number):
    found = read(text)
    question = found.questions[0]
    found = read(answered(found.text, question, question.answers[number]))
    for _ in range(3):
        if found.questions and found.questions[0].answers:
            first = found.questions[0]
            found = read(answered(found.text, first, first.answers[0]))

    assert not any(question.answers for question in found.questions)


def test_hour_in_doubt_is_left_out_until_answered():
    asked = read("tisdagar 1-3, torsdagar 10-12")

    assert asked.availability == weekly([3], quarter(10), quarter(12))
    assert asked.questions[0].answers == ("13–15", "01.00–03.00")


def test_answer_takes_the_place_of_the_unsure_words():
    asked = read("tisdagar 1-3, torsdagar 10-12")

    text = answered(asked.text, asked.questions[0], "13–15")

    assert text == "tisdagar 13–15, torsdagar 10-12"
    assert read(text).is_certain


def test_half_past_two_is_shown_as_afternoon_first():
    question = read("halv tre på tisdagar").questions[0]

    assert question.answers == ("14.30–15.30", "14.30–16.30", "från 14.30", "02.30–03.30")


def test_every_second_week_asks_which_of_the_coming_two():
    question = read("varannan tisdag fm").questions[0]

    assert question.answers == (
        "varannan vecka räknat från 24 november 2026",
        "varannan vecka räknat från 1 december 2026",
    )


def test_rhythm_after_two_days_may_be_for_both():
    question = read("tisdagar fm och torsdagar em jämna veckor").questions[0]

    assert question.answers == (
        "tisdagar 9–12; torsdagar 12–17 jämna veckor",
        "tisdagar 9–12 jämna veckor; torsdagar 12–17 jämna veckor",
    )


def test_words_that_were_not_understood_are_kept_as_written():
    found = read("Tisdagar fm, hämtar Barnbarn och FISK")

    assert found.unknown == ("hämtar Barnbarn", "FISK")
    assert found.availability == weekly([1], quarter(9), quarter(12))


@pytest.mark.parametrize("text", ["xx-to", "to-xx"])
def test_no_day_is_taken_of_a_range_whose_other_end_is_not_known(text):
    found = read(text)

    assert (found.availability, found.unknown) == (NOTHING_SAID, (text,))


def test_evenings_in_doubt_are_left_out_until_answered():
    asked = read("tis fm, kvällar och lördagar")
    question = asked.questions[0]

    assert echo(asked.availability) == "tisdagar 9–12; lördagar 9–21"
    assert echo(read(answered(asked.text, question, question.answers[1])).availability) == (
        "måndagar, onsdagar, torsdagar och fredagar 17–21; tisdagar 9–12 och 17–21; lördagar 9–21"
    )


@pytest.mark.parametrize("evening", ["ngn kväll", "någon kväll", "kvällar"])
def test_some_evening_after_a_day_and_its_hours_is_not_taken_for_that_days(evening):
    found = read(f"söndagar 13–15, {evening}")

    assert (echo(found.availability), found.unknown) == ("söndagar 13–15", ())
    assert found.questions[0].answers[1] == f"vardagar {evening}"


def test_no_answer_is_offered_that_would_make_the_text_too_long():
    asked = understand("tisdagar fm; kvällar", on=ON, longest=25)

    assert len(asked.text) == 20
    assert asked.questions[0].answers == ()


def test_red_days_of_all_the_week_are_no_question_of_scope():
    found = read("tis fm, vardagskvällar och lördagar och söndagar och röda dagar")

    assert found.is_certain


def test_misspelt_word_is_proposed_and_not_taken():
    found = read("onsdaag fm")

    assert found.questions[0].about is Unsure.WORD
    assert found.questions[0].answers == ("onsdag",)
    assert found.availability == NOTHING_SAID


def test_r98_weeks_over_new_year_are_the_coming_ones():
    assert echo(read("bortrest v. 52–1").availability) == (
        "bortrest 21 december 2026–10 januari 2027"
    )


def test_r98_weeks_of_summer_said_in_november_are_next_summer():
    assert echo(read("bortrest v. 28–31").availability) == "bortrest 12 juli–8 augusti 2027"


def test_r98_week_53_said_in_a_year_without_one_is_the_next_there_is():
    away = read("bortrest v. 53", on=date(2027, 1, 11)).availability

    assert away.away == ((date(2032, 12, 27), date(2033, 1, 2)),)


def test_r98_absence_under_way_is_this_year():
    assert read("borta 15/11–1/12").availability.away == ((date(2026, 11, 15), date(2026, 12, 1)),)


def test_29_february_is_the_next_there_is():
    assert read("bortrest 29/2").availability.away == ((date(2028, 2, 29), date(2028, 2, 29)),)


def test_30_february_is_no_date():
    assert read("bortrest 30/2").availability == NOTHING_SAID


def test_start_that_has_just_passed_is_this_years():
    tuesdays = read("tisdagar från 1 november").availability

    assert tuesdays == weekly([1], quarter(9), quarter(21)).between(date(2026, 11, 1), None)


def test_single_day_in_words_is_that_day_red_or_not():
    found = read("julafton 10-12").availability

    assert hours_on(found, date(2026, 12, 24)) == ((quarter(10), quarter(12)),)
    assert hours_on(found, date(2026, 12, 17)) == ()


@pytest.mark.parametrize(("year", "day"), [(2026, 25), (2027, 24)])
def test_midsummer_eve_is_found(year, day):
    said = read("bortrest midsommarafton", on=date(2026, 6, day) if year == 2026 else ON)

    assert said.availability.away[0][0] == date(2027, 6, 25)


def test_a_centre_may_have_other_hours():
    own = DayParts(evening=(quarter(18), quarter(22)))

    found = understand("tisdagar kväll", on=ON, parts=own)

    assert found.availability == weekly([1], quarter(18), quarter(22))


def test_denied_even_weeks_leave_the_odd_ones():
    assert read("inte jämna veckor, tisdagar fm").availability == built("1 09:00-12:00 odd")


def test_too_long_a_text_is_not_read():
    found = read("tisdagar fm " * 20)

    assert [question.about for question in found.questions] == [Unsure.LENGTH]
    assert found.availability == NOTHING_SAID


def test_text_of_just_the_length_is_read():
    assert read("tisdagar fm".ljust(LONGEST, " ")).is_certain


def test_empty_text_is_nothing_said():
    assert read("  ") == replace(read(""), text="  ")
    assert read("").availability == NOTHING_SAID


def test_line_breaks_and_odd_dashes_are_read():
    assert read("tis\n9—12\r\n").availability == weekly([1], quarter(9), quarter(12))


def test_letters_in_two_pieces_are_read():
    assert read("ma\u030andagar fm").availability == weekly([0], quarter(9), quarter(12))


def test_echo_says_it_as_a_coordinator_would():
    said = weekly([1], quarter(9), quarter(12), every_second_week(date(2026, 12, 1)))
    said = said.between(date(2026, 12, 1), None) | weekly([4], 52, 62, nth_of_month(1, -1))

    assert echo(said) == (
        "första och sista fredagen i månaden 13–15.30; "
        "tisdagar 9–12 varannan vecka från 1 december 2026"
    )


def test_echo_in_english_says_the_same():
    said = read("jämna tisdagar fm, 2 h/v, bortrest v 28-31, med kort varsel").availability

    assert echo(said, "en") == (
        "Tuesdays 9–12 even weeks; away 12 July–8 August 2027; 2 hours a week; at short notice"
    )


def test_echo_of_no_times_at_all_is_not_the_echo_of_nothing_said():
    never = weekly([1], 36, 48) - weekly([1], 0, 96)

    assert (echo(never), echo(NOTHING_SAID)) == ("inga tider alls", "inget sagt om tider")
    assert read(echo(never)).availability == never


def test_echo_of_one_day_is_its_date():
    assert echo(read("1/12 13-15").availability) == "1 december 2026 13–15"


def test_hours_before_seven_are_echoed_so_that_they_stay_there():
    early = weekly([5], quarter(5), quarter(6, 30))

    assert echo(early) == "lördagar 05–06.30"
    assert read(echo(early)).availability == early


@pytest.mark.parametrize("about", list(Unsure))
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_question_has_words(about, language):
    question = replace(read("tisdagar 1-3").questions[0], about=about)

    assert wording(question, language).endswith((".", "?"))


def test_question_says_the_words_it_is_about():
    question = read("tisdagar 1-3").questions[0]

    assert wording(question) == "Vilken tid på dygnet menar du med ”1-3”?"
    assert wording(question, "en") == "What time of day do you mean by “1-3”?"


def test_red_days_only_can_be_said_and_read():
    reds = weekly([0], 36, 48, patterns.Kinds(red=patterns.RED))

    assert echo(reds) == "måndagar 9–12 bara röda dagar"
    assert read(echo(reds)).availability == reds


def test_red_days_beside_a_weekday_are_echoed_as_they_were_said():
    said = read("lördagar och röda dagar").availability

    assert echo(said) == "lördagar 9–21 och röda dagar"
    assert echo(said, "en") == "Saturdays 9–21 and public holidays"


def test_week_that_the_named_year_has_not_is_not_read():
    assert read("tisdagar från v 53 2027").unknown != ()


def test_sum_of_something_else_is_no_amount():
    assert read("två hundar i veckan").availability == NOTHING_SAID


def test_ordinal_without_a_month_is_no_hour():
    assert read("tisdagar den 3:e").questions == ()


def test_same_doubt_is_asked_about_once():
    found = read("tisdagar fm och torsdagar em jämna veckor, inte onsdagar 1-3")

    assert [question.about for question in found.questions] == [Unsure.HOUR, Unsure.SCOPE]


def test_visit_length_without_a_period_is_kept_as_written():
    found = read("tisdagar fm 2 timmar")

    assert found.unknown == ("2 timmar",)


def test_facts_without_times_are_kept():
    assert read("med kort varsel").availability == Availability(on_call=True)


@pytest.mark.parametrize(
    ("text", "said", "unheard"),
    [
        ("tisdagar utom när jag är hos doktorn", "tisdagar 9–21", "utom när jag är hos doktorn"),
        ("tis fm, inte om barnen är sjuka", "tisdagar 9–12", "inte om barnen är sjuka"),
        ("tisdagar utom skolan, torsdagar", "tisdagar och torsdagar 9–21", "utom skolan"),
        ("tisdagar utom", "tisdagar 9–21", "utom"),
        ("Tuesdays except for my choir", "tisdagar 9–21", "except for my choir"),
    ],
)
def test_exception_that_is_not_understood_is_kept_as_written_and_denies_nothing(
    text, said, unheard
):
    found = read(text)

    assert (echo(found.availability), found.unknown) == (said, (unheard,))
    assert found.is_certain


def test_hours_before_months_are_no_days_of_them():
    said = understand("tis 14-16 jan–maj 2027", on=date(2026, 11, 23))

    assert echo(said.availability) == (
        "tisdagar 14–16 från 1 januari 2027 till och med 31 maj 2027"
    )


def test_two_days_in_the_month_are_every_second_week():
    said = understand("1:a o 3:e tis kl 14-16", on=date(2026, 11, 23))

    assert said.availability.weeks_between == 2


def test_answer_to_what_one_word_says_of_two_days_is_in_whole_words():
    asked = read("tisdag och torsdagsförmiddagar")

    assert asked.questions[0].answers == ("tisdag förmiddagar", "tisdag hela dagen")


def test_days_of_christmas_take_the_place_of_their_preposition():
    asked = read("tisdagar fm, inte i jul")

    said = answered(asked.text, asked.questions[0], asked.questions[0].answers[0])

    assert said == "tisdagar fm, inte 24 december–26 december 2026"


def test_denial_goes_on_over_a_dash_that_stands_for_a_part_of_a_word():
    assert read("inte tisdags- och torsdagskvällar").availability == NOTHING_SAID
