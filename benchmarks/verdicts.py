"""Figures for what a desk says about incidents: voices, contradictions, updates, silences, acknowledgements.

Every function takes desks and the gold lines of one split and gives tallies that add up over desks.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from allegedly.model import Conflict, Silence
from benchmarks.desk import Desk, Row
from benchmarks.score import dice

SAME_NAME = 0.5
Pair = tuple[str, frozenset[str]]  # a gold incident and two of its voices


@dataclass(slots=True)
class Hits:
    """Right, spurious and missed ones; what was missed or spurious, in words, for the list of misses."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    wanted: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)  # cause, words

    def __add__(self, other: "Hits") -> "Hits":
        return Hits(
            self.right + other.right,
            self.extra + other.extra,
            self.missed + other.missed,
            self.wanted + other.wanted,
            self.notes + other.notes,
        )

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 0.0

    @property
    def recall(self) -> float:
        """Share of what gold has that was found."""
        return (self.wanted - self.missed) / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


def voices(desk: Desk, incidents: Sequence[Row], named: bool = False) -> Hits:
    """Pairs of found claims of one incident: one voice in gold, one origin at the desk? `named`: where it is named."""
    total = Hits()
    for row in incidents:
        mine = [r for r in _spoken(desk, row) if r in desk.match and not (named and desk.gold[r].get("unnamed"))]
        for a, b in combinations(mine, 2):
            gold = desk.gold[a]["voice"] == desk.gold[b]["voice"]
            keys = [desk.origin_of.get(desk.match[r].id, r) for r in (a, b)]
            told = keys[0] == keys[1]
            total += Hits(gold and told, told and not gold, gold and not told, gold)
            if gold != told:
                words = f"{a} {b} {desk.gold[a]['voice']}|{desk.gold[b]['voice']}: {keys[0]} | {keys[1]}"
                total.notes.append(("voices merged" if told else _split(desk, a, b, keys), words))
    return total


def _split(desk: Desk, a: str, b: str, keys: Sequence[str]) -> str:
    """Why one voice counts as two."""
    lost = [r for r, key in zip((a, b), keys, strict=True) if key.startswith("outlet:")]
    if any(desk.gold[r].get("unnamed") for r in lost):
        return "voice split: a sentence that names nobody counts for the outlet"
    if lost:
        return "voice split: a named speaker counts for the outlet"
    langs = {desk.held[desk.gold[r]["report"]].lang for r in (a, b)}
    return "voice split: two names" + (" in two languages" if len(langs) > 1 else "")


def found(desk: Desk, incidents: Sequence[Row]) -> Hits:
    """Gold claims that the desk found in words."""
    refs = [r for row in incidents for r in _of(desk, row)]
    lost = [r for r in refs if r not in desk.match]
    notes = [("claim not found", f"{r} {desk.gold[r]['span']}") for r in lost]
    return Hits(len(refs) - len(lost), 0, len(lost), len(refs), notes)


def _of(desk: Desk, row: Row) -> list[str]:
    return [ref for ref, g in desk.gold.items() if g["report"] in row["reports"]]


def _spoken(desk: Desk, row: Row) -> list[str]:
    """Claims whose voice counts: a silence and missing evidence are told about somebody."""
    return [
        r for r in _of(desk, row) if desk.gold[r]["stance"] != "no_comment" and desk.gold[r]["proposition"] != "noev"
    ]


def flagged(desk: Desk, names: set[str]) -> dict[tuple[Pair, str], Conflict]:
    """The desk's open contradictions as pairs of gold voices with their kind, in the incidents of `names`."""
    pairs: dict[tuple[Pair, str], Conflict] = {}
    for c in _conflicts(desk):
        for a in c.a:
            for b in c.b:
                where = desk.incident(a)
                if where in names and not c.settled:
                    other = "" if desk.incident(b) == where else f"{desk.incident(b)}/"
                    pair = (where, frozenset((desk.voice_of[a], other + desk.voice_of[b])))
                    pairs.setdefault((pair, str(c.kind)), c)
    return pairs


def _conflicts(desk: Desk) -> Iterator[Conflict]:
    return (c for a in desk.assessed for c in a.conflicts)


