"""Propositions: claims of all languages laid side by side by what they say happened, where, to what, and how many.

A proposition's key is in no language. A general denial ("no hits in the town") speaks to every proposition of its event
and place; so does the rule that what was all intercepted hit nothing, which is marked as a denial by rule.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from allegedly.assess.alike import VAGUE, named, things
from allegedly.assess.joining import BROAD, Groups, joined, localised
from allegedly.assess.known import Stated
from allegedly.assess.origins import Voice
from allegedly.assess.places import Where, meet, part_of
from allegedly.assess.topics import COUNTED, Topic, figure, stopped_all, topic
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.events import event_types, kinds
from allegedly.knowledge.linking import LinkingFile
from allegedly.model.vocabulary import Event


@dataclass(frozen=True, slots=True)
class Row:
    """A topic with its claims in order of time, and those that speak to it though they are not about it alone."""

    topic: Topic
    name: str | None
    claims: tuple[Stated, ...]
    general: tuple[Stated, ...] = ()
    by_rule: tuple[Stated, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What grouping reads beside the claims: whose they are, where they stand, and denials that were since replaced."""

    heard: Mapping[str, Voice]
    where: Mapping[str, Where]
    rules: LinkingFile
    replaced: frozenset[str] = frozenset()
    # Answers already given, by pair of places: an incident has few places and many claims.
    _met: dict[tuple[Where, Where], bool] = field(default_factory=dict, compare=False, repr=False)

    def meet(self, a: Stated, b: Stated) -> bool:
        """Are two claims about one place, or both about none?"""
        return self.places_meet(self.where[a.claim.id], self.where[b.claim.id])

    def places_meet(self, one: Where, other: Where) -> bool:
        """Are two places one, or neither known?"""
        if (one, other) not in self._met:
            unknown = (one.key is None) != (other.key is None)
            self._met[one, other] = not unknown and meet(one, other, self.rules)
        return self._met[one, other]


@dataclass(frozen=True, slots=True)
class Told:
    """The claims that may speak to rows other than their own, picked once for all rows."""

    denials: Mapping[Event | None, tuple[Stated, ...]]
    excluding: tuple[Stated, ...]
    # Where something shot down is said to have fallen.
    fallen: tuple[Where, ...]
    # Who affirms an event of a place in which report; without a voice, which reports affirm it at all.
    affirming: frozenset[tuple[Event | None, str | None, str, str]]


def rows(stated: Sequence[Stated], setting: Setting) -> tuple[Row, ...]:
    """All propositions of the claims, sorted by key."""
    grouped: dict[Topic, list[Stated]] = defaultdict(list)
    for s in stated:
        about = topic(s, setting.where)
        if about is not None:
            grouped[about].append(s)
    grouped = _apart(joined(localised(joined(grouped), setting.where, setting.heard, setting.rules)))
    told = _told([s for claims in grouped.values() for s in claims], setting)
    made = [_row(t, claims, told, setting) for t, claims in grouped.items()]
    return tuple(sorted(_spoken(made), key=lambda r: r.topic.key))


def _apart(grouped: Groups) -> dict[Topic, list[Stated]]:
    """What no event tells of is of one proposition only with what is about the same things and acts."""
    found: dict[Topic, list[Stated]] = {}
    for about, claims in grouped.items():
        if about.event not in VAGUE or all(s.claim.event not in VAGUE for s in claims):  # smoke of no fire has a cause
            found[about] = list(claims)
            continue
        for same in things(claims):
            found.setdefault(replace(about, about=named(same)), []).extend(same)
    return found


def _spoken(rows: Sequence[Row]) -> list[Row]:
    """Without rows of mere denials that stand, each of them, against what somebody affirms in another row."""
    against = {s.claim.id for row in rows for s in row.general}
    return [row for row in rows if not all(s.claim.stance == "deny" and s.claim.id in against for s in row.claims)]


def _told(told: Sequence[Stated], setting: Setting) -> Told:
    denials: dict[Event | None, list[Stated]] = defaultdict(list)
    for s in told:
        if s.claim.stance in ("deny", "retract") and s.claim.id not in setting.replaced:
            here = setting.where[s.claim.id]
            if not (here.inherited and here.towns > 1):  # of several towns nobody can tell which one is meant
                denials[s.claim.event].append(s)
    affirmed = [s for s in told if s.claim.stance == "affirm"]
    return Told(
        {event: tuple(claims) for event, claims in denials.items()},
        tuple(s for s in affirmed if _stops_all(s)),
        tuple({setting.where[s.claim.id]: None for s in affirmed if of_debris(s)}),
        frozenset(
            (s.claim.event, setting.where[s.claim.id].key, s.report.id, voice)
            for s in affirmed
            if not of_debris(s)  # who tells of falling debris tells of no hit, and may deny all of them
            for voice in (setting.heard[s.claim.id].key, "")
        ),
    )


