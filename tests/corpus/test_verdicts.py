"""The figures for incidents, on desks of a few claims made by hand."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from allegedly.model import Assessment, Claim, Conflict, Extraction, Incident, Matrix, Origin, Silence
from benchmarks.desk import Desk
from benchmarks.verdicts import (
    Hits,
    acknowledged,
    contradictions,
    copies,
    found,
    silent,
    standing,
    told_apart,
    voices,
)
from tests.assess.build import NOON, claim, incident, report

FELL, ROSE = "The mast fell.", "The mast stands."
PAIR = {"incident": "i", "a": "mayor", "b": "clinic", "a_claims": ["a/1"], "b_claims": ["b/1"], "kinds": ["polarity"]}


def gold(report: str, span: str, voice: str, **more: Any) -> dict[str, Any]:
    plain = {"report": report, "n": 1, "span": span, "voice": voice, "stance": "affirm", "event": ["other"]}
    return {**plain, "proposition": "mast", "value": None, **more}


GOLD = (gold("a", FELL, "mayor"), gold("b", ROSE, "clinic", stance="deny"), gold("c", FELL, "mayor"))
ROWS = [{"incident": "i", "reports": ["a", "b", "c"]}]


def made(
    conflicts: Sequence[Conflict] = (), silences: Sequence[Silence] = (), keys: Sequence[str] = "mcm", **more: Any
) -> Desk:
    """Reports a, b and c of one claim each, whose origins have the `keys` given."""
    told = {"a": one("a", FELL), "b": one("b", ROSE, "deny"), "c": one("c", FELL, **more)}
    whole, held = incident(*told.values())
    origins = tuple(Origin(k, k, "official", None, (f"{r}.0",), ()) for r, k in zip("abc", keys, strict=True))
    assessed = Assessment(
        "i", None, "contested", "none", (), origins, (), tuple(conflicts), tuple(silences), Matrix((), (), ()), ()
    )
    return Desk(held, (whole,), (assessed,), {f"{g['report']}/1": g for g in GOLD}, dict.fromkeys("abc", "i"))


def one(name: str, words: str, stance: str = "affirm", **more: Any) -> Extraction:
    return report(name, claim("other", stance=stance, text=words, **more))


def conflict(a: str, b: str, kind: Any = "polarity", settled: str = "") -> Conflict:
    return Conflict(kind, (f"{a}.0",), (f"{b}.0",), "", "test", settled)


def test_a_perfect_desk_has_every_figure_at_one() -> None:
    desk = made([conflict("a", "b")])
    assert found(desk, ROWS).recall == 1.0
    assert voices(desk, ROWS).f1 == 1.0
    assert contradictions(desk, [PAIR], {"i"}).f1 == 1.0


def test_a_claim_that_no_words_match_is_not_found() -> None:
    desk = made()
    held = {**desk.held, "a": replace(desk.held["a"], claims=())}
    lost = found(replace(desk, held=held), ROWS)
    assert (lost.right, lost.missed) == (2, 1)
    assert lost.notes[0][0] == "claim not found"


def test_voices_split_lower_recall_and_voices_merged_lower_precision() -> None:
    split, merged = voices(made(keys="mcx"), ROWS), voices(made(keys="mmm"), ROWS)
    assert (split.recall, split.extra) == (0.0, 0)
    assert (merged.recall, merged.extra) == (1.0, 2)
    assert merged.precision < 0.5


def test_a_speaker_counted_for_the_outlet_is_told_from_two_names() -> None:
    lost = voices(made(keys=("m", "c", "outlet:x")), ROWS)
    assert lost.notes[0][0] == "voice split: a named speaker counts for the outlet"
    assert voices(made(keys="mcx"), ROWS).notes[0][0] == "voice split: two names"


def test_a_contradiction_of_another_kind_counts_only_without_kind() -> None:
    desk = made([conflict("a", "b", "cause")])
    strict = contradictions(desk, [PAIR], {"i"})
    assert (strict.right, strict.extra, strict.missed) == (0, 1, 1)
    assert contradictions(desk, [PAIR], {"i"}, kinds=False).f1 == 1.0


def test_an_open_pair_may_be_flagged_or_not() -> None:
    row = {**PAIR, "open": True}
    for desk in (made(), made([conflict("a", "b")])):
        hits = contradictions(desk, [row], {"i"})
        assert (hits.right, hits.extra, hits.missed, hits.wanted) == (0, 0, 0, 0)


def test_a_settled_contradiction_is_not_shown() -> None:
    hits = contradictions(made([conflict("a", "b", settled="update")]), [PAIR], {"i"})
    assert (hits.missed, hits.notes[0][0]) == (1, "conflict missed: settled as update")


def test_a_voice_against_itself_is_one_too_many() -> None:
    hits = contradictions(made([conflict("a", "c")]), [PAIR], {"i"})
    assert hits.extra == 1
    assert "conflict of one voice with itself" in {cause for cause, _ in hits.notes}


def test_a_contradiction_outside_the_split_is_no_matter() -> None:
    assert contradictions(made([conflict("a", "b")]), [PAIR], {"other"}) == Hits()


def test_an_update_is_right_unless_it_is_shown_as_a_contradiction() -> None:
    update = {"incident": "i", "voice": "mayor", "proposition": "mast", "earlier": ["a/1"], "later": ["c/1"]}
    for conflicts, right in (([], 1), ([conflict("a", "c", settled="update")], 1), ([conflict("c", "a")], 0)):
        hits = told_apart(made(conflicts), [update], [], {"i"})
        assert (hits.right, hits.wanted) == (right, 1)


def test_a_contradiction_taken_for_an_update_is_wrong_and_an_unseen_one_is_not_judged() -> None:
    assert told_apart(made([conflict("a", "b", settled="update")]), [], [PAIR], {"i"}).recall == 0.0
    assert told_apart(made([conflict("a", "b")]), [], [PAIR], {"i"}).recall == 1.0
    assert told_apart(made(), [], [PAIR], {"i"}).wanted == 0


SILENCE = {"incident": "i", "who": ["The clinic"], "claims": ["b/1"], "since": "b", "until": None, "told": True}


def hush(name: str, ended: str | None = None) -> Silence:
    return Silence(name, name, "b", None, NOON, NOON if ended else None, ended)


def test_silences_are_found_by_name_and_others_are_too_many() -> None:
    who, ends = silent(made(silences=[hush("the clinic"), hush("the harbour")]), [SILENCE], {"i"})
    assert (who.right, who.extra, who.missed) == (1, 1, 0)
    assert ends.recall == 1.0


def test_the_end_of_a_silence_is_the_report_that_ends_it() -> None:
    desk = made(silences=[hush("the clinic", "c.0")])
    assert silent(desk, [SILENCE], {"i"})[1].recall == 0.0
    assert silent(desk, [{**SILENCE, "until": "c"}], {"i"})[1].recall == 1.0


def test_who_is_only_expected_to_speak_must_not_be_called_silent() -> None:
    row = {**SILENCE, "who": ["the harbour"], "claims": [], "told": False}
    assert silent(made(silences=[hush("the harbour")]), [row], {"i"})[0].extra == 1


def test_an_acknowledgement_is_found_where_it_is_marked() -> None:
    row = {"incident": "i", "voice": "mayor", "claims": ["c/1"]}
    assert acknowledged(made(), [row], {"i"}).recall == 0.0
    assert acknowledged(made(interest="against"), [row], {"i"}).recall == 1.0


def test_a_proposition_that_no_assessment_holds_has_no_standing() -> None:
    row = {"incident": "i", "proposition": "mast", "value": None, "affirm": ["a/1"], "deny": [], "query": []}
    hits = standing(made(), [{**row, "retract": [], "status": "single_origin"}], {"i"})
    assert (hits.missed, hits.notes[0][0]) == (1, "occurrence none for single_origin")


def test_copies_are_pairs_of_reports() -> None:
    desk = made()
    whole: Incident = replace(desk.incidents[0], copies=(("a", "c"),))
    rows = [{"incident": "i", "report": "c", "of": "a", "how": "copy"}]
    assert copies(replace(desk, incidents=(whole,)), rows, {"i"}).f1 == 1.0
    assert copies(desk, rows, {"i"}).missed == 1
    assert copies(replace(desk, incidents=(whole,)), [], {"i"}).extra == 1


def test_a_claim_without_gold_speaks_with_the_voice_of_its_origin() -> None:
    extra: Claim = claim("other", text="It was old.")
    desk = made()
    held = {**desk.held, "c": report("c", claim("other", text=FELL), extra)}
    told = replace(desk.assessed[0], origins=(Origin("m", "m", "official", None, ("a.0", "c.0", "c.1"), ()),))
    more = replace(desk, held=held, assessed=(told,))
    assert (more.voice_of["c.1"], more.voice_of["b.0"]) == ("mayor", "clinic")
