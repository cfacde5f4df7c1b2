"""The set of incidents keeps its promises: words stand in the texts, gold files agree, twins, an honest split."""

import itertools
import json
import tomllib
from collections import Counter
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from allegedly.model.vocabulary import ConflictKind, Event, EvidenceKind, Occurrence, Stance
from benchmarks.score import place

ROOT = Path(__file__).parents[2] / "corpus" / "incidents"
PARTS = ("set", "later")
LANGS = ("en", "ru", "uk")
HOWS = {"own", "copy", "near", "forward", "translation", "retelling"}
Row = dict[str, Any]


@cache
def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (ROOT / f"{name}.jsonl").read_text("utf-8").splitlines()]


def gold(name: str) -> list[Row]:
    return [row for part in PARTS for row in rows(f"{part}/{name}_gold")]


@cache
def reports() -> dict[str, Row]:
    return {r["id"]: r for part in PARTS for r in rows(f"{part}/reports")}


@cache
def claims() -> dict[str, Row]:
    return {f"{c['report']}/{c['n']}": c for c in gold("claims")}


@cache
def incident_of() -> dict[str, str]:
    return {r: i["incident"] for i in gold("incidents") for r in i["reports"]}


def when(report: str) -> datetime:
    return datetime.fromisoformat(reports()[report]["published"])


def at(reference: str) -> datetime:
    return when(claims()[reference]["report"])


def test_every_report_stands_once_and_in_one_incident() -> None:
    listed = [r for i in gold("incidents") for r in i["reports"]]
    assert sum(len(rows(f"{part}/reports")) for part in PARTS) == len(reports())
    assert sorted(listed) == sorted(reports())


def test_the_set_is_large_enough_and_balanced_over_languages() -> None:
    spoken = Counter(r["lang"] for r in reports().values())
    assert len([i for i in gold("incidents") if len(i["reports"]) >= 8]) >= 12
    assert min(spoken[lang] for lang in LANGS) >= 0.3 * len(reports())
    for i in gold("incidents"):
        assert {reports()[r]["lang"] for r in i["reports"]} == set(LANGS), i["incident"]


def test_a_third_of_the_first_part_is_held_and_twins_share_a_split() -> None:
    held = sum(len(i["reports"]) for i in gold("incidents") if i["split"] == "held")
    assert 0.3 <= held / len(rows("set/reports")) <= 0.4
    assert {i["split"] for i in rows("later/incidents_gold")} == {"dev"}
    by_name = {i["incident"]: i for i in gold("incidents")}
    for i in by_name.values():
        assert (i["kind"] == "war") == (i["twin"] is not None)
        if i["twin"]:
            twin = by_name[i["twin"]]
            assert (twin["twin"], twin["split"]) == (i["incident"], i["split"])
            assert i["batch"] != twin["batch"]


def test_twins_carry_the_same_gold() -> None:
    by_name = {i["incident"]: i for i in gold("incidents")}
    for i in by_name.values():
        if i["twin"]:
            one, other = ([shape(r) for r in x["reports"]] for x in (i, by_name[i["twin"]]))
            assert one == other, i["incident"]


def shape(report: str) -> list[tuple[object, ...]]:
    mine = [c for c in claims().values() if c["report"] == report]
    return [(c["proposition"], c["value"], c["voice"], c["stance"]) for c in sorted(mine, key=lambda c: c["n"])]


def test_sources_are_declared_invented_and_write_in_one_language() -> None:
    declared = {s["name"]: s for s in tomllib.loads((ROOT / "sources.toml").read_text("utf-8"))["source"]}
    everything = [*reports().values(), *(r for lang in LANGS for r in rows(f"parity/{lang}"))]
    assert {r["source"] for r in everything} == declared.keys()
    assert {s["note"] for s in declared.values()} == {"invented"}
    for r in everything:
        assert declared[r["source"]]["lang"] == r["lang"], r["id"]


def test_every_span_of_the_gold_stands_in_its_report() -> None:
    for ref, c in claims().items():
        text = reports()[c["report"]]["text"]
        span = place(c, text)
        assert text[span.start : span.end] == c["span"]
        assert text.count(c["span"]) == 1 or "occurrence" in c, ref


