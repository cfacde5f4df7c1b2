"""Who read what is kept from others, and who handed on what: noted in the audit log, off the way of requests.

Pages and programs tell what they show; a thread writes it down in groups. Somebody who reads the same again within an
hour is noted once, so that reading costs no writing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event, Lock, Thread
from typing import Literal

from allegedly.errors import StoreFailed
from allegedly.model.people import Role, reaches
from allegedly.model.restriction import Restriction
from allegedly.publish.visitor import door, visitor
from allegedly.restrict.reaching import Reach
from allegedly.restrict.seen import Seen
from allegedly.store.audit import Entry

PAUSE = 2.0  # seconds between two looks at what was read
AGAIN = timedelta(hours=1)  # after which the same reading is noted again
MOST = 20_000  # readings that wait or are remembered
SOMEBODY = "somebody at the desk"  # where nobody has an account
Of = Literal["report", "incident", "capture"]


def utc() -> datetime:
    """This moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody in a role was shown one thing, by its id in the edition of the role, through a door of the desk."""

    who: str
    role: Role
    door: str
    of: Of
    id: str


class Noting:
    """Takes note of readings, and writes of which restrictions they were. Safe to use from several threads."""

    def __init__(self, seen: Seen, now: Callable[[], datetime] = utc) -> None:
        self.seen, self._now = seen, now
        self._lock, self._writing = Lock(), Lock()
        self._waiting: dict[Reading, None] = {}
        self._entries: list[Entry] = []
        self._looked: set[Reading] = set()  # since `_since`, under the restrictions `_under`
        self._since, self._under = self._now(), tuple[str, ...]()
        self._noted: dict[tuple[str, str, str], datetime] = {}
        self._lost = 0

    def read(self, role: Role, of: Of, ids: Iterable[str]) -> None:
        """Whoever asks now is shown these. Readers see nothing that is kept from others."""
        if role == "reader":
            return
        who, by = visitor().name or SOMEBODY, door()
        with self._lock:
            for id in ids:
                one = Reading(who, role, by, of, id)
                if one in self._waiting or len(self._waiting) < MOST:
                    self._waiting[one] = None
                else:
                    self._lost += 1

    def handed(self, what: str, form: str) -> None:
        """Whoever asks now is given a file: of which incidents, in which form."""
        one = visitor()
        with self._lock:
            self._entries.append(Entry(one.name or SOMEBODY, "export", what, f"{form}, {door()}", one.role))

    def keep_up(self, stop: Event) -> None:
        """Write down what was read, until told to stop; what is left then is written by `write`."""
        Thread(target=self._go_on, args=(stop,), daemon=True).start()

    def _go_on(self, stop: Event) -> None:
        while not stop.wait(PAUSE):
            with suppress(StoreFailed):  # it waits on
                self.write()

    def write(self) -> None:
        """Write down what waits. Raises StoreFailed; then it waits on."""
        with self._writing:
            self._write()

    def _write(self) -> None:
        with self._lock:
            waiting, entries, lost = tuple(self._waiting), tuple(self._entries), self._lost
        if not waiting and not entries:
            return
        standing = self._standing()
        new = [one for one in waiting if one not in self._looked]
        found = self._reached(new, standing) if standing else {}
        rows = [*entries, *self._due(found)]
        if lost:
            rows.append(Entry("", "read", "", f"{lost} readings could not be noted: too many at once", ""))
        if rows:
            self.seen.desk.audit().note_all(rows)
        self._done(waiting, len(entries), lost, found)

    def _standing(self) -> tuple[Restriction, ...]:
        """The restrictions that stand; where they are other ones than before, everything is looked at anew."""
        now = self._now()
        standing = tuple(one for one in self.seen.desk.restrictions().every() if one.stands(now))
        ids = tuple(one.id for one in standing)
        if ids != self._under or now - self._since >= AGAIN:
            self._looked.clear()
            self._since, self._under = now, ids
        return standing

    def _reached(
        self, waiting: Sequence[Reading], standing: Sequence[Restriction]
    ) -> dict[tuple[str, Role, str, Restriction], int]:
        """How many things each read of each restriction that it may see beyond, by door."""
        found: dict[tuple[str, Role, str, Restriction], int] = {}
        for role in {one.role for one in waiting}:
            mine = [one for one in waiting if one.role == role]
            reports = self._reports(role, mine)
            beyond = [one for one in standing if reaches(role, one.least)]
            for restriction, kept in Kept(self.seen, role).of(beyond, {r for ids in reports.values() for r in ids}):
                for one in mine:
                    if (one.of == "capture" and restriction.of == "desk") or not kept.isdisjoint(reports[one]):
                        key = (one.who, role, one.door, restriction)
                        found[key] = found.get(key, 0) + 1
        return found

    def _reports(self, role: Role, mine: Sequence[Reading]) -> dict[Reading, set[str]]:
        """The reports that each reading showed something of, by their ids in the edition; a capture by its hash."""
        view = self.seen.store(role).view()
        found: dict[Reading, set[str]] = {one: {one.id} for one in mine}
        for one in mine:
            if one.of == "incident":
                with suppress(KeyError):  # it is no more
                    found[one] = set(view.incident(one.id).reports)
        return found

    def _due(self, found: Mapping[tuple[str, Role, str, Restriction], int]) -> list[Entry]:
        """Entries of readings that were not noted lately."""
        now, rows = self._now(), []
        self._noted = {key: at for key, at in self._noted.items() if now - at < AGAIN}
        for who, role, by, one in found:
            if (who, by, one.id) not in self._noted:
                rows.append(Entry(who, "read", one.id, f"{one.kind}, {by}", role))
        return rows

    def _done(
        self,
        waiting: Iterable[Reading],
        entries: int,
        lost: int,
        found: Iterable[tuple[str, Role, str, Restriction]],
    ) -> None:
        now = self._now()
        for who, _role, by, one in found:
            self._noted.setdefault((who, by, one.id), now)
        with self._lock:
            for reading in waiting:
                self._waiting.pop(reading, None)
            del self._entries[:entries]
            self._lost -= lost
        if len(self._looked) < MOST:
            self._looked.update(waiting)


class Kept:
    """Which reports of a role's edition hold what restrictions keep from others."""

    def __init__(self, seen: Seen, role: Role) -> None:
        self._seen, self._store = seen, seen.store(role)
        self._names = Reach(seen.desk, seen.editions.bound(role))
        self._following = seen.desk.following()

    def of(self, restrictions: Sequence[Restriction], shown: set[str]) -> Iterable[tuple[Restriction, set[str]]]:
        """For each restriction, the ids of what it reaches: reports as the edition calls them, hashes of captures;
        of those that reach everything only reports that were shown."""
        for one in restrictions:
            if one.of == "desk":
                yield one, self._among(one, shown)
            else:
                told = self._following.told_in(one.target) if one.of == "incident" else {one.target}
                yield one, self._called(self._following.versions({*one.reports, *told}))

    def _called(self, reports: Iterable[str]) -> set[str]:
        view, found = self._seen.desk.view(), set[str]()
        for id in reports:
            with suppress(KeyError):  # it was let go of meanwhile
                found |= {name for name in (self._names.name(id), view.report(id).snapshot) if name}
        return found

    def _among(self, one: Restriction, shown: set[str]) -> set[str]:
        reach, held = Reach(self._seen.desk, [one]), self._store.view().extractions(shown)
        plans = {id: reach.plan(found.report, found) for id, found in held.items()}
        return {id for id, plan in plans.items() if plan is None or plan.secret}
