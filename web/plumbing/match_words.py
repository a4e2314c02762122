"""What the pages of matches say: states, reasons, places, and each deed as a sentence."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from matcher import phrases
from matcher.domain.contact_ladder import Field
from matcher.domain.match_reasons import DeclineReason, EndReason, MeetingPlace, WaivedReason
from matcher.domain.matches import MatchState
from matcher.domain.regular_times import RegularTime
from matcher.services.match_calls import CallResult
from matcher.services.meeting_news import News
from matcher.services.met_before import MetBefore
from matcher.services.visits import VisitLine
from web.plumbing.clock import today
from web.plumbing.formats import day_short, moment
from web.plumbing.languages import language
from web.plumbing.volunteer_words import FORMS

PILLS: Mapping[MatchState, str] = {
    MatchState.APPROVED: "wait",
    MatchState.VOLUNTEER_ASKED: "next",
    MatchState.VOLUNTEER_YES: "next",
    MatchState.RECIPIENT_ASKED: "next",
    MatchState.BOTH_YES: "next",
    MatchState.MEETING_BOOKED: "next",
    MatchState.TRIAL: "next",
    MatchState.ACTIVE: "on",
    MatchState.PAUSED: "off",
    MatchState.ENDING: "wait",
    MatchState.ENDED: "",
    MatchState.DECLINED: "",
}
GROUPS: Mapping[str, tuple[Any, tuple[MatchState, ...]]] = {
    "lever": (_l("Alla som pågår"), tuple(s for s in MatchState if not s.is_over)),
    "pa-vag": (
        _l("På väg till första mötet"),
        (
            MatchState.APPROVED, MatchState.VOLUNTEER_ASKED, MatchState.VOLUNTEER_YES,
            MatchState.RECIPIENT_ASKED, MatchState.BOTH_YES, MatchState.MEETING_BOOKED,
        ),
    ),
    "provtid": (_l("Provtid"), (MatchState.TRIAL,)),
    "aktiva": (_l("Aktiva"), (MatchState.ACTIVE,)),
    "pausade": (
        _l("Pausade och på väg att avslutas"), (MatchState.PAUSED, MatchState.ENDING),
    ),
    "over": (_l("Avslutade"), (MatchState.ENDED, MatchState.DECLINED)),
}  # fmt: skip
LADDER: tuple[tuple[MatchState, Any], ...] = (
    (MatchState.APPROVED, _l("Godkänd")),
    (MatchState.VOLUNTEER_ASKED, _l("Volontären frågad")),
    (MatchState.VOLUNTEER_YES, _l("Volontären ja")),
    (MatchState.BOTH_YES, _l("Personen ja")),
    (MatchState.MEETING_BOOKED, _l("Första mötet bokat")),
    (MatchState.TRIAL, _l("Provtid")),
    (MatchState.ACTIVE, _l("Aktiv")),
)
DECLINES: Mapping[DeclineReason, Any] = {
    DeclineReason.NOT_NOW: _l("Inte nu"),
    DeclineReason.NO_ANSWER: _l("Inget svar i tid"),
    DeclineReason.OTHER_PLANS: _l("Har hittat sällskap eller ett annat uppdrag"),
    DeclineReason.TIME: _l("Tiden fungerar inte"),
    DeclineReason.TOO_FAR: _l("För långt"),
    DeclineReason.NOT_THIS_PERSON: _l("Inte just den här personen"),
    DeclineReason.NOT_WANTED: _l("Vill inte ha sällskap längre"),
    DeclineReason.OUR_DECISION: _l("Vi bestämde oss för något annat"),
}
ENDS: Mapping[EndReason, Any] = {
    EndReason.AS_PLANNED: _l("Det blev klart som planerat"),
    EndReason.NO_TIME: _l("Tiden räcker inte till"),
    EndReason.MOVED: _l("Någon har flyttat"),
    EndReason.ILL: _l("Någon orkar inte längre"),
    EndReason.MOVED_TO_CARE: _l("Personen har flyttat till ett boende"),
    EndReason.NO_LONGER_NEEDED: _l("Behövs inte längre"),
    EndReason.NO_CHEMISTRY: _l("De passade inte ihop"),
    EndReason.RULE_BROKEN: _l("En regel har brutits"),
    EndReason.DECEASED: _l("Personen har avlidit"),
}
WAIVED: Mapping[WaivedReason, Any] = {
    WaivedReason.THEY_KNOW_EACH_OTHER: _l("De kände redan varandra"),
    WaivedReason.BY_PHONE: _l("Mötet var på telefon eller video"),
    WaivedReason.OTHERS_WERE_THERE: _l("Andra var där, personal eller en grupp"),
    WaivedReason.PERSON_WISHED: _l("Personen ville ses utan oss"),
}
PLACES: Mapping[MeetingPlace, Any] = {
    MeetingPlace.HOME: _l("Hemma hos personen"),
    MeetingPlace.CENTRE: _l("Hos oss på centralen"),
    MeetingPlace.ELSEWHERE: _l("Någon annanstans"),
    MeetingPlace.REMOTE: _l("På telefon eller video"),
}
RESULTS: Mapping[CallResult, Any] = {
    CallResult.FINE: _l("Allt väl, de vill fortsätta"),
    CallResult.COME_BACK: _l("Något att prata mer om. Vi ringer igen."),
    CallResult.NO_ANSWER: _l("Inget svar. Samtalet står kvar."),
}
SEES: Mapping[Field, Any] = {
    Field.FRAME: _l("vad det gäller och när"),
    Field.SKETCH: _l("en beskrivning utan namn"),
    Field.CALLED_NAME: _l("tilltalsnamn"),
    Field.MEETING: _l("tiden för mötet"),
    Field.PLACE: _l("platsen"),
    Field.STREET: _l("gatuadressen"),
    Field.PHONE: _l("telefonnumret"),
    Field.REGULAR_TIME: _l("tiden då de brukar ses"),
}
DEEDS: Mapping[str, Any] = {
    "match.approved": _l("Godkänd. Ingen är kontaktad."),
    "match.wish_overridden": _l("De träffas trots ett önskemål. Varför står antecknat."),
    "match.taken_back": _l("Godkännandet togs tillbaka."),
    "match.no_taken_back": _l("Nejet var fel antecknat. Frågan står kvar."),
    "match.volunteer_asked": _l("Volontären frågades."),
    "match.volunteer_said_yes": _l("Volontären sa ja."),
    "match.recipient_asked": _l("Personen frågades."),
    "match.question_posted": _l("Frågan till personen postades som brev."),
    "match.recipient_said_yes": _l("Personen sa ja."),
    "match.meeting_fell_through": _l("Första mötet blev inte av."),
    "match.meeting_stands": _l("Första mötet ströks av misstag. Det är kvar."),
    "match.trial_passed": _l("Provtiden är över. Båda vill fortsätta."),
    "match.paused": _l("Pausad. Inget syns för den andra så länge."),
    "match.resumed": _l("De ses igen. Allt räknas från den här dagen."),
    "match.ending_undone": _l("Avslutet ångrades. Allt är som innan."),
    "match.substitute_wanted": _l("En ersättare söks under pausen."),
    "match.one_joined": _l("En till lades till. Ingen är kontaktad."),
    "match.one_left": _l("En av flera gick vidare. De andra fortsätter."),
    "match.talked": _l("Avslutande samtal."),
    "match.time_agreed": _l("De har bestämt när de brukar ses."),
    "match.time_left": _l("De har ingen fast tid längre."),
    "match.died": _l("Personen har avlidit. Alla brev och påminnelser är stoppade."),
    "match.one_gone": _l("En av dem är inte med längre."),
    "match.visit_begun": _l("Volontären gick på besök."),
    "match.visit_over": _l("Volontären sa att besöket var slut."),
    "match.visit_ended": _l("Vi hörde att volontären var hemma från besöket."),
    "match.contact_shown": _l("Volontären öppnade uppgifterna om personen."),
}
BOTH = frozenset({
    "match.volunteer_said_yes", "match.recipient_said_yes", "match.meeting_held",
    "match.trial_passed",
})  # fmt: skip
# Said better by the to-do and the note themselves.
UNSAID = frozenset({"match.called", "match.visit_noted"})


def place(where: MeetingPlace | None, named: str | None) -> str:
    """Where a first meeting is; what is told of ours is its address."""
    if where is MeetingPlace.CENTRE and named:
        return f"{PLACES[where]}, {named}"
    return named or (str(PLACES[where]) if where else "")


def pill(state: MatchState) -> tuple[str, str]:
    """The state's words and the kind of its pill."""
    return phrases.match_state(state, language()), PILLS[state]


