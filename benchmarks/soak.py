"""`python -m benchmarks.soak [--minutes N] [--sources N] [--store postgresql://...] [--parser]`: mixed load, for long.

Three processes work on one desk: one watches feeds that a server on loopback lets grow (each story in words of its
own, so that whatever remembers words has to let some go), one is `allegedly serve`, with a webhook; this one reads
every page, holds and drops event streams, exports, takes decisions and undoes them. Every 30 seconds their memory
(resident, with all that they started) is noted. Printed at the end for each: the slope in MB an hour after warm-up with
its 95% interval, from a straight line whose errors go together (lag one), and every error. 1 where there was one.
"""

import argparse
import multiprocessing
import os
import random
import resource
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count, pairwise
from math import sqrt
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import ClassVar

import httpx

from allegedly.collect.addresses import networks
from allegedly.collect.fetch import Fetcher, Manners
from allegedly.collect.guard import Limits
from allegedly.collect.manners import Polite
from allegedly.model import Watched
from allegedly.model.home import Home, home
from allegedly.preserve.keeper import kept_beside
from allegedly.stages import Choice
from allegedly.store import Store
from allegedly.watch import Tools, once
from allegedly.watch.parse import Fences
from benchmarks.face import serving
from benchmarks.newsroom import STORIES, towns

NOTED = 30.0  # seconds between two looks at memory
WARM = 0.3  # of the run: caches fill, models load
ROUND = 5.0  # seconds between two rounds of watching
SHOWN = 20  # items that a feed lists
STREAMS = 12  # held at once
PAGES = (
    "/",
    "/?q=fire",
    "/?status=contested",
    "/?sort=voices",
    "/review",
    "/track",
    "/sources",
    "/rejected",
    "/method",
    "/export",
    "/search?q=street",
    "/search?q=город",
    "/feed.atom",
    "/feed.json",
    "/api/v1/incidents",
    "/api/v1/reports",
    "/api/v1/claims",
    "/api/v1/voices",
    "/api/v1/notices?after=0",
    "/api/v1/judgements",
)
OF_ONE = (
    "/incident/{}",
    "/incident/{}/brief",
    "/incident/{}/changes",
    "/api/v1/incidents/{}",
    "/api/v1/incidents/{}/claims",
)
LETTERS = ("bcdfghklmnprstvz", "бвгдзклмнпрстж")
VOWELS = ("aeiou", "аеиоу")


class Feeds(BaseHTTPRequestHandler):
    """Feeds that list one more item at each ask; and what takes webhooks."""

    towns: ClassVar[list[tuple[str, str]]] = []
    asked: ClassVar[Counter[str]] = Counter()

    def do_GET(self) -> None:
        self.asked[self.path] += 1
        upto, source = self.asked[self.path], int(self.path.rpartition("/")[2])
        rows = "".join(self._item(source, n) for n in range(max(0, upto - SHOWN), upto))
        self._answer(
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>O</title>{rows}</channel></rss>'.encode()
        )

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.asked["hook"] += 1
        self._answer(b"")

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _item(self, source: int, n: int) -> str:
        """One of the stories of its hour, in the source's language; four outlets tell the same one."""
        lang, story = source % 3, random.Random(n * 1009 + source // 12)
        lines, town, number = story.choice(STORIES), story.choice(self.towns), story.randrange(2, 25)
        words = [_word(story, min(lang, 1)).capitalize() for _ in range(4)]
        told = lines[lang].format(words[0], town[min(lang, 1)], number) + f" {words[1]} {words[2]} {words[3]}."
        date = f"{1 + n // 288 % 28:02} Mar 2026 {n // 12 % 24:02}:{n * 5 % 60:02}:00 +0000"
        return f"<item><guid>{n}</guid><description>{told}</description><pubDate>{date}</pubDate></item>"

    def log_message(self, format: str, *args: object) -> None:
        pass


def _word(chance: random.Random, script: int) -> str:
    """A word that nobody has met before."""
    return "".join(chance.choice(LETTERS[script]) + chance.choice(VOWELS[script]) for _ in range(5))


@contextmanager
def feeding() -> Iterator[int]:
    """The port of the feeds."""
    Feeds.towns = towns()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Feeds)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()


