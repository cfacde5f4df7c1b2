"""`make bench` in a very small size: every part runs and gives figures that make sense. No time is asserted."""

import json
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from benchmarks.apart import apart, peak
from benchmarks.draw import bars, lines
from benchmarks.engines import ENGINES, Run, run
from benchmarks.history import Figures, drawn, kept, ratios, shown
from benchmarks.material import LANGUAGES, YEAR, material, reports, rows
from benchmarks.peers import Grouped, Said, average_linkage, grouping, saying, similarity
from benchmarks.rates import Rate, Size, growth, of_language

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def figures() -> Figures:
    return Figures(
        "tiny",
        [
            Rate("en", 100, 200, 9, 2.0, 0.1, 1.0, 0.5, 0.4, 200.0),
            Rate("uk", 50, 90, 4, 1.0, 0.1, 1.0, 0.5, 0.4, 210.0),
        ],
        [Size(100, 200, 9, 0.2, 0.3, 200.0), Size(400, 800, 30, 1.2, 1.8, 300.0)],
        [Run(engine, 2, 100, cpu, 9.0, "abc") for engine, cpu in zip(ENGINES, (4.0, 5.0, 6.0), strict=True)],
        [Grouped("the desk", 1.0, 0.8, 0.9, 3.0), Grouped("plain & simple", 0.5, 0.4, 0.45, 0.1, 0.2)],
        [Said("the desk", 0.8, 0.8, 0.8, 0.9, 3.0), Said("says that", 0.8, 0.3, 0.4, 0.9, 1.0)],
    )


def test_material_of_any_size_never_has_an_id_twice_and_goes_on_in_time() -> None:
    size = len(rows()) + 40
    told = material(size)
    assert len({row["id"] for row in told}) == size
    first, again = told[: len(rows())], told[len(rows()) :]
    last = max(datetime.fromisoformat(row["published"]) for row in first)
    assert all(datetime.fromisoformat(row["published"]) > last for row in again)


def test_years_in_the_texts_move_with_the_dates() -> None:
    told = material(2 * len(rows()))
    pairs = [(a, b) for a, b in zip(rows(), told[len(rows()) :], strict=True) if YEAR.search(a["text"])]
    assert len(pairs) > 10
    for before, after in pairs:
        moved = int(after["published"][:4]) - int(before["published"][:4])
        years = [int(y) for y in YEAR.findall(before["text"])]
        assert [int(y) for y in YEAR.findall(after["text"])] == [y + moved for y in years]


def test_material_of_one_language_is_read_whole() -> None:
    for language in LANGUAGES:
        assert {r.lang for r in reports(material(9, language))} == {language}
    assert len(reports(material(len(rows()) + 9))) == len(rows()) + 9


def test_stages_of_a_language_give_rates() -> None:
    one = of_language("uk", 6)
    assert (one.reports, one.name) == (6, "uk")
    assert one.claims > 0
    assert one.incidents > 0
    assert one.hours > 0
    assert one.peak > 20


def test_cost_is_the_sum_of_the_stages() -> None:
    rate = Rate("en", 1_000, 0, 0, 9.0, 0.5, 2.0, 0.5, 0.6, 0.0)
    assert rate.per_second("extract") == 500
    assert rate.hours == pytest.approx(1_000_000 * 3.6e-3 / 3_600)


def test_linking_grows_by_size() -> None:
    small, large = growth([12, 6])
    assert (small.reports, large.reports) == (6, 12)
    assert 0 < small.claims < large.claims


def test_engines_give_the_same_results_as_one_process() -> None:
    alone, *others = (run(engine, 4, 1, "uk") for engine in ENGINES)
    assert [one.digest for one in others] == [alone.digest] * 2
    assert alone.digest != run(ENGINES[0], 3, 1, "uk").digest


def test_a_measurement_runs_in_a_process_of_its_own() -> None:
    held = "x" * 60_000_000
    assert apart(peak) < peak()
    assert len(held) == 60_000_000


def test_grouping_beside_plain_methods() -> None:
    desk, words, letters = grouping(1)
    assert 0 < words.f1 <= 1
    assert 0 < letters.f1 <= 1
    assert 0 < desk.f1 <= 1
    assert words.threshold is not None


def test_attributed_claims_beside_says_that() -> None:
    desk, plain = saying(4)
    assert 0 < desk.f1 <= 1
    assert 0 <= plain.precision <= 1


def test_average_linkage_joins_by_the_mean() -> None:
    near = np.array([[1, 0.9, 0.5, 0], [0.9, 1, 0.1, 0], [0.5, 0.1, 1, 0], [0, 0, 0, 1.0]])
    assert average_linkage(near, 0.95) == [[0], [1], [2], [3]]
    assert average_linkage(near, 0.4) == [[0, 1], [2], [3]]  # .3 in the mean, though one pair has .5
    assert average_linkage(near, 0.3) == [[0, 1, 2], [3]]
    assert sorted(average_linkage(near, 0.0)[0]) == [0, 1, 2, 3]


@pytest.mark.parametrize("unit", ["words", "letters"])
def test_similarity_is_a_cosine(unit: str) -> None:
    near = similarity(["Fire at the harbour", "fire at the harbour", "nothing alike"], unit)
    assert near[0, 1] == pytest.approx(1)
    assert near[0, 2] == 0


def test_ratios_of_one_run(figures: Figures) -> None:
    found = ratios(figures)
    assert found["linking, CPU a report: 400 to 100"] == pytest.approx(1.5)
    assert found["engine, CPU: dask to processes"] == pytest.approx(1.2)
    assert found["grouping, B3: best plain method to the desk"] == pytest.approx(0.5)
    assert found["attributed claims, F1: spaCy to the desk"] == pytest.approx(0.5)
    assert ratios(Figures("small")) == {}


def test_differing_results_are_told(figures: Figures) -> None:
    assert "DIFFER" not in shown(figures)
    figures.engines[2] = Run("dask", 2, 100, 6.0, 9.0, "other")
    assert "DIFFER" in shown(figures)


def test_pictures_are_whole_and_load_nothing(figures: Figures, tmp_path: Path) -> None:
    made = drawn(figures, tmp_path / "pictures")
    assert [p.name for p in made] == ["bench-stages.svg", "bench-linking.svg", "bench-engines.svg", "bench-peers.svg"]
    for path in made:
        picture = ET.parse(path).getroot()
        assert picture.tag == f"{SVG}svg"
        assert not any(key.endswith("href") for part in picture.iter() for key in part.attrib)
        assert picture.findall(f"{SVG}text")
    assert drawn(Figures("small"), tmp_path) == []


def test_a_longer_bar_is_more_and_a_line_rises() -> None:
    drawing = ET.fromstring(bars("A", {"g": {"small": 1.0, "large": 4.0}}))
    widths = [float(r.get("width", 0)) for r in drawing.findall(f"{SVG}rect")][1:]
    assert widths[1] == pytest.approx(4 * widths[0])
    line = ET.fromstring(lines("A", {"n": [(0, 0), (10, 5)]}, "x", "y")).find(f"{SVG}polyline")
    assert line is not None
    low, high = (tuple(map(float, p.split(","))) for p in line.get("points", "").split())
    assert high[0] > low[0]
    assert high[1] < low[1]


def test_history_grows_by_a_line(figures: Figures, tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    kept(figures, path)
    kept(figures, path)
    first, second = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    assert first["stages"] == second["stages"]
    assert {"date", "commit", "cores", "load", "python", "ratios", "size"} <= first.keys()
    assert datetime.fromisoformat(first["date"]).tzinfo
