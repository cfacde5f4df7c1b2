"""Which figures are compared decides the cost of a large incident, never its conflicts."""

import pytest

from allegedly.assess import assess, figures
from benchmarks.large_incident import extractions, incident


@pytest.mark.parametrize(("size", "origins"), [(300, 12), (400, 150)])
def test_few_pairs_make_the_same_conflicts_as_all(size: int, origins: int, monkeypatch: pytest.MonkeyPatch) -> None:
    held = {e.report.id: e for e in extractions(size, origins)}
    one = incident(held.values())
    monkeypatch.setattr(figures, "FEW", 10)
    few = assess(one, held)
    monkeypatch.setattr(figures, "FEW", 10**9)
    assert few == assess(one, held)
    assert sum(c.rule == "figures" for c in few.conflicts) > 10
