"""Promise 8: one event, many reports: B3 F1 >= .92 and over-merge <= 2%, whatever the order and the language."""

import json
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.link import link
from allegedly.model import Extraction, Incident, Judgement, Linking, Terms
from tests.assess.build import HILL, PORT, claim, count, report, speaker, when
from tests.assess.build import NOON as AT
from tests.assess.pack import FOLDER, pack

CRIMEA = "crimea-2024-01-04"


def b_cubed(gold: dict[str, set[str]], found: dict[str, set[str]]) -> float:
    """Extended B-cubed F1 (Amigo 2009) over reports that may be in several incidents."""

    def side(own: dict[str, set[str]], other: dict[str, set[str]]) -> float:
        total = 0.0
        for x, mine in own.items():
            near = [y for y in own if own[y] & mine]
            share = [min(len(mine & own[y]), len(other[x] & other[y])) / len(mine & own[y]) for y in near]
            total += sum(share) / len(near)
        return total / len(own)

    p, r = side(found, gold), side(gold, found)
    return 2 * p * r / (p + r)


def by_report(groups: dict[str, list[str]]) -> dict[str, set[str]]:
    found = defaultdict(set)
    for name, reports in groups.items():
        for r in reports:
            found[r].add(name)
    return dict(found)


def test_the_crimea_pack_in_three_languages() -> None:
    lines = (FOLDER / CRIMEA / "incidents_gold.jsonl").read_text("utf-8").splitlines()
    gold = by_report({g["incident"]: g["reports"] for g in map(json.loads, lines)})
    incidents = link(pack(CRIMEA).values()).incidents
    found = by_report({i.id: list(i.reports) for i in incidents})
    merged = [i for i in incidents if len(i.reports) > 1 and not set.intersection(*(gold[r] for r in i.reports))]
    assert b_cubed(gold, {r: found[r] for r in gold}) >= 0.92
    assert not merged


def test_two_towns_of_one_attack_are_parts_of_one_incident() -> None:
    main = max(link(pack(CRIMEA).values()).incidents, key=lambda i: len(i.reports))
    assert main.parts == ("Sevastopol", "Yevpatoria")
    assert main.place_name == "Crimea"


def test_a_report_that_only_recalls_an_incident_is_its_background() -> None:
    made = link(pack(CRIMEA).values()).incidents
    main = max(made, key=lambda i: len(i.reports))
    assert {b.report for b in main.background} >= {"cr-45"}
    assert not {b.report for b in main.background} & set(main.reports)


def incidents(*reports: object) -> list[tuple[str, ...]]:
    return [i.reports for i in link(reports).incidents]  # type: ignore[arg-type]


def test_neighbouring_days_at_one_place_stay_apart() -> None:
    one, other = (report(f"r{n}", claim("impact", speaker("a")), hours=24 * n) for n in range(2))
    assert incidents(one, other) == [("r0",), ("r1",)]


def test_one_time_at_distant_places_stays_apart_and_at_one_place_does_not() -> None:
    here = [report(f"r{n}", claim("impact", speaker("a")), hours=n) for n in range(2)]
    there = report("r9", claim("impact", speaker("a"), places=(HILL,)))
    assert incidents(*here, there) == [("r0", "r1"), ("r9",)]


def test_a_report_of_both_towns_joins_them_and_a_digest_does_not() -> None:
    here = report("r1", claim("impact", places=(PORT,)))
    there = report("r2", claim("explosion", places=(HILL,)), hours=1)
    both = report("r3", claim("attack", places=(PORT, HILL)), hours=2)
    assert incidents(here, there) == [("r1",), ("r2",)]
    assert incidents(here, there, both) == [("r1", "r2", "r3")]
    digest = report(
        "r4",
        claim("impact", places=(PORT,), text="\n1. A hit at the port."),
        claim("explosion", places=(HILL,), text="\n2. A blast on the hill."),
        hours=2,
    )
    assert sorted(incidents(here, there, digest)) == [("r1", "r4"), ("r2", "r4")]


