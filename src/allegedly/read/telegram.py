"""Telegram Desktop's JSON export (`result.json`): one chat, or the whole account with many."""

from collections.abc import Iterator
from typing import Any

import msgspec

from allegedly.errors import Unreadable
from allegedly.model import Rejection, Report, Snapshot
from allegedly.read.build import STAGE, Fields, build
from allegedly.read.reader import Options, Reader

# Keys of a message that stand for something that is not text, and the word that keeps its place.
MEDIA = {
    "photo": "photo",
    "poll": "poll",
    "location_information": "location",
    "contact_information": "contact",
    "game_title": "game",
    "invoice_information": "invoice",
}
FILES = {
    "video_file": "video",
    "video_message": "video",
    "animation": "animation",
    "voice_message": "voice",
    "audio_file": "audio",
    "sticker": "sticker",
}


class Message(msgspec.Struct):
    """What the desk reads of a message. `text` is a string, or a list of strings and marked pieces."""

    id: int
    type: str = "message"
    date: str = ""
    date_unixtime: str | int | None = None
    edited: str | None = None
    edited_unixtime: str | int | None = None
    text: str | list[Any] | None = ""
    action: str = ""
    sender: str | None = msgspec.field(default=None, name="from")
    forwarded_from: str | None = None
    forwarded_from_id: str | None = None
    saved_from: str | None = None
    reply_to_message_id: int | None = None
    media_type: str | None = None
    mime_type: str | None = None
    file: str | None = None
    photo: str | None = None


class Chat(msgspec.Struct):
    """A chat of the export; messages stay raw, so that one odd message costs no other."""

    messages: list[msgspec.Raw]
    id: int | str = 0
    name: str | None = None


class Chats(msgspec.Struct):
    """The list inside a whole export."""

    list: tuple[Chat, ...] = ()


class Account(msgspec.Struct):
    """A whole export: chats that are still joined, and those that were left."""

    chats: Chats = msgspec.field(default_factory=Chats)
    left_chats: Chats = msgspec.field(default_factory=Chats)


def read_telegram(snapshot: Snapshot, options: Options) -> Iterator[Report | Rejection]:
    """One report a message. Service messages are rejected, and so are messages without words.

    A picture alone claims nothing that the desk can quote; the reason names what was there, so that a person can look.
    """
    for chat in _chats(snapshot):
        for number, raw in enumerate(chat.messages, 1):
            try:
                message = msgspec.json.decode(raw, type=Message)
            except msgspec.DecodeError as error:
                where = f"{snapshot.origin}, {chat.name or chat.id}, message number {number}"
                yield Rejection(where, STAGE, f"not a message: {error}", "Export the chat again.")
                continue
            yield from _message(snapshot, chat, message, options)


def _chats(snapshot: Snapshot) -> tuple[Chat, ...]:
    try:
        whole = msgspec.json.decode(snapshot.data, type=dict[str, msgspec.Raw])
        if "messages" in whole:
            return (msgspec.json.decode(snapshot.data, type=Chat),)
        account = msgspec.json.decode(snapshot.data, type=Account)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unreadable(f"{snapshot.origin}: not a whole Telegram export: {error}. Export the chat again.") from error
    return account.chats.list + account.left_chats.list


def _message(snapshot: Snapshot, chat: Chat, message: Message, options: Options) -> Iterator[Report | Rejection]:
    locator = f"{chat.name or chat.id}, message {message.id}"
    if message.type != "message":
        reason = f"{message.type} message ({message.action or 'no action'}): not a post"
        yield Rejection(f"{snapshot.origin}, {locator}", STAGE, reason, "Nothing to do.")
        return
    yield from build(snapshot, locator, _fields(chat, message), options)


def _fields(chat: Chat, message: Message) -> Fields:
    reply = message.reply_to_message_id
    return Fields(
        id=_id(chat, message.id),
        text=_text(message.text),
        published=_time(message.date_unixtime, message.date),
        source=chat.name or message.sender or "",
        edited=_time(message.edited_unixtime, message.edited),
        # An old export names the first channel only where the post was saved from one.
        forward_source=message.forwarded_from or message.saved_from or "",
        forward_id=message.forwarded_from_id,
        reply_to=None if reply is None else _id(chat, reply),
        media=_media(message),
    )


def _id(chat: Chat, message: int) -> str:
    return f"tg{chat.id}-{message}"


def _text(text: str | list[Any] | None) -> str:
    """The words of all pieces (bold, links, mentions) joined as they were shown."""
    if text is None or isinstance(text, str):
        return text or ""
    return "".join(p if isinstance(p, str) else str(p.get("text", "")) if isinstance(p, dict) else "" for p in text)


def _time(unix: str | int | None, clock: str | None) -> str | float | None:
    """Seconds since 1970 where the export has them; else the clock of the machine that exported, without a zone."""
    if unix is not None and str(unix).isdigit():
        return float(unix)
    return clock or None


def _media(message: Message) -> tuple[str, ...]:
    found = [] if message.photo is None else ["photo"]
    if message.media_type:
        found.append(FILES.get(message.media_type, message.media_type))
    elif message.file:
        found.append((message.mime_type or "file").split("/")[0])
    return tuple(found)


def suits(head: bytes, suffix: str) -> int:
    """One JSON object with `messages` that carry Telegram's own keys."""
    if not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return 0
    keys = (b'"messages"' in head) + (b'"date_unixtime"' in head or b'"text_entities"' in head or b'"from_id"' in head)
    return 95 if keys == 2 else 85 if b'"messages"' in head or b'"chats"' in head else 0


TELEGRAM = Reader(suits, read_telegram)
