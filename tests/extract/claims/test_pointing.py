import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import claimed, events, told


@pytest.mark.parametrize(
    ("lang", "text", "words", "who"),
    [
        (
            "en",
            "An explosion was heard in the port. The garrison rejected these claims.",
            "these claims",
            "garrison",
        ),
        ("en", "A shell hit the mill. The rebels denied it.", "it", "rebels"),
        ("ru", "Снаряд попал в мельницу. Гарнизон это отрицает.", "это", "Гарнизон"),
        ("ru", "В порту прогремел взрыв. Гарнизон эти обвинения отверг.", "эти обвинения", "Гарнизон"),
        ("uk", "Снаряд влучив у млин. Гарнізон це заперечує.", "це", "Гарнізон"),
        ("uk", "У порту пролунав вибух. Гарнізон відкинув ці звинувачення.", "ці звинувачення", "Гарнізон"),
    ],
)
def test_a_denial_points_to_the_happening_told_last(lang: Lang, text: str, words: str, who: str) -> None:
    happened, denied = claimed(text, lang)[-2:]
    assert (denied.text, denied.event, denied.stance) == (words, happened.event, "deny")
    assert denied.speaker is not None
    assert who in denied.speaker.text


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The garrison denied responsibility."),
        ("ru", "Гарнизон отрицает причастность."),
        ("uk", "Гарнізон заперечує причетність."),
    ],
)
def test_denied_responsibility_is_a_denied_attack(lang: Lang, text: str) -> None:
    assert events(claimed(text, lang)) == [("attack", "deny")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The committee denied it. The court rejected the charges."),
        ("ru", "Комитет это отрицает. Суд обвинения отверг."),
        ("uk", "Комітет це заперечує. Суд відкинув звинувачення."),
        ("ru", "Снаряд попал в мельницу. Гарнизон это не опроверг."),
    ],
)
def test_nothing_told_or_nothing_denied_is_no_denial(lang: Lang, text: str) -> None:
    assert all(c.stance == "affirm" for c in claimed(text, lang))


@pytest.mark.parametrize(
    ("lang", "text", "event"),
    [
        ("en", "The weekly could not confirm the attack on the mill.", "attack"),
        ("ru", "Подтвердить сообщение о взрыве еженедельник не смог.", "explosion"),
        ("uk", "Перевірити повідомлення про вибух тижневику не вдалося.", "explosion"),
    ],
)
def test_what_could_not_be_confirmed_is_open(lang: Lang, text: str, event: str) -> None:
    assert events(claimed(text, lang)) == [(event, "query")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Nobody claimed responsibility for the attack."),
        ("ru", "Ответственность за нападение никто не взял."),
        ("uk", "Ніхто не взяв на себе відповідальність за напад."),
    ],
)
def test_an_act_that_nobody_owns_is_a_silence_without_a_party(lang: Lang, text: str) -> None:
    (quiet,) = claimed(text, lang)
    assert (quiet.event, quiet.stance, quiet.speaker) == ("comment", "no_comment", None)


@pytest.mark.parametrize(
    "text",
    [
        "A shell hit the mill. The harbour office denied that a missile had struck it.",
        "A shell hit the mill. The garrison denied that the mill was struck.",
        "A depot caught fire. The rebels rejected that they had fired a rocket.",
    ],
)
def test_that_before_a_clause_points_to_nothing(text: str) -> None:
    """Russian and Ukrainian "что", "що" are no pointing words, so only English can go wrong here."""
    assert all(c.text != "that" for c in claimed(text, "en"))


OWNED: list[tuple[Lang, str, str]] = [
    ("en", "The garrison claimed responsibility for the ambush.", "attack"),
    ("en", "The garrison took responsibility for the blast.", "explosion"),
    ("ru", "Гарнизон взял на себя ответственность за нападение.", "attack"),
    ("ru", "Ответственность за взрыв взял на себя гарнизон.", "explosion"),
    ("uk", "Гарнізон узяв на себе відповідальність за напад.", "attack"),
    ("uk", "Відповідальність за вибух узяв на себе гарнізон.", "explosion"),
    ("ru", "За нападением стоит гарнизон, заявил гарнизон.", "attack"),
    ("uk", "За нападом стоїть гарнізон, заявив гарнізон.", "attack"),
    ("en", "The garrison said it was behind the attack.", "attack"),
]


