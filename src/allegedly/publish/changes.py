"""What changed in an incident, in the terminal: a line a change, and the words that brought it."""

from collections.abc import Mapping, Sequence

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


def changed(
    found: Sequence[Change], now: Assessment, claims: Mapping[str, Told], console: Console, clock: Clock
) -> None:
    """Each change with what it was and is, and the first words that brought it."""
    places, voices = place_names(claims), {o.key: o.name for o in now.origins}
    names = {p.key: label(p, places) for p in now.propositions} | voices
    silent = {s.who: s.name for s in now.silences}
    for one in found:
        about = names.get(one.about) or silent.get(one.about) or ("" if one.about == now.incident else one.about)
        who = f"{voices.get(one.origin, one.origin)}: " if one.origin else ""
        moved = " -> ".join(x.replace("_", " ") for x in (one.before, one.after) if x and x != about)
        console.print(Text.assemble((f"{WORDS[one.kind]}: ", "bold"), f"{who}{about}", (f"  {moved}", "dim")))
        told = first_words(one.claims, claims)
        if told:
            at = clock.both(told.at, told.report.published_precision)
            console.print(Text(f'    {at} {speaker_name(told.claim, told.report)}: "{told.claim.text}"', style="dim"))
