"""A desk over the sample pack, made once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from allegedly import pipeline
from allegedly.desk.stored import StoredDesk
from allegedly.stages import Choice
from allegedly.store import Store

PACK = Path(__file__).parents[3] / "samples" / "crimea-2024-01-04" / "reports.jsonl"


@pytest.fixture(scope="session")
def desk_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk's file that holds the sample pack, read without the English parser."""
    path = tmp_path_factory.mktemp("exports") / "desk.db"
    store = Store.open(path, create=True)
    pipeline.add([str(PACK)], store, Choice(jobs=1, extractor="fast"))
    store.close()
    return path


@pytest.fixture(scope="session")
def desk(desk_file: Path) -> Iterator[StoredDesk]:
    """The desk of that file."""
    store = Store.open(desk_file)
    yield StoredDesk(store.view())
    store.close()
