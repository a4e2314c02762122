"""What a to-do says, and where it leads: one line for each kind.

A kind without a line stops the tests, not a coordinator's morning.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from matcher.domain.clearance import Gate
from matcher.domain.plans import TodoKind
from matcher.services.todo_lines import TodoLine
from web.plumbing import match_words, todo_hrefs
from web.plumbing.clock import today
from web.plumbing.formats import moment, weekday
from web.plumbing.list_todo_words import GONE, LISTS, NEED_ENDS
from web.plumbing.match_todo_words import MATCH_TODOS, WANTS, MatchTodoWords, of_change
from web.plumbing.volunteer_words import MISSING


@dataclass(frozen=True, slots=True)
class Words:
    """Title and reason with %(whom)s and the line's facts; the button; and where it leads."""

    title: Any
    why: Any
    button: Any
    href: Callable[[TodoLine], str]
    rings: bool = False  # the button is the telephone number, when there is one
    is_main: bool = False
    by_deed: bool = False  # done by what is written down on the page, not by a tick
    also: Any = None  # a second button, and where that one leads
    also_href: Callable[[TodoLine], str] | None = None


WORDS: dict[TodoKind, Words] = {
    TodoKind.CALL_NEW_VOLUNTEER: Words(
        _l("Ring %(whom)s, ny volontär"),
        _l("Anmälde sig %(made)s."),
        _l("Öppna"),
        todo_hrefs.volunteer,
        rings=True,
    ),
    TodoKind.COMPLETE_CLEARANCE: Words(
        _l("Gå vidare med %(whom)s"),
        _l("Kontrollerna är inte klara. Det som kräver dem föreslås inte."),
        _l("Visa stegen"),
        todo_hrefs.volunteer,
    ),
    TodoKind.HEAR_CONSENT: Words(
        _l("Fråga %(whom)s själv"),
        _l("Personens eget ja är inte antecknat, så ingen föreslås."),
        _l("Öppna"),
        todo_hrefs.recipient,
        rings=True,
        by_deed=True,
    ),
    TodoKind.CALL_REFERRER: Words(
        _l("Ring upp om en hänvisning"),
        _l("Personen är inte frågad än, så inget om personen är sparat."),
        _l("Visa vem"),
        todo_hrefs.page("referrals.listed"),
    ),
    TodoKind.REVIEW_DECIDES: Words(
        _l("Fråga %(whom)s igen vem som säger ja"),
        _l("Det är ett år sedan vi frågade."),
        _l("Öppna"),
        todo_hrefs.recipient,
    ),
    TodoKind.CLEARANCE_RUNS_OUT: Words(
        _l("Förnya för %(whom)s: %(check)s"),
        _l("Gäller till och med %(last_day)s. Därefter föreslås inget nytt."),
        _l("Visa stegen"),
        todo_hrefs.volunteer,
    ),
    TodoKind.CLEARANCE_RAN_OUT: Words(
        _l("Har gått ut för %(whom)s: %(check)s"),
        _l("Inget nytt föreslås. Pågående kontakter är inte rörda: ring och bestäm hur ni gör."),
        _l("Visa stegen"),
        todo_hrefs.volunteer,
        rings=True,
    ),
    TodoKind.NEED_PROPOSED: Words(
        _l("Publicera ett föreslaget uppdrag, eller svara"),
        _l("En organisation föreslog det %(made)s på sin egen sida. Ingen ser det innan dess."),
        _l("Läs förslaget"),
        todo_hrefs.need,
        by_deed=True,
    ),
    TodoKind.NEED_ANSWERED: Words(
        _l("%(whom)s vill göra ett av uppdragen på webben"),
        _l("Svarade %(made)s. Ingen hos organisationen är kontaktad."),
        _l("Öppna"),
        todo_hrefs.volunteer,
        rings=True,
    ),
    TodoKind.DECIDE_SUGGESTIONS: Words(
        _l("Ta ställning till veckans förslag"),
        _l("Veckans körning är klar. Ingen är kontaktad."),
        _l("Öppna förslagen"),
        todo_hrefs.page("suggestions.week"),
        is_main=True,
    ),
    TodoKind.CORRECT_FACTS: Words(
        _l("Rätta det som är fel om %(whom)s eller %(other)s"),
        _l("Förslaget avvisades %(made)s för fel uppgifter. Rättade kan de två föreslås igen."),
        _l("Ändra för %(whom)s"),
        todo_hrefs.edit_volunteer,
        also=_l("Ändra för %(other)s"),
        also_href=todo_hrefs.edit_other,
    ),
    TodoKind.ASK_VOLUNTEER: Words(
        _l("Fråga %(whom)s om ett uppdrag"),
        _l("Matchningen med %(other)s är godkänd. Volontären är inte kontaktad."),
        _l("Fråga"),
        todo_hrefs.match,
        by_deed=True,
    ),
    TodoKind.CALL_WAITING: Words(
        _l("Ring %(whom)s som väntar"),
        _l("Vi ringer var sjätte vecka. Ingen ska tro att vi har glömt."),
        _l("Öppna"),
        todo_hrefs.recipient,
        rings=True,
    ),
    TodoKind.CALL_BACK: Words(
        _l("Ring %(whom)s igen"),
        _l("Ni kom överens om det %(made)s."),
        _l("Öppna"),
        todo_hrefs.call,
        rings=True,
    ),
    TodoKind.CALLED: Words(  # never open: it is kept as a thing done
        _l("Ett samtal med %(whom)s"), _l("Antecknat %(made)s."), _l("Öppna"), todo_hrefs.call
    ),
    TodoKind.HEALTH_WITHDRAWN: Words(
        _l("Läs vad som inte längre skyddar %(whom)s"),
        _l("Samtycket till hälsouppgifter är tillbakataget. Uppgifterna är borttagna."),
        _l("Öppna"),
        todo_hrefs.recipient,
    ),
    TodoKind.TELL_OF_DEATH: Words(
        _l("Ring %(whom)s, en mottagare har avlidit"),
        _l("Alla brev och påminnelser är stoppade. Beskedet ska komma från oss."),
        _l("Öppna"),
        todo_hrefs.match_over,
        rings=True,
    ),
    TodoKind.CLEAR_UP_IMPORT: Words(
        _l("Reda ut rader i en lista, %(list)s"),
        _l("Några rader behöver ditt svar."),
        _l("Visa listan"),
        todo_hrefs.of_import,
    ),
    TodoKind.GOES_ON: Words(
        _l("Bestäm om %(whom)s ska fortsätta"),
        _l("En matchning avslutas för att en regel har brutits. Inget nytt föreslås innan dess."),
        _l("Bestäm"),
        todo_hrefs.itself,
        is_main=True,
        by_deed=True,
    ),
    TodoKind.SAID_GONE: Words(
        _l("Enligt en lista: %(whom)s %(gone)s"),
        _l("Ingen föreslås och ingen rings förrän du har svarat."),
        _l("Svara"),
        todo_hrefs.said_gone,
        is_main=True,
        by_deed=True,
    ),
    TodoKind.LETTER_FAILED: Words(
        _l("Ett brev kom inte fram"),
        _l("Vi har försökt flera gånger. Kontrollera adressen."),
        _l("Visa breven"),
        todo_hrefs.page("drawer.listed"),
    ),
}


