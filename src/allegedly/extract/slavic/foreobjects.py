"""Objects that stand between whoever speaks and the verb: "Киев обвинения отвергает", «мерія втрат не визнала»."""

from allegedly.extract.slavic.phrases import CLOSE, Phrase, end_of_pp, nominal, person
from allegedly.extract.slavic.scene import Hit, Scene

# A side that has no other name than its charge: "the prosecution".
SIDES = frozenset({"сторона"})
FRAMES = frozenset({"object", "object_media", "object_claim", "prep", "silence"})


def without_object(scene: Scene, phrase: Phrase, hit: Hit) -> Phrase:
    """The speaker's phrase without the object that its verb denies, admits or comments on."""
    if not _reaches(scene, phrase, hit) or not any(f in c.frames for c in hit.cues for f in FRAMES):
        return phrase
    if _object_behind(scene, hit):
        return phrase
    for k in range(phrase.start + 1, phrase.end):
        if _object(scene, phrase, k, hit.negation >= 0):
            first = k
            while first > phrase.start + 1 and _describes(scene, first - 1, k):
                first -= 1
            return Phrase(phrase.start, first)
    return phrase


def _reaches(scene: Scene, phrase: Phrase, hit: Hit) -> bool:
    """Do at most adverbs, negations and the object's own phrases stand between the phrase and the verb behind it?"""
    verb = hit.modal if hit.modal >= 0 else hit.at
    i = phrase.end
    while i < verb:
        if scene.tokens[i].pos == "ADP" and not scene.formula(i):
            i = end_of_pp(scene, i, verb)
        elif scene.tokens[i].pos in ("ADV", "PART"):
            i += 1
        else:
            return False
    return i == verb


def _object_behind(scene: Scene, hit: Hit) -> bool:
    """Has the verb its object, or a clause for one, where it is looked for first?"""
    after = scene.tokens[hit.at + 1] if hit.at + 1 < len(scene.tokens) else None
    if after is None or scene.closing(hit.at + 1):
        return False
    if after.text == "," and hit.at + 2 < len(scene.tokens):
        return scene.tokens[hit.at + 2].text.lower() in scene.lexicon.that
    listed = after.text == ":" and any(f in c.frames for c in hit.cues for f in ("colon", "colon_media"))
    return listed or after.text in '«„“"' or (nominal(after) and after.pos != "PRON" and "ins" not in after.feats)


def _object(scene: Scene, phrase: Phrase, k: int, negated: bool) -> bool:
    """Is it a matter that one answers for, in the accusative or, denied, in the genitive, behind whoever speaks?"""
    t, before = scene.tokens[k], scene.tokens[k - 1]
    if t.pos != "NOUN" or "anim" in t.feats or t.text[0].isupper() or not person(scene, Phrase(phrase.start, k)):
        return False
    if before.text in CLOSE:
        return bool(t.feats & {"acc", "acc?", "gen"}) and k + 1 == phrase.end
    if not {"acc", "acc?"} & t.feats and not (negated and {"gen", "gen?"} & t.feats):
        return False
    only = {"acc", "acc?"} & t.feats and not {"gen", "gen?"} & t.feats
    return scene.lexicon.matter(t.lemma) and (bool(only) or not _owns(scene, phrase, k))


def _owns(scene: Scene, phrase: Phrase, k: int) -> bool:
    """May the noun before have the matter for its own: a person's role, a side without a name ("сторона обвинения")?"""
    head = next((t for t in scene.tokens[phrase.start : k] if t.pos in ("NOUN", "PROPN")), scene.tokens[phrase.start])
    before = scene.tokens[k - 1]
    if head.pos == "PROPN" or before.pos == "PROPN" or head.lemma in scene.lexicon.many:
        return False
    if before is not head and before.pos == "NOUN":
        return before.lemma in SIDES  # "представитель стороны обвинения"; no town has its guilt
    bare = head is scene.tokens[phrase.start]
    return "anim" in head.feats or (bare and head.lemma in SIDES)


def _describes(scene: Scene, i: int, k: int) -> bool:
    """Is it an attribute of the object, not of whoever speaks?"""
    t = scene.tokens[i]
    adjective = t.pos in ("ADJ", "DET", "NUM") and t.text[0].islower()
    return adjective and bool(
        {f.rstrip("?") for f in t.feats} & {"acc", "gen"} & {f.rstrip("?") for f in scene.tokens[k].feats}
    )
