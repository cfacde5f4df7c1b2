"""Attribution rules for English, in the order in which they are tried; the first that fits a cue word keeps it."""

from collections.abc import Callable, Iterator, Sequence

from allegedly.extract.english import anaphora, clauses, formulas, heads, nouns, objects, tails
from allegedly.extract.english.anaphora import pointed
from allegedly.extract.english.candidate import Candidate, Site
from allegedly.extract.english.lexicon import lexicon, openers
from allegedly.extract.english.selection import placed, records, select
from allegedly.extract.english.speech import Paragraph, carried, spoken
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
RULES = {"verb": VERB_RULES, "noun": NOUN_RULES, "adj": ADJECTIVE_RULES}
KINDS = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}


def attribute_english(analysis: Analysis) -> list[Attribution]:
    """Attributions in the English sentences of the analysis (sentences of other languages are passed over)."""
    trees = [Tree.of(n, s) for n, s in enumerate(analysis.sentences) if s.lang == "en" and s.tokens]
    quotes = outermost(quotations_of(analysis))
    blocks = _paragraphs(analysis, trees, quotes)
    found = list(spoken(analysis.clean, blocks))
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
    for paragraph in blocks:
        found += formulas.name_colon(paragraph.trees, analysis.clean)
    for tree in trees:
        found += heads.voice_colon(tree, analysis.clean)
        found += heads.clause_colon(tree)
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
    nouns = openers("noun")
    for i, t in enumerate(tree.tokens):
        if t.lemma in nouns and (noun := site_of(tree, i, "noun")) is not None:
            for rule in MEDIA_RULES:
                yield from rule(noun)
    for i, t in enumerate(tree.tokens):
        kind = KINDS.get(t.pos)
        if kind is None or t.lemma not in openers(kind):
            continue
        site = site_of(tree, i, kind)
        if site is not None:
            yield from first(RULES[kind], site)


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
