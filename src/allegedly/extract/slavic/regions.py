"""How far content reaches: to the end of the sentence, or to the clause where another saying takes over."""

from allegedly.extract.slavic.clauses import is_predicate
from allegedly.extract.slavic.phrases import Phrase, person, subject_before
from allegedly.extract.slavic.sayings import Saying, inserted
from allegedly.extract.slavic.scene import Scene
from allegedly.model import Span

THIS = frozenset({"это", "этого", "це", "цього"})


def content_end(scene: Scene, start: int, verb: int) -> int:
    """Where content that begins at `start` ends: before a clause in which the speaker says more, or another speaks."""
    for i in range(start, len(scene.tokens)):
        if scene.cut(i) and i + 1 < len(scene.tokens) and _taken_over(scene, i + 1, verb):
            return i
    return len(scene.tokens)


def _taken_over(scene: Scene, i: int, verb: int) -> bool:
    """Does the piece at `i` hold a saying of the main clause?"""
    if scene.tokens[i - 1].text == ";":
        return _cue_in(scene, i, scene.right(i)) is not None
    right = scene.right(i)
    cue = _cue_in(scene, i, right)
    if cue is None:
        return _speaks_behind(scene, i, right)
    first, token = scene.tokens[i], scene.tokens[cue]
    if "conv" in token.feats:
        return True
    word = first.text.lower()
    own = subject_before(scene, i, cue)
    if word in scene.lexicon.grammar.adversative:
        return own is None or person(scene, own.phrase)  # "..., а звук издал салют"
    if own and own.phrase.start == i and _speaks_anew(scene, own.phrase, cue):
        return True
    joined = first.pos == "CCONJ" and word in scene.lexicon.grammar.coordinate
    return joined and (own is None or cue + 1 < len(scene.tokens)) and _finite(scene, cue, verb, own is None)


def _speaks_behind(scene: Scene, i: int, right: int) -> bool:
    """Does another speaker begin whose verb stands behind an insertion («..., но сосед, который видел, говорит»)?"""
    if scene.tokens[i].text.lower() not in scene.lexicon.grammar.adversative or right + 1 >= len(scene.tokens):
        return False
    behind = scene.right(right + 1) + 1 if scene.tokens[right].text == "," else len(scene.tokens)
    cue = _cue_in(scene, behind, scene.right(behind)) if behind < len(scene.tokens) else None
    voice = inserted(scene, behind) if cue is not None and scene.left(cue) == behind else None
    return voice is not None and i <= voice.phrase.start < right


def _speaks_anew(scene: Scene, who: Phrase, cue: int) -> bool:
    """Does another speaker begin, with words of his own behind the verb ("..., сосед говорит — петарды")?"""
    speaks = person(scene, who) and scene.tokens[who.start].lemma not in scene.lexicon.grammar.relative
    between = scene.tokens[who.end : cue]
    near = who.end == cue or all(t.pos in ("ADV", "PART") or t.text.lower() in THIS for t in between)
    this = any(t.text.lower() in THIS for t in between)  # "..., мэрия это отрицает"
    says = any(h.at == cue and h.cues[0].act == "say" for h in scene.hits)
    return speaks and near and says and "fin" in scene.tokens[cue].feats and (this or not scene.closing(cue + 1))


def _finite(scene: Scene, cue: int, verb: int, bare: bool) -> bool:
    a, b = scene.tokens[cue].feats, scene.tokens[verb].feats
    return "fin" in a and (not bare or ("pl" in a) == ("pl" in b))


def _cue_in(scene: Scene, start: int, end: int) -> int | None:
    return next((h.at for h in scene.hits if start <= h.at < end and h.cues[0].pos == "verb"), None)


def own_start(scene: Scene, at: int) -> int:
    """Where the words before a saying begin: behind the last semicolon, if another's saying stands before that."""
    mark = next((i for i in range(at - 1, 0, -1) if scene.tokens[i].text == ";"), 0)
    return mark + 1 if mark and _cue_in(scene, 0, mark) is not None else 0


