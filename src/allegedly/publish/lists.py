"""What pages may ask for where they list much. Implemented by `allegedly.desk.listing.StoredLists`; read-only.

No answer costs more for a desk that holds more, but for the rows that it gives.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from allegedly.model import Incident, Pair, Track
from allegedly.model.glance import Glances, Wanted


class Lists(Protocol):
    """Incidents at a glance, voices, titles."""

    def glances(self, wanted: Wanted, after: str = "", limit: int = 50, seen: int | None = None) -> Glances:
        """A page of incidents; `fresh` counts those that changed after the number `seen`. Raises ValueError (after)."""
        ...

    def totals(self, wanted: Sequence[Wanted]) -> Sequence[int]:
        """How many incidents each of these finds."""
        ...

    def pulse(self) -> int:
        """A number that is another one after every change of an incident."""
        ...

    def held(self) -> tuple[int, int]:
        """How many reports and incidents are held."""
        ...

    def titles(self, incidents: Iterable[str]) -> Mapping[str, str]:
        """Titles by id, of those that are held."""
        ...

    def voices(self, start: int = 0, limit: int = 50) -> tuple[Sequence[Track], int]:
        """Records of some voices, those with the most statements first; and how many voices there are."""
        ...

    def voice(self, key: str) -> Sequence[Track]:
        """One voice's records, with the propositions that it spoke on; none where there is no such voice."""
        ...

    def speakers(self, beginning: str = "", limit: int = 200) -> Sequence[tuple[str, str, int]]:
        """Key, name and number of statements of those whose key begins so, who stated most first."""
        ...

    def doubtful(self, incident: Incident, limit: int = 10) -> Sequence[Pair]:
        """Pairs that linking left open and one side of which is this incident, closest first."""
        ...
