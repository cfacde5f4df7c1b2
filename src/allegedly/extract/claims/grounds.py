"""Where, when and on what evidence: what of the sentence belongs to one happening."""

from collections.abc import Iterable, Sequence

from allegedly.extract.claims.happenings import Happening
from allegedly.extract.claims.scene import OWN_VOICE, Scene
from allegedly.extract.claims.triggers import NOUNS
from allegedly.extract.times.born import born
from allegedly.extract.tokens import Token
from allegedly.knowledge.closed import closed
from allegedly.model import Evidence, Span, Speaker, When
from allegedly.model.vocabulary import Basis, EvidenceKind

# Words of time that stand before a time expression and belong to it.
# Happenings of one attribution share their surroundings with so many neighbours; beyond so many in one sentence
# (a list, not prose) the neighbours' words are not looked through.
SHARED = 7
CROWD = 30
SEEN = frozenset({"witness", "video", "photo"})
# What opens a clause about somebody or something, in three languages; how far before a time it may stand, in words.
RELATIVE = frozenset({"who", "whom", "whose", "which", "который", "чей", "який", "котрий", "чий"})
ASIDE = 15
# A participle stands at most so many words before its time.
DESCRIBED = 5
CASES = frozenset({"nom", "gen", "dat", "acc", "ins", "loc"})
SORTS = frozenset({"masc", "fem", "neut", "pl"})
SECOND, AND = frozenset({"that", "что", "що"}), frozenset({"and", "but", "и", "но", "а", "і", "й", "та", "але"})
# What opens a reason, and in Russian and Ukrainian what stands before it.
REASON = frozenset({"because", "поскольку", "потому", "ибо", "оскільки", "тому", "бо"})
BEFORE_REASON, SO = frozenset({",", "—", "–"}), frozenset({"потому", "тому"})
DETERMINERS = closed().determiners


def zones(scene: Scene, found: Sequence[Happening]) -> list[set[int]]:
    """For each happening the tokens that speak of it: its clause, and what lies between it and the next clauses.

    Happenings of one attribution share what surrounds them.
    """
    clause_of: dict[int, int] = {}
    for n, h in enumerate(found):
        for i in h.clause.tokens:
            clause_of.setdefault(i, n)
    zones_: list[set[int]] = [set(h.clause.tokens) for h in found]
    for gap in _gaps(scene, clause_of):
        left, right = clause_of.get(gap[0] - 1), clause_of.get(gap[-1] + 1)
        cut = _cut(scene, gap) if left is not None and right is not None else 0
        if left is not None:
            zones_[left].update(gap[:cut] if right is not None else gap)
        if right is not None:
            zones_[right].update(gap[cut:])
    alone = [zone - set(h.clause.tokens) for zone, h in zip(zones_, found, strict=True)]
    for n, h in enumerate(found):
        for m in range(max(n - SHARED, 0), min(n + SHARED + 1, len(found))):
            if m != n and h.owner == found[m].owner != OWN_VOICE:
                zones_[n].update(alone[m])
    return zones_


def _cut(scene: Scene, gap: list[int]) -> int:
    """Where between two clauses the words of the second begin: at the first mark or joint."""
    return next((n for n, i in enumerate(gap) if scene.tokens[i].text in ",;:" or scene.tokens[i].pos == "CCONJ"), 0)


def _gaps(scene: Scene, clause_of: dict[int, int]) -> Iterable[list[int]]:
    gap: list[int] = []
    for i in range(len(scene.tokens)):
        if i in clause_of:
            if gap:
                yield gap
            gap = []
        else:
            gap.append(i)
    if gap:
        yield gap


def when(scene: Scene, h: Happening, zone: set[int], others: Sequence[Happening]) -> When | None:
    """The time in the happening's own words, else around it, else nearby; when it was said comes last."""
    usable = scene.near([t.when.span.start for t in scene.times], h.trigger.start)
    named = [scene.times[n] for n in usable if scene.times[n].type in ("DATE", "TIME")]
    placed = [(tokens[0], t.when) for t in named if (tokens := scene.inside(t.when.span))]
    own = set(h.clause.tokens)
    told = others if placed and len(others) < CROWD else ()
    beside = {i for o in told for i in o.clause.near(h.trigger.start)} - own
    said = frozenset() if h.owner == OWN_VOICE else _beside_cues(scene)
    placed = [(i, w) for i, w in placed if not (_of_an_aside(scene, h, i) or _of_its_own(scene, h, i, w))]
    told_of = [(i, w) for i, w in placed if i in own or i not in said]
    for allowed in (own, zone - beside):
        inside = [w for i, w in told_of if i in allowed]
        if inside:
            return _phrase(scene, _dated(inside))
    left = [w for i, w in told_of or placed if not _of_another(scene, h, i)]
    return _phrase(scene, _dated(left)) if left else None


