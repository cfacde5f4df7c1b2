"""Where records rest: Store, Writer, View. The only room that imports SQLAlchemy."""

from allegedly.store.blocks import Blocks
from allegedly.store.judgements import standing
from allegedly.store.log import Log
from allegedly.store.store import Store
from allegedly.store.view import Match, View
from allegedly.store.writer import GROUP, Writer

__all__ = ["GROUP", "Blocks", "Log", "Match", "Store", "View", "Writer", "standing"]
