"""Three languages or it is not done: every text of the pages stands in every catalogue, whole and with its fields."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import allegedly.publish
from allegedly.model.vocabulary import Lang
from allegedly.publish.clock import Clock
from allegedly.publish.tongue import _, n_, speaking, wished
from tests.publish.build import at

ROOM = Path(allegedly.publish.__file__).parent
# Rooms beside it that refuse a decision: pages say so in their own language.
REFUSING = ("wishes.py", "judging.py", "desk/naming.py")
KEYWORDS = {"_": None, "n_": (1, 2), "gettext": None, "ngettext": (1, 2), "later": None}
FIELD = re.compile(r"\{\w*\}|%\(\w+\)[ds]")


def texts() -> Iterator[tuple[str, str]]:
    """Every text that pages say, and where it stands."""
    found = extract_from_dir(
        str(ROOM),
        [("web/templates/**.html", "jinja2"), ("**.py", "python")],
        {"web/templates/**.html": {"silent": "false"}},
        keywords=KEYWORDS,
    )
    for file, line, text, *_rest in found:
        for one in (text,) if isinstance(text, str) else tuple(text)[:1]:
            yield one, f"{file}:{line}"
    for name in REFUSING:
        yield from ((text, name) for text in refusals(ast.parse((ROOM.parent / name).read_text("utf-8"))))


def refusals(tree: ast.AST) -> Iterator[str]:
    """The sentences that a room refuses with: what a refusal, or what makes one, is given in words."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("DecisionRefused", "_least")
        ):
            given = node.args[0] if node.func.id == "DecisionRefused" else node.args[2]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_unclear":
            given = node.args[2]
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "form":
            given = node.value
        else:
            continue
        yield from (
            one.value for one in ast.walk(given) if isinstance(one, ast.Constant) and isinstance(one.value, str)
        )


@pytest.mark.parametrize("lang", ["uk", "ru"])
def test_every_text_is_there(lang: Lang) -> None:
    known = {}
    for file in sorted((ROOM / "words" / lang).glob("*.po")):
        with file.open("rb") as opened:
            for entry in read_po(opened, locale=lang, abort_invalid=True):
                key = entry.id if isinstance(entry.id, str) else entry.id[0]
                known[key] = entry.string if isinstance(entry.string, (list, tuple)) else [entry.string]
                assert not entry.fuzzy, f"{file.name}: {key}"
    missing = [f"{where}: {text}" for text, where in texts() if not all(known.get(text, [""]))]
    assert not missing, "\n".join(missing)
    for text, translations in known.items():
        for one in filter(None, translations) if text else ():
            assert set(FIELD.findall(one)) <= set(FIELD.findall(text)) | {"{n}", "%(num)d"}, text


@pytest.mark.parametrize("lang", ["uk", "ru"])
def test_a_text_has_one_translation(lang: Lang) -> None:
    said: dict[object, set[object]] = {}
    for file in sorted((ROOM / "words" / lang).glob("*.po")):
        with file.open("rb") as opened:
            for entry in read_po(opened, locale=lang):
                if entry.id:
                    said.setdefault(entry.id, set()).add(entry.string)
    assert [text for text, told in said.items() if len(told) > 1] == [], "which of them is said is left to chance"


def test_the_language_holds_for_its_block_only() -> None:
    with speaking("uk"):
        assert _("Method") == "Метод"
        with speaking("ru"):
            assert _("no date") == "без даты"
        assert _("no date") == "без дати"
        assert Clock().date(at(10)) == "11 бер. 2025"
    assert _("no date") == "no date"
    assert n_("{n} voice that nobody translated", "{n} voices", 2) == "{n} voices"


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [
        ("", "en"),
        ("uk-UA,uk;q=0.9,en;q=0.8", "uk"),
        ("de, ru;q=0.7, uk;q=0.8", "uk"),
        ("ru;q=0, en;q=0.1", "en"),
        ("de", "en"),
        ("ru;q=x", "en"),
    ],
)
def test_the_browser_says_what_it_reads(accepted: str, lang: str) -> None:
    assert wished(accepted) == lang
