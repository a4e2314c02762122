"""`demo`: fill an installation with invented centres."""

import sys

import click

from matcher import demo as invented
from matcher.cli import door
from matcher.jobs.weekly import last_due
from matcher.services import weeks
from matcher.settings import Settings
from matcher.store import centres
from matcher.store.migrate import upgrade


@click.command("demo")
@click.option(
    "--size", type=click.Choice(sorted(invented.SIZES)), default="centre", help="Hur mycket."
)
@click.option("--seed", type=int, default=invented.SEED, help="Samma tal ger samma personer.")
@door.installation
def fill(settings: Settings, size: str, seed: int) -> None:
    """Fyll en tom installation med påhittade centraler och kör deras vecka."""
    say = door.voice(settings).gettext
    upgrade(settings.database_url)
    at = door.now()
    with door.database(settings) as database:
        with database.reading() as session:
            if centres.all_open(session):
                click.echo(say("Här finns redan en central. Välj en annan mapp: --data MAPP"))
                sys.exit(1)
        with database.writing() as session:
            made = invented.fill(
                session, size=size, at=at, seed=seed, public_url=settings.public_url
            )
        for centre in made:
            with database.writing() as session:
                iso_week, _ = last_due(0, 0, at)
                weeks.run_week(session, centre=centre, iso_week=iso_week, at=at)
        facts = {"count": len(made), "password": invented.PASSWORD}
        click.echo(say("%(count)s centraler finns. Lösenordet är: %(password)s") % facts)
        with database.reading() as session:
            for address in invented.sign_ins(session):
                click.echo(f"  {address}")
