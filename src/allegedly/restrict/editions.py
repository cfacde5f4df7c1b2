"""Editions: the desk as those below a restriction may see it, each in a store of its own.

What a role may not see never lies in the store that its pages are read from. Reports that it may see are copied with
what was read out of them; others are left out, or masked and read anew; then the edition is linked and assessed as any
desk is. A restriction that is new, lifted or over makes the edition anew, into a file that never held the rest.
"""

import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from secrets import token_hex

from allegedly.errors import StoreFailed
from allegedly.model import Done, Extraction, Judgement, Report, digest
from allegedly.model.people import ROLES, Role
from allegedly.model.restriction import Restriction, binding
from allegedly.relink import rejudge, relink
from allegedly.restrict.deciding import Translator
from allegedly.restrict.masking import coarsened, masked
from allegedly.restrict.reaching import Reach
from allegedly.run import Stage, outcomes
from allegedly.stages import Choice, way
from allegedly.store import GROUP, Store
from allegedly.store.editions import State

BATCH = 10 * GROUP  # reports that are copied together
Bound = tuple[Restriction, ...]


class Preparing(StoreFailed):
    """An edition that keeps all restrictions is not there yet: nothing may be shown until it is."""


def utc() -> datetime:
    """This moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did: editions made anew, reports copied into those that were there, editions let go of."""

    made: int = 0
    copied: int = 0
    dropped: int = 0


class Editions:
    """The editions of a desk, in a folder beside it."""

    def __init__(self, store: Store, now: Callable[[], datetime] = utc) -> None:
        self._store, self._now = store, now
        self.folder = store.path.with_name(f"{store.path.name}.editions")

    def bound(self, role: Role) -> Bound:
        """What is kept from a role now."""
        return binding(self._store.restrictions().every(), role, self._now())

    def current(self, role: Role) -> Path | None:
        """The file of the edition that a role reads; None where it reads the desk itself.

        One that keeps more than is asked for now does until it is made anew. Raises Preparing where none keeps enough.
        """
        bound = self.bound(role)
        if not bound:
            return None
        wanted, states = {one.id for one in bound}, self._store.following().states()
        ready = {n: set(s.restrictions) for n, s in states.items() if (self.folder / n).exists()}
        exact = sorted(n for n, held in ready.items() if held == wanted)
        stricter = sorted((n for n, held in ready.items() if held > wanted), key=lambda n: (len(ready[n]), n))
        if not (exact or stricter):
            raise Preparing(f"what {role}s may see of this desk is being prepared. Try again in a while.")
        return self.folder / (exact or stricter)[0]

    def refresh(self, roles: Sequence[Role] = ROLES) -> Refreshed:
        """Bring the editions of these roles up to date, and let go of those nobody reads; one process at a time."""
        if not self._store.restrictions().every():
            return Refreshed()
        with self._alone():
            sets = {tuple(sorted(one.id for one in bound)): bound for role in ROLES if (bound := self.bound(role))}
            asked = {tuple(sorted(one.id for one in self.bound(role))) for role in roles}
            made = copied = 0
            for ids, bound in sets.items():
                if ids in asked:
                    new, more = self._follow(ids, bound)
                    made, copied = made + new, copied + more
            return Refreshed(made, copied, self._sweep(set(sets)))

    def _follow(self, ids: tuple[str, ...], bound: Bound) -> tuple[int, int]:
        """One edition, made where there is none that can go on. Gives how many were made, how many reports copied."""
        states = self._store.following().states()
        mine = [n for n, s in states.items() if s.restrictions == ids and (self.folder / n).exists()]
        for name in mine:
            at = Store.open(self.folder / name)
            try:
                one = _Making(self._store, at, bound)
                if one.can_go_on(states[name]):
                    state = one.go_on(states[name])
                    self._store.following().keep(name, state)
                    return 0, one.copied
            finally:
                at.close()
            self._remove(name)  # at once: it may hold what is kept back by now
        self._make(ids, bound)
        return 1, 0

    def _make(self, ids: tuple[str, ...], bound: Bound) -> None:
        name = f"{digest('edition', *ids, size=8)}-{token_hex(4)}.db"
        part = self.folder / f"{name}.part"
        at = Store.open(part, create=True)
        try:
            with self._store.view().log() as log:
                called = log.name()
            at.following().begin(called, int(self._now().timestamp() * 1000))
            state = _Making(self._store, at, bound).begin(ids)
            at.compact()  # also empties the file's journal, so that the file can be renamed
        finally:
            at.close()
        os.chmod(part, 0o600)
        part.rename(self.folder / name)
        self._store.following().keep(name, state)

    def _sweep(self, needed: set[tuple[str, ...]]) -> int:
        """Let go of editions that nobody reads, and of what was left by a stop."""
        states = self._store.following().states()
        known = {name for name, state in states.items() if state.restrictions in needed}
        gone = {p.name.partition(".db")[0] + ".db" for p in self.folder.glob("*.db*")} - known
        for name in gone | (set(states) - known):
            self._remove(name)
        return len(gone)

    def _remove(self, name: str) -> None:
        for ending in ("", "-wal", "-shm", ".part", ".part-wal", ".part-shm"):
            (self.folder / f"{name}{ending}").unlink(missing_ok=True)
        self._store.following().drop(name)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else makes editions of this desk in this folder meanwhile."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


