"""What the room for concerns says."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from matcher.domain.concerns import ConcernStep, Outcome, Witness
from matcher.services.concern_pages import ConcernLine, ConcernPage
from matcher.services.concern_plans import ConcernDue
from web.plumbing.clock import today
from web.plumbing.formats import day_short, weekday

WITNESSES: Mapping[Witness, Any] = {
    Witness.VOLUNTEER: _l("En volontär"),
    Witness.THE_PERSON: _l("Personen själv"),
    Witness.RELATIVE: _l("En anhörig"),
    Witness.COLLEAGUE: _l("Någon av oss"),
    Witness.OTHER: _l("Någon annan"),
}
STEPS: Mapping[ConcernStep, Any] = {
    ConcernStep.TALKED: _l("Pratat med den det gäller"),
    ConcernStep.CALLED_112: _l("Ringt 112"),
    ConcernStep.SOCIAL_SERVICES: _l("Kontaktat socialtjänsten"),
    ConcernStep.POLICE: _l("Kontaktat polisen"),
    ConcernStep.HEALTH_CARE: _l("Kontaktat vården"),
    ConcernStep.TOLD_MANAGER: _l("Berättat för föreståndaren"),
    ConcernStep.OTHER: _l("Något annat"),
}
OUTCOMES: Mapping[Outcome, Any] = {
    Outcome.HANDED_OVER: _l("En myndighet har tagit över"),
    Outcome.SETTLED: _l("Det är löst"),
    Outcome.NOTHING_TO_IT: _l("Det fanns inget att oroas för"),
}


def heading(line: ConcernLine) -> str:
    """Whom it is about, as far as a list says it."""
    return line.whom or _("Någon som inte står i registret")


def when(line: ConcernLine) -> str:
    """Until when an open one can wait, as short as a pill."""
    if line.days_late:
        return ngettext("%(num)s dag försenad", "%(num)s dagar försenad", line.days_late)
    if line.look_on and line.look_on > today():
        return _("Ses till %(day)s", day=day_short(line.look_on))
    return _("Ses till i dag")


def next_look(line: ConcernLine) -> str:
    """On which day an open one is looked at, and with whom it lies."""
    day = _("Ses till %(day)s.", day=weekday(line.look_on)) if line.look_on else ""
    return f"{day} {_lies(line)}".strip()


def _lies(line: ConcernLine | ConcernDue) -> str:
    if line.owner is None:
        return _("Ligger hos ingen. Välj vem.")
    return _("Ligger hos %(name)s.", name=line.owner)


def due(lines: Iterable[ConcernDue]) -> list[dict[str, Any]]:
    """What is to be looked at as rows of things to do: when it was noted, and nothing of whom."""
    return [
        {
            "id": line.id,
            "title": _("Se till en antecknad oro"),
            "why": " ".join(
                [_("Antecknad %(day)s.", day=weekday(line.noted_on)), _lies_with(line)]
            ),
            "late": ngettext("%(num)s dag försenat.", "%(num)s dagar försenat.", line.days_late)
            if line.days_late
            else None,
            "href": url_for("concerns.one", concern_id=line.id),
            "link": _("Öppna"),
            "main": False,
        }
        for line in lines
    ]


def _lies_with(line: ConcernDue) -> str:
    said = _("Ligger hos dig.") if line.is_hers else _lies(line)
    if line.look_on > today():
        said += " " + _("Senast %(day)s.", day=weekday(line.look_on))
    return said


def row(line: ConcernLine) -> list[Any]:
    """A line of the list, for `parts/table.html`: nothing of what was seen."""
    state = {"text": when(line), "pill": "late" if line.days_late else "wait"}
    state["soft"] = _lies(line)
    if line.outcome is not None:
        state = {"text": str(OUTCOMES[line.outcome]), "pill": ""}  # where it lay is of no use
    if line.is_held:
        state["soft"] = " ".join([state.get("soft", ""), _("Sparas för ett ärende")]).strip()
    return [
        {"text": heading(line), "href": url_for("concerns.one", concern_id=line.id)},
        day_short(line.seen_on),
        _("%(day)s av %(name)s", day=day_short(line.noted_at), name=line.noted_by),
        state,
    ]


def story(page: ConcernPage) -> list[dict[str, Any]]:
    """What has been done, the newest first, for `parts/story.html`."""
    return [
        {
            "on": step.at,
            "strong": str(STEPS[step.kind]) + ".",
            "words": step.line or "",
            "soft": _("Antecknat av %(name)s.", name=step.by) if step.by else None,
            "kind": "both" if step.kind is ConcernStep.TALKED else "",
        }
        for step in reversed(page.steps)
    ]
