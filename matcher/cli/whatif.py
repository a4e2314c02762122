"""`whatif`: another week beside this one, in numbers. Nothing is saved, and nobody is named: a
terminal has no access log.
"""

import sys
from datetime import datetime

import click
from sqlalchemy.orm import Session

from matcher.cli import door
from matcher.cli.week import table
from matcher.domain.errors import Invalid, Missing
from matcher.phrases import answers as said
from matcher.phrases.answers import Cast
from matcher.phrases.criteria import CRITERIA
from matcher.phrases.remedies import HOURS
from matcher.phrases.voice import N_
from matcher.services import whatif as tries
from matcher.services.dial import TURNS
from matcher.services.whatif import MOST_NEWCOMERS, Newcomers, WhatIf, Wish
from matcher.settings import Settings
from matcher.store import centres

SHARE = click.IntRange(0, 500)


@click.command()
@click.option("--centre", required=True, help="Centralens kod.")
@click.option("--dial", type=click.Choice(sorted(TURNS)), help="Vrid vredet hit.")
@click.option(
    "--weight", "weights", type=(click.Choice(sorted(CRITERIA)), SHARE), multiple=True,
    help="Vad något väger, i procent av i dag: --weight interests 0.",
)  # fmt: skip
@click.option("--farther", type=click.IntRange(0, 120), default=0, help="Minuter längre för alla.")
@click.option("--without", "gone", multiple=True, help="En volontär eller ett uppdrag, som id.")
@click.option("--newcomers", type=click.IntRange(0, MOST_NEWCOMERS), default=0, help="Så många.")
@click.option("--hours", type=click.Choice(sorted(HOURS)), help="När de nya kan.")
@click.option("--speaking", help="Ett språk till, som finnish.")
@click.option("--car", is_flag=True, help="De nya har bil.")
@door.installation
def whatif(settings: Settings, centre: str, **asked: object) -> None:
    """Tänk om: en annan vecka bredvid den här, i siffror. Inget sparas."""
    say = door.voice(settings).gettext
    with door.database(settings) as database, database.reading() as session:
        try:
            found = _look(session, centre, _wish(**asked), door.now())  # type: ignore[arg-type]
        except Missing:
            click.echo(say("Det finns ingen central med den koden."), err=True)
            sys.exit(2)
        except Invalid:
            click.echo(say("Det går inte att pröva."), err=True)
            sys.exit(2)
    for line in _told(found, settings.language):
        click.echo(line)


def _wish(
    *,
    dial: str | None,
    weights: tuple[tuple[str, int], ...],
    farther: int,
    gone: tuple[str, ...],
    newcomers: int,
    hours: str | None,
    speaking: str | None,
    car: bool,
) -> Wish:
    new = Newcomers(newcomers, hours=hours, language=speaking, by_car=car)
    return Wish(
        turn=dial,
        weights=dict(weights),
        minutes=farther,
        gone=frozenset(gone),
        newcomers=new if newcomers else Newcomers(),
    )


def _look(session: Session, code: str, wish: Wish, at: datetime) -> WhatIf:
    centre = centres.by_code(session, code).id
    choices = tries.choices_of(session, centre=centre, at=at)
    return tries.look(session, wish, choices, centre=centre)


def _told(found: WhatIf, language: str) -> list[str]:
    known = Cast(language=language)
    if found.sides is None:
        return [known.say(N_("Inget att pröva: säg vad som skulle vara annorlunda."))]
    told, is_told = found.sides.difference, not found.other_weights
    both = (said.outcome(one, known) for one in (found.sides.before, found.sides.after))
    rows = [(now[0], now[1], then[1]) for now, then in zip(*both, strict=True)]
    groups = said.by_loss(told, known) if is_told else said.by_seats(told, known)
    heads = ("", known.say(N_("Nu")), known.say(N_("Då")))
    return [
        *table([heads, *rows]),
        "",
        *(f"{heading}: {len(lines)}" for heading, lines in groups),
        f"{said.summed(told, known, is_told=is_told)} {said.unchanged(told, known)}",
    ]
