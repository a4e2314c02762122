"""The room of lists: from a file to people, by forms alone."""

import io

import pytest
import sqlalchemy as sa
from openpyxl import Workbook

from matcher.sheets import out
from matcher.store.imports import Import
from matcher.store.volunteers import VolunteerWord
from tests import tour
from tests.lists import messy
from tests.make import a_centre, an_account, hashed
from tests.sheets import hostile
from tests.visitor import words

PASSWORD = "ett lösenord som är långt"


@pytest.fixture
def lena(database, visitor):
    with database.writing() as session:
        password_hash = hashed(PASSWORD)
        an_account(
            session, a_centre(session), email="lena@example.org", password_hash=password_hash
        )
    visitor.come_in("lena@example.org", PASSWORD)
    return visitor


def uploaded(lena, data, kind="volunteers", expect=200):
    page = lena.open("/import/")
    token = page.form("/import/").fields["csrf_token"][0]
    file = (io.BytesIO(data), "lista.xlsx")
    return lena.post("/import/", {"csrf_token": token, "kind": kind, "file": file}, expect=expect)


def test_list_goes_from_file_to_people_and_back(lena):
    columns = uploaded(lena, messy.volunteers())
    dry = lena.send(columns, action=columns.url)
    saved = lena.send(dry.form(dry.url + "/spara"))
    asked = lena.open(saved.link("Ångra listan …"))
    undone = lena.send(asked)

    assert columns.heading == "Vad betyder kolumnerna?"
    assert dry.heading == "Så här blir de 5 raderna"
    assert saved.heading == "Listan är sparad"
    assert undone.heading == "Listan är ångrad"


def test_column_that_is_not_read_is_told_before_the_list_is_saved(lena):
    columns = uploaded(lena, out.text(["Namn", "Ort", "Favoritfärg"], [["Karin Lind", "", "röd"]]))
    dry = lena.send(columns, action=columns.url)

    assert "En kolumn läses inte: ”Favoritfärg” (1 rad)." in dry.text


@pytest.mark.parametrize(("often", "is_said"), [("", True), ("varannan vecka", False)])
def test_how_often_is_asked_once_and_said_to_be_assumed_where_a_list_does_not_tell_it(
    lena, often, is_said
):
    row = ["Aino Ek", "promenader", often]
    data = out.text(["Namn", "Vill ha", "Hur ofta"], [row])
    columns = uploaded(lena, data, "waiting")
    dry = lena.send(columns, action=columns.url)

    assert ("Utan svar räknar vi med varje vecka" in dry.text) is is_said


def test_what_is_to_be_cleared_up_tells_which_list_and_leads_to_it(lena):
    columns = uploaded(lena, messy.volunteers())
    dry = lena.send(columns, action=columns.url)
    lena.send(dry.form(dry.url + "/spara"))

    morning = lena.open("/start/alla")
    assert "Reda ut rader i en lista, volontärer" in morning.text
    assert lena.open(morning.link("Visa listan")).heading == "Listan är sparad"


def test_statement_without_a_tick_is_not_a_statement(lena):
    columns = uploaded(lena, messy.volunteers())
    dry = lena.send(columns, action=columns.url)

    page = lena.send(dry.form(dry.url + "/intyg"), {"on": "2026-09-01"}, expect=422)

    assert "Kryssa i intyget" in page.text


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (hostile.zip_bomb, "packar upp till mer än en lista kan vara"),
        (hostile.locked, "låst med lösenord"),
        (hostile.truncated, "trasig eller avbruten"),
    ],
)
def test_hostile_file_is_refused_in_a_sentence(lena, made, words):
    assert words in uploaded(lena, made(), expect=422).text


def test_file_is_read_while_somebody_else_is_writing(lena, database):
    """A list of thousands takes seconds to read: nobody waits for it, and it waits for nobody."""
    with database.writing():
        page = uploaded(lena, hostile.truncated(), expect=422)

    assert "trasig eller avbruten" in page.text


def test_r27_identity_number_in_a_list_is_shown_on_no_page_and_kept_in_no_row(lena, database):
    written = ("19121212-1212", "121212-1213", "0703121236", "1912-12-12 1212")
    named = zip(("Ek", "Hed", "Lind", "Sund"), range(10, 14), written, strict=True)
    rows = [[f"Karin {name}", f"070-174 06 {at}", one] for name, at, one in named]
    columns = uploaded(lena, out.text(["Namn", "Telefon", "Födelseår"], rows))
    dry = lena.send(columns, action=columns.url)
    everything = lena.open(dry.link("Visa alla rader")) if "Visa alla rader" in dry.text else dry
    staged = str(tour.all_rows(database, without=("tries", "audit")))
    saved = lena.send(dry.form(dry.url + "/spara"))
    shown = "".join(page.text for page in (columns, dry, everything, saved))

    assert [one for one in written if one in shown + staged] == []
    assert "personnummer" in dry.text


