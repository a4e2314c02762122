"""What each kind of to-do says, and where it leads: one entry for each. A kind without an entry
stops the tests, not a coordinator's morning.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from matcher.domain.plans import TodoKind
from matcher.services.todo_lines import TodoLine
from web.plumbing import todo_hrefs
from web.plumbing.list_todo_words import NEED_ENDS
from web.plumbing.match_todo_words import MATCH_TODOS, MatchTodoWords


@dataclass(frozen=True, slots=True)
class Words:
    """Title and reason with %(whom)s and the line's facts; the button; and where it leads."""

    title: Any
    why: Any
    button: Any
    href: Callable[[TodoLine], str]
    rings: bool = False  # the button is the telephone number, when there is one
    is_main: bool = False
    by_deed: bool = False  # done by what is written down on the page, and nowhere by a tick
    has_button: bool = False  # on the page of whom it is about a button does it, and no tick
    also: Any = None  # a second button, and where that one leads
    also_href: Callable[[TodoLine], str] | None = None


WORDS: dict[TodoKind, Words] = {
    TodoKind.CALL_NEW_VOLUNTEER: Words(
        _l("Ring %(whom)s, ny volontär"),
        _l("Anmälde sig %(made)s."),
        _l("Öppna"),
        todo_hrefs.volunteer,
        rings=True,
        has_button=True,
    ),
    TodoKind.COMPLETE_CLEARANCE: Words(
        _l("Gå vidare med %(whom)s"),
        _l("Kontrollerna är inte klara. Det som kräver dem föreslås inte."),
        _l("Visa stegen"),
        todo_hrefs.volunteer,
        has_button=True,
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
        _l("%(whom)s vill göra ett av uppdragen på webben%(answered)s"),
        _l("Svarade %(made)s. Ingen hos organisationen är kontaktad."),
        _l("Öppna"),
        todo_hrefs.volunteer,
        rings=True,
        also=_l("Visa uppdraget"),
        also_href=todo_hrefs.need,
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
        has_button=True,
    ),
    TodoKind.CALL_PAUSED: Words(
        _l("Hör om pausen är slut för %(whom)s"),
        _l("Pausen har ingen sista dag. Ingen ska tro att vi har glömt."),
        _l("Öppna"),
        todo_hrefs.call,
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


def of_match(said: MatchTodoWords) -> Words:
    by_deed, href = said.by_deed, todo_hrefs.match
    return Words(said.title, said.why, said.button, href, said.rings, by_deed=by_deed)


WORDS |= {kind: of_match(said) for kind, said in MATCH_TODOS.items()}
WORDS[TodoKind.NEED_ENDS] = Words(*NEED_ENDS, todo_hrefs.need)


def is_ticked(kind: TodoKind, *, on_her_page: bool = False) -> bool:
    """Whether it is done by a tick: on the start page, or on the page of whom it is about."""
    words = WORDS[kind]
    return not (words.by_deed or words.is_main or (on_her_page and words.has_button))
