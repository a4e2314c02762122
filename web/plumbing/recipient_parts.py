"""Parts of the recipients' pages, made ready for the macros that draw them."""

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from matcher.domain.consent import ConsentKind
from matcher.domain.people import Bears, Strength, WordStance
from matcher.domain.recipients import Decides
from matcher.services.recipients import ConsentLine, RecipientPage, RecipientRow
from web.plumbing import people_parts
from web.plumbing.deed_words import view as view_words
from web.plumbing.formats import day_short, in_weeks, listed, postcode
from web.plumbing.languages import OFFERED
from web.plumbing.people_parts import CHANNELS, Named, todo_row
from web.plumbing.recipient_words import (
    CONSENTS,
    DECIDES,
    HOME,
    LOST,
    REACH_BY,
    SOURCES,
    VIEWS,
    home_fact,
    sentence,
    state,
)
from web.plumbing.volunteer_words import GENDERS, TRAITS, wish


def columns() -> list[dict[str, Any]]:
    """The columns of the list."""
    said = (_("Mottagare"), _("Läge"), _("Område"), _("Språk"))
    return [{"words": words} for words in said] + [
        {"words": _("Klass"), "num": True},
        {"words": _("Har väntat"), "num": True},
    ]


def table_row(row: RecipientRow, named: Named) -> list[Any]:
    """A line of the list, a cell for each column."""
    words, kind = state(row.state)
    return [
        {"text": row.called, "href": url_for("recipients.one", recipient_id=row.id)},
        {"text": words, "pill": kind},
        (postcode(row.where) if row.where and row.where.isdigit() else row.where) or "–",
        ", ".join(named(concept) for concept in row.languages) or "–",
        str(row.priority_class or "–"),
        _waited(row),
    ]


def heading(page: RecipientPage, named: Named) -> str:
    """Age by the year of birth, place and languages, as far as they are told."""
    told = page.told
    said = []
    if told.birth_year:
        said.append(_("%(age)s år", age=page.on.year - told.birth_year))
    town = told.place.label if told.place else None
    where = page.area or town or postcode(told.postcode)
    if where:
        said.append(where)
    start = f"{', '.join(said)}. " if said else ""
    if told.languages:
        start += _("Talar %(languages)s.", languages=spoken(page, named))
    return start.strip()


def spoken(page: RecipientPage, named: Named) -> str:
    """`finska (modersmål), svenska (kan samtala)`."""
    return people_parts.spoken(page.told.languages, named)


def wishes(page: RecipientPage, named: Named) -> list[dict[str, str]]:
    """What she likes, must have and would rather not, as facts; the strong apart from the weak."""
    told = page.told
    bears = {
        how: [str(TRAITS[t]).lower() for t in TRAITS if told.bears.get(t) is how] for how in Bears
    }
    wanted = wish(told.gender_wish) if told.gender_wish else ""
    is_must = bool(told.gender_wish and told.gender_wish.strength is Strength.MUST)
    musts = [wanted] if is_must else []
    musts += [_("inte %(what)s", what=trait) for trait in bears[Bears.NO]]
    lines = [
        (_("Språk, med egna ord"), _words(page, WordStance.KNOWS, named)),
        (_("Tycker om"), _words(page, WordStance.LIKES, named)),
        (_("Tycker inte om"), _words(page, WordStance.DISLIKES, named)),
        (_("Måste"), _begun(", ".join(musts))),
        (_("Vem"), "" if is_must else wanted),
        (_("Helst inte"), _begun(", ".join(bears[Bears.RATHER_NOT]))),
        (_("Går bra"), _begun(", ".join(bears[Bears.FINE]))),
        (_("Allergi"), _begun(", ".join(bears[Bears.ALLERGY]))),
        (_("Bra att veta"), _words(page, WordStance.FUNCTION, named)),
        (_("Bakgrund"), told.background or ""),
    ]
    return people_parts.told(lines)


def contact(page: RecipientPage) -> list[dict[str, Any]]:
    """How to reach her, who can say yes for her, and how she came."""
    told = page.told
    at = f"{postcode(told.postcode)} {told.town or ''}".strip()  # as on an envelope
    address = ", ".join(filter(None, [told.street, at]))
    decides = str(DECIDES[told.decides])
    if told.decides is not Decides.OWN and page.decides_review_on:
        decides += ". " + _("Fråga igen senast %(day)s.", day=day_short(page.decides_review_on))
    lines = [
        (_("Vill nås"), str(REACH_BY[told.reach_by])),
        (_("E-post"), told.email or ""),
        (_("Adress"), address if told.street else ""),
        (_("Brev på"), OFFERED.get(told.language, told.language)),
        (_("Säger ja"), decides),
        (_("Kön"), str(GENDERS[told.gender]) if told.gender else ""),
        (_("Kom hit"), str(SOURCES.get(page.source, page.source))),
    ]
    return people_parts.told(lines)


