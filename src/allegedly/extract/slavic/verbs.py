"""Rules for verbs and predicate adjectives: where the content of a saying stands.

Each rule takes a saying and gives a draft or None; the first that gives one wins.
"""

from collections.abc import Callable
from dataclasses import replace

from allegedly.extract.slavic.chains import chain_end, links
from allegedly.extract.slavic.clauses import is_predicate
from allegedly.extract.slavic.objects import about, infinitive, object_of, prep, rest, silence
from allegedly.extract.slavic.papers import said_in
from allegedly.extract.slavic.phrases import nominal, person
from allegedly.extract.slavic.plainly import issued, loose_that, unjoined
from allegedly.extract.slavic.regions import (
    content_end,
    has_words,
    inserted_end,
    own_start,
    past_semicolon,
    pieces,
    subordinate,
    whatever,
)
from allegedly.extract.slavic.sayings import Saying, draft, leads_in
from allegedly.extract.slavic.scene import DASHES, Draft, Scene
from allegedly.knowledge.cues import Cue
from allegedly.model import Span

Rule = Callable[[Saying], Draft | None]
BARE = frozenset({"это", "це"})  # "this" alone as an object, first in its sentence
HOPS = 3  # insertions between a verb and its "that"


def as_inserted(saying: Saying) -> Draft | None:
    """The words beside an inserted "as somebody said" are what was said."""
    scene, cue = saying.scene, saying.entry("as")
    first = saying.left
    while first < saying.at and scene.tokens[first].pos in ("ADV", "CCONJ") and scene.tokens[first].lemma != "так":
        first += 1
    if first >= 2 and scene.tokens[first - 2].text.lower() in scene.lexicon.grammar.before_as:
        return None
    if cue is None or first >= saying.at or scene.tokens[first].text.lower() not in scene.lexicon.grammar.as_:
        return None
    end = max(inserted_end(saying), chain_end(scene, saying.right))
    start = max(0, saying.left - 1)
    stop = content_end(scene, end + 1, saying.at) if end < len(scene.tokens) else end
    if end < len(scene.tokens) and scene.tokens[end].text == ":":
        return draft(saying, "as", cue, pieces(scene, end + 1, len(scene.tokens)))
    content = pieces(scene, 0 if saying.left else end, stop, (start, end))
    closing = scene.closing(end)
    hole = scene.chars(start, end)
    return replace(draft(saying, "as", cue, content), hole=hole, closing=closing) if content else None


def whereof(saying: Saying) -> Draft | None:
    """ "..., of which somebody reported" leads back to the words before it."""
    scene, cue = saying.scene, saying.entry("about")
    i = saying.left
    if cue is None or i + 1 >= saying.at or scene.tokens[i].text.lower() not in scene.lexicon.about:
        return None
    if scene.tokens[i + 1].text.lower() not in scene.lexicon.grammar.whereof:
        return None
    content = pieces(scene, 0, i)
    return draft(saying, "whereof", cue, content) if content else None


def this(saying: Saying) -> Draft | None:
    """ "Somebody reported this" speaks of the sentences before it."""
    scene, cue = saying.scene, saying.entry("this", "about", "object")
    if cue is None:
        return None
    tokens, grammar = scene.tokens, scene.lexicon.grammar
    if tokens[saying.left].text.lower() in BARE and _only_says(saying, cue):
        return replace(draft(saying, "this", cue, ()), reach="before")
    for i in range(saying.left, saying.right - 1):
        if tokens[i].text.lower() in scene.lexicon.about and tokens[i + 1].text.lower() in grammar.demonstrative[:1]:
            bare = i + 2 >= saying.right or not (nominal(tokens[i + 2]) and "loc" in tokens[i + 2].feats)
            if bare and not _that_follows(scene, saying.right) and not _listed(saying):
                return replace(draft(saying, "this", cue, ()), reach="before")
    return None


def _listed(saying: Saying) -> bool:
    """Is "this" what stands behind the colon ("Об этом сообщили в полиции: двое ранены")?"""
    scene, right = saying.scene, saying.right
    return right + 1 < len(scene.tokens) and scene.tokens[right].text == ":" and saying.entry("colon") is not None


def _only_says(saying: Saying, cue: Cue) -> bool:
    """ "Это подтвердила мэрия": the whole clause is that somebody affirms it."""
    whole = saying.left == 0 and saying.right >= saying.scene.tail and saying.after is not None
    return whole and saying.at == 1 and "object" in cue.frames and cue.stance == "affirm" and not saying.negated


