from importlib.metadata import EntryPoint

import pytest

from allegedly import plugins
from allegedly.errors import SetupIncomplete


def test_plugin_stands_beside_the_built_ins(echo: str) -> None:
    assert set(plugins.door("allegedly.extractors")) == {"echo", "fast", "rules"}
    assert plugins.one("allegedly.extractors", echo).__module__ == "allegedly_echo"


def two(group: str) -> list[EntryPoint]:
    return [EntryPoint("rules", "a:b", group), EntryPoint("rules", "c:d", group)]


def test_two_of_one_name_are_refused(echo: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugins, "entry_points", two)
    with pytest.raises(SetupIncomplete, match="a:b and c:d"):
        plugins.door("allegedly.extractors")


def test_plugin_that_does_not_load_is_named(echo: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugins, "entry_points", lambda group: two(group)[:1])
    with pytest.raises(SetupIncomplete, match=r"'rules' of allegedly.readers \(a:b\) does not load"):
        plugins.one("allegedly.readers", "rules")
