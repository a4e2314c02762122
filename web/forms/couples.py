"""Whom a volunteer goes together with."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, ValidationError
from wtforms.fields import Field

from web.forms.fields import choice


class CoupleForm(FlaskForm):
    """One of the other volunteers."""

    with_id = SelectField(_l("Tillsammans med"), validate_choice=False)

    def __init__(self, *given: Any, could: tuple[tuple[str, str], ...] = (), **rest: Any):
        super().__init__(*given, **rest)
        self.with_id.choices = [choice("", _("Välj volontär")), *(choice(*one) for one in could)]
        self.could = could

    def validate_with_id(self, field: Field) -> None:
        if field.data not in dict(self.could):
            raise ValidationError(_("Välj en volontär i listan."))
