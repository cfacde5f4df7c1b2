"""What many tests need: the plug-in of tests/plugin at the door, and input files."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from allegedly import plugins
from allegedly.store import Store

# No test is timed: a busy machine is no fault of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

PLUGIN = Path(__file__).parent / "plugin"
Write = Callable[..., Path]


@pytest.fixture
def echo(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of a light extractor, installed as any plug-in is: found by its entry point."""
    monkeypatch.syspath_prepend(str(PLUGIN))
    plugins.door.cache_clear()
    plugins.one.cache_clear()
    yield "echo"
    plugins.door.cache_clear()
    plugins.one.cache_clear()


@pytest.fixture
def reports(tmp_path: Path) -> Write:
    """Writes rows as JSON Lines; a row is a dictionary, or a text with an id made from its number."""

    def write(*rows: str | dict[str, Any] | bytes, name: str = "reports.jsonl") -> Path:
        lines = []
        for number, row in enumerate(rows, 1):
            if isinstance(row, bytes):
                lines.append(row)
                continue
            full = {"id": f"r{number}", "published": "2024-05-01T10:00:00Z"} | (
                {"text": row} if isinstance(row, str) else row
            )
            lines.append(json.dumps(full, ensure_ascii=False).encode())
        path = tmp_path / name
        path.write_bytes(b"\n".join(lines) + b"\n")
        return path

    return write


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new store."""
    made = Store.open(tmp_path / "desk.db", create=True)
    yield made
    made.close()
