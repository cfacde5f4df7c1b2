"""What reading keeps at hand in a process, and letting go of it."""

import gc
import sys
from collections.abc import Mapping

# The heaviest by far: the English parser (some 35 to 115 MB), the dictionaries with the words met (to some 100 MB).
HEAVY: Mapping[str, str] = {
    "allegedly.extract.english.analyser": "model",
    "allegedly.extract.slavic.morphology": "dictionary",
}


def forget() -> None:
    """Let go of the parser and of the dictionaries with the words met; the next report loads them again."""
    for module, name in HEAVY.items():
        if module in sys.modules:  # what was never loaded is not loaded for this
            getattr(sys.modules[module], name).cache_clear()
    gc.collect()  # the parser's parts hold each other
