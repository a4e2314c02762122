"""Where something is, by postcode or town; asked again when several places have the name."""

import re
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import Form
from wtforms.validators import StopValidation

from matcher.domain.gazetteer import postcode_of
from matcher.domain.places import Place
from matcher.domain.spelling import folded
from matcher.services.places import gazetteer
from web.forms.fields import SaidField
from web.forms.guards import tidy

PICKED = "p:"  # what a proposal hands in, under the name of the field
NOBODY_KNOWS = _l("Vi hittar ingen sådan ort. Skriv ett postnummer eller namnet på en tätort.")
DEGREES = re.compile(r"-?\d{1,3}(?:[.,]\d{1,9})?")


class PlaceField(SaidField):
    """A postcode or a town. `place` is what it means; `proposals` are labels to pick from."""

    def __init__(self, label: Any = None, validators: Any = None, **rest: Any):
        self.proposals: list[str] = []
        self.known: Place | None = None  # as it stood before: the same words mean the same point
        self.place: Place | None = None
        self.picked: str | None = None
        super().__init__(label, validators, longest=60, **rest)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata([v for v in valuelist if not v.startswith(PICKED)])
        picked = [v.removeprefix(PICKED) for v in valuelist if v.startswith(PICKED)]
        self.picked = tidy(picked[0]) if picked else None

    def pre_validate(self, form: Form) -> None:
        super().pre_validate(form)
        if not self.data:
            return
        if self.known and self.data == shown(self.known):
            self.place = self.known
            return
        found = {shown(place): place for place in reversed(gazetteer().search(self.data))}
        self.place = found.get(self.picked or "") or _only(self.data, found)
        if self.place is None:
            self.proposals = list(reversed(found))
            told = gettext("Flera orter liknar det. Välj en.") if found else str(NOBODY_KNOWS)
            raise StopValidation(told)


class DegreesField(SaidField):
    """Decimal degrees from `low` to `high`, with a comma or a point; `degrees` is the number."""

    def __init__(
        self, label: Any = None, validators: Any = None, *, low: float, high: float, **rest: Any
    ):
        self.low, self.high = low, high
        super().__init__(label, validators, longest=20, **rest)

    @property
    def degrees(self) -> float | None:
        """The number, where one was given."""
        text = str(self.data or "")
        return float(text.replace(",", ".")) if DEGREES.fullmatch(text) else None

    def process_data(self, value: float | str | None) -> None:
        self.data = None if value is None else str(value).replace(".", ",")

    def pre_validate(self, form: Form) -> None:
        super().pre_validate(form)
        if self.data and (self.degrees is None or not self.low <= self.degrees <= self.high):
            raise StopValidation(
                gettext(
                    "Skriv ett tal mellan %(low)s och %(high)s, till exempel %(example)s.",
                    low=_comma(self.low),
                    high=_comma(self.high),
                    example=_comma(round((self.low + self.high) / 2, 3)),
                )
            )


def shown(place: Place) -> str:
    """How a place is named in a field: the postcode with its town, or the town."""
    code = f"{place.postcode[:3]} {place.postcode[3:]}" if place.postcode else ""
    return f"{code} {place.label or ''}".strip()


def _only(text: str, found: dict[str, Place]) -> Place | None:
    """The place, when there is no doubt which: a postcode, a whole label, or a name that one has.

    A name that only resembles is never taken for granted: "Uppsla" is asked about.
    """
    if postcode_of(text):
        return next(iter(found.values()), None)
    asked = folded(text)
    whole = [place for label, place in found.items() if folded(label) == asked and "(" in text]
    named = [place for label, place in found.items() if folded(label.partition(" (")[0]) == asked]
    return next((hits[0] for hits in (whole, named) if len(hits) == 1), None)


def _comma(number: float) -> str:
    return f"{number:g}".replace(".", ",")
