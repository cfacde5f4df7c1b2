from typing import get_args

import pytest

from allegedly.extract.slavic.lexicon import lexicon
from allegedly.knowledge.cues import Cue, cues
from allegedly.knowledge.grammar import grammar
from allegedly.knowledge.voices import voices
from allegedly.model.vocabulary import Act, Basis, Lang, Stance

LANGS: tuple[Lang, ...] = ("ru", "uk")
FRAMES = {
    "verb": {
        "that", "wh", "wh_negated", "post", "colon", "about", "as", "this", "inf", "prep", "object", "object_media",
        "object_claim", "vp", "silence", "said_in", "cites",
        "colon_media",
    },
    "noun": {"that", "about", "inf", "genitive"},
    "adj": {"that", "post", "colon", "inf"},
    "formula": {"according", "citing", "reported"},
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_every_entry_can_be_used(lang: Lang) -> None:
    """Frames that a rule knows, words written as the analyser writes them, prepositions where they are needed."""
    for cue in cues(lang):
        assert cue.frames
        assert cue.pos == "formula" or " " not in cue.lemma, cue
        assert set(cue.frames) <= FRAMES[cue.pos], cue
        assert cue.lemma == cue.lemma.lower().replace("ё", "е").replace("’", "'")
        assert bool({"prep", "cites"} & set(cue.frames)) == bool(cue.prepositions), cue
        assert cue.act in get_args(Act)
        assert cue.stance in get_args(Stance)
        assert cue.basis in get_args(Basis)


def test_both_languages_have_several_hundred_cues_in_parity() -> None:
    sizes = [len({(c.lemma, c.pos) for c in cues(lang)}) for lang in LANGS]
    assert min(sizes) >= 300
    assert abs(sizes[0] - sizes[1]) <= 0.1 * max(sizes)

    def kinds(lang: Lang) -> set[tuple[object, ...]]:
        return {(c.pos, c.act, c.stance, c.negated, c.factuality, c.basis, c.hedge) for c in cues(lang)}

    assert kinds("ru") == kinds("uk")


@pytest.mark.parametrize("lang", LANGS)
def test_lemmas_of_single_words_are_those_of_the_dictionary(lang: Lang) -> None:
    """A verb that the dictionary lemmatises otherwise would never be found."""
    from allegedly.extract.slavic.morphology import readings

    def known(cue: Cue) -> bool:
        return any(r.lemma == cue.lemma for r in readings(cue.lemma, lang))

    missed = {c.lemma for c in cues(lang) if c.pos == "verb" and not known(c)}
    assert not missed


def test_speakers_are_found_by_lemma_form_and_compound() -> None:
    from allegedly.extract.tokens import Token

    words = lexicon("ru")
    assert words.speaks(Token(0, 4, "Мэру", "мэр", "NOUN"))
    assert words.speaks(Token(0, 4, "экс-мэру", "экс-мэр", "NOUN"))
    assert not words.speaks(Token(0, 4, "Мост", "мост", "NOUN"))


def test_the_word_classes_of_both_languages_are_filled() -> None:
    for lang in LANGS:
        for record in (grammar(lang), voices(lang)):
            empty = {f for f in record.__struct_fields__ if not getattr(record, f)}
            assert empty <= {"unnominal"}, (lang, empty)
