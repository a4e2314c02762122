"""What a row says of each field, out of the cells of its columns and the headers above them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from matcher.domain.spelling import exact, folded
from matcher.sheets import addresses, clocks, headers, homes, rhythms, ticked_times
from matcher.sheets.cells import wish_in, yes_or_no
from matcher.sheets.cells_of_ways import MODES, modes, modes_in
from matcher.sheets.fields import AVAILABILITY, BIRTH_YEAR, GENDER_WISH, TRAVEL, ListField
from matcher.sheets.meanings import NOTHING
from matcher.sheets.readings import Understood
from matcher.sheets.tables import Column

MIXED = "mixed"
_OF_HOMES = frozenset({"home", "pets"})
NOT_BORNE = frozenset({"bears_not", "allergies"})
_DENIES = re.compile(r"\b(?:ej|inte|inget|inga|ingen|utan|saknar|no|not)\b|\?", re.IGNORECASE)
_LICENCE = re.compile(r"\b(?:B-?\s?(?:kör)?kort|körkort(?:\s+B)?|b-behörighet)\b", re.IGNORECASE)
_FAR = re.compile(
    r"(?:\b(?:max|högst|ca|cirka|upp till)\.?\s*)?\b\d+(?:[.,]\d+)?\s?(?:min(?:uter)?|mil|km)\b\.?",
    re.IGNORECASE,
)
_YEARS_LIVED = re.compile(
    r"\d{1,3}(?:\s*år)?(?:\s*(?:/|&|\+|,|och|o|resp\.?)\s*\d{1,3}(?:\s*år)?)?"
)
_AGES = frozenset({"alder", "age"})
_BESIDES = re.compile(
    r"utöver|förutom|andra språk|övriga språk|fler språk|other languages|besides", re.IGNORECASE
)
_GOES_ON = re.compile(  # a line of a cell that the next one ends
    r"(\b(?:på|i|till|för|från|att|och|eller|kl|mellan|efter|före|hos|vid)"
    r"|(?<![^\n])(?:ring|nås|sms|mejla|sök)\b[^\n]*(?=\n(?:kväll|dag|för|efter|fm|em|kl|\d)))\n",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(r"önske?\w*.*(?:person|volontär|besök)|vem passar", re.IGNORECASE)
_BARE_GENDER = re.compile(r"(^|[,;/]\s*)(?=(?:kvinn(?:a|or)|man|män)\s*(?:$|[,;/]))", re.IGNORECASE)
_HOUR = r"[0-2]?\d(?:[.:][0-5]\d)?"
_MONTHS = "jan|feb|mars|apr|maj|juni|juli|aug|sep|okt|nov|dec"
_ON_A_DAY = re.compile(  # the last of a wish: "följe till läkare 8/12 kl 10.15"
    rf"(?<=\w)[ ,]+(?:den )?(?P<when>[0-3]?\d ?(?:/ ?[01]?\d\b(?! ?dag)| (?:{_MONTHS})\w*)"
    rf"(?:[ ,]+(?:kl\.? ?)?{_HOUR}(?: ?[-–] ?{_HOUR})?)?)\s*$",
    re.IGNORECASE,
)
_WHERE = frozenset({"postcode", "town", "area"})
_SEVERAL = frozenset(
    [
        "phone", "email", "contact", "languages", "must_languages", "interests", "dislikes",
        "tasks", "not_tasks", "skills", "skills_needed", "skills_wished", "function", "mixed",
        "availability", "forms", "modes", "bears_not", "allergies", "pets", "home",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Titles:
    """Column → what its header says by itself, where the cells below may have but a tick."""

    times: Mapping[str, str]  # "vardagar" of "Kan: vardagar"
    ways: Mapping[str, str]  # "bil" of "Kör bil"
    ages: frozenset[str]  # columns of years that a person has lived
    besides: frozenset[str] = frozenset()  # of languages beside Swedish
    addressed: frozenset[str] = frozenset()  # of a name with the address below or after it
    wishes: Mapping[str, str] = field(default_factory=dict)  # "Ingen man", of a column of wishes
    of_all_sorts: frozenset[str] = frozenset()  # of allergies and more: "Rökare / allergi"
    of_another: frozenset[str] = frozenset()  # of whom one would meet: "Önskemål om person"


def told_by_titles(columns: Sequence[Column], mapping: Mapping[str, str]) -> Titles:
    """The times and ways of travelling that headers name, of columns that tell of these."""
    field_of = {column.at: mapping.get(str(column.at)) for column in columns}
    when = [column for column in columns if field_of[column.at] == AVAILABILITY]
    how = [column for column in columns if field_of[column.at] == TRAVEL]
    return Titles(
        {str(c.at): times for c in when if (times := headers.times_in(c.title))},
        {str(c.at): ways for c in how if (ways := _ways_in(c.title))},
        frozenset(
            str(c.at) for c in columns if field_of[c.at] == BIRTH_YEAR and folded(c.title) in _AGES
        ),
        frozenset(
            str(c.at) for c in columns if field_of[c.at] == "languages" and _BESIDES.search(c.title)
        ),
        frozenset(
            str(c.at) for c in columns if field_of[c.at] == "name" and "adress" in folded(c.title)
        ),
        {
            str(c.at): c.title
            for c in columns
            if field_of[c.at] == GENDER_WISH and wish_in(c.title) is not None
        },
        frozenset(
            str(c.at)
            for c in columns
            if field_of[c.at] in NOT_BORNE and homes.names_more_than_allergy(c.title)
        ),
        frozenset(
            str(c.at) for c in columns if field_of[c.at] == MIXED and _OF_ANOTHER.search(c.title)
        ),
    )


def _ways_in(title: str) -> str:
    """The one way that a header names; of "Bil/cykel" a tick says neither."""
    ways = modes_in(title)
    return MODES[next(iter(ways))][0] if len(ways) == 1 else ""


def texts_of(
    told: Mapping[str, str],
    mapping: Mapping[str, str],
    known: Mapping[str, ListField],
    titles: Titles,
) -> dict[str, str]:
    """Field → what its columns say; several columns of a field are joined."""
    found: dict[str, list[str]] = {}
    ticked: list[str] = []
    for at, name in mapping.items():
        text = _with_title(told.get(at, ""), at, titles)
        if text and text == titles.times.get(at):
            ticked.append(text)
            continue
        if name == AVAILABILITY and exact(text) in NOTHING:
            continue
        parts = _parts(text, at, name, mapping, titles)
        for said_of, part in parts.items():
            is_free = said_of in (name, MIXED) or said_of not in mapping.values()
            if part and said_of in known and is_free:
                found.setdefault(said_of, []).append(part)
    if ticked:
        found[AVAILABILITY] = [ticked_times.joined(ticked, found.get(AVAILABILITY, []))]
    if AVAILABILITY in known and "tasks" in found:
        _tell_day_apart(found)
    if "every_weeks" in known and "tasks" in found and "every_weeks" not in found:
        _tell_rhythm_apart(found)
    if AVAILABILITY in found:
        found[AVAILABILITY] = clocks.in_order(found[AVAILABILITY])
    return {name: _in_one_line(name, texts) for name, texts in found.items()}


def _tell_day_apart(found: dict[str, list[str]]) -> None:
    """Följe till läkare 8/12 kl 10.15: the day and the hour are when, and no part of the wish."""
    for n, text in enumerate(found["tasks"]):
        if day := _ON_A_DAY.search(text):
            told, when = text[: day.start()], found.get(AVAILABILITY, [])
            found["tasks"][n] = told
            others = [one for one in when if exact(one) not in exact(day["when"])]
            found[AVAILABILITY] = [*others, day["when"]]


def _tell_rhythm_apart(found: dict[str, list[str]]) -> None:
    """Besök varannan v: how often is no part of the wish, and would be lost in an answer to it."""
    wishes, often = rhythms.apart(", ".join(found["tasks"]))
    if often:
        found["tasks"], found["every_weeks"] = [wishes] if wishes else [], [often]


def _parts(
    text: str, at: str, name: str, mapping: Mapping[str, str], titles: Titles
) -> Mapping[str, str]:
    """Field → what a cell says of it: an address is one of several where it stands alone."""
    if at in titles.addressed:
        return addresses.parted(text)
    if name in NOT_BORNE and text:
        borne, noted = homes.borne_apart(text, is_of_all_sorts=at in titles.of_all_sorts)
        return {name: borne, MIXED: noted}
    if name in _OF_HOMES and text:
        there, noted = homes.feared_apart(text)
        return {name: there, MIXED: noted}
    if name == "function" and text:
        health, noted = homes.kept_apart(text)
        return {name: health, MIXED: noted}
    if name == TRAVEL and text:
        return _ways_apart(text, mapping)
    is_alone = name == "street" and not _WHERE & set(mapping.values())
    return addresses.home(text) if is_alone and text else {name: text}


def _ways_apart(text: str, mapping: Mapping[str, str]) -> Mapping[str, str]:
    """How far and a licence, beside by what: "bil, max 2 mil, B-kort". Where another column tells
    how far, or two are told, the cell is left whole and asked about.
    """
    if _DENIES.search(text):  # "ej körkort", "bil?"
        return {TRAVEL: text}
    licences, told = _LICENCE.findall(text), _LICENCE.sub(" ", text)
    fars = _FAR.findall(told)
    if len(fars) == 1 and "reach" not in mapping.values() and len(re.findall(r"\d+", told)) < 3:
        told = _FAR.sub(" ", told)
    else:
        fars = []
    told = re.sub(r"(?:\s*[,;]\s*)+", ", ", told).strip(" ,;")
    return {TRAVEL: told, "reach": fars[0] if fars else "", MIXED: "körkort" if licences else ""}


def _in_one_line(name: str, texts: list[str]) -> str:
    """Columns are set apart by commas, and so are the lines of a cell that names several things;
    but for a line that goes on in the next: "ring på" and below it "kvällen".
    """
    if name not in _SEVERAL:
        return ", ".join(texts).replace("\n", " ")
    return _GOES_ON.sub(r"\1 ", ", ".join(texts)).replace("\n", ", ")


def _with_title(text: str, at: str, titles: Titles) -> str:
    """What a cell says below such a header: a tick is what stands above, hours are hours of it."""
    if at in titles.ages and _YEARS_LIVED.fullmatch(text):  # of a couple as well, "74 och 72"
        return re.sub(r"(?<!\d)(\d{1,3})(?!\d)(?!\s*år)", r"\1 år", text)
    if text and at in titles.of_another:
        return _BARE_GENDER.sub(r"\1helst ", text)
    if text and at in titles.besides:
        return f"svenska, {text}"
    times = titles.times.get(at)
    above = times or titles.ways.get(at) or titles.wishes.get(at)
    if not text or above is None:
        return text
    first, _, rest = text.partition(" ") if at in titles.ways else (text, "", "")
    ticked = yes_or_no(first)
    if isinstance(ticked, Understood):
        if ticked.value and rest and not isinstance(modes(f"{above} {rest}"), Understood):
            return text  # "ja (MC)", of a car; "ja egen" leaves nothing to ask
        return above if ticked.value else ""
    return f"{times} {text}" if times else text


def longer(own: str, whole: str) -> str:
    """What was asked about: a cell, with what another added to it ("flexibel, bortrest v 8")."""
    return whole if whole.startswith(own) else own
