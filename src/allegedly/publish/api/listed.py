"""What all lists share: how much of them is asked, where they go on, and the parts of their filters."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from allegedly.model.listing import Mark, Page
from allegedly.publish.api import cursors
from allegedly.publish.api.answers import Answer, Fault, Refused
from allegedly.publish.api.route import Call

MOST = 200
Words = Annotated[str, Meta(max_length=200)]
Moment = Annotated[datetime, Meta(tz=True)]
Limit = Annotated[int, Meta(ge=1, le=MOST, description="How many at most.")]
After = Annotated[
    str, Meta(max_length=cursors.LONGEST, description="Where the list goes on: the `next` of the page before.")
]


class ListAsked(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A list without filters."""

    limit: Limit = 50
    cursor: After = ""


@dataclass(frozen=True, slots=True)
class List:
    """A list: its name, how a page of it is made, the record that holds one, and the type of its marks."""

    name: str
    page: Callable[[Mark | None, int], Page[Any]]
    kind: Callable[[Any, str | None], object]
    shape: Any

    def answer(self, call: Call) -> Answer:
        """One page, which begins where the cursor says. Raises Refused where that is of another list."""
        of = (self.name, msgspec.structs.replace(call.query, limit=1, cursor=""))
        found = self.page(cursors.read(of, call.query.cursor, self.shape), call.query.limit)
        more = cursors.written(of, found.mark) if found.mark else None
        return Answer(self.kind(found.items, more), links=links(call, more))


def links(call: Call, cursor: str | None) -> dict[str, str]:
    """Where the list goes on, as a header says it."""
    return {"next": call.with_("cursor", cursor)} if cursor else {}


def in_order(since: datetime, until: datetime | None) -> None:
    """Refuses an end before the beginning."""
    if until is not None and until < since:
        raise Refused(422, "until: is before since.", [Fault("until", "is before since")])
