"""How a happening is held: affirmed, denied, asked; as fact, plan or memory; and the words that weaken it."""

from collections.abc import Sequence
from datetime import timedelta

from allegedly.extract.claims.belying import called_so, soon_called_false
from allegedly.extract.claims.clauses import unverified
from allegedly.extract.claims.corrections import called_false, misquoted, proved_wrong, taken_back
from allegedly.extract.claims.happenings import Happening, sought
from allegedly.extract.claims.judged import of_nobody
from allegedly.extract.claims.order import instead
from allegedly.extract.claims.patterns import Found, PatternIndex
from allegedly.extract.claims.scene import OWN_VOICE, Scene
from allegedly.extract.claims.triggers import NOUNS, Candidate, denied_beside, finite, impersonal
from allegedly.knowledge.closed import closed
from allegedly.model import Attribution, Span, When
from allegedly.model.vocabulary import Factuality, Stance

# A happening that ended this long before publication is recalled, not reported.
RECALLED = timedelta(days=4)
STANCES: dict[str, Stance] = {"retract": "retract", "deny": "deny", "query": "query"}
FACTS: dict[str, Factuality] = {"historical": "historical", "hypothetical": "hypothetical", "future": "future"}
# How far from its trigger a negation may stand.
LEFT, RIGHT, CLOSE, AROUND = 8, 8, 3, 60
# Behind the clause of a question stand at most so many words.
ASKING = 12
# A formula that only looks like a negation ("пока тот не умер") begins at most so many words before it.
REST = 4
WHETHER, THAT = frozenset({"чи"}), frozenset({"что", "що"})
# Parts of the name of a rule by which "that" opens somebody's words.
TELLING = frozenset({"that", "loose"})
ALSO = frozenset({"тоже", "также", "теж", "також"})
NONE = closed().none
# What it was without stands behind these ("burst without casualties", «упал без последствий»), not what it was.
WITHOUT = frozenset({"without", "без"})
ARTICLES = frozenset({"a", "an", "the"})
NOT, BUT = frozenset({"не", "not"}), frozenset({"а", ",", "but"})
OPEN_WORDS = closed().open_questions


def stance(scene: Scene, h: Happening, chain: Sequence[Attribution]) -> Stance:
    """The stance of the innermost attribution that takes one; else that of a formula, a question mark, a negation."""
    # Who keeps silent on one thing may say another: a silence holds for its own words.
    taken = [a.stance for n, a in enumerate(chain) if a.stance != "affirm" and (n == 0 or a.stance != "no_comment")]
    formula = _first(scene.lexicon.stances, scene, h.clause.tokens)
    if formula and formula.value == "query" and _of_details(scene, h, formula):
        formula = None
    withheld = bool(taken) and taken[0] == "no_comment"
    nobody = withheld and of_nobody(scene, chain[0])  # «никто не может сказать, сколько погибло»
    if nobody or (unverified(scene, h.clause) and (not taken or withheld)):
        return "query"
    if taken_back(scene, h):
        return "retract"
    if taken and not (taken[0] == "deny" and formula and formula.value == "query"):
        nothing = taken[0] == "deny" and not formula and negated(scene, h) != h.entry.denies
        return "affirm" if nothing else taken[0]  # who disputes that nobody was hurt says that somebody was
    if formula and not called_so(scene, h):
        # "Nobody checked the lift": it is the checking itself that did not happen.
        own = formula.value == "query" and formula.start <= h.trigger.start < formula.end
        return "deny" if own and negated(scene, h) else STANCES[formula.value]
    if _false(scene, h):
        return "deny"
    if scene.english and _taken_back(scene, h):
        return "retract"
    if _questioned(scene, h):
        return "query"
    return "deny" if negated(scene, h) != h.entry.denies else "affirm"


def _false(scene: Scene, h: Happening) -> bool:
    """Is it called false, before its clause or behind it, or in the next sentence?"""
    called = (called_so, called_false, proved_wrong, misquoted, soon_called_false)
    return any(so(scene, h) for so in called)


def _of_details(scene: Scene, h: Happening, formula: Found[str]) -> bool:
    """Is it only the details that are being checked («прилёт по складу, детали уточняются»)?"""
    before = range(max(formula.start - CLOSE, 0), formula.start)
    return any(k >= h.trigger.end and scene.lexicon.details.opens(scene.words, k) for k in before)


def _questioned(scene: Scene, h: Happening) -> bool:
    """The clause asks, or is an open question in another one's words."""
    if scene.tokens[-1].text == "?" and h.clause.tokens[-1] >= len(scene.tokens) - 3:
        return True
    return _asked(scene, h) or _unknown(scene, h) or (scene.english and _open(scene, h))


