"""What no page sends, and somebody does: odd values in every field of every form there is."""

import shutil
from collections import Counter

import pytest
from werkzeug.routing import RequestRedirect

from matcher.domain.accounts import Role
from tests import tour
from tests.visitor import Page, Visitor

ODD = ["", "-1", "abc", "9" * 30, "1e9", "٣", "\0", "å" * 3_000, "../../etc/passwd", "2026-02-30"]
ODD += ["x:y:z", "[]", "0123456789abc"]
AWAY = {"csrf_token"}  # refused before anything is read
# Where a page leaves a field empty: so that one odd answer stands among right ones.
FILLED = {
    "first_name": "Karin", "surname": "Lind", "name": "Karin Lind", "phone": "070-174 06 98",
    "email": "karin@example.org", "on": "2026-11-20", "said_on": "2026-11-20", "heard_by": "Lena",
    "channel": "phone", "kind": "companionship", "title": "Kaffevärd", "health": "y",
    "waiting_since": "2026-11-20", "shown_on": "2026-11-20", "issued_on": "2026-11-20",
    "from_on": "2026-11-25", "organisation_name": "Föreningen", "outcome": "answered",
    "reason": "other", "agree": "y", "password": tour.PASSWORD, "again": tour.PASSWORD,
}  # fmt: skip


class Rows:
    """The rows as they stand now, to be put back: what is sent may be a deed."""

    def __init__(self, database, path, kept):
        self.database, self.path, self.kept = database, path, kept
        database.dispose()  # the last to close writes what is in the log beside the file
        shutil.copyfile(path, kept)

    def put_back(self):
        self.database.dispose()
        shutil.copyfile(self.kept, self.path)


def forms_of(site, visitor, ids):
    """One form for each address that takes one and set of names, as the pages give them."""
    found = {}
    for stop in tour.stops(site, ids, methods=("GET",)):
        answer = visitor.client.get(stop.url, follow_redirects=True)
        if answer.mimetype == "text/html":
            page = Page(answer.request.path, answer.status_code, answer.get_data(as_text=True))
            for form in page.forms():
                if form.method == "post" and not form.action.endswith("/logga-ut"):
                    names = frozenset(name.partition(":")[0] for name in form.names())
                    found.setdefault((endpoint_of(site, form.action), names), form)
    return list(found.values())


def endpoint_of(site, action):
    path = action.partition("?")[0]
    try:
        return site.url_map.bind("localhost").match(path, method="POST")[0]
    except RequestRedirect:
        return path


def filled(form):
    sent = dict(form.fields)
    for name in form.names() & set(FILLED):
        if sent.get(name) in (None, [""]):
            sent[name] = FILLED[name]
    return sent


def some(name, endpoint, tried):
    """One for each field, and another where the same name comes again."""
    tried[name] += 1
    return ODD[(sum(map(ord, name + endpoint)) + tried[name]) % len(ODD)]


@pytest.mark.parametrize("who", ["lena", Role.ADMIN, None])
def test_odd_answers_get_a_page_and_no_traceback(
    site, ids, signed_in, database, database_url, tmp_path, who
):
    visitor, faults, tried = signed_in(who) if who else Visitor(site), [], Counter()
    forms = forms_of(site, visitor, ids)
    rows = Rows(database, database_url.removeprefix("sqlite:///"), tmp_path / "kept.db")
    for form in forms:
        endpoint = endpoint_of(site, form.action)
        for name in sorted(form.names() - AWAY):
            odd = some(name, endpoint, tried)
            answer = visitor.client.post(form.action, data=filled(form) | {name: odd})
            if answer.status_code >= 500 or "Traceback" in answer.get_data(as_text=True):
                faults.append(f"{form.action} {name}={odd[:12]!r}: {answer.status_code}")
            if answer.status_code in (302, 303):
                rows.put_back()

    assert faults == []
