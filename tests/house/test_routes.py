"""Every address of the site stands in routes.txt, with who may open it.

A new room changes what people can reach, so it shows in a list that is read at review. After
looking at what is new there, renew it:

    python -m tests.house.test_routes > tests/house/routes.txt
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from matcher import settings as chosen
from matcher.domain.accounts import Role
from matcher.store.sessions import Database

LIST = Path(__file__).with_name("routes.txt")
RENEW = "if that is meant: python -m tests.house.test_routes > tests/house/routes.txt"

# What somebody without an account may reach. Add a name here only after asking who could misuse it.
PUBLIC = {
    "about.accessibility", "about.concern", "about.data", "about.front",
    "account.choose_password", "account.forgotten", "account.new_password", "account.send_link",
    "account.sign_in", "account.sign_in_now", "account.sign_out",
    # A link in a letter to a volunteer opens these (see tests/web/test_matches.py).
    "cards.answer", "cards.one", "cards.thanks",
    # An organisation's own page: as a volunteer's (see tests/web/test_contact.py).
    "contact.count", "contact.new", "contact.one", "contact.page", "contact.propose",
    "contact_door.ask", "contact_door.door", "contact_door.enter", "contact_door.go",
    "contact_door.send_link",
    "first_start.begin", "first_start.begin_now", "health.healthz",
    # A link in a letter that is not necessary opens these (see tests/web/test_letter_stops.py).
    "letter_stops.ask", "letter_stops.stop", "letter_stops.want_again",
    "open_needs.feed", "open_needs.listed", "open_needs.one", "open_needs.wish",
    # A volunteer's own page: no account is signed in, her link is (see tests/web/test_own.py).
    "own.certificate", "own.change_contact", "own.change_times", "own.data", "own.forget_health",
    "own.leave", "own.leave_and_erase", "own.leave_now", "own.page", "own.pause", "own.pause_now",
    "own.resume", "own_copies.read", "own_copies.take_out",
    "own_door.ask", "own_door.door", "own_door.enter", "own_door.go",
    "own_door.send_link",
    "own.thanks", "own.times",
    "letter_choices.of_volunteer",
    "own_matches.agree", "own_matches.answer", "own_matches.calendar", "own_matches.card",
    "own_matches.done", "own_matches.go", "own_matches.go_again", "own_matches.note",
    "own_matches.visit",
    "own_passwords.choose", "own_passwords.forget", "own_passwords.keep", "own_passwords.sign_in",
    "own_passwords.sign_in_now",
    "paper.referral", "paper.signup",
    "referral.answer_first", "referral.ask_first", "referral.call_me", "referral.first",
    "referral.forget", "referral.keep_who", "referral.person", "referral.send",
    "referral.status", "referral.thanks", "referral.who", "referral.will_call",
    "signup.hand_in", "signup.page", "signup.thanks",
    "static",
    "visits.agree", "visits.calendar", "visits.done", "visits.go", "visits.note", "visits.one",
    "visits.whom", "visits.whom_again",
}  # fmt: skip
# Roles that work with people; no page about a person is for anybody else.
WITH_PEOPLE = {Role.COORDINATOR, Role.MANAGER}


def lines(app):
    """url, methods, endpoint, who may: one line a rule, in the order of addresses."""
    found = sorted(
        (rule.rule, "+".join(sorted(rule.methods - {"HEAD", "OPTIONS"})), rule.endpoint)
        for rule in app.url_map.iter_rules()
    )
    return [f"{url}  {how}  {name}  {_who(app, name)}" for url, how, name in found]


def _who(app, endpoint):
    roles = app.view_functions[endpoint].allowed
    if not roles:
        return "everybody"
    return "signed in" if roles == frozenset(Role) else "+".join(sorted(roles))


def test_no_address_comes_or_goes_unseen(app):
    known, now = LIST.read_text(encoding="utf-8").splitlines(), lines(app)

    assert [f"gone: {line}" for line in known if line not in now] + [
        f"new: {line}" for line in now if line not in known
    ] == [], RENEW


def test_what_is_open_to_everybody_is_named_here(app):
    assert {name for name, view in app.view_functions.items() if not view.allowed} == PUBLIC


def test_page_with_a_person_in_its_address_is_for_those_who_work_with_people(app):
    about_people = {"volunteer_id", "recipient_id", "need_id", "suggestion_id", "match_id"}
    strangers = [
        (rule.rule, sorted(view.allowed - WITH_PEOPLE))
        for rule in app.url_map.iter_rules()
        if rule.arguments & about_people
        and (view := app.view_functions[rule.endpoint])
        and (not view.allowed or view.allowed - WITH_PEOPLE)
    ]

    assert strangers == []


def test_deed_is_never_a_get(app):
    """A link is followed by robots and by browsers that guess; it may not change anything."""
    both = [
        rule.rule for rule in app.url_map.iter_rules() if {"GET", "POST"} <= set(rule.methods or ())
    ]

    assert both == []


if __name__ == "__main__":
    from web import create_app

    with TemporaryDirectory() as folder:
        settings = chosen.load(
            environ={}, options={"data_dir": Path(folder), "secret_key": "k" * 64, "clock": False}
        )
        sys.stdout.write("\n".join(lines(create_app(settings, Database("sqlite://")))) + "\n")
