"""A year behind a centre, in bulk: everybody once more, come and gone; its weeks, visits and looks.

What is lived day by day (tests/year.py) holds the rules; this holds the pages: as many rows as a
year leaves, in every table that a page reads, in seconds.
"""

from datetime import timedelta
from itertools import chain, product

from matcher.domain.calendar_weeks import iso_week
from matcher.domain.matches import MatchState
from matcher.domain.needs import NeedState
from matcher.domain.plans import TodoState
from matcher.domain.recipients import RecipientState
from matcher.domain.suggestions import SuggestionState
from matcher.domain.volunteers import VolunteerState
from matcher.store import audit, bulk
from matcher.store.audit import Deed
from matcher.store.base import new_id

WEEKS, LOOKS_A_DAY, DEEDS_EACH, CALLS_EACH = 51, 25, 15, 12
YEAR = timedelta(weeks=52)

# Tables whose rows are there once more for those who have come and gone, and how they ended.
GONE = {
    "volunteers": {"state": VolunteerState.LEFT},
    "volunteer_words": {}, "clearance_steps": {}, "register_checks": {},
    "recipients": {"state": RecipientState.ENDED},
    "recipient_words": {}, "consents": {}, "home_facts": {},
    "needs": {"state": NeedState.CLOSED},
    "need_words": {},
    "matches": {"state": MatchState.ENDED, "suggestion_id": None},
    "participants": {}, "visits": {},
    "todos": {"state": TodoState.DONE},
    "letters": {},
}  # fmt: skip
MEETING = (MatchState.TRIAL, MatchState.ACTIVE, MatchState.PAUSED)


def live(database, centre, account_id, at):
    """Put a year before `at` behind the centre; its newest run is what every week was like."""
    with database.writing() as session:
        rows = bulk.rows_of(session, centre=centre, but=())
        bulk.put(session, _gone(rows))
        bulk.put(session, _weeks(rows, at))
        bulk.put(session, {"visits": _visits(rows, at), "todos": _calls(rows, at)})
        session.expunge_all()
        audit.record_all(session, list(_deeds(rows, account_id, at)))
        _looks(session, rows, centre, account_id, at)


def _gone(rows):
    known = {row["id"]: new_id() for name in GONE for row in rows[name]}
    return {
        name: [_again(row, known) | ended for row in rows[name]] for name, ended in GONE.items()
    }


def _again(row, known):
    """The row under another id, pointing at those who are there once more too."""
    copy = {name: known.get(told, told) if isinstance(told, str) else told
            for name, told in row.items()}  # fmt: skip
    unique = {"dedupe": f"{row['dedupe']}:{copy['id']}"[:120]} if "dedupe" in row else {}
    return copy | unique


def _weeks(rows, at):
    """The newest run once more for each week; what it suggested was not decided in time."""
    newest = max(rows["runs"], key=lambda run: run["iso_week"])
    made = {"runs": [], "suggestions": [], "without_suggestion": []}
    ended = {"suggestions": {"state": SuggestionState.EXPIRED}, "without_suggestion": {}}
    for ago in range(1, WEEKS + 1):
        then, run_id = at - timedelta(weeks=ago), new_id()
        week = {"id": run_id, "iso_week": iso_week(then.date()), "made_at": then}
        made["runs"].append(newest | week)
        for name, state in ended.items():
            made[name] += [
                row | state | {"id": new_id(), "run_id": run_id}
                for row in rows[name]
                if row["run_id"] == newest["id"]
            ]
    return made


def _visits(rows, at):
    """One a week, of each pair that meets."""
    example = rows["visits"][0]
    givers = {row["match_id"]: row["volunteer_id"] for row in rows["participants"]
              if row["volunteer_id"]}  # fmt: skip
    meeting = [row["id"] for row in rows["matches"] if row["state"] in MEETING]
    return [
        example
        | {"id": new_id(), "match_id": match_id, "volunteer_id": givers[match_id]}
        | {"visited_on": (at - timedelta(weeks=ago)).date(), "noted_at": at - timedelta(weeks=ago)}
        for match_id, ago in product(meeting, range(1, WEEKS + 1))
    ]


def _calls(rows, at):
    """Calls to everybody who is with the centre, made and ticked off."""
    example = next(row for row in rows["todos"] if row["match_id"] is None)
    nobody = dict.fromkeys(("volunteer_id", "recipient_id", "organisation_id", "match_id"))
    whom = chain(product(["volunteer_id"], rows["volunteers"]),
                 product(["recipient_id"], rows["recipients"]))  # fmt: skip
    return [
        example | nobody
        | {"id": new_id(), "dedupe": f"call:{row['id']}:{ago}", column: row["id"]}
        | {"state": TodoState.DONE, "due_on": then.date(), "made_at": then, "done_at": then}
        for (column, row), ago in product(whom, range(CALLS_EACH))
        for then in [at - (ago + 1) * YEAR / (CALLS_EACH + 1)]
    ]  # fmt: skip


def _deeds(rows, by, at):
    """What was done about each person and pair, the first first."""
    deeds = {"volunteers": "volunteer.changed", "recipients": "recipient.changed",
             "matches": "match.called"}  # fmt: skip
    done = [(deed, row) for name, deed in deeds.items() for row in rows[name]]
    for ago, (deed, row) in product(range(DEEDS_EACH, 0, -1), done):
        then, kind = at - ago * YEAR / (DEEDS_EACH + 1), deed.partition(".")[0]
        yield Deed(centre_id=row["centre_id"], at=then, by=by, deed=deed,
                   about=kind, about_id=row["id"], facts={})  # fmt: skip


def _looks(session, rows, centre, by, at):
    """Some pages of people, every day."""
    people = [row["id"] for row in rows["volunteers"]]
    for ago in range(365, 0, -1):
        whom = [("volunteer", people[(ago + turn) % len(people)]) for turn in range(LOOKS_A_DAY)]
        then = at - timedelta(days=ago)
        audit.looked_at_all(session, "volunteers.one", whom, centre=centre, by=by, at=then)
        session.expunge_all()
