"""How many: the count that belongs to the event's own noun."""

from collections.abc import Sequence

from allegedly.extract.claims.happenings import CASUALTIES, Happening
from allegedly.extract.claims.scene import Scene
from allegedly.extract.claims.things import governed
from allegedly.extract.claims.triggers import in_background
from allegedly.model import Count, Span

# Between a number and its noun stand attributes, quotation marks and "of".
BETWEEN = frozenset({"ADJ", "DET", "ADP", "NUM", "ADV", "PROPN", "NOUN", "PART"})
PEOPLE = frozenset({"person", "force", "rescuer", None})
SINGULAR = frozenset({"missile", "drone", "munition", "aircraft", "air_target", "person", "ship", "vehicle"})
BY_ARTICLE = frozenset({"interception", "killed", "injured", "missing", "launch"})
FAR = 6
BEFORE = 8  # words before a figure among which it is said that it no longer holds
# An insertion, and the phrase before it, have at most so many words.
INSERT, HEAD = 9, 5
OPENERS = frozenset({",", ";", ":", ".", "—", "–", "«", "“", '"'})
OFTEN = frozenset({"ADV", "NOUN", "NUM", "DET"})
LISTED = frozenset({"PUNCT", "NOUN", "ADJ", "PROPN", "ADP"})
BESIDE = 2
# Beside these "one" is no number ("no one", "one another", "this one", "one day").
NOT_ONE = frozenset(
    {
        "no",
        "any",
        "every",
        "this",
        "that",
        "another",
        "day",
        "night",
        "side",
        "point",
        "each",
        "which",
        "second",
        "other",
        "of",
        "first",
        "last",
        "next",
        "new",
    }
)


def count(scene: Scene, h: Happening) -> Count | None:
    """The count of the happening: of its casualties, or of the thing it happened to or with."""
    found = _told(scene, h) or _before_insert(scene, h)
    return None if found is not None and found.best == 0 else found


def _told(scene: Scene, h: Happening) -> Count | None:
    """The count in the happening's own clause."""
    near = h.clause.near(h.trigger.start)
    few = [scene.counts[n] for n in scene.near([c.span.start for c in scene.counts], h.trigger.start)]
    inside = [(tokens, c) for c in few if (tokens := scene.inside(c.span)) and tokens[0] in near]
    inside = [(tokens, c) for tokens, c in inside if not _next_line(scene, h, tokens[0])]
    inside.sort(key=lambda x: x[1].best is None)
    inside = [
        (tokens, c)
        for tokens, c in inside
        if _numeral(scene, tokens)
        and not (_of_places(scene, tokens) and not _suffer(scene, h, tokens))
        and not _contrasted(scene, tokens[0])
        and not _former(scene, tokens[0])
    ]
    inside = [(t, c) for t, c in inside if not _share(scene, t, inside) and not _part(scene, h, t[0])]
    if h.event in CASUALTIES or h.event == "evacuation":
        people = [(tokens, c) for tokens, c in inside if _of_people(scene, tokens[-1])]
        return min(people, key=lambda x: abs(x[0][0] - h.trigger.start))[1] if people else _one(scene, h)
    for tokens, c in inside:
        if _belongs(scene, h, tokens):
            return c
    return _times(scene, h, inside) or _single(scene, h) or _all(scene, h) or _only(scene, h, inside) or _one(scene, h)


def _former(scene: Scene, i: int) -> bool:
    """Is it the figure that no longer holds ("revised down from 21", «снизили с 21»)?"""
    known = scene.lexicon.former
    before = range(max(i - BEFORE, 0), i) if known.anywhere(scene.words) else ()
    return any(f.end == i for k in before for f in known.at(scene.words, k))


def _next_line(scene: Scene, h: Happening, i: int) -> bool:
    """Does the end of a line part the number from the event's word?"""
    start, end = sorted((scene.tokens[i].start, scene.tokens[h.trigger.start].start))
    return "\n" in scene.analysis.text[start:end]


