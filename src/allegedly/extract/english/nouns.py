"""Nouns and adjectives that attribute: the claim that, plans to, allegations of, is sure that."""

from collections.abc import Iterator

from allegedly.extract.english.boundaries import clause, noun_phrase, pieces, trailing
from allegedly.extract.english.candidate import Candidate, Site
from allegedly.extract.english.lexicon import knows
from allegedly.extract.english.sources import agent_of, is_negated, owner_of, source_of
from allegedly.knowledge.cues import Cue
from allegedly.model import Span

# What a picture shows follows these: videos of hits, a video with the sound of blasts.
SEEN_WITH = frozenset({"of", "with"})


def said(site: Site, rule: str, entry: Cue, source: int | None, words: set[int]) -> Iterator[Candidate]:
    """The attribution that a noun or an adjective makes."""
    content = pieces(site.tree, words)
    if content:
        span: Span | None = None if source is None else noun_phrase(site.tree, source)
        yield Candidate(f"en.{rule}", site.cue, span, content, entry, _denied(site))


def _denied(site: Site) -> bool:
    """Is the noun or the adjective negated, itself or with its verb ("has no record of", "is not aware of")?"""
    tree, t = site.tree, site.tree.tokens[site.at]
    if is_negated(tree, site.at) or any(tree.lemma(d) == "no" for d in tree.kids(site.at, "det")):
        return True
    return t.pos == "ADJ" and t.dep == "acomp" and t.head >= 0 and tree.has(t.head, "neg")


def holder(site: Site) -> int | None:
    """Whose noun it is: its owner, or the subject of the verb that carries it (made the claim)."""
    tree, t = site.tree, site.tree.tokens[site.at]
    owner = owner_of(tree, site.at)
    if owner is not None or "light" not in site.frames:
        return owner
    if t.dep in ("dobj", "attr") and t.head >= 0 and knows(tree.lemma(t.head), "carries"):
        return source_of(tree, t.head)
    if t.dep == "pobj" and t.head >= 0 and tree.lemma(t.head) in ("in", "with") and tree.tokens[t.head].head >= 0:
        verb = tree.tokens[t.head].head
        return (
            source_of(tree, verb) if tree.tokens[verb].pos == "VERB" and tree.tokens[t.head].lemma == "with" else None
        )
    return None


def claim_that(site: Site) -> Iterator[Candidate]:
    """A noun of saying or thinking governs a clause: "the claim that the bridge fell"."""
    tree = site.tree
    c = next(
        (
            c
            for c in tree.kids(site.at, "acl", "ccomp", "relcl")
            if c > site.at and tree.has(c, "mark") and "inf" not in tree.tokens[c].feats
        ),
        None,
    )
    entry = site.frames.get("that") or site.frames.get("wh")
    if c is None or entry is None:
        return
    source = holder(site)
    if source is not None:
        yield from said(site, "claim-that", entry, source, clause(tree, c))


def plan_to(site: Site) -> Iterator[Candidate]:
    """A noun of intention governs an infinitive: "the mayor's plan to close the port"."""
    tree = site.tree
    entry = site.frames.get("to")
    c = next(
        (
            c
            for c in tree.kids(site.at, "acl", "relcl", "xcomp", "advcl")
            if c > site.at and any(tree.lemma(x) == "to" for x in tree.kids(c, "aux"))
        ),
        None,
    )
    if c is None or entry is None:
        return
    source = holder(site)
    if source is not None:
        yield from said(site, "plan-to", entry, source, clause(tree, c))


def claim_of(site: Site) -> Iterator[Candidate]:
    """A noun of saying or judging takes a preposition: "residents' complaints about noise", "its denial of it"."""
    tree = site.tree
    for p in tree.kids(site.at, "prep"):
        name = tree.lemma(p)
        entry = site.frames.get("of" if name == "of" else f"prep:{name}") or site.frames.get(f"prep:{name}")
        if entry is None or p < site.at or tree.kid(p, "pobj", "pcomp") is None:
            continue
        source = holder(site)
        if source is not None:
            yield from said(site, "claim-of", entry, source, tree.subtree(p) - {p})
            return


