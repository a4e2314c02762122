"""A call, whoever it was with: how it went, a line, and what it did of what was to be done."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from matcher.domain.plans import TodoKind
from matcher.services.calls import WaitingCall
from matcher.services.match_calls import CallResult
from web.forms.fields import Needed, Offered, choice
from web.forms.matches import CallForm
from web.plumbing.formats import weekday
from web.plumbing.match_todo_words import of_change
from web.plumbing.people_parts import TODOS

HOW = _l("Välj hur samtalet gick.")
# She has asked to be called, or we have agreed on it: any call with her is that call.
WISHED = frozenset({TodoKind.CALL_WANTED, TodoKind.CALL_BACK})


class AnyCallForm(CallForm):
    """Three answers and a line, as on a match's page, and what was to be done that now is."""

    result = RadioField(
        _l("Hur gick det?"),
        choices=[
            choice(CallResult.FINE, _l("Klart för den här gången")),
            choice(CallResult.COME_BACK, _l("Vi ska höras igen")),
            choice(CallResult.NO_ANSWER, _l("Inget svar")),
        ],
        validators=[Needed(HOW), Offered(HOW)],
        validate_choice=False,
    )

    done = SelectMultipleField(
        _l("Det här är gjort med samtalet"),
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def __init__(self, *given: Any, waiting: Sequence[WaitingCall], **rest: Any):
        super().__init__(*given, **rest)
        self.done.choices = [
            choice(one.id, str(_said(one)), weekday(one.due_on)) for one in waiting
        ]
        if not self.is_submitted():
            # What was due first is what one has just called about; and who wished to talk has.
            self.done.data = [
                one.id for n, one in enumerate(waiting) if n == 0 or one.kind in WISHED
            ]


def _said(one: WaitingCall) -> Any:
    other = of_change(one.kind, one.facts)
    return other.short if other else TODOS[one.kind]
