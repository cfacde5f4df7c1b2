"""Who is said to have said nothing, since when, and what ended it."""

from collections.abc import Mapping, Sequence

from allegedly.assess.known import Stated
from allegedly.assess.origins import Voice
from allegedly.assess.places import Where, meet
from allegedly.knowledge.linking import LinkingFile
from allegedly.model import Silence

OFFICES = frozenset({"official", "military"})


def silences(
    stated: Sequence[Stated], heard: Mapping[str, Voice], where: Mapping[str, Where], rules: LinkingFile
) -> tuple[Silence, ...]:
    """Every statement that somebody said nothing, in order of time, with what ended it."""
    found = []
    for one in stated:
        if one.claim.stance == "no_comment" and one.claim.speaker is not None:
            end = next((s for s in stated if ends(s, one, heard, where, rules)), None)
            found.append(_silence(one, end, heard))
    return tuple(found)


def ends(
    later: Stated, silent: Stated, heard: Mapping[str, Voice], where: Mapping[str, Where], rules: LinkingFile
) -> bool:
    """A silence ends when the same speaker, or another military office of a side's forces, later takes a stand."""
    if later.order <= silent.order or later.claim.stance not in ("affirm", "deny", "retract"):
        return False
    if later.report.id == silent.report.id or later.claim.event in (None, "comment", "evidence_absent"):
        return False
    a, b = heard[silent.claim.id], heard[later.claim.id]
    same = a.key == b.key or (a.party is not None and a.party == b.party and a.kind == b.kind == "military")
    return same and (not silent.claim.places or meet(where[silent.claim.id], where[later.claim.id], rules))


def _silence(one: Stated, end: Stated | None, heard: Mapping[str, Voice]) -> Silence:
    voice = heard[one.claim.id]
    return Silence(
        voice.key,
        voice.name,
        one.report.id,
        one.claim.id,
        one.at,
        end.at if end else None,
        end.claim.id if end else None,
    )
