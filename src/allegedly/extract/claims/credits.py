"""Credit lines: "(Karsk Wire)" at the end of a report says from whom its words were taken."""

import re
from dataclasses import replace

from allegedly.extract.claims.speaking import kind_of
from allegedly.extract.tokens import Analysis
from allegedly.model import Claim, Words

CREDIT = re.compile(r"(?:\(([^()\n]{3,60})\)|(?:\n|^)\W*([^\n.!?:;]{3,60}?))\W*\Z")
# "Переслано от «...»" at the head of a post: in brackets of any kind or up to a colon or the line's end.
FORWARD = re.compile(
    r"\A\W*(?:Переслано|Переслали|Репост|Forwarded|Reposted)\b[ ]*(?:от|из|с|з|із|від|from)?[ ]*:?[ ]*"
    r"((?:[^\W\d_]+[ ])?[«“\"][^»”\"\n]{2,40}[»”\"]|[^\n:«]{3,40})",
    re.IGNORECASE,
)
HEAD = 120
WORDS = 5


def credit(analysis: Analysis) -> Words | None:
    """The outlet that the post was forwarded from, or the one named in brackets or on a line of its own at its end."""
    if sent := FORWARD.match(analysis.text[:HEAD]):
        return Words.at(analysis.text, sent.start(1), sent.start(1) + len(sent.group(1).rstrip()))
    tail = max(len(analysis.clean.rstrip()) - 80, 0)
    found = CREDIT.search(analysis.clean.rstrip(), tail)
    if not found or not analysis.sentences:
        return None
    group = 1 if found.group(1) else 2
    words = Words.at(analysis.text, *found.span(group))
    lang = analysis.sentences[-1].lang
    short = len(words.text.split()) <= WORDS and words.text.strip('«»"“” ')[:1].isupper()
    return words if short and found.start() > 0 and kind_of(words.text, lang) == "media" else None


def credited(claims: list[Claim], source: Words | None) -> list[Claim]:
    """The claims with the credited outlet as the relay nearest to the report."""
    if source is None:
        return claims
    return [c if any(v.text == source.text for v in c.via) else replace(c, via=(source, *c.via)) for c in claims]