def past_semicolon(scene: Scene, mark: int) -> int:
    """Where the words go on to behind "..., said somebody; ...": to the next mark, if nobody else speaks there."""
    end = next((i for i in range(mark + 1, scene.tail) if scene.tokens[i].text in ";:—–"), scene.tail)
    parted = end < scene.tail and scene.tokens[end].text != ";"
    spoken = any(mark < h.at < end for h in scene.hits) or scene.quoted(mark + 1) is not None
    stands = any(map(is_predicate, scene.tokens[mark + 1 : end]))
    return end if stands and not parted and not spoken else mark


def clause_end(scene: Scene, right: int) -> int:
    """End of a clause with what hangs on it: lists, appositions, relative and participle clauses, its noun's "that"."""
    if _that_of_it(scene, right):
        return content_end(scene, right + 2, right)
    end = right
    while end < len(scene.tokens) and scene.tokens[end].text == ",":
        after = scene.right(end + 1) if end + 1 < len(scene.tokens) else end + 1
        words = scene.tokens[end + 1 : after]
        if not words or not _hangs_on(scene, end + 1, after):
            break
        end = after
    return end


def _that_of_it(scene: Scene, right: int) -> bool:
    """Does "..., of it, that" go on ("сообщения о том, что")?"""
    tokens, grammar = scene.tokens, scene.lexicon.grammar
    if right + 1 >= len(tokens) or tokens[right].text != ",":
        return False
    return tokens[right - 1].text.lower() in grammar.demonstrative and tokens[right + 1].text.lower() in grammar.that


def _hangs_on(scene: Scene, start: int, end: int) -> bool:
    words = scene.tokens[start:end]
    if words[0].text.lower() in scene.lexicon.grammar.adversative:
        return False
    if any("conv" in t.feats for t in words) or _cue_in(scene, start, end) is not None:
        return False
    head = [t.lemma for t in words[:3]]
    grammar = scene.lexicon.grammar
    if any(w in grammar.relative for w in head) or words[0].text.lower() in (*grammar.where, *grammar.that):
        return True
    return not any(map(is_predicate, words))


def pieces(scene: Scene, start: int, end: int, *holes: tuple[int, int]) -> tuple[Span, ...]:
    """Characters of tokens `[start, end)` without the holes (token ranges)."""
    found: list[Span] = []
    at = start
    for a, b in sorted(holes):
        if a < end and b > start:
            part = scene.chars(at, max(at, a))
            found += [part] if part else []
            at = max(at, b)
    last = scene.chars(at, end) if at < end else None
    return tuple([*found, last] if last else found)


def has_words(scene: Scene, start: int, end: int) -> bool:
    """Is there anything to attribute: more than joints and adverbs?"""
    return any(
        t.pos in ("NOUN", "PROPN", "VERB", "NUM", "ADJ", "AUX", "X") or "impers" in t.feats
        for t in scene.tokens[start:end]
    )


def inserted_end(saying: Saying) -> int:
    """Where an inserted saying ends: after its own clause and the gerunds and relative clauses that hang on it."""
    scene, end = saying.scene, saying.right
    while end < len(scene.tokens) and scene.tokens[end].text == ",":
        after = scene.right(end + 1) if end + 1 < len(scene.tokens) else end + 1
        words = scene.tokens[end + 1 : after]
        gerund = any("conv" in t.feats for t in words) and not any("fin" in t.feats for t in words)
        relative = any(t.lemma in scene.lexicon.grammar.relative for t in words[:3])
        if not words or not (gerund or relative):
            break
        if gerund and _cue_in(scene, end + 1, after) is not None:
            break
        end = after
    return end


def whatever(scene: Scene, i: int) -> bool:
    """ "что бы ни рассказывали рыбаки", "хто б що не казав" grant something and are no content."""
    words = [t.text.lower() for t in scene.tokens[i + 1 : scene.right(i)]]
    grammar = scene.lexicon.grammar
    return bool(words) and words[0] in grammar.would and any(w in grammar.negation for w in words[1:3])


def subordinate(scene: Scene, i: int) -> bool:
    """Does a clause of time, cause or condition open at the token, at most behind a conjunction?"""
    at = i + (scene.tokens[i].pos == "CCONJ")
    words = tuple(t.text.lower() for t in scene.tokens[at : at + 4])
    return any(words[: len(w)] == w for w in (tuple(w.split()) for w in scene.lexicon.grammar.adverbial))
