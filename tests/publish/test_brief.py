import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

import pytest

from allegedly.knowledge.phrases import Phrases, phrases
from allegedly.model import Span, Speaker
from allegedly.model.vocabulary import LANGS, ConflictKind, Lang
from allegedly.publish.brief import brief
from allegedly.publish.clock import Clock
from allegedly.publish.told import Told, day_of, exact, names_in, themselves, who_says
from allegedly.publish.tongue import _, speaking
from tests.publish.build import CLAIMS, EXTRACTIONS, INCIDENT, assessment


@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_ends_in_a_reference_that_is_listed(lang: Lang) -> None:
    lines = brief(INCIDENT, assessment(), EXTRACTIONS, lang, Clock()).splitlines()
    cut = next(n for n, line in enumerate(lines) if line.startswith("## "))
    listed = set(re.findall(r"^\[(\d+)\]", "\n".join(lines[cut:]), re.MULTILINE))
    sentences = [line for line in lines[4:cut] if line]
    assert len(sentences) >= 5
    for sentence in sentences:
        used = re.search(r"((?:\[\d+\])+)\.$", sentence)
        assert used, sentence
        assert set(re.findall(r"\d+", used.group(1))) <= listed


@pytest.mark.parametrize("lang", LANGS)
def test_quotations_are_exact_words_of_a_report(lang: Lang) -> None:
    text = brief(INCIDENT, assessment(), EXTRACTIONS, lang, Clock())
    quoted = re.findall(r"“([^”]+)”" if lang == "en" else r"«([^»]+)»", text)
    assert quoted
    assert all(any(q in e.report.text for e in EXTRACTIONS.values()) for q in quoted)


def test_a_sentence_without_a_held_claim_is_not_written() -> None:
    from dataclasses import replace

    emptied = {k: replace(e, claims=()) for k, e in EXTRACTIONS.items()}
    lines = brief(INCIDENT, assessment(), emptied, "en", Clock()).splitlines()
    assert not [line for line in lines[4 : lines.index("## References")] if line]


def test_three_languages_say_the_same_things() -> None:
    def fields(p: Phrases) -> dict[str, set[str]]:
        return {
            name: set(re.findall(r"\{(\w+)\}", value)) if isinstance(value, str) else set(value)
            for name in p.__struct_fields__
            for value in [getattr(p, name)]
        }

    assert fields(phrases("en")) == fields(phrases("ru")) == fields(phrases("uk"))


def test_reports_are_counted_as_known_at_the_moment() -> None:
    then = sorted(e.report.published for e in EXTRACTIONS.values() if e.report.published)[1]
    assert "reports: 2" in brief(INCIDENT, assessment(then), EXTRACTIONS, "en", Clock())
    assert "reports: 3" in brief(INCIDENT, assessment(), EXTRACTIONS, "en", Clock())


def test_of_many_conflicts_the_first_of_each_kind_are_told_and_the_rest_counted() -> None:
    held = assessment()
    open_, by_kind = held.conflicts[0], {c.kind for c in held.conflicts if not c.settled}
    other: ConflictKind = next(k for k in get_args(ConflictKind) if k not in by_kind)
    many = (*tuple(replace(open_) for _ in range(9)), replace(open_, kind=other))
    one = replace(held, conflicts=many)
    told = brief(INCIDENT, one, EXTRACTIONS, "en", Clock())
    kinds = [line.partition(":")[0] for line in told.splitlines()]
    assert kinds.count(phrases("en").conflicts[open_.kind]) == 3
    assert kinds.count(phrases("en").conflicts[other]) == 1, "the only one of its kind is not behind nine others"
    assert "Further contradictions: 6 [" in told
    full = brief(INCIDENT, one, EXTRACTIONS, "en", Clock(), full=True)
    assert "Further contradictions" not in full
    assert [x.partition(":")[0] for x in full.splitlines()].count(phrases("en").conflicts[open_.kind]) == 9


@pytest.mark.parametrize("lang", ["en", "ru", "uk"])
def test_a_figure_that_another_voice_revised_is_told_of_both(lang: Lang) -> None:
    held = assessment()
    dispute = held.conflicts[0]
    mine, other = (next(o.name for o in held.origins if side[0] in o.claims) for side in (dispute.a, dispute.b))
    assert mine != other
    told = brief(INCIDENT, replace(held, conflicts=(replace(dispute, settled="update"),)), EXTRACTIONS, lang, Clock())
    names = names_in(lang, held)
    mine, other = (next(names[o.key] for o in held.origins if s[0] in o.claims) for s in (dispute.a, dispute.b))
    first = phrases(lang).update_between.partition("{")[0]
    (line,) = [x for x in told.splitlines() if x.startswith(first) and mine in x]
    assert line.index(mine) < line.index(other), "each says its own words"


def test_a_single_word_is_quoted_in_its_sentence() -> None:
    text = "The port is calm. The harbour channel denies it: no smoke."
    start = text.index("it:")
    report = replace(EXTRACTIONS["kanal-1"].report, text=text)
    claim = replace(CLAIMS[0], text="it", span=Span(start, start + 2), sentence=Span(18, len(text)))
    assert exact(Told(claim, report)) == "The harbour channel denies it: no smoke."


@pytest.mark.parametrize(
    ("words", "said"), [("It", "Kanal"), ("вони", "Kanal"), ("residents", "Kanal, citing residents")]
)
def test_a_pronoun_is_not_cited(words: str, said: str) -> None:
    claim = replace(CLAIMS[0], speaker=Speaker(words, Span(0, len(words)), "group:x", "witness", None))
    assert who_says(claim, EXTRACTIONS["kanal-1"].report, {claim.id: "Kanal"}) == said


@pytest.mark.parametrize(
    ("speaker", "key", "kind", "itself"),
    [
        ("group:residents", "group:residents", "witness", True),
        ("group:residents", "harbour-office", "official", False),
        (None, "harbour-office", "official", True),
        (None, "outlet:kanal", "outlet", False),
    ],
)
def test_nobody_cites_the_words_for_themselves(speaker: str | None, key: str, kind: str, itself: bool) -> None:
    claim = replace(CLAIMS[0], speaker=Speaker("the office", None, speaker, "official", None), via=())
    held, report = assessment(), EXTRACTIONS["kanal-1"].report
    origin = replace(held.origins[0], key=key, kind=kind, name="X", claims=(claim.id,))
    own = themselves(replace(held, origins=(origin,)), {claim.id: Told(claim, report)})
    said = "X" if itself else "X, citing the office"
    assert who_says(claim, report, {claim.id: "X"}, own) == said


@pytest.mark.parametrize("lang", ["en", "ru", "uk"])
def test_a_report_without_a_date_is_not_told_under_the_day_on_which_it_came(lang: Lang) -> None:
    report = replace(EXTRACTIONS["kanal-1"].report, published=None, first_seen=datetime(2025, 3, 12, tzinfo=UTC))
    with speaking(lang):
        day = Clock().date(report.first_seen)
        told = day_of(Told(CLAIMS[0], report), Clock())
        assert told == _("no date, held since {at}").format(at=day)
        assert told != day
