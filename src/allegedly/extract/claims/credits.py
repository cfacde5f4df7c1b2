"""Credit lines: "(Karsk Wire)", "Данные мэрии.", "Source: police" at the end of a report say whose words it has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from allegedly.extract.claims.speaker import kind_of, speaker
from allegedly.extract.tokens import Analysed, Analysis
from allegedly.knowledge.anaphora import anaphora
from allegedly.model import Claim, Source, Span, Words
from allegedly.model.vocabulary import Lang

# "Переслано от «...»" at the head of a post: in brackets of any kind or up to a colon or the line's end.
FORWARD = re.compile(
    r"\A\W*(?:Переслано|Переслали|Репост|Forwarded|Reposted)\b[ ]*(?:от|из|с|з|із|від|from)?[ ]*:?[ ]*"
    r"((?:[^\W\d_]+[ ])?[«“\"][^»”\"\n]{2,40}[»”\"]|[^\n:«]{3,40})",
    re.IGNORECASE,
)
# A line with which the editors or the admin take the word again.
OWN = re.compile(
    r"\n\W*(?:Админ|Адмін|Admin|Note of the admin|От себя|Від себе|От редакции|Від редакції|"
    r"Наш комментарий|Наш коментар|Our comment|Editor's note)\b",
    re.IGNORECASE,
)
HEAD, TAIL = 120, 160
# A credit has at most so many words, and stands in one of the last so many sentences.
WORDS, LAST = 6, 2
BRACKETS = re.compile(r"\W*\(([^()\n]{2,60})\)\W*")
LINE = re.compile(r"(?P<mark>[—–-]\s*)?(?P<name>[^\n.!?:;()]{2,60}?)[.\s]*")
PICTURED = re.compile(r"(?:^|\n)\s*[^\w\s\"«“'().,;:!?—–-]+\s*$")
THROUGH = re.compile(r"\s+(?:via|через)\s+")
NAMED = re.compile(r"[«“\"][^«»“”\"]+[»”\"]")


@dataclass(frozen=True, slots=True)
class Credit:
    """Whose words the report hands on, nearest to the report first, in which part of the text.

    `tells` is true where what nobody else says is the last one's own.
    """

    sources: tuple[Words, ...]
    reach: Span
    tells: bool
    lang: Lang


def credit(analysis: Analysis) -> Credit | None:
    """The outlet that the post was forwarded from, or whom its last line, brackets or a label name as its source."""
    text = analysis.text
    if analysis.sentences and (sent := FORWARD.match(text[:HEAD])):
        words = Words.at(text, sent.start(1), sent.start(1) + len(sent.group(1).rstrip()))
        own = OWN.search(text)
        return Credit((words,), Span(sent.end(), own.start() if own else len(text)), False, analysis.sentences[0].lang)
    for sentence in reversed(analysis.sentences[-LAST:]):
        if len(analysis.sentences) > 1 and (found := _named(analysis, sentence)):
            return found
    return None


def _named(analysis: Analysis, sentence: Analysed) -> Credit | None:
    text, span = analysis.text, sentence.span
    said = analysis.clean[span.start : span.end]
    reach = Span(0, span.start)
    if (label := _labels(sentence.lang).fullmatch(said)) and _short(label.group("who"), True):
        who = Words.at(text, span.start + label.start("who"), span.start + label.end("who"))
        return Credit((who,), reach, True, sentence.lang)
    if sentence is not analysis.sentences[-1]:
        return None
    if inside := BRACKETS.fullmatch(said):
        return _bracketed(text, span.start + inside.start(1), inside.group(1), reach, sentence.lang)
    line = LINE.fullmatch(said)
    if line is None or not _alone(analysis, sentence) or not _short(line.group("name"), False):
        return None
    name, lang = line.group("name"), sentence.lang
    pictured = PICTURED.search(text[: span.start]) is not None
    known = kind_of(name, lang) in ("media", "channel") or bool(NAMED.fullmatch(name))
    if not (known or (pictured and name.istitle() and " " in name)):
        return None
    start = span.start + line.start("name")
    return Credit((Words.at(text, start, start + len(name)),), reach, True, lang)


def _bracketed(text: str, start: int, words: str, reach: Span, lang: Lang) -> Credit | None:
    """Brackets at the end: an outlet, a name in quotation marks, or two of which one quotes the other."""
    if not _short(words, False):
        return None
    parts = THROUGH.split(words)
    if len(parts) == 2:
        first, last = (Words.at(text, *_at(text, start, p)) for p in parts)
        return Credit((last, first), reach, False, lang)
    known = kind_of(words, lang) in ("media", "channel") or NAMED.fullmatch(words)
    return Credit((Words.at(text, start, start + len(words)),), reach, True, lang) if known else None


def _at(text: str, start: int, words: str) -> tuple[int, int]:
    at = text.index(words, start)
    return at, at + len(words)


def _alone(analysis: Analysis, sentence: Analysed) -> bool:
    """Does the sentence begin its line?"""
    return not analysis.clean[: sentence.span.start].rpartition("\n")[2].strip()


def _short(words: str, lower: bool) -> bool:
    return len(words.split()) <= WORDS and (lower or words.strip('«»"“” ')[:1].isupper())


def _labels(lang: Lang) -> re.Pattern[str]:
    words = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(anaphora(lang).credit, key=len, reverse=True))
    return (
        re.compile(rf"\W*(?:{words})[:\s]\s*(?P<who>[^\n.!?:;,()]{{2,60}}?)[.\s]*", re.IGNORECASE) if words else _NONE
    )


_NONE = re.compile(r"(?!)(?P<who>)")


def credited(claims: Sequence[Claim], found: Credit | None) -> list[Claim]:
    """The claims with the credited one as the relay nearest to the report; what nobody else says is his."""
    if found is None:
        return list(claims)
    ends = found.reach.start == 0
    told = [c for c in claims if not (ends and any(s.span.meets(c.span) for s in found.sources))]
    return [_handed_on(c, found) if found.reach.meets(c.span) else c for c in told]


def _handed_on(c: Claim, found: Credit) -> Claim:
    said = {v.text for v in c.via}
    own = c.speaker is None or (c.speaker.span is not None and c.speaker.span.start >= found.reach.end)
    via = (*(s for s in found.sources if s.text not in said), *c.via)
    if not own:
        return replace(c, via=via)
    last = found.sources[-1]
    same = c.speaker is not None and c.speaker.text == last.text
    # That evidence is missing is what the report itself sees.
    tells = found.tells and c.event != "evidence_absent"
    who = speaker(Source(last.text, last.span), found.lang) if tells and not same else c.speaker
    return replace(c, via=via, speaker=who)
