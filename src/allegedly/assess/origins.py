"""Origins: the one voice behind a claim. Outlets that retell it are its carriers, however many they are.

The rules stand in `RULES`, the first that answers wins; the docstring of each is the reason that a reader sees. None of
them asks which party speaks.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from allegedly.assess.known import Stated
from allegedly.assess.lines import END
from allegedly.assess.names import NAMED, closes, nameless, same_name
from allegedly.assess.retold import OWN, first_copies, told_before
from allegedly.knowledge.actors import Actor, actors
from allegedly.knowledge.anaphora import former
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.bodies import body, leads, own_name
from allegedly.knowledge.identity import key, outlet
from allegedly.model import Origin
from allegedly.model.moments import undated_last
from allegedly.model.vocabulary import LANGS

# Voices that nobody can look up: their origin is who vouches for them.
UNNAMED = frozenset({"witness", "group", "unknown", "person"})
# Whose subscribers they are, their channel knows.
SUBSCRIBERS = "group:subscribers"
# Keys that begin so are of somebody else than an office of a party or place.
KINDS_OF_KEY = frozenset({"body", "described", "group", "name", "office", "outlet", "person"})
HEARSAY = frozenset({"hearsay", "media"})
ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\w)", re.IGNORECASE)
# Names whose identity is remembered: outlets and offices speak again and again.
NAMES = 8192
CAPITALS = re.compile(r"(?<![.!?]\s)(?:[A-ZА-ЯЁЄІЇҐ][\w’'-]+(?:\s+|$)){1,4}")
# A body's own name after what it is ("the plant's parent, ...").
APPOSED = re.compile(r", ((?:[A-ZА-ЯЁЄІЇҐ][\w’'-]+\s*){1,4})$")
# Who speaks for no body, whatever name stands in their words.
NO_BODY = frozenset({"channel", "media", "military", "witness"})
# A sentence that credits somebody is short, and opens with the words that do it.
CREDIT, OPENING = 120, 5
QUOTED = re.compile(r"[«„“\"]([^«»„“”\"]{2,60})[»“”\"]")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who a claim's origin is: a key, a name to show, what it is, and whether it may corroborate."""

    key: str
    name: str
    kind: str
    party: str | None
    counts: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Around:
    """What the rules may ask: the outlets at hand, copies of a report, and claims told earlier in the same words."""

    outlets: Mapping[str, str] = field(default_factory=dict)
    first_copy: Mapping[str, Stated] = field(default_factory=dict)
    told_before: Mapping[str, Stated] = field(default_factory=dict)
    # Outlets at hand that others cite vouch for what they have from people; so do those who are cited for what others
    # have: these outlets, and the reports that cite them.
    vouched: frozenset[str] = frozenset()
    # Claims of somebody inside a body who speaks without a name, not for it.
    nameless: frozenset[str] = frozenset()


def named_speaker(s: Stated, around: Around) -> Voice | None:
    """The innermost speaker that can be identified is the origin; who passes the words on is a carrier."""
    speaker = s.claim.speaker
    if (
        speaker is None
        or speaker.kind in OWN
        or not _identified(speaker.id, speaker.kind, speaker.name or speaker.text)
        or _bare_body(s)
    ):
        return None
    held = None if actors().by_id(speaker.id) else _at_hand(speaker.name or speaker.text, around)
    if held is not None:
        return _relay(around.outlets[held], held, around, named_speaker.__name__)
    office = _office(speaker.text) if speaker.party is None and speaker.kind in ("military", "official") else None
    if office is not None:
        return Voice(office.id, office.name, office.kind, office.party, True, named_speaker.__name__)
    identity = speaker.id or _by_name(speaker.name or speaker.text, speaker.kind)
    party = speaker.party or (known.party if (known := actors().by_id(identity)) else None)
    return Voice(identity, speaker.name or speaker.text, speaker.kind, party, True, named_speaker.__name__)


def nameless_insider(s: Stated, around: Around) -> Voice | None:
    """Somebody in a body who will not be named ("a source in the ministry") does not speak for it, the outlet does."""
    return _outlet(s, nameless_insider.__name__, s) if s.claim.id in around.nameless else None


