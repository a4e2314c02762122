"""Lists out: named columns only, for a purpose that is asked, and every time in the access log.

There is no "everything": each list is one kind of rows, and holds what its columns name (R83).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from matcher.domain import phones
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.consent import ConsentKind
from matcher.domain.errors import Fault, Invalid
from matcher.domain.volunteers import VolunteerState
from matcher.services import choices, faces
from matcher.services.export_rows import EXTRACTS, Row, Speaker, consents, steps
from matcher.services.need_rows import told_of as told_of_need
from matcher.services.recipient_rows import told_of as told_of_recipient
from matcher.services.recipient_rows import without_health
from matcher.services.volunteer_rows import told_of as told_of_volunteer
from matcher.sheets import fields, out
from matcher.sheets.fields import ListKind
from matcher.sheets.plain import Plain
from matcher.store import centres, export_questions, import_checks, runs, suggestions
from matcher.store.audit import looked
from matcher.store.volunteers import Volunteer

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
# Columns a list may have that are not taken out: shared cells, and where somebody's door is.
NEVER_OUT = frozenset({"name", "contact", "mixed", "identity", "street"})
# Asked of what comes in, and kept in no place of its own: of a child, in who heard the yes.
_ONLY_IN = {
    (ListKind.WAITING, "guardian_consent"),
    (ListKind.WAITING, "matched_with"),
    (ListKind.VOLUNTEERS, "own_yes"),
    (ListKind.VOLUNTEERS, "until_on"),  # is said of her times
    (ListKind.NEEDS, "state"),
}


class What(StrEnum):
    """Which list."""

    VOLUNTEERS = "volunteers"
    WAITING = "waiting"
    NEEDS = "needs"
    SUGGESTIONS = "suggestions"


class Purpose(StrEnum):
    """What a list is taken out for; words stand in `phrases.lists`."""

    FOLLOW_UP = "follow_up"
    MEETING = "meeting"
    MOVE = "move"
    REQUEST = "request"


TITLES = {
    What.VOLUNTEERS: "Volontärer",
    What.WAITING: "Väntelista",
    What.NEEDS: "Lokala uppdrag",
    What.SUGGESTIONS: "Veckans förslag",
}
FILES = {
    What.VOLUNTEERS: "volontarer",
    What.WAITING: "vantelista",
    What.NEEDS: "uppdrag",
    What.SUGGESTIONS: "forslag",
}
SUGGESTION_COLUMNS = (
    "Vecka", "Volontär", "Mottagare eller organisation", "Uppdrag", "Poäng av 100", "Läge",
)  # fmt: skip
STATES = {
    "proposed": "att ta ställning till",
    "accepted": "godkänt",
    "rejected": "avvisat",
    "not_now": "inte nu",
    "withdrawn": "tillbakadraget",
    "expired": "för gammalt",
}


@dataclass(frozen=True, slots=True)
class Exported:
    """A file to hand out. Its name carries no person's."""

    file_name: str
    mimetype: str
    data: bytes
    rows: int


def export(
    session: Session,
    what: What,
    *,
    purpose: str,
    as_text: bool = False,
    centre: str,
    by: str | None,
    at: datetime,
) -> Exported:
    """A list as Excel, or as text. Raises Invalid (`purpose`) without one of the purposes."""
    if purpose not in tuple(Purpose):
        raise Invalid({"purpose": Fault("choose_one")})
    on = swedish_day(at)
    columns, rows = _list(session, what, centre=centre, on=on)
    looked(
        session, f"export.{what.value}", about="list", about_id=None, centre=centre, by=by, at=at,
        purpose=purpose,
    )  # fmt: skip
    data = out.text(columns, rows) if as_text else out.xlsx(TITLES[what], columns, rows)
    name = f"{FILES[what]}-{on.isoformat()}.{'csv' if as_text else 'xlsx'}"
    return Exported(name, CSV if as_text else XLSX, data, len(rows))


def columns_of(what: What) -> tuple[str, ...]:
    """The fields a list takes out, in order: the whole allow-list."""
    kind = ListKind(what.value)
    told = (name for name in fields.of(kind) if name not in NEVER_OUT)
    return tuple(name for name in told if (kind, name) not in _ONLY_IN)


