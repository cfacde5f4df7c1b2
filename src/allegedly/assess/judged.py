"""What persons decided about voices, sources and an incident as a whole, applied to what the rules found.

Decisions apply in order of time, so the newest of two that contradict each other wins. None of them moves a number of
credibility but by changing who is one voice; a source's letter stands beside its name and is read by no rule.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from allegedly.assess.known import Stated
from allegedly.assess.merging import CARRYING
from allegedly.assess.origins import Voice
from allegedly.knowledge.identity import key, outlet
from allegedly.model import Incident, Judgement, Origin, Reason
from allegedly.model.vocabulary import Occurrence, Reliability


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Decisions that nobody has undone, oldest first."""
    return sorted((j for j in judgements if j.undone is None), key=lambda j: (j.at, j.id))


def heard_by_persons(
    stated: Sequence[Stated], heard: Mapping[str, Voice], judgements: Iterable[Judgement]
) -> dict[str, Voice]:
    """The voice of every claim after decisions about who is one voice and who is independent."""
    found = dict(heard)
    for one in judgements:
        if one.kind == "same-origin":
            found |= same_origin(stated, found, one.target)
        elif one.kind == "independent":
            found |= independent(stated, found, one.target)
    return found


def same_origin(stated: Sequence[Stated], heard: Mapping[str, Voice], target: Sequence[str]) -> dict[str, Voice]:
    """A person decided that these are one voice."""
    first = next((heard[s.claim.id] for s in _spoken(stated, heard, target[0])), None)
    found = {}
    for other in target[1:]:
        for s in _spoken(stated, heard, other):
            # The first one may speak elsewhere only; its key is what joins the two over all incidents.
            one = first or replace(heard[s.claim.id], key=target[0])
            found[s.claim.id] = replace(one, rule=same_origin.__name__)
    return found


def independent(stated: Sequence[Stated], heard: Mapping[str, Voice], target: Sequence[str]) -> dict[str, Voice]:
    """A person decided that these are voices of their own."""
    taken: set[str] = set()
    found = {}
    for one in target:
        for s in _spoken(stated, heard, one):
            voice = heard[s.claim.id]
            if voice.key in taken or (voice.rule in CARRYING and voice.key != _own_key(s)):
                voice = _own(s, voice, taken)
            found[s.claim.id] = replace(voice, counts=True, rule=independent.__name__)
        taken |= {found[s.claim.id].key for s in _spoken(stated, heard, one) if s.claim.id in found}
    return found


def _spoken(stated: Sequence[Stated], heard: Mapping[str, Voice], target: str) -> list[Stated]:
    """What a target says: a report's words of its own (all its words, where it only cites), or an origin's claims."""
    mine = [s for s in stated if s.report.id == target]
    own = [s for s in mine if heard[s.claim.id].rule in CARRYING]
    return own or mine or [s for s in stated if heard[s.claim.id].key == target]


def _own_key(s: Stated) -> str:
    return outlet(s.report.source) if key(s.report.source) else f"unknown:{s.report.id}"


def _own(s: Stated, voice: Voice, taken: set[str]) -> Voice:
    """The outlet's own voice, or a part of the voice that only this report has."""
    if voice.rule in CARRYING and _own_key(s) not in taken:
        return Voice(_own_key(s), s.report.source or s.report.id, "outlet", None, True, independent.__name__)
    told = s.report.source or s.report.id
    return replace(voice, key=f"{voice.key}@{s.report.id}", name=f"{voice.name} (in {told})")


def with_letters(origins: Sequence[Origin], judgements: Iterable[Judgement]) -> tuple[Origin, ...]:
    """Each origin with the letters that persons gave it, by kind of happening; the newest of a kind stands."""
    given: dict[str, dict[str, Reliability]] = {}
    for one in judgements:
        if one.kind == "letter" and (letter := _letter(one.value)):
            for origin in one.target:
                given.setdefault(origin, {})[one.topic] = letter
    return tuple(replace(o, letters=tuple(sorted(given[o.key].items()))) if o.key in given else o for o in origins)


def _letter(value: str) -> Reliability | None:
    known: tuple[Reliability, ...] = ("A", "B", "C", "D", "E", "F")
    return next((letter for letter in known if letter == value), None)


def discounted(incident: Incident, judgements: Iterable[Judgement]) -> tuple[Occurrence, Reason] | None:
    """A person has discounted it, and said why; no rule ever does."""
    found = [one for one in judgements if one.kind == "discount" and _means(one, incident)]
    if not found:
        return None
    by = found[-1]
    text = f"{(discounted.__doc__ or '').strip()} {by.by}, {by.at:%Y-%m-%d}: {by.reason}"
    values = (("by", by.by), ("at", f"{by.at:%Y-%m-%d}"), ("why", by.reason))
    return "discounted", Reason("occurrence_discounted", text, (), values)


def _means(one: Judgement, incident: Incident) -> bool:
    """Is it this incident, or does it hold most of the reports of the one that was meant?"""
    if incident.id in one.target:
        return True
    reports = {ref.rpartition("#")[0] or ref for refs in one.held for ref in refs}
    return 2 * len(reports.intersection(incident.reports)) > len(reports)
