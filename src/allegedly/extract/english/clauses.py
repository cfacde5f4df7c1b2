"""Verbs with a clause: says that, told the reporter that, plans to leave, was said to have started, as he said."""

from collections.abc import Iterator

import msgspec

from allegedly.extract.english.boundaries import clause, further_that, noun_phrase, pieces, trailing
from allegedly.extract.english.candidate import Candidate, Site
from allegedly.extract.english.lexicon import knows, lexicon
from allegedly.extract.english.sources import agent_of, can_speak, is_negated, passive_or_active, source_of
from allegedly.extract.english.tree import Tree
from allegedly.knowledge.closed import closed
from allegedly.knowledge.cues import Cue
from allegedly.model import Span

REFUSALS = closed().refusals
# "Neither" and "nor" stand within so many words before the second verb.
NEITHER = 6
WH = closed().questions


def candidate(site: Site, rule: str, entry: Cue, source: int | None, content: tuple[Span, ...]) -> Iterator[Candidate]:
    """The attribution that a rule found at a verb, if it has any content and its source is somebody."""
    if content and (source is None or can_speak(site.tree, source, entry)):
        span = None if source is None else noun_phrase(site.tree, source, site.at)
        yield Candidate(f"en.{rule}", site.cue, span, content, entry, is_negated(site.tree, site.at))


def is_infinitive(tree: Tree, head: int) -> bool:
    """Does a clause have "to" for its first helper and no finite one?"""
    return any(tree.tokens[c].lemma == "to" for c in tree.kids(head, "aux")) and "fin" not in tree.tokens[head].feats


def complement(tree: Tree, verb: int) -> int | None:
    """The clause that a verb governs: the one after it, else the words before it."""
    found = [c for c in tree.kids(verb, "ccomp") if not is_infinitive(tree, c) and not _is_bare_gerund(tree, c)]
    after = next((c for c in found if c > verb), None)
    if after is None:
        after = _after_a_medium(tree, verb)
    if after is None:
        after = _after_an_insert(tree, verb)
    if after is None:
        after = _turned(tree, verb)
    if after is None:
        after = _taken_for_object(tree, verb)
    return after if after is not None else found[0] if found else None


def _taken_for_object(tree: Tree, verb: int) -> int | None:
    """The clause whose verb the parser took for an attribute ("said that shrapnel damaged houses"): its object's."""
    return next(
        (c for c in tree.kids(verb, "dobj") if any(tree.lemma(m) == "that" for m in tree.kids(c, "mark"))), None
    )


def _turned(tree: Tree, verb: int) -> int | None:
    """The clause with "that" under which its own speaker hangs ("The agency says, citing two men, that ...")."""
    head = tree.tokens[verb].head
    if tree.tokens[verb].dep != "ccomp" or head < verb:
        return None
    return next((head for m in tree.kids(head, "mark") if m > verb and tree.lemma(m) == "that"), None)


def _after_an_insert(tree: Tree, verb: int) -> int | None:
    """The clause of "reported, citing residents, that", which the parser hangs on the wrong word."""
    inserts = [
        k
        for k in tree.kids(verb, "advcl")
        if "pres" in tree.tokens[k].feats and not tree.has(k, "mark") and not knows(tree.lemma(k), "that")
    ]
    cited = [o for k in inserts for o in tree.kids(k, "dobj")]  # "citing the channel, which quoted others, that"
    near = [*tree.kids(verb, "conj", "dep", "advcl", "xcomp"), *(c for k in inserts for c in tree.kids(k, "ccomp"))]
    near += [c for o in cited for c in tree.kids(o, "relcl", "acl", "ccomp")]
    return next((c for c in near if c > verb and any(tree.lemma(m) == "that" for m in tree.kids(c, "mark"))), None)


