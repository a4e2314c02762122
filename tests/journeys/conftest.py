"""What a journey needs: Handslag as a process of its own, and somebody to ask it over HTTP."""

from http.cookiejar import CookieJar
from types import SimpleNamespace
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from werkzeug.test import EnvironBuilder

from tests.journeys.test_start import PATIENCE_S, start
from tests.visitor import Visitor

__all__ = ["start"]  # the fixture that starts a process


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
