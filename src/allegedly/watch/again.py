"""What was kept apart is read again."""

from collections.abc import Sequence
from datetime import UTC, datetime

from allegedly.model import Quarantined, Rejection, Report, Snapshot
from allegedly.pipeline import take
from allegedly.preserve.archive import Archive
from allegedly.read import Options
from allegedly.run.fence import Fenced
from allegedly.stages import Choice
from allegedly.store import Store
from allegedly.tally import Tally
from allegedly.watch.parse import Fences, reports


def again(chosen: Sequence[Quarantined], store: Store, max_chars: int, place: str = "") -> tuple[int, Tally]:
    """Read these captures behind the fence; gives how many could be read, and what came of them.

    Their bytes are in the archive: at `place`, or beside the store.
    """
    intake, fences, tally, archive = store.intake(), Fences(1), Tally(), Archive.of(store.path, place)
    found: list[Report] = []
    released: list[str] = []
    try:
        for one in chosen:
            snapshot = Snapshot(one.sha256, one.origin, archive.captured(one.sha256), "", one.at)
            try:
                results = fences.run(reports, snapshot, Options(max_chars=max_chars), "")
            except Fenced as error:
                intake.quarantine(Quarantined(one.sha256, one.origin, str(error), datetime.now(UTC)))
                continue
            found += [r for r in tally.keep(results) if not isinstance(r, Rejection)]
            released.append(one.sha256)
    finally:
        fences.close()
    take(found, store, Choice(), tally)
    for sha256 in released:  # after their reports are kept: a stop in between reads them once more
        intake.release(sha256)
    return len(released), tally
