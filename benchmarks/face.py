"""`python -m benchmarks.face [--at FOLDER] [--sizes 1000 100000] [--asks 40] [--rate 50] [--paint]`: pages at speed.

For each size a server shows a desk made by `faces`, while another process adds reports. Printed for each page: the
median and 95th percentile of the time until its last byte, the server's own CPU milliseconds a request, and with
--paint the first contentful paint in Chromium; last the ratio of the sizes. Desks are kept in the folder and used again
(copied: what the writer adds is thrown away). Run it where nothing else runs: only CPU times bear company.
"""

import argparse
import multiprocessing
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

import httpx

from allegedly.desk.listing import stated
from allegedly.model import Done
from allegedly.store import Store
from benchmarks import faces
from tests.publish.web.chromium import chromium

TICK = os.sysconf("SC_CLK_TCK")
AIM = 100.0  # milliseconds at the 95th percentile
EACH = 5  # reports that come to one incident at once
FLAGS = ("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--use-gl=angle", "--use-angle=swiftshader",
         "--enable-unsafe-swiftshader")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """What one page took, in milliseconds."""

    median: float
    p95: float
    cpu: float
    paint: float


def main(arguments: Sequence[str]) -> int:
    """Measure; 1 where a page answered with anything but itself."""
    given = _arguments(arguments)
    found: dict[int, Mapping[str, Figure]] = {}
    for size in given.sizes:
        held = given.at / f"face-{size}.db"
        faces.make(held, size).close()
        with tempfile.TemporaryDirectory(dir=given.at) as folder:
            desk = Path(folder) / "desk.db"
            shutil.copyfile(held, desk)
            found[size] = _measured(desk, size // faces.REPORTS, given)
        _tell(size, found[size])
    if len(found) > 1:
        small, large = found[given.sizes[0]], found[given.sizes[-1]]
        print(f"\n{'ratio of ' + str(given.sizes[-1]) + ' to ' + str(given.sizes[0]):28}  p95    CPU")
        for name, one in large.items():
            print(f"{name:28} {one.p95 / small[name].p95:5.2f}  {one.cpu / max(small[name].cpu, 0.1):5.2f}")
    return 0


def _measured(desk: Path, incidents: int, given: argparse.Namespace) -> dict[str, Figure]:
    with serving(desk) as (address, server), adding(desk, incidents, given.rate), httpx.Client(base_url=address) as web:
        paints = _paints(address, addresses(incidents)) if given.paint else {}
        pages = addresses(incidents) | programs(incidents)
        return {name: _asked(web, server, paths, given.asks, paints.get(name, 0.0)) for name, paths in pages.items()}


def addresses(incidents: int) -> dict[str, list[str]]:
    """Addresses of each kind of page; those of many incidents go from one to another."""
    chance = Random(7)
    some = [chance.randrange(incidents) for _ in range(40)]
    return {
        "now": ["/"],
        "now, filters": [f"/?status=contested&event=fire&place=town+{n % 40}&disputed=1" for n in some],
        "now, words": ["/?q=harbour", "/?q=bridge+market", "/?q=office"],
        "now, most contested": ["/?sort=contested", "/?sort=voices"],
        "now, fragment": ["/?seen=1&looked=10:00"],
        "incident": [f"/incident/i{n:08x}" for n in some],
        "incident as known at": [f"/incident/i{n:08x}?m=40" for n in some],
        "brief": [f"/incident/i{n:08x}/brief" for n in some],
        "changes": [f"/incident/i{n:08x}/changes" for n in some],
        "report": [f"/report/r{n}-{n % 20}" for n in some],
        "review": ["/review"],
        "track records": ["/track"],
        "voice": [f"/track?voice=office:{n % 300}" for n in some],
        "sources": ["/sources"],
        "search": ["/search?q=harbour", "/search?q=depot+fire", "/search?q=town+7"],
        "search, forms and names": [
            "/search?q=%D0%BF%D0%BE%D0%B6%D0%B0%D1%80",
            "/search?q=office",
            "/search?q=office+fire",
        ],
        "search, narrowed": [
            "/search?q=harbour&lang=en",
            "/search?q=harbour&event=fire",
            "/search?q=fire&source=Outlet+7",
        ],
        "not used": ["/rejected"],
        "method": ["/method"],
    }


def programs(incidents: int) -> dict[str, list[str]]:
    """Addresses that programs and feed readers ask for; a claim that is not there is the longest search."""
    chance, api = Random(8), "/api/v1"
    some = [chance.randrange(incidents) for _ in range(40)]
    return {
        "api: incidents": [f"{api}/incidents", f"{api}/incidents?status=contested&event=fire&conflicts=open"],
        "api: incident": [f"{api}/incidents/i{n:08x}" for n in some],
        "api: its claims": [f"{api}/incidents/i{n:08x}/claims" for n in some],
        "api: reports": [f"{api}/reports", f"{api}/reports?lang=uk", f"{api}/reports?source=none"],
        "api: claims": [f"{api}/claims", f"{api}/claims?speaker=nobody", f"{api}/claims?place=nowhere"],
        "api: voices": [f"{api}/voices"],
        "api: news": [f"{api}/notices?after=0", f"{api}/events?seconds=0&after=0"],
        "feeds": ["/feed.atom", "/feed.json?status=contested"],
    }


def _asked(web: httpx.Client, server: int, paths: Sequence[str], asks: int, paint: float) -> Figure:
    """The same pages asked again and again, one after the other, as one editor does."""
    for path in paths[:3]:
        web.get(path).raise_for_status()
    took, before = list[float](), _cpu(server)
    for n in range(asks):
        started = time.perf_counter()
        web.get(paths[n % len(paths)]).raise_for_status()
        took.append(1e3 * (time.perf_counter() - started))
    cpu = 1e3 * (_cpu(server) - before) / asks
    took.sort()
    return Figure(took[len(took) // 2], took[int(len(took) * 0.95)], cpu, paint)


def _paints(address: str, pages: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """First contentful paint of one page of each kind (W3C Paint Timing), the second of two visits."""

    script = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
    with chromium(flags=FLAGS) as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        found = {}
        for name, paths in pages.items():
            for _ in range(2):
                page.goto(address + paths[0])
                page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length > 0")
            found[name] = float(page.evaluate(script))
    return found


def _tell(size: int, found: Mapping[str, Figure]) -> None:
    print(f"\n{f'{size:,} reports':28} median   p95    CPU  first paint  (ms)")
    for name, one in found.items():
        mark = "" if one.p95 < AIM else "  above 100"
        paint = f"{one.paint:10.0f}" if one.paint else ""
        print(f"{name:28} {one.median:6.1f} {one.p95:6.1f} {one.cpu:6.1f} {paint}{mark}", flush=True)


@contextmanager
def serving(desk: Path) -> Iterator[tuple[str, int]]:
    """The address of `allegedly serve` on a desk, and its process id."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "allegedly", "serve", "--store", str(desk), "--port", str(port)]
    # What goes wrong in the server is told where the figures are.
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=sys.stderr) as server:
        address = f"http://127.0.0.1:{port}"
        try:
            _awaited(server, address)
            yield address, server.pid
        finally:
            server.terminate()


def _awaited(server: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError("the server ended")
        try:
            httpx.get(f"{address}/healthz").raise_for_status()
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server does not answer")


@contextmanager
def adding(desk: Path, incidents: int, rate: int) -> Iterator[None]:
    """Another process adds so many reports a second, to incidents that are held, until the end of the block."""
    if not rate:
        yield
        return
    writer = multiprocessing.get_context("spawn").Process(target=add, args=(desk, incidents, rate), daemon=True)
    writer.start()
    try:
        yield
    finally:
        writer.terminate()
        writer.join()


def add(desk: Path, incidents: int, rate: int, seconds: int = 3600) -> None:
    """Each second: reports are kept, indexed, and the incidents that they join or make are written.

    Half of them join incidents that are held, each once; the others, and all when none is left, make new ones.
    """
    store, turns = Store.open(desk), rate // EACH
    old, new = iter(range(incidents)), iter(range(incidents, 10**9))
    for _ in range(seconds):
        started = time.monotonic()
        joined = {n: faces.REPORTS for n in islice(old, turns // 2)}
        joined |= {n: 0 for n in islice(new, turns - len(joined))}
        came = {n: [*faces.told(n, first, EACH)] for n, first in joined.items()}
        store.writer().extracted((Done(e.report, e) for found in came.values() for e in found), "extract", 1)
        held = {n: [*faces.told(n, 0, first), *came[n]] for n, first in joined.items()}
        assessed = [faces.happening(n, group) for n, group in held.items()]
        by_id = {e.report.id: e for group in held.values() for e in group}
        with store.writer().blocks() as blocks:
            blocks.write(assessed, [])
            blocks.state(stated(assessed, by_id.__getitem__))
        store.writer().index()
        time.sleep(max(0.0, 1 - (time.monotonic() - started)))


def _cpu(process: int) -> float:
    """CPU seconds that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.face", description=__doc__)
    parser.add_argument("--at", type=Path, default=Path(tempfile.gettempdir()) / "allegedly-face")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 100_000])
    parser.add_argument("--asks", type=int, default=40)
    parser.add_argument("--rate", type=int, default=50)
    parser.add_argument("--paint", action="store_true")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
