"""The exchange contract: four JSON Lines files. `docs/contract.md` describes each key."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from allegedly.model import Assessment, Extraction, Incident


def write_contract(
    out: Path, extractions: Iterable[Extraction], incidents: Iterable[tuple[Incident, Assessment]]
) -> None:
    """Write attributions, claims, mentions and incidents into `out` (made if absent)."""
    out.mkdir(parents=True, exist_ok=True)
    encode = msgspec.json.encode
    with (
        (out / "attributions.jsonl").open("wb") as attributions,
        (out / "claims.jsonl").open("wb") as claims,
        (out / "mentions.jsonl").open("wb") as mentions,
    ):
        for one in extractions:
            for target, records in ((attributions, one.attributions), (claims, one.claims), (mentions, one.mentions)):
                target.writelines(encode(r) + b"\n" for r in records)
    with (out / "incidents.jsonl").open("wb") as file:
        file.writelines(encode(incident_row(i, a)) + b"\n" for i, a in incidents)


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
    }
