"""Coastlines become GeoJSON, and whoever has no npm is told so and goes on."""

from pathlib import Path
from typing import Any

import pytest

from assets import fetch

# Two squares side by side: line 0 is their common edge, 1 and 2 the rest of each. One step is one degree.
TWO: dict[str, Any] = {
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    "arcs": [[[1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1], [1, 0]], [[1, 0], [1, 0], [0, 1], [-1, 0]]],
    "objects": {
        "land": {"geometries": [{"type": "MultiPolygon", "arcs": [[[1, 2]]]}]},
        "countries": {
            "geometries": [{"type": "Polygon", "arcs": [[0, 1]]}, {"type": "MultiPolygon", "arcs": [[[2, ~0]]]}]
        },
    },
}


def test_land_is_whole_and_only_what_two_countries_share_is_a_border() -> None:
    found = fetch.coast(TWO)
    assert found["borders"]["geometry"]["coordinates"] == [[(1, 0), (1, 1)]]
    (ring,) = found["land"]["geometry"]["coordinates"][0]
    assert ring == [(1, 1), (0, 1), (0, 0), (1, 0), (2, 0), (2, 1), (1, 1)]


def test_a_line_is_taken_backwards_too() -> None:
    assert fetch.Topology.of(TWO).ring([~0]) == [(1, 1), (1, 0)]


def test_without_npm_one_line_says_so_and_set_up_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(fetch, "VENDOR", tmp_path / "vendor")
    monkeypatch.setattr(fetch, "npm", list)
    assert fetch.main() == 0
    assert capsys.readouterr().out.count("\n") == 1
    assert not (tmp_path / "vendor").exists()


def test_the_lock_names_no_host_to_fetch_from() -> None:
    assert '"resolved"' not in (fetch.HERE / "package-lock.json").read_text("utf-8")