@pytest.mark.parametrize(("lang", "text", "event"), OWNED)
def test_whoever_takes_responsibility_says_that_it_happened(lang: Lang, text: str, event: str) -> None:
    found = told(text, lang)
    assert events(found) == [(event, "affirm")]
    assert found[0].speaker is not None
    assert "arrison" in found[0].speaker.text or "арн" in found[0].speaker.text


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The captain took responsibility for the harbour office in May."),
        ("ru", "Капитан взял на себя ответственность за контору порта."),
        ("uk", "Капітан узяв на себе відповідальність за контору порту."),
    ],
)
def test_responsibility_for_a_thing_is_no_deed(lang: Lang, text: str) -> None:
    assert told(text, lang) == []


REFUTED: list[tuple[Lang, str]] = [
    ("en", "The garrison called the report of the shelling a lie."),
    ("ru", "Гарнизон назвал сообщения об обстреле фейком."),
    ("ru", "Сообщения об обстреле не соответствуют действительности, заявил гарнизон."),
    ("ru", "Сведения об обстреле гарнизон опроверг."),
    ("uk", "Гарнізон назвав повідомлення про обстріл фейком."),
    ("uk", "Повідомлення про обстріл не відповідають дійсності, заявив гарнізон."),
    ("uk", "Гарнізон заявив, що не має стосунку до обстрілу."),
]


@pytest.mark.parametrize(("lang", "text"), REFUTED)
def test_a_report_called_false_is_denied(lang: Lang, text: str) -> None:
    assert events(told(text, lang)) == [("attack", "deny")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The mayor said that, according to preliminary data, two people were killed."),
        ("ru", "Мэр сообщил, что, по предварительным данным, двое погибли."),
        ("uk", "Мер повідомив, що, за попередніми даними, двоє загинули."),
    ],
)
def test_whoever_speaks_by_preliminary_data_speaks(lang: Lang, text: str) -> None:
    [claim] = told(text, lang)
    assert claim.speaker is not None
    assert claim.speaker.text in ("The mayor", "Мэр", "Мер")
    assert claim.hedges


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "A group calling itself Black Ember claimed responsibility on its website, without any proof."),
        ("ru", "Группа взяла на себя ответственность на своём сайте, не приведя доказательств."),
        ("uk", "Група взяла на себе відповідальність на своєму сайті, не навівши доказів."),
    ],
)
def test_responsibility_for_nothing_named_is_for_an_attack_wherever_it_is_taken(lang: Lang, text: str) -> None:
    [owned] = [c for c in told(text, lang) if c.rule == "claim.pointing"]
    assert (owned.event, owned.stance) == ("attack", "affirm")


def test_a_report_does_not_go_on_in_the_name_of_those_who_claim_responsibility() -> None:
    *_, restored = told("The rebels claimed responsibility for the blast. Supply was restored by noon.", "en")
    assert restored.speaker is None


def test_whoever_denies_the_sentence_before_passes_nothing_on() -> None:
    first = told("Survivors said three were killed. The operator denied this, saying nobody had died.", "en")[0]
    assert first.via == ()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", 'Two passengers said an engine had been on fire. The airline called these reports "exaggerated".'),
        ("en", "Two passengers said an engine had been on fire. The airline called this nonsense."),
        ("ru", "Двое пассажиров рассказали, что горел двигатель. Авиакомпания назвала это неправдой."),
        ("ru", "Двое пассажиров рассказали, что горел двигатель. Авиакомпания назвала эти сообщения преувеличенными."),
        ("uk", "Двоє пасажирів розповіли, що горів двигун. Авіакомпанія назвала це неправдою."),
        ("uk", "Двоє пасажирів розповіли, що горів двигун. Авіакомпанія назвала ці повідомлення перебільшеними."),
    ],
)
def test_what_is_called_untrue_by_a_word_that_points_is_denied(lang: Lang, text: str) -> None:
    assert events(told(text, lang)) == [("fire", "affirm"), ("fire", "deny")]


