"""A small desk for the tests of this room: a store, its archive, captures of several kinds."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from allegedly.model import Capture, Http, Snapshot
from allegedly.preserve import preserve
from allegedly.preserve.archive import Archive
from allegedly.preserve.keeper import Keeper
from allegedly.store import Store

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\nServer: loop"


class Desk:
    """A store with its archive and keeper."""

    def __init__(self, folder: Path, place: str = "") -> None:
        self.path = folder / "desk.db"
        self.store = Store.open(self.path, create=True)
        self.archive = Archive.of(self.path, place)
        self.keeper = Keeper(self.store, self.archive, "the tests")

    def keep(self, *captures: Capture) -> list[Snapshot]:
        """Keep captures and sign the log; gives those that were kept."""
        found = [one for one in self.keeper.keep(map(preserve, captures)) if isinstance(one, Snapshot)]
        self.keeper.seal()
        return found

    def files(self) -> list[str]:
        """The records in the archive."""
        return list(self.archive.shelf.names("captures"))

    def note(self) -> str:
        """The newest checkpoint."""
        with self.store.view().log() as log:
            return log.checkpoints()[-1].note


def file(number: int, words: str = "") -> Capture:
    """A file that was added."""
    text = words or f"The harbour master said that crane {number} fell.\n"
    return Capture(f"note-{number}.txt", text.encode(), "text/plain", START + timedelta(minutes=number))


def page(number: int, words: str = "") -> Capture:
    """A page that was fetched, packed on its way."""
    text = words or f"<html><title>Crane {number}</title><p>The mayor denied that crane {number} fell.</p></html>"
    url = f"https://paper.example/news/{number}?from=list"
    http = Http(url, 200, HEAD, ("https://paper.example/old",), "192.0.2.7", "gzip", 0.2)
    return Capture(url, text.encode(), "text/html", START + timedelta(hours=1, minutes=number), http)


def captures(count: int) -> Sequence[Capture]:
    """Files and pages by turns."""
    return [(page if n % 2 else file)(n) for n in range(count)]
