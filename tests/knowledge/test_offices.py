"""What voices are called in Russian and Ukrainian."""

import pytest

from allegedly.knowledge.actors import actors
from allegedly.knowledge.offices import called, voice_in


@pytest.mark.parametrize(
    ("key", "name", "uk", "ru"),
    [
        ("ukraine:defence-ministry", "Ministry of Defence (Ukraine)", "Міністерство оборони (Україна)",
         "Министерство обороны (Украина)"),
        ("russia:defence-ministry", "Ministry of Defence (Russia)", "Міністерство оборони (Росія)",
         "Министерство обороны (Россия)"),
        ("Odesa:prosecutor", "Prosecutor's office (Odesa)", "Прокуратура (Одеса)", "Прокуратура (Одесса)"),
        ("any:sources", "Unnamed sources", "Неназвані джерела", "Неназванные источники"),
        ("group:residents", "Residents (group)", "Мешканці (група)", "Жители (группа)"),
        ("any:union", "Trade union (Лана Шерс)", "Профспілка (Лана Шерс)", "Профсоюз (Лана Шерс)"),
        ("ukraine", "Ukraine", "Україна", "Украина"),
        ("outlet:courer", "Courier", "Courier", "Courier"),
        ("name:ann van der berh", "Ann van der Berg", "Ann van der Berg", "Ann van der Berg"),
        ("name:ihor kovrin", "Ігор Коврін", "Ігор Коврін", "Ігор Коврін"),
        ("name:institut hromadskoho zdorovja", "Інститут громадського здоров’я", "Інститут громадського здоров’я",
         "Інститут громадського здоров’я"),
    ],
)  # fmt: skip
def test_an_office_a_group_a_party_by_the_registry_and_strangers_by_their_own_words(
    key: str, name: str, uk: str, ru: str
) -> None:
    assert (voice_in(key, name, "uk"), voice_in(key, name, "ru"), voice_in(key, name, "en")) == (uk, ru, name)


def test_who_holds_an_office_is_named_only_where_a_report_names_the_person() -> None:
    for actor in actors().actors.values():
        if actor.institution and actor.names:
            assert voice_in(actor.id, actor.names["en"][0], "uk") == actor.names["uk"][0]
            assert voice_in(actor.id, actor.name, "ru") == called("ru")[actor.id]


@pytest.mark.parametrize("lang", ["ru", "uk"])
def test_every_party_and_every_holder_of_an_office_has_a_name_in_both(lang: str) -> None:
    ids = {*actors().parties, *(a.id for a in actors().actors.values() if a.institution)}
    assert ids <= called(lang).keys()


@pytest.mark.parametrize("lang", ["en", "ru", "uk"])
@pytest.mark.parametrize(
    "words",
    ["her service", "Local authorities", "commander of the Northern Fleet", "командир бригады", "місцева влада"],
)
def test_words_that_only_describe_are_quoted(words: str, lang: str) -> None:
    assert voice_in("name:x", words, lang) == f"“{words}”"  # type: ignore[arg-type]
