"""What a deed refused, told at the fields it came from; what belongs to none stands on top."""

from wtforms import Form

from matcher import phrases
from matcher.domain.errors import Invalid
from web.plumbing.languages import language


def tell(form: Form, refused: Invalid) -> None:
    """Put every fault at its field, in the reader's language."""
    for name, fault in refused.faults.items():
        words = phrases.fault(fault, language())
        if name in form:
            form[name].errors = [*form[name].errors, words]
        else:
            form.form_errors.append(words)
