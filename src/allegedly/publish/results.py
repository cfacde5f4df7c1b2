"""The exchange contract as it comes: records are written while a run goes on, and files take their names at its end.

To a folder, or to any place that fsspec knows (`s3://bucket/folder`); as JSON Lines or as Parquet.
"""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Literal, Self

import msgspec

from allegedly.publish.contract import told
from allegedly.publish.remote import is_remote, upload

As = Literal["jsonl", "parquet"]
NAMES = ("attributions", "claims", "mentions", "incidents")


class Parts(msgspec.Struct):
    """An extraction (JSON) in its parts, each record as it stands there."""

    attributions: list[msgspec.Raw]
    claims: list[msgspec.Raw]
    mentions: list[msgspec.Raw]


parts = msgspec.json.Decoder(Parts).decode


class Results:
    """The four files of a run. Each is written beside its name first: a failure leaves what was there before.

    Raises OutputFailed with the file and what to do; SetupIncomplete where an extra is missing.
    """

    def __init__(self, out: str | Path, as_: As = "jsonl") -> None:
        self._out, self._as = out, as_
        self._stack = ExitStack()
        self._files: dict[str, IO[bytes]] = {}

    def __enter__(self) -> Self:
        if self._as == "parquet":
            from allegedly.publish.exports.parquet import arrow

            arrow()  # that it is missing is told before the work, not after it
        with self._stack:
            self._folder = self._place()
            for name in NAMES:
                path = self._folder / f"{name}.jsonl"
                self._stack.callback(_dropped, path.with_name(f"{path.name}.part"))
                with told(path):
                    self._files[name] = self._stack.enter_context(_opened(path))
            self._stack = self._stack.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._stack:
            if kind is None:
                self._finish()

    def extraction(self, data: bytes) -> None:
        """What was read out of one report (an Extraction as JSON)."""
        found = parts(data)
        self._write("attributions", found.attributions)
        self._write("claims", found.claims)
        self._write("mentions", found.mentions)

    def incident(self, line: bytes) -> None:
        """A line of incidents.jsonl."""
        self._write("incidents", (line,))

    def _place(self) -> Path:
        """The folder to write in: the one that was asked for, or a temporary one whose files are sent at the end."""
        if is_remote(self._out):
            return Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="allegedly-")))
        folder = Path(self._out)
        with told(folder):
            folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _write(self, name: str, lines: Iterable[bytes | msgspec.Raw]) -> None:
        with told(self._folder / f"{name}.jsonl"):
            self._files[name].writelines(b"%b\n" % line for line in lines)

    def _finish(self) -> None:
        made = [self._finished(name) for name in NAMES]
        for part, path in made:
            with told(path):
                part.replace(path)
        if is_remote(self._out):
            upload(str(self._out), [path for _, path in made])

    def _finished(self, name: str) -> tuple[Path, Path]:
        """One file, whole, beside its name."""
        path = self._folder / f"{name}.jsonl"
        part = path.with_name(f"{path.name}.part")
        with told(path):
            self._files[name].close()
        if self._as == "jsonl":
            return part, path
        from allegedly.publish.nested import rewrite

        path = path.with_suffix(".parquet")
        with told(path):
            made = path.with_name(f"{path.name}.part")
            self._stack.callback(_dropped, made)
            rewrite(name, part, made)
        return made, path


def _dropped(path: Path) -> None:
    """Take away what was half written. A disk that is only read would refuse it for what is not there."""
    if path.exists():
        path.unlink(missing_ok=True)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """A file beside the one of this name. What cannot be written at its end was told before: by `_finished`."""
    file = path.with_name(f"{path.name}.part").open("wb")
    try:
        yield file
    finally:
        with suppress(OSError):
            file.close()
