"""Lists over a store: what words mean is worked out here, and what an older desk has not worked out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from allegedly.assess.track import records, statements
from allegedly.desk import seeking
from allegedly.model import Assessment, Extraction, Incident, Pair, Track
from allegedly.model.glance import Glances, Wanted
from allegedly.model.statement import Statement
from allegedly.store import View


class StoredLists:
    """Implements `publish.lists.Lists` over a View."""

    def __init__(self, view: View) -> None:
        self._view, self._lists = view, view.lists()
        self._late: dict[str, list[Statement]] = {}  # of incidents that an older desk wrote; a change writes them anew

    def glances(self, wanted: Wanted, after: str = "", limit: int = 50, seen: int | None = None) -> Glances:
        """A page of incidents; `fresh` counts those that changed after the number `seen`. Raises ValueError (after)."""
        return self._lists.glances(_understood(wanted), after, limit, seen)

    def totals(self, wanted: Sequence[Wanted]) -> Sequence[int]:
        """How many incidents each of these finds."""
        return self._lists.totals([_understood(one) for one in wanted])

    def pulse(self) -> int:
        """A number that is another one after every change of an incident."""
        return self._lists.pulse()

    def held(self) -> tuple[int, int]:
        """How many reports and incidents are held."""
        return self._lists.held()

    def titles(self, incidents: Iterable[str]) -> Mapping[str, str]:
        """Titles by id, of those that are held."""
        return self._lists.titles(incidents)

    def voices(self, start: int = 0, limit: int = 50) -> tuple[Sequence[Track], int]:
        """Records of some voices, those with the most statements first; and how many voices there are."""
        if self._lists.unstated():
            every, order = self.records(), self._counted()
            keys = [key for key, _, _ in order[start : start + limit]]
            return [one for key in keys for one in every if one.origin == key], len(order)
        keys, count = self._lists.voices(start, limit)
        return self._lists.records(keys), count

    def voice(self, key: str) -> Sequence[Track]:
        """One voice's records, with the propositions that it spoke on; none where there is no such voice."""
        if self._lists.unstated():
            return [one for one in self.records() if one.origin == key]
        return self._lists.records([key], spoken=True)

    def speakers(self, beginning: str = "", limit: int = 200) -> Sequence[tuple[str, str, int]]:
        """Key, name and number of statements of those whose key begins so, who stated most first."""
        if self._lists.unstated():
            return [one for one in self._counted() if one[0].startswith(beginning)][:limit]
        return self._lists.speakers(beginning, limit)

    def _counted(self) -> list[tuple[str, str, int]]:
        """All voices as `speakers` gives them, where an older desk has not worked out all."""
        total: dict[str, tuple[str, str, int]] = {}
        for one in self.records():
            before = total.get(one.origin, (one.origin, one.name, 0))
            total[one.origin] = (one.origin, one.name, before[2] + one.statements)
        return sorted(total.values(), key=lambda one: (-one[2], one[0]))

    def records(self) -> Sequence[Track]:
        """Every voice's records, with the propositions that it spoke on."""
        late = self._lists.unstated()
        kept = self._lists.records(spoken=True)
        if not late:
            return kept
        for id in late:
            if id not in self._late:
                one = self._view.incident(id)
                held = self._view.extractions(one.reports)
                self._late |= stated([(one, self._view.assessment(id))], held.__getitem__)
        return merged(kept, records(s for id in late for s in self._late[id]))

    def doubtful(self, incident: Incident, limit: int = 10) -> Sequence[Pair]:
        """Pairs that linking left open and one side of which is this incident, closest first."""
        return self._lists.doubtful(incident, limit)


def _understood(wanted: Wanted) -> Wanted:
    """With what its words mean."""
    return replace(wanted, terms=seeking.terms(wanted.words)) if wanted.words else wanted


def stated(
    assessed: Iterable[tuple[Incident, Assessment]], read: Callable[[str], Extraction]
) -> dict[str, list[Statement]]:
    """What became of each statement, by incident; `read` gives what was read out of a report."""
    found = {}
    for incident, grade in assessed:
        held = [read(report) for report in incident.reports]
        told = {c.id: one.report.published or one.report.first_seen for one in held for c in one.claims}
        found[incident.id] = statements(grade, told)
    return found


def merged(*parts: Iterable[Track]) -> list[Track]:
    """Records of the same voice and kind of happening as one; sorted by these."""
    found: dict[tuple[str, str], Track] = {}
    for one in (track for part in parts for track in part):
        key = (one.origin, one.topic or "")
        found[key] = _sum(found[key], one) if key in found else one
    return [found[key] for key in sorted(found)]


def _sum(one: Track, other: Track) -> Track:
    return replace(
        one,
        statements=one.statements + other.statements,
        contradicted=one.contradicted + other.contradicted,
        acknowledged=one.acknowledged + other.acknowledged,
        retracted=one.retracted + other.retracted,
        updated=one.updated + other.updated,
        left=one.left + other.left,
        propositions=tuple(sorted((*one.propositions, *other.propositions))),
    )
