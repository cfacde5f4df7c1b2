"""Happenings inside attributions and in the report's own voice, framed.

One design for three languages; only the lexicons differ. A sentence is looked at only if it holds the stem of an
event word. Its words are parted by voice (the innermost attribution around them), each voice's words into clauses,
and of each clause the words that state its event most strongly make one claim. Conventions that gold follows too:

- no casualties ("пострадавших нет") is a denial of `injured`, no dead ("погибших нет") of `killed`;
- a clause that says "as a result of the strike two people died" is a claim of the dead, not of the strike;
- silence and missing evidence are claims of their whole clause.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from allegedly.extract.claims.bare import figures
from allegedly.extract.claims.belying import belying
from allegedly.extract.claims.blamed import blamed
from allegedly.extract.claims.contradicting import contradicting
from allegedly.extract.claims.credits import credit, credited
from allegedly.extract.claims.figurative import meant
from allegedly.extract.claims.frame import absent, framed, pointed
from allegedly.extract.claims.happenings import happenings
from allegedly.extract.claims.itself import outward
from allegedly.extract.claims.lexicon import lexicon
from allegedly.extract.claims.listed import listed
from allegedly.extract.claims.patterns import fold
from allegedly.extract.claims.plain import RULE, SHORT, beside, hollow, strong, supported
from allegedly.extract.claims.pointing import pointing, verdict
from allegedly.extract.claims.recanted import recanted
from allegedly.extract.claims.said import RULE as SAID
from allegedly.extract.claims.said import spoken, stated
from allegedly.extract.claims.scene import Scene, Voices, named, scene, voices
from allegedly.extract.claims.silences import Absence, absences, unproven
from allegedly.extract.claims.triggers import Candidate, candidates
from allegedly.extract.claims.weighed import RULE as WEIGHED
from allegedly.extract.claims.weighed import Untold, untold, weighed
from allegedly.extract.claims.whereabouts import Ground, ground
from allegedly.extract.findings import Findings
from allegedly.extract.tokens import Analysis
from allegedly.model import Attribution, Claim, Span

__all__ = ["claims", "unclaimed"]


def claims(analysis: Analysis, attributions: Sequence[Attribution], findings: Findings) -> tuple[Claim, ...]:
    """Every claim of the document in text order."""
    read = _by_rule(analysis, attributions, findings)
    if read is None:
        return ()
    known = {c.id for c in read.told}  # two readings may give one claim: then it is the rule's
    back = [c for c in read.told if c.rule == "claim.pointing"]
    found = [*read.told, *(c for c in weighed(read.scenes, read.told, read.ground) if c.id not in known)]
    found += stated(read.scenes, found, read.ground)
    found = [c for c in found if not hollow(c, found) and (c.rule not in (SAID, WEIGHED) or not _points(c, back))]
    found = listed(analysis, found, read.scene)
    kept = supported(outward(found), [s.span.start for s in analysis.sentences])
    return tuple(_each_once(sorted(credited(meant(kept, analysis), credit(analysis)), key=_order)))


def _each_once(found: Iterable[Claim]) -> Iterator[Claim]:
    """Claims in order, without those of which another has the same words, of the same event, by the same speaker."""
    seen = set[tuple[object, ...]]()
    for c in found:
        same = (c.span, c.event, c.stance, c.speaker and c.speaker.span, c.count and c.count.span, c.object)
        if same not in seen:
            yield c
        seen.add(same)


def unclaimed(analysis: Analysis, attributions: Sequence[Attribution], findings: Findings) -> Iterator[Untold]:
    """The clauses that no rule takes, in a document of which some rule takes one: what the weights are learnt from."""
    read = _by_rule(analysis, attributions, findings)
    return iter(()) if read is None else untold(read.scenes, read.told)


@dataclass(frozen=True, slots=True)
class _Read:
    """The sentences that were read, by number, what the rules find in them, the document's places, and how to read."""

    scenes: dict[int, Scene]
    told: list[Claim]
    ground: Ground
    look: Callable[[int], Scene]

    def scene(self, number: int) -> Scene:
        """A sentence, read or not yet."""
        return self.scenes.get(number) or self.look(number)


def _by_rule(analysis: Analysis, attributions: Sequence[Attribution], findings: Findings) -> _Read | None:
    """The sentences with a happening and those beside them, read by rules; None where there is none."""
    gated = _gated(analysis)
    bodies = spoken(analysis, attributions) if len(analysis.sentences) <= SHORT else []
    if not gated and not bodies:
        return None
    around: Voices = voices(analysis, attributions)
    cut = named(findings)
    known = ground(analysis, findings, attributions)
    scenes: dict[int, Scene] = {}
    found: dict[str, Claim] = {}

    def read(numbers: Iterable[int], leading: bool = False) -> None:
        looked = [_look(scene(analysis, n, around, cut)) for n in numbers if analysis.sentences[n].tokens]
        scenes.update((one.scene.number, one.scene) for one in looked)
        if leading and not any(_leads(one) for one in looked):
            return  # plain verbs alone would be let go of again
        for one in looked:
            for claim in _sentence(one, known, found):
                found.setdefault(claim.id, claim)

    read(gated, leading=True)
    read(_beside(analysis, gated, found.values()))
    for number in bodies:
        if number not in scenes:
            scenes[number] = scene(analysis, number, around, cut)
    told = supported(list(found.values()), [s.span.start for s in analysis.sentences])
    look = partial(scene, analysis, around=around, found=cut)
    return _Read(scenes, told, known, look) if told or bodies else None


