"""A text explained in the terminal: each claim and attribution with its rule, and what was considered and let go."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from allegedly.model import Claim, Considered, Extraction
from allegedly.publish.terminal import marked


def explained(found: Extraction, dropped: Sequence[Considered], rules: Mapping[str, str], console: Console) -> None:
    """Each attribution and claim with its rule and what it rests on; then what was considered and let go."""
    console.print(marked(found))
    for number, claim in enumerate(found.claims, 1):
        console.print(Text.assemble((f"\n[{number}] ", "bold"), f'"{claim.text}"'))
        for name, value in rests_on(claim):
            console.print(Text(f"    {name:<10} {value}"), soft_wrap=True)
        _ruled(claim.rule, rules, console)
    for one in found.attributions:
        who, cue = one.source.text if one.source else "nobody", one.cue.text if one.cue else "layout"
        words = " ... ".join(found.report.text[s.start : s.end] for s in one.content)
        console.print(Text.assemble("\n", (f"{who} ", "bold"), f'-> {cue} -> "{words}"'))
        _ruled(one.rule, rules, console)
    if dropped:
        console.print(Text("\nConsidered and let go", style="bold"))
    for gone in dropped:
        console.print(Text(f"    {gone.kind:<6} {gone.words.text!r}: {gone.reason}"), soft_wrap=True)


def rests_on(claim: Claim) -> Iterator[tuple[str, str]]:
    """What a claim says and the words it rests on, part by part; parts that it lacks are left out."""
    yield "says", f"{claim.stance} {claim.event or 'other'}" + (f" ({claim.trigger.text})" if claim.trigger else "")
    yield "speaker", claim.speaker.text if claim.speaker else "the outlet itself"
    parts = {
        "via": ", ".join(v.text for v in claim.via),
        "cue": claim.cue.text if claim.cue else "",
        "factuality": "" if claim.factuality == "asserted" else claim.factuality,
        "hedges": ", ".join(h.text for h in claim.hedges),
        "count": claim.count.text if claim.count else "",
        "object": claim.object or "",
        "places": ", ".join(p.text + (f" = {p.name}" if p.name else "") for p in claim.places),
        "time": claim.when.text if claim.when else "",
        "evidence": ", ".join(e.kind for e in claim.evidence),
        "because": "; ".join(claim.because),
    }
    yield from ((name, value) for name, value in parts.items() if value)


def _ruled(rule: str, rules: Mapping[str, str], console: Console) -> None:
    console.print(Text(f"    rule       {rule}: {rules.get(rule, '')}".rstrip(": "), style="dim"), soft_wrap=True)