def test_spans_of_a_report_do_not_overlap() -> None:
    spans: dict[str, list[tuple[int, int]]] = {}
    for c in claims().values():
        span = place(c, reports()[c["report"]]["text"])
        spans.setdefault(c["report"], []).append((span.start, span.end))
    for report, some in spans.items():
        ordered = sorted(some)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(ordered)), report


def test_every_report_has_claims_numbered_from_one() -> None:
    for report in reports():
        numbers = [c["n"] for c in gold("claims") if c["report"] == report]
        assert numbers == list(range(1, len(numbers) + 1))
        assert numbers, report


def test_gold_values_are_of_the_vocabulary() -> None:
    for ref, c in claims().items():
        assert c["stance"] in get_args(Stance), ref
        assert set(c["event"]) <= set(get_args(Event)), ref
        assert set(c.get("evidence", ())) <= set(get_args(EvidenceKind)), ref
        assert (c["stance"] == "no_comment") == (c["event"] == ["comment"]), ref
        assert "part_of" not in c or c["value"] < c["part_of"], ref
    assert {p["status"] for p in gold("propositions")} <= set(get_args(Occurrence))
    assert {k for c in gold("conflicts") for k in c["kinds"]} <= set(get_args(ConflictKind))


def test_references_stay_inside_their_incident() -> None:
    keys = ("affirm", "deny", "query", "retract", "a_claims", "b_claims", "earlier", "later", "claims")
    for name in ("propositions", "conflicts", "updates", "silences", "acknowledgements"):
        for row in gold(name):
            for ref in (r for key in keys for r in row.get(key, ())):
                assert incident_of()[claims()[ref]["report"]] == row["incident"], (name, ref)


def test_origins_name_the_voices_of_their_report() -> None:
    assert {o["report"] for o in gold("origins")} == reports().keys()
    for o in gold("origins"):
        mine = [c for c in claims().values() if c["report"] == o["report"] and c["stance"] != "no_comment"]
        assert o["voices"] == sorted({c["voice"] for c in mine}), o["report"]


def test_who_retells_comes_later_and_adds_no_voice_but_its_own() -> None:
    sources = {s["name"]: s["id"] for s in tomllib.loads((ROOT / "sources.toml").read_text("utf-8"))["source"]}
    voices = {o["report"]: set(o["voices"]) for o in gold("origins")}
    for o in gold("origins"):
        assert o["how"] in HOWS
        assert (o["of"] is None) == (o["how"] == "own")
        if o["of"]:
            first, then = reports()[o["of"]], reports()[o["report"]]
            assert incident_of()[o["of"]] == o["incident"]
            assert when(o["of"]) < when(o["report"])
            assert (first["lang"] == then["lang"]) or o["how"] in {"translation", "retelling"}, o["report"]
            assert (first["lang"] != then["lang"]) or o["how"] != "translation", o["report"]
            added = voices[o["report"]] - voices[o["of"]] - {sources[then["source"]]}
            assert not added or o["report"] in {"in-009", "in-028"}, "those two recall a voice of the morning"


def test_copies_share_their_words_and_forwards_name_their_origin() -> None:
    for o in gold("origins"):
        if o["how"] in {"copy", "forward", "near"}:
            a, b = (Counter(reports()[r]["text"].split()) for r in (o["report"], o["of"]))
            assert (a & b).total() / min(a.total(), b.total()) > (0.8 if o["how"] == "near" else 0.999)
        forward = reports()[o["report"]].get("forward")
        assert (forward is not None) == (o["how"] == "forward")
        if forward:
            first = reports()[o["of"]]
            assert forward == {"source": first["source"], "published": first["published"], "id": o["of"]}


def test_propositions_hold_the_claims_that_say_so() -> None:
    for p in gold("propositions"):
        for stance in ("affirm", "deny", "query", "retract"):
            for ref in p[stance]:
                c = claims()[ref]
                assert (c["proposition"], c["value"], c["stance"]) == (p["proposition"], p["value"], stance)
        heard = {claims()[r]["voice"] for r in (*p["affirm"], *p["deny"])}
        assert set(p["affirmed_by"]) | set(p["denied_by"]) <= heard
        assert p["status"] == "contested" or not (p["affirmed_by"] and p["denied_by"])
        assert p["affirmed_by"] or p["status"] in {"unassessed", "withdrawn", "contested"}
        assert p["status"] != "corroborated" or len(p["affirmed_by"]) > 1