def shown_in(site: Site) -> Iterator[Candidate]:
    """Who shares a video or a photo shows what is in it ("Residents share videos of hits")."""
    tree, t = site.tree, site.tree.tokens[site.at]
    entry = site.frames.get("shown")
    if entry is None or t.head < 0:
        return
    verb = t.head
    if any(tree.lemma(d) == "no" for d in tree.kids(site.at, "det")) or tree.has(verb, "neg"):
        return
    if not knows(tree.lemma(verb), "shares") or t.dep not in ("dobj", "nsubjpass"):
        return
    source = source_of(tree, verb) if t.dep == "dobj" else agent_of(tree, verb)
    heads = [p for i in (site.at, verb) for p in tree.kids(i, "prep") if p > site.at and tree.lemma(p) in SEEN_WITH]
    words = {w for p in heads for w in tree.subtree(p)}
    if words:
        words = (words | trailing(tree, verb, site.at)) - set(heads)
    elif tree.has(site.at, "acl", "relcl"):
        words = tree.subtree(site.at)
    yield from said(Site(tree, verb, site.frames), "shown-in", entry, source, words)


def filmed_by(site: Site) -> Iterator[Candidate]:
    """Who took the picture shows what is in it ("Videos shot by residents, on which blasts are heard")."""
    tree = site.tree
    entry = site.frames.get("filmed")
    taken = next((c for c in tree.kids(site.at, "acl", "relcl") if knows(tree.lemma(c), "takes")), None)
    if entry is None or taken is None:
        return
    source = agent_of(tree, taken)
    if source is None:
        return
    by = {w for c in tree.kids(taken, "agent", "prep") for w in tree.subtree(c) if tree.lemma(c) == "by"}
    inner = {w for r in tree.kids(source, "relcl", "acl") for w in tree.subtree(r)}
    words = (tree.subtree(site.at) - by - {site.at, taken}) | inner
    words = {w for w in words if w > site.at}
    yield from said(Site(tree, taken, site.frames), "filmed-by", entry, source, words)


def is_unclear(site: Site) -> Iterator[Candidate]:
    """What "is unclear" or "not known" is left open by the report; nobody is named."""
    entry = site.frames.get("unclear")
    tree, t = site.tree, site.tree.tokens[site.at]
    if entry is None or t.dep not in ("acomp", "ROOT") or t.head < 0:
        return
    subject = tree.kid(t.head, "nsubj", "expl")
    c = next((c for i in (site.at, t.head) for c in tree.kids(i, "ccomp") if c > site.at), None)
    if subject is not None and tree.lemma(subject) == "it" and c is not None:
        yield from said(Site(tree, site.at, site.frames), "is-unclear", entry, None, clause(tree, c))


def is_sure(site: Site) -> Iterator[Candidate]:
    """An adjective of mind: "the crew is sure that", "eager to leave", "critical of the plan"."""
    tree, t = site.tree, site.tree.tokens[site.at]
    if t.dep not in ("acomp", "oprd", "conj", "ROOT", "amod", "advcl", "ccomp", "relcl", "attr"):
        return
    verb = t.head if t.dep in ("acomp", "oprd", "attr") else site.at
    source = source_of(tree, verb) if verb >= 0 else None
    if source is None:
        return
    for c in tree.kids(site.at, "ccomp", "xcomp", "prep", "advcl"):
        entry, words = _of_adjective(site, c)
        if entry is not None and c > site.at:
            yield from said(site, "is-sure", entry, source, words)
            return


def _of_adjective(site: Site, c: int) -> tuple[Cue | None, set[int]]:
    tree = site.tree
    dep = tree.tokens[c].dep
    if dep == "prep":
        return site.frames.get(f"prep:{tree.lemma(c)}"), tree.subtree(c) - {c}
    infinitive = any(tree.lemma(x) == "to" for x in tree.kids(c, "aux"))
    if dep == "advcl" and not infinitive:
        return None, set()
    return site.frames.get("to" if infinitive else "that"), clause(tree, c)
