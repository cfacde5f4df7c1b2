"""Five tasks as somebody does them who sees the desk for the first time: how many clicks, and how many pages.

    python -m benchmarks.tasks

The person starts on the first page each time, uses a mouse and the words on the screen, and reads only what is shown. A
click, a text typed into a field and a step of the keyboard each count one; so does every page that is loaded.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page

from allegedly import pipeline
from allegedly.cli.seeing import whole
from allegedly.publish.clock import Clock
from allegedly.publish.web.app import create_app
from allegedly.publish.web.site import Given
from allegedly.settings import read_settings
from allegedly.stages import Choice
from allegedly.store import Store
from tests.publish.web.chromium import CHROMIUM, chromium
from tests.publish.web.server import serving

PACK = Path(__file__).parents[1] / "samples/crimea-2024-01-04/reports.jsonl"
PLACE = "Crimea"  # the pack's own: what the person has heard of


@dataclass
class Hand:
    """A person's hand: it counts what it does."""

    page: Page
    steps: int = 0
    loads: int = 0

    def start(self) -> None:
        self.page.goto("/")
        self.steps, self.loads = 0, 1
        self.page.on("load", self._loaded)

    def _loaded(self, _page: Page) -> None:
        self.loads += 1

    def click(self, what: Locator) -> None:
        what.scroll_into_view_if_needed()
        what.click()
        self.page.wait_for_load_state("load")
        self.steps += 1

    def write(self, where: Locator, text: str) -> None:
        where.fill(text)
        self.steps += 1

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.page.wait_for_load_state("load")
        self.steps += 1


def to_incident(hand: Hand) -> None:
    """The incident with most voices at the place that was heard of."""
    hand.write(hand.page.get_by_label("Place", exact=True), PLACE)
    hand.press("Enter")
    hand.page.wait_for_url("**place=**")
    rows = hand.page.locator("table tbody tr")
    most = max(rows.all(), key=lambda row: int(row.locator(".big").first.inner_text() or 0))
    hand.click(most.locator("a").first)
    hand.page.wait_for_url("**/incident/**")


def find(hand: Hand) -> str:
    """Find the incident that people talk about."""
    to_incident(hand)
    return hand.page.locator("h1").inner_text()


def denies(hand: Hand) -> str:
    """Who denies it?"""
    to_incident(hand)
    found = [c for c in hand.page.locator("td[data-o]").all() if c.get_by_text("denies", exact=True).count()]
    return ", ".join(sorted({str(c.get_attribute("data-o")) for c in found})) + " deny"


def toll(hand: Hand) -> str:
    """How many people, at least and at most, and who says so?"""
    to_incident(hand)
    hand.click(hand.page.get_by_role("link", name="Range and sources"))
    return " ".join(hand.page.locator("#toll tbody tr").first.inner_text().split())


def words(hand: Hand) -> str:
    """The exact words of a denial, in the report itself."""
    to_incident(hand)
    hand.click(hand.page.locator("td[data-o] a.c").filter(has_text="denies").first)
    hand.page.wait_for_url("**/report/**")
    return " ".join(hand.page.locator(".read .ct.on, .read .ct").first.inner_text().split())


def export(hand: Hand) -> str:
    """Take all of its claims into a spreadsheet."""
    to_incident(hand)
    hand.click(hand.page.get_by_role("link", name="Export"))
    with hand.page.expect_download() as coming:
        hand.click(hand.page.get_by_role("link", name="claims", exact=True).first)
    file = coming.value.path()
    return f"{len(file.read_text('utf-8').splitlines()) - 1} lines of {coming.value.suggested_filename}"


TASKS: tuple[Callable[[Hand], str], ...] = (find, denies, toll, words, export)


@contextmanager
def desk() -> Iterator[str]:
    """A desk with the sample pack, and its address."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "desk.db", create=True)
        pipeline.add([str(PACK)], store, Choice(jobs=1))
        shown = whole(store, read_settings(store=str(store.path)))
        given = Given(shown.desk, Clock("Europe/Kyiv"), records=shown.records)
        with serving(create_app(given)) as address:
            yield address
        store.close()


def main() -> None:
    """Each task once, as a table."""
    if CHROMIUM is None:
        print("skipped: no chromium (Debian's package chromium)")
        return
    print(f"| {'task':58} | clicks | pages | s | what was seen |\n|---|---|---|---|---|")
    with desk() as address, chromium() as running:
        for task in TASKS:
            context = running.new_context(base_url=address, viewport={"width": 1280, "height": 860})
            hand = Hand(context.new_page())
            hand.start()
            begun = time.perf_counter()
            seen = task(hand)
            spent = time.perf_counter() - begun
            print(f"| {task.__doc__!s:58} | {hand.steps} | {hand.loads} | {spent:.1f} | {seen[:90]} |")
            context.close()


if __name__ == "__main__":
    main()
