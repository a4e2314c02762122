"""Every gate of clearance × every type of uppdrag, each removed alone (R9).

for cell in CELLS: …      a volunteer cleared for the type but for that one gate
"""

from dataclasses import dataclass
from datetime import date, timedelta

from matcher.domain.clearance import AssignmentType, ExtractPolicy, Gate, Step
from matcher.domain.volunteers import VolunteerState
from matcher.services import choices
from matcher.store.volunteers import RegisterCheck
from tests import make

# What a need asks for so that it is of just that type.
NEEDS = {
    AssignmentType.VISIT: {"forms": ["home"]},
    AssignmentType.OUTING: {"forms": ["out"]},
    AssignmentType.REMOTE: {"forms": ["phone"]},
    AssignmentType.ACTIVITY: {"forms": ["group"]},
    AssignmentType.CHILDREN: {"forms": ["group"], "children_present": True},
}
YOUNG = {AssignmentType.ACTIVITY: 14}  # years; elsewhere 17 is too young
BORN = 1960


@dataclass(frozen=True)
class Cell:
    """A type of uppdrag and the gate that is closed; None: every gate is open."""

    type: AssignmentType
    gate: Gate | None

    def __str__(self):
        return f"{self.type.value}-{self.gate.value if self.gate else 'nothing'}"


def _cells():
    for kind, policy in choices.policies().items():
        gates = [Gate(step.value) for step in policy.steps] + [Gate.STATE, Gate.AGE, Gate.PAUSE]
        if policy.extract is not ExtractPolicy.NONE:
            gates.append(Gate.EXTRACT)
        if policy.min_age < 18:
            gates.append(Gate.GUARDIAN_CONSENT)
        yield from (Cell(kind, gate) for gate in sorted(gates))


CELLS = list(_cells())
OPEN = [Cell(kind, None) for kind in AssignmentType]


def volunteer(session, centre, cell):
    """Somebody with every gate of the type open but that of the cell."""
    policy = choices.policies()[cell.type]
    steps = [Step.REFERENCE] * policy.references + [s for s in Step if s in policy.steps]
    if cell.gate is Gate.GUARDIAN_CONSENT:
        born = make.AT.year - 17
    elif cell.gate is Gate.AGE:
        born = make.AT.year - YOUNG.get(cell.type, 17)
        steps.append(Step.GUARDIAN_CONSENT)
    else:
        born = BORN
    steps = [step for step in steps if cell.gate is None or step.value != cell.gate.value]
    made = make.a_volunteer(
        session,
        centre,
        birth_year=born,
        forms=NEEDS[cell.type]["forms"],
        steps=[(step, policy.text_versions.get(step)) for step in steps],
        **_columns(cell.gate),
    )
    if policy.extract is not ExtractPolicy.NONE and cell.gate is not Gate.EXTRACT:
        shown = {"shown_on": date(2026, 9, 1), "valid_until": date(2027, 9, 1)}
        own = {"centre_id": centre.id, "volunteer_id": made.id, "seen_by": "lena"}
        session.add(RegisterCheck(**own, kind=policy.extract, **shown))
        session.flush()
    return made


def need(session, centre, kind):
    """A need that is of just that type."""
    asked = NEEDS[kind]
    if kind in (AssignmentType.ACTIVITY, AssignmentType.CHILDREN):
        last = make.AT.date() + timedelta(days=200)
        return make.a_need(session, make.an_organisation(session, centre), until_on=last, **asked)
    return make.a_need(session, make.a_recipient(session, centre), **asked)


def _columns(gate):
    if gate is Gate.STATE:
        return {"state": VolunteerState.CONTACTED}
    return {"paused_from": make.AT.date() - timedelta(days=1)} if gate is Gate.PAUSE else {}
