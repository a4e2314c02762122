"""What the centre's insurance does not cover is read and signed before two are matched (R16).

It hides nobody: the volunteer is suggested as before. Approving a pair outside the insurance is
refused until a coordinator has put her initials under the warning, which other terms make anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.clearance import AssignmentType
from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.domain.insurance import Breach, Terms, breaches
from matcher.domain.needs import assignment_types
from matcher.domain.people import Form
from matcher.services import choices, clearances
from matcher.store import centres, insurance, volunteers
from matcher.store.audit import record
from matcher.store.insurance import InsuranceNote
from matcher.store.needs import Need
from matcher.store.volunteers import Volunteer


@dataclass(frozen=True, slots=True)
class InsuranceWarning:
    """One thing that is not covered; the initials of who has read it, and the day, once read."""

    breach: Breach
    initials: str | None = None
    read_on: date | None = None


def terms(session: Session, *, centre: str) -> Terms:
    """What the centre has said of its insurance."""
    row = centres.one(session, centre)
    not_insured = frozenset(AssignmentType(kind) for kind in row.not_insured or ())
    return Terms(row.insured_until_age, not_insured)


def say_terms(session: Session, new: Terms, *, centre: str, by: str, at: datetime) -> None:
    """What the insurance covers now. What was read under other terms is to be read again."""
    row = centres.one(session, centre)
    row.insured_until_age, row.not_insured = new.until_age, sorted(new.not_insured)
    record(
        session,
        "centre.insurance_changed",
        about="centre",
        about_id=centre,
        centre=centre,
        by=by,
        at=at,
    )


def warnings(
    session: Session, volunteer: Volunteer, *, centre: str, on: date
) -> tuple[InsuranceWarning, ...]:
    """What her page warns of: her age, and the types she is cleared for that are not insured."""
    missing = clearances.missing(volunteer, choices.policies(), on=on)
    cleared = [kind for kind, gates in missing.items() if not gates]
    return _read(session, volunteer, cleared, centre=centre, on=on)


def sign(
    session: Session,
    volunteer_id: str,
    breach_terms: str,
    initials: str,
    *,
    centre: str,
    by: str,
    at: datetime,
) -> None:
    """A coordinator has read one warning and puts her initials under it. Raises Missing; Invalid
    for what are no initials; NotNow when nothing of the kind is warned of any more.
    """
    volunteer = volunteers.one(session, volunteer_id, centre=centre)
    letters = initials.strip().upper()
    if not (2 <= len(letters) <= 4 and letters.isalpha()):
        raise Invalid({"initials": Fault("initials_wrong")})
    on = swedish_day(at)
    unread = _read(session, volunteer, AssignmentType, centre=centre, on=on)
    if breach_terms not in {one.breach.terms for one in unread if one.initials is None}:
        raise NotNow("insurance", "read", "sign")
    session.add(
        InsuranceNote(
            centre_id=centre,
            volunteer_id=volunteer_id,
            terms=breach_terms,
            initials=letters,
            noted_by=by,
            noted_at=at,
        )
    )
    record(
        session,
        "volunteer.insurance_read",
        about="volunteer",
        about_id=volunteer_id,
        centre=centre,
        by=by,
        at=at,
        terms=breach_terms,
    )


def refuse_unread(
    session: Session, volunteer_id: str, need: Need, *, centre: str, at: datetime
) -> None:
    """Raises NotNow where the pair is outside the insurance and nobody has read that. A need that
    can be done as some type that is insured is inside.
    """
    covered = terms(session, centre=centre)
    if covered == Terms():
        return
    volunteer = volunteers.one(session, volunteer_id, centre=centre)
    types = assignment_types(
        need.kind,
        frozenset(Form(form) for form in need.forms),
        children_present=need.children_present,
    )
    asked = types if types <= covered.not_insured else ()
    found = _read(session, volunteer, asked, centre=centre, on=swedish_day(at))
    if any(one.initials is None for one in found):
        raise NotNow("insurance", "unread", "match")


def _read(
    session: Session,
    volunteer: Volunteer,
    types: Iterable[AssignmentType],
    *,
    centre: str,
    on: date,
) -> tuple[InsuranceWarning, ...]:
    """Every breach, with who has read it."""
    found = breaches(
        terms(session, centre=centre), birth_year=volunteer.birth_year, types=types, year=on.year
    )
    if not found:
        return ()
    rows = insurance.of_volunteer(session, volunteer.id, centre=centre)
    read = {row.terms: (row.initials, swedish_day(row.noted_at)) for row in rows}
    return tuple(InsuranceWarning(one, *read.get(one.terms, ())) for one in found)
