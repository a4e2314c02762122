"""From an empty folder to the first page and back, as a process of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import pytest

PROJECT = Path(__file__).parents[2]
PATIENCE_S = 120  # a first start fills a centre and runs its week

pytestmark = pytest.mark.slow


@pytest.fixture
def start(tmp_path):
    """Start Handslag in a data folder of one's own; gives the process and what it said."""
    running = []

    def started(*options, port=None):
        port = port or free_port()
        choices = ["--data", tmp_path / "data", "--port", str(port), *options]
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "web", *choices],
            cwd=tmp_path,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=hear_ctrl_c,
        )
        running.append(process)
        return process, said_until(process, "Ctrl-C")

    yield started
    for process in running:
        process.kill()
        process.communicate(timeout=PATIENCE_S)


def hear_ctrl_c():
    """As at a terminal: what a shell starts in the background, tests too, is deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def environment():
    """The machine's own, without choices that somebody has made for their own installation."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HANDSLAG_")}
    return kept | {"PYTHONPATH": str(PROJECT), "PYTHONUNBUFFERED": "1"}


def free_port():
    """A port that nobody takes before the process has it: below those that a machine hands out by
    itself, and no other worker's.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    for port in range(20_000 + 500 * worker, 20_500 + 500 * worker):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


def said_until(process, word):
    """What a process says up to the line with `word`, or until it ends."""
    said = []
    for line in process.stdout:
        said.append(line.rstrip())
        if word in line:
            break
    return said


def address(said):
    found = re.search(r"http://\S+", "\n".join(said))
    assert found, "\n".join(said)
    return found.group()


def status(url):
    with urlopen(url, timeout=PATIENCE_S) as answer:
        return answer.status


def stop(process, sign=signal.SIGTERM):
    process.send_signal(sign)
    process.communicate(timeout=PATIENCE_S)
    return process.returncode


def test_first_start_shows_the_way_in_and_the_next_keeps_everything(start, tmp_path):
    process, said = start()

    assert status(address(said)) == 200
    way_in = [line for line in said if "@" in line]
    assert len(way_in) == 1
    assert stop(process, signal.SIGINT) == 0

    database = tmp_path / "data" / "handslag.db"
    size = database.stat().st_size
    process, said = start()

    assert status(address(said)) == 200
    assert database.stat().st_size >= size
    assert [line for line in said if "@" in line] == way_in
    assert stop(process) == 0


def test_empty_start_gives_a_code_that_the_next_start_replaces(start):
    code = re.compile(r"\b\w{4}-\w{4}-\w{4}\b")

    process, first = start("--empty")
    stop(process)
    process, second = start()  # without --empty: an empty installation stays empty
    stop(process)

    found = [code.search("\n".join(said)).group() for said in (first, second)]
    assert found[0] != found[1]


def test_taken_port_is_told_of_before_anything_is_made(start, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process, said = start(port=taken.getsockname()[1])

    assert process.wait(timeout=PATIENCE_S) == 1
    assert "--port 8001" in said[-1]
    assert not (tmp_path / "data" / "handslag.db").exists()
