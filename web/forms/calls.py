"""A call, whoever it was with: how it went, a line, and what it did of what was to be done."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from matcher.services.calls import WaitingCall
from matcher.services.match_calls import CallResult
from web.forms.fields import Needed, Offered, choice
from web.forms.matches import CallForm
from web.plumbing.formats import weekday
from web.plumbing.people_parts import TODOS

HOW = _l("Välj hur samtalet gick.")


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

    def __init__(self, *given: Any, waiting: Iterable[WaitingCall], **rest: Any):
        super().__init__(*given, **rest)
        self.done.choices = [
            choice(one.id, str(TODOS[one.kind]), weekday(one.due_on)) for one in waiting
        ]
        if not self.is_submitted():
            # What was to be done is what one has just called about.
            self.done.data = [one.value for one in self.done.choices[:1]]
