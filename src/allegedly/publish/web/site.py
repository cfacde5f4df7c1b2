"""What every page stands on: the desk, the clock, the templates, and the language that is spoken."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import files

import anyio
from fastapi import HTTPException
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from allegedly.model import Incident
from allegedly.model.people import Role, Visitor
from allegedly.model.vocabulary import Lang
from allegedly.publish.clock import Clock
from allegedly.publish.desk import Decider, Desk
from allegedly.publish.pages import Pages
from allegedly.publish.people import Keeper
from allegedly.publish.records import Records
from allegedly.publish.restrict import Restricter
from allegedly.publish.soft import softened
from allegedly.publish.tongue import LANGS, _, catalogue, spoken
from allegedly.publish.visitor import visitor
from allegedly.publish.web.guard import Names
from allegedly.publish.web.metrics import Metrics
from allegedly.publish.web.rates import Limits

PAGE = 50  # incidents on one page
NOT_FOUND = 404
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")  # marks that turn the direction of what follows
FIRST, LAST = "\u2068", "\u202c\u2069"  # an isolate, and its end (Unicode Standard Annex 9)
Translator = Callable[[str, Lang, Lang], str]  # a text, its language, and the one wanted
STATIC = files("allegedly.publish.web") / "static"


@dataclass(frozen=True, slots=True)
class Edition:
    """The desk as some may see it: the same reports and incidents, without what is kept from them."""

    desk: Desk
    pages: Pages | None = None
    records: Records | None = None


def unnoted(what: str, form: str) -> None:
    """Nobody takes note of what is handed on."""


News = Callable[[float, int], Awaitable[int]]


async def slept(seconds: float, seen: int) -> int:
    """Where nobody tells of news, time passes."""
    await anyio.sleep(seconds)
    return seen


@dataclass(frozen=True, slots=True)
class Given:
    """What a web desk is given by whoever starts it.

    `rules` maps a rule's name to the sentence that explains it. `decider` takes the decisions of whoever uses the
    pages, signed `by` where a form does not say otherwise; without one the pages change nothing. `records`
    tells of intake and provenance; without it no page does. `now` tells the time, for what is counted from it.
    `pages` are lists for programs and feeds; without them there are none of these. `unready` tells why the desk
    cannot be used now; empty: it can. `metrics` counts requests; without it /metrics is not there.
    `editions` gives the desk as a role may see it; without it all see `desk`, `pages` and `records` as they are.
    `restricter` takes restrictions; without it the pages take none and mark nothing as restricted.
    `handed` takes note of files that are given out: of which incident ("all"), in which form.
    `people` knows who may do what; without it, or while nobody has an account, whoever asks sits at the desk. `names`
    are those that the desk is asked under beyond this machine, `limits` how often one visitor may ask. `news` waits so
    many seconds, or until the desk changed more often than it was seen to, and gives how often that was.
    """

    desk: Desk
    clock: Clock = field(default_factory=Clock)
    rules: Mapping[str, str] = field(default_factory=dict)
    decider: Decider | None = None
    by: str = ""
    records: Records | None = None
    translators: Mapping[str, Translator] = field(default_factory=dict)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    pages: Pages | None = None
    unready: Callable[[], str] = str
    metrics: Metrics | None = None
    editions: Callable[[Role], Edition] | None = None
    restricter: Restricter | None = None
    people: Keeper | None = None
    handed: Callable[[str, str], None] = unnoted
    names: Names = field(default_factory=Names)
    limits: Limits = field(default_factory=Limits)
    news: News = slept

    def edition(self, who: Visitor) -> Edition:
        """What a visitor may see of the desk."""
        return self.editions(who.role) if self.editions else Edition(self.desk, self.pages, self.records)


@dataclass(frozen=True, slots=True)
class Writing:
    """Whether pages take decisions, and who is taken to decide where a form does not say otherwise.

    `named`: it is whoever is signed in, and forms do not ask.
    """

    open: bool = False
    by: str = ""
    named: bool = False


class Site:
    """The desk, and templates filled from it."""

    def __init__(self, given: Given) -> None:
        self.given, self.clock, self.rules = given, given.clock, given.rules
        self.templates = Environment(
            loader=PackageLoader("allegedly.publish.web"),
            autoescape=True,
            finalize=isolated,
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n"],
        )
        self.templates.filters["soft"] = softened
        # Looked up at each call, in the language of the request that is answered.
        self.templates.install_gettext_callables(  # type: ignore[attr-defined] # the extension adds it
            lambda text: catalogue(spoken()).gettext(text),
            lambda one, many, number: catalogue(spoken()).ngettext(one, many, number),
            newstyle=True,
        )

    @property
    def edition(self) -> Edition:
        """What whoever asks now may see. Nothing that is shown is read but through this."""
        return self.given.edition(visitor())

    @property
    def desk(self) -> Desk:
        """The desk as whoever asks now may see it."""
        return self.edition.desk

    @property
    def records(self) -> Records | None:
        """Intake and provenance as whoever asks now may see them."""
        return self.edition.records

    @property
    def writing(self) -> Writing:
        """What whoever asks now may decide."""
        one = visitor()
        return Writing(self.given.decider is not None and one.may("decide"), one.name or self.given.by, bool(one.name))

    def render(self, template: str, here: str, context: Mapping[str, object], status: int = 200) -> HTMLResponse:
        """One page; `here` names its entry in the menu."""
        page = self.templates.get_template(template)
        common = {"here": here, "clock": self.clock, "writing": self.writing, "langs": LANGS, "spoken": spoken()}
        common |= {"vendored": vendored, "visitor": visitor()}
        return HTMLResponse(page.render(**common, **context), status)

    def incident(self, key: str) -> Incident:
        """The incident, or 404."""
        try:
            return self.desk.incident(key)
        except KeyError as error:
            raise HTTPException(404, _("No incident has the id {key}.").format(key=repr(key))) from error

    def local(self, at: datetime | None) -> datetime | None:
        """A time without an offset is read by the clock that the pages print."""
        return at.replace(tzinfo=self.clock.zone) if at is not None and at.tzinfo is None else at

    def missing(self, what: str, status: int) -> HTMLResponse:
        """What there is no page for, or what an address asks that cannot be understood."""
        title = _("Not found") if status == NOT_FOUND else _("Not understood")
        return self.render("missing.html", "missing", {"what": what, "title": title}, status)

    def unread(self, error: Exception) -> HTMLResponse:
        """The store was taken away, or cannot be read now: told without its path, which is nobody else's business."""
        title, why = _("The desk cannot be read now"), str(error).partition(": ")[2] or str(error)
        return self.render("missing.html", "missing", {"what": why, "title": title}, 503)

    def refused(self, detail: str, status: int) -> HTMLResponse:
        """A decision that was not taken, and why."""
        return self.render("refused.html", "refused", {"what": detail}, status)


def vendored(name: str) -> bool:
    """Was this script of others fetched at set-up? Pages do without."""
    return (STATIC / "vendor" / name).is_file()


def instant(given: str) -> datetime | None:
    """A moment of a form's field, which may be left empty."""
    try:
        return datetime.fromisoformat(given) if given else None
    except ValueError as error:
        raise HTTPException(422, _("{given} is no time such as 2024-01-04T18:00.").format(given=repr(given))) from error


def isolated(value: object) -> object:
    """A stranger's text with marks of direction, kept to itself: it cannot turn the desk's own words around."""
    if isinstance(value, str) and BIDI.search(value):
        return type(value)(FIRST + value + LAST * len(BIDI.findall(value)))
    return value
