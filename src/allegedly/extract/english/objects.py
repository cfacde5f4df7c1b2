"""Verbs with an object or a preposition: criticised the plan, called for calm, called it a success, heard blasts."""

from collections.abc import Iterator

import msgspec

from allegedly.extract.english.boundaries import asides, clause, noun_phrase, pieces
from allegedly.extract.english.candidate import Candidate, Site
from allegedly.extract.english.clauses import candidate
from allegedly.extract.english.sources import agent_of, nobody, source_of
from allegedly.extract.english.tree import Tree
from allegedly.extract.english.voices import is_voice
from allegedly.knowledge.closed import closed
from allegedly.knowledge.cues import Cue
from allegedly.knowledge.modality import modality
from allegedly.model import Span

# What a figure is given of.
FIGURES = closed().figures
FOLLOWERS = ("prep", "advcl", "xcomp", "oprd", "acomp", "dative")


def object_words(tree: Tree, verb: int) -> set[int]:
    """The object with what follows it without a comma, less a last relative clause after one."""
    words: set[int] = set()
    for o in tree.kids(verb, "dobj"):
        words |= clause(tree, o)
    if words and max(words) > verb:
        words |= following(tree, verb, max(words))
    return words


def following(tree: Tree, verb: int, end: int) -> set[int]:
    """The phrases of a verb that follow a word at once, one after the other, unless they tell when, where or how."""
    words: set[int] = set()
    for k in tree.kids(verb, *FOLLOWERS):
        own = clause(tree, k)
        aside = tree.tokens[k].dep == "prep" and tree.lemma(k) in closed().circumstance
        if k > verb and own and min(own) == end + 1 and not aside:
            words |= own
            end = max(own)
    return words


def called_it(site: Site) -> Iterator[Candidate]:
    """Somebody calls something something: both are the content."""
    entry = site.frames.get("object-pred")
    tree = site.tree
    if entry is None or "pass" in tree.tokens[site.at].feats:
        return
    small = next(
        (c for c in tree.kids(site.at, "ccomp", "xcomp", "oprd") if c > site.at and not tree.has(c, "aux", "mark")),
        None,
    )
    if small is None or any(t.text == ":" for t in tree.tokens[site.at : small]):
        return
    words = tree.subtree(small) | {w for o in tree.kids(site.at, "dobj") for w in tree.subtree(o)}
    source = source_of(tree, site.at)
    if source is not None:
        yield from candidate(site, "called-it", entry, source, pieces(tree, words))


def described_as(site: Site) -> Iterator[Candidate]:
    """Somebody describes something as something: both are the content."""
    entry = site.frames.get("object-as")
    tree = site.tree
    if entry is None or "pass" in tree.tokens[site.at].feats:
        return
    phrase = next((p for p in tree.kids(site.at, "prep") if tree.lemma(p) == "as"), None)
    objects = [w for o in tree.kids(site.at, "dobj") for w in tree.subtree(o)]
    if phrase is None or not objects:
        return
    words = {*objects, *tree.subtree(phrase)}
    source = source_of(tree, site.at)
    if source is not None:
        yield from candidate(site, "described-as", entry, source, pieces(tree, words))


def judged(site: Site) -> Iterator[Candidate]:
    """A verb of judging or telling has an object: the object is the content."""
    entry = site.frames.get("perceive") or site.frames.get("object")
    tree = site.tree
    if entry is None or "pass" in tree.tokens[site.at].feats:
        return
    words = object_words(tree, site.at)
    source = source_of(tree, site.at)
    if source is None or (entry.stance == "deny" and _withholds(tree, site.at)):
        return
    if entry.stance == "retract":  # behind a colon stands what is right ("corrected its statement: three had died")
        colon = next((i for i in range(site.at, len(tree.tokens)) if tree.tokens[i].text == ":"), len(tree.tokens))
        words = {w for w in words if w < colon}
    if tree.lemma(source) in closed().none and entry.negated == "no_comment":
        entry = msgspec.structs.replace(entry, negated="deny")  # "nobody has reported anything"
    yield from candidate(site, "judged", entry, source, pieces(tree, words))


def _withholds(tree: Tree, verb: int) -> bool:
    """Is something refused to somebody, and no words denied ("denied the patrol access to the bridge")?"""
    objects = (o for o in tree.kids(verb, "dobj") if tree.lemma(o) in closed().granted)
    return any(all(tree.lemma(d) != "any" for d in tree.kids(o, "det")) for o in objects)


