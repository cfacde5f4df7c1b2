"""The sample packs: their gold stands in their texts, their figures agree, their expectations point at real claims."""

import json
import tomllib
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from allegedly.model.vocabulary import ConflictKind, Event, EvidenceKind, Factuality, Stance

Row = dict[str, Any]

SAMPLES = Path(__file__).parents[2] / "samples"
CRIMEA = SAMPLES / "crimea-2024-01-04"
PLANT = SAMPLES / "plant-explosion"
PACKS = [CRIMEA, PLANT]
REPORT_KEYS = {"id", "lang", "published", "title", "text", "source", "url"}
OPTIONAL_KEYS = {"forward", "edits", "edited", "reply_to", "media", "first_seen"}
# The keys that every line of gold claims has.
CLAIM_KEYS = {
    "report", "n", "span", "speaker", "via", "stance", "hedged", "event", "object", "count", "count_text", "places",
    "when_text", "evidence", "factuality",
}  # fmt: skip
POINT_KINDS = {
    "contested", "update", "one_voice", "silence", "against_interest", "no_evidence", "clocks", "two_causes", "apart",
    "background", "linked", "toll", "part_whole", "withdrawn",
}  # fmt: skip

each_pack = pytest.mark.parametrize("pack", PACKS, ids=lambda p: p.name)


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def reports(pack: Path) -> dict[str, Row]:
    return {r["id"]: r for r in rows(pack / "reports.jsonl")}


def claims(pack: Path) -> dict[str, Row]:
    return {f"{c['report']}/{c['n']}": c for c in rows(pack / "reports_gold.jsonl")}


def incidents(pack: Path) -> dict[str, set[str]]:
    return {i["incident"]: set(i["reports"]) for i in rows(pack / "incidents_gold.jsonl")}


def expected(pack: Path) -> Row:
    return tomllib.loads((pack / "expected.toml").read_text(encoding="utf-8"))


def points(pack: Path, kind: str) -> list[Row]:
    return [p for p in expected(pack)["point"] if p["kind"] == kind]


def names_of(event: str | list[str]) -> list[str]:
    return event if isinstance(event, list) else [event]


def contradictions(pack: Path) -> set[tuple[str, frozenset[str]]]:
    """Every listed contradiction, as its field and its two reports."""
    return {
        (c["field"], frozenset((c["a"], b)))
        for line in rows(pack / "conflicts_gold.jsonl")
        for c in line.get("contradictions", [])
        for b in c["b"]
    }


def opposed(field: str, some: list[Row], others: list[Row]) -> set[tuple[str, frozenset[str]]]:
    """Every pair of two reports with a claim of `some` in one and of `others` in the other."""
    pairs = {frozenset((a["report"], b["report"])) for a in some for b in others}
    return {(field, pair) for pair in pairs if len(pair) == 2}


@each_pack
def test_reports_have_the_keys_of_the_exchange_contract(pack: Path) -> None:
    lines = rows(pack / "reports.jsonl")
    assert len({r["id"] for r in lines}) == len(lines)
    for r in lines:
        assert REPORT_KEYS <= r.keys() <= REPORT_KEYS | OPTIONAL_KEYS, r["id"]
        assert r["text"].strip() == r["text"] != "", r["id"]
        for moment in (r["published"], r.get("edited"), r.get("forward", {}).get("published")):
            assert moment is None or datetime.fromisoformat(moment).tzinfo is not None, r["id"]


@each_pack
def test_a_post_points_back_only_at_earlier_posts(pack: Path) -> None:
    known = reports(pack)
    for r in known.values():
        for origin in (r.get("edits"), r.get("reply_to"), r.get("forward", {}).get("id")):
            if origin:
                when = datetime.fromisoformat(r.get("edited") or r["published"])
                assert datetime.fromisoformat(known[origin]["published"]) < when, r["id"]
        if "forward" in r:
            first = known[r["forward"]["id"]]
            assert (first["source"], first["published"]) == (r["forward"]["source"], r["forward"]["published"])


def test_each_language_is_well_represented() -> None:
    crimea = Counter(r["lang"] for r in reports(CRIMEA).values())
    plant = Counter(r["lang"] for r in reports(PLANT).values())
    assert crimea["ru"] >= 14
    assert crimea["uk"] >= 14
    assert crimea["en"] >= 10
    assert min(plant[lang] for lang in ("en", "ru", "uk")) >= 4


