"""`password`: a link with which somebody chooses a new password, where there is no post office."""

import sys
from urllib.parse import urljoin

import click

from matcher.cli import door
from matcher.services import letters
from matcher.settings import Settings
from matcher.store import accounts


@click.command()
@click.argument("email")
@door.installation
def password(settings: Settings, email: str) -> None:
    """Skriv ut en länk där EMAIL kan välja ett nytt lösenord. Den gäller en halvtimme."""
    say = door.voice(settings).gettext
    with door.database(settings) as database, database.writing() as session:
        account = accounts.by_email(session, email)
        if account is None:
            click.echo(say("Ingen har den adressen."), err=True)
            sys.exit(1)
        token = letters.password_link(session, account, at=door.now())
        click.echo(urljoin(settings.public_url, f"/nytt-losenord/{token}"))
