"""What hangs together in a graph of names."""

from collections.abc import Iterable


class Groups:
    """Disjoint groups of names, joined one by one: the smaller goes into the larger (Tarjan 1975)."""

    def __init__(self) -> None:
        self._of: dict[str, list[str]] = {}

    def join(self, a: str, b: str) -> int:
        """Make the groups of two names one; gives its size."""
        one, other = self._group(a), self._group(b)
        if one is other:
            return len(one)
        if len(one) < len(other):
            one, other = other, one
        one += other
        self._of.update(dict.fromkeys(other, one))
        return len(one)

    def every(self) -> list[list[str]]:
        """All groups."""
        return list({id(group): group for group in self._of.values()}.values())

    def _group(self, name: str) -> list[str]:
        found = self._of.get(name)
        if found is None:
            found = self._of[name] = [name]
        return found


def components(edges: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Connected components of an undirected graph, each sorted."""
    groups = Groups()
    for a, b in edges:
        groups.join(a, b)
    return sorted(tuple(sorted(group)) for group in groups.every())
