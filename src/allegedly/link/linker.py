"""The passes of linking: background, keys, comparison, groups, incidents, recollections. Here for one batch."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from allegedly.knowledge.linking import linking
from allegedly.link.admit import admit
from allegedly.link.background import background, earliest
from allegedly.link.incidents import incident
from allegedly.link.items import Item
from allegedly.link.profile import Held
from allegedly.link.recalls import candidates, recalls, with_background
from allegedly.link.settle import Settled, settle
from allegedly.link.shelf import Memory
from allegedly.model import Extraction, Incident, Judgement, Linking


def link(extractions: Iterable[Extraction], judgements: Sequence[Judgement] = ()) -> Linking:
    """Group reports and their claims into incidents. The order of the input does not change the result."""
    known = {e.report.id: e for e in sorted(extractions, key=lambda e: e.report.id)}
    rules = linking()
    shelf = Memory(known, rules.blocks.cap)
    held = Held(shelf, background(earliest(known.values())), rules, alone=True)
    order = sorted(known, key=lambda r: (known[r].report.published is None, str(known[r].report.published), r))
    changed = admit(order, held)
    done = settle(changed, held, judgements)
    made = incidents(done, held)
    found = with_recollections(made, order, held)
    copies = tuple(sorted({family for one in found for family in one.copies}))
    return Linking(found, (*shelf.all_links(), *done.links), copies)


def incidents(done: Settled, held: Held) -> list[tuple[Incident, tuple[str, ...]]]:
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


def with_recollections(
    made: Sequence[tuple[Incident, tuple[str, ...]]], reports: Iterable[str], held: Held
) -> tuple[Incident, ...]:
    """All incidents with what recalls them, sorted by start and id."""
    home = {name: n for n, (_, group) in enumerate(made) for name in group}
    found: dict[str, list[Item]] = defaultdict(list)
    for report in reports:
        for item in (i for i in held.told(report) if i.recalled):
            near = sorted({home[name] for name in candidates(item, held)})
            for one in recalls(item, [made[n] for n in near], held):
                found[one.id].append(item)
    full = [with_background(one, found[one.id]) if one.id in found else one for one, _ in made]
    return tuple(sorted(full, key=lambda i: (i.start is None, str(i.start), i.id)))