@each_pack
def test_every_source_is_declared_and_invented(pack: Path) -> None:
    declared = tomllib.loads((pack / "sources.toml").read_text(encoding="utf-8"))["source"]
    assert {s["name"] for s in declared} == {r["source"] for r in reports(pack).values()}
    assert len({s["id"] for s in declared}) == len(declared)
    for s in declared:
        assert s["note"] == "invented"
        assert s["kind"] in {"outlet", "channel", "agency"}
        assert s["names"].keys() == {"en", "ru", "uk"}
        assert s["name"] in s["names"][s["lang"]]


@each_pack
def test_every_word_of_the_gold_stands_in_its_report(pack: Path) -> None:
    texts = {i: r["text"] for i, r in reports(pack).items()}
    for ref, c in claims(pack).items():
        text = texts[c["report"]]
        assert text.count(c["span"]) >= c.get("occurrence", 1), ref
        assert "occurrence" in c or text.count(c["span"]) == 1, ref
        said = [c["speaker"], c["count_text"], c["when_text"], *c["via"], *c["places"], *c.get("speakers", [])]
        assert [w for w in said if w and w not in text] == [], ref


@each_pack
def test_gold_values_are_of_the_vocabulary(pack: Path) -> None:
    for ref, c in claims(pack).items():
        assert c.keys() >= CLAIM_KEYS, ref
        assert c["stance"] in get_args(Stance), ref
        assert c["factuality"] in get_args(Factuality), ref
        assert set(names_of(c["event"])) <= set(get_args(Event)), ref
        assert set(c["evidence"]) <= set(get_args(EvidenceKind)), ref
        assert (c["stance"] == "no_comment") == (names_of(c["event"]) == ["comment"]), ref
        assert c["count"] is None or c["count_text"], ref


@each_pack
def test_claims_of_a_report_are_numbered_and_no_report_is_left_out(pack: Path) -> None:
    numbers: dict[str, list[int]] = {i: [] for i in reports(pack)}
    for c in claims(pack).values():
        numbers[c["report"]].append(c["n"])
    assert all(n == list(range(1, len(n) + 1)) and n for n in numbers.values())


@each_pack
def test_identical_sentences_have_identical_gold(pack: Path) -> None:
    """Two annotators of one sentence, here the two reports of a verbatim copy, must agree."""
    texts: dict[str, list[str]] = {}
    for i, r in reports(pack).items():
        texts.setdefault(r["text"], []).append(i)
    gold = claims(pack).values()
    for same in texts.values():
        told = [[{**c, "report": ""} for c in gold if c["report"] == i] for i in same]
        assert all(t == told[0] for t in told), same


@each_pack
def test_incidents_hold_every_report_and_conflicts_stay_inside_them(pack: Path) -> None:
    held = incidents(pack)
    assert set().union(*held.values()) == reports(pack).keys()
    for line in rows(pack / "conflicts_gold.jsonl"):
        if "incident" not in line:
            assert any({line["a"], line["b"]} <= reports_ for reports_ in held.values()), line
            assert set(line["unseen"]) <= set(get_args(ConflictKind))
            continue
        assert set(line["reports"]) == held[line["incident"]]
        for c in line["contradictions"]:
            assert c["field"] in get_args(ConflictKind)
            assert {c["a"], *c["b"]} <= held[line["incident"]]
            assert c["a"] not in c["b"], "a report does not contradict itself here"
        for group in line["copies"]:
            assert len(set(group)) >= 2
            assert set(group) <= held[line["incident"]]


@each_pack
def test_copies_share_most_of_their_words_and_their_language(pack: Path) -> None:
    known = reports(pack)
    for line in rows(pack / "conflicts_gold.jsonl"):
        for group in line.get("copies", []):
            bags = [Counter(known[i]["text"].split()) for i in group]
            assert len({known[i]["lang"] for i in group}) == 1
            shared = sum((bags[0] & bags[1]).values())
            assert shared / min(b.total() for b in bags) > 0.8, group


@each_pack
def test_expectations_point_at_claims_reports_and_incidents_of_the_pack(pack: Path) -> None:
    known, spoken = reports(pack), claims(pack)
    assert expected(pack)["main"] in incidents(pack)
    for p in expected(pack)["point"]:
        assert p["kind"] in POINT_KINDS, p["title"]
        for key in ("affirm", "deny", "earlier", "later", "claims", "withdrawals", "a", "b", "recalled"):
            assert [r for r in p.get(key, []) if r not in spoken] == [], p["title"]
        assert [r for r in (*p.get("ends", []), *p.get("reports", [])) if r not in known] == [], p["title"]
        assert set(p.get("incidents", [])) <= incidents(pack).keys(), p["title"]


@each_pack
def test_contested_points_are_listed_as_contradictions(pack: Path) -> None:
    listed = contradictions(pack)
    for p in points(pack, "contested"):
        for a in p["affirm"]:
            for b in p["deny"]:
                pair = frozenset((a.split("/")[0], b.split("/")[0]))
                assert len(pair) == 1 or (p["conflict"], pair) in listed, (p["title"], a, b)


