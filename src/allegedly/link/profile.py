"""What linking knows of a report: its items, its weighted words, its text as a set of triples, its names, its keys.

Pure functions of the report and the background; kept for the reports at hand, made again for others.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from allegedly.knowledge.linking import LinkingFile
from allegedly.link.background import Background
from allegedly.link.bags import ACROSS, bags
from allegedly.link.copies import Text, figures, ordered, triples
from allegedly.link.items import Item, items
from allegedly.link.keys import Keys, keys, recall_keys
from allegedly.link.shelf import Shelf, Standing
from allegedly.link.vectors import Weighted, weigh
from allegedly.model import Extraction, Report

# Reports whose words and text are kept at hand: a few days of a busy stream. Each takes some 10 kB.
AT_HAND = 10_000
# The views that keys are made of; the others are seen only where a report is compared.
KEYED = ("lemma", "name", ACROSS)


def text(extraction: Extraction, rules: LinkingFile) -> Text:
    """A report's text, ready to be compared."""
    report = extraction.report
    places = frozenset(m.id for m in extraction.mentions if m.kind == "place" and m.id)
    runs = triples(report.text, rules.copies.words)
    return Text(report.id, report.published, runs, figures(report.text), places, ordered(report.text))


def heading(report: Report) -> str:
    """A report's title, or its first words."""
    return (report.title or " ".join(report.text.split()))[:120]


class Held:
    """The shelf with the background and the reports at hand; those longest not asked for make room."""

    def __init__(
        self, shelf: Shelf, against: Background, rules: LinkingFile, alone: bool = False, ahead: bool = False
    ) -> None:
        self.shelf = shelf
        self.rules = rules
        # All views of a report are seen when its keys are made: it is compared elsewhere, later.
        self.ahead = ahead
        # A batch that is all there is: whoever is met is new too, and looks for itself.
        self.alone = alone
        # Of so many reports of the background a sphere is told of every day.
        self.most_of_sphere = max(rules.blocks.spheres_least, int(rules.blocks.spheres_share * against.reports))
        # Not of methods: it would hold itself, and all that it holds would stay until rings are looked for.
        self.weighted: Callable[[str], Weighted] = lru_cache(AT_HAND)(
            lambda report: weigh(shelf.extraction(report), against)
        )
        self.text: Callable[[str], Text] = lru_cache(AT_HAND)(lambda report: text(shelf.extraction(report), rules))
        self._against = against
        self._names: dict[str, tuple[str, ...]] = {}
        self._headings: dict[str, str] = {}
        self._told: dict[str, tuple[Item, ...]] = {}
        # Those of a batch; whoever writes them down asks a second time.
        self._keys: dict[str, Keys] = {}
        self._items: dict[str, Item] = {}

    def names(self, report: str) -> tuple[str, ...]:
        """The names that a report shares, or may share, with others in any script."""
        if report not in self._names:
            self._names[report] = tuple(bags(self.shelf.extraction(report), (ACROSS,))[ACROSS])
        return self._names[report]

    def rare(self, report: str) -> list[str]:
        """Those that are rare enough to tell of one thing, sorted."""
        least = self.rules.decision.names_rare
        return sorted(name for name in self.names(report) if self._against.rarity(name) >= least)

    def told(self, report: str) -> tuple[Item, ...]:
        """The items of a report: what it tells of, then what it recalls."""
        if report not in self._told:
            self._told[report] = items(self.shelf.extraction(report), self.rules)
            self._items.update((i.id, i) for i in self._told[report])
        return self._told[report]

    def know(self, report: str, told: tuple[Item, ...], names: tuple[str, ...], heading: str) -> None:
        """What was found out of a report elsewhere, so that it need not be read here."""
        self._told[report], self._names[report], self._headings[report] = told, names, heading
        self._items.update((i.id, i) for i in told)

    def heading(self, report: str) -> str:
        """A report's title, or its first words."""
        return self._headings.get(report) or heading(self.shelf.extraction(report).report)

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
        found = self._keys.get(item.id)
        if found is None:
            found = self._made(item)
            if self.alone:
                self._keys[item.id] = found
        return found

    def _made(self, item: Item) -> Keys:
        if not item.recalled:
            words = (
                self.weighted(item.report)
                if self.ahead
                else weigh(self.shelf.extraction(item.report), self._against, KEYED)
            )
            self._names[item.report] = tuple(words.rare)
            return keys(item, words, self.text(item.report), self._against, self.rules)
        return recall_keys(item, self.rare(item.report))


def standing(item: Item, keys: Keys) -> Standing:
    """Where an item stands under its keys."""
    return Standing(keys.slot, item.at.timestamp() if item.at else float("inf"), item.id, item.report)
