"""How many: the count that belongs to the event's own noun."""

from collections.abc import Sequence

from allegedly.extract.claims.happenings import CASUALTIES, Happening
from allegedly.extract.claims.scene import Scene
from allegedly.model import Count, Span

# Between a number and its noun stand attributes, quotation marks and "of".
BETWEEN = frozenset({"ADJ", "DET", "ADP", "NUM", "ADV", "PROPN", "NOUN", "PART"})
PEOPLE = frozenset({"person", "force", "rescuer", None})
SINGULAR = frozenset({"missile", "drone", "munition", "aircraft", "air_target", "person", "ship", "vehicle"})
BY_ARTICLE = frozenset({"interception", "killed", "injured", "missing", "launch"})
FAR = 6


def count(scene: Scene, h: Happening) -> Count | None:
    """The count of the happening: of its casualties, or of the thing it happened to or with."""
    near = h.clause.near(h.trigger.start)
    few = [scene.counts[n] for n in scene.near([c.span.start for c in scene.counts], h.trigger.start)]
    inside = [(tokens, c) for c in few if (tokens := scene.inside(c.span)) and tokens[0] in near]
    inside.sort(key=lambda x: x[1].best is None)
    inside = [
        (tokens, c)
        for tokens, c in inside
        if _numeral(scene, tokens)
        and (scene.english or not _of_places(scene, c))
        and not _part(scene, h, tokens[0])
        and not _contrasted(scene, tokens[0])
    ]
    if h.event in CASUALTIES or h.event == "evacuation":
        people = [(tokens, c) for tokens, c in inside if _of_people(scene, tokens[-1])]
        return min(people, key=lambda x: abs(x[0][0] - h.trigger.start))[1] if people else _one(scene, h)
    for tokens, c in inside:
        if _belongs(scene, h, tokens):
            return c
    return _single(scene, h) or _all(scene, h) or _only(scene, h, [c for _, c in inside]) or _one(scene, h)


def _only(scene: Scene, h: Happening, inside: Sequence[Count]) -> Count | None:
    """The only number of a clause, whichever phrase holds it ("two barns burned")."""
    numbers = [c for c in inside if c.rule != "article" and c.text.lower() not in scene.lexicon.frame.article]
    told = len(numbers) == 1 and (numbers[0].best or numbers[0].low or numbers[0].high) is not None
    return numbers[0] if told else None


def _of_places(scene: Scene, c: Count) -> bool:
    """Does the number count districts, villages, streets ("в двух районах")?"""
    last = scene.inside(c.span)[-1]
    noun = next((k for k in range(last + 1, min(last + 4, len(scene.tokens))) if scene.tokens[k].pos == "NOUN"), None)
    return noun is not None and any(f.value == "place" for f in scene.lexicon.kinds.at(scene.words, noun))


def _one(scene: Scene, h: Happening) -> Count | None:
    """A Russian or Ukrainian "one" beside the event's word, not denied, counts one ("один погиб", "одного увезли")."""
    if scene.english:
        return None
    near = h.clause.near(h.trigger.start)
    words = (
        k for k in sorted(near, key=lambda k: abs(k - h.trigger.start)) if scene.words[k] in scene.lexicon.frame.one
    )
    k = next(words, None)
    if k is None or abs(k - h.trigger.start) > FAR or _contrasted(scene, k):
        return None
    token = scene.tokens[k]
    return Count(1, 1, 1, token.text, Span(token.start, token.end))


def _numeral(scene: Scene, tokens: list[int]) -> bool:
    """A number or a word for one, and not an article alone."""
    return not all(scene.at(i) in scene.lexicon.frame.article or scene.tokens[i].pos == "ADP" for i in tokens)


def _part(scene: Scene, h: Happening, first: int) -> bool:
    """Is the number a part of the total ("including two children")?"""
    for k in range(max(first - 4, 0), first):
        for f in scene.lexicon.within.at(scene.words, k):
            if f.end <= first and (
                k > h.trigger.start or any(c.span.start < scene.tokens[k].start for c in scene.counts)
            ):
                return True
    return False


def _contrasted(scene: Scene, first: int) -> bool:
    """ "not three but seven": the three is what it is not."""
    if first == 0 or not any(f.end == first for f in scene.lexicon.negation.at(scene.words, first - 1)):
        return False
    return not any(True for _ in scene.lexicon.not_negation.at(scene.words, first - 1))


def _of_people(scene: Scene, last: int) -> bool:
    """Does the number count people, and not houses, hours or years?"""
    k = last + 1
    while k < len(scene.tokens) and scene.tokens[k].pos in ("ADJ", "DET", "ADP", "PART") and k - last < 4:
        k += 1
    if k >= len(scene.tokens) or scene.tokens[k].pos not in ("NOUN", "PROPN"):
        return True
    kind = next((f.value for f in scene.lexicon.kinds.at(scene.words, k)), None)
    return kind in PEOPLE


def _belongs(scene: Scene, h: Happening, tokens: list[int]) -> bool:
    """Does the number stand before the event's own noun, with only attributes between?"""
    heads = [h.thing.head] if h.thing else []
    if h.entry.patient == "self":
        heads.append(h.trigger.end - 1)
    for head in heads:
        between = range(tokens[-1] + 1, head)
        if tokens[0] <= head and head - tokens[-1] <= FAR and all(_passes(scene, i) for i in between):
            return True
    return False


def _passes(scene: Scene, i: int) -> bool:
    token = scene.tokens[i]
    return token.pos in BETWEEN or token.text in "\"'«»“”„" or "part" in token.feats


def _single(scene: Scene, h: Happening) -> Count | None:
    """An English noun with its article counts one, where the event counts things ("shot down a missile")."""
    if not scene.english or h.thing is None or h.event not in BY_ARTICLE or h.thing.kind not in SINGULAR:
        return None
    k = h.thing.first - 1
    if scene.at(k) not in ("a", "an") or "pl" in scene.tokens[h.thing.head].feats:
        return None
    token = scene.tokens[k]
    return Count(1, 1, 1, token.text, Span(token.start, token.end), "article")


def _all(scene: Scene, h: Happening) -> Count | None:
    """ "All" before the event's noun stays a word: no number is made of it."""
    if h.thing is None:
        return None
    for k in range(max(h.thing.first - 2, 0), h.thing.head):
        if scene.at(k) in scene.lexicon.frame.all:
            token = scene.tokens[k]
            return Count(None, None, None, token.text, Span(token.start, token.end), "all")
    return None
