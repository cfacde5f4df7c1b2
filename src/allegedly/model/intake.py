"""What the desk watches, what came of each look at it, and what it saw there: the records of collecting."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

WatchedKind = Literal["feed", "telegram", "sitemap", "listing", "page", "folder"]
WATCHED_KINDS: tuple[WatchedKind, ...] = ("feed", "telegram", "sitemap", "listing", "page", "folder")

# What a look ended in. "quiet" is no outcome: a source is quiet where looks succeed and bring nothing new.
Outcome = Literal[
    "new",  # something that was not held before
    "same",  # answered, nothing new (304, or the same bytes, or the same items)
    "empty",  # answered with a list that holds no item at all
    "refused",  # 401, 403, 451: the host does not want us
    "gone",  # 404, 410
    "limited",  # 429, or 503 with Retry-After
    "broken",  # other 4xx and 5xx
    "unreachable",  # no address, no connection, no answer in time, a bad certificate
    "unreadable",  # an answer that is not what the source is registered as
    "barred",  # our own rules: robots.txt, a forbidden address, a limit of size or time
]
ANSWERED: frozenset[Outcome] = frozenset(("new", "same", "empty"))

State = Literal["new", "healthy", "quiet", "failing", "blocked", "off"]


@dataclass(frozen=True, slots=True)
class Watched:
    """A source that `allegedly watch` looks at. `name` is its key; `outlet` what its reports are signed with.

    `every` is the pause between two looks, in seconds. `pages`: fetch the articles that a list names, too.
    """

    name: str
    url: str
    kind: WatchedKind
    outlet: str = ""
    every: int = 600
    pages: bool = False
    media: bool = False
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Site:
    """How pages of one host are read: XPath expressions; empty ones leave the matter to the general reader."""

    host: str
    links: str = ""
    text: str = ""
    title: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One look at a source. `items` were listed there, `fresh` of them new, `edited` in other words. `status`: HTTP."""

    source: str
    url: str
    at: datetime
    outcome: Outcome
    status: int | None = None
    items: int = 0
    fresh: int = 0
    reason: str = ""
    snapshot: str = ""
    again: datetime | None = None  # not before: what the host asked for
    edited: int = 0


@dataclass(frozen=True, slots=True)
class Cursor:
    """What the next look needs to know of the last: HTTP validators, failures in a row, when it is due."""

    source: str
    due: datetime | None = None
    etag: str = ""
    modified: str = ""
    failures: int = 0
    snapshot: str = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One item of a source: first and last seen there, and since when it is missing (None: it is still there).

    `published` is the item's own date: an item dated between others of a list is missed, an older one only fell off.
    `report`: the id of the report that a file of a folder as a whole is.
    """

    source: str
    item: str
    url: str
    first: datetime
    last: datetime
    missing: datetime | None = None
    published: datetime | None = None
    report: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source does, computed from its attempts: a state since a moment, in words, and how to mend it."""

    source: str
    state: State
    since: datetime | None
    last_answer: datetime | None
    last_fresh: datetime | None
    failures: int
    words: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One item that a list (feed, sitemap, listing page) names: where its page is, and when it says it appeared.

    `report`: the id of the report that a file of a folder as a whole is.
    """

    id: str
    url: str
    published: datetime | None = None
    report: str = ""


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture or film of a report: fetched (hashes known), failed or skipped, and why. Never "done" with a loss.

    `sha256` is of the bytes; `pdq` is a perceptual hash (256 bits, hex) of a still picture, with its quality 0-100.
    """

    report: str
    url: str
    state: Literal["fetched", "failed", "skipped"]
    reason: str = ""
    sha256: str = ""
    media_type: str = ""
    size: int = 0
    pdq: str = ""
    quality: int = 0


@dataclass(frozen=True, slots=True)
class Quarantined:
    """Bytes that could not be read safely: kept apart, with the reason; read again on request."""

    sha256: str
    origin: str
    reason: str
    at: datetime
    tries: int = 1


@dataclass(frozen=True, slots=True)
class Http:
    """How a web answer came: the address asked for, those it led over, and the head of the last answer.

    `head` is the status line and the header lines, as received, without the empty line. `body` tells what was done to
    the bytes: "as sent", or the content coding that was undone. `archived`: when a web archive that it came from says
    that it was fetched; the desk's own time stands in the capture.
    """

    url: str
    status: int
    head: bytes
    hops: tuple[str, ...] = ()
    address: str = ""
    body: str = "as sent"
    seconds: float = 0.0
    archived: datetime | None = None
