"""Where a capture came from, as it may be shown to others: no path of the machine, which tells names of its users."""

import re

ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:(?!\\)")  # a URL; one letter before the colon is a drive
PATH = re.compile(r"^(?:[A-Za-z]:[\\/]|[\\/~]|\.{1,2}[\\/])|[\\/]")


def shown_origin(origin: str) -> str:
    """An address as it is; of a file its name alone."""
    if origin.startswith("file:"):
        return re.split(r"[\\/]", origin)[-1]
    return origin if ADDRESS.match(origin) or not PATH.search(origin) else re.split(r"[\\/]", origin)[-1]
