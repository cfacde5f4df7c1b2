"""Speakers of claims that no attribution has (the silent, observers), resolved like the rest."""

from collections.abc import Sequence
from dataclasses import replace

from allegedly.extract.findings import Findings
from allegedly.extract.speakers import resolved
from allegedly.extract.tokens import Analysis
from allegedly.knowledge.actors import actors
from allegedly.model import Attribution, Claim, Source


def named(
    analysis: Analysis, attributions: Sequence[Attribution], findings: Findings, claims: Sequence[Claim]
) -> tuple[Claim, ...]:
    """The claims, with speakers that no attribution has (the silent, observers) resolved like the rest."""
    sources = [a.source for a in attributions if a.source]
    known = {(s.span, s.text): s for s in sources}
    slavic = {s.span for s in analysis.sentences if s.lang != "en"}
    # English finds its speakers before, but for those of whom it is only said that they were silent.
    told = [c for c in claims if c.sentence in slavic or c.stance == "no_comment"]
    own = [s for c in told if (s := _unresolved(c)) and (s.span, s.text) not in known]
    # Of two who are silent together ("neither the army nor the rebels") each is somebody, not both of them.
    apart = [s for s in sources if not any(s.span.covers(one.span) and s.span != one.span for one in own)]
    found = known | (resolved(analysis, [*apart, *own], findings) if own else {})
    return tuple(_renamed(c, found.get((s.span, s.text))) if (s := _unresolved(c)) else c for c in claims)


def _unresolved(c: Claim) -> Source | None:
    """The speaker of a claim as a source, where nobody was found behind the words."""
    who = c.speaker
    return Source(who.text, who.span) if who and who.span and who.id is None and who.name is None else None


def _renamed(c: Claim, source: Source | None) -> Claim:
    if source is None or c.speaker is None or (source.id is None and source.name is None):
        return c
    actor = actors().by_id(source.id) if source.id else None
    kind, party = (actor.kind, actor.party) if actor else (c.speaker.kind, c.speaker.party)
    name = source.name or (actor.name if actor else None)
    return replace(c, speaker=replace(c.speaker, id=source.id, name=name, kind=kind, party=party))
