"""The replay server with a clock for several processes: it moves only when all of them sleep.

    python conductor.py SHARED PORT START PLAYERS

`/clock?add=SECONDS` answers when that time has come, so that no process can move the clock under another that works.
A player that is done asks for `/clock?leave=1`.
"""

import importlib.util
import sys
import threading
from datetime import datetime, timedelta
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit


class Conductor:
    """The barrier: the time moves to the earliest wish once every player has one."""

    def __init__(self, state, players: int) -> None:
        self.state, self.players = state, players
        self.wishes: list[datetime] = []
        self.turn = threading.Condition()

    def sleep(self, seconds: float) -> None:
        with self.turn:
            wish = self.state.clock + timedelta(seconds=seconds)
            self.wishes.append(wish)
            self._move()
            self.turn.wait_for(lambda: self.state.clock >= wish)
            self.wishes.remove(wish)

    def leave(self) -> None:
        with self.turn:
            self.players -= 1
            self._move()

    def _move(self) -> None:
        if self.wishes and len(self.wishes) >= self.players and min(self.wishes) > self.state.clock:
            self.state.clock = min(self.wishes)
            self.turn.notify_all()


def main() -> None:
    shared, port, start, players = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    spec = importlib.util.spec_from_file_location("serve", shared / "replay" / "serve.py")
    assert spec is not None
    assert spec.loader is not None
    serve = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(serve)
    state = serve.State(serve.Recording(shared / "replay" / "data"), datetime.fromisoformat(start))
    conductor = Conductor(state, players)

    class Handler(serve.make_handler(state)):
        def do_GET(self) -> None:  # noqa: N802 - the name is that of http.server
            parts = urlsplit(self.path)
            query = parse_qs(parts.query)
            if parts.path == "/clock" and "add" in query:
                conductor.sleep(float(query["add"][0]))
                self.path = "/clock"
            elif parts.path == "/clock" and "leave" in query:
                conductor.leave()
                self.path = "/clock"
            super().do_GET()

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