def _times(scene: Scene, h: Happening, inside: Sequence[tuple[list[int], Count]]) -> Count | None:
    """How often, in one word beside the verb ("shook twice", «дважды обстреляли»)."""
    often = (c for t, c in inside if c.rule and scene.tokens[t[0]].pos in OFTEN and abs(t[0] - h.trigger.start) <= FAR)
    return next((c for c in often if c.low == c.high is not None), None)


def _only(scene: Scene, h: Happening, inside: Sequence[tuple[list[int], Count]]) -> Count | None:
    """The only number of a clause, whichever phrase holds it ("two barns burned"), or the first of a list."""
    numbers = [(t, c) for t, c in inside if c.rule != "article" and c.text.lower() not in scene.lexicon.frame.article]
    numbers = [(t, c) for t, c in numbers if not in_background(scene, min(t[-1] + 1, len(scene.tokens) - 1))]
    if not numbers or (len(numbers) > 1 and not _listed(scene, numbers)) or _aside(scene, h, numbers[0][0]):
        return None
    first = numbers[0][1]
    return first if (first.best or first.low or first.high) is not None else None


def _listed(scene: Scene, numbers: Sequence[tuple[list[int], Count]]) -> bool:
    """Does a list part the numbers ("86 houses, 2 hospitals")?"""
    first, second = numbers[0][0][-1], numbers[1][0][0]
    between = scene.tokens[first + 1 : second]
    return first < second and any(t.text == "," for t in between) and all(t.pos in LISTED for t in between)


def _aside(scene: Scene, h: Happening, tokens: Sequence[int]) -> bool:
    """Does another verb stand between the trigger and the number, with a mark before it ("..., leaving 12 without")?"""
    start, end = sorted((h.trigger.end, tokens[0]))
    between = scene.tokens[start:end]
    marks = [n for n, t in enumerate(between) if t.pos == "PUNCT" and t.text in ",;:—–"]
    return bool(marks) and any(t.pos in ("VERB", "AUX") for t in between[marks[0] :])


def _of_places(scene: Scene, tokens: Sequence[int]) -> bool:
    """Does the number count districts, villages, streets («в двух районах»)?"""
    last, words = tokens[-1], scene.lexicon
    noun = next((k for k in range(last + 1, min(last + 4, len(scene.tokens))) if scene.tokens[k].pos == "NOUN"), None)
    if noun is None or any(scene.tokens[k].pos in ("VERB", "PUNCT") for k in range(last + 1, noun)):
        return False
    kinds = {f.value for f in words.kinds.at(scene.words, noun)}
    sites = (True for k in range(last + 1, noun + 1) for _ in words.sites.at(scene.words, k))
    return any(sites) or (not scene.english and "place" in kinds)


def _suffer(scene: Scene, h: Happening, tokens: Sequence[int]) -> bool:
    """Is it places that a Russian or Ukrainian clause is about («без света остались четырнадцать сёл»)?"""
    thing = h.thing
    if thing is None or scene.english or governed(scene, thing.head):
        return False
    return thing.first - 1 <= tokens[-1] < thing.head


def _share(scene: Scene, tokens: Sequence[int], all_: Sequence[tuple[list[int], Count]]) -> bool:
    """A part of another number ("six of them"), or the whole that another is a part of ("of the 31 men eleven")."""
    after, before = tokens[-1] + 1, tokens[0]
    earlier = any(t[-1] < before for t, _ in all_)
    later = any(t[0] > tokens[-1] for t, _ in all_)
    if earlier and after < len(scene.words) and any(True for _ in scene.lexicon.shares.at(scene.words, after)):
        return True
    return later and any(
        f.end == before for k in range(max(before - 4, 0), before) for f in scene.lexicon.wholes.at(scene.words, k)
    )


