"""Every setting is explained where it can be chosen."""

import re
import tomllib
from dataclasses import fields

import pytest

from matcher.settings import DEFAULTS, PROJECT, SECRETS, Settings

NAMES = [field.name for field in fields(Settings)]


def comment_above(name: str) -> str:
    """The comment lines that stand right above a setting in default.toml."""
    lines = DEFAULTS.read_text("utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if re.match(rf"{name}\s*=", line))
    above = []
    while lines[at - 1].startswith("#"):
        at -= 1
        above.insert(0, lines[at].removeprefix("#").strip())
    return " ".join(above)


def test_default_file_has_every_setting_and_no_other():
    assert set(tomllib.loads(DEFAULTS.read_text("utf-8"))) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_setting_is_explained(name):
    assert len(comment_above(name).split()) >= 5


@pytest.mark.parametrize("name", NAMES)
def test_setting_says_whether_it_is_secret(name):
    assert comment_above(name).startswith("Secret.") == (name in SECRETS)


def test_development_file_chooses_only_what_there_is():
    chosen = tomllib.loads((PROJECT / "config" / "development.toml").read_text("utf-8"))

    assert set(chosen) <= set(NAMES)
