from typing import get_args

import pytest

from allegedly.knowledge.modality import Modality, modality
from allegedly.model.vocabulary import LANGS, EvidenceKind, Lang

LISTS = [f for f in Modality.__struct_fields__ if f not in ("hedge", "evidence", "speaker", "accuse")]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_words_in_every_language(lang: Lang, name: str) -> None:
    forms = getattr(modality(lang), name)
    assert forms
    assert len(set(forms)) == len(forms)


@pytest.mark.parametrize("lang", LANGS)
def test_each_strength_of_hedge_and_kind_of_evidence_has_words(lang: Lang) -> None:
    mode = modality(lang)
    assert {h.strength for h in mode.hedge} == {"distance", "possible", "likely", "preliminary"}
    assert {e.kind for e in mode.evidence} == set(get_args(EvidenceKind)) - {"other"}


@pytest.mark.parametrize("lang", LANGS)
def test_patterns_are_written_as_they_are_matched(lang: Lang) -> None:
    mode = modality(lang)
    groups = [getattr(mode, name) for name in LISTS] + [h.forms for h in mode.hedge]
    groups += [entry.forms for entries in (mode.evidence, mode.speaker, mode.accuse) for entry in entries]
    for form in (f for forms in groups for f in forms):
        assert form == form.lower() == form.strip()
        assert not set(form) & set("ё’ʼ"), form


@pytest.mark.parametrize("lang", LANGS)
def test_not_negation_formulas_hold_a_negation(lang: Lang) -> None:
    mode = modality(lang)
    words = {w for form in mode.negation for w in form.split()} | {
        "если",
        "якщо",
        "чуть",
        "едва",
        "мало",
        "ледь",
        "поки",
        "пока",
    }
    for form in mode.not_negation:
        assert any(w in words for w in form.split()), form
