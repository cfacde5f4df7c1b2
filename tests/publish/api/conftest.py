"""A running desk of the sample pack: reports as they would come in, the last ones after the others."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from allegedly.collect.sources import Sources
from allegedly.desk.pages import StoredPages
from allegedly.desk.records import StoredRecords
from allegedly.desk.stored import StoredDesk
from allegedly.judging import Judging
from allegedly.model import Watched
from allegedly.pipeline import add
from allegedly.preserve.archive import Archive
from allegedly.publish.clock import Clock
from allegedly.publish.web.app import create_app
from allegedly.publish.web.site import Given
from allegedly.stages import Choice
from allegedly.store import Store
from tests.publish.web.server import serving

PACK = Path(__file__).parents[3] / "samples" / "crimea-2024-01-04" / "reports.jsonl"
LATER = 6  # reports that come in by themselves


@dataclass
class Running:
    """A desk that is served: its store, the application, a client of its API."""

    store: Store
    app: FastAPI
    address: str
    client: httpx.Client

    def get(self, path: str, **more: object) -> httpx.Response:
        return self.client.get(f"/api/v1{path}", **more)  # type: ignore[arg-type]


def given(store: Store, writes: bool = True) -> Given:
    known = Sources((Watched("Harbour Gazette", "https://gazette.example/feed", "feed"),), ())
    records = StoredRecords(store, Archive.of(store.path, ""), lambda: known)
    decider = Judging(store) if writes else None
    return Given(
        StoredDesk(store.view()), Clock(), {}, decider, "O. Editor", records=records, pages=StoredPages(store)
    )  # fmt: skip


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Shared and not to be changed by a test; decisions that are refused change nothing."""
    folder = tmp_path_factory.mktemp("api")
    lines = PACK.read_bytes().splitlines(keepends=True)
    store, choice = Store.open(folder / "desk.db", create=True), Choice(extractor="fast", jobs=1)
    for name, part in (("first", lines[:-LATER]), ("later", [*lines[-LATER:], b"no report\n"])):
        path = folder / f"{name}.jsonl"
        path.write_bytes(b"".join(part))
        add([str(path)], store, choice)
    app = create_app(given(store))
    with serving(app) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield Running(store, app, address, client)
    store.close()
