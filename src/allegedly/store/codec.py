"""Records to bytes and back. msgspec checks each one as it is read."""

from datetime import UTC, datetime, timedelta

import msgspec

from allegedly.model import Assessment, Attribution, Claim, Incident, Judgement, Link, Mention, Report, Terms, digest

EXCHANGED = str.maketrans({"ё": "е", "’": "'", "ʼ": "'", "\u0301": None})
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

encode = msgspec.json.Encoder().encode
report = msgspec.json.Decoder(Report).decode
attribution = msgspec.json.Decoder(Attribution).decode
claim = msgspec.json.Decoder(Claim).decode
mention = msgspec.json.Decoder(Mention).decode
terms = msgspec.json.Decoder(Terms).decode
incident = msgspec.json.Decoder(Incident).decode
assessment = msgspec.json.Decoder(Assessment).decode
link = msgspec.json.Decoder(Link).decode
judgement = msgspec.json.Decoder(Judgement).decode


def instant(when: datetime | None) -> int | None:
    """Microseconds since 1970, UTC. Integer arithmetic: a float would lose the last digits."""
    if when is None:
        return None
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return (aware - EPOCH) // timedelta(microseconds=1)


def identity(*parts: object) -> bytes:
    """The 16 bytes under which a record is found."""
    return bytes.fromhex(digest(*parts))


def base(one: Report) -> str:
    """A report's id without the mark of its version."""
    return one.id.removesuffix(f"@{one.version}") if one.version > 1 else one.id


def fold(text: str) -> str:
    """Small letters, and letters that writers exchange made one: ё and е, all apostrophes, stress marks off.

    SQLite's own lower() and LIKE know ASCII only.
    """
    return text.casefold().translate(EXCHANGED)
