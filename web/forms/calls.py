"""A call, whoever it was with: how it went, a line, and what it did of what was to be done."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from matcher.services.calls import WaitingCall
from web.forms.fields import choice
from web.forms.matches import CallForm
from web.plumbing.formats import weekday
from web.plumbing.people_parts import TODOS


class AnyCallForm(CallForm):
    """The same three answers as on a match's page, and what was to be done that now is."""

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
