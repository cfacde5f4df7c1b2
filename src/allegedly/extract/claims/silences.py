"""Somebody says nothing, or shows nothing: found by formula, before the happenings of the sentence."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from allegedly.extract.claims.clauses import Clause, Told, clauses
from allegedly.extract.claims.patterns import PatternIndex
from allegedly.extract.claims.scene import OWN_VOICE, Scene
from allegedly.extract.claims.triggers import NOUNS, finite
from allegedly.extract.slavic.lexicon import lexicon as slavic
from allegedly.knowledge.closed import closed
from allegedly.knowledge.modality import modality
from allegedly.model import Source, Span, Words
from allegedly.model.vocabulary import Event, Lang

PRONOUNS = closed().third
WITHIN = frozenset({"в", "во", "у"})
# In the body named before, alike in both languages.
THERE = "там"
# A name in quotation marks has so many words at most, with the marks.
LONGEST = 8
NAMING = frozenset({*NOUNS, "ADJ", "DET", "PRON", "NUM", "X"})
# By which those are listed who are silent all; the first of them.
NEITHER = frozenset({"neither", "ни", "ні", "ані"})
NOR = NEITHER | {"nor"}
# What may stand before the "that" of what there is no evidence of, in three languages, in so many words.
LEADS = frozenset(
    {"to", "suggest", "suggesting", "show", "showing", "indicate", "indicating", ",", "того", "тому", "на", "о"}
    | {"то", "те", "про", "считать", "полагать", "думать", "вважати", "думати"}
)
LEADING = 4
CLOSE = 3  # words between "refused" and "his name"
STOPS = frozenset({";", ":", ".", "»", "”", '"'})
LIST = 3  # a party list of at least so many members is taken apart


@dataclass(frozen=True, slots=True)
class Absence:
    """A clause that says that something is not said (`comment`) or not shown (`evidence_absent`)."""

    clause: Clause
    event: Event
    trigger: Words
    first: int


def absences(scene: Scene) -> list[Absence]:
    """Clauses with a formula of silence or of missing evidence, in text order, one for each clause."""
    found = [
        *_hits(scene, scene.lexicon.silence, "comment"),
        *_hits(scene, scene.lexicon.evidence_absent, "evidence_absent"),
        *_unsaid(scene),
    ]
    if not found:
        return []
    done: dict[int, Absence] = {}
    whole = clauses(scene, range(len(scene.tokens)), Told())
    clause_of = {i: c for c in whole for i in c.tokens}
    for event, start, end in sorted(found, key=lambda f: (f[1], -f[2])):
        clause = clause_of.get(start)
        if clause is None or _told_of_a_thing(scene, start):
            continue
        if clause.tokens[0] not in done and not _mute(scene, clause, start, end):
            span = scene.span(start, end - 1)
            words = Words.at(scene.analysis.text, span.start, span.end)
            done[clause.tokens[0]] = Absence(clause, event, words, start)
    return list(done.values())


def _told_of_a_thing(scene: Scene, start: int) -> bool:
    """ "A detail not mentioned by the mayor": it is said of the detail, and the subject of the clause is not silent."""
    noun = start > 0 and scene.tokens[start - 1].pos in NOUNS
    return scene.english and scene.at(start) == "not" and noun and scene.tokens[start].dep != "conj"


def unproven(scene: Scene, found: Collection[Absence]) -> frozenset[int]:
    """The words behind "no evidence that", "no pictures of": what nobody has shown is neither stated nor denied."""
    told: set[int] = set()
    for a in found:
        inside = scene.inside(a.trigger.span) if a.event == "evidence_absent" else []
        ends = bool(inside) and scene.lexicon.that.opens(scene.words, inside[-1])  # "no indication that"
        that = inside[-1] if ends else _that(scene, inside[-1] + 1) if inside else None
        told.update(_until_another(scene, that) if that is not None else ())
        told.update(_of_what(scene, inside[-1] + 1) if inside else ())
    return frozenset(told)


def _of_what(scene: Scene, start: int) -> Iterator[int]:
    """The noun that a formula is of: "of the strike", or a Russian or Ukrainian genitive («снимков | удара»)."""
    first = start + (scene.english and scene.at(start) == "of")
    if scene.english and first == start:
        return
    for i in range(first, min(first + LEADING, len(scene.tokens))):
        token = scene.tokens[i]
        if token.pos not in (*NAMING, "DET") or not (scene.english or token.feats & {"gen", "gen?"}):
            return
        yield i


def _that(scene: Scene, start: int) -> int | None:
    """The word "that" right behind a formula, but for the few words that may lead to it ("of it", «того,»)."""
    for i in range(start, min(start + LEADING, len(scene.words))):
        if scene.lexicon.that.opens(scene.words, i):
            return i
        if scene.words[i] not in LEADS:
            return None
    return None


def _until_another(scene: Scene, start: int) -> Iterator[int]:
    """Words of one voice up to a mark behind which another sentence begins."""
    for i in range(start, len(scene.words)):
        behind = scene.tokens[i + 1].pos == "CCONJ" if i + 1 < len(scene.tokens) else True
        if scene.owner[i] != scene.owner[start] or scene.words[i] in STOPS or (scene.words[i] == "," and behind):
            return
        yield i


def _mute(scene: Scene, clause: Clause, start: int, end: int) -> bool:
    """Is it a thing that makes no sound («датчики молчат»), by the one word of a Russian or Ukrainian verb?"""
    if scene.english or end - start > 1 or scene.tokens[start].pos != "VERB":
        return False
    named = [scene.tokens[i] for i in _nominative(scene, clause.body)]
    words = slavic(scene.sentence.lang)
    alive = (t for t in named if t.pos in ("PROPN", "PRON") or "anim" in t.feats or words.speaks(t))
    return bool(named) and all(words.matter(t.lemma) and not words.speaks(t) for t in alive)  # "сирены" are no nymphs


def _hits(scene: Scene, index: PatternIndex[None], event: Event) -> list[tuple[Event, int, int]]:
    """Formulas that no longer one of denial begins with ("не відповідає дійсності")."""
    found = [
        f
        for f in index.find(scene.words)
        if not any(x.end > f.end for x in scene.lexicon.stances.at(scene.words, f.start))
        and not (event == "comment" and _own_name(scene, f.start, f.end))
    ]
    return [(event, f.start, f.end) for f in found]


def _unsaid(scene: Scene) -> list[tuple[Event, int, int]]:
    """Cues of silence that the attributions know ("не згадує про вибух"), except of what could not be confirmed."""
    found: list[tuple[Event, int, int]] = []
    for piece in scene.voices.touching.get(scene.number, ()):
        by = scene.voices.all[piece.number]
        inside = (
            scene.inside(by.cue.span) if by.stance == "no_comment" and by.act == "say" and by.cue and by.source else []
        )
        if inside and not any(scene.lexicon.verify.opens(scene.words, i) or _formula(scene, i) for i in inside):
            found.append(("comment", inside[0], inside[-1] + 1))
    return found


def _own_name(scene: Scene, start: int, end: int) -> bool:
    """Is it only the own name that somebody keeps back («отказался назвать своё имя», "would not give his name")?"""
    for i in range(start, min(end + CLOSE, len(scene.words))):
        if i > start and scene.words[i] in ",;:":
            return False
        if scene.lexicon.unnamed.opens(scene.words, i):
            return True
    return False


def _formula(scene: Scene, i: int) -> bool:
    """Do the words belong to a formula of denial ("не відповідають дійсності")?"""
    return any(f.value == "deny" for f in scene.lexicon.stances.at(scene.words, i))


def silent(scene: Scene, a: Absence) -> list[Source]:
    """Who is silent: the source of the attribution that says so, else the subject; lists are taken apart."""
    if any(_nobody(scene, i) for i in scene.inside(a.trigger.span)):
        return []
    for piece in scene.voices.touching.get(scene.number, ()):
        by = scene.voices.all[piece.number]
        if by.stance == "no_comment" and by.source and by.cue and _near(a, by.cue.span):
            return _members(scene, *_without_nothing(scene, scene.inside(by.source.span), by.source))
    tokens = _subject(scene, a)
    if not tokens:
        return []
    span = scene.span(tokens[0], tokens[-1])
    return [_meant(scene, s) for s in _members(scene, tokens, Source(scene.analysis.text[span.start : span.end], span))]


def _meant(scene: Scene, source: Source) -> Source:
    """An English pronoun with the name of who spoke last before it."""
    if not scene.english or source.text.lower() not in PRONOUNS:
        return source
    spoken = (a.source for a in scene.voices.all if a.source and a.source.span.end <= source.span.start)
    named = [s for s in spoken if s.text.lower() not in PRONOUNS or s.name]
    last = max(named, key=lambda s: s.span.start, default=None)
    if last is None:
        return source
    name = last.name if last.text.lower() in PRONOUNS else last.text
    return replace(source, id=last.id, name=name)


def _nobody(scene: Scene, i: int) -> bool:
    """ "Nobody claimed responsibility" names no party; whoever "said nothing" does."""
    token = scene.tokens[i]
    subject = token.dep in ("nsubj", "nsubjpass") if scene.english else "nom" in token.feats
    return token.pos == "PRON" and subject and _negative(scene, i)


def _negative(scene: Scene, i: int) -> bool:
    return any(True for _ in scene.lexicon.negation.at(scene.words, i))


def _without_nothing(scene: Scene, tokens: Sequence[int], source: Source) -> tuple[Sequence[int], Source]:
    """Who is silent without what is not said, where it stands beside them («мер | нічого не сказав»)."""
    kept = list(tokens)
    while len(kept) > 1 and scene.tokens[kept[-1]].pos == "PRON" and _negative(scene, kept[-1]):
        kept.pop()
    if len(kept) == len(tokens):
        return tokens, source
    span = scene.span(kept[0], kept[-1])
    return kept, replace(source, text=scene.analysis.text[span.start : span.end], span=span)


def _near(a: Absence, cue: Span) -> bool:
    return a.trigger.span.start - 60 <= cue.start <= a.trigger.span.end + 60


def _subject(scene: Scene, a: Absence) -> list[int]:
    """The phrase before the predicate in English, the first nominative phrase in Russian and Ukrainian."""
    body = [i for i in a.clause.body if i not in a.clause.side]
    before = [i for i in body if i < a.first]
    if scene.english:
        end = next((i for i in before if finite(scene, i)), a.first)
        phrase = [i for i in before if i < end]
        while phrase and scene.tokens[phrase[-1]].pos not in (*NOUNS, "PRON"):
            phrase.pop()
        found = _after_adverbial(scene, phrase)
        nobody = all(scene.words[i] in closed().expletive for i in found)  # "there was no comment from ..."
        return (nobody and _owing(scene, body, a)) or found
    absent = scene.tokens[a.first].pos == "NOUN" or scene.words[a.first] in slavic(scene.sentence.lang).grammar.no
    if absent and (owing := _owing(scene, body, a)):
        return owing
    named = _nominative(scene, [i for i in body if not _unsaid_thing(scene, a, i)])
    head = next((scene.tokens[i] for i in named if scene.tokens[i].pos in NOUNS), None)
    if head is not None and slavic(scene.sentence.lang).speaks(head):
        return named
    return _office(scene, body) or named


def _unsaid_thing(scene: Scene, a: Absence, i: int) -> bool:
    """Is it what is not given ("мэрия | комментариев не даёт")?"""
    token = scene.tokens[i]
    thing = token.pos == "NOUN" and a.trigger.span.covers(scene.span(i, i))
    return thing and not slavic(scene.sentence.lang).speaks(token)


@cache
def _owing_words(lang: Lang) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(words.split()) for words in modality(lang).owing)


def _owing(scene: Scene, body: Sequence[int], a: Absence) -> list[int]:
    """From whom there was no word: "no comment from the ministry", «от мэрии ответа нет», «реакції Москви не було»."""
    within = set(scene.inside(a.trigger.span)) | set(body)
    for n in sorted(within):
        start = next((n + len(w) for w in _owing_words(scene.sentence.lang) if scene.words[n : n + len(w)] == w), None)
        if start is not None and (not scene.english or n >= a.first):
            return _phrase(scene, {i for i in within if (i < a.first) == (n < a.first)}, start)
    after = a.first + 1
    if scene.english or after not in within or scene.tokens[a.first].pos != "NOUN":
        return []
    return _phrase(scene, within, after) if scene.tokens[after].feats & {"gen", "gen?"} else []


def _phrase(scene: Scene, within: Collection[int], start: int) -> list[int]:
    """The noun phrase that begins there, up to its last noun in the genitive, or to what is no part of a name."""
    last = start - 1
    while last + 1 in within and (scene.tokens[last + 1].pos in NAMING or scene.words[last + 1] == "of"):
        last += 1
    while last >= start and scene.tokens[last].pos not in NOUNS:
        last -= 1
    return list(range(start, last + 1))


def _after_adverbial(scene: Scene, phrase: list[int]) -> list[int]:
    """Without a leading "so far," or "by Friday,"."""
    if phrase and scene.tokens[phrase[0]].pos in ("ADV", "ADP", "SCONJ", "CCONJ"):
        comma = next((n for n in range(1, len(phrase)) if phrase[n] != phrase[n - 1] + 1), 0)
        return phrase[comma:] if comma else phrase[1:]
    return phrase


def _office(scene: Scene, body: Sequence[int]) -> list[int]:
    """The body behind "in" whose people are silent: "в мэрии трубку не берут", "в штабе запрос оставили без ответа"."""
    several = any({"fin", "pl"} <= scene.tokens[i].feats for i in body)
    office = slavic(scene.sentence.lang).institution
    for n, i in enumerate(body if several else ()):
        if scene.words[i] == THERE:
            return [i]
        if scene.words[i] in WITHIN and (name := _called(scene, i + 1)):
            return name
        k = next((k for k in body[n + 1 :] if scene.tokens[k].pos not in ("ADJ", "DET")), None)
        if scene.words[i] not in WITHIN or k is None or not office(scene.tokens[k]):
            continue
        last = k
        while last + 1 in body and scene.tokens[last + 1].pos in NOUNS and "gen" in scene.tokens[last + 1].feats:
            last += 1
        return list(range(i + 1, last + 1))
    return []


def _called(scene: Scene, i: int) -> list[int]:
    """A body that is only called by its name («в «Тихой воде» трубку не берут»)."""
    if scene.at(i) not in ("«", "„", "“") or not scene.tokens[i + 1].text[0].isupper():
        return []
    end = next((k for k in range(i + 2, min(i + LONGEST, len(scene.tokens))) if scene.words[k] in ("»", "“", "”")), 0)
    return list(range(i, end + 1)) if end else []


def _nominative(scene: Scene, body: Sequence[int]) -> list[int]:
    start = next((i for i in body if _names_one(scene, i) and "nom" in scene.tokens[i].feats), None)
    if start is None:
        return []
    first = start
    while first - 1 in body and scene.tokens[first - 1].pos in ("ADJ", "DET", "NUM"):
        first -= 1
    last, k = start, start + 1
    while k in body and scene.tokens[k].pos not in ("VERB", "AUX", "ADV", "PART", "PRON", "ADP"):
        if scene.tokens[k].pos in NOUNS:
            if not scene.tokens[k].feats & {"gen", "gen?", "nom", "nom?"} or _negative(scene, k):
                break
            last = k
        k += 1
    return list(range(first, last + 1))


def _names_one(scene: Scene, i: int) -> bool:
    """A noun or a pronoun; "that one" («той»), "the accused" («осуждённый») too, where no noun follows it."""
    token, after = scene.tokens[i], scene.tokens[i + 1] if i + 1 < len(scene.tokens) else None
    named = token.pos == "DET" or ("part" in token.feats and "short" not in token.feats)
    alone = not scene.english and named and not (after is not None and after.feats & {"nom", "ins"})
    return token.pos in (*NOUNS, "PRON") or alone


def _members(scene: Scene, tokens: Sequence[int], whole: Source) -> list[Source]:
    """The members of a list of three or more parties, or of those who are silent both; another pair stays as it is."""
    if not tokens:
        return [whole]
    if none := _neither(scene, tokens):
        return none
    parts: list[list[int]] = [[]]
    tokens = range(tokens[0], tokens[-1] + 1)  # with the commas, which no clause holds
    for i in tokens:
        if scene.tokens[i].text == "," or scene.tokens[i].pos == "CCONJ":
            parts.append([])
        else:
            parts[-1].append(i)
    parts = [p for p in parts if p]
    commas = sum(scene.tokens[i].text == "," for i in tokens)
    if len(parts) < LIST or not commas or not any(scene.tokens[i].pos == "CCONJ" for i in tokens):
        return [whole]
    spans = [scene.span(p[0], p[-1]) for p in parts]
    return [Source(scene.analysis.text[s.start : s.end], s) for s in spans]


def _neither(scene: Scene, tokens: Sequence[int]) -> list[Source]:
    """Both of "neither the army nor the rebels", «ни мэрия, ни полиция», «ні мерія, ні поліція»; none elsewhere."""
    first = tokens[0]
    while first > 0 and (scene.words[first] not in NEITHER or scene.words[first - 1] in (",", "and")):
        if scene.words[first] not in NOR and scene.tokens[first].pos not in (*NAMING, "PUNCT", "ADP", "CCONJ", "PART"):
            return []
        first -= 1
    if scene.words[first] not in NEITHER:
        return []
    parts: list[list[int]] = []
    for i in range(first, tokens[-1] + 1):
        if scene.words[i] in NOR:
            parts.append([])
        elif scene.words[i] != ",":
            parts[-1].append(i)
    spans = [scene.span(p[0], p[-1]) for p in parts if p]
    return [Source(scene.analysis.text[s.start : s.end], s) for s in spans] if len(spans) > 1 else []


def owner(scene: Scene, a: Absence) -> int:
    """The voice in which the absence is told."""
    return scene.owner[a.first] if a.first < len(scene.owner) else OWN_VOICE
