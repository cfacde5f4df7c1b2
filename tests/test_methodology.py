import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from allegedly.errors import KnowledgeInvalid
from allegedly.knowledge.load import parse
from allegedly.knowledge.rules import RuleFile, rules
from allegedly.methodology import Lazily, page, sentences, word_rules
from allegedly.pipeline import add, batch
from allegedly.store import Store

ROOT = Path(__file__).parents[1]
PACKS = sorted((ROOT / "samples").glob("*/reports.jsonl"))


def test_rule_is_told_by_the_docstring_of_its_function() -> None:
    found = sentences(
        ["en.says-that", "slavic.post", "slavic.post.carried", "corroborated", "en.no-such-rule", "nowhere.x"]
    )
    assert set(found) == {"en.says-that", "slavic.post", "slavic.post.carried", "corroborated"}
    assert found["slavic.post"] == found["slavic.post.carried"]
    assert all(s[-1] in ".)" and "\n" not in s for s in found.values())


def test_sentences_looked_up_late_are_the_same() -> None:
    wanted = ["en.says-that", "slavic.post.carried", "corroborated", "en.no-such-rule"]
    assert dict(Lazily(wanted)) == sentences(wanted)
    assert len(Lazily(wanted)) == 3
    assert Lazily(["corroborated"]).get("en.says-that", "") == ""  # it was not wanted


def test_no_room_is_loaded_before_its_sentences_are_asked_for() -> None:
    code = (
        "import sys; from allegedly.methodology import Lazily; told = Lazily(['en.says-that']);"
        "before = 'allegedly.extract.english.speech' in sys.modules; found = told['en.says-that'];"
        "print(before, 'allegedly.extract.english.speech' in sys.modules, bool(found))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "True"]


def test_rule_without_a_function_of_its_name_is_told_by_the_table() -> None:
    found = sentences(["claim.own_voice", "en.citing", "slavic.as.carried", "occurrence_contested"])
    assert len(found) == 4
    assert "own voice" in found["claim.own_voice"]


def test_every_rule_of_the_page_has_a_sentence() -> None:
    names = [rule.name for rule in rules()]
    assert [name for name in names if name not in sentences(names)] == []


def named(value: object) -> Iterator[str]:
    """Every rule that a row of the exchange files names, however deep."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key == "rule" and isinstance(one, str) and one:
                yield one
            else:
                yield from named(one)
    elif isinstance(value, list):
        for one in value:
            yield from named(one)


@pytest.mark.parametrize("pack", PACKS, ids=lambda p: p.parent.name)
def test_every_rule_that_a_sample_pack_meets_is_on_the_page(pack: Path, tmp_path: Path) -> None:
    batch(pack, tmp_path)
    met = {
        name
        for file in tmp_path.glob("*.jsonl")
        for line in file.read_text("utf-8").splitlines()
        for name in named(json.loads(line))
    }
    store = Store.open(tmp_path / "desk.db", create=True)
    add([str(pack)], store)
    met |= store.view().rules()
    store.close()
    listed = {rule.name for rule in rules()} | word_rules()
    assert len(met) > 10
    assert {name for name in met if name not in listed and ".".join(name.split(".")[:2]) not in listed} == set()
    assert met - word_rules() - set(sentences(met)) == set()


def test_the_page_in_docs_is_what_the_rules_say_now() -> None:
    assert (ROOT / "docs" / "methodology.md").read_text("utf-8") == page(), "run: make docs"


@pytest.mark.parametrize("says", ["No full stop", "One. Two. Three. Four.", "Two\\nlines."])
def test_sentence_of_a_rule_is_short_and_whole(says: str) -> None:
    with pytest.raises(KnowledgeInvalid, match=r"en\.x"):
        parse("rules.toml", f'[[rule]]\nname = "en.x"\nroom = "en"\nsays = "{says}"\n', RuleFile)