def _of_an_aside(scene: Scene, h: Happening, i: int) -> bool:
    """Does a word stand in a clause about somebody ("The mayor, who lost the vote in May, ...") that h is not in?

    "... in August and that it was cold": a second "that" parts from the first, too.
    """
    at, first = h.trigger.start, min(h.clause.tokens[0] + 1, h.trigger.start)
    opened = next((k for k in range(i, max(i - ASIDE, 0), -1) if _opens_aside(scene, k)), None)
    opened = _reason(scene, i) if opened is None else opened
    if opened is not None:
        closed_ = next((k for k in range(i, len(scene.tokens)) if scene.tokens[k].text in ",;"), len(scene.tokens))
        if not opened <= at < closed_:
            return True
    return any(scene.at(k) in SECOND and scene.at(k - 1) in AND for k in range(i + 1, max(first + 1, i + 1)))


def _of_its_own(scene: Scene, h: Happening, i: int, w: When) -> bool:
    """Is it the year of somebody's birth, or the time of a participle ("a man wounded on 1 May died today")?"""
    if born(scene.analysis.clean, w.span):
        return True
    if scene.english:
        return _of_a_participle(scene, h, i)
    told = range(h.trigger.start, h.trigger.end)
    for k in range(i - 1, max(i - 1 - DESCRIBED, -1), -1):
        t = scene.tokens[k]
        if t.pos == "ADJ" or ("part" in t.feats and "short" not in t.feats):
            return k not in told and _describes(scene, k, w)
        if t.pos not in ("ADP", "ADV", "NUM", "PART", "DET"):
            return False
    return False


def _describes(scene: Scene, k: int, w: When) -> bool:
    """Does the noun that a participle describes stand right behind its time («раненый 1 мая рабочий»)?"""
    after = next((t for t in scene.tokens if t.start >= w.span.end), None)
    return after is not None and after.pos in (*NOUNS, "ADJ") and _agree(scene.tokens[k], after)


def _agree(a: Token, b: Token) -> bool:
    """May two words be of one case, and of one gender or both plural?"""
    shared = {f.rstrip("?") for f in a.feats} & {f.rstrip("?") for f in b.feats}
    return bool(shared & CASES) and bool(shared & SORTS)


def _of_a_participle(scene: Scene, h: Happening, i: int) -> bool:
    """Does the parse hang a time on a participle that describes a noun, and that states no happening here?"""
    first = i
    for _ in range(DESCRIBED):
        token = scene.tokens[i]
        if token.head < 0 or h.trigger.start <= i < h.trigger.end:
            return False
        if token.pos == "VERB" and token.dep == "acl" and "part" in token.feats:
            return i < first and not any(t.pos in NOUNS for t in scene.tokens[i + 1 : first])
        i = token.head
    return False


def _reason(scene: Scene, i: int) -> int | None:
    """Where the clause that gives a reason begins, if a word stands in one ("because the plant closed in May")."""
    for k in range(i, max(i - ASIDE, -1), -1):
        if scene.tokens[k].text in ";.":
            return None
        whole = scene.at(k) not in SO or scene.at(k + 1) in SECOND  # «тому» alone is "therefore"
        if scene.at(k) in REASON and whole and (scene.english or k == 0 or scene.at(k - 1) in BEFORE_REASON):
            return k
    return None


