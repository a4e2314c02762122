"""The dial and the promises, as a manager turns them."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField

from matcher.domain.errors import Invalid
from matcher.services.dial import TURNS, MatchingChoices
from web.forms.faults import tell
from web.forms.fields import Needed, NumberField, choice

DIAL = ("fit", "served", "waiting")
TURNED = {
    "shipped": _l("Balans, som vi föreslår"),
    "fit": _l("Bästa passning"),
    "served": _l("Så många som möjligt får någon"),
    "waiting": _l("Längst väntan först"),
}
CLASSES = ("1", "2", "3", "4")


class DialForm(FlaskForm):
    """One of four turns or three numbers; and weeks for each class."""

    turn = RadioField(
        _l("Vad ska väga tyngst när flera par är möjliga?"),
        validators=[Needed(_l("Välj hur det ska vägas."))],
    )
    fit = NumberField(_l("Passning"), low=0, high=100)
    served = NumberField(_l("Många får någon"), low=0, high=100)
    waiting = NumberField(_l("Lång väntan"), low=0, high=100)

    def __init__(self, *given: Any, shipped: Mapping[str, int], **rest: Any):
        super().__init__(*given, **rest)
        turns = {"shipped": shipped, **TURNS}
        self.turn.choices = [
            choice(
                turn,
                TURNED[turn],
                _("Passning %(fit)s, många %(served)s, väntan %(waiting)s.", **numbers),
            )
            for turn, numbers in turns.items()
        ] + [choice("own", _("Egna tal"), _("Skriv de tre talen här under."))]

    @classmethod
    def of(cls, now: MatchingChoices) -> "DialForm":
        """The form as it is turned now."""
        weeks = {f"weeks_{number}": now.data["promise_weeks"][number] for number in CLASSES}
        return cls(
            formdata=None,
            shipped=now.shipped["dial"],
            data={"turn": now.turn, **now.data["dial"], **weeks},
        )

    def dial(self, shipped: Mapping[str, int]) -> dict[str, int | None]:
        """The turn's numbers, or those that were written."""
        known = {"shipped": shipped, **TURNS}.get(self.turn.data or "")
        return dict(known) if known else {name: self[name].number for name in DIAL}

    def promise_weeks(self) -> dict[str, int | None]:
        """Weeks by class."""
        return {number: self[f"weeks_{number}"].number for number in CLASSES}

    def tell(self, refused: Invalid) -> None:
        """Each fault at its field; what the field has said already is not said twice."""
        fields = {"dial": "fit"} | {f"promise_weeks.{n}": f"weeks_{n}" for n in CLASSES}
        faults = {fields.get(name, name): fault for name, fault in refused.faults.items()}
        new = {
            name: fault
            for name, fault in faults.items()
            if not (name in self and self[name].errors)
        }
        tell(self, Invalid(new))


def _weeks(number: str) -> Any:
    return NumberField(_l("Klass %(number)s, veckor", number=number), low=1, high=520)


for _number in CLASSES:
    setattr(DialForm, f"weeks_{_number}", _weeks(_number))
