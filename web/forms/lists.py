"""Above a list of people: whom one looks for, and in which order."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField

from matcher.domain.list_orders import ListOrder
from web.forms.fields import SaidField, choice

ORDERS = {
    ListOrder.NAME: _l("Namn"),
    ListOrder.AREA: _l("Område"),
    ListOrder.NEWEST: _l("Nyast först"),
    ListOrder.LONGEST_WAIT: _l("Längst väntan först"),
}


class FindForm(FlaskForm):
    """By name, telephone and state; the room says which states there are."""

    class Meta:
        csrf = False  # it changes nothing

    sok = SaidField(_l("Sök namn eller telefon"))
    lage = SelectField(_l("Läge"), validate_choice=False)


class OrderedForm(FindForm):
    """And in one of some orders, the first where none is chosen."""

    ordna = SelectField(_l("Ordning"), validate_choice=False)

    def offer(self, *orders: ListOrder) -> ListOrder:
        """Let these be chosen; the one that is."""
        self.ordna.choices = [choice(one.value, ORDERS[one]) for one in orders]
        chosen = [one for one in orders if one.value == self.ordna.data]
        return chosen[0] if chosen else orders[0]
