from pathlib import Path

import pytest
from pydantic import ValidationError

from allegedly.errors import InputMissing
from allegedly.settings import read_settings


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "allegedly.toml"
    monkeypatch.setenv("ALLEGEDLY_CONFIG", str(path))
    return path


def test_option_beats_environment_beats_file_beats_default(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().zone == "UTC"
    file.write_text('zone = "Europe/Kyiv"\njobs = 3\n')
    assert (read_settings().zone, read_settings().jobs) == ("Europe/Kyiv", 3)
    monkeypatch.setenv("ALLEGEDLY_ZONE", "Europe/Berlin")
    assert read_settings().zone == "Europe/Berlin"
    assert read_settings(zone="UTC").zone == "UTC"
    assert read_settings(zone=None).zone == "Europe/Berlin"


def test_settings_are_frozen(file: Path) -> None:
    with pytest.raises(ValidationError):
        read_settings().jobs = 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("jobs = -1", "jobs"),
        ('colour = "red"', "colour: no such setting"),
        ("netwrks = 1", "netwrks: no such setting; did you mean networks"),
        ("jobs = ", "not a settings file"),
    ],
)
def test_fault_names_file_and_field(file: Path, text: str, told: str) -> None:
    file.write_text(text)
    with pytest.raises(InputMissing, match=told) as error:
        read_settings()
    assert str(file) in str(error.value)


def test_a_list_that_is_not_written_as_one_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLEGEDLY_NETWORKS", "10.0.0.0/8")
    with pytest.raises(InputMissing, match=r"networks.*write it as JSON"):
        read_settings()
