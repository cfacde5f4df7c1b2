"""Who speaks where no subject stands beside the verb: bodies by name, "there", "of whom", papers, idioms of saying."""

import pytest

from allegedly.model import Claim
from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import told


def whose(found: list[Claim]) -> list[tuple[str, str | None]]:
    return [(c.text, c.speaker.text if c.speaker else None) for c in found]


@pytest.mark.parametrize(
    ("lang", "text", "who", "what"),
    [
        ("ru", "В «Тихой воде» вчера признали, что насос повреждён.", "«Тихой воде»", "насос повреждён"),
        ("uk", "У «Тихій воді» вчора визнали, що насос пошкоджено.", "«Тихій воді»", "насос пошкоджено"),
        ("ru", "Насос сгорел, сообщили в «Тихой воде».", "«Тихой воде»", "Насос сгорел"),
        ("uk", "Насос згорів, повідомили в «Тихій воді».", "«Тихій воді»", "Насос згорів"),
    ],
)
def test_a_body_may_be_called_by_its_name_alone(lang: Lang, text: str, who: str, what: str) -> None:
    assert (what, who) in whose(told(text, lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Взрыв на складе «Тихая вода» подтвердили в полиции."),
        ("uk", "Вибух на складі «Тиха вода» підтвердили в поліції."),
    ],
)
def test_a_name_behind_a_noun_belongs_to_the_noun(lang: Lang, text: str) -> None:
    assert {c.speaker.text for c in told(text, lang) if c.speaker} <= {"полиции", "поліції"}


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        (
            "ru",
            "Ударили восемь ракет, подсчитали в мэрии; пять сбиты, а остальные, говорят там, упали в поле.",
            [("Ударили восемь ракет", "мэрии"), ("пять сбиты, а остальные", "там"), ("упали в поле", "там")],
        ),
        (
            "uk",
            "Ударили вісім ракет, підрахували в мерії; п'ять збито, а решта, кажуть там, упала в полі.",
            [("Ударили вісім ракет", "мерії"), ("п'ять збито, а решта", "там"), ("упала в полі", "там")],
        ),
    ],
)
def test_there_behind_the_verb_is_the_office_that_spoke_last(
    lang: Lang, text: str, wanted: list[tuple[str, str | None]]
) -> None:
    found = told(text, lang)
    assert whose(found) == wanted
    assert len({c.speaker.id for c in found if c.speaker}) == 1


@pytest.mark.parametrize(
    ("lang", "text", "who"),
    [
        (
            "ru",
            "Рухнула кровля цеха, написал глава Вельской волости, по словам которого прилетели два снаряда.",
            "глава Вельской волости",
        ),
        (
            "uk",
            "Завалилася покрівля цеху, написав голова Вельської волості, за словами якого прилетіли два снаряди.",
            "голова Вельської волості",
        ),
    ],
)
def test_according_to_whom_is_the_one_named_before_the_comma(lang: Lang, text: str, who: str) -> None:
    found = told(text, lang)
    assert [c.speaker.text for c in found if c.speaker] == [who, who]
    assert found[1].text.endswith(("прилетели два снаряда", "прилетіли два снаряди"))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Насос сгорел, ответила полиция Орлена. Ни одной утечки не было, сказано в том же ответе."),
        ("uk", "Насос згорів, відповіла поліція Орлена. Жодного витоку не було, сказано в тій самій відповіді."),
        ("ru", "Насос сгорел, отчиталась полиция Орлена. Ранены двое, отмечено в документе."),
        ("uk", "Насос згорів, відзвітувала поліція Орлена. Поранено двох, зазначено в документі."),
    ],
)
def test_a_paper_without_an_owner_is_of_whoever_spoke_last(lang: Lang, text: str) -> None:
    found = told(text, lang)
    assert len(found) >= 2
    assert len({c.speaker.id for c in found if c.speaker}) == 1
    assert all(c.speaker for c in found)


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        (
            "ru",
            "Труба лопнула, говорится в сообщении мэрии о взрыве на складе.",
            ("Труба лопнула", "мэрии"),
        ),
        (
            "uk",
            "Труба луснула, йдеться в повідомленні мерії про вибух на складі.",
            ("Труба луснула", "мерії"),
        ),
    ],
)
def test_what_a_paper_is_about_takes_nothing_from_what_it_says(lang: Lang, text: str, wanted: tuple[str, str]) -> None:
    assert wanted in whose(told(text, lang))


