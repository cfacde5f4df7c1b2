"""Airwars' grades of civilian harm (airwars.org/about/methodology), as far as the desk's standing carries them.

Not Airwars' judgement: the desk does not tell civilians from combatants, nor has it the record of military actions that
"Fair" and "Confirmed" ask for; it goes by what is claimed. A grade always names the claims it rests on.
"""

from allegedly.knowledge.exports import Grade, export_words
from allegedly.model.vocabulary import Event
from allegedly.publish.exports.case import Case, Manner
from allegedly.publish.exports.columns import Row
from allegedly.publish.exports.places import of_incident
from allegedly.publish.exports.sheets import sheet
from allegedly.publish.exports.target import Files
from allegedly.publish.exports.told_of import ARMED, HARM, actors, affirmed, affirming, toll, voices
from allegedly.publish.exports.writing import Add

PART = "airwars-grade.csv"
HEAD = (
    "incident", "title", "date_start", "date_end", "place_name", "latitude", "longitude", "place_precision",
    "airwars_grade", "rests_on", "harm_claims", "acknowledging_claims", "belligerents_named",
    "killed_low", "killed_high", "killed_low_claim", "killed_high_claim",
    "injured_low", "injured_high", "injured_low_claim", "injured_high_claim",
    "sources", "occurrence", "attribution",
)  # fmt: skip


def write(files: Files, manner: Manner) -> Add:
    """One row an incident."""
    take = sheet(files, PART, HEAD)
    return lambda case: take(row(case, manner))


def row(case: Case, manner: Manner) -> Row:
    """One incident; without harm affirmed it has no grade."""
    one, a, spot = case.incident, case.assessment, of_incident(case.incident, manner.exact)
    grade = graded(case)
    why = next((w.rests_on for w in export_words().airwars if w.grade == grade), "nobody affirms deaths or injuries")
    harm = tuple(dict.fromkeys(c for p in affirmed(case, HARM) for c in p.affirm))
    own = tuple(dict.fromkeys(c for cell in a.matrix.cells if cell.own_act for c in cell.claims))
    return (
        one.id, one.title, one.start, one.end, spot.name, spot.lat, spot.lon, spot.precision,
        grade, why, harm, own if grade == "Confirmed" else (), "; ".join(actors(case)),
        *_range(case, "killed"), *_range(case, "injured"), tuple(voices(case)), a.occurrence, a.attribution,
    )  # fmt: skip


def graded(case: Case) -> Grade | None:
    """The grade, in Airwars' words; in the order of `knowledge/exports.toml`."""
    a, harm = case.assessment, affirmed(case, HARM)
    if a.occurrence == "discounted":
        return "Discounted"
    if not harm:
        return None
    if a.attribution == "self_acknowledged":
        return "Confirmed"
    if a.attribution == "contested":
        return "Contested"
    return "Fair" if len(affirming(case, harm)) > 1 and affirmed(case, ARMED) else "Weak"


def _range(case: Case, event: Event) -> Row:
    told = toll(case, event)
    return (told.low, told.high, told.low_claim, told.high_claim) if told else (None,) * 4
