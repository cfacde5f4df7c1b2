"""Who asserts a happening: the source nearest to it, the relays behind, witnesses named in the clause itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from allegedly.extract.claims.carrying import going_on
from allegedly.extract.claims.continuing import body
from allegedly.extract.claims.continuing import going_on as told_before
from allegedly.extract.claims.happenings import CASUALTIES, Happening
from allegedly.extract.claims.judged import chain, of_nobody
from allegedly.extract.claims.lexicon import lexicon
from allegedly.extract.claims.observers import observers
from allegedly.extract.claims.patterns import fold
from allegedly.extract.claims.plain import BRIEF
from allegedly.extract.claims.pointing import told_out
from allegedly.extract.claims.quoted import quoted_by
from allegedly.extract.claims.sayers import sayer
from allegedly.extract.claims.scene import Piece, Scene, senses
from allegedly.extract.claims.speaker import kind_of, speaker
from allegedly.extract.claims.things import subject
from allegedly.extract.claims.triggers import NOUNS, Candidate
from allegedly.extract.slavic.lexicon import lexicon as slavic
from allegedly.knowledge.anaphora import anaphora
from allegedly.knowledge.closed import closed
from allegedly.model import Attribution, Source, Span, Speaker, Words
from allegedly.model.vocabulary import Basis, Lang

# What goes on to the right of a witness's noun: "residents of the occupied town and the village".
# A content shorter than this is only a word that points to the sentence before ("this", "об этом").
POINTING = 10
# Of two English readings of one cue one is meant; in Russian and Ukrainian a medium that was told shares the cue.
PARSED = "en."
JUDGED = "en.claim-judged"
THIS = frozenset({"en.said-this", "slavic.this", "slavic.object", "slavic.about", "slavic.rest"})
# "The army says it is not aware": whoever speaks is meant.
ITSELF = closed().third | closed().possessive
GOES_ON = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "CCONJ", "NUM"})

# Pictures show; nobody speaks in them.
PICTURES = frozenset({"video", "photo", "satellite"})

# In whose name a report goes on.
CARRIED = frozenset({"official", "military", "group", "channel"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says it: speaker, cue, relays, the attribution it stands in, how the speaker knows, the rule."""

    speaker: Speaker | None
    cue: Words | None
    via: tuple[Words, ...]
    attribution: str | None
    basis: Basis
    rule: str


def voice(scene: Scene, h: Happening) -> Voice:
    """The voice of a happening. Witnesses named in the clause stand nearer to it than any attribution."""
    around = chain(scene, h.owner)
    seen = _witness(scene, h) or _shown(scene, h)
    if seen is not None:
        words, rule = seen
        via = tuple(dict.fromkeys((*_via(around, words.span), *_spoken(around, words.span))))
        source = Source(words.text, words.span)
        attribution = around[0].id if around else None
        return Voice(speaker(source, scene.sentence.lang), None, via, attribution, "witness", rule)
    if not around:
        found = (
            _sensed(scene, h)
            or _recorded(scene, h)
            or _quoted(scene, h)
            or _carried(scene, h)
            or _said_beside(scene, h)
        )
        return found or Voice(None, None, (), None, "unstated", h.rule)
    return _attributed(scene, around, h.rule)


def _attributed(scene: Scene, around: Sequence[Attribution], rule: str) -> Voice:
    around = [a for a in around if not (_only_data(a, scene.sentence.lang) or _inside_itself(a) or of_nobody(scene, a))]
    if not around:
        return Voice(None, None, (), None, "unstated", rule)
    at = next((n for n, a in enumerate(around) if a.source and not _own_words(around, n)), 0)
    inner = around[at]
    if inner.source is None:
        return Voice(None, around[0].cue, (), around[0].id, around[0].basis, rule)
    who = speaker(inner.source, scene.sentence.lang)
    basis: Basis = inner.basis
    if basis == "unstated" and who.kind == "witness":
        basis = "witness"
    relays = _via(around[at + 1 :], inner.source.span, inner) or _told(scene, inner)
    return Voice(who, inner.cue, relays, around[0].id, basis, rule)


def _inside_itself(a: Attribution) -> bool:
    """A name inside the words that are told is spoken of; it does not speak ("they write of a hit on the depot")."""
    return a.source is not None and a.source.id is not None and any(p.covers(a.source.span) for p in a.content)


