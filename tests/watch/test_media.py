"""Promise 19: each medium is fetched, failed or skipped, with the reason; duplicates are found."""

from hashlib import sha256
from io import BytesIO

import numpy
from PIL import Image

from allegedly.collect.likeness import duplicates
from allegedly.model import Medium, Watched
from allegedly.store import Store
from allegedly.watch import Tools, once
from allegedly.watch.media import fingerprint
from tests.collect.host import Host
from tests.watch.pages import post, preview


def picture(seed: int, size: tuple[int, int] = (320, 240), kind: str = "PNG", quality: int = 90) -> bytes:
    """A picture with much in it, the same for the same seed."""
    chance = numpy.random.default_rng(seed)
    small = Image.fromarray(chance.integers(0, 255, (12, 16, 3), dtype=numpy.uint8))
    out = BytesIO()
    small.resize(size, Image.Resampling.BICUBIC).save(out, kind, quality=quality)
    return out.getvalue()


def test_every_medium_ends_in_a_state_with_its_reason(web: Host, desk: Store, tools: Tools) -> None:
    good = web.page("/a.png", picture(1), "image/png")
    broken = web.page("/b.png", b"no picture", "image/png")
    gone = web.url("/c.png")
    style = '<a class="tgme_widget_message_photo_wrap" style="background-image:url(\'{}\')"></a>'
    shown = "".join(style.format(url) for url in (good, broken, gone))
    poll = '<div class="tgme_widget_message_poll">?</div>'
    web.page("/s/chan", preview("Канал", [post("chan", 1, "Слова", extra=shown + poll)]))
    once([Watched("chan", web.url("/chan"), "telegram", media=True)], desk, tools)
    states = {one.url: one for one in desk.intake().media_of("tg:chan/1")}
    assert {url: one.state for url, one in states.items()} == {
        good: "fetched",
        broken: "fetched",
        gone: "failed",
        "poll": "skipped",
    }
    assert states[good].pdq
    assert states[good].size == len(picture(1))
    assert all(one.reason for url, one in states.items() if url != good)


def medium(report: str, data: bytes) -> Medium:
    pdq, quality = fingerprint(data)
    return Medium(report, "u", "fetched", "", sha256(data).hexdigest(), "image/png", len(data), pdq, quality)


def test_the_same_picture_is_found_in_other_sizes_and_formats() -> None:
    first, again = medium("a", picture(1)), medium("b", picture(1))
    smaller = medium("c", picture(1, (200, 150), "JPEG", 60))
    other = medium("d", picture(2))
    found = {(a.report, b.report): bits for a, b, bits in duplicates([first, again, smaller, other])}
    assert found[("a", "b")] == 0
    assert {("a", "c"), ("b", "c")} <= set(found)
    assert not any("d" in pair for pair in found)


def test_blank_pictures_are_compared_by_bytes_alone() -> None:
    out = BytesIO()
    Image.new("RGB", (100, 100), "white").save(out, "PNG")
    grey = BytesIO()
    Image.new("RGB", (100, 100), "grey").save(grey, "PNG")
    assert list(duplicates([medium("a", out.getvalue()), medium("b", grey.getvalue())])) == []