def test_r27_answer_with_an_identity_number_is_lost_alone(lena, database):
    data = out.text(["Namn", "När", "Kön"], [["Karin Lind", "kvällar", "okej"]])
    columns = uploaded(lena, data)
    dry = lena.send(columns, action=columns.url)
    told = {"a:0:2:gender#own": "kvinna", "a:0:2:availability#own": "19121212-1212"}

    page = lena.send(dry.form(dry.url + "/svar?sida=1"), told, expect=422)

    assert "personnummer" in page.text
    assert "kvinna" in str(tour.all_rows(database, without=("tries", "audit")))
    assert "19121212" not in page.text


@pytest.mark.parametrize(
    ("own", "kept"), [("finska", "svenska, finska"), ("svenska och finska", "svenska och finska")]
)
def test_answer_in_own_words_takes_the_place_of_the_word_and_not_of_its_cell(
    lena, database, own, kept
):
    columns = uploaded(lena, out.text(["Namn", "Språk"], [["Karin Lind", "svenska, xyzzy"]]))
    dry = lena.send(columns, action=columns.url)
    form = answers_of(dry)
    [box] = [name for name in form.fields if name in ("a:0:2:languages", "a:0:2:languages#own")]

    lena.send(form, {box: own})

    assert staged_answers(database)["0:2:languages"] == kept


def test_row_of_somebody_who_stands_above_says_that_what_only_it_tells_is_left(lena):
    karin = ["Karin Lind", "070-174 06 11"]
    data = out.text(["Namn", "Telefon", "Övrigt"], [[*karin, "schack"], [*karin, "bakar"]])
    page = lena.send(columns := uploaded(lena, data), action=columns.url)

    assert "skriv in det på rad 2 i filen" in page.text


def test_word_that_is_kept_as_it_stands_keeps_no_other_of_its_cell_unasked(lena, database):
    data = out.text(["Namn", "Önskar"], [["Karin Lind", "stödperson, bollplank"]])
    page = lena.send(columns := uploaded(lena, data, "waiting"), action=columns.url)

    for word in ("bollplank", "stödperson"):
        assert f"Behåll ”{word}” som det står" in page.text
        before = staged_answers(database).get("0:2:tasks", "stödperson, bollplank")
        page = lena.send(answers_of(page), {"a:0:2:tasks": before.replace(word, f"”{word}”")})

    assert "Behåll ”" not in page.text
    assert staged_answers(database)["0:2:tasks"] == "”stödperson”, ”bollplank”"


def test_list_is_thrown_away(lena):
    columns = uploaded(lena, messy.needs(), "needs")

    page = lena.send(columns.form(columns.url.replace("/kolumner", "/kasta")))

    assert "Ingenting av den är sparat" in page.text


def test_exported_file_is_named_by_what_and_when_alone(lena):
    page = lena.open("/import/")
    token = page.form("/import/ut").fields["csrf_token"][0]
    told = {"csrf_token": token, "what": "volunteers", "purpose": "meeting"}

    answer = lena.client.post("/import/ut", data=told, content_type="multipart/form-data")

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="volontarer-')


def test_export_without_a_purpose_is_asked_for_one(lena):
    page = lena.open("/import/")

    again = lena.send(page.form("/import/ut"), {"what": "volunteers"}, expect=422)

    assert "Välj vad listan ska användas till." in again.text


def test_ready_answers_are_said_in_the_readers_language_and_sent_as_the_list_says(lena):
    data = out.text(["Namn", "När", "Kön"], [["Karin Lind", "kvällar", "okej"]])
    columns = uploaded(lena, data)
    dry = lena.send(columns, action=columns.url)

    page = lena.open(f"{dry.url}?lang=en")

    options = {e.get("value"): words(e) for e in page.every("option") if e.get("value")}
    assert options["kvinna"] == "woman"
    assert options["vardagar kvällar"].startswith("weekdays")


