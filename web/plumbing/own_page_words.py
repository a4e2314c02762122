"""What a volunteer's own page says: her steps, what she is cleared for, her uppdrag, her words."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from matcher.domain.availability import NOTHING_SAID
from matcher.domain.clearance import Step
from matcher.domain.matches import MatchState
from matcher.domain.spoken_times import echo
from matcher.services.match_views import Seen
from matcher.services.own_pages import OwnMatch, OwnPage, StepLine
from web.plumbing.formats import capital, clock, day_short, listed, phone, weekday
from web.plumbing.languages import language
from web.plumbing.letter_words import KINDS as KINDS
from web.plumbing.match_words import own_visit as own_visit
from web.plumbing.match_words import regular
from web.plumbing.need_words import kind as kind_words
from web.plumbing.people_parts import Named, health_yeses, told
from web.plumbing.volunteer_parts import words_by_stance
from web.plumbing.volunteer_words import FORMS, MODES, type_words

STEPS: Mapping[Step, Any] = {
    Step.INTERVIEW: _l("Intervju"),
    Step.REFERENCE: _l("Referenser"),
    Step.INTRODUCTION: _l("Introduktion"),
    Step.AGREEMENT: _l("Överenskommelse"),
    Step.CONFIDENTIALITY: _l("Tystnadslöfte"),
    Step.GUARDIAN_CONSENT: _l("Vårdnadshavarens ja"),
}
STATES: Mapping[MatchState, Any] = {
    MatchState.VOLUNTEER_ASKED: _l("Du har en fråga att svara på."),
    MatchState.VOLUNTEER_YES: _l("Du har sagt ja. Nu frågar vi personen."),
    MatchState.RECIPIENT_ASKED: _l("Du har sagt ja. Nu frågar vi personen."),
    MatchState.BOTH_YES: _l("Ni har båda sagt ja. Vi bokar ett första möte."),
    MatchState.MEETING_BOOKED: _l("Ett första möte är bokat."),
    MatchState.TRIAL: _l("Ni provar."),
    MatchState.ACTIVE: _l("Ni träffas."),
    MatchState.PAUSED: _l("Pausat. Ring oss om du undrar något."),
    MatchState.ENDING: _l("Håller på att avslutas."),
}


def steps(page: OwnPage) -> list[dict[str, Any]]:
    """Each step of the clearance for `parts/checks.html`: done on which days, or not yet."""
    lines = [
        {"words": STEPS[step.step], "known": _taken(step)}
        | ({"yes": True} if len(step.taken_on) >= step.wanted else {"is_ahead": True})
        for step in page.steps
    ]
    if page.extract_shown_on:
        shown = _("Visat %(day)s", day=day_short(page.extract_shown_on))
        lines.append({"words": _("Registerutdrag"), "known": shown, "yes": True})
    return lines


def ready_for(page: OwnPage) -> str:
    """`besök hemma och telefon`: what she may be asked about, when no pause keeps her from it."""
    return listed(type_words(one).lower() for one in page.ready_for)


def times(page: OwnPage) -> str:
    """When she can, in words; empty where nothing is told."""
    known = page.told.availability or NOTHING_SAID
    return echo(known, language()) or (page.told.availability_said or "")


def title(match: OwnMatch) -> str:
    """Whom it is with where she may know, else what it is."""
    names = [one.called for one in match.others if one.called]
    if names:
        return _("%(what)s med %(whom)s", what=kind_words(match.kind), whom=listed(names))
    return kind_words(match.kind)


def visit_button(match: OwnMatch) -> str:
    """Where the meeting is read about, or visits noted."""
    if match.state is MatchState.MEETING_BOOKED:
        return _("Om mötet")
    return _("Berätta om ett besök")


def seen(one: Seen) -> list[dict[str, Any]]:
    """What the ladder lets her see of somebody, as facts."""
    when = ""
    if one.meeting_at:
        when = f"{weekday(one.meeting_at)} {clock(one.meeting_at)}"
    lines = [
        (_("Första mötet"), when),
        (_("Plats"), one.place or ""),
        (_("Adress"), one.street or ""),
        (_("Telefon"), phone(one.phone) if one.phone else ""),
        (_("Brukar ses"), capital(regular(one.regular)) if one.regular else ""),
    ]
    return told(lines)


def facts(page: OwnPage, named: Named) -> list[dict[str, Any]]:
    """What is kept of her, besides how she is reached."""
    mine = page.told
    stances = words_by_stance(mine, named)
    minutes = mine.reach_minutes
    lines = [
        (_("Namn"), f"{mine.first_name} {mine.surname}".strip()),
        (_("Födelseår"), str(mine.birth_year or "")),
        (_("Språk"), listed(named(word) for word in mine.languages)),
        *((line["label"], listed(line["known"] + line["unknown"])) for line in stances),
        (_("Ses"), listed(str(FORMS[form]).lower() for form in FORMS if form in mine.forms)),
        (_("Tar dig fram"), listed(str(MODES[one]).lower() for one in MODES if one in mine.modes)),
        (_("Längst"), _("%(num)s minuter", num=minutes) if minutes else ""),
        (_("Bakgrund"), mine.background or ""),
        (_("Med sedan"), day_short(page.since)),
    ]
    return told((label, str(value)) for label, value in lines)


def consents(page: OwnPage) -> list[dict[str, Any]]:
    """Each yes of hers, and whether it was taken back."""
    return health_yeses(page.consents)


def held(page: OwnPage) -> str:
    """How many visits she has noted."""
    return ngettext("%(num)s gång", "%(num)s gånger", page.visits_held)


def _taken(step: StepLine) -> str:
    days = listed(day_short(on) for on in step.taken_on)
    if len(step.taken_on) < step.wanted and step.wanted > 1:
        left = step.wanted - len(step.taken_on)
        more = ngettext("%(num)s kvar för en del uppdrag", "%(num)s kvar för en del uppdrag", left)
        return f"{days}. {more}" if step.taken_on else more
    return str(days) if step.taken_on else _("Inte gjort än")
