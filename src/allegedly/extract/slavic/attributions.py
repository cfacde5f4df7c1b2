"""Attributions in Russian and Ukrainian: cues, rules, then what only neighbouring sentences can tell.

Per sentence: find cues (a look-up per token; a sentence without cue, dash or colon is passed over), let the rules make
drafts, give insertions their place. Per document: "reported this" and closing speakers reach back, quotations
continue, verbs without subject go on with the last speaker. Then drafts nest and become records.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from allegedly.extract.quotes import Quotation, outermost, quotations_of
from allegedly.extract.slavic.antecedents import citing as cited_speaking
from allegedly.extract.slavic.chains import cited_by, cited_in_words, deeper, gapped
from allegedly.extract.slavic.explaining import explained
from allegedly.extract.slavic.formulas import citing, formula_draft, formula_hits, noun_draft, relays
from allegedly.extract.slavic.layout import bracket_tail, layout_drafts
from allegedly.extract.slavic.lexicon import Lexicon, lexicon
from allegedly.extract.slavic.nesting import records
from allegedly.extract.slavic.reach import settle
from allegedly.extract.slavic.sayings import idiomatic, saying, usable
from allegedly.extract.slavic.scene import CUTS, DASHES, Draft, Hit, Scene
from allegedly.extract.slavic.verbs import verb_draft
from allegedly.extract.tokens import Analysed, Analysis, Token
from allegedly.knowledge.cues import Cue
from allegedly.model import Attribution, Span

LONG = 300  # tokens of a sentence
MARKS = frozenset("—–-:")
MODAL = 5  # words between "could" and the infinitive that hangs on it
SPEECH = 4  # words in quotation marks that are no mere name


def attribute_slavic(analysis: Analysis) -> list[Attribution]:
    """Attributions in the Russian and Ukrainian sentences of the analysis (others are passed over)."""
    speech = tuple(q for q in outermost(quotations_of(analysis)) if _is_speech(analysis.clean, q))
    starts, ends = [q.span.start for q in speech], [q.span.end for q in speech]
    scenes: list[Scene] = []
    for s in analysis.sentences:
        for part in _windows(s) if s.lang in ("ru", "uk") else ():
            first = max(0, bisect_left(ends, part.span.start) - 1)  # the quotation before, those inside, the one behind
            near = speech[first : bisect_right(starts, part.span.end) + 1]
            scenes.append(_scene(analysis.clean, part, len(scenes), near))
    drafts = [d for scene in scenes for d in sentence_drafts(scene)]
    return records(analysis, settle(scenes, drafts))


def _windows(sentence: Analysed) -> list[Analysed]:
    """The sentence; a run of words too long to be one in pieces, so that no rule looks further than a page."""
    tokens = sentence.tokens
    if len(tokens) <= LONG:
        return [sentence] if tokens else []
    pieces = [tokens[i : i + LONG] for i in range(0, len(tokens), LONG)]
    return [Analysed(replace(sentence.sentence, span=Span(p[0].start, p[-1].end)), p) for p in pieces]


def _is_speech(text: str, quote: Quotation) -> bool:
    words = text[quote.inner.start : quote.inner.end].rstrip()
    before, after = (
        text[max(0, quote.span.start - 3) : quote.span.start].rstrip()[-1:],
        text[quote.span.end : quote.span.end + 1],
    )
    if before in (".", "!", "?", "…", ":") and after in (".", "!", "?", "\n", ""):
        return True  # a sentence of its own
    if before in ("", ".", "!", "?", ":") and text[quote.span.end : quote.span.end + 4].lstrip(" ,")[:1] in DASHES:
        return True  # a short one, before "— said somebody"
    return words.count(" ") >= SPEECH - 1 or words[-1:] in (".", "!", "?", "…", ",") or not quote.closed


def _scene(text: str, sentence: Analysed, number: int, speech: tuple[Quotation, ...]) -> Scene:
    words = lexicon(sentence.lang)
    found = (*_word_hits(sentence.tokens, words), *formula_hits(sentence.tokens, words))
    hits = tuple(_free(sorted(found, key=lambda h: h[:2]))) if found else ()
    paragraph = sentence.sentence.paragraph
    scene = Scene(text, sentence.tokens, words, number, paragraph, sentence.span, speech, hits, _tail(sentence.tokens))
    return replace(scene, hits=tuple(h for h in hits if _heard(scene, h))) if speech and hits else scene


def _tail(tokens: Sequence[Token]) -> int:
    """Where the marks that close the sentence begin."""
    end = len(tokens)
    while end and tokens[end - 1].pos == "PUNCT" and tokens[end - 1].text not in '«„“("':
        end -= 1
    return end


def _word_hits(tokens: Sequence[Token], words: Lexicon) -> list[Hit]:
    found: list[Hit] = []
    known = words.words
    for i, token in enumerate(tokens):
        if token.lemma in known:
            cues = known[token.lemma]
            if "inf" in token.feats:
                found += _hanging(tokens, i, cues, words)
            elif fitting := tuple(c for c in usable(token, cues) if not c.idiom or idiomatic(tokens, i, c)):
                found.append(Hit(i, i + 1, fitting, _negation(tokens, i, words)))
    return found


def _hanging(tokens: Sequence[Token], i: int, cues: tuple[Cue, ...], words: Lexicon) -> list[Hit]:
    """An infinitive of saying behind or before the verb that carries its subject ("редакция не смогла подтвердить")."""
    fitting = tuple(c for c in cues if c.pos == "verb" and c.act == "say" and c.speaker != "none")
    if not fitting:
        return []
    k = _modal(tokens, i, words)
    if k > i and any(c.negated == "query" for c in fitting):
        return []  # "подтвердить удар редакция не смогла" is a claim of its own, whole
    return [Hit(i, i + 1, fitting, _negation(tokens, k, words), k)] if k >= 0 else []


def _modal(tokens: Sequence[Token], i: int, words: Lexicon) -> int:
    """The finite verb in the same piece on which the infinitive hangs, or -1."""
    for k in _beside(tokens, i):
        if tokens[k].lemma in words.modal and tokens[k].feats & {"fin", "short"}:
            return k
    return -1


def _beside(tokens: Sequence[Token], i: int) -> list[int]:
    """Tokens before and behind `i` up to the next marks, nearest first, those before first."""
    before = takewhile(lambda k: tokens[k].text not in CUTS, range(i - 1, max(i - MODAL, -1), -1))
    behind = takewhile(lambda k: tokens[k].text not in CUTS, range(i + 1, min(i + 2 * MODAL, len(tokens))))
    return [*before, *behind]


def _negation(tokens: Sequence[Token], i: int, words: Lexicon) -> int:
    """The negation before the token; an adverb may stand between ("не сразу подтвердил")."""
    for j in (i - 1, i - 2):
        if j >= 0 and tokens[j].text.lower() in words.grammar.negation:
            if tokens[j + 1].text.lower() in words.grammar.only:
                return -1
            return j if j == i - 1 or tokens[i - 1].pos in ("ADV", "PART", "AUX") else -1
    return -1


def _heard(scene: Scene, hit: Hit) -> bool:
    """Cues inside quoted speech are the speaker's own, unless a dash shows that they interrupt it."""
    return scene.quoted(hit.at) is None or (hit.at > 0 and scene.tokens[scene.left(hit.at) - 1].text in DASHES)


