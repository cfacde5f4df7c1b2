"""Lists that go on: what is wanted of them, and one page of what there is, with the place where the next one starts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from allegedly.model.claim import Claim
from allegedly.model.search import Term
from allegedly.model.vocabulary import Lang

T = TypeVar("T")
# Where a page ended: values that its order compares, so that nothing is told twice while others write.
Mark = tuple[int | str | None, ...]


@dataclass(frozen=True, slots=True)
class ClaimsWanted:
    """Which claims are wanted. Empty means any. `since` and `until` bound when it is said to have happened."""

    event: str = ""
    stance: str = ""
    speaker: str = ""
    place: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReportsWanted:
    """Which reports are wanted. Empty means any. `since` and `until` bound publication."""

    words: str = ""
    source: str = ""
    lang: str = ""
    since: datetime | None = None
    until: datetime | None = None
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in a list, without its text."""

    id: str
    title: str
    source: str
    lang: Lang | None
    published: datetime | None
    first_seen: datetime | None
    edited: datetime | None
    url: str | None
    version: int
    claims: int


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim with what a list shows of its report."""

    claim: Claim
    source: str
    title: str
    published: datetime | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of a list, and the mark after which it goes on (None: it ends here)."""

    items: tuple[T, ...]
    mark: Mark | None = None
