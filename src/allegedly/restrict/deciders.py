"""The door of decisions for those who read an edition: they name what they see, and are told of nothing else."""

from collections.abc import Callable
from dataclasses import replace

from allegedly.desk.naming import Named, Naming
from allegedly.errors import DecisionRefused
from allegedly.model import Judgement, Taken, Wish
from allegedly.model.people import Role
from allegedly.publish.desk import Decider
from allegedly.restrict.seen import Seen
from allegedly.store import Store
from allegedly.wishes import sound

MASKED = "masked-"
VOICES = frozenset(("same-origin", "independent", "letter"))
PARTLY = "A part of it is kept from you. Somebody who sees all of it can decide that."


class SeenDecider:
    """Implements `publish.desk.Decider`: what is named is looked up in the edition, then put in the desk's names."""

    def __init__(self, whole: Decider, desk: Store, seen: Seen, role: Callable[[], Role]) -> None:
        self._whole, self._desk, self._seen, self._role = whole, desk, seen, role

    def decide(self, wish: Wish) -> Taken:
        """Take a decision. Raises DecisionRefused, also where a part of what is named is masked."""
        edition = self._seen.store(self._role())
        if edition is self._desk:
            return self._whole.decide(wish)
        with edition.writer().blocks() as blocks:
            targets = sound(wish, Naming(blocks))
        inward = tuple(self._inward(one, wish.kind) for one in targets)
        try:
            taken = self._whole.decide(replace(wish, target=inward))
        except DecisionRefused as error:
            raise DecisionRefused(f"It cannot be decided so: {PARTLY}") from error
        return self._outward(
            taken, tuple(one.id for one in targets), tuple(h for one in targets for h in one.incidents)
        )

    def undo(self, key: str, by: str, reason: str = "") -> Taken:
        """Undo a decision that the edition shows."""
        edition = self._seen.store(self._role())
        if edition is self._desk:
            return self._whole.undo(key, by, reason)
        found = [one for one in edition.view().judgements() if key and one.id.startswith(key)]
        if len(found) != 1:
            raise DecisionRefused(f"{key!r}: no decision has this id. See what was decided: allegedly judge list")
        taken = self._whole.undo(found[0].id, by, reason)
        return self._outward(taken, found[0].target, found[0].incidents)

    def _inward(self, one: Named, kind: str) -> str:
        """What the desk calls it. Raises DecisionRefused where that is kept from whoever decides."""
        if kind in VOICES and one.kind == "origin":
            return one.id
        reports = {ref.rpartition("#")[0] or ref for ref in one.items} or {one.id}
        if any(id.startswith(MASKED) for id in reports):
            raise DecisionRefused(PARTLY)
        if one.kind not in ("incident", "former"):
            return one.id
        homes = [{i.id for i in self._desk.view().of_report(id)} for id in sorted(reports)]
        common = set.intersection(*homes) if homes else set()
        if len(common) != 1:
            raise DecisionRefused(PARTLY)
        return common.pop()

    def _outward(self, taken: Taken, targets: tuple[str, ...], incidents: tuple[str, ...]) -> Taken:
        """What came of it, in the names that were asked by."""
        told: Judgement = replace(taken.judgement, target=targets, held=(), incidents=incidents, names=targets)
        return Taken(told, (), tuple(dict.fromkeys(incidents)))
