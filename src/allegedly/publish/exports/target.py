"""Where an export goes: one file, a folder, or a ZIP; whole or not at all.

Everything is written beside the goal first, under a name that begins with a dot, and takes its place when it is done.
What is stopped half way leaves the old files as they were.
"""

import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from allegedly.errors import OutputFailed
from allegedly.publish.contract import told

# Equal content is an equal file.
DATED = (1980, 1, 1, 0, 0, 0)


class Files:
    """The files of an export while they are written; closed together."""

    def __init__(self, folder: Path, open_files: ExitStack) -> None:
        self._folder, self._open = folder, open_files
        self._checks: list[Callable[[], object]] = []

    def binary(self, name: str) -> BinaryIO:
        """A new file of the export, for bytes."""
        return self._open.enter_context((self._folder / name).open("wb"))

    def at_end(self, last: Callable[[], object]) -> None:
        """What is still to be written when all incidents are; done before the files that are open by now close."""
        self._open.callback(last)

    def check(self, check: Callable[[], object]) -> None:
        """What must hold when all incidents are written; if it raises, nothing takes its place."""
        self._checks.append(check)

    def checked(self) -> None:
        """All checks, in the order in which they were asked for."""
        for check in self._checks:
            check()


@contextmanager
def target(goal: Path, parts: tuple[str, ...]) -> Iterator[Files]:
    """Files that together become the goal when the block ends well. Raises OutputFailed."""
    shape = _shape(goal, parts)
    with told(goal):
        goal.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{goal.name}.", dir=goal.parent))
    try:
        with told(goal):
            with ExitStack() as open_files:
                files = Files(work, open_files)
                yield files
                files.checked()
            _settle(shape, work, goal, parts)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _shape(goal: Path, parts: tuple[str, ...]) -> str:
    if goal.suffix == ".zip" and not goal.is_dir():
        return "zip"
    if len(parts) == 1 and not goal.is_dir():
        return "file"
    if goal.is_dir() or not goal.suffix:
        return "folder"
    raise OutputFailed(
        f"{goal}: this export is {len(parts)} files ({', '.join(parts)}). Name a folder or a .zip by --out"
        + (", or one of them by --table." if all("." in p for p in parts) else ".")
    )


def _settle(shape: str, work: Path, goal: Path, parts: tuple[str, ...]) -> None:
    if shape == "file":
        _readable(work / parts[0]).replace(goal)
    elif shape == "zip":
        packed = work / "packed.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for part in parts:
                entry = zipfile.ZipInfo(part, DATED)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                with (work / part).open("rb") as source, archive.open(entry, "w", force_zip64=True) as inside:
                    shutil.copyfileobj(source, inside)
        _readable(packed).replace(goal)
    else:
        goal.mkdir(exist_ok=True)
        for part in parts:
            _readable(work / part).replace(goal / part)


def _readable(path: Path) -> Path:
    """On the disk before it takes its place, so that a power cut leaves no empty file under the right name."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
    return path