def _before_insert(scene: Scene, h: Happening) -> Count | None:
    """The number with which the sentence began before an insertion («Одного, как сообщили, спасли»)."""
    first = h.clause.tokens[0]
    if first < 3 or scene.tokens[first - 1].text != "," or _has_subject(scene, h):
        return None
    part = not scene.english and "part" in scene.tokens[first].feats
    comma = next((k for k in range(first - 2, max(first - INSERT, 0), -1) if scene.tokens[k].text == ","), None)
    end = first - 1 if part else comma
    if end is None:
        return None
    start = max((k + 1 for k in range(end) if scene.tokens[k].text in OPENERS), default=0)
    start = max(start, end - HEAD) if part else start
    if end - start > HEAD or any(scene.tokens[k].pos in ("VERB", "AUX") for k in range(start, end)):
        return None
    return next((c for k in range(start, end) if (c := _number_at(scene, k))), None)


def _has_subject(scene: Scene, h: Happening) -> bool:
    """Has the clause a subject of its own, or does it open with something else than its verb?"""
    near = sorted(h.clause.near(h.trigger.start))
    if scene.english:
        return scene.tokens[near[0]].pos not in ("AUX", "VERB")
    return any(scene.tokens[i].pos in ("NOUN", "PROPN", "PRON", "NUM") and "nom" in scene.tokens[i].feats for i in near)


def _number_at(scene: Scene, k: int) -> Count | None:
    """The count that holds a word, or the one that it is."""
    token = scene.tokens[k]
    c = next((c for c in scene.counts if c.span.start <= token.start < c.span.end), None)
    if c is not None and c.best is not None and _numeral(scene, scene.inside(c.span)):
        return c
    if scene.words[k] not in scene.lexicon.frame.one or _contrasted(scene, k):
        return None
    return Count(1, 1, 1, token.text, Span(token.start, token.end))


def _one(scene: Scene, h: Happening) -> Count | None:
    """A "one" beside the event's word, not denied, counts one («один погиб», "one wounded", "one of them died")."""
    near = h.clause.near(h.trigger.start)
    words = (
        k for k in sorted(near, key=lambda k: abs(k - h.trigger.start)) if scene.words[k] in scene.lexicon.frame.one
    )
    k = next(words, None)
    if (
        k is None
        or abs(k - h.trigger.start) > FAR + 2 * (scene.at(k + 1) == "of")
        or _contrasted(scene, k)
        or _each_other(scene, k)
    ):
        return None
    if scene.english and not _number_one(scene, h, k):
        return None
    token = scene.tokens[k]
    return Count(1, 1, 1, token.text, Span(token.start, token.end))


def _number_one(scene: Scene, h: Happening, k: int) -> bool:
    """Is an English "one" a number: "one wounded", "one of them died", and not "the other one"?"""
    if scene.at(k - 1) in NOT_ONE or scene.at(k + 1) in NOT_ONE - {"of"}:
        return False
    described = k > 0 and scene.tokens[k - 1].pos in ("ADJ", "DET", "VERB")
    return scene.at(k + 1) == "of" or (abs(k - h.trigger.start) <= BESIDE and not described)


def _each_other(scene: Scene, k: int) -> bool:
    """«Одна одну», «один другого»: each other."""
    return any(scene.at(n) in scene.lexicon.frame.one for n in (k - 1, k + 1)) or scene.at(k + 1).startswith("друг")


def _numeral(scene: Scene, tokens: list[int]) -> bool:
    """A number or a word for one, and not an article alone."""
    return not all(scene.at(i) in scene.lexicon.frame.article or scene.tokens[i].pos == "ADP" for i in tokens)


def _part(scene: Scene, h: Happening, first: int) -> bool:
    """Is the number a part of the total ("including two children")?"""
    for k in range(max(first - 4, 0), first):
        for f in scene.lexicon.within.at(scene.words, k):
            earlier = (c for c in scene.counts if c.span.start < scene.tokens[k].start)
            clause = scene.tokens[h.clause.tokens[0]].start
            if f.end <= first and (k > h.trigger.start or any(c.span.start >= clause for c in earlier)):
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
