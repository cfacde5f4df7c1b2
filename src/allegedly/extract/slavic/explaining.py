"""A colon behind what somebody did: "Мэр отменил занятия: завтра школы закрыты" is told by the mayor."""

from functools import cache

from allegedly.extract.slavic.clauses import is_predicate
from allegedly.extract.slavic.foreobjects import without_object
from allegedly.extract.slavic.hearers import told_ahead, venue
from allegedly.extract.slavic.offices import office, there
from allegedly.extract.slavic.phrases import Phrase, Voice, person, subject_after, subject_before
from allegedly.extract.slavic.regions import pieces
from allegedly.extract.slavic.sayings import inserted
from allegedly.extract.slavic.scene import Draft, Scene
from allegedly.extract.tokens import Token
from allegedly.knowledge.events import event_words
from allegedly.model.vocabulary import Lang

# Whoever does or suffers one of these is no teller of what stands behind the colon.
BEFALLS = frozenset({"attack", "launch", "impact", "explosion", "fire", "damage", "killed", "injured", "missing"})
OPENING = frozenset('«„“"')
AHEAD = 24  # tokens before the colon


def explained(scene: Scene, taken: list[Draft]) -> list[Draft]:
    """What stands behind a colon is told by the office or person who acts before it, where no cue says who tells."""
    at = next((i for i, t in enumerate(scene.tokens) if t.text == ":" and scene.cut(i) and not scene.quoted(i)), 0)
    if not 1 < at <= AHEAD or at + 1 >= len(scene.tokens) or _taken(scene, taken, at):
        return []
    quoted = (
        scene.tokens[at + 1].text in OPENING and scene.quoted(at + 2 if at + 2 < len(scene.tokens) else at) is not None
    )
    if not quoted and not any(map(is_predicate, scene.tokens[at + 1 :])):
        return []
    who = _teller(scene, at, quoted)
    content = pieces(scene, at + 1, len(scene.tokens))
    if who is None:
        return []
    source = scene.chars(who.start, who.end)
    if source is None or not content:
        return []
    heard = venue(scene, 0, at) or told_ahead(scene, 0, at)
    relay = scene.chars(heard.start, heard.end) if heard and not heard.start <= who.start < heard.end else None
    return [Draft(scene, "colon-plain", None, None, source, content, at=at, relay=relay)]


def _taken(scene: Scene, taken: list[Draft], at: int) -> bool:
    """Is what follows the colon somebody's words already?"""
    start = scene.tokens[at].start
    return any(s.end > start for d in taken if d.rule != "noun" for s in d.content)


def _teller(scene: Scene, at: int, quoted: bool) -> Phrase | None:
    """The subject of the last clause before the colon that has one."""
    left = scene.left(at - 1) if at else 0
    for verb in range(at - 1, left - 1, -1):
        token = scene.tokens[verb]
        if token.pos != "VERB" or "fin" not in token.feats or "p1" in token.feats or "p2" in token.feats:
            continue
        voice = subject_before(scene, left, verb) or subject_after(scene, verb, at) or inserted(scene, left)
        if voice is None or not person(scene, voice.phrase):
            voice = _answering(scene, left, verb) or voice
        hit = next((h for h in scene.hits if h.at == verb), None)
        if voice and hit:
            voice = voice._replace(phrase=without_object(scene, voice.phrase, hit))
        if voice is None or not _tells(scene, voice.phrase):
            return None
        return voice.phrase if quoted or not _befalls(token, scene.lexicon.lang) else None
    return None


def _answering(scene: Scene, left: int, verb: int) -> Voice | None:
    """The office that denies or admits something before the colon ("на заводе обвинения отвергают: ...")."""
    hit = next((h for h in scene.hits if h.at == verb and any(c.pp_speaker for c in h.cues)), None)
    who = office(scene, left, verb, verb) if hit else None
    return who._replace(phrase=without_object(scene, who.phrase, hit)) if who and hit else None


def _tells(scene: Scene, phrase: Phrase) -> bool:
    """An office, a role or a named person; not the crowd of those whom it befell."""
    words = scene.tokens[phrase.start : phrase.end]
    if there(scene, phrase):
        return len(words) == 1
    if words[0].pos == "PRON":
        return len(words) == 1 and words[0].lemma not in scene.lexicon.empty
    return person(scene, phrase) and any(scene.lexicon.speaks(t) or t.feats & {"surn", "name"} for t in words)


@cache
def _events(lang: Lang) -> tuple[str, ...]:
    triggers = (t for t in event_words(lang).trigger if t.event in BEFALLS and t.pos == "verb" and not t.beside)
    return tuple(sorted({f.split()[0].rstrip("*") for t in triggers for f in t.forms}))


def _befalls(token: Token, lang: Lang) -> bool:
    return token.text.lower().replace("ё", "е").startswith(_events(lang))
