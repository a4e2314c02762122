"""A demonstration centre counted by hand: each rule once more, in plain Python, from the rows.

Nothing of the engine is used: rows are read with sqlite3, cells with json, the policy and the
related words as they stand in their files. What the two ways of counting do not agree about, one
of them has wrong. Facts that a demonstration does not have (absences, dates of a habit, km as a
limit, children, attested steps that run out) are refused, not guessed.
"""

import json
import sqlite3
import tomllib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace as Row

from tests.demo.recount_frame import AREA_KM, LEAD, has_told, km_between, meeting, minutes_by

REMOTE, TRAITS = {"phone", "video", "letters"}, ("cat", "dog", "smoke", "fragrance", "stairs")


STEPS = """
    select volunteer_id, step, text_version from clearance_steps
    where taken_on <= '{0}' and (valid_until is null or valid_until >= '{0}')
"""
LIVING = """
    select volunteer_id from participants join matches on matches.id = match_id
    where said_no_at is null and participants.ended_on is null
    and state not in ('declined', 'ended')
"""
MEETS = LIVING.replace("volunteer_id", "volunteer_id, regular_time", 1) + (
    "and regular_time is not null and regular_time <> 'null'"
)


def read(path, today):
    """Volunteers and needs of the pool, by id, with everything the rules ask about."""
    rows = sqlite3.connect(path)
    rows.row_factory = sqlite3.Row
    words = {
        side: _grouped(rows, f"select {side}_id, stance, concept from {side}_words")
        for side in ("volunteer", "need", "recipient")
    }
    said_yes = _grouped(rows, "select recipient_id, kind, withdrawn_on from consents")
    health_v = {
        row[0]
        for row in rows.execute("select volunteer_id from consents where kind = 'health'")
        if row[0]
    }
    taken = Counter(row[0] for row in rows.execute(LIVING) if row[0])
    given = _minutes_given(rows)
    meets = _grouped(rows, MEETS)
    steps = _grouped(rows, STEPS.format(today))
    extracts = _grouped(rows, "select volunteer_id, kind, valid_until from register_checks")
    homes = _grouped(rows, "select recipient_id, trait, present from home_facts")
    volunteers = {}
    for row in rows.execute("select * from volunteers where state = 'active'"):
        one = _values(
            row, "availability", "place", "modes", "languages", "forms", "traits", "gender_wish"
        )
        if one.paused_from and date.fromisoformat(one.paused_from) <= today:
            assert one.paused_until is None
            continue
        traits = one.traits or {}
        one.has, one.bears = traits.get("has", {}), dict(traits.get("bears", {}))
        if one.id not in health_v:
            one.bears = {trait: how for trait, how in one.bears.items() if how != "allergy"}
        _say(one, words["volunteer"][one.id])
        one.meets = [json.loads(told) for (told,) in meets[one.id]]
        one.capacity = max(0, one.max_matches - taken[one.id])
        hours = one.max_hours_month
        one.minutes_left = None if hours is None else max(0, 60 * hours - given[one.id])
        one.cleared = _cleared(one, steps[one.id], extracts[one.id], today)
        volunteers[one.id] = one
    recipients = {row["id"]: row for row in rows.execute("select * from recipients")}
    needs = {}
    filled = Counter(
        row[0]
        for row in rows.execute(
            LIVING.replace("volunteer_id", "matches.need_id", 1) + "and volunteer_id is not null"
        )
    )
    for row in rows.execute("select * from needs where state = 'open'"):
        if filled[row["id"]] >= row["seats"]:
            continue
        one = _values(row, "availability", "place", "languages", "forms", "must_languages")
        one.has, one.bears, one.gender_wish, one.gender = {}, {}, None, None
        one.consents, one.priority_class, one.background = True, None, None
        _say(one, words["need"][one.id])
        if one.recipient_id:
            _of_person(one, recipients[one.recipient_id], said_yes, homes, words)
        needs[one.id] = one
    return volunteers, needs


def broken(v, n, first_day, today, related):
    """The ids of every rule that forbids the two."""
    found = set()
    both = set(v.forms) & set(n.forms) if v.forms and n.forms else set(v.forms or n.forms)
    told = both or set(n.forms)
    cleared = {form for form in told if _type(n, form) in v.cleared}
    opened = cleared or told
    checks = {
        "clearance": not cleared,
        "consent": not n.consents,
        "capacity": v.capacity == 0,
        "hours": v.minutes_left is not None and _takes(n.minutes, n.every_weeks) > v.minutes_left,
        "min_age": bool(n.min_age and v.birth_year) and today.year - v.birth_year <= n.min_age,
        "short_notice": bool(n.short_notice) and not v.on_call,
        "form": not both,
        "task": _other_tasks(v, n, related),
        "skills": _lacks_skill(v, n),
        "language": _cannot_talk(v, n),
        "gender": _is_refused(v, n.gender) or _is_refused(n, v.gender),
        "period": _is_outside(n, first_day, today),
        "time": has_told(v) and has_told(n) and meeting(v, n, first_day, today) is None,
        "way": _too_far(v, n) and not opened & REMOTE,
        "allergy": not opened - _closed(v, n, "allergy", TRAITS),
        **{trait: not opened - _closed(v, n, "no", (trait,)) for trait in TRAITS},
    }
    found |= {rule for rule, is_broken in checks.items() if is_broken}
    return found


def related_words():
    found = {}
    for line in Path("config/related.tsv").read_text("utf-8").splitlines()[1:]:
        a, b, weight, _ = line.split("\t")
        found[a, b] = found[b, a] = float(weight)
    return found


# ── rows ──────────────────────────────────────────────────────────────────────────────────────


