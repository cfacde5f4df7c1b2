"""Intake and provenance as pages and terminal get them: over a store, its archive and the file of sources."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from allegedly.collect.sources import Sources
from allegedly.desk.records import StoredRecords
from allegedly.model import Attempt, Cursor, Listed, Medium, Quarantined, Watched
from allegedly.pipeline import add
from allegedly.preserve.archive import Archive
from allegedly.preserve.redaction import redact
from allegedly.publish.records import Records
from allegedly.stages import Choice
from allegedly.store import Store
from tests.conftest import Write

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
SOURCE = Watched("Gazette", "https://gazette.example/rss", "feed")


@pytest.fixture
def store(echo: str, tmp_path: Path, reports: Write) -> Iterator[Store]:
    found = Store.open(tmp_path / "desk.db", create=True)
    first = {"id": "a", "text": "Mayor heard a blast", "source": "Gazette"}
    add([str(reports(first, {"id": "b", "text": "Guard saw smoke"}))], found, Choice(extractor=echo))
    edited = {**first, "text": "Mayor heard two blasts"}
    add([str(reports(edited, name="later.jsonl"))], found, Choice(extractor=echo))
    yield found
    found.close()


def records(store: Store) -> Records:
    return StoredRecords(store, Archive.of(store.path), lambda: Sources((SOURCE,)))


def test_custody_of_a_report_is_proven_by_the_newest_checkpoint(store: Store) -> None:
    found = records(store).provenance("a")
    (one,) = found.custody
    assert (one.sha256, one.inclusion, one.wrong) == (found.report.snapshot, "proven", ())
    assert one.checkpoint == one.position + 1
    assert records(store).provenance("a@2").custody[0].position > one.position


def test_a_tree_that_was_altered_proves_nothing(store: Store) -> None:
    with store.writer().log() as log:
        log._connection.exec_driver_sql("UPDATE log_node SET hash = zeroblob(32) WHERE level = 0 AND position = 1")
    (one,) = records(store).provenance("a").custody
    assert one.inclusion == "failed"
    assert one.wrong == ("its entry does not follow from the newest checkpoint",)


def test_what_no_checkpoint_has_waits(store: Store) -> None:
    with store.writer().log() as log:
        log._connection.exec_driver_sql("DELETE FROM log_checkpoint WHERE size = 2")
    assert records(store).provenance("a").custody[0].inclusion == "proven"
    assert records(store).provenance("a@2").custody[0].inclusion == "waiting"


def test_all_versions_of_an_item_come_with_each_of_them(store: Store) -> None:
    for id in ("a", "a@2"):
        assert [one.id for one in records(store).provenance(id).versions] == ["a", "a@2"]
    assert [one.id for one in records(store).provenance("b").versions] == ["b"]


def test_what_edits_another_report_has_it_for_its_first_version(store: Store, echo: str, reports: Write) -> None:
    first = {"id": "e1", "text": "Mayor heard three blasts", "edits": "never held"}
    add([str(reports(first, {**first, "id": "e2", "edits": "e1"}, name="e.jsonl"))], store, Choice(extractor=echo))
    assert [one.id for one in records(store).provenance("e2").versions] == ["e1", "e2"]
    assert [one.id for one in records(store).provenance("e1").versions] == ["e1"]


def test_a_report_that_is_not_held_is_a_key_error(store: Store) -> None:
    with pytest.raises(KeyError):
        records(store).provenance("nobody")
    archive = Archive.of(store.path)
    redact(store, archive, records(store).provenance("b").report.snapshot, "E", "R")
    with pytest.raises(KeyError):
        records(store).provenance("b")


def test_media_with_their_twins_the_closest_first(store: Store) -> None:
    mark = "ab" * 32

    def picture(report: str, pdq: str, sha256: str, quality: int = 90) -> Medium:
        return Medium(report, f"https://x.example/{sha256}", "fetched", "", sha256, "image/png", 9, pdq, quality)

    near, far = "aa" + mark[2:], "54" * 32
    store.intake().media(
        [
            picture("a", mark, "s1"),
            picture("b", near, "s2"),
            picture("c", mark, "s1"),
            picture("d", far, "s3"),
            picture("e", mark, "s4", quality=10),
            Medium("a", "https://x.example/gone", "failed", "gone: 404"),
        ]
    )
    failed, shown = records(store).provenance("a").media
    assert (failed.medium.state, failed.twins) == ("failed", ())
    assert [(one.medium.report, one.bits) for one in shown.twins] == [("c", 0), ("b", 1)]


def test_an_item_says_whether_its_source_still_shows_it(store: Store) -> None:
    attempt = Attempt("Gazette", SOURCE.url, NOW, "new", items=2)
    store.intake().looked(attempt, Cursor("Gazette"), [Listed("a", "https://gazette.example/a", NOW)])
    seen = records(store).provenance("a@2").seen
    assert seen is not None
    assert (seen.source, seen.last, seen.missing) == ("Gazette", NOW, None)
    assert records(store).provenance("b").seen is None


def test_an_item_of_a_list_of_pages_is_found_by_its_address(store: Store) -> None:
    url = "https://gazette.example/b"
    store.intake().looked(Attempt("Gazette", url, NOW, "new"), Cursor("Gazette"), [Listed("feed-1", url, NOW)])
    assert store.intake().seen("page-1", url) is not None
    assert store.intake().seen("page-1", url[:-1]) is None


def test_sources_with_health_last_looks_and_what_is_missing(store: Store) -> None:
    (new,) = records(store).sources()
    assert (new.watched, new.standing.state, new.attempts, new.items, new.missing) == (SOURCE, "new", (), 0, 0)
    for hour in range(3):
        at = NOW.replace(hour=hour)
        store.intake().looked(Attempt("Gazette", SOURCE.url, at, "refused", 403, reason="403"), Cursor("Gazette"))
    (one,) = records(store).sources()
    assert (one.standing.state, one.standing.failures) == ("blocked", 3)
    assert [look.at.hour for look in one.attempts] == [2, 1, 0]
    assert one.standing.mend


def test_what_is_kept_apart(store: Store) -> None:
    one = Quarantined("ab" * 32, "bomb.xml", "reading took more than 10 s", NOW)
    store.intake().quarantine(one)
    assert list(records(store).quarantined()) == [one]
