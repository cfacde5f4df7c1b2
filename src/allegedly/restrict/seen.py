"""What a role reads: the desk itself, or its edition; kept up with the desk, never behind a new restriction."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Event, Lock, Thread

from allegedly.desk.records import StoredRecords, twins
from allegedly.errors import StoreFailed
from allegedly.model import Custody, Pictured, Provenance, Quarantined, SourceRecord
from allegedly.model.people import ROLES, Role
from allegedly.restrict.editions import Editions
from allegedly.restrict.masking import Finder
from allegedly.store import Store

LOOK = 2.0  # seconds between two looks at whether the desk has changed


class Seen:
    """Stores as roles read them. Safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        self.desk, self.editions = store, Editions(store)
        self._open: dict[Path, Store] = {}
        self._lock = Lock()

    def store(self, role: Role) -> Store:
        """The store that a role reads. Raises Preparing while none keeps what is kept from it."""
        path = self.editions.current(role)
        if path is None:
            return self.desk
        with self._lock:
            if path not in self._open:
                for gone in [known for known in self._open if not known.exists()]:
                    del self._open[gone]  # whoever still reads it lets it go at the end
                self._open[path] = Store.open(path)
            return self._open[path]

    def hidden(self, role: Role) -> Finder:
        """Finds the words that are kept from a role."""
        return Finder(word for one in self.editions.bound(role) for word in one.words)

    def keep_up(self, stop: Event) -> None:
        """Bring editions up to date whenever the desk has changed, until told to stop."""
        Thread(target=self._go_on, args=(stop,), daemon=True).start()

    def _go_on(self, stop: Event) -> None:
        last: object = None
        while not stop.is_set():
            with suppress(StoreFailed):  # a desk that is busy now is asked again
                now = self.pulse()
                if now != last:
                    self.editions.refresh()
                    last = now
            stop.wait(LOOK)

    def pulse(self) -> object:
        """Another one after every change that an edition must follow."""
        bound = tuple(tuple(one.id for one in self.editions.bound(role)) for role in ROLES)
        if not any(bound):
            return bound
        view, following = self.desk.view(), self.desk.following()
        return bound, following.top(), self.desk.restrictions().turned(), view.lists().pulse(), len(view.judgements())


class SeenRecords:
    """Implements `publish.records.Records` for an edition: no bytes, no counts of what others may see."""

    def __init__(self, desk: StoredRecords, edition: Store, hidden: Callable[[], Finder]) -> None:
        self._desk, self._edition, self._hidden = desk, edition, hidden

    def sources(self) -> Sequence[SourceRecord]:
        """Every source of the file of sources with its health; what it listed is not counted."""
        finder = self._hidden()
        return [
            replace(
                one,
                watched=replace(one.watched, url=finder.masked(one.watched.url)),
                standing=replace(one.standing, last_fresh=None, words=finder.masked(one.standing.words)),
                attempts=(),
                items=0,
                missing=0,
            )
            for one in self._desk.sources()
        ]

    def quarantined(self) -> Sequence[Quarantined]:
        """Nothing: what was never read may hold what is kept back."""
        return ()

    def captured(self, sha256: str) -> tuple[bytes, str]:
        """Raises KeyError: bytes as they were obtained may hold more than the report that was read from them."""
        raise KeyError(sha256)

    def provenance(self, report: str) -> Provenance:
        """The way of one report as the edition has it. Raises KeyError where it has none of this id."""
        view, intake = self._edition.view(), self._edition.intake()
        one = view.report(report)
        base = one.id.removesuffix(f"@{one.version}") if one.version > 1 else one.id
        custody: tuple[Custody, ...] = ()
        if one.snapshot:
            whole = self._desk.provenance(one.id)
            custody = tuple(replace(c, origin=self._hidden().masked(c.origin), file="") for c in whole.custody)
        return Provenance(
            one,
            custody,
            tuple(view.report(id) for _, id, _ in view.versions([base]).get(base, ())),
            tuple(Pictured(medium, twins(medium, intake.alike(medium))) for medium in intake.media_of(report)),
        )
