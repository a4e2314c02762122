"""The figures of the project, measured here and now.

    python -m tests.bench                     all areas: main, words, engine, …
    python -m tests.bench main engine         some of them
    python -m tests.bench main --clone        with a fresh clone, from nothing to the first page
    python -m tests.bench main --tests        with ./test fast and ./test, timed
    python -m tests.bench words --fuzz 2000   with so many throws at everything that reads

An area is the modules here whose name it begins and that have `rows()`: `words` is words_what.py
and words_when.py. Exit code 1 if any figure is short of its goal.
"""

import argparse
import ast
import sys
from collections.abc import Iterator
from importlib import import_module
from itertools import groupby
from pathlib import Path

from tests.bench import report

HERE = Path(__file__).parent


def areas() -> dict[str, list[str]]:
    """Area → its modules, in the order of their names."""
    modules = sorted(path.stem for path in HERE.glob("*.py") if _measures(path))
    return {
        area: list(names) for area, names in groupby(modules, lambda name: name.partition("_")[0])
    }


def _measures(path: Path) -> bool:
    """The module has `rows()`. Read, not imported: some peers are heavy to load."""
    parts = ast.parse(path.read_text(encoding="utf-8")).body
    return any(isinstance(part, ast.FunctionDef) and part.name == "rows" for part in parts)


def main() -> int:
    """Measure what is asked for; how many figures are short decides the exit code."""
    known = areas()
    asked = argparse.ArgumentParser(prog="python -m tests.bench")
    asked.add_argument("area", nargs="*", choices=[*known, []], default=[])
    asked.add_argument("--clone", action="store_true", help="time a fresh clone's first page")
    asked.add_argument("--tests", action="store_true", help="time ./test fast and ./test")
    asked.add_argument("--fuzz", type=int, metavar="TIMES", help="throw anything at the readers")
    wanted = asked.parse_args()
    short = sum(
        report.show(name, _rows(name)) for area in wanted.area or known for name in known[area]
    )
    on_request = import_module("tests.bench.on_request")
    if wanted.clone:
        short += report.show("main, a fresh clone", on_request.clone())
    if wanted.tests:
        short += report.show("main, the tests", on_request.suites())
    if wanted.fuzz:
        thrown = import_module("tests.bench.fuzz").thrown(wanted.fuzz)
        short += report.show(f"words, {wanted.fuzz} throws at each reader", thrown)
    print(f"\n{short} short" if short else "\nall reached")
    return 1 if short else 0


def _rows(name: str) -> Iterator[report.Row]:
    """What a module measures; where its peers are not installed, how to have them."""
    try:
        return import_module(f"tests.bench.{name}").rows()
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("tests"):
            raise
        sys.exit(
            f"{name} is measured against {missing.name}, which is not installed: make bench, or\n"
            ".venv/bin/python -m pip install --require-hashes -r requirements/bench.txt"
        )


if __name__ == "__main__":
    sys.exit(main())
