"""What is read of a folder: files of reports by their endings, also in folders inside it; the others are counted."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from allegedly.collect.warc import SUFFIXES
from allegedly.errors import InputMissing
from allegedly.model import Rejection

LINES = (".jsonl", ".ndjson")
TABLES = (".csv", ".tsv")
TEXTS = (".txt", ".html", ".htm", ".json", ".xml")
PACKED = (".gz", ".zst")
# What is read of a folder.
KNOWN = (*LINES, *TABLES, *TEXTS, ".parquet", *SUFFIXES)
# What a desk keeps beside its store is no input, though the store may lie in the folder.
OWN = (".archive", ".editions")
ENDINGS = 5  # of the files that are left out, so many endings are named
STAGE = "collect"


def files_of(folder: Path) -> list[str]:
    """Files of reports, in order of name. Raises InputMissing where there is none, or the folder may not be read."""
    found = [str(path) for path in _files(folder) if known(path.name)]
    if not found:
        raise InputMissing(f"{folder}: a folder without files of reports ({', '.join(KNOWN)}). Check its name.")
    return found


def left_out(given: Iterable[str]) -> Iterator[Rejection]:
    """For each folder that is given, what is not read of it."""
    for folder in (path for one in given if (path := Path(one)).is_dir()):
        others = Counter(path.suffix or path.name for path in _files(folder) if not known(path.name))
        if others:
            named = ", ".join(sorted(others, key=lambda one: (-others[one], one))[:ENDINGS])
            reason = f"{others.total():,} files of other kinds were left out ({named})"
            yield Rejection(str(folder), STAGE, reason, "Name a file to have it read.", "files")


def known(name: str) -> bool:
    """Is it a file of reports, by its ending?"""
    return bare(name).endswith(KNOWN) or name.lower().endswith(SUFFIXES)


def bare(name: str) -> str:
    """A name without what tells how it is packed."""
    low = name.lower()
    return low.rpartition(".")[0] if low.endswith(PACKED) else low


def _files(folder: Path) -> list[Path]:
    """All files, in order of name, but for hidden ones and what a desk keeps beside its store."""
    inside = ((path, path.relative_to(folder)) for path in sorted(folder.rglob("*"), key=str))
    return [path for path, name in inside if path.is_file() and not _hidden(folder, name)]


def _hidden(folder: Path, name: Path) -> bool:
    if any(part.startswith(".") for part in name.parts):
        return True
    above = ((folder / one, one.name) for one in name.parents)
    return any(called.endswith(OWN) and path.with_suffix("").is_file() for path, called in above)