def names_it(site: Site) -> Iterator[Candidate]:
    """Somebody says a word or a figure alone: it is the content ("Neighbours say drones", "The governor says 23")."""
    entry, tree = site.frames.get("that"), site.tree
    if entry is None or tree.lemma(site.at) != "say" or "pass" in tree.tokens[site.at].feats:
        return
    o = tree.kid(site.at, "dobj", "attr")
    source = source_of(tree, site.at)
    if o is None or source is None or o < site.at or tree.tokens[o].pos not in ("NOUN", "PROPN", "NUM"):
        return
    who = noun_phrase(tree, source)
    words = " ".join(t.text for t in tree.tokens if who.start <= t.start and t.end <= who.end)
    if is_voice(words) and tree.lemma(o) not in closed().wordless:
        yield from candidate(site, "names-it", entry, source, pieces(tree, object_words(tree, site.at)))


def judged_by(site: Site) -> Iterator[Candidate]:
    """In a passive the subject is the content, the agent the source ("The plan was criticised by residents")."""
    entry = site.frames.get("object") or site.frames.get("object-as") or site.frames.get("object-pred")
    tree = site.tree
    agent = agent_of(tree, site.at)
    if entry is None or agent is None or "part" not in tree.tokens[site.at].feats or tree.has(site.at, "dobj"):
        return  # "was offered a bribe by the company" tells what was done
    subject = tree.kid(site.at, "nsubjpass")
    if subject is None:
        return
    yield from candidate(site, "judged-by", entry, agent, pieces(tree, tree.subtree(subject)))


def counted(site: Site) -> Iterator[Candidate]:
    """Somebody gives a figure: what is counted and the number are the content ("put the dead at nine")."""
    entry = site.frames.get("count")
    tree = site.tree
    o = tree.kid(site.at, "dobj")
    if entry is None or o is None or o < site.at or "pass" in tree.tokens[site.at].feats:
        return
    words = tree.subtree(o)
    also = _gapped(tree, o)
    for p in tree.kids(site.at, "prep"):
        if tree.lemma(p) in ("at", "to", "from") and p > o and (also is None or p < also[0]):
            words |= tree.subtree(p)
    numbers = any(tree.tokens[w].pos == "NUM" for w in words)
    source = source_of(tree, site.at)
    if source is None or not numbers or not (entry.note != "figure" or tree.lemma(o) in FIGURES):
        return
    yield from candidate(site, "counted", entry, source, pieces(tree, words))
    if also is not None:
        first, at = also
        content = pieces(tree, tree.subtree(at) - {at})
        yield Candidate("en.counted", tree.span(at), tree.span(first, at - 1), content, entry)


def _gapped(tree: Tree, o: int) -> tuple[int, int] | None:
    """Another speaker and his figure without a verb of his own (", the Red Cross at seventeen"): phrase and "at"."""
    for at in range(o + 2, len(tree.tokens) - 1):
        if tree.lemma(at) != "at" or tree.tokens[at + 1].pos not in ("NUM", "ADV", "ADP"):
            continue
        first = at
        while first > o and tree.tokens[first - 1].pos in ("DET", "ADJ", "NOUN", "PROPN"):
            first -= 1
        words = " ".join(t.text for t in tree.tokens[first:at])
        led = tree.tokens[first - 1].text in (",", ";") or tree.tokens[first - 1].pos == "CCONJ"
        if first < at and led and (is_voice(words) or tree.tokens[at - 1].pos == "PROPN"):
            return first, at
    return None


def called_for(site: Site) -> Iterator[Candidate]:
    """A verb with its preposition takes what follows as content: called for calm, warned of a flood."""
    tree = site.tree
    if "pass" in tree.tokens[site.at].feats:
        return
    for p in tree.kids(site.at, "prep"):
        entry = site.frames.get(f"prep:{tree.lemma(p)}")
        inner = tree.kid(p, "pobj", "pcomp")
        if entry is None or p < site.at or inner is None:
            continue
        source = source_of(tree, site.at)
        if source is None:
            continue
        words = _told_behind(tree, inner) or clause(tree, p) - {p}
        words |= following(tree, site.at, max(words, default=p))
        yield from candidate(site, "called-for", entry, source, pieces(tree, words))
        return


def _told_behind(tree: Tree, noun: int) -> set[int]:
    """What somebody's own account is, behind it: "stood by its account that three were underground"."""
    own = any(tree.lemma(c) in closed().possessive for c in tree.kids(noun, "poss"))
    that = noun + 1 < len(tree.tokens) - 2 and tree.lemma(noun + 1) == "that"
    said = tree.tokens[noun].text.lower() in modality("en").statement
    return set(range(noun + 2, len(tree.tokens) - 1)) if own and that and said else set()