def _after_a_medium(tree: Tree, verb: int) -> int | None:
    """The clause of "said in a statement that", which the parser hangs on the statement."""
    for p in tree.kids(verb, "prep", "npadvmod"):
        noun = tree.kid(p, "pobj") if tree.tokens[p].dep == "prep" else p
        for c in tree.kids(noun, "acl", "ccomp", "relcl") if noun is not None and noun > verb else ():
            if any(tree.lemma(m) == "that" for m in tree.kids(c, "mark")):
                return c
    return None


def _is_bare_gerund(tree: Tree, head: int) -> bool:
    """Is it a gerund with nothing before it (considered leaving), so no clause with a subject?"""
    t = tree.tokens[head]
    bare = not tree.has(head, "aux", "nsubj", "nsubjpass", "mark") and min(tree.subtree(head)) == head
    return bare and {"part", "pres"} <= t.feats


def _having_done(tree: Tree, head: int) -> bool:
    """Is it "having left", "having been told", or "being left", with nothing before it?"""
    helpers = [*tree.kids(head, "aux", "auxpass")]
    opens = bool(helpers) and {"part", "pres"} <= tree.tokens[helpers[0]].feats
    return opens and min(tree.subtree(head)) == helpers[0] and not tree.has(head, "nsubj", "nsubjpass", "mark")


def says_that(site: Site) -> Iterator[Candidate]:
    """A verb of saying or thinking governs a clause: its subject is the source, the clause the content."""
    tree = site.tree
    c = complement(tree, site.at)
    if c is None or c < site.at:
        return
    asks = any(tree.tokens[w].lemma in WH for w in tree.kids(c, "mark", "advmod", "dobj", "nsubj", "attr", "pobj"))
    asks = asks or _asks_which(tree, min(tree.subtree(c)))
    entry = (site.frames.get("wh") if asks else None) or site.frames.get("that")
    source = source_of(tree, site.at)
    if entry is None or source is None or is_asked(tree, site.at):
        return
    if _points_ahead(tree, c):
        return
    if _neither(tree, site.at):
        entry = msgspec.structs.replace(entry, stance="query", negated="query")
    if entry.negated == "deny" and (asks or tree.lemma(source) in closed().none):
        entry = msgspec.structs.replace(entry, negated="query")  # "nobody can say how many died"
    words = clause(tree, c, [site.at]) | trailing(tree, site.at, c)
    words |= further_that(tree, site.at, c)
    first = min(words)
    before = next((k for k in tree.kids(site.at, "ccomp") if k < site.at), None)
    if before is not None and first > 0 and tree.tokens[first - 1].text == ",":
        words |= from_the_start(tree, site.at, clause(tree, before))
    words |= _before_a_mark(tree, site.at, source, first)
    yield from candidate(site, "says-that", entry, source, pieces(tree, words))


def _points_ahead(tree: Tree, c: int) -> bool:
    """ "Denies that: the colonel was flown out": "that" points back, and a mark parts it from what is told."""
    mark = next((m for m in tree.kids(c, "mark") if tree.lemma(m) == "that"), None)
    return mark is not None and mark + 1 < len(tree.tokens) and tree.tokens[mark + 1].text in (":", ";")


def _neither(tree: Tree, verb: int) -> bool:
    """ "Could neither confirm nor rule out that": it is left open."""
    before = [tree.lemma(i) for i in range(max(verb - NEITHER, 0), verb)]
    return "neither" in before and "nor" in before


def _asks_which(tree: Tree, first: int) -> bool:
    """Does a clause open with a question that stands with another word ("how many died", "whose drone it was")?"""
    opening = [tree.lemma(i) for i in range(first, min(first + 2, len(tree.tokens)))]
    return bool({opening[0], " ".join(opening)} & closed().asking)


def _before_a_mark(tree: Tree, verb: int, source: int, first: int) -> set[int]:
    """What stands before the speaker, where a mark parts him from the rest ("All are out, she said; two ...")."""
    comma = next((k for k in range(source - 1, 0, -1) if tree.tokens[k].text == ","), 0)
    closed = any(tree.tokens[k].text in (";", ":") for k in range(verb, first + 1))
    nominal = all(tree.tokens[k].pos not in ("VERB", "AUX", "PUNCT") for k in range(comma + 1, verb))
    if not comma or not closed or source > verb or not nominal:
        return set()
    return set(range(comma)) if any("fin" in t.feats for t in tree.tokens[:comma]) else set()


