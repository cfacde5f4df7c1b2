"""The exchange contract: four JSON Lines files. `docs/contract.md` describes each key."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path

import msgspec

from allegedly.errors import OutputFailed
from allegedly.model import Assessment, Extraction, Incident

MEND = "Choose another folder by --out, and run again."
FULL = (ENOSPC, EDQUOT, EFBIG)


def write_contract(
    out: Path, extractions: Iterable[Extraction], incidents: Iterable[tuple[Incident, Assessment]]
) -> None:
    """Write attributions, claims, mentions and incidents into `out` (made if absent); each file whole or not at all.

    Raises OutputFailed with the file and what to do.
    """
    held = list(extractions)
    with told(out):
        out.mkdir(parents=True, exist_ok=True)
    _write(out / "attributions.jsonl", (record for one in held for record in one.attributions))
    _write(out / "claims.jsonl", (record for one in held for record in one.claims))
    _write(out / "mentions.jsonl", (record for one in held for record in one.mentions))
    _write(out / "incidents.jsonl", (incident_row(i, a) for i, a in incidents))


def _write(path: Path, records: Iterable[object]) -> None:
    """One record a line, beside the old file first, so that a failure leaves no half of a file behind."""
    encode = msgspec.json.Encoder().encode
    new = path.with_name(path.name + ".part")
    with told(path):
        try:
            with new.open("wb") as file:
                file.writelines(encode(record) + b"\n" for record in records)
            new.replace(path)
        finally:
            if new.exists():  # a disk that is only read would refuse it for what is not there
                new.unlink()


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Failures of the file system while something is written, as OutputFailed with the file and what to do."""
    try:
        yield
    except OSError as error:
        mend = f"Free some space, or c{MEND[1:]}" if error.errno in FULL else MEND
        raise OutputFailed(f"{path}: cannot be written: {error.strerror}. {mend}") from error


def incident_row(incident: Incident, assessment: Assessment) -> dict[str, object]:
    """One line of incidents.jsonl."""
    return {
        "id": incident.id,
        "title": incident.title,
        "reports": incident.reports,
        "claims": incident.claims,
        "start": incident.start,
        "end": incident.end,
        "place": incident.place,
        "propositions": assessment.propositions,
        "conflicts": [c for c in assessment.conflicts if not c.settled],
        "copies": incident.copies,
        "silences": [{"who": s.who, "report": s.report} for s in assessment.silences],
        "background": incident.background,
        "occurrence": assessment.occurrence,
        "attribution": assessment.attribution,
        "toll": {t.event: {"low": t.low, "best": t.best, "high": t.high} for t in assessment.toll},
        "publishers": assessment.publishers,
    }
