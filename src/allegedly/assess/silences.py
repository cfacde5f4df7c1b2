"""Who is said to have said nothing, since when, and what ended it."""

from collections.abc import Mapping, Sequence

from allegedly.assess.known import Stated
from allegedly.assess.origins import Voice, office_name
from allegedly.assess.places import Where, meet
from allegedly.knowledge.actors import actors
from allegedly.knowledge.expected import speaks_rows
from allegedly.knowledge.identity import key
from allegedly.knowledge.linking import LinkingFile
from allegedly.model import Silence


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
    """A silence ends when the silent, or an office that speaks for them, later takes a stand on it."""
    if later.order <= silent.order or later.claim.stance not in ("affirm", "deny", "retract"):
        return False
    if later.report.id == silent.report.id or later.claim.event in (None, "comment", "evidence_absent"):
        return False
    a, b = heard[silent.claim.id], heard[later.claim.id]
    here, there = where[silent.claim.id], where[later.claim.id]
    if a.key == b.key or _side(a, b):
        return not silent.claim.places or meet(here, there, rules)
    return speaks_for(b, a) and meet(here, there, rules) and _of_it(later, b, here, there)


def _side(a: Voice, b: Voice) -> bool:
    """Are both offices of one side's forces, of which each speaks for all?"""
    if a.party is None or a.party != b.party:
        return False
    return a.kind == b.kind == "military" or any(
        r.of == "party" and {_office(a), _office(b)} <= {*r.offices} for r in speaks_rows()
    )


def speaks_for(speaker: Voice, silent: Voice) -> bool:
    """Does the office speak for a silent body of a place, as who heads the place does for its authorities?"""
    one, other = _office(speaker), _office(silent)
    return any(row.of == "place" and other == row.body and one in row.offices for row in speaks_rows())


def _of_it(later: Stated, voice: Voice, here: Where, there: Where) -> bool:
    """Does the office name the place itself, or answer for it? A neighbour's governor speaks for the neighbour."""
    actor = actors().by_id(voice.key)
    seats = {key(p) for p in actor.jurisdiction} if actor is not None else set()
    return (bool(later.claim.places) and not there.inherited) or bool(seats & {key(x.name) for x in here.spots})


def _office(voice: Voice) -> str | None:
    actor = actors().by_id(voice.key)
    return actor.institution if actor is not None else None


def _silence(one: Stated, end: Stated | None, heard: Mapping[str, Voice]) -> Silence:
    voice = heard[one.claim.id]
    return Silence(
        voice.key,
        actors().shown(voice.key, (voice.name,)) or office_name(voice.key, (voice.name,)) or voice.name,
        one.report.id,
        one.claim.id,
        one.at,
        end.at if end else None,
        end.claim.id if end else None,
    )