def _taken_back(scene: Scene, h: Happening) -> bool:
    """Words before the clause take back what it says ("an earlier version of this story said")."""
    before = range(max(h.clause.tokens[0] - AROUND, 0), h.clause.tokens[0])
    found = _first(scene.lexicon.stances, scene, before)
    right = any(_corrects(scene, i) for i in h.clause.tokens)  # "corrected its statement: not five but three died"
    return found is not None and found.value == "retract" and not right


def _open(scene: Scene, h: Happening) -> bool:
    """What follows the cue asks ("could not say whose drone it was")."""
    first = h.clause.tokens[0]
    return scene.at(first) in OPEN_WORDS and h.owner != OWN_VOICE and (first == 0 or scene.owner[first - 1] != h.owner)


def _asked(scene: Scene, h: Happening) -> bool:
    """A question mark, doubled or with others, closes a sentence of the report's own."""
    last = scene.tokens[-1].text
    return h.owner == OWN_VOICE and last[-1] == "?" and h.clause.tokens[-1] >= len(scene.tokens) - ASKING


def _unknown(scene: Scene, h: Happening) -> bool:
    """The clause is an indirect question that the sentence leaves open ("who fired first, police do not know")."""
    first = h.clause.tokens[0]
    if _whether(scene, first) or _refused(scene, h):
        return True
    opens = any(
        scene.lexicon.interrogative.opens(scene.words, k) for k in _head(scene, first) if not _told(scene, h, k)
    )
    if not opens:
        return False
    withheld = not scene.english and scene.lexicon.silence.first(scene.words, h.clause.tokens[-1] + 1) is not None
    return withheld or scene.lexicon.unknown.first(scene.words) is not None


def _refused(scene: Scene, h: Happening) -> bool:
    """ "В полиции отказались сказать, кто стрелял первым": what somebody keeps back is a question."""
    if scene.english:
        return False
    asks = (k for k in range(1, h.trigger.start + 1) if scene.words[k - 1] == "," and scene.words[k] not in THAT)
    asked = next((k for k in asks if scene.lexicon.interrogative.opens(scene.words, k)), None)
    return asked is not None and scene.lexicon.silence.first(scene.words, 0, asked) is not None


def _told(scene: Scene, h: Happening, k: int) -> bool:
    """Is a Russian or Ukrainian word for "what" the "that" behind which somebody's words begin?"""
    if scene.english or h.owner == OWN_VOICE or scene.words[k] not in THAT:
        return False
    return scene.owner[k] != h.owner and not TELLING.isdisjoint(scene.voices.all[h.owner].rule.split("."))


def _whether(scene: Scene, first: int) -> bool:
    """ "Отказались говорить, была ли ...", «не кажуть, чи було ...»: what stands behind the comma is left open."""
    if scene.english or scene.at(first - 1) not in (",", *WHETHER):
        return False
    return scene.at(first + 1) == "ли" or scene.at(first) in WHETHER or scene.at(first - 1) in WHETHER


def _head(scene: Scene, first: int) -> range:
    """The first words of a clause and the one before, which a cue may have cut off."""
    return range(max(first - 1, 0), min(first + 2, len(scene.words)))


def _first(index: PatternIndex[str], scene: Scene, tokens: Sequence[int]) -> Found[str] | None:
    """The first pattern within the words, the longest of those that begin there."""
    if not index.anywhere(scene.words):
        return None
    inside = set(tokens)
    for i in tokens:
        found = [f for f in index.at(scene.words, i) if f.end - 1 in inside]
        if found:
            return max(found, key=lambda f: f.end)
    return None


def _of_the_former(scene: Scene, h: Happening, told: Found[str]) -> bool:
    """Is it only an earlier figure that is recalled ("three wounded, up from two reported earlier")?"""
    comma = next((k for k in range(h.trigger.end, told.end) if scene.words[k] == ","), None)
    behind = scene.tokens[comma : told.end + CLOSE] if comma is not None else ()
    return any(t.pos == "NUM" for t in behind)


