"""A routing service on this computer: a real server, that answers as OSRM and as Valhalla do.

with Router() as router:              # every way is 10 km
    router.lengths = lambda a, b: …   # (lat, lon), (lat, lon) → km, or None
    router.url, router.asked
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class Router:
    """Serves until it is left. What it is asked is kept in `asked`; `answer` may be replaced."""

    def __init__(self):
        self.lengths = lambda _a, _b: 10.0
        self.asked = []
        self.answer = None  # bytes instead of what a service would say
        self.status = 200
        self.headers = {}
        self.silent = threading.Event()  # set: it takes the question and says nothing
        self._done = threading.Event()

    def __enter__(self):
        router = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                router._serve(self, None)

            def do_POST(self):
                router._serve(self, self.rfile.read(int(self.headers["Content-Length"])))

            def log_message(self, *_args):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        return self

    def __exit__(self, *_fault):
        self._done.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _serve(self, handler, body):
        self.asked.append((handler.path, body))
        if self.silent.is_set():
            self._done.wait(10)
            return
        said = self.answer
        if said is None:
            said = json.dumps(self._osrm(handler.path) if body is None else self._valhalla(body))
            said = said.encode()
        handler.send_response(self.status)
        for name, value in self.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(said)))
        handler.end_headers()
        handler.wfile.write(said)

    def _osrm(self, path):
        address = urlsplit(path)
        points = [
            tuple(map(float, one.split(","))) for one in address.path.split("/")[4].split(";")
        ]
        asked = parse_qs(address.query)
        here, there = (
            [points[int(row)][::-1] for row in asked[side][0].split(";")]
            for side in ("sources", "destinations")
        )
        metres = [[self._metres(a, b) for b in there] for a in here]
        return {"code": "Ok", "distances": metres}

    def _valhalla(self, body):
        asked = json.loads(body)
        here, there = (
            [(one["lat"], one["lon"]) for one in asked[side]] for side in ("sources", "targets")
        )
        rows = [[{"distance": self.lengths(a, b), "time": 60} for b in there] for a in here]
        return {"sources_to_targets": rows, "units": "kilometers"}

    def _metres(self, a, b):
        km = self.lengths(a, b)
        return None if km is None else 1000 * km
