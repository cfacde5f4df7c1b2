"""What a working desk needs, checked one by one by using it."""

import os
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from allegedly import plugins
from allegedly.errors import AllegedlyError
from allegedly.model import Report
from allegedly.model.home import Home
from allegedly.model.vocabulary import LANGS, Lang
from allegedly.stages import SAMPLES, Choice, way
from allegedly.store import Store

REINSTALL = "pip install --force-reinstall allegedly"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked: is it well, what was seen, and how to mend it."""

    name: str
    ok: bool
    detail: str
    mend: str = ""


def checkup(store: Home) -> list[Finding]:
    """All checks, in the order in which things depend on each other."""
    found = [_python(), _sqlite(), _guarded("plug-ins", _plugins, REINSTALL)]
    found += [_guarded(f"reading {lang}", partial(_language, lang), REINSTALL) for lang in LANGS]
    return [*found, _guarded("store", partial(_store, store), "name another file by --store, or change its permission")]


def unready(store: Home) -> str:
    """Why a store cannot be used now; empty where it opens, has this desk's schema and answers. Quick on any size."""
    try:
        desk = Store.open(store)
        try:
            desk.notices().bounds()
        finally:
            desk.close()
    except AllegedlyError as error:
        return str(error)
    return ""


def _python() -> Finding:
    ok = sys.version_info >= (3, 11)
    return Finding("Python", ok, sys.version.split()[0], "" if ok else "install Python 3.11 or later")


def _sqlite() -> Finding:
    try:
        sqlite3.connect(":memory:").execute("CREATE VIRTUAL TABLE t USING fts5 (x)")
    except sqlite3.OperationalError as error:
        return Finding("SQLite", False, f"{sqlite3.sqlite_version}: {error}", "use a Python whose SQLite has FTS5")
    return Finding("SQLite", True, f"{sqlite3.sqlite_version} with FTS5")


def _guarded(name: str, check: Callable[[], str], mend: str) -> Finding:
    """A check that tells what it saw, or fails."""
    try:
        return Finding(name, True, check())
    except (AllegedlyError, ImportError, OSError, LookupError, ValueError, RuntimeError, TypeError) as error:
        return Finding(name, False, f"{type(error).__name__}: {error}", mend)


def _plugins() -> str:
    groups: tuple[plugins.Group, ...] = ("allegedly.collectors", "allegedly.readers", "allegedly.extractors")
    return "; ".join(f"{group.removeprefix('allegedly.')}: {', '.join(plugins.every(group))}" for group in groups)


def _language(lang: Lang) -> str:
    """Models and dictionaries are used, not only looked for: a sentence must give a claim and a place."""
    done = list(way(Choice()).extract.apply(Report("check", SAMPLES[lang], lang=lang)))
    claims = [c for e in done for c in getattr(e, "claims", ())]
    places = [m for e in done for m in getattr(e, "mentions", ()) if m.kind == "place" and m.lat is not None]
    if not claims or not places:
        raise LookupError(
            f"a test sentence gave {len(claims)} claims and {len(places)} places; one of each was expected"
        )
    return "analyser, dictionaries and gazetteer answer"


def _store(path: Home) -> str:
    if not isinstance(path, Path) or path.exists():
        desk = Store.open(path)
        held = desk.view().counts()
        desk.close()
        if isinstance(path, Path) and not os.access(path, os.W_OK):
            raise PermissionError(f"{path} can be read but not written")
        return f"{path} holds {held['report']:,} reports, {held['incident']:,} incidents"
    there = next(folder for folder in path.absolute().parents if folder.exists())  # `add` makes the rest
    if not os.access(there, os.W_OK):
        raise PermissionError(f"{there} may not be written")
    return f"{path} is not there yet; its folder can be written"
