"""What a coordinator vouches for in her own name, for every row of a list, once and stored."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.clearance import Step
from matcher.domain.consent import CONSENT_TEXT_VERSION, Channel
from matcher.domain.errors import Fault, Invalid
from matcher.services import choices
from matcher.sheets import dates, rows_yes, shared_questions
from matcher.sheets.fields import ListKind
from matcher.sheets.readings import Refused, Understood
from matcher.sheets.rows import ReadRow, ToldVolunteer, ToldWaiting
from matcher.sheets.staged import Staged
from matcher.store.imports import Attestation, Import

STATE, CONSENT = "state", "consent"
_VOUCHED_FOR = frozenset(Step) - {Step.GUARDIAN_CONSENT}
_COLUMNS = {step.value: step.value for step in _VOUCHED_FOR} | {CONSENT: "consent_on"}


@dataclass(frozen=True, slots=True)
class Vouching:
    """What a coordinator vouches for, for every row of a list (in her own name)."""

    on: date
    heard_by: str | None = None  # of consents: who heard them
    channel: Channel | None = None  # and how


def refuse_partial(vouching: Vouching, kind: ListKind, *, on: date) -> None:
    """Raises Invalid for a day to come, or a consent without who heard it and how."""
    faults = {}
    if vouching.on > on:
        faults["on"] = Fault("day_to_come")
    if kind is ListKind.WAITING and not vouching.heard_by:
        faults["heard_by"] = Fault("heard_by_missing")
    if kind is ListKind.WAITING and vouching.channel is None:
        faults["channel"] = Fault("channel_missing")
    if kind is ListKind.NEEDS:
        faults["on"] = Fault("nothing_to_vouch_for")
    if faults:
        raise Invalid(faults)


def left_open(row: ReadRow, columns: Collection[str]) -> frozenset[str]:
    """Steps, `state` and `consent` that the list itself has a column for and this row says no to,
    or nothing: nobody vouches for those (R9, R19). A yes without a day is vouched for. Nobody is
    made active who may not have said yes to be kept.
    """
    cells = {cell.field: cell for cell in row.cells}
    asked = {*columns, *cells}

    def is_open(name: str) -> bool:
        cell = cells.get(name)
        if cell is not None and isinstance(cell.reading, Refused):
            return cell.reading.fault.code not in rows_yes.BARE
        return not (cell and cell.value)

    found = {code for code, name in _COLUMNS.items() if name in asked and is_open(name)}
    is_child = isinstance(row.told, ToldWaiting) and Step.GUARDIAN_CONSENT in cells
    found |= {CONSENT} if is_child and is_open(Step.GUARDIAN_CONSENT) else set()
    if isinstance(row.told, ToldVolunteer):
        is_resting = STATE in cells and not row.told.is_active
        is_unheard = "own_yes" in cells and is_open("own_yes")
        found |= {STATE} if is_resting or is_unheard else set()
    return frozenset(found)


def as_plain(vouching: Vouching | None) -> dict[str, str]:
    """For staged data; empty where nothing is vouched for."""
    if vouching is None:
        return {}
    channel = vouching.channel.value if vouching.channel else ""
    return {"on": str(vouching.on), "heard_by": vouching.heard_by or "", "channel": channel}


def of(read: Staged) -> Vouching | None:
    """What is vouched for in a staged list."""
    if not read.vouched:
        return None
    channel = read.vouched["channel"]
    return Vouching(
        date.fromisoformat(read.vouched["on"]),
        read.vouched["heard_by"] or None,
        Channel(channel) if channel else None,
    )


def days_told(
    everywhere: Mapping[str, str], *, on: date
) -> tuple[dict[str, str], dict[str, Fault]]:
    """The answers with the days on which all took a step as ISO days; and what is wrong with those
    that are none, or are to come, by key.
    """
    told, faults = dict(everywhere), {}
    for key in filter(shared_questions.is_of_day, everywhere):
        if not everywhere[key]:
            continue
        read = dates.day(everywhere[key], on=on, is_past=True)
        day = read.value if isinstance(read, Understood) else None
        if isinstance(day, date):
            told[key] = day.isoformat()
        elif isinstance(read, Refused):
            faults[key] = read.fault
        else:
            faults[key] = Fault("day_not_read", {"said": everywhere[key][:40]})
    return told, faults


def attest_days(session: Session, found: Import, read: Staged, *, by: str, at: datetime) -> None:
    """Store each such day as vouched for, about its step."""
    for key in filter(shared_questions.is_of_day, read.everywhere):
        session.add(
            Attestation(
                centre_id=found.centre_id,
                import_id=found.id,
                about=shared_questions.field_of(key),
                on=date.fromisoformat(read.everywhere[key]),
                text_version=_agreement_version(),
                vouched_by=by,
                vouched_at=at,
            )
        )
    session.flush()


def attest(
    session: Session, found: Import, vouching: Vouching | None, *, by: str, at: datetime
) -> Attestation | None:
    """Store it as such, for steps and consents to refer to."""
    if vouching is None:
        return None
    is_consent = found.kind == ListKind.WAITING.value
    made = Attestation(
        centre_id=found.centre_id,
        import_id=found.id,
        about="consent" if is_consent else "clearance",
        on=vouching.on,
        heard_by=vouching.heard_by,
        channel=vouching.channel,
        text_version=CONSENT_TEXT_VERSION if is_consent else _agreement_version(),
        vouched_by=by,
        vouched_at=at,
    )
    session.add(made)
    session.flush()  # steps and consents point at its id
    return made


def _agreement_version() -> str:
    """Of the agreement that is signed today."""
    versions = [policy.text_versions.get(Step.AGREEMENT) for policy in choices.policies().values()]
    return max(version for version in versions if version)
