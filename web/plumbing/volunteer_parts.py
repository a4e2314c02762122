"""Parts of the volunteers' pages, made ready for the macros that draw them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from matcher.domain.availability import NOTHING_SAID, Availability
from matcher.domain.clearance import Gate, Step
from matcher.domain.people import WordStance
from matcher.domain.spoken_times import echo
from matcher.domain.volunteers import NewVolunteer
from matcher.domain.ways_in import ORDER
from matcher.phrases.voice import capital
from matcher.services.clearances import TypeStanding
from matcher.services.volunteers import VolunteerPage, VolunteerRow
from web.plumbing import people_parts
from web.plumbing.formats import day_short, listed, phone, postcode
from web.plumbing.languages import OFFERED, language
from web.plumbing.parts import slots_of
from web.plumbing.people_parts import Named, changed, health_yeses, todo_row
from web.plumbing.volunteer_words import (
    FIELDS,
    FORMS,
    GENDERS,
    MISSING,
    MODES,
    NEXT,
    SOURCES,
    STEPS,
    state,
    traits,
    wish,
)

STANCES: Mapping[WordStance, Any] = {
    WordStance.DOES: _l("Vill göra"),
    WordStance.WILL_NOT: _l("Vill inte göra"),
    WordStance.LIKES: _l("Tycker om"),
    WordStance.DISLIKES: _l("Tycker inte om"),
    WordStance.KNOWS: _l("Kan"),
}


def columns() -> list[dict[str, Any]]:
    """The columns of the list."""
    said = (_("Volontär"), _("Läge"), _("Område"), _("Språk"), _("Klar för"), _("Nästa steg"))
    return [{"words": words} for words in said] + [{"words": _("Med sedan"), "num": True}]


def table_row(row: VolunteerRow, named: Named) -> list[Any]:
    """A line of the list, a cell for each column."""
    words, kind = state(row.state, is_paused=row.is_paused)
    return [
        {"text": row.called, "href": url_for("volunteers.one", volunteer_id=row.id)},
        {"text": words, "pill": kind},
        row.where or "–",
        ", ".join(named(concept) for concept in row.languages) or "–",
        _unbroken(ngettext("%(num)s sorts uppdrag", "%(num)s sorters uppdrag", row.cleared_for))
        if row.cleared_for
        else {"text": "", "soft": _("inget än")},
        str(NEXT[row.next]) if row.next else "–",
        day_short(row.since),
    ]


def _unbroken(words: str) -> str:
    """Kept on one line: a hundred rows would each be twice as high."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def missing(standing: TypeStanding) -> str:
    """`Saknas: intervju, referenser och tystnadslöfte.`, in the order it is done."""
    gates = [gate for gate in ORDER if gate in standing.missing and gate is not Gate.STATE]
    if not gates:
        return str(_("Du har inte gjort volontären aktiv än."))
    if gates == [Gate.PAUSE]:
        return str(_("Pausad."))
    return _("Saknas: %(what)s.", what=listed(MISSING[gate] for gate in gates))


def todo_rows(page: VolunteerPage) -> list[dict[str, Any]]:
    """What is to be done about her, for `parts/todo.html`."""
    again = _("Anmälde sig en gång till på webben.")
    return [
        todo_row(todo, on=page.on, more=again if todo.facts.get("again") else "")
        for todo in page.todos
    ]


def spoken(told: NewVolunteer, named: Named) -> str:
    """`finska (modersmål), svenska (kan samtala)`."""
    return people_parts.spoken(told.languages, named)


def words_by_stance(told: NewVolunteer, named: Named) -> list[dict[str, Any]]:
    """{label, known, unknown} for each stance that has words; unknown ones as they were written."""
    return [
        {
            "label": label,
            "known": _begun(
                [named(word) for word in told.words if word.stance is stance and word.concept]
            ),
            "unknown": [
                word.written for word in told.words if word.stance is stance and not word.concept
            ],
        }
        for stance, label in STANCES.items()
        if any(word.stance is stance for word in told.words)
    ]


def _begun(words: list[str]) -> list[str]:
    return [capital(words[0]), *words[1:]] if words else []


def wishes(told: NewVolunteer) -> list[dict[str, str]]:
    """How she wants to meet, whom, and what she bears, as facts."""
    forms = ", ".join(str(FORMS[form]).lower() for form in FORMS if form in told.forms)
    lines = [
        (_("Ses"), capital(forms)),
        (_("Vem"), wish(told.gender_wish) if told.gender_wish else ""),
        (_("Djur, rök, dofter"), capital(", ".join(traits(told.traits)).lower())),
        (_("Bakgrund"), told.background or ""),
    ]
    return people_parts.told(lines)


def reach(page: VolunteerPage) -> list[dict[str, str]]:
    """Where from, how and how far, and how much, as facts."""
    told = page.told
    where = page.area or (told.place.label if told.place and told.place.label else "")
    minutes, hours, months = told.reach_minutes, told.max_hours_month, told.commitment_months
    lines = [
        (_("Bor"), ", ".join(filter(None, [where, postcode(told.postcode)]))),
        (
            _("Tar sig fram"),
            ", ".join(str(MODES[mode]).lower() for mode in MODES if mode in told.modes),
        ),
        (_("Längst"), _("%(num)s minuter", num=minutes) if minutes else ""),
        (
            _("Uppdrag"),
            ngettext("Högst %(num)s samtidigt", "Högst %(num)s samtidigt", told.max_matches),
        ),
        (_("Tid"), _("Högst %(num)s timmar i månaden", num=hours) if hours else ""),
        (_("Hur länge"), ngettext("%(num)s månad", "%(num)s månader", months) if months else ""),
        (_("Kort varsel"), _("Kan hoppa in") if told.on_call else ""),
    ]
    return people_parts.told(lines)


