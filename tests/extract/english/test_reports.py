"""Whole reports: the claims listed in `reports.toml` are found, with speaker, stance and event."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from allegedly.extract import extract
from allegedly.model import Claim, Report
from allegedly.read import document

REPORTS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "reports.toml").read_text("utf-8"))["report"]
PRONOUNS = frozenset({"he", "she", "it", "they"})


def who(c: Claim) -> str:
    """The speaker's words, for a pronoun whom it stands for."""
    if c.speaker is None:
        return ""
    return (c.speaker.name or "") if c.speaker.text.lower() in PRONOUNS else c.speaker.text


@pytest.mark.parametrize("one", REPORTS, ids=lambda r: r["text"][:40])
def test_the_claims_of_a_whole_report(one: dict[str, Any]) -> None:
    found = [
        [c.text.strip(" ,."), who(c), c.stance, c.event]
        for c in extract(document(Report("r", one["text"], lang="en"))).claims
    ]
    assert [wanted for wanted in one["claims"] if wanted not in found] == []
