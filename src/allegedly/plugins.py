"""Plugin doors: built-ins and plug-ins enter by entry points of the same groups.

allegedly.collectors    NAME = a function: source (str) -> Captures
allegedly.readers       NAME = a `Reader`: does this snapshot suit it, and how is it read
allegedly.extractors    NAME = a function: Document -> Extraction
allegedly.translators   NAME = a function: text, its language, the language wanted -> text; none is built in
"""

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Literal

from allegedly.errors import SetupIncomplete

Group = Literal["allegedly.collectors", "allegedly.readers", "allegedly.extractors", "allegedly.translators"]


@cache
def door(group: Group) -> dict[str, EntryPoint]:
    """All entries of a group by name, none loaded yet. Raises SetupIncomplete where two share a name or none exists."""
    found: dict[str, EntryPoint] = {}
    for entry in sorted(entry_points(group=group), key=lambda e: (e.name, e.value)):
        other = found.setdefault(entry.name, entry)
        if other.value != entry.value:
            raise SetupIncomplete(f"two plug-ins are called {entry.name!r} in {group}: {other.value} and {entry.value}")
    if not found and group != "allegedly.translators":
        raise SetupIncomplete(f"no entry in {group}: the package is not installed whole. Run: pip install allegedly")
    return found


def known(group: Group, name: str) -> EntryPoint:
    """One entry, not loaded. Raises SetupIncomplete with the names that exist."""
    entries = door(group)
    if name not in entries:
        raise SetupIncomplete(f"no {name!r} in {group}; there are: {', '.join(entries)}")
    return entries[name]


@cache
def one(group: Group, name: str) -> Any:
    """One entry, loaded. Raises SetupIncomplete where it does not exist or does not load."""
    entry = known(group, name)
    try:
        return entry.load()
    except (ImportError, AttributeError) as error:
        raise SetupIncomplete(f"the plug-in {name!r} of {group} ({entry.value}) does not load: {error}") from error


def every(group: Group) -> dict[str, Any]:
    """All entries of a group, loaded, by name in alphabetical order."""
    return {name: one(group, name) for name in door(group)}
