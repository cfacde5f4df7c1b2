"""Two explanations of one thing that cannot both hold."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from allegedly.assess.known import Stated
from allegedly.assess.scene import Scene, beside, conflict, left_open, sentence
from allegedly.knowledge.assess import Observation, assess_words, says
from allegedly.model import Conflict
from allegedly.model.vocabulary import Event

# Claims of these tell nothing of why.
UNEXPLAINED: frozenset[Event | None] = frozenset(
    {None, "killed", "injured", "missing", "comment", "evidence_absent", "alert", "response", "evacuation", "closure"}
)
SAID: frozenset[Event | None] = frozenset({None, "comment", "evidence_absent"})
# What may have been a blast, whatever the words for it.
BURSTS: frozenset[Event | None] = frozenset({"attack", "explosion", "fire", "damage", "impact"})
DEATHS = "deaths"
OUTAGE = "outage"
# Claims that tell what is explained and may explain it in the same breath ("shot dead", "they switched off the town").
ITSELF: frozenset[tuple[str, Event | None]] = frozenset({(DEATHS, "killed"), (OUTAGE, "closure")})
# Observations whose causes are told of other things as well.
WIDE = frozenset({DEATHS, OUTAGE})


def causes(scene: Scene) -> Iterable[Conflict]:
    """One thing is seen or heard, and two origins give it different causes, or one denies the other's."""
    if len({scene.voice(s) for s in scene.stated}) < 2:
        return  # nobody to disagree with
    told: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    first: dict[tuple[str, str], str] = {}
    seen_there = _seen(scene)
    for s in scene.stated:
        for observation, cause in _explanations(s, seen_there):
            told[observation, cause].append(s)
            slot = (s.claim.id, observation)
            first[slot] = min(first.get(slot, cause), cause)
    for (seen, cause), claims in sorted(told.items()):
        yes = [s for s in claims if _affirms(s)]
        no = [s for s in claims if _denies(s)]
        others = [s for (o, c), more in told.items() if o == seen and c != cause for s in more if _affirms(s)]
        against = sorted({*no, *(s for s in others if cause < first[s.claim.id, seen])}, key=lambda s: s.order)
        voices = {scene.voice(s) for s in yes}
        against = [s for s in against if scene.voice(s) not in voices]
        if yes and against:
            yield conflict("cause", yes, against, [("seen", seen), ("cause", cause)], causes.__name__)


def _affirms(s: Stated) -> bool:
    return s.claim.stance == "affirm" and not says(assess_words(s.lang).refuted, s.claim.text)


def _denies(s: Stated) -> bool:
    """Is a cause denied? Who did not hear it or will not say yet denies none."""
    if s.claim.stance == "affirm":
        return not _affirms(s)
    return s.claim.stance == "deny" and not left_open(s) and not says(assess_words(s.lang).withheld, sentence(s))


def _seen(scene: Scene) -> frozenset[str]:
    """What somebody in the incident tells of that may have more than one cause."""
    return frozenset(
        o.name for s in scene.stated for o in assess_words(s.lang).observation if says(o.words, sentence(s))
    )


def _explanations(s: Stated, seen_there: frozenset[str]) -> list[tuple[str, str]]:
    """The causes that a claim gives for something seen or heard. A claim that tells two gives none."""
    if s.claim.factuality == "historical" or s.claim.event in SAID:
        return []
    found = []
    for seen in assess_words(s.lang).observation:
        if s.claim.event in UNEXPLAINED and (seen.name, s.claim.event) not in ITSELF:
            continue
        if seen.because and seen.name not in seen_there:
            continue
        given = set(_because(s, seen) if seen.because else _plain(s, seen))
        if len(given) == 1:
            found.append((seen.name, given.pop()))
    return found


def _because(s: Stated, seen: Observation) -> Iterator[str]:
    """Causes whose words explain by themselves, or stand beside a word of causation in a sentence about it."""
    words = assess_words(s.lang)
    text = f"{s.claim.text} {s.claim.cause or ''}"
    for cause in seen.cause:
        if (says(cause.alone, text) and _of_it(s, seen)) or (
            says(cause.words, text) and (_told(s, seen, text) or says(words.refuted, text))
        ):
            yield cause.name


def _told(s: Stated, seen: Observation, text: str) -> bool:
    """Does a word of causation stand in a sentence about what was seen?"""
    return says(seen.blame or assess_words(s.lang).because, text) and says(seen.words, sentence(s))


def _of_it(s: Stated, seen: Observation) -> bool:
    """A wound, an illness or hacking is told of much else: only beside what was seen do they explain it."""
    return seen.name not in WIDE or s.claim.event == "killed" or says(seen.words, beside(s))


def _plain(s: Stated, seen: Observation) -> Iterator[str]:
    """Causes that the words for what was seen or heard are told with."""
    yield from (c.name for c in seen.cause if says(c.alone, s.claim.text))
    text = s.claim.cause or (s.claim.text if s.claim.event in ("other", "fire") else "")
    if not text:
        return
    given = {c.name for c in seen.cause if says(c.words, text)}
    if not given and s.claim.event == "fire" and seen.name == "smoke":
        given = {"fire"}
    if given and (says(seen.words, f"{sentence(s)} {text}") or _blast(s, seen)):
        yield from given


def _blast(s: Stated, seen: Observation) -> bool:
    return seen.name == "blast" and (s.claim.event in BURSTS or says(seen.words, beside(s)))


def alone(s: Stated, observed: str) -> frozenset[str]:
    """The causes of what was observed that the claim's words give by themselves."""
    seen = (o for o in assess_words(s.lang).observation if o.name == observed)
    return frozenset(c.name for o in seen for c in o.cause if says(c.alone, s.claim.text))