def is_asked(tree: Tree, verb: int) -> bool:
    """A passive participle has no speaker of its own ("Asked why he left, the captain said")."""
    t = tree.tokens[verb]
    return "past" in t.feats and "part" in t.feats and t.dep in ("advcl", "acl") and not tree.has(verb, "nsubj", "aux")


def said_after(site: Site) -> Iterator[Candidate]:
    """The words come first, the speaker after them: "The pier burned, the mayor said"."""
    tree = site.tree
    c = complement(tree, site.at)
    entry = site.frames.get("that") or site.frames.get("after")
    source = tree.kid(site.at, "nsubj")
    if (
        c is None
        or c > site.at
        or entry is None
        or source is None
        or _has_nothing(tree, site.at, entry.stance == "deny")
    ):
        return
    words = from_the_start(tree, site.at, clause(tree, c))
    words |= set(range(max(words), min(*tree.subtree(source), site.at)))
    words |= _interrupted(tree, site.at, source)
    yield from candidate(site, "said-after", entry, source, pieces(tree, words))


def _has_nothing(tree: Tree, verb: int, denying: bool) -> bool:
    """ "The army blamed a quake; the observatory recorded none", "...; the mayor denies it": it has its own object."""
    denies = denying and any(t.text == ";" for t in tree.tokens[:verb])
    nothing = closed().none | (closed().pointers if denies else frozenset())
    return any(tree.lemma(o) in nothing for o in tree.kids(verb, "dobj"))


def _interrupted(tree: Tree, verb: int, source: int) -> set[int]:
    """What goes on after the speaker: "The work was helped, the mayor said, by fair weather"."""
    after = max(verb, *tree.subtree(source)) + 1
    if after >= len(tree.tokens) or tree.tokens[after].text != ",":
        return set()
    go_on = [
        k for k in tree.kids(verb, "prep") if min(tree.subtree(k)) == after + 1 and tree.tokens[k].text != "according"
    ]
    return tree.subtree(go_on[0]) if go_on else set()


def from_the_start(tree: Tree, verb: int, words: set[int]) -> set[int]:
    """Content that comes first takes all before the speaker with it ("On Monday, the pier burned, the mayor said")."""
    last = max((w for w in words if w < verb), default=-1)
    return words | {w for w in tree.subtree(verb) if w < last}


def told_that(site: Site) -> Iterator[Candidate]:
    """A verb of telling has a listener and a clause: the clause is the content, the listener is left out."""
    entry = site.frames.get("tell")
    tree = site.tree
    if entry is None or not tree.has(site.at, "dobj", "dative", "nsubjpass"):
        return
    c = tree.kid(site.at, "ccomp") or tree.kid(site.at, "xcomp")
    if c is None or is_infinitive(tree, c):
        return
    words = clause(tree, c)
    if c < site.at:
        words = from_the_start(tree, site.at, words)
    source = agent_of(tree, site.at) if tree.has(site.at, "nsubjpass") else source_of(tree, site.at)
    if source is not None:
        yield from candidate(site, "told-that", entry, source, pieces(tree, words))


def told_to(site: Site) -> Iterator[Candidate]:
    """Somebody tells, asks or urges somebody to do something: what is to be done is the content."""
    entry = site.frames.get("tell-to")
    tree = site.tree
    if entry is None:
        return
    whom = () if site.particle is None else tuple(tree.kids(site.particle, "pobj"))  # "call on somebody"
    over = (
        *tree.kids(site.at, "xcomp", "ccomp", *(("advcl",) if whom else ())),
        *(c for o in whom for c in tree.kids(o, "acl", "relcl")),
    )
    c = next((c for c in over if is_infinitive(tree, c) and c > site.at), None)
    if c is None or not (tree.has(site.at, "dobj", "dative", "prep") or tree.has(c, "nsubj")):
        return
    words = clause(tree, c)
    words |= {w for o in (*tree.kids(site.at, "dobj"), *whom) for w in tree.subtree(o)}
    source = source_of(tree, site.at)
    if source is not None:
        yield from candidate(site, "told-to", entry, source, pieces(tree, words))


