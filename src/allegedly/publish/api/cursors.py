"""Where a list goes on, as one word that says nothing to its bearer and fits the list that it was made for alone."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Annotated, Any

import msgspec

from allegedly.model import digest
from allegedly.model.listing import Mark
from allegedly.publish.api.answers import Fault, Refused

Whole = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]  # what the store can compare by
LONGEST = 400  # letters of a cursor
WRONG = "is not a cursor of this list with these filters; start again without it"


class Cursor(msgspec.Struct, array_like=True):
    """The list (a hash of its name and filters) and the mark that it goes on from."""

    of: str
    mark: tuple[int | str | None, ...]


def written(of: object, mark: Mark) -> str:
    """A cursor. `of`: the list's name and its filters."""
    raw = msgspec.msgpack.encode(Cursor(_name(of), mark))
    return urlsafe_b64encode(raw).decode().rstrip("=")


def read(of: object, given: str, shape: Any) -> Mark | None:
    """The mark of a cursor; None for an empty one. `shape`: its type. Raises Refused where it is none of this list."""
    if not given:
        return None
    try:
        found = msgspec.msgpack.decode(urlsafe_b64decode(given + "=" * (-len(given) % 4)), type=Cursor)
        mark: Mark = msgspec.convert(found.mark, shape)
    except (msgspec.MsgspecError, ValueError) as error:
        raise refused() from error
    if found.of != _name(of):
        raise refused()
    return mark


def refused() -> Refused:
    """The answer to what is no cursor of a list."""
    return Refused(422, f"cursor: {WRONG}.", [Fault("cursor", WRONG)])


def _name(of: object) -> str:
    return digest("list", msgspec.json.encode(of), size=4)