def _minutes_given(rows):
    given = Counter()
    asked = LIVING.replace(
        "volunteer_id from participants",
        "volunteer_id, needs.minutes, needs.every_weeks from participants",
    ).replace("where said", "join needs on needs.id = matches.need_id where said")
    for volunteer_id, minutes, every_weeks in rows.execute(
        asked.replace("and state", "and matches.state")
    ):
        given[volunteer_id] += _takes(minutes, every_weeks)
    return given


def _takes(minutes, every_weeks):
    """Minutes of a month of four weeks."""
    return {0: 1, 1: 4, 2: 2, 4: 1}[every_weeks] * minutes


def _values(row, *cells):
    one = Row(**dict(row))
    for cell in cells:
        setattr(one, cell, json.loads(getattr(one, cell) or "null"))
    return one


def _grouped(rows, asked):
    found = {}
    for whose, *rest in map(tuple, rows.execute(asked)):
        found.setdefault(whose, []).append(rest)
    return _Missing(found)


class _Missing(dict):
    def __missing__(self, key):
        return []


def _say(one, said):
    stances = {"does": "does", "will_not": "will_not", "likes": "likes", "dislikes": "dislikes",
               "knows": "knows", "needs": "needs"}  # fmt: skip
    for name, stance in stances.items():
        told = {concept for how, concept in said if how == stance and concept}
        setattr(one, name, getattr(one, name, set()) | told)


def _of_person(n, row, said_yes, homes, words):
    person = _values(row, "languages", "place", "gender_wish", "bears")
    kinds = {kind for kind, withdrawn in said_yes[person.id] if withdrawn is None}
    n.consents = person.state != "enquiry" and "matching" in kinds
    company = n.kind == "companionship"
    _say(n, [(how, w) for how, w in words["recipient"][person.id] if company or how != "does"])
    n.languages, n.gender, n.gender_wish = person.languages, person.gender, person.gender_wish
    n.place = person.place if n.place is None else n.place
    n.has = {trait: bool(present) for trait, present in homes[person.id]}
    n.bears = {t: how for t, how in person.bears.items() if how != "allergy" or "health" in kinds}
    n.priority_class, n.background = person.priority_class, person.background


def _cleared(v, steps, extracts, today):
    policies = tomllib.loads(Path("config/policies.toml").read_text("utf-8"))
    texts = policies["texts"]
    held = [step for step, text in steps if texts.get(step) in (None, text)]
    found = set()
    for kind in ("visit", "outing", "remote", "activity", "children"):
        policy = policies[kind]
        shown = policy["extract"] == "none" or any(
            policy["extract"].startswith(law.split("_")[0]) and date.fromisoformat(until) >= today
            for law, until in extracts
        )
        is_old_enough = v.birth_year is not None and today.year - v.birth_year > policy["min_age"]
        enough = held.count("reference") >= policy["references"]
        if set(policy["steps"]) <= set(held) and enough and is_old_enough and shown:
            found.add(kind)
    return found


# ── rules ─────────────────────────────────────────────────────────────────────────────────────


def _type(n, form):
    if n.children_present:
        return "children"
    if form in REMOTE:
        return "remote"
    if form == "home":
        return "visit"
    return "activity" if n.kind == "local" or form == "group" else "outing"


def _closed(v, n, how, traits):
    closed = set()
    for trait in traits:
        met = (v.has.get(trait) and n.bears.get(trait) == how) or (
            n.has.get(trait) and v.bears.get(trait) == how
        )
        everywhere = trait == "fragrance"
        if met:
            closed |= {"home", "out", "group"} if everywhere else {"home"}
    return closed


def _lacks_skill(v, n):
    by_car = {"own_car", "driving_licence"} if "car" in v.modes else set()
    if v.knows:
        return bool(n.needs) and not n.needs <= v.knows | by_car
    return "own_car" in n.needs and bool(v.modes) and "car" not in v.modes


def in_common_to_do(v, n):
    """What the need is about that she would do, or, once she has told of anything, likes."""
    return n.does & (v.does | v.likes) if v.does else set()


def _other_tasks(v, n, related):
    if not n.does or (n.kind == "companionship" and v.does & n.likes):
        return False
    near = in_common_to_do(v, n) | {
        task for task in n.does if any(related.get((task, hers), 0) >= 0.5 for hers in v.does)
    }
    would = {task for task in near if task not in v.will_not}
    refused = len(n.does & v.will_not)
    most = len(n.does) - 1 if n.kind == "companionship" else 0
    return (bool(v.does) and not would) or refused > most


def _cannot_talk(v, n):
    hers = {code for code, level in v.languages.items() if level >= 2}
    least = 1 if "language_practice" in n.does else 2
    theirs = {code for code, level in n.languages.items() if level >= least}
    if not v.languages:
        return False
    if n.must_languages:
        return not set(n.must_languages) <= hers
    return bool(n.languages) and not hers & theirs


def _is_refused(one, gender):
    wish = one.gender_wish
    return bool(wish and wish["strength"] == "must" and gender and gender != wish["gender"])


def _is_outside(n, first_day, today):
    earliest = max(first_day, today + LEAD)
    over = n.until_on is not None and date.fromisoformat(n.until_on) < earliest
    later = n.from_on is not None and date.fromisoformat(n.from_on) >= first_day + timedelta(56)
    return over or later


def _too_far(v, n):
    if not (v.place and n.place and v.modes):
        return False
    assert v.reach_km is None
    away = km_between(v.place, n.place)
    return min(minutes_by(mode, away - AREA_KM) for mode in v.modes) > v.reach_minutes + 0.01
