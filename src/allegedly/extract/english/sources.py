"""Whose words they are: the source of a verb, a noun or a participle in the tree."""

from allegedly.extract.english.boundaries import said_again
from allegedly.extract.english.hosts import host_of
from allegedly.extract.english.lexicon import knows
from allegedly.extract.english.shallow.words import words
from allegedly.extract.english.tree import Tree
from allegedly.extract.english.voices import is_voice
from allegedly.knowledge.closed import closed
from allegedly.knowledge.cues import Cue

SUBJECT = ("nsubj",)
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"})
# Who speaks to the reader is no source: the outlet itself, or a speaker already named around the quotation.
SELF = closed().tellers | closed().addressed
EXPLETIVE = closed().expletive


def source_of(tree: Tree, verb: int, depth: int = 0) -> int | None:
    """The subject of a verb: its own, or the one it shares with the verb, noun or clause that governs it."""
    own = tree.kid(verb, "nsubj")
    if own is not None and not _later(tree, own):
        return _of_the_main(tree, verb, depth) if _disagrees(tree, verb, own) else own
    if tree.has(verb, "nsubjpass", "expl", "csubj") or depth > 4:
        return None
    if _impersonal(tree, verb):
        return None
    if tree.tokens[verb].head < 0 or tree.tokens[verb].dep == "ccomp":
        return _missed(tree, verb)
    return _inherited(tree, verb, depth)


def _disagrees(tree: Tree, verb: int, subject: int) -> bool:
    """Is the subject that the parser gives a plural, the verb behind "and" a singular ("its yards leak, and says")?"""
    t, noun = tree.tokens[verb], tree.tokens[subject]
    joined = verb > 0 and tree.tokens[verb - 1].lemma in ("and", "but")
    return joined and {"pres", "sg"} <= t.feats and noun.pos == "NOUN" and "pl" in noun.feats


def _of_the_main(tree: Tree, verb: int, depth: int) -> int | None:
    """The source of the verb of saying that governs a clause."""
    return source_of(tree, tree.tokens[verb].head, depth + 1) if tree.tokens[verb].head >= 0 else None


def _later(tree: Tree, subject: int) -> bool:
    """ "But a day later acknowledged": the parser takes a measure of time for who speaks."""
    behind = subject + 1 < len(tree.tokens) and tree.lemma(subject + 1) in ("later", "earlier", "before")
    return behind and words().has("times", tree.lemma(subject))


def _missed(tree: Tree, verb: int) -> int | None:
    """The noun right before a finite verb, which the parser took for part of another phrase ("4 in 10 say")."""
    if "fin" not in tree.tokens[verb].feats and not tree.has(verb, "aux"):
        return None
    if (host := host_of(tree, verb)) is not None:
        return host
    at = verb - 1
    while at >= 0 and tree.tokens[at].pos in ("ADV", "AUX", "PART"):
        at -= 1
    if at >= 0 and tree.tokens[at].text == ",":
        at -= 1
    if at < 0 or tree.tokens[at].pos not in ("NOUN", "PROPN", "PRON", "NUM"):
        return None
    return tree.tokens[at].head if tree.tokens[at].dep == "appos" else at


def _inherited(tree: Tree, verb: int, depth: int) -> int | None:
    """The source of a participle, an infinitive or a second verb, which stands with the word that governs it."""
    t = tree.tokens[verb]
    head = tree.tokens[t.head]
    if t.dep == "advcl" and (_hears(tree, verb) or _main_speaker(tree, verb)):
        return None if _hears(tree, verb) else source_of(tree, head.head, depth + 1)
    if t.dep == "acl":
        return t.head if "inf" not in t.feats and head.pos in NOMINAL and "past" not in t.feats else None
    if t.dep == "xcomp" and knows(head.lemma, "controls") and (obj := tree.kid(t.head, "dobj", "dative")) is not None:
        return obj
    if t.dep == "conj" and said_again(tree, verb):
        return source_of(tree, head.head, depth + 1)
    if t.dep == "pcomp":
        governor = next((a for a in tree.ancestors(verb) if tree.tokens[a].pos in ("VERB", "AUX")), None)
        return None if governor is None else passive_or_active(tree, governor, depth)
    if t.dep in ("conj", "xcomp", "advcl", "dep", "parataxis"):
        if head.pos in ("VERB", "AUX") or tree.has(t.head, "nsubj"):
            return passive_or_active(tree, t.head, depth)
        if head.pos == "ADJ" and head.dep in ("acomp", "oprd") and head.head >= 0:
            return passive_or_active(tree, head.head, depth)
    return None


