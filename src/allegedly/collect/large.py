"""Inputs of any size and place: JSON Lines in parts, Parquet by rows, web archives by pages; of disk, folders, S3.

Addresses with `://` are reached by fsspec (extra `s3`: `s3://bucket/folder/*.jsonl.gz`); packed by gzip or Zstandard.
"""

import gzip
import io
import shutil
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

import msgspec

from allegedly.collect.files import collect_files, expand
from allegedly.collect.folders import LINES, bare, known
from allegedly.collect.warc import SUFFIXES, collect_warc
from allegedly.errors import InputMissing, OutOfBounds, SetupIncomplete, Unreadable
from allegedly.model import Capture, Rejection

PART = 8_000_000  # bytes of lines that are read together
LONGEST = 50_000_000  # bytes of one line
# Keys of a report that a Parquet column may hold; others are not read.
COLUMNS = ("id", "text", "title", "lang", "published", "source", "url", "edited", "first_seen", "edits", "reply_to",
           "media", "forward")  # fmt: skip


def listed(source: str) -> list[str]:
    """A file, pattern, folder or address to the files that it means. Raises InputMissing where there is none."""
    return _listed_there(source) if is_remote(source) else expand([source])


def is_remote(source: str) -> bool:
    """`s3://bucket/name` and the like."""
    return "://" in source


def _listed_there(source: str) -> list[str]:
    system, path = _system(source)
    with _reached(source):
        if any(mark in path for mark in "*?["):
            found = system.glob(path)
        elif system.isdir(path):
            found = [one for one in system.find(path) if known(PurePosixPath(one).name)]
        else:
            found = [path] if system.exists(path) else []
    if not found:
        raise InputMissing(f"{source}: nothing is there. Check the address.")
    return [str(system.unstrip_protocol(one)) for one in sorted(found)]


def collect_large(source: str) -> Iterator[Capture | Rejection]:
    """One file in captures that fit in memory; what is no list of reports is one capture, as `collect_files` has it."""
    name = bare(PurePosixPath(source).name)
    if name.endswith(LINES):
        yield from _parts(source)
    elif name.endswith(".parquet"):
        yield from _rows(source)
    elif name.endswith(SUFFIXES) or source.lower().endswith(SUFFIXES):
        with _here(source) as path:
            yield from collect_warc(path)
    elif is_remote(source) or source.lower().endswith(".zst"):
        with _opened(source) as file:
            yield Capture(source.removesuffix(".zst"), file.read(), "", datetime.now(UTC))
    else:
        yield from collect_files(source)


def _parts(source: str) -> Iterator[Capture]:
    """Lines in parts, each with the number of its first line."""
    now, first, part, size = datetime.now(UTC), 1, list[bytes](), 0
    origin = source.removesuffix(".zst").removesuffix(".gz")
    with _opened(source) as file:
        for line in _lines(file, source):
            part.append(line)
            size += len(line)
            if size >= PART:
                yield Capture(origin, b"".join(part), "", now, line=first)
                first, part, size = first + len(part), [], 0
    if part or first == 1:
        yield Capture(origin, b"".join(part), "", now, line=first)


def _lines(file: IO[bytes], source: str) -> Iterator[bytes]:
    head = file.readline(LONGEST)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16: its lines end otherwise
        yield head + file.read()
        return
    while head:
        if len(head) >= LONGEST:
            raise OutOfBounds(f"{source}: a line longer than {LONGEST:,} bytes. Split it.")
        yield head
        head = file.readline(LONGEST)


def _rows(source: str) -> Iterator[Capture]:
    """Rows of a Parquet file as lines of JSON, under the keys of the exchange contract."""
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        raise SetupIncomplete(f"{source}: pyarrow is missing. Run: pip install 'allegedly[frames]'") from error
    now, first, encode = datetime.now(UTC), 1, msgspec.json.Encoder().encode
    with _opened(source, raw=True) as file:
        try:
            table = parquet.ParquetFile(file)
            names = table.schema_arrow.names
            if "text" not in names:
                raise Unreadable(f"{source}: no column is called text; it has: {', '.join(names)[:300]}.")
            for batch in table.iter_batches(2_000, columns=[n for n in COLUMNS if n in names]):
                lines = [encode(row) for row in _numbered(batch.to_pylist(), first)]
                yield Capture(f"{source}#rows.jsonl", b"\n".join(lines), "", now, line=first)
                first += len(lines)
        except (ArrowException, OSError, TypeError) as error:
            raise Unreadable(f"{source}: not a whole Parquet file: {error}. Fetch it again.") from error


def _numbered(rows: Iterable[dict[str, Any]], first: int) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(rows, first):
        yield row if row.get("id") not in (None, "") else {**row, "id": f"row-{number}"}


@contextmanager
def _opened(source: str, raw: bool = False) -> Iterator[IO[bytes]]:
    """The bytes of a file, unpacked unless `raw`. Raises InputMissing, and Unreadable where its packing is broken."""
    with ExitStack() as stack:
        file = stack.enter_context(_reading(source))
        low = source.lower()
        if not raw and low.endswith(".gz"):
            file = cast(IO[bytes], stack.enter_context(gzip.open(file)))
        elif not raw and low.endswith(".zst"):
            file = stack.enter_context(_zstd(file, source))
        try:
            yield file
        except (zlib.error, EOFError, gzip.BadGzipFile) as error:
            raise Unreadable(f"{source}: broken gzip: {error}. Fetch the file again.") from error
        except OSError as error:
            raise InputMissing(f"{source}: cannot be read: {error.strerror or error}.") from error


@contextmanager
def _reading(source: str) -> Iterator[IO[bytes]]:
    if not is_remote(source):
        with Path(source).open("rb") as file:
            yield file
        return
    system, path = _system(source)
    with _reached(source), system.open(path, "rb") as file:
        yield io.BufferedReader(file)  # whose lines can be bounded


def _zstd(file: IO[bytes], source: str) -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise SetupIncomplete(f"{source}: Zstandard needs pyarrow. Run: pip install 'allegedly[frames]'") from error
    stream = pyarrow.CompressedInputStream(pyarrow.PythonFile(file, "r"), "zstd")
    return io.BufferedReader(stream)


@contextmanager
def _here(source: str) -> Iterator[Path]:
    """A file of this machine with these bytes."""
    if not is_remote(source):
        yield Path(source)
        return
    with tempfile.TemporaryDirectory(prefix="allegedly-") as folder, _opened(source, raw=True) as file:
        path = Path(folder) / PurePosixPath(source).name
        with path.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        yield path


def _system(source: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs

        system, path = url_to_fs(source)
    except (ImportError, ValueError) as error:
        raise SetupIncomplete(f"{source}: {error}. Check the address; for S3: pip install 'allegedly[s3]'") from error
    return system, str(path)


@contextmanager
def _reached(source: str) -> Iterator[None]:
    """What a storage's client raises, as InputMissing with the address."""
    try:
        from botocore.exceptions import BotoCoreError as Unreached  # type: ignore[import-untyped]
    except ImportError:
        Unreached = OSError  # noqa: N806 - stands for a class
    try:
        yield
    except (OSError, Unreached) as error:
        raise InputMissing(f"{source}: cannot be read: {error}. Check the address and the keys.") from error
