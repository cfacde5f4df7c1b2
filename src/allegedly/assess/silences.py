"""Who is said to have said nothing, since when, and what ended it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from allegedly.assess.known import Stated
from allegedly.assess.origins import Voice, office_name
from allegedly.assess.places import Where, meet
from allegedly.assess.retold import OWN
from allegedly.assess.topics import figure
from allegedly.knowledge.actors import actors
from allegedly.knowledge.anaphora import anaphora
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.concepts import concepts
from allegedly.knowledge.expected import speaks_rows
from allegedly.knowledge.identity import key
from allegedly.knowledge.linking import LinkingFile
from allegedly.model import Silence

# Claims of these tell nothing.
SILENT = frozenset({"no_comment"})
# The share of concepts (Dice) from which on a later claim tells what was told before the silence.
SAME = 0.6


def silences(
    stated: Sequence[Stated], heard: Mapping[str, Voice], where: Mapping[str, Where], rules: LinkingFile
) -> tuple[Silence, ...]:
    """Every statement that somebody said nothing, in order of time, with what ended it."""
    found = []
    for one in stated:
        if one.claim.stance == "no_comment" and _somebody(one, heard) and not _unnamed(one):
            end = next((s for s in stated if ends(s, one, heard, where, rules) and not _again(s, one, stated)), None)
            found.append(_silence(one, end, heard))
    return tuple(found)


def _somebody(s: Stated, heard: Mapping[str, Voice]) -> bool:
    """Is it known who is silent? Where only a pronoun tells ("they do not pick up"), it is not the outlet."""
    speaker, known = s.claim.speaker, anaphora(s.lang)
    if speaker is None or speaker.id is not None or heard[s.claim.id].kind != "outlet":
        return speaker is not None
    return (speaker.name or speaker.text).casefold() not in known.person | known.thing | known.many


def _unnamed(s: Stated) -> bool:
    """Who will not be named, and speaks, is not silent."""
    return says(assess_words(s.lang).nameless, s.claim.text)


def _again(later: Stated, silent: Stated, stated: Sequence[Stated]) -> bool:
    """Are the later words those of before the silence, told again by whoever copies or translates them?"""
    before = [s for s in stated if s.order <= silent.order or s.report.id == silent.report.id]
    written = any(later.claim.text in s.report.text for s in before)
    return written or any(_same_words(s, later) for s in before if s.claim.stance not in SILENT)


def _same_words(s: Stated, later: Stated) -> bool:
    """Do two claims tell one thing: the same event, stance and figure, of the same things?"""
    if (s.claim.event, s.claim.stance, figure(s)) != (later.claim.event, later.claim.stance, figure(later)):
        return False
    one, other = concepts(s.claim.text, s.lang).all, concepts(later.claim.text, later.lang).all
    return 2 * len(one & other) > SAME * (len(one) + len(other))


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
    voice, speaker = heard[one.claim.id], one.claim.speaker
    if voice.kind == "outlet" and speaker is not None and speaker.kind not in OWN:
        words = speaker.name or speaker.text  # somebody whom the outlet vouches for, and does not speak for
        voice = replace(voice, key=f"name:{key(words)}", name=words)
    return Silence(
        voice.key,
        actors().shown(voice.key, (voice.name,)) or office_name(voice.key, (voice.name,)) or voice.name,
        one.report.id,
        one.claim.id,
        one.at,
        end.at if end else None,
        end.claim.id if end else None,
    )
