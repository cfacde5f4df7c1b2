"""From words of a tree to spans: where a content and a source begin and end."""

from collections.abc import Iterable, Sequence

from allegedly.extract.english.lexicon import lexicon
from allegedly.extract.english.tree import Tree
from allegedly.model import Span

OPEN = frozenset("“‘\"'«([„`") | {"``"}
CLOSE = frozenset("”’\"'»)]“") | {"''"}
PARTNER = {")": "(", "]": "[", "”": "“", "’": "‘", "»": "«", "''": "``"}
TAILS = frozenset({"relcl", "appos"})
TAIL_MARKS = frozenset({",", "-", "–", "—", "--"})
OTHERWISE = frozenset({"while", "whereas", "though", "although"})
EDGE = frozenset({",", ".", ";", ":", "-", "–", "—", "--", "…"})


def pieces(tree: Tree, words: Iterable[int]) -> tuple[Span, ...]:
    """The spans of a set of words in text order: marks between two words join, edges are cleaned."""
    runs: list[list[int]] = []
    for i in sorted(words):
        if runs and all(tree.tokens[k].pos == "PUNCT" for k in range(runs[-1][-1] + 1, i)):
            runs[-1] += range(runs[-1][-1] + 1, i + 1)
        else:
            runs.append([i])
    return tuple(tree.span(run[0], run[-1]) for run in map(lambda r: trimmed(tree, r), runs) if run)


def trimmed(tree: Tree, run: Sequence[int]) -> list[int]:
    """A run of words without commas and stops at its edges, with quotation marks and brackets in pairs."""
    words = list(run)
    while words and _bare_edge(tree, words, -1):
        words.pop()
    while words and _bare_edge(tree, words, 0):
        words.pop(0)
    return _balanced(tree, words) if words else words


def _bare_edge(tree: Tree, words: list[int], at: int) -> bool:
    """Is the word at this edge a mark that belongs to the sentence, not to the content?"""
    text = tree.tokens[words[at]].text
    if text in EDGE or (at == -1 and text.lower() in ("and", "or", "but")):
        return True
    if at == 0:
        return text in CLOSE - OPEN or (text in OPEN and len(words) == 1)
    return text in OPEN - CLOSE


def _balanced(tree: Tree, words: list[int]) -> list[int]:
    """Take in the partner of a quotation mark where it stands just outside, drop the mark where it does not."""
    first, last = words[0], words[-1]
    texts = [tree.tokens[i].text for i in words]
    for mark in ('"', "'"):
        if texts.count(mark) % 2:
            return _mend_straight(tree, words, mark)
    for close, opening in PARTNER.items():
        missing = texts.count(close) - texts.count(opening)
        if missing > 0 and close != "’" and first > 0 and tree.tokens[first - 1].text == opening:
            return [first - 1, *words]
        if missing < 0:
            ahead = next(
                (k for k in range(last + 1, min(last + 3, len(tree.tokens))) if tree.tokens[k].text == close), None
            )
            if ahead is not None:
                return [*words, *range(last + 1, ahead + 1)]
    return words


def _mend_straight(tree: Tree, words: list[int], mark: str) -> list[int]:
    """A straight mark without partner: take the partner next door, or give up an edge mark."""
    first, last = words[0], words[-1]
    for k in range(last + 1, min(last + 3, len(tree.tokens))):
        if tree.tokens[k].text == mark:
            return [*words, *range(last + 1, k + 1)]
    if first > 0 and tree.tokens[first - 1].text == mark:
        return [first - 1, *words]
    if tree.tokens[last].text == mark and len(words) > 1:
        return words[:-1]
    return words[1:] if tree.tokens[first].text == mark and len(words) > 1 else words


def clause(tree: Tree, head: int, without: Iterable[int] = ()) -> set[int]:
    """The words of a complement: all below its head, less what the reporter or the speaker goes on to do."""
    words = tree.subtree(head, [*without, *asides(tree, head)])
    for cut in sorted(w for w in words if w > head and _goes_on(tree, w)):
        first = _opens(tree, cut)
        words -= {w for w in tree.subtree(cut) if w >= first or tree.tokens[cut].dep == "advcl"}
    return _without_tail(tree, words)


