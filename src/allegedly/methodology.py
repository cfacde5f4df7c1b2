"""The sentence behind a rule's name: the docstring of the function that is the rule, or its entry in rules.toml.

A rule is named after its room and its function: `en.says-that` is `says_that` in extract/english; what follows a
second dot (`slavic.post.carried`) tells how far the rule reached. `python -m allegedly.methodology` prints the page.
"""

import inspect
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import FunctionType, ModuleType

from allegedly.knowledge.actors import actors
from allegedly.knowledge.numbers import numbers
from allegedly.knowledge.rules import Room, rules
from allegedly.model.vocabulary import LANGS

# The first part of a rule's name, and where its functions live.
ROOMS = {
    "en": ("allegedly.extract.english",),
    "slavic": ("allegedly.extract.slavic",),
    "claim": ("allegedly.extract.claims",),
    "": ("allegedly.assess", "allegedly.link"),
}
PAGE: dict[Room, str] = {
    "en": "Attributions in English",
    "slavic": "Attributions in Russian and Ukrainian",
    "claim": "Claims",
    "assess": "Incidents and assessments",
}
OPENING = """# Methodology

Every attribution, claim and assessment names the rule that made it; this page has the sentence behind each. It is
written by `make docs` from the rules themselves, so it cannot say anything else than what runs.

What follows a second dot in a name tells how far a rule reached: in `slavic.post.carried` the speaker was carried over
from the sentence before; in `slavic.that.said-in` the owner of the paper in which it was said is the speaker. The
scales that the rules use are in the [vocabulary](vocabulary.md).
"""
INTERESTS = """## Interest

Whether a claim runs against the interest of who makes it is read from one table, the same for every party; the first
row that fits wins. Success is success: a strike that hit and a missile that was shot down are both in the interest of
whoever claims them. What the report's own verb says that a body *admits* is asked before all. No row: neutral where the
speaker stands in some relation to the event, unknown where none can be told.

| relation of the speaker | events | stance | interest | because |
|---|---|---|---|---|"""
FIGURES = """## Numbers in words

A vague word has one published reading; a count that rests on one names it.

| | words | rule |
|---|---|---|"""


def sentences(wanted: Iterable[str]) -> dict[str, str]:
    """Each rule with its sentence; names that are no rule are left out."""
    return {rule: found for rule in wanted if (found := _sentence(rule))}


class Lazily(Mapping[str, str]):
    """The same, each looked up when it is asked for: only then are the modules of its room loaded, which takes seconds.

    Several threads may ask at once; at worst two of them look up the same.
    """

    def __init__(self, wanted: Iterable[str]) -> None:
        self._wanted = frozenset(wanted)

    def __getitem__(self, rule: str) -> str:
        if rule in self._wanted and (found := _sentence(rule)):
            return found
        raise KeyError(rule)

    def __iter__(self) -> Iterator[str]:
        return (rule for rule in sorted(self._wanted) if _sentence(rule))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def page() -> str:
    """The methodology page: every rule of rules.toml with its sentence, room by room, as Markdown."""
    parts = [OPENING]
    for room, title in PAGE.items():
        rows = [f"| `{one.name}` | {_cell(_sentence(one.name))} |" for one in rules() if one.room == room]
        parts.append("\n".join((f"## {title}\n\n| rule | says |\n|---|---|", *rows, "")))
    return "\n".join((*parts, *_interests(), *_figures()))


def _interests() -> Iterator[str]:
    """The declared table of interest, as it is read: the first row that fits wins."""
    yield INTERESTS
    for row in actors().interest:
        cells = (row.relation.replace("_", " "), ", ".join(row.events), row.stance, row.interest, _cell(row.reason))
        yield f"| {' | '.join(cells)} |"
    yield ""


def _figures() -> Iterator[str]:
    """How vague words become numbers: the rule of each, as `Count.rule` names it."""
    yield FIGURES
    for lang in LANGS:
        yield from (f"| {lang} | {_cell(', '.join(one.words))} | {_cell(one.rule)} |" for one in numbers(lang).vague)
    yield ""


def word_rules() -> set[str]:
    """The names of the rules by which words count."""
    return {one.rule for lang in LANGS for one in numbers(lang).vague}


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


def _sentence(rule: str) -> str:
    if told := _told().get(rule) or _told().get(".".join(rule.split(".")[:2])):
        return told
    room, dot, rest = rule.partition(".")
    name = (rest if dot else rule).split(".")[0].replace("-", "_")
    return _docs(room if dot else "").get(name, "")


@cache
def _told() -> dict[str, str]:
    """Rules whose sentence stands in rules.toml."""
    return {rule.name: rule.says for rule in rules() if rule.says}


@cache
def _docs(room: str) -> dict[str, str]:
    """Functions of a room by name, with their sentences. The first module in alphabetical order wins."""
    found: dict[str, str] = {}
    for module in (m for package in ROOMS.get(room, ()) for m in _modules(package)):
        for name, one in inspect.getmembers(module, inspect.isfunction):
            if _rule_like(one, module):
                found.setdefault(name, " ".join((inspect.getdoc(one) or "").split("\n\n")[0].split()))
    return found


def _rule_like(one: FunctionType, module: ModuleType) -> bool:
    return one.__module__ == module.__name__ and bool(one.__doc__) and not one.__name__.startswith("_")


def _modules(package: str) -> Iterator[ModuleType]:
    root = import_module(package)
    yield root
    for found in walk_packages(root.__path__, f"{package}."):
        yield import_module(found.name)


if __name__ == "__main__":
    sys.stdout.write(page())