def _only_data(a: Attribution, lang: Lang) -> bool:
    """ "According to preliminary information", "the videos show": nobody who speaks is named."""
    if a.source is None or a.source.id is not None:
        return False
    words = tuple(fold(a.source.name or a.source.text).replace("-", " ").split())
    shows = lexicon(lang).evidence.first(words) if lang == "en" else None
    if shows and (a.act == "show" or shows.value in PICTURES):
        return True
    heads = [f for f in lexicon(lang).impersonal.find(words)]
    return bool(heads) and lexicon(lang).speakers.first(words) is None


def _told(scene: Scene, a: Attribution) -> tuple[Words, ...]:
    """The outlet that was told ("told the Daily Buoy", «сказал «Вестнику»»): it passes the words on."""
    if a.cue is None or a.source is None:
        return ()
    cue = scene.inside(a.cue.span)
    k = first = cue[-1] + 1 if cue else len(scene.tokens)
    named = False
    while k < len(scene.tokens) and k - first < 7 and _addressee(scene, k, first):
        named |= scene.tokens[k].pos == "PROPN"
        k += 1
    span = scene.span(first, k - 1) if k > first else a.cue.span
    text = scene.analysis.text[span.start : span.end]
    if k == first or span.meets(a.source.span) or kind_of(text, scene.sentence.lang) != "media" or not named:
        return ()
    return (Words(text, span),)


def _addressee(scene: Scene, k: int, first: int) -> bool:
    token = scene.tokens[k]
    if scene.english:
        return token.pos in ("PROPN", "NOUN", "ADJ", "DET")
    return token.text in '«»"' or (token.pos in NOUNS and (k > first or bool(token.feats & {"dat", "dat?"})))


def _own_words(around: Sequence[Attribution], n: int) -> bool:
    """ "The mayor took back his statement", "the army says it knows of no": the pronoun is who speaks around it."""
    source, outer = around[n].source, around[n + 1] if n + 1 < len(around) else None
    if source is None or outer is None or outer.source is None or " " in source.text:
        return False
    if not any(p.covers(source.span) for p in outer.content):
        return False
    return outer.stance == "retract" or (source.text.lower() in ITSELF and source.id in (None, outer.source.id))


def _via(outer: Sequence[Attribution], inner: Span, near: Attribution | None = None) -> tuple[Words, ...]:
    """Sources of the outer attributions, nearest to the report first; none twice, none that is the speaker again."""
    found: list[Words] = []
    for a in reversed(outer):
        apart = a.rule == JUDGED and a.stance in ("no_comment", "query")  # "a claim that the army has not confirmed"
        if not a.source or apart or a.source.span.meets(inner) or _again(a, near):
            continue
        if a.source.text not in _texts(found):
            found.append(Words(a.source.text, a.source.span))
    return tuple(found)


def _texts(found: Sequence[Words]) -> set[str]:
    return {w.text for w in found}


def _again(a: Attribution, near: Attribution | None) -> bool:
    """The speaker's own name, or a second reading of the speaker's cue."""
    if near is None or a.source is None or near.source is None:
        return False
    mine, yours = {a.source.name, a.source.text} - {None}, {near.source.name, near.source.text} - {None}
    same = bool(mine & yours)
    return same or (a.cue is not None and a.cue == near.cue and a.rule.startswith(PARSED))


def _spoken(around: Sequence[Attribution], inner: Span) -> tuple[Words, ...]:
    return _via(around[:1], inner)


def _witness(scene: Scene, h: Happening) -> tuple[Words, str] | None:
    """Residents who heard, saw or filmed it, in its clause: "heard by residents", "жители слышали взрывы"."""
    near = sorted(h.clause.near(h.trigger.start))
    lexicon_ = scene.lexicon
    senses = lexicon_.perceive.begins(scene.words, near)
    films = [i for i in lexicon_.record.begins(scene.words, near) if _evidence_before(scene, i)]
    if not senses and not films:
        return None
    named = lexicon_.people.begins(scene.words, near)
    people = next((i for i in named if scene.tokens[i].pos in NOUNS), named[0] if named else None)
    if people is None or h.trigger.start <= people < h.trigger.end or _possessed(scene, people):
        return None
    return _people_words(scene, people, near), "claim.witness"


def _possessed(scene: Scene, i: int) -> bool:
    """The people are no subject but stand behind a preposition other than "by" ("among residents")."""
    k = i - 1
    while k >= 0 and scene.tokens[k].pos in ("ADJ", "DET", "NUM"):
        k -= 1
    return k >= 0 and scene.tokens[k].pos == "ADP" and scene.at(k) != "by"


def _evidence_before(scene: Scene, i: int) -> bool:
    return any(True for k in range(max(i - 3, 0), i) for _ in scene.lexicon.evidence.at(scene.words, k))