def visit(of: VisitLine) -> str:
    """One noted day, to a coordinator."""
    return _visit(of, _("De sågs"))


def own_visit(of: VisitLine) -> str:
    """One noted day, to her who noted it."""
    return _visit(of, _("Ni sågs"))


def _visit(of: VisitLine, met: str) -> str:
    if not of.happened:
        return _("Inställt.")
    parts = [met]
    if of.minutes:
        parts.append(ngettext("%(num)s minut", "%(num)s minuter", of.minutes))
    if of.form:
        parts.append(str(FORMS[of.form]).lower())
    return f"{', '.join(parts)}."


def regular(found: RegularTime) -> str:
    """When two usually meet: `tisdagar kl. 10.00–11.30, varannan vecka, nästa gång 1 december`."""
    return phrases.regular_time(found, language(), today=today())


def sentence(deed: str, facts: Mapping[str, Any]) -> str:
    """One deed about a match, with its facts put into words."""
    if deed in ("match.volunteer_said_no", "match.recipient_said_no"):
        why = DECLINES[DeclineReason(facts.get("reason", DeclineReason.NOT_NOW))]
        if deed == "match.volunteer_said_no":
            return _("Volontären sa nej: %(why)s.", why=str(why).lower())
        return _("Personen sa nej: %(why)s.", why=str(why).lower())
    if deed == "match.called_off":
        return _("Togs tillbaka: %(why)s.", why=str(DECLINES[facts["reason"]]).lower())
    if deed in ("match.ending_begun", "match.ended"):
        why = str(ENDS[EndReason(facts.get("reason") or EndReason.AS_PLANNED)]).lower()
        if deed == "match.ended":
            return _("Avslutad: %(why)s.", why=why)
        return _("Avslutningen började: %(why)s.", why=why)
    if deed == "match.talked" and facts.get("wanted") is False:
        return _("Ville inte ha något avslutande samtal.")
    if deed == "match.meeting_booked":
        when = moment(datetime.fromisoformat(facts["meeting_at"]))
        return _("Första mötet bokades till %(when)s.", when=when)
    if deed == "match.meeting_held":
        if facts.get("waived"):
            return _("Första mötet hölls utan oss: %(why)s.",
                     why=str(WAIVED[facts["waived"]]).lower())  # fmt: skip
        return _("Första mötet hölls. Provtiden började.")
    return str(DEEDS.get(deed, deed))


