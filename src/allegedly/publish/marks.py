"""Signs of the desk: each a shape and a word, never a colour alone. `sprite` names the symbol on the page."""

from collections.abc import Mapping
from dataclasses import dataclass

from allegedly.model import Cell, Claim
from allegedly.model.vocabulary import Attributed, Occurrence, Stance


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign: a character for the terminal, a symbol for the page, and its word."""

    sign: str
    sprite: str
    word: str


AFFIRM = Mark("●", "affirm", "affirms")
HEDGED = Mark("◐", "affirm1", "affirms, hedged")
DENY = Mark("⊘", "deny", "denies")
DENY_RULE = Mark("∅", "deny_rule", "denies, by rule")
QUERY = Mark("◇", "query", "asks")
RETRACT = Mark("⊖", "retract", "withdrew")
NO_COMMENT = Mark("▭", "no_comment", "no comment")
SILENT = Mark("◌", "silent", "silent")
NOTHING = Mark("·", "", "says nothing on this")
NONE_OFFERED = Mark("x", "e_none", "no evidence offered")
AGAINST = Mark("<", "i_against", "against own interest")
OWN_ACT = Mark("=", "a_self", "tells of its own act")
IN_FAVOUR = Mark(">", "i_for", "in own interest")

_STANCES: Mapping[str, Mark] = {
    "affirm": AFFIRM,
    "deny": DENY,
    "query": QUERY,
    "retract": RETRACT,
    "no_comment": NO_COMMENT,
}

OCCURRENCE: Mapping[Occurrence, Mark] = {
    "unassessed": Mark("□", "o_unassessed", "Unassessed"),
    "single_origin": Mark("●○", "o_single", "Single origin"),
    "corroborated": Mark("●●", "o_corroborated", "Corroborated"),
    "contested": Mark("▶◁", "o_contested", "Contested"),
    "discounted": Mark("⊠", "o_discounted", "Discounted"),
    "withdrawn": Mark("↩", "o_withdrawn", "Withdrawn"),
}

ATTRIBUTION: Mapping[Attributed, Mark] = {
    "none": Mark("○", "a_none", "None"),
    "alleged": Mark("→○", "a_alleged", "Alleged"),
    "self_acknowledged": Mark("↻", "a_self", "Self-acknowledged"),
    "contested": Mark("▶◁", "o_contested", "Contested"),
}

# What a letter beside a cell's sign means: evidence said to exist.
EVIDENCE: Mapping[str, str] = {
    "video": "v",
    "photo": "p",
    "audio": "a",
    "document": "d",
    "satellite": "s",
    "screenshot": "c",
    "witness": "w",
    "wreckage": "k",
    "data": "t",
    "other": "o",
}

# Headings of the matrix, in the order in which a reader asks.
GROUPS = (
    "Hits",
    "Attack and who did it",
    "Shot down",
    "Damage and harm",
    "Heard and seen",
    "Response",
    "Alert and closure",
    "Other happenings",
    "About what is said",
)

EVENT_GROUPS: Mapping[str, str] = {
    "attack": "Attack and who did it",
    "launch": "Attack and who did it",
    "impact": "Hits",
    "interception": "Shot down",
    "explosion": "Heard and seen",
    "fire": "Heard and seen",
    "damage": "Damage and harm",
    "killed": "Damage and harm",
    "injured": "Damage and harm",
    "missing": "Damage and harm",
    "evacuation": "Response",
    "response": "Response",
    "alert": "Alert and closure",
    "closure": "Alert and closure",
    "evidence_absent": "About what is said",
    "comment": "About what is said",
}


def of_cell(cell: Cell) -> Mark:
    """The sign of one origin on one proposition."""
    if cell.stance is None:
        return SILENT
    if cell.stance == "affirm" and cell.hedged:
        return HEDGED
    if cell.stance == "deny" and cell.by_rule:
        return DENY_RULE
    return _STANCES[cell.stance]


def of_stance(stance: Stance) -> Mark:
    """The sign of a stance without hedges."""
    return _STANCES[stance]


def of_claim(claim: Claim) -> Mark:
    """The sign of one claim."""
    return HEDGED if claim.stance == "affirm" and claim.hedges else _STANCES[claim.stance]


def group(event: str | None) -> str:
    """The heading under which a proposition stands."""
    return EVENT_GROUPS.get(event or "", "Other happenings")
