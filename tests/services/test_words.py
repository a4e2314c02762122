"""Words that nobody has understood yet, and what a centre makes of them."""

import pytest
import sqlalchemy as sa

from matcher.domain.errors import Invalid, Missing, NotNow
from matcher.domain.people import WordStance
from matcher.domain.vocabulary import Kind
from matcher.services import choices, word_readings, words
from matcher.store.audit import Deed
from matcher.store.needs import NeedWord
from matcher.store.recipients import RecipientWord
from matcher.store.volunteers import Volunteer, VolunteerWord
from matcher.store.words import LocalWord
from tests.make import AT, a_centre, a_recipient, a_volunteer, a_waiting, an_account

LIKES, DOES, KNOWS = WordStance.LIKES, WordStance.DOES, WordStance.KNOWS


@pytest.fixture
def centre(session):
    return a_centre(session)


@pytest.fixture
def by(session, centre):
    return {"centre": centre.id, "by": an_account(session, centre).id, "at": AT}


def wrote(session, person, written, stance=LIKES):
    """A word that was kept as it was written."""
    kind, key = {
        "volunteers": (VolunteerWord, "volunteer_id"),
        "recipients": (RecipientWord, "recipient_id"),
        "needs": (NeedWord, "need_id"),
    }[type(person).__tablename__]
    owner = {"centre_id": person.centre_id, key: person.id}
    word = kind(**owner, stance=stance, written=written)
    session.add(word)
    session.flush()
    return word


def only(session, centre):
    (word,) = words.unknown(session, centre=centre.id)
    return word


# ── what is unknown ───────────────────────────────────────────────────────────────────────────


def test_r93_unknown_words_of_everybody_are_gathered_the_most_used_first(session, centre):
    wrote(session, a_volunteer(session, centre), "gökur")
    wrote(session, a_volunteer(session, centre), "modelljärnväg")
    wrote(session, a_recipient(session, centre), "Modelljärnväg")
    wrote(session, a_waiting(session, centre), "modelljärnväg ", KNOWS)

    found = words.unknown(session, centre=centre.id)

    assert [(word.written.strip().lower(), word.used_by) for word in found] == [
        ("modelljärnväg", 3),
        ("gökur", 1),
    ]


def test_r1_another_centres_words_are_not_seen(session, centre, by):
    word = wrote(session, a_volunteer(session, a_centre(session)), "gökur")

    assert words.unknown(session, centre=centre.id) == []
    with pytest.raises(Missing):
        words.one(session, word.id, centre=centre.id)
    with pytest.raises(Missing):
        words.make_alias(session, word.id, "chess", **by)


def test_r92_near_word_is_proposed_and_not_applied(session, centre):
    word = wrote(session, a_volunteer(session, centre), "schackspelare")
    vocabulary = choices.vocabulary(session, centre=centre.id)

    assert "chess" in words.proposals(only(session, centre), vocabulary)
    assert word.concept is None


def test_what_a_person_searches_for_comes_first_among_proposals(session, centre):
    wrote(session, a_volunteer(session, centre), "gökur")
    vocabulary = choices.vocabulary(session, centre=centre.id)

    assert words.proposals(only(session, centre), vocabulary, "schackk")[0] == "chess"


# ── an alias ──────────────────────────────────────────────────────────────────────────────────


def test_alias_gives_every_row_with_that_writing_its_meaning(session, centre, by):
    rows = [
        wrote(session, a_volunteer(session, centre), text)
        for text in ("fritt bräde", "Fritt  bräde")
    ]
    rows.append(wrote(session, a_recipient(session, centre), "fritt bräde"))

    read = words.make_alias(session, rows[0].id, "chess", **by)

    assert (read.rows, {row.concept for row in rows}) == (3, {"chess"})
    assert words.unknown(session, centre=centre.id) == []


