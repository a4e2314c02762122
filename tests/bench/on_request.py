"""What takes minutes and is measured only when asked for: a fresh clone, and the tests."""

import os
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

PROJECT = Path(__file__).parents[2]
Row = tuple[str, str, str, bool]
FIRST_PAGE_S, FAST_S, ALL_S = 60, 2 * 60, 15 * 60
PATIENCE_S = 600


def clone() -> Iterator[Row]:
    """From `git clone` to the first page that answers, with packages in pip's cache."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        begun = monotonic()
        subprocess.run(["git", "clone", "-q", PROJECT, f"{folder}/handslag"], check=True)
        run = [f"{folder}/handslag/run", "--port", str(port)]
        started = subprocess.Popen(run, cwd=folder, env=_bare(), start_new_session=True)
        try:
            _wait_for(f"http://127.0.0.1:{port}/", started)
            taken = monotonic() - begun
        finally:
            os.killpg(started.pid, signal.SIGTERM)  # the group that this started, nobody else's
            started.wait()
    what = "clone to first page, packages cached"
    yield what, f"{taken:.0f} s", f"<= {FIRST_PAGE_S} s", taken <= FIRST_PAGE_S


def suites() -> Iterator[Row]:
    """The two commands, as somebody types them."""
    for words, limit in ((["./test", "fast"], FAST_S), (["./test"], ALL_S)):
        begun = monotonic()
        code = subprocess.run(words, cwd=PROJECT, env=_bare(), check=False).returncode
        taken = monotonic() - begun
        said = f"{taken:.0f} s, " + ("green" if code == 0 else f"exit code {code}")
        yield " ".join(words), said, f"<= {limit} s", code == 0 and taken <= limit


def _bare() -> dict[str, str]:
    """Without the choices that this installation has made."""
    return {name: text for name, text in os.environ.items() if not name.startswith("HANDSLAG_")}


def _wait_for(address: str, started: subprocess.Popen[bytes]) -> None:
    until = monotonic() + PATIENCE_S
    while monotonic() < until:
        if started.poll() is not None:
            raise RuntimeError(f"./run ended with {started.returncode}")
        try:
            with urlopen(address, timeout=PATIENCE_S):
                return
        except URLError:
            sleep(0.1)
    raise TimeoutError(address)
