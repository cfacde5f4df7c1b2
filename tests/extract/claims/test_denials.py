import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import claimed, events, told


@pytest.mark.parametrize(
    ("lang", "text", "event"),
    [
        ("en", "It is untrue that the mill was shelled.", "attack"),
        ("en", "The garrison failed to hit the bridge.", "impact"),
        ("en", "A shell flew over. The mill is intact.", "damage"),
        ("ru", "Неправда, что мельницу разбомбили.", "damage"),
        ("ru", "По мельнице стрелял не сосед.", "attack"),
        ("ru", "Ни одна ракета цели не достигла.", "impact"),
        ("ru", "После грозы судно цело.", "damage"),
        ("uk", "Неправда, що млин розбомбили.", "damage"),
        ("uk", "Жодна ракета цілі не досягла.", "impact"),
        ("uk", "Після грози підстанція ціла.", "damage"),
        ("ru", "Пожарная сигнализация не сработала.", "alert"),
        ("uk", "Пожежна сигналізація не спрацювала.", "alert"),
        ("ru", "Сообщения о взрыве комендант назвал преждевременными.", "explosion"),
        ("uk", "Повідомлення про вибух комендант назвав передчасними.", "explosion"),
    ],
)
def test_what_is_called_false_or_said_not_to_be_is_denied(lang: Lang, text: str, event: str) -> None:
    assert (event, "deny") in events(claimed(text, lang))


@pytest.mark.parametrize(
    ("lang", "text", "event"),
    [
        ("en", "It is untrue: the mill was shelled.", "attack"),
        ("ru", "Сбиты не восемь, а шесть дронов.", "interception"),
    ],
)
def test_behind_a_colon_stands_what_is_true(lang: Lang, text: str, event: str) -> None:
    assert (event, "affirm") in events(claimed(text, lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The port manager could not be reached. A shed burned down in the port."),
        ("ru", "Дозвониться до начальника порта не удалось. В порту сгорел сарай."),
        ("uk", "Додзвонитися до начальника порту не вдалося. У порту згорів сарай."),
    ],
)
def test_who_could_not_be_reached_is_silent(lang: Lang, text: str) -> None:
    assert ("comment", "no_comment") in events(claimed(text, lang))


def test_words_that_deny_are_no_silence() -> None:
    text = "На млині пожежа. Чутки про другу не відповідають дійсності."
    assert all(c.event != "comment" for c in claimed(text, "uk"))


NONE_OF_IT: list[tuple[Lang, str, str]] = [
    ("ru", "В результате налёта пострадавших нет.", "injured"),
    ("ru", "Жертв, к счастью, нет.", "killed"),
    ("ru", "Пострадавших, по предварительным данным, нет.", "injured"),
    ("ru", "Разрушений пока не обнаружено.", "damage"),
    ("ru", "После пожара погибших, по словам мэра, нет.", "killed"),
    ("ru", "Жертв удалось избежать.", "killed"),
    ("ru", "Данных о погибших пока нет.", "killed"),
    ("uk", "Внаслідок нальоту постраждалих немає.", "injured"),
    ("uk", "Жертв, на щастя, немає.", "killed"),
    ("uk", "Постраждалих, за попередніми даними, немає.", "injured"),
    ("uk", "Руйнувань поки що не виявлено.", "damage"),
    ("uk", "Після пожежі загиблих, за словами мера, немає.", "killed"),
    ("uk", "Інформації про загиблих поки немає.", "killed"),
    ("en", "Deaths were avoided in the fire.", "killed"),
    ("en", "The blast did not cause any damage.", "damage"),
]


@pytest.mark.parametrize(("lang", "text", "event"), NONE_OF_IT)
def test_what_is_said_not_to_be_is_denied_and_nothing_is_affirmed(lang: Lang, text: str, event: str) -> None:
    assert events(told(text, lang)) == [(event, "deny")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [("ru", "Информация о пострадавших уточняется."), ("uk", "Інформація про постраждалих уточнюється.")],
)
def test_what_is_being_looked_into_is_asked(lang: Lang, text: str) -> None:
    assert events(told(text, lang)) == [("injured", "query")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The council advised people not to leave their homes during the raid."),
        ("ru", "Власти призвали людей не выходить из домов во время обстрела."),
        ("uk", "Влада закликала людей не виходити з домівок під час обстрілу."),
    ],
)
def test_a_request_not_to_do_a_thing_is_a_warning(lang: Lang, text: str) -> None:
    [claim] = told(text, lang)
    assert (claim.event, claim.stance, claim.factuality) == ("alert", "affirm", "hypothetical")


@pytest.mark.parametrize(
    "text",
    [
        "There was no trace of the crew after the crash, the newspaper reported.",
        "The search found no sign of the boat after the crash.",
    ],
)
def test_no_trace_of_somebody_says_that_they_are_missing(text: str) -> None:
    assert events(told(text, "en")) == [("missing", "affirm")]


def test_no_trace_of_a_thing_is_a_denial() -> None:
    [claim] = told("We found no trace of a gas leak after the blast, the chief said.", "en")
    assert claim.stance == "deny"


def test_who_has_not_confirmed_a_claim_passes_nothing_on() -> None:
    [claim] = told("The garrison said it shot down five jets, a claim the coast has not confirmed.", "en")
    assert claim.via == ()


@pytest.mark.parametrize(
    ("lang", "text", "event"),
    [
        ("en", "A gas pipe burst without casualties.", "damage"),
        ("en", "There was an explosion without a fire.", "explosion"),
        ("en", "The captain has not been found.", "missing"),
        ("en", "The captain was not found.", "missing"),
        ("ru", "Дрон упал на поле без последствий.", "impact"),
        ("uk", "Дрон упав на поле без наслідків.", "impact"),
    ],
)
def test_what_it_was_without_or_who_was_not_found_denies_no_happening(lang: Lang, text: str, event: str) -> None:
    assert events(claimed(text, lang)) == [(event, "affirm")]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Nothing landed here, the mayor said.", "impact"),
        ("A shop burned. The union says that alarms failed to sound.", "other"),
        ("Seventeen people were killed. The mayor called the figures invented.", "killed"),
        ("A guard was beaten, prosecutors said. The mayor called the report a provocation staged for them.", "attack"),
    ],
)
def test_who_says_that_it_failed_or_calls_it_invented_denies_it(text: str, event: str) -> None:
    assert (event, "deny") in events(told(text, "en"))


@pytest.mark.parametrize(
    "text",
    [
        "A shell hit the bridge. Members of the armed formations denied the patrol access to the bridge.",
        "A market was hit. State television did not report the strike.",
    ],
)
def test_who_refuses_access_or_reports_nothing_denies_no_words(text: str) -> None:
    assert all(c.stance != "deny" for c in told(text, "en"))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("uk", "Обстріл млина влаштувала громада, не добираючи слів, заявив писар."),
        ("ru", "Обстрелы мельницы устроила община, не выбирая слов, заявил писарь."),
        ("ru", "Раненых не сосчитать, передают сельчане."),
        ("uk", "Поранених не злічити, передають селяни."),
    ],
)
def test_a_manner_denied_and_too_many_to_count_deny_nothing(lang: Lang, text: str) -> None:
    assert [c.stance for c in told(text, lang)] == ["affirm"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Поправился и мэр: взрыва, по его словам, не было."),
        ("uk", "Поправився й мер: вибуху, за його словами, не було."),
    ],
)
def test_who_corrects_himself_denies_what_stands_behind_the_colon(lang: Lang, text: str) -> None:
    assert [(c.stance, c.speaker and c.speaker.id) for c in told(text, lang)] == [("deny", "any:mayor")]
