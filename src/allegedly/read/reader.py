"""The door of the readers: how a format is recognised and read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from allegedly.model import Rejection, Report, Site, Snapshot

HEAD = 65_536  # bytes that sniffing looks at


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says of the input.

    `format`: a reader's name, empty to sniff. `columns`: (field, header) pairs of a table. `max_chars`: the longest
    text, in code points, that one report may have. `sites`: how pages of a host are read.
    """

    format: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    max_chars: int = 250_000
    sites: tuple[Site, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """A format. `suits` gives 0 (not mine) to 100 (surely mine) from the first bytes and the file's suffix.

    `read` yields Reports and Rejections, in the order of the file; it raises Unreadable where nothing can be read.
    `fenced`: its input is markup, which can be made to hurt; it runs in a process of bounded memory and time.
    """

    suits: Callable[[bytes, str], int]
    read: Callable[[Snapshot, Options], Iterator[Report | Rejection]]
    fenced: bool = False
