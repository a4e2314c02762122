"""One thing to do: done with a line, put off, handed to a colleague; and who is away."""

from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField

from web.forms.fields import DayField, Needed, Offered, SaidField, choice, in_order
from web.forms.notes import NotesForm
from web.plumbing.clock import today

WHEN = _l("Välj när.")
WHOM = _l("Välj en kollega.")
NOBODY = "", _l("Välj i listan")  # a name that stood there beforehand would be sent unread


class DoneForm(NotesForm):
    """What came of it."""

    NOTES: ClassVar[tuple[str, ...]] = ("line",)

    line = SaidField(
        _l("En rad om vad det blev"),
        description=_l("Läses av samordnare på din central. Inga diagnoser, ingen oro."),
        longest=200,
    )


class LaterForm(FlaskForm):
    """How long it is put off, in days."""

    days = RadioField(
        _l("När ska den komma tillbaka?"),
        choices=[
            choice("1", _l("I morgon")),
            choice("3", _l("Om tre dagar")),
            choice("7", _l("Om en vecka")),
            choice("30", _l("Om en månad")),
        ],
        validators=[Needed(WHEN), Offered(WHEN)],
        validate_choice=False,
    )


class HandOverForm(FlaskForm):
    """Who does it instead."""

    to = SelectField(_l("Kollega"), validators=[Needed(WHOM), Offered(WHOM)], validate_choice=False)

    def __init__(self, *given: Any, colleagues: list[tuple[str, str]], **rest: Any):
        super().__init__(*given, **rest)
        self.to.choices = [choice(*one) for one in colleagues]


class CaseloadForm(FlaskForm):
    """All that lies with somebody goes to another. Nobody is chosen beforehand: it is a whole
    year's work, and a page says first what would go.
    """

    giver = SelectField(
        _l("Vems?"), validators=[Needed(WHOM), Offered(WHOM)], validate_choice=False
    )
    heir = SelectField(
        _l("Till vem?"), validators=[Needed(WHOM), Offered(WHOM)], validate_choice=False
    )

    def __init__(
        self,
        *given: Any,
        givers: list[tuple[str, str]],
        colleagues: list[tuple[str, str]],
        **rest: Any,
    ):
        super().__init__(*given, **rest)
        self.giver.choices = [choice(*NOBODY), *(choice(*one) for one in givers)]
        self.heir.choices = [choice(*NOBODY), *(choice(*one) for one in colleagues)]


class AbsenceForm(FlaskForm):
    """Who is away, from when to when, and who covers."""

    who = SelectField(
        _l("Vem är borta?"), validators=[Needed(WHOM), Offered(WHOM)], validate_choice=False
    )
    from_on = DayField(
        _l("Från och med"), validators=[Needed(_l("Skriv första dagen."))], default=today
    )
    until_on = DayField(
        _l("Till och med"),
        validators=[
            Needed(_l("Skriv sista dagen.")),
            in_order("from_on", _l("Sista dagen är före den första. Byt plats på dem.")),
        ],
    )
    cover = SelectField(
        _l("Vem tar hand om det så länge?"),
        validators=[Needed(WHOM), Offered(WHOM)],
        validate_choice=False,
    )

    def __init__(self, *given: Any, colleagues: list[tuple[str, str]], **rest: Any):
        super().__init__(*given, **rest)
        self.who.choices = self.cover.choices = [
            choice(*NOBODY), *(choice(*one) for one in colleagues)
        ]  # fmt: skip

    def facts(self) -> dict[str, Any]:
        """As the deed wants it."""
        return {
            "account_id": self.who.data,
            "cover_id": self.cover.data,
            "from_on": self.from_on.data,
            "until_on": self.until_on.data,
        }
