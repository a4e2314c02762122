"""`whatif`: another week beside this one, in numbers. Nothing is saved, and nobody is named: a
terminal has no access log.
"""

import sys
from datetime import datetime
from typing import NoReturn

import click
from sqlalchemy.orm import Session

from matcher.cli import door
from matcher.cli.week import table
from matcher.domain.errors import Fault, Invalid, Missing
from matcher.phrases import shifts
from matcher.phrases.cast import Cast
from matcher.phrases.criteria import CRITERIA
from matcher.phrases.outcomes import outcome
from matcher.phrases.remedies import HOURS
from matcher.phrases.voice import N_
from matcher.services import whatif as tries
from matcher.services.dial import TURNS
from matcher.services.whatif import MOST_NEWCOMERS, Newcomers, WhatIf, Wish
from matcher.settings import Settings
from matcher.store import centres

SHARE = click.IntRange(0, 500)
OF_NEWCOMERS = ("hours", "speaking", "car")
UNKNOWN = {
    "speaking": N_("Ingen som väntar behöver det språket. Skriv det som finnish eller arabic."),
    "without": N_("Ingen i veckans matchning har den koden."),
}


@click.command()
@click.option("--centre", required=True, help="Centralens kod.")
@click.option("--dial", type=click.Choice(sorted(TURNS)), help="Ställ reglaget hit.")
@click.option(
    "--weight", "weights", type=(click.Choice(sorted(CRITERIA)), SHARE), multiple=True,
    help="Vad något väger, i procent av i dag: --weight interests 0.",
)  # fmt: skip
@click.option("--farther", type=click.IntRange(0, 120), default=0, help="Minuter längre för alla.")
@click.option(
    "--without",
    "gone",
    multiple=True,
    help="Utan en volontär eller ett uppdrag. Koden är den sista delen av sidans adress.",
)
@click.option(
    "--newcomers",
    type=click.IntRange(0, MOST_NEWCOMERS),
    default=0,
    help="Så många nya volontärer.",
)
@click.option("--hours", type=click.Choice(sorted(HOURS)), help="När de nya kan.")
@click.option("--speaking", help="Ett språk till som de nya talar, som finnish.")
@click.option("--car", is_flag=True, help="De nya har bil.")
@door.installation
def whatif(settings: Settings, centre: str, **asked: object) -> None:
    """Tänk om: en annan vecka bredvid den här, i siffror. Inget sparas."""
    say = door.voice(settings).gettext
    wish = _wish(**asked)  # type: ignore[arg-type]
    if not wish.newcomers.count and any(asked[one] for one in OF_NEWCOMERS):
        _refused(say("De nya är inga: säg också hur många, med --newcomers."))
    with door.database(settings) as database, database.reading() as session:
        try:
            found = _look(session, centre, wish, door.now())
        except Missing:
            _refused(say("Det finns ingen central med den koden."))
        except Invalid as wrong:
            told = (UNKNOWN.get(one) for one in wrong.faults)
            _refused(say(next(told) or N_("Det går inte att pröva.")))
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


def _refused(why: str) -> NoReturn:
    click.echo(why, err=True)
    sys.exit(2)


def _look(session: Session, code: str, wish: Wish, at: datetime) -> WhatIf:
    """Raises Missing (the centre), Invalid (a language that nobody needs, somebody unknown)."""
    centre = centres.by_code(session, code).id
    choices = tries.choices_of(session, centre=centre, at=at)
    if wish.newcomers.language not in (None, *choices.languages):
        raise Invalid({"speaking": Fault("choose_one")})
    found = tries.look(session, wish, choices, centre=centre)
    if found.has_unknown:
        raise Invalid({"without": Fault("choose_one")})
    return found


def _told(found: WhatIf, language: str) -> list[str]:
    known = Cast(language=language)
    if found.sides is None:
        return [known.say(N_("Inget att pröva: säg vad som skulle vara annorlunda."))]
    told, is_told = found.sides.difference, not found.other_weights
    both = (outcome(one, known, is_told=is_told) for one in (found.sides.before, found.sides.after))
    rows = [(now[0], now[1], then[1]) for now, then in zip(*both, strict=True)]
    groups = shifts.by_loss(told, known) if is_told else shifts.by_seats(told, known)
    heads = ("", known.say(N_("Nu")), known.say(N_("Då")))
    return [
        *table([heads, *rows]),
        "",
        *(f"{heading}: {len(lines)}" for heading, lines in groups),
        f"{shifts.summed(told, known, is_told=is_told)} {shifts.unchanged(told, known)}",
    ]
