"""Who cites whom ("ссылается на жителей: ...", "канал, а тот — на подписчиков"), and who speaks without a verb."""

from dataclasses import replace

from allegedly.extract.slavic.phrases import Phrase, person, phrase_end, subject_after, subject_before
from allegedly.extract.slavic.regions import pieces
from allegedly.extract.slavic.scene import DASHES, Draft, Hit, Scene
from allegedly.model import Span

LINKS = 3  # how deep a chain of citations is followed
# "що" for "який", before a verb of citing.
THAT = frozenset({"що"})
REACH = 4  # words between the verb and its preposition


def cited_in_words(scene: Scene, hit: Hit) -> Draft | None:
    """Behind "refers to somebody:" or "I spoke with somebody:" stands what that somebody said."""
    cue = hit.entry("cites")
    words = scene.chars(hit.at, hit.end)
    if cue is None or words is None or hit.negation >= 0:
        return None
    start = _preposition(scene, hit.end, cue.prepositions)
    if start is None:
        return None
    end = phrase_end(scene, start, len(scene.tokens), True)
    source = scene.chars(start, end)
    if source is None or end >= len(scene.tokens) or scene.tokens[end].text != ":":
        return None
    content = pieces(scene, end + 1, len(scene.tokens))
    who = subject_before(scene, scene.left(hit.at), hit.at)
    named = who is not None and person(scene, who.phrase) and not _relative(scene, who.phrase)
    ours = who is not None and scene.tokens[who.phrase.start].lemma in scene.lexicon.myself  # "с которым мы поговорили"
    relay = scene.chars(who.phrase.start, who.phrase.end) if who and named and not ours else None
    return Draft(scene, "cites", cue, words, source, content, at=hit.at, relay=relay) if content else None


def links(scene: Scene, end: int) -> list[Phrase]:
    """Further sources behind a cited one: "..., а тот — на жителей", "..., который цитирует подписчиков"."""
    found: list[Phrase] = []
    while len(found) < LINKS and (start := _link(scene, end)) is not None:
        stop = phrase_end(scene, start, len(scene.tokens), True)
        if stop == start:
            break
        found.append(Phrase(start, stop))
        end = stop
    return found


def chain_end(scene: Scene, end: int) -> int:
    """Where a chain of citations behind the phrase that ends at `end` is over; `end` itself where there is none."""
    found = links(scene, end)
    if not found and cited_by(scene, end):
        return scene.right(end + 1)
    return found[-1].end if found else end


def deeper(scene: Scene, cited: Draft) -> list[Draft]:
    """The cited draft, then one for each link of the chain behind its source, each inside the one before."""
    chain = [cited]
    at = next((i + 1 for i, t in enumerate(scene.tokens) if cited.source and t.end == cited.source.end), None)
    for phrase in links(scene, at) if at is not None else []:
        source = scene.chars(phrase.start, phrase.end)
        if source:
            chain.append(replace(chain[-1], source=source, rank=chain[-1].rank + 1, relay=None))
    return chain


def _preposition(scene: Scene, start: int, words: tuple[str, ...]) -> int | None:
    for i in range(start, min(start + REACH, len(scene.tokens) - 1)):
        if scene.tokens[i].text.lower() in words:
            return i + 1
        if scene.tokens[i].pos == "PUNCT":
            return None
    return None


def _relative(scene: Scene, phrase: Phrase) -> bool:
    return any(t.lemma in scene.lexicon.grammar.relative for t in scene.tokens[phrase.start : phrase.end])


def _link(scene: Scene, end: int) -> int | None:
    """Where the next source begins behind a comma, or None."""
    tokens = scene.tokens
    if end + 3 >= len(tokens) or tokens[end].text != ",":
        return None
    i = end + 1 + (tokens[end + 1].pos == "CCONJ")
    if "conv" in tokens[i].feats:
        medium = any(t.lemma in scene.lexicon.media or t.text in "«»" for t in tokens[max(0, end - 5) : end])
        return _quoting(scene, i) if medium else None
    if tokens[i].lemma in scene.lexicon.grammar.relative and "dat" in tokens[i].feats:
        return _informing(scene, i)
    if tokens[i].lemma in scene.lexicon.grammar.relative or tokens[i].text.lower() in THAT:
        return _quoting(scene, i + 1)
    if tokens[i].lemma in scene.lexicon.empty and tokens[i].pos != "SCONJ":
        i += 1 + (tokens[i + 1].text in DASHES)
        words = {w for h in scene.hits for c in h.cues if "cites" in c.frames for w in c.prepositions} | {"на"}
        if i + 1 < len(tokens) and tokens[i].text.lower() in words:
            return i + 1
        return i if tokens[i - 1].text in DASHES and tokens[i].feats & {"acc", "acc?", "gen"} else None
    return None


