"""Cells that a hasty reader would take for what they are not: each kept, asked about or refused."""

import unicodedata
from dataclasses import replace
from datetime import date

import pytest

from matcher.domain.boundaries import never_in
from matcher.domain.consent import Channel
from matcher.domain.needs import NeedKind
from matcher.domain.people import (
    Bears,
    Form,
    Gender,
    GenderWish,
    Level,
    Strength,
    Trait,
    WordStance,
)
from matcher.domain.places import Precision
from matcher.sheets import headers, lists, out, shared_questions, whereabouts, workbooks
from matcher.sheets.fields import ListKind
from matcher.sheets.readings import Understood
from matcher.sheets.tables import Column
from tests.sheets.test_lists import WORLD

NAMED = {"Namn": "Aino Virtanen", "Telefon": "070-174 06 11"}
ALWAYS = {
    ListKind.VOLUNTEERS: NAMED,
    ListKind.WAITING: NAMED,
    ListKind.NEEDS: {"Organisation": "Träffpunkt Eken", "Rubrik": "Språkkafé"},
}
SWEDISH_TOO = {"swedish": Level.CONVERSATION, "arabic": Level.CONVERSATION}
V, W, N = ListKind.VOLUNTEERS, ListKind.WAITING, ListKind.NEEDS


def staged(kind, cells):
    told = ALWAYS[kind] | cells
    data = out.text(list(told), [list(told.values())])
    return lists.stage(workbooks.read(data), kind, on=WORLD.on, remembered={})


def row(kind, answers=(), **cells):
    found = staged(kind, cells)
    found = type(found)(found.sheets, found.mappings, answers=dict(answers))
    [read] = lists.read_rows(found, kind, WORLD)
    return read


def asked(read):
    return {cell.field: cell.reading.fault.code for cell in read.unsure}


# ── asked about ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "header", "said", "code", "ready"),
    [
        (W, "Vill träffa", "ingen man", "wish_strength", ("helst kvinna", "bara kvinna")),
        (W, "Önskemål om volontär", "ej man", "wish_strength", ("helst kvinna", "bara kvinna")),
        (W, "Ingen man", "x", "wish_strength", ("helst kvinna", "bara kvinna")),
        (W, "Vill träffa", "helst kvinna som gillar schack", "wish_and_more", ()),
        (V, "Färdsätt", "ej bil", "mode_not_read", ("gå", "cykel", "buss")),
        (W, "Längd", "420 minuter", "length_long", ("420 minuter", "60 min")),
        (W, "Längd", "1–2 tim", "length_not_read", ("1 tim", "2 tim")),
        (W, "Längd", "4 tim/mån", "length_not_read", ("240 min",)),
        (V, "Timmar per månad", "2 tim/vecka", "number_not_read", ()),
        (V, "Räckvidd", "5 km eller 20 min", "reach_not_read", ()),
        (N, "Uppgifter", "fika, ej promenad", "denied_left", ()),
        (W, "Hemmet", "katt?", "doubted", ("katt",)),
        (V, "Räckvidd", "5 km?", "doubted", ("5 km",)),
        (V, "Bil", "ja (MC)", "mode_not_read", ("gå", "cykel", "buss", "bil")),
        (V, "Färdsätt", "cykel sommartid", "mode_and_more", ("cykel",)),
        (V, "Färdsätt", "bil (ej vinter)", "mode_and_more", ("bil",)),
        (V, "Efternamn", "Nilsson m. fru Inga", "name_of_two", ("Nilsson",)),
        (V, "Övrigt", "hund nej", "mixed_two_ways", ("tål inte hund", "har ingen hund")),
        (W, "Måste tala", "gärna arabiska", "language_is_wish", ("arabiska", "nej")),
        (W, "Hur ofta", "1-2 ggr/mån", "rhythm_not_read", None),
        (W, "Hur ofta", "inte varje vecka", "rhythm_not_read", None),
        (W, "Samtycke", "12/12", "day_maybe_booked", ("2025-12-12",)),
        (V, "Intervju", "12/12 per tel", "day_maybe_booked", ("2025-12-12 per tel",)),
        (W, "Samtycke", "ja 3/9 Dottern", "own_yes_half_told", ()),
        (W, "Samtycke", "ja, god man 3/9", "own_yes_half_told", ()),
        (V, "Övrigt", "ej hund", "mixed_two_ways", ("tål inte hund", "har ingen hund")),
        (V, "Allergi, djur, rökning m.m.", "hund", "mixed_two_ways", ("tål inte hund", "har hund")),
        (W, "Övrigt", "hund (stor)", "mixed_two_ways", ("tål inte hund", "har hund")),
        (V, "Ort", "centrum", "town_unknown", ("centrum",)),
        (V, "Ort", "Östby", "town_unknown", None),
        (V, "Ort", "Skövde", "town_far", ("Skövde",)),
        (V, "Samtycke GDPR", "skickat mejl", "own_yes_asked", ("ja", "nej")),
        (N, "Klart?", "kanske", "need_state_not_read", ("öppet", "klart")),
        (N, "Datum", "2026-12-12 kl 10", "times_unsure", None),
        (W, "Adress", "centrum", "town_unknown", ("centrum",)),
        (V, "Område", "Centrum", "area_unknown", ("Centrum",)),
        (N, "Om uppdraget", "tunga lyft", "lifting_maybe",
         ("tunga lyft av saker", "tunga lyft av personer")),
    ],
)  # fmt: skip
def test_cell_that_may_mean_two_things_is_asked_about(kind, header, said, code, ready):
    [one] = row(kind, **{header: said}).unsure

    assert one.reading.fault.code == code
    assert ready is None or one.reading.choices == ready