@pytest.mark.parametrize(
    ("lang", "text", "who", "what"),
    [
        ("ru", "Взрыва не было, поспешили успокоить жителей в мэрии.", "мэрии", "Взрыва не было"),
        ("uk", "Вибуху не було, поспішили заспокоїти жителів у мерії.", "мерії", "Вибуху не було"),
        ("ru", "Склад сожгли, возразили в Минобороны Румынии.", "Минобороны Румынии", "Склад сожгли"),
        ("uk", "Склад спалили, заперечили в Міноборони Румунії.", "Міноборони Румунії", "Склад спалили"),
        ("ru", "Склад сгорел, пришли к выводу эксперты клуба.", "эксперты клуба", "Склад сгорел"),
        ("uk", "Склад згорів, дійшли висновку експерти клубу.", "експерти клубу", "Склад згорів"),
        ("ru", "Склад сгорел, обращает внимание инженер.", "инженер", "Склад сгорел"),
        ("uk", "Склад згорів, звертає увагу інженер.", "інженер", "Склад згорів"),
        ("uk", "Склад згорів, скаржиться голова волості.", "голова волості", "Склад згорів"),
    ],
)
def test_idioms_and_retorts_are_sayings(lang: Lang, text: str, who: str, what: str) -> None:
    assert (what, who) in whose(told(text, lang))


@pytest.mark.parametrize(
    ("lang", "text", "who", "what"),
    [
        ("ru", "Стреляли в воду, уверяют военные, что бы ни рассказывали рыбаки.", "военные", "Стреляли в воду"),
        ("uk", "Стріляли у воду, запевняють військові, що б не казали рибалки.", "військові", "Стріляли у воду"),
        ("ru", "Стреляли в воду, уверяют военные, кто бы что ни говорил.", "военные", "Стреляли в воду"),
    ],
)
def test_whatever_others_say_is_no_content(lang: Lang, text: str, who: str, what: str) -> None:
    assert whose(told(text, lang)) == [(what, who)]


@pytest.mark.parametrize(
    ("lang", "text", "what"),
    [
        (
            "ru",
            "Привезли десять пленных, заявила полиция, а когда гости потребовали объяснений, с берега открыли огонь.",
            "с берега открыли огонь",
        ),
        (
            "uk",
            "Привезли десять полонених, заявила поліція, а коли гості зажадали пояснень, з берега відкрили вогонь.",
            "з берега відкрили вогонь",
        ),
    ],
)
def test_a_demand_in_a_clause_of_time_ends_nobodys_words(lang: Lang, text: str, what: str) -> None:
    found = next(c for c in told(text, lang) if c.text.endswith(what))
    assert found.speaker
    assert found.speaker.text in ("полиция", "поліція")


@pytest.mark.parametrize(
    ("lang", "text", "what"),
    [
        ("ru", "Склад взорван, заявили саперы. От осмотра, настаивают они, отказались лодочники.", "лодочники"),
        ("uk", "Склад підірвано, заявили сапери. Від огляду, наполягають вони, відмовилися човнярі.", "човнярі"),
    ],
)
def test_who_refused_is_told_and_tells_nothing(lang: Lang, text: str, what: str) -> None:
    assert all(c.speaker and c.speaker.text != what for c in told(text, lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Склад горел, сообщили в «Тихой воде». О пожаре там говорить отказались."),
        ("uk", "Склад горів, повідомили в «Тихій воді». Про пожежу там говорити відмовилися."),
        ("ru", "Склад горел, ответила «Тихая вода». В «Тихой воде» трубку не снимают."),
        ("uk", "Склад горів, відповіла «Тиха вода». У «Тихій воді» слухавку не знімають."),
    ],
)
def test_a_body_called_by_its_name_is_one_voice_when_it_is_silent_too(lang: Lang, text: str) -> None:
    spoken, silent = told(text, lang)
    assert silent.stance == "no_comment"
    assert spoken.speaker
    assert silent.speaker
    assert spoken.speaker.id == silent.speaker.id == "name:tih vod"