def met_before(found: MetBefore) -> str:
    """That two know each other from a match that is over."""
    days = {"first": day_short(found.from_on), "last": day_short(found.until_on)}
    if found.reason is None:
        return _("De två har setts förut, %(first)s till %(last)s.", **days)
    why = str(ENDS[found.reason]).lower()
    return _("De två har setts förut, %(first)s till %(last)s: %(why)s.", why=why, **days)


def booked(news: News, *, has_post: bool) -> str:
    """What has become of it, and who is left to be told; without post no letter gets there."""
    if news.is_same:
        return _("Så stod mötet redan. Inget brev går.")
    if news.letters and not has_post:
        done = _("Mötet är ändrat.") if news.is_changed else _("Mötet är bokat.")
        return f"{done} {_left(news, in_drawer=True)}"
    if not news.is_changed:
        return (
            _("Mötet är bokat. Volontären får en länk till tid och kalender.")
            if news.letters
            else _("Mötet är bokat. Volontären har ingen e-post: ring och berätta.")
        )
    changed = (
        _("Mötet är ändrat. Volontären får ett brev om det.")
        if news.letters
        else _("Mötet är ändrat.")
    )
    return f"{changed} {_left(news)}".strip()


def _left(news: News, *, in_drawer: bool = False) -> str:
    said = [_("Brevet till volontären ligger i lådan: ring och berätta.")] if in_drawer else []
    if news.to_tell:
        said.append(
            ngettext(
                "En person får inget brev: berätta. Det står bland det som ska göras.",
                "%(num)s personer får inget brev: berätta. Det står bland det som ska göras.",
                news.to_tell,
            )
        )
    return " ".join(said)
