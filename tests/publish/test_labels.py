"""What no event tells of is called by its own words, in the language of the page where somebody said it in that."""

from dataclasses import replace

import pytest

from allegedly.assess import assess
from allegedly.model.vocabulary import Lang
from allegedly.publish.labels import WORDS, label
from allegedly.publish.told import told
from tests.assess.build import claim, incident, report, speaker

SAID: dict[Lang, str] = {
    "en": "all belts were fastened",
    "ru": "ремни были застёгнуты",
    "uk": "ремені були застебнуті",
}


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "“all belts were fastened”"),
        ("ru", "«ремни были застёгнуты»"),
        ("uk", "«ремені були застебнуті»"),
    ],
)
def test_a_row_without_an_event_is_called_by_the_words_of_the_page_s_language(lang: Lang, words: str) -> None:
    held = [
        replace(report(f"r{n}", claim("other", speaker(f"voice {n}"), text=text), hours=n, lang=of), lang=of)
        for n, (of, text) in enumerate(SAID.items())
    ]
    one, extractions = incident(*held)
    (row,) = assess(one, extractions).propositions
    assert label(row, {}, lang, told(one, extractions)).endswith(f", {words}")


def test_long_words_are_cut_between_words_and_say_so() -> None:
    text = "the belts of the boat were fastened " * 5
    one, extractions = incident(report("r1", claim("other", speaker("owner"), text=text.strip())))
    (row,) = assess(one, extractions).propositions
    said = label(row, {}, "en", told(one, extractions)).partition("“")[2]
    assert said.endswith("…”")
    assert len(said) <= WORDS + len("…”")


def test_a_row_with_an_event_is_called_by_it() -> None:
    one, extractions = incident(report("r1", claim("explosion", speaker("owner"), text="a blast was heard")))
    (row,) = assess(one, extractions).propositions
    assert "blast" not in label(row, {}, "en", told(one, extractions))
