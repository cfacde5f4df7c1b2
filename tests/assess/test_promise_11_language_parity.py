"""Promise 11, where claims are weighed: a frame weighs the same in whichever language it was told."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.assess import assess
from allegedly.model.vocabulary import LANGS
from tests.assess.build import claim, count, incident, report, speaker

WORDS = {
    "en": ("all missiles were shot down", "missiles"),
    "ru": ("все ракеты сбиты", "ракеты"),
    "uk": ("усі ракети збито", "ракети"),
}


def graded(langs: list[Any], frames: list[Any]) -> Any:
    reports = []
    for n, (lang, (event, stance, who, low)) in enumerate(zip(langs, frames, strict=True)):
        words, thing = WORDS[lang] if event == "interception" else ("words", None)
        made = claim(event, speaker(who), stance, count=count(low) if low else None, text=words, object=thing)
        reports.append(replace(report(f"r{n}", made, hours=n), lang=lang))
    found = assess(*incident(*reports))
    rows = [(p.key, p.status, p.credibility) for p in found.propositions]
    return rows, found.occurrence, found.toll, [(c.kind, c.a, c.b, c.settled) for c in found.conflicts]


FRAMES = st.lists(
    st.tuples(
        st.sampled_from(["impact", "killed", "interception"]),
        st.sampled_from(["affirm", "deny"]),
        st.sampled_from("abc"),
        st.sampled_from([0, 2, 5]),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=150, deadline=None)
@given(FRAMES, st.data())
def test_grades_do_not_depend_on_the_language(frames: Any, data: Any) -> None:
    mixed = [data.draw(st.sampled_from(LANGS)) for _ in frames]
    assert graded(mixed, frames) == graded(["en"] * len(frames), frames)
