"""The exchange contract (docs/contract.md) of what a desk holds: four JSON Lines files, as `allegedly batch` writes."""

from allegedly.publish.contract import incident_row
from allegedly.publish.exports.case import Case, Manner
from allegedly.publish.exports.places import shown_claim, shown_incident, shown_mention
from allegedly.publish.exports.target import Files
from allegedly.publish.exports.writing import Add, encode

PARTS = ("attributions.jsonl", "claims.jsonl", "mentions.jsonl", "incidents.jsonl")


def write(files: Files, manner: Manner) -> Add:
    """Each report's records once, however many incidents it tells of."""
    attributions, claims, mentions, incidents = (files.binary(name) for name in PARTS)
    seen: set[str] = set()

    def add(case: Case) -> None:
        shown = shown_incident(case.incident, manner.exact)
        incidents.write(encode(incident_row(shown, case.assessment)) + b"\n")
        for report, held in case.held.items():
            if report in seen:
                continue
            seen.add(report)
            attributions.writelines(encode(a) + b"\n" for a in held.attributions)
            claims.writelines(encode(shown_claim(c, manner.exact)) + b"\n" for c in held.claims)
            mentions.writelines(encode(shown_mention(m, manner.exact)) + b"\n" for m in held.mentions)

    return add
