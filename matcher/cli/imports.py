"""`import` and `export`: lists in and out from the terminal, as on the site."""

import sys
from datetime import date
from gettext import NullTranslations
from pathlib import Path

import click
from sqlalchemy.orm import Session

from matcher import phrases
from matcher.cli import door
from matcher.domain.accounts import Role
from matcher.domain.consent import Channel
from matcher.domain.errors import Fault, Invalid
from matcher.services import exports, imports
from matcher.services.exports import Purpose, What
from matcher.services.import_rows import Outcome
from matcher.services.imports import DryRun, ListKind, Vouching
from matcher.settings import Settings
from matcher.store import accounts, centres
from matcher.store.accounts import Account
from matcher.store.sessions import Database

KINDS = [kind.value for kind in ListKind]
SHOWN = 20  # rows with something to tell


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "kind", type=click.Choice(KINDS), required=True, help="Vad raderna är.")
@click.option("--centre", help="Centralens kod, om det finns flera.")
@click.option("--by", "email", help="E-post till samordnaren som tar in listan.")
@click.option("--vouch-on", type=click.DateTime(["%Y-%m-%d"]), help="Intyga för alla rader: dag.")
@click.option("--heard-by", help="Intyga samtycken: vem som hörde dem.")
@click.option("--how", type=click.Choice([c.value for c in Channel]), help="Intyga samtycken: hur.")
@click.option("--dry-run", is_flag=True, help="Visa bara vad som skulle hända.")
@click.option("--yes", is_flag=True, help="Spara utan att fråga.")
@door.installation
def take_in(
    settings: Settings,
    file: Path,
    kind: str,
    centre: str | None,
    email: str | None,
    vouch_on: date | None,
    heard_by: str | None,
    how: str | None,
    dry_run: bool,
    yes: bool,
) -> None:
    """Ta in en lista (.xlsx eller .csv). Först visas vad varje rad blir, sedan frågas du."""
    say = door.voice(settings)
    vouching = None
    if vouch_on is not None:
        day = date(vouch_on.year, vouch_on.month, vouch_on.day)
        vouching = Vouching(day, heard_by, Channel(how) if how else None)
    with door.database(settings) as database:
        who = _who(database, centre, email, say)
        try:
            import_id = _staged(database, file, ListKind(kind), vouching, who)
            found = _told(database, import_id, who, settings.language, say)
            if dry_run or not (yes or _is_wanted(say)):
                _discarded(database, import_id, who)
                click.echo(say.gettext("Ingenting är sparat."))
                return
            imports.save(
                database.reading, database.writing, found.id,
                centre=who.centre_id, by=who.id, at=door.now(),
            )  # fmt: skip
        except Invalid as refused:
            _refused(refused, settings.language)
    click.echo(say.gettext("Listan är sparad. Den kan ångras på webbplatsen under Listor."))


@click.command("export")
@click.argument("kind", type=click.Choice([what.value for what in What]))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--centre", help="Centralens kod, om det finns flera.")
@click.option("--by", "email", help="E-post till samordnaren som tar ut listan.")
@click.option(
    "--purpose",
    type=click.Choice([purpose.value for purpose in Purpose]),
    required=True,
    help="Vad listan ska användas till. Det sparas i loggen.",
)
@door.installation
def take_out(
    settings: Settings, kind: str, file: Path, centre: str | None, email: str | None, purpose: str
) -> None:
    """Ta ut en lista som Excel, eller som text när FILE slutar på .csv."""
    say = door.voice(settings)
    with door.database(settings) as database:
        who = _who(database, centre, email, say)
        with database.writing() as session:
            made = exports.export(
                session,
                What(kind),
                purpose=purpose,
                as_text=file.suffix.lower() == ".csv",
                centre=who.centre_id,
                by=who.id,
                at=door.now(),
            )
    file.touch(mode=0o600)  # it holds people: for its owner alone
    file.write_bytes(made.data)
    click.echo(say.gettext("%(rows)s rader skrevs till filen.") % {"rows": made.rows})


def _is_wanted(say: NullTranslations) -> bool:
    """Whether to save; who breaks off, or is not there to answer, has not said yes."""
    try:
        return click.confirm(say.gettext("Spara?"), default=False)
    except click.Abort:
        click.echo()
        return False


