"""What the centre's insurance covers, and initials under what it does not (R16)."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectMultipleField

from matcher.domain.clearance import AssignmentType
from matcher.domain.insurance import Terms
from web.forms.fields import Needed, NumberField, SaidField, choice
from web.plumbing.volunteer_words import type_words


class TermsForm(FlaskForm):
    """Up to which age, and what not."""

    until_age = NumberField(
        _l("Försäkringen gäller till och med åldern"),
        low=18,
        high=120,
        description=_l("Står i försäkringsbrevet. Tomt betyder att ingen gräns finns."),
    )
    not_insured = SelectMultipleField(_l("Uppdrag som försäkringen inte gäller"))

    def __init__(self, *given: Any, **rest: Any):
        super().__init__(*given, **rest)
        self.not_insured.choices = [choice(kind.value, type_words(kind)) for kind in AssignmentType]

    @classmethod
    def of(cls, terms: Terms) -> "TermsForm":
        """The form filled with what stands."""
        kinds = [kind.value for kind in terms.not_insured]
        return cls(formdata=None, data={"until_age": terms.until_age, "not_insured": kinds})

    def terms(self) -> Terms:
        """What was written, as a value."""
        chosen = frozenset(AssignmentType(kind) for kind in self.not_insured.data or ())
        return Terms(self.until_age.number, chosen)


class SignForm(FlaskForm):
    """A coordinator's initials under one warning."""

    terms = SaidField(longest=60)
    initials = SaidField(
        _l("Dina initialer"),
        longest=8,
        validators=[Needed(_l("Skriv dina initialer, till exempel LÅ."))],
    )
