"""How many came to a local need, counted the same by an organisation and at the desk."""

from collections.abc import Callable
from datetime import date

from flask import flash
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from matcher.domain.errors import Invalid
from web.forms.came import CameForm
from web.forms.faults import tell
from web.plumbing.database import transaction


def counted(form: CameForm, count: Callable[[Session, date, int], object]) -> bool:
    """Whether it is kept; where not, the form says why. `count` takes the day and the number."""
    if not form.validate():
        return False
    try:
        with transaction() as rows:
            count(rows, form.held_on.data, form.came.number or 0)
    except Invalid as refused:
        tell(form, refused)
        return False
    flash(_("Antalet är antecknat."))
    return True
