import pytest

from allegedly.errors import InputMissing
from allegedly.watch import Tools
from allegedly.watch.discover import announced, discover
from tests.collect.host import Host
from tests.watch.pages import article, day, post, preview, rss


def found(web: Host, tools: Tools, path: str) -> list[tuple[str, str]]:
    return [(one.kind, one.url.removeprefix(web.url(""))) for one in discover(web.url(path), tools.web, tools.fences)]


def test_each_kind_is_found_out(web: Host, tools: Tools) -> None:
    web.page("/feed", rss(("a", "x", day(1))))
    web.page("/s/chan", preview("Канал", [post("chan", 1, "А")]))
    web.page("/sitemap.xml", "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>")
    web.page("/news", "".join(f"<a href='/news/a-long-story-{n}'>x</a>" for n in range(9)))
    web.page("/one", article("Fire", "Two cars burned."))
    kinds = {path: found(web, tools, path)[0][0] for path in ("/feed", "/s/chan", "/sitemap.xml", "/news", "/one")}
    assert kinds == {
        "/feed": "feed",
        "/s/chan": "telegram",
        "/sitemap.xml": "sitemap",
        "/news": "listing",
        "/one": "page",
    }


def test_a_front_page_leads_to_its_feeds_but_not_to_comments(web: Host, tools: Tools) -> None:
    web.page(
        "/",
        "<html><head><link rel='alternate' type='application/rss+xml' title='News' href='/rss'>"
        '<link href=/atom type="application/atom+xml" rel="ALTERNATE">'
        "<link rel='alternate' type='application/rss+xml' href='/comments/feed'></head>",
    )
    assert found(web, tools, "/") == [("feed", "/rss"), ("feed", "/atom")]
    assert announced(b"<html>") == []


def test_a_feed_is_called_as_it_calls_itself(web: Host, tools: Tools) -> None:
    url = web.page("/feed", rss(("a", "x", day(1)), title="Harbour Post"))
    assert discover(url, tools.web, tools.fences)[0].name == "Harbour Post"


def test_what_does_not_answer_is_told(web: Host, tools: Tools) -> None:
    with pytest.raises(InputMissing, match="404"):
        discover(web.url("/none"), tools.web, tools.fences)
    with pytest.raises(InputMissing, match="http"):
        discover("ftp://g.example/", tools.web, tools.fences)


def test_a_hostile_front_page_neither_stops_nor_slows_the_look(web: Host, tools: Tools) -> None:
    link = "<link rel=alternate type='application/rss+xml' title='{}' href='{}'>"
    web.page("/", link.format("bad", "http://[bad") + link.format("\x1b]0;owned\x07\u202eNews\n" + "x" * 9999, "/rss"))
    (one,) = discover(web.url("/"), tools.web, tools.fences)
    assert one.name.startswith("]0;owned News xxx")
    assert len(one.name) == 120
    for page in (b"<link " * 50_000, b"<link " + b"a" * 290_000 + b">"):  # each took minutes, or hours
        assert announced(page) == []
