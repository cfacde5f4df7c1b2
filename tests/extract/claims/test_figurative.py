import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import claimed, events


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The striker attacked at will. His rivals in the league were ablaze."),
        ("ru", "Нападающие атаковали весь матч. Тренер полыхал восторгом."),
        ("uk", "Форварди атакували весь матч. Тренер задоволений."),
    ],
)
def test_in_a_report_of_a_match_an_attack_is_none(lang: Lang, text: str) -> None:
    assert claimed(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text", "event"),
    [
        ("en", "Shells hit the stadium during the match. The coach and two fans were injured.", "injured"),
        ("ru", "Во время матча на стадионе прогремел взрыв. Тренер и двое болельщиков ранены.", "injured"),
        ("uk", "Під час матчу на стадіоні пролунав вибух. Тренера й двох уболівальників поранено.", "injured"),
    ],
)
def test_what_hurts_people_is_told_of_a_match_too(lang: Lang, text: str, event: str) -> None:
    assert (event, "affirm") in events(claimed(text, lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The deputy lashed out at the mayor and the audience erupted in applause."),
        ("ru", "Цены взлетели, акции завода рухнули, а билеты сгорели."),
        ("uk", "Ціни злетіли, акції заводу обвалилися, а квитки згоріли."),
    ],
)
def test_figures_of_speech_state_nothing(lang: Lang, text: str) -> None:
    assert claimed(text, lang) == []
