"""The passes of linking: background, keys, comparison, groups, incidents, recollections. Here for one batch."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from allegedly.knowledge.linking import linking
from allegedly.link.admit import admit
from allegedly.link.background import Background, background, counted_of, in_time
from allegedly.link.incidents import incident
from allegedly.link.items import Item
from allegedly.link.profile import Held
from allegedly.link.recalls import candidates, recalls, with_background
from allegedly.link.settle import Settled, settle, walked
from allegedly.link.shelf import Memory
from allegedly.model import Extraction, Incident, Judgement, Linking
from allegedly.model.moments import undated_last

Made = tuple[Incident, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Whole:
    """All that linking a batch gives: what is shown, and what a later report goes on from."""

    linking: Linking
    homes: Mapping[str, str]
    recollections: frozenset[tuple[str, str]]
    shelf: Memory
    held: Held
    background: Background

    def items(self) -> Iterator[Item]:
        """All items, told and recalled."""
        return (i for report in self.shelf.reports() for i in self.held.told(report))


def link(extractions: Iterable[Extraction], judgements: Sequence[Judgement] = ()) -> Linking:
    """Group reports and their claims into incidents. The order of the input does not change the result."""
    return whole(extractions, judgements).linking


def whole(extractions: Iterable[Extraction], judgements: Sequence[Judgement] = ()) -> Whole:
    """Link a batch, and keep what a later report goes on from."""
    known = {e.report.id: e for e in sorted(extractions, key=lambda e: e.report.id)}
    order = sorted(known, key=lambda r: in_time(known[r].report))
    return whole_of(known, order, judgements)


def whole_of(known: Mapping[str, Extraction], order: Sequence[str], judgements: Sequence[Judgement] = ()) -> Whole:
    """The same, of reports that may lie elsewhere, to be read one by one; `order` is all of them in order of time."""
    rules = linking()
    shelf, against = Memory(known, rules.blocks.cap), background(known[r] for r in counted_of(order))
    held = Held(shelf, against, rules, alone=True)
    done = settle(admit(order, held), walked(held, judgements))
    made = incidents(done, held)
    recalled = recollections(made, order, held)
    found = sorted((with_background(one, recalled.get(one.id, ())) for one, _ in made), key=by_start)
    copies = tuple(sorted({family for one in found for family in one.copies}))
    return Whole(
        Linking(tuple(found), (*shelf.all_links(), *done.links), copies),
        {name: one.id for one, group in made for name in group},
        frozenset((item.id, one) for one, items in recalled.items() for item in items),
        shelf,
        held,
        against,
    )


def by_start(one: Incident) -> tuple[bool, float, str]:
    """Incidents are in order of their start and id."""
    return *undated_last(one.start), one.id


def incidents(done: Settled, held: Held) -> list[Made]:
    """Each settled group as an incident, with its items."""
    copied: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for family in done.copies:
        for name in family:
            copied[name].append(family)
    found = []
    for group in done.groups:
        families = {family for name in group for family in copied.get(name, ())}
        found.append((incident(group, sorted(families), held), tuple(group)))
    return found


def recollections(made: Sequence[Made], reports: Iterable[str], held: Held) -> dict[str, list[Item]]:
    """For each incident the items that recall it."""
    home = {name: n for n, (_, group) in enumerate(made) for name in group}
    found: dict[str, list[Item]] = defaultdict(list)
    for report in reports:
        for item in (i for i in held.told(report) if i.recalled):
            near = sorted({home[name] for name in candidates(item, held)})
            for one in recalls(item, [made[n] for n in near], held):
                found[one.id].append(item)
    return found