def _people_words(scene: Scene, i: int, near: Sequence[int]) -> Words:
    """The noun phrase around a word for people, with the places that belong to it."""
    allowed = set(near)
    while i + 1 in allowed and _person(scene, i + 1):
        i += 1
    first = last = i
    while first - 1 in allowed and (scene.tokens[first - 1].pos in ("ADJ", "NUM") or _person(scene, first - 1)):
        first -= 1
    k = i + 1
    while k in allowed and (scene.tokens[k].pos in GOES_ON or scene.tokens[k].dep == "amod") and _belongs(scene, k, i):
        if scene.tokens[k].pos in NOUNS:
            last = k
        k += 1
    span = scene.span(first, last)
    return Words.at(scene.analysis.text, span.start, span.end)


def _person(scene: Scene, i: int) -> bool:
    return any(True for _ in scene.lexicon.people.at(scene.words, i))


def _belongs(scene: Scene, k: int, noun: int) -> bool:
    """In English only "of" joins on; in Russian and Ukrainian genitives and places do."""
    token = scene.tokens[k]
    if scene.english:
        return token.pos != "ADP" or token.text == "of"
    if token.pos in NOUNS:
        return bool(token.feats & {"gen", "gen?", "loc"}) or token.pos == "PROPN"
    return token.pos != "ADP" and (token.pos != "CCONJ" or k > noun + 1)


def _shown(scene: Scene, h: Happening) -> tuple[Words, str] | None:
    """Who shares footage of it: "residents share videos of hits", "жители публикуют видео взрывов"."""
    if scene.tokens[h.trigger.start].pos not in NOUNS:
        return None
    near = h.clause.near(h.trigger.start)
    shown = [
        i for i in sorted(near) if i < h.trigger.start and any(True for _ in scene.lexicon.show.at(scene.words, i))
    ]
    seen = [i for i in near if i < h.trigger.start and any(True for _ in scene.lexicon.evidence.at(scene.words, i))]
    if not shown or not seen or scene.tokens[shown[0]].pos != "VERB":
        return None
    who = subject(scene, near, Candidate(shown[0], shown[0] + 1, (h.entry,)))
    if who is None or who.first <= shown[0] <= who.last or who.head in seen or who.head == h.trigger.start:
        return None
    span = who.span(scene)
    return Words.at(scene.analysis.text, span.start, span.end), "claim.shown"


def _recorded(scene: Scene, h: Happening) -> Voice | None:
    """Who recorded or could not confirm it, where that is one who speaks."""
    known = (w for w in observers(scene, h) if kind_of(w.text, scene.sentence.lang) != "unknown" or _speaks(scene, w))
    words = next(known, None)
    if words is None:
        return None
    who = speaker(Source(words.text, words.span), scene.sentence.lang)
    return Voice(who, None, (), None, "unstated", "claim.recorded")


def _sensed(scene: Scene, h: Happening) -> Voice | None:
    """ "They also saw smoke": those that the pronoun stands for saw it, and tell of it on."""
    near = sorted(h.clause.near(h.trigger.start))
    inside = Span(scene.tokens[near[0]].start, scene.tokens[near[-1]].end)
    for piece in scene.voices.touching.get(scene.number, ()):
        a = scene.voices.all[piece.number]
        if a.source is None or a.source.name is None or a.cue is None or not inside.covers(a.cue.span):
            continue
        if senses(a, scene.tokens, scene.lexicon):
            return Voice(speaker(a.source, scene.sentence.lang), None, (), None, "witness", "claim.witness")
    return None


def _quoted(scene: Scene, h: Happening) -> Voice | None:
    """Whose quotation or line of talk it stands in, opened in a sentence before or behind a bare name."""
    by = quoted_by(scene, h)
    if isinstance(by, Attribution):
        who = speaker(by.source, scene.sentence.lang) if by.source else None
        return Voice(who, by.cue, (), by.id, by.basis, "claim.quoted_on")
    if by is None:
        return None
    who = speaker(by, scene.sentence.lang)
    known = who.kind != "unknown" or not scene.english
    return Voice(who, None, (), None, "unstated", "claim.quoted_on") if known else None


def _said_beside(scene: Scene, h: Happening) -> Voice | None:
    """Whoever is the subject of a verb of saying beside the clause, where that is one who speaks."""
    found = sayer(scene, h)
    if found is None:
        return None
    words, cue = found
    who = speaker(Source(words.text, words.span), scene.sentence.lang)
    third = words.text.lower() in anaphora(scene.sentence.lang).person | ITSELF
    if scene.english and who.kind == "unknown" and not third:
        return None
    return Voice(who, cue, (), None, "unstated", "claim.said_beside")


