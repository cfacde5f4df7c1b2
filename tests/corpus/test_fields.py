"""The measures of fields, on labels written by hand."""

import pytest

from benchmarks.fields import f1, macro_f1


def test_macro_f1_takes_the_labels_of_either_side() -> None:
    labels = [("affirm", "affirm"), ("affirm", "affirm"), ("deny", "affirm"), ("affirm", "query")]
    assert macro_f1(labels) == pytest.approx((2 * 2 / 6 + 0 + 0) / 3)


def test_macro_f1_of_a_perfect_answer_is_one() -> None:
    assert macro_f1([("deny", "deny"), ("affirm", "affirm")]) == 1.0


def test_f1_counts_marks_of_both_sides() -> None:
    assert f1([(True, True), (True, False), (False, True), (False, False)]) == pytest.approx(0.5)


def test_nothing_to_measure_is_no_figure() -> None:
    assert f1([(False, False)]) is None
    assert macro_f1([]) is None
