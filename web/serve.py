"""The site and the clock in one process, from an empty folder to the first page.

    settings ─▶ data folder, key ─▶ port ─▶ schema ─▶ first start ─▶ site + clock ─▶ until Ctrl-C

It stands here and not in `matcher.cli`, because the matcher has never heard of the web.
"""

import gc
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, suppress
from gettext import NullTranslations
from types import FrameType
from typing import Any

import click
import waitress.server
from flask import Flask

from matcher.cli import door
from matcher.jobs.clock import Clock
from matcher.settings import Settings
from matcher.store.migrate import upgrade
from web import create_app
from web.first_start import welcome
from web.plumbing import security

Server = waitress.server.BaseWSGIServer | waitress.server.MultiSocketServer
THREADS = 8  # of the web server; each can hold one database connection
LARGEST = 2 * security.LARGEST_UPLOAD  # bytes; the site refuses half of it, with a page that helps


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--empty", is_flag=True, help="Börja utan påhittade personer.")
@click.option("--port", type=int, help="Porten, annars 8000.")
@click.option("--host", help="Adressen som webbplatsen lyssnar på, annars bara den här datorn.")
@click.option("--data", "data_dir", type=click.Path(file_okay=False), help="Datamappen.")
@click.option("--database", "database_url", help="Databasens adress.")
@click.option("--config", type=click.Path(dir_okay=False), help="En egen fil med inställningar.")
def serve(*, empty: bool, config: str | None, **options: Any) -> None:
    """Starta Handslag: webbplats och klocka. Kommandon som är ord: ./run commands."""
    settings = door.settled(config, options)
    signal.signal(signal.SIGTERM, _stop)
    with ExitStack() as until:
        line = until.enter_context(_listening(settings))
        database = until.enter_context(door.database(settings))
        upgrade(settings.database_url)
        way_in = welcome(settings, database, empty=empty)
        until.enter_context(_log(settings))
        site = create_app(settings, database)
        server = listener(site, line, settings)
        _settle()
        _greet(settings, way_in)  # from here on the address answers
        with suppress(KeyboardInterrupt):
            _run(server, Clock(database, settings) if settings.clock else None)
    click.echo()


def listener(site: Flask, line: socket.socket, settings: Settings) -> Server:
    """The web server of a site. It keeps what a proxy says of the visitor only where the
    installation has one: else the site would count all its visitors as one, or believe any of them.
    """
    return waitress.server.create_server(
        site,
        sockets=[line],
        threads=THREADS,
        ident="",
        max_request_body_size=LARGEST,  # waitress itself would lay a gigabyte on the disk first
        clear_untrusted_proxy_headers=not settings.proxy_hops,
    )


def _settle() -> None:
    """What was made at the start lives as long as the process. Looked through again and again for
    garbage, its two hundred thousand objects would stop a page for a tenth of a second.
    """
    gc.collect()
    gc.freeze()


def _run(server: Server, clock: Clock | None) -> None:
    """Serve until somebody says stop; the clock stops with the site."""
    if clock:
        clock.start()
    try:
        server.run()
    finally:
        server.close()
        if clock:
            clock.stop()


def _listening(settings: Settings) -> socket.socket:
    """The port, taken before anything is made; a taken one is told of at once."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    line = socket.socket(family)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        line.bind((settings.host, settings.port))
    except OSError as error:
        line.close()
        say = door.voice(settings).gettext
        taken = say("Det går inte att lyssna på %(host)s, port %(port)s: %(reason)s.")
        facts = {"host": settings.host, "port": settings.port, "reason": error.strerror}
        click.echo(taken % facts, err=True)
        click.echo(say("Välj en annan port: ./run --port 8001"), err=True)
        sys.exit(1)
    return line


@contextmanager
def _log(settings: Settings) -> Iterator[None]:
    """At a terminal, a line for each request is noise: the log goes to a file in the data folder,
    this start's and the one before. A service's log goes to stderr, for whoever collects it.
    """
    if not sys.stderr.isatty():
        yield
        return
    path = settings.data_dir / "handslag.log"
    if path.exists():
        path.replace(path.with_suffix(".log.old"))
    voice = door.voice(settings)
    click.echo(voice.gettext("Loggen: %(path)s") % {"path": path})
    with path.open("w", encoding="utf-8", buffering=1) as log, redirect_stderr(log):
        yield


def _greet(settings: Settings, welcome: list[str]) -> None:
    voice: NullTranslations = door.voice(settings)
    running = voice.gettext("Handslag är igång: %(address)s")
    click.echo(running % {"address": settings.public_url})
    for row in welcome:
        click.echo(f"  {row}")
    click.echo(voice.gettext("Stoppa med Ctrl-C."))


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
