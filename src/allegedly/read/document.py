"""A report made ready for extraction: cleaned, split into sentences, each with its language."""

from allegedly.errors import OutOfBounds
from allegedly.model import Document, Report, Sentence
from allegedly.read.clean import clean
from allegedly.read.language import mixed, of_sentence, of_text
from allegedly.read.sentences import sentences

# Beyond any article or post: about ten megabytes of UTF-8 Cyrillic. A longer text is a dump, to be split first.
MAX_TEXT = 5_000_000


def document(report: Report) -> Document:
    """Clean, split and tell the languages of a report; offsets stay those of `report.text`.

    Raises OutOfBounds for a text over `MAX_TEXT` code points, UnknownLanguage for one that the desk does not read.
    """
    if len(report.text) > MAX_TEXT:
        raise OutOfBounds(
            f"report {report.id!r} has {len(report.text):,} code points, more than {MAX_TEXT:,}: split it first"
        )
    words = clean(report.text)
    lang = of_text(words, report.lang)
    doubt = mixed(words, lang)
    found = tuple(
        Sentence(span, of_sentence(words[span.start : span.end], lang) if doubt else lang, paragraph)
        for span, paragraph in sentences(words, lang)
    )
    return Document(report, lang, words, found)
