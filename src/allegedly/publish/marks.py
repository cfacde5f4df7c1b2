"""Signs of the desk: each a shape and a word, never a colour alone. `sprite` names the symbol on the page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from allegedly.model import Cell, Claim
from allegedly.model.vocabulary import Attributed, Lang, Occurrence, Stance
from allegedly.publish.tongue import _, catalogue, later, spoken


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign: a character for the terminal, a symbol for the page, and its word."""

    sign: str
    sprite: str
    word: str


AFFIRM = Mark("●", "affirm", later("affirms"))
HEDGED = Mark("◐", "affirm1", later("affirms, hedged"))
DENY = Mark("⊘", "deny", later("denies"))
DENY_RULE = Mark("∅", "deny_rule", later("denies, by rule"))
QUERY = Mark("◇", "query", later("asks"))
RETRACT = Mark("⊖", "retract", later("withdrew"))
NO_COMMENT = Mark("▭", "no_comment", later("no comment"))
SILENT = Mark("◌", "silent", later("silent"))
NOTHING = Mark("·", "", later("says nothing on this"))
HELD_TO = Mark("~", "hedge", later("hedged"))
MENTIONED = Mark("", "e_said", later("evidence mentioned"))
NONE_OFFERED = Mark("x", "e_none", later("no evidence offered"))
AGAINST = Mark("<", "i_against", later("against own interest"))
OWN_ACT = Mark("=", "a_self", later("tells of its own act"))
IN_FAVOUR = Mark(">", "i_for", later("in own interest"))

STANCES: Mapping[str, Mark] = {
    "affirm": AFFIRM,
    "deny": DENY,
    "query": QUERY,
    "retract": RETRACT,
    "no_comment": NO_COMMENT,
}

OCCURRENCE: Mapping[Occurrence, Mark] = {
    "unassessed": Mark("□", "o_unassessed", later("Unassessed")),
    "single_origin": Mark("●○", "o_single", later("Single origin")),
    "corroborated": Mark("●●", "o_corroborated", later("Corroborated")),
    "contested": Mark("▶◁", "o_contested", later("Contested")),
    "discounted": Mark("⊠", "o_discounted", later("Discounted")),
    "withdrawn": Mark("↩", "o_withdrawn", later("Withdrawn")),
}

ATTRIBUTION: Mapping[Attributed, Mark] = {
    "none": Mark("○", "a_none", later("No claim found")),
    "alleged": Mark("→○", "a_alleged", later("Alleged")),
    "self_acknowledged": Mark("↻", "a_self", later("Self-acknowledged")),
    "contested": Mark("▶◁", "o_contested", later("Contested")),
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

EVIDENCE_WORDS: Mapping[str, str] = {
    "video": later("video"),
    "photo": later("photo"),
    "audio": later("audio"),
    "document": later("document"),
    "satellite": later("satellite image"),
    "screenshot": later("screenshot"),
    "witness": later("witness"),
    "wreckage": later("wreckage"),
    "data": later("data"),
    "other": later("other evidence"),
}

# Headings of the matrix, in the order in which a reader asks.
GROUPS = (
    later("Hits"),
    later("Attack and who did it"),
    later("Shot down"),
    later("Damage and harm"),
    later("Heard and seen"),
    later("Response"),
    later("Alert and closure"),
    later("Other happenings"),
    later("About what is said"),
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


def said(mark: Mark) -> Mark:
    """The sign with its word in the language that is spoken."""
    return _said(mark, spoken())


@cache
def _said(mark: Mark, lang: Lang) -> Mark:
    return replace(mark, word=catalogue(lang).gettext(mark.word))


def evidence_word(kind: str) -> str:
    """A kind of evidence in the language that is spoken."""
    return _(EVIDENCE_WORDS.get(kind, kind))


def of_cell(cell: Cell) -> Mark:
    """The sign of one origin on one proposition."""
    if cell.stance is None:
        return SILENT
    if cell.stance == "affirm" and cell.hedged:
        return HEDGED
    if cell.stance == "deny" and cell.by_rule:
        return DENY_RULE
    return STANCES[cell.stance]


def of_stance(stance: Stance) -> Mark:
    """The sign of a stance without hedges."""
    return STANCES[stance]


def of_claim(claim: Claim) -> Mark:
    """The sign of one claim."""
    return HEDGED if claim.stance == "affirm" and claim.hedges else STANCES[claim.stance]


def group(event: str | None) -> str:
    """The heading under which a proposition stands."""
    return EVENT_GROUPS.get(event or "", "Other happenings")
