from pathlib import Path

import pytest

from allegedly.model.home import Shared, beside, home


@pytest.mark.parametrize("scheme", ["postgresql://", "postgres://"])
def test_an_address_is_shown_without_its_password(scheme: str) -> None:
    place = home(f"{scheme}u:geheim@h:5/d?sslmode=require")
    assert place == Shared("postgresql://u:geheim@h:5/d?sslmode=require")
    assert str(place) == "postgresql://u@h:5/d"
    assert "geheim" not in repr(place)


def test_files_of_a_desk_are_called_after_it() -> None:
    assert beside(home("some/desk.db")) == Path("some/desk.db")
    assert beside(home("postgresql://u@h/newsroom?sslmode=require")) == Path("newsroom")
    assert beside(home("postgresql://h/../b/c")) == Path("_b_c")
    assert beside(home("postgresql://h")) == beside(home("postgresql://h/..")) == Path("desk")


def test_what_is_no_address_is_a_path() -> None:
    assert home("desk.db") == Path("desk.db") == home(Path("desk.db"))
    assert home("postgresql") == Path("postgresql")