def _free(hits: Sequence[Hit]) -> list[Hit]:
    """Words inside a formula are no cues of their own."""
    formulas = [h for h in hits if h.cues[0].pos == "formula"]
    return [h for h in hits if h in formulas or not any(f.at <= h.at < f.end > f.at + 1 for f in formulas)]


def sentence_drafts(scene: Scene) -> list[Draft]:
    """Drafts of one sentence, in the order: verbs, formulas, layout, nouns, relays."""
    found: list[Draft] = []
    sources: dict[int, Span] = {}
    for hit in scene.hits:
        if hit.cues[0].pos in ("verb", "adj"):
            cited = cited_in_words(scene, hit)
            made = cited or _spoken(scene, hit, sources)
            found += [made] if made else []
        elif hit.cues[0].pos == "formula":
            draft = formula_draft(scene, hit)
            found += [draft] if draft else []
    if any(t.text in MARKS for t in scene.tokens):
        found += [d for d in layout_drafts(scene) if not _said_already(d, found)]
        found += explained(scene, found)
    if not found and any(t.text == ")" for t in scene.tokens[-3:]) and (bracketed := bracket_tail(scene)):
        found.append(bracketed)
    for hit in scene.hits:
        noun = noun_draft(scene, hit, found) if hit.cues[0].pos == "noun" else None
        found += [noun] if noun else []
    found = gapped(scene, _placed(found))
    found = _chained(scene, found)
    for hit in scene.hits:
        if relays(scene, hit):
            cited = citing(scene, hit, [d for d in found if d.rule != "noun"])
            found += deeper(scene, cited) if cited else []
    return found