def _list(
    session: Session, what: What, *, centre: str, on: date
) -> tuple[Sequence[str], list[list[Plain]]]:
    if what is What.SUGGESTIONS:
        return SUGGESTION_COLUMNS, _suggestions(session, centre=centre, on=on)
    speaker = Speaker(
        choices.vocabulary(session, centre=centre),
        {area.id: area.name for area in centres.areas_of(session, centre=centre)},
        on,
    )
    reading = {What.VOLUNTEERS: _volunteers, What.WAITING: _waiting, What.NEEDS: _needs}[what]
    names = columns_of(what)
    kind = ListKind(what.value)
    rows = [[row.get(name) for name in names] for row in reading(session, speaker, centre)]
    return [fields.title(kind, name) for name in names], rows


def _volunteers(session: Session, speaker: Speaker, centre: str) -> list[Row]:
    rows = export_questions.volunteers(session, centre=centre)
    yeses = import_checks.consents(session, [row.id for row in rows], centre=centre)
    found = []
    for row in rows:
        given = [yes for yes in yeses.get(row.id, ()) if yes.withdrawn_on is None]
        row_yes = consents((yes.kind, yes.said_on, yes.heard_by, yes.channel) for yes in given)
        rests = {"from_on": row.paused_until} if row.paused_from else {}
        found.append(speaker.volunteer(told_of_volunteer(row)) | _cleared(row) | rests | row_yes)
    return found


def _cleared(row: Volunteer) -> Row:
    found = steps((step.step, step.on) for step in row.steps)
    found["state"] = "aktiv" if row.state is VolunteerState.ACTIVE else "ny"
    if row.extracts:
        newest = max(row.extracts, key=lambda check: check.shown_on)
        found |= {"extract_on": newest.shown_on, "extract_kind": EXTRACTS.get(newest.kind)}
    return found


def _waiting(session: Session, speaker: Speaker, centre: str) -> list[Row]:
    rows = export_questions.waiting(session, centre=centre)
    wanted = import_checks.needs_of_people(session, [row.id for row in rows], centre=centre)
    sensitive = choices.of(session, centre=centre).sensitive
    found = []
    for row in rows:
        given = [yes for yes in row.consents if yes.withdrawn_on is None]
        has_health = any(yes.kind is ConsentKind.HEALTH for yes in given)
        told = told_of_recipient(row, None)
        told = told if has_health else without_health(told, sensitive)
        hidden = frozenset() if has_health else sensitive
        need = wanted.get(row.id)
        line = speaker.waiting(told, told_of_need(need, hidden) if need else None)
        yes = consents((y.kind, y.said_on, y.heard_by, y.channel) for y in given)
        found.append(line | yes)
    return found


def _needs(session: Session, speaker: Speaker, centre: str) -> list[Row]:
    whose = export_questions.organisations(session, centre=centre)
    found = []
    for need in export_questions.local_needs(session, centre=centre):
        organisation = whose[need.organisation_id or ""]
        row = speaker.local_need(told_of_need(need), organisation.name)
        for contact in organisation.contacts:
            if contact.id == need.contact_id:
                number = phones.shown(contact.phone) if contact.phone else None
                row |= {"contact_name": contact.name, "phone": number, "email": contact.email}
        found.append(row)
    return found


def _suggestions(session: Session, *, centre: str, on: date) -> list[list[Plain]]:
    """The newest week's pairs, people called as on its page."""
    run = runs.newest_run(session, centre=centre)
    if run is None:
        return []
    pairs = [row for row in suggestions.of_run(session, run.id, centre=centre) if row.rank == 0]
    params = choices.of(session, centre=centre).params
    people, wanted = faces.both(
        session,
        [pair.volunteer_id for pair in pairs],
        [pair.need_id for pair in pairs],
        params,
        centre=centre,
        on=on,
    )
    return [
        [
            run.iso_week,
            people[pair.volunteer_id].called,
            wanted[pair.need_id].whose,
            wanted[pair.need_id].title or None,
            round(pair.fit / 1000),
            STATES[pair.state.value],
        ]
        for pair in pairs
        if pair.volunteer_id in people and pair.need_id in wanted
    ]
