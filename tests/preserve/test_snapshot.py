from datetime import UTC, datetime
from hashlib import sha256

from allegedly.model import Capture
from allegedly.preserve import preserve


def test_snapshot_is_named_by_its_bytes_alone() -> None:
    first = preserve(Capture("a", b"words", "text/plain", datetime(2024, 1, 1, tzinfo=UTC)))
    second = preserve(Capture("b", b"words", "", datetime(2025, 1, 1, tzinfo=UTC)))
    assert first.sha256 == second.sha256 == sha256(b"words").hexdigest()
    assert first.data == b"words"