def _row(about: Topic, claims: Sequence[Stated], told: Told, setting: Setting) -> Row:
    name = setting.where[claims[0].claim.id].name
    affirmed = [s for s in claims if s.claim.stance == "affirm"]
    if not affirmed:
        return Row(about, name, tuple(claims))
    mine = {s.claim.id for s in claims}
    here = tuple({setting.where[s.claim.id]: None for s in affirmed})
    # What is denied of things that no event tells of is denied of its own.
    denials = () if about.event in VAGUE else told.denials.get(about.event, ())
    meeting = (s for s in denials if s.claim.id not in mine and _reaches(s, here, setting))
    general = [s for s in meeting if _same_kind(s, about) and not _partial(s, about, told, setting)]
    # Who takes a figure back takes back that one.
    general = [s for s in general if about.event not in COUNTED or s.claim.stance == "deny" or not figure(s)]
    debris = any(of_debris(a) for a in affirmed)
    excluding = [] if debris else [s for s in told.excluding if _excludes(s, about, here, told.fallen, setting)]
    return Row(about, name, tuple(claims), _ordered(general), _ordered(excluding))


def _reaches(s: Stated, here: Iterable[Where], setting: Setting) -> bool:
    """Does a denial speak of the place? What is denied of a town says nothing of the region around it."""
    mine = setting.where[s.claim.id]
    return any(
        setting.places_meet(mine, w) and (mine.key == w.key or not part_of(mine, w, setting.rules)) for w in here
    )


def _there(s: Stated, here: Iterable[Where], setting: Setting) -> bool:
    return any(setting.places_meet(setting.where[s.claim.id], w) for w in here)


def _ordered(claims: Iterable[Stated]) -> tuple[Stated, ...]:
    return tuple(sorted(claims, key=lambda s: s.order))


def _same_kind(s: Stated, about: Topic) -> bool:
    """A general denial fits every kind but debris: what fell is no hit."""
    if about.kind == "debris":
        return s.claim.kind == "debris"
    return about.event in COUNTED or s.claim.kind in BROAD or about.kind in BROAD or s.claim.kind == about.kind


def _partial(s: Stated, about: Topic, told: Told, setting: Setting) -> bool:
    """In one report a denial beside an affirmation is about the rest ("one injured there; nobody elsewhere")."""
    mine = "" if s.claim.speaker is None else setting.heard[s.claim.id].key
    return (s.claim.event, about.place, s.report.id, mine) in told.affirming


def _stops_all(s: Stated) -> bool:
    """Does the claim state as a fact that all there was was stopped?"""
    if s.claim.event is None or s.claim.factuality != "asserted":
        return False
    return stopped_all(s) or (bool(event_types()[s.claim.event].all_excludes) and covers_all(s))


def _excludes(s: Stated, about: Topic, here: Iterable[Where], fallen: Iterable[Where], setting: Setting) -> bool:
    """If all of them were stopped, none of them reached a target; what falls from those shot down is no such target."""
    event = "interception" if stopped_all(s) else s.claim.event
    if event is None or about.event not in event_types()[event].all_excludes:
        return False
    kind = kinds().get(s.claim.kind or "")
    flew = stopped_all(s) or (kind is not None and kind.aerial)
    if about.event != "impact" and not flew:
        return False  # a raid that was beaten off may have cost lives
    if about.event != "impact" and any(setting.places_meet(w, f) for w in here for f in fallen):
        return False  # what fell there may have done the harm
    return _there(s, here, setting)


def covers_all(s: Stated) -> bool:
    """Does the claim cover everything there was: "all missiles", or the attack as a whole?"""
    words, what = assess_words(s.lang), s.claim.object or ""
    kind = kinds().get(s.claim.kind or "")
    if not (kind is not None and kind.aerial) and not says(words.attack, what):
        return False
    at = s.claim.text.find(what) if what else 0
    # "All" must stand close before what was stopped ("all ten missiles", not "all aboard the helicopter"), or open
    # the claim ("все десять уничтожены").
    before = s.claim.text[max(0, at - 30) : max(at, 0)].split()[-3:]
    if says(words.all, " ".join((*before, what)) if at >= 0 else s.claim.text[:40]):
        return True
    return says(words.attack, what) and says(words.stopped, s.claim.text)


def of_debris(s: Stated) -> bool:
    """Does the sentence speak of what falls from something shot down?"""
    start, end = s.claim.sentence
    return says(assess_words(s.lang).debris, s.report.text[start:end])