def test_town_far_away_is_where_it_is_when_somebody_says_so():
    told = row(V, {"0:2:town": "Skövde"}, Ort="Skövde")

    assert (told.unsure, told.told.new.place.label, told.told.new.place.known) == (
        (), "Skövde", True,
    )  # fmt: skip


def test_r36_animal_that_may_be_one_she_wants_none_of_is_kept_from_her_until_she_has_answered():
    assert row(V, Övrigt="ej hund").told.new.traits.bears == {Trait.DOG: Bears.NO}


def test_ready_answer_is_not_asked_about_again():
    for said in ("varannan vecka", "varannan tis", "sommaren", "en stund", "5"):
        for ready in row(V, Tider=said).unsure[0].reading.choices:
            assert row(V, Tider=ready).unsure == (), (said, ready)


def test_word_beside_an_errand_does_not_make_it_company_unasked():
    told = row(W, Önskar="skjuts, xyzzy")

    assert (told.told.need.kind, told.told.need.every_weeks) == (NeedKind.ERRAND, 0)
    assert asked(told) == {"kind": "kind_not_read", "tasks": "wish_unknown"}
    assert row(W, Önskar="skjuts till VC xyzzy").told.need.kind is NeedKind.ERRAND


@pytest.mark.parametrize(("said", "minutes"), [("420 minuter", 420), ("5 h 30", 330)])
def test_long_meeting_is_kept_where_somebody_says_that_it_is_one(said, minutes):
    told = row(W, {"0:2:minutes": said}, Längd=said)

    assert (told.unsure, told.told.need.minutes) == ((), minutes)


def test_name_of_a_place_that_nobody_knows_is_kept_as_written_where_somebody_says_so():
    told = row(V, {"0:2:town": "centrum"}, Ort="centrum")

    place = told.told.new.place
    assert (told.unsure, place.label, place.precision) == ((), "centrum", Precision.UNKNOWN)


@pytest.mark.parametrize("said", ["Centrum (Stenstan)", "Alnö (Ankarsvik)"])
def test_name_in_brackets_that_is_kept_as_written_gets_no_second_bracket(said):
    asked = row(V, Ort=said).unsure[0]

    kept = shared_questions.with_piece(said, shared_questions.piece_of(asked), said)
    assert (kept, row(V, {"0:2:town": kept}, Ort=said).unsure) == (said, ())


