"""What the audit trail says: each deed as a sentence; its subject, who did it, stands before."""

from collections.abc import Collection
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matcher.domain.accounts import Role
from matcher.services.trail import Line

NOES = ("suggestion.rejected", "suggestion.not_now")  # of which one may ask what they changed
PAGES = {
    "volunteer": "volunteers.one",
    "recipient": "recipients.one",
    "organisation": "organisations.one",
}

WORDS: dict[str, Any] = {
    "account.changed_password": _l("bytte lösenord"),
    "account.chose_language": _l("valde språk"),
    "account.closed": _l("stängde ett konto"),
    "account.opened": _l("öppnade ett konto"),
    "account.read_logging_text": _l("läste hur vi loggar"),
    "account.reopened": _l("öppnade ett stängt konto igen"),
    "account.signed_in": _l("loggade in"),
    "absence.added": _l("antecknade att en kollega är borta"),
    "absence.removed": _l("antecknade att en kollega inte är borta längre"),
    "area.added": _l("lade till ett område"),
    "area.changed": _l("ändrade ett område"),
    "area.removed": _l("tog bort ett område"),
    "call.noted": _l("antecknade ett samtal"),
    "centre.changed": _l("ändrade centralens uppgifter"),
    "centre.insurance_changed": _l("ändrade vad försäkringen gäller"),
    "centre.opened": _l("öppnade centralen"),
    "centre.turned": _l("ändrade hur matchningen väger"),
    "clearance.extract_shown": _l("såg ett registerutdrag"),
    "clearance.extract_taken_back": _l("tog bort en anteckning om ett registerutdrag"),
    "clearance.step_taken": _l("antecknade ett steg i kontrollerna"),
    "clearance.step_taken_back": _l("tog tillbaka ett steg i kontrollerna"),
    "caseload.handed_over": _l("lämnade över allt som låg hos en kollega"),
    "match.no_taken_back": _l("ångrade ett nej som var fel antecknat"),
    "caseload.taken_back": _l("ångrade en överlämning från en kollega"),
    "concern.closed": _l("avslutade en oro"),
    "concern.forgotten": _l("kastade en oro vars tid var ute"),
    "concern.held": _l("behöll en oro för ett rättsligt ärende"),
    "concern.noted": _l("antecknade en oro"),
    "concern.opened_again": _l("öppnade en oro igen"),
    "concern.planned": _l("bestämde när en oro ses till nästa gång"),
    "concern.released": _l("släppte en oro som behållits för ett ärende"),
    "concern.step_taken": _l("antecknade vad som gjorts åt en oro"),
    "consent.given": _l("antecknade ett samtycke"),
    "consent.withdrawn": _l("antecknade att ett samtycke tagits tillbaka"),
    "import.made": _l("läste in en lista"),
    "import.discarded": _l("kastade en lista som inte var inläst"),
    "import.undone": _l("ångrade en inläst lista"),
    "letter.stopped": _l("bad att slippa en sorts brev"),
    "letter.wanted_again": _l("ville ha en sorts brev igen"),
    "match.approved": _l("godkände en matchning"),
    "match.called": _l("ringde om en matchning"),
    "match.called_off": _l("tog tillbaka en matchning före första mötet"),
    "match.contact_shown": _l("öppnade uppgifterna om vem som ska besökas"),
    "match.died": _l("avslutade en matchning, en mottagare har avlidit"),
    "match.ended": _l("avslutade en matchning"),
    "match.ending_begun": _l("började avsluta en matchning"),
    "match.ending_undone": _l("ångrade ett avslut som hade börjat"),
    "match.meeting_booked": _l("bokade ett första möte"),
    "match.meeting_fell_through": _l("antecknade att ett första möte inte blev av"),
    "match.meeting_held": _l("antecknade ett första möte"),
    "match.meeting_stands": _l("ångrade att ett första möte ströks"),
    "match.one_joined": _l("lade till en till i en matchning"),
    "match.one_left": _l("antecknade att en av flera lämnade en matchning"),
    "match.one_gone": _l("avslutade en matchning, en är inte med längre"),
    "match.paused": _l("pausade en matchning"),
    "match.recipient_asked": _l("frågade en mottagare om en volontär"),
    "match.recipient_said_no": _l("antecknade en mottagares nej"),
    "match.recipient_said_yes": _l("antecknade en mottagares ja"),
    "match.resumed": _l("tog upp en matchning igen"),
    "match.substitute_wanted": _l("sökte en ersättare under en paus"),
    "match.taken_back": _l("tog tillbaka en matchning"),
    "match.talked": _l("antecknade ett avslutande samtal"),
    "match.time_agreed": _l("antecknade när ett par brukar ses"),
    "match.time_left": _l("antecknade att ett par inte har någon fast tid"),
    "match.trial_passed": _l("gjorde en matchning aktiv efter provtiden"),
    "match.visit_begun": _l("gick på ett besök"),
    "match.visit_ended": _l("hörde att volontären var hemma från ett besök"),
    "match.visit_over": _l("sa att ett besök var slut"),
    "match.visit_noted": _l("noterade ett besök"),
    "match.wish_overridden": _l("antecknade varför två träffas trots ett önskemål"),
    "match.volunteer_asked": _l("frågade en volontär om ett uppdrag"),
    "match.volunteer_said_no": _l("fick ett nej från en volontär"),
    "match.volunteer_said_yes": _l("fick ett ja från en volontär"),
    "need.answered": _l("ville göra ett uppdrag på webben"),
    "need.changed": _l("ändrade ett uppdrag"),
    "need.counted": _l("antecknade hur många som kom"),
    "need.closed": _l("stängde ett uppdrag"),
    "need.opened": _l("öppnade ett uppdrag"),
    "need.opened_again": _l("öppnade ett uppdrag igen"),
    "need.proposed": _l("föreslog ett uppdrag"),
    "need.published": _l("publicerade ett föreslaget uppdrag"),
    "organisation.added": _l("lade till en organisation"),
    "organisation.contact_link_shown": _l("visade en länk till en kontaktpersons sida"),
    "organisation.changed": _l("ändrade en organisation"),
    "organisation.contact_added": _l("lade till en kontaktperson"),
    "organisation.contact_changed": _l("ändrade en kontaktperson"),
    "organisation.contact_removed": _l("tog bort en kontaktperson"),
    "organisation.left": _l("avslutade en organisation"),
    "organisation.returned": _l("tog in en organisation igen"),
    "place.renewed": _l("räknade om var alla bor, efter nya postnummer"),
    "protected.forgotten": _l("tog bort en pseudonym"),
    "protected.noted": _l("antecknade att en person har skyddade uppgifter"),
    "recipient.taken_on": _l("tog hand om en mottagare"),
    "recipient.added": _l("lade till en mottagare"),
    "recipient.asked_who_decides": _l("frågade igen vem som säger ja"),
    "recipient.called": _l("ringde en mottagare som väntar"),
    "recipient.wait_explained": _l("skrev varför en mottagare väntar längre än löftet"),
    "recipient.changed": _l("ändrade uppgifter om en mottagare"),
    "recipient.deceased": _l("antecknade att en mottagare har avlidit"),
    "recipient.erased": _l("tog bort uppgifterna om en person"),
    "recipient.released": _l("lät uppgifterna om en person användas igen"),
    "recipient.restricted": _l("lät uppgifterna om en person ligga stilla"),
    "recipient.health_forgotten": _l("strök hälsouppgifter vars tid var ute"),
    "recipient.ended": _l("avslutade en mottagare"),
    "recipient.paused": _l("pausade en mottagare"),
    "recipient.referred_on": _l("hänvisade en mottagare vidare"),
    "recipient.represented": _l("antecknade vem som för en mottagares talan"),
    "recipient.resumed": _l("tog upp en mottagare igen"),
    "recipient.visited": _l("antecknade ett hembesök"),
    "referral.call_back_asked": _l("tog emot en fråga om att bli uppringd"),
    "referral.called_back": _l("ringde upp om en hänvisning"),
    "referral.made": _l("tog emot en hänvisning"),
    "referral.refused": _l("tog bort en hänvisning, för personen sa nej"),
    "role.granted": _l("gav en roll"),
    "role.withdrawn": _l("tog bort en roll"),
    "run.counted_anew": _l("räknade om veckan"),
    "run.made": _l("räknade fram veckans förslag"),
    "suggestion.accepted": _l("godkände ett förslag"),
    "suggestion.locked": _l("låste ett par"),
    "suggestion.not_now": _l("svarade inte nu på ett förslag"),
    "suggestion.rejected": _l("avvisade ett förslag"),
    "suggestion.undone": _l("ångrade ett beslut om ett förslag"),
    "suggestion.unlocked": _l("låste upp ett par"),
    "todo.handed_over": _l("lämnade en sak till en kollega"),
    "todo.opened_again": _l("ångrade att en sak var klar"),
    "todo.done": _l("blev klar med en sak"),
    "todo.snoozed": _l("sköt upp en sak"),
    "volunteer.added": _l("lade till en volontär"),
    "volunteer.taken_on": _l("tog hand om en volontär"),
    "volunteer.together": _l("noterade att två volontärer går tillsammans"),
    "volunteer.apart": _l("noterade att två volontärer går var för sig"),
    "volunteer.changed": _l("ändrade uppgifter om en volontär"),
    "volunteer.contacted": _l("ringde en volontär"),
    "volunteer.email_confirmed": _l("bekräftade sin e-postadress"),
    "volunteer.erased": _l("tog bort uppgifterna om en volontär"),
    "volunteer.released": _l("lät uppgifterna om en volontär användas igen"),
    "volunteer.restricted": _l("lät uppgifterna om en volontär ligga stilla"),
    "volunteer.insurance_read": _l("läste en varning om försäkringen"),
    "volunteer.left": _l("avslutade en volontär"),
    "volunteer.made_active": _l("gjorde en volontär aktiv"),
    "volunteer.not_relevant": _l("antecknade att en anmälan inte är aktuell"),
    "volunteer.own_link_shown": _l("visade en länk till en volontärs egen sida"),
    "volunteer.password_chosen": _l("valde ett lösenord till sin egen sida"),
    "volunteer.own_page_shut": _l("tog bort lösenordet till volontärens egen sida"),
    "volunteer.password_removed": _l("tog bort lösenordet till sin egen sida"),
    "volunteer.paused": _l("pausade en volontär"),
    "volunteer.resumed": _l("tog upp en volontär igen"),
    "volunteer.signed_up_again": _l("fick en anmälan till från samma volontär"),
    "word.added": _l("lade till ett ord i ordlistan"),
    "word.removed": _l("tog bort ett ord ur ordlistan"),
    "words.read": _l("läste om ord som blivit kända"),
}

