"""What a week says of the demonstration's people, against a count by hand (`recount`)."""

import json
import sqlite3
from collections import Counter
from datetime import date, timedelta

import pytest

from matcher import demo
from matcher.services import weeks
from tests.demo import recount, recount_frame
from tests.make import AT, MONDAY

pytestmark = pytest.mark.slow  # fills a demonstration centre and runs its week

PROMISED = {1: 8, 2: 12, 3: 20, 4: 30}  # weeks, as config/matching.toml has them


@pytest.fixture(scope="module")
def week(_sqlite_template, tmp_path_factory):
    """A demonstration centre, its week run; and what a count by hand says of every pair."""
    from shutil import copyfile

    from matcher.store.sessions import Database

    path = tmp_path_factory.mktemp("recount") / "handslag.db"
    copyfile(_sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    with database.writing() as session:
        (centre,) = demo.fill(session, at=AT)
        weeks.run_week(session, centre=centre, iso_week="2026-W48", at=AT)
    database.dispose()
    return Week(path)


class Week:
    """The rows of the run beside the count."""

    def __init__(self, path):
        self.volunteers, self.needs = recount.read(path, MONDAY)
        self.rows = sqlite3.connect(path)
        self.rows.row_factory = sqlite3.Row
        related = recount.related_words()
        self.broken = {
            (v, n): recount.broken(one, need, MONDAY, MONDAY, related)
            for v, one in self.volunteers.items()
            for n, need in self.needs.items()
        }

    def suggestions(self):
        for row in self.rows.execute("select * from suggestions"):
            pair = self.volunteers[row["volunteer_id"]], self.needs[row["need_id"]]
            yield *pair, json.loads(row["explanation"])

    def without(self):
        for row in self.rows.execute("select * from without_suggestion"):
            n, v = row["need_id"], row["volunteer_id"]
            pairs = [(v, one) for one in self.needs] if v else [(one, n) for one in self.volunteers]
            yield n or v, pairs, json.loads(row["why"])


def test_more_than_thirty_people_are_counted(week):
    assert len(week.volunteers) > 100
    assert len(week.needs) > 60


def test_r33_no_suggestion_breaks_a_rule(week):
    broken = [week.broken[v.id, n.id] for v, n, _ in week.suggestions()]

    assert len(broken) > 30
    assert not any(broken)


def test_r45_r46_every_count_of_what_hinders_is_right(week):
    for _, pairs, why in week.without():
        counted = Counter(rule for pair in pairs for rule in week.broken[pair])
        assert why["blocked"] == counted
        assert why["possible"] == sum(not week.broken[pair] for pair in pairs)


def test_r45_every_near_miss_is_one_wish_away(week):
    for who, pairs, why in week.without():
        for near in why["near"]:
            (pair,) = [one for one in pairs if near["other_id"] in one and who in one]
            assert week.broken[pair] == {near["rule"]}


def test_r46_everybody_is_suggested_or_told_why_not(week):
    suggested = {n.id for _, n, _ in week.suggestions()}
    told = {who for who, _, _ in week.without()}

    assert suggested | told >= set(week.needs)


def test_r39_every_meeting_is_as_often_as_it_says_and_begins_when_people_have_been_asked(week):
    for v, n, told in week.suggestions():
        if "meeting" in told:
            said = told["meeting"]
            assert (said["met"], said["of"]) == recount_frame.meeting(v, n, MONDAY, MONDAY)
            assert date.fromisoformat(said["first_on"]) >= MONDAY + timedelta(days=7)


def test_r40_every_way_is_as_long_as_it_says(week):
    for v, n, told in week.suggestions():
        if "way" in told:
            km = recount_frame.km_between(v.place, n.place)
            minutes = min(recount_frame.minutes_by(mode, km) for mode in v.modes)
            assert told["way"]["km"] == pytest.approx(km, abs=0.051)
            assert told["way"]["minutes"] == pytest.approx(minutes, abs=0.51)


def test_r44_what_is_said_to_be_shared_stands_on_both_sides(week):
    for v, n, told in week.suggestions():
        parts = {part["criterion"]: part["evidence"] for part in told["parts"]}
        assert set(parts["interests"]["shared"]) == v.likes & n.likes
        assert set(parts["tasks"]["shared"]) == v.does & n.does
        for spoken in parts["languages"]["shared"]:
            assert v.languages[spoken["language"]] == spoken["volunteer"]
            assert n.languages[spoken["language"]] == spoken["need"]


def test_r37_only_what_is_not_known_is_asked(week):
    unknown = {
        "availability": lambda one: "habit" not in (one.availability or {}),
        "languages": lambda one: not one.languages,
        "tasks": lambda one: not one.does,
        "interests": lambda one: not one.likes,
        "skills": lambda one: not one.knows,
        "forms": lambda one: not one.forms,
        "gender": lambda one: one.gender is None,
        "commitment_months": lambda one: one.commitment_months is None,
        "birth_year": lambda one: one.birth_year is None,
    }
    for v, n, told in week.suggestions():
        for ask in told.get("asks", ()):
            one = v if ask["whom"] == "volunteer" else n
            if ask["fact"] in unknown:
                assert unknown[ask["fact"]](one), ask
            elif ask["fact"] == "has_trait":
                trait = ask["facts"]["trait"]
                assert trait not in one.has
                assert trait == "stairs" or one.bears.get(trait) not in ("allergy", "no")
                assert told["form"] == "home" or "allergy" in (v.bears | n.bears).values()
            elif ask["fact"] == "bears_trait":
                assert ask["facts"]["trait"] not in one.bears
                assert told["form"] == "home" or ask["facts"]["trait"] == "fragrance"
            elif ask["fact"] == "allergy_elsewhere":
                other = n if one is v else v
                allergic = {trait for trait, how in one.bears.items() if how == "allergy"}
                assert told["form"] in ("out", "group")
                assert allergic & {trait for trait, has in other.has.items() if has}
            else:
                assert ask["fact"] == "may_be_too_far"


def test_promise_is_late_by_as_many_days_as_it_says(week):
    for who, _, why in week.without():
        need = week.needs.get(who)
        weeks_promised = PROMISED.get(need.priority_class) if need else None
        if weeks_promised:
            waited = (MONDAY - date.fromisoformat(need.waiting_since)).days
            assert why["late_days"] == max(0, waited - 7 * weeks_promised)