def test_conflicts_are_between_two_voices_and_rest_on_claims_of_each() -> None:
    for c in gold("conflicts"):
        assert c["a"] != c["b"]
        for side in "ab":
            assert {claims()[r]["voice"] for r in c[f"{side}_claims"]} == {c[side]}
            assert {claims()[r]["stance"] for r in c[f"{side}_claims"]} <= {"affirm", "deny"}


def test_every_difference_between_two_voices_is_listed() -> None:
    """Two voices that affirm and deny one thing, or give one figure differently, are in the list, as open at least."""
    listed = {(c["incident"], frozenset((c["a"], c["b"]))) for c in gold("conflicts")}
    for p in gold("propositions"):
        for a in p["affirmed_by"]:
            for b in p["denied_by"]:
                assert (p["incident"], frozenset((a, b))) in listed, (p["incident"], p["proposition"])
        for q in gold("propositions"):
            if (q["incident"], q["proposition"]) != (p["incident"], p["proposition"]) or None in (
                p["value"],
                q["value"],
            ):
                continue
            pairs = {(a, b) for a in p["affirmed_by"] for b in q["affirmed_by"] if a != b and p["value"] != q["value"]}
            assert all((p["incident"], frozenset(pair)) in listed for pair in pairs), (p["incident"], pairs)


def test_an_update_is_one_voice_that_says_something_else_later() -> None:
    for u in gold("updates"):
        earlier, later = ([claims()[r] for r in u[key]] for key in ("earlier", "later"))
        assert earlier
        assert later
        assert {c["voice"] for c in (*earlier, *later)} == {u["voice"]}
        assert max(at(r) for r in u["earlier"]) < min(at(r) for r in u["later"])
        assert {(c["value"], c["stance"]) for c in earlier} != {(c["value"], c["stance"]) for c in later}


def test_a_silence_is_told_and_ends_when_the_silent_speak() -> None:
    for s in gold("silences"):
        assert s["who"]
        assert s["told"] == bool(s["claims"]) == (s["since"] is not None)
        assert {claims()[r]["stance"] for r in s["claims"]} <= {"no_comment"}
        if s["until"]:
            assert when(s["since"]) < when(s["until"])
            assert any(c["voice"] == s["voice"] and c["stance"] != "no_comment" for c in claims().values()
                       if c["report"] == s["until"])  # fmt: skip


def test_every_silence_of_the_claims_is_listed() -> None:
    silent = {ref for ref, c in claims().items() if c["stance"] == "no_comment"}
    assert silent == {r for s in gold("silences") for r in s["claims"]}


def test_an_acknowledgement_turns_the_word_its_voice_gave_before() -> None:
    for a in gold("acknowledgements"):
        told = [claims()[r] for r in a["claims"]]
        assert {(c["voice"], c["report"]) for c in told} == {(a["voice"], a["report"])}
        before = [c for c in claims().values() if c["report"] == a["denied"] and c["voice"] == a["voice"]]
        assert bool(before) == bool(a["denied"])
        assert not before or when(a["denied"]) < when(a["report"])
        for c in told:
            of = [b for b in before if c["stance"] == "affirm" or b["proposition"] == c["proposition"]]
            turned = {b["stance"] for b in of} if before else {"deny"}
            if any(b["proposition"] == c["proposition"] and b["value"] != c["value"] for b in before):
                turned.add("deny")  # who gave another figure denied this one
            assert {"affirm": "deny", "deny": "affirm"}[c["stance"]] in turned, c


@pytest.mark.parametrize("lang", LANGS)
def test_parity_spans_stand_in_the_text_of_each_language(lang: str) -> None:
    texts = {r["id"]: r["text"] for r in rows(f"parity/{lang}")}
    for c in rows("parity/claims_gold"):
        assert texts[c["report"]].count(c["spans"][lang]) == 1, (c["report"], lang)


def test_parity_reports_are_the_same_in_each_language() -> None:
    one, *others = ([(r["id"], r["published"]) for r in rows(f"parity/{lang}")] for lang in LANGS)
    assert all(other == one for other in others)
    assert min(Counter(c["incident"] for c in rows("parity/claims_gold")).values()) >= 6
    assert {c["report"] for c in rows("parity/claims_gold")} == {i for i, _ in one}