def negated(scene: Scene, h: Happening) -> bool:
    """Does a negation reach the trigger? A verb's stands close before it, a noun's on either side in the clause."""
    near = h.clause.near(h.trigger.start)
    if h.event == "missing" and (_of_the_missing(scene, h.trigger) or scene.words[h.trigger.start] in NOT):
        return False
    if scene.english and (_within(scene, h.trigger) or _none_of_it(scene, near, h.trigger)):
        return True
    if not scene.english and h.entry.denies and _within(scene, h.trigger):
        return False  # «никакой огонь не открывался» is denied once
    if not scene.english and _also(scene, h):
        return True
    if _is_noun(scene, h):
        beside = _before(scene, near, h.trigger, LEFT) or _behind(scene, near, h.trigger)
        return beside or _beyond_insert(scene, h.trigger) or denied_beside(scene, h.trigger.end - 1)
    if scene.english:
        return _before(scene, near, h.trigger, LEFT)
    if h.entry.beside and h.trigger.end - h.trigger.start == 1 and _negates(scene, h.trigger.start):
        return True  # «висновків поки немає»
    return _before(scene, near, h.trigger, CLOSE) or _other_did(scene, near, h.trigger)


def _also(scene: Scene, h: Happening) -> bool:
    """ "Пострадавших нет, разрушений тоже": a genitive with "too" and no verb is denied as what stands before it is."""
    body, last = [i for i in h.clause.body if scene.tokens[i].pos != "PUNCT"], h.trigger.end - 1
    if not body or scene.words[body[-1]] not in ALSO or "gen" not in scene.tokens[last].feats or h.clause.verb:
        return False
    before = range(max(body[0] - RIGHT, 0), body[0])
    return any(scene.lexicon.absence.opens(scene.words, k) or _negates(scene, k) for k in before)


def _of_the_missing(scene: Scene, c: Candidate) -> bool:
    """ "There was no trace of the crew": they are missing. Of a gas leak, there was none."""
    if not any(_negates(scene, k) for k in range(c.start, c.end)):
        return False
    return sought(scene, c.end)


def _other_did(scene: Scene, near: frozenset[int], c: Candidate) -> bool:
    """The negation stands before the subject behind its verb: "стрелял не сосед"."""
    k = c.end
    if k not in near or k + 1 not in near or scene.words[k] != "не" or instead(scene, k) > k:
        return False
    return scene.tokens[k + 1].pos in (*NOUNS, "PRON") and "nom" in scene.tokens[k + 1].feats


def _within(scene: Scene, c: Candidate) -> bool:
    """A negation between the words of the trigger ("the siren has not sounded")."""
    return any(_negates(scene, k) for k in range(c.start + 1, c.end))


def _none_of_it(scene: Scene, near: frozenset[int], c: Candidate) -> bool:
    """The object denies what the verb states ("lost none", "found no bacteria", "saw nothing")."""
    if scene.tokens[c.start].pos != "VERB":
        return False
    for k in range(c.end, min(c.end + CLOSE, len(scene.tokens))):
        if k not in near or scene.tokens[k].pos in ("PUNCT", "VERB", "ADP"):
            return False
        if scene.words[k] in NONE and _negates(scene, k):
            return True
    return False


def _is_noun(scene: Scene, h: Happening) -> bool:
    if any(finite(scene, i) or impersonal(scene.tokens[i]) for i in range(h.trigger.start, h.trigger.end)):
        return False
    return scene.tokens[h.trigger.start].pos in (*NOUNS, "ADJ", "ADV") or h.entry.predicate


def _before(scene: Scene, near: frozenset[int], c: Candidate, reach: int) -> bool:
    """A negation to the left, with at most one verb and no comma between."""
    verbs = 0
    if scene.english and _negates(scene, c.start):
        return True  # "failed to sound", "nothing landed"
    for k in range(c.start - 1, max(c.start - 1 - reach, -1), -1):
        token = scene.tokens[k]
        if k not in near or token.text in ",;:" or verbs > 1:
            return False
        if _negates(scene, k) and not (scene.words[k] in WITHOUT and _tells_verb(scene, c)):
            return True
        if token.pos == "VERB":
            verbs += 1
        if reach == CLOSE and token.pos not in ("AUX", "ADV", "PART", "VERB"):
            return False
    return _negates(scene, c.start)


def _tells_verb(scene: Scene, c: Candidate) -> bool:
    """Is it a finite verb, which no "without" before it reaches ("men without badges stormed the hall")?"""
    return any(finite(scene, i) for i in range(c.start, c.end))


def _behind(scene: Scene, near: frozenset[int], c: Candidate) -> bool:
    """Absence said after the noun: "пострадавших нет", "повреждений не зафиксировано", "explosions were not heard"."""
    feats = scene.tokens[c.end - 1].feats
    genitive = scene.english or not feats or bool(feats & {"gen", "gen?", "loc", "loc?"})
    for k in range(c.end, min(c.end + RIGHT, len(scene.tokens))):
        if scene.tokens[k].text == "," and k - 1 in near and k + 1 in near:
            continue  # the comma of an inserted comment, which parts no clause
        if k not in near or scene.words[k] in WITHOUT:
            return False
        if _negates(scene, k):
            if k + 1 in near and "conv" in scene.tokens[k + 1].feats:
                return False  # "..., не выбирая слов": it is the manner that is denied
            return (genitive or _light(scene, k + 1)) and not _is_else(scene, k)
    return False


