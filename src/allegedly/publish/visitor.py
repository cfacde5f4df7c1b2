"""Who asks now: set for the length of a request by the web desk, read wherever something depends on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from allegedly.model.people import Visitor

NOBODY = Visitor("", "reader", frozenset())  # where no request is answered: who is not known may least

_visitor: ContextVar[Visitor] = ContextVar("visitor", default=NOBODY)


def visitor() -> Visitor:
    """Who asks now."""
    return _visitor.get()


@contextmanager
def visiting(one: Visitor) -> Iterator[None]:
    """Answer a visitor for the length of the block."""
    before = _visitor.set(one)
    try:
        yield
    finally:
        _visitor.reset(before)
