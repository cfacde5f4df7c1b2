"""Addresses of pages. Ids come from the outside, so they are quoted whole."""

from urllib.parse import quote


def report_href(report: str, claim: str | None = None) -> str:
    """The report's page, at one of its claims."""
    return f"/report/{quote(report, safe='')}" + (f"#{quote(claim, safe='')}" if claim else "")