def test_r29_refused_wish_has_a_box_in_which_it_is_written_anew(lena):
    heads = ["Namn", "Telefon", "Önskar"]
    data = out.text(heads, [["Bengt Ryd", "070-174 06 58", "hjälp med duschen"]])
    columns = uploaded(lena, data, "waiting")
    dry = lena.send(columns, action=columns.url)

    mended = lena.send(dry.form(dry.url + "/svar?sida=1"), {"a:0:2:tasks": "sällskap"})

    assert "Det tas inte in: volontärer hjälper inte till med personlig omvårdnad." in dry.text
    assert "Inget uppdrag läggs till innan du har svarat" in dry.text
    assert "personlig omvårdnad" not in mended.text


def a_couple_and_one_who_has_left(lena):
    """Two rows, both answered; each answer leaves something to say of its row."""
    heads = ["Namn", "Telefon", "Kan/vill", "Läge"]
    rows = [
        ["Egon & Maja Tingvall", "070-174 06 90", "fika", "grön"],
        ["Karin Sund", "070-174 06 91", "fika", "lila"],
    ]
    columns = uploaded(lena, out.text(heads, rows))
    dry = lena.send(columns, action=columns.url)
    told = {"a:0:2:name": "Egon Tingvall", "a:0:2:state": "aktiv", "a:0:3:state#own": "slutat"}
    return lena.send(dry.form(dry.url + "/svar?sida=1"), told)


def answers_of(page):
    return page.form(page.url.partition("?")[0] + "/svar?sida=1")


def staged_answers(database):
    with database.reading() as session:
        return session.scalars(sa.select(Import)).one().staged["answers"]


def test_answer_stays_when_another_row_is_answered(lena, database):
    answered = a_couple_and_one_who_has_left(lena)
    before = staged_answers(database)

    again = lena.send(answers_of(answered))

    assert staged_answers(database) == before
    boxes = answers_of(again).fields
    assert [boxes["a:0:2:name"], boxes["a:0:3:state"]] == [["Egon Tingvall"], ["slutat"]]
    assert 'role="status" data-focus tabindex="-1"' in again.html  # read first, by the keyboard too
    assert "lila" in again.text  # what the list said stands beside the answer


def test_empty_box_of_a_page_that_did_not_show_the_answer_takes_nothing_away(lena, database):
    answered = a_couple_and_one_who_has_left(lena)
    form = answers_of(answered)
    boxes = [n for n in form.fields if n.startswith("a:")]
    before = staged_answers(database)

    told = {n: v for n, v in form.fields.items() if not n.startswith("was:")}
    lena.post(form.action, told | dict.fromkeys(boxes, ""))

    assert staged_answers(database) == before


def test_answer_that_is_emptied_by_hand_or_written_anew_is_told(lena, database):
    answered = a_couple_and_one_who_has_left(lena)

    told = {"a:0:2:name": "", "a:0:3:state": "vilar"}
    lena.send(answers_of(answered), told)

    kept = staged_answers(database)
    assert "0:2:name" not in kept
    assert kept["0:3:state"] == "vilar"


def test_row_to_clear_up_names_its_sheet_where_the_workbook_has_several(lena):
    book = Workbook()
    for title, name in (("Norr", "Bo Ek"), ("Söder", "Eva Holm")):
        sheet = book.create_sheet(title)
        sheet.append(["Namn", "Mejl", "Tider"])
        sheet.append([name, f"{name[:2].strip()}@example.org", "fm"])
    data = io.BytesIO()
    book.save(data)
    columns = uploaded(lena, data.getvalue())
    dry = lena.send(columns, action=columns.url)
    saved = lena.send(dry.form(dry.url + "/spara"))

    assert [f"Rad 2, {title}" in saved.text for title in ("Norr", "Söder")] == [
        True, True,
    ]  # fmt: skip


def test_columns_page_says_which_column_is_lacking(lena):
    heads = ["Rubrik", "Antal", "När"]
    columns = uploaded(lena, out.text(heads, [["Cafévärd", "2", "tis fm"]]), "needs")

    assert "Ingen kolumn säger organisation." in columns.text


def test_row_that_is_skipped_asks_nothing(lena):
    row = ["Karin Lind", "070-174 06 11", "när månen står i ny"]
    columns = uploaded(lena, out.text(["Namn", "Telefon", "När"], [row, row]))

    dry = lena.send(columns, action=columns.url)

    assert dry.text.count("Vi förstår inte tiderna") == 1


