"""The web server before the site, over a real line: whom it believes, and how much it takes."""

import http.client
import socket
import threading
from contextlib import contextmanager
from dataclasses import replace

import pytest
from flask import request

from web import create_app, serve


@pytest.fixture
def asked(settings, database):
    """`asked(hops, headers)`: the address and scheme that the site saw of a request."""

    def ask(hops, headers):
        chosen = replace(settings, proxy_hops=hops)
        site = create_app(chosen, database)
        seen = []
        site.before_request(lambda: seen.append((request.remote_addr, request.scheme)))
        with _served(site, chosen) as port:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            line.request("GET", "/healthz", headers=headers)
            line.getresponse().read()
            line.close()
        return seen[0]

    return ask


@contextmanager
def _served(site, settings):
    line = socket.socket()
    line.bind(("127.0.0.1", 0))
    server = serve.listener(site, line, settings)
    is_over = threading.Event()

    def turn():
        while not is_over.is_set():
            server.asyncore.loop(timeout=0.02, map=server._map, count=1)

    turning = threading.Thread(target=turn)
    turning.start()
    try:
        yield line.getsockname()[1]
    finally:
        is_over.set()
        turning.join()
        server.task_dispatcher.shutdown()
        server.asyncore.close_all(server._map)


FORWARDED = {"X-Forwarded-For": "198.51.100.1, 203.0.113.9", "X-Forwarded-Proto": "https"}


def test_t7_visitors_behind_the_proxy_are_told_apart(asked):
    assert asked(1, FORWARDED) == ("203.0.113.9", "https")


def test_t7_visitor_without_a_proxy_invents_no_address(asked):
    assert asked(0, FORWARDED) == ("127.0.0.1", "http")


def test_t12_more_than_anybody_may_send_is_refused_before_it_is_read(settings, database):
    site = create_app(settings, database)
    with _served(site, settings) as port:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        line.putrequest("POST", "/import/")
        line.putheader("Content-Length", str(serve.LARGEST + 1))
        line.endheaders(b"x")
        answer = line.getresponse()
        assert answer.status == 413
        line.close()
