"""Names without a comma, in a list whose other names have the surname before one."""

from matcher.sheets import lists, out, workbooks
from matcher.sheets.fields import ListKind
from tests.sheets.test_lists import WORLD


def read(*names, answers=()):
    rows = [[name, f"070-174 06 {n + 10}"] for n, name in enumerate(names)]
    data = out.text(["Namn", "Telefon"], rows)
    found = lists.stage(workbooks.read(data), ListKind.WAITING, on=WORLD.on, remembered={})
    found = type(found)(found.sheets, found.mappings, answers=dict(answers))
    return lists.read_rows(found, ListKind.WAITING, WORLD)


def asked(rows):
    return [(cell.reading.fault.code, cell.reading.choices) for row in rows for cell in row.unsure]


def test_name_that_may_lack_its_comma_is_asked_about():
    rows = read("Ek, Anna", "Berg, Olle", "Hallin Sara")

    assert asked(rows) == [("name_order", ("Hallin, Sara", "Sara, Hallin"))]


def test_answer_says_which_is_the_first_name():
    *_, row = read("Ek, Anna", "Berg, Olle", "Hallin Sara", answers={"0:4:name": "Hallin, Sara"})

    assert (row.unsure, row.told.new.first_name, row.told.new.surname) == ((), "Sara", "Hallin")


def test_first_name_that_another_in_the_list_has_is_not_asked_about():
    assert asked(read("Ek, Anna", "Berg, Olle", "Anna Hallin")) == []


def test_list_without_commas_or_with_a_single_one_among_many_is_read_as_it_stands():
    assert asked(read("Sara Hallin", "Börje Flink")) == []
    assert asked(read("Ek, Anna", "Sara Hallin", "Börje Flink")) == []


def test_word_that_ends_as_surnames_do_tells_which_is_the_first_name():
    rows = read("Ek, Anna", "Berg, Olle", "Alm, Per", "Karlsson Bertil", "Maria Eriksson")

    assert asked(rows) == []
    assert [(r.told.new.first_name, r.told.new.surname) for r in rows[3:]] == [
        ("Bertil", "Karlsson"), ("Maria", "Eriksson"),
    ]  # fmt: skip


def test_names_are_asked_about_one_by_one_only_where_the_others_of_the_list_do_not_tell_the_way():
    commas, plain = ("Ek, Anna", "Berg, Olle", "Alm, Per", "By, Ida"), "Maria Eriksson"

    assert asked(read(*commas, plain, "Elin Ström", "Samira Haddad")) == []
    assert len(asked(read(*commas, plain, "Karlsson Bertil", "Samira Haddad"))) == 1


def test_list_of_which_several_surely_have_the_surname_first_has_it_in_every_row():
    told = ("Ek, Sven", "Andersson Greta", "Carlén Elsa", "Ingvarsson Bo", "Gran Aino", "Moe Tage")
    rows = read(*told)

    assert asked(rows) == []
    assert [row.told.new.first_name for row in rows] == [
        "Sven", "Greta", "Elsa", "Bo", "Aino", "Tage",
    ]  # fmt: skip


def test_one_or_two_that_surely_have_it_first_let_the_others_be_asked_about():
    assert len(asked(read("Andersson Greta", "Ingvarsson Bo", "Gran Aino"))) == 1


def test_one_among_several_the_other_way_is_a_slip_and_no_other_name_is_asked_about():
    told = ("Greta Andersson", "Bo Ingvarsson", "Eva Moberg", "Karlsson Bertil", "Aino Gran")

    assert asked(read(*told)) == []