def _impersonal(tree: Tree, verb: int) -> bool:
    """Is it a thing to do for nobody in particular ("it is too early to say", "it was not possible to say")?"""
    t = tree.tokens[verb]
    if t.dep not in ("xcomp", "advcl", "ccomp", "dep") or "inf" not in t.feats or t.head < 0:
        return False
    near = [tree.tokens[t.head], *(tree.tokens[c] for c in tree.kids(t.head, "acomp"))]
    be = t.head if tree.tokens[t.head].lemma == "be" else tree.tokens[t.head].head
    it = be >= 0 and any(tree.lemma(c) in EXPLETIVE for c in tree.kids(be, "nsubj", "expl"))
    return it and any(a.lemma in closed().impersonal for a in near)


def _main_speaker(tree: Tree, verb: int) -> bool:
    """Does a participle behind a comma belong to who speaks, not to what they speak of ("denied it fell, calling")?"""
    t = tree.tokens[verb]
    head = tree.tokens[t.head]
    behind = verb > t.head and tree.tokens[verb - 1].text == "," and "pres" in t.feats
    if not behind or head.dep != "ccomp" or head.head < 0 or not tree.has(head.head, "nsubj"):
        return False
    own = tree.kid(t.head, "nsubj", "nsubjpass")
    return own is not None and tree.tokens[own].pos == "NOUN" and not is_voice(tree.tokens[own].text)


def _hears(tree: Tree, verb: int) -> bool:
    """Is it a participle of what others told or asked ("Asked about the fire, the mayor said that it was out")?"""
    t = tree.tokens[verb]
    passive = {"part", "past"} <= t.feats and not tree.has(verb, "aux")
    return passive and (knows(t.lemma, "tell") or knows(t.lemma, "tell-to"))


def passive_or_active(tree: Tree, verb: int, depth: int) -> int | None:
    """The subject of a governing verb, passive or not."""
    passive = tree.kid(verb, "nsubjpass")
    return passive if passive is not None else source_of(tree, verb, depth + 1)


def agent_of(tree: Tree, verb: int) -> int | None:
    """The noun after "by" of a passive."""
    for by in tree.kids(verb, "agent", "prep"):
        agent = tree.kid(by, "pobj") if tree.tokens[by].lemma == "by" else None
        if agent is not None and not words().has("times", tree.lemma(agent)):
            return agent
    return None


def owner_of(tree: Tree, noun: int) -> int | None:
    """Whose claim, plan or hope it is: "the mayor's claim", "claims by residents", "the hope of the crew"."""
    own = tree.kid(noun, "poss")
    if own is not None:
        return own
    for prep in tree.kids(noun, "prep"):
        if tree.tokens[prep].lemma in ("by", "from", "among"):
            return tree.kid(prep, "pobj")
    return None


def is_self(tree: Tree, source: int | None) -> bool:
    """Is the source I, we or you?"""
    return source is not None and tree.tokens[source].lemma in SELF


def can_speak(tree: Tree, source: int, entry: Cue) -> bool:
    """Is the subject somebody or something that says or shows, rather than "this", "what" or an empty "it"?"""
    t = tree.tokens[source]
    if t.lemma in closed().nobody:
        return False
    if t.lemma == "that":
        return t.pos == "PRON" and t.head >= 0 and tree.tokens[t.head].dep == "relcl"
    return not (t.lemma == "it" and entry.act == "show")


def is_negated(tree: Tree, verb: int) -> bool:
    """Is the cue negated: not, never, no longer, or by a helping verb before it (refused to say)?"""
    if tree.has(verb, "neg") or any(tree.lemma(c) in ("never", "not") for c in tree.kids(verb, "advmod")):
        return True
    t = tree.tokens[verb]
    if t.dep == "xcomp" and t.head >= 0:
        helper = tree.tokens[t.head].lemma
        return helper in closed().refusals | closed().incapable or tree.has(t.head, "neg")
    subject = tree.kid(verb, "nsubj")
    return subject is not None and nobody(tree, subject)


def nobody(tree: Tree, subject: int) -> bool:
    """Is it said of none of those ("no official", "neither the mayor nor the police")?"""
    alone = tree.lemma(subject) in closed().none
    return alone or any(tree.lemma(c) in ("no", "neither") for c in tree.kids(subject, "det", "preconj", "cc"))