def test_proposed_town_is_near_and_is_understood_when_it_is_picked():
    read = row(V, Ort="Holmsunnd").unsure[0].reading

    assert read.choices == ("Holmsund (Umeå)", "Holmsunnd")
    assert row(V, Ort=read.choices[0]).told.new.place.label == "Holmsund"
    assert row(V, Ort="Billesholm (Bjuv)").told.new.place.label == "Billesholm"


def test_centre_that_has_not_said_where_it_is_is_offered_no_place_of_another_name():
    nowhere = replace(WORLD, near=None)

    assert whereabouts.town("Holmsunnd", nowhere).choices == ("Holmsunnd",)
    assert len(whereabouts.town("Brunna", nowhere).choices) > 2


@pytest.mark.parametrize("said", ["Södermalm", "Bredsand"])
def test_town_far_from_the_rest_of_the_list_is_asked_about_where_the_centre_has_no_place(said):
    told = [["Bo Ek", "852 31", ""], ["Aino Ek", "856 33", ""], ["Ida Ek", "", "Sundsvall"]]
    data = out.text(["Namn", "Postnr", "Ort"], [*told, ["Karin Lind", "", said]])
    staged = lists.stage(workbooks.read(data), V, on=WORLD.on, remembered={})

    read = lists.read_rows(staged, V, replace(WORLD, near=None))[-1]

    assert [cell.reading.fault.code for cell in read.unsure] == ["town_unknown"]
    assert (read.told.new.place.label, read.told.new.place.known) == (said, False)


@pytest.mark.parametrize(("kind", "told", "field"), [
    (N, {"Organisation": ""}, "organisation"), (N, {"Rubrik": ""}, "title"),
])  # fmt: skip
def test_row_that_lacks_what_it_must_tell_has_a_place_to_tell_it(kind, told, field):
    lacks = row(kind, **told)
    answered = row(kind, {f"0:2:{field}": "Kyrkan"}, **told)

    assert [cell.field for cell in lacks.refused] == [field]
    assert (lacks.fault.code, answered.fault) == (f"row_without_{field}", None)


def test_question_of_what_no_column_said_is_not_asked_for_others():
    kind = next(cell for cell in row(W, Önskar="skjuts, xyzzy").cells if cell.field == "kind")

    assert shared_questions.key_of(kind) is None


# ── understood ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("remark", "kept"),
    [
        ("trapphus utan hiss", {Trait.STAIRS: True}),
        ("3 tr u. hiss", {Trait.STAIRS: True}),
        ("bor på 2:a våningen med hiss", {Trait.STAIRS: False}),
    ],
)
def test_remark_on_stairs_is_kept(remark, kept):
    assert row(W, Övrigt=remark).told.new.home == kept


@pytest.mark.parametrize(
    ("remark", "borne"),
    [
        ("rädd för hundar", {Trait.DOG: Bears.NO}),
        ("hundrädd", {Trait.DOG: Bears.NO}),
        ("fobi hund", {Trait.DOG: Bears.NO}),
        ("klarar inte trappor", {Trait.STAIRS: Bears.NO}),
        ("gillar inte katter", {Trait.CAT: Bears.RATHER_NOT}),
    ],
)
def test_remark_on_fear_and_dislike_is_kept(remark, borne):
    assert row(V, Övrigt=remark).told.new.traits.bears == borne


@pytest.mark.parametrize(
    ("times", "remark", "both"),
    [
        ("tis fm", "borta jan–feb", "tis fm, borta jan–feb"),
        ("vardagar", "ej på förmiddagar", "vardagar, ej på förmiddagar"),
        ("vardagar", "kan även lördagar", "vardagar, kan även lördagar"),
    ],
)
def test_remark_on_times_is_said_of_the_times(times, remark, both):
    told = row(V, Tider=times, Övrigt=remark)

    assert told.unsure == ()
    assert told.told.new.availability == row(V, Tider=both).told.new.availability


@pytest.mark.parametrize("header", ["Rökare / allergi", "Allergi"])
def test_who_smokes_is_a_smoker_whatever_stands_above(header):
    traits = row(V, **{header: "röker, allergi: katt"}).told.new.traits

    assert (traits.has, traits.bears) == ({Trait.SMOKE: True}, {Trait.CAT: Bears.NO})


