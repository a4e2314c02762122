"""What a to-do about a match says: on the start page, on a person's page, on the match's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from matcher.domain.plans import TodoKind
from matcher.services.match_calls import AGAIN


@dataclass(frozen=True, slots=True)
class MatchTodoWords:
    """`title` with %(whom)s; `short` where it is plain whom it is about; `why` with %(met)s.
    `by_deed`: done by what is written down on the match's page, not by a tick.
    """

    title: Any
    short: Any
    why: Any
    button: Any
    rings: bool = False
    by_deed: bool = False


# What somebody who is to be called has done on her own page; most have only asked for the call.
WANTS: dict[str, Any] = {
    "leave": _l("Vill sluta som volontär."),
    "rest": _l("Har pausat sig själv."),
    AGAIN: "",
}
MATCH_TODOS: dict[TodoKind, MatchTodoWords] = {
    TodoKind.TELL_MORE: MatchTodoWords(
        _l("Ring %(whom)s som vill veta mer"),
        _l("Vill veta mer innan svaret"),
        _l("Kortet väntar. Svaret antecknas på matchningens sida."),
        _l("Anteckna svar"),
        rings=True,
        by_deed=True,
    ),
    TodoKind.ASK_RECIPIENT: MatchTodoWords(
        _l("Fråga %(whom)s om volontären"),
        _l("Fråga om volontären"),
        _l("%(other)s har sagt ja. Nu är det personens tur."),
        _l("Anteckna svar"),
        rings=True,
        by_deed=True,
    ),
    TodoKind.BOOK_MEETING: MatchTodoWords(
        _l("Boka första mötet för %(whom)s"),
        _l("Boka första mötet"),
        _l("Det blir med %(other)s, båda har sagt ja."),
        _l("Boka mötet"),
        by_deed=True,
    ),
    TodoKind.NOTE_MEETING: MatchTodoWords(
        _l("Anteckna första mötet för %(whom)s"),
        _l("Anteckna första mötet"),
        _l("Med %(other)s, %(meeting)s. När det har hållits börjar provtiden."),
        _l("Anteckna"),
        by_deed=True,
    ),
    TodoKind.ASK_STREET: MatchTodoWords(
        _l("Fråga %(whom)s om gatuadressen"),
        _l("Fråga om gatuadressen"),
        _l("Första mötet är hemma, %(meeting)s, med %(other)s. Utan adress hittar ingen dit."),
        _l("Skriv in den"),
        rings=True,
        by_deed=True,
    ),
    TodoKind.TELL_TIME: MatchTodoWords(
        _l("Berätta för %(whom)s när första mötet är"),
        _l("Berätta när första mötet är"),
        _l("%(meeting)s, med %(other)s. Inget brev har gått: ring, eller skriv ut det och posta."),
        _l("Öppna"),
        rings=True,
    ),
    TodoKind.TELL_DECLINED: MatchTodoWords(
        _l("Berätta för %(whom)s att det inte blev av"),
        _l("Berätta att det inte blev av"),
        _l("%(whom)s väntade på besked. Säg inte varför, säg tack."),
        _l("Öppna"),
        rings=True,
    ),
    TodoKind.TELL_OVER: MatchTodoWords(
        _l("Berätta för %(whom)s att kontakten är slut"),
        _l("Berätta att kontakten är slut"),
        _l("Den andra är inte med längre. Säg inte varför, säg tack."),
        _l("Öppna"),
        rings=True,
    ),
    TodoKind.FOLLOW_UP: MatchTodoWords(
        _l("Ring %(whom)s, uppföljning"),
        _l("Uppföljning"),
        _l("Träffar %(other)s sedan %(met)s. Båda får frågan, var och en för sig."),
        _l("Anteckna samtal"),
        rings=True,
        by_deed=True,
    ),
    TodoKind.TRIAL_OVER: MatchTodoWords(
        _l("Gör matchningen för %(whom)s aktiv, eller avsluta"),
        _l("Gör aktiv, eller avsluta"),
        _l("Provtiden med %(other)s är slut när båda samtalen är antecknade."),
        _l("Öppna"),
        by_deed=True,
    ),
    TodoKind.NOT_MET: MatchTodoWords(
        _l("%(whom)s har inte träffat sin volontär än"),
        _l("Har inte träffats än"),
        _l("Matchningen med %(other)s godkändes för två veckor sedan eller mer. Vad står i vägen?"),
        _l("Öppna"),
    ),
    TodoKind.SILENT_PAIR: MatchTodoWords(
        _l("Ring %(whom)s, tyst ett tag"),
        _l("Tyst ett tag"),
        _l("Inget besök hos %(other)s är noterat på länge. Det kan vara bra ändå."),
        _l("Anteckna samtal"),
        rings=True,
    ),
    TodoKind.CALL_WANTED: MatchTodoWords(
        _l("Ring %(whom)s som vill prata"),
        _l("Vill bli uppringd"),
        _l("%(wants)s Det gäller matchningen med %(other)s."),
        _l("Anteckna samtal"),
        rings=True,
        by_deed=True,
    ),
    TodoKind.NOT_BACK: MatchTodoWords(
        _l("Ring %(whom)s, som inte har sagt att besöket är slut"),
        _l("Hör om besöket är slut"),
        _l("Tiden som var tänkt har gått. Ofta är det bara glömt."),
        _l("Öppna"),
        rings=True,
    ),
    TodoKind.CHECK_PAUSE: MatchTodoWords(
        _l("Hör med %(whom)s om pausen är slut"),
        _l("Hör om pausen är slut"),
        _l("Matchningen med %(other)s har varit pausad i sex veckor."),
        _l("Öppna"),
        rings=True,
    ),
    TodoKind.CLOSING_TALK: MatchTodoWords(
        _l("Avslutande samtal med %(whom)s"),
        _l("Avslutande samtal"),
        _l("Matchningen med %(other)s avslutas. Tacka, och fråga hur det har varit."),
        _l("Anteckna samtal"),
        rings=True,
        by_deed=True,
    ),
    TodoKind.END_MATCH: MatchTodoWords(
        _l("Avsluta matchningen för %(whom)s"),
        _l("Avsluta matchningen"),
        _l("De avslutande samtalen är klara. Vill personen vänta på någon ny?"),
        _l("Avsluta"),
        by_deed=True,
    ),
}

# A first meeting of which she has heard another time, or another place, by `changed` of the facts.
_CHANGED = (
    _l("Berätta för %(whom)s att första mötet är ändrat"),
    _l("Berätta att första mötet är ändrat"),
)
MEETING_CHANGED: dict[str, MatchTodoWords] = {
    "time": MatchTodoWords(
        *_CHANGED,
        _l(
            "Nu är det %(meeting)s, med %(other)s. Inget brev har gått: ring, eller skriv ut det"
            " och posta."
        ),
        _l("Öppna"),
        rings=True,
    ),
    "off": MatchTodoWords(
        _l("Berätta för %(whom)s att första mötet är inställt"),
        _l("Berätta att första mötet är inställt"),
        _l("Med %(other)s. Ingen ny tid är bestämd än, och inget brev har gått."),
        _l("Öppna"),
        rings=True,
    ),
    "place": MatchTodoWords(
        *_CHANGED,
        _l(
            "På en annan plats, %(meeting)s som förut, med %(other)s. Inget brev har gått: ring,"
            " eller skriv ut det och posta."
        ),
        _l("Öppna"),
        rings=True,
    ),
    "rests": MatchTodoWords(
        _l("Ring %(whom)s, den som skulle ha besök har paus"),
        _l("Berätta att personen har paus"),
        _l("Första mötet är bokat, %(meeting)s, med %(other)s. Byt tid, eller stryk den."),
        _l("Öppna"),
        rings=True,
    ),
    "volunteer_rests": MatchTodoWords(
        _l("Ring %(whom)s, volontären har paus"),
        _l("Berätta att volontären har paus"),
        _l("Första mötet är bokat, %(meeting)s, med %(other)s. Byt tid, eller stryk den."),
        _l("Öppna"),
        rings=True,
    ),
    "paused": MatchTodoWords(
        _l("Berätta för %(whom)s att det är paus"),
        _l("Berätta att det är paus"),
        _l("Matchningen med %(other)s är pausad. Vet båda det redan är det klart."),
        _l("Öppna"),
        rings=True,
    ),
    "resumed": MatchTodoWords(
        _l("Berätta för %(whom)s att de ses igen"),
        _l("Berätta att de ses igen"),
        _l("Pausen med %(other)s är slut. Vet båda det redan är det klart."),
        _l("Öppna"),
        rings=True,
    ),
    "alone": MatchTodoWords(
        _l("Berätta för %(whom)s att det inte blir någon grupp"),
        _l("Berätta att det inte blir någon grupp"),
        _l(
            "Frågan gällde en grupp. Nu är det bara %(other)s: hör om det är ett ja ändå. Säg inte"
            " varför."
        ),
        _l("Öppna"),
        rings=True,
    ),
    "who": MatchTodoWords(
        _l("Berätta för %(whom)s vilka som kommer till första mötet"),
        _l("Berätta vilka som kommer till första mötet"),
        _l("Det blir med %(other)s, %(meeting)s som förut. Någon är inte med: säg inte varför."),
        _l("Öppna"),
        rings=True,
    ),
}


# The question lies in the post: it is not asked a second time before the answer can have come.
POSTED = MatchTodoWords(
    _l("Vänta på svar från %(whom)s"),
    _l("Vänta på svar på brevet"),
    _l("Frågan postades %(posted)s. Kommer inget svar: skriv igen, eller hälsa på."),
    _l("Anteckna svar"),
    by_deed=True,
)
# What we have agreed on is not said as what she has asked for.
CALL_AGAIN = MatchTodoWords(
    _l("Ring %(whom)s igen, som ni kom överens om"),
    _l("Ring igen, som ni kom överens om"),
    _l("Det gäller matchningen med %(other)s."),
    _l("Anteckna samtal"),
    rings=True,
    by_deed=True,
)


def of_change(kind: TodoKind, facts: Mapping[str, Any]) -> MatchTodoWords | None:
    """Other words than those of its kind, where a first meeting is changed, a call agreed on or a
    question posted; None of all else.
    """
    if kind is TodoKind.CALL_WANTED and facts.get("wants") == AGAIN:
        return CALL_AGAIN
    if kind is TodoKind.ASK_RECIPIENT and "posted" in facts:
        return POSTED
    is_changed = kind is TodoKind.TELL_TIME and "changed" in facts
    return MEETING_CHANGED[facts["changed"]] if is_changed else None
