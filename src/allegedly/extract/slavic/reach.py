"""What only neighbouring sentences tell: contents that reach back or on, speakers carried over, split quotations."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from allegedly.extract.quotes import Quotation
from allegedly.extract.slavic.layout import signature
from allegedly.extract.slavic.phrases import Phrase, phrase_end
from allegedly.extract.slavic.scene import Draft, Scene
from allegedly.model import Span

HEADING = 9  # tokens of a first sentence that is nothing but an office
BULLETS = frozenset("—–-•▪*")
LOOSE = " \t\n\u00a0,;:—–-"


def settle(scenes: Sequence[Scene], drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a document with sources and contents completed; those that stay without are dropped."""
    done: list[Draft] = []
    voiced = {d.scene.number for d in drafts}
    places = {s.number: i for i, s in enumerate(scenes)}
    last: Draft | None = None
    for d in drafts:
        full = _quoted(_reached(_carried(d, last), scenes, voiced, places[d.scene.number]))
        if full.content and (full.source or _needs_none(full)):
            done.append(full)
            last = full if full.source else last
    whole = [*_continued(scenes, done), *_signed(scenes, done)]
    return [*whole, *_answers(scenes, whole), *_headed(scenes, whole)]


def _needs_none(d: Draft) -> bool:
    return d.cue is not None and (d.cue.speaker == "none" or d.cue.pos == "noun")


def _carried(d: Draft, last: Draft | None) -> Draft:
    """A verb without subject goes on with the last speaker, if he stands in this paragraph or the one before."""
    if d.source or last is None or d.rule in ("dash-tail", "colon-head"):
        return d
    if _needs_none(d) or _nobody(d):
        crowd = d.rule == "reported" and d.at <= 1 and d.scene.number - last.scene.number == 1 and _crowd(last)
        same = crowd and d.scene.paragraph == last.scene.paragraph and {"pl", "p3"} <= d.scene.tokens[d.at].feats
        return replace(d, source=last.source, rule="reported.carried") if same else d
    near = d.scene.paragraph - last.scene.paragraph <= 1 and d.scene.number - last.scene.number <= 2
    return replace(d, source=last.source, rule=f"{d.rule}.carried") if near and last.source else d


def _nobody(d: Draft) -> bool:
    """ "Officially nothing was reported" («не повідомляли»): a plural without subject, and nobody's silence."""
    feats = d.scene.tokens[d.at].feats if d.negated else frozenset[str]()
    return {"pl", "past"} <= feats and "perf" not in feats


def _crowd(d: Draft) -> bool:
    """Is it several people who speak («подписчики сообщают»), of whom the next sentence goes on to tell («пишут»)?"""
    inside = (t for t in d.scene.tokens if d.source and d.source.covers(Span(t.start, t.end)))
    head = next((t for t in inside if t.pos in ("NOUN", "PROPN")), None)
    return head is not None and {"pl", "anim"} <= head.feats and "nom" in head.feats


def _reached(d: Draft, scenes: Sequence[Scene], voiced: set[int], here: int) -> Draft:
    """The content with the sentences that it takes in before or after."""
    if d.reach == "none":
        return d
    if d.reach == "turn":
        rest = (s for s in scenes[here + 1 :] if s.paragraph == scenes[here].paragraph and s.number not in voiced)
        return replace(d, content=(*d.content, *(span for s in rest for span in _whole(s))))
    if d.reach == "after":
        return replace(d, content=_after(scenes, here))
    if d.reach == "paragraph":
        return replace(d, content=(*_before(scenes, here, voiced, False), *d.content))
    return replace(d, content=_before(scenes, here, voiced, True))


def _before(scenes: Sequence[Scene], here: int, voiced: set[int], further: bool) -> tuple[Span, ...]:
    """The unattributed sentences right before in the paragraph; with none and `further`, the sentence before."""
    found: list[Span] = []
    i = here - 1
    while i >= 0 and scenes[i].paragraph == scenes[here].paragraph and scenes[i].number not in voiced:
        if further is False and _item(scenes[i + 1]):
            break
        found += _whole(scenes[i])
        i -= 1
    if not found and further and here:
        i = here - 1
        while i > 0 and _caption(scenes[i]):
            i -= 1
        here = i + 1
        paragraph = scenes[i].paragraph
        while i >= 0 and scenes[i].paragraph == paragraph and (i == here - 1 or scenes[i].number not in voiced):
            found += _whole(scenes[i])
            i -= 1
    return tuple(reversed(found))