def test_remark_on_times_that_cannot_be_joined_is_told():
    assert asked(row(V, Tider="fm", Övrigt="borta jan–feb"))["mixed"] == "mixed_left"


def test_remark_on_what_somebody_did_is_her_background():
    assert row(W, Övrigt="pens. lärare, gillar schack").told.new.background == "pens. lärare"


@pytest.mark.parametrize(
    ("header", "said", "must", "spoken"),
    [
        ("Krav", "arabiska bra", set(), SWEDISH_TOO),
        ("Språk", "svenska, gärna arabiska", {"swedish"}, {"arabic": Level.CONVERSATION}),
        ("Krav", "svenska krävs, arabiska ett plus", {"swedish"}, {"arabic": Level.CONVERSATION}),
        ("Bra om", "arabiska", set(), SWEDISH_TOO),
    ],
)
def test_language_that_is_good_to_know_is_no_must(header, said, must, spoken):
    need = row(N, **{header: said}).told.need

    assert (need.must_languages, need.languages) == (must, spoken)
    assert [word.concept for word in need.words] == ["language_practice"]  # of the title


def test_skill_that_is_a_merit_is_no_must():
    words = row(N, Krav="dator, körkort meriterande").told.need.words

    assert [word.written for word in words if word.stance is WordStance.NEEDS] == ["dator"]
    assert "körkort" in [word.written for word in words if word.stance is WordStance.KNOWS]


@pytest.mark.parametrize(
    "said", ["lyfta kartonger", "bära lådor, lyft", "lyft av saker", "Lyfta bänkar och bord"]
)
def test_r29_lift_of_things_is_let_through(said):
    assert never_in(said) == ()


@pytest.mark.parametrize("said", ["lyfta honom ur rullstolen", "lyft av personer och möbler"])
def test_r29_lift_of_a_person_is_refused_whatever_stands_beside_it(said):
    assert row(N, **{"Om uppdraget": said}).fault.code == "never_lifting"


def test_wish_that_is_asked_about_is_no_wish_that_is_met():
    prefers = GenderWish(Gender.WOMAN, Strength.PREFER)

    assert row(W, **{"Vill träffa": "kvinna"}).told.new.gender_wish == prefers
    assert row(W, Önskar="promenad, ingen man").told.new.gender_wish == prefers


def test_wish_about_whom_to_meet_is_no_task():
    told = row(W, Önskar="promenad, bara kvinna")

    assert [word.concept for word in told.told.need.words] == ["walking_together"]
    assert told.told.new.gender_wish == GenderWish(Gender.WOMAN, Strength.MUST)


def test_what_is_left_out_of_anything_is_what_she_would_not():
    words = row(V, Uppgifter="Vad som helst utom barn").told.new.words

    assert [(w.stance, w.concept) for w in words] == [(WordStance.WILL_NOT, "children_activity")]


@pytest.mark.parametrize("header", ["Önskar", "Övrigt"])
@pytest.mark.parametrize("said", ["Inte Birgitta Ahlqvist", "Vill inte träffa Elvy Nordin (släkt)"])
def test_whom_somebody_must_not_meet_is_no_task_and_is_to_be_cleared_up(header, said):
    told = row(W, **{header: said})

    assert (told.told.need.words, list(asked(told).values())) == ((), ["must_not_meet"])


def test_r29_who_asked_for_what_volunteers_never_do_is_no_company_unasked():
    assert asked(row(W, Önskar="hjälp med dusch")) == {"kind": "company_too"}
    assert row(W, {"0:2:kind": "sällskap"}, Önskar="hjälp med dusch").unsure == ()
    refused = row(W, {"0:2:kind": "nej"}, Önskar="hjälp med dusch").fault
    assert refused.code == "never_personal_care"


@pytest.mark.parametrize(
    ("title", "field"),
    [("Önskemål om volontär", "mixed"), ("Ingen man", "gender_wish"), ("Önskemål", "tasks")],
)
def test_header_of_a_wish_about_the_volunteer_is_no_task(title, field):
    assert headers.propose([Column(0, title)], W) == {0: field}


