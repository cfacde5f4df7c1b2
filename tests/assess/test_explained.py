"""Two reasons that name nothing in common contradict; one reason told in two languages does not, nor does a result."""

from dataclasses import replace

import pytest

from allegedly.model import Conflict
from allegedly.model.vocabulary import Lang
from tests.assess.build import claim, report, speaker
from tests.assess.test_conflicts import conflicts


def apart(one: str, other: str, lang: Lang = "en", by: str = "tenant") -> list[Conflict]:
    a = report("r1", claim("other", speaker("owner"), text=one))
    b = report("r2", claim("other", speaker(by), text=other), hours=1)
    return [c for c in conflicts(a, replace(b, lang=lang)) if c.rule == "explained"]


@pytest.mark.parametrize(
    ("lang", "other"),
    [
        ("en", "it was caused by rust on a hinge"),
        ("ru", "причиной стала ржавчина на петле"),
        ("uk", "усе сталося через іржу на петлі"),
    ],
)
def test_two_reasons_in_any_language(lang: Lang, other: str) -> None:
    (one,) = apart("the gate fell because of the goats", other, lang)
    assert one.kind == "cause"


def test_a_reason_against_what_may_have_been_one() -> None:
    assert apart("the gate fell because of the goats", "сторож был пьян", "ru")
    assert not apart("the gate fell because of the goats", "сторож открыл калитку", "ru")


def test_one_reason_is_told_in_two_languages() -> None:
    assert not apart("the gate fell because of the goats", "ворота упали из-за коз", "ru")


def test_what_happened_is_no_reason_of_itself() -> None:
    assert not apart("the hut burned down because of a fire", "это был поджог", "ru")


def test_the_last_reason_of_a_voice_stands() -> None:
    told = [
        report("r1", claim("other", speaker("owner"), text="it fell because of the goats")),
        report("r2", claim("other", speaker("tenant"), text="it fell because of rust"), hours=1),
        report("r3", claim("other", speaker("owner"), text="it fell because of rust after all"), hours=2),
    ]
    assert not [c for c in conflicts(*told) if c.rule == "explained"]
