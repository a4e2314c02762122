"""What stands below what a volunteer would not do, or she says no to among what she would, and is
no task.

Ej hos rökare, or inte hundar, keeps her from homes where one is; bara i grupp says how she would
meet, and would be turned into its opposite as a task that she refuses.
"""

import re

from matcher.domain.people import Bears, Form, SaidWord, Trait, WordStance
from matcher.domain.spelling import exact
from matcher.sheets import homes
from matcher.sheets.readings import Understood, Unsure, unsure
from matcher.sheets.rows import Cells

_COLUMNS = ("not_tasks", "dislikes")
_WISHES = ("tasks", "interests")  # "fika, inte hundar": of these what is said no to, and no more
_NOES = frozenset([WordStance.WILL_NOT, WordStance.DISLIKES])
_ONLY = re.compile(
    r"^(?:(?:vill|kan|får|orkar)\s+)?(?:bara|endast|enbart)\s+(?:(?:på|per|via|i|över)\s+)?(.+)$"
)
_ONLY_AFTER = re.compile(r"^(.+?)\s+(?:bara|endast|enbart)$")  # "ringer bara"
_ANYWHERE = ("", "samtal")  # people talk wherever they meet
_WHY = re.compile(r"allergi\w*|överkänslig\w*|pga allergi")
_CONDITION = "unwanted_condition"


def tell_apart(found: Cells) -> None:
    """Every piece of those columns where it belongs; a condition that no field has is asked about
    and never taken for what she refuses. Among what she would do, "endast telefon" is how.
    """
    for name in _COLUMNS:
        words: tuple[SaidWord, ...] = found.told(name, ())
        for word in words:
            _sort(found, name, word)
    for name in _WISHES:
        said: tuple[SaidWord, ...] = found.told(name, ())
        for word in said:
            if word.stance in _NOES:
                _keep_from(found, name, word)
            elif word.concept is None and _is_how_alone(found, word.written):
                _take(found, name, word)


def _sort(found: Cells, name: str, word: SaidWord) -> None:
    only = _only(word.written) if word.concept is None else ""
    if _keep_from(found, name, word):
        return
    if _WHY.fullmatch(exact(word.written)):
        _take(found, name, word)  # what she does not bear is kept, and not why (R20)
    elif only:
        _take(found, name, word)
        if not _meets(found, only, word.written):
            said = word.written[:60]
            _ask(found, name, unsure(_CONDITION, value=found.get(name), said=said))


def _only(written: str) -> str:
    """What somebody says that it is to be alone; empty where nothing is said to be."""
    said = exact(written)
    only = _ONLY.match(said) or _ONLY_AFTER.match(said)
    return only[1] if only else ""


def _is_how_alone(found: Cells, written: str) -> bool:
    """Whether it says how alone she would meet; if so that is told."""
    only = _only(written)
    return only not in _ANYWHERE and _meets(found, only, written)


def _keep_from(found: Cells, name: str, word: SaidWord) -> bool:
    """Whether what is said no to is something of a home: there it is not borne."""
    kept_from = homes.kept_from(word.written, is_denied=True)
    if kept_from:
        told: dict[Trait, Bears] = found.told("bears_not", {})
        found.add("bears_not", {**told, **kept_from}, word.written)
        _take(found, name, word)  # kept as "animals", a list would say all of them
    return bool(kept_from)


def _meets(found: Cells, said: str, written: str) -> bool:
    forms = homes.forms(said)
    if not isinstance(forms, Understood) or not isinstance(forms.value, frozenset):
        return False
    told: frozenset[Form] = found.told("forms", frozenset())
    if not told:
        found.add("forms", forms.value, written)
    return True


def _take(found: Cells, name: str, word: SaidWord) -> None:
    """The word goes, and the question about it."""
    rest = tuple(other for other in found.get(name) if other is not word)
    reading = found.by_field[name].reading
    if isinstance(reading, Unsure) and reading.piece == word.written:
        found.settle(name, rest)
    else:
        found.keep(name, rest)


def _ask(found: Cells, name: str, asked: Unsure) -> None:
    """Where the cell asks something already, that is answered first."""
    if isinstance(found.by_field[name].reading, Understood):
        found.ask(name, asked.fault.code, value=asked.value, **dict(asked.fault.facts))
