"""What a week and its answers say of the demonstration's people, against a count by hand."""

import json
import sqlite3
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from matcher import demo
from matcher.domain.suggestions import Subject
from matcher.services import answer_lists, answers, bottlenecks, weeks
from tests.demo import recount, recount_answers, recount_frame
from tests.make import AT, MONDAY

pytestmark = pytest.mark.slow  # fills a demonstration centre and runs its week

PAIRED = recount.LIVING.replace("volunteer_id", "volunteer_id, matches.need_id", 1)
ON_THE_SPOT = {  # nobody does these by telephone
    line.split("\t")[0] for line in Path("config/in_person.tsv").read_text("utf-8").splitlines()[1:]
}
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
    yield Week(path, database, centre)
    database.dispose()


class Week:
    """The rows of the run beside the count."""

    def __init__(self, path, database, centre):
        self.database, self.centre = database, centre
        self.volunteers, self.needs = recount.read(path, MONDAY)
        self.rows = sqlite3.connect(path)
        self.rows.row_factory = sqlite3.Row
        self.related = recount.related_words()
        self.broken = self.counted(self.volunteers, self.needs)
        self.live = set(map(tuple, self.rows.execute(PAIRED)))

    def counted(self, volunteers, needs):
        """What forbids each two."""
        return {
            (v, n): recount.broken(one, need, MONDAY, MONDAY, self.related)
            for v, one in volunteers.items()
            for n, need in needs.items()
        }

    def asked(self, question, *facts):
        with self.database.reading() as session:
            return question(session, *facts, centre=self.centre, at=AT)

    def proposed(self):
        asked = "select volunteer_id, need_id from suggestions where rank = 0"
        return sorted(map(tuple, self.rows.execute(asked)))

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
        on_the_spot = ON_THE_SPOT if told["form"] in recount.REMOTE else set()
        assert set(parts["tasks"]["shared"]) == recount.in_common_to_do(v, n) - on_the_spot
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
        "gender_there": lambda one: one.kind == "local",
        "demands": lambda one: True,  # nothing that is told of her answers it
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
                assert ask["facts"]["trait"] == "stairs" or not one.has.get(ask["facts"]["trait"])
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
            is_past = waited // 7 > weeks_promised
            assert why["late_days"] == (waited - 7 * weeks_promised if is_past else 0)


# ── answers ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("subject", Subject)
def test_r45_r46_answer_about_anybody_says_of_each_other_what_hinders(week, subject):
    is_need = subject is Subject.NEED
    for who in sorted(week.needs if is_need else week.volunteers)[::9]:
        told = week.asked(answer_lists.one, subject, who)
        pairs = [one for one in week.broken if one[is_need] == who and one not in week.live]
        found = {one.told.id: {b.rule for b in one.told.broken} for one in (*told.near, *told.rest)}
        found |= {one.other.id: set() for one in told.partners}

        assert told.possible == sum(not week.broken[pair] for pair in pairs)
        assert found.items() <= {pair[not is_need]: week.broken[pair] for pair in pairs}.items()
        assert told.everybody == len(pairs)


def test_rules_keep_apart_as_many_of_those_without_as_is_said(week):
    told, served = week.asked(bottlenecks.report), {need for _, need in week.proposed()}
    lacking = [pair for pair in week.broken if pair[1] not in served]

    assert told.blocking == Counter(rule for pair in lacking for rule in week.broken[pair])
    assert (told.pairs, told.waiting) == (len(lacking), len(week.needs) - len(served))


def test_small_change_opens_the_pairs_that_are_promised_and_no_others(week):
    remedies = week.asked(bottlenecks.report).remedies
    for told in remedies:
        side = week.needs if told.subject is Subject.NEED else week.volunteers
        other = {told.id: recount_answers.changed(side[told.id], told)}
        now = week.counted(
            *((week.volunteers, other) if side is week.needs else (other, week.needs))
        )
        opened = {pair for pair in now if week.broken[pair] and not now[pair]}
        gains = [one.need_id for one in told.sides.difference.shifts if not one.before]

        assert told.sides.opened == opened - week.live
        assert told.gain[0] == len(gains) > 0
    assert len(remedies) >= 6


def test_pair_costs_what_fits_and_turns_and_suggestions_that_stay_come_to(week):
    """Half for fit, a quarter each for having somebody and for whose turn it is."""
    for volunteer, need in week.proposed()[:8]:
        told = week.asked(answers.pair, need, volunteer).why.forbidden
        lost = sum(
            50 * (sum(s.fit for s in one.before) - sum(s.fit for s in one.after))
            + (len(one.before) - len(one.after)) * recount_answers.seat(week.needs[one.need_id])
            for one in told.difference.shifts
        )

        assert told.cost == pytest.approx(lost / 100 + told.stay_cost, abs=1)