def parenthetical(site: Site) -> Iterator[Candidate]:
    """The speaker stands inside or after the words, between commas: "the pier, the mayor said, burned"."""
    tree, t = site.tree, site.tree.tokens[site.at]
    tells = "tell" in site.frames and tree.has(site.at, "dobj")  # "..., a man who works there told the paper"
    entry = site.frames.get("tell" if tells else "that")
    if entry is None or t.head < 0 or t.dep not in ("parataxis", "ccomp", "advcl", "dep", "conj"):
        return
    if (
        tree.kid(site.at, "nsubj") is None
        or complement(tree, site.at) is not None
        or tree.has(site.at, *(() if tells else ("dobj",)), "mark", "xcomp")
    ):
        return
    own = tree.subtree(site.at)
    host = t.head
    if not _between_commas(tree, own) or (tells and tree.has(host, "cc")):
        return
    words = tree.subtree(host) - own
    yield from candidate(site, "parenthetical", entry, source_of(tree, site.at), pieces(tree, words))


def _between_commas(tree: Tree, own: set[int]) -> bool:
    first, last = min(own), max(own)
    before = (
        tree.tokens[first].text if tree.tokens[first].pos == "PUNCT" else tree.tokens[first - 1].text if first else ""
    )
    after = tree.tokens[last + 1].text if last + 1 < len(tree.tokens) else "."
    return before in {",", "-", "–", "—", "(", "”", '"', "''"} and (
        after in {",", ".", "-", "–", "—", ")", ";", "”", '"'} or tree.tokens[last].pos == "PUNCT"
    )


def as_said(site: Site) -> Iterator[Candidate]:
    """A clause with "as" names the source of the main clause ("As the agency reported earlier, the bridge fell")."""
    tree, t = site.tree, site.tree.tokens[site.at]
    entry = site.frames.get("that") or site.frames.get("as")
    if entry is None or t.dep not in ("advcl", "ccomp", "parataxis", "dep", "relcl") or t.head < 0:
        return
    as_word = next((c for c in tree.kids(site.at, "mark", "advmod", "prep") if tree.lemma(c) == "as"), None)
    whole = all(c == site.particle for c in tree.kids(site.at, "dobj", "xcomp"))  # "as he put it"
    if as_word is None or complement(tree, site.at) is not None or not whole:
        return
    words = tree.subtree(t.head) - _as_phrase(tree, site.at)
    source = source_of(tree, site.at) if tree.kid(site.at, "nsubj") is not None else agent_of(tree, site.at)
    if source is None:
        return
    yield from candidate(site, "as-said", entry, source, pieces(tree, words))


def _as_phrase(tree: Tree, verb: int) -> set[int]:
    """The words of "as the agency reported", to its comma; what hangs on it after that belongs to the content."""
    words = tree.subtree(verb)
    end = next(
        (w for w in sorted(words) if w > verb and tree.tokens[w].text == "," and verb_ended(tree, verb, w)), None
    )
    return words if end is None or end < verb else {w for w in words if w <= end}


def verb_ended(tree: Tree, verb: int, comma: int) -> bool:
    """Does the comma stand after the verb and its subject?"""
    subject = tree.kid(verb, "nsubj")
    return comma > verb and (subject is None or comma > max(tree.subtree(subject)))


def said_to_have(site: Site) -> Iterator[Candidate]:
    """Subject and infinitive are the content where something "was said to have started"."""
    entry = site.frames.get("passive")
    tree = site.tree
    if entry is None or "pass" not in tree.tokens[site.at].feats:
        return
    c = next((c for c in tree.kids(site.at, "xcomp", "ccomp") if is_infinitive(tree, c)), None)
    subject = tree.kid(site.at, "nsubjpass")
    if c is None or subject is None:
        return
    words = clause(tree, c) | tree.subtree(subject)
    yield from candidate(site, "said-to", entry, agent_of(tree, site.at), pieces(tree, words))