def test_alias_is_understood_from_then_on(session, centre, by):
    word = wrote(session, a_volunteer(session, centre), "fritt bräde")

    words.make_alias(session, word.id, "chess", **by)

    assert (
        choices.vocabulary(session, centre=centre.id).resolve("Fritt bräde").concept_id == "chess"
    )
    assert choices.vocabulary(session, centre=a_centre(session).id).resolve("fritt bräde") is None


def test_word_written_in_another_box_is_said_as_its_kind_is(session, centre, by):
    word = wrote(session, a_volunteer(session, centre), "fritt bräde", DOES)

    words.make_alias(session, word.id, "chess", **by)

    assert word.stance is LIKES


def test_pastime_that_a_need_is_about_stays_what_it_is_about(session, centre, by):
    word = wrote(session, a_waiting(session, centre), "fritt bräde", DOES)

    words.make_alias(session, word.id, "chess", **by)

    assert (word.concept, word.stance) == ("chess", DOES)


def test_no_stays_a_no(session, centre, by):
    word = wrote(session, a_volunteer(session, centre), "fritt bräde", WordStance.WILL_NOT)

    words.make_alias(session, word.id, "chess", **by)

    assert word.stance is WordStance.DISLIKES


def test_same_writing_in_two_boxes_becomes_one_row(session, centre, by):
    karin = a_volunteer(session, centre)
    first = wrote(session, karin, "fritt bräde", LIKES)
    wrote(session, karin, "fritt bräde", DOES)

    words.make_alias(session, first.id, "chess", **by)

    rows = session.scalars(sa.select(VolunteerWord).where(VolunteerWord.volunteer_id == karin.id))
    assert [(row.stance, row.concept) for row in rows] == [(LIKES, "chess")]


def test_form_that_was_open_before_meets_a_newer_person(session, centre, by):
    karin = a_volunteer(session, centre)
    word = wrote(session, karin, "fritt bräde")

    words.make_alias(session, word.id, "chess", **by)

    session.expire_all()
    assert session.get(Volunteer, karin.id).version == 2


def test_r95_sensitive_word_is_read_only_of_who_has_said_yes(session, centre, by):
    yes = wrote(session, a_volunteer(session, centre, consents=["health"]), "språket hemma", KNOWS)
    no = wrote(session, a_volunteer(session, centre), "språket hemma", KNOWS)

    read = words.make_alias(session, yes.id, "sami", **by)

    assert (read.rows, read.kept_back) == (1, 1)
    assert (yes.concept, no.concept) == ("sami", None)


def test_word_that_is_known_already_is_read_anew_and_not_taught(session, centre, by):
    word = wrote(session, a_volunteer(session, centre), "schack")

    with pytest.raises(NotNow):
        words.make_alias(session, word.id, "chess", **by)

    assert words.read_anew(session, **by) == word_readings.Read(1, 0)
    assert word.concept == "chess"


@pytest.mark.parametrize(
    ("written", "code"), [("kör", "form_has_two_meanings"), ("m" * 81, "form_too_long")]
)
def test_r94_word_that_cannot_stand_beside_the_rest_is_refused(session, centre, by, written, code):
    word = wrote(session, a_volunteer(session, centre), written)

    with pytest.raises(Invalid) as refused:
        words.make_alias(session, word.id, "chess", **by)

    assert refused.value.faults["concept"].code == code
    assert (word.concept, session.scalars(sa.select(LocalWord)).all()) == (None, [])


# ── a concept of one's own ────────────────────────────────────────────────────────────────────


def test_own_concept_is_a_word_like_any_other(session, centre, by):
    word = wrote(session, a_volunteer(session, centre), "modelljärnväg")

    words.make_concept(session, word.id, Kind.INTEREST, "Modelljärnväg", "Model railways", **by)

    vocabulary = choices.vocabulary(session, centre=centre.id)
    assert vocabulary.word(word.concept, "en") == "Model railways"
    assert vocabulary.concepts[word.concept].kind is Kind.INTEREST