@pytest.mark.parametrize(
    ("lang", "text"),
    [("ru", "Склад сгорел. Сирены молчали."), ("uk", "Склад згорів. Сирени мовчали.")],
)
def test_sirens_withhold_nothing(lang: Lang, text: str) -> None:
    assert all(c.stance != "no_comment" for c in told(text, lang))


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("ru", "Склад сгорел, сообщили французские военные.", "france:armed-forces"),
        ("uk", "Склад згорів, повідомили французькі військові.", "france:armed-forces"),
        ("ru", "Склад сгорел, сообщили в Госслужбе по чрезвычайным ситуациям.", "any:emergency-service"),
        ("uk", "Склад згорів, повідомили в Держслужбі з надзвичайних ситуацій.", "any:emergency-service"),
        ("ru", "Склад сгорел, сообщают дачники.", "group:residents"),
        ("uk", "Склад згорів, повідомляють дачники.", "group:residents"),
        ("ru", "Склад подожгли, настаивал гособвинитель.", "any:prosecutor"),
        ("uk", "Склад підпалили, наполягала обвинувачка.", "any:prosecutor"),
        ("uk", "Склад підпалили, відповів оборонець.", "any:lawyers"),
        ("ru", "Склад сгорел, сообщают дачники. Сгорели семь цистерн, насчитали они с насыпи.", "group:residents"),
        ("uk", "Склад згорів, повідомляють дачники. Згоріли сім цистерн, нарахували вони з насипу.", "group:residents"),
        ("ru", "Склад сгорел, заявили в полиции Полтавы. Горел ли поезд, там сказать не могут.", "Poltava:police"),
        ("uk", "Склад згорів, заявили в поліції Полтави. Чи горів потяг, там сказати не можуть.", "Poltava:police"),
        ("ru", "Склад сгорел, заявили прокуроры Полтавы. Его подожгли, настаивает обвинение.", "Poltava:prosecutor"),
        (
            "uk",
            "Склад згорів, заявили прокурори Полтави. Його підпалили, наполягає обвинувачення.",
            "Poltava:prosecutor",
        ),
    ],
)
def test_offices_by_other_words(lang: Lang, text: str, wanted: str) -> None:
    assert {c.speaker.id for c in told(text, lang) if c.speaker} == {wanted}


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        (
            "ru",
            "С берега стреляли, подтвердили в полиции, но стреляли дважды и в воздух: перед тем бросили гранату.",
            ["полиции", "полиции", "полиции"],
        ),
        (
            "uk",
            "З берега стріляли, підтвердили в поліції, але стріляли двічі й у повітря: перед тим кинули гранату.",
            ["поліції", "поліції", "поліції"],
        ),
    ],
)
def test_a_clause_between_the_saying_and_a_colon_is_said_too(lang: Lang, text: str, wanted: list[str]) -> None:
    assert [c.speaker and c.speaker.text for c in told(text, lang)] == wanted


@pytest.mark.parametrize(
    ("lang", "text", "who"),
    [
        ("ru", "Склад подожгли, свидетельствует постановление суда.", "постановление суда"),
        ("uk", "Склад підпалили, свідчить ухвала суду.", "ухвала суду"),
        ("ru", "Склад подожгли, постановил суд.", "суд"),
        ("uk", "Склад підпалили, ухвалив суд.", "суд"),
    ],
)
def test_a_ruling_speaks_and_courts_rule(lang: Lang, text: str, who: str) -> None:
    assert [c.speaker and c.speaker.text for c in told(text, lang)] == [who]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Ранены семнадцать, сообщила полиция. В больнице насчитали девятнадцать."),
        ("uk", "Поранено сімнадцятьох, повідомила поліція. У лікарні нарахували дев'ятнадцять."),
    ],
)
def test_a_figure_speaks_for_nobody(lang: Lang, text: str) -> None:
    assert all(c.speaker and "надцат" not in c.speaker.text for c in told(text, lang) if c.speaker)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Склад сгорел, сообщила группа «Сеть без теней»."),
        ("uk", "Склад згорів, повідомила моніторингова група «Мережа тіней»."),
    ],
)
def test_the_name_of_a_body_does_not_tell_its_kind(lang: Lang, text: str) -> None:
    assert [c.speaker and c.speaker.kind for c in told(text, lang)] == ["group"]
