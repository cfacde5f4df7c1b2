"""A folder means the files of reports in it: not what is hidden, nor what a desk keeps there; the rest is counted."""

from pathlib import Path

from allegedly.collect import expand, left_out


def _folder(at: Path, *names: str) -> Path:
    for name in names:
        (at / name).parent.mkdir(parents=True, exist_ok=True)
        (at / name).touch()
    return at


def _names(folder: Path) -> list[str]:
    return [str(Path(one).relative_to(folder)) for one in expand([str(folder)])]


def test_files_of_reports_by_their_endings_in_order_of_name(tmp_path: Path) -> None:
    names = ("b.JSONL.gz", "a.csv", "in/p.html", "in/deep/t.txt", "z.wacz", "result.json", "photo.jpg")
    assert _names(_folder(tmp_path, *names)) == [
        "a.csv", "b.JSONL.gz", "in/deep/t.txt", "in/p.html", "result.json", "z.wacz",
    ]  # fmt: skip


def test_what_is_left_out_is_told_by_its_endings(tmp_path: Path) -> None:
    _folder(tmp_path, "a.txt", "one.jpg", "two.jpg", "style.css", "Makefile")
    (note,) = left_out([str(tmp_path), str(tmp_path / "a.txt"), "-"])
    assert (note.record, note.part) == (str(tmp_path), "files")
    assert note.reason == "4 files of other kinds were left out (.jpg, .css, Makefile)"
    assert note.mend
    assert not [*left_out([str(_folder(tmp_path / "clean", "a.txt"))])]


def test_what_is_hidden_and_what_a_desk_keeps_beside_its_store_is_no_input(tmp_path: Path) -> None:
    _folder(tmp_path, "a.txt", ".cache/b.txt", ".c.txt", "desk.db", "desk.db.archive/captures/1.warc.gz")
    _folder(tmp_path, "desk.db.editions/1.db", "old.archive/kept.warc.gz")
    assert _names(tmp_path) == ["a.txt", "old.archive/kept.warc.gz"]
    (note,) = left_out([str(tmp_path)])
    assert note.reason == "1 files of other kinds were left out (.db)"
