"""Which version of a row a form was made from, so that two who write at once are told."""

import re

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField

NO_VERSION = 0  # of no row: they begin with 1


class VersionField(HiddenField):
    """A number that our own pages put there. What somebody else puts there is of no version, and
    is answered as a form that has grown old.
    """

    @property
    def number(self) -> int:
        """The version."""
        told = str(self.data or "")
        return int(told) if re.fullmatch(r"[0-9]{1,9}", told) else NO_VERSION


def say_saved_meanwhile(form: FlaskForm, version: int) -> None:
    """Somebody else has saved since; what is sent next is sent knowing that."""
    form["version"].data = str(version)
    form.form_errors.append(
        _("Någon annan har sparat ändringar medan du skrev. Läs igenom och spara igen.")
    )