def _that_follows(scene: Scene, right: int) -> bool:
    after = right + 1
    return (
        after < len(scene.tokens)
        and scene.tokens[right].text == ","
        and scene.tokens[after].text.lower() in scene.lexicon.that
    )


def that(saying: Saying) -> Draft | None:
    """What follows "that" (or an indirect question) after the cue is what was said."""
    scene = saying.scene
    opened = _opener(saying)
    if opened is None:
        return None
    start, kind, _ = opened
    cue = saying.entry("wh_negated") if kind == "wh" and saying.negated else None
    cue = cue or saying.entry("that" if kind == "that" else "wh")
    if cue is None:
        return None
    end = content_end(scene, start, saying.at)
    content = pieces(scene, start, end)
    return draft(saying, "that" if kind == "that" else "question", cue, content) if content else None


def _opener(saying: Saying) -> tuple[int, str, int] | None:
    """First token of the content, "that" or "wh", and the end of the saying's own words."""
    scene, right = saying.scene, chain_end(saying.scene, saying.right)
    for hop in range(HOPS):
        if right + 1 >= len(scene.tokens) or scene.tokens[right].text != ",":
            return None
        kind = _opens(saying, right + 1)
        if kind == "that" and right + 2 < len(scene.tokens) and "inf" in scene.tokens[right + 2].feats:
            kind = "wh" if scene.tokens[right + 1].text.lower() in scene.lexicon.grammar.that[:1] else kind
        if kind and (kind == "that" or hop == 0) and not links(scene, right):
            plain = kind == "that" and scene.tokens[right + 1].text.lower() not in scene.lexicon.quasi
            return right + 1 + plain, kind, right
        end = scene.right(right + 1)
        words = scene.tokens[right + 1 : end]
        if any("fin" in t.feats or t.lemma in scene.lexicon.grammar.relative for t in words) or any(
            right < h.at < end and h.cues[0].pos == "verb" for h in scene.hits
        ):
            return None
        right = end
    return None


def _opens(saying: Saying, i: int) -> str:
    scene = saying.scene
    token = scene.tokens[i]
    word = token.text.lower()
    if whatever(scene, i):
        return ""
    if word in scene.lexicon.that:
        return "" if _purpose(saying, i) or _which(saying, i) or _because(scene, i) else "that"
    near = saying.right == saying.at + 1
    after = scene.tokens[i + 1] if i + 1 < len(scene.tokens) else None
    if after is not None and after.text.lower() in scene.lexicon.grammar.whether:
        return "wh"
    if word in scene.lexicon.grammar.whether and word != "ли":
        return "wh"
    lemma = after.lemma if token.pos == "ADP" and after is not None else token.lemma
    if lemma in scene.lexicon.wh_near:
        return "wh" if near else ""
    return "wh" if lemma in scene.lexicon.wh or word in scene.lexicon.wh else ""


def _because(scene: Scene, i: int) -> bool:
    """ "из-за того, что", "через те, що" give a reason, no content."""
    if i < 3 or scene.tokens[i - 2].text.lower() not in scene.lexicon.grammar.demonstrative:
        return False
    before = scene.tokens[i - 3]
    return before.pos == "ADP" and len(before.text) > 2 and before.text.lower() not in scene.lexicon.about


def _which(saying: Saying, i: int) -> bool:
    """ "что", "що" right before a verb and behind an object mean "which" ("оприлюднив відео, що показує")."""
    tokens, words = saying.scene.tokens, saying.scene.lexicon.words
    after = next((t for t in tokens[i + 1 : i + 4] if t.pos not in ("ADV", "PART")), None)
    if after is None or "fin" not in after.feats or "impers" in after.feats or tokens[i - 1].text != ",":
        return False
    if _behind_about(saying, i):
        return True
    spoken = saying.voice.phrase if saying.voice else None
    for k in range(saying.at + 1, i - 1):
        t = tokens[k]
        if t.pos == "ADP" or (spoken and spoken.start <= k < spoken.end):
            continue
        noun = t.pos == "NOUN" and tokens[k - 1].pos != "ADP" and t.feats & {"acc", "acc?", "gen"}
        if noun and "dat" not in t.feats and "anim" not in t.feats and t.lemma not in words:
            return True
    return False


def _behind_about(saying: Saying, i: int) -> bool:
    """ "Повідомили про дрон, що впав": a noun behind "about", and a clause that has no other subject."""
    scene = saying.scene
    told = next((k for k in range(saying.at + 1, i - 1) if scene.tokens[k].text.lower() in scene.lexicon.about), 0)
    noun = scene.tokens[i - 2]
    if not told or noun.pos not in ("NOUN", "PROPN") or noun.text.lower() in scene.lexicon.grammar.demonstrative:
        return False
    return not any("nom" in t.feats and nominal(t) for t in scene.tokens[i + 1 : scene.right(i)])