def test_name_spelt_otherwise_leaves_what_was_written_as_an_alias(session, centre, by):
    word = wrote(session, a_volunteer(session, centre), "modell-tåg i källaren")

    words.make_concept(session, word.id, Kind.INTEREST, "modelljärnväg", **by)

    assert word.concept == "own_modelljarnvag"
    assert [own.form for own in words.own(session, centre=centre.id)] == [
        "modell-tåg i källaren",
        "modelljärnväg",
    ]


def test_r94_collision_names_the_word_and_its_row(session, centre, by):
    word = wrote(session, a_volunteer(session, centre), "fritt bräde")

    with pytest.raises(Invalid) as refused:
        words.make_concept(session, word.id, Kind.INTEREST, "Schack", **by)

    fault = refused.value.faults["name"]
    assert (fault.code, fault.facts["means"]) == ("own_word_collides", "schack")
    assert fault.facts["row"].startswith("vocabulary.tsv:")


def test_r94_collision_with_an_own_word_names_it(session, centre, by):
    first = wrote(session, a_volunteer(session, centre), "gökur")
    second = wrote(session, a_volunteer(session, centre), "klockor från Schwarzwald")
    words.make_concept(session, first.id, Kind.INTEREST, "gökur", **by)

    with pytest.raises(Invalid) as refused:
        words.make_concept(session, second.id, Kind.INTEREST, "gökur", **by)

    assert refused.value.faults["name"].facts["means"] == "gökur"


def test_word_without_latin_letters_gets_a_concept_too(session, centre, by):
    word = wrote(session, a_volunteer(session, centre), "شطرنج")

    words.make_concept(session, word.id, Kind.INTEREST, "شطرنج", **by)

    assert word.concept.startswith("own_")


def test_what_is_taught_stands_in_the_audit_without_the_word(session, centre, by):
    word = wrote(session, a_volunteer(session, centre), "fritt bräde")

    words.make_alias(session, word.id, "chess", **by)

    line = session.scalars(sa.select(Deed).where(Deed.deed == "word.added")).one()
    assert line.facts == {"concept": "chess", "rows": 1}


# ── taken away ────────────────────────────────────────────────────────────────────────────────


def test_removed_alias_leaves_its_rows_as_they_were_written(session, centre, by):
    word = wrote(session, a_volunteer(session, centre), "fritt bräde")
    ticked = a_volunteer(session, centre, words=[(LIKES, "chess")])
    words.make_alias(session, word.id, "chess", **by)

    words.forget(session, words.own(session, centre=centre.id)[0].id, **by)

    kept = sa.select(VolunteerWord.concept).where(VolunteerWord.volunteer_id == ticked.id)
    assert (word.concept, session.scalar(kept)) == (None, "chess")
    assert only(session, centre).written == "fritt bräde"


def test_removed_concept_goes_with_its_aliases(session, centre, by):
    word = wrote(session, a_volunteer(session, centre), "modell-tåg i källaren")
    words.make_concept(session, word.id, Kind.INTEREST, "modelljärnväg", **by)
    (own,) = (own for own in words.own(session, centre=centre.id) if own.kind)

    words.forget(session, own.id, **by)

    assert (words.own(session, centre=centre.id), word.concept) == ([], None)


def test_language_that_somebody_speaks_is_not_removed(session, centre, by):
    word = wrote(session, a_volunteer(session, centre), "karelska", KNOWS)
    words.make_concept(session, word.id, Kind.LANGUAGE, "karelska", **by)
    a_recipient(session, centre, languages={word.concept: 3})

    with pytest.raises(NotNow):
        words.forget(session, words.own(session, centre=centre.id)[0].id, **by)


def test_r1_another_centres_own_word_is_not_removed(session, centre, by):
    word = wrote(session, a_volunteer(session, centre), "fritt bräde")
    words.make_alias(session, word.id, "chess", **by)
    own = words.own(session, centre=centre.id)[0].id

    with pytest.raises(Missing):
        words.forget(session, own, **{**by, "centre": a_centre(session).id})
