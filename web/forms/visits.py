"""A note of a visit: five answers, no free text (R61); and the digits of one's own number."""

from datetime import datetime

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, TimeField

from matcher.domain.people import Form
from matcher.services import visit_plans
from matcher.services.visits import LONGEST, NewVisit
from web.forms.fields import DayField, Needed, NumberField, Offered, SaidField, choice
from web.forms.heard import has_been
from web.plumbing.clock import today
from web.plumbing.volunteer_words import FORMS

YES, NO = "ja", "nej"
HOW = (Form.HOME, Form.OUT, Form.PHONE, Form.VIDEO)


class VisitForm(FlaskForm):
    """Happened or not, when, how long, how, and whether we shall call."""

    happened = RadioField(
        _l("Blev det av?"),
        choices=[choice(YES, _l("Ja, vi sågs")), choice(NO, _l("Nej, det blev inställt"))],
        validators=[Needed(_l("Välj om det blev av.")), Offered(_l("Välj om det blev av."))],
        validate_choice=False,
    )
    on = DayField(
        _l("Vilken dag?"), validators=[Needed(_l("Skriv dagen.")), has_been], default=today
    )
    minutes = NumberField(_l("Hur många minuter, ungefär?"), low=1, high=LONGEST)
    form = RadioField(
        _l("Hur sågs ni?"),
        choices=[choice(one.value, FORMS[one]) for one in HOW],
        validators=[Offered(_l("Välj hur ni sågs."))],
        validate_choice=False,
    )
    call = RadioField(
        _l("Hur är det?"),
        choices=[choice(NO, _l("Allt väl")), choice(YES, _l("Ring mig gärna"))],
        validators=[Needed(_l("Välj om vi ska ringa.")), Offered(_l("Välj om vi ska ringa."))],
        validate_choice=False,
    )

    def visit(self) -> NewVisit:
        """What was written, as a value."""
        return NewVisit(
            on=self.on.data,
            happened=self.happened.data == YES,
            minutes=self.minutes.number,
            form=Form(self.form.data) if self.form.data else None,
            wants_call=self.call.data == YES,
        )


class GoForm(FlaskForm):
    """When she reckons to be done with a visit that begins now (R69)."""

    back = TimeField(
        _l("När räknar du med att vara klar?"),
        validators=[Needed(_l("Skriv tiden, till exempel 15:30."))],
    )

    def back_at(self, at: datetime) -> datetime:
        """The moment, by the clock on the wall."""
        return visit_plans.time_today(self.back.data.hour, self.back.data.minute, at=at)


class DigitsForm(FlaskForm):
    """The last four digits of her own telephone number."""

    digits = SaidField(
        _l("De fyra sista siffrorna i ditt eget telefonnummer"),
        longest=4,
        validators=[Needed(_l("Skriv de fyra sista siffrorna."))],
    )
