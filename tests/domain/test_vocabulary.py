"""R92–R95: what people write, and which concept each writing means."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.spelling import exact, folded
from matcher.domain.vocabulary import (
    Flag,
    How,
    Kind,
    LocalAlias,
    LocalConcept,
    Vocabulary,
    VocabularyFault,
)
from matcher.domain.vocabulary_checks import traps

FILE = Path(__file__).parents[2] / "config" / "vocabulary.tsv"
WORDS = Vocabulary.load(FILE)
CONCEPTS = list(WORDS.concepts.values())


def own(text: str, **chosen) -> str | None:
    found = WORDS.resolve(text, **chosen)
    return found.concept_id if found else None


def read(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    reading = WORDS.read(text)
    return reading.concept_ids, reading.leftovers


def refused(*additions: LocalConcept | LocalAlias) -> list[tuple[tuple[str, ...], str]]:
    with pytest.raises(VocabularyFault) as caught:
        Vocabulary.load(FILE, additions)
    return [(fault.rows, fault.fault.code) for fault in caught.value.faults]


def test_r92_every_correct_form_is_its_own_concept():
    astray = [(f, c.id, own(f)) for c in CONCEPTS for f in c.correct if own(f) != c.id]

    assert astray == []
    assert sum(len(c.correct) for c in CONCEPTS) >= 725


def test_r92_every_listed_misspelling_is_its_own_concept():
    astray = [(f, c.id, own(f)) for c in CONCEPTS for f in c.misspellings if own(f) != c.id]

    assert astray == []
    assert sum(len(c.misspellings) for c in CONCEPTS) >= 497


def test_r92_every_form_without_its_dots_is_its_own_concept():
    forms = [(f, c.id) for c in CONCEPTS for f in (*c.correct, *c.misspellings)]

    assert [(f, i) for f, i in forms if own(folded(f)) != i] == []


def test_r92_trap_pairs_stay_apart():
    pairs = traps(CONCEPTS)

    assert {("läshjälp", "läxhjälp"), ("fika", "fiska"), ("finska", "fiska")} <= set(pairs)
    assert [(a, b) for a, b in pairs if own(a) == own(b)] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("em", "fm"),
        ("vardagar em", "vardagar fm"),
        ("jämn vecka", "ojämn vecka"),
        ("jämna veckor", "ojämna veckor"),
        ("ryska", "tyska"),
        ("talar ryska", "talar tyska"),
        ("rysktalande", "tysktalande"),
        ("läxhjälp", "läshjälp"),
        ("fika", "fiska"),
        ("fiska", "finska"),
        ("bada", "baka"),
        ("danska", "dansa"),
    ],
)
def test_r92_one_letter_apart_is_another_concept(one, other):
    assert None not in (own(one), own(other))
    assert own(one) != own(other)


def test_r92_typing_error_nobody_listed_is_not_guessed():
    assert own("fikka") is None


def test_r92_word_that_means_two_things_is_not_guessed():
    assert [word for word in ("kör", "handla", "sy", "v", "spel", "vård") if own(word)] == []


@pytest.mark.parametrize(
    ("written", "how"),
    [
        ("  Läsa  Högt. ", How.EXACT),
        ("högläsnig", How.MISSPELLING),
        ("lasa hogt", How.FOLDED),
        ("it hjälp", How.FOLDED),
    ],
)
def test_r92_lists_are_asked_in_order(written, how):
    assert WORDS.resolve(written).how is how


def test_kind_that_was_not_asked_for_is_not_found():
    assert own("finska", kinds={Kind.TASK}) is None


def test_text_reads_into_concepts_and_leftovers_in_order():
    assert read("gillar schack, kan skjutsa & laga mat, modelljärnväg") == (
        ("chess", "transport_by_car", "cooking"),
        ("modelljärnväg",),
    )


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("Jag tycker om att baka och sticka", ("baking", "knitting")),
        ("schack/bridge", ("chess", "card_games")),
        ("måla och teckna", ("painting_drawing",)),
        ("jul och nyår", ("public_holidays",)),
        ("hjärt- och lungräddning", ("first_aid",)),
        ("talar finska, svenska + arabiska", ("finnish", "swedish", "arabic")),
        ("1 gång/vecka", ("every_week",)),
        ("hjälpa till med läxor", ("homework_help",)),
        ("fika\nfiska\nfinska", ("coffee_and_cafe", "fishing", "finnish")),
        ("schack, schack, parti schack", ("chess",)),
        ("klarar inte trappor", ("cannot_manage_stairs",)),
    ],
)
def test_text_of_known_words_leaves_nothing_over(text, concepts):
    assert read(text) == (concepts, ())


@pytest.mark.parametrize(
    "text",
    [
        "rädd för hundar",
        "vill inte laga mat",
        "är allergisk mot det mesta",
        "läxhjälp i kemi på gymnasiet",
        "modelljärnväg",
    ],
)
def test_r93_piece_with_an_unknown_word_is_left_as_written(text):
    assert read(text) == ((), (text,))


def test_not_holds_over_the_commas_that_follow():
    assert read("vill inte laga mat, skotta, fika") == (
        (),
        ("vill inte laga mat", "skotta", "fika"),
    )


def test_not_ends_where_somebody_likes_something():
    assert read("kan inte laga mat, gillar schack") == (("chess",), ("kan inte laga mat",))


def test_r93_leftovers_keep_their_capitals_and_dots():
    assert WORDS.read("Schack; Modelljärnväg H0 (Märklin)").leftovers == (
        "Modelljärnväg H0",
        "Märklin",
    )


def test_nothing_written_is_nothing_read():
    assert read(" , ; och ") == ((), ())


def test_text_beyond_the_limit_is_kept_unread():
    text = "schack, " * 300

    reading = WORDS.read(text)

    assert reading.concept_ids == ("chess",)
    assert reading.leftovers[-1] in text


@given(st.text(max_size=300))
def test_any_text_can_be_read(text):
    reading = WORDS.read(text)

    assert all(concept in WORDS for concept in reading.concept_ids)
    assert all(left in text and left.strip() == left for left in reading.leftovers)


@given(st.permutations([c.sv for c in CONCEPTS if c.kind is Kind.INTEREST][:8]))
def test_order_of_what_was_written_is_kept(written):
    assert WORDS.read("; ".join(written)).concept_ids == tuple(own(word) for word in written)


def test_r94_centres_own_concept_is_read_as_any_other():
    local = LocalConcept("model_railway", Kind.INTEREST, "modelljärnväg", ("märklin",))

    assert Vocabulary.load(FILE, [local]).read("Märklin").concept_ids == ("model_railway",)


def test_r94_centres_own_alias_is_read_as_its_concept():
    alias = LocalAlias("companionship", "tjöta")

    assert Vocabulary.load(FILE, [alias]).resolve("Tjöta").concept_id == "companionship"


def test_r94_alias_of_another_concept_is_refused_by_its_row():
    ((rows, code),) = refused(LocalAlias("fishing", "fika", row="rad 4"))

    assert (rows[1], code) == ("rad 4", "form_collides")
    assert rows[0].startswith("vocabulary.tsv:")


def test_r94_alias_that_only_dots_part_from_another_concept_is_refused():
    assert refused(LocalAlias("fishing", "laga måt", row="rad 9"))[0][1] == "form_collides"


def test_r94_every_fault_is_named_at_once():
    found = refused(
        LocalAlias("fishing", "kör", row="rad 1"),
        LocalAlias("no_such_thing", "något eget", row="rad 2"),
        LocalAlias("chess", " . ", row="rad 3"),
        LocalAlias("chess", "x" * 81, row="rad 4"),
        LocalConcept("chess", Kind.INTEREST, "schackturnering", row="rad 5"),
        LocalConcept("Bad Id", Kind.INTEREST, "luffarschack", row="rad 6"),
    )

    assert {rows[-1]: code for rows, code in found} == {
        "rad 1": "form_has_two_meanings",
        "rad 2": "concept_unknown",
        "rad 3": "form_empty",
        "rad 4": "form_too_long",
        "rad 5": "concept_id_taken",
        "rad 6": "concept_id_malformed",
    }


def test_r94_misspelling_nearer_to_another_concept_is_refused():
    ((rows, code),) = refused(LocalAlias("chess", "fikas", misspelt=True, row="rad 2"))

    assert (rows[0], code) == ("rad 2", "misspelling_nearer_another")


def test_r94_misspelling_that_is_correct_is_refused():
    assert refused(LocalAlias("chess", "schack", misspelt=True, row="rad 2"))[0][1] == (
        "misspelling_is_correct"
    )


def broken(tmp_path: Path, name: str, row: str) -> list[tuple[tuple[str, ...], str]]:
    for file in ("vocabulary.tsv", "related.tsv", "cues.tsv", "in_person.tsv"):
        text = FILE.with_name(file).read_text(encoding="utf-8")
        lines = text.splitlines()
        kept = [lines[0], row, *lines[1:]] if file == name else lines
        (tmp_path / file).write_text("\n".join(kept) + "\n", encoding="utf-8")
    with pytest.raises(VocabularyFault) as caught:
        Vocabulary.load(tmp_path / "vocabulary.tsv")
    return [(fault.rows, fault.fault.code) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("name", "row", "code"),
    [
        ("vocabulary.tsv", "a\tb\tc", "row_has_wrong_columns"),
        ("vocabulary.tsv", "x\thobby\tx\tx\tx\tx\t\t", "kind_unknown"),
        ("vocabulary.tsv", "x\ttask\teget\t\tx\tx\t\t", "name_missing"),
        ("related.tsv", "chess\tno_such\t0.5\twhy", "concept_unknown"),
        ("related.tsv", "chess\tboules\t1.5\twhy", "weight_out_of_range"),
        ("related.tsv", "chess\tboules\tmuch\twhy", "weight_out_of_range"),
        ("related.tsv", "chess\tboules\t0.5\t", "pair_without_meaning"),
        ("cues.tsv", "no_such\tord", "concept_unknown"),
        ("in_person.tsv", "no_such\tit is far away", "concept_unknown"),
    ],
)
def test_r94_row_that_is_no_row_is_named_by_its_line(tmp_path, name, row, code):
    assert broken(tmp_path, name, row) == [((f"{name}:2",), code)]


def test_r95_everything_about_health_is_sensitive():
    assert all(Flag.ART9 in c.flags for c in WORDS.of_kind(Kind.HEALTH))


def test_r95_faith_origin_and_own_illness_are_sensitive():
    asked = {
        "faith_and_life_questions",
        "sami",
        "romani_chib",
        "yiddish",
        "meankieli",
        "mental_health_experience",
        "disability_experience",
    }

    others = {c.id for c in CONCEPTS if Flag.ART9 in c.flags and c.kind is not Kind.HEALTH}
    assert others == asked


def test_assignments_with_children_ask_for_the_check():
    asked = {c.id for c in CONCEPTS if Flag.NEEDS_CHILD_CHECK in c.flags}

    assert asked == {"homework_help", "mentor_for_young", "children_activity"}


def test_what_hands_and_feet_are_wanted_for_is_done_in_person():
    afar = {"companionship", "telephone_companionship", "letter_writing", "reading_aloud", "chess"}
    there = {"snow_clearing", "fishing", "dog_walking", "walking_together"}

    assert {c.id for c in CONCEPTS if Flag.IN_PERSON in c.flags} & (afar | there) == there


def test_flags_name_concepts_that_exist():
    flagged = {c.id for c in CONCEPTS if c.flags}

    assert {"end_of_life_vigil", "pharmacy_errand", "language_practice"} <= flagged


@pytest.mark.parametrize(
    ("language", "word"),
    [("sv", "schack"), ("en", "chess"), ("nb", "sjakk"), ("da", "skak"), ("fi", "schack")],
)
def test_word_is_in_the_readers_language(language, word):
    assert WORDS.word("chess", language) == word


def test_unknown_concept_is_its_own_word():
    assert WORDS.word("gone_since") == "gone_since"


def test_fika_is_near_a_meal_and_not_near_fishing():
    assert WORDS.related("coffee_and_cafe")["meal_companion"] == 0.6
    assert "fishing" not in WORDS.related("coffee_and_cafe")


def test_kinship_is_the_same_both_ways():
    near = {(a, b): w for a in WORDS.concepts for b, w in WORDS.related(a).items()}

    assert len(near) >= 200
    assert [(a, b) for (a, b), w in near.items() if near[b, a] != w or a == b] == []


def test_version_is_the_same_for_the_same_words():
    assert Vocabulary.load(FILE).version == WORDS.version


def test_version_tells_of_a_centres_own_word():
    assert Vocabulary.load(FILE, [LocalAlias("chess", "luffarschack")]).version != WORDS.version


@given(st.text(max_size=60))
def test_spelling_settles_at_once(text):
    assert exact(exact(text)) == exact(text)
    assert folded(exact(text)) == folded(text)
