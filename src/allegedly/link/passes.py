"""The passes of linking, each a function of some reports and of the background: they can run anywhere, in any order.

Reports come as bytes (an Extraction as JSON) and results go as bytes: that is a sixth of what pickling records costs.
"""

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from allegedly.knowledge.linking import linking
from allegedly.link.admit import Meeting, compare
from allegedly.link.background import Background, Counts, counted, weighted
from allegedly.link.copies import Text
from allegedly.link.items import Item
from allegedly.link.keys import Keys
from allegedly.link.profile import Held, heading
from allegedly.link.settle import Formed, form
from allegedly.link.shelf import Memory
from allegedly.link.vectors import Weighted
from allegedly.model import Extraction, Link

AT_HAND = 4000  # reports that a worker keeps ready, some 40 kB each


@dataclass(frozen=True, slots=True)
class Profile:
    """What one report is to the others, beside its keys: its items, its names, its first words."""

    report: str
    heading: str
    items: tuple[Item, ...]
    names: tuple[str, ...]


class Found(NamedTuple):
    """A report's profile (JSON), and what is laid aside of it until it is asked for (pickled `Laid`)."""

    profile: bytes
    laid: bytes


class Laid(NamedTuple):
    """The keys of a report's items in their order, and what comparing needs of it; each pickled.

    Weights and hashes are read in a tenth of the time that it takes to find them anew in the report.
    """

    keys: bytes
    ready: bytes


class Meetings(NamedTuple):
    """Items to compare, and the reports that they are of (as `Laid.ready`)."""

    reports: Mapping[str, bytes]
    pairs: tuple[Meeting, ...]


class Component(NamedTuple):
    """Items that links hold together, and the links between them."""

    names: tuple[str, ...]
    links: tuple[Link, ...]


class Components(NamedTuple):
    """Components (JSON) to be formed, and the reports that they are of (as `Laid.ready`)."""

    reports: Mapping[str, bytes]
    components: bytes


opened = msgspec.json.Decoder(Extraction).decode
_items = msgspec.json.Decoder(tuple[Item, ...]).decode
_components = msgspec.json.Decoder(list[Component]).decode
encode = msgspec.json.Encoder().encode
profiled = msgspec.json.Decoder(Profile).decode
links = msgspec.json.Decoder(list[Link]).decode
formed = msgspec.json.Decoder(list[Formed]).decode


class Bench:
    """Reports ready to be compared, at hand until there are too many. Where it is sent it arrives without them."""

    def __init__(self) -> None:
        self._clear()

    def __reduce__(self) -> tuple[type["Bench"], tuple[()]]:
        return Bench, ()

    def held(self, reports: Mapping[str, bytes]) -> Held:
        """These reports at hand, with their items, words and texts."""
        if len(self._weighted) + len(reports) > AT_HAND:
            self._clear()
        for name, data in reports.items():
            if name not in self._weighted:
                told, self._weighted[name], self._texts[name] = pickle.loads(data)
                self._held.know(name, _items(told), (), "")
        return self._held

    def _clear(self) -> None:
        rules = linking()
        self._weighted: dict[str, Weighted] = {}
        self._texts: dict[str, Text] = {}
        self._held = Held(Memory({}, rules.blocks.cap), weighted(counted(())), rules, alone=True)
        self._held.weighted, self._held.text = self._weighted.__getitem__, self._texts.__getitem__


def count(_: None, reports: Sequence[bytes]) -> Counts:
    """How many of these reports have each word."""
    return counted(map(opened, reports))


def profile(against: Background, reports: Mapping[str, bytes]) -> list[Found]:
    """The profile of each report, and what is laid aside of it."""
    rules = linking()
    known = {name: opened(data) for name, data in reports.items()}
    held = Held(Memory(known, rules.blocks.cap), against, rules, alone=True, ahead=True)
    return [_profile(name, held) for name in reports]


def _profile(report: str, held: Held) -> Found:
    told = held.told(report)
    keys = tuple(held.keys(item) for item in told)
    one = Profile(report, heading(held.shelf.extraction(report).report), told, held.names(report))
    ready = (encode(told), held.weighted(report), held.text(report))
    return Found(encode(one), pickle.dumps(Laid(pickle.dumps(keys, 5), pickle.dumps(ready, 5)), 5))


def laid(data: bytes) -> Laid:
    """What was laid aside of a report."""
    found: Laid = pickle.loads(data)
    return found


def keys_of(data: bytes) -> tuple[Keys, ...]:
    """The keys of a report's items, as they were laid aside."""
    found: tuple[Keys, ...] = pickle.loads(laid(data).keys)
    return found


def compared(bench: Bench, meetings: Meetings) -> bytes:
    """The links (JSON) that comparing these items gives."""
    held = bench.held(meetings.reports)
    return encode([link for one in meetings.pairs for link in compare(one, held)])


def forming(bench: Bench, given: Components) -> bytes:
    """The components (JSON), formed."""
    held = bench.held(given.reports)
    return encode([form(one.names, one.links, held) for one in _components(given.components)])
