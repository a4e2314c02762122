"""What the room for concerns says."""

from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matcher.domain.concerns import ConcernStep, Outcome, Witness
from matcher.services.concerns import ConcernLine, ConcernPage
from web.plumbing.formats import day_short

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


def row(line: ConcernLine) -> list[Any]:
    """A line of the list, for `parts/table.html`: nothing of what was seen."""
    state = {"text": _("Öppen"), "pill": "wait"}
    if line.outcome is not None:
        state = {"text": str(OUTCOMES[line.outcome]), "pill": ""}
    if line.is_held:
        state["soft"] = _("Sparas för ett ärende")
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