def bearing_a_name(s: Stated, around: Around) -> Voice | None:
    """A body that the words name beside what it is ("the aid group ...") is that one; so is who leads it."""
    speaker = s.claim.speaker
    if speaker is None or speaker.kind in OWN or speaker.kind in NO_BODY or speaker.party:
        return None
    office = actors().by_id(speaker.id)
    if speaker.id is not None and (office is None or office.institution is None or speaker.id in actors().actors):
        return None
    # Capitals are a name where the registry would not have a town of them ("the company Arden Cable").
    town = office.id.partition(":")[0] if office is not None else ""
    said = town != "any" and f" {key(town)} " in f" {key(speaker.text)} "
    quoted = office is not None and (office.kind != "group" or said)
    name = own_name(speaker.text, s.lang, quoted) or own_name(speaker.name or "", s.lang, quoted)
    if name is None or former(speaker.text, s.lang):
        return None
    return Voice(_by_name(name, "group"), name, speaker.kind, None, True, bearing_a_name.__name__)


def outlets_own(s: Stated, around: Around) -> Voice | None:
    """An outlet's correspondent, editors or subscribers speak for the outlet that the words name."""
    speaker = s.claim.speaker
    if speaker is None or speaker.kind in OWN or not (speaker.id or "group:").startswith("group:"):
        return None
    held = next((k for k, shown in sorted(around.outlets.items()) if closes(speaker.text, shown)), None)
    if held is not None:
        return _relay(around.outlets[held], held, around, outlets_own.__name__)
    return None


def named_by_what_it_is(s: Stated, around: Around) -> Voice | None:
    """An office or body named by what it is (the hospital, the union) is one voice within an incident."""
    speaker = s.claim.speaker
    bare = _bare_body(s)
    if speaker is not None and bare is not None:
        return Voice(bare.id, bare.name, bare.kind, None, True, named_by_what_it_is.__name__)
    if speaker is None or speaker.kind in OWN or not (speaker.id or "").startswith("any:"):
        return None
    told = APPOSED.search(speaker.text)
    if told and not leads(speaker.text, s.lang):  # "its spokeswoman, Ann Lee" speaks for it under her own name
        name = told.group(1)
        return Voice(_by_name(name, "group"), name, speaker.kind, None, True, named_by_what_it_is.__name__)
    body = actors().by_id(speaker.id)
    shown = body.name if body else speaker.text
    return Voice(speaker.id or "", shown, speaker.kind, speaker.party, True, named_by_what_it_is.__name__)


def _bare_body(s: Stated) -> Actor | None:
    """The kind of office that plain words without a name mean ("the city authorities") where nobody knew more."""
    speaker = s.claim.speaker
    if speaker is None or speaker.id is not None or speaker.kind != "official" or NAMED.search(speaker.text[1:]):
        return None
    if former(speaker.text, s.lang):
        return None
    office = actors().institution_in(speaker.text, s.lang)
    return actors().office(office, "any") if office is not None and office.of == "place" else None


def unlisted_body(s: Stated, around: Around) -> Voice | None:
    """A body that no list knows is known by what it is and of whom ("the pilots' association"), in any language."""
    speaker = s.claim.speaker
    if speaker is None or speaker.id is not None or speaker.kind not in ("group", "official", "unknown"):
        return None
    what = None if former(speaker.text, s.lang) else body(speaker.text, s.lang) or body(speaker.name or "", s.lang)
    shown = speaker.name or ARTICLE.sub("", speaker.text)
    return Voice(f"body:{what}", shown, speaker.kind, None, True, unlisted_body.__name__) if what else None


def described(s: Stated, around: Around) -> Voice | None:
    """A channel that a report only describes (a town's channel) speaks for itself; its origin is unknown.

    Sources without a name are no voice of their own: the outlet vouches for them.
    """
    speaker = s.claim.speaker
    group = actors().by_id(speaker.id) if speaker is not None and (speaker.id or "").startswith("group:") else None
    if speaker is None or group is None or group.kind != "channel" or s.report.forward:
        return None
    here = _outlet_key(s)
    if {r.id or _by_name(name, "channel") for r in s.relays if (name := r.name or _name(r.text))} - {here}:
        return None
    name = f"described:{here}:{group.id.partition(':')[2]}"
    shown = speaker.text if " " in speaker.text else speaker.name or speaker.text  # "it" shows as what it stands for
    return Voice(name, shown, group.kind, speaker.party, False, described.__name__)


def innermost_relay(s: Stated, around: Around) -> Voice | None:
    """A speaker whom nobody can identify is as good as who vouches for it: the relay nearest to it is the origin."""
    if s.claim.speaker is None or s.claim.speaker.kind in OWN:
        return None
    for relay in reversed(s.relays):
        name = relay.name or _name(relay.text)
        if name and not (relay.id or "").startswith(("group:", "any:")) and not _is_its_own(name, s):
            return _relay(name, relay.id, around, innermost_relay.__name__)
    return None


