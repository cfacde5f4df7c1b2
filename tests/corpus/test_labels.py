"""Labels of pairs that were read one by one: ids, a label, a word; never a text."""

from pathlib import Path

import pytest

from benchmarks import read_by_hand

LABELS = {"copies": {"copy", "retelling", "independent"}, "flags": {"real", "false"}}


@pytest.mark.parametrize("name", LABELS)
def test_labels_are_of_the_guideline_and_each_pair_stands_once(name: str) -> None:
    rows = read_by_hand.labels(name)
    assert {row["label"] for row in rows} == LABELS[name]
    assert {row["set"] for row in rows} <= read_by_hand.SETS.keys()
    assert len({frozenset((row["a"], row["b"])) for row in rows}) == len(rows)
    assert all(row["reason"].isalpha() and " " not in row["a"] + row["b"] for row in rows)


def test_three_hundred_pairs_and_fifty_flags_were_read() -> None:
    assert [len(read_by_hand.labels(name)) for name in ("copies", "flags")] == [300, 50]


def test_without_the_texts_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read_by_hand.main(tmp_path)
    assert capsys.readouterr().out.startswith("skipped: ")
