"""A brief as files: what stands in them is what was written, and a reference can neither get lost nor come in."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.model.vocabulary import Lang
from allegedly.publish.brief import Brief, Sentence, compose
from allegedly.publish.brief_as import FORMATS, Wording, html, markdown, worded, written
from allegedly.publish.clock import Clock
from allegedly.publish.told import told
from tests.publish.build import EXTRACTIONS, INCIDENT, assessment

BASE = "http://127.0.0.1:8017"
CLAIMS = told(INCIDENT, EXTRACTIONS)
MADE = compose(INCIDENT, assessment(), EXTRACTIONS, "en", Clock())


class Parsed(HTMLParser):
    """Text, links and tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.links, self.tags = "", [], set[str]()  # type: ignore[var-annotated]
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name == "href"]
        assert all(name in ("href", "lang", "value") for name, _value in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def wordings(made: Brief) -> list[Wording]:
    return [Wording(s.text, s.claims, s.paragraph) for s in made.sentences]


def test_left_as_it_is_a_brief_comes_back_the_same() -> None:
    assert worded(MADE, wordings(MADE), CLAIMS) == MADE


@given(st.permutations(range(len(MADE.sentences))), st.sets(st.integers(0, len(MADE.sentences) - 1)))
def test_whatever_the_order_and_choice_each_sentence_keeps_its_reports(order: list[int], kept: set[int]) -> None:
    chosen = [n for n in order if n in kept]
    mine = worded(MADE, [wordings(MADE)[n] for n in chosen], CLAIMS)
    assert [s.claims for s in mine.sentences] == [MADE.sentences[n].claims for n in chosen]
    listed = {r.number: r.report for r in mine.references}
    assert all(listed[number] == t.report.id for s in mine.sentences for number, t in s.rests)
    assert sorted(listed) == list(range(1, len(listed) + 1)), "numbers run on from 1"
    assert set(listed) == {number for s in mine.sentences for number, _t in s.rests}, (
        "what nothing rests on is not listed"
    )


@pytest.mark.parametrize(
    ("lang", "mark"),
    [
        ("en", "reworded by the reader, not the desk’s words"),
        ("uk", "переписано читачем, це не слова програми"),
        ("ru", "переписано читателем, это не слова программы"),
    ],
)
def test_other_words_than_the_desks_are_marked_wherever_they_go(lang: Lang, mark: str) -> None:
    made = compose(INCIDENT, assessment(), EXTRACTIONS, lang, Clock())
    mine = worded(made, [replace(wordings(made)[0], text="It is true."), *wordings(made)[1:]], CLAIMS)
    for form in FORMATS:
        told = Parsed(written(mine, form, BASE)).text if form == "html" else written(mine, form, BASE)
        first = next(line for line in told.splitlines() if line.startswith("It is true"))
        assert f" ({mark})." in first, form
        assert told.count(mark) == 1, "the desk's own sentences have no mark"
        assert mark not in written(made, form, BASE)


def test_the_desks_words_of_other_claims_are_other_words() -> None:
    one, other = next((a, b) for a in MADE.sentences for b in MADE.sentences if a.claims != b.claims)
    [moved] = worded(MADE, [Wording(one.text, other.claims, 0)], CLAIMS).sentences
    [same] = worded(MADE, [Wording(f"  {one.text} . ", one.claims, 0)], CLAIMS).sentences
    assert moved.mark
    assert not same.mark
    assert same.text == one.text


@pytest.mark.parametrize("typed", ["[99]", "[1]", " [ 9 ]", "[2, 3]", "[1–3][4]", "［7］", "【7】"])
def test_a_typed_number_in_brackets_is_no_reference(typed: str) -> None:
    first = MADE.sentences[0]
    [mine] = worded(MADE, [Wording(f"It is so{typed} [sic]", first.claims, 0)], CLAIMS).sentences
    assert mine.text == "It is so [sic]"
    assert mine.claims == first.claims


@pytest.mark.parametrize("claims", [(), ("zz",)])
def test_a_sentence_that_rests_on_nothing_held_is_left_out(claims: tuple[str, ...]) -> None:
    assert worded(MADE, [Wording("It is so", claims, 0)], CLAIMS).sentences == ()


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1))
def test_html_shows_the_words_and_nothing_else_runs(words: str) -> None:
    mine = worded(MADE, [Wording(words, MADE.sentences[0].claims, 0)], CLAIMS)
    if not mine.sentences:
        return
    parsed = Parsed(html(mine, BASE))
    assert mine.sentences[0].text in parsed.text
    assert parsed.tags <= {"article", "h1", "h2", "p", "a", "ol", "li"}
    assert all(link.startswith(f"{BASE}/report/") for link in parsed.links)


def test_markdown_takes_words_as_words_and_links_to_spans() -> None:
    mine = worded(MADE, [Wording("A [link](x) *and* <b> `code`", MADE.sentences[0].claims, 0)], CLAIMS)
    got = markdown(mine, BASE)
    assert r"A \[link\](x) \*and\* \<b\> \`code\` [\[1\]](" in got
    assert f"({BASE}/report/kanal-1#c2)" in got
    assert re.findall(r"(?m)^- \\\[(\d)\\\]", got) == ["1", "2", "3"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "https://x.example/a b", 'http://x/"><b>'])
def test_only_plain_web_addresses_become_links(url: str) -> None:
    hostile = replace(MADE, references=tuple(replace(r, url=url) for r in MADE.references))
    assert all(link.startswith(BASE) for link in Parsed(html(hostile, BASE)).links)
    assert f"<{url}>" not in markdown(hostile, BASE)
    kind = replace(MADE, references=tuple(replace(r, url="https://x.example/a") for r in MADE.references))
    assert "https://x.example/a" in Parsed(html(kind, BASE)).links


def test_every_format_is_written_in_every_paragraph() -> None:
    assert {len(written(MADE, form, BASE)) > 100 for form in FORMATS} == {True}
    moved = worded(MADE, [wordings(MADE)[n] for n in (0, len(MADE.sentences) - 1, 1)], CLAIMS)
    assert [s.paragraph for s in moved.sentences] == [0, 1, 2], "a paragraph that was split counts as two"
    assert isinstance(moved.sentences[0], Sentence)
