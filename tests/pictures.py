"""Makes the pictures of docs/: `python -m tests.pictures` (or `make pictures`). Pages and sizes are data.

A desk with the sample pack is read in a real Chromium, at one scale, and each picture is written with few colours, so
that it stays small.
"""

import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, TimeoutError

from allegedly import pipeline
from allegedly.desk.stored import StoredDesk
from allegedly.methodology import sentences
from allegedly.publish.clock import Clock
from allegedly.publish.web.app import create_app
from allegedly.publish.web.site import Given
from allegedly.stages import Choice
from allegedly.store import Store
from tests.publish.web.chromium import ABSENT, CHROMIUM, chromium
from tests.publish.web.server import serving

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
PACK = ROOT / "samples" / "crimea-2024-01-04" / "reports.jsonl"
COLOURS = 48  # of a picture: the pages are paper, ink and a few greys
MOST_BYTES = 150_000
PAINTED = 1500  # milliseconds that coasts take after the points


@dataclass(frozen=True, slots=True)
class Picture:
    """A page, and how it is looked at. Sizes are CSS pixels."""

    name: str
    path: str
    width: int = 1280
    height: int = 800
    dark: bool = False
    lang: str = "en"


PICTURES = (
    Picture("now", "/"),
    Picture("incident", "/incident/largest"),
    Picture("incident-dark", "/incident/largest", dark=True),
    Picture("incident-uk", "/incident/largest", lang="uk"),
    Picture("incident-phone", "/incident/largest", 390, 844),
    Picture("report", "/report/cr-09"),
    Picture("search", "/search?q=missile", height=600),
    Picture("review", "/review", height=500),
    Picture("track", "/track", height=600),
    Picture("export", "/incident/largest/export", height=700),
)


@contextmanager
def desk() -> Iterator[str]:
    """The address of a desk with the sample pack."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "desk.db", create=True)
        pipeline.add([str(PACK)], store, Choice(jobs=1))
        held = StoredDesk(store.view())
        with serving(create_app(Given(held, Clock("Europe/Kyiv"), sentences(held.rules())))) as address:
            yield address
        store.close()


def take(browser: Browser, address: str, one: Picture) -> bytes:
    """One picture as PNG. Raises RuntimeError where the page does not answer, or the picture is too large."""
    look = browser.new_context(
        viewport={"width": one.width, "height": one.height},
        color_scheme="dark" if one.dark else "light",
        reduced_motion="reduce",
        locale={"en": "en-GB", "uk": "uk-UA", "ru": "ru-RU"}[one.lang],
    )
    page = look.new_page()
    answer = page.goto(f"{address}{one.path}", wait_until="load")
    if answer is None or not answer.ok:
        raise RuntimeError(f"{one.name}: {one.path} answers {answer.status if answer else 'nothing'}")
    if page.locator("#map").count():
        _drawn(page)
    shot = Image.open(BytesIO(page.screenshot()))
    look.close()
    small = BytesIO()
    shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    if small.tell() > MOST_BYTES:
        raise RuntimeError(f"{one.name}: {small.tell():,} bytes, more than {MOST_BYTES:,}")
    return small.getvalue()


def _drawn(page: Page) -> None:
    """Wait for the map; a machine that can draw none takes the page without it."""
    with suppress(TimeoutError):
        page.locator("#map[data-points] canvas").wait_for(timeout=30_000)
        page.wait_for_timeout(PAINTED)


def make(folder: Path, pictures: Iterable[Picture] = PICTURES) -> list[Path]:
    """Write pictures into a folder. Raises RuntimeError where there is no chromium."""
    if CHROMIUM is None:
        raise RuntimeError(ABSENT)
    made = []
    with desk() as address, chromium() as browser:
        for one in pictures:
            path = folder / f"{one.name}.png"
            path.write_bytes(take(browser, address, one))
            made.append(path)
    return made


if __name__ == "__main__":
    chosen = [one for one in PICTURES if not sys.argv[1:] or one.name in sys.argv[1:]]
    for path in make(FOLDER, chosen):
        sys.stdout.write(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes\n")
