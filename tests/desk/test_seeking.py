"""Searching: words in every form, names in every script, in three languages, over a real store."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly import pipeline
from allegedly.desk import seeking
from allegedly.desk.stored import StoredDesk
from allegedly.model.search import Sought, Term
from allegedly.stages import Choice
from allegedly.store import Store

TOLD = (
    ("en", "Quay", "2025-03-11T10:00Z", "Explosions rocked a building in Novoport, the mayor said."),
    ("ru", "Мол", "2025-03-11T11:00Z", "Мэр Новопорта сообщил о трёх взрывах у склада."),
    ("uk", "Причал", "2025-03-11T12:00Z", "Міський голова Новопорта повідомив про вибухи на складі."),
    ("other", "Quay", "2025-03-12T10:00Z", "The ferry company said two boats and a bus were damaged by fire."),
)
ROWS = [{"id": i, "source": s, "published": at, "text": text} for i, s, at, text in TOLD]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoredDesk]:
    folder = tmp_path_factory.mktemp("seeking")
    file = folder / "reports.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS), "utf-8")
    store = Store.open(folder / "desk.db", create=True)
    pipeline.add([str(file)], store, Choice(jobs=1, extractor="fast"))
    yield StoredDesk(store.view())
    store.close()


def ids(desk: StoredDesk, line: str, **sought: str) -> list[str]:
    return [hit.report.id for hit in desk.search(line, Sought(**sought)).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("взрыв", ["ru"]),
        ("взрывом", ["ru"]),
        ("вибухів", ["uk"]),
        ("explosion", ["en"]),
        ("exploding", []),
        ("damages", ["other"]),
        ("bus", ["other"]),
        ("mas", []),
        ("Novoport", ["uk", "ru", "en"]),
        ("Новопорту", ["uk", "ru", "en"]),
        ("складом", ["uk", "ru"]),
        ('"the mayor"', ["en"]),
        ('"mayor the"', []),
        ("said -mayor", ["other"]),
        ("нічого", []),
        ("п’ятьма", []),
        ("", ["other", "uk", "ru", "en"]),
    ],
)
def test_forms_scripts_phrases_and_what_must_not_be_there(desk: StoredDesk, line: str, found: list[str]) -> None:
    assert ids(desk, line) == found


def test_fields_narrow_and_facets_count(desk: StoredDesk) -> None:
    assert ids(desk, "Novoport", lang="uk") == ["uk"]
    assert ids(desk, "", source="Quay") == ["other", "en"]
    held = desk.search("Novoport")
    assert held.total == held.counted == 3
    facets = {facet.name: dict(facet.values) for facet in held.facets}
    assert facets["lang"] == {"en": 1, "ru": 1, "uk": 1}
    assert facets["source"] == {"Quay": 1, "Мол": 1, "Причал": 1}
    assert facets["event"]["explosion"] == 3


def test_pages_of_hits_meet_without_a_gap(desk: StoredDesk) -> None:
    pages = [desk.search("", start=n, limit=1).hits[0].report.id for n in range(4)]
    assert pages == ["other", "uk", "ru", "en"]


def test_hits_say_where_the_words_stand(desk: StoredDesk) -> None:
    hit = desk.search("взрыв Novoport").hits[0]
    assert [hit.report.text[s.start : s.end] for s in hit.spans] == ["Новопорта", "взрывах"]


@given(st.text(max_size=80), st.text(max_size=200))
def test_any_line_is_understood_and_spans_lie_in_the_text(line: str, text: str) -> None:
    terms = seeking.terms(line)
    assert len(terms) <= seeking.MOST_TERMS
    found = seeking.spans(text, terms)
    assert list(found) == sorted(found)
    assert all(0 <= s.start < s.end <= len(text) for s in found)


@given(st.text(max_size=60))
def test_any_line_can_be_asked_of_a_store(desk: StoredDesk, line: str) -> None:
    assert desk.search(line).total >= 0


def test_a_word_that_must_not_be_there_is_not_marked() -> None:
    assert seeking.spans("said so", [Term("said", without=True)]) == ()
