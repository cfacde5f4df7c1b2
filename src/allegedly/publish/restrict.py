"""What pages may ask about restrictions, and the door by which they come in. Given to the web desk, or not."""

from collections.abc import Sequence
from typing import Protocol

from allegedly.model.people import Role
from allegedly.model.restriction import Ask, Restriction


class Restricter(Protocol):
    """Restrictions as a role may know of them. Raises DecisionRefused where one cannot be taken or lifted."""

    def restrict(self, ask: Ask, role: Role = "admin") -> Restriction:
        """Take one; from then on no edition is shown that does not keep it."""
        ...

    def lift(self, key: str, by: str, role: Role = "admin") -> Restriction:
        """Lift one, by its id or the start of it."""
        ...

    def every(self, role: Role = "admin") -> Sequence[Restriction]:
        """All of them, oldest first; those lifted and over too."""
        ...

    def of_report(self, report: str, role: Role) -> Sequence[Restriction]:
        """Those that stand and reach a report."""
        ...

    def of_incident(self, incident: str, role: Role) -> Sequence[Restriction]:
        """Those that stand and reach a report of an incident. Raises KeyError."""
        ...
