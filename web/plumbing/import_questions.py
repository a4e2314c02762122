"""What is asked about the rows of a list: of each, and once of several that ask alike."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from matcher import phrases
from matcher.domain.errors import Fault
from matcher.domain.spelling import exact
from matcher.domain.spoken_times import echo, understand
from matcher.languages import SOURCE
from matcher.services.import_rows import Checked, Outcome, can_be_answered
from matcher.services.imports import DryRun, ListKind
from matcher.sheets import kept_words, rows_rhythm, shared_questions
from matcher.sheets.readings import Refused, Unsure
from matcher.sheets.rows import Cell, ReadRow
from matcher.sheets.shared_questions import SharedQuestion
from web.plumbing.clock import today
from web.plumbing.languages import language

Shared = Mapping[str, SharedQuestion]
SEVERAL, SOME = 3, 4  # places that are worth one answer for all; and those of them that are named


@dataclass(frozen=True, slots=True)
class Ask:
    """A question about a cell: what was written, the ready answers and the name of the field. An
    answer that leaves something to ask stands in the box still, as `answer`. Asked about a `piece`
    of a cell, what somebody writes takes the place of that, `within` it.
    """

    name: str
    label: str
    written: str
    question: str
    choices: tuple[tuple[str, str], ...]  # what is sent, and how it is said
    answer: str = ""
    piece: str = ""
    within: str = ""

    @property
    def own(self) -> str:
        """The answer, where it is none of the ready ones."""
        return "" if self.answer in [sent for sent, _words in self.choices] else self.answer


@dataclass(frozen=True, slots=True)
class SharedAsk(Ask):
    """The same of several rows."""

    rows: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered for all of a list: the name that takes it back, about what, and how."""

    name: str
    label: str
    written: str
    answer: str
    rows: int
    is_from_before: bool


def shared(rows: Iterable[Checked]) -> Shared:
    """What several rows ask alike, to be asked once."""
    return shared_questions.shared((checked.row, asking(checked)) for checked in rows)


