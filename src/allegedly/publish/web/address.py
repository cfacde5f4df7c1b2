"""The incident page's own address: what it was asked for, so that each link changes one thing and keeps the rest."""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import parse_qsl, quote, urlencode

from allegedly.model.vocabulary import KnownBy


def then(as_of: datetime | None, by: KnownBy, name: str = "at") -> str:
    """What an address adds so that another page, too, tells what was known at a moment; nothing for now."""
    return f"?{urlencode({name: as_of.isoformat(), 'by': by})}" if as_of else ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page about an incident is asked to show; `at` and `minutes` as the address wrote them."""

    key: str
    at: str = ""
    minutes: int | None = None
    by: KnownBy = "published"
    columns: str = ""
    opened: tuple[str, ...] = ()
    rows: str = ""
    news: str = ""

    @property
    def path(self) -> str:
        """The page, asked for nothing."""
        return f"/incident/{quote(self.key, safe='')}"

    def query(self) -> str:
        """What is asked, without what is asked anyway."""
        given = {
            "at": self.at,
            "m": "" if self.minutes is None else str(self.minutes),
            "by": "" if self.by == "published" else self.by,
            "columns": self.columns,
            "open": ",".join(self.opened),
            "rows": self.rows,
            "news": self.news,
        }
        return urlencode({name: value for name, value in given.items() if value})

    def href(self, anchor: str = "") -> str:
        """The address of this page."""
        query = self.query()
        return self.path + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")

    def whole(self, whole: bool = True) -> str:
        """The address with every column its own, or folded again."""
        return replace(self, columns="all" if whole else "", opened=()).href("matrix")

    def folding(self, family: str) -> str:
        """The address with one family of columns opened, or folded again if it is open."""
        opened = tuple(x for x in self.opened if x != family) if family in self.opened else (*self.opened, family)
        return replace(self, opened=opened).href("matrix")

    def since(self, news: str) -> str:
        """The address with what changed in another stretch of time."""
        return replace(self, news=news).href("news")

    def every(self, anchor: str) -> str:
        """The address with every line of long lists."""
        return replace(self, rows="all").href(anchor)

    def now(self) -> str:
        """The address as known now."""
        return replace(self, at="", minutes=None).href()

    def kept(self) -> list[tuple[str, str]]:
        """What a form that asks for another moment keeps."""
        given = parse_qsl(replace(self, at="", minutes=None, by="published").query())
        return [(name, value) for name, value in given if name != "news"]

    def places(self) -> str:
        """Where the places stand, as known at the same moment."""
        known = urlencode([(k, v) for k, v in (("at", self.at), ("by", self.by)) if v and v != "published"])
        if self.minutes is not None:
            known = urlencode({"m": self.minutes, "by": self.by})
        return f"{self.path}/places.json" + (f"?{known}" if known else "")
