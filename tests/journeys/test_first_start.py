"""From the first start to two decisions that are still there after the second."""

import re

import pytest

from matcher.domain.suggestions import RejectReason
from tests.journeys.test_start import address, stop
from tests.visitor import words

pytestmark = pytest.mark.slow

ACCEPT = re.compile(r"^/forslag/(\w+)/godkann\b")
REJECT = re.compile(r"^/forslag/(\w+)/avvisa\b")


def signed_in(somebody, said):
    """Sign in with what the console says, and nothing else."""
    email, password = re.search(
        r"(\S+@\S+) (?:och lösenordet|and the password) [”“](.+)”", "\n".join(said)
    ).groups()
    visitor = somebody(address(said))
    visitor.sign_in(email, password.strip())
    return visitor


def suggestions(page):
    """id → the article that is suggested, for every undecided one."""
    forms = [(ACCEPT.match(form.action), form) for form in page.forms()]
    ids = [found.group(1) for found, _ in forms if found]
    shown = {e.get("id", "").removeprefix("forslag-"): e for e in page.every("article")}
    return {one: e for one, e in shown.items() if one in ids}


def accept(visitor, page, one):
    return visitor.send(_form(page, ACCEPT, one))


def reject(visitor, page, one):
    """By the link, to the list of reasons, and a choice of one."""
    links = [link for link in page.links() if f"avvisa={one}" in link]
    asked = visitor.open(links[0].partition("#")[0])
    return visitor.send(_form(asked, REJECT, one), {"reason": RejectReason.TOO_FAR.value})


def _form(page, pattern, one):
    (form,) = (
        form
        for form in page.forms()
        if (found := pattern.match(form.action)) and found.group(1) == one
    )
    return form


def test_first_start_to_decisions_that_last(start, somebody):
    process, said = start()
    lena = signed_in(somebody, said)

    # The week has been run: every suggestion says why, with the day and how far it is.
    week = lena.open("/forslag/")
    offered = suggestions(week)
    assert len(offered) >= 5
    for article in offered.values():
        assert re.search(r"\d+ (?:km|m|min)|\d,\d km", words(article)), words(article)
        assert re.search(r"\d+ (?:av|of) 100", words(article)), words(article)
        assert [e for e in article.iter("li") if words(e)], words(article)

    # One is accepted, one rejected; neither is offered again.
    yes, no = list(offered)[:2]
    after = accept(lena, week, yes)
    assert yes not in suggestions(after)
    reject(lena, after, no)
    left = set(suggestions(lena.open("/forslag/")))
    assert not {yes, no} & left

    # Both stand in the audit trail, by their ids and with her name.
    both = (f"forslag-{yes}", f"forslag-{no}")
    for one in (yes, no):
        trail = lena.open(f"/handelser/?om={one}")
        assert "Lena" in trail.text
        assert one in trail.html
    decided = [words(e) for e in lena.open("/forslag/").every("li") if e.get("id") in both]
    assert len(decided) == 2

    # Stopped and started: the same decisions, and what was left is still offered.
    assert stop(process) == 0
    process, said = start()
    lena = signed_in(somebody, said)
    page = lena.open("/forslag/")

    assert [words(e) for e in page.every("li") if e.get("id") in both] == decided
    assert set(suggestions(page)) == left
    for one in (yes, no):
        assert one in lena.open(f"/handelser/?om={one}").html
    assert stop(process) == 0