def watch(
    place: Home, port: int, sources: int, extractor: str, stop: Event, told: "multiprocessing.Queue[str]"
) -> None:
    """Look at all feeds, round after round."""
    store, fences = Store.open(place), Fences(1)
    fetcher = Fetcher(Manners("allegedly-soak", Limits(total=30), networks(["127.0.0.0/8"])))
    tools = Tools(Polite(fetcher, 0, robots=False), fences, keeper=kept_beside(store))
    watched = [Watched(f"outlet {n}", f"http://127.0.0.1:{port}/{n}", "feed") for n in range(sources)]
    try:
        while not stop.is_set():
            started = time.monotonic()
            once(watched, store, tools, Choice(extractor=extractor, jobs=1))
            stop.wait(max(0.0, ROUND - (time.monotonic() - started)))
    except Exception as error:  # noqa: BLE001 - whatever it is, the run tells it
        told.put(f"watch: {type(error).__name__}: {error}")
    finally:
        fences.close()
        fetcher.close()
        store.close()


class Load:
    """What readers and editors do, in threads of this process; errors by what was asked."""

    def __init__(self, address: str, end: float) -> None:
        self.address, self.end = address, end
        self.errors: Counter[str] = Counter()
        self.done: Counter[str] = Counter()

    def run(self) -> list[threading.Thread]:
        """Start all of them."""
        threads = [threading.Thread(target=one, daemon=True) for one in (self.read, self.follow, self.decide)]
        for one in threads:
            one.start()
        return threads

    def read(self) -> None:
        """Every page, and those of some incidents."""
        chance = random.Random(3)
        with httpx.Client(base_url=self.address, timeout=120) as web:
            while time.monotonic() < self.end:
                found = self._asked(web, "/api/v1/incidents?limit=50")
                ids = [one["id"] for one in found.json()["items"]] if found is not None else []
                some = [p.format(chance.choice(ids)) for p in OF_ONE] if ids else []
                for path in (*PAGES, *some):
                    self._asked(web, path)
                    time.sleep(0.1)

    def follow(self) -> None:
        """Event streams: each is held for a while, and dropped in the middle."""
        chance = random.Random(4)
        while time.monotonic() < self.end:
            held = [threading.Thread(target=self._stream, args=(chance.uniform(0.5, 8),)) for _ in range(STREAMS)]
            for one in held:
                one.start()
            for one in held:
                one.join()

    def decide(self) -> None:
        """An incident is discounted, and the decision undone."""
        with httpx.Client(base_url=self.address, timeout=300, headers={"Origin": self.address}) as web:
            for number in count():
                if time.monotonic() >= self.end:
                    return
                time.sleep(5)
                found = self._asked(web, "/api/v1/incidents?limit=20")
                if found is None or not found.json()["items"]:
                    continue
                target = found.json()["items"][number % len(found.json()["items"])]["id"]
                wish = {"kind": "discount", "target": [target], "by": "Soak", "reason": f"Drill {number}."}
                taken = web.post("/api/v1/judgements", json=wish)
                if taken.status_code not in (200, 201, 422):  # 422: it was changed meanwhile
                    self.errors[f"POST judgements {taken.status_code}"] += 1
                elif taken.status_code != 422:
                    id = taken.json().get("judgement", taken.json())["id"]
                    gone = web.post(
                        f"/api/v1/judgements/{id}/undo", json={"by": "Soak", "reason": "The drill is over."}
                    )
                    self._note("decision", gone.status_code in (200, 201, 422), f"undo {gone.status_code}")

    def _asked(self, web: httpx.Client, path: str) -> httpx.Response | None:
        try:
            answer = web.get(path)
        except httpx.HTTPError as error:
            self.errors[f"{path}: {type(error).__name__}"] += 1
            return None
        known = answer.status_code < 400 or answer.status_code == 404
        self._note("page", known, f"{path} {answer.status_code}")
        return answer if answer.status_code < 400 else None

    def _stream(self, seconds: float) -> None:
        path, until = random.choice(("/live?seq=0", "/api/v1/events?after=0")), time.monotonic() + seconds
        try:
            with httpx.stream("GET", self.address + path, timeout=30) as answer:
                for _ in answer.iter_bytes():
                    if time.monotonic() > until:
                        break
            self._note("stream", answer.status_code == 200, f"{path} {answer.status_code}")
        except httpx.HTTPError as error:
            self.errors[f"{path}: {type(error).__name__}"] += 1

    def _note(self, what: str, well: bool, wrong: str) -> None:
        self.done[what] += 1
        if not well:
            self.errors[wrong] += 1


