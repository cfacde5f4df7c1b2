"""What one more report costs as the archive grows: CPU milliseconds to link and assess it, with so many claims held.

The stream is made by code: each incident has a town, a day and words of its own, told by four reports within hours.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from allegedly.model import Claim, Done, Extraction, Mention, Place, Report, Span, Terms, When
from allegedly.relink import relink
from allegedly.store import Store
from benchmarks.apart import peak

START = datetime(2031, 1, 1, tzinfo=UTC)
PART = 5_000  # reports made and kept at once, so that what is measured is linking
TELLINGS = 4
A_DAY = 100  # incidents
SYLLABLES = ("ba", "dor", "fen", "gal", "hu", "kir", "lom", "mar", "nel", "pos", "ru", "sto", "tav", "wen", "zor")


def main() -> None:
    """Print, for each size of the archive, the cost of the reports that come after it."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ap.add_argument("--claims", type=int, nargs="*", default=[10_000, 100_000])
    ap.add_argument("--more", type=int, default=60)
    given = ap.parse_args()
    for size in given.claims:
        with tempfile.TemporaryDirectory() as folder:
            store = Store.open(Path(folder) / "desk.db", create=True)
            source = reports()
            for start in range(0, size, PART):
                keep(store, list(islice(source, min(PART, size - start))))
            before = peak()
            first = _timed(store)
            costs = []
            for _ in range(given.more):
                keep(store, [next(source)])
                costs.append(_timed(store) * 1e3)
            costs.sort()
            middle, quick = costs[len(costs) // 2], costs[len(costs) // 10]
            store.close()
            disk = sum(one.stat().st_size for one in Path(folder).iterdir()) / (size + given.more)
            print(f"{size} claims held: all {first:.1f} s, {first / size * 1e3:.2f} ms each, {peak():.0f} MB "
                  f"({before:.0f} before); one more {middle:.1f} ms in the median, {quick:.1f} in the quickest tenth, "
                  f"{costs[-1]:.1f} at most; {disk:.0f} bytes a report on disk", flush=True)  # fmt: skip


def _timed(store: Store) -> float:
    before = time.process_time()
    relink(store)
    return time.process_time() - before


def keep(store: Store, found: list[Extraction]) -> None:
    """Keep extractions as if they had just been made."""
    store.writer().extracted((Done(e.report, e) for e in found), "extract", 1)


def reports() -> Iterator[Extraction]:
    """Reports without end, in order of publication; each has one claim."""
    number = 0
    while True:
        incident, telling = number // TELLINGS, number % TELLINGS
        yield _report(f"r{number:07}", incident, telling)
        number += 1


def _report(name: str, incident: int, telling: int) -> Extraction:
    chance = Random(incident)
    words = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(14)]
    own = Random(f"{incident} {telling}")
    told = [*own.sample(words, 11), *("".join(own.choices(SYLLABLES, k=3)) for _ in range(4))]
    town = chance.randrange(400)
    at = START + timedelta(minutes=incident * 24 * 60 / A_DAY + telling * 3)
    text = f"{' '.join(told)} in town {town}."
    span, where = Span(0, len(text)), Span(text.index("town"), len(text) - 1)
    lat, lon = 44 + town % 20 * 0.5, 22 + town // 20 * 0.8
    place = Place(text[where.start : where.end], where, f"town:{town}", f"Town {town}", lat, lon, "settlement")
    when = When("", Span(0, 0), at - timedelta(hours=1), at, "part_of_day")
    claim = Claim(
        f"{name}-c", name, None, text, span, span, None, None, (), "affirm", "asserted", (), "unstated", "unknown",
        "explosion", None, None, (place,), when, (), "made",
    )  # fmt: skip
    report = Report(name, text, published=at, source=f"Outlet {incident * 7 % 150 + telling}")
    mention = Mention(name, "place", place.text, where, place.id, place.name, lat, lon)
    return Extraction(report, "en", (), (claim,), (mention,), Terms(tuple(told), (words[0], words[1]), ()))


if __name__ == "__main__":
    main()
