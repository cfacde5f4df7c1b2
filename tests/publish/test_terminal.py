from dataclasses import replace
from datetime import datetime, timedelta
from io import StringIO

import pytest
from rich.console import Console

from allegedly.assess import assess
from allegedly.publish import terminal
from allegedly.publish.clock import Clock
from tests.assess.build import claim, incident, report, speaker
from tests.publish.build import CLAIMS, EXTRACTIONS, INCIDENT, KANAL, assessment, at


def console(width: int = 80) -> Console:
    return Console(file=StringIO(), width=width, color_system=None)


def printed(c: Console) -> str:
    assert isinstance(c.file, StringIO)
    return c.file.getvalue()


def row(text: str, label: str) -> str:
    return next(line for line in text.splitlines() if label in line)


@pytest.mark.parametrize("width", [60, 80, 200])
def test_show_stays_within_the_width(width: int) -> None:
    out = console(width)
    terminal.show(INCIDENT, assessment(), EXTRACTIONS, out, Clock())
    assert max(len(line) for line in printed(out).splitlines()) <= width


def test_show_gives_each_origin_its_stance() -> None:
    out = console()
    terminal.show(INCIDENT, assessment(), EXTRACTIONS, out, Clock())
    text = printed(out)
    hit = row(text, "Hit: Novoport")
    assert "⊘" in hit
    assert "◐" in hit
    assert hit.index("⊘") < hit.index("◐"), "columns stand in the matrix's order"
    assert "●2" in row(text, "Injured: Novoport")


@pytest.mark.parametrize("figure", ["100", "~100", "1,000-1,200"])
@pytest.mark.parametrize("width", [60, 80])
def test_no_figure_is_cut(figure: str, width: int) -> None:
    held = assessment()
    cells = tuple(replace(c, figure=figure) if c.figure else c for c in held.matrix.cells)
    out = console(width)
    terminal.show(INCIDENT, replace(held, matrix=replace(held.matrix, cells=cells)), EXTRACTIONS, out, Clock())
    text = printed(out)
    assert f"●{figure} " in row(text, "Injured: Novoport") + " "
    assert max(len(line) for line in text.splitlines()) <= width


def test_show_names_conflict_silence_and_exact_words() -> None:
    out = console()
    terminal.show(INCIDENT, assessment(), EXTRACTIONS, out, Clock())
    text = printed(out)
    assert "polarity: a fire is affirmed" in text
    assert "Coast guard" in text
    assert "“склад горит”" in text


def test_a_clock_moves_every_time_shown() -> None:
    out = console()
    terminal.show(INCIDENT, assessment(), EXTRACTIONS, out, Clock("Asia/Tokyo"))
    assert "03:00" in printed(out), "18:00 UTC is 03:00 in Tokyo"


def test_report_marks_every_claim_with_its_number() -> None:
    out = console()
    terminal.report(EXTRACTIONS["kanal-1"], out, Clock())
    assert "[1]склад горит, [2]двое пострадавших" in printed(out)


def test_claims_name_rule_and_stance() -> None:
    out = console()
    terminal.claims([(CLAIMS[1], KANAL)], out, Clock())
    assert "fire · affirm" in printed(out)
    assert "test.rule" in printed(out)


def test_an_empty_list_says_what_to_do() -> None:
    out = console()
    terminal.incidents([], out, Clock())
    assert "allegedly add" in printed(out)


def test_words_of_markup_are_printed_as_they_stand() -> None:
    from dataclasses import replace

    held = EXTRACTIONS["kanal-1"]
    hostile = replace(held, report=replace(held.report, text="[red]x[/red] [link=evil]y"), claims=())
    out = console()
    terminal.report(hostile, out, Clock())
    assert "[red]x[/red] [link=evil]y" in printed(out)


def test_the_voices_are_counted_in_the_reports_known_at_the_moment() -> None:
    then = sorted(e.report.published for e in EXTRACTIONS.values() if e.report.published)[1]
    for as_of, reports in ((then, 2), (None, 3)):
        out = console()
        terminal.show(INCIDENT, assessment(as_of), EXTRACTIONS, out, Clock())
        assert f"in {reports} reports" in printed(out)


@pytest.mark.parametrize(
    ("published", "told"), [(at(18), "     18:00 ◐ "), (at(18, 1) + timedelta(3), "     14 Mar 2025, 18:01 ◐ "),
                            (None, "     no date ◐ ")],
)  # fmt: skip
def test_witnesses_of_different_days_are_told_with_their_days(published: datetime | None, told: str) -> None:
    later = replace(EXTRACTIONS["kanal-1"].report, published=published, first_seen=at(20))
    texts = {**EXTRACTIONS, "kanal-1": replace(EXTRACTIONS["kanal-1"], report=later)}
    out = console()
    terminal.show(INCIDENT, assessment(), texts, out, Clock())
    assert told in printed(out).split("Conflicts")[1].split("Silence")[0]


def test_words_that_take_two_lines_stand_under_each_other() -> None:
    out = console(40)
    terminal.claims([(CLAIMS[0], EXTRACTIONS["wire-1"].report)], out, Clock())
    first, second, *_ = printed(out).splitlines()[1:]
    assert first.index("Harbour") == len(second) - len(second.lstrip())


def test_an_undated_report_is_not_told_under_a_day() -> None:
    undated = replace(EXTRACTIONS["wire-1"].report, published=None, first_seen=at(20))
    out = console()
    terminal.claims([(CLAIMS[0], undated)], out, Clock())
    assert printed(out).splitlines()[0] == "no date, held since 11 Mar 2025"


@pytest.mark.parametrize("first", ["а", "аб"])
def test_the_words_of_a_row_never_touch_its_first_cell(first: str) -> None:
    one, extractions = incident(report("r1", claim("other", speaker("parents"), text=f"{first} б в г д е ж з и к л м")))
    out = console()
    terminal.show(one, assess(one, extractions), extractions, out, Clock())
    line = row(printed(out), "Other happening:")
    assert "●" in line
    assert line[terminal.LABEL - 1] == " "
