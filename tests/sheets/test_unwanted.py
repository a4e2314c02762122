"""What stands below what a volunteer would not do, and is no task: where each goes."""

import pytest

from matcher.domain.people import Bears, Form, Trait, WordStance
from tests.sheets.test_what_cells_mean import V, asked, row

HEADER = "Vill ej / obs!"


def would_not(said):
    return row(V, **{HEADER: said}).told.new


@pytest.mark.parametrize("header", [HEADER, "Anm."])
@pytest.mark.parametrize(
    ("said", "trait"),
    [
        ("ej hos rökare", Trait.SMOKE),
        ("inte i hem med katt", Trait.CAT),
        ("kan inte vara där det finns hundar", Trait.DOG),
    ],
)
def test_r36_home_that_a_volunteer_would_not_be_in_is_kept_from_her(header, said, trait):
    read = row(V, **{header: said})

    assert (read.unsure, read.told.new.traits.bears) == ((), {trait: Bears.NO})
    assert read.told.new.words == ()


@pytest.mark.parametrize(
    ("said", "trait"), [("inte hundar", Trait.DOG), ("rökare", Trait.SMOKE), ("katt", Trait.CAT)]
)
def test_r36_animal_or_smoke_below_what_she_would_not_is_not_borne_without_a_no_of_its_own(
    said, trait
):
    read = would_not(said)

    assert (read.traits.bears, read.words) == ({trait: Bears.NO}, ())


@pytest.mark.parametrize("header", ["Vill göra", "Intressen"])
@pytest.mark.parametrize(
    ("said", "trait"),
    [("inte hundar", Trait.DOG), ("ej katter", Trait.CAT), ("ej hund", Trait.DOG)],
)
def test_r36_animal_that_she_says_no_to_among_what_she_would_is_not_borne(header, said, trait):
    read = row(V, **{header: f"fika, {said}"}).told.new

    assert read.traits.bears == {trait: Bears.NO}
    assert [word.written for word in read.words] == ["fika"]


def test_r22_illness_beside_what_is_not_borne_is_not_kept():
    read = row(V, **{HEADER: "ej hos rökare (astma)"})

    assert asked(read) == {"not_tasks": "diagnosis_left_out"}
    assert (read.told.new.words, read.told.new.traits.bears) == ((), {Trait.SMOKE: Bears.NO})


def test_r20_why_she_does_not_bear_it_is_kept_nowhere():
    assert all("allergi" not in word.written for word in would_not("hund (allergi)").words)


@pytest.mark.parametrize(
    ("said", "form"), [("vill bara ringa", Form.PHONE), ("bara i grupp", Form.GROUP)]
)
def test_how_a_volunteer_would_meet_only_is_no_task_that_she_refuses(said, form):
    assert (would_not(said).forms, would_not(said).words) == ({form}, ())


def test_condition_that_no_field_has_is_asked_about_and_no_refusal():
    read = row(V, **{HEADER: "bara på mornar"})

    assert (asked(read), read.told.new.words) == ({"not_tasks": "unwanted_condition"}, ())


def test_no_written_once_more_below_what_she_would_not_is_a_no():
    [word] = would_not("ej hembesök").words

    assert (word.stance, word.concept) == (WordStance.WILL_NOT, "home_visit")


@pytest.mark.parametrize("said", ["ENDAST telefon, historia", "historia, ringer bara"])
def test_only_by_telephone_among_what_a_volunteer_does_is_how_she_meets(said):
    read = row(V, **{"Kan / gillar": said})

    assert not read.unsure
    assert read.told.new.forms == {Form.PHONE}
    assert [word.concept for word in read.told.new.words] == ["history"]


def test_only_talk_is_no_telephone():
    assert not row(V, **{"Vill göra": "bara samtal"}).told.new.forms
