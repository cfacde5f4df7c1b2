"""Which reports rarity is counted in."""

from datetime import UTC, datetime, timedelta

import pytest

from allegedly.link import background
from allegedly.model import Extraction, Report

START = datetime(2031, 3, 1, tzinfo=UTC)


def archive(size: int) -> list[Extraction]:
    """So many reports, an hour apart, the latest first."""
    made = [Report(f"r{n:03}", "Words.", published=START + timedelta(hours=n)) for n in range(size)]
    return [Extraction(one, "en", (), ()) for one in reversed(made)]


def names(size: int) -> list[str]:
    """The background of an archive, by report."""
    return [one.id for one in background.counted_of(sorted((e.report for e in archive(size)), key=background.in_time))]


def test_of_few_reports_all_are_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "FEW", 8)
    assert names(7) == [f"r{n:03}" for n in range(7)]


def test_of_many_the_earliest_half_or_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "FEW", 8)
    assert names(31) == [f"r{n:03}" for n in range(16)]
    assert names(32) == [f"r{n:03}" for n in range(32)]


def test_of_very_many_only_the_latest_of_that_half(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "FEW", 8)
    monkeypatch.setattr(background, "MOST", 4)
    assert names(31) == [f"r{n:03}" for n in range(12, 16)]