def _of_match(said: MatchTodoWords) -> Words:
    by_deed, href = said.by_deed, todo_hrefs.match
    return Words(said.title, said.why, said.button, href, said.rings, by_deed=by_deed)


WORDS |= {kind: _of_match(said) for kind, said in MATCH_TODOS.items()}
WORDS[TodoKind.NEED_ENDS] = Words(*NEED_ENDS, todo_hrefs.need)


def rows(lines: Iterable[TodoLine]) -> list[dict[str, Any]]:
    """The lines as `parts/todo.html` draws them."""
    return [row(line) for line in lines]


def row(line: TodoLine) -> dict[str, Any]:
    """The line as `parts/todo.html` draws it."""
    other = of_change(line.kind, line.facts)
    words = _of_match(other) if other else WORDS[line.kind]
    facts = {
        "whom": line.whom.name if line.whom else _("någon"),
        "made": weekday(line.made_on),
        "other": line.other or _("någon"),
        "meeting": weekday(line.due_on),
        "gone": GONE.get(line.facts.get("what", ""), ""),
        "wants": "",
        "list": _("den som kom %(day)s", day=weekday(line.made_on)),
        **_dated(line.facts),
    }
    phone = line.whom.phone if line.whom and words.rings else None
    href = words.href(line)
    is_done_there = words.is_main or words.by_deed
    return {
        "id": line.id,
        "title": str(words.title) % facts,
        "title_href": href if phone else None,
        "why": _why(line, words, facts),
        "late": _late(line.days_late),
        "phone": phone,
        "href": href,
        "link": str(words.button) % facts,
        "also": str(words.also) % facts if words.also else None,
        "also_href": words.also_href(line) if words.also_href else None,
        "main": words.is_main,
        # What is decided on a page of its own is done there, not by a tick.
        "done_href": None if is_done_there else url_for("todos.done", todo_id=line.id),
        "more_href": url_for("todos.one", todo_id=line.id),
    }


