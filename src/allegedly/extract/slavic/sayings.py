"""A verb (or predicate adjective) of saying with its speaker: what every verb rule starts from."""

from collections.abc import Sequence
from dataclasses import dataclass

from allegedly.extract.slavic.antecedents import antecedent
from allegedly.extract.slavic.clauses import is_predicate
from allegedly.extract.slavic.foreobjects import without_object
from allegedly.extract.slavic.hearers import quoted_person, told, told_ahead, venue
from allegedly.extract.slavic.offices import office
from allegedly.extract.slavic.phrases import (
    Phrase,
    Voice,
    nominative,
    person,
    phrase_end,
    subject_after,
    subject_before,
)
from allegedly.extract.slavic.scene import DASHES, Draft, Hit, Scene
from allegedly.extract.tokens import Token
from allegedly.knowledge.cues import Cue
from allegedly.model import Span

IDIOM = 3  # words between a verb and the noun that makes it one of saying
WHO = frozenset({"кто", "хто"})


@dataclass(frozen=True, slots=True)
class Saying:
    """A cue at token `at` in the piece `[left, right)` of its sentence.

    `voice` is its subject or office; `source` its characters, or those of the speaker of an earlier clause.
    """

    scene: Scene
    hit: Hit
    left: int
    right: int
    voice: Voice | None
    source: Span | None

    @property
    def at(self) -> int:
        """Index of the cue's token."""
        return self.hit.at

    @property
    def token(self) -> Token:
        """The cue's token."""
        return self.scene.tokens[self.hit.at]

    @property
    def negated(self) -> bool:
        """Is the cue negated?"""
        return self.hit.negation >= 0

    @property
    def after(self) -> Phrase | None:
        """The speaker's phrase, if it stands behind the cue."""
        return self.voice.phrase if self.voice and self.voice.phrase.start > self.at else None

    @property
    def words(self) -> Span:
        """Characters of the cue, with its negation."""
        first = self.hit.negation if 0 <= self.hit.negation < self.at else self.at
        return Span(self.scene.tokens[first].start, self.token.end)

    def entry(self, *frames: str) -> Cue | None:
        """The lexicon entry that allows one of the frames for this form of the word."""
        return self.hit.entry(*frames)


def impersonal(token: Token) -> bool:
    """A form without subject: сказано, повідомлено, a reflexive in the neuter or singular (сообщается)."""
    f = token.feats
    if "impers" in f or ("short" in f and "neut" in f and token.pos == "VERB"):
        return True
    return token.lemma.endswith("ся") and "fin" in f and ("sg" in f or "neut" in f)


