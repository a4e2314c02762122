"""What the documents tell a reader to do or open exists."""

import re
from pathlib import Path

from matcher.cli import COMMANDS

PROJECT = Path(__file__).parents[2]
DOCUMENTS = ["README.md", "ARCHITECTURE.md", "GLOSSARY.md", "CONTRIBUTING.md"]
ROOTS = ("matcher/", "web/", "config/", "migrations/", "tests/", "requirements/", ".ci/")


def read() -> str:
    return "\n".join((PROJECT / name).read_text("utf-8") for name in DOCUMENTS)


def test_every_command_in_the_documents_exists():
    spoken = set(re.findall(r"(?:\./run|python -m matcher) ([a-z]+)\b", read()))

    assert spoken - {"serve", "commands"} - set(COMMANDS) == set()


def test_every_make_target_in_the_documents_exists():
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))

    assert set(re.findall(r"`make ([a-z]+)", read())) - targets == set()


def test_every_file_in_the_documents_exists():
    named = re.findall(r"`([\w./-]+)(?:::\w+(?:\.\w+)*)?`", read())
    files = {name for name in named if name.startswith(ROOTS) and "<" not in name}

    assert [name for name in sorted(files) if not (PROJECT / name).exists()] == []
