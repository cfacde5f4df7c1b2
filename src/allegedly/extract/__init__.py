"""Report -> Attributions -> Claims: who says what, and what is said to have happened, with exact spans. Pure."""

from allegedly.extract.extractor import explain, extract, extract_fast
from allegedly.extract.memory import forget

__all__ = ["explain", "extract", "extract_fast", "forget"]
