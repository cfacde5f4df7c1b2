"""The file of sources: what is watched, and how pages of a host are read. TOML that people edit; comments survive."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import tomlkit
from tomlkit.exceptions import TOMLKitError

from allegedly.errors import InputMissing
from allegedly.model import Site, Watched
from allegedly.model.intake import WATCHED_KINDS, WatchedKind

EVERY = re.compile(r"(\d+)\s*(s|m|h|d)\Z")
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
SHORTEST = 30  # seconds between two looks at one source


class SourceRow(msgspec.Struct, forbid_unknown_fields=True):
    """One `[[source]]`."""

    name: str
    url: str
    kind: WatchedKind
    outlet: str = ""
    every: str = "10m"
    pages: bool = False
    media: bool = False
    enabled: bool = True


class SiteRow(msgspec.Struct, forbid_unknown_fields=True):
    """One `[[site]]`: XPath expressions for the pages of a host."""

    host: str
    links: str = ""
    text: str = ""
    title: str = ""
    published: str = ""


class File(msgspec.Struct, forbid_unknown_fields=True):
    """The whole file."""

    source: list[SourceRow] = []
    site: list[SiteRow] = []


@dataclass(frozen=True, slots=True)
class Sources:
    """What the file says, checked."""

    watched: tuple[Watched, ...] = ()
    sites: tuple[Site, ...] = ()

    def named(self, name: str) -> Watched:
        """A source by its name. Raises InputMissing."""
        found = next((one for one in self.watched if one.name == name), None)
        if found is None:
            known = ", ".join(one.name for one in self.watched) or "none yet"
            raise InputMissing(f"no source is called {name!r}; there are: {known}. See: allegedly sources list")
        return found


def read_sources(path: Path) -> Sources:
    """The sources of a file; none where it does not exist. Raises InputMissing with what is wrong in it."""
    if not path.exists():
        return Sources()
    try:
        file = msgspec.convert(tomllib.loads(path.read_text("utf-8")), File)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise InputMissing(f"{path}: not a file of sources: {error}. Correct it; docs/collect.md shows one.") from error
    watched = tuple(_watched(path, row) for row in file.source)
    names = [one.name for one in watched]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise InputMissing(f"{path}: two sources are called {twice[0]!r}. Give each a name of its own.")
    return Sources(watched, tuple(msgspec.convert(msgspec.to_builtins(row), Site) for row in file.site))


def _watched(path: Path, row: SourceRow) -> Watched:
    if not row.name.strip() or not row.url.strip():
        raise InputMissing(f"{path}: a source without a name or an address. Correct it.")
    return Watched(row.name, row.url, row.kind, row.outlet, seconds(row.every), row.pages, row.media, row.enabled)


def seconds(every: str) -> int:
    """`10m` as seconds. Raises InputMissing."""
    found = EVERY.match(every.strip())
    if not found:
        raise InputMissing(f"every = {every!r}: not a pause. Write 90s, 10m, 2h or 1d.")
    pause = int(found[1]) * SECONDS[found[2]]
    if pause < SHORTEST:
        raise InputMissing(f"every = {every!r}: too short. At least {SHORTEST}s lie between two looks.")
    return pause


def pause(every: int) -> str:
    """Seconds as `10m`, in the largest unit that fits."""
    unit = next(u for u in ("d", "h", "m", "s") if every % SECONDS[u] == 0)
    return f"{every // SECONDS[unit]}{unit}"


def add_sources(path: Path, new: Sequence[Watched]) -> list[Watched]:
    """Write sources into the file, after those that stand there; gives those that were not there yet.

    An address that is watched already is left as it is; a name that is taken gets a number.
    """
    held = read_sources(path)
    urls, names = {one.url for one in held.watched}, {one.name for one in held.watched}
    added: list[Watched] = []
    for one in new:
        if one.url in urls:
            continue
        name = _free(one.name, names)
        added.append(Watched(name, one.url, one.kind, one.outlet, one.every, one.pages, one.media, one.enabled))
        urls.add(one.url)
        names.add(name)
    if added:
        document = _document(path)
        rows = document.setdefault("source", tomlkit.aot())
        for one in added:
            rows.append(_table(one))
        _write(path, document)
    return added


def remove_source(path: Path, name: str) -> Watched:
    """Take a source out of the file. Raises InputMissing where it is not in it."""
    gone = read_sources(path).named(name)
    document = _document(path)
    rows = document["source"]
    index = next(n for n, row in enumerate(rows) if row["name"] == name)
    del rows[index]
    _write(path, document)
    return gone


def _free(name: str, taken: set[str]) -> str:
    name = " ".join(name.split()) or "source"
    number = 1
    wanted = name
    while wanted in taken:
        number += 1
        wanted = f"{name} {number}"
    return wanted


def _table(one: Watched) -> Any:
    table = tomlkit.table()
    fields = {"name": one.name, "url": one.url, "kind": one.kind, "outlet": one.outlet, "every": pause(one.every)}
    flags = {"pages": one.pages, "media": one.media, "enabled": one.enabled}
    usual = {"outlet": "", "pages": False, "media": False, "enabled": True}
    for key, value in (fields | flags).items():
        if usual.get(key) != value:
            table[key] = value
    return table


def _document(path: Path) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(path.read_text("utf-8")) if path.exists() else tomlkit.document()
    except (OSError, TOMLKitError) as error:
        raise InputMissing(f"{path}: cannot be read: {error}. Correct it.") from error


def _write(path: Path, document: tomlkit.TOMLDocument) -> None:
    """All or nothing: a crash leaves the old file."""
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.write_text(tomlkit.dumps(document), "utf-8")
        fresh.replace(path)
    except OSError as error:
        raise InputMissing(f"{path}: cannot be written: {error.strerror}. Name another by --sources.") from error


def kind_of(given: str) -> WatchedKind:
    """A kind as a user writes it. Raises InputMissing."""
    if given not in WATCHED_KINDS:
        raise InputMissing(f"{given!r} is no kind of source; there are: {', '.join(WATCHED_KINDS)}.")
    return given
