"""One look at one source: what it answers, what it lists, the pages of what is new there. Nothing is stored here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from allegedly.collect.fetch import Answer
from allegedly.collect.files import collect_files
from allegedly.collect.manners import Polite, later
from allegedly.errors import InputMissing, SkipRecord
from allegedly.model import (
    Attempt,
    Capture,
    Cursor,
    Listed,
    Quarantined,
    Rejection,
    Report,
    Site,
    Snapshot,
    Watched,
    digest,
)
from allegedly.model.intake import ANSWERED, Outcome
from allegedly.preserve import preserve
from allegedly.preserve.keeper import Keeper
from allegedly.read import Options
from allegedly.run.fence import Fenced
from allegedly.stages import QUARANTINE
from allegedly.watch.parse import Fences, both, items, reports

STAGE = "collect"
PAGES = 30  # pages of one list that are fetched in one look; the next look goes on
BACK = 5  # pages of a channel that are turned back, where posts were missed between two looks
LISTS = 10  # sitemaps that one sitemap of sitemaps leads to
LATER: frozenset[Outcome] = frozenset(("unreachable", "limited", "broken"))  # worth another try at the next look
Unseen = Callable[[Sequence[Listed]], list[Listed]]
Files = Callable[[], Mapping[str, str]]
WHOLE = frozenset(("whole file", "whole page"))  # where a report is all that its file holds


@dataclass(frozen=True, slots=True)
class Tools:
    """What a look works with: a polite fetcher, fenced parsers, how pages of hosts are read.

    `keeper`: the archive of what is taken in; None: the folder beside the store.
    """

    web: Polite
    fences: Fences
    options: Options = field(default_factory=Options)
    keeper: Keeper | None = None

    def site(self, url: str) -> Site | None:
        """The rule for the pages of an address's host."""
        host = urlsplit(url).hostname or ""
        return next((one for one in self.options.sites if one.host.lower() == host.lower()), None)


@dataclass(slots=True)
class Look:
    """What a look brought. `listed`: what the source shows now, as far as it was dealt with; None: no list came.

    `whole`: that is all there is (a folder), so what is not in it is gone; a feed shows its newest only.
    """

    source: Watched
    at: datetime
    outcome: Outcome = "same"
    reason: str = ""
    status: int | None = None
    items: int = 0
    fresh: int = 0
    edited: int = 0
    snapshots: list[Snapshot] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    dropped: list[Rejection] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)
    listed: list[Listed] | None = None
    cursor: Cursor | None = None
    again: datetime | None = None
    whole: bool = False

    def attempt(self) -> Attempt:
        """As the store keeps it."""
        first = self.snapshots[0].sha256 if self.snapshots else ""
        return Attempt(
            self.source.name,
            self.source.url,
            self.at,
            self.outcome,
            self.status,
            self.items,
            self.fresh,
            self.reason,
            first,
            self.again,
            self.edited,
        )

    def noted(self) -> tuple[Attempt, Cursor, list[Listed] | None, bool]:
        """As the store takes it: the look, where the next one goes on, what is listed, and whether that is all."""
        assert self.cursor is not None
        return self.attempt(), self.cursor, self.listed, self.whole

    def ended(self, outcome: Outcome, reason: str = "") -> None:
        """How it ended."""
        self.outcome, self.reason = outcome, reason or self.reason


def look(one: Watched, cursor: Cursor, unseen: Unseen, tools: Tools, files: Files = dict[str, str]) -> Look:
    """Look at a source. Never raises for what hosts do.

    `unseen` tells which items of a list were never dealt with; `files` which report a file of a folder was before.
    """
    found = Look(one, datetime.now(UTC))
    etag, modified = cursor.etag, cursor.modified
    try:
        if one.kind == "folder":
            _folder(found, unseen, tools, files)
        else:
            answer = tools.web.get(address(one), cursor.etag, cursor.modified)
            _answered(found, answer, cursor, unseen, tools)
            if answer.capture and found.outcome in ANSWERED and not _unfinished(found):
                etag, modified = answer.etag, answer.modified
    except SkipRecord as error:
        found.ended("unreadable", str(error))
    answered = found.outcome in ANSWERED
    failures = 0 if answered else cursor.failures + 1
    due = later(found.at, one.every, failures, found.again)
    # what could not be read is no ground to call the same bytes the same next time
    done = found.snapshots and answered and not _unfinished(found)
    seen = found.snapshots[0].sha256 if done else "" if found.outcome == "unreadable" else cursor.snapshot
    if found.outcome == "unreadable":
        etag = modified = ""
    found.cursor = Cursor(one.name, due, etag, modified, failures, seen)
    return found