def usable(token: Token, cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """The entries that fit the form: finite, gerund, or impersonal for entries without speaker."""
    f = token.feats
    verbal = "fin" in f or "conv" in f
    none = impersonal(token)
    reflexive = token.lemma.endswith("ся")

    def fits(cue: Cue) -> bool:
        if cue.pos == "noun":
            return token.pos == "NOUN"
        if cue.pos == "adj":
            return nominative_predicate(token)
        if cue.speaker == "none":
            return none
        if "conv" in f and cue.act not in ("say", "believe"):
            return False  # "разрешив" says what was done on the way, of whom only sense can tell
        return verbal and not (none and not reflexive)

    return tuple(c for c in cues if fits(c))


def idiomatic(tokens: Sequence[Token], i: int, cue: Cue) -> bool:
    """Does the noun stand near that makes a verb one of saying ("обращает внимание", "дійшли висновку")?"""
    return any(t.lemma in cue.idiom for t in tokens[max(0, i - IDIOM) : i + 1 + IDIOM])


def nominative_predicate(token: Token) -> bool:
    """A short adjective, or a full one that could be a predicate ("впевнений")."""
    return "short" in token.feats or ("nom" in token.feats and (token.pos == "ADJ" or "part" in token.feats))


def saying(scene: Scene, hit: Hit, sources: dict[int, Span]) -> Saying | None:
    """The cue with its speaker; None where it is the author who speaks ("we think") or an attribute.

    `sources` are the speakers of the sentence's cues so far, by token.
    """
    left, right = scene.left(hit.at), _own_end(scene, hit)
    token = scene.tokens[hit.at]
    if left < hit.at and scene.tokens[left].text.lower() in scene.lexicon.grammar.than:
        return None  # "вдвое больше, чем сообщил мэр"
    if hit.cues[0].pos == "adj" and _attributive(scene, hit.at):
        return None
    if hit.cues[0].speaker == "none":
        return Saying(scene, hit, left, right, None, None)
    voice = None if "conv" in token.feats else _voice(scene, hit, left, right)
    if _myself(scene, voice, token):
        return None
    whose = _words_of(scene, hit, right) if voice and hit.cues[0].act == "say" else None
    if voice and whose:
        voice = Voice(whose, voice.phrase)
    elif voice and any(c.speaker == "object" for c in hit.cues):
        whom = quoted_person(scene, hit.at, left, right, voice.phrase)
        plain = not any(t.lemma in scene.lexicon.grammar.relative for t in scene.tokens[slice(*voice.phrase)])
        voice = Voice(whom, voice.phrase if plain else None) if whom else voice
    elif voice and voice.relay is None and hit.cues[0].act == "say" and not any("object" in c.frames for c in hit.cues):
        medium = told(scene, hit.at, right) or told_ahead(scene, left, hit.at) or venue(scene, left, right)
        apart = medium is None or medium.end <= voice.phrase.start or voice.phrase.end <= medium.start
        voice = voice._replace(relay=medium) if apart else voice
    voice = voice._replace(phrase=without_object(scene, voice.phrase, hit)) if voice else None
    named = antecedent(scene, voice.phrase, left) if voice else None
    source = scene.chars(*named) if named else _inherited(scene, hit, left, sources)
    if voice and not voice.office and hit.cues[0].act == "say" and not person(scene, voice.phrase):
        other = _inherited(scene, hit, left, sources)  # "служба молчала, а сегодня признала инцидент"
        source, voice = (other, None) if other else (source, voice)
    return Saying(scene, hit, left, right, voice, source)


def _own_end(scene: Scene, hit: Hit) -> int:
    """Where the words of a saying with an object end: before another saying («отрицает удар и заявляет»)."""
    right = scene.right(hit.at)
    later = (h.at for h in scene.hits if hit.at < h.at < right and h.cues[0].pos == "verb" and h.at - 1 > hit.at)
    for at in later:
        joint = next((k for k in range(at - 1, hit.at, -1) if scene.tokens[k].pos == "CCONJ"), None)
        if joint is None or any(scene.tokens[k].pos in ("NOUN", "PROPN") for k in range(joint + 1, at)):
            continue  # somebody else says it, or it is told of what the first one says
        between = scene.tokens[hit.at + 1 : joint]
        if any(t.pos == "NOUN" and t.feats & {"acc", "acc?"} for t in between):
            return joint
    return right


def _words_of(scene: Scene, hit: Hit, right: int) -> Phrase | None:
    """Whose words a medium hands on ("передаёт слова мэра", "пересказывает пост канала")."""
    quotes = any(c.speaker == "object" for c in hit.cues)
    for i in range(hit.at + 1, right - 1):
        words = scene.tokens[i].text.lower() == "слова" or (quotes and scene.tokens[i].lemma in scene.lexicon.papers)
        if words and scene.tokens[i + 1].feats & {"gen", "gen?"}:
            whose = Phrase(i + 1, phrase_end(scene, i + 1, right, True))
            return whose if person(scene, whose) else None
    return None


def _attributive(scene: Scene, at: int) -> bool:
    """Does a full adjective stand before its noun ("готовый проект")?"""
    if "short" in scene.tokens[at].feats or at + 1 == len(scene.tokens):
        return False
    after = scene.tokens[at + 1]
    return after.pos in ("NOUN", "PROPN", "ADJ") or scene.tokens[at].lemma == "прав"


def _voice(scene: Scene, hit: Hit, left: int, right: int) -> Voice | None:
    """The best speaker of the piece: a person before the verb, behind it, an office, then any subject."""
    at = hit.modal if hit.modal >= 0 else hit.at
    before = _proper(scene, subject_before(scene, left, at))
    if before and person(scene, before.phrase):
        return _extended(scene, before, left)
    after = _proper(scene, _without_idiom(scene, hit, subject_after(scene, at, right, _idiom_end(scene, hit, at) + 1)))
    objects = any(f in c.frames for c in hit.cues for f in ("object", "vp", "object_media", "object_claim"))
    if after and hit.cues[0].act == "believe" and _figure(scene, after.phrase):
        after = None
    if after and person(scene, after.phrase) and not (objects and _of_somebody(scene, after.phrase)):
        return _lengthened(scene, after, right)
    found = office(scene, left, right, at) if any(c.pp_speaker for c in hit.cues) else None
    if found or before:
        return found or before
    return inserted(scene, left) or (None if objects else after)


def _figure(scene: Scene, phrase: Phrase) -> bool:
    """ "В больнице насчитали девятнадцать": a figure alone is what was counted."""
    return phrase.end - phrase.start == 1 and scene.tokens[phrase.start].pos == "NUM"


def _idiom_end(scene: Scene, hit: Hit, verb: int) -> int:
    """The last word of "обращает внимание", "дійшли висновку", behind which its subject may stand; else the verb."""
    near = range(verb + 1, min(verb + 1 + IDIOM, len(scene.tokens)))
    nouns = {w for c in hit.cues for w in c.idiom}
    at = next((k for k in near if scene.tokens[k].lemma in nouns), verb)
    return at if all(scene.tokens[k].pos in ("ADP", "DET", "ADV", "ADJ") for k in range(verb + 1, at)) else verb


def _without_idiom(scene: Scene, hit: Hit, voice: Voice | None) -> Voice | None:
    """ "Обращает он | внимание": the noun of the idiom is nobody who speaks."""
    nouns = {w for c in hit.cues for w in c.idiom}
    if voice is None or not nouns:
        return voice
    end = next((k for k in range(*voice.phrase) if scene.tokens[k].lemma in nouns), voice.phrase.end)
    return voice._replace(phrase=Phrase(voice.phrase.start, end)) if end > voice.phrase.start else None


def _of_somebody(scene: Scene, phrase: Phrase) -> bool:
    """Is it a thing that somebody has, confirmed or denied: "підтвердила загибель людини"?"""
    head = next((t for t in scene.tokens[phrase.start : phrase.end] if t.pos in ("NOUN", "PROPN", "PRON", "X")), None)
    thing = head is not None and head.pos == "NOUN" and "anim" not in head.feats and nominative(head)
    return thing and head is not None and not scene.lexicon.speaks(head)


def _proper(scene: Scene, voice: Voice | None) -> Voice | None:
    """A subject that can be named: not "this", "that", "what"."""
    if voice is None:
        return None
    head = scene.tokens[voice.phrase.start]
    single = voice.phrase.end - voice.phrase.start == 1 or head.pos != "DET"
    if head.lemma in WHO and scene.tokens[-1].text == "?":
        return None
    owned = single and head.text.lower() in scene.lexicon.grammar.them  # "его видели"
    return None if owned or (single and head.lemma in scene.lexicon.empty) else voice


def _extended(scene: Scene, voice: Voice, left: int) -> Voice:
    """A name and its apposition between commas are one speaker ("Иван Кравцов, глава района, сообщил")."""
    start = voice.phrase.start
    if start != left or left < 2 or scene.tokens[left - 1].text != ",":
        return voice
    first = scene.left(left - 2)
    words = scene.tokens[first : left - 1]
    if any(is_predicate(t) or t.pos in ("ADP", "SCONJ", "CCONJ") for t in words[:1]) or any(map(is_predicate, words)):
        return voice
    return Voice(Phrase(first, voice.phrase.end), voice.relay) if words and nominative(words[0]) else voice


def _lengthened(scene: Scene, voice: Voice, right: int) -> Voice:
    """A name or rank behind a comma at the end of the sentence belongs to the speaker ("врач, глава клиники")."""
    if voice.phrase.end != right or right + 1 >= len(scene.tokens) or scene.tokens[right].text != ",":
        return voice
    end = scene.right(right + 1)
    words = scene.tokens[right + 1 : end]
    if not scene.closing(end) or any(map(is_predicate, words)) or not words or not nominative(words[0]):
        return voice
    same = person(scene, Phrase(right + 1, end)) and words[0].pos in ("NOUN", "PROPN", "ADJ")
    return Voice(Phrase(voice.phrase.start, end), voice.relay) if same else voice


def inserted(scene: Scene, left: int) -> Voice | None:
    """The subject before an insertion ("Глава района, комментируя удар, заявил")."""
    edge = left
    if _subordinate(scene, left):
        return None
    while edge >= 2 and scene.tokens[edge - 1].text in (",", ")", "—", "–"):
        first = scene.left(edge - 2)
        words = scene.tokens[first : edge - 1]
        if not any(is_predicate(t) for t in words) and not any("conv" in t.feats for t in words):
            voice = subject_before(scene, first, edge - 1)
            ends = voice is not None and (voice.phrase.end == edge - 1 or scene.formula(voice.phrase.end))
            if voice and ends and person(scene, voice.phrase):
                return _extended(scene, voice, first)
        elif any("fin" in t.feats for t in words) and not _subordinate(scene, first):
            return None
        edge = first
    return None


def _subordinate(scene: Scene, left: int) -> bool:
    """Does the piece begin with "that" or "which", at most behind a preposition?"""
    for t in scene.tokens[left : left + 2]:
        if t.text.lower() in scene.lexicon.that or t.lemma in scene.lexicon.grammar.relative:
            return True
        if t.pos != "ADP":
            return False
    return False


def _inherited(scene: Scene, hit: Hit, left: int, sources: dict[int, Span]) -> Span | None:
    """The speaker of an earlier verb of the sentence ("заявил ..., добавив", "сообщил ... и призвал")."""
    if _subordinate(scene, left):
        return None  # "..., что подтверждает": the subject is "what"
    gerund = "conv" in scene.tokens[hit.at].feats
    earlier = [at for at in sources if at < hit.at and (gerund or not _as_clause(scene, at))]
    if earlier and (gerund or _same_number(scene, earlier[-1], hit.at)):
        return sources[earlier[-1]]
    for i in range(hit.at - 1, -1, -1):
        t = scene.tokens[i]
        if "fin" in t.feats and t.pos == "VERB":
            voice = _proper(scene, subject_before(scene, scene.left(i), i)) or inserted(scene, scene.left(i))
            if (
                voice
                and person(scene, voice.phrase)
                and ("conv" in scene.tokens[hit.at].feats or _same_number(scene, i, hit.at))
            ):
                return scene.chars(voice.phrase.start, voice.phrase.end)
    return None


def _as_clause(scene: Scene, at: int) -> bool:
    """An inserted "as somebody said" lends its speaker to no verb behind it."""
    return scene.tokens[scene.left(at)].text.lower() in scene.lexicon.grammar.as_


def _same_number(scene: Scene, a: int, b: int) -> bool:
    number = {"sg", "pl", "masc", "fem"}
    x, y = scene.tokens[a].feats & number, scene.tokens[b].feats & number
    return ("pl" in x) == ("pl" in y) and not ("masc" in x and "fem" in y) and not ("fem" in x and "masc" in y)


def _myself(scene: Scene, voice: Voice | None, token: Token) -> bool:
    if voice and not token.feats & {"p1", "p2"}:
        head = scene.tokens[voice.phrase.start]
        return head.pos == "PRON" and head.lemma in scene.lexicon.myself
    return bool(token.feats & {"p1", "p2", "imp"})


def _marks(scene: Scene, left: int) -> bool:
    """Do a quotation mark or a comma and a dash stand before the piece ("C", — he said)?"""
    dash, before = scene.tokens[left - 1].text, scene.tokens[left - 2].text
    return dash in DASHES and before in (",", "»", "”", '"', "!", "?", "“")


def leads_in(saying: Saying) -> bool:
    """Do only adverbs, offices and the like stand between the last mark and the cue ("..., также сообщили в")?"""
    scene, hit = saying.scene, saying.hit
    words = scene.tokens[saying.left : hit.modal if 0 <= hit.modal < saying.at else saying.at]
    if not words:
        return True
    if any(w.lemma in scene.lexicon.grammar.relative or w.pos == "SCONJ" or is_predicate(w) for w in words):
        return False
    if any(w.lemma in scene.lexicon.wh for w in words):
        return False
    if saying.voice and saying.voice.phrase.start < saying.at:
        return saying.voice.office or (saying.left > 1 and _marks(scene, saying.left)) or _verb_last(saying)
    return all(w.pos in ("ADV", "PART", "ADP", "CCONJ") or not nominative(w) for w in words)


def _verb_last(saying: Saying) -> bool:
    """Does the piece hold the speaker and then the verb, the last word ("..., монахиня сказала.")?"""
    scene, voice = saying.scene, saying.voice
    alone = voice is not None and voice.phrase.start == saying.left and voice.phrase.end == saying.at
    return alone and saying.left > 1 and scene.closing(saying.at + 1)


def draft(saying: Saying, rule: str, cue: Cue, content: tuple[Span, ...]) -> Draft:
    """A draft of this saying."""
    relay = saying.voice.relay if saying.voice else None
    told = saying.scene.chars(relay.start, relay.end) if relay else None
    voice = saying.voice.phrase if saying.voice else None
    which = voice is not None and antecedent(saying.scene, voice, saying.left) != voice
    rule = f"{rule}.which" if which else rule
    return Draft(
        saying.scene, rule, cue, saying.words, saying.source, content, saying.negated, at=saying.at, relay=told
    )
