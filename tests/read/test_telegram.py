import json
from datetime import UTC, datetime
from typing import Any

from .formats import reading, refusal


def message(id: int, text: object = "Дым над портом.", **keys: object) -> dict[str, Any]:
    base = {
        "id": id,
        "type": "message",
        "date": "2024-01-04T16:08:00",
        "date_unixtime": "1704377280",
        "from_id": "channel7",
    }
    return base | {"text": text} | keys


def chat(*messages: dict[str, Any], id: int = 7, name: str = "Порт онлайн") -> dict[str, Any]:
    return {"name": name, "type": "public_channel", "id": id, "messages": list(messages)}


def read_chat(*messages: dict[str, Any]) -> Any:
    return reading(json.dumps(chat(*messages)).encode(), "result.json")


def test_pieces_of_text_are_joined_as_shown() -> None:
    (report,), _ = read_chat(
        message(5, ["Мэр: ", {"type": "bold", "text": "взрыв"}, " в порту ", {"type": "link", "text": "x.example"}])
    )
    assert report.text == "Мэр: взрыв в порту x.example"
    assert (report.id, report.source) == ("tg7-5", "Порт онлайн")


def test_clock_is_the_unix_time_where_there_is_one() -> None:
    (first, old), _ = read_chat(message(1), message(2, date_unixtime=None))
    assert first.published == datetime(2024, 1, 4, 14, 8, tzinfo=UTC)
    assert not first.local_clock
    assert old.published == datetime(2024, 1, 4, 16, 8, tzinfo=UTC)
    assert old.local_clock


def test_forward_edit_and_reply() -> None:
    (report,), _ = read_chat(
        message(
            9,
            edited_unixtime="1704380880",
            edited="2024-01-04T17:08:00",
            forwarded_from="Соседи",
            reply_to_message_id=3,
        )
    )
    assert report.forward is not None
    assert report.forward.source == "Соседи"
    assert report.edited == datetime(2024, 1, 4, 15, 8, tzinfo=UTC)
    assert report.reply_to == "tg7-3"


def test_media_keep_their_place_and_a_post_without_words_says_so() -> None:
    (report,), (rejected,) = read_chat(
        message(1, photo="(File not included)"), message(2, "", media_type="video_file", file="v.mp4")
    )
    assert report.media == ("photo",)
    assert "message 2" in rejected.record
    assert rejected.reason == "no words, only video"


def test_service_messages_are_rejected_with_their_action() -> None:
    reports, (rejected,) = read_chat({"id": 1, "type": "service", "action": "pin_message", "text": ""}, message(2))
    assert len(reports) == 1
    assert "pin_message" in rejected.reason


def test_one_odd_message_costs_no_other() -> None:
    reports, (rejected,) = read_chat(message(1), {"id": "x", "text": 5}, message(3))
    assert [r.id for r in reports] == ["tg7-1", "tg7-3"]
    assert "message number 2" in rejected.record


def test_whole_account_holds_many_chats() -> None:
    account = {
        "about": "x",
        "chats": {"about": "y", "list": [chat(message(1)), chat(message(1), id=8, name="B")]},
        "left_chats": {"about": "z", "list": [chat(message(1), id=9, name="C")]},
    }
    reports, _ = reading(json.dumps(account).encode(), "result.json")
    assert [(r.id, r.source) for r in reports] == [("tg7-1", "Порт онлайн"), ("tg8-1", "B"), ("tg9-1", "C")]


def test_export_that_breaks_off_is_refused() -> None:
    assert "not a whole Telegram export" in refusal(json.dumps(chat(message(1))).encode()[:-40], "result.json")


def test_null_text_is_a_message_without_words_and_a_chat_without_name_goes_by_its_id() -> None:
    post = {"id": 1, "type": "message", "date_unixtime": "1704384000", "text": None, "photo": "a.jpg"}
    data = json.dumps({"name": None, "id": 7, "messages": [post, {"id": "x"}]}).encode()
    _, (silent, broken) = reading(data, "result.json")
    assert silent.reason == "no words, only photo"
    assert broken.record == "result.json, 7, message number 2"
