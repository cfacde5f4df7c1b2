"""A route as a row of a table: how it is asked, what it takes, what it gives. The document comes from the same rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

import msgspec

from allegedly.publish.api.answers import JSON, Answer
from allegedly.publish.desk import Desk
from allegedly.publish.pages import Pages
from allegedly.publish.records import Records
from allegedly.publish.web.site import Edition, Given


class Nothing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request: `edition` is what the asker may see, `path` holds the parts of the address, `query` and `body` the
    records that the route names, `asked` the parameters as they came."""

    given: Given
    edition: Edition
    address: str
    path: Mapping[str, str]
    query: Any
    body: Any = None
    asked: Sequence[tuple[str, str]] = ()

    def with_(self, name: str, value: str) -> str:
        """The address of this request with one parameter set otherwise."""
        return f"{self.address}?{urlencode([*(pair for pair in self.asked if pair[0] != name), (name, value)])}"

    @property
    def desk(self) -> Desk:
        """The desk as the asker may see it."""
        return self.edition.desk

    @property
    def pages(self) -> Pages:
        """The lists of the desk; routes that need them are offered only where there are any."""
        assert self.edition.pages is not None
        return self.edition.pages

    @property
    def records(self) -> Records:
        """Intake and provenance; routes that need them are offered only where there are any."""
        assert self.edition.records is not None
        return self.edition.records


@dataclass(frozen=True, slots=True)
class Route:
    """`tells` is the sentence that the document says; `example` a request to copy, its base left out."""

    path: str
    name: str
    tells: str
    answer: Callable[[Call], Answer]
    gives: Any
    query: type[msgspec.Struct] = Nothing
    method: Literal["GET", "POST"] = "GET"
    body: Any = None
    status: int = 200
    media: tuple[str, ...] = (JSON,)
    example: str = ""
    needs: Literal["", "pages", "records"] = ""
    more: str = ""

    @property
    def parts(self) -> list[str]:
        """Names of the variable parts of its address."""
        return [one.strip("{}").partition(":")[0] for one in self.path.split("/") if one.startswith("{")]


def offered(routes: tuple[Route, ...], given: Given) -> tuple[Route, ...]:
    """The routes that this desk can answer."""
    have = {"": True, "pages": given.pages is not None, "records": given.records is not None}
    return tuple(one for one in routes if have[one.needs])