def test_that_before_a_quoted_word_of_its_clause_points_to_nothing() -> None:
    claims = told('Two men were hurt. On Tuesday the minister admitted that "some" houses had been hit.', "en")
    assert not [c for c in claims if c.rule == "claim.pointing"]


@pytest.mark.parametrize(
    ("lang", "text", "stance"),
    [
        ("en", "A mill burned down. The watchman denies guilt.", "deny"),
        ("en", "A mill burned down. The watchman admitted his guilt.", "affirm"),
        ("ru", "Сгорела мельница. Подозреваемый вину не признаёт.", "deny"),
        ("ru", "Сгорела мельница. Сторож вину признал.", "affirm"),
        ("uk", "Згорів млин. Підозрюваний провину не визнає.", "deny"),
        ("uk", "Згорів млин. Той вину не визнав.", "deny"),
    ],
)
def test_guilt_leaves_open_what_happened(lang: Lang, text: str, stance: str) -> None:
    fire, guilt = told(text, lang)
    assert (fire.event, fire.stance) == ("fire", "affirm")
    assert (guilt.event, guilt.stance) == ("other", stance)
    assert guilt.speaker is not None


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Nineteen crates have vanished. The watchman denies involvement."),
        ("ru", "Со склада пропали ящики. Сторож отрицает причастность."),
        ("uk", "Зі складу зникли ящики. Сторож заперечує причетність."),
    ],
)
def test_involvement_in_what_is_no_attack_is_none_in_an_attack(lang: Lang, text: str) -> None:
    assert ("attack", "deny") not in events(told(text, lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The envoy said her country had not struck the mill. The army rejected the accusations."),
        ("ru", "Посол заявила, что страна не наносила удара по мельнице. «Мы отвергаем эти обвинения», — сказала она."),
        (
            "uk",
            "Посол заявила, що країна не завдавала удару по млину. «Ми відкидаємо ці звинувачення», — сказала вона.",
        ),
    ],
)
def test_who_rejects_an_accusation_does_not_affirm_it_though_it_was_denied_before(lang: Lang, text: str) -> None:
    denied, again = told(text, lang)
    assert (denied.event, denied.stance) == (again.event, again.stance) == ("attack", "deny")
    assert again.speaker is not None
    assert again.speaker.text in ("она", "вона", "The army")


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        (
            "ru",
            "Склад сгорел. Версию о лопнувшей трубе компания отозвала.",
            ("Версию о лопнувшей трубе", "компания"),
        ),
        (
            "uk",
            "Склад згорів. Версію про луснуту трубу компанія відкликала.",
            ("Версію про луснуту трубу", "компанія"),
        ),
        (
            "ru",
            "Склад сгорел. Полиция признала поджог и отозвала утреннюю версию об аэростате.",
            ("утреннюю версию об аэростате", "Полиция"),
        ),
        (
            "uk",
            "Склад згорів. Поліція визнала підпал і відкликала ранкову версію про аеростат.",
            ("ранкову версію про аеростат", "Поліція"),
        ),
        ("ru", "Склад сгорел. Жильцы отреклись от прежних слов о моторе.", ("прежних слов о моторе", "Жильцы")),
        ("uk", "Млин згорів. Слова про смерть кота управління відкликає.", ("Слова про смерть кота", "управління")),
        ("uk", "Склад згорів. Мешканці зреклися колишніх слів про мотор.", ("колишніх слів про мотор", "Мешканці")),
    ],
)
def test_a_statement_is_taken_back_with_what_it_was_of(lang: Lang, text: str, wanted: tuple[str, str]) -> None:
    assert [(c.text, c.speaker and c.speaker.text) for c in told(text, lang) if c.stance == "retract"] == [wanted]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Склад сгорел. Компания не отозвала версию о трубе."),
        ("uk", "Склад згорів. Компанія не відкликала версію про трубу."),
        ("ru", "Склад сгорел. Компания отозвала договор о трубе."),
    ],
)
def test_what_stands_or_was_no_statement_is_not_taken_back(lang: Lang, text: str) -> None:
    assert all(c.stance != "retract" for c in told(text, lang))
