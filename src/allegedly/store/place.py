"""Where a store is: a file of this machine, or a database that many machines share."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

SCHEMES = ("postgresql://", "postgres://")


@dataclass(frozen=True, slots=True)
class Shared:
    """A PostgreSQL database by its address (RFC 3986), as libpq takes it. Shown without its password."""

    url: str

    @property
    def beside(self) -> Path:
        """The name that the desk's own files begin with (its archive, its key): the database's, in this folder."""
        return Path(unquote(urlsplit(self.url).path).strip("/").replace("/", "_") or "desk")

    def __str__(self) -> str:
        parts = urlsplit(self.url)
        user, _, host = parts.netloc.rpartition("@")
        return f"postgresql://{user.partition(':')[0]}{'@' if user else ''}{host}{parts.path}"


Place = Path | Shared


def placed(given: "str | Place") -> Place:
    """What was given as a path or as an address. A path that lost a slash of its address is read as meant."""
    if isinstance(given, Shared):
        return given
    text = str(given)
    for scheme in SCHEMES:
        if text.startswith(scheme):
            return Shared("postgresql://" + text.removeprefix(scheme))
        if text.startswith(scheme[:-1]):  # Path("postgresql://x") has one slash
            return Shared("postgresql://" + text.removeprefix(scheme[:-1]))
    return Path(given)