VIEWS: dict[str, Any] = {
    "answers.all": _l("svar om hela centralen"),
    "answers.one": _l("svar om en volontär"),
    "calls.one": _l("sidan för att anteckna ett samtal"),
    "copies.taken": _l("tog ut en kopia av allt som är sparat"),
    "concerns.listed": _l("listan över oro"),
    "concerns.one": _l("en oro"),
    "search.found": _l("en sökning"),
    "export.needs": _l("tog ut uppdragen som lista"),
    "export.suggestions": _l("tog ut förslagen som lista"),
    "export.volunteers": _l("tog ut volontärerna som lista"),
    "export.waiting": _l("tog ut väntelistan som lista"),
    "import.one": _l("rader i en lista"),
    "matches.listed": _l("listan över matchningar"),
    "matches.one": _l("matchningens sida"),
    "matches.letter": _l("ett brev om första mötet"),
    "needs.listed": _l("listan över uppdrag"),
    "needs.one": _l("uppdragets sida"),
    "organisations.listed": _l("listan över organisationer"),
    "organisations.one": _l("organisationens sida"),
    "organisations.searched": _l("en sökning bland organisationer"),
    "protected.listed": _l("listan över skyddade"),
    "protected.one": _l("en skyddad person"),
    "recipients.listed": _l("listan över mottagare"),
    "recipients.one": _l("mottagarens sida"),
    "recipients.searched": _l("en sökning bland mottagare"),
    "referrals.listed": _l("listan över hänvisningar"),
    "suggestions.week": _l("veckans förslag"),
    "volunteers.listed": _l("listan över volontärer"),
    "volunteers.one": _l("volontärens sida"),
    "volunteers.searched": _l("en sökning bland volontärer"),
    "waiting.one": _l("möjliga volontärer för den som väntar"),
    "ways_in.listed": _l("de som är på väg in"),
}

