"""Attribution rules for English, in the order in which they are tried; the first that fits a cue word keeps it."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from allegedly.extract.english import anaphora, clauses, formulas, heads, hosts, nouns, objects, tails, tolls
from allegedly.extract.english.anaphora import pointed
from allegedly.extract.english.appositions import apart, claim_judged
from allegedly.extract.english.candidate import Candidate, Site
from allegedly.extract.english.falsehoods import called_false
from allegedly.extract.english.lexicon import lexicon, openers
from allegedly.extract.english.selection import placed, records, select
from allegedly.extract.english.speech import Paragraph, carried, signed, spoken
from allegedly.extract.english.tree import Tree
from allegedly.extract.quotes import Quotation, outermost, quotations_of
from allegedly.extract.tokens import Analysis
from allegedly.model import Attribution, Span

Rule = Callable[[Site], Iterator[Candidate]]

VERB_RULES: tuple[Rule, ...] = (
    anaphora.said_this,
    objects.silent,
    objects.cited,
    clauses.as_said,
    clauses.told_that,
    clauses.says_that,
    clauses.said_after,
    clauses.parenthetical,
    clauses.said_to_have,
    clauses.it_is_said,
    clauses.was_reported,
    clauses.told_to,
    clauses.expects_to,
    clauses.means_to,
    clauses.means_doing,
    objects.counted,
    objects.called_it,
    objects.described_as,
    objects.perceived,
    objects.names_it,
    objects.judged,
    objects.judged_by,
    objects.called_for,
)
NOUN_RULES: tuple[Rule, ...] = (objects.with_reference, nouns.claim_that, nouns.plan_to, nouns.claim_of)
MEDIA_RULES: tuple[Rule, ...] = (nouns.filmed_by, nouns.shown_in)
ADJECTIVE_RULES: tuple[Rule, ...] = (nouns.is_sure, nouns.is_unclear)
PICTURES = frozenset({"filmed", "shown"})
RULES = {"verb": VERB_RULES, "noun": NOUN_RULES, "adj": ADJECTIVE_RULES}
# Without one of these frames a rule has nothing to say of a word, so it is not asked; "prep:" is any preposition.
NEEDS: dict[Rule, tuple[str, ...]] = {
    anaphora.said_this: ("quote", "tell"),
    objects.silent: ("silence",),
    objects.cited: ("cite",),
    clauses.as_said: ("that", "as"),
    clauses.told_that: ("tell",),
    clauses.says_that: ("that", "wh"),
    clauses.said_after: ("that", "after"),
    clauses.parenthetical: ("that", "tell"),
    clauses.said_to_have: ("passive",),
    clauses.it_is_said: ("passive",),
    clauses.was_reported: ("reported",),
    clauses.told_to: ("tell-to",),
    clauses.expects_to: ("object-to",),
    clauses.means_to: ("to",),
    clauses.means_doing: ("ing",),
    objects.counted: ("count",),
    objects.called_it: ("object-pred",),
    objects.described_as: ("object-as",),
    objects.perceived: ("perceive",),
    objects.names_it: ("that",),
    objects.judged: ("perceive", "object"),
    objects.judged_by: ("object", "object-as", "object-pred"),
    objects.called_for: ("prep:",),
    objects.with_reference: ("reference",),
    nouns.claim_that: ("that", "wh"),
    nouns.plan_to: ("to",),
    nouns.claim_of: ("of", "prep:"),
    nouns.filmed_by: ("filmed",),
    nouns.shown_in: ("shown",),
}
KINDS = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}


def attribute_english(analysis: Analysis) -> list[Attribution]:
    """Attributions in the English sentences of the analysis (sentences of other languages are passed over)."""
    trees = [Tree.of(n, s) for n, s in enumerate(analysis.sentences) if s.lang == "en" and s.tokens]
    quotes = outermost(quotations_of(analysis))
    blocks = _paragraphs(analysis, trees, quotes)
    found = [*signed(analysis.clean, blocks), *spoken(analysis.clean, blocks)]
    for tree in trees:
        closing = list(tails.closing_speaker(tree))
        found += [c for c in at_cues(tree) if not any(tails.outdoes(tree, last, c) for last in closing)]
        found += formulas.according_to(tree)
        found += formulas.in_a_poll(tree)
        found += formulas.media_report(tree)
        found += formulas.dash_name(tree, analysis.clean)
        found += tails.dash_voice(tree, analysis.clean)
        found += tails.per_somebody(tree)
        found += closing
        found += tails.inserted(tree)
        found += tails.leading_that(tree)
        found += tails.taken_for_noun(tree)
        found += tolls.own_figure(tree)
        found += hosts.closing_host(tree)
        found += hosts.inverted_name(tree)
        found += [*claim_judged(tree), *called_false(tree)]
    for paragraph in blocks:
        found += formulas.name_colon(paragraph.trees, analysis.clean)
    for tree in trees:
        found += heads.voice_colon(tree, analysis.clean)
        found += heads.clause_colon(tree)
    found = apart(found)
    found = heads.listed(carried(found, blocks), blocks, analysis.text)
    kept = select(pointed(found, trees), quotes, analysis.text)
    return records(placed(kept), analysis.document.report.id, analysis.text)


def _paragraphs(analysis: Analysis, trees: Sequence[Tree], quotes: Sequence[Quotation]) -> list[Paragraph]:
    """The paragraphs with their own sentences and quotations."""
    found: dict[int, list[Tree]] = {}
    for t in trees:
        found.setdefault(analysis.sentences[t.number].sentence.paragraph, []).append(t)
    spans = {n: Span(ts[0].tokens[0].start, ts[-1].tokens[-1].end) for n, ts in found.items()}
    return [
        Paragraph.of(analysis.clean, found[n], [q for q in quotes if spans[n].covers(q.span)]) for n in sorted(found)
    ]


def at_cues(tree: Tree) -> Iterator[Candidate]:
    """What the rules find at each cue word of a sentence, the first that fits."""
    media = _media()
    for i, t in enumerate(tree.tokens):
        if t.lemma in media and (noun := site_of(tree, i, "noun")) is not None:
            for rule in MEDIA_RULES:
                yield from rule(noun)
    for i, t in enumerate(tree.tokens):
        kind = KINDS.get(t.pos)
        if kind is None or t.lemma not in openers(kind):
            continue
        for site in sites_of(tree, i, kind):
            found = first(asked(kind, frozenset(site.frames)), site)
            yield from found
            if found:
                break


@cache
def asked(kind: str, frames: frozenset[str]) -> tuple[Rule, ...]:
    """The rules of a part of speech that may find something at a cue with these frames, in their order."""
    held = {"prep:" if f.startswith("prep:") else f for f in frames}
    return tuple(rule for rule in RULES[kind] if rule not in NEEDS or not held.isdisjoint(NEEDS[rule]))


@cache
def _media() -> frozenset[str]:
    """Nouns of pictures and films."""
    return frozenset(lemma for (lemma, kind), held in lexicon().items() if kind == "noun" and held.keys() & PICTURES)


def sites_of(tree: Tree, i: int, kind: str) -> Iterator[Site]:
    """A verb as a cue with its preposition where the lexicon knows the two together ("call on"), and without."""
    if kind == "verb":
        for c in tree.kids(i, "prep"):
            frames = lexicon().get((f"{tree.tokens[i].lemma} {tree.tokens[c].lemma}", kind))
            if c > i and frames is not None:
                yield Site(tree, i, frames, c)
    alone = site_of(tree, i, kind)
    if alone is not None:
        yield alone


def site_of(tree: Tree, i: int, kind: str) -> Site | None:
    """A word as a cue, with its particle where the lexicon knows the two together."""
    table = lexicon()
    lemma, particle = tree.phrasal(i) if kind == "verb" else (tree.tokens[i].lemma, None)
    frames = table.get((lemma, kind))
    if frames is None:
        frames, particle = table.get((tree.tokens[i].lemma, kind)), None
    return Site(tree, i, frames, particle) if frames else None


def first(rules: tuple[Rule, ...], site: Site) -> list[Candidate]:
    """What the first rule that fits gives."""
    for rule in rules:
        found = list(rule(site))
        if found:
            return found
    return []
