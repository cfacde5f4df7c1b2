"""Words that may state an event, and how strongly each does so where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from allegedly.extract.claims.lexicon import Order
from allegedly.extract.claims.patterns import Found
from allegedly.extract.claims.scene import Scene
from allegedly.extract.slavic.lexicon import lexicon as slavic
from allegedly.extract.tokens import Token
from allegedly.knowledge.events import Trigger

NOUNS = frozenset({"NOUN", "PROPN"})
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON"})
LEAD = frozenset({"DET", "ADJ", "NUM"})
# An inserted comment or saying has at most so many words.
INSERT = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """Trigger words `start` to `end` (not included) with the entries they may be, in the order of the file."""

    start: int
    end: int
    entries: tuple[Trigger, ...]


def candidates(scene: Scene) -> tuple[Candidate, ...]:
    """The trigger words of a sentence, longest first where they overlap; vetoed words are none."""
    lexicon, words = scene.lexicon, scene.words
    taken = [False] * len(words)
    for veto in lexicon.veto.find(words):
        for i in range(veto.start, veto.end):
            taken[i] = True
    hits: dict[tuple[int, int], list[Order]] = {}
    for found in lexicon.triggers.find(words):
        if _fits(scene.tokens, found):
            hits.setdefault((found.start, found.end), []).append(found.value)
    kept: list[Candidate] = []
    for start, end in sorted(hits, key=lambda h: (h[0] - h[1], h[0])):
        if (
            any(taken[start:end])
            or scene.analysis.text[scene.tokens[start].start - 1 : scene.tokens[start].start] == "#"
        ):
            continue
        taken[start:end] = [True] * (end - start)
        kept.append(Candidate(start, end, _entries(hits, start, end)))
    return tuple(sorted(kept, key=lambda c: c.start))


def _entries(hits: dict[tuple[int, int], list[Order]], start: int, end: int) -> tuple[Trigger, ...]:
    orders: Iterable[Order] = sorted(hits[start, end], key=lambda o: o.number)
    return tuple(o.trigger for o in orders)


def _fits(tokens: tuple[Token, ...], found: Found[Order]) -> bool:
    """Has the first word the part of speech that the entry asks for?"""
    pos, wanted = tokens[found.start].pos, found.value.trigger.pos
    if wanted == "verb":
        token = tokens[found.start]
        said_of = pos == "ADJ" and "short" in token.feats  # "закрыт" is an adjective to the dictionary
        return pos in ("VERB", "AUX") or found.end - found.start > 1 or impersonal(token) or said_of
    if wanted == "noun":
        return pos in NOUNS or found.end - found.start > 1
    return True


def impersonal(token: Token) -> bool:
    """A Ukrainian form in -но, -то that the dictionary lists as an adverb ("уражено", "призупинено")."""
    return token.pos == "ADV" and token.text.lower().endswith(("но", "то"))


def abbreviated(scene: Scene, i: int) -> bool:
    """An abbreviation for a thing ("БПЛА"), which the dictionary may read as something else."""
    text = scene.tokens[i].text
    return len(text) > 1 and text.isupper() and any(True for _ in scene.lexicon.kinds.at(scene.words, i))


def finite(scene: Scene, i: int) -> bool:
    """Is the word a predicate: a finite verb, a short or impersonal participle, a participle with its auxiliary?"""
    token = scene.tokens[i]
    if token.text.isupper() and abbreviated(scene, i):
        return False
    if token.pos not in ("VERB", "AUX"):
        return "impers" in token.feats or (token.pos == "ADJ" and "short" in token.feats)
    feats = token.feats
    if feats & {"fin", "short", "impers", "imp"}:
        return True
    if scene.english:
        return (bool(feats & {"part", "inf"}) and _auxiliary(scene, i)) or _taken_for_attribute(scene, i)
    return "part" in feats and "nom" in feats and _auxiliary(scene, i)


def _taken_for_attribute(scene: Scene, i: int) -> bool:
    """An English -ed form between two noun phrases, taken for an attribute ("shrapnel damaged houses")."""
    if not 0 < i < len(scene.tokens) - 1 or not scene.words[i].endswith("ed") or scene.tokens[i].dep != "amod":
        return False
    return scene.tokens[i - 1].pos in NOUNS and scene.tokens[i + 1].pos in (*NOUNS, "DET", "NUM", "ADJ")


def _auxiliary(scene: Scene, i: int) -> bool:
    """Does an auxiliary stand before the word, with at most adverbs and particles between?"""
    for k in range(i - 1, max(i - 6, -1), -1):
        token = scene.tokens[k]
        if token.pos == "AUX":
            return True
        if token.pos not in ("ADV", "PART", "AUX") or token.text.lower() == "to":
            return False
    return False


def participial(scene: Scene, i: int) -> bool:
    """A participle or gerund that tells a happening ("killing two", "спровоцировав пожар", "о разрушенном доме")."""
    token = scene.tokens[i]
    if not scene.english and ("part" in token.feats or token.pos == "ADJ"):
        # What is told of opens with it: "reported of the shot down missile", "отозвал слова о сбитой ракете".
        told = [p.span for p in scene.voices.touching.get(scene.number, ()) if p.content]
        about = scene.at(i - 1) in slavic(scene.sentence.lang).about
        return any(s.start == token.start or (about and s.start < token.start < s.end) for s in told)
    if token.pos != "VERB":
        return False
    if "conv" in token.feats:
        return True
    return "part" in token.feats and token.dep not in ("amod", "compound", "pcomp")


def in_background(scene: Scene, i: int) -> bool:
    """Does the noun phrase around the word hang on "as a result of", "after" and the like?"""
    if not scene.lexicon.background.anywhere(scene.words) or denied_beside(scene, i):
        return False
    for k in range(i, max(i - 7, -1), -1):
        if any(_behind(scene, s, k) for s in range(max(k - 5, 0), k)):
            return True
        if not k or not _in_phrase(scene, k - 1):
            break
    single = scene.lexicon.background.at(scene.words, k)
    return k < i and any(f.end == k + 1 for f in single)


def _behind(scene: Scene, start: int, end: int) -> bool:
    """Words of background that end there; not behind what somebody has to do with it («стосунку до атаки»)."""
    if not any(f.end == end for f in scene.lexicon.background.at(scene.words, start)):
        return False
    return start == 0 or not scene.lexicon.blame.opens(scene.words, start - 1)


def denied_beside(scene: Scene, i: int) -> bool:
    """A noun that a word of absence denies, behind another noun: "после обстрела пострадавших нет"."""
    if scene.english or not 0 < i < len(scene.tokens) - 1 or not scene.tokens[i].feats & {"gen", "gen?"}:
        return False
    k = i - 1
    if any(_behind(scene, s, i) for s in range(max(i - 3, 0), i)):
        return False  # "в момент атаки людей не было"
    while k > 0 and scene.tokens[k].pos in ("ADJ", "DET", "CCONJ"):
        k -= 1
    return scene.tokens[k].pos in NOUNS and _absence(scene, i + 1)


def _absence(scene: Scene, k: int) -> bool:
    """Do words of absence begin here, behind an inserted piece, adverbs or nouns that are denied with it?"""
    if scene.at(k) == ",":
        k = next((i + 1 for i in range(k + 2, min(k + INSERT, len(scene.words))) if scene.words[i] == ","), k)
    for i in range(k, min(k + 4, len(scene.tokens))):
        if scene.lexicon.absence.opens(scene.words, i):
            return True
        if scene.tokens[i].pos not in ("ADV", "PART", "CCONJ", "ADJ", *NOUNS):
            return False
    return False


def _in_phrase(scene: Scene, i: int) -> bool:
    """Does the word belong to the noun phrase on its right? English joins with "of" what others put in the genitive."""
    if scene.english and scene.at(i) == "of":
        return True
    return scene.tokens[i].pos in NOMINAL | {"PART"} and not _case_break(scene, i)


def _case_break(scene: Scene, i: int) -> bool:
    """In Russian and Ukrainian another noun in the nominative ends the phrase to the left."""
    token = scene.tokens[i]
    return not scene.english and token.pos in NOUNS and "nom" in token.feats


def modifier(scene: Scene, i: int) -> bool:
    """An English noun that only names the kind of the next one ("attack plan"), or an attribute before its noun."""
    if not scene.english or i + 1 >= len(scene.tokens):
        return False
    token, after = scene.tokens[i], scene.tokens[i + 1]
    if _taken_for_attribute(scene, i):
        return False
    return token.dep in ("compound", "amod", "nmod") and after.pos in NOUNS
