"""The order of extraction: analyse, find what is named, attribute, resolve, frame."""

from allegedly.extract.analyse import analyse
from allegedly.extract.attribution import attribute
from allegedly.extract.claims import claims
from allegedly.extract.findings import Findings, find
from allegedly.extract.renaming import named
from allegedly.extract.speakers import resolve
from allegedly.extract.terms import terms
from allegedly.extract.tokens import Analysis
from allegedly.model import Considered, Document, Extraction


def extract(document: Document) -> Extraction:
    """All attributions, claims and mentions of one document: a pure function of it and the knowledge files."""
    return _extracted(document, analyse(document))


def extract_fast(document: Document) -> Extraction:
    """The same without a parser. It differs for English only: Russian and Ukrainian never need one."""
    return _extracted(document, analyse(document, fast=True))


def explain(document: Document, fast: bool = False) -> tuple[Extraction, tuple[Considered, ...]]:
    """What `extract` finds, and the cue and event words that it let go, with reasons."""
    from allegedly.extract.considered import considered

    analysis = analyse(document, fast)
    found = _extracted(document, analysis)
    return found, considered(analysis, find(analysis), found)


def _extracted(document: Document, analysis: Analysis) -> Extraction:
    findings: Findings = find(analysis)
    attributions = resolve(analysis, attribute(analysis), findings)
    return Extraction(
        document.report,
        document.lang,
        attributions,
        named(analysis, attributions, findings, claims(analysis, attributions, findings)),
        findings.mentions(document.report.id),
        terms(analysis, findings),
    )
