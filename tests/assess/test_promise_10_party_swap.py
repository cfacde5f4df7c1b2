"""Promise 10: swap the parties' names, sources and interests one for one, and every grade stays, in all of a pack."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from allegedly.assess import assess
from allegedly.link import link
from allegedly.model import Claim, Extraction
from tests.assess.pack import pack

SWAP = {"russia": "ukraine", "ukraine": "russia", "Ukraine": "Russia", "Russia": "Ukraine"}


def swapped(one: Extraction) -> Extraction:
    return replace(one, claims=tuple(_claim(c) for c in one.claims))


def _claim(c: Claim) -> Claim:
    speaker = c.speaker
    if speaker:
        owner, colon, office = (speaker.id or "").partition(":")
        identity = f"{SWAP.get(owner, owner)}{colon}{office}" if speaker.id else None
        speaker = replace(speaker, id=identity, party=SWAP.get(speaker.party or "", speaker.party))
    return replace(c, speaker=speaker, actor=SWAP.get(c.actor or "", c.actor))


def grades(held: dict[str, Extraction]) -> Any:
    found = [assess(i, held) for i in link(held.values()).incidents]
    return [
        (
            a.occurrence,
            a.attribution,
            a.toll,
            [(p.key, p.status, p.credibility, p.affirm, p.deny) for p in a.propositions],
            [(c.kind, c.a, c.b, c.settled) for c in a.conflicts],
            [(s.report, s.claim, s.until, s.ended_by) for s in a.silences],
            sorted((c.proposition, c.stance, c.by_rule, c.claims, c.interest) for c in a.matrix.cells),
        )
        for a in found
    ]


@pytest.mark.parametrize("name", ["crimea-2024-01-04", "plant-explosion"])
def test_grades_are_the_same_for_whichever_side_speaks(name: str) -> None:
    held = pack(name)
    other = {k: swapped(e) for k, e in held.items()}
    assert msgspec.json.encode(grades(held)) == msgspec.json.encode(grades(other))


def test_the_swap_is_no_empty_one() -> None:
    held = pack("crimea-2024-01-04")
    parties = [c.speaker.party for e in held.values() for c in e.claims if c.speaker and c.speaker.party]
    assert {"russia", "ukraine"} == set(parties)
    moved = [c.speaker.party for e in held.values() for c in swapped(e).claims if c.speaker and c.speaker.party]
    assert moved == [SWAP[p] for p in parties]
