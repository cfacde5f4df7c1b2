"""Where a desk is kept: in a file of this machine, or in a database that many machines share."""

import re
from dataclasses import dataclass, field
from pathlib import Path

SCHEMES = ("postgresql://", "postgres://")


@dataclass(frozen=True, slots=True)
class Shared:
    """A PostgreSQL database by its address (RFC 3986), as libpq takes it. Shown without its password."""

    url: str = field(repr=False)

    def __str__(self) -> str:
        rest, _, _ = self.url.partition("://")[2].partition("?")
        whose, slash, name = rest.partition("/")
        user, at, host = whose.rpartition("@")
        return f"postgresql://{user.partition(':')[0]}{at}{host}{slash}{name}"


Home = Path | Shared


def home(given: str | Home) -> Home:
    """What was given, as a path or as an address."""
    if isinstance(given, str) and given.startswith(SCHEMES):
        return Shared("postgresql://" + given.partition("://")[2])
    return Path(given) if isinstance(given, str) else given


def beside(home: Home) -> Path:
    """What the desk's own files are called after (its archive, its key): its file, or its database, in this folder."""
    if isinstance(home, Path):
        return home
    name = home.url.partition("://")[2].partition("?")[0].partition("/")[2]
    return Path(re.sub(r"[^\w.-]+", "_", name).lstrip(".") or "desk")
