"""What a row of a list would change, in words: what becomes what, what comes and what goes."""

from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _

from matcher.domain.availability import Availability
from matcher.domain.spoken_times import echo
from matcher.domain.volunteers import VolunteerState
from matcher.services.import_rows import Checked
from matcher.services.imports import ListKind
from web.plumbing.cell_words import Named, say
from web.plumbing.import_questions import label
from web.plumbing.languages import language
from web.plumbing.volunteer_words import STATES

_WHERE = frozenset(["postcode", "area_id", "place"])


def changed(checked: Checked, kind: ListKind, named: Named) -> list[str]:
    """Each fact that becomes another one, and by its name alone what is told otherwise."""
    would = checked.would
    apart = {*would.come, *would.gone}
    apart |= {"traits"} if apart & {"has", "bears"} else set()
    names = ["place" if name in _WHERE else name for name in would.names if name not in apart]
    return [_one(checked, name, kind, named) for name in dict.fromkeys(names)]


def several(things: Any, named: Named) -> str:
    """Words, languages, animals … that come or go, in one line."""
    said = (say(held, named, name) for name, held in things.items())
    return ", ".join(words[:1].lower() + words[1:] for words in said)


def _one(checked: Checked, name: str, kind: ListKind, named: Named) -> str:
    what = label(name, kind).lower()
    old, new = (_said(value, name, named) for value in checked.would.values.get(name, ("", "")))
    if old and old == new and name == "place":
        return _("%(what)s: ”%(new)s” får en plats på kartan", what=what, new=new)
    if old and new:
        return _("%(what)s: ”%(old)s” blir ”%(new)s”", what=what, old=old, new=new)
    if new:
        return _("%(what)s: ”%(new)s”", what=what, new=new)
    return _("%(what)s: ”%(old)s” tas bort", what=what, old=old) if old else what


def _said(value: Any, name: str, named: Named) -> str:
    match value:
        case None | "":
            return ""
        case VolunteerState():
            return str(STATES[value][0]).lower()
        case Availability():
            return echo(value, language())
        case float():
            return _("%(km)s km", km=format_decimal(value))
        case (postcode, _area, place) if name == "place":
            code = f"{postcode[:3]} {postcode[3:]}" if postcode else ""
            return f"{code} {place or ''}".strip()
        case frozenset() if name == "must_languages":
            return ", ".join(named(concept) for concept in sorted(value))
        case _:
            return say(value, named, name)
