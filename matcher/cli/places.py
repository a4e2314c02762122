"""`places`: better postcodes than those that are shipped, from a file that somebody has."""

import sys
from gettext import NullTranslations
from pathlib import Path

import click

from matcher import phrases
from matcher.cli import door
from matcher.domain.errors import Invalid
from matcher.services import places
from matcher.settings import Settings
from matcher.store import centres


@click.command("places")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--forget", is_flag=True, help="Ta bort de egna postnumren igen.")
@door.installation
def take_in(settings: Settings, file: Path | None, forget: bool) -> None:
    """Ta in bättre punkter för postnummer, och räkna om var alla bor.

    FILE är SE.txt från GeoNames, en CSV med postnummer, lat och lon, eller Lantmäteriets
    belägenhetsadresser som GeoPackage. Punkterna sparas i datamappen och gäller tills en ny fil
    tas in. Har ni flera datorer: ta in filen på var och en.
    """
    say = door.voice(settings)
    if (file is None) == (not forget):
        click.echo(say.gettext("Säg vilken fil, eller --forget."), err=True)
        sys.exit(2)
    try:
        told = _taken_in(file, say) if file else _forgotten(say)
    except Invalid as refused:
        for fault in refused.faults.values():
            click.echo(phrases.fault(fault, settings.language), err=True)
        sys.exit(1)
    click.echo(told)
    moved = say.gettext("Personer och uppdrag som fick en ny punkt: %(moved)s.")
    click.echo(moved % {"moved": _place_everybody(settings)})


def _taken_in(file: Path, say: NullTranslations) -> str:
    found = places.take_in(file)
    told = say.gettext("%(codes)s postnummer är sparade. %(skipped)s rader gav ingen punkt.")
    return told % {"codes": len(found.places), "skipped": found.skipped}


def _forgotten(say: NullTranslations) -> str:
    if places.forget():
        return say.gettext("De egna postnumren är borta. Handslags egen tabell gäller.")
    return say.gettext("Det fanns inga egna postnummer.")


def _place_everybody(settings: Settings) -> int:
    """How many moved, in all centres."""
    with door.database(settings) as database, database.writing() as session:
        return sum(
            places.place_anew(session, centre=centre.id, at=door.now())
            for centre in centres.all_open(session)
        )
