"""A speaker with a clause of its own between it and its verb: ", Ana Wells, who led the monitors, told the press"."""

from collections.abc import Iterator

from allegedly.extract.english.boundaries import noun_phrase, pieces
from allegedly.extract.english.candidate import Candidate
from allegedly.extract.english.lexicon import lexicon
from allegedly.extract.english.tree import Tree
from allegedly.extract.english.voices import is_voice
from allegedly.knowledge.closed import closed
from allegedly.knowledge.cues import Cue
from allegedly.model import Span

RELATIVE = frozenset({"who", "whom", "whose", "which"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
# Behind the verb: a time, a place, or the one it was told to.
AFTER = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP", "ADV", "PRON", "PUNCT", "PART", "CCONJ"})
LONGEST = 14  # words


def host_of(tree: Tree, verb: int) -> int | None:
    """The noun that a clause between commas right before the verb belongs to ("the dairy, which employs 90, said")."""
    opening = _opening(tree, verb)
    if opening is None or opening < 1 or tree.tokens[opening - 1].pos not in NOMINAL:
        return None
    at = opening - 1
    while tree.tokens[at].dep in ("compound", "pobj", "poss") and 0 <= tree.tokens[at].head < verb:
        above = tree.tokens[at].head
        if tree.tokens[at].dep == "pobj":
            above = tree.tokens[above].head
        if above < 0 or tree.tokens[above].pos not in NOMINAL:
            break
        at = above
    return at


def _opening(tree: Tree, verb: int) -> int | None:
    """The comma before "who" or "which" whose clause the comma right before the verb closes."""
    if verb < 2 or tree.tokens[verb - 1].text != "," or not _finite(tree, verb):
        return None
    for i in range(verb - 2, max(verb - 2 * LONGEST, 0), -1):
        if tree.tokens[i].text in (";", ":"):
            return None
        if tree.tokens[i].text == "," and tree.lemma(i + 1) in RELATIVE:
            return i
    return None


def closing_host(tree: Tree) -> Iterator[Candidate]:
    """A speaker behind a comma with a clause of its own, and a verb of saying that ends the sentence."""
    for verb in range(len(tree.tokens) - 1, 2, -1):
        entry = _entry(tree, verb)
        if entry is None:
            continue
        source = _source(tree, verb)
        if source is None or not _ends(tree, verb):
            return
        span = noun_phrase(tree, source, verb)
        comma = next((i for i, t in enumerate(tree.tokens) if t.end <= span.start and _next(tree, i) >= span.start), 0)
        said = any("fin" in t.feats or "past" in t.feats for t in tree.tokens[:comma])
        if comma > 1 and tree.tokens[comma].text == "," and said:
            content = pieces(tree, range(comma))
            _, particle = tree.phrasal(verb)
            cue = tree.span(verb, particle if particle is not None and particle > verb else verb)
            yield Candidate("en.closing-speaker", cue, span, content, entry)
        return


def inverted_name(tree: Tree) -> Iterator[Candidate]:
    """A name behind the verb, with what it is behind that ("..., points out Open Lane, a group that ...")."""
    for comma in (i for i, t in enumerate(tree.tokens[:-2]) if t.text == "," and i > 1):
        verb = comma + 1
        entry = _entry(tree, verb)
        if entry is None:
            continue
        _, particle = tree.phrasal(verb)
        first = (particle if particle == verb + 1 else verb) + 1
        last = first
        while last + 1 < len(tree.tokens) and tree.tokens[last + 1].pos == "PROPN":
            last += 1
        named = tree.tokens[first].pos == "PROPN" and tree.tokens[last].pos == "PROPN"
        apposed = (
            last + 2 < len(tree.tokens) and tree.tokens[last + 1].text == "," and tree.tokens[last + 2].pos == "DET"
        )
        if named and apposed and any("fin" in t.feats for t in tree.tokens[:comma]):
            head = next((i for i in range(last, first - 1, -1) if tree.tokens[i].dep != "compound"), last)
            content = pieces(tree, range(comma))
            if content:
                source = Span(tree.tokens[first].start, max(noun_phrase(tree, head, verb).end, tree.tokens[last].end))
                yield Candidate("en.closing-speaker", tree.span(verb, first - 1), source, content, entry)
            return


def _source(tree: Tree, verb: int) -> int | None:
    """Who says it: the noun before a clause between commas, else the subject up to the verb, a clause in it or not."""
    host = host_of(tree, verb)
    if host is not None:
        return host if tree.tokens[host].pos == "PROPN" or is_voice(tree.tokens[host].text) else None
    own = tree.kid(verb, "nsubj")
    if own is None or max(tree.subtree(own)) != verb - 1 or tree.tokens[min(tree.subtree(own)) - 1].text != ",":
        return None
    clause = tree.has(own, "acl", "relcl") and tree.lemma(own) not in RELATIVE
    speaks = is_voice(tree.tokens[own].text) or (clause and tree.lemma(own) in closed().anybody)
    return own if speaks and (clause or not tree.has(verb, "ccomp")) else None


def _entry(tree: Tree, at: int) -> Cue | None:
    """The entry of a finite verb of saying, with its particle ("went on", "shot back")."""
    t = tree.tokens[at]
    if t.pos != "VERB" or not _finite(tree, at):
        return None
    held = lexicon().get((tree.phrasal(at)[0], "verb"), {})
    entry = held.get("that") or held.get("tell") or held.get("after")
    return entry if entry is not None and entry.act == "say" else None


def _finite(tree: Tree, verb: int) -> bool:
    t = tree.tokens[verb]
    return t.pos in ("VERB", "AUX") and ("fin" in t.feats or not t.feats & {"part", "inf"} or t.dep == "ROOT")


def _ends(tree: Tree, verb: int) -> bool:
    rest = tree.tokens[verb + 1 :]
    return len(rest) <= LONGEST and all(t.pos in AFTER and t.text not in (":", ";", '"', "“") for t in rest)


def _next(tree: Tree, at: int) -> int:
    return tree.tokens[at + 1].start if at + 1 < len(tree.tokens) else 0
