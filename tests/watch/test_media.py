"""Promise 19: each medium is fetched, failed or skipped, with the reason; duplicates are found."""

import json
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy
import pytest
from PIL import Image
from typer.testing import CliRunner

from allegedly.cli.app import app
from allegedly.collect.likeness import duplicates
from allegedly.model import Medium, Watched
from allegedly.preserve.archive import Archive
from allegedly.preserve.audit import audit
from allegedly.preserve.keeper import kept_beside
from allegedly.preserve.redaction import redact
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


def test_what_was_fetched_is_not_fetched_again_and_what_failed_is(web: Host, desk: Store, tools: Tools) -> None:
    style = '<a class="tgme_widget_message_photo_wrap" style="background-image:url(\'{}\')"></a>'
    good, gone = web.page("/a.png", picture(1), "image/png"), web.url("/c.png")
    shown = "".join(style.format(url) for url in (good, gone))
    one = Watched("chan", web.url("/chan"), "telegram", media=True)
    for number in (1, 2):
        posts = [post("chan", n, f"Слова {n}", extra=shown if n == 1 else "") for n in range(1, number + 1)]
        web.page("/s/chan", preview("Канал", posts))
        once([one], desk, tools)
    assert [path for path in web.asked if path.endswith(".png")] == ["/a.png", "/c.png", "/c.png"]


def test_media_that_only_a_redacted_report_shows_go_with_it(
    web: Host, desk: Store, tools: Tools, tmp_path: Path
) -> None:
    style = '<a class="tgme_widget_message_photo_wrap" style="background-image:url(\'{}\')"></a>'
    own, shared = web.page("/own.png", picture(1), "image/png"), web.page("/shared.png", picture(2), "image/png")
    for name, urls in (("chan", (own, shared)), ("other", (shared,))):
        extra = "".join(style.format(url) for url in urls)
        web.page(f"/s/{name}", preview("Канал", [post(name, 1, f"Слова {name}", extra=extra)]))
        once([Watched(name, web.url(f"/{name}"), "telegram", media=True)], desk, tools)
    archive = Archive.of(desk.path)
    mine, others = sha256(picture(1)).hexdigest(), sha256(picture(2)).hexdigest()
    redact(desk, archive, desk.view().report("tg:chan/1").snapshot, "A. Editor", "names a witness")
    assert desk.intake().media_of("tg:chan/1") == []
    assert [one.sha256 for one in desk.intake().media_of("tg:other/1")] == [others]
    assert archive.captured(others) == picture(2)
    with pytest.raises(KeyError):
        archive.captured(mine)
    kept_beside(desk).seal()
    done = audit(desk, archive)
    assert done.faults == []
    assert done.checked["redacted"] == 3  # the channel's page, as two addresses gave it, and the picture
    redact(desk, archive, others, "A. Editor", "a face")
    (left,) = desk.intake().media_of("tg:other/1")
    assert (left.state, left.reason, left.pdq) == ("skipped", "redacted", "")
    assert audit(desk, archive).faults == []
    assert desk.view().report("tg:other/1")


def test_a_redaction_that_was_stopped_deletes_the_media_when_it_is_done_again(
    web: Host, desk: Store, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = '<a class="tgme_widget_message_photo_wrap" style="background-image:url(\'{}\')"></a>'
    extra = style.format(web.page("/own.png", picture(1), "image/png"))
    web.page("/s/chan", preview("Канал", [post("chan", 1, "Слова", extra=extra)]))
    once([Watched("chan", web.url("/chan"), "telegram", media=True)], desk, tools)
    archive, sha = Archive.of(desk.path), desk.view().report("tg:chan/1").snapshot

    def stopped(name: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(archive.shelf, "remove", stopped)
        with pytest.raises(KeyboardInterrupt):
            redact(desk, archive, sha, "A. Editor", "names a witness")
    assert len(audit(desk, archive).faults) == 3
    redact(desk, archive, sha, "B. Editor", "again")
    kept_beside(desk).seal()
    assert audit(desk, archive).faults == []


def test_the_command_tells_which_reports_show_the_same_picture(
    web: Host, desk: Store, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = '<a class="tgme_widget_message_photo_wrap" style="background-image:url(\'{}\')"></a>'
    smaller = web.page("/smaller.jpg", picture(1, (200, 150), "JPEG", 60), "image/jpeg")
    given = {"chan": web.page("/own.png", picture(1), "image/png"), "other": smaller, "third": web.url("/no.png")}
    for name, url in given.items():
        web.page(f"/s/{name}", preview("Канал", [post(name, 1, f"Слова {name}", extra=style.format(url))]))
        once([Watched(name, web.url(f"/{name}"), "telegram", media=True)], desk, tools)
    monkeypatch.setenv("ALLEGEDLY_STORE", str(desk.path))
    told = CliRunner().invoke(app, ["media"]).output
    assert "tg:chan/1 and tg:other/1: shows the same (" in told
    assert "tg:third/1" not in told
    one = CliRunner().invoke(app, ["media", "--report", "tg:third/1"]).output
    assert f"failed   {given['third']}: gone: " in one
    (row,) = CliRunner().invoke(app, ["media", "--json"]).output.splitlines()
    assert json.loads(row)["a"]["report"] == "tg:chan/1"
