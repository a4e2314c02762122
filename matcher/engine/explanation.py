"""What a coordinator is shown about a pair: the same numbers the engine summed, and their facts."""

from collections.abc import Sequence

from matcher.domain.frames import Meeting, Way
from matcher.domain.suggestions import Ask, Explanation, Facts, Part
from matcher.engine.arrays import Ints
from matcher.engine.criteria import Criterion
from matcher.engine.params import THOUSANDTHS
from matcher.engine.rules import CloseUp, Rule, asks
from matcher.engine.rules.frame import parity


def explain(
    rules: Sequence[Rule],
    criteria: Sequence[Criterion],
    pair: CloseUp,
    *,
    earned_c: Ints,
    unknown_c: Ints,
    most_c: Ints,
    next_best: Facts | None = None,
) -> Explanation:
    """Parts largest first, what must be asked, what differs, the meeting and the way to it."""
    return Explanation(
        parts=_parts(criteria, pair, earned_c, unknown_c, most_c),
        asks=asked(rules, criteria, pair),
        differs=tuple(ask for one in criteria for ask in one.differs(pair)),
        meeting=_meeting(pair),
        way=way_to(pair),
        form=pair.form,
        next_best=next_best,
    )


def asked(rules: Sequence[Rule], criteria: Sequence[Criterion], pair: CloseUp) -> tuple[Ask, ...]:
    """What must be asked, then what is worth asking, each once: who rather not meets a dog and who
    must not ask the same.
    """
    found = (*asks(rules, pair), *(ask for one in criteria for ask in one.asks(pair)))
    return tuple(ask for i, ask in enumerate(found) if ask not in found[:i])


def way_to(pair: CloseUp) -> Way | None:
    """None where they would not meet in person."""
    return None if pair.form.is_remote else pair.way


def shown_points(parts: Sequence[Part]) -> tuple[int, ...]:
    """Whole points for each part, that add up to the rounded fit exactly.

    Largest remainder (Hamilton): all are rounded down, and the points still missing go to those
    that lost most; equals in the order given.
    """
    fit = sum(part.points for part in parts)
    down = [part.points // THOUSANDTHS for part in parts]
    missing = (fit + THOUSANDTHS // 2) // THOUSANDTHS - sum(down)
    lost = sorted(range(len(parts)), key=lambda i: (-(parts[i].points % THOUSANDTHS), i))
    for i in lost[:missing]:
        down[i] += 1
    return tuple(down)


def _parts(
    criteria: Sequence[Criterion], pair: CloseUp, earned_c: Ints, unknown_c: Ints, most_c: Ints
) -> tuple[Part, ...]:
    """The largest first, equals in the order of the criteria."""
    columns = (earned_c.tolist(), most_c.tolist(), unknown_c.tolist())
    rows = sorted(zip(criteria, *columns, strict=True), key=lambda row: -row[1])
    return tuple(
        Part(
            criterion=criterion.id,
            points=points,
            of=of,
            unknown=unknown,
            evidence=criterion.evidence(pair),
        )
        for criterion, points, of, unknown in rows
    )


def _meeting(pair: CloseUp) -> Meeting | None:
    slots = pair.slots
    if slots.start is None or slots.weekday is None or slots.next_date is None:
        return None
    return Meeting(
        weekday=slots.weekday,
        start=slots.start,
        minutes=pair.need.minutes,
        every_weeks=pair.need.every_weeks,
        first_on=slots.next_date,
        met=slots.met,
        of=slots.wished,
        parity=parity(pair),
    )
