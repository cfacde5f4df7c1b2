"""Rules for verbs whose content is a phrase: about something, to do something, an object, or nothing at all."""

from dataclasses import replace

from allegedly.extract.slavic.offices import there
from allegedly.extract.slavic.phrases import Phrase, end_of_pp, nominal, person, phrase_end
from allegedly.extract.slavic.regions import clause_end, has_words, pieces
from allegedly.extract.slavic.sayings import Saying, draft
from allegedly.extract.slavic.scene import DASHES, Draft, Scene
from allegedly.extract.tokens import Token
from allegedly.knowledge.cues import Cue

SELF = "сам"  # "сам он вину признал", alike in both languages


def silence(saying: Saying) -> Draft | None:
    """Somebody is said to have said nothing: refused to comment, did not answer a request."""
    cue = saying.entry("silence")
    if cue is None or (cue.stance == "affirm" and not saying.negated):
        return None
    scene = saying.scene
    if not cue.needs and saying.voice and not person(scene, saying.voice.phrase):
        return None  # "датчики молчали": no thing owes a word
    words = range(saying.left, saying.right)
    needed = [i for i in words if scene.tokens[i].lemma in cue.needs and not _reports(scene, i)]
    if cue.needs and not needed:
        return None
    marks = [saying.hit.negation if saying.negated else saying.at, saying.at, *needed[:1]]
    if needed and needed[0] > 0 and scene.tokens[needed[0] - 1].pos == "ADP":
        marks.append(needed[0] - 1)
    between = range(min(marks), max(marks) + 1)
    if saying.voice and saying.voice.phrase.start in between:
        phrase = _object(saying)
        content = pieces(scene, phrase.start, phrase.end) if phrase else (saying.words,)
        return draft(saying, "silence", cue, content)
    span = scene.chars(between.start, between.stop)
    return replace(draft(saying, "silence", cue, (span,) if span else ()), words=span)


def _reports(scene: Scene, i: int) -> bool:
    """Is the word a report of something, as the subject («повідомлення про обстріл не відповідають дійсності»)?"""
    told = i + 1 < len(scene.tokens) and scene.tokens[i + 1].text.lower() in scene.lexicon.about
    return told and "nom" in scene.tokens[i].feats and (i == 0 or scene.tokens[i - 1].pos != "ADP")


def about(saying: Saying) -> Draft | None:
    """What somebody reported *about* is what was said to have been."""
    scene, cue = saying.scene, saying.entry("about")
    if cue is None:
        return None
    return _prepositional(saying, cue, "about", scene.lexicon.about)


def prep(saying: Saying) -> Draft | None:
    """The words behind the cue's own preposition ("pointed to", "doubts in") are the content."""
    cue = saying.entry("prep")
    return _prepositional(saying, cue, "prep", frozenset(cue.prepositions)) if cue else None


def _prepositional(saying: Saying, cue: Cue, rule: str, words: frozenset[str]) -> Draft | None:
    scene, tokens = saying.scene, saying.scene.tokens
    behind = range(saying.at + 1, saying.right)
    after = next((i for i in behind if tokens[i].text.lower() in words and not _when(scene, i + 1)), None)
    if after is not None:
        if _object_between(saying, after) or (rule == "prep" and _somebody_between(saying, after)):
            return None
        end = end_of_pp(scene, after, saying.right)
        if saying.after is None or saying.after.start < end:
            end = clause_end(scene, saying.right)
        content = pieces(scene, after + 1, end)
        return draft(saying, rule, cue, content) if content else None
    ahead = range(saying.left, saying.at)
    before = next((i for i in ahead if tokens[i].text.lower() in words and not _when(scene, i + 1)), None)
    if before is None or (saying.voice and saying.voice.office and saying.voice.phrase.start == before + 1):
        return None
    if tokens[before + 1].lemma in scene.lexicon.grammar.relative or tokens[before + 1].pos == "PRON":
        return None
    content = pieces(scene, before + 1, end_of_pp(scene, before, saying.at))
    return draft(saying, rule, cue, content) if content else None


def _when(scene: Scene, i: int) -> bool:
    """Is it a time that follows the preposition ("признал в пятницу")?"""
    return i < len(scene.tokens) and scene.tokens[i].lemma in scene.lexicon.times


def _object_between(saying: Saying, end: int) -> bool:
    """Does an object stand before "about" that is no paper ("написали сочинение о войне")?"""
    scene, voice = saying.scene, saying.after
    for i in range(saying.at + 1, end):
        t = scene.tokens[i]
        if t.pos == "ADP" or (voice and voice.start <= i < voice.end):
            continue
        if t.pos == "NOUN" and t.feats & {"acc", "acc?"} and not t.feats & {"dat", "gen", "ins"}:
            return t.lemma not in scene.lexicon.papers and t.lemma not in scene.lexicon.words
    return False


def _somebody_between(saying: Saying, end: int) -> bool:
    """ "признал его виновным в нарушении" is a verdict on somebody, no confession."""
    after = saying.after
    words = range(saying.at + 1, end)
    return any("anim" in saying.scene.tokens[i].feats for i in words if not (after and after.start <= i < after.end))