@pytest.mark.parametrize(
    ("kind", "header", "said", "field", "meant"),
    [
        (V, "Hur länge", "1 år", "commitment_months", 12),
        (V, "Hur länge", "tills vidare", "commitment_months", None),
        (W, "Längd", "1 h 30", "minutes", 90),
        (W, "Längd", "1 tim 15 min", "minutes", 75),
        (N, "Längd", "7 timmar", "minutes", 420),
        (N, "Barn", "ja 6–12 år", "children_present", True),
        (W, "Hemmet", "2 katter o en hund", "home", {Trait.CAT: True, Trait.DOG: True}),
        (V, "Husdjur", "hund (snäll)", "pets", {Trait.DOG: True}),
        (V, "Språk", "svenska (ej modersmål)", "languages", {"swedish": Level.CONVERSATION}),
        (V, "Språk", "arabiska, inte svenska", "languages", {"arabic": Level.CONVERSATION}),
        (W, "Måste tala", "nej", "must_languages", {}),
        (W, "Hemmet", "ingen hund, men katt", "home", {Trait.DOG: False, Trait.CAT: True}),
        (W, "Hemmet", "röker ej", "home", {Trait.SMOKE: False}),
        (V, "Språk", "svenska o finska", "languages",
         {"swedish": Level.CONVERSATION, "finnish": Level.CONVERSATION}),
    ],
)  # fmt: skip
def test_cell_means_what_people_mean_by_it(kind, header, said, field, meant):
    [found] = [one for one in row(kind, **{header: said}).cells if one.field == field]

    assert found.reading == Understood(meant)


def test_r13_need_with_children_maybe_is_one_with_children_until_somebody_has_answered():
    told = row(N, Barn="ibland")

    assert (told.told.need.children_present, asked(told)) == (
        True,
        {"children_present": "yes_or_no"},
    )


def test_what_she_would_not_do_is_no_task_and_no_wish():
    volunteer = row(V, **{"Vill göra": "promenad, inte skjuts"}).told.new
    waits = row(W, Önskar="fika, inte promenad").told

    assert [(w.stance.value, w.concept) for w in volunteer.words] == [
        ("does", "walking_together"), ("will_not", "transport_by_car"),
    ]  # fmt: skip
    assert [w.concept for w in waits.need.words] == ["coffee_and_cafe"]
    assert [(w.stance.value, w.concept) for w in waits.new.words] == [
        ("dislikes", "walking_together")
    ]


# ── her own yes ───────────────────────────────────────────────────────────────────────────────


def test_r19_own_yes_after_somebody_elses_sentence_is_asked_about_and_not_kept_out():
    own = row(W, Samtycke="dottern ringde, hon själv sagt ja 3/9")

    assert (own.fault, own.unsure[0].reading.choices) == (None, ("ja 3/9",))
    assert row(W, Samtycke="dottern ringde, hon säger ja 3/9").fault.code == "own_yes_denied"


@pytest.mark.parametrize(
    "said", ["3/9 sa hon nej", "återkallat 3/9", "ville inte 3/9", "nekat", "3/9 tackade nej"]
)
def test_r19_no_is_a_no_wherever_it_stands(said):
    assert row(W, Samtycke=said).fault.code == "own_yes_denied"


@pytest.mark.parametrize("said", ["ja 3/9 men ångrat sig", "tveksam 3/9"])
def test_r19_doubted_yes_is_not_proposed_as_one(said):
    told = row(W, Samtycke=said)

    assert (told.told.consents, told.unsure[0].reading.choices) == ((), ())


def test_yes_with_a_day_in_six_figures_has_that_day():
    assert row(W, Samtycke="ja 240312 per tel till Lena").told.consents[0].said_on == date(
        2024, 3, 12
    )


