"""Every deed in the audit can be read on the page of events; every to-do says what to do."""

import ast
import re
from pathlib import Path

import pytest

from matcher.domain.plans import CALLS_OF_ONE, FIRST, TodoKind
from web.plumbing import deed_words, todo_kinds

PROJECT = Path(__file__).parents[2]
CODE = re.compile(r"[a-z_]+\.[a-z_]+")


def calls(*names):
    """Calls of these functions anywhere in the matcher."""
    for path in sorted((PROJECT / "matcher").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in names:
                yield node


def _name(function):
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _words(nodes):
    return {node.value for node in nodes if isinstance(node, ast.Constant)}


def codes(*names):
    """The codes that stand as they are in these calls."""
    said = {word for call in calls(*names) for word in _words(call.args)}
    return sorted(word for word in said if isinstance(word, str) and CODE.fullmatch(word))


def views():
    """The codes of pages: said in the call, or chosen just before it."""
    chosen = {
        word
        for path in sorted((PROJECT / "matcher").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Assign) and {_name(target) for target in node.targets} == {"view"}
        for word in _words(ast.walk(node.value))
        if isinstance(word, str) and CODE.fullmatch(word)
    }
    return sorted({*codes("looked"), *chosen})


def abouts():
    """What deeds and looks are about."""
    keywords = (keyword for call in calls("record", "looked") for keyword in call.keywords)
    return sorted(_words(keyword.value for keyword in keywords if keyword.arg == "about"))


@pytest.mark.parametrize("deed", codes("record", "note", "_note"))
def test_deed_has_words(deed):
    assert deed in deed_words.WORDS


@pytest.mark.parametrize("view", views())
def test_page_that_was_looked_at_has_a_name(view):
    assert view in deed_words.VIEWS


@pytest.mark.parametrize("noun", abouts())
def test_what_a_line_is_about_has_a_word(noun):
    assert noun in deed_words.ABOUT


@pytest.mark.parametrize("kind", TodoKind)
def test_todo_says_what_to_do_and_where(kind):
    assert kind in todo_kinds.WORDS


@pytest.mark.parametrize("kind", [kind for kind, said in todo_kinds.WORDS.items() if said.rings])
def test_r63_call_waits_for_an_answer_of_who_has_died_by_a_list_or_somebody_waits_for_it(kind):
    assert (kind in CALLS_OF_ONE) is not (kind in FIRST)