def envelope(page: RecipientPage) -> list[str]:
    """Her name and address, line by line; nothing where no street is known."""
    told = page.told
    if not told.street:
        return []
    town = f"{postcode(told.postcode)} {told.town or ''}".strip()
    return [
        line for line in (f"{told.first_name} {told.surname}".strip(), told.street, town) if line
    ]


def home(page: RecipientPage) -> list[dict[str, Any]]:
    """What is known of the home, and how we know."""
    return [
        {
            "words": home_fact(fact.trait, fact.present),
            "known": _("Sett %(day)s", day=day_short(fact.checked_on))
            if fact.checked_on
            else _("Berättat, inte sett"),
            "yes": True,
        }
        for fact in page.home
    ]


def home_unknown(page: RecipientPage) -> list[dict[str, str]]:
    """What nobody has told of the home: questions, each leading to its field."""
    edit = url_for("recipients.edit", recipient_id=page.id)
    return [
        {"words": str(HOME[trait]), "href": f"{edit}#home_{trait.value}-0"}
        for trait in page.home_unknown
    ]


def consents(page: RecipientPage) -> list[dict[str, Any]]:
    """Each yes: when, how, to whom; or taken back; or not asked."""
    return [
        {
            "words": str(CONSENTS[line.kind]),
            "known": _known(line),
            "yes": line.is_given,
            "is_unasked": line.said_on is None,
        }
        for line in page.consents
    ]


def given(page: RecipientPage) -> list[ConsentKind]:
    """What she has said yes to, and may take back."""
    return [line.kind for line in page.consents if line.is_given]


def story(page: RecipientPage) -> list[dict[str, Any]]:
    """What has happened, newest first; the first day at the bottom. What is to come stands under
    what there is to do.
    """
    past = people_parts.story(page.history, sentence, both=("consent.given",))
    first = {
        "on": page.told.waiting_since,
        "words": _("Någon hörde av sig första gången. Väntan räknas härifrån."),
        "kind": "both",
    }
    return [*past, first]


def todo_rows(page: RecipientPage) -> list[dict[str, Any]]:
    """What is to be done about her, for `parts/todo.html`."""
    return [
        todo_row(todo, on=page.on, more=lost(todo.facts.get("removed", ()))) for todo in page.todos
    ]


def read_by(page: RecipientPage) -> list[str]:
    """Who has looked at what, and the days, newest first."""
    seen: dict[tuple[str, str], dict[str, None]] = {}
    for line in page.looks:
        who_and_what = (
            line.by or _("Handslag"),
            str(VIEWS.get(line.what) or view_words(line.what)),
        )
        seen.setdefault(who_and_what, {})[day_short(line.at)] = None
    return [
        _("%(name)s, %(view)s, %(day)s", name=name, view=view, day=listed(days))
        for (name, view), days in seen.items()
    ]


def unknown(page: RecipientPage) -> list[str]:
    """What nobody has told, as questions that can be asked aloud (R37)."""
    told = page.told
    asked = {
        _("Vilka språk?"): told.languages,
        _("I vilket område?"): told.place,
        _("Vad tycker personen om?"): any(w.stance is WordStance.LIKES for w in told.words),
        _("Vilken klass?"): told.priority_class,
    }
    return [question for question, answer in asked.items() if not answer]


def lost(codes: Iterable[str]) -> str:
    """What no longer protects since the health consent was taken back (R21)."""
    return " ".join(str(LOST[code]) for code in codes)


def _known(line: ConsentLine) -> str:
    if line.said_on is None:
        return _("Inte frågad")
    if line.withdrawn_on:
        return _("Taget tillbaka %(day)s", day=day_short(line.withdrawn_on))
    return _(
        "%(how)s %(day)s, hördes av %(who)s. Text %(version)s",
        how=str(CHANNELS[line.channel]) if line.channel else "",
        day=day_short(line.said_on),
        who=line.heard_by,
        version=line.text_version,
    )


def _waited(row: RecipientRow) -> str | dict[str, Any]:
    if row.weeks_waited is None:
        return "–"
    said = in_weeks(row.weeks_waited)
    if not row.is_late or row.promise_weeks is None:
        return said
    return {
        "text": said,
        "soft": _("%(over)s över löftet", over=row.weeks_waited - row.promise_weeks),
    }


def _words(page: RecipientPage, stance: WordStance, named: Named) -> str:
    return _begun(", ".join(named(said) for said in page.told.words if said.stance is stance))


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]