def _beside(analysis: Analysis, gated: Sequence[int], told: Iterable[Claim]) -> list[int]:
    """The sentences near a happening that hold no event word of their own, where the language has plain verbs."""
    spans = {c.sentence.start for c in told if strong(c)}
    numbers = [n for n, s in enumerate(analysis.sentences) if s.span.start in spans]
    near = beside(len(analysis.sentences), numbers) if numbers else []
    known = set(gated)
    return [n for n in near if n not in known and lexicon(analysis.sentences[n].lang).frame.states]


def _order(c: Claim) -> tuple[Span, Span, Span, str]:
    """By place: words, trigger, speaker; the id decides the rest."""
    who = c.speaker.span if c.speaker and c.speaker.span else c.span
    return c.span, c.trigger.span if c.trigger else c.span, who, c.id


def _gated(analysis: Analysis) -> list[int]:
    """Sentences that may hold an event, each by its own language's words."""
    folded = fold(analysis.clean)
    spans = [s.span for s in analysis.sentences]
    gated: set[int] = set()
    for lang in {s.lang for s in analysis.sentences}:
        hits = lexicon(lang).gate.sentences(folded, spans)
        gated.update(n for n in hits if analysis.sentences[n].lang == lang)
    return sorted(gated)


@dataclass(frozen=True, slots=True)
class _Looked:
    """A sentence with its silences and absences, and its event words outside their clauses."""

    scene: Scene
    quiet: Sequence[Absence]
    free: Sequence[Candidate]
    unproven: frozenset[int]


def _look(around: Scene) -> _Looked:
    quiet = absences(around)
    unshown = unproven(around, quiet)
    closed = unshown.union(i for a in quiet if a.event == "comment" or a.first < 4 for i in a.clause.tokens)
    return _Looked(around, quiet, [c for c in candidates(around) if c.start not in closed], unshown)


def _leads(one: _Looked) -> bool:
    """May a sentence tell more than plain verbs do: is there an event word, a silence, or a verb that points back?"""
    words, known = one.scene.words, one.scene.lexicon
    owns_up = bool(known.blame.first(words) and known.own_up.first(words))
    points = (known.rebut, known.recant, known.belie)
    return bool(one.quiet or one.free) or owns_up or any(index.first(words) for index in points)


def _sentence(one: _Looked, ground: Ground, before: Mapping[str, Claim]) -> list[Claim]:
    """The claims of one sentence: absences first, then the happenings outside their clauses."""
    around = one.scene
    quiet = [c for a in one.quiet for c in absent(around, a)]
    told_there = [h for h in happenings(around, one.free) if h.trigger.start not in one.unproven]
    spoken = framed(around, told_there, ground)
    here = [*quiet, *(c for c in spoken if c.rule != RULE or not any(q.span.covers(c.span) for q in quiet))]
    named = [c for c in here if c.rule != RULE]
    back = [pointed(around, p) for p in (*pointing(around, before.values(), named), *recanted(around, named))]
    back += [pointed(around, p) for p in contradicting(around, before.values(), [*named, *back])]
    back += [pointed(around, p) for p in belying(around, before.values(), [*named, *back])]
    back += blamed(around, before.values(), named)
    here = [c for c in here if not any(b.trigger and verdict(c, b.trigger.span) for b in back)]
    told = [*(c for c in here if c.rule != RULE or not (_points(c, back) or _silent(one, c))), *back]
    return _once([*told, *figures(around, before.values(), told)])


def _silent(one: _Looked, c: Claim) -> bool:
    """Is the plain verb the one by which somebody's comment is missing («коментарів поки немає»)?"""
    clauses = [{*a.clause.tokens} for a in one.quiet if a.event == "comment"]
    verb = one.scene.inside(c.trigger.span) if c.trigger and clauses else []
    return any(not clause.isdisjoint(verb) for clause in clauses)


def _points(c: Claim, back: Sequence[Claim]) -> bool:
    """Is the plain verb one that takes back or denies what its object points to, or nothing but that denial?"""
    same = any(b.span.meets(c.span) and b.stance == c.stance and c.event == "other" for b in back)
    verbs = [b.trigger.span for b in back if b.trigger]
    whole = any(_together(b).covers(c.span) for b in back)
    return same or whole or any(c.trigger is not None and verb.meets(c.trigger.span) for verb in verbs)


def _together(c: Claim) -> Span:
    """What points, with the verb that denies it."""
    words = c.trigger.span if c.trigger else c.span
    return Span(min(c.span.start, words.start), max(c.span.end, words.end))


def _once(found: Sequence[Claim]) -> list[Claim]:
    """One silence or absence, told by a longer and a shorter reading of the same words, is one claim: the longer."""
    return [c for c in found if not any(_told_in(c, other) for other in found if other is not c)]


def _told_in(c: Claim, whole: Claim) -> bool:
    if c.trigger is None or whole.trigger is None or (c.event, c.stance) != (whole.event, whole.stance):
        return False
    return whole.trigger.span != c.trigger.span and whole.trigger.span.covers(c.trigger.span)