def crowd(s: Stated, around: Around) -> Voice | None:
    """People named by what they are alone (residents, relatives) are one voice, however many outlets heard them."""
    speaker = s.claim.speaker
    group = actors().by_id(speaker.id) if speaker is not None and (speaker.id or "").startswith("group:") else None
    if group is None or group.kind != "witness" or group.id == SUBSCRIBERS or s.report.forward:
        return None
    if not around.vouched.isdisjoint((_outlet_key(s), s.report.id)):
        return None
    return Voice(group.id, group.name, group.kind, None, True, crowd.__name__)


def _at_hand(name: str, around: Around) -> str | None:
    """The outlet at hand that a name means, in whatever form or script."""
    return next((k for k, shown in sorted(around.outlets.items()) if same_name(name, shown)), None)


def _relay(name: str, identity: str | None, around: Around, rule: str) -> Voice:
    """A relay as a voice; an inflected name means the outlet at hand whose name it is a form of."""
    held = _at_hand(name, around)
    identity = held or identity or _by_name(name, "channel")
    known = actors().by_id(identity)
    kind, party = (known.kind, known.party) if known else ("channel", None)
    return Voice(identity, around.outlets.get(identity, name), kind, party, True, rule)


def _is_its_own(name: str, s: Stated) -> bool:
    """Is it the report's outlet, in full or in short ("residents told the Post")? It stands between nobody."""
    return same_name(name, s.report.source) or closes(s.report.source, ARTICLE.sub("", name))


def forwarded_from(s: Stated, around: Around) -> Voice | None:
    """A forwarded post is the words of where it was first posted."""
    forward = s.report.forward
    return _relay(forward.source, None, around, forwarded_from.__name__) if forward and key(forward.source) else None


def first_of_copies(s: Stated, around: Around) -> Voice | None:
    """A copy is the words of the earliest report that has them."""
    first = around.first_copy.get(s.report.id)
    return None if first is None else _outlet(first, first_of_copies.__name__, s)


def told_in_other_words(s: Stated, around: Around) -> Voice | None:
    """A claim without attribution that repeats an earlier report nearly word for word comes from that report."""
    first = around.told_before.get(s.claim.id)
    return None if first is None else _outlet(first, told_in_other_words.__name__, s)


def credited_after(s: Stated, around: Around) -> Voice | None:
    """What an outlet tells, and says in the next sentence from whom it has it, is theirs."""
    if s.claim.speaker is not None and s.claim.speaker.kind not in OWN:
        return None
    rest = s.report.text[s.claim.sentence.end :].lstrip(" ")[:CREDIT]
    told = END.split(rest, maxsplit=1)[0]
    if not says(assess_words(s.lang).credit, " ".join(told.split()[:OPENING])):
        return None
    office = actors().institution_in(told, s.lang)
    body = actors().by_id(f"any:{office.id}") if office else None
    return Voice(body.id, body.name, body.kind, body.party, True, credited_after.__name__) if body else None


def own_voice(s: Stated, around: Around) -> Voice | None:
    """Without any attribution the outlet itself is the origin; an outlet without a name counts for nobody."""
    return _outlet(s, own_voice.__name__, s)


RULES: tuple[Callable[[Stated, Around], Voice | None], ...] = (
    nameless_insider,
    outlets_own,
    bearing_a_name,
    unlisted_body,
    named_speaker,
    named_by_what_it_is,
    described,
    innermost_relay,
    crowd,
    credited_after,
    forwarded_from,
    first_of_copies,
    told_in_other_words,
    own_voice,
)


def heard_by_rule(stated: Sequence[Stated], copies: Iterable[Sequence[str]]) -> dict[str, Voice]:
    """The voice of every claim as the rules tell it from the claim alone, by claim id."""
    outlets = {_outlet_key(s): s.report.source for s in stated if key(s.report.source)}
    earlier = first_copies(stated, copies), told_before(stated)
    around = Around(outlets, *earlier, _vouched(stated, outlets), nameless(stated))
    return {s.claim.id: next(v for rule in RULES if (v := rule(s, around))) for s in stated}


def publishers(stated: Sequence[Stated], copies: Iterable[Sequence[str]]) -> int:
    """How many outlets publish words of their own about it: who only copies another, or has no name, is none."""
    first = first_copies(stated, copies)
    return len({_outlet_key(first.get(s.report.id, s)) for s in stated if key(s.report.source)})


