"""Parquet: the desk's tables with typed columns; instants are microseconds with the zone UTC, lists are lists."""

from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import TYPE_CHECKING

from allegedly.errors import SetupIncomplete
from allegedly.publish.exports.case import Case, Manner
from allegedly.publish.exports.columns import Row, Table
from allegedly.publish.exports.target import Files
from allegedly.publish.exports.writing import Add

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 5_000  # rows that are held before they are written as one row group


def arrow() -> ModuleType:
    """pyarrow. Raises SetupIncomplete where it is not installed."""
    try:
        import pyarrow
    except ImportError as error:
        raise missing("pyarrow") from error
    found: ModuleType = pyarrow
    return found


def missing(package: str) -> SetupIncomplete:
    """What to say where a package of the extra `frames` is not there."""
    return SetupIncomplete(
        f"{package} is not installed. It comes with the extra `frames`: pip install 'allegedly[frames]'."
    )


def schema(table: Table) -> "pa.Schema":
    """The columns as Arrow types; what a column means stands in its metadata."""
    pa = arrow()
    kinds: Mapping[str, object] = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "bool": pa.bool_(),
        "moment": pa.timestamp("us", tz="UTC"),
        "list": pa.list_(pa.string()),
    }
    return pa.schema([pa.field(c.name, kinds[c.kind], metadata={"about": c.about}) for c in table.columns])


def batch(table: Table, rows: list[Row], made: "pa.Schema") -> "pa.RecordBatch":
    """Rows as one batch of columns."""
    pa = arrow()
    columns = zip(*rows, strict=True) if rows else [[] for _ in made]
    return pa.record_batch(
        [pa.array([_plain(v) for v in column], f.type) for column, f in zip(columns, made, strict=True)], schema=made
    )


def _plain(value: object) -> object:
    """Half of a surrogate pair is no character: UTF-8 cannot hold it."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    return [_plain(v) for v in value] if isinstance(value, tuple) else value


def batches(table: Table, cases: Iterator[Case], manner: Manner) -> "Iterator[pa.RecordBatch]":
    """A table's rows for one incident after the other, some thousands at a time."""
    made, held = schema(table), list[Row]()
    for case in cases:
        held.extend(table.rows(case, manner))
        if len(held) >= GROUP:
            yield batch(table, held, made)
            held = []
    yield batch(table, held, made)


def write_tables(tables: tuple[Table, ...], files: Files, manner: Manner) -> Add:
    """One Parquet file a table."""
    arrow()
    sheets = [_Sheet(table, files) for table in tables]

    def add(case: Case) -> None:
        for sheet in sheets:
            sheet.take(case, manner)

    return add


class _Sheet:
    """One file, and the rows that wait for the next row group."""

    def __init__(self, table: Table, files: Files) -> None:
        from pyarrow import parquet

        self._table, self._schema, self._held = table, schema(table), list[Row]()
        self._writer = parquet.ParquetWriter(files.binary(f"{table.name}.parquet"), self._schema, compression="zstd")
        files.at_end(self._close)

    def take(self, case: Case, manner: Manner) -> None:
        """The rows of one incident."""
        self._held.extend(self._table.rows(case, manner))
        if len(self._held) >= GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._held:
            self._writer.write_batch(batch(self._table, self._held, self._schema))
            self._held = []

    def _close(self) -> None:
        self._flush()
        self._writer.close()