def test_what_several_rows_ask_is_asked_once_and_answered_for_all(lena, database):
    names = ["Namn", "Telefon", "Uppgifter"]
    rows = [
        ["Karin Lind", "070-174 06 11", "prommenader, fika"],
        ["Bo Ek", "070-174 06 12", "prommenader"],
    ]
    columns = uploaded(lena, out.text(names, rows))
    dry = lena.send(columns, action=columns.url)
    form = dry.form(dry.url + "/svar?visa=alla&sida=1")
    answered = lena.send(form, {"g:tasks:prommenader": "promenad"})

    assert dry.text.count("Menas något av det här") == 1
    assert "Menas något av det här" not in answered.text
    again = lena.send(answered.form(form.action), {"g:tasks:prommenader": ""})
    assert "Menas något av det här" in again.text
    answered = lena.send(again.form(form.action), {"g:tasks:prommenader": "promenad"})
    lena.send(answered.form(answered.url.partition("?")[0] + "/spara"))
    with database.reading() as session:
        told = [word.concept for word in session.scalars(sa.select(VolunteerWord))]
    assert told.count("walking_together") == 2
    rows[0][2] = "prommenader, schack"
    changed = uploaded(lena, out.text(names, rows)).text
    for said in ("Svarat förra gången listan kom", "Läggs till: schack", "Tas bort: fika"):
        assert said in changed, said


def test_word_that_is_to_stand_as_it_is_written_is_asked_about_no_more(lena):
    columns = uploaded(lena, out.text(["Namn", "Uppgifter"], [["Karin Lind", "prommenader"]]))
    dry = lena.send(columns, action=columns.url)
    form = dry.form(dry.url + "/svar?sida=1")

    kept = lena.send(form, {"a:0:2:tasks": "prommenader"})

    assert "Menas något av det här" not in kept.text


def test_one_reference_of_two_is_told_from_none(lena):
    row = ["Karin Lind", "070-174 06 11", "2026-09-01"]
    columns = uploaded(lena, out.text(["Namn", "Telefon", "Referenser"], [row]))

    assert "intervju, en referens till" in lena.send(columns, action=columns.url).text


def test_part_of_town_is_not_asked_about_where_the_postcode_says_where(lena):
    row = ["Karin Lind", "070-174 06 11", "903 40", "Haga"]
    columns = uploaded(lena, out.text(["Namn", "Telefon", "Postnummer", "Ort"], [row]))

    dry = lena.send(columns, action=columns.url)

    assert "Haga, Umeå, ortens mitt" in dry.text


def test_limit_is_said_as_it_was_set(lena):
    data = out.text(["Namn", "Räckvidd", "När"], [["Karin Lind", "2,5 km", "inte i juli"]])
    columns = uploaded(lena, data)

    dry = lena.send(columns, action=columns.url)

    assert "ca 2,5 km" in dry.text
    assert "bortrest 1 juli–31 juli" in dry.text


def test_r24_row_of_somebody_protected_is_told_by_its_number_alone(lena, database):
    row = ["Hilma Ask", "070-174 06 61", "skyddad identitet"]
    columns = uploaded(lena, out.text(["Namn", "Telefon", "Övrigt"], [row]), "waiting")
    dry = lena.send(columns, action=columns.url)

    assert "Rad 2: skyddade personuppgifter" in dry.text
    assert "Hilma" not in columns.text + dry.text + str(tour.all_rows(database, without=("tries",)))


def test_what_a_waiting_person_asks_for_is_called_a_wish(lena):
    columns = uploaded(lena, messy.waiting(), "waiting")

    assert "Önskar" in [words(option) for option in columns.every("option")]


def test_unknown_places_are_left_as_they_stand_with_one_answer(lena):
    rows = [["Karin Lind", "Hagaby"], ["Ulf Ek", "Norrlid"], ["Eva Öst", "Sörlid"]]
    columns = uploaded(lena, out.text(["Namn", "Område"], rows))
    dry = lena.send(columns, action=columns.url)
    assert "Område: 3 namn som vi inte känner." in dry.text

    answered = lena.send(dry.form(f"{dry.url}/svar?sida=1"), {"keep": "area"})
    assert "inget av centralens områden" not in answered.text
    assert "3 svar gäller hela listan" in answered.text
    saved = lena.send(answered.form(dry.url + "/spara"))
    assert "De här är inga av centralens områden: Hagaby, Norrlid, Sörlid." in saved.text