def origins(stated: Sequence[Stated], heard: Mapping[str, Voice]) -> tuple[Origin, ...]:
    """The origins of claims in order of their first words, each with its claims and the reports that only carry it."""
    mine: dict[str, list[Stated]] = defaultdict(list)
    for one in stated:
        mine[heard[one.claim.id].key].append(one)
    made = [_origin(k, found, heard) for k, found in mine.items()]
    return tuple(sorted(made, key=lambda o: (*undated_last(o.first), o.key)))


def _origin(identity: str, found: Sequence[Stated], heard: Mapping[str, Voice]) -> Origin:
    all_voices = [heard[s.claim.id] for s in found]
    own = [v for v in all_voices if v.kind == "outlet"]
    shown = max(own or all_voices, key=lambda v: (len(v.name), v.name))
    carriers = sorted({s.report.id for s in found if _outlet_key(s) != identity})
    names = sorted({v.name for v in all_voices})
    return Origin(
        identity,
        actors().shown(identity, names) or office_name(identity, names) or shown.name,
        shown.kind,
        next((v.party for v in all_voices if v.party), None),
        tuple(s.claim.id for s in found),
        tuple(carriers),
        found[0].at,
        any(v.counts for v in all_voices),
    )


def office_name(identity: str, said: Sequence[str]) -> str | None:
    """An office made from an institution by the registry's name, or by one that begins so and says who; else None."""
    owner, _, office = identity.partition(":")
    institution = None if owner in KINDS_OF_KEY else actors().institutions.get(office)
    if institution is None or identity in actors().actors:
        return None
    fuller = [name for name in said if name.startswith(f"{institution.name} (")]
    return max(fuller, key=len, default=actors().office(institution, owner).name)


@lru_cache(NAMES)
def _office(words: str) -> Actor | None:
    """The office of a side that the words name ("the General Staff of ..."), in whichever language."""
    registry = actors()
    for lang in LANGS:
        office, side = registry.institution_in(words, lang), registry.party_in(words, lang)
        if office is not None and side is not None and office.of == "party":
            return registry.office(office, side)
    return None


def _identified(identity: str | None, kind: str, words: str) -> bool:
    """Is it somebody that a reader could look up? Groups and bystanders are not."""
    if identity is not None:
        return not identity.startswith(("group:", "any:"))
    return kind not in UNNAMED and bool(key(words))


@lru_cache(NAMES)
def _by_name(name: str, kind: str) -> str:
    """The identity of a name: the registry's, else an outlet's for outlets, else the folded name."""
    known = actors().by_name(name) or _office(name)
    if known:
        return known.id
    return outlet(name) if kind in ("channel", "media", "outlet") else f"name:{key(ARTICLE.sub('', name))}"


def _name(words: str) -> str:
    """The name in a relay's words: what stands in quotation marks, else the capitalised words, else nothing."""
    quoted = QUOTED.search(words)
    if quoted:
        return quoted.group(1).strip()
    found = CAPITALS.findall(words)
    return max(found, key=len).strip() if found else ""


def _outlet_key(s: Stated) -> str:
    return _by_name(s.report.source, "outlet") if key(s.report.source) else f"unknown:{s.report.id}"


def _outlet(first: Stated, rule: str, s: Stated) -> Voice:
    """The outlet of a report as a voice; what it has only from hearsay does not count."""
    name = first.report.source
    counts = bool(key(name)) and s.claim.basis not in HEARSAY
    known = actors().by_name(name) if key(name) else None
    return Voice(
        _outlet_key(first), name, known.kind if known else "outlet", known.party if known else None, counts, rule
    )


def _vouched(stated: Iterable[Stated], outlets: Mapping[str, str]) -> frozenset[str]:
    """The outlets at hand that another one's report names as a speaker or a relay, and these reports."""
    found: set[str] = set()
    called: dict[str, list[str]] = {"": []}  # the outlets that a name means
    for s in stated:
        speaker = s.claim.speaker
        names = {relay.name or _name(relay.text) for relay in s.relays}
        if speaker is not None and speaker.kind not in OWN:
            names |= {speaker.name or "", _name(speaker.text)}
        for name in names - called.keys():
            called[name] = [k for k, shown in outlets.items() if same_name(name, shown)]
        cited = {k for name in names for k in called[name]} - {_outlet_key(s)}
        found.update(cited, [s.report.id] if cited else [])
    return frozenset(found)
