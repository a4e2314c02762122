"""What the pages of volunteers, recipients and needs say alike: to-dos, stories, facts."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from matcher import phrases
from matcher.domain.consent import Channel
from matcher.domain.matches import MatchState
from matcher.domain.people import Level, SaidWord
from matcher.domain.plans import TodoKind
from matcher.services import stories
from matcher.services.match_calls import CallResult
from matcher.services.page_lines import HistoryLine, TodoLine
from matcher.services.volunteer_pages import ConsentLine
from web.plumbing import match_words, todo_hrefs
from web.plumbing.formats import day_short, weekday
from web.plumbing.languages import language
from web.plumbing.match_todo_words import MATCH_TODOS, of_change
from web.plumbing.todo_kinds import is_ticked
from web.plumbing.volunteer_words import LEVELS

Named = Callable[[str | SaidWord], str]

CHANNELS: Mapping[Channel, Any] = {
    Channel.IN_PERSON: _l("När vi sågs"),
    Channel.PHONE: _l("I telefon"),
    Channel.PAPER: _l("På papper"),
    Channel.WEB: _l("På webben"),
}
CALLS: Mapping[CallResult, Any] = {
    CallResult.FINE: _l("Vi talades vid."),
    CallResult.COME_BACK: _l("Vi talades vid och ska höras igen."),
    CallResult.NO_ANSWER: _l("Vi ringde och fick inget svar."),
}
# On the page of whom they are about, so without a name; `todo_words` has the long ones.
TODOS: dict[TodoKind, Any] = {
    TodoKind.CALL_NEW_VOLUNTEER: _l("Ring, ny volontär"),
    TodoKind.COMPLETE_CLEARANCE: _l("Gör klart kontrollerna"),
    TodoKind.HEAR_CONSENT: _l("Fråga personen själv"),
    TodoKind.CALL_REFERRER: _l("Ring upp om en hänvisning"),
    TodoKind.REVIEW_DECIDES: _l("Fråga igen vem som säger ja"),
    TodoKind.CLEARANCE_RUNS_OUT: _l("Förnya en kontroll som snart går ut"),
    TodoKind.CLEARANCE_RAN_OUT: _l("En kontroll har gått ut. Pågående kontakter är inte rörda"),
    TodoKind.NEED_PROPOSED: _l("Publicera ett föreslaget uppdrag, eller svara"),
    TodoKind.NEED_ENDS: _l("Fråga om uppdraget ska fortsätta"),
    TodoKind.NEED_ANSWERED: _l("Vill göra ett av uppdragen på webben"),
    TodoKind.DECIDE_SUGGESTIONS: _l("Ta ställning till veckans förslag"),
    TodoKind.ASK_VOLUNTEER: _l("Fråga om ett uppdrag"),
    TodoKind.CALL_WAITING: _l("Hör hur det är"),
    TodoKind.CALL_PAUSED: _l("Hör om pausen är slut"),
    TodoKind.CALL_BACK: _l("Ring igen"),
    TodoKind.CALLED: _l("Ett samtal"),
    TodoKind.CORRECT_FACTS: _l("Rätta det som är fel, om det är här"),
    TodoKind.HEALTH_WITHDRAWN: _l("Läs vad som inte längre skyddar"),
    TodoKind.TELL_OF_DEATH: _l("Ring, en mottagare har avlidit"),
    TodoKind.CLEAR_UP_IMPORT: _l("Red ut raden i listan"),
    TodoKind.GOES_ON: _l("Bestäm om volontären ska fortsätta"),
    TodoKind.SAID_GONE: _l("Svara: enligt en lista är det slut"),
    TodoKind.LETTER_FAILED: _l("Ett brev kom inte fram"),
}
TODOS |= {kind: said.short for kind, said in MATCH_TODOS.items()}

LINKS = {
    TodoKind.SAID_GONE: _l("Svara"),
    TodoKind.GOES_ON: _l("Bestäm"),
    TodoKind.NEED_ANSWERED: _l("Visa uppdraget"),
}


def todo_row(todo: TodoLine, *, on: date, more: str = "") -> dict[str, Any]:
    """What is to be done about somebody, for `parts/todo.html`; `more` is said after the day. The
    number to call stands once, at the top of the page.
    """
    return {
        "title": _title(todo),
        "why": " ".join(filter(None, [_("Senast %(day)s.", day=weekday(todo.due_on)), more])),
        "late": late((on - todo.due_on).days),
        "href": _href(todo),
        "link": LINKS.get(todo.kind) or _("Öppna matchningen"),
        "done_href": url_for("todos.done", todo_id=todo.id)
        if is_ticked(todo.kind, on_her_page=True)
        else None,
    }


def _href(todo: TodoLine) -> str | None:
    if todo.kind is TodoKind.SAID_GONE:
        return todo_hrefs.said_by_list(todo.facts["import_id"])
    if todo.kind is TodoKind.GOES_ON:
        return url_for("todos.one", todo_id=todo.id)
    if todo.kind is TodoKind.NEED_ANSWERED:
        return url_for("needs.one", need_id=todo.facts["need"])
    return url_for("matches.one", match_id=todo.match_id) if todo.match_id else None


def _title(todo: TodoLine) -> Any:
    if todo.kind is TodoKind.ASK_VOLUNTEER and todo.other:
        return _("Fråga om uppdraget hos %(whom)s", whom=todo.other)
    if todo.kind is TodoKind.NEED_ANSWERED and todo.facts.get("title"):
        return _("Vill göra ”%(what)s”, som står på webben", what=todo.facts["title"])
    changed = of_change(todo.kind, todo.facts)
    return changed.short if changed else TODOS[todo.kind]


def late(days: int) -> str | None:
    """`2 dagar försenat.`; None for what is not late."""
    return ngettext("%(num)s dag försenat.", "%(num)s dagar försenat.", days) if days > 0 else None


def story(
    history: Iterable[HistoryLine],
    sentence: Callable[[str, Mapping[str, Any]], str],
    both: Collection[str] = (),
) -> list[dict[str, Any]]:
    """What has happened, for `parts/story.html`, in the order given; `both` are marked. Deeds about
    a match say with whom and lead there; a call is told with its line.
    """
    return [
        _with_whom(line) if line.match_id else _told(line, sentence, both)
        for line in history
        if line.what not in match_words.UNSAID
    ]


def _told(
    line: HistoryLine, sentence: Callable[[str, Mapping[str, Any]], str], both: Collection[str]
) -> dict[str, Any]:
    words = call_words(line) or sentence(line.what, line.facts)
    return {"on": line.at, "words": words, "soft": by(line), "kind": _kind(line.what in both)}


def _with_whom(line: HistoryLine) -> dict[str, Any]:
    return {
        "on": line.at,
        "strong": _("Med %(whom)s.", whom=(line.other or _("någon")).removesuffix(".")),
        "strong_href": url_for("matches.one", match_id=line.match_id),
        "words": match_words.sentence(line.what, line.facts),
        "soft": by(line),
        "kind": _kind(line.what in match_words.BOTH),
    }


def call_words(line: HistoryLine) -> str | None:
    """A call that was noted, or a thing done with its line; None for any other deed."""
    if line.what == stories.DONE:
        return f"{TODOS[TodoKind(line.facts['kind'])]}: ”{line.facts['line']}”"
    if line.what == "call.noted":
        return str(CALLS[CallResult(line.facts["result"])])
    return None


def by(line: HistoryLine) -> str | None:
    """Who noted it."""
    return _("Antecknat av %(name)s.", name=line.by) if line.by else None


def _kind(is_both: bool) -> str:
    return "both" if is_both else ""


def changed(facts: Mapping[str, Any], fields: Mapping[str, Any]) -> str:
    """`Ändrades: namn, telefon.`, each named once."""
    names = dict.fromkeys(str(fields[name]) for name in facts.get("fields", ()))
    return _("Ändrades: %(what)s.", what=", ".join(names)) if names else _("Sparades.")


def spoken(languages: Mapping[str, Level], named: Named) -> str:
    """`finska (modersmål), svenska (kan samtala)`."""
    by_level = sorted(languages.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{named(concept)} ({LEVELS[level]})" for concept, level in by_level)


def told(lines: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """Facts as label and value, without those that nobody has told."""
    return [{"label": label, "value": value} for label, value in lines if value]


def match_state(of: MatchState) -> str:
    """How far a match has come."""
    return phrases.match_state(of, language())


def health_yeses(consents: Iterable[ConsentLine]) -> list[dict[str, Any]]:
    """A volunteer's yeses to sensitive facts as `parts/checks.html` takes them: when and how, or
    when it was taken back.
    """
    return [
        {
            "words": _("Känsliga uppgifter får sparas"),
            "known": _("Taget tillbaka %(day)s", day=day_short(yes.withdrawn_on))
            if yes.withdrawn_on
            else f"{CHANNELS[yes.channel]} {day_short(yes.said_on)}",
            "yes": yes.withdrawn_on is None,
        }
        for yes in consents
    ]