def test_the_listed_contradictions_are_those_that_the_claims_make() -> None:
    """A hit against "no hits" and against "nothing came through"; a gas leak against another cause."""
    hits, crimea = {10, 11}, [c for c in claims(CRIMEA).values() if c["factuality"] == "asserted"]
    told = [c for c in crimea if c["event"] == "impact" and c["stance"] == "affirm" and hits & set(c["facts"])]
    near = [c for c in told if 11 in c["facts"]]
    none = [c for c in crimea if c["event"] == "impact" and c["stance"] == "deny"]
    assert contradictions(CRIMEA) == opposed("polarity", told, [c for c in crimea if c.get("total")]) | opposed(
        "polarity", near, none
    )
    plant = [c for c in claims(PLANT).values() if "about" in c]
    gas = [c for c in plant if c["about"] == "cause:gas"]
    others = [c for c in plant if c["about"] in {"cause:equipment", "nogas"}]
    assert {c for c in contradictions(PLANT) if c[0] == "cause"} == opposed("cause", gas, others)


def test_an_update_by_the_same_speaker_is_no_contradiction() -> None:
    listed = {pair for _, pair in contradictions(CRIMEA)}
    for p in points(CRIMEA, "update"):
        for earlier in p["earlier"]:
            for later in p["later"]:
                assert frozenset((earlier.split("/")[0], later.split("/")[0])) not in listed


@each_pack
def test_silence_is_told_before_it_ends(pack: Path) -> None:
    known, spoken = reports(pack), claims(pack)
    for p in points(pack, "silence"):
        stands, told = datetime.fromisoformat(p["stands_at"]), [spoken[c] for c in p["claims"]]
        assert {c["stance"] for c in told} == {"no_comment"}
        assert any(datetime.fromisoformat(known[c["report"]]["published"]) <= stands for c in told)
        for end in p["ends"]:
            spoke = datetime.fromisoformat(known[end]["published"])
            assert stands < spoke < datetime.fromisoformat(p["fallen_at"]) or end != p["ends"][0]


@each_pack
def test_recalled_incidents_are_historical(pack: Path) -> None:
    spoken = claims(pack)
    for p in points(pack, "background"):
        assert {spoken[c]["factuality"] for c in p["recalled"]} == {"historical"}


def test_clocks_are_on_one_axis() -> None:
    known = reports(CRIMEA)
    for p in points(CRIMEA, "clocks"):
        for t in p["times"]:
            start, end = datetime.fromisoformat(t["start"]), datetime.fromisoformat(t["end"])
            assert t["text"] in known[t["report"]]["text"]
            assert start < end
            assert start <= datetime.fromisoformat(known[t["report"]].get("edited") or known[t["report"]]["published"])


def test_every_fact_is_carried_by_some_claim_and_some_point() -> None:
    carried = {f for c in claims(CRIMEA).values() for f in c.get("facts", [])}
    assert carried == set(range(1, 23))
    seen = {f for p in expected(CRIMEA)["point"] for f in p["facts"]}
    assert carried - seen == {1}, "the alert and the closed bridge are contested by nobody"


def test_tolls_name_their_bounds() -> None:
    spoken = claims(PLANT)
    for p in points(PLANT, "toll"):
        figures = [c["count"] for c in spoken.values() if c["event"] == p["event"] and isinstance(c["count"], int)]
        assert (min(figures), max(figures)) == (p["low"]["count"], p["high"]["count"])
        assert spoken[p["low"]["claim"]]["count"] == p["low"]["count"]
        assert spoken[p["high"]["claim"]]["count"] == p["high"]["count"]


def test_a_part_is_smaller_than_its_whole() -> None:
    spoken = claims(PLANT)
    for p in points(PLANT, "part_whole"):
        for ref in p["claims"]:
            assert (spoken[ref]["count"], spoken[ref]["part"]) == (p["count"], p["part"])
            assert spoken[ref]["part"] < spoken[ref]["count"]


def test_a_withdrawal_is_a_retraction_by_the_speaker_of_the_claim() -> None:
    known, spoken = reports(PLANT), claims(PLANT)
    for p in points(PLANT, "withdrawn"):
        for claim in p["claims"]:
            for back in p["withdrawals"]:
                assert spoken[back]["stance"] == "retract"
                assert spoken[back]["speaker"].casefold() == spoken[claim]["speaker"].casefold()
                assert known[spoken[claim]["report"]]["published"] < known[spoken[back]["report"]]["published"]
