"""Who is "he": pronouns, descriptions and short names resolved to actors."""

from collections.abc import Sequence

from allegedly.extract.findings import Findings
from allegedly.extract.tokens import Analysis
from allegedly.model import Attribution


def resolve(analysis: Analysis, attributions: Sequence[Attribution], findings: Findings) -> tuple[Attribution, ...]:
    """The same attributions with `source.id` and `source.name` filled where the actor is known."""
    return tuple(attributions)
