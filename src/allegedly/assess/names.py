"""Names as reports have them: is it one name in two forms or scripts, and does somebody speak without one?"""

import re
from collections.abc import Iterable
from functools import lru_cache

from allegedly.assess.known import Stated
from allegedly.assess.lines import END
from allegedly.assess.retold import OWN
from allegedly.knowledge.actors import actors
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.identity import key, sound

# Names whose identity is remembered: outlets and offices speak again and again.
MEMORY = 8192
NAMED = re.compile('[A-ZА-ЯЁЄІЇҐ0-9«„“"]')
# How far from the beginning of their name people may say that they will not be named, in code points.
INSIDE = 90
# Consonants, with the spaces between them, from which on a name that two scripts spell by ear is one.
HEARD = 5
VOWELS = re.compile("[aeiou]")


@lru_cache(MEMORY)
def same_name(a: str, b: str) -> bool:
    """Do two names agree word for word but for their endings, in any script, as they are spelt or as they sound?"""
    one, other = _key_words(a), _key_words(b)
    if not one or len(one) != len(other):
        return False
    spelt = all(_stem_in_common(x, y) for x, y in zip(one, other, strict=True))
    return spelt or (a.isascii() is not b.isascii() and len(sound(a)) >= HEARD and sound(a) == sound(b))


@lru_cache(MEMORY)
def _key_words(name: str) -> tuple[str, ...]:
    return tuple(key(name).split())


def _stem_in_common(x: str, y: str) -> bool:
    least = max(3, min(len(x), len(y)) - 2)
    if x == y or min(len(x), len(y)) < 3 or x[:least] != y[:least]:
        return x == y
    # Endings and fleeting vowels differ, and one may have a consonant more; two other consonants are two names.
    one, other = (VOWELS.sub("", name[least:]) for name in (x, y))
    return one.startswith(other) or other.startswith(one) or one.endswith(other) or other.endswith(one)


def closes(words: str, name: str) -> bool:
    """Do the words end with the name ("the monitoring channel ..."), in any script?"""
    length = len(key(name).split())
    said = key(words).split()
    return len(said) > length and same_name(" ".join(said[-length:]), name)


def nameless(stated: Iterable[Stated]) -> frozenset[str]:
    """Claims of insiders without a name, and what the same report has them say on under a word that names nobody."""
    found: set[str] = set()
    inside: set[tuple[str, str | None]] = set()
    for s in sorted(stated, key=lambda s: (s.report.id, s.claim.span.start)):
        speaker = s.claim.speaker
        if speaker is None or speaker.kind in OWN:
            continue
        if not _of_a_body(speaker.id):
            continue
        at, said = (speaker.span.start, speaker.span.end) if speaker.span else (0, 0)
        told = END.split(s.report.text[at:][:INSIDE], maxsplit=1)[0]
        within = said > 0 and says(assess_words(s.lang).nameless, told)
        if within or ((s.report.id, speaker.id) in inside and speaker.id and not NAMED.search(speaker.text[1:])):
            office = actors().institution_in(speaker.text, s.lang)
            if office is None or office.of == "none" or within:
                found.add(s.claim.id)
                inside.add((s.report.id, speaker.id))
    return frozenset(found)


def _of_a_body(identity: str | None) -> bool:
    """Would the words count for a side, or for an office of a side or place?"""
    actor = actors().by_id(identity)
    office = actors().institutions.get(actor.institution or "") if actor is not None else None
    return actor is not None and (actor.party is not None or (office is not None and office.of != "none"))
