"""From bytes to text to claims: the records of collect, preserve, read and extract."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Literal

from allegedly.model.claim import Attribution, Claim
from allegedly.model.intake import Http
from allegedly.model.span import Span, Words, digest
from allegedly.model.vocabulary import Lang, MentionKind, TimePrecision


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as they were obtained, and from where. `media_type` is a hint, never trusted. `http`: of web answers."""

    origin: str
    data: bytes
    media_type: str
    fetched: datetime
    http: Http | None = None
    line: int = 1  # of the file, where the capture is a part of one


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A preserved capture: immutable, named by the SHA-256 (hex) of its bytes."""

    sha256: str
    origin: str
    data: bytes
    media_type: str
    fetched: datetime
    http: Http | None = None
    line: int = 1


@dataclass(frozen=True, slots=True)
class Forward:
    """Where a forwarded post first stood, as the platform's metadata says it."""

    source: str
    published: datetime | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One published item of one outlet, in one version.

    Three clocks are kept apart: `published` is what the item claims, `first_seen` is when this
    desk first held it, `edited` is what the platform says of a later edit. `snapshot` and
    `locator` (line, message id, row) lead back to the preserved bytes. `edits` is the id of the
    report whose later version this one is.
    """

    id: str
    text: str
    title: str = ""
    lang: Lang | None = None
    published: datetime | None = None
    published_precision: TimePrecision = "minute"
    source: str = ""
    url: str | None = None
    edited: datetime | None = None
    first_seen: datetime | None = None
    version: int = 1
    forward: Forward | None = None
    reply_to: str | None = None
    edits: str | None = None
    media: tuple[str, ...] = ()
    snapshot: str = ""
    locator: str = ""
    # The date came without an offset: its clock face is local time at the place, kept here as if it were UTC.
    local_clock: bool = False

    @property
    def digest(self) -> str:
        """Identity of this version: the same item read again has the same digest."""
        return _identity(self.source, self.id, self.title, self.text, str(self.published), str(self.edited))

    @property
    def content(self) -> str:
        """Hash of what is said, when and by whom: a corrected date or outlet makes a new version, as other words do."""
        return digest(self.title, self.text, self.published, self.edited, self.source)

    def words(self, span: Span) -> str:
        """The exact words at a span."""
        return self.text[span.start : span.end]


@lru_cache(16)
def _identity(source: str, id: str, title: str, text: str, published: str, edited: str) -> str:
    """Each claim of a report asks for it, and a report may be a book."""
    return digest("report", source, id, title, text, published, edited)


@dataclass(frozen=True, slots=True)
class Rejection:
    """What was not used, where it stood and why. `stage` names the room that dropped it.

    `part` names the field that was dropped where the record itself was kept (a date in 1970); empty: the whole record.
    `mend` says what the reader can do about it.
    """

    record: str
    stage: str
    reason: str
    mend: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's place, its language and the number of its paragraph (from 0)."""

    span: Span
    lang: Lang
    paragraph: int


@dataclass(frozen=True, slots=True)
class Document:
    """A report made ready for extraction.

    `clean` is as long as `report.text`, code point for code point: markup, links, emoji and
    promotional tails are blanked with spaces, so that a span in it is a span in the text.
    """

    report: Report
    lang: Lang
    clean: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place, time, person, organisation or quantity that the text names."""

    report: str
    kind: MentionKind
    text: str
    span: Span
    id: str | None = None
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    value: str | float | int | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Considered:
    """A word that extraction looked at and let go: a `cue` or an `event` word, and why it gave nothing."""

    kind: Literal["cue", "event"]
    words: Words
    reason: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What a report is about in words, for linking without frames.

    `lemmas`: content-word lemmas in text order (repeats kept); `names`: proper nouns, folded so that
    inflections meet; `figures`: numbers as written. Language-dependent, unlike a frame.
    """

    lemmas: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one report; the edge between extract and link."""

    report: Report
    lang: Lang
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    terms: Terms = field(default_factory=Terms)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one report at extraction; what the store keeps in one transaction.

    `final` False: a defect stopped it, so nothing goes into the ledger and the next run tries again.
    """

    report: Report
    extraction: Extraction | None = None
    rejections: tuple[Rejection, ...] = ()
    final: bool = True