def _item(scene: Scene) -> bool:
    """Does the sentence begin an item of a list, whose bullet is blanked?"""
    start = scene.span.start
    return scene.text[:start].endswith("  ") and "\n" in scene.text[max(0, start - 6) : start]


def _caption(scene: Scene) -> bool:
    """ "Photo: ..." between the words and who said them."""
    tokens = scene.tokens
    return len(tokens) > 1 and tokens[1].text == ":" and tokens[0].text.lower() in scene.lexicon.headings


def _after(scenes: Sequence[Scene], here: int) -> tuple[Span, ...]:
    """The rest of the paragraph, or the next paragraph if this one has no more."""
    rest = [s for s in scenes[here + 1 :] if s.paragraph == scenes[here].paragraph]
    if not rest and here + 1 < len(scenes):
        rest = _list(scenes, here + 1)
    return tuple(span for s in rest for span in _whole(s))


def _list(scenes: Sequence[Scene], start: int) -> list[Scene]:
    """The paragraph that begins at `start`; where it is an item of a list, all items."""
    items = scenes[start].tokens[0].text in BULLETS
    rest: list[Scene] = []
    for s in scenes[start:]:
        same = rest and s.paragraph == rest[-1].paragraph
        if rest and not same and not (items and s.tokens[0].text in BULLETS):
            break
        rest.append(s)
    return rest


def _whole(scene: Scene) -> list[Span]:
    span = scene.chars(0, len(scene.tokens))
    return [span] if span else []


def _quoted(d: Draft) -> Draft:
    """Where the content is a quotation, its words are those between the marks, over as many sentences as it has."""
    if not d.content or not d.scene.speech:
        return d
    quote = _quote_of(d)
    if quote is None:
        return d
    text, inner = d.scene.text, quote.inner
    if d.hole and inner.covers(d.hole):
        parts = (Span(inner.start, d.hole.start), Span(d.hole.end, inner.end))
        return replace(d, content=tuple(s for p in parts if (s := trimmed(text, p))))
    whole = trimmed(text, inner)
    rest = tuple(s for s in d.content[1:] if not s.meets(quote.span) and d.rule != "colon")
    return replace(d, content=(whole, *rest)) if whole else d


def _quote_of(d: Draft) -> Quotation | None:
    """The speech that the content is, whole or in part: it opens the content or ends where the content ends."""
    first, last = d.content[0], d.content[-1]
    for q in d.scene.speech:
        if d.hole and q.inner.covers(d.hole):
            return q
        if d.rule in ("colon", "colon-head", "colon-plain", "statements") and abs(q.span.start - first.start) <= 1:
            return q
        opens = q.span.start <= first.start + 1
        if (
            d.rule.startswith(("post", "dash-tail", "this", "as"))
            and opens
            and abs(q.span.end - _end_before(d, last)) <= 2
        ):
            return q
    return None


def _end_before(d: Draft, last: Span) -> int:
    if d.hole is None:
        return last.end
    before = [s for s in d.content if s.end <= d.hole.start]
    return before[-1].end if before else last.end


def trimmed(text: str, span: Span) -> Span | None:
    """The span without loose marks and spaces at its ends."""
    words = text[span.start : span.end]
    left = len(words) - len(words.lstrip(LOOSE + "."))
    right = len(words.rstrip(LOOSE + "."))
    return Span(span.start + left, span.start + right) if left < right else None


def _continued(scenes: Sequence[Scene], done: list[Draft]) -> list[Draft]:
    """A quotation right behind a quoted saying, without a cue of its own, goes on with the same speaker."""
    result = list(done)
    covered = bytearray(len(scenes[0].text)) if scenes else bytearray()
    behind: dict[int, list[int]] = {}
    for i, d in enumerate(done):
        for s in d.content:
            covered[s.start : s.end] = b"\1" * (s.end - s.start)
        if d.hole and d.rule.startswith("post") and _is_quoted(d):
            behind.setdefault(d.hole.end, []).append(i)
    for q in sorted({q.span: q for scene in scenes for q in scene.speech}.values(), key=lambda q: q.span):
        near = [i for gap in range(6) for i in behind.get(q.span.start - gap, ())]
        whole = trimmed(scenes[0].text, q.inner)
        if near and whole and covered.find(1, *q.inner) < 0:
            result[near[0]] = replace(result[near[0]], content=(*result[near[0]].content, whole))
    return result


def _is_quoted(d: Draft) -> bool:
    return any(q.inner.covers(s) for q in d.scene.speech for s in d.content)