def _opens(tree: Tree, verb: int) -> int:
    """Where somebody else begins to speak: with the first word of who that is ("relatives of three sailors said")."""
    speaker = tree.kid(verb, "nsubj")
    return min(verb - 1, *(w for w in tree.subtree(speaker))) if speaker is not None and speaker < verb else verb - 1


def _without_tail(tree: Tree, words: set[int]) -> set[int]:
    """Less a last relative or participle clause after a comma or dash: it is mostly the reporter's own remark."""
    for cut in sorted((w for w in words if tree.tokens[w].dep in TAILS), reverse=True):
        branch = tree.subtree(cut) & words
        first, last = min(branch, default=cut), max(branch, default=cut)
        led = first > 0 and tree.tokens[first - 1].text in TAIL_MARKS
        if (
            led
            and last >= max((w for w in words if tree.tokens[w].pos != "PUNCT"), default=last)
            and first > min(words)
        ):
            words = words - branch
    return words


def trailing(tree: Tree, verb: int, c: int) -> set[int]:
    """What follows a content at once, though the parser hung it on the speaker's verb or tore it off."""
    words: set[int] = set()
    end = max(tree.subtree(c))
    for k in tree.kids(verb, "advcl", "prep", "advmod"):
        own = tree.subtree(k)
        if k > c and min(own) == after_marks(tree, end) and not _says_otherwise(tree, k):
            words |= own
            end = max(own)
    return words


def after_marks(tree: Tree, end: int) -> int:
    """The place after a word and the quotation marks that follow it."""
    at = end + 1
    while at < len(tree.tokens) and tree.tokens[at].text in CLOSE:
        at += 1
    return at


def further_that(tree: Tree, verb: int, c: int) -> set[int]:
    """One more clause with "that" after "and": the same speaker says it."""
    words: set[int] = set()
    for k in tree.kids(verb, "conj", "ccomp", "advcl", "dep"):
        if k > c and any(tree.lemma(m) == "that" for m in tree.kids(k, "mark")):
            words |= tree.subtree(k)
    return words


def asides(tree: Tree, head: int) -> list[int]:
    """Branches of a clause that say who says it: "according to the port", "citing residents"."""
    return [w for w in tree.subtree(head) if w != head and _is_aside(tree, w)]


def cited_in(tree: Tree, words: Iterable[int]) -> list[int]:
    """The participles among some words that name who is cited."""
    return [w for w in words if _is_aside(tree, w) and tree.tokens[w].pos == "VERB" and tree.has(w, "dobj")]


def _is_aside(tree: Tree, at: int) -> bool:
    t = tree.tokens[at]
    if t.text.lower() == "according":
        return True
    cites = t.dep == "advcl" and {"pres", "part"} <= t.feats and tree.has(at, "dobj")
    return cites and "cite" in lexicon().get((t.lemma, "verb"), {})


def _goes_on(tree: Tree, at: int) -> bool:
    """Does another act of the same speaker begin here: a participle of saying after a comma, or "and said"?"""
    t = tree.tokens[at]
    if at == 0 or t.dep not in ("advcl", "conj") or t.pos != "VERB":
        return False
    if said_again(tree, at) or _says_otherwise(tree, at):
        return True
    frames = lexicon().get((t.lemma, "verb"), {})
    led = tree.tokens[at - 1].text in (",", "and") and {"pres", "part"} <= t.feats
    return led and bool({"that", "quote"} & frames.keys())


def _says_otherwise(tree: Tree, verb: int) -> bool:
    """Does somebody else say something behind a comma, with "while" or "though", or with "and"?"""
    mark = tree.kid(verb, "mark")
    led = mark is not None and mark > 0 and tree.lemma(mark) in OTHERWISE and tree.tokens[mark - 1].text == ","
    return (led or _joined(tree, verb)) and _speaks(tree, verb) and tree.has(verb, "nsubj")