def _chained(scene: Scene, found: list[Draft]) -> list[Draft]:
    """The drafts, with those whom their sources cite in a clause of their own; that clause tells nothing else."""
    heard = cited_speaking([_with_citer(scene, d) for d in found])
    whole = [link for d in heard for link in (deeper(scene, d) if d.source and d.rule != "noun" else [d])]
    cited = {d.source for d in whole if d.rank}
    return [d for d in whole if d.rank or not (d.source in cited or (d.rule == "prep" and set(d.content) & cited))]


def _with_citer(scene: Scene, d: Draft) -> Draft:
    """The draft with who cites its source in a clause behind it as the relay."""
    end = next((i + 1 for i, t in enumerate(scene.tokens) if d.source and t.end == d.source.end), None)
    who = cited_by(scene, end) if end is not None and d.relay is None else None
    return replace(d, relay=scene.chars(who.start, who.end)) if who else d


def _spoken(scene: Scene, hit: Hit, sources: dict[int, Span]) -> Draft | None:
    said = saying(scene, hit, sources)
    draft = verb_draft(said) if said else None
    if draft and draft.source:
        sources[hit.at] = draft.source
    return draft


def _said_already(layout: Draft, found: Sequence[Draft]) -> bool:
    """Does a cue attribute the same words, or stand in the speaker's phrase?"""
    if layout.source is None:
        return True
    return any(
        d.words and (d.words.meets(layout.source) or (d.source and d.source.meets(layout.source))) for d in found
    )


def _placed(found: list[Draft]) -> list[Draft]:
    """A closing "..., said somebody" takes in all before it and ends others' words; one inside those stays there."""
    done: list[Draft] = []
    for d in found:
        ends = [o.hole.start for o in found if o is not d and o.hole and o.closing and d.at < o.at]
        cut = _cut(d, min(ends)) if ends else d
        done.append(_kept_inside(cut, found) if cut.hole and not cut.closing else cut)
    return done


def _cut(d: Draft, end: int) -> Draft:
    kept = tuple(Span(s.start, min(s.end, end)) for s in d.content if s.start < end)
    text = d.scene.text
    trimmed = tuple(Span(s.start, s.start + len(text[s.start : s.end].rstrip(" ,;—–-\n"))) for s in kept)
    return replace(d, content=tuple(s for s in trimmed if s.start < s.end))


def _kept_inside(d: Draft, found: Sequence[Draft]) -> Draft:
    """An insertion in the middle of somebody's words speaks of those words only."""
    hosts = [s for o in found if o is not d and o.hole is None for s in o.content if d.hole and s.covers(d.hole)]
    if not hosts:
        return d
    host = min(hosts, key=lambda s: s.end - s.start)
    clipped = (Span(max(s.start, host.start), min(s.end, host.end)) for s in d.content)
    return replace(d, content=tuple(s for s in clipped if s.start < s.end))
