"""What is worth a look of a row beside its changes, and what need not be asked of it any more."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain.consent import ConsentKind
from matcher.services.import_known import Known
from matcher.services.import_marks import DAYS, of_answer, of_cell, of_left, of_text
from matcher.services.import_merging import Before
from matcher.services.import_telling import stated
from matcher.services.import_vouching import CONSENT, STATE
from matcher.sheets.readings import Refused, Unsure
from matcher.sheets.rows import ToldVolunteer, ToldWaiting
from matcher.sheets.rows_edges import AT_ONCE
from matcher.sheets.rows_kind import MATCHED
from matcher.sheets.rows_volunteers import DENIED, STEPS
from matcher.sheets.rows_waiting import NOT_ASKED
from matcher.sheets.rows_young import GUARDIANS_YES

if TYPE_CHECKING:
    from matcher.services.import_rows import Checked

_HEALTH, WAITING_SINCE = "health_consent_on", "waiting_since"
OWN_YES = f"consent_{ConsentKind.MATCHING.value}"
# Why nothing more of somebody is to be known → the cell that is asked about, where there is one.
_ENDS = {
    "waits_no_more": "", "volunteer_has_left": STATE, "left_is_asked": STATE,
    "has_volunteer": MATCHED, "matched_is_asked": MATCHED, NOT_ASKED: "consent_on",
    DENIED: "own_yes", "rests_still": "from_on",
    "need_is_done": STATE, "held_already": "availability", "already_over": "until_on",
}  # fmt: skip
_NEVER = "never_"  # how the faults begin of what volunteers never do
_OF_THE_YES = ("consent_heard_by", "consent_how")


def remarked(checked: "Checked", known: Known) -> "Checked":
    """The row with what is to be looked at, and without what it asks in vain."""
    if not isinstance(checked.row.told, ToldVolunteer | ToldWaiting):
        answered = {*_answered_before(checked), *_has_begun(checked), *_beside_an_end(checked)}
        left = _left_before(checked)
        return replace(checked, settled=frozenset(answered), left=frozenset(left))
    twin_id = checked.before.about_id if checked.before else None
    settled = {
        *_answered_before(checked),
        *_has_begun(checked),
        *_known_or_vouched(checked, known, twin_id),
    }
    return replace(
        checked,
        settled=frozenset(settled),
        left=frozenset(_left_before(checked)),
        denied=tuple(_denied(checked, known)) if twin_id else (),
        is_unreached=_is_unreached(checked, known, twin_id),
    )


def _beside_an_end(checked: "Checked") -> Iterator[str]:
    """Of who has died or left by the list, or has somebody, nothing is asked but that; nor of a
    need that is done, or that asks for what volunteers never do (R29).
    """
    code = checked.row.fault.code if checked.row.fault else ""
    if code not in _ENDS and not code.startswith(_NEVER):
        return
    for cell in (*checked.row.unsure, *checked.row.refused):
        asks = cell.reading.fault.code if isinstance(cell.reading, Unsure | Refused) else ""
        if asks != code and cell.field != _ENDS.get(code, ""):
            yield cell.field


def _answered_before(checked: "Checked") -> Iterator[str]:
    """Cells that say what they said when a coordinator answered about them, of this very row."""
    return _said_before(checked, of_answer)


def _has_begun(checked: "Checked") -> Iterator[str]:
    """A first day that has been since the list came before: nobody need say so. Nor of which year
    a day is, in words that were understood then.
    """
    yield from (name for name in _said_before(checked, of_text) if name in DAYS)
    for cell in checked.row.unsure:
        is_past = isinstance(cell.reading, Unsure) and AT_ONCE in cell.reading.choices
        if checked.before is not None and cell.field == "from_on" and is_past:
            yield cell.field


def _left_before(checked: "Checked") -> Iterator[str]:
    """Cells that say what they said when a coordinator saw the question and saved the list."""
    return _said_before(checked, of_left)


def _said_before(checked: "Checked", as_kept: Callable[[str], str]) -> Iterator[str]:
    before: Before | None = checked.before
    for cell in (*checked.row.unsure, *checked.row.refused):
        if before is not None and before.said(as_kept(cell.field), cell.written):
            yield cell.field


def _known_or_vouched(checked: "Checked", known: Known, twin_id: str | None) -> Iterator[str]:
    """Steps and yeses that are known already, or that a coordinator has vouched for."""
    if isinstance(checked.row.told, ToldVolunteer):
        yield from (n for n, step in STEPS.items() if step.value not in checked.is_missing)
    elif CONSENT not in checked.is_missing:
        yield from ("consent_on", GUARDIANS_YES)
        asks_of_health = any(c.field == _HEALTH for c in checked.row.unsure)
        yield from () if asks_of_health else _OF_THE_YES
    if twin_id and known.has_need(twin_id):
        yield "kind"  # of a need that stands it is never changed by a list
    if twin_id and known.has_extract_of(checked.row, twin_id):
        yield "extract_kind"
    if twin_id and known.has_given(ConsentKind.HEALTH, twin_id):
        yield _HEALTH


def _denied(checked: "Checked", known: Known) -> Iterator[str]:
    """What is noted of somebody and the list says no to, anew: it stands until a person acts. So
    does the waiting date, whatever a list says later (R62).
    """
    told, before = checked.row.told, checked.before
    if before is None:
        return
    if not isinstance(told, ToldVolunteer):
        yield from _no_of_known(checked, known, before)
        yield from _other_wait(checked, known, before)
        return
    volunteer = known.volunteers[before.about_id]
    taken = {step.step for step in volunteer.steps}
    noted = {name for name, step in STEPS.items() if step in taken}
    noted |= {_HEALTH} if known.has_given(ConsentKind.HEALTH, before.about_id) else set()
    noted |= {STATE} if volunteer.state.value == "active" else set()
    for name, cell in stated(checked.row).sure.items():
        says_no = not cell.value and not isinstance(cell.reading, Unsure)
        if name in noted and says_no and not before.said(of_cell(name), cell.value):
            yield name


def _no_of_known(checked: "Checked", known: Known, before: Before) -> Iterator[str]:
    """A yes of somebody who waits that stands all the same, told each time."""
    stands = known.has_given(ConsentKind.MATCHING, before.about_id)
    if checked.says_no and checked.yes_ends_on is None and stands:
        yield OWN_YES
    cell = stated(checked.row).sure.get(_HEALTH)
    says_no = cell is not None and cell.value is None and not isinstance(cell.reading, Unsure)
    has_health = known.has_given(ConsentKind.HEALTH, before.about_id)
    if says_no and has_health and not before.said(of_cell(_HEALTH), None):
        yield _HEALTH


def _other_wait(checked: "Checked", known: Known, before: Before) -> Iterator[str]:
    cell = stated(checked.row).sure.get(WAITING_SINCE)
    since = known.recipients[before.about_id].waiting_since
    if cell is None or not cell.value or before.said(of_cell(WAITING_SINCE), cell.value):
        return
    yield from () if cell.value == since else (WAITING_SINCE,)


def _is_unreached(checked: "Checked", known: Known, twin_id: str | None) -> bool:
    """Nothing is known to reach her by; what is asked about may turn out to be something."""
    told = checked.row.told
    assert isinstance(told, ToldVolunteer | ToldWaiting)
    street = told.new.street if isinstance(told, ToldWaiting) else None
    is_asked = any(cell.field in ("phone", "email", "contact") for cell in checked.row.unsure)
    is_told = bool(told.new.phone or told.new.email or street or is_asked)
    return not (is_told or (twin_id is not None and known.is_reached(twin_id)))
