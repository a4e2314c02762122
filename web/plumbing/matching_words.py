"""The numbers that matching weighs by, each with its reason; `config/matching.toml` in words.

A test holds that every number of the file stands here, so that none is turned unseen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from babel.numbers import format_decimal
from flask_babel import lazy_gettext as _l

from web.plumbing.languages import language

WEIGHTS = _l("Hur ett par bedöms, av 100")
PRIORITY = _l("Vem som går före")
LIST = _l("Vad listan visar")
SENSES = _l("Vad som räknas som nära")
TRAVEL = _l("Hur fort man tar sig fram")
BANDS = _l("Ord för hur det passar")

# Each number of the file: where it is shown, what it is called, why it is what it is.
WORDS: Mapping[str, tuple[Any, Any, Any]] = {
    "weights.interests": (
        WEIGHTS,
        _l("Intressen"),
        _l("Det som relationer byggs på, enligt dem som har dem. Väger tyngst."),
    ),
    "weights.tasks": (WEIGHTS, _l("Uppgifter"), _l("Uppgiften, och vana som önskats.")),
    "weights.time": (
        WEIGHTS,
        _l("Tider"),
        _l("Flera dagar att välja på, och samma dag varje vecka. Fasta ramar uppskattas."),
    ),
    "weights.closeness": (
        WEIGHTS,
        _l("Väg"),
        _l("En kort väg blir ett besök också i november."),
    ),
    "weights.languages": (
        WEIGHTS,
        _l("Språk"),
        _l("Utöver det nödvändiga: språket man drömmer på."),
    ),
    "weights.form": (
        WEIGHTS,
        _l("Sätt att ses"),
        _l("Hemma, ute eller i telefon, som personen helst vill."),
    ),
    "weights.background": (
        WEIGHTS,
        _l("Berättat om livet"),
        _l("Arbete, hemtrakt och teman. Bara det som någon valt att berätta."),
    ),
    "weights.commitment": (WEIGHTS, _l("Hur länge"), _l("Så länge det önskas.")),
    "weights.wishes": (
        WEIGHTS,
        _l("Önskemål"),
        _l("Sådant som någon helst vill slippa, utan att det är ett måste."),
    ),
    "matching.waiting_points": (
        PRIORITY,
        _l("Väntan ger som mest, poäng"),
        _l("Väntan väger tungt men lyfter inte ett dåligt par över ett bra."),
    ),
    "matching.waiting_halfway_days": (
        PRIORITY,
        _l("Hälften av det efter, dagar"),
        _l("Ungefär så länge som många väntar."),
    ),
    "class_points.1": (PRIORITY, _l("Klass 1, poäng"), _l("Bor ensam och träffar ingen.")),
    "class_points.2": (
        PRIORITY,
        _l("Klass 2, poäng"),
        _l("Få kontakter, eller nyligen änka, änkling eller hemkommen från sjukhus."),
    ),
    "class_points.3": (
        PRIORITY,
        _l("Klass 3, poäng"),
        _l("Har en del sällskap och önskar mer."),
    ),
    "class_points.4": (PRIORITY, _l("Klass 4, poäng"), _l("Skulle ha glädje av det.")),
    "matching.stability_points": (
        LIST,
        _l("Förra veckans par är värt, poäng extra"),
        _l("Listan ska inte göras om för en vinst som ingen märker."),
    ),
    "matching.alternatives": (
        LIST,
        _l("Alternativ bredvid ett förslag, högst"),
        _l("Fler är ingen hjälp att välja."),
    ),
    "matching.extra_appearances": (
        LIST,
        _l("En volontär står i listor utöver sina platser, högst"),
        _l("Annars frågas samma få om och om igen."),
    ),
    "matching.lead_days": (
        LIST,
        _l("Första mötet tidigast, dagar efter körningen"),
        _l("Volontären ska hinna tillfrågas, sedan personen."),
    ),
    "matching.short_notice_days": (
        LIST,
        _l("Det som är bråttom tidigast, dagar efter körningen"),
        _l("Går till den som har sagt ja till kort varsel."),
    ),
    "matching.near_misses": (
        LIST,
        _l("Nästan möjliga som visas, högst"),
        _l("De som skulle gå om en enda sak ändrades."),
    ),
    "matching.interests_full": (
        SENSES,
        _l("Sällsynthet som ger full poäng, tusendelar"),
        _l("Ett intresse som ingen annan har räknas som 1 000. Det andra ska också märkas."),
    ),
    "matching.related_task": (
        SENSES,
        _l("Uppgifter är släkt från, tusendelar"),
        _l("Promenad kan stå för rullstolspromenad. Läxhjälp kan inte stå för matlagning."),
    ),
    "matching.closeness_halving_metres": (
        SENSES,
        _l("Närheten är halverad vid, meter"),
        _l("En väg som görs varje vecka tröttar långt innan den blir för lång."),
    ),
    "bands.very_good": (
        BANDS,
        _l("Mycket bra från, poäng"),
        _l("Under det lägsta står inget ord."),
    ),
    "bands.good": (BANDS, _l("Bra från, poäng"), _l("Orden gör talen läsbara.")),
    "bands.fair": (BANDS, _l("Ganska bra från, poäng"), _l("Därunder står bara fakta.")),
    "travel.detour": (
        TRAVEL,
        _l("Väg för varje kilometer fågelvägen"),
        _l("Uppmätt i städer över hela världen."),
    ),
    "travel.walk": (TRAVEL, _l("Till fots, km/h"), _l("En promenad utan brådska.")),
    "travel.cycle": (TRAVEL, _l("Cykel, km/h"), _l("En uppskattning.")),
    "travel.bus": (TRAVEL, _l("Buss, km/h"), _l("Med hållplatserna inräknade.")),
    "travel.bus_wait": (TRAVEL, _l("Väntan på bussen, minuter"), _l("En uppskattning.")),
    "travel.car_town": (TRAVEL, _l("Bil i stad, km/h"), _l("En uppskattning.")),
    "travel.car_rural": (TRAVEL, _l("Bil på landet, km/h"), _l("En uppskattning.")),
}
TURNABLE = ("dial", "promise_weeks")  # have a form of their own, with their reasons beside


@dataclass(frozen=True, slots=True)
class Number:
    """One number as the page shows it; `shipped` where the centre's own differs from the file."""

    words: str
    value: str
    why: str
    shipped: str | None


def numbers(data: Mapping[str, Any], shipped: Mapping[str, Any]) -> list[tuple[str, list[Number]]]:
    """Every number with its reason, under headings, in the order of `WORDS`."""
    found: dict[str, list[Number]] = {}
    for (heading, words, why), value, usual in _told(data, shipped):
        other = None if value == usual else _said(usual)
        found.setdefault(str(heading), []).append(Number(str(words), _said(value), str(why), other))
    return list(found.items())


def _told(
    data: Mapping[str, Any], shipped: Mapping[str, Any]
) -> Iterator[tuple[tuple[Any, Any, Any], Any, Any]]:
    for path, told in WORDS.items():
        table, name = path.split(".")
        if name in data.get(table, {}):
            yield told, data[table][name], shipped[table][name]


def _said(number: float) -> str:
    """`1 500` and `13,5`; in English `1,500` and `13.5`."""
    return format_decimal(number, locale=language())
