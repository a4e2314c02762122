"""What must hold of the files themselves: their length, their words, and what they may not say."""

import re
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
LONGEST = 300  # lines; past 200 a module should have a reason

# Words of authorities that we do not use of people, and the word we use instead.
OURS = {
    r"insats(en|er|erna)?": "uppdrag",
    r"brukar(e|en|na|es)": "mottagare",
    r"klient(en|er|erna)?": "mottagare",
    r"remiss(en|er|erna)?": "hänvisning",
}
# Names of this kind of place give away whose computer a file was written on.
MACHINE = re.compile(
    r"(?<![\w.])/(?:work|root|home|Users)/(?!\.)|/tmp/handslag/"
    r"|pypi\.org|pythonhosted\.org|registry\.npmjs\.org|--(?:extra-)?index-url|--find-links"
)
BINARY = {".png", ".jpg", ".woff2", ".ico", ".xlsx", ".db", ".gz"}


def tracked() -> list[Path]:
    """Every file of the project: what git has, and what it would take."""
    listed = subprocess.run(
        ["git", "-C", PROJECT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=True,
    ).stdout.decode()
    files = (PROJECT / name for name in listed.split("\0") if name)
    return sorted(path for path in files if path.is_file())


def place(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def spoken(path: Path) -> list[tuple[int, str]]:
    """The lines of a file that people may come to read, with their numbers."""
    return list(enumerate(path.read_text("utf-8").splitlines(), 1))


def test_no_module_is_longer_than_a_few_screens():
    modules = [*PROJECT.glob("matcher/**/*.py"), *PROJECT.glob("web/**/*.py")]
    long = {place(m): n for m in modules if (n := len(spoken(m))) > LONGEST}

    assert long == {}


def test_no_file_names_a_machine_or_a_registry():
    own = {"tests/house/test_tree.py"}
    named = [
        f"{place(path)}:{number} {found.group()}"
        for path in tracked()
        if path.suffix not in BINARY and place(path) not in own
        for number, line in spoken(path)
        if (found := MACHINE.search(line))
    ]

    assert named == []


def test_every_pinned_package_has_its_hash():
    for path in sorted(PROJECT.glob("requirements/*.txt")):
        text = path.read_text("utf-8")
        pinned = re.findall(
            r"^([a-z0-9-]+)==[^\n]*\\\n(?:    --hash=sha256:[0-9a-f]{64}.*\n)+", text, re.MULTILINE
        )
        named = re.findall(r"^([a-z0-9-]+)\b.*$", text, re.MULTILINE)

        assert pinned == named, path.name


@pytest.mark.parametrize("word", OURS)
def test_people_are_not_called_by_authorities_words(word):
    """The vocabulary may know such words, as what people write; we never say them ourselves."""
    files = [
        *PROJECT.glob("web/templates/**/*"),
        *PROJECT.glob("matcher/mail/templates/**/*"),
        *PROJECT.glob("matcher/phrases*"),
        *PROJECT.glob("matcher/phrases/**/*.py"),
        *PROJECT.glob("web/**/*.py"),
    ]
    said = [
        f"{place(path)}:{number} say {OURS[word]}: {line.strip()}"
        for path in sorted(files)
        if path.is_file()
        for number, line in spoken(path)
        if re.search(rf"\b{word}\b", line, re.IGNORECASE)
    ]

    assert said == []


@pytest.mark.parametrize("command", ["run", "test", ".ci/run"])
def test_command_can_be_run_and_is_right_shell(command):
    path = PROJECT / command

    assert path.stat().st_mode & 0o111
    assert path.read_text("utf-8").startswith("#!/bin/sh\n")
    subprocess.run(["sh", "-n", path], check=True)
