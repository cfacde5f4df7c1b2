"""What a clause looks like, in words: forms, marks, voice, what is named in it and what is told around it.

No feature names a lemma, a name or a number, so that what is learnt from one event or one language holds for the next.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from allegedly.extract.claims.clauses import Clause
from allegedly.extract.claims.scene import OWN_VOICE, Scene
from allegedly.extract.claims.triggers import NOUNS, finite

# Tables of the lexicon of which a clause may hold a word.
LOOKED_FOR = (
    ("negation", "a negation"),
    ("absence", "a word of absence"),
    ("hedges", "a hedge"),
    ("quantity", "a word of quantity"),
    ("light", "a verb that only says that it took place"),
    ("background", "a word of cause or setting"),
    ("facts", "a word of plan or memory"),
    ("stances", "a word of denial or doubt"),
    ("evidence", "a word for evidence"),
    ("perceive", "a verb of the senses"),
    ("speakers", "a word for who can speak"),
    ("interrogative", "a question word"),
    ("veto", "a fixed phrase"),
    ("people", "a word for people"),
)
NO_WORD, OWN = "no event word", "voice: the report's own"
LENGTHS = ((1, "1"), (2, "2"), (3, "3"), (4, "4"), (7, "5 to 7"), (11, "8 to 11"), (19, "12 to 19"))


@dataclass(frozen=True, slots=True)
class Around:
    """How many claims the report, the sentence and its neighbours tell, and whether one shares words of the clause."""

    report: int
    sentence: int
    before: int
    behind: int
    shares: bool


def features(scene: Scene, clause: Clause, around: Around) -> list[str]:
    """Everything about a clause that is weighed; each once."""
    body = clause.body
    head = headword(scene, body)
    return list(
        dict.fromkeys(
            [
                *_head(scene, head, body),
                *_edges(scene, clause),
                *_voice(scene, body[0]),
                *_size(scene, clause),
                *_named(scene, clause.tokens),
                *_events(scene, clause.tokens, head),
                *_told(around),
            ]
        )
    )


def headword(scene: Scene, body: Sequence[int]) -> int:
    """The clause's predicate: its first finite verb, else auxiliary, else verb, else noun, else first word."""
    tokens = scene.tokens
    stated = [i for i in body if tokens[i].pos in ("VERB", "AUX") and finite(scene, i)]
    verbs = [i for i in stated if tokens[i].pos == "VERB"]
    named = (i for i in body if tokens[i].pos in NOUNS)
    return next(iter(verbs or stated), next((i for i in body if tokens[i].pos == "VERB"), next(named, body[0])))


def _head(scene: Scene, head: int, body: Sequence[int]) -> Iterator[str]:
    token = scene.tokens[head]
    yield f"head: {token.pos}"
    for feat in sorted(token.feats):
        yield f"head is {feat}"
    if token.dep:
        yield f"head as {token.dep}"
    if token.lemma in scene.lexicon.frame.states:
        yield "head: a verb of state"
    who = _subject(scene, head, body)
    if who is None:
        yield "no subject"
        return
    yield f"subject: {scene.tokens[who].pos}"
    for found in scene.lexicon.kinds.at(scene.words, who):
        yield f"subject: {found.value}"
    if scene.lexicon.speakers.opens(scene.words, who):
        yield "subject: who can speak"


def _subject(scene: Scene, head: int, body: Sequence[int]) -> int | None:
    tokens = scene.tokens
    if scene.english:
        return next((k for k in body if tokens[k].head == head and tokens[k].dep.startswith("nsubj")), None)
    nominal = (*NOUNS, "PRON", "NUM")
    return next((k for k in body if tokens[k].pos in nominal and "nom" in tokens[k].feats), None)


def _edges(scene: Scene, clause: Clause) -> Iterator[str]:
    yield f"before it: {_beside(scene, clause.tokens[0] - 1)}"
    yield f"behind it: {_beside(scene, clause.tokens[-1] + 1)}"
    last = scene.tokens[-1]
    yield f"sentence ends with {last.text if last.pos == 'PUNCT' else 'no mark'}"


def _beside(scene: Scene, i: int) -> str:
    if not 0 <= i < len(scene.tokens):
        return "nothing"
    token = scene.tokens[i]
    if scene.barred[i]:
        return "speaker or cue"
    return token.text if token.pos == "PUNCT" else token.pos


def _voice(scene: Scene, i: int) -> Iterator[str]:
    lang, owner = scene.sentence.lang, scene.owner[i]
    voice = OWN
    if owner != OWN_VOICE:
        by = scene.voices.all[owner]
        voice = f"voice: {by.act}, {by.stance}, {'with' if by.source else 'without'} a source"
        yield f"voice {min(3, scene.voices.depth[owner])} deep"
    yield voice
    yield f"{voice} ({lang})"


def _size(scene: Scene, clause: Clause) -> Iterator[str]:
    yield f"words: {_length(len(clause.body))}"
    yield "with a verb" if clause.verb else "without a verb"
    first = min(clause.tokens) == 0 or scene.tokens[clause.tokens[0] - 1].text in '"«“'
    yield "opens the sentence" if first else "stands later in the sentence"
    yield f"sentence of the report: {_length(scene.number + 1)}"
    yield f"sentences: {_length(len(scene.analysis.sentences))}"


def _length(n: int) -> str:
    return next((name for most, name in LENGTHS if n <= most), "20 and more")


def _named(scene: Scene, tokens: Sequence[int]) -> Iterator[str]:
    start, end = scene.tokens[tokens[0]].start, scene.tokens[tokens[-1]].end
    spans = (
        ("count", [c.span for c in scene.counts]),
        ("place", [p.span for p in scene.places]),
        ("time", [t.when.span for t in scene.times]),
    )
    for name, found in spans:
        yield f"{name}s: {min(2, sum(start <= s.start < end for s in found))}"
    for table, name in LOOKED_FOR:
        index = getattr(scene.lexicon, table)
        if index.anywhere(scene.words) and any(index.opens(scene.words, i) for i in tokens):
            yield name
    kinds = {found.value for i in tokens for found in scene.lexicon.kinds.at(scene.words, i)}
    yield from (f"names: {kind}" for kind in sorted(kinds or {"no known kind of thing"}))


def _events(scene: Scene, tokens: Sequence[int], head: int) -> Iterator[str]:
    told = False
    for i in tokens:
        for found in scene.lexicon.triggers.at(scene.words, i):
            entry, told = found.value.trigger, True
            weak = "weak " if entry.weak else "beside " if entry.beside else ""
            yield f"{weak}event word: {entry.event}, {entry.pos}"
            if i == head:
                yield f"head: {weak}event word: {entry.event}"
    if not told:
        yield NO_WORD


def _told(around: Around) -> Iterator[str]:
    yield f"claims of the report: {min(4, around.report)}"
    yield f"claims of the sentence: {min(2, around.sentence)}"
    yield "a claim in the sentence before" if around.before else "no claim in the sentence before"
    yield "a claim in the sentence behind" if around.behind else "no claim in the sentence behind"
    if around.shares:
        yield "shares words with a claim"
