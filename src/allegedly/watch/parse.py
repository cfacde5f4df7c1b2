"""What the fenced worker does for watching: lists and reports out of bytes. Functions of this module travel to it."""

from collections.abc import Callable
from dataclasses import replace
from queue import Queue
from typing import TypeVar

from allegedly import plugins
from allegedly.errors import SkipRecord
from allegedly.model import Listed, Rejection, Report, Site, Snapshot
from allegedly.model.intake import WatchedKind
from allegedly.read import Options, read
from allegedly.read.sniff import PACKED, sniff
from allegedly.run.fence import SECONDS, Fence
from allegedly.stages import warm as markup

T = TypeVar("T")


def warm() -> None:
    """Load all that parsing needs, before the worker's memory is bounded: pictures too."""
    import pdqhash  # noqa: F401
    import PIL.Image

    PIL.Image.init()
    markup()


def items(kind: WatchedKind, snapshot: Snapshot, site: Site | None) -> tuple[list[Listed], list[str]]:
    """What a list names, and further lists that it names. Raises Unreadable where it is no list of its kind."""
    from allegedly.read import feed, links, preview

    if kind == "feed":
        return feed.listed(snapshot), []
    if kind == "telegram":
        return preview.listed(snapshot), []
    if kind == "sitemap":
        return links.sitemap(snapshot)
    return links.links(snapshot, site), []


def both(snapshot: Snapshot, options: Options, outlet: str) -> tuple[list[Listed], list[Report | Rejection]]:
    """What a feed names, and its reports: as `items` and `reports` give them, parsed once where that is the same."""
    from allegedly.read import feed

    readers = plugins.every("allegedly.readers")
    if not snapshot.data.startswith(PACKED) and readers[sniff(snapshot, readers, options.format)] is feed.FEED:
        listed, found = feed.both(snapshot, options)
        return listed, [_signed(one, outlet) for one in found]
    return feed.listed(snapshot), reports(snapshot, options, outlet)


def reports(snapshot: Snapshot, options: Options, outlet: str) -> list[Report | Rejection]:
    """All that a snapshot holds, signed with the source's outlet where it has one."""
    found: list[Report | Rejection] = []
    try:
        for one in read(snapshot, plugins.every("allegedly.readers"), options):
            found.append(_signed(one, outlet))
    except SkipRecord as error:
        found.append(Rejection(snapshot.origin, "read", str(error).removeprefix(f"{snapshot.origin}: ")))
    return found


def _signed(one: Report | Rejection, outlet: str) -> Report | Rejection:
    return replace(one, source=outlet) if outlet and isinstance(one, Report) else one


class Fences:
    """Some fences, each lent to one thread at a time."""

    def __init__(self, number: int, seconds: float = SECONDS) -> None:
        self._all = [Fence(warm, seconds) for _ in range(number)]
        self._free: Queue[Fence] = Queue()
        for one in self._all:
            self._free.put(one)

    def run(self, function: Callable[..., T], *given: object) -> T:
        """The function's result, from whichever fence is free. Raises as Fence.run does."""
        one = self._free.get()
        try:
            return one.run(function, *given)
        finally:
            self._free.put(one)

    def close(self) -> None:
        """Let all workers go."""
        for one in self._all:
            one.close()
