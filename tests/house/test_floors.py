"""The import contracts of pyproject.toml hold, and so do those that import-linter cannot say."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
CODE = sorted([*PROJECT.glob("matcher/**/*.py"), *PROJECT.glob("web/**/*.py")])

# A library, and the only places that may import it.
ONLY = {
    "apscheduler": ("matcher/jobs/",),
    "smtplib": ("matcher/mail/delivery.py",),
    "alembic": ("matcher/store/migrate.py",),
    "openpyxl": ("matcher/sheets/",),
    "waitress": ("web/serve.py",),
    "argon2": ("matcher/services/",),
    "psycopg": (),
}
# Beside the store, a session may be held and passed on; nothing may be asked through it.
HOLDING = {"Session"}


@cache
def imports(path: Path) -> list[tuple[int, str, str]]:
    """(line, module, name) of every import in a file; the name is empty for `import module`."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name, "") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [(node.lineno, node.module or "", alias.name) for alias in node.names]
    return found


def place(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def test_import_contracts_hold():
    """In a process of its own: it turns off the loggers of whoever calls it."""
    asked = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports as go; exit(go(no_cache=True))",
    ]
    told = subprocess.run(asked, cwd=PROJECT, capture_output=True, text=True, check=False)

    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize("library", ONLY)
def test_library_stays_in_its_room(library):
    strangers = [
        f"{place(path)}:{line}"
        for path in CODE
        for line, module, _ in imports(path)
        if module.partition(".")[0] == library and not place(path).startswith(ONLY[library])
    ]

    assert strangers == []


def test_only_the_store_asks_the_database():
    strangers = [
        f"{place(path)}:{line} {module} {name}"
        for path in CODE
        for line, module, name in imports(path)
        if module.partition(".")[0] == "sqlalchemy"
        and not place(path).startswith("matcher/store/")
        and not (module == "sqlalchemy.orm" and name in HOLDING)
    ]

    assert strangers == []


def test_migrations_import_none_of_our_code():
    """A migration outlives the code it was written beside; `env.py` is the door to it."""
    strangers = [
        f"{place(path)}:{line} {module}"
        for path in sorted(PROJECT.glob("migrations/versions/*.py"))
        for line, module, _ in imports(path)
        if module.partition(".")[0] in ("matcher", "web")
    ]

    assert strangers == []
