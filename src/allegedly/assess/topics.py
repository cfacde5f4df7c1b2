"""What a claim is about, in no language: event, kind of thing, place, figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from allegedly.assess.known import Stated
from allegedly.assess.places import Where
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.events import event_words, kinds
from allegedly.model.vocabulary import Event, Lang

# Events whose figures are people; each figure is a proposition of its own.
COUNTED: frozenset[Event] = frozenset({"killed", "injured", "missing", "evacuation"})
# What "suffers" without being a person is damaged.
INANIMATE = frozenset({"building", "energy", "infrastructure", "ship", "vehicle"})
# Kinds that are no target of a blast or a hit, and so say nothing of it.
NO_TARGET = frozenset({"attack", "feeling", "nature", "person", "rescuer", "traffic"})
# A force that is hit is a military target; an "object" that is shot down flew.
TARGETS = {"force": "military"}
FLYING: dict[str, str | None] = {"infrastructure": "air_target", "building": None, "place": None, "traffic": None}
# The rule that reads plain verbs beside a happening: they tell its story and are no propositions of their own.
BESIDE = "claim.beside"
# The rule that takes what no rule took; the same holds of it where no word names its event.
WEIGHED = "claim.weighed"
# Who comes to help, and where an alarm sounds, is no object of it.
UNTOLD: frozenset[Event] = frozenset({"alert", "response"})
# By which of them a sentence about a raid that was stopped may have been read.
RAIDS: frozenset[Event] = frozenset({"attack", "impact", "interception", "launch"})
# Within so many words of its opening a sentence names what flew.
FIRST = 5
# Behind a figure, in code points, where "killed and wounded" makes it one of both.
JOINT = 32
# What is seen or heard, as the event that it is.
OBSERVED: Mapping[str, Event] = {"blast": "explosion", "fire": "fire"}
STRUCK: frozenset[Event] = frozenset({"attack", "damage", "explosion", "fire", "impact"})


@dataclass(frozen=True, slots=True)
class Topic:
    """What a proposition is about. `value` is a figure as written in no language: `2`, `5+`, `5-6`.

    `about`: what no event of the vocabulary tells of, by the concepts of its first claim: `boat+lights`.
    """

    event: Event
    kind: str | None
    place: str | None
    value: str | None = None
    about: str | None = None

    @property
    def key(self) -> str:
        """`event|kind|place|value|about`; what is not known is empty."""
        return "|".join(x or "" for x in (self.event, self.kind, self.place, self.value, self.about)).rstrip("|")


def figure(s: Stated) -> str | None:
    """A count in no language: `7`, `5+` (at least), `-3` (at most), `5-6`, `~9` (about); None without one."""
    count = s.claim.count
    if count is None or (count.low is None and count.high is None):
        return None if count is None or count.best is None else f"~{_plain(count.best)}"
    low, high = _plain(count.low), _plain(count.high)
    if low == high:
        return low
    return f"{low or ''}+" if high is None else f"{low or ''}-{high}"


def _plain(number: float | int | None) -> str | None:
    return None if number is None else f"{number:g}" if isinstance(number, float) else str(number)


def topic(s: Stated, where: Mapping[str, Where]) -> Topic | None:
    """What a claim is about; None for what is no happening (comment, missing evidence), beside one, or long past."""
    event = s.claim.event
    if event == "other" and s.claim.factuality != "historical" and (told := explained(s)) is not None:
        return Topic(told, None, where[s.claim.id].key)
    if s.claim.rule == BESIDE or (s.claim.rule == WEIGHED and event == "other"):
        return None
    if event is None or event in ("comment", "evidence_absent") or s.claim.factuality == "historical":
        return None
    place = where[s.claim.id].key
    if event != "interception" and stopped_all(s):
        return Topic("interception", "air_target", place)
    if event == "injured" and s.claim.kind in INANIMATE:
        return Topic("damage", s.claim.kind, place)
    if event in COUNTED and s.claim.stance == "deny" and not of_all(s):
        return None
    counted = event in COUNTED and s.claim.stance in ("affirm", "retract") and not joint(s)
    if event == "fire" and (cause := other_cause(s)):
        return Topic("other", cause, place)
    return Topic(event, _kind(s), place, figure(s) if counted else None)


def joint(s: Stated) -> bool:
    """One figure for killed and wounded together ("seven killed and wounded") is a figure of neither."""
    if s.claim.count is None or s.claim.event not in ("killed", "injured"):
        return False
    end = s.claim.count.span.end
    return end > 0 and says(assess_words(s.lang).joint, s.report.text[end : end + JOINT])


def stopped_all(s: Stated) -> bool:
    """Does the sentence say of all that flew that it was stopped ("all drones that attacked the port were downed")?"""
    start, end = s.claim.sentence
    words, opening = assess_words(s.lang), s.report.text[start:end]
    if s.claim.event not in RAIDS or s.claim.stance != "affirm" or not says(words.downed, opening):
        return False
    told = opening.split(",")[0].split()
    # "All" opens the sentence, right before what flew.
    return says(words.all, " ".join(told[:1])) and says(_flying(s.lang), " ".join(told[:FIRST]))


@cache
def _flying(lang: Lang) -> tuple[str, ...]:
    aerial = {name for name, kind in kinds().items() if kind.aerial}
    return tuple(w for k in event_words(lang).kind if k.kind in aerial for w in k.forms)


def _kind(s: Stated) -> str | None:
    """What it happened to; what falls from something shot down is one kind, whatever it falls on."""
    if s.claim.event in COUNTED:
        return "person"
    if s.claim.event in ("impact", "damage") and says(assess_words(s.lang).debris, s.claim.text):
        return "debris"
    if s.claim.event in STRUCK:
        return None if s.claim.kind in NO_TARGET else TARGETS.get(s.claim.kind or "", s.claim.kind)
    if s.claim.event == "interception":
        return FLYING.get(s.claim.kind or "", s.claim.kind)
    return None if s.claim.event in UNTOLD else s.claim.kind


def other_cause(s: Stated) -> str | None:
    """Smoke that is said to come from something else than a fire is none."""
    smoke = next((o for o in assess_words(s.lang).observation if o.name == "smoke"), None)
    if smoke is None or not says(smoke.words, s.claim.text):
        return None
    given = {c.name for c in smoke.cause if says(c.words, s.claim.text)}
    return given.pop() if len(given) == 1 and "fire" not in given else None


def explained(s: Stated) -> Event | None:
    """Who says why there was a blast or a fire ("the cause of the blast was a leak") says that there was one."""
    words = assess_words(s.lang)
    if s.claim.stance != "affirm" or says(words.refuted, s.claim.text) or not says(words.because, s.claim.text):
        return None
    seen = (o for o in words.observation if o.name in OBSERVED and says(o.words, s.claim.text))
    return next((OBSERVED[o.name] for o in seen), None)


def of_all(s: Stated) -> bool:
    """Does a denial of harm speak of anybody ("nobody was hurt"), not of one or some ("the child was not hurt")?"""
    words, (start, end) = assess_words(s.lang), s.claim.sentence
    told = s.claim.text if says(words.nobody, s.claim.text) else s.report.text[start:end]
    some = says(words.of_those, s.claim.text) and not says(words.of_anybody, s.claim.text)
    return not s.claim.trigger or (says(words.nobody, told) and not some)
