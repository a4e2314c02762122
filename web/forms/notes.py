"""Free text that may hold what no note should: a code, a key, a bank, a medicine (R26).

Nothing is refused for it. The form comes back once with a question at the field, and saving takes
a tick that it is no such thing.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField

from matcher.domain.boundaries import Secret, never_in, secrets_in

LOOKS_LIKE: Mapping[Secret, Any] = {
    Secret.DOOR_CODE: _l("en portkod"),
    Secret.KEY_PLACE: _l("var en nyckel finns"),
    Secret.BANK: _l("en bankuppgift"),
    Secret.MEDICINE: _l("en uppgift om medicin eller diagnos"),
}


class NotesForm(FlaskForm):
    """A form with free text. `NOTES` are the names of its fields."""

    NOTES: ClassVar[tuple[str, ...]] = ()
    ON_NEEDS: ClassVar[tuple[str, ...]] = ()  # of those, read by the deed for the never-list (R29)

    sure = BooleanField(_l("Det är inte en kod, nyckel, bankuppgift eller medicin"))
    asks_sure = False

    def validate(self, extra_validators: Any = None) -> bool:
        """Right in itself, and no note looks like what it should not hold."""
        is_right = super().validate(extra_validators)
        return self._notes_are_right() and is_right

    def _notes_are_right(self) -> bool:
        """Nothing looks like what no note should hold, or somebody has said that it is not."""
        for name in self.NOTES:
            found = secrets_in(self[name].data)
            if name in self.ON_NEEDS and never_in(self[name].data):
                continue  # refused by the deed, which says who does it instead
            if found and not self.sure.data:
                self.asks_sure = True
                words = _(
                    "Det här liknar %(what)s. Ta bort det, eller kryssa i sist i formuläret att"
                    " det inte är det.",
                    what=str(LOOKS_LIKE[found[0]]),
                )
                self[name].errors = [*self[name].errors, words]
        return not self.asks_sure
