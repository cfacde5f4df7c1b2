from typing import get_args

import pytest

from allegedly.errors import KnowledgeInvalid
from allegedly.knowledge.events import EventFile, TriggerFile, event_types, event_words, kinds
from allegedly.knowledge.load import parse
from allegedly.model.vocabulary import LANGS, Event, Lang


def test_every_event_of_the_vocabulary_is_defined_once() -> None:
    assert set(event_types()) == set(get_args(Event))
    assert all(e.definition for e in event_types().values())


def test_exclusions_name_other_events_and_hold_both_ways() -> None:
    types = event_types()
    for event in types.values():
        assert event.name not in (*event.excludes, *event.all_excludes)
        for other in event.excludes:
            assert event.name in types[other].excludes


def test_interception_of_all_leaves_no_impact() -> None:
    assert "impact" in event_types()["interception"].all_excludes


@pytest.mark.parametrize("lang", LANGS)
def test_kinds_in_a_lexicon_are_declared(lang: Lang) -> None:
    words, known = event_words(lang), set(kinds()) | {"unknown"}
    used = {k.kind for k in words.kind}
    for t in words.trigger:
        used |= {*t.if_object, *t.if_subject, *t.unless_object, *t.unless_subject}
        used |= {k for named in (*t.by_object.values(), *t.by_subject.values()) for k in named}
    assert used <= known


@pytest.mark.parametrize("lang", LANGS)
def test_a_kind_that_a_trigger_asks_for_has_words(lang: Lang) -> None:
    words = event_words(lang)
    named = {k.kind for k in words.kind} | {"unknown"}
    for t in words.trigger:
        assert {*t.if_object, *t.if_subject} <= named, t.forms[0]


@pytest.mark.parametrize("lang", LANGS)
def test_every_event_that_is_told_by_a_word_has_words(lang: Lang) -> None:
    told = {t.event for t in event_words(lang).trigger}
    assert told == set(get_args(Event)) - {"evidence_absent", "comment"}


@pytest.mark.parametrize("lang", LANGS)
def test_patterns_are_written_as_they_are_matched(lang: Lang) -> None:
    words = event_words(lang)
    for form in (f for forms in (*(t.forms for t in words.trigger), *(k.forms for k in words.kind)) for f in forms):
        assert form == form.lower() == form.strip()
        assert not set(form) & set("ё’ʼ"), form
        assert "*" not in form.replace("* ", " ").removesuffix("*"), form


def test_a_fault_names_file_line_and_field() -> None:
    source = '[[event]]\nname = "attack"\ndefinition = "x"\n\n[[event]]\nname = "raid"\ndefinition = "y"\n'
    with pytest.raises(KnowledgeInvalid, match=r"events.toml:5.*raid"):
        parse("events.toml", source, EventFile)


def test_an_unknown_field_is_an_error() -> None:
    with pytest.raises(KnowledgeInvalid, match="colour"):
        parse("events.toml", '[[trigger]]\nevent = "fire"\nforms = ["x"]\ncolour = 1\n', TriggerFile)