def it_is_said(site: Site) -> Iterator[Candidate]:
    """Nobody is named in "it is reported that": the clause is the content."""
    entry = site.frames.get("passive")
    tree = site.tree
    c = tree.kid(site.at, "ccomp")
    subject = tree.kid(site.at, "nsubjpass")
    if entry is None or c is None or subject is None or tree.lemma(subject) != "it" or is_infinitive(tree, c):
        return
    yield from candidate(site, "it-is-said", entry, agent_of(tree, site.at), pieces(tree, clause(tree, c)))


def was_reported(site: Site) -> Iterator[Candidate]:
    """Something "was reported": nobody is named, all but the verb is the content."""
    entry = site.frames.get("reported")
    tree = site.tree
    subject = tree.kid(site.at, "nsubjpass")
    if any(t.text.lower() == "according" for t in tree.tokens):
        return  # "No casualties were reported, according to the mayor": somebody is named
    if entry is None or subject is None or agent_of(tree, site.at) is not None or tree.has(site.at, "ccomp", "xcomp"):
        return
    words = tree.subtree(subject) | {w for p in tree.kids(site.at, "prep", "npadvmod") for w in tree.subtree(p)}
    yield from candidate(site, "was-reported", entry, None, pieces(tree, words))


def means_to(site: Site) -> Iterator[Candidate]:
    """A verb of intention governs an infinitive: its subject is the source, what is intended the content."""
    entry = site.frames.get("to")
    tree = site.tree
    if entry is None or "pass" in tree.tokens[site.at].feats:
        return
    c = next((c for c in tree.kids(site.at, "xcomp", "ccomp", "advcl") if is_infinitive(tree, c) and c > site.at), None)
    if c is None or tree.has(c, "nsubj") or _says_nothing(tree, site.at, c):
        return
    source = source_of(tree, site.at)
    if source is not None:
        yield from candidate(site, "means-to", entry, source, pieces(tree, clause(tree, c)))


def _says_nothing(tree: Tree, verb: int, c: int) -> bool:
    """Is it "declined to comment", which another rule takes?"""
    return tree.lemma(verb) in REFUSALS and "silence" in lexicon().get((tree.lemma(c), "verb"), {})


def means_doing(site: Site) -> Iterator[Candidate]:
    """A verb of intention or of saying governs a gerund: what is done is the content."""
    entry = site.frames.get("ing")
    tree = site.tree
    if entry is None:
        return
    near = tree.kids(site.at, "xcomp", "ccomp")
    c = next((c for c in near if _is_bare_gerund(tree, c) or _having_done(tree, c)), None)
    if c is None or c < site.at:
        return
    source = source_of(tree, site.at)
    if source is not None:
        yield from candidate(site, "means-doing", entry, source, pieces(tree, clause(tree, c)))


def expects_to(site: Site) -> Iterator[Candidate]:
    """Somebody wants, expects or believes somebody to do something: both together are the content."""
    entry = site.frames.get("object-to")
    tree = site.tree
    if entry is None or "pass" in tree.tokens[site.at].feats:
        return
    c = next((c for c in tree.kids(site.at, "ccomp", "xcomp") if is_infinitive(tree, c) and c > site.at), None)
    if c is None or not (tree.has(c, "nsubj", "nsubjpass") or tree.has(site.at, "dobj")):
        return
    words = clause(tree, c) | {w for o in tree.kids(site.at, "dobj") for w in tree.subtree(o)}
    source = source_of(tree, site.at)
    if source is not None:
        yield from candidate(site, "expects-to", entry, source, pieces(tree, words))


def subject_of_host(tree: Tree, verb: int) -> int | None:
    """The subject of a verb, passive or active, for a participle that hangs on it."""
    return passive_or_active(tree, verb, 0)