def _is_else(scene: Scene, i: int) -> bool:
    """Is it only denied what it was («взрыв не был диверсией», "the blast was not an act of sabotage")?"""
    if scene.english:
        return scene.words[i] == "not" and i > 0 and scene.tokens[i - 1].lemma == "be" and scene.at(i + 1) in ARTICLES
    was = i + 2 < len(scene.tokens) and scene.tokens[i + 1].pos == "AUX"
    behind = scene.tokens[i + 2 : i + 2 + CLOSE] if was else ()
    return any(t.pos in (*NOUNS, "ADJ") and "ins" in t.feats for t in behind[:2])


def _beyond_insert(scene: Scene, c: Candidate) -> bool:
    """The verb that denies it stands behind an inserted saying: "повреждений, сказал мэр, спасатели не нашли"."""
    tokens = scene.tokens[c.end - 1 : c.end + AROUND]
    if scene.english or not tokens[0].feats & {"gen", "gen?"} or (c.start and scene.tokens[c.start - 1].pos != "PUNCT"):
        return False
    commas = [n for n, t in enumerate(tokens) if t.text == ","][:2]
    if len(commas) < 2 or commas[0] > CLOSE or any(t.pos not in (*NOUNS, "ADJ") for t in tokens[1 : commas[0]]):
        return False
    cues = [a.cue.span for a in scene.voices.all if a.cue]
    saying = Span(tokens[commas[0]].start, tokens[commas[1]].start)
    start = c.end + commas[1]
    marks = (k for k in range(start, len(scene.tokens)) if scene.tokens[k].pos == "PUNCT")
    after = range(start, min(start + RIGHT, next(marks, len(scene.tokens))))
    return any(saying.covers(cue) for cue in cues) and any(_negates(scene, k) for k in after)


def _light(scene: Scene, i: int) -> bool:
    return i < len(scene.words) and any(True for _ in scene.lexicon.light.at(scene.words, i))


def _negates(scene: Scene, i: int) -> bool:
    if not any(True for _ in scene.lexicon.negation.at(scene.words, i)) or _numbers(scene, i) or _corrects(scene, i):
        return False
    return not any(
        f.end > i for s in range(max(i - REST, 0), i + 1) for f in scene.lexicon.not_negation.at(scene.words, s)
    )


def _corrects(scene: Scene, i: int) -> bool:
    """Is it a wrong number that is denied («восемь раненых, а не пять», "eight wounded, not five")?"""
    if scene.words[i] not in NOT or i + 1 >= len(scene.tokens) or scene.tokens[i + 1].pos != "NUM":
        return False
    others = (k for k, t in enumerate(scene.tokens) if t.pos == "NUM" and abs(k - i) <= AROUND // 4 and k != i + 1)
    return any(True for _ in others) and (
        scene.at(i - 1) in BUT or any(w in BUT for w in scene.words[i : i + REST * 2])
    )


def _numbers(scene: Scene, i: int) -> bool:
    """ "School No. 3": the word only numbers what stands before it."""
    return (
        scene.english
        and scene.words[i].startswith("no")
        and scene.tokens[i].text[0] == "N"
        and (scene.at(i + 1)[:1].isdigit() or (scene.at(i + 1) == "." and scene.at(i + 2)[:1].isdigit()))
    )


def factuality(scene: Scene, h: Happening, chain: Sequence[Attribution], when: When | None) -> Factuality:
    """Recalled if long past or told again; planned or supposed by the attribution or by words before the trigger."""
    published = scene.analysis.document.report.published
    if when and when.end and published and when.end < published - RECALLED:
        return "historical"
    around = range(max(h.trigger.start - AROUND, 0), min(h.trigger.start + AROUND, len(scene.words)))
    told = _first(scene.lexicon.facts, scene, around)
    if told and told.value == "historical" and not _of_the_former(scene, h, told):
        return "historical"
    if chain and chain[0].act in ("intend", "ask"):
        return "future" if chain[0].act == "intend" else "hypothetical"
    if "past" in scene.tokens[h.trigger.start].feats and not scene.english:
        return "asserted"
    before = [i for i in h.clause.tokens if h.trigger.start - LEFT <= i < h.trigger.start]
    found = _first(scene.lexicon.facts, scene, before)
    return FACTS[found.value] if found and found.value != "historical" else "asserted"