def infinitive(saying: Saying) -> Draft | None:
    """What somebody promises, plans or refuses *to do* is the content."""
    scene, cue = saying.scene, saying.entry("inf")
    if cue is None:
        return None
    for i in range(saying.at + 1, saying.right):
        t = scene.tokens[i]
        if "inf" in t.feats:
            start = i - 1 if scene.tokens[i - 1].text.lower() in scene.lexicon.grammar.negation else i
            content = pieces(scene, start, clause_end(scene, saying.right))
            return draft(saying, "infinitive", cue, content) if content else None
        if not (nominal(t) or t.pos in ("ADV", "PART", "ADP")):
            return None
    return None


def rest(saying: Saying) -> Draft | None:
    """What stands behind the cue in its clause is the content ("urged residents to leave", "called it a lie")."""
    scene, cue = saying.scene, saying.entry("vp")
    if cue is None or (saying.voice and not person(scene, saying.voice.phrase)):
        return None
    start = saying.after.end if saying.after and saying.after.start == saying.at + 1 else saying.at + 1
    end = saying.after.start if saying.after and saying.after.start > start else clause_end(scene, saying.right)
    end = _figure_end(scene, start, end)
    words = scene.tokens[start:end]
    if cue.needs_prep and not any(w.text.lower() in cue.needs_prep for w in words):
        return None
    content = pieces(scene, start, end) if has_words(scene, start, end) else ()
    ahead = _object_before(saying) if content and cue.act == "evaluate" else None
    if ahead is not None and scene.lexicon.matter(_head(scene, ahead)):
        content = (*pieces(scene, ahead.start, ahead.end), *content)  # "информацию об ударе назвали вбросом"
    return draft(saying, "rest", cue, content) if content else None


def _figure_end(scene: Scene, start: int, end: int) -> int:
    """With the figure behind a dash or colon ("называет другую цифру — двенадцать")."""
    named = any(t.lemma in scene.lexicon.grammar.figures for t in scene.tokens[start:end])
    marked = end + 1 < len(scene.tokens) and scene.tokens[end].text in (*DASHES, ":")
    if not named or not marked or scene.tokens[end + 1].pos != "NUM":
        return end
    return clause_end(scene, scene.right(end + 1))


def object_of(saying: Saying) -> Draft | None:
    """What somebody confirms, denies or does not comment on is the content."""
    cue = saying.entry("object", "object_media", "object_claim")
    phrase = _object(saying) if cue else None
    if cue is None or phrase is None:
        return None
    scene = saying.scene
    lemmas = {t.lemma for t in scene.tokens[phrase.start : phrase.end]}
    if "object_media" in cue.frames and _head(scene, phrase) not in scene.lexicon.papers:
        return None
    if "object_claim" in cue.frames and not any(
        c.pos == "noun" for w in lemmas for c in scene.lexicon.words.get(w, ())
    ):
        return None
    if cue.needs and not lemmas & set(cue.needs):
        return None
    content = pieces(scene, phrase.start, phrase.end)
    return draft(saying, "object", cue, content) if content else None


def _head(scene: Scene, phrase: Phrase) -> str:
    """Lemma of the first noun of a phrase."""
    return next((t.lemma for t in scene.tokens[phrase.start : phrase.end] if t.pos in ("NOUN", "PROPN")), "")


def _object(saying: Saying) -> Phrase | None:
    """The object's phrase: behind the cue to the end of its clause, or else before it."""
    scene, after = saying.scene, saying.after
    for i in range(saying.at + 1, saying.right):
        if after and after.start <= i < after.end:
            continue
        t = scene.tokens[i]
        if t.pos == "ADP":
            break
        if (nominal(t) and t.pos != "PRON" and t.feats & {"acc", "acc?", "gen", "unk"}) or t.text[0].isdigit():
            stop = after.start if after and after.start > i else clause_end(scene, saying.right)
            return Phrase(_measure(saying, i), stop)
    return _object_before(saying)


def _measure(saying: Saying, i: int) -> int:
    """The object begins with its measure ("не менее четырех взрывов")."""
    first = saying.after.end if saying.after and saying.after.start == saying.at + 1 else saying.at + 1
    words = saying.scene.tokens[first:i]
    return first if words and all(w.pos in ("ADV", "PART") or w.lemma.startswith("мен") for w in words) else i


def _object_before(saying: Saying) -> Phrase | None:
    scene, voice, i = saying.scene, saying.voice, saying.left
    office = voice is not None and voice.office and not there(scene, voice.phrase)  # its preposition stands before it
    while i < saying.at:
        t = scene.tokens[i]
        if voice and voice.phrase.start - office <= i < voice.phrase.end:
            i = voice.phrase.end
        elif t.pos == "ADP":
            i = end_of_pp(scene, i, saying.at)
        elif nominal(t) and t.feats & {"acc", "acc?", "gen"} and not (t.lemma == SELF and "nom" in t.feats):
            speaks = voice.phrase.start - office if voice and i < voice.phrase.start < saying.at else saying.at
            end = phrase_end(scene, i, speaks)
            return Phrase(i, _with_tail(scene, t, end, speaks))
        else:
            i += 1
    return None


def _with_tail(scene: Scene, head: Token, end: int, speaks: int) -> int:
    """The end of "слухи об ударе", "причастность к атаке": what is said of a matter or paper belongs to it."""
    if end >= speaks or scene.tokens[end].pos != "ADP" or scene.formula(end):
        return end
    words = scene.lexicon
    said = head.lemma in words.papers or head.lemma in words.words
    about = scene.tokens[end].text.lower() in words.about
    return end_of_pp(scene, end, speaks) if (said and about) or head.lemma in words.matters else end
