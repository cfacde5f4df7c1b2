"""The rules that readers may look up, and the sentences of those whose function bears another name."""

from typing import Literal

import msgspec

from allegedly.errors import KnowledgeInvalid
from allegedly.knowledge.load import load

Room = Literal["en", "slavic", "claim", "assess"]
MOST = 3  # sentences: a reason is read beside a claim, not studied


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule by the name that records carry. `says` is empty where its function's docstring tells it."""

    name: str
    room: Room
    says: str = ""

    def __post_init__(self) -> None:
        if self.says and (self.says[-1] != "." or self.says.count(". ") >= MOST or "\n" in self.says):
            raise ValueError(f"{self.name}: `says` is one line of at most {MOST} sentences, each with its full stop")


class RuleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/rules.toml`."""

    rule: tuple[Rule, ...]


def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the methodology page. Raises KnowledgeInvalid where two share a name."""
    found: RuleFile = load("rules.toml", RuleFile)
    names = [rule.name for rule in found.rule]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise KnowledgeInvalid(f"knowledge/rules.toml: {twice} stands there twice. Remove one.")
    return found.rule
