"""Who did it by a claim's words, and that it is neither a place nor what was struck."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import told

# Text, words for who did it, words for what it happened to.
DONE: list[tuple[Lang, str, str, str | None]] = [
    ("en", "The general accused Ukraine of shelling a school, the paper said.", "Ukraine", "school"),
    ("en", "The general accused Russia of shelling a school, the paper said.", "Russia", "school"),
    ("en", "The mayor blamed the head of the mill for burning down the barn.", "the head of the mill", "barn"),
    ("en", "The mayor blamed the shelling of the market on the rebels.", "the rebels", "market"),
    ("en", "The dam was blown up by Russian forces, the council said.", "Russian forces", "dam"),
    ("en", "The dam was blown up by Ukrainian forces, the council said.", "Ukrainian forces", "dam"),
    ("en", "Two people died in Ukrainian shelling of the market.", "Ukrainian shelling", "people"),
    ("ru", "Генерал обвинил Украину в обстреле школы.", "Украину", "школы"),
    ("ru", "Генерал обвинил Россию в обстреле школы.", "Россию", "школы"),
    ("ru", "Мэр возложил вину за обстрел рынка на повстанцев.", "повстанцев", "рынка"),
    ("ru", "Дамба была подорвана российскими войсками.", "российскими войсками", "Дамба"),
    ("ru", "Плотину взорвали российские войска.", "российские войска", "Плотину"),
    ("ru", "Двое погибли при украинском обстреле рынка.", "украинском обстреле", "Двое"),
    ("ru", "Обстрел со стороны противника повредил школу.", "противника", "школу"),
    ("uk", "Генерал звинуватив Україну в обстрілі школи.", "Україну", "школи"),
    ("uk", "Генерал звинуватив Росію в обстрілі школи.", "Росію", "школи"),
    ("uk", "Мер поклав провину за обстріл ринку на повстанців.", "повстанців", "ринку"),
    ("uk", "Дамбу було підірвано російськими військами.", "російськими військами", "Дамбу"),
    ("uk", "Греблю підірвали російські війська.", "російські війська", "Греблю"),
    ("uk", "Двоє загинули під час українського обстрілу ринку.", "українського обстрілу", "Двоє"),
    ("uk", "Обстріл з боку противника пошкодив школу.", "противника", "школу"),
]


@pytest.mark.parametrize(("lang", "text", "actor", "thing"), DONE)
def test_who_did_it_is_told_from_where_and_from_what_was_struck(
    lang: Lang, text: str, actor: str, thing: str | None
) -> None:
    claim = next(c for c in told(text, lang) if c.event != "other")
    assert (claim.actor, claim.object, claim.places) == (actor, thing, ())


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The mayor blamed the fire on faulty wiring."),
        ("ru", "Мэр возложил вину за пожар на плохую проводку."),
        ("uk", "Мер поклав провину за пожежу на погану проводку."),
    ],
)
def test_a_thing_is_not_accused(lang: Lang, text: str) -> None:
    assert not any(c.actor for c in told(text, lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Air defence shot down 12 Russian drones."),
        ("ru", "ПВО сбила 12 российских дронов."),
        ("uk", "ППО збила 12 російських дронів."),
    ],
)
def test_whose_drones_were_shot_down_did_not_do_it(lang: Lang, text: str) -> None:
    assert all("ross" not in (c.actor or "") and "рос" not in (c.actor or "") for c in told(text, lang))


@pytest.mark.parametrize(
    ("lang", "text", "thing"),
    [
        ("ru", "В посёлке (Карский район) сгорел сарай.", "сарай"),
        ("uk", "У селищі (Карський район) згорів сарай.", "сарай"),
    ],
)
def test_what_stands_in_brackets_is_no_subject(lang: Lang, text: str, thing: str) -> None:
    claim = told(text, lang)[0]
    assert (claim.object, claim.text) == (thing, text[:-1])


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "A barn burned down in the village (Kars district)."),
        ("ru", "Сарай сгорел в посёлке (Карский район)."),
        ("uk", "Сарай згорів у селищі (Карський район)."),
    ],
)
def test_a_bracket_is_closed(lang: Lang, text: str) -> None:
    assert told(text, lang)[0].text == text[:-1]
