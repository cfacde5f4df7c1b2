"""Report -> Attributions -> Claims: who says what, and what is said to have happened, with exact spans. Pure."""

from allegedly.extract.extractor import extract

__all__ = ["extract"]