def _who(database: Database, code: str | None, email: str | None, say: NullTranslations) -> Account:
    """The coordinator who does it: the one named, else the centre's only one; or exit 2."""
    with database.reading() as session:
        found = _candidates(session, code, email)
        if len(found) == 1:
            session.expunge(found[0])
            return found[0]
    click.echo(
        say.gettext("Säg vem som gör det och var: --by E-POST, och --centre KOD om de är flera."),
        err=True,
    )
    sys.exit(2)


def _candidates(session: Session, code: str | None, email: str | None) -> list[Account]:
    if email is not None:
        account = accounts.by_email(session, email)
        return [account] if account is not None else []
    every = [c for c in centres.all_open(session) if code is None or c.code == code]
    if len(every) != 1:
        return []
    return accounts.of_centre(session, centre=every[0].id, role=Role.COORDINATOR)


def _staged(
    database: Database, file: Path, kind: ListKind, vouching: Vouching | None, who: Account
) -> str:
    at, data = door.now(), file.read_bytes()
    with database.reading() as session:
        read = imports.read(session, kind, data, centre=who.centre_id, at=at)
    with database.writing() as session:
        made = imports.begin(session, kind, file.name, read, centre=who.centre_id, by=who.id, at=at)
        imports.answer(
            session,
            made.id,
            answers={},
            chosen={},
            vouching=vouching,
            is_vouching_told=True,
            centre=who.centre_id,
            at=door.now(),
        )
        return made.id


def _told(
    database: Database, import_id: str, who: Account, language: str, say: NullTranslations
) -> DryRun:
    """Say what every row would become; rows without anything to tell are only counted."""
    with database.writing() as session:
        imports.look(session, import_id, centre=who.centre_id, by=who.id, at=door.now())
    with database.reading() as session:
        found = imports.dry_run(session, import_id, centre=who.centre_id, at=door.now())
    lines = [line for checked in found.rows for line in _lines(checked, language, say)]
    for line in lines[:SHOWN]:
        click.echo(line)
    if len(lines) > SHOWN:
        click.echo(say.gettext("… och %(rows)s till.") % {"rows": len(lines) - SHOWN})
    _tell_absent(len(found.absent), say)
    click.echo(
        say.gettext(
            "%(new)s nya, %(changed)s ändras, %(same)s som förut, %(skipped)s hoppas över,"
            " %(refused)s tas inte in. %(unsure)s rader är osäkra, %(waits)s kan inte föreslås än."
        )
        % found.counts
    )
    return found


def _tell_absent(number: int, say: NullTranslations) -> None:
    """How many stood in the list before and do not now; who, a terminal does not say."""
    if number:
        told = say.ngettext(
            "En som stod i en tidigare lista står inte i den här. Inget ändras. Vem det är visas"
            " när listan läses in på sidan Listor.",
            "%(num)s som stod i en tidigare lista står inte i den här. Inget ändras. Vilka det"
            " är visas när listan läses in på sidan Listor.",
            number,
        )
        click.echo(told % {"num": number})


def _lines(checked: imports.Checked, language: str, say: NullTranslations) -> list[str]:
    """What is asked about or not kept of a row, without the row's own words."""
    at = say.gettext("Rad %(row)s") % {"row": checked.row.number}
    if checked.outcome is Outcome.REFUSED and checked.row.fault is not None:
        return [f"{at}: {phrases.list_fault(checked.row.fault, language)}"]
    if checked.outcome is Outcome.ASKED:
        return [at + ": " + say.gettext("Svara först vem det är, på sidan Listor.")]
    cells = (*checked.unsure, *checked.refused)
    return [
        f"{at}, {phrases.list_field(cell.field, language)}: {_why(cell.reading, language)}"
        for cell in cells
    ]


def _why(reading: object, language: str) -> str:
    fault: Fault | None = getattr(reading, "fault", None)
    return phrases.list_fault(fault, language) if fault is not None else ""


def _discarded(database: Database, import_id: str, who: Account) -> None:
    with database.writing() as session:
        imports.discard(session, import_id, centre=who.centre_id, by=who.id, at=door.now())


def _refused(refused: Invalid, language: str) -> None:
    for fault in refused.faults.values():
        click.echo(phrases.fault(fault, language), err=True)
    sys.exit(1)
