"""What a journey needs: Handslag as a process of its own, and somebody to ask it over HTTP."""

from datetime import datetime, time, timedelta
from http.cookiejar import CookieJar
from time import sleep
from types import SimpleNamespace
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from werkzeug.test import EnvironBuilder

from matcher.domain.calendar_weeks import STOCKHOLM
from tests.journeys.test_start import PATIENCE_S, start
from tests.visitor import Visitor

__all__ = ["start"]  # the fixture that starts a process

NEW_DAY, NEW_WEEK = time(0), time(5)  # in Stockholm; a centre's week is run at five on Mondays
NEAR = timedelta(minutes=3)  # no journey takes as long


@pytest.fixture(autouse=True)
def _within_one_day():
    """A process goes by the real clock: what it said yesterday, it may not say today. A journey
    that would begin near midnight, or near the hour of a week's run, waits until it is past.
    """
    now = datetime.now(STOCKHOLM)
    for turn in (NEW_DAY, NEW_WEEK):
        left = datetime.combine(now.date(), turn, STOCKHOLM) - now
        left = left if left > timedelta() else left + timedelta(days=1)
        if left < NEAR:
            sleep((left + timedelta(seconds=5)).total_seconds())


class OverHttp:
    """As a test client of Flask, but the site is another process."""

    def __init__(self, address):
        self.address = address
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, url, headers=None, follow_redirects=True):
        return self._asked(Request(self.address + url, headers=headers or {}))

    def post(self, url, data=None, follow_redirects=True, content_type="multipart/form-data"):
        form = EnvironBuilder(method="POST", data=data, content_type=content_type)
        environ = form.get_environ()
        body = environ["wsgi.input"].read()
        headers = {"Content-Type": environ["CONTENT_TYPE"]}
        return self._asked(Request(self.address + url, body, headers))

    def _asked(self, request):
        try:
            answer = self.opener.open(request, timeout=PATIENCE_S)
        except HTTPError as refusal:
            answer = refusal
        with answer:
            body = answer.read()
        parts = urlsplit(answer.url)
        return SimpleNamespace(
            request=SimpleNamespace(full_path=f"{parts.path}?{parts.query}"),
            status_code=answer.status,
            headers=answer.headers,
            mimetype=answer.headers.get_content_type(),
            get_data=lambda as_text=False: body.decode() if as_text else body,
        )


@pytest.fixture
def somebody():
    """somebody(address): a visitor who inspects every page of a site that runs elsewhere."""
    return lambda address: Visitor(SimpleNamespace(test_client=lambda: OverHttp(address)))
