"""The sentence behind a rule's name: the docstring of the function that is the rule.

A rule is named after its room and its function: `en.says-that` is `says_that` in extract/english; what follows a
second dot (`slavic.post.carried`) tells how far the rule reached.
"""

import inspect
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import FunctionType, ModuleType

# The first part of a rule's name, and where its functions live.
ROOMS = {
    "en": ("allegedly.extract.english",),
    "slavic": ("allegedly.extract.slavic",),
    "claim": ("allegedly.extract.claims",),
    "": ("allegedly.assess", "allegedly.link"),
}


def sentences(rules: Iterable[str]) -> dict[str, str]:
    """Each rule with the first sentence of its function; rules whose function has another name are left out."""
    return {rule: found for rule in rules if (found := _sentence(rule))}


def _sentence(rule: str) -> str:
    room, dot, rest = rule.partition(".")
    name = (rest if dot else rule).split(".")[0].replace("-", "_")
    return _docs(room if dot else "").get(name, "")


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
