import os
from pathlib import Path

import pytest

from allegedly.collect import collect_files, expand
from allegedly.errors import InputMissing
from allegedly.model import Capture


def test_pattern_gives_files_in_order_and_each_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(name)
    assert expand([f"{tmp_path}/*.txt", f"{tmp_path}/a.txt", "-"]) == [f"{tmp_path}/a.txt", f"{tmp_path}/b.txt", "-"]


def test_name_with_brackets_is_a_file_before_it_is_a_pattern(tmp_path: Path) -> None:
    odd = tmp_path / "a[1].txt"
    odd.write_text("x")
    assert expand([str(odd)]) == [str(odd)]


def test_capture_has_the_bytes_and_an_aware_clock(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\x00x")
    (capture,) = collect_files(str(tmp_path / "a.txt"))
    assert isinstance(capture, Capture)
    assert capture.data == b"\xff\x00x"
    assert capture.fetched.tzinfo is not None


@pytest.mark.parametrize("given", ["missing.txt", "*.nothing", "folder"])
def test_what_cannot_be_opened_says_what_and_what_to_do(tmp_path: Path, given: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputMissing) as error:
        expand([str(tmp_path / given)])
    assert given in str(error.value)
    assert any(mend in str(error.value) for mend in ("Check", "Give its files"))


@pytest.mark.skipif(
    os.geteuid() == 0, reason="root may read everything; test_no_permission drops root in a process of its own"
)
def test_no_permission_here(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt").chmod(0)
    with pytest.raises(InputMissing, match="may not read"):
        expand([str(tmp_path / "a.txt")])
