"""Masking finds a word in all forms and scripts and keeps every place of the text; cells tell nothing more."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.extract import explain
from allegedly.model import Report
from allegedly.read import document
from allegedly.restrict.masking import MASK, Finder, Plan, coarsened, masked, sizes, stand_in


@pytest.mark.parametrize(
    "text",
    [
        "Оксана Чмирюк розповіла",
        "розповідь Оксани Чмирюк",
        "сказала Чмырюк",
        "Chmyriuk said",
        "CHMYRIUK'S house",
        "#ОксанаЧмирюк",
        "@chmyriuk_o",
        "Чми\u00adрюк",
        "Чми\u0301рюк",
        "із Чмирюком-молодшим",
    ],
)
def test_a_name_is_found_in_forms_scripts_and_inside_of_words(text: str) -> None:
    found = Finder(["Оксана Чмирюк"]).masked(text)
    assert MASK in found
    bare = found.replace("\u00ad", "").replace("\u0301", "").casefold()
    assert not any(part in bare for part in ("чмир", "чмыр", "chmyr"))


def test_numbers_are_found_however_grouped_and_quoted_words_as_they_stand() -> None:
    assert Finder(["+38 050 123 45 67"]).masked("tel. +38(050)123-45-67.") == f"tel. +{MASK * 16}."
    assert Finder(["+38 050 123 45 67"]).masked("050 1234567") == MASK * 11
    assert Finder(['"red door"']).masked("a red  door, a door") == f"a {MASK * 9}, a door"
    assert Finder(["Оксана Чмирюк"]).masked("Рынок открыт, market is open") == "Рынок открыт, market is open"


@given(st.text(max_size=200), st.text(min_size=1, max_size=20))
def test_every_code_point_keeps_its_place(text: str, word: str) -> None:
    found = Finder([word]).masked(text)
    assert len(found) == len(text)
    assert all(now in (was, MASK) for was, now in zip(text, found, strict=True))


def _read(text: str) -> Report:
    return Report("r1", text, published=datetime(2024, 3, 3, tzinfo=UTC), url="https://example.org/x", snapshot="ab")


def test_two_places_of_one_cell_become_the_same_and_their_names_are_gone() -> None:
    cells = []
    for town in ("Бахмуте", "Часовом Яре"):
        found, _ = explain(document(_read(f"Полиция сообщила, что в {town} 3 марта прогремел взрыв, ранены двое.")))
        anew = masked(found, Plan("secret", (), "1"))
        assert town not in anew.text
        assert (anew.url, anew.snapshot, anew.media) == (None, "", ())
        made = coarsened(explain(document(anew))[0], found, "1")
        cells.append({(p.id, p.lat, p.lon, p.name) for c in made.claims for p in c.places})
    assert cells[0] == cells[1] == {("cell:48,37,1", 48.5, 37.5, "48–49° N, 37–38° E")}


def test_ids_that_stand_for_others_keep_versions_together_and_tell_nothing() -> None:
    assert stand_in("r1@2", 2, "s") == f"{stand_in('r1', 1, 's')}@2"
    assert stand_in("r1", 1, "s") != stand_in("r1", 1, "t")
    assert sizes(["0.5", "2", "0.1"]) == "2"
    assert sizes(["5", "region"]) == "region"
