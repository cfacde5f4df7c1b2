"""The passes of linking, in order."""

from collections.abc import Iterable, Sequence

from allegedly.model import Extraction, Incident, Judgement, Linking


def link(extractions: Iterable[Extraction], judgements: Sequence[Judgement] = ()) -> Linking:
    """Group reports and their claims into incidents. The order of the input does not change the result."""
    return Linking(
        tuple(
            Incident(f"i-{e.report.id}", e.report.title, (e.report.id,), tuple(c.id for c in e.claims), None, None, None)
            for e in extractions
        ),
        (),
    )
