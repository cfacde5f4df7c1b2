"""Who was spoken to: the medium that was told, cited or appeared on, wherever it stands in the clause of a saying."""

from allegedly.extract.slavic.phrases import OPEN, Phrase, nominal, outlet, phrase_end
from allegedly.extract.slavic.scene import Scene
from allegedly.extract.tokens import Token


def told(scene: Scene, verb: int, limit: int) -> Phrase | None:
    """The medium that was told, right behind the verb ("сообщили агентству", "рассказал РИА Новости")."""
    i = verb + 1
    if i >= limit or not (scene.tokens[i].text in OPEN or _told(scene.tokens[i])):
        return None
    phrase = Phrase(i, phrase_end(scene, i, limit, True))
    while phrase.end > i + 1 and scene.tokens[phrase.end - 1].pos not in ("PROPN", "NOUN", "PUNCT", "X"):
        phrase = Phrase(i, phrase.end - 1)
    first = next((j for j in range(i, phrase.end) if scene.tokens[j].pos == "ADP"), phrase.end)
    return Phrase(i, first) if first > i and outlet(scene, Phrase(i, first)) else None


def told_ahead(scene: Scene, left: int, verb: int) -> Phrase | None:
    """The medium in the dative before the verb ("об этом «Тракту» сообщил источник")."""
    for i in range(left, verb):
        t = scene.tokens[i]
        name = scene.tokens[i + 1] if t.text in OPEN and i + 1 < verb else t
        if (i == left or scene.tokens[i - 1].pos != "ADP") and "dat" in name.feats and _medium(scene, i):
            return Phrase(i, phrase_end(scene, i, verb, True))
    return None


def venue(scene: Scene, left: int, right: int) -> Phrase | None:
    """The medium to which or on which it was said ("в интервью каналу «Тракт»", "у розмові з виданням", "в эфире")."""
    for i in range(left, right - 1):
        lemma = scene.tokens[i].lemma
        if lemma not in scene.lexicon.venues or lemma in scene.lexicon.media or scene.tokens[i - 1].pos != "ADP":
            continue
        at = i + 1 + (scene.tokens[i + 1].pos == "ADP")
        if at < right and _medium(scene, at):
            end = phrase_end(scene, at, right, True)
            named = any(t.text in OPEN or t.pos in ("PROPN", "X") for t in scene.tokens[at:end])
            return Phrase(at, end) if end > at and named else None
    return None


def quoted_person(scene: Scene, verb: int, left: int, right: int, subject: Phrase | None) -> Phrase | None:
    """Whom a medium quotes: the animate object beside the verb ("цитирует министра «Берег»")."""
    for i in (*range(verb + 1, right), *range(left, verb)):
        t = scene.tokens[i]
        if subject and subject.start <= i < subject.end:
            continue
        medium = t.lemma in scene.lexicon.media and not t.feats & {"dat", "dat?"}
        spoken = "anim" in t.feats or medium
        if nominal(t) and spoken and t.feats & {"acc", "acc?", "gen"} and scene.tokens[i - 1].pos != "ADP":
            return Phrase(i, phrase_end(scene, i, right if i > verb else verb, True))
    return None


def _medium(scene: Scene, i: int) -> bool:
    return scene.tokens[i].text in OPEN or scene.tokens[i].lemma in scene.lexicon.media


def _told(token: Token) -> bool:
    return nominal(token) and (bool(token.feats & {"dat", "dat?"}) or (token.text.isupper() and len(token.text) > 1))
