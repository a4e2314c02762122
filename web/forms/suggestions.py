"""What a coordinator says to a suggestion: a reason from a list, never free text that can leak."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.validators import AnyOf

from matcher import phrases
from matcher.domain.matches import OverrideReason
from matcher.domain.suggestions import RejectReason
from web.forms.fields import Needed, choice
from web.plumbing.languages import language

CHOOSE = _l("Välj ett skäl i listan.")


def reject_reasons() -> list[tuple[str, str, str]]:
    """(value, words, how long the no holds) of each reason, in the reader's language."""
    code = language()
    return [
        (reason.value, phrases.reject_reason(reason, code), phrases.no_holds(reason, code))
        for reason in RejectReason
    ]


def override_reasons() -> list[tuple[str, str]]:
    """(value, words) of each reason, in the reader's language."""
    return [(one.value, phrases.override_reason(one, language())) for one in OverrideReason]


class RejectForm(FlaskForm):
    """Why not."""

    # Our own words for a missing choice: the field's own come first and say nothing to do.
    reason = RadioField(
        choices=lambda: [choice(value, words) for value, words, _ in reject_reasons()],
        validate_choice=False,
        validators=[Needed(CHOOSE), AnyOf([one.value for one in RejectReason], CHOOSE)],
    )

    def handed_in(self) -> RejectReason:
        """The reason that was chosen."""
        return RejectReason(self.reason.data)


class ByHandForm(FlaskForm):
    """Why against a wish; nothing is chosen where no wish is broken."""

    override_reason = RadioField(
        choices=lambda: [choice(*one) for one in override_reasons()], validate_choice=False
    )

    def handed_in(self) -> OverrideReason | None:
        """The reason that was chosen, or None."""
        told = self.override_reason.data
        return OverrideReason(told) if told in OverrideReason._value2member_map_ else None
