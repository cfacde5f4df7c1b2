"""A Telegram channel's public preview page (t.me/s/NAME): one report a post.

The page carries some twenty posts; older ones come by `?before=ID`. Ids are `tg:NAME/ID`, as the page's own links say.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import html as lxml_html
from lxml.etree import ParserError

from allegedly.errors import Unreadable
from allegedly.model import Listed, Rejection, Report, Snapshot
from allegedly.read.build import STAGE, Fields, build
from allegedly.read.dates import read_date
from allegedly.read.decode import decode
from allegedly.read.markup import words
from allegedly.read.reader import Options, Reader

POSTS = "//div[contains(concat(' ', @class, ' '), ' tgme_widget_message ')][@data-post]"
TITLE = "//div[contains(@class, 'tgme_channel_info_header_title')]//text()"
POST = re.compile(r"\w+/\d{1,15}", re.ASCII)
PICTURE = re.compile(r"background-image:\s*url\(['\"]?([^'\")]+)")
# What a post carries beside words: a class of the page, and the word for it.
KINDS = (
    ("tgme_widget_message_photo_wrap", "photo"),
    ("tgme_widget_message_video_player", "video"),
    ("tgme_widget_message_roundvideo_player", "video"),
    ("tgme_widget_message_voice_player", "voice"),
    ("tgme_widget_message_document_wrap", "file"),
    ("tgme_widget_message_sticker_wrap", "sticker"),
    ("tgme_widget_message_poll", "poll"),
    ("tgme_widget_message_location_wrap", "location"),
)


def read_preview(snapshot: Snapshot, options: Options) -> Iterator[Report | Rejection]:
    """The posts of the page, oldest first. Raises Unreadable where it shows no channel."""
    tree, posts = _posts(snapshot)
    outlet = " ".join("".join(tree.xpath(TITLE)).split())
    for post in posts:
        name = post.get("data-post")
        if not POST.fullmatch(name):
            reason = f"a post without a number of its own ({name[:60]!r})"
            yield Rejection(f"{snapshot.origin}, {name[:60]!r}", STAGE, reason, "Is this page Telegram's own?")
            continue
        if "service_message" in post.get("class", ""):
            yield Rejection(f"{snapshot.origin}, {name}", STAGE, "a service message: not a post", "Nothing to do.")
            continue
        yield from build(snapshot, name, _fields(post, name, outlet), options)


def listed(snapshot: Snapshot) -> list[Listed]:
    """The posts that the page shows, service messages among them: their numbers tell what is missing."""
    posts = [(post.get("data-post"), post) for post in _posts(snapshot)[1]]
    return [Listed(f"tg:{n}", f"https://t.me/{n}", _when(post)) for n, post in posts if POST.fullmatch(n)]


def _posts(snapshot: Snapshot) -> tuple[Any, list[Any]]:
    try:
        tree = lxml_html.document_fromstring(decode(snapshot, declared=True))
    except (ParserError, ValueError) as error:
        raise Unreadable(f"{snapshot.origin}: not a page: {error}.") from error
    posts = tree.xpath(POSTS)
    if not posts and not tree.xpath("//*[contains(@class, 'tgme_channel_info')]"):
        raise Unreadable(f"{snapshot.origin}: shows no channel: it is private, renamed, or closed to the web preview.")
    return tree, posts


def _fields(post: Any, name: str, outlet: str) -> Fields:
    body = _first(post, "tgme_widget_message_text")
    forward = _first(post, "tgme_widget_message_forwarded_from_name")
    reply = _first(post, "tgme_widget_message_reply")
    link = forward.get("href") if forward is not None else None
    when = _stamp(post)
    return Fields(
        id=f"tg:{name}",
        text=words(body) if body is not None else "",
        published=when,
        source=_author(post) or outlet or name.partition("/")[0],
        url=f"https://t.me/{name}",
        forward_source=" ".join(words(forward).split()) if forward is not None else "",
        forward_id=f"tg:{_path(link)}" if link and _path(link) else None,
        reply_to=f"tg:{_path(reply.get('href'))}" if reply is not None and _path(reply.get("href")) else None,
        media=_media(post),
    )


def _class(name: str) -> str:
    return f".//*[contains(concat(' ', @class, ' '), ' {name} ')]"


def _first(post: Any, name: str) -> Any:
    """The first element of a class that does not lie in the preview of another post."""
    found = [e for e in post.xpath(_class(name)) if not _quoted(e, post)]
    return found[0] if found else None


def _quoted(element: Any, post: Any) -> bool:
    """Does it stand inside the small copy of the post that is answered, or of a linked page?"""
    for above in element.iterancestors():
        if above is post:
            return False
        if any(mark in above.get("class", "") for mark in ("message_reply", "message_link_preview")):
            return True
    return False


def _author(post: Any) -> str:
    found = _first(post, "tgme_widget_message_owner_name")
    return " ".join(words(found).split()) if found is not None else ""


def _stamp(post: Any) -> str | None:
    found = [t for t in post.xpath(".//time[@datetime]") if not _quoted(t, post)]
    return found[-1].get("datetime") if found else None


def _when(post: Any) -> Any:
    try:
        stamp = _stamp(post)
        return read_date(stamp).when if stamp else None
    except (ValueError, TypeError, OverflowError):
        return None


def _path(link: str | None) -> str:
    """`channel/123` of a link to a post."""
    found = re.search(r"t\.me/(?:s/)?([A-Za-z0-9_]+/\d+)", link or "")
    return found[1] if found else ""


def _media(post: Any) -> tuple[str, ...]:
    """Addresses of pictures where the page shows them, else the word for what is there."""
    found: list[str] = []
    for name, word in KINDS:
        for element in post.xpath(_class(name)):
            picture = PICTURE.search(element.get("style", ""))
            found.append(picture[1] if picture else word)
    return tuple(dict.fromkeys(found))


def suits(head: bytes, suffix: str) -> int:
    """A page with Telegram's own widget classes."""
    return 97 if b"tgme_widget_message" in head or b"tgme_channel_info" in head else 0


PREVIEW = Reader(suits, read_preview, fenced=True)
