"""Where records rest: Store, Writer, View. The only room that imports SQLAlchemy."""

from allegedly.store.store import Store
from allegedly.store.view import Match, View
from allegedly.store.writer import GROUP, Writer

__all__ = ["GROUP", "Match", "Store", "View", "Writer"]
