import unicodedata
from datetime import UTC, datetime

from .formats import reading, refusal

BODY = (
    "<p>Пожежа сталася вночі на складі біля річки, повідомили рятувальники.</p>"
    "<p>Постраждалих&nbsp;немає, додали в місті; причину з\u00adясовують, роботи тривають до ранку.</p>"
)


def page(head: str = "", body: str = BODY) -> bytes:
    return (
        f"<!doctype html><html lang='uk'><head><meta charset='utf-8'><title>Пожежа на складі</title>{head}</head><body>"
        f"<nav><a href='/'>Головна</a> <a href='/n'>Новини</a></nav><article><h1>Пожежа на складі</h1>{body}</article>"
        "<footer>© 2019 Передплата</footer></body></html>"
    ).encode()


def test_main_text_title_outlet_and_address() -> None:
    head = (
        '<meta property="og:site_name" content="Річкова газета"><link rel="canonical" href="https://gazette.example/7">'
        '<meta property="article:published_time" content="2024-03-05T10:20:00+02:00">'
    )
    (report,), rejected = reading(page(head), "a.html")
    assert not rejected
    assert (report.title, report.source, report.url) == (
        "Пожежа на складі",
        "Річкова газета",
        "https://gazette.example/7",
    )
    assert report.published == datetime(2024, 3, 5, 8, 20, tzinfo=UTC)
    assert report.text.startswith("Пожежа сталася")
    assert "Новини" not in report.text
    assert "Передплата" not in report.text


def test_text_is_normalised_once() -> None:
    (report,), _ = reading(page(), "a.html")
    assert unicodedata.is_normalized("NFC", report.text)
    assert "Постраждалих немає" in report.text
    assert "зясовують" in report.text


def test_date_of_linked_data_and_of_the_time_element() -> None:
    graph = '{"@graph": [{"@type": "WebPage"}, {"datePublished": "2024-03-05T08:00:00Z"}]}'
    linked = f'<script type="application/ld+json">{graph}</script>'
    (report,), _ = reading(page(linked), "a.html")
    assert report.published == datetime(2024, 3, 5, 8, tzinfo=UTC)
    (report,), _ = reading(page(body='<time datetime="2024-03-06T07:00:00Z">6 березня</time>' + BODY), "a.html")
    assert report.published == datetime(2024, 3, 6, 7, tzinfo=UTC)


def test_year_of_the_footer_is_no_date() -> None:
    (report,), (note,) = reading(page(), "a.html")
    assert report.published is None
    assert note.part == "published"


def test_page_without_an_article_is_refused() -> None:
    assert "no article" in refusal(b"<!doctype html><html><body><script>1</script></body></html>", "a.html")


def test_same_address_is_the_same_report_in_another_version() -> None:
    head = '<link rel="canonical" href="https://gazette.example/7">'
    (old,), _ = reading(page(head), "a.html")
    (new,), _ = reading(
        page(head, BODY + "<p>Оновлено: причиною назвали несправну проводку на другому поверсі.</p>"), "b.html"
    )
    assert old.id == new.id
    assert old.text != new.text