def _unfinished(found: Look) -> bool:
    """Were more items listed than could be dealt with? Then the same list must be read again next time."""
    return found.listed is not None and len(found.listed) < found.items


def address(one: Watched) -> str:
    """Where a source is asked: a channel by its public preview."""
    if one.kind != "telegram":
        return one.url
    name = one.url.rstrip("/").rpartition("/")[2].removeprefix("@").partition("?")[0]
    host = "https://t.me" if "://" not in one.url or urlsplit(one.url).hostname == "t.me" else _origin(one.url)
    return f"{host}/s/{name}"


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _answered(found: Look, answer: Answer, cursor: Cursor, unseen: Unseen, tools: Tools) -> None:
    """From the first answer on: the same as before, a page, or a list."""
    found.status, found.again = answer.status, answer.again
    if answer.capture is None:
        found.ended(answer.outcome, answer.reason)
        return
    snapshot = _kept(found, answer.capture)
    if snapshot.sha256 == cursor.snapshot:
        found.ended("same", "the same bytes as at the last look")
        return
    if found.source.kind == "telegram" and "/s/" not in (answer.capture.http.url if answer.capture.http else ""):
        found.ended("refused", "the channel has no public preview: it is private, renamed, or has it switched off")
        return
    if found.source.kind == "page":
        found.items = 1
        _read(found, snapshot, tools)
        found.fresh = len(found.reports)
        found.ended("new" if found.reports else "unreadable", "" if found.reports else _why(found))
        return
    _list(found, snapshot, unseen, tools)


def _kept(found: Look, capture: Capture) -> Snapshot:
    snapshot = preserve(capture)
    found.snapshots.append(snapshot)
    return snapshot


def _why(found: Look) -> str:
    return found.dropped[-1].reason if found.dropped else "nothing could be read in it"


def _list(found: Look, snapshot: Snapshot, unseen: Unseen, tools: Tools) -> None:
    """A list: what is new in it, with its pages where they are wanted."""
    one = found.source
    listed, further, results = _names(found, snapshot, tools)
    for url in further[:LISTS]:
        listed += _further(found, url, tools)
    found.items = len(listed)
    new = unseen(listed)
    if not listed:
        found.listed = []
        found.ended("empty", "the list holds no item")
        return
    if one.kind == "telegram" and cursor_met(listed, new):
        listed = _back(found, listed, unseen, tools)
        found.items = len(listed)
        new = unseen(listed)
    fresh = {item.id for item in new}
    if one.pages or one.kind in {"listing", "sitemap"}:
        failed = set(_pages(found, new, tools))
        found.listed = [item for item in listed if item.id not in failed]
        fresh -= failed
    else:
        if results is None:
            _read(found, snapshot, tools)
        else:
            _take(found, results)
        found.listed = listed
    found.fresh = len(fresh)
    found.ended("new" if fresh else "same", "" if fresh else "nothing new in the list")


def cursor_met(listed: Sequence[Listed], new: Sequence[Listed]) -> bool:
    """Is everything that the first page shows new? Then posts may lie between it and the last look."""
    return bool(listed) and len(new) == len(listed)


def _items(found: Look, snapshot: Snapshot, tools: Tools) -> tuple[list[Listed], list[str]]:
    return tools.fences.run(items, found.source.kind, snapshot, tools.site(snapshot.origin))


def _names(
    found: Look, snapshot: Snapshot, tools: Tools
) -> tuple[list[Listed], list[str], list[Report | Rejection] | None]:
    """What a list names, further lists, and of a feed its reports too, unless reading both at once breaks the fence."""
    if found.source.kind == "feed" and not found.source.pages:
        with suppress(Fenced):
            listed, results = tools.fences.run(both, snapshot, tools.options, found.source.outlet)
            return listed, [], results
    return *_items(found, snapshot, tools), None


def _further(found: Look, url: str, tools: Tools) -> list[Listed]:
    """The items of a further list; a failure is noted."""
    answer = tools.web.get(url)
    if answer.capture is None:
        found.dropped.append(Rejection(url, STAGE, answer.reason, "It is tried again at the next look."))
        return []
    return _items(found, _kept(found, answer.capture), tools)[0]


