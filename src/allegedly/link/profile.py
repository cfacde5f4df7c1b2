"""What linking knows of a report: its items, its weighted words, its text as a set of triples, its keys.

A pure function of the report and the background; kept for the reports at hand, made again for others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from allegedly.knowledge.linking import LinkingFile
from allegedly.link.background import Background
from allegedly.link.copies import Text, figures, triples
from allegedly.link.items import Item, items
from allegedly.link.keys import Keys, keys, recall_keys
from allegedly.link.shelf import Shelf, Standing
from allegedly.link.vectors import Weighted, weigh
from allegedly.model import Extraction

# Profiles kept at hand: a few days of a busy stream. Each takes some 10 kB.
AT_HAND = 10_000


@dataclass(frozen=True, slots=True)
class Profile:
    """One report's words as linking sees them."""

    weighted: Weighted
    text: Text


def profile(extraction: Extraction, against: Background, rules: LinkingFile) -> Profile:
    """The profile of a report."""
    report = extraction.report
    places = frozenset(m.id for m in extraction.mentions if m.kind == "place" and m.id)
    text = Text(report.id, report.published, triples(report.text, rules.copies.words), figures(report.text), places)
    return Profile(weigh(extraction, against), text)


class Held:
    """The shelf with the background and the profiles at hand."""

    def __init__(self, shelf: Shelf, against: Background, rules: LinkingFile, alone: bool = False) -> None:
        self.shelf = shelf
        self.rules = rules
        # A batch that is all there is: whoever is met is new too, and looks for itself.
        self.alone = alone
        self._against = against
        self._profiles: dict[str, Profile] = {}
        self._told: dict[str, tuple[Item, ...]] = {}
        self._items: dict[str, Item] = {}

    def profile(self, report: str) -> Profile:
        """The profile of a report; the one longest at hand makes room."""
        found = self._profiles.get(report)
        if found is None:
            found = profile(self.shelf.extraction(report), self._against, self.rules)
            if len(self._profiles) >= AT_HAND:
                del self._profiles[next(iter(self._profiles))]
            self._profiles[report] = found
        return found

    def told(self, report: str) -> tuple[Item, ...]:
        """The items of a report: what it tells of, then what it recalls."""
        if report not in self._told:
            self._told[report] = items(self.shelf.extraction(report), self.rules)
            self._items.update((i.id, i) for i in self._told[report])
        return self._told[report]

    def item(self, name: str) -> Item:
        """An item by its id."""
        if name not in self._items:
            self.told(self.shelf.report(name))
        return self._items[name]

    def items(self, names: Iterable[str]) -> Mapping[str, Item]:
        """Items by id."""
        return {name: self.item(name) for name in names}

    def frequency(self, name: str) -> int:
        """How many reports of the background have a name."""
        return self._against.names.get(name, 1)

    def keys(self, item: Item) -> Keys:
        """The keys of an item."""
        found = self.profile(item.report)
        return keys(item, found.weighted, found.text, self._against, self.rules)

    def all_keys(self, item: Item) -> Keys:
        """The keys of an item that a report tells of or recalls."""
        if not item.recalled:
            return self.keys(item)
        rare = self.profile(item.report).weighted.rare
        return recall_keys(item, [n for n, r in rare.items() if r >= self.rules.decision.names_rare])


def standing(item: Item, keys: Keys) -> Standing:
    """Where an item stands under its keys."""
    return Standing(keys.slot, item.at.timestamp() if item.at else float("inf"), item.id, item.report)