def perceived(site: Site) -> Iterator[Candidate]:
    """Those who heard or saw it are the source, as witnesses ("Blasts were heard by residents")."""
    entry = site.frames.get("perceive")
    tree = site.tree
    subject, agent = tree.kid(site.at, "nsubjpass"), agent_of(tree, site.at)
    if entry is None or subject is None or agent is None:
        return
    away = {w for c in tree.kids(site.at, "agent", "prep") if tree.lemma(c) == "by" for w in tree.subtree(c)}
    words = tree.subtree(site.at, asides(tree, site.at)) - away
    words = {w for w in words if w <= site.at or tree.tokens[w].dep != "punct"}
    yield from candidate(site, "perceived", entry, agent, pieces(tree, words))


def cited(site: Site) -> Iterator[Candidate]:
    """Who is cited says it, inside what the one who cites says ("The channel reported, citing residents, that ...")."""
    entry = site.frames.get("cite")
    tree, t = site.tree, site.tree.tokens[site.at]
    if (
        entry is None
        or not {"pres", "part"} <= t.feats
        or t.dep not in ("advcl", "acl", "prep", "dep", "conj", "xcomp")
    ):
        return
    cited_source = tree.kid(site.at, "dobj")
    if cited_source is None or t.head < 0:
        return
    yield from passed_on(tree, site.at, site.cue, cited_source, entry)


def passed_on(tree: Tree, at: int, cue: Span, source: int, entry: Cue) -> Iterator[Candidate]:
    """A source that another source cites: its content is that of the verb it hangs on, or of the verb above that."""
    host = tree.tokens[at].head
    above = tree.tokens[host].head
    in_clause = tree.tokens[host].dep in ("ccomp", "conj") and tree.has(host, "mark")
    outer = above if above >= 0 and (in_clause or tree.tokens[host].dep == "nsubj") else host
    outer = next((k for k in tree.kids(host, "ccomp") if k < at and tree.has(host, "mark")), outer)
    content = pieces(tree, tree.subtree(host) - tree.subtree(at))
    if content:
        by = _according(tree, at) or tree.span(outer)
        yield Candidate("en.citing", cue, noun_phrase(tree, source), content, entry, outer=by)


def _according(tree: Tree, at: int) -> Span | None:
    """The formula right before one who is cited ("according to the agency, citing two officials")."""
    before = next((w for w in range(at - 1, max(at - 12, -1), -1) if tree.tokens[w].text.lower() == "according"), None)
    if before is None or tree.tokens[at - 1].text != "," or max(tree.subtree(before)) not in (at - 1, at - 2):
        return None
    to = tree.kid(before, "prep")
    return None if to is None else tree.span(before, to)


def with_reference(site: Site) -> Iterator[Candidate]:
    """Who is referred to is cited ("the paper reports with reference to the police")."""
    tree, t = site.tree, site.tree.tokens[site.at]
    entry = site.frames.get("reference")
    to = next((p for p in tree.kids(site.at, "prep") if tree.lemma(p) in ("to", "of")), None)
    source = None if to is None else tree.kid(to, "pobj")
    if entry is None or source is None or t.dep != "pobj" or t.head < 0 or tree.tokens[t.head].head < 0:
        return
    if tree.lemma(t.head) in ("with", "in", "on"):
        yield from passed_on(tree, t.head, tree.span(site.at), source, entry)


def silent(site: Site) -> Iterator[Candidate]:
    """That somebody says nothing is itself reported ("has not commented", "declined to comment")."""
    entry = site.frames.get("silence")
    tree, t = site.tree, site.tree.tokens[site.at]
    if entry is None:
        return
    helper = t.head if t.dep == "xcomp" and t.head >= 0 and tree.lemma(t.head) in closed().refusals else None
    source = source_of(tree, site.at)
    negated = tree.has(site.at, "neg") or (source is not None and nobody(tree, source))
    if helper is None and not negated:
        return
    if source is None or tree.lemma(source) in closed().none:
        return  # nobody keeps silent where nobody can say
    words = tree.subtree(site.at) - tree.subtree(source)
    more = {w for k in tree.kids(site.at, "conj", "cc") for w in tree.subtree(k)}
    words = {w for w in words - more if w > site.at and tree.tokens[w].pos != "PUNCT"} or {site.at}
    if helper is not None:
        words = {w for w in tree.subtree(site.at) if tree.tokens[w].dep != "punct"}
    cue = tree.span(site.at if helper is None else helper)
    content = pieces(tree, words)
    if content:
        yield Candidate("en.silent", cue, noun_phrase(tree, source), content, entry)