def _back(found: Look, listed: list[Listed], unseen: Unseen, tools: Tools) -> list[Listed]:
    """Turn back a channel's pages until a post that is known, or the channel's start, or far enough."""
    for _ in range(BACK):
        oldest = min(int(item.id.rpartition("/")[2]) for item in listed)
        answer = tools.web.get(f"{address(found.source)}?before={oldest}")
        if answer.capture is None:
            found.dropped.append(Rejection(answer.url, STAGE, answer.reason, "Older posts were not fetched."))
            break
        snapshot = _kept(found, answer.capture)
        older = [item for item in _items(found, snapshot, tools)[0] if item.id not in {one.id for one in listed}]
        if not older:
            break
        _read(found, snapshot, tools)
        listed = older + listed
        if len(unseen(older)) < len(older):
            break
    return listed


def _pages(found: Look, new: Sequence[Listed], tools: Tools) -> Iterator[str]:
    """Fetch and read the pages of new items; gives the ids of those that are to be tried again."""
    for number, item in enumerate(new):
        if number >= PAGES:
            yield item.id
            continue
        answer = tools.web.get(item.url)
        if answer.capture is not None:
            _read(found, _kept(found, answer.capture), tools)
            continue
        again = answer.outcome in LATER
        mend = "It is tried again at the next look." if again else "Open it in a browser."
        found.dropped.append(Rejection(item.url, STAGE, f"{answer.outcome}: {answer.reason}", mend))
        if again:
            yield item.id


def _read(found: Look, snapshot: Snapshot, tools: Tools) -> None:
    """The reports of a snapshot; what breaks the fence goes into quarantine."""
    try:
        results = tools.fences.run(reports, snapshot, tools.options, found.source.outlet)
    except Fenced as error:
        found.quarantined.append(Quarantined(snapshot.sha256, snapshot.origin, str(error), found.at))
        mend = "Its bytes are kept apart: allegedly quarantine list."
        found.dropped.append(Rejection(snapshot.origin, QUARANTINE, str(error), mend))
        return
    _take(found, results)


def _take(found: Look, results: Sequence[Report | Rejection]) -> None:
    for one in results:
        if isinstance(one, Rejection):
            found.dropped.append(one)
        else:
            found.reports.append(one)


def _folder(found: Look, unseen: Unseen, tools: Tools, files: Files) -> None:
    """Files dropped into a folder: each is read when it appears or changes."""
    folder = Path(found.source.url.removeprefix("file://"))
    if not folder.is_dir():
        found.ended("gone", f"{folder}: no such folder")
        return
    paths = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    listed = [Listed(digest(path.name, *_state(path)), str(path)) for path in paths]
    new = unseen(listed)
    before = files() if new else {}
    found.items, found.listed, found.fresh, found.whole = len(listed), [], len(new), True
    read: dict[str, Listed] = {}
    for item in new:
        try:
            read[item.id] = _file(found, item, before.get(item.url, ""), tools)
        except InputMissing as error:
            found.dropped.append(Rejection(item.url, STAGE, str(error), "It is tried again at the next look."))
            listed = [one for one in listed if one.id != item.id]
            found.whole = False  # it may be there, and cannot be read
    found.listed = [read.get(one.id, one) for one in listed]
    found.ended("new" if new else "same" if listed else "empty")


def _file(found: Look, item: Listed, before: str, tools: Tools) -> Listed:
    """Read a file; gives it with the report that it is as a whole: the one that it was before, in other words now.

    What names itself (rows with ids, a page with its address) keeps that name. Raises InputMissing.
    """
    held = len(found.reports)
    for capture in collect_files(item.url):
        if isinstance(capture, Rejection):
            found.dropped.append(capture)
        else:
            _read(found, _kept(found, capture), tools)
    new = found.reports[held:]
    if len(new) != 1 or new[0].locator not in WHOLE or new[0].url:
        return replace(item, report=before)  # an unreadable state in between
    found.reports[held] = one = replace(new[0], id=before or new[0].id)
    return replace(item, report=one.id)


def _state(path: Path) -> tuple[int, int]:
    state = path.stat()
    return state.st_mtime_ns, state.st_size