def _purpose(saying: Saying, i: int) -> bool:
    """ "In order to" tells why something was said, not what, unless it was asked for."""
    scene, word = saying.scene, saying.scene.tokens[i].text.lower()
    infinitive_follows = any("inf" in t.feats for t in scene.tokens[i + 1 : i + 4])
    told = any("inf" in t.feats for t in scene.tokens[saying.at : saying.right])
    asked = saying.hit.cues[0].act in ("ask", "intend") and not told
    return word in scene.lexicon.grammar.purpose and infinitive_follows and not asked


def colon(saying: Saying) -> Draft | None:
    """What follows the colon after the cue is what was said."""
    scene, cue = saying.scene, saying.entry("colon")
    right = chain_end(scene, saying.right)
    while (
        right < len(scene.tokens)
        and scene.tokens[right].text == ","
        and not _cue_between(scene, right, scene.right(right + 1))
        and not _states(scene, right + 1)
    ):
        right = scene.right(right + 1)
    if cue is None or right >= len(scene.tokens) or scene.tokens[right].text != ":":
        return None
    if cue.act == "say" and saying.voice and not person(scene, saying.voice.phrase):
        return None  # "сделка отвечает трем условиям: ..."
    if saying.negated and object_of(saying) is not None:
        return None  # "взрыв не подтвердил: сработала сигнализация" tells behind the colon what was there instead
    content = (*_ahead(saying), *pieces(scene, right + 1, len(scene.tokens)))
    return replace(draft(saying, "colon", cue, content), reach="none" if content else "after")


def _ahead(saying: Saying) -> tuple[Span, ...]:
    """The whole clause before "..., they say at the plant: ..." is said there too."""
    scene, left = saying.scene, saying.left
    after = saying.entry("post") is not None and saying.after is not None and leads_in(saying)
    if not after or left < 2 or scene.tokens[left - 1].text != "," or scene.quoted(saying.at) is not None:
        return ()
    start = _mark_before(scene, left - 1)
    return pieces(scene, 0, start) if any(map(is_predicate, scene.tokens[:start])) else ()


def _states(scene: Scene, start: int) -> bool:
    """Does a clause of its own stand there ("подтвердили в армии, но стреляли в воздух: ...")?"""
    words = scene.tokens[start : scene.right(start)]
    hangs = any(t.lemma in scene.lexicon.grammar.relative or "conv" in t.feats for t in words)
    joined = bool(words) and words[0].text.lower() in scene.lexicon.grammar.adversative
    verdict = any(t.text.lower() in BARE for t in words[1:2])  # "..., но это ложь: ..."
    return joined and not hangs and (verdict or any(map(is_predicate, words)))


def _cue_between(scene: Scene, start: int, end: int) -> bool:
    return any(start <= h.at < end for h in scene.hits)


def post(saying: Saying) -> Draft | None:
    """The words before "..., said somebody" are what was said; what goes on behind it too."""
    scene, cue = saying.scene, saying.entry("post")
    if cue is None or saying.left == 0 or not (leads_in(saying) or _left_open(saying)):
        return None
    if saying.negated and not _left_open(saying):
        return None  # «Повідомлення, що міст уражено, не відповідають дійсності»: nobody has not said what stands there
    mark = scene.tokens[saying.left - 1]
    if mark.text in ";:":
        return None
    if mark.text in DASHES and "vp" in cue.frames and scene.tokens[saying.left - 2].pos != "PUNCT":
        return None  # "Разработчики — двое студентов — назвали ..."
    own = saying.voice is not None or cue.speaker == "none" or mark.text in DASHES
    own = own and not (cue.act == "show" and not _of_a_body(saying))
    start = _mark_before(scene, saying.left - 1)
    spoken = has_words(scene, 0, start) or scene.quoted(saying.at) is not None
    spoken = spoken or (mark.text == "," and start > 0 and (_goes_on(saying) or scene.tokens[0].text.lower() in BARE))
    if not own or not (spoken or _dash_opens(scene, start, mark.text)):
        return None
    if _counts_itself(saying):
        return None
    end = inserted_end(saying)
    stop = _resumes(saying, end)
    content = pieces(scene, own_start(scene, saying.left - 1), stop, (start, end))
    if content and saying.source and all(s.covers(saying.source) or saying.source.covers(s) for s in content):
        return None  # "Глава города, назначенный Москвой, сообщил о": that is who speaks
    reach = "none" if content else "before"
    return replace(
        draft(saying, "post", cue, content), hole=scene.chars(saying.left, end), closing=stop == end, reach=reach
    )


