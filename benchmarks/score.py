"""How far the desk's claims and incidents agree with gold. Standard library only.

Claims: pairs of largest intersection over union (at least .3) inside a report, greedily; a gold claim is right in
full where speaker (Dice of word tokens >= .5), stance and event agree. Incidents: B-cubed F1 (Bagga and Baldwin 1998).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from allegedly.model import Claim, Extraction, Incident, Span

CLOSE, SAME_NAME = 0.3, 0.5
Gold = Mapping[str, Any]


@dataclass(slots=True)
class Tally:
    """Counts of one language."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    speaker: int = 0
    stance: int = 0
    event: int = 0
    full: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall of found claims."""
        return 2 * self.found / (self.gold + self.predicted) if self.gold + self.predicted else 0.0

    @property
    def full_share(self) -> float:
        """Share of gold claims that are found with speaker, stance and event right."""
        return self.full / self.gold if self.gold else 0.0


def claims(gold: Iterable[Gold], held: Mapping[str, Extraction]) -> dict[str, Tally]:
    """A tally for each language."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    by_report: dict[str, list[Gold]] = defaultdict(list)
    for g in gold:
        by_report[g["report"]].append(g)
    for report, wanted in by_report.items():
        one = held[report]
        tally, got = tallies[one.report.lang or one.lang], list(one.claims)
        pairs = aligned(wanted, got, one.report.text)
        spare = {p.span for _, p in pairs}
        tally.gold += len(wanted)
        tally.predicted += len(pairs) + sum(c.span not in spare for c in got)
        for g, p in pairs:
            right = (speaker_right(g, p), g["stance"] == p.stance, p.event in as_list(g["event"]))
            tally.found += 1
            tally.speaker += right[0]
            tally.stance += right[1]
            tally.event += right[2]
            tally.full += all(right)
    return dict(tallies)


def aligned(gold: Sequence[Gold], predicted: Sequence[Claim], text: str) -> list[tuple[Gold, Claim]]:
    """Pairs of gold and predicted claims, each used once, closest first; event and speaker break ties."""
    scored = []
    for i, g in enumerate(gold):
        span = place(g, text)
        for j, p in enumerate(predicted):
            near = overlap(span, p.span)
            if near >= CLOSE:
                scored.append((near, p.event in as_list(g["event"]), speaker_right(g, p), -i, -j))
    pairs, used_gold, used = [], set(), set()
    for _, _, _, i, j in sorted(scored, reverse=True):
        if i not in used_gold and j not in used:
            used_gold.add(i)
            used.add(j)
            pairs.append((gold[-i], predicted[-j]))
    return pairs


def place(gold: Gold, text: str) -> Span:
    """Where the gold's words stand (their first place, or the one it names)."""
    at = -1
    for _ in range(int(gold.get("occurrence") or 1)):
        at = text.index(gold["span"], at + 1)
    return Span(at, at + len(gold["span"]))


def overlap(a: Span, b: Span) -> float:
    """Intersection over union."""
    both = max(0, min(a.end, b.end) - max(a.start, b.start))
    return both / (a.end - a.start + b.end - b.start - both)


def speaker_right(gold: Gold, claim: Claim) -> bool:
    """Is the speaker one that the gold names, by words or by resolved name? No gold speaker: the report itself."""
    names = [n for n in (claim.speaker.text, claim.speaker.name) if n] if claim.speaker else []
    wanted = [w for k in ("speakers", "speaker", "speaker_resolved") for w in as_list(gold.get(k)) if w]
    if not gold.get("speaker") and not gold.get("speakers") and not names:
        return True
    return any(dice(w, n) >= SAME_NAME for w in wanted for n in names)


def dice(a: str, b: str) -> float:
    """Shared word tokens, articles left out, doubled, over all."""
    x, y = tokens(a), tokens(b)
    return 2 * (x & y).total() / (x.total() + y.total()) if x and y else 0.0


def tokens(words: str) -> Counter[str]:
    """Word tokens in lower case."""
    return Counter(t for t in re.findall(r"\w+", words.casefold()) if t not in {"the", "a", "an"})


def as_list(value: Any) -> list[Any]:
    """A list as it is, nothing as an empty one, anything else as a list of one."""
    return [] if value in (None, "") else list(value) if isinstance(value, list) else [value]


def b_cubed(gold: Iterable[Gold], incidents: Iterable[Incident]) -> tuple[float, float, float]:
    """Precision, recall and F1 over reports; memberships may overlap (the best matching one of each report counts)."""
    true = {r: set(g["reports"]) for g in gold for r in g["reports"]}
    mine: dict[str, list[set[str]]] = defaultdict(list)
    for incident in incidents:
        members = set(incident.reports) & true.keys()
        for r in members:
            mine[r].append(members)
    precision = recall = 0.0
    for r, whole in true.items():
        own = max(mine[r] or [{r}], key=lambda m: len(m & whole) / len(m | whole))
        precision += len(own & whole) / len(own)
        recall += len(own & whole) / len(whole)
    p, q = precision / len(true), recall / len(true)
    return p, q, 2 * p * q / (p + q)