def _quoting(scene: Scene, i: int) -> int | None:
    """The object of "который ссылается на", "який цитує"."""
    hit = next((h for h in scene.hits if h.at == i), None)
    if hit is None:
        return None
    if cue := hit.entry("cites"):
        start = _preposition(scene, hit.end, cue.prepositions)
        talks = start is not None and scene.tokens[start].lemma in scene.lexicon.media and _with(cue.prepositions)
        return None if talks else start
    quotes = any(c.speaker == "object" for c in hit.cues)
    return hit.end if quotes and hit.end < len(scene.tokens) else None


def _with(prepositions: tuple[str, ...]) -> bool:
    """Is it a talk with somebody, not a reference to him?"""
    return prepositions[:1] in (("с",), ("з",))


def _informing(scene: Scene, i: int) -> int | None:
    """Who told it to the outlet ("«Вестник», которому рассказал водитель")."""
    hit = next((h for h in scene.hits if i < h.at <= i + REACH and h.cues[0].pos == "verb"), None)
    voice = subject_after(scene, hit.at, scene.right(hit.at)) if hit else None
    return voice.phrase.start if voice and person(scene, voice.phrase) else None


def cited_by(scene: Scene, end: int) -> Phrase | None:
    """Who is said behind a source to cite it, or which medium it spoke with ("на которых сослалась депутат")."""
    tokens = scene.tokens
    if end + 3 >= len(tokens) or tokens[end].text != ",":
        return None
    right, i = scene.right(end + 1), end + 1 + (tokens[end + 1].pos == "ADP")
    relative = tokens[i].lemma in scene.lexicon.grammar.relative or tokens[i].text.lower() in THAT
    hit = next((h for h in scene.hits if i < h.at < right and h.entry("cites")), None)
    if not relative or hit is None:
        return None
    if i > end + 1:
        voice = subject_after(scene, hit.at, right) or subject_before(scene, i + 1, hit.at)
        return voice.phrase if voice and person(scene, voice.phrase) else None
    cue = hit.entry("cites")
    start = _preposition(scene, hit.end, cue.prepositions) if cue and _with(cue.prepositions) else None
    medium = start is not None and start < right and tokens[start].lemma in scene.lexicon.media
    return Phrase(start, phrase_end(scene, start, right, True)) if start is not None and medium else None


def gapped(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts, and others that leave the verb out: "мэр заявил о трёх погибших, спасатели — о четырёх"."""
    told = [d for d in drafts if d.rule == "about" and d.cue and d.content]
    if not told:
        return drafts
    found: list[Draft] = []
    first = told[-1]
    for i in range(first.at + 1, len(scene.tokens) - 3):
        if scene.tokens[i].text not in ",;" or scene.tokens[i].start < first.content[0].start:
            continue
        phrase = _left_out(scene, i + 1)
        if phrase is not None:
            found.append(_same_verb(scene, first, phrase))
    if not found or not all(d.content for d in found):
        return drafts
    cut = min(d.source.start for d in found if d.source)
    return [*(_ending(d, cut) if d is first else d for d in drafts), *found]


def _left_out(scene: Scene, start: int) -> Phrase | None:
    """A speaker in the nominative, a dash or nothing, then "about"."""
    start += scene.tokens[start].pos == "CCONJ"
    if start >= len(scene.tokens) or not scene.tokens[start].feats & {"nom", "nom?"}:
        return None
    phrase = Phrase(start, phrase_end(scene, start, len(scene.tokens)))
    if phrase.end == start or not (person(scene, phrase) or scene.tokens[start].pos == "NUM"):
        return None
    after = phrase.end + (phrase.end < len(scene.tokens) and scene.tokens[phrase.end].text in DASHES)
    if after + 1 >= len(scene.tokens) or scene.tokens[after].text.lower() not in scene.lexicon.about:
        return None
    return phrase


def _same_verb(scene: Scene, first: Draft, phrase: Phrase) -> Draft:
    """The draft of the clause without verb: the same cue, its own speaker and content."""
    about = next(i for i in range(phrase.end, len(scene.tokens)) if scene.tokens[i].text.lower() in scene.lexicon.about)
    content = pieces(scene, about + 1, scene.right(about + 1))
    return replace(first, rule="gapped", source=scene.chars(*phrase), content=content, at=phrase.start, relay=None)


def _ending(d: Draft, cut: int) -> Draft:
    kept = tuple(Span(s.start, min(s.end, cut)) for s in d.content if s.start < cut)
    text = d.scene.text
    trimmed = (Span(s.start, s.start + len(text[s.start : s.end].rstrip(" ,;—–-\n"))) for s in kept)
    return replace(d, content=tuple(s for s in trimmed if s.start < s.end))
