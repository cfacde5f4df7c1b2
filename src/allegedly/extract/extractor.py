"""The order of extraction: analyse, find what is named, attribute, resolve, frame."""

from allegedly.extract.analyse import analyse
from allegedly.extract.attribution import attribute
from allegedly.extract.claims import claims
from allegedly.extract.findings import Findings, find
from allegedly.extract.speakers import resolve
from allegedly.extract.terms import terms
from allegedly.model import Document, Extraction


def extract(document: Document) -> Extraction:
    """All attributions, claims and mentions of one document: a pure function of it and the knowledge files."""
    analysis = analyse(document)
    findings: Findings = find(analysis)
    attributions = resolve(analysis, attribute(analysis), findings)
    return Extraction(
        document.report,
        document.lang,
        attributions,
        claims(analysis, attributions, findings),
        findings.mentions(document.report.id),
        terms(analysis, findings),
    )
