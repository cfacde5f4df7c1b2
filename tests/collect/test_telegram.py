"""Telegram's own interface: the library's own records in, reports out. Nothing is asked of the network."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from allegedly.collect.telegram import KEYS, collect_telegram, export
from allegedly.errors import SetupIncomplete
from allegedly.model import Rejection, Report, Snapshot
from allegedly.read import Options
from allegedly.read.telegram import read_telegram

types = pytest.importorskip("telethon.tl.types")
WHEN = datetime(2026, 3, 1, 10, 30, tzinfo=UTC)


def read(*posts: object) -> list[Report | Rejection]:
    chat = types.Channel(id=77, title="Канал", photo=types.ChatPhotoEmpty(), date=WHEN)
    snapshot = Snapshot("0" * 64, "telegram:chan", export(chat, posts), "", datetime(2026, 3, 10, tzinfo=UTC))
    return list(read_telegram(snapshot, Options()))


def message(number: int, text: str, **given: object) -> object:
    return types.Message(id=number, peer_id=types.PeerChannel(77), date=WHEN, message=text, **given)


def test_posts_are_read_as_an_export_is() -> None:
    found = read(message(3, "Друге"), message(2, "Перше", edit_date=datetime(2026, 3, 1, 11, tzinfo=UTC)))
    assert [(r.id, r.text, r.source) for r in found if isinstance(r, Report)] == [
        ("tg77-2", "Перше", "Канал"),
        ("tg77-3", "Друге", "Канал"),
    ]
    assert isinstance(found[0], Report)
    assert (found[0].published, found[0].edited) == (WHEN, datetime(2026, 3, 1, 11, tzinfo=UTC))


def test_forwards_and_replies_keep_where_they_come_from() -> None:
    forward = types.MessageFwdHeader(date=WHEN, from_id=types.PeerChannel(99), from_name="Інший")
    reply = types.MessageReplyHeader(reply_to_msg_id=2)
    (first, second) = read(message(3, "А", fwd_from=forward), message(4, "Б", reply_to=reply))
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert first.forward is not None
    assert (first.forward.source, first.forward.id) == ("Інший", "channel99")
    assert second.reply_to == "tg77-2"


def test_service_messages_and_media_without_words_are_told() -> None:
    pinned = types.MessageService(
        id=5, peer_id=types.PeerChannel(77), date=WHEN, action=types.MessageActionPinMessage()
    )
    reasons = [
        r.reason for r in read(pinned, message(6, "", media=types.MessageMediaPhoto())) if isinstance(r, Rejection)
    ]
    assert "MessageActionPinMessage" in reasons[0]
    assert "photo" in reasons[1]


def test_without_key_or_login_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for key in KEYS:
        monkeypatch.delenv(key, raising=False)
    with pytest.raises(SetupIncomplete, match=KEYS[0]):
        list(collect_telegram("@chan"))
    monkeypatch.setenv(KEYS[0], "1")
    monkeypatch.setenv(KEYS[1], "x")
    monkeypatch.setenv("ALLEGEDLY_TELEGRAM_SESSION", str(tmp_path / "none.session"))
    with pytest.raises(SetupIncomplete, match="no login"):
        list(collect_telegram("@chan"))
