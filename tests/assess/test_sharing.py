"""Of the same things one voice denies what another states, in whatever language; of others, or as another act, not."""

from dataclasses import replace

import pytest

from allegedly.model import Conflict
from allegedly.model.vocabulary import Lang
from tests.assess.build import claim, report, speaker
from tests.assess.test_conflicts import conflicts


def disputed(one: str, other: str, stance: str = "deny", lang: Lang = "en", by: str = "tenant") -> list[Conflict]:
    yes = report("r1", claim("other", speaker("owner"), text=one))
    no = report("r2", claim("other", speaker(by), stance, text=other), hours=1)
    return [c for c in conflicts(yes, replace(no, lang=lang)) if c.rule == "things"]


@pytest.mark.parametrize(
    ("lang", "denied"),
    [
        ("en", "the belts of the boat had never been fastened"),
        ("ru", "ремни никто не застегнул"),
        ("uk", "ремені не були застебнуті"),
    ],
)
def test_the_same_thing_and_act_denied_in_any_language(lang: Lang, denied: str) -> None:
    (one,) = disputed("all belts were fastened", denied, lang=lang)
    assert (one.kind, one.explanation) == ("polarity", "Of the same things: stated by owner; denied by tenant")


def test_two_things_that_are_there_and_are_not() -> None:
    assert disputed("rust on a bolt was the cause", "ржавчины на болтах не было", lang="ru")


def test_an_opposite_act_denies_without_a_negation() -> None:
    assert disputed("the window was open", "вікно було зачинене", "affirm", "uk")
    assert not disputed("the window was open", "вікно не було зачинене", "deny", "uk")


def test_another_thing_another_act_and_another_doer_are_no_dispute() -> None:
    assert not disputed("the belts were fastened", "the roof had not been repaired")
    assert not disputed("the guard opened the door", "the guard had not repaired the door")
    assert not disputed("the door stood open", "the guard did not open the door")
    assert disputed("the guard fastened the belts", "nobody fastened the belts")


def test_one_voice_does_not_contradict_itself_and_its_last_word_stands() -> None:
    assert not disputed("the belts were fastened", "the belts were not fastened", by="owner")
    told = [
        report("r1", claim("other", speaker("owner"), text="the belts were fastened")),
        report("r2", claim("other", speaker("tenant"), "deny", text="the belts were not fastened"), hours=1),
        report("r3", claim("other", speaker("owner"), "deny", text="the belts were not fastened"), hours=2),
    ]
    assert not [c for c in conflicts(*told) if c.rule == "things"]


def test_one_word_denies_in_a_post_and_not_in_an_article() -> None:
    assert disputed("a lamp hung there", "никаких ламп не было", lang="ru")
    article = " ".join(["The council met in the town hall and heard them all."] * 6)
    yes = report("r1", claim("other", speaker("owner"), text="a lamp hung there"), text=article)
    no = report("r2", claim("other", speaker("tenant"), "deny", text="there was no lamp"), hours=1)
    assert not [c for c in conflicts(yes, no) if c.rule == "things"]


def test_what_else_a_denial_speaks_of_must_be_stated_too() -> None:
    assert not disputed("a fire broke out in the warehouse", "no riot broke out in the prison behind the warehouse")
    assert disputed("the gantry was painted", "гантри не покрасили", lang="ru")


def test_what_an_incident_is_full_of_says_little() -> None:
    many = [
        report(f"m{n}", claim("other", speaker(f"guest {n}"), text=f"the ferry {act}"), hours=2)
        for n, act in enumerate(("turned", "stopped", "was old", "was white", "sounded its horn", "waited", "was late"))
    ]
    yes = report("r1", claim("other", speaker("owner"), text="the ferry left"))
    no = report("r2", claim("other", speaker("tenant"), "deny", text="the ferry was not to be seen"), hours=1)
    assert not [c for c in conflicts(yes, no, *many) if c.rule == "things"]


def test_who_does_not_know_it_denies_nothing() -> None:
    assert not disputed("a valve leaked", "it was not known that a valve leaked")


@pytest.mark.parametrize(
    ("lang", "denied"),
    [
        ("en", "no lantern ever hung in the tower"),
        ("ru", "никакого фонаря в башне никогда не висело"),
        ("uk", "жодного ліхтаря у вежі ніколи не висіло"),
    ],
)
def test_that_there_was_none_of_a_thing_denies_whatever_tells_of_one(lang: Lang, denied: str) -> None:
    assert disputed("a lantern lay under the stairs of the mill", denied, lang=lang)
    assert not disputed("a ladder lay under the stairs of the mill", denied, lang=lang)


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "goats could not have caused a hole"),
        ("ru", "козы не могли проделать дыру"),
        ("uk", "кози не могли зробити дірку"),
    ],
)
def test_what_could_not_be_is_denied(lang: Lang, told: str) -> None:
    assert disputed("goats made a hole in the dam", told, "affirm", lang)
    assert not disputed("goats made a hole in the dam", told.replace("not ", "").replace("не ", ""), "affirm", lang)


def test_who_says_that_nobody_was_hurt_is_compared_by_figures_alone() -> None:
    yes = report("r1", claim("other", speaker("owner"), text="the fire spread to the mill"))
    no = report("r2", claim("injured", speaker("tenant"), "deny", text="no one was hurt in the fire"), hours=1)
    assert not [c for c in conflicts(yes, no) if c.rule == "things"]


@pytest.mark.parametrize(
    ("lang", "none"),
    [
        ("en", "there was not a single complaint about the hoist"),
        ("ru", "ни одной жалобы на подъёмник не поступало"),
        ("uk", "жодної скарги на підйомник не надходило"),
    ],
)
def test_what_somebody_did_is_the_thing_of_which_there_is_none(lang: Lang, none: str) -> None:
    assert disputed("tenants had complained to the firm twice", none, lang=lang)
    assert not disputed("tenants had paid the firm twice", none, lang=lang)


@pytest.mark.parametrize(
    ("lang", "none"),
    [
        ("en", "there was no depot anywhere near the plant"),
        ("ru", "никакого склада рядом с заводом нет"),
        ("uk", "жодного складу поруч із заводом немає"),
    ],
)
def test_what_is_not_there_was_not_struck_either(lang: Lang, none: str) -> None:
    assert disputed("the depot was hit", none, lang=lang)
    assert not disputed("the depot was hit", "there was no guard near the plant", lang="en")
