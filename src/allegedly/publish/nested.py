"""The contract's records as Parquet: the same keys, lists and records inside records, with types."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from itertools import islice
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from allegedly.model import Assessment, Attribution, Claim, Incident, Mention, Span
from allegedly.publish.exports.parquet import arrow

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 5_000  # rows that are held before they are written as one row group
RECORDS: Mapping[str, type] = {"attributions": Attribution, "claims": Claim, "mentions": Mention}
# incidents.jsonl is put together of two records; what it computes has types of its own.
OF_INCIDENT = ("id", "title", "reports", "claims", "start", "end", "place", "copies", "background")
OF_ASSESSMENT = ("propositions", "conflicts", "occurrence", "attribution", "publishers")


def rewrite(name: str, source: Path, target: Path) -> None:
    """A file of the contract from JSON Lines to Parquet, some thousands of rows at a time. Raises OSError."""
    pa = arrow()
    from pyarrow import parquet

    made = schema(name)
    with source.open("rb") as lines, parquet.ParquetWriter(str(target), made, compression="zstd") as out:
        while rows := [msgspec.json.decode(line) for line in islice(lines, GROUP)]:
            columns = [pa.array([_plain(row.get(f.name), f.type) for row in rows], f.type) for f in made]
            out.write_batch(pa.record_batch(columns, schema=made))


@cache
def schema(name: str) -> "pa.Schema":
    """The columns of a file of the contract."""
    pa = arrow()
    if name in RECORDS:
        return pa.schema(_fields(RECORDS[name]))
    known = {f.name: f for f in (*_fields(Incident), *_fields(Assessment))}
    bounds = pa.struct([(bound, pa.int64()) for bound in ("low", "best", "high")])
    silence = pa.struct([("who", pa.string()), ("report", pa.string())])
    more = [pa.field("silences", pa.list_(silence)), pa.field("toll", pa.map_(pa.string(), bounds))]
    return pa.schema([*(known[n] for n in (*OF_INCIDENT, *OF_ASSESSMENT)), *more])


def _fields(record: type) -> "list[pa.Field]":
    pa, hints = arrow(), get_type_hints(record)
    return [pa.field(f.name, kind(hints[f.name])) for f in fields(record)]


def kind(hint: Any) -> "pa.DataType":
    """The Arrow type of a field: of values of several types (a mention's) and of instants the text that JSON has."""
    pa = arrow()
    plain = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), datetime: pa.string()}
    if hint in plain:
        return plain[hint]
    if hint is Span:
        return pa.list_(pa.int64())
    if is_dataclass(hint) and isinstance(hint, type):
        return pa.struct(_fields(hint))
    inner = [one for one in get_args(hint) if one is not NoneType]
    if get_origin(hint) in (tuple, list, frozenset):
        return pa.list_(kind(inner[0]))
    if get_origin(hint) in (Union, UnionType) and len(inner) == 1:
        return kind(inner[0])
    if get_origin(hint) is Literal and all(isinstance(one, int) for one in inner):
        return pa.int64()
    if set(inner) == {int, float}:
        return pa.float64()
    if get_origin(hint) in (Union, UnionType, Literal):
        return pa.string()
    raise TypeError(f"no column for {hint}")


def _plain(value: Any, of: "pa.DataType") -> Any:
    """A value as its column wants it: keys of records that came as JSON, texts where several types may stand."""
    pa = arrow()
    if value is None:
        return None
    if pa.types.is_map(of):
        return list(_entries(value, of))
    if pa.types.is_struct(of):
        return {f.name: _plain(value.get(f.name), f.type) for f in of}
    if pa.types.is_list(of):
        return [_plain(one, of.value_type) for one in value]
    if pa.types.is_string(of):
        text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
        return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
    return value


def _entries(value: Mapping[str, Any], of: "pa.DataType") -> Iterator[tuple[str, Any]]:
    for key, one in value.items():
        yield key, _plain(one, of.item_type)
