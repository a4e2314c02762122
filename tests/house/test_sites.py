"""The site that tests share: whatever one does to it, the next gets it as it was."""

import shutil
from dataclasses import replace

import pytest

from matcher.store.sessions import Database
from tests import make
from tests.sites import Sites
from tests.visitor import Visitor
from tests.web.desk import PASSWORD
from web.plumbing.database import reading
from web.plumbing.permissions import public

SIGN_IN = {"email": "lena@example.org", "password": PASSWORD}


@pytest.fixture
def sites():
    return Sites(None)


@pytest.fixture
def neighbour(_sqlite_template, tmp_path):
    """The rows of another test."""
    path = tmp_path / "another.db"
    shutil.copyfile(_sqlite_template, path)
    opened = Database(f"sqlite:///{path}")
    yield opened
    opened.dispose()


def _clock_stands_still(site):
    site.config["CLOCK"] = lambda: make.AT


def _no_token_is_asked_for(site):
    site.config["WTF_CSRF_ENABLED"] = False


def _every_host_is_ours(site):
    site.config["TRUSTED_HOSTS"].append("evil.example")


def _menu_is_empty(site):
    site.extensions["menu"] = ()


def _page_is_another(site):
    site.view_functions["about.concern"] = public(lambda: "something else")


def _templates_know_more(site):
    site.jinja_env.globals["today"] = "yesterday"


CHANGES = [_clock_stands_still, _no_token_is_asked_for, _every_host_is_ours, _menu_is_empty,
           _page_is_another, _templates_know_more]  # fmt: skip


def _all_of(site):
    parts = (site.config, site.extensions, site.view_functions, site.jinja_env.globals)
    return [{name: repr(value) for name, value in part.items()} for part in parts]


@pytest.mark.parametrize("change", CHANGES)
def test_what_one_test_changes_is_put_back_for_the_next(sites, settings, database, change):
    with sites.lent(settings, database) as site:
        as_new = _all_of(site)
        change(site)
        assert _all_of(site) != as_new

    with sites.lent(settings, database) as site:
        assert _all_of(site) == as_new


def test_what_one_test_stores_or_signs_in_to_is_not_there_for_the_next(
    sites, settings, database, neighbour
):
    for rows, email in ((database, SIGN_IN["email"]), (neighbour, "somebody@example.org")):
        with rows.writing() as session:
            hers = {"email": email, "password_hash": make.hashed(PASSWORD)}
            make.an_account(session, make.a_centre(session), **hers)
    with sites.lent(settings, database) as site:
        here = Visitor(site)
        here.send(here.open("/logga-in"), SIGN_IN)
        cookie = here.client.get_cookie("session").value
    with sites.lent(settings, neighbour) as site:
        there = Visitor(site)
        there.client.set_cookie("session", cookie)

        assert there.open("/konto").url.startswith("/logga-in")
        there.send(there.open("/logga-in"), SIGN_IN, expect=422)


def test_between_two_tests_the_site_has_no_rows(sites, settings, database):
    with sites.lent(settings, database) as site:
        pass

    with site.app_context(), pytest.raises(KeyError, match="database"), reading():
        pass


def test_shared_site_takes_no_page_of_a_test(sites, settings, database):
    with (
        sites.lent(settings, database) as site,
        pytest.raises(AssertionError, match="setup method"),
    ):
        site.add_url_rule("/prov", "prov", public(lambda: ""))


def test_site_is_lent_to_one_at_a_time(sites, settings, database):
    with (
        sites.lent(settings, database),
        pytest.raises(AssertionError, match="site_of_its_own"),
        sites.lent(settings, database),
    ):
        pass


def test_other_settings_are_another_site(sites, settings, database):
    abroad = replace(settings, language="en")
    with sites.lent(settings, database) as ours, sites.lent(abroad, database) as theirs:
        assert (Visitor(ours).open("/oro").every("html")[0].get("lang")) == "sv"
        assert (Visitor(theirs).open("/oro").every("html")[0].get("lang")) == "en"
