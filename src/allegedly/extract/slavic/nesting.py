"""From drafts to records: who stands inside whose words, identities, stances."""

from collections.abc import Sequence
from dataclasses import replace

from allegedly.extract.slavic.scene import Draft, Scene
from allegedly.extract.tokens import Analysis
from allegedly.model import Attribution, Source, Span, Words, digest
from allegedly.model.vocabulary import Stance

BLOCK = 512  # characters: drafts are compared with those that share a block


def records(analysis: Analysis, drafts: Sequence[Draft]) -> list[Attribution]:
    """One attribution for each draft, and one more around it for a medium that was told; nested by place."""
    report = analysis.document.report
    flat = _distinct([part for d in drafts for part in _with_relay(d)])
    ids = [digest(report.id, d.rule, d.content, d.words, d.source, size=8) for d in flat]
    outer = _outers(flat)
    return [
        _record(analysis.text, report.id, d, ids[i], ids[outer[i]] if outer[i] >= 0 else None)
        for i, d in enumerate(flat)
    ]


def _with_relay(d: Draft) -> list[Draft]:
    if d.relay is None or _unnamed(d.scene, d.relay):
        return [replace(d, relay=None)]
    return [replace(d, source=d.relay, relay=None, rank=d.rank - 1, rule="told"), d]


def _unnamed(scene: Scene, relay: Span) -> bool:
    """Is it a medium without a name: "рассказал порталу" is said by the portal itself, as what "we" were told is."""
    words = scene.text[relay.start : relay.end]
    if words.lower() in scene.lexicon.myself:
        return True
    named = any(w[:1].isupper() for w in words.split()) or "«" in words
    return not named and scene.lexicon.medium(words.split()[0])


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """One draft for each cue, source and content."""
    seen: dict[tuple[object, ...], Draft] = {}
    for d in drafts:
        seen.setdefault((d.words, d.source, d.content), d)
    return list(seen.values())


def _outers(drafts: Sequence[Draft]) -> list[int]:
    """For each draft the nearest whose content encloses it whole, or has its content at a lower rank; -1 if none."""
    blocks: dict[int, list[int]] = {}
    for j, d in enumerate(drafts):
        for block in range(d.content[0].start // BLOCK, d.content[-1].end // BLOCK + 1):
            blocks.setdefault(block, []).append(j)
    return [_outer(i, drafts, blocks[d.content[0].start // BLOCK]) for i, d in enumerate(drafts)]


def _outer(i: int, drafts: Sequence[Draft], candidates: Sequence[int]) -> int:
    mine, d = _hull(drafts[i]), drafts[i]
    best, size = -1, 0
    for j in candidates:
        other = drafts[j]
        if i == j:
            continue
        reach = Span(other.content[0].start, other.content[-1].end)
        equal = d.content == other.content
        inside = reach.covers(mine) and _hull(other) != mine if not equal else d.rank > other.rank
        width = (reach.end - reach.start) * 10 - other.rank
        if inside and (best < 0 or width < size):
            best, size = j, width
    return best


def _hull(d: Draft) -> Span:
    spans = [*d.content, *(s for s in (d.source, d.words) if s)]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _stance(d: Draft) -> Stance:
    if d.cue is None:
        return "affirm"
    return d.cue.negated if d.negated else d.cue.stance


def _hedge(text: str, d: Draft) -> Words | None:
    if d.hedge:
        return Words.at(text, *d.hedge)
    if d.cue is None or d.words is None:
        return None
    hedged = d.cue.negated_hedge if d.negated else (d.cue.hedge or d.cue.strength == "allege")
    return Words.at(text, *d.words) if hedged else None


def _record(text: str, report: str, d: Draft, key: str, inside: str | None) -> Attribution:
    return Attribution(
        id=key,
        report=report,
        content=d.content,
        source=Source(text[d.source.start : d.source.end], d.source) if d.source else None,
        cue=Words.at(text, *d.words) if d.words else None,
        inside=inside,
        act=d.cue.act if d.cue else "say",
        stance=_stance(d),
        rule=f"slavic.{d.rule}",
        hedge=_hedge(text, d),
        basis=d.cue.basis if d.cue else "unstated",
    )
