"""Propositions: claims of all languages laid side by side by what they say happened, where, to what, and how many.

A proposition's key is in no language. A general denial ("no hits in the town") speaks to every proposition of its event
and place; so does the rule that what was all intercepted hit nothing, which is marked as a denial by rule.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from allegedly.assess.known import Stated
from allegedly.assess.origins import Voice
from allegedly.assess.places import Where, meet
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.events import event_types, kinds
from allegedly.knowledge.linking import LinkingFile
from allegedly.model.vocabulary import Event

# Events whose figures are people; each figure is a proposition of its own.
COUNTED: frozenset[Event] = frozenset({"killed", "injured", "missing", "evacuation"})
# Kinds of thing that say no more than "something was hit".
BROAD = frozenset({None, "place"})
Value = float | int | str | None


@dataclass(frozen=True, slots=True)
class Topic:
    """What a proposition is about. `value` is a figure as written in no language: `2`, `5+`, `5-6`."""

    event: Event
    kind: str | None
    place: str | None
    value: str | None = None

    @property
    def key(self) -> str:
        """`event|kind|place|value`; what is not known is empty."""
        return "|".join(x or "" for x in (self.event, self.kind, self.place, self.value)).rstrip("|")


@dataclass(frozen=True, slots=True)
class Row:
    """A topic with its claims in order of time, and those that speak to it though they are not about it alone."""

    topic: Topic
    name: str | None
    claims: tuple[Stated, ...]
    general: tuple[Stated, ...] = ()
    by_rule: tuple[Stated, ...] = ()


def figure(s: Stated) -> str | None:
    """A count in no language: `7`, `5+` (at least), `-3` (at most), `5-6`; None without one."""
    count = s.claim.count
    if count is None or (count.low is None and count.high is None):
        return None
    low, high = _plain(count.low), _plain(count.high)
    if low == high:
        return low
    return f"{low or ''}+" if high is None else f"{low or ''}-{high}"


def _plain(number: float | int | None) -> str | None:
    return None if number is None else f"{number:g}" if isinstance(number, float) else str(number)


@dataclass(frozen=True, slots=True)
class Setting:
    """What grouping reads beside the claims: whose they are, where they stand, and denials that were since replaced."""

    heard: Mapping[str, Voice]
    where: Mapping[str, Where]
    rules: LinkingFile
    replaced: frozenset[str] = frozenset()

    def meet(self, a: Stated, b: Stated) -> bool:
        """Are two claims about one place, or both about none?"""
        one, other = self.where[a.claim.id], self.where[b.claim.id]
        if (one.key is None) != (other.key is None):
            return False
        return meet(one, other, self.rules)


def topic(s: Stated, where: Mapping[str, Where]) -> Topic | None:
    """What a claim is about; None for what is no happening (comment, missing evidence) or long past."""
    event = s.claim.event
    if event is None or event in ("comment", "evidence_absent") or s.claim.factuality == "historical":
        return None
    counted = event in COUNTED and s.claim.stance == "affirm"
    kind = "person" if event in COUNTED else s.claim.kind
    return Topic(event, kind, where[s.claim.id].key, figure(s) if counted else None)


def rows(stated: Sequence[Stated], setting: Setting) -> tuple[Row, ...]:
    """All propositions of the claims, sorted by key."""
    grouped: dict[Topic, list[Stated]] = defaultdict(list)
    for s in stated:
        about = topic(s, setting.where)
        if about is not None:
            grouped[about].append(s)
    told = [s for claims in grouped.values() for s in claims]
    return tuple(sorted((_row(t, claims, told, setting) for t, claims in grouped.items()), key=lambda r: r.topic.key))


def _row(about: Topic, claims: Sequence[Stated], told: Iterable[Stated], setting: Setting) -> Row:
    name = setting.where[claims[0].claim.id].name
    affirmed = [s for s in claims if s.claim.stance == "affirm"]
    if not affirmed:
        return Row(about, name, tuple(claims))
    mine = set(claims)
    general = [s for s in told if s not in mine and _speaks_to(s, about, affirmed, setting)]
    fallen = [s for s in told if s.claim.stance == "affirm" and of_debris(s)]
    excluding = [s for s in told if _excludes(s, about, affirmed, fallen, setting)]
    return Row(about, name, tuple(claims), _ordered(general), _ordered(excluding))


def _ordered(claims: Iterable[Stated]) -> tuple[Stated, ...]:
    return tuple(sorted(claims, key=lambda s: s.order))


def _speaks_to(s: Stated, about: Topic, affirmed: Sequence[Stated], setting: Setting) -> bool:
    """A denial of an event at large denies each instance of it that the place holds."""
    if s.claim.stance not in ("deny", "retract") or s.claim.event != about.event or s.claim.id in setting.replaced:
        return False
    here = setting.where[s.claim.id]
    if here.inherited and here.towns > 1:
        return False  # of several towns nobody can tell which one is meant
    if not _same_kind(s, about) or _partial(s, affirmed, setting):
        return False
    return any(setting.meet(s, a) for a in affirmed)


def _same_kind(s: Stated, about: Topic) -> bool:
    """A general denial fits every kind but debris: what fell is no hit."""
    if about.kind == "debris":
        return s.claim.kind == "debris"
    return about.event in COUNTED or s.claim.kind in BROAD or about.kind in BROAD or s.claim.kind == about.kind


def _partial(s: Stated, affirmed: Iterable[Stated], setting: Setting) -> bool:
    """In one report a denial beside an affirmation is about the rest ("one injured there; nobody elsewhere")."""
    mine, own = setting.heard[s.claim.id].key, s.claim.speaker is None
    return any(a.report.id == s.report.id and (own or setting.heard[a.claim.id].key == mine) for a in affirmed)


def _excludes(s: Stated, about: Topic, affirmed: Sequence[Stated], fallen: Sequence[Stated], setting: Setting) -> bool:
    """If all of them were stopped, none of them reached a target; what falls from those shot down is no such target."""
    if s.claim.event is None or s.claim.stance != "affirm" or s.claim.factuality != "asserted":
        return False
    if about.event not in event_types()[s.claim.event].all_excludes or not covers_all(s):
        return False
    if any(of_debris(a) for a in affirmed):
        return False
    kind = kinds().get(s.claim.kind or "")
    if about.event != "impact" and (kind is None or not kind.aerial):
        return False  # a raid that was beaten off may have cost lives
    if about.event != "impact" and any(setting.meet(a, f) for a in affirmed for f in fallen):
        return False  # what fell there may have done the harm
    return any(setting.meet(s, a) for a in affirmed)


def covers_all(s: Stated) -> bool:
    """Does the claim cover everything there was: "all missiles", or the attack as a whole?"""
    words, what = assess_words(s.lang), s.claim.object or ""
    kind = kinds().get(s.claim.kind or "")
    if not (kind is not None and kind.aerial) and not says(words.attack, what):
        return False
    at = s.claim.text.find(what) if what else 0
    # "All" must stand before what was stopped, or open the claim ("all ten", "все десять уничтожены").
    if says(words.all, s.claim.text[max(0, at - 30) : max(at, 0) + len(what)] if at >= 0 else s.claim.text[:40]):
        return True
    return says(words.attack, what) and says(words.stopped, s.claim.text)


def of_debris(s: Stated) -> bool:
    """Does the sentence speak of what falls from something shot down?"""
    start, end = s.claim.sentence
    return says(assess_words(s.lang).debris, s.report.text[start:end])