def _answers(scenes: Sequence[Scene], done: Sequence[Draft]) -> list[Draft]:
    """A line of talk behind a question is told by who spoke in the talk before."""
    talk = {d.scene.paragraph: d for d in done if d.scene.tokens[0].text in BULLETS and d.source and d.hole is not None}
    talk |= {d.scene.paragraph: d for d in done if d.rule == "dialogue"}
    spoken = {s.paragraph for d in done for s in scenes if any(s.span.meets(c) for c in d.content)} if talk else set()
    found: list[Draft] = []
    for a, b in pairwise(scenes):
        asked = b.paragraph != a.paragraph and a.tokens[0].text in BULLETS and a.tokens[-1].text == "?"
        before = [p for p in talk if p < b.paragraph]
        if not asked or not before or b.tokens[0].text not in BULLETS or b.paragraph in spoken:
            continue
        content = tuple(c for s in scenes if s.paragraph == b.paragraph for c in _whole(s))
        found.append(Draft(b, "answer", None, None, talk[max(before)].source, content))
    return found


def _headed(scenes: Sequence[Scene], done: Sequence[Draft]) -> list[Draft]:
    """An office alone in the first sentence, or its statement, tells what nobody else is said to have said."""
    if len(scenes) < 2 or (source := _heading(scenes[0])) is None:
        return []
    covered = [c for d in done for c in d.content]
    free = [s for s in scenes[1:] if not any(s.span.meets(c) for c in covered)]
    content = tuple(c for s in free if s.paragraph == scenes[1].paragraph for c in _whole(s))
    return [Draft(scenes[0], "header", None, None, source, content)] if content else []


def _heading(scene: Scene) -> Span | None:
    """A first sentence like "Национальная полиция.", "Заявление пограничной службы.", "Минобороны сообщает."."""
    tokens = scene.tokens
    paper = (
        len(tokens) > 2 and tokens[0].lemma in scene.lexicon.papers | scene.lexicon.venues and tokens[1].feats & {"gen"}
    )
    if len(tokens) > HEADING or not (paper or tokens[0].pos in ("ADJ", "NOUN", "PROPN")):
        return None
    start = 1 if paper else 0
    phrase = Phrase(start, phrase_end(scene, start, len(tokens), bool(paper)))
    head = next((t for t in tokens[phrase.start : phrase.end] if t.pos in ("NOUN", "PROPN", "X")), None)
    sure = head is not None and (head.lemma in scene.lexicon.signing or scene.lexicon.institution(head))
    return scene.chars(*phrase) if sure and scene.closing(_announced(scene, phrase.end)) else None


def _announced(scene: Scene, end: int) -> int:
    """Where a heading ends behind its office: with "reports", or with the paper it comes in (", утренняя сводка")."""
    if any(h.at == end and h.cues[0].act == "say" and h.cues[0].stance == "affirm" for h in scene.hits):
        return end + 1
    if end < len(scene.tokens) and scene.tokens[end].text == ",":
        paper = phrase_end(scene, end + 1, len(scene.tokens))
        papers = scene.lexicon.papers | scene.lexicon.venues | scene.lexicon.media
        if any(t.lemma in papers for t in scene.tokens[end + 1 : paper]):
            return paper
    return end


def _of_a_list(scenes: Sequence[Scene], i: int) -> bool:
    """Is a line behind a dash one of several such lines, or the first behind a colon?"""
    around = [scenes[k] for k in (i - 1, i + 1) if 0 <= k < len(scenes)]
    dashed = any(s.tokens[0].text in BULLETS for s in around)
    return scenes[i].tokens[0].text in BULLETS and (dashed or scenes[i - 1].tokens[-1].text == ":")


def _signed(scenes: Sequence[Scene], done: Sequence[Draft]) -> list[Draft]:
    """An office or rank and name alone in a paragraph signs what nobody else is said to have said before it."""
    spoken = {d.scene.number for d in done}
    found: list[Draft] = []
    for i, scene in enumerate(scenes):
        alone = i > 0 and scenes[i - 1].paragraph != scene.paragraph
        alone = alone and (i + 1 == len(scenes) or scenes[i + 1].paragraph != scene.paragraph)
        alone = alone and not _of_a_list(scenes, i)
        source = signature(scene, i + 1 == len(scenes)) if alone and scene.number not in spoken else None
        if source is None:
            continue
        block = (
            scenes[:i] if i + 1 == len(scenes) else [s for s in scenes[:i] if s.paragraph == scenes[i - 1].paragraph]
        )
        content = tuple(s for earlier in block if earlier.number not in spoken for s in _whole(earlier))
        found += [Draft(scene, "signature", None, None, source, content)] if content else []
    return found
