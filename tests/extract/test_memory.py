import subprocess
import sys

from allegedly.extract import extract, forget
from allegedly.extract.memory import HEAVY
from allegedly.model import Report
from allegedly.read import document


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
