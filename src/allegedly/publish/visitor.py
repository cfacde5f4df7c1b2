"""Who asks now: set for the length of a request by the web desk, read wherever something depends on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from allegedly.model.people import Visitor

NOBODY = Visitor("", "reader", frozenset())  # where no request is answered: who is not known may least

_visitor: ContextVar[Visitor] = ContextVar("visitor", default=NOBODY)
_door: ContextVar[str] = ContextVar("door", default="")


def visitor() -> Visitor:
    """Who asks now."""
    return _visitor.get()


def door() -> str:
    """By which door whoever asks now came in: "pages", or "programs" (API, feeds, streams)."""
    return _door.get()


@contextmanager
def visiting(one: Visitor, by: str = "") -> Iterator[None]:
    """Answer a visitor, who came in by a door, for the length of the block."""
    before, came = _visitor.set(one), _door.set(by)
    try:
        yield
    finally:
        _visitor.reset(before)
        _door.reset(came)
