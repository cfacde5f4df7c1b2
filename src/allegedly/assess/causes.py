"""Two explanations of one thing that cannot both hold."""

from collections import defaultdict
from collections.abc import Iterable

from allegedly.assess.known import Stated
from allegedly.assess.scene import Scene, conflict
from allegedly.knowledge.assess import assess_words, says
from allegedly.model import Conflict


def causes(scene: Scene) -> Iterable[Conflict]:
    """One thing is seen or heard, and two origins give it different causes, or one denies the other's."""
    told: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    for s in scene.stated:
        for observation, cause in _explanations(s):
            told[observation, cause].append(s)
    for (seen, cause), claims in sorted(told.items()):
        yes = [s for s in claims if s.claim.stance == "affirm"]
        no = [s for s in claims if s.claim.stance == "deny"]
        others = [
            s for (o, c), more in told.items() if o == seen and c != cause for s in more if s.claim.stance == "affirm"
        ]
        against = sorted({*no, *(s for s in others if cause < _first_cause(s, seen))}, key=lambda s: s.order)
        voices = {scene.voice(s) for s in yes}
        against = [s for s in against if scene.voice(s) not in voices]
        if yes and against:
            yield conflict("cause", yes, against, f"{seen}: {cause} or another cause", causes.__name__)


def _explanations(s: Stated) -> list[tuple[str, str]]:
    """The causes that a claim gives for something seen or heard. A claim that tells two gives none."""
    words = assess_words(s.lang)
    text = s.claim.cause or (s.claim.text if s.claim.event in ("other", "fire") else "")
    if not text or s.claim.factuality == "historical":
        return []
    start, end = s.claim.sentence
    around = f"{s.report.text[start:end]} {text}"
    found = []
    for seen in words.observation:
        given = {c.name for c in seen.cause if says(c.words, text)}
        if not given and s.claim.event == "fire" and seen.name == "smoke":
            given = {"fire"}
        if len(given) == 1 and (says(seen.words, around) or seen.name == "blast"):
            found.append((seen.name, given.pop()))
    return found


def _first_cause(s: Stated, seen: str) -> str:
    return min((c for o, c in _explanations(s) if o == seen), default="")
