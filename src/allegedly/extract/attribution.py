"""Attributions of a document, sentence by sentence in each sentence's language."""

from allegedly.extract.tokens import Analysis
from allegedly.model import Attribution


def attribute(analysis: Analysis) -> tuple[Attribution, ...]:
    """All attributions in text order; nested ones carry `inside`."""
    from allegedly.extract.english.attributions import attribute_english
    from allegedly.extract.slavic.attributions import attribute_slavic

    langs = {s.lang for s in analysis.sentences}
    found: list[Attribution] = []
    if "en" in langs:
        found += attribute_english(analysis)
    if langs & {"ru", "uk"}:
        found += attribute_slavic(analysis)
    return tuple(sorted(found, key=lambda a: (a.content, a.id)))
