"""One round: every source that is due is looked at, what is new is taken in, and each look is noted after that."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event

from allegedly.model import Cursor, Sighting, Watched
from allegedly.pipeline import take
from allegedly.preserve.keeper import kept_beside
from allegedly.restrict.editions import linked
from allegedly.stages import Choice
from allegedly.store import Store
from allegedly.tally import Tally
from allegedly.watch.look import Look, Tools, look
from allegedly.watch.media import fetch_media

THREADS = 16  # looks at the same time; they mostly wait
ENOUGH = 300  # reports that are taken in together
TOGETHER = 50  # looks that are noted together: others who write wait meanwhile
Heard = Callable[[Look, Sequence[Sighting]], None]


@dataclass(slots=True)
class Round:
    """What a round did. `reports` and their `claims` are new; `anew` reports were held, and read by newer rules."""

    looks: int = 0
    reports: int = 0
    repeats: int = 0
    claims: int = 0
    anew: int = 0
    missing: list[Sighting] = field(default_factory=list)
    tally: list[Tally] = field(default_factory=list)


def unheard(found: Look, missing: Sequence[Sighting]) -> None:
    """Nobody listens."""


def due(watched: Iterable[Watched], cursors: dict[str, Cursor], now: datetime) -> list[Watched]:
    """The sources whose pause is over, the longest waiting first."""
    waiting = [(cursors[one.name].due if one.name in cursors else None, one) for one in watched if one.enabled]
    ready = [(when, one) for when, one in waiting if when is None or when <= now]
    return [one for _, one in sorted(ready, key=lambda pair: (pair[0] is not None, pair[0], pair[1].name))]


def once(
    watched: Sequence[Watched],
    store: Store,
    tools: Tools,
    choice: Choice | None = None,
    stop: Event | None = None,
    heard: Heard = unheard,
) -> Round:
    """Look at these sources now, and bring incidents up to date. A `stop` lets looks that have begun end."""
    done = brought(watched, store, tools, choice, stop, heard)
    linked(store)
    return done


def brought(
    watched: Sequence[Watched],
    store: Store,
    tools: Tools,
    choice: Choice | None = None,
    stop: Event | None = None,
    heard: Heard = unheard,
) -> Round:
    """Look at these sources and take in what is new; its incidents wait until all is linked.

    A `stop` lets looks that have begun end, and begins no other.
    """
    done, choice = Round(), choice or Choice()
    waiting: list[Look] = []
    for found in _looks(watched, store, tools, stop):
        waiting.append(found)
        if sum(len(one.reports) for one in waiting) >= ENOUGH:
            _keep(waiting, store, tools, choice, done, heard)
            waiting = []
    _keep(waiting, store, tools, choice, done, heard)
    return done


def _looks(watched: Sequence[Watched], store: Store, tools: Tools, stop: Event | None) -> Iterator[Look]:
    """The looks as they end."""
    intake = store.intake()
    cursors = intake.cursors()
    with ThreadPoolExecutor(min(THREADS, len(watched) or 1), thread_name_prefix="look") as pool:
        futures: list[Future[Look | None]] = []
        for one in watched:
            cursor = cursors.get(one.name, Cursor(one.name))
            futures.append(pool.submit(_unless_stopped, stop, one, cursor, store, tools))
        for future in as_completed(futures):
            found = future.result()
            if found is not None:
                yield found


def _unless_stopped(stop: Event | None, one: Watched, cursor: Cursor, store: Store, tools: Tools) -> Look | None:
    if stop is not None and stop.is_set():
        return None
    intake = store.intake()
    return look(one, cursor, lambda items: intake.unseen(one.name, items), tools, lambda: intake.files(one.name))


def _count_edits(looks: Sequence[Look], store: Store) -> None:
    """How many items that are held came in other words; a list with an edit in it is not the same."""
    held = store.view().versions(one.id for found in looks for one in found.reports)
    for found in looks:
        known = [(one, held[one.id]) for one in found.reports if one.id in held]
        found.edited = sum(all(one.content != row[0] for row in rows) for one, rows in known)
        if found.edited and found.outcome == "same":
            found.ended("new", f"{found.edited} changed")


def _keep(looks: Sequence[Look], store: Store, tools: Tools, choice: Choice, done: Round, heard: Heard) -> None:
    """Take in what these looks brought, then note them: in this order, a stop in between repeats looks, loses none."""
    if not looks:
        return
    intake, tally, keeper = store.intake(), Tally(), tools.keeper or kept_beside(store)
    kept = {one.sha256 for one in tally.keep(keeper.keep(s for found in looks for s in found.snapshots))}
    for found in looks:
        for one in found.quarantined:
            intake.quarantine(one)
        list(tally.keep(found.dropped))
    # what was redacted is not taken in again, though its source still shows it
    raw = [report for found in looks for report in found.reports if report.snapshot in kept]
    _count_edits(looks, store)
    if raw or tally.rejections or tally.notes:
        take(raw, store, choice, tally, linked=False)
    for found in looks:
        if found.source.media:
            mine = [report for report in found.reports if report.snapshot in kept]
            intake.media(fetch_media(mine, tools, keeper, intake.pictured(one.id for one in mine)))
    for start in range(0, len(looks), TOGETHER):
        part = looks[start : start + TOGETHER]
        for found, missing in zip(part, intake.looked_together(one.noted() for one in part), strict=True):
            done.missing += missing
            heard(found, missing)
    keeper.seal()
    done.looks += len(looks)
    done.reports += tally.reports - tally.anew
    done.repeats += tally.repeats
    done.claims += tally.claims - tally.anew_claims
    done.anew += tally.anew
    done.tally.append(tally)