def main(arguments: Sequence[str]) -> int:
    """Run it; 1 where there was an error."""
    given = _arguments(arguments)
    context = multiprocessing.get_context("spawn")
    told: multiprocessing.Queue[str] = context.Queue()
    with tempfile.TemporaryDirectory() as folder, feeding() as port:
        os.chdir(folder)
        place = home(given.store or str(Path(folder) / "desk.db"))
        Store.open(place, create=True).close()
        Path("allegedly.toml").write_text(
            f'networks = ["127.0.0.0/8"]\n[[webhooks]]\nname = "soak"\nurl = "http://127.0.0.1:{port}/0"\n'
            f'secret = "{"s" * 32}"\n', "utf-8",
        )  # fmt: skip
        stop, extractor = context.Event(), "rules" if given.parser else "fast"
        watching = context.Process(target=watch, args=(place, port, given.sources, extractor, stop, told))
        watching.start()
        with serving(given.store or Path(folder) / "desk.db") as (address, server):
            load = Load(address, time.monotonic() + 60 * given.minutes)
            threads = load.run()
            seen = _watched({"watch": watching.pid or 0, "serve": server}, load.end, place)
            for one in threads:
                one.join(300)
        stop.set()
        watching.join(300)
        if watching.exitcode:
            load.errors[f"watch ended with {watching.exitcode}"] += 1
        while not told.empty():
            load.errors[told.get()] += 1
    return _tell(seen, load)


def _watched(processes: dict[str, int], end: float, place: Home) -> dict[str, list[tuple[float, float]]]:
    """Memory of each (hours, MB), until the end."""
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in processes}
    started, store = time.monotonic(), Store.open(place)
    while time.monotonic() < end:
        time.sleep(min(NOTED, max(0.1, end - time.monotonic())))
        for name, process in processes.items():
            seen[name].append(((time.monotonic() - started) / 3600, sum(map(_memory, _family(process)))))
        held, incidents = store.view().lists().held()
        told = " ".join(f"{name} {rows[-1][1]:6.1f} MB" for name, rows in seen.items())
        print(f"{time.monotonic() - started:7.0f} s  {told}  {held:7,} reports {incidents:6,} incidents", flush=True)
    store.close()
    return seen


def _family(process: int) -> list[int]:
    """A process and all that it started."""
    found = [process]
    for one in found:
        tasks = Path(f"/proc/{one}/task")
        for children in tasks.glob("*/children"):
            try:
                found += [int(child) for child in children.read_text("ascii").split()]
            except OSError:
                continue  # it has ended
    return found


def _memory(process: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    except OSError:
        return 0.0
    return pages * resource.getpagesize() / 2**20


def _tell(seen: dict[str, list[tuple[float, float]]], load: Load) -> int:
    for name, rows in seen.items():
        after = rows[int(len(rows) * WARM) :]
        slope, margin = slope_of(after)
        print(f"{name}: {after[0][1]:.1f} to {after[-1][1]:.1f} MB after warm-up, slope {slope:+.1f} MB an hour, "
              f"95% interval {slope - margin:+.1f} to {slope + margin:+.1f}")  # fmt: skip
    print(
        ", ".join(f"{times:,} {what}s" for what, times in load.done.items()), f"{Feeds.asked['hook']:,} webhooks taken"
    )
    for what, times in load.errors.most_common():
        print(f"ERROR {times:5}  {what}")
    print(f"{sum(load.errors.values())} errors")
    return int(bool(load.errors))


def slope_of(rows: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Slope of a line through (x, y) by least squares, and half its 95% interval.

    Neighbouring errors go together, so n of them say as much as n (1 - r) / (1 + r) would, r their correlation.
    """
    n = len(rows)
    if n < 4:
        return 0.0, float("inf")
    x0, y0 = sum(x for x, _ in rows) / n, sum(y for _, y in rows) / n
    square = sum((x - x0) ** 2 for x, _ in rows)
    slope = sum((x - x0) * (y - y0) for x, y in rows) / square
    rest = [y - y0 - slope * (x - x0) for x, y in rows]
    spread = sum(one**2 for one in rest)
    r = max(0.0, sum(a * b for a, b in pairwise(rest)) / spread) if spread else 0.0
    worth = max(3.0, n * (1 - r) / (1 + r))
    return slope, 1.96 * sqrt(spread / n * n / max(worth - 2, 1.0) / square)


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=120)
    parser.add_argument("--sources", type=int, default=24)
    parser.add_argument("--store", default="")
    parser.add_argument("--parser", action="store_true", help="read English by its parser")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
