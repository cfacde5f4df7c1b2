"""A brief as Markdown and HTML, to be pasted elsewhere, in a person's wording: references stay with their sentences."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from urllib.parse import quote

from allegedly.model.vocabulary import Lang
from allegedly.publish.brief import Brief, Reference, Sentence
from allegedly.publish.told import Told
from allegedly.publish.tongue import catalogue, later

FORMATS = {"md": "text/markdown", "html": "text/html", "txt": "text/plain"}
REWORDED = later("reworded by the reader, not the desk’s words")
# `[99]`, `[1, 2]`, `[1-3]`, however bracketed: what a typed number could be taken for.
TYPED = re.compile(r" ?[\[［【] ?\d+(?: ?[,;–-] ?\d+)* ?[\]］】]")
MARKED = re.compile(r"([\\`*_\[\]<>#|~])")


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence as a person left it: its words, the claims that it rests on, the paragraph that it stands in."""

    text: str
    claims: tuple[str, ...]
    paragraph: int


def worded(made: Brief, wanted: Sequence[Wording], claims: Mapping[str, Told]) -> Brief:
    """The brief in a person's wording and order. References are numbered anew; what rests on no held claim is left out.

    Sentences take their claims along, so that no wording can lose or gain a reference. One that the desk did not write
    of these claims is marked, and a number typed in brackets is taken out of it: it would pass for a reference.
    """
    by_report = {r.report: r for r in made.references}
    numbers: dict[str, int] = {}
    sentences: list[Sentence] = []
    for one in wanted:
        held = [claims[c] for c in one.claims if c in claims and claims[c].report.id in by_report]
        text, mark = _wording(one, owned(made, one.claims), made.lang)
        if held and text:
            rests = tuple((numbers.setdefault(t.report.id, len(numbers) + 1), t) for t in held)
            sentences.append(Sentence(text, rests, one.paragraph, mark))
    listed = tuple(replace(by_report[report], number=number) for report, number in numbers.items())
    return replace(made, sentences=_parted(sentences), references=listed)


def owned(made: Brief, claims: tuple[str, ...]) -> tuple[str, ...]:
    """What the desk itself wrote of some claims, as `worded` compares it: without full stop, with single spaces."""
    return tuple(_bare(s.text) for s in made.sentences if s.claims == claims)


def _wording(one: Wording, own: Sequence[str], lang: Lang) -> tuple[str, str]:
    """The words, and the mark that they are not the desk's, if they are not."""
    text = _bare(one.text)
    return (text, "") if text in own else (_bare(TYPED.sub("", text)), catalogue(lang).gettext(REWORDED))


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(".").rstrip()


def _parted(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Paragraphs in order of first sentence; one that was split by moving counts as two."""
    runs = enumerate(list(group) for _p, group in groupby(sentences, lambda s: s.paragraph))
    return tuple(replace(s, paragraph=n) for n, run in runs for s in run)


def written(made: Brief, form: str, base: str) -> str:
    """The brief in one of `FORMATS`; `base` is the desk's address, before the paths of its reports."""
    return {"md": markdown, "html": html}[form](made, base) if form in ("md", "html") else f"{made}\n"


def span_address(base: str, told: Told) -> str:
    """Where the desk shows a claim's words."""
    return f"{base}/report/{quote(told.report.id, safe='')}#{quote(told.claim.id, safe='')}"


def markdown(made: Brief, base: str) -> str:
    """Markdown (CommonMark): each reference links to the words that a sentence rests on."""
    lines = [f"# {_plain(made.title)}", "", _plain(made.known), ""]
    for _paragraph, group in groupby(made.sentences, lambda s: s.paragraph):
        for s in group:
            refs = "".join(f"[\\[{n}\\]]({span_address(base, t)})" for n, t in s.rests)
            lines.append(f"{_plain(s.text)} {refs}{s.end}")
        lines.append("")
    lines += [f"## {_plain(made.listed)}", ""]
    for r in made.references:
        lines.append(f"- \\[{r.number}\\] {_plain(_who(r))}" + (f" · <{r.url}>" if _is_web(r.url) else ""))
    return "\n".join(lines) + "\n"


def html(made: Brief, base: str) -> str:
    """HTML without style or script: each reference links to the words that a sentence rests on."""
    parts = [f'<article lang="{made.lang}"><h1>{escape(made.title)}</h1>', f"<p>{escape(made.known)}</p>"]
    for _paragraph, group in groupby(made.sentences, lambda s: s.paragraph):
        told = []
        for s in group:
            refs = "".join(f'<a href="{escape(span_address(base, t))}">[{n}]</a>' for n, t in s.rests)
            told.append(f"{escape(s.text)} {refs}{escape(s.end)}")
        parts.append(f"<p>{' '.join(told)}</p>")
    parts.append(f"<h2>{escape(made.listed)}</h2><ol>")
    for r in made.references:
        link = f' · <a href="{escape(r.url)}">{escape(r.url)}</a>' if _is_web(r.url) else ""
        parts.append(f'<li value="{r.number}">{escape(_who(r))}{link}</li>')
    return "\n".join([*parts, "</ol></article>"]) + "\n"


def _who(r: Reference) -> str:
    return " · ".join(x for x in (r.source, r.at, "" if _is_web(r.url) else r.url or r.report) if x)


def _is_web(url: str) -> bool:
    """Only web addresses become links: nothing that a report brings may run."""
    return url.startswith(("https://", "http://")) and not re.search(r"[\s<>\"]", url)


def _plain(text: str) -> str:
    """Text that Markdown takes as text."""
    return MARKED.sub(r"\\\1", " ".join(text.split()))
