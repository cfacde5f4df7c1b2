"""A bundle gives the same assessment from its claims alone; whatever is altered in it is told."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from allegedly import pipeline
from allegedly.bundle import FILES, pack, recompute
from allegedly.desk.stored import StoredDesk
from allegedly.errors import InputMissing, OutputFailed
from allegedly.stages import Choice
from allegedly.store import Store

TEXTS = {
    "a": "Губернатор сообщил, что беспилотник повредил дом в Белгороде. Погибли двое.",
    "b": "The governor said a drone damaged a house in Belgorod. Three people were killed, residents say.",
    "c": "За словами мешканців, у Бєлгороді пошкоджено будинок. Загинуло двоє.",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> StoredDesk:
    folder = tmp_path_factory.mktemp("bundle")
    rows = [
        {
            "id": k,
            "text": v,
            "lang": lang,
            "published": f"2025-03-0{n}T08:00:00+03:00",
            "source": f"Лист {n}",
            "title": "",
        }
        for (k, v), lang, n in zip(TEXTS.items(), ("ru", "en", "uk"), (1, 1, 1), strict=True)
    ]
    (folder / "r.jsonl").write_text("\n".join(json.dumps(r) for r in rows), "utf-8")
    store = Store.open(folder / "desk.db", create=True)
    pipeline.add([str(folder / "r.jsonl")], store, Choice(jobs=1))
    return StoredDesk(store.view())


@pytest.fixture
def bundle(desk: StoredDesk, tmp_path: Path) -> Path:
    incident = desk.incident("largest")
    pack(tmp_path / "one.zip", incident, desk.extractions(incident.reports))
    return tmp_path / "one.zip"


def test_the_same_comes_out_again(bundle: Path, desk: StoredDesk) -> None:
    checked = recompute(bundle)
    assert checked.faults == ()
    assert checked.incident == desk.incident("largest")
    assert checked.claims == len(checked.incident.claims) > 0


def test_the_assessment_in_it_is_the_desk_s(bundle: Path, desk: StoredDesk) -> None:
    from allegedly.store import codec

    with zipfile.ZipFile(bundle) as archive:
        assert codec.assessment(archive.read("assessment.json")) == desk.assess(desk.incident("largest"))


def test_equal_content_is_an_equal_file(bundle: Path, desk: StoredDesk, tmp_path: Path) -> None:
    incident = desk.incident("largest")
    pack(tmp_path / "two.zip", incident, desk.extractions(incident.reports))
    assert (tmp_path / "two.zip").read_bytes() == bundle.read_bytes()


def alter(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    with zipfile.ZipFile(path) as archive:
        files = {n: change(n, archive.read(n)) for n in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("name", [f for f in FILES if f != "judgements.jsonl"])
def test_a_changed_byte_is_told_with_the_file(bundle: Path, name: str) -> None:
    alter(bundle, lambda n, c: c + b"\n" if n == name else c)
    assert any(fault.startswith(name) for fault in recompute(bundle).faults)


def test_a_changed_figure_gives_another_assessment(bundle: Path) -> None:
    two, nine = b'"low":2,"best":2,"high":2', b'"low":9,"best":9,"high":9'
    alter(bundle, lambda n, c: c.replace(two, nine) if n == "reports.jsonl" else c)
    assert any("another assessment comes out" in fault for fault in recompute(bundle).faults)


def test_words_that_are_not_at_their_place_are_told(bundle: Path) -> None:
    alter(
        bundle,
        lambda n, c: c.replace("Погибли двое".encode(), "Погибли трое".encode(), 1) if n == "reports.jsonl" else c,
    )
    assert any("are not in its text at" in fault for fault in recompute(bundle).faults)


def test_what_is_no_bundle_stops_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"nothing")
    for path in (tmp_path / "x.zip", tmp_path / "absent.zip"):
        with pytest.raises(InputMissing):
            recompute(path)


@pytest.mark.parametrize("name", ["manifest.json", *FILES])
def test_a_bundle_that_lacks_a_file_stops_with_its_name(bundle: Path, name: str) -> None:
    with zipfile.ZipFile(bundle) as archive:
        files = {n: archive.read(n) for n in archive.namelist() if n != name}
    with zipfile.ZipFile(bundle, "w") as archive:
        for other, content in files.items():
            archive.writestr(other, content)
    with pytest.raises(InputMissing, match=name):
        recompute(bundle)


@pytest.mark.parametrize("manifest", [b"[]", b"{}", b'{"sha256": 1, "as_of": null}', b"\xff"])
def test_a_manifest_that_is_none_stops_with_the_way_out(bundle: Path, manifest: bytes) -> None:
    alter(bundle, lambda n, c: manifest if n == "manifest.json" else c)
    with pytest.raises(InputMissing, match="Export it anew"):
        recompute(bundle)


def test_a_place_that_cannot_be_written_is_told(desk: StoredDesk, tmp_path: Path) -> None:
    incident = desk.incident("largest")
    with pytest.raises(OutputFailed, match="Choose another place"):
        pack(tmp_path / "no" / "one.zip", incident, desk.extractions(incident.reports))