def _of_a_body(saying: Saying) -> bool:
    """Does somebody speak, or the paper of a body ("свидетельствует постановление суда", not "показал осмотр")?"""
    return saying.voice is not None and person(saying.scene, saying.voice.phrase)


def _counts_itself(saying: Saying) -> bool:
    """Does a figure of its own stand behind the verb ("жители говорят о 40 раненых, в полиции говорят о 15")?"""
    tokens, about = saying.scene.tokens, saying.scene.lexicon.about
    at = next((i for i in range(saying.at + 1, len(tokens)) if tokens[i].text.lower() in about), -1)
    return 0 < at < len(tokens) - 1 and at <= saying.at + 3 and tokens[at + 1].pos == "NUM"


def _goes_on(saying: Saying) -> bool:
    """Only an adverb stands before the insertion ("Тогда, установило следствие, погибли трое")."""
    end = inserted_end(saying)
    return end < len(saying.scene.tokens) and saying.scene.tokens[end].text == "," and _resumes(saying, end) > end


def _left_open(saying: Saying) -> bool:
    """ "Where they flew, he did not say": a question stands first, and the denied saying behind it."""
    words, lexicon = saying.scene.tokens[: saying.left - 1], saying.scene.lexicon
    opens = lexicon.wh | frozenset(lexicon.grammar.whether)
    return saying.negated and any(t.lemma in opens or t.text.lower() in opens for t in words[:2])


def _dash_opens(scene: Scene, start: int, mark: str) -> bool:
    """Does the sentence open with "— said somebody" (the words said were split off before it)?"""
    return mark in DASHES and not any(t.pos != "PUNCT" for t in scene.tokens[:start])


def _mark_before(scene: Scene, i: int) -> int:
    while i > 0 and scene.tokens[i - 1].pos == "PUNCT" and scene.tokens[i - 1].text not in '»”“")':
        i -= 1
    return i


def _resumes(saying: Saying, end: int) -> int:
    """Where the words said end, if they go on behind the insertion; else the insertion's end."""
    scene = saying.scene
    if end + 1 >= len(scene.tokens) or scene.closing(end) or not scene.cut(end):
        return end
    if scene.tokens[end].text in ":;":
        return past_semicolon(scene, end) if scene.tokens[end].text == ";" else end
    whole = any(map(is_predicate, scene.tokens[scene.left(max(saying.left - 2, 0)) : saying.left]))
    other = _cue_between(scene, end, scene.right(end + 1)) and not subordinate(scene, end + 1)
    if other and (whole or not _clause_of_it(saying, end + 1)):
        return end
    whole = whole or any(map(is_predicate, scene.tokens[: saying.left]))
    if whole and not any(map(is_predicate, scene.tokens[end:])):
        return end  # only more of the speaker's long name
    return content_end(scene, end + 1, saying.at)


def _clause_of_it(saying: Saying, start: int) -> bool:
    """Does the clause go on whose beginning stands before the insertion ("Хирурга, говорит жена, никто не видел")?"""
    scene = saying.scene
    right = scene.right(start)
    first = scene.tokens[start]
    joined = first.pos in ("CCONJ", "SCONJ") or first.lemma in scene.lexicon.grammar.relative
    return not joined and any(map(is_predicate, scene.tokens[start:right]))


RULES: tuple[Rule, ...] = (
    silence,
    as_inserted,
    whereof,
    this,
    that,
    colon,
    infinitive,
    post,
    about,
    prep,
    issued,
    object_of,
    loose_that,
    rest,
    unjoined,
)


def verb_draft(saying: Saying) -> Draft | None:
    """The draft of the first rule that applies; sayings without speaker only where the entry has none."""
    for rule in RULES:
        found = rule(saying)
        if found is not None:
            if found.cue is not None and "said_in" in found.cue.frames:
                return said_in(found, saying)
            if found.source is None and found.cue is not None and found.cue.speaker != "none":
                return found if rule in (this, post) or saying.negated else _unspoken(saying, found)
            return found
    return None


def _unspoken(saying: Saying, found: Draft) -> Draft | None:
    """A finite verb without subject at the start of a sentence goes on with the speaker before it."""
    opens = not any(t.pos in ("NOUN", "PROPN") for t in saying.scene.tokens[saying.left : saying.at])
    f = saying.token.feats
    if {"pl", "p3"} <= f and saying.at <= 1:
        return None  # "Пишут, что ...": nobody in particular, see the formulas
    return found if saying.left == 0 and opens and "fin" in f else None
