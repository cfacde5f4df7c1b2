"""Report -> Attributions -> Claims: who says what, and what is said to have happened, with exact spans. Pure."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from allegedly.extract.extractor import explain, extract, extract_fast
    from allegedly.extract.memory import forget

__all__ = ["explain", "extract", "extract_fast", "forget"]

HOMES = {"explain": "extractor", "extract": "extractor", "extract_fast": "extractor", "forget": "memory"}


def __getattr__(name: str) -> object:
    """Each is loaded when it is first asked for: who only looks words up in a dictionary needs none of the rules."""
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
    globals()[name] = found
    return found