def _why(line: TodoLine, words: Words, facts: Mapping[str, str]) -> str:
    said = (str(words.why) % facts).replace("..", ".").strip()  # a name ends in an initial
    more = [_instead_of_a_call(line, words), _regular(line), _expected(line), _coming(line)]
    return " ".join(filter(None, [said, *more, _owned(line.owner), _given(line.given_by)]))


def _instead_of_a_call(line: TodoLine, words: Words) -> str | None:
    """Who has only an address to write to is not lost among those to be called (R6)."""
    if not words.rings or line.whom is None or line.whom.phone:
        return None
    return _("Det finns inget telefonnummer: skriv, eller hälsa på.")


def _regular(line: TodoLine) -> str | None:
    """When they usually meet, where she who calls is to ask about that."""
    if line.regular is None or line.kind not in (TodoKind.FOLLOW_UP, TodoKind.SILENT_PAIR):
        return None
    return _("Brukar ses: %(when)s.", when=match_words.regular(line.regular))


def put_off(until: date) -> str:
    """On which day something that was put off stands on the list again."""
    return _("Kommer tillbaka %(day)s.", day=weekday(until))


def _expected(line: TodoLine) -> str | None:
    """When the two would have met, where she who is called does not know yet that it is over."""
    if "expected" not in line.facts:
        return None
    when = moment(datetime.fromisoformat(line.facts["expected"]))
    return _("De skulle ha setts %(when)s: ring före det.", when=when)


def _coming(line: TodoLine) -> str | None:
    """By when, of what is not due yet: a list of a week says on which day."""
    return _("Senast %(day)s.", day=weekday(line.due_on)) if line.due_on > today() else None


def _owned(owner: str | None) -> str | None:
    return _("Ligger hos %(name)s.", name=owner) if owner else None


def _given(by: str | None) -> str | None:
    return _("Från %(name)s.", name=by) if by else None


def _dated(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as they are said: a day is kept as ISO."""
    said = dict(facts)
    if "met" in said:
        said["met"] = weekday(date.fromisoformat(said["met"]))
    if "wants" in said:
        said["wants"] = WANTS[said["wants"]]
    if "list" in said:
        said["list"] = LISTS[said["list"]]
    if "gate" in said:
        said["check"] = MISSING[Gate(said["gate"])]
    if said.get("last_day"):
        said["last_day"] = weekday(date.fromisoformat(said["last_day"]))
    if "meeting" in said:
        said["meeting"] = moment(datetime.fromisoformat(said["meeting"]))
    return said


def _late(days: int) -> str | None:
    if not days:
        return None
    return ngettext("%(num)s dag försenat.", "%(num)s dagar försenat.", days)
