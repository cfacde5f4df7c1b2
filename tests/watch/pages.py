"""Pages and feeds for the tests, in our own words."""

from collections.abc import Sequence
from html import escape


def rss(*items: tuple[str, str, str], title: str = "Harbour Gazette", link: str = "") -> bytes:
    """Items are guid, text, date (RFC 5322)."""
    rows = "".join(
        f"<item><guid>{guid}</guid><title>{escape(text[:30])}</title><link>{link}/{guid}-a-long-story</link>"
        f"<description>{escape(text)}</description><pubDate>{date}</pubDate></item>"
        for guid, text, date in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{rows}</channel></rss>'.encode()


def post(channel: str, number: int, text: str, minute: int = 0, extra: str = "") -> str:
    return (
        f'<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="{channel}/{number}">{extra}'
        f'<div class="tgme_widget_message_text js-message_text">{text}</div><a class="tgme_widget_message_date">'
        f'<time datetime="2026-03-01T10:{minute:02}:00+00:00">x</time></a></div></div>'
    )


def preview(title: str, posts: Sequence[str]) -> bytes:
    head = (
        f'<div class="tgme_channel_info"><div class="tgme_channel_info_header_title"><span>{title}</span></div></div>'
    )
    return f"<!DOCTYPE html><html><body>{head}{''.join(posts)}</body></html>".encode()


def article(title: str, text: str) -> bytes:
    return (
        f'<!doctype html><html><head><title>{title}</title><meta property="article:published_time" '
        f'content="2026-03-01T10:00:00+02:00"></head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>'
    ).encode()


def day(number: int, hour: int = 10) -> str:
    return f"{number:02} Mar 2026 {hour:02}:00:00 +0000"
