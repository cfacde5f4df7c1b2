import subprocess
import sys
from functools import _lru_cache_wrapper
from random import Random
from typing import Any

import pytest

from allegedly.extract import extract, forget
from allegedly.extract.english import analyser
from allegedly.extract.memory import HEAVY
from allegedly.extract.slavic import morphology
from allegedly.model import Report
from allegedly.read import document

# Asked by the tags of a dictionary, which has some hundreds.
TAGS = {"_tag", "_marks", "_doubted"}


def _found(text: str, lang: str) -> object:
    return extract(document(Report("r1", text, "", lang, None, source="desk")))  # type: ignore[arg-type]


def test_everything_named_as_heavy_is_there_to_be_let_go() -> None:
    texts = {"en": "The mayor said that a warehouse burned.", "ru": "Мэр сообщил, что сгорел склад."}
    for lang, text in texts.items():
        _found(text, lang)
    held = [getattr(sys.modules[module], name) for module, name in HEAVY.items()]
    assert all(one.cache_info().currsize for one in held)

    forget()

    assert not any(one.cache_info().currsize for one in held)


def test_what_is_read_after_forgetting_is_the_same() -> None:
    text = "Мэр города сообщил, что при взрыве на складе погибли три человека."
    before = _found(text, "ru")
    forget()
    assert _found(text, "ru") == before


def test_looking_words_up_loads_no_rules() -> None:
    code = (
        "import sys; import allegedly.extract.slavic.morphology; import allegedly.extract;"
        "before = 'allegedly.extract.extractor' in sys.modules; allegedly.extract.extract;"
        "print(before, 'allegedly.extract.extractor' in sys.modules, hasattr(allegedly.extract, 'no_such'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "False"]


def test_the_words_that_the_parser_met_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """By their number: however many come, it holds those it came with and so many more, and reads them the same."""
    monkeypatch.setattr(analyser, "MET", 40)
    chance, first = Random(7), _found("The mayor said that a warehouse burned.", "en")
    for _ in range(12):
        words = " ".join("".join(chance.choices("abcdefghijklmn", k=10)) for _ in range(8))
        _found(f"The mayor said that {words} burned.", "en")
        held = analyser.model()
        assert len(held.nlp.vocab.strings) <= held.came + analyser.MET + 60  # the last text's own
    assert _found("The mayor said that a warehouse burned.", "en") == first


def test_the_words_that_the_dictionary_met_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(morphology, "LIMIT", 30)
    chance = Random(7)
    for _ in range(20):
        words = " ".join("".join(chance.choices("бвгдеиклмноп", k=9)) for _ in range(8))
        _found(f"Мэр сообщил, что {words} сгорел.", "ru")
        held = morphology.dictionary("ru")
        assert max(len(held._forms), len(held.memory)) <= morphology.LIMIT


def test_every_memory_of_words_is_bounded() -> None:
    """What remembers by words of texts has a limit; what has none is asked by languages, marks or tags only."""
    texts = {
        "en": "The mayor of Lviv said that {} burned.",
        "ru": "Мэр сообщил, что {} сгорел.",
        "uk": "Мер повідомив, що {} згорів.",
    }
    chance, free = Random(3), _unlimited()
    for lang, text in texts.items():
        _found(text.format("a warehouse"), lang)
    before = {name: one.cache_info().currsize for name, one in free.items()}
    for _ in range(30):
        for lang, text in texts.items():
            letters = "abcdefghij" if lang == "en" else "абвгдежзик"
            _found(text.format(" ".join("".join(chance.choices(letters, k=9)) for _ in range(6))), lang)
    grown = {name for name, one in free.items() if one.cache_info().currsize > before[name] + 90}
    assert {name.rpartition(".")[2] for name in grown} <= TAGS


def _unlimited() -> dict[str, Any]:
    """Caches without a limit, of all modules that reading loads."""
    found = {}
    for module in [m for name, m in sys.modules.items() if name.startswith("allegedly.") and m is not None]:
        for name, one in vars(module).items():
            if isinstance(one, _lru_cache_wrapper) and one.cache_info().maxsize is None:
                found[f"{module.__name__}.{name}"] = one
    return found
