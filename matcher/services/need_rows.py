"""What has been told of a need, to a row and back; and a need as the pages of others show it."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from matcher.domain.availability import Availability
from matcher.domain.needs import NeedKind, NeedState, NewNeed
from matcher.domain.people import Form, Level, SaidWord, WordStance
from matcher.domain.places import Place
from matcher.store.needs import Need, NeedWord

PLAIN = (
    "kind", "title", "about", "seats", "least", "preferred_form", "postcode", "area_id",
    "availability_said", "minutes", "every_weeks", "from_on", "until_on", "wanted_months",
    "short_notice", "children_present", "min_age", "introducer",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need on the page of the person or the organisation whose it is."""

    id: str
    state: NeedState
    told: NewNeed


def line_of(need: Need, hidden: Set[str] = frozenset()) -> NeedLine:
    """The need; `hidden` words may not be read of this person (R20). Words must be loaded."""
    return NeedLine(need.id, need.state, told_of(need, hidden))


def told_of(need: Need, hidden: Set[str] = frozenset()) -> NewNeed:
    """What has been told of it, as a form would hand it in. Its words must be loaded."""
    words = sorted(need.words, key=lambda word: (word.stance, word.written))
    return NewNeed(
        **{name: getattr(need, name) for name in PLAIN},
        waiting_since=need.waiting_since,
        forms=frozenset(Form(form) for form in need.forms),
        place=Place.from_json(need.place) if need.place else None,
        availability=Availability.from_json(need.availability) if need.availability else None,
        languages={word: Level(level) for word, level in need.languages.items()},
        must_languages=frozenset(need.must_languages) - hidden,
        words=tuple(
            SaidWord(word.stance, word.written, word.concept)
            for word in words
            if word.concept not in hidden and not (hidden and word.stance is WordStance.FUNCTION)
        ),
        may_be_shown=need.may_be_shown,
    )


def columns_of(new: NewNeed) -> dict[str, Any]:
    """The columns that hold what was told, but for words and the waiting date."""
    return {name: getattr(new, name) for name in PLAIN} | {
        "forms": sorted(form.value for form in new.forms),
        "place": new.place.to_json() if new.place else None,
        "availability": new.availability.to_json() if new.availability else None,
        "languages": {concept: int(level) for concept, level in sorted(new.languages.items())},
        "must_languages": sorted(new.must_languages),
        "may_be_shown": new.may_be_shown and new.kind is NeedKind.LOCAL,
    }


def write_words(need: Need, new: NewNeed) -> None:
    """The words as told now. What stays keeps its row, or its key would be taken when written."""
    told = {(said.stance, said.written): said.concept for said in new.words}
    need.words = [word for word in need.words if (word.stance, word.written) in told]
    for word in need.words:
        word.concept = told.pop((word.stance, word.written))
    need.words += [
        NeedWord(centre_id=need.centre_id, stance=stance, written=written, concept=concept)
        for (stance, written), concept in told.items()
    ]


def is_over(need: NeedLine, *, on: date) -> bool:
    """Its last day has been, whether the clock has come by since or not."""
    return need.told.until_on is not None and need.told.until_on < on