def _joined(tree: Tree, verb: int) -> bool:
    """ ", and a doctor said": a clause of its own behind a comma and "and" or "but"."""
    first = min(tree.subtree(verb))
    behind = first > 1 and tree.tokens[first - 1].pos == "CCONJ" and tree.tokens[first - 2].text == ","
    return tree.tokens[verb].dep == "conj" and behind


def said_again(tree: Tree, verb: int) -> bool:
    """Did the outer speaker say more ("told the paper that nobody was hurt and said the road was open")?"""
    t = tree.tokens[verb]
    if t.dep != "conj" or t.head < 0 or tree.has(verb, "nsubj", "nsubjpass", "expl"):
        return False
    head = tree.tokens[t.head]
    if head.dep != "ccomp" or head.head < 0 or not _speaks(tree, head.head) or _speaks(tree, t.head):
        return False
    if tree.has(verb, "aux"):
        return _keeps_silent(tree, verb)
    speaks = _speaks(tree, verb) or (tree.has(t.head, "aux") and _judges(tree, verb))
    return speaks and t.feats == tree.tokens[head.head].feats


def _judges(tree: Tree, verb: int) -> bool:
    """Does it say what somebody makes of another ("said that three had died and blamed the army")?"""
    entry = lexicon().get((tree.tokens[verb].lemma, "verb"), {}).get("object")
    return entry is not None and entry.act in ("say", "evaluate") and tree.has(verb, "dobj")


def _keeps_silent(tree: Tree, verb: int) -> bool:
    """ "But did not mention any damage": a verb of telling, denied."""
    does = any(tree.lemma(c) == "do" for c in tree.kids(verb, "aux")) and tree.has(verb, "neg")
    held = lexicon().get((tree.tokens[verb].lemma, "verb"), {})
    return does and any(c.act == "say" for c in held.values())


def _speaks(tree: Tree, verb: int) -> bool:
    """Is it a verb of saying?"""
    cue = lexicon().get((tree.tokens[verb].lemma, "verb"), {})
    entry = cue.get("quote") or cue.get("tell")
    return entry is not None and entry.act == "say"


def noun_phrase(tree: Tree, head: int, verb: int = -1) -> Span:
    """A source: the noun with its modifiers; clauses after a comma, one that holds its verb, and marks are left out."""
    barred = [c for w in tree.subtree(head) for c in tree.kids(w, "relcl", "advcl", "ccomp", "parataxis")]
    barred += [
        c
        for c in tree.kids(head, "acl", "cc", "conj")
        if c > 0 and tree.tokens[c - 1].text in (",", "-", "–", "—") and tree.tokens[c].pos == "VERB"
    ]
    barred += [c for c in tree.kids(head, "acl") if verb in tree.subtree(c)]  # "videos appearing to show a fire"
    below = tree.subtree(head, [b for b in barred if b != head])
    words = sorted(below | _name_behind(tree, head, max(below)))
    at = words.index(head)
    first, last = at, at
    while first > 0 and words[first - 1] == words[first] - 1:
        first -= 1
    while last + 1 < len(words) and words[last + 1] == words[last] + 1:
        last += 1
    if tree.tokens[words[last]].lemma in ("'s", "’s", "'", "’") and last > at:
        last -= 1
    run = trimmed(tree, words[first : last + 1]) or [head]
    return tree.span(run[0], run[-1])


def _name_behind(tree: Tree, head: int, last: int) -> set[int]:
    """The name right behind a source that the parser took for a second subject ("the agency Interfax reported")."""
    own, at = tree.tokens[head], last + 1
    if tree.tokens[last].pos != "NOUN" or at >= len(tree.tokens):
        return set()
    while tree.tokens[at].dep == "compound" and tree.tokens[at].pos == "PROPN" and at + 1 < len(tree.tokens):
        at += 1
    behind = tree.tokens[at]
    same = (behind.dep, behind.head) == (own.dep, own.head) and own.dep in ("nsubj", "nsubjpass")
    return set(range(last + 1, at + 1)) if same and behind.pos == "PROPN" else set()
