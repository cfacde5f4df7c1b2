"""Fragments of HTML, as feeds and channel pages carry them, to plain words with their lines."""

import re
from typing import Any

from lxml import html as lxml_html
from lxml.etree import ParserError

BREAKS = frozenset(
    (
        "br",
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "section",
        "article",
        "pre",
    )
)
DROPPED = frozenset(("script", "style", "noscript", "template", "iframe", "object", "embed", "form", "svg", "head"))
DEEPEST = 200  # levels of nesting that are followed; a page has some dozen, a trap has thousands
SPACES = re.compile(r"[ \t\u00a0\f\v]+")
BLANKS = re.compile(r"\n{3,}")


def plain(fragment: str) -> str:
    """The words of a fragment; what stands in blocks of its own stands in lines of its own."""
    if "<" not in fragment and "&" not in fragment:
        return tidy(fragment)
    try:
        tree = lxml_html.fragment_fromstring(fragment, create_parent="div")
    except (ParserError, ValueError, AssertionError):
        return ""
    return words(tree)


def words(tree: Any) -> str:
    """The words below an element."""
    pieces: list[str] = []
    _gather(tree, pieces, 0)
    return tidy("".join(pieces))


def _gather(element: Any, pieces: list[str], depth: int) -> None:
    name = element.tag if isinstance(element.tag, str) else "!comment"
    if name in DROPPED or name == "!comment" or depth > DEEPEST:
        return
    block = name in BREAKS
    if block:
        pieces.append("\n")
    pieces.append(_flat(element.text) if name != "pre" else element.text or "")
    for child in element:
        _gather(child, pieces, depth + 1)
        pieces.append(_flat(child.tail))
    if block and name != "br":
        pieces.append("\n")


def _flat(text: str | None) -> str:
    """Line ends of the source are spaces."""
    return (text or "").replace("\n", " ").replace("\r", " ")


def tidy(text: str) -> str:
    """Single spaces, no space at line ends, at most one empty line."""
    lines = (SPACES.sub(" ", line).strip() for line in text.splitlines())
    return BLANKS.sub("\n\n", "\n".join(lines)).strip()
