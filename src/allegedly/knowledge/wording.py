"""Whether any of many word patterns stands in a text: one expression that reads common beginnings once.

It tells as much as an expression that tries the patterns one after the other (`actors.pattern`), at a third of its
cost where there are many; which of them it was it does not tell.
"""

import re
from collections.abc import Iterable

Node = dict[str, "Node"]
END, ENDING, BLANK = "", r"\w*", r"[\s\-]+"


def standing(words: Iterable[str]) -> re.Pattern[str]:
    """The expression for these patterns in lower case: `*` is any ending, a space any white space or hyphen.

    A word of the text must begin where a pattern does, and end where it ends.
    """
    root: Node = {}
    for word in words:
        at = root
        for letter in word.casefold():
            at = at.setdefault(_part(letter), {})
        at[END] = {}
    if not root:
        return re.compile(r"(?!)")
    return re.compile(rf"(?:{'|'.join(_begun(first) + _rest(node) for first, node in root.items())})(?!\w)")


def _begun(first: str) -> str:
    """The first letter, at the beginning of a word; it stands first, so that all others are passed at a glance."""
    return rf"(?<!\w){first}" if first in (ENDING, BLANK) else rf"{first}(?<!\w{first})"


def _part(letter: str) -> str:
    return ENDING if letter == "*" else BLANK if letter == " " else re.escape(letter)


def _rest(node: Node) -> str:
    """What follows, any of it; nothing may where a pattern ends."""
    ways = [part + _rest(next_) for part, next_ in node.items() if part != END]
    if not ways:
        return ""
    one = ways[0] if len(ways) == 1 and END not in node else f"(?:{'|'.join(ways)})"
    return f"{one}?" if END in node else one
