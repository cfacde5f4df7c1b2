"""Why a result is as it is, in the reader's language: for pages, briefs and terminals."""

from collections import defaultdict
from collections.abc import Mapping

from allegedly.knowledge.expected import expected_rows
from allegedly.knowledge.phrases import phrases
from allegedly.knowledge.reasons import conflict_words, rule_words, settled_words
from allegedly.model import Conflict, Expected, Reason
from allegedly.model.vocabulary import Lang


def reason_text(one: Reason | Conflict | Expected, lang: Lang, names: Mapping[str, str] | None = None) -> str:
    """The sentence of a reason, a conflict, or of why somebody's word is expected.

    `names` are origins' names in that language by key (`told.names_in`). English is the record's own sentence; a rule
    that a plugin brought has no other.
    """
    if isinstance(one, Reason):
        form = rule_words(one.rule, lang)
        return form.format_map(defaultdict(str, one.values)) if form else one.text
    if isinstance(one, Expected):
        return rule_words(one.why, lang) or next((r.reason for r in expected_rows() if r.name == one.why), "")
    if lang == "en":
        return one.explanation
    return conflict_words(one.rule, one.kind, one.values, lang, names) or one.explanation


def headline(one: Conflict, lang: Lang, names: Mapping[str, str] | None = None) -> str:
    """The sentence of a conflict as a heading, with the word for its happening that rows have ("hit", not "impact")."""
    told = reason_text(one, lang, names)
    event = dict(one.values).get("event", "")
    if lang == "en" and event and told.startswith(event):
        told = phrases(lang).events.get(event, event) + told.removeprefix(event)
    return told[:1].upper() + told[1:]


def settled_text(one: Conflict, lang: Lang) -> str:
    """Why a conflict is none, in words; empty where it is one."""
    return settled_words(one.settled, lang)