def contact(page: VolunteerPage) -> list[dict[str, Any]]:
    """How to reach her, and how she came."""
    told = page.told
    lines = [
        (_("Telefon"), phone(told.phone) if told.phone else ""),
        (_("E-post"), _confirmed(page)),
        (_("Brev på"), OFFERED.get(told.language, told.language)),
        (_("Kön"), str(GENDERS[told.gender]) if told.gender else ""),
        (_("Med sedan"), day_short(page.created_at)),
        (_("Kom hit"), str(SOURCES.get(page.source, page.source))),
    ]
    return people_parts.told(lines)


def _confirmed(page: VolunteerPage) -> str:
    """Her address, and whether she has opened a letter there since it was last changed."""
    email = page.told.email or ""
    for line in page.history:  # newest first
        if line.what == "volunteer.email_confirmed":
            return _("%(email)s, bekräftad", email=email) if email else ""
        if line.what == "volunteer.changed" and "email" in line.facts.get("fields", ()):
            break
    return email


def consents(page: VolunteerPage) -> list[dict[str, Any]]:
    """Each yes, when and how; and whether it was taken back."""
    return health_yeses(page.consents)


def unknown(page: VolunteerPage) -> list[str]:
    """What nobody has told, as questions that can be asked aloud (R37)."""
    told = page.told
    asked = {
        _("Vilket år är volontären född?"): told.birth_year,
        _("Vilka tider passar?"): told.availability,
        _("Vilka språk?"): told.languages,
        _("I vilket område?"): told.place,
        _("Hur långt, och hur?"): told.reach_minutes or told.reach_km,
        _("Hemma, ute eller i telefon?"): told.forms,
        _("Vad vill volontären göra?"): any(w.stance is WordStance.DOES for w in told.words),
    }
    return [question for question, answer in asked.items() if not answer]


def times(availability: Availability | None) -> dict[str, Any]:
    """The week as slots, partly free ones as well, and the same in words."""
    known = availability or NOTHING_SAID
    return {"slots": slots_of(known.grid(partly=True)), "words": capital(echo(known, language()))}


def story(page: VolunteerPage) -> list[dict[str, Any]]:
    """The audit as a story for `parts/story.html`."""
    return people_parts.story(
        page.history, sentence, both=("volunteer.made_active", "volunteer.added")
    )


def sentence(deed: str, facts: Mapping[str, Any]) -> str:
    """One deed about a volunteer, with its facts put into words."""
    match deed:
        case "volunteer.added":
            return f"{SOURCES.get(facts.get('source', ''), SOURCES['typed'])}."
        case "clearance.step_taken":
            return f"{STEPS[Step(facts['step'])]}."
        case "clearance.step_taken_back":
            return _("Togs tillbaka: %(step)s.", step=str(STEPS[Step(facts["step"])]).lower())
        case "volunteer.changed":
            return changed(facts, FIELDS)
        case "volunteer.paused" if facts.get("until_on"):
            return _(
                "Pausad %(start)s–%(end)s.",
                start=_day(facts["from_on"]),
                end=_day(facts["until_on"]),
            )
        case "volunteer.paused":
            return _("Pausad från %(start)s tills vidare.", start=_day(facts["from_on"]))
    return f"{DEEDS.get(deed, deed)}."


DEEDS: Mapping[str, Any] = {
    "volunteer.signed_up_again": _l("Anmälde sig en gång till på webben"),
    "volunteer.contacted": _l("Första samtalet"),
    "volunteer.made_active": _l("Gjordes aktiv"),
    "volunteer.own_link_shown": _l("Fick en länk till sin egen sida"),
    "volunteer.email_confirmed": _l("Bekräftade sin e-postadress"),
    "volunteer.password_chosen": _l("Valde ett lösenord till sin egen sida"),
    "volunteer.password_removed": _l("Tog bort lösenordet till sin egen sida"),
    "volunteer.taken_on": _l("Fick en ansvarig samordnare"),
    "volunteer.insurance_read": _l("Varningen om försäkringen lästes"),
    "volunteer.resumed": _l("Tillbaka från paus"),
    "volunteer.restricted": _l("Uppgifterna ligger stilla"),
    "volunteer.released": _l("Uppgifterna används igen"),
    "volunteer.left": _l("Slutade som volontär"),
    "volunteer.not_relevant": _l("Ej aktuell"),
    "clearance.extract_shown": _l("Visade registerutdrag"),
    "clearance.extract_taken_back": _l("Anteckningen om registerutdrag togs bort"),
    "letter.stopped": _l("Bad att slippa en sorts brev"),
    "letter.wanted_again": _l("Ville ha en sorts brev igen"),
    "consent.given": _l("Sa ja till att vi sparar känsliga uppgifter"),
    "consent.withdrawn": _l("Tog tillbaka ett samtycke"),
}


def _day(text: str) -> str:
    return day_short(date.fromisoformat(text))
