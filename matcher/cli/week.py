"""`week`: run a week by hand; the same as the clock does on Monday, for one centre or for all."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import click
from sqlalchemy.orm import Session

from matcher.cli import door
from matcher.domain.calendar_weeks import iso_week, swedish_day
from matcher.domain.errors import Invalid, Missing
from matcher.jobs import weekly
from matcher.services import week_pages, weeks
from matcher.settings import Settings
from matcher.store import centres
from matcher.store.centres import Centre
from matcher.store.sessions import Database

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which centres, and which week."""

    centre: str | None  # its code or its id; None: every open centre
    week: str


@click.command()
@click.option("--centre", help="Centralens kod. Utan den körs alla centraler.")
@click.option("--week", "which", help="Veckan, som 2026-W48. Utan den körs veckan som är.")
@door.installation
def week(settings: Settings, centre: str | None, which: str | None) -> None:
    """Kör en vecka: förslag för den som väntar. En vecka som redan är körd ändras inte."""
    say, at = door.voice(settings).gettext, door.now()
    asked = Asked(centre, which or iso_week(swedish_day(at)))
    with door.database(settings) as database:
        try:
            weeks.monday(asked.week)
            rows = [
                _run(database, settings, one, asked.week, at) for one in _which(database, asked)
            ]
        except Missing:
            click.echo(say("Det finns ingen central med den koden."), err=True)
            sys.exit(2)
        except Invalid:
            click.echo(say("Skriv veckan som 2026-W48."), err=True)
            sys.exit(2)
    heads = (say("Central"), say("Vecka"), say("Förslag"), say("Avgjorda"), say("Utan förslag"))
    for line in table([heads, *rows]):
        click.echo(line)


def table(rows: list[Row]) -> list[str]:
    """Rows as lines, columns as wide as their widest cell; columns of numbers to the right."""
    columns = [_set(column) for column in zip(*rows, strict=True)]
    return ["  ".join(row).rstrip() for row in zip(*columns, strict=True)]


def _set(column: Sequence[str]) -> list[str]:
    """The head and its cells; `32 veckor` and `58 av 100` are numbers too."""
    width = max(map(len, column))
    is_numbers = all(cell[:1].isdecimal() or cell == "–" for cell in column[1:])
    return [cell.rjust(width) if is_numbers else cell.ljust(width) for cell in column]


def _which(database: Database, asked: Asked) -> list[Centre]:
    with database.reading() as session:
        if asked.centre is None:
            return centres.all_open(session)
        return [_one(session, asked.centre)]


def _one(session: Session, told: str) -> Centre:
    """By its code, else by its id. Raises Missing."""
    try:
        return centres.by_code(session, told)
    except Missing:
        return centres.one(session, told)


def _run(database: Database, settings: Settings, centre: Centre, which: str, at: datetime) -> Row:
    """Run it, and count what came of it. No names: a terminal has no access log."""
    weekly.run_one(database, settings, centre.id, which, at)
    with database.reading() as session:
        page = week_pages.week(session, which, centre=centre.id, at=at)
    assert page is not None  # it has just been run
    counts = (page.suggested.count, len(page.decided), page.needs_without.count)
    return (centre.name, which, *(str(count) for count in counts))