ABOUT: dict[str, Any] = {
    "account": _l("konto"),
    "area": _l("område"),
    "centre": _l("central"),
    "concern": _l("oro"),
    "import": _l("lista"),
    "list": _l("lista"),
    "letter": _l("brev"),
    "match": _l("matchning"),
    "need": _l("uppdrag"),
    "organisation": _l("organisation"),
    "protected": _l("skyddad person"),
    "recipient": _l("mottagare"),
    "referral": _l("hänvisning"),
    "run": _l("körning"),
    "suggestion": _l("förslag"),
    "todo": _l("sak att göra"),
    "volunteer": _l("volontär"),
    "word": _l("ord"),
}


def deed(code: str) -> str:
    """The deed in the reader's language."""
    return str(WORDS.get(code, code))  # an unknown deed is better read raw than not at all


def view(code: str) -> str:
    """Which page was looked at."""
    return str(VIEWS.get(code, code))


def about(kind: str) -> str:
    """What the deed was about."""
    return str(ABOUT.get(kind, kind))


def whom(line: Line, roles: Collection[str]) -> str | dict[str, Any]:
    """Whom or what it was about, with the way there for whoever may go it."""
    if Role.COORDINATOR not in roles:
        return about(line.about)
    if line.is_gone:
        return _("raderad person")
    if line.called:
        whose: dict[str, Any] = {f"{line.about}_id": line.about_id}
        href = url_for(PAGES[line.about], **whose)
        return {"text": line.called, "href": href, "soft": about(line.about)}
    if line.what in NOES:
        href = url_for("answers.decision", suggestion_id=line.about_id)
        return {"text": _("Vad ändrade det?"), "href": href}
    if line.about == "match":
        return {"text": about("match"), "href": url_for("matches.one", match_id=line.about_id)}
    return about(line.about)


def who(name: str | None) -> str:
    """Who did it; nobody's name means the clock, or a visitor of a public page."""
    return name or _("Handslag")
