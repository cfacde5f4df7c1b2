"""Telegram by its own interface, with the user's own key: `allegedly add telegram:NAME`. Needs the extra `telegram`.

The web preview (`watch`) needs no key and no account; this reaches what it does not show: older posts, groups that the
account has joined. What comes is written down in the shape of Telegram Desktop's export, and read as one.
"""

import json
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from allegedly.errors import InputMissing, SetupIncomplete
from allegedly.model import Capture

LATEST = 1000  # posts of one call, counted from the newest
KEYS = ("ALLEGEDLY_TELEGRAM_ID", "ALLEGEDLY_TELEGRAM_HASH")


def collect_telegram(name: str) -> Iterator[Capture]:
    """The newest posts of a channel or group. Raises SetupIncomplete without key or login, InputMissing for no channel.

    The login is made once, by hand (docs/collect.md); its session file holds it and belongs to nobody else.
    """
    try:
        from telethon.errors import RPCError
        from telethon.sync import TelegramClient
    except ImportError as error:
        raise SetupIncomplete("telegram: needs the extra: pip install 'allegedly[telegram]'") from error
    number, secret = (os.environ.get(key, "") for key in KEYS)
    if not (number.isdigit() and secret):
        raise SetupIncomplete(f"telegram: set {' and '.join(KEYS)} (my.telegram.org gives them).")
    session = Path(os.environ.get("ALLEGEDLY_TELEGRAM_SESSION", "telegram.session"))
    if not session.exists():
        raise SetupIncomplete(f"telegram: {session}: no login yet. docs/collect.md says how to make it.")
    with TelegramClient(str(session.with_suffix("")), int(number), secret) as client:
        try:
            chat = client.get_entity(name)
            posts = list(client.iter_messages(chat, limit=LATEST))
        except (ValueError, RPCError) as error:
            raise InputMissing(f"telegram:{name}: {error}. Check the name, and that the account may see it.") from error
    yield Capture(f"telegram:{name}", export(chat, posts), "application/json", datetime.now(UTC))


def export(chat: Any, posts: Iterable[Any]) -> bytes:
    """Posts in the shape of Telegram Desktop's export, oldest first."""
    rows = [_row(post) for post in posts]
    rows.sort(key=lambda row: row["id"])
    title = getattr(chat, "title", None) or getattr(chat, "username", None) or str(chat.id)
    return json.dumps({"name": title, "id": chat.id, "messages": rows}, ensure_ascii=False).encode()


def _row(post: Any) -> dict[str, Any]:
    """One post. Service messages keep their kind, so that the reader tells why they are no reports."""
    row: dict[str, Any] = {"id": post.id, "type": "service" if getattr(post, "action", None) else "message"}
    if post.date:
        row["date_unixtime"] = str(int(post.date.timestamp()))
    if getattr(post, "action", None):
        return row | {"action": type(post.action).__name__}
    row["text"] = post.message or ""
    if post.edit_date:
        row["edited_unixtime"] = str(int(post.edit_date.timestamp()))
    if post.reply_to and getattr(post.reply_to, "reply_to_msg_id", None):
        row["reply_to_message_id"] = post.reply_to.reply_to_msg_id
    if post.fwd_from:
        row |= _forward(post.fwd_from)
    if post.media:
        row["media_type"] = type(post.media).__name__.removeprefix("MessageMedia").lower()
    return row


def _forward(head: Any) -> dict[str, str]:
    """Where a forwarded post first stood, as far as Telegram says it."""
    first = getattr(head.from_id, "channel_id", None) or getattr(head.from_id, "user_id", None)
    number = f"channel{first}" if first else ""
    return {"forwarded_from": head.from_name or head.post_author or number or "hidden", "forwarded_from_id": number}
