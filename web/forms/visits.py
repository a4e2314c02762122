"""A note of a visit: five answers, no free text (R61); and the digits of one's own number."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, TimeField

from matcher.domain.people import Form
from matcher.services import visit_plans
from matcher.services.visit_notes import LONGEST, NewVisit
from web.forms.fields import DayField, LengthField, Needed, Offered, SaidField, choice
from web.forms.heard import has_been
from web.plumbing.clock import today
from web.plumbing.volunteer_words import FORMS

YES, NO = "ja", "nej"
WHO = _l("Välj vem som gick på besöket.")
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
    minutes = LengthField(_l("Hur många minuter, ungefär?"), low=1, high=LONGEST)
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


class HeardVisitForm(VisitForm):
    """The same, as a coordinator writes what a volunteer has told; of several, which of them."""

    happened = RadioField(
        _l("Blev det av?"),
        choices=[choice(YES, _l("Ja, de sågs")), choice(NO, _l("Nej, det blev inställt"))],
        validators=[Needed(_l("Välj om det blev av.")), Offered(_l("Välj om det blev av."))],
        validate_choice=False,
    )
    form = RadioField(
        _l("Hur sågs de?"),
        choices=[choice(one.value, FORMS[one]) for one in HOW],
        validators=[Offered(_l("Välj hur de sågs."))],
        validate_choice=False,
    )
    call = RadioField(
        _l("Hur är det?"),
        choices=[choice(NO, _l("Allt väl")), choice(YES, _l("Volontären vill bli uppringd"))],
        validators=[Needed(_l("Välj om vi ska ringa.")), Offered(_l("Välj om vi ska ringa."))],
        validate_choice=False,
    )
    whose = RadioField(
        _l("Vem gick på besöket?"),
        validators=[Needed(WHO), Offered(WHO)],
        validate_choice=False,
    )

    def __init__(self, *given: Any, volunteers: Sequence[tuple[str, str]], **rest: Any):
        """`volunteers`: (participant, name) of those who meet, at least one."""
        super().__init__(*given, **rest)
        self.only = volunteers[0][0]
        self.whose.choices = [choice(one, name) for one, name in volunteers]
        if len(volunteers) == 1:
            del self.whose

    @property
    def participant_id(self) -> str:
        """Which volunteer's place in the match."""
        return str(self.whose.data) if "whose" in self else self.only


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
