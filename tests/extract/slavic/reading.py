"""Texts read and analysed as the pipeline does it, and gold attributions found in them."""

import json
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from allegedly.extract.slavic.analyser import analyse_russian, analyse_ukrainian
from allegedly.extract.slavic.attributions import attribute_slavic
from allegedly.extract.tokens import Analysed, Analysis, Token
from allegedly.model import Attribution, Document, Report, Sentence, Span
from allegedly.model.vocabulary import Lang
from allegedly.read.document import document

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Gold:
    source: str | None
    cue: str | None
    content: tuple[str, ...]
    stance: str


def analysis(text: str, lang: Lang) -> Analysis:
    """Every sentence is taken to be of the language given."""
    doc = document(Report("r", text, lang=lang))
    sentences = [replace(s, lang=lang) for s in doc.sentences]
    analyse = analyse_russian if lang == "ru" else analyse_ukrainian
    tokens = analyse(doc.clean, sentences)
    return Analysis(doc, tuple(Analysed(s, t) for s, t in zip(sentences, tokens, strict=True)))


def by_line(text: str, lang: Lang) -> Analysis:
    """Each line a sentence and a paragraph, nothing cleaned: for texts that no language model would own."""
    sentences = [
        Sentence(Span(*m.span()), lang, n) for n, m in enumerate(re.finditer(r"[^\n]+", text)) if m.group().strip()
    ]
    doc = Document(Report("r", text, lang=lang), lang, text, tuple(sentences))
    analyse = analyse_russian if lang == "ru" else analyse_ukrainian
    return Analysis(doc, tuple(Analysed(s, t) for s, t in zip(sentences, analyse(text, sentences), strict=True)))


def tokens(text: str, lang: Lang) -> tuple[Token, ...]:
    return tuple(t for s in analysis(text, lang).sentences for t in s.tokens)


def attributions(text: str, lang: Lang) -> list[Attribution]:
    return attribute_slavic(analysis(text, lang))


def told(text: str, lang: Lang) -> list[tuple[str | None, str | None, tuple[str, ...], str]]:
    """Source, cue, content pieces and stance of each attribution, in words, in the order of their cues."""
    found = sorted(attributions(text, lang), key=lambda a: (a.cue.span if a.cue else a.content[0], a.content))
    return [
        (
            a.source.text if a.source else None,
            a.cue.text if a.cue else None,
            tuple(text[s.start : s.end] for s in a.content),
            a.stance,
        )
        for a in found
    ]


@cache
def gold(lang: Lang) -> tuple[tuple[str, tuple[Gold, ...]], ...]:
    rows = [json.loads(line) for line in (HERE / f"attributions_{lang}.jsonl").read_text("utf-8").splitlines()]
    return tuple(
        (
            r["text"],
            tuple(Gold(g["source"], g["cue"], tuple(g["content"]), g["stance"]) for g in r["attributions"]),
        )
        for r in rows
    )