def contradictions(desk: Desk, gold: Sequence[Row], names: set[str], kinds: bool = True) -> Hits:
    """Pairs of voices that gold has in contradiction, against the desk's; `open` ones may be either."""
    told = flagged(desk, names)
    ours = [g for g in gold if g["incident"] in names]
    lost = [g for g in ours if not g.get("open") and not any(_fits(g, k, kinds) for k in told)]
    right, extra = set(), {}
    for key, conflict in told.items():
        fitting = [g for g in ours if _fits(g, key, kinds)]
        unit = key if kinds else key[0]
        if any(not g.get("open") for g in fitting):
            right.add(unit)
        elif not fitting:
            extra[unit] = (key, conflict)
    notes = [(_why(desk, g), f"{g['incident']} {g['a']} | {g['b']} {g['kinds']}") for g in lost]
    notes += [(_spurious(key), f"{_words(key)}: {c.rule}: {c.explanation}") for key, c in extra.values()]
    return Hits(len(right), len(extra), len(lost), sum(not g.get("open") for g in ours), notes)


def _fits(gold: Row, key: tuple[Pair, str], kinds: bool) -> bool:
    (incident, pair), kind = key
    same = incident == gold["incident"] and pair == frozenset((gold["a"], gold["b"]))
    return same and (not kinds or kind in gold["kinds"])


def _words(key: tuple[Pair, str]) -> str:
    (incident, pair), kind = key
    return f"{incident} {' | '.join(sorted(pair))} {kind}"


def _spurious(key: tuple[Pair, str]) -> str:
    (_, pair), _kind = key
    if len(pair) == 1:
        return "conflict of one voice with itself"
    if any("/" in voice for voice in pair):
        return "conflict across incidents"
    return "conflict with words outside gold" if "?" in pair else "conflict that is none"


def _why(desk: Desk, gold: Row) -> str:
    """The first reason on the way why a contradiction of gold is not shown."""
    a, b = desk.ids(gold["a_claims"]), desk.ids(gold["b_claims"])
    if not a or not b:
        return "conflict missed: a claim is not found"
    seen = [c for c in _conflicts(desk) if _between(c, a, b)]
    if any(not c.settled for c in seen):
        return "conflict missed: of another kind"
    if seen:
        return "conflict missed: settled as " + seen[0].settled.split()[0]
    if not any({*i.claims} & a and {*i.claims} & b for i in desk.incidents):
        return "conflict missed: in two incidents"
    if {desk.origin_of.get(c) for c in a} & {desk.origin_of.get(c) for c in b}:
        return "conflict missed: two voices taken for one"
    return "conflict missed: " + (_misread(desk, (gold["a_claims"], gold["b_claims"])) or _apart(desk, gold, a, b))


def _apart(desk: Desk, gold: Row, a: set[str], b: set[str]) -> str:
    """How the propositions of two sides differ that were read well and yet not compared."""
    if not {"count", "polarity"} & set(gold["kinds"]):
        return f"no {' or '.join(gold['kinds'])} compared"
    pairs = [(p, q) for p in desk.propositions(a) for q in desk.propositions(b) if p.event == q.event]
    if not pairs:
        return "two events for one thing"
    pairs = [(p, q) for p, q in pairs if p.object == q.object]
    if not pairs:
        return "two kinds of object for one thing"
    if all(p.place != q.place for p, q in pairs):
        return "two places, or one without a place"
    return "alike in event, object and place"


def _misread(desk: Desk, sides: Sequence[Sequence[str]]) -> str:
    """What every found claim of one side was read wrongly as; nothing where both sides have one that was read well."""
    for side in sides:
        pairs = [(desk.gold[r], desk.match[r]) for r in side if r in desk.match]
        if all(g["stance"] != c.stance for g, c in pairs):
            return "read with another stance"
        if all(g["stance"] != c.stance or c.event not in g["event"] for g, c in pairs):
            return "read as another event"
    return ""


def _between(c: Conflict, a: set[str], b: set[str]) -> bool:
    one, other = set(c.a), set(c.b)
    return bool((one & a and other & b) or (one & b and other & a))


def told_apart(desk: Desk, updates: Sequence[Row], conflicts: Sequence[Row], names: set[str]) -> Hits:
    """Updates not shown as contradictions, and contradictions that the desk compares not taken for updates."""
    total = Hits()
    for u in updates:
        a, b = desk.ids(u["earlier"]), desk.ids(u["later"])
        if u["incident"] in names and a and b:
            wrong = any(_between(c, a, b) and not c.settled for c in _conflicts(desk))
            total += _judged(wrong, "update shown as contradiction", f"{u['incident']} {u['voice']} {u['proposition']}")
    for g in conflicts:
        a, b = desk.ids(g["a_claims"]), desk.ids(g["b_claims"])
        seen = [c for c in _conflicts(desk) if _between(c, a, b)]
        if g["incident"] in names and seen and not g.get("open"):
            wrong = all(c.settled for c in seen)
            total += _judged(wrong, "contradiction taken for update", f"{g['incident']} {g['a']} {g['b']}")
    return total


