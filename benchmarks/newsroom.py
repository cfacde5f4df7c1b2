"""`python -m benchmarks.newsroom [--sources N] [--items N] [--rounds N] [--faults PERCENT]`: a day, at speed.

A server on loopback plays feeds that grow from round to round; `watch` looks at all of them in each round. Printed:
items a second, memory after each tenth of the day, and whether every item that was ever listed is held. With faults,
that share of answers fails (503, 403, cut, not a feed), never the last round's.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

from allegedly.collect.addresses import networks
from allegedly.collect.fetch import Fetcher, Manners
from allegedly.collect.guard import Limits
from allegedly.collect.manners import Polite
from allegedly.model import Watched
from allegedly.stages import Choice
from allegedly.store import Store
from allegedly.watch import Tools, once
from allegedly.watch.parse import Fences

PLACES = ("Odesa", "Kharkiv", "Kazan", "Tver", "Lviv", "Ryazan", "Poltava", "Samara")
LINES = (
    "The city council of {0} moved its session to {1} o'clock.",
    "Police in {0} said {1} cars collided on the ring road; two people were injured.",
    "В {0} из-за аварии без света остались {1} домов, сообщили в мэрии.",
    "У {0} через аварію без світла залишилися {1} будинків, повідомили в мерії.",
    "Snow closed the road north of {0} for {1} hours.",
    "A warehouse burned in {0}; firefighters said nobody was hurt. {1} units were at work.",
)


class Day:
    """What each feed lists in each round: the newest thirty of its items so far."""

    def __init__(self, sources: int, items: int, rounds: int, faults: float) -> None:
        self.sources, self.rounds, self.faults = sources, rounds, faults
        self.each = max(items // sources, 1)
        self.round = 0
        self.listed: set[tuple[int, int]] = set()
        self._chance = random.Random(5)

    def answer(self, source: int) -> tuple[int, bytes]:
        """Status and body of a feed now."""
        if self.round < self.rounds - 1 and self._chance.random() < self.faults:
            return self._chance.choice(((503, b""), (403, b""), (200, b"<html>Log in</html>"), (-1, b"")))
        upto = self.each * (self.round + 1) // self.rounds
        shown = range(max(0, upto - self._shown()), upto)
        self.listed |= {(source, n) for n in shown}
        rows = "".join(self._item(source, n) for n in shown)
        text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Outlet {source}</title>{rows}</channel></rss>'
        return 200, text.encode()

    def _shown(self) -> int:
        """Long enough that what a failed round missed is still listed in the next ones."""
        return max(30, 4 * self.each // self.rounds)

    def _item(self, source: int, n: int) -> str:
        words = LINES[(source + n) % len(LINES)].format(PLACES[(source * 7 + n) % len(PLACES)], n % 23 + 2)
        hour = 24 * n / self.each
        date = f"{1 + int(hour // 24):02} Mar 2026 {int(hour % 24):02}:{int(hour * 60 % 60):02}:00 +0000"
        return f"<item><guid>{n}</guid><description>{words}</description><pubDate>{date}</pubDate></item>"


def serve(day: Day) -> tuple[int, object]:
    """The server in a thread; gives its port and itself."""
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = day.answer(int(self.path.rpartition("/")[2]))
            self.send_response(max(status, 200) if status < 0 else status)
            self.send_header("Content-Length", str(len(body) + (99 if status < 0 else 0)))  # -1: breaks off
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port, server


def main(arguments: Sequence[str]) -> int:
    """Play the day; 1 where an item was lost."""
    given = _arguments(arguments)
    day = Day(given.sources, given.items, given.rounds, given.faults / 100)
    port, _ = serve(day)
    watched = [Watched(f"outlet {n}", f"http://127.0.0.1:{port}/{n}", "feed") for n in range(given.sources)]
    fetcher = Fetcher(Manners("allegedly-newsroom", Limits(total=20), networks(["127.0.0.0/8"])))
    fences = Fences(2)
    tools = Tools(Polite(fetcher, 0, robots=False), fences)
    started, cpu = time.perf_counter(), _cpu()
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "desk.db", create=True)
        for day.round in range(given.rounds):
            once(watched, store, tools, Choice(extractor="fast"))
            if (day.round + 1) % max(given.rounds // 10, 1) == 0:
                _tell(day, store, started)
        held = store.view().counts()["report"]
        store.close()
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    fences.close()
    fetcher.close()
    spent, used = time.perf_counter() - started, _cpu() - cpu
    print(f"{len(day.listed):,} items listed, {held:,} held, {len(day.listed) - held:,} lost")
    print(
        f"{held / spent:.0f} items/s of wall, {held / used:.0f} a CPU second, {size / held:,.0f} bytes of disk an item"
    )
    return int(held != len(day.listed))


def _tell(day: Day, store: Store, started: float) -> None:
    with open("/proc/self/statm", "rb") as file:
        memory = int(file.read().split()[1]) * resource.getpagesize() / 2**20
    held = store.view().counts()["report"]
    print(
        f"round {day.round + 1:4}: {held:7,} held, {memory:5.0f} MB, {time.perf_counter() - started:6.0f} s", flush=True
    )


def _cpu() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.newsroom", description=__doc__)
    parser.add_argument("--sources", type=int, default=300)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=48)
    parser.add_argument("--faults", type=float, default=0.0)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
