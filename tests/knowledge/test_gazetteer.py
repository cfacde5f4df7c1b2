"""The gazetteer: keys, look-ups, the desk's own places, and a build that is atomic."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.knowledge import gazetteer as module
from allegedly.knowledge.folding import fold, passes, sieve, skeleton
from allegedly.knowledge.gazetteer import build, content_version, gazetteer, location
from allegedly.knowledge.places import place_file, place_words
from allegedly.model.vocabulary import LANGS


@pytest.mark.parametrize(
    ("name", "key"),
    [("Орёл", "орел"), ("Куп’янськ", "купянськ"), ("Кам'янка-Бузька", "камянка бузька"), ("Zürich", "zurich")],
)
def test_fold(name: str, key: str) -> None:
    assert fold(name) == key


def test_fold_keeps_the_letters_that_tell_cyrillic_names_apart() -> None:
    assert fold("Київ") == "київ"
    assert fold("Бий") == "бий"


@given(st.text(max_size=30))
def test_fold_is_idempotent(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_spellings_of_two_languages_share_a_skeleton() -> None:
    assert skeleton("мелитополь") == skeleton("мелітополь")
    assert skeleton("харьков") != skeleton("херсон")


def test_names_in_both_scripts_lead_to_one_place() -> None:
    places = [gazetteer().lookup(fold(n))[0] for n in ("Kharkiv", "Харків", "Харьков", "Kharkov")]
    assert {p.id for p in places} == {"geonames:706483"}


def test_short_forms_and_adjectives_have_their_own_keys() -> None:
    assert "country" not in {t.kind for t in gazetteer().lookup("us")}
    assert gazetteer().lookup("=US")[0].name == "United States"
    assert [p.id for p in gazetteer().lookup("~харьковский") if p.kind == "oblast"] == ["iso:UA-63"]


def test_unknown_name_gives_nothing() -> None:
    assert gazetteer().lookup("нетакогогорода") == ()
    assert gazetteer().longest("нетакогогорода") == 0


def test_longest_says_how_many_words_a_name_may_have() -> None:
    assert gazetteer().longest("біла") >= 2


def test_settlements_of_a_disputed_region_are_marked() -> None:
    for name in ("Симферополь", "Севастополь", "Джанкой"):
        assert gazetteer().lookup(fold(name))[0].disputed
    assert not gazetteer().lookup("харків")[0].disputed


def test_every_region_with_a_seat_found_its_members() -> None:
    unlocated = [r.id for r in place_file().region if gazetteer_point(r.en[0] if r.en else "", r.id) is None]
    assert unlocated == []


def gazetteer_point(name: str, ident: str) -> float | None:
    keys = [fold(name), *(f"{fold(name)} {noun}" for noun in place_words("en").region_nouns)]
    found = [t for key in keys for t in gazetteer().lookup(key) if t.id == ident]
    return found[0].lat if found else None


def test_own_places_have_points_in_range_and_single_ids() -> None:
    own = place_file()
    assert all(-90 <= (p.lat or 0) <= 90 and -180 <= (p.lon or 0) <= 180 for p in (*own.place, *own.region))
    assert len({p.id for p in (*own.place, *own.region)}) == len((*own.place, *own.region))
    assert all(p.lat is not None and p.lon is not None for p in own.place)


def test_disputed_places_name_no_country() -> None:
    own = place_file()
    assert [p.id for p in (*own.place, *own.region) if p.disputed and p.country] == []


@pytest.mark.parametrize("lang", LANGS)
def test_lexicons_name_the_same_large_countries(lang: str) -> None:
    codes = {c.code for c in place_words(lang).country}  # type: ignore[arg-type]
    assert {"UA", "RU", "US", "IL", "PS", "SY", "IR", "CN", "DE", "TR"} <= codes


def test_location_follows_the_cache_folder_and_the_content(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert location() == tmp_path / "allegedly" / f"gazetteer-{content_version()}.sqlite"
    monkeypatch.setattr(module, "LAYOUT", -1)
    assert location().stem != f"gazetteer-{content_version()}x"


def test_build_leaves_a_ready_file_alone(tmp_path: Path) -> None:
    ready = tmp_path / "ready.sqlite"
    ready.write_bytes(b"as it was")
    assert build(ready) == ready
    assert ready.read_bytes() == b"as it was"
    assert [p.name for p in tmp_path.iterdir()] == ["ready.sqlite"]


@given(st.sets(st.text(), max_size=20))
@settings(max_examples=20)
def test_the_sieve_lets_every_key_pass(keys: set[str]) -> None:
    bits = sieve(keys)
    assert all(passes(bits, key) for key in keys)
    assert sum(map(int.bit_count, bits)) <= len(keys)


def test_the_sieve_holds_back_most_words_that_name_nothing() -> None:
    bits = sieve({"харків", "~харьковский", "^нью"})
    assert not any(passes(bits, key) for key in ("харкі", "харьковский", "нью"))


@pytest.mark.parametrize("name", ["Deir ez-Zor", "Deir Ezzor", "Deir Zor", "Deir al-Zor"])
def test_a_name_with_an_article_inside_is_found_in_each_spelling(name: str) -> None:
    assert "Deir ez-Zor" in {t.name for t in gazetteer().lookup(fold(name))}