class _Making:
    """Fills one edition."""

    def __init__(self, desk: Store, edition: Store, bound: Bound) -> None:
        self._desk, self._edition = desk, edition
        self._reach = Reach(desk, bound)
        self.copied = 0

    @cached_property
    def _step(self) -> Stage[Report, Extraction]:
        return way(Choice()).extract

    def can_go_on(self, state: State) -> bool:
        """Was nothing taken out, read anew or kept back since that the edition holds?"""
        turns = self._desk.restrictions().turns(state.turn)
        if any(gone for _, _, gone in turns) or (turns and min(key for _, key, _ in turns) <= state.last):
            return False
        return not self._edition.following().held(self._reach.kept_back())

    def begin(self, ids: tuple[str, ...]) -> State:
        """Fill an edition that is empty."""
        state = self._copy(State(ids, turn=self._desk.restrictions().turned()))
        judged, new = self._decisions(state)
        for judgement in new:
            self._edition.writer().judge(judgement)
        relink(self._edition)
        judged, new = self._decisions(replace(state, judged=judged))
        for judgement in new:  # those about voices, which are known by now
            rejudge(self._edition, judgement)
        self._edition.following().hush()
        return replace(state, judged=judged)

    def go_on(self, state: State) -> State:
        """Bring what is new into an edition that has the rest."""
        state = self._copy(replace(state, turn=self._desk.restrictions().turned()))
        if self.copied:
            relink(self._edition)
        judged, new = self._decisions(state)
        for judgement in new:
            rejudge(self._edition, judgement)
        return replace(state, judged=judged)

    def _copy(self, state: State) -> State:
        following = self._desk.following()
        top, last = following.top(), state.last
        while batch := following.after(last, top, BATCH):
            reports = [report for _, report in batch]
            found = self._desk.view().extractions(one.id for one in reports)
            done = [one for report in reports if (one := self._as_seen(report, found.get(report.id))) is not None]
            if done:
                self._edition.writer().extracted(done, self._step.name, self._step.version)
            self._pictured([one.report for one in done])
            self.copied += len(done)
            last = batch[-1][0]
        if self.copied:
            self._edition.writer().index()
        return replace(state, last=last)

    def _as_seen(self, report: Report, found: Extraction | None) -> Done | None:
        """A report with what was read out of it, as the edition holds it; None where it does not."""
        plan = self._reach.plan(report, found)
        if plan is None:
            return None
        if not plan.secret:
            plain = self._reach.untied(report)
            return Done(plain, replace(found, report=plain) if found else None)
        if found is None:
            return None  # nothing tells which of its words are places
        anew = masked(found, plan)
        results = [one for outcome in outcomes(self._step, [anew]) for one in outcome.results]
        made = next((one for one in results if isinstance(one, Extraction)), None)
        return Done(anew, coarsened(made, found, plan.cell) if made and plan.cell else made)

    def _pictured(self, reports: Sequence[Report]) -> None:
        """What is known of the media of reports that are shown as they are: media of others are not theirs."""
        shown = {one.id: set(one.media) for one in reports if one.media}
        self._edition.intake().media(self._reach.shareable(self._desk.following().media(shown)))

    def _decisions(self, state: State) -> tuple[dict[str, str], list[Judgement]]:
        """Decisions that the edition does not have as they are now, in its own names."""
        return Translator(self._desk, self._edition, self._reach).new(state.judged)


def linked(store: Store) -> None:
    """Bring incidents up to date, and editions where there are any."""
    relink(store)
    Editions(store).refresh()
