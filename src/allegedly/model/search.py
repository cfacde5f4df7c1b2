"""What is looked for in the preserved words, and what was found."""

from dataclasses import dataclass
from datetime import datetime

from allegedly.model.report import Report
from allegedly.model.span import Span
from allegedly.model.vocabulary import Lang


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a report must hold, or must not: a word in any of its forms, or words in exactly this order.

    `lemmas`: the dictionary forms that the word may belong to. `names`: the name's letters as all scripts share them.
    """

    text: str
    phrase: bool = False
    without: bool = False
    lemmas: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: all terms at once, in reports of a language and an outlet, about a kind of happening."""

    terms: tuple[Term, ...] = ()
    lang: str = ""
    source: str = ""
    event: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds it: where in its text, its language, its incident's id and title, and how many claims."""

    report: Report
    spans: tuple[Span, ...]
    lang: Lang
    incident: str = ""
    title: str = ""
    claims: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """How many of the reports that were found share a property, the most frequent values first."""

    name: str
    values: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits. `total` of the reports that match were counted, and `more` says whether there are others;
    `facets` count the newest of them, at most `counted`.
    """

    total: int
    hits: tuple[Hit, ...] = ()
    facets: tuple[Facet, ...] = ()
    counted: int = 0
    more: bool = False
