"""What changed in an incident: each difference with the words that brought it, for terminal and page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from allegedly.model import Assessment, Change
from allegedly.publish.clock import Clock
from allegedly.publish.labels import label
from allegedly.publish.told import Told, first_words, place_names, speaker_name

WORDS = {
    "occurrence": "Did it happen",
    "attribution": "Who did it",
    "toll": "Toll",
    "conflict": "Conflict",
    "stance": "Said otherwise",
    "proposition": "New",
    "status": "Standing",
    "credibility": "Credibility",
    "voice": "New voice",
    "silence": "Silence",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One change as it is shown: what kind, of whom or what, from what to what, and the first words that brought it."""

    kind: str
    about: str
    moved: str
    told: Told | None


def shown(found: Sequence[Change], now: Assessment, claims: Mapping[str, Told]) -> list[Difference]:
    """Each change in words; `now` is the assessment that the changes lead to."""
    places, voices = place_names(claims), {o.key: o.name for o in now.origins}
    names = {p.key: label(p, places) for p in now.propositions} | voices
    silent = {s.who: s.name for s in now.silences}
    rows = []
    for one in found:
        about = names.get(one.about) or silent.get(one.about) or ("" if one.about == now.incident else one.about)
        who = f"{voices.get(one.origin, one.origin)}: " if one.origin else ""
        moved = " -> ".join(x.replace("_", " ") for x in (one.before, one.after) if x and x != about)
        rows.append(Difference(WORDS[one.kind], f"{who}{about}", moved, first_words(one.claims, claims)))
    return rows


def changed(
    found: Sequence[Change], now: Assessment, claims: Mapping[str, Told], console: Console, clock: Clock
) -> None:
    """Each change with what it was and is, and the first words that brought it."""
    for one in shown(found, now, claims):
        console.print(Text.assemble((f"{one.kind}: ", "bold"), one.about, (f"  {one.moved}", "dim")))
        if one.told:
            at, said = clock.both(one.told.at, one.told.report.published_precision), one.told.claim
            console.print(Text(f'    {at} {speaker_name(said, one.told.report)}: "{said.text}"', style="dim"))
