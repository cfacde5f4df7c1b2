from allegedly.extract import extract
from allegedly.model import Report
from allegedly.read import document


def test_an_english_sentence_among_others_stops_nothing() -> None:
    text = "Мэр Иван Рогов приехал утром. The mayor spoke to the press about the fire. Он сообщил, что склад сгорел."
    assert extract(document(Report("r", text, lang="ru"))).claims
