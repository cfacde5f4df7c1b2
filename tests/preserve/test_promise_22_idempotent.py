"""Promise 22: shuffled reruns give the same content hash and no new row.

Ten here; a hundred of 500 reports: python -m benchmarks.preserve again
"""

import random
from pathlib import Path

from allegedly import pipeline
from allegedly.preserve.audit import audit
from allegedly.stages import Choice
from allegedly.store import Store

from .desk import Desk, captures, file, page
from .faults import written

ECHO = Choice(extractor="echo", jobs=1)


def test_shuffled_reruns_change_nothing(echo: str, tmp_path: Path, store: Store) -> None:
    given, chance = written(tmp_path, 120, 12), random.Random(22)
    pipeline.add(given, store, ECHO)
    before, rows = store.view().fingerprint(), dict(store.view().counts())
    with store.view().log() as log:
        size = log.size()
    for _ in range(10):
        chance.shuffle(given)
        some = given[: chance.randrange(1, len(given) + 1)]
        assert pipeline.add(some, store, ECHO).reports == 0
        assert store.view().fingerprint() == before
        assert dict(store.view().counts()) == rows
    with store.view().log() as log:
        assert log.size() == size == len(given)
        assert len(log.checkpoints()) == 1


def test_in_whatever_order_files_come_the_same_is_held(echo: str, tmp_path: Path) -> None:
    """The log keeps the order of coming in, so it differs; reports, claims, incidents and records do not."""
    given, chance, seen = written(tmp_path, 60, 6), random.Random(5), set()
    for n in range(4):
        chance.shuffle(given)
        store = Store.open(tmp_path / f"{n}.db", create=True)
        for part in (given[:2], given[1:4], given[3:]):
            pipeline.add(part, store, ECHO)
        view = store.view()
        seen.add(
            (
                tuple(sorted((r.id, r.digest) for r in view.reports(limit=999))),
                tuple(sorted(c.id for c, _ in view.claims(limit=999))),
                tuple(sorted((i.id, i.reports) for i, _ in view.incidents())),
                tuple(sorted(p.name for p in (tmp_path / f"{n}.db.archive").rglob("*.warc.gz"))),
            )
        )
        store.close()
    assert len(seen) == 1


def test_what_is_met_again_is_no_new_row_and_what_is_met_elsewhere_is_noted(desk: Desk) -> None:
    desk.keep(*captures(6))
    files, before = desk.files(), desk.store.view().fingerprint()
    desk.keep(*reversed(captures(6)))
    assert (desk.files(), desk.store.view().fingerprint()) == (files, before)
    later = page(1)
    later = type(later)(later.origin, later.data, "text/plain", later.fetched.replace(year=2027), None)
    desk.keep(later, file(0))  # the same bytes from the same address at another time, with another head
    assert (desk.files(), desk.store.view().fingerprint()) == (files, before)
    desk.keep(file(9, file(0).data.decode()))
    assert len(desk.files()) == len(files) + 1
    assert desk.store.view().counts()["snapshot"] == len(files)
    assert audit(desk.store, desk.archive).faults == []