def test_what_is_only_likely_is_proposed_and_not_merged() -> None:
    def worded(name: str, words: str, hours: float) -> Extraction:
        return replace(report(name, claim("explosion", places=()), hours=hours), terms=Terms(tuple(words.split())))

    pair = [
        worded("p1", "oak elm ash fir yew box", 0),
        worded("p2", "oak elm sea bay tin ice gas oat dot cot rug jam wax mud", 1),
    ]
    made = link([*pair, *(worded(f"q{n}", f"ink{n} cap{n}", 90 * n) for n in range(1, 6))])
    assert {("p1",), ("p2",)} <= {i.reports for i in made.incidents}
    assert [one.verdict for one in made.links if (one.a, one.b) == ("p1", "p2")] == ["unsure"]


def test_what_an_article_dates_earlier_is_recalled() -> None:
    old = report("r1", claim("impact", when=when(AT)), hours=1)
    new = report("r2", claim("impact", when=when(AT.replace(day=9))), claim("impact", when=when(AT)), hours=24 * 5)
    first, second = link([old, new]).incidents
    assert (first.reports, second.reports) == (("r1",), ("r2",))
    assert [(b.report, b.claims) for b in first.background] == [("r2", ("r2.1",))]


def test_a_report_without_claims_is_an_incident_alone() -> None:
    assert incidents(report("r1")) == [("r1",)]


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(12)))
def test_the_order_of_reports_does_not_matter(order: list[int]) -> None:
    events = ["impact", "explosion", "killed"]
    made = [
        report(
            f"r{n:02}", claim(events[n % 3], speaker("a"), places=((PORT, HILL)[n % 2],), count=count(n)), hours=5 * n
        )
        for n in range(12)
    ]
    assert link([made[n] for n in order]) == link(made)


def test_the_pack_shuffled_gives_the_same_linking() -> None:
    held = list(pack(CRIMEA).values())
    assert link(Random(3).sample(held, len(held))) == link(held)


def judged(kind: str, *target: str, undone: bool = False) -> Judgement:
    return Judgement("j1", kind, target, "an editor", AT, "seen by eye", AT if undone else None)


def two() -> list[object]:
    return [
        report("r1", claim("impact")),
        report("r2", claim("impact"), hours=1),
        report("r3", claim("impact"), hours=60),
    ]


@pytest.mark.parametrize(
    ("kind", "target", "wanted"),
    [
        ("merge", ("r1", "r3"), [("r1", "r2", "r3")]),
        ("split", ("r2",), [("r1",), ("r2",), ("r3",)]),
        ("reject", ("r2",), [("r1",), ("r2",), ("r3",)]),
        ("coarsen", ("r2",), [("r1", "r2"), ("r3",)]),
    ],
)
def test_a_judgement_overrides_and_can_be_undone(
    kind: str, target: tuple[str, ...], wanted: list[tuple[str, ...]]
) -> None:
    held = two()
    assert [i.reports for i in link(held, [judged(kind, *target)]).incidents] == wanted  # type: ignore[arg-type]
    undone = link(held, [judged(kind, *target, undone=True)])  # type: ignore[arg-type]
    assert [i.reports for i in undone.incidents] == [("r1", "r2"), ("r3",)]


def test_incidents_can_be_merged_by_their_ids() -> None:
    held = two()
    first, second = link(held).incidents  # type: ignore[arg-type]
    (one,) = link(held, [judged("merge", first.id, second.id)]).incidents  # type: ignore[arg-type]
    assert one.reports == ("r1", "r2", "r3")
    assert one.id == first.id, "named after its earliest report"


def test_every_comparison_is_recorded_with_score_parts_rule_and_verdict() -> None:
    made: Linking = link(pack(CRIMEA).values())
    assert {one.level for one in made.links} >= {"item", "copy"}
    assert all(one.rule and 0 <= one.score <= 1 and one.a < one.b for one in made.links if one.level != "part")
    assert {one.verdict for one in made.links} <= {"same", "unsure", "apart"}
    assert any(dict(one.features).get("at_place") == 1.0 for one in made.links)


def test_titles_are_neutral_and_dated() -> None:
    (one,) = link(
        [report("r1", claim("impact", when=when(AT)), claim("killed", count=count(2), when=when(AT)))]
    ).incidents
    assert isinstance(one, Incident)
    assert one.title == "Impact, deaths: Lowport, 4 May 2024"
    assert (one.start, one.place) == (datetime(2024, 5, 4, 12, tzinfo=UTC), "place:lowport")
