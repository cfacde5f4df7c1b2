"""The speaker at the end of a sentence, found by word order where the parse misses it: ", airport officials say"."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from allegedly.extract.english.appositions import names_words
from allegedly.extract.english.boundaries import pieces
from allegedly.extract.english.candidate import Candidate
from allegedly.extract.english.lexicon import lexicon
from allegedly.extract.english.sources import is_self
from allegedly.extract.english.tree import Tree
from allegedly.extract.english.voices import is_voice
from allegedly.knowledge.closed import closed
from allegedly.knowledge.cues import Cue

DASH = Cue("-", "formula", ("tail",))
PER = Cue("per", "formula", ("prep",))
PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "ADP", "PART", "CCONJ"})
AFTER = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP", "ADV", "PRON", "PUNCT", "PART", "CCONJ"})
FIRST = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "ADV"})
LONGEST = 14
INFORMATION = closed().information
POSSESSIVE = closed().possessive
TAIL = re.compile(r"(?<=\S)[,;]?\s+[-–—]{1,2}\s*([^-–—\n.!?:;]{3,70}?)[.!]?\s*$")


def closing_speaker(tree: Tree) -> Iterator[Candidate]:
    """A comma, somebody, and a verb of saying close the sentence: all before the comma is what they say."""
    for part in _parts(tree):
        yield from _closing(part)


def inserted(tree: Tree) -> Iterator[Candidate]:
    """Between two commas somebody says all around it ("If it rains, said the prefect, the ward will be cleared")."""
    commas = [i for i, t in enumerate(tree.tokens) if t.text == ","]
    for comma, end in pairwise(commas):
        found = _between(tree, comma, end) if 2 < end - comma <= LONGEST and end < len(tree.tokens) - 2 else None
        if found is None or not any("fin" in t.feats for t in tree.tokens[end:]):
            continue
        first, last, verb, entry = found
        content = pieces(tree, (i for i in range(len(tree.tokens)) if i < comma or i > end))
        if content:
            yield Candidate("en.inserted", tree.span(verb), tree.span(first, last), content, entry)


def _between(tree: Tree, comma: int, end: int) -> tuple[int, int, int, Cue] | None:
    """The phrase and the verb of ", said the prefect," or ", she told this paper,"."""
    words = range(comma + 1, end)
    verb = next((i for i in words if tree.tokens[i].pos == "VERB"), None)
    entry = None if verb is None else _entry(tree, verb)
    if verb is None or entry is None or any(tree.tokens[i].pos not in PHRASE for i in words if i != verb):
        return None
    first, last = (verb + 1, end - 1) if verb == comma + 1 else (comma + 1, verb - 1)
    if last < first or tree.tokens[first].pos not in FIRST:
        return None
    pronoun = first == last and tree.tokens[first].pos == "PRON" and not is_self(tree, first)
    return (first, last, verb, entry) if pronoun or is_voice(_text(tree, first, last)) else None


def outdoes(tree: Tree, closing: Candidate, parsed: Candidate) -> bool:
    """Does word order name the speaker of a cue where the parse takes other words, or words before a comma too?"""
    mine, other = closing.source, parsed.source
    if closing.cue != parsed.cue or mine is None or other is None or mine.start == other.start:
        return False
    comma = any(t.end <= mine.start and t.text == "," for t in tree.tokens if other.start <= t.start)
    return other.end <= mine.start or (comma and other.start < mine.start and other.covers(mine))


def _parts(tree: Tree) -> Iterator[Tree]:
    """The sentence up to each of its semicolons, and whole: each may close with its speaker."""
    for i, t in enumerate(tree.tokens):
        if t.text == ";":
            yield Tree(tree.number, tree.tokens[:i], tree.children[:i])
    yield tree


def _closing(tree: Tree) -> Iterator[Candidate]:
    """What the last speaker before the end of some words says."""
    commas = [i for i, t in enumerate(tree.tokens) if t.text == ","]
    for comma in commas[::-1][:3]:
        found = _said(tree, comma) or _saying(tree, comma) or _named_and_said(tree, commas, comma)
        if found is None:
            continue
        first, last, verb, entry = found
        if names_words(tree, comma) is not None or tree.tokens[0].text.lower() == "according":
            return  # ", a claim denied by the rebels"; "According to two people, investigators found"
        start = _apposition(tree, commas, comma) if first == comma + 1 < verb else None
        first = first if start is None else start
        content = pieces(tree, range(_opening(tree, min(comma, first)), min(comma, first)))
        if content and (_finite(tree, min(comma, first)) or is_voice(_text(tree, first, last))):
            yield Candidate("en.closing-speaker", tree.span(verb), tree.span(first, last), content, entry)
        return


def _opening(tree: Tree, end: int) -> int:
    """Where the words begin: behind the last semicolon or colon that another clause stands before."""
    for i in range(end - 1, 0, -1):
        if tree.tokens[i].text in (";", ":") and _finite(tree, i) and any("fin" in t.feats for t in tree.tokens[i:end]):
            return i + 1
    return 0


def _said(tree: Tree, comma: int) -> tuple[int, int, int, Cue] | None:
    """The phrase and the verb of ", the port authority said on Monday"."""
    last = len(tree.tokens) - 1
    for verb in range(comma + 2, min(comma + LONGEST, last + 1)):
        t = tree.tokens[verb]
        entry = _entry(tree, verb)
        phrase = range(comma + 1, verb)
        if entry is not None and all(tree.tokens[i].pos in PHRASE for i in phrase):
            nominal = tree.tokens[verb - 1].pos in ("NOUN", "PROPN", "PRON", "NUM")
            opens = tree.tokens[comma + 1].pos in FIRST and tree.lemma(comma + 1) not in ("and", "or", "but")
            if nominal and opens and _nothing_follows(tree, verb):
                return comma + 1, verb - 1, verb, entry
            return None
        if t.pos not in PHRASE:
            return None
    return None


def _saying(tree: Tree, comma: int) -> tuple[int, int, int, Cue] | None:
    """The verb and the phrase of ", says the fire chief"."""
    verb = comma + 1
    if verb + 1 >= len(tree.tokens):
        return None
    entry = _entry(tree, verb) or _inform(tree, verb)
    rest = [i for i in range(verb + 1, len(tree.tokens)) if tree.tokens[i].pos != "PUNCT"]
    if rest and tree.lemma(rest[0]) in ("in", "at") and tree.tokens[rest[0]].pos == "ADP":
        rest = rest[1:]  # as machines translate: "inform in the ministry"
    if (
        entry is None
        or tree.lemma(verb) == "tell"
        or not rest
        or tree.tokens[rest[0]].pos not in FIRST
        or len(rest) > LONGEST
        or any(tree.tokens[i].pos not in PHRASE for i in rest)
    ):
        return None
    return (rest[0], rest[-1], verb, entry) if is_voice(_text(tree, rest[0], rest[-1])) else None


def _named_and_said(tree: Tree, commas: Sequence[int], comma: int) -> tuple[int, int, int, Cue] | None:
    """The phrase and the verb of ", the shift manager, Ana Wells, said"."""
    verb, at = comma + 1, commas.index(comma)
    entry = _entry(tree, verb) if verb < len(tree.tokens) and at > 1 else None
    if entry is None or not _nothing_follows(tree, verb):
        return None
    start = _apposition(tree, commas, commas[at - 1])
    name = range(commas[at - 1] + 1, comma)
    named = bool(name) and all(tree.tokens[i].pos in PHRASE for i in name)
    return (start, comma - 1, verb, entry) if named and start is not None else None


def _entry(tree: Tree, at: int) -> Cue | None:
    """The entry of a verb of saying, though the tagger may have taken it for a noun ("airport officials report")."""
    t = tree.tokens[at]
    if t.pos not in ("VERB", "NOUN", "AUX"):
        return None
    lemma = t.lemma if t.pos == "VERB" else t.lemma.removesuffix("s")
    frames = lexicon().get((lemma, "verb"), {})
    entry = frames.get("that") or frames.get("tell")
    plain = entry is not None and entry.act in ("say", "believe") and not {"inf", "part"} <= t.feats
    return entry if plain and (t.pos == "VERB" or t.text.lower() != t.lemma or at == len(tree.tokens) - 2) else None


def _inform(tree: Tree, at: int) -> Cue | None:
    """The verb that machines leave bare, taken for a noun (", inform in the ministry")."""
    bare = tree.tokens[at].pos == "NOUN" and at + 1 < len(tree.tokens) and tree.lemma(at + 1) in closed().locative
    entry = lexicon().get((tree.tokens[at].lemma, "verb"), {}).get("tell") if bare else None
    return entry if entry is not None and entry.act == "say" else None


def _nothing_follows(tree: Tree, verb: int) -> bool:
    """Is all behind the verb an adverbial or the one it was told to ("told a local station on Monday")?"""
    rest = tree.tokens[verb + 1 :]
    return len(rest) <= LONGEST and all(t.pos in AFTER and t.text not in (":", ";", '"', "“") for t in rest)


def _apposition(tree: Tree, commas: Sequence[int], comma: int) -> int | None:
    """Where "the shift manager, Ana Wells, said" begins: the name is told by the office before it."""
    at = commas.index(comma)
    if not at or not all(t.pos in ("PROPN", "PUNCT") for t in tree.tokens[comma + 1 : comma + 3]):
        return None
    before = commas[at - 1]
    words = range(before + 1, comma)
    nominal = len(words) <= LONGEST and all(tree.tokens[i].pos in PHRASE for i in words)
    return before + 1 if nominal and words and is_voice(_text(tree, before + 1, comma - 1)) else None


def _finite(tree: Tree, end: int) -> bool:
    return any("fin" in t.feats for t in tree.tokens[:end])


def _text(tree: Tree, first: int, last: int) -> str:
    return " ".join(t.text for t in tree.tokens[first : last + 1]).replace(" '", "'").replace(" ’", "’")


def leading_that(tree: Tree) -> Iterator[Candidate]:
    """Somebody, a verb of saying, a time or a place, and "that" open the sentence: all behind is what they say."""
    for verb in range(1, min(2 * LONGEST, len(tree.tokens) - 2)):
        entry = _entry(tree, verb) if tree.tokens[verb].pos == "VERB" else None
        if entry is None or entry.act != "say":
            continue
        that = _that(tree, verb)
        first = _phrase_before(tree, verb)
        if that is None or first is None:
            return
        content = pieces(tree, range(that + 1, len(tree.tokens)))
        if content:
            yield Candidate("en.says-that", tree.span(verb), tree.span(first, verb - 1), content, entry)
        return


def taken_for_noun(tree: Tree) -> Iterator[Candidate]:
    """A verb of saying taken for part of a name: "Residents of Orlen report blasts", "Sources in the port claim that".

    Several people, a place or a body behind them, and the verb's bare form open the sentence, and nothing before it is
    a verb; behind it stands "that", or no verb at all.
    """
    for verb in range(3, min(LONGEST, len(tree.tokens) - 2)):
        t, before = tree.tokens[verb], tree.tokens[verb - 1]
        entry = lexicon().get((t.lemma, "verb"), {}).get("that") if t.pos == "NOUN" and t.text == t.lemma else None
        if entry is None or entry.act != "say" or before.pos not in ("NOUN", "PROPN") or "pl" in t.feats:
            continue
        behind = tree.tokens[verb + 1 :]
        tells = behind[0].text == "that" or not any("fin" in b.feats or b.dep == "ROOT" for b in behind)
        behind_head = next((i for i in range(1, verb) if tree.tokens[i].pos == "ADP"), 0)
        several = behind_head > 0 and "pl" in tree.tokens[behind_head - 1].feats
        if not several or not tells or any(b.pos not in PHRASE for b in tree.tokens[:verb]):
            continue
        content = pieces(tree, range(verb + (2 if behind[0].text == "that" else 1), len(tree.tokens)))
        if content and is_voice(_text(tree, 0, verb - 1)):
            yield Candidate("en.taken-for-noun", tree.span(verb), tree.span(0, verb - 1), content, entry)
        return


def _that(tree: Tree, verb: int) -> int | None:
    """The "that" behind a verb with nothing but a time, a place or a medium between."""
    for k in range(verb + 1, min(verb + LONGEST, len(tree.tokens) - 1)):
        if tree.lemma(k) == "that" and tree.tokens[k].pos in ("SCONJ", "PRON", "DET"):
            return k if tree.tokens[k + 1].text not in (":", ";") else None  # "denies that: the colonel was hurt"
        if tree.tokens[k].pos not in PHRASE and tree.tokens[k].text != ",":
            return None
    return None


def _phrase_before(tree: Tree, verb: int) -> int | None:
    """Where the phrase that names the speaker begins, right before a verb."""
    first = verb
    while first and tree.tokens[first - 1].pos in PHRASE and verb - first < LONGEST:
        first -= 1
    while first < verb and tree.tokens[first].pos in ("ADP", "CCONJ"):
        first += 1
    nominal = first < verb and tree.tokens[verb - 1].pos in ("NOUN", "PROPN", "PRON", "NUM")
    return first if nominal and is_voice(_text(tree, first, verb - 1)) else None


def dash_voice(tree: Tree, text: str) -> Iterator[Candidate]:
    """A dash and somebody who speaks close the sentence ("Blasts in the port - local channels")."""
    start, end = tree.tokens[0].start, tree.tokens[-1].end
    found = TAIL.search(text, start, end)
    if found is None or not is_voice(found.group(1)):
        return
    inside = [i for i, t in enumerate(tree.tokens) if found.start(1) <= t.start < found.end(1)]
    before = [i for i, t in enumerate(tree.tokens) if t.end <= found.start()]
    mark = next(
        (i for i, t in enumerate(tree.tokens) if found.start() <= t.start < found.start(1) and t.text != ","), None
    )
    if not inside or not before or mark is None or any(tree.tokens[i].pos in ("VERB", "AUX") for i in inside):
        return
    content = pieces(tree, before)
    if content:
        yield Candidate("en.dash-name", tree.span(mark), tree.span(inside[0], inside[-1]), content, DASH)


OPENS_FORMULA = frozenset({"per", "by", "from", "in"})


def per_somebody(tree: Tree) -> Iterator[Candidate]:
    """ "Per" or "by words of" before somebody who speaks names the source of the sentence."""
    for i, t in enumerate(tree.tokens[:-1]):
        if t.text.lower() not in OPENS_FORMULA:
            continue
        width = _formula(tree, i)
        opens = i == 0 or tree.tokens[i - 1].pos == "PUNCT" or tree.lemma(i - 1) == "as"
        if not width or not opens:
            continue
        start = last = i + width - 1
        while last + 1 < len(tree.tokens) and tree.tokens[last + 1].pos in PHRASE:
            last += 1
        pronoun = tree.tokens[start - 1].text.lower() in POSSESSIVE and tree.tokens[start].text.lower() in INFORMATION
        first = start - 1 if pronoun else start + 1
        last = first if pronoun else last
        if last < first or not (pronoun or is_voice(_text(tree, first, last))):
            continue
        end = start if pronoun else last
        content = pieces(tree, (k for k in range(len(tree.tokens)) if k < i or k > end))
        if content:
            yield Candidate("en.per", tree.span(i, max(i, first - 1)), tree.span(first, last), content, PER)


def _formula(tree: Tree, i: int) -> int:
    """How many words from here stand for "per": "by the words of", or "by his information"."""
    words = [t.text.lower() for t in tree.tokens[i : i + 4]]
    if words[:1] == ["per"]:
        return 1
    if words[:1] not in (["by"], ["from"], ["in"]):
        return 0
    noun = 2 if words[1:2] == ["the"] else 1
    if words[noun : noun + 1] and words[noun] in INFORMATION and words[noun + 1 : noun + 2] == ["of"]:
        return noun + 2
    return 3 if words[1:2] and words[1] in POSSESSIVE and words[2:3] and words[2] in INFORMATION else 0