@pytest.mark.parametrize(
    ("header", "said", "code"),
    [("Referenser", "2/2", "day_missing"), ("Intervju", "bokad 3/12", "day_to_come")],
)
def test_number_of_references_and_booked_day_are_no_day_of_a_step(header, said, code):
    told = row(V, **{header: said})

    assert [cell.reading.fault.code for cell in told.refused] == [code]
    assert told.told.steps == ()


def test_r20_health_yes_stands_by_itself_and_opens_what_waited_for_it():
    told = row(W, **{"Att tänka på": "hör dåligt", "Samtycke hälsa": "ja 3/9 per tel till Lena"})
    alone = row(W, **{"Att tänka på": "hör dåligt"})

    assert [word.concept for word in told.told.new.words] == ["hearing_loss"]
    assert (alone.told.new.words, asked(alone)) == ((), {"health_consent_on": "health_yes_asked"})


def test_r20_health_in_a_remark_leaves_the_rest_of_it():
    told = row(W, Övrigt="ser dåligt, tål inte katt").told.new

    assert (told.words, told.bears) == ((), {Trait.CAT: Bears.NO})


def test_letters_are_the_same_whichever_machine_wrote_them():
    apart = unicodedata.normalize("NFD", "Går  på språkkafé,  läsa högt")
    whole = "Går på språkkafé, läsa högt"

    assert row(V, **{"Vill göra": apart}).told == row(V, **{"Vill göra": whole}).told
    assert isinstance(row(V, Kön=unicodedata.normalize("NFD", "män")).cells[2].reading, Understood)


# ── said in another column than its own ───────────────────────────────────────────────────────


def kept(kind, **cells):
    read = row(kind, **cells)
    return {cell.field: cell.value for cell in read.cells}, read


@pytest.mark.parametrize(
    ("said", "wish"),
    [("bara kvinna", GenderWish(Gender.WOMAN, Strength.MUST)), ("katt?", None)],
)
def test_r20_what_is_no_health_waits_for_no_yes_to_health(said, wish):
    values, read = kept(W, **{"Att tänka på": said})

    assert "function" not in values
    assert "health_consent_on" not in asked(read)
    assert values["mixed"].gender_wish == wish


def test_stairs_among_health_are_of_the_home_and_the_rest_waits_for_a_yes():
    values, read = kept(W, **{"Att tänka på": "hör dåligt, 2 tr utan hiss"})

    assert values["mixed"].pets == {Trait.STAIRS: True}
    assert [cell.field for cell in read.cells if cell.sensitive] == ["function"]


@pytest.mark.parametrize("when", ["8/12 kl 10.15-11", "8 dec 10.15-11", "den 8/12, 10.15–11"])
def test_day_and_hour_of_a_wish_are_when(when):
    values, _read = kept(W, **{"Vill ha": f"följe till läkare {when}"})

    assert [word.written for word in values["tasks"]] == ["följe till läkare"]
    assert values["availability"].availability.one_length == 45


def test_half_a_day_is_no_date():
    values, _read = kept(W, **{"Vill ha": "fika 1/2 dag"})

    assert "availability" not in values


def test_shift_of_an_organisation_is_as_long_as_its_hours():
    assert row(N, Tid="3/12 8.00-17.00").told.need.minutes == 540
    assert asked(row(N, Tid="3/12 6-18"))["minutes"] == "length_long"


@pytest.mark.parametrize(
    ("header", "said", "answer"),
    [
        ("Krav", "100 kr/tim", "ideellt"),
        ("Krav", "timlön enligt avtal", "ideellt"),
        ("Beskrivning", "vi söker en kassavikarie", "vi söker en kassavikarie (ideellt)"),
    ],
)
def test_paid_work_waits_for_somebody_to_say_that_it_is_not(header, said, answer):
    before = row(N, **{header: said})
    field = next(cell.field for cell in before.unsure)

    after = row(N, {f"0:2:{field}": answer}, **{header: said})

    assert (before.told, asked(before)) == (None, {field: "paid_maybe"})
    assert after.told is not None
    assert not after.unsure


@pytest.mark.parametrize("said", ["fika för 20 kr", "milersättning", "inträde 50 kr per person"])
def test_what_something_costs_is_no_pay(said):
    assert row(N, Beskrivning=said).told is not None