def asked_once(question: SharedQuestion, kind: ListKind) -> SharedAsk:
    """A question of several rows; its answers take the place of what is asked about."""
    cell = question.cell
    choices = cell.reading.choices if isinstance(cell.reading, Unsure) else ()
    is_of_day = shared_questions.is_of_day(question.key)
    fault = Fault("day_missing_for_all") if is_of_day else _fault(cell)
    return SharedAsk(
        f"g:{question.key}",
        label(cell.field, kind),
        question.about,
        phrases.list_fault(fault, language()),
        tuple((text, _answer(cell, text)) for text in choices),
        rows=question.rows,
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """A field whose places may all stand as they are written, and some of them."""

    field: str
    label: str
    places: int
    some: str


def kept_as_written(found: DryRun) -> list[Kept]:
    """The fields that ask about several places, which one press leaves as they stand."""
    asked = shared_questions.kept_as_written((row.row, asking(row)) for row in found.rows)
    return [
        Kept(name, label(name, found.kind), len(places), ", ".join(list(places.values())[:SOME]))
        for name, places in asked.items()
        if len(places) >= SEVERAL
    ]


def asked_of_company(found: DryRun) -> list[SharedAsk]:
    """How often they would meet, of the new ones whose rows wish for company and do not say so."""
    silent = (row for row in found.rows if row.outcome is Outcome.NEW)
    number = sum(rows_rhythm.is_silent(row.row) for row in silent)
    words = (_("Varje vecka"), _("Varannan vecka räcker"), _("Fråga var och en"))
    question = SharedAsk(
        f"g:{rows_rhythm.KEY}",
        label(rows_rhythm.FIELD, found.kind),
        "",
        _(
            "Hur ofta vill de träffas, de som listan inte säger något om? Utan svar räknar vi med"
            " varje vecka, och den som kan varannan föreslås inte."
        ),
        tuple(zip(rows_rhythm.READY, words, strict=True)),
        rows=number,
    )
    return [question] if number else []


def answered(found: DryRun) -> list[Answered]:
    """What is answered for all of a list, now or when such a list came before, where it meets any
    row of it.
    """
    rows = Counter(
        key
        for checked in found.rows
        for key in checked.row.answered
        if key == rows_rhythm.KEY or shared_questions.matters(key, checked.row)
    )
    told = {**found.remembered, **found.everywhere}
    return [
        Answered(
            f"g:{key}",
            label(shared_questions.field_of(key), found.kind),
            "" if shared_questions.is_beside(key) else shared_questions.about(key),
            phrases.list_answer(meant, language()),
            rows[key],
            key not in found.everywhere,
        )
        for key, meant in told.items()
        if rows[key]
    ]


def asking(checked: Checked) -> tuple[Cell, ...]:
    """What gets a box: what is unsure, and what is not kept as it was written."""
    if checked.outcome in (Outcome.SKIPPED, Outcome.ASKED):
        return ()
    return (*checked.unsure, *(cell for cell in checked.refused if can_be_mended(cell)))


def asks(checked: Checked, shared: Shared) -> bool:
    """Whether something is asked of this row alone, be it who it is."""
    return checked.outcome is Outcome.ASKED or bool(own(checked, shared))


def own(checked: Checked, shared: Shared) -> list[Cell]:
    """What this row alone asks."""
    return [cell for cell in asking(checked) if shared_questions.key_of(cell) not in shared]


def can_be_mended(cell: Cell) -> bool:
    """Whether other words may stand there: of an identity number, or health without a yes, none."""
    return isinstance(cell.reading, Refused) and can_be_answered(cell)


def ask(row: ReadRow, cell: Cell, kind: ListKind) -> Ask:
    """The question of one cell of a row, with what the list said there and what was answered."""
    choices = cell.reading.choices if isinstance(cell.reading, Unsure) else ()
    piece = shared_questions.piece_of(cell)
    given = row.given.get(cell.field, "")
    text_of = given if kept_words.plain(given) == cell.written else cell.written
    return Ask(
        f"a:{row.key}:{cell.field}",
        label(cell.field, kind),
        row.asked.get(cell.field, cell.written),
        phrases.list_fault(_fault(cell), language()),
        tuple((_whole(cell, text_of, piece, text), _answer(cell, text)) for text in choices),
        given,
        piece,
        text_of if piece else "",
    )


def given(row: ReadRow, asks: Collection[Ask], kind: ListKind) -> list[Ask]:
    """What was answered of a row and leaves nothing to ask: to be seen, and taken back."""
    shown = {one.name for one in asks}
    answers = (
        Ask(f"a:{row.key}:{name}", label(name, kind), row.asked.get(name, ""), "", (), text)
        for name, text in row.given.items()
    )
    return [one for one in answers if one.name not in shown]


def _fault(cell: Cell) -> Fault:
    assert isinstance(cell.reading, Unsure | Refused)
    return cell.reading.fault


def _whole(cell: Cell, written: str, piece: str, text: str) -> str:
    """The cell, with an answer in the place of the word it is about. A word that is kept among
    others is marked as that, for the others may be asked about as well.
    """
    is_kept = exact(text) == exact(piece) and exact(piece) != exact(cell.written)
    if is_kept and kept_words.is_of_a_word(cell):
        text = kept_words.quoted(text)
    return shared_questions.with_piece(written, piece, text) if piece else text


def _answer(cell: Cell, text: str) -> str:
    """A ready answer in the reader's language: times are said anew, words of ours translated."""
    piece = shared_questions.piece_of(cell)
    if _fault(cell).code == "name_order":
        return text.rpartition(",")[2].strip()  # which of two words is the first name
    if piece and exact(text) == exact(piece):
        return _("Behåll ”%(word)s” som det står", word=text)
    if cell.field == "availability" and language() != SOURCE:
        found = understand(text, on=today())
        if found.is_certain and found.availability.is_known:
            return echo(found.availability, language())
    return phrases.list_answer(text, language())


def label(name: str, kind: ListKind) -> str:
    """What a field is called in a list of that kind."""
    return phrases.list_field(name, language(), kind.value)


def needs_a_look(checked: Checked, shared: Shared) -> bool:
    """Something is asked of this row alone, refused, alike or changed, or speaks against what we
    have; or nothing of it tells how to reach somebody new. What was left unanswered when the list
    came before is a to-do already.
    """
    is_other = checked.outcome not in (Outcome.NEW, Outcome.SAME)
    asked = [cell for cell in own(checked, shared) if cell.field not in checked.left]
    closed = [c for c in checked.refused if not can_be_mended(c) and c.field not in checked.left]
    says_no = checked.denied or checked.unread_no or checked.denies
    is_told = bool(asked or closed or says_no) or is_unreached(checked)
    return is_other or is_told or _is_alike(checked)


def is_unreached(checked: Checked) -> bool:
    """Somebody whom the list brings, and nobody can reach."""
    return checked.is_unreached and checked.outcome in (Outcome.NEW, Outcome.CHANGED)


def _is_alike(checked: Checked) -> bool:
    return checked.twin is not None and checked.outcome is not Outcome.SAME
