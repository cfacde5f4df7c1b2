"""A person's wish to decide something, and what came of it: what the doors to a desk hand in and get back."""

from dataclasses import dataclass

from allegedly.model.incident import Incident, Judgement, Link


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks the desk to decide, in the words that they typed: ids or the start of them, names of sources.

    `value` is a source's letter, `topic` the kind of happening that it is for (empty: any).
    """

    kind: str
    target: tuple[str, ...]
    by: str
    reason: str = ""
    value: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision as it was taken (or undone), the standing ones that it overrules, and the incidents it is seen in."""

    judgement: Judgement
    overrules: tuple[Judgement, ...] = ()
    incidents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two incidents that may be one, with the comparison that left it open."""

    a: Incident
    b: Incident
    link: Link
