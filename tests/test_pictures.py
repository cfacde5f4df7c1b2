"""Pictures of the docs: the tool takes them, they are small, and the docs show none that it does not take."""

import re
from pathlib import Path

import pytest
from PIL import Image

from tests.pictures import FOLDER, MOST_BYTES, PICTURES, ROOT, make
from tests.publish.web.chromium import NEEDED


def test_the_docs_show_pictures_that_the_tool_takes() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    shown = {n for p in pages for n in re.findall(r"!\[[^\]]+\]\([^)]*pictures/([\w-]+)\.png\)", p.read_text("utf-8"))}
    assert shown
    assert shown <= {p.name for p in PICTURES}
    for path in FOLDER.glob("*.png"):
        assert path.stem in {p.name for p in PICTURES}
        assert path.stat().st_size <= MOST_BYTES


@pytest.mark.browser
@NEEDED
def test_the_tool_takes_each_picture(tmp_path: Path) -> None:
    made = make(tmp_path)
    assert len(made) == len(PICTURES)
    for path, one in zip(made, PICTURES, strict=True):
        with Image.open(path) as picture:
            assert picture.size == (one.width, one.height)
            assert len(picture.getcolors(256) or ()) > 4  # something is on it
