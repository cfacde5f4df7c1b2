"""Places where a long word may break, for narrow columns: many browsers know no syllables of Ukrainian or Russian."""

import re

LONG = re.compile(r"\w{11,}")
SHY = "\u00ad"
VOWEL, CONSONANT = "[аеєиіїоуюяёыэaeiouy]", "[бвгґджзйклмнпрстфхцчшщbcdfghjklmnpqrstvwxz]"
# Before a consonant that begins a syllable, or between two, with two letters at least on either side; no letter is torn
# from its soft sign.
BREAK = re.compile(
    rf"(?<=\w\w)(?:(?<={VOWEL})|(?<={VOWEL}{CONSONANT}))(?={CONSONANT}{VOWEL}\w)",
    re.IGNORECASE,
)


def softened(text: str) -> str:
    """The text with soft hyphens in words of eleven letters and more."""
    return LONG.sub(lambda m: BREAK.sub(SHY, m[0]), text)
