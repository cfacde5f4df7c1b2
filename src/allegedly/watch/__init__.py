"""Watching sources: look at what is due, take in what is new, keep how each look went. Above the rooms, as `pipeline`.

look -> take in -> note: a look is noted only after what it brought is kept, so a stop at any moment loses nothing.
"""

from allegedly.watch.look import Look, Tools, look
from allegedly.watch.once import once
from allegedly.watch.until import Listener, until_stopped

__all__ = ["Listener", "Look", "Tools", "look", "once", "until_stopped"]
