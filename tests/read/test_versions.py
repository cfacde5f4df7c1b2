from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from allegedly.model import Rejection, Report
from allegedly.read import Repeat, Version, settle


def report(id: str = "a", text: str = "Fire.", hour: int | None = None, source: str = "G") -> Report:
    return Report(id, text, published=None if hour is None else datetime(2024, 5, 1, hour, tzinfo=UTC), source=source)


def test_same_id_and_text_is_one_report() -> None:
    assert list(settle([report(), report()])) == [report(), Repeat("a")]


def test_other_text_is_kept_apart_as_a_version_that_names_the_first() -> None:
    first, second, third = settle(
        [report(hour=1), report(text="Fire out.", hour=2), report(text="Fire again.", hour=3)]
    )
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert isinstance(third, Report)
    assert (first.id, first.version, first.edits) == ("a", 1, None)
    assert (second.id, second.version, second.edits) == ("a@2", 2, "a")
    assert (third.id, third.version, third.edits) == ("a@3", 3, "a")


def test_clock_decides_which_version_is_first() -> None:
    found = list(settle([report(text="later", hour=9), report(text="earlier", hour=2)]))
    assert [(r.id, r.text) for r in found if isinstance(r, Report)] == [("a", "earlier"), ("a@2", "later")]


def test_id_of_another_outlet_is_kept_apart_and_told() -> None:
    _, told, other = settle([report(), report(text="Flood.", source="H")])
    assert isinstance(told, Rejection)
    assert told.part == "id"
    assert isinstance(other, Report)
    assert (other.id, other.edits) == ("a@2", None)


def test_what_the_store_holds_counts() -> None:
    held = [Version(report().content, "a", "G")]
    assert list(settle([report()], lambda id: held)) == [Repeat("a")]
    (new,) = settle([report(text="Fire out.")], lambda id: held)
    assert isinstance(new, Report)
    assert new.id == "a@2"


def test_a_number_is_never_given_twice() -> None:
    second = Version(report(text="Fire out.").content, "a@2", "G")  # the first was taken out
    (new,) = settle([report(text="Fire again.")], lambda id: [second], lambda id: 1)
    assert isinstance(new, Report)
    assert (new.id, new.version, new.edits) == ("a@3", 3, "a@2")
    (new,) = settle([report(text="Fire again.")], lambda id: [], lambda id: 2)
    assert isinstance(new, Report)
    assert (new.id, new.version, new.edits) == ("a@3", 3, None)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["x", "y", "z"]), st.integers(0, 5))))
def test_every_report_is_accounted_for_and_ids_never_meet(rows: list[tuple[str, str, int]]) -> None:
    found = list(settle(report(id, text, hour) for id, text, hour in rows))
    kept = [r for r in found if isinstance(r, Report)]
    assert len(kept) + sum(isinstance(r, Repeat) for r in found) == len(rows)
    assert len({r.id for r in kept}) == len(kept)
    assert {(r.id.partition("@")[0], r.text) for r in kept} == {(id, text) for id, text, _ in rows}