def test_r63_who_has_died_by_a_list_is_answered_about_with_one_press_when_it_is_saved(lena):
    cells = {"Namn": "Bo Roos", "Telefon": "070-174 06 43", "Önskar": "fika", "Anteckning": ""}

    def saved(**told):
        row = cells | told
        data = out.text(list(row), [list(row.values())])
        page = uploaded(lena, data, "waiting")
        dry = page if page.heading.startswith("Så här") else lena.send(page, action=page.url)
        return lena.send(dry.form(dry.url + "/spara"))

    saved()
    asked = saved(Anteckning="avliden 18/11")
    morning = lena.open("/start/alla")
    stays = lena.send(asked.form(asked.url + "/kvar"))

    assert "Bo Roos har avlidit" in asked.text
    assert lena.open(asked.link("Har avlidit …")).heading
    assert "Enligt en lista: Bo R. har avlidit" in morning.text
    assert "Svara först" not in stays.text


def test_answer_of_a_row_that_leaves_nothing_to_ask_is_shown_and_can_be_taken_back(lena, database):
    columns = uploaded(lena, out.text(["Namn", "Telefon", "Kön"], [["Karin Lind", "", "qwx"]]))
    dry = lena.send(columns, action=columns.url)
    answered = lena.send(answers_of(dry), {"a:0:2:gender": "kvinna"})
    shown = lena.open(answered.url.partition("?")[0] + "?visa=alla")
    taken_back = lena.send(
        shown.form(shown.url.partition("?")[0] + "/svar?visa=alla&sida=1"), {"a:0:2:gender": ""}
    )

    assert "”qwx” läser vi som ”kvinna”." in shown.text
    assert (staged_answers(database), "läser vi som" in taken_back.text) == ({}, False)


def dry_run_of_a_need(lena, when):
    told = {"Organisation": "Träffpunkt Eken", "Rubrik": "Språkkafé", "När": when}
    columns = uploaded(lena, out.text(list(told), [list(told.values())]), "needs")
    dry = lena.send(columns, action=columns.url)
    return lena.open(dry.url.partition("?")[0] + "?visa=alla").text


def test_hours_that_a_list_does_not_tell_are_said_to_be_assumed(lena):
    said = "inget klockslag står i listan. Vi räknar med 9–21."

    assert f"torsdagar: {said}" in dry_run_of_a_need(lena, "torsdagar")


def test_days_of_the_month_are_not_said_to_be_every_second_week(lena):
    shown = dry_run_of_a_need(lena, "1:a o 3:e tis")

    assert "första och tredje tisdagen i månaden" in shown.casefold()
    assert "varannan vecka" not in shown.casefold()


def test_row_that_asks_nothing_is_folded_below_those_that_ask(lena):
    rows = [["Karin Lind", "070-174 06 11", "läxhjälp"], ["Siv Ek", "070-174 06 12", "prommenader"]]
    columns = uploaded(lena, out.text(["Namn", "Telefon", "Uppgifter"], rows))
    dry = lena.send(columns, action=columns.url)
    page = lena.open(dry.url + "?visa=alla").text

    assert page.index("Siv Ek") < page.index("Karin Lind")
    assert "Karin Lind Ny Rad 2. " in page, page[page.index("Karin Lind") :][:200]


def test_row_in_doubt_of_somebody_who_is_here_is_called_unsure_as_the_sum_says(lena):
    told = ["Namn", "Telefon", "Ort", "Uppgifter"]
    for task in ("läxhjälp", "läxhjälp, prommenader"):
        data = out.text(told, [["Karin Lind", "070-174 06 11", "Uppsala", task]])
        page = uploaded(lena, data)
        page = lena.send(page, action=page.url) if task == "läxhjälp" else page
        if task == "läxhjälp":
            lena.send(page.form(page.url + "/spara"))

    assert "Karin Lind Osäker" in page.text
    assert "Osäkra 1" in page.text


def test_saved_list_quotes_nothing_of_a_row_that_was_left_out(lena):
    rows = [["Rut Hägg", "070-174 06 12", "fika", "har fått plats på boende, avslutas"]]
    columns = uploaded(lena, out.text(["Namn", "Telefon", "Önskar", "Anm."], [*rows,
        ["Aino Ek", "070-174 06 13", "fika", ""]]), "waiting")  # fmt: skip
    dry = lena.send(columns, action=columns.url)
    saved = lena.send(dry.form(dry.url + "/spara"))

    assert "Rad 2" in saved.text
    assert "…”" not in saved.text
