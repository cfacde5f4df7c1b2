"""Who claims what, how strongly, on what evidence: an incident desk in English, Russian and Ukrainian.

`allegedly.open("desk.db")` gives a desk's tables as data frames (docs/frames.ipynb).
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from allegedly.frames import As, Frames

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(path: "str | Path" = "desk.db", as_: "As" = "pandas", exact: bool = False) -> "Frames":
    """A desk's tables as data frames: pandas', polars' or Arrow's, as `as_` says. Needs the extra `frames`.

    Places are at settlement precision unless `exact`. Raises StoreFailed where there is no desk, SetupIncomplete where
    the extra is not installed.
    """
    from allegedly.frames import Frames

    return Frames(path, as_, exact)
