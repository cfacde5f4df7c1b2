"""A desk for tests: a text, the attributions written down by hand, and the claims made of them."""

from datetime import UTC, datetime

from allegedly.extract.analyse import analyse
from allegedly.extract.claims import claims
from allegedly.extract.extractor import extract
from allegedly.extract.findings import find
from allegedly.model import Attribution, Claim, Document, Report, Sentence, Source, Span, Words
from allegedly.model.vocabulary import Act, Lang, Stance
from allegedly.read import document

PUBLISHED = datetime(2025, 3, 12, 12, tzinfo=UTC)


def said(
    text: str,
    source: str,
    cue: str,
    content: str,
    *,
    stance: Stance = "affirm",
    act: Act = "say",
    inside: str | None = None,
) -> Attribution:
    """An attribution by its words; each must stand in the text. Its id is its cue."""

    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    who = Source(source, span(source)) if source else None
    return Attribution(cue, "r", (span(content),), who, Words(cue, span(cue)), inside, act, stance, "by-hand")


def claimed(text: str, lang: Lang, *attributions: Attribution) -> list[Claim]:
    """The claims of a text, with no attributions but those given."""
    analysis = analyse(document(Report("r", text, lang=lang, published=PUBLISHED)))
    return list(claims(analysis, attributions, find(analysis)))


def told(text: str, lang: Lang) -> list[Claim]:
    """The claims of a text with the attributions that the desk finds itself."""
    return list(extract(document(Report("r", text, lang=lang, published=PUBLISHED))).claims)


def claimed_raw(text: str, lang: Lang) -> list[Claim]:
    """The claims of any text at all, taken for one sentence of the language."""
    report = Report("r", text, lang=lang, published=PUBLISHED)
    analysis = analyse(Document(report, lang, text, (Sentence(Span(0, len(text)), lang, 0),)))
    return list(claims(analysis, (), find(analysis)))


def brief(found: list[Claim]) -> list[tuple[str | None, str, str]]:
    """Event, stance and words of each claim."""
    return [(c.event, c.stance, c.text) for c in found]


def events(found: list[Claim]) -> list[tuple[str | None, str]]:
    """Event and stance of each claim."""
    return [(c.event, c.stance) for c in found]
