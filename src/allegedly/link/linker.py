"""The passes of linking, in order: copies, block, compare and decide, cluster, names, parts, judgements, incidents."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from allegedly.knowledge.linking import LinkingFile, linking
from allegedly.link.block import may_meet, pairs
from allegedly.link.cluster import Clusters, cluster
from allegedly.link.copies import Text, components, copies, families, figures, triples
from allegedly.link.decide import decide
from allegedly.link.incidents import Corpus, incident_id, incidents
from allegedly.link.items import Item, items
from allegedly.link.judge import judge
from allegedly.link.named import join_named
from allegedly.link.parts import join_parts
from allegedly.link.vectors import Weighted, weigh
from allegedly.model import Extraction, Incident, Judgement, Link, Linking


def link(extractions: Iterable[Extraction], judgements: Sequence[Judgement] = ()) -> Linking:
    """Group reports and their claims into incidents. The order of the input does not change the result."""
    rules = linking()
    known = {e.report.id: e for e in sorted(extractions, key=lambda e: e.report.id)}
    texts = copies((_text(e, rules) for e in known.values()), rules.copies)
    groups = families(texts, rules.copies)
    told, recalled = _items(known, rules)
    vectors = weigh(list(known.values()))
    links = _links(told, vectors, texts, rules)
    corpus = Corpus(known, {i.id: i for i in (*told, *recalled)}, groups, vectors)
    clusters, parts = _clusters(told, links, corpus, rules)
    ids = {incident_id(group, corpus): group[0] for group in clusters}
    clusters = judge(clusters, judgements, {i.id: i.report for i in told}, ids)
    found = incidents(clusters, recalled, corpus, rules)
    return Linking(found, tuple((*texts, *links, *parts)), groups)


def _text(extraction: Extraction, rules: LinkingFile) -> Text:
    report = extraction.report
    places = frozenset(m.id for m in extraction.mentions if m.kind == "place" and m.id)
    when = report.published
    return Text(report.id, when, triples(report.text, rules.copies.words), figures(report.text), places)


def _items(known: Mapping[str, Extraction], rules: LinkingFile) -> tuple[list[Item], list[Item]]:
    """Items told and items recalled, each sorted by time and id."""
    every = [item for e in known.values() for item in items(e, rules)]
    every.sort(key=lambda i: (i.at is None, i.at.timestamp() if i.at else 0.0, i.id))
    return [i for i in every if not i.recalled], [i for i in every if i.recalled]


def _links(
    told: Sequence[Item], vectors: Mapping[str, Weighted], texts: Sequence[Link], rules: LinkingFile
) -> list[Link]:
    """Every comparison that says more than "apart", sorted; what blocks bring together is then compared in full."""
    made: dict[tuple[str, str], Link] = {}

    def compare(found: Iterable[tuple[Item, Item]]) -> None:
        for a, b in found:
            key = (min(a.id, b.id), max(a.id, b.id))
            if key not in made:
                made[key] = decide(a, b, (vectors[a.report], vectors[b.report]), rules)

    compare((told[low], told[high]) for low, high in pairs(told, vectors, rules.blocks))
    near = [key for key, one in made.items() if one.score >= rules.decision.edge]
    by_id = {i.id: i for i in told}
    for group in components([*near, *((one.a, one.b) for one in texts)]):
        if len(group) <= rules.blocks.exact:
            every = ((by_id[a], by_id[b]) for a, b in combinations(group, 2))
            compare((a, b) for a, b in every if a.report != b.report and may_meet(a, b, rules.blocks))
    return [one for _, one in sorted(made.items()) if one.score >= rules.decision.edge]


def _clusters(
    told: Sequence[Item], links: Sequence[Link], corpus: Corpus, rules: LinkingFile
) -> tuple[Clusters, list[Link]]:
    """Average linkage over all links; then what one name or one attack on several places joins."""
    edges = {(one.a, one.b): one.score for one in links}
    edges |= _copied(corpus)
    groups = cluster([i.id for i in told], edges, rules.decision.same, rules.blocks.largest)
    groups, named = join_named(groups, corpus.items, corpus.vectors, rules)
    groups, parts = join_parts(groups, corpus.items, rules)
    return groups, [*named, *parts]


def _copied(corpus: Corpus) -> dict[tuple[str, str], float]:
    """Copies of a family score 1 with each other."""
    return {
        (a, b): 1.0
        for family in corpus.copies
        for n, a in enumerate(family)
        for b in family[n + 1 :]
        if a in corpus.items and b in corpus.items
    }


__all__ = ["Incident", "link"]