def _opens_aside(scene: Scene, k: int) -> bool:
    """Is it "who" or "which" behind a comma, or a participle there in Russian and Ukrainian?"""
    t = scene.tokens[k]
    behind = k > 0 and scene.tokens[k - 1].text == ","
    if t.lemma in RELATIVE:
        return behind or (k > 1 and scene.tokens[k - 1].pos == "ADP" and scene.tokens[k - 2].text == ",")
    if not behind or scene.english:
        return False
    noun, after = scene.tokens[k - 2] if k > 1 else None, scene.tokens[k + 1] if k + 1 < len(scene.tokens) else None
    alone = noun is not None and noun.pos in NOUNS and after is not None and after.pos not in (*NOUNS, "ADJ", "PUNCT")
    alone = alone and noun is not None and _agree(noun, t)
    return (t.pos == "VERB" and "part" in t.feats) or (t.pos == "ADJ" and alone)  # "мост, открытый после ремонта"


def _of_another(scene: Scene, h: Happening, i: int) -> bool:
    """Does a word stand in what somebody else says ("The owner said it was checked in May; an engineer said ...")?"""
    owner = scene.owner[i]
    return (
        OWN_VOICE not in (owner, h.owner)
        and owner not in scene.voices.outward(h.owner)
        and h.owner not in scene.voices.outward(owner)
    )


def _beside_cues(scene: Scene) -> frozenset[int]:
    """Words outside everybody's words around a cue: they tell when it was said ("the mayor said on Tuesday")."""
    return frozenset(i for i, owner in enumerate(scene.owner) if owner == OWN_VOICE)


def _dated(found: Sequence[When]) -> When:
    return next((w for w in found if w.start is not None), found[0])


def _phrase(scene: Scene, w: When) -> When:
    """The time with the preposition that belongs to it ("on the evening of January 4")."""
    tokens = scene.inside(w.span)
    if not tokens:
        return w
    k = tokens[0]
    while k and scene.at(k - 1) in DETERMINERS:
        k -= 1
    while k and scene.tokens[k - 1].pos == "ADV" and scene.english and k - 1 and scene.tokens[k - 2].pos == "ADP":
        k -= 1
    if not k or scene.tokens[k - 1].pos != "ADP" or scene.at(k - 1) in ("of", "for"):
        return w
    text, start = scene.analysis.text, scene.tokens[k - 1].start
    return When(text[start : w.span.end], Span(start, w.span.end), w.start, w.end, w.precision)


def evidence(scene: Scene, h: Happening, zone: set[int]) -> tuple[Evidence, ...]:
    """What is said to show it, in the clause or around it; a document only around it, where words are its content."""
    own = set(h.clause.tokens)
    done: dict[EvidenceKind, Evidence] = {}
    for i in scene.lexicon.evidence.begins(scene.words, sorted(zone)):
        for f in scene.lexicon.evidence.at(scene.words, i):
            if f.end - 1 not in zone or h.trigger.start <= i < h.trigger.end or (f.value == "document" and i in own):
                continue
            if f.value == "witness" or (f.value == "document" and scene.tokens[i].pos == "VERB"):
                continue
            span = scene.span(f.start, f.end - 1)
            done.setdefault(f.value, Evidence(f.value, scene.analysis.text[span.start : span.end], span))
    if "satellite" in done:
        done.pop("photo", None)
    seen = _witnessed(scene, zone)
    if seen and not ("video" in done and own & set(scene.inside(done["video"].span))):
        done["witness"] = seen
    return tuple(sorted(done.values(), key=lambda e: e.span))


def vouched(who: Speaker | None, basis: Basis, shown: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """A witness who speaks is evidence, in the words that name her; who shares a picture need have seen nothing."""
    if who is None or who.span is None or any(e.kind in SEEN for e in shown):
        return shown
    if who.kind != "witness" and basis != "witness":
        return shown
    return tuple(sorted((*shown, Evidence("witness", who.text, who.span)), key=lambda e: e.span))


def _witnessed(scene: Scene, zone: set[int]) -> Evidence | None:
    """Somebody heard, saw or felt it: people are named, or a verb in the active says so."""
    tokens = sorted(zone)
    senses = scene.lexicon.perceive.begins(scene.words, tokens)
    people = bool(senses and scene.lexicon.people.begins(scene.words, tokens))
    senses = [i for i in senses if people or ("fin" in scene.tokens[i].feats and "pass" not in scene.tokens[i].feats)]
    if not senses:
        return None
    span = scene.span(senses[0], senses[0])
    return Evidence("witness", scene.analysis.text[span.start : span.end], span)
