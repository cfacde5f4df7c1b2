"""Rules of plain speech: no joint, no comma, a dash for "that" ("каже — підпал", "говорят что").

They come last among the verb rules: only what no fuller construction explains is read so.
"""

from allegedly.extract.slavic.clauses import is_predicate
from allegedly.extract.slavic.phrases import person
from allegedly.extract.slavic.regions import content_end, has_words, pieces
from allegedly.extract.slavic.sayings import Saying, draft
from allegedly.extract.slavic.scene import DASHES, Draft, Scene

THIS = frozenset({"это", "це"})


def loose_that(saying: Saying) -> Draft | None:
    """What follows "that" without a comma is what was said ("пишут что горит склад")."""
    scene, cue = saying.scene, saying.entry("that")
    at = _behind(saying)
    if cue is None or at >= len(scene.tokens) or scene.tokens[at].text.lower() not in scene.lexicon.that:
        return None
    start = at + (scene.tokens[at].text.lower() not in scene.lexicon.quasi)
    content = pieces(scene, start, content_end(scene, start, saying.at))
    return draft(saying, "loose", cue, content) if content else None


def issued(saying: Saying) -> Draft | None:
    """Behind "issued a statement:" or "updated the figures:" stands what was said."""
    scene, cue, right = saying.scene, saying.entry("colon_media"), saying.right
    if cue is None or saying.voice is None or not person(scene, saying.voice.phrase):
        return None
    if right + 1 >= len(scene.tokens) or scene.tokens[right].text != ":":
        return None
    papers = scene.lexicon.papers
    if not any(t.lemma in papers or t.text.lower() in papers for t in scene.tokens[saying.left : right]):
        return None
    content = pieces(scene, right + 1, len(scene.tokens))
    return draft(saying, "issued", cue, content) if content else None


def unjoined(saying: Saying) -> Draft | None:
    """A clause behind "he says" needs no joint: behind a comma, a dash or nothing ("каже витоку нема")."""
    scene, cue = saying.scene, saying.entry("post")
    if cue is None or cue.act != "say" or saying.negated or "vp" in cue.frames or not _named_before(saying):
        return None
    start = _behind(saying)
    if start >= len(scene.tokens):
        return None
    mark = scene.tokens[start]
    if mark.text in DASHES or mark.text == ",":
        start += 1
    if start >= len(scene.tokens) or scene.closing(start) or not _opens(scene, start, mark.text):
        return None
    content = pieces(scene, start, content_end(scene, start, saying.at))
    return draft(saying, "unjoined", cue, content) if content else None


def _behind(saying: Saying) -> int:
    """The first token behind the cue and its speaker."""
    return saying.after.end if saying.after and saying.after.start == saying.at + 1 else saying.at + 1


def _named_before(saying: Saying) -> bool:
    """Does somebody speak who is named before the verb, in the clause or the one before it?"""
    voice = saying.voice
    if voice is None:
        return saying.source is not None and saying.source.end <= saying.token.start
    return voice.phrase.start < saying.at and (voice.office or person(saying.scene, voice.phrase))


def _opens(scene: Scene, start: int, mark: str) -> bool:
    """Does a clause begin that is no attribute, aim, question or gerund? Behind a dash a noun will do."""
    right = scene.right(start)
    words, first = scene.tokens[start:right], scene.tokens[start]
    grammar = scene.lexicon.grammar
    if first.pos in ("SCONJ", "CCONJ") or any(w.lemma in grammar.relative or "conv" in w.feats for w in words[:3]):
        return False
    if first.text.lower() in (*grammar.as_, *grammar.adverbial, *grammar.where) or first.lemma in scene.lexicon.wh:
        return False
    if mark in DASHES:
        return has_words(scene, start, right)
    if mark == "," and first.text.lower() in THIS:
        return right - start > 1  # "сказал, это ложь"
    if mark != "," and first.pos in ("ADP", "DET", "ADV", "PRON"):
        return False
    if mark != "," and not (first.feats & {"nom", "gen"} or is_predicate(first)):
        return False
    return any(map(is_predicate, words))
