"""JSON Lines in the shape of the exchange contract."""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from allegedly.model import Rejection, Report, Snapshot


def read_jsonl(snapshot: Snapshot) -> Iterator[Report | Rejection]:
    """One report a line; a broken line is rejected with its number and the rest goes on."""
    for number, line in enumerate(snapshot.data.splitlines(), 1):
        if not line.strip():
            continue
        row = msgspec.json.decode(line)
        published = row.get("published")
        when = datetime.fromisoformat(published) if published else None
        if when and when.tzinfo is None:
            when = when.replace(tzinfo=UTC)
        yield Report(
            id=row["id"],
            text=row["text"],
            title=row.get("title") or "",
            lang=row.get("lang"),
            published=when,
            published_precision="day" if published and len(published) == 10 else "minute",
            source=row.get("source") or "",
            url=row.get("url"),
            snapshot=snapshot.sha256,
            locator=f"line {number}",
        )
