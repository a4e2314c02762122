"""Parts of a language become one catalogue, and may not contradict each other."""

import pytest

from matcher.languages import Contradiction, catalogue, offered

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def a_part(folder, name, *pairs, language="en"):
    """Write a part with (Swedish, other) pairs."""
    (folder / language).mkdir(exist_ok=True)
    entries = "\n".join(f'msgid "{ours}"\nmsgstr "{theirs}"\n' for ours, theirs in pairs)
    (folder / language / f"{name}.po").write_text(HEAD + entries, encoding="utf-8")


def test_parts_are_read_as_one(tmp_path):
    a_part(tmp_path, "needs", ("Behov", "Need"))
    a_part(tmp_path, "weeks", ("Vecka", "Week"))

    english = catalogue("en", tmp_path)

    assert [english.gettext(word) for word in ("Behov", "Vecka")] == ["Need", "Week"]


def test_swedish_answers_what_is_written():
    assert catalogue("sv").gettext("Behov") == "Behov"


def test_sentence_without_translation_stays_swedish(tmp_path):
    a_part(tmp_path, "needs", ("Behov", ""))

    assert catalogue("en", tmp_path).gettext("Behov") == "Behov"


def test_same_translation_in_two_parts_is_no_contradiction(tmp_path):
    a_part(tmp_path, "needs", ("Spara", "Save"))
    a_part(tmp_path, "weeks", ("Spara", "Save"))

    assert catalogue("en", tmp_path).gettext("Spara") == "Save"


def test_contradiction_names_both_parts(tmp_path):
    a_part(tmp_path, "needs", ("Spara", "Save"))
    a_part(tmp_path, "weeks", ("Spara", "Keep"))

    with pytest.raises(Contradiction, match=r"'Spara': needs\.po ≠ weeks\.po"):
        catalogue("en", tmp_path)


def test_part_that_cannot_be_read_is_named(tmp_path):
    a_part(tmp_path, "needs", ("Behov", "Need"))
    (tmp_path / "en" / "needs.po").write_text('msgid "unfinished\n', encoding="utf-8")

    with pytest.raises(Contradiction, match=r"needs\.po"):
        catalogue("en", tmp_path)


def test_plural_follows_the_languages_own_rule(tmp_path):
    a_part(tmp_path, "needs", ("Behov", "Need"))
    plural = 'msgid "%(num)s dag"\nmsgid_plural "%(num)s dagar"\n'
    forms = 'msgstr[0] "%(num)s day"\nmsgstr[1] "%(num)s days"\n'
    (tmp_path / "en" / "days.po").write_text(HEAD + plural + forms, encoding="utf-8")

    english = catalogue("en", tmp_path)

    said = [english.ngettext("%(num)s dag", "%(num)s dagar", n) % {"num": n} for n in (1, 2)]
    assert said == ["1 day", "2 days"]


def test_offered_languages_begin_with_swedish(tmp_path):
    a_part(tmp_path, "needs", ("Behov", "Behov"), language="nb")
    a_part(tmp_path, "needs", ("Behov", "Need"), language="en")

    assert offered(tmp_path) == ("sv", "en", "nb")