def test_who_is_escorted_is_met_out_and_elsewhere_an_untold_form_stays_untold():
    def forms(task):
        return row(N, Uppgifter=task).told.need.forms

    assert forms("följe till läkare") == {Form.OUT}
    assert forms("telefonsamtal") == {Form.PHONE}
    assert forms("kafévärd") == set()


@pytest.mark.parametrize("said", ["stark rygg", "simkunnig"])
def test_demand_that_is_like_a_part_of_another_word_is_asked_about_as_it_stands(said):
    [cell] = row(N, Krav=said).unsure

    assert (cell.reading.fault.code, cell.reading.choices) == ("demand_unknown", (said,))
    assert row(N, {"0:2:skills_needed": said}, Krav=said).unsure == ()


@pytest.mark.parametrize(
    ("said", "likeliest"),
    [("gör allt tillsammans", None), ("promenera ute", "promenad"), ("två trappor", None)],
)
def test_word_is_likened_to_another_only_where_half_of_it_is(said, likeliest):
    choices = [cell.reading.choices[0] for cell in row(V, Uppgifter=said).unsure]

    assert choices == ([likeliest] if likeliest else [])


@pytest.mark.parametrize(("said", "age"), [("18+", 18), ("från 16 år", 16), ("25 år", 25)])
def test_lowest_age_among_demands_is_no_skill(said, age):
    read = row(N, Krav=f"körkort, {said}")

    demands = next(cell.value for cell in read.cells if cell.field == "skills_needed")
    assert (read.told.need.min_age, [one.written for one in demands]) == (age, ["körkort"])


@pytest.mark.parametrize(
    ("said", "gender"), [("bara tjej", Gender.WOMAN), ("endast herrar", Gender.MAN)]
)
def test_must_of_whom_to_meet_stays_one_in_everyday_words(said, gender):
    read = row(W, **{"Kön på vol.": said})

    assert (read.unsure, read.told.new.gender_wish) == ((), GenderWish(gender, Strength.MUST))


def test_must_that_nobody_reads_offers_musts_and_no_wishes():
    [cell] = row(W, **{"Kön på vol.": "bara qwx"}).unsure

    assert cell.reading.choices == ("bara kvinna", "bara man")


def test_clock_beside_after_school_says_when_that_is():
    read = row(V, När="onsdagar efter skolan 15.30-17")

    assert read.unsure == ()
    assert read.told.new.availability == row(V, När="onsdagar 15.30-17").told.new.availability


WITH_ALLERGY = {"Allergi": "katt"}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("ja", "health_yes_untold"),
        ("2026-09-03", "health_yes_incomplete"),
        ("3/9 2026 papper", "health_yes_incomplete"),
        ("3/9 2026, Lena", "health_yes_incomplete"),
    ],
)
@pytest.mark.parametrize("kind", [V, W])
def test_r20_yes_to_health_is_none_until_day_way_and_hearer_are_told(kind, said, code):
    read = row(kind, **{"Samtycke hälsa": said}, **WITH_ALLERGY)

    [cell] = [cell for cell in read.cells if cell.field == "health_consent_on"]
    assert cell.reading.fault.code == code
    yeses = read.told.consents if kind is W else (read.told.health_consent,)
    assert not any(yeses)


def test_r20_volunteers_yes_to_health_is_kept_as_it_was_heard():
    said = {"Samtycke hälsa": "2026-09-03 i telefon, Maj-Lis Provare"}
    yes = row(V, **said, **WITH_ALLERGY).told.health_consent

    assert (yes.said_on, yes.channel) == (date(2026, 9, 3), Channel.PHONE)
    assert yes.heard_by == "Maj-Lis Provare"


def test_bare_yes_asks_only_for_its_day_where_who_heard_it_and_how_have_columns():
    told = {"Samtycke": "ja", "Samtycke hört av": "Lena", "Samtycke hur": "telefon"}

    [cell] = [c for c in row(W, **told).cells if c.field == "consent_on"]
    assert cell.reading.fault.code == "day_missing"