def _speaks(scene: Scene, words: Words) -> bool:
    """Is the first noun of a Russian or Ukrainian phrase one that speaks?"""
    head = next((scene.tokens[i] for i in scene.inside(words.span) if scene.tokens[i].pos in NOUNS), None)
    return not scene.english and head is not None and slavic(scene.sentence.lang).speaks(head)


def _carried(scene: Scene, h: Happening) -> Voice | None:
    """In whose name an unattributed sentence goes on: "also" after somebody's words, "X confirmed this" behind it."""
    here = scene.voices.touching.get(scene.number, ())
    if (denial := told_out(scene, h.trigger.start)) and denial[0]:
        who = speaker(unclosed(scene, denial[0]), scene.sentence.lang)
        return Voice(who, denial[1], (), None, "unstated", "claim.told_out")
    if here:
        return _continued(scene, here) if _after_semicolon(scene, h, here) else None
    pieces = _beside(scene, scene.number + 1)
    if pieces and all(_points(scene, p) for p in pieces if p.content):
        return _continued(scene, pieces)
    near = scene.lexicon.carry_on.begins(scene.words, h.clause.near(h.trigger.start))
    if any(_goes_on(scene, i) for i in near):
        return _continued(scene, _beside(scene, scene.number - 1))
    return _goes_with(scene, h)


def _goes_with(scene: Scene, h: Happening) -> Voice | None:
    """A sentence without a voice goes on in the name of the office that told the one before it.

    In a brief report in that of people there too, but for the dead and hurt, whom outlets count themselves.
    """
    a = going_on(scene) if scene.english else told_before(scene)
    if a is None or a.source is None:
        return None
    who = speaker(a.source, scene.sentence.lang)
    brief = len(scene.analysis.sentences) <= BRIEF and h.event not in CASUALTIES
    there = brief and who.kind == "witness" and who.id is not None
    if not there and who.kind not in CARRIED and (scene.english or not body(scene, a)):
        return None
    return Voice(who, a.cue, (), a.id, a.basis, "claim.continued")


def unclosed(scene: Scene, source: Source) -> Source:
    """With the quotation mark that closes its name."""
    text, end = scene.analysis.text, source.span.end
    if "«" in source.text and "»" not in source.text and text[end : end + 1] == "»":
        return replace(source, text=f"{source.text}»", span=Span(source.span.start, end + 1))
    return source


def _goes_on(scene: Scene, i: int) -> bool:
    """Any such word, but the "there" of "there was"."""
    return scene.tokens[i].text.lower() != "there" or (scene.tokens[i].pos == "ADV" and i > 0)


def _points(scene: Scene, piece: Piece) -> bool:
    """Is the content only a word for the sentence before?"""
    short = piece.span.end - piece.span.start < POINTING
    if not scene.english and short:  # "там говорят о саботаже": that is told, and points to nothing
        near = scene.analysis.sentences[max(scene.number - 1, 0) : scene.number + 2]
        inside = (t for s in near for t in s.tokens if piece.span.covers(Span(t.start, t.end)))
        short = not any(t.pos in (*NOUNS, "VERB") for t in inside)
    return short and scene.voices.all[piece.number].rule in THIS


def _beside(scene: Scene, number: int) -> Sequence[Piece]:
    """The attributions that touch a sentence of the same paragraph."""
    if not 0 <= number < len(scene.analysis.sentences):
        return ()
    other = scene.analysis.sentences[number].sentence
    return scene.voices.touching.get(number, ()) if other.paragraph == scene.sentence.sentence.paragraph else ()


def _after_semicolon(scene: Scene, h: Happening, here: Sequence[Piece]) -> bool:
    """ "There were no hits, it insisted; two drones had been shot down": the second half is the same speaker's."""
    last = max(p.span.end for p in here)
    start = scene.tokens[h.clause.tokens[0]].start
    between = scene.analysis.clean[last:start]
    goes_on = ";" in between or (scene.english and between.strip()[:1] == ",")
    return last <= start and goes_on and start - last < POINTING


def _continued(scene: Scene, pieces: Sequence[Piece]) -> Voice | None:
    if not pieces:
        return None
    outer = min((p.number for p in pieces), key=lambda n: (scene.voices.depth[n], -n))
    a = scene.voices.all[outer]
    if a.source is None or a.stance != "affirm":
        return None
    return Voice(speaker(a.source, scene.sentence.lang), a.cue, (), a.id, a.basis, "claim.continued")
