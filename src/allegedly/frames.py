"""A desk's tables as data frames: `allegedly.open("desk.db")`. Read-only; the columns are those of the exports.

    with allegedly.open("desk.db") as desk:
        claims = desk.claims(place="Kherson", since=datetime(2024, 1, 1, tzinfo=UTC))

Frames are pandas' (with its nullable types), polars' or Arrow's own, as `as_` says: when the desk is opened, or for
one table. Places are at settlement precision unless `exact` is asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, TypedDict, Unpack, get_args

from allegedly.desk.stored import StoredDesk
from allegedly.model.vocabulary import KnownBy
from allegedly.publish.exports.case import Asked, Case, Manner
from allegedly.publish.exports.parquet import arrow, batches, missing, schema
from allegedly.publish.exports.tables import TABLES
from allegedly.store import Store

As = Literal["pandas", "polars", "arrow"]


class Wanted(TypedDict, total=False):
    """Which incidents: ids or starts of them; part of a place's name; bounds of time; standing; words of a report.

    `as_of` computes everything as known at that moment, by publication or, with `known_by="seen"`, by when the desk
    held it. Times without an offset are UTC.
    """

    incidents: tuple[str, ...]
    place: str
    since: datetime
    until: datetime
    status: str
    words: str
    as_of: datetime
    known_by: KnownBy


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, its Arrow type, what it means."""

    name: str
    type: str
    about: str


class Frames:
    """An open desk. Each table is read anew when it is asked for."""

    def __init__(self, path: str | Path = "desk.db", as_: As = "pandas", exact: bool = False) -> None:
        """Open a desk by its file or address. Raises StoreFailed, and ValueError for a kind of frame that is none."""
        self._as, self._manner = _known(as_), Manner(exact=exact)
        self._path, self._store = path, Store.open(path)
        self._desk = StoredDesk(self._store.view())

    def __repr__(self) -> str:
        shown = str(self._path).rpartition("@")[2]  # of an address without name and password
        return f"Frames({shown!r}, {self._as!r}): " + ", ".join(f"{name}()" for name in TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def incidents(self, as_: As | None = None, **wanted: Unpack[Wanted]) -> Any:
        """One row an incident: its extent, its standing on two axes, how many voices and conflicts."""
        return self.table("incidents", as_, **wanted)

    def claims(self, as_: As | None = None, **wanted: Unpack[Wanted]) -> Any:
        """One row a claim: speaker, stance, event, figure, place, time, and the span of its words."""
        return self.table("claims", as_, **wanted)

    def propositions(self, as_: As | None = None, **wanted: Unpack[Wanted]) -> Any:
        """One row a proposition: what claims affirm or deny, and how it stands."""
        return self.table("propositions", as_, **wanted)

    def cells(self, as_: As | None = None, **wanted: Unpack[Wanted]) -> Any:
        """The matrix in long form: one row a voice on a proposition."""
        return self.table("cells", as_, **wanted)

    def voices(self, as_: As | None = None, **wanted: Unpack[Wanted]) -> Any:
        """One row a voice (origin) of an incident."""
        return self.table("voices", as_, **wanted)

    def conflicts(self, as_: As | None = None, **wanted: Unpack[Wanted]) -> Any:
        """One row a conflict, the settled ones too."""
        return self.table("conflicts", as_, **wanted)

    def tolls(self, as_: As | None = None, **wanted: Unpack[Wanted]) -> Any:
        """One row a kind of harm of an incident: the range of reports, each bound with its claim."""
        return self.table("tolls", as_, **wanted)

    def silences(self, as_: As | None = None, **wanted: Unpack[Wanted]) -> Any:
        """One row a silence, said or seen."""
        return self.table("silences", as_, **wanted)

    def reports(self, as_: As | None = None, **wanted: Unpack[Wanted]) -> Any:
        """One row a report of an incident, its text with it; those in which nobody claims anything too."""
        return self.table("reports", as_, **wanted)

    def table(self, name: str, as_: As | None = None, **wanted: Unpack[Wanted]) -> Any:
        """A table by its name, as a frame. Raises KeyError: no such table, or no such incident."""
        pa, one = arrow(), TABLES[name]
        made = pa.Table.from_batches(batches(one, self._cases(name, wanted), self._manner), schema(one))
        return _frame(made, _known(as_) if as_ else self._as)

    def columns(self, name: str) -> list[Column]:
        """What the columns of a table are."""
        about = {c.name: c.about for c in TABLES[name].columns}
        return [Column(f.name, str(f.type), about[f.name]) for f in schema(TABLES[name])]

    def _cases(self, name: str, wanted: Wanted) -> Iterator[Case]:
        moments = {k: _aware(t) for k in ("since", "until", "as_of") if (t := wanted.get(k)) is not None}
        return self._desk.cases(Asked(**{**wanted, **moments}, stories=name == "reports"))  # type: ignore[arg-type]


def _aware(moment: object) -> object:
    return moment.replace(tzinfo=UTC) if isinstance(moment, datetime) and moment.tzinfo is None else moment


def _known(as_: str) -> As:
    found = next((one for one in get_args(As) if one == as_), None)
    if found is None:
        raise ValueError(f"as_={as_!r} is none of {', '.join(get_args(As))}")
    kind: As = found
    return kind


def _frame(table: Any, as_: As) -> Any:
    if as_ == "arrow":
        return table
    if as_ == "polars":
        try:
            import polars
        except ImportError as error:
            raise missing("polars") from error
        return polars.from_arrow(table)
    try:
        import pandas
    except ImportError as error:
        raise missing("pandas") from error
    pa = arrow()
    # Whole numbers and yes or no with gaps stay what they are, where pandas' older types would make them floats.
    kinds = {pa.int64(): pandas.Int64Dtype(), pa.bool_(): pandas.BooleanDtype(), pa.string(): pandas.StringDtype()}
    return table.to_pandas(types_mapper=kinds.get)