def _judged(wrong: bool, cause: str, words: str) -> Hits:
    return Hits(not wrong, 0, wrong, 1, [(cause, words)] if wrong else [])


def silent(desk: Desk, gold: Sequence[Row], names: set[str]) -> tuple[Hits, Hits]:
    """Who is said to be silent; and, of those found, whether the end is right."""
    ours, who, ends = [g for g in gold if g["incident"] in names], Hits(), Hits()
    told = [s for a in desk.assessed for s in a.silences if desk.where[s.report] in names]
    for g in (g for g in ours if g["told"]):
        mine = [s for s in told if _same(desk, g, s)]
        who += Hits(bool(mine), 0, not mine, 1, [] if mine else [("silence missed", f"{g['incident']} {g['who'][0]}")])
        if mine:
            reports = {desk.report_of[s.ended_by] if s.ended_by else None for s in mine}
            wrong = reports != {g["until"]}
            ends += _judged(wrong, "end of silence wrong", f"{g['incident']} {g['who'][0]}: {reports} for {g['until']}")
    spurious = {(desk.where[s.report], s.who): s for s in told if not any(_same(desk, g, s) for g in ours if g["told"])}
    notes = [("silence that is none", f"{where} {who}") for where, who in spurious]
    return who + Hits(extra=len(spurious), notes=notes), ends


def _same(desk: Desk, gold: Row, silence: Silence) -> bool:
    if desk.where[silence.report] != gold["incident"]:
        return False
    return silence.claim in desk.ids(gold["claims"]) or any(dice(w, silence.name) >= SAME_NAME for w in gold["who"])


def acknowledged(desk: Desk, gold: Sequence[Row], names: set[str]) -> Hits:
    """Acknowledgements that the desk marks: against interest, an act of one's own, or the ground of the attribution."""
    total = Hits()
    for g in gold:
        if g["incident"] in names:
            mine = desk.ids(g["claims"])
            wrong = not mine & _marked(desk)
            cause = "acknowledgement missed: " + ("not marked" if mine else "claim not found")
            total += _judged(wrong, cause, f"{g['incident']} {g['voice']}")
    return total


def _marked(desk: Desk) -> set[str]:
    claims = {c.id for one in desk.held.values() for c in one.claims if c.interest == "against"}
    for a in desk.assessed:
        claims |= {c for r in a.reasons if r.rule == "acknowledges" for c in r.claims}
        claims |= {c for cell in a.matrix.cells if cell.own_act or cell.interest == "against" for c in cell.claims}
    return claims


def standing(desk: Desk, gold: Sequence[Row], names: set[str]) -> Hits:
    """Gold propositions whose occurrence the desk gives too: in the proposition that holds most of their claims."""
    total = Hits()
    for g in gold:
        claims = desk.ids(r for key in ("affirm", "deny", "query", "retract") for r in g[key])
        if g["incident"] in names and claims:
            held = [p for p in desk.propositions(claims)]
            best = max(held, key=lambda p: len(claims & {*p.affirm, *p.deny, *p.query, *p.retract}), default=None)
            status = best.status if best else "none"
            words = f"{g['incident']} {g['proposition']}={g['value']}"
            total += _judged(status != g["status"], f"occurrence {status} for {g['status']}", words)
    return total


def evidence(desk: Desk, names: set[str]) -> Hits:
    """Evidence shown or said to exist, and evidence said to be absent, among all gold claims that tell of it."""
    total = Hits()
    for ref, g in desk.gold.items():
        if desk.where[g["report"]] in names and (g.get("evidence") or g["proposition"] == "noev"):
            claim = desk.match.get(ref)
            kinds = {e.kind for e in claim.evidence} if claim else set()
            wrong = claim is None or (claim.event != "evidence_absent" and not kinds & set(g.get("evidence", ())))
            total += _judged(wrong, "evidence missed", f"{ref} {g['span']}")
    return total


def copies(desk: Desk, gold: Sequence[Row], names: set[str]) -> Hits:
    """Pairs of reports whose text is taken from one another, in one language."""
    same = {"copy", "near", "forward"}
    wanted = {frozenset((o["report"], o["of"])) for o in gold if o["incident"] in names and o["how"] in same}
    groups: Iterable[Sequence[str]] = (g for i in desk.incidents for g in i.copies)
    told = {frozenset(p) for g in groups for p in combinations(g, 2) if desk.where[p[0]] in names}
    wanted = {pair for pair in wanted if pair <= desk.where.keys()}
    notes = [("copy missed", " ".join(sorted(p))) for p in wanted - told]
    notes += [("copy that is none", " ".join(sorted(p))) for p in told - wanted]
    return Hits(len(told & wanted), len(told - wanted), len(wanted - told), len(wanted), notes)
