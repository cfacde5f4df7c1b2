"""What somebody stated, and what became of it: the grain of track records."""

from dataclasses import dataclass

from allegedly.model.vocabulary import Event


@dataclass(frozen=True, slots=True)
class Statement:
    """One origin's stand on one proposition (incident and key), and what became of it; `name` is the origin's."""

    origin: str
    topic: Event | None
    proposition: tuple[str, str]
    contradicted: bool
    acknowledged: bool
    retracted: bool
    updated: bool
    name: str = ""

    @property
    def left(self) -> bool:
        """Did nothing further happen to it?"""
        return not (self.contradicted or self.acknowledged or self.retracted or self.updated)
