"""Lists in and out: a file and what it is, what each column tells, answers, and a purpose."""

from collections.abc import Mapping

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, FileField, Form, RadioField
from wtforms.validators import StopValidation

from matcher import phrases
from matcher.domain.consent import Channel
from matcher.services.exports import Purpose, What
from matcher.services.imports import ListKind, Staged, Vouching
from matcher.sheets import shared_questions
from matcher.sheets.plain import LONGEST_CELL
from web.forms.fields import DayField, Needed, SaidField, choice
from web.forms.guards import tidy
from web.plumbing.languages import language

KINDS = {
    ListKind.VOLUNTEERS: (_l("Volontärer"), _l("Namn, telefon, när de kan, vad de vill göra.")),
    ListKind.WAITING: (_l("Personer som väntar"), _l("Namn, telefon, vad de önskar, sedan när.")),
    ListKind.NEEDS: (_l("Lokala uppdrag"), _l("Organisation, uppdrag, antal platser, när.")),
}
LISTS = {
    What.VOLUNTEERS: _l("Volontärer"),
    What.WAITING: _l("Väntelistan"),
    What.NEEDS: _l("Lokala uppdrag"),
    What.SUGGESTIONS: _l("Veckans förslag"),
}
CHANNELS = {
    Channel.PHONE: _l("I telefon"),
    Channel.IN_PERSON: _l("När ni sågs"),
    Channel.PAPER: _l("På papper"),
}
LONGEST_ANSWER = 300
ANSWER, EVERYWHERE, CHOICE = "a:", "g:", "c:"  # what names of answers and choices begin with
WAS = "was:"  # and of what stood in the box of an answer when the page was shown
OF, WITHIN = "of:", "in:"  # of the word that is asked about, and of the cell that it stands in


class OneOf(Needed):
    """One of the choices must be taken, and nothing but one of them; `words` say so."""

    def __call__(self, form: Form, field: Field) -> None:
        if field.data not in [line.value for line in field.iter_choices()]:
            raise StopValidation(str(self.message))


class UploadForm(FlaskForm):
    """A file, and what its rows are."""

    kind = RadioField(
        _l("Vad är raderna?"),
        choices=[choice(kind.value, *words) for kind, words in KINDS.items()],
        validators=[OneOf(_l("Välj vad raderna är."))],
        validate_choice=False,
    )
    file = FileField(
        _l("Fil"), description=_l("Excel (.xlsx) eller textfil (.csv). Filen själv sparas aldrig.")
    )


class VouchForm(FlaskForm):
    """What a coordinator vouches for, in so many words; `consents` asks who heard them and how."""

    agree = BooleanField()
    on = DayField(_l("Dag som det gäller från"), validators=[Needed(_l("Skriv dagen."))])
    heard_by = SaidField(_l("Vem hörde samtyckena?"), longest=120)
    channel = RadioField(
        _l("Hur?"),
        choices=[choice(channel.value, words) for channel, words in CHANNELS.items()],
        validate_choice=False,
    )

    def handed_in(self) -> Vouching:
        """The statement; the deed checks that it is whole."""
        known = [channel.value for channel in CHANNELS]
        channel = Channel(self.channel.data) if self.channel.data in known else None
        return Vouching(self.on.data, self.heard_by.data, channel)


class ExportForm(FlaskForm):
    """Which list, what for, and as what."""

    what = RadioField(
        _l("Vilken lista?"),
        choices=[choice(what.value, words) for what, words in LISTS.items()],
        validators=[OneOf(_l("Välj en lista."))],
        validate_choice=False,
    )
    purpose = RadioField(
        _l("Vad ska listan användas till?"),
        choices=lambda: [choice(p.value, phrases.purpose(p.value, language())) for p in Purpose],
        validators=[OneOf(_l("Välj vad listan ska användas till."))],
        validate_choice=False,
        description=_l("Det sparas i loggen, med ditt namn och dagen."),
    )
    as_text = BooleanField(_l("Som textfil (.csv) i stället för Excel"))


def mappings(read: Staged, known: Mapping[str, object]) -> list[dict[str, str] | None]:
    """What was chosen for each column, sheet by sheet; a sheet that is not ticked is left out."""
    found: list[dict[str, str] | None] = []
    for at, sheet in enumerate(read.sheets):
        if len(read.sheets) > 1 and f"sheet-{at}" not in request.form:
            found.append(None)
            continue
        told = {str(c.at): request.form.get(f"col-{at}-{c.at}", "") for c in sheet.columns}
        found.append({column: name for column, name in told.items() if name in known})
    return found


def answers() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """What was answered of the cells and for the whole list, and chosen of the rows, that the
    page showed. Of a cell it is told only what differs from what stood in its box: one that stood
    empty takes no answer away, one that was emptied by hand does.
    """
    chosen = {
        name.removeprefix(CHOICE): text
        for name, text in request.form.items()
        if name.startswith(CHOICE)
    }
    told, was = _answered(ANSWER), _typed(WAS + ANSWER)
    changed = {name: text for name, text in told.items() if text != was.get(name, "")}
    of, within = _typed(OF + ANSWER), _typed(WITHIN + ANSWER, longest=LONGEST_CELL)
    own = [name for name in changed if name in of and _is_own(name, changed[name])]
    changed |= {n: shared_questions.in_place_of(within[n], of[n], changed[n]) for n in own}
    return changed, _answered(EVERYWHERE), chosen


def _is_own(name: str, text: str) -> bool:
    """Whether an answer is in words of one's own, and none of the ready ones, which are whole."""
    picked, own = (ANSWER + name for name in (name, f"{name}#own"))
    return own not in request.form or text != tidy(request.form.get(picked, ""))


def _answered(begins: str) -> dict[str, str]:
    """A line of one's own goes before what was picked beside it, unless it stood there before."""
    told, was = _typed(begins), _typed(WAS + begins)
    own = {name.removesuffix("#own"): text for name, text in told.items() if name.endswith("#own")}
    picked = {name: text for name, text in told.items() if not name.endswith("#own")}
    typed = {
        n: text for n, text in own.items() if not picked.get(n) or text not in ("", was.get(n))
    }
    return picked | typed


def _typed(begins: str, *, longest: int = LONGEST_ANSWER) -> dict[str, str]:
    """What stands in the fields of the page whose names begin so."""
    return {
        name.removeprefix(begins): tidy(text)[:longest]
        for name, text in request.form.items()
        if name.startswith(begins)
    }
