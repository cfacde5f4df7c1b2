"""A report made ready for extraction: cleaned, split into sentences, each with its language."""

from allegedly.model import Document, Report, Sentence, Span
from allegedly.model.vocabulary import Lang


def document(report: Report) -> Document:
    """Clean, split and tell the languages of a report; offsets stay those of `report.text`."""
    lang: Lang = report.lang or "en"
    return Document(report, lang, report.text, (Sentence(Span(0, len(report.text)), lang, 0),))
