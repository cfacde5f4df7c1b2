"""Rounds: what is due, what is kept, versions, deletions, stops."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from allegedly.collect.manners import Polite
from allegedly.model import Attempt, Cursor, Watched
from allegedly.preserve.archive import Archive
from allegedly.stages import Choice
from allegedly.store import Store
from allegedly.watch import Tools, once
from allegedly.watch.again import again
from allegedly.watch.once import due
from allegedly.watch.parse import Fences
from tests.collect.host import Host
from tests.watch.pages import article, day, post, preview, rss

FIRE = "Police said two workers were killed in a warehouse fire in Lviv."
BOAT = "<html><body><article><p>A boat sank off Batumi. Two people were saved, police said.</p></article></body></html>"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def ids(desk: Store) -> list[str]:
    return sorted(one.id for one in desk.view().reports())


def test_what_is_due_comes_longest_waiting_first() -> None:
    names = ("late", "new", "soon", "off", "due")
    watched = [Watched(name, "u", "feed", enabled=name != "off") for name in names]
    cursors = {
        "late": Cursor("late", NOW - timedelta(hours=2)),
        "due": Cursor("due", NOW),
        "soon": Cursor("soon", NOW + timedelta(seconds=1)),
    }
    assert [one.name for one in due(watched, cursors, NOW)] == ["new", "late", "due"]


def test_a_round_takes_in_reports_and_notes_its_looks(web: Host, desk: Store, tools: Tools) -> None:
    good = Watched("good", web.page("/feed", rss(("a", FIRE, day(1)))), "feed")
    bad = Watched("bad", web.page("/bad", b"", status=403), "feed")
    done = once([good, bad], desk, tools)
    assert (done.looks, done.reports) == (2, 1)
    assert done.claims >= 1
    outcomes = {one.source: one.outcome for one in desk.intake().attempts()}
    assert outcomes == {"good": "new", "bad": "refused"}
    again = once([good], desk, tools)
    assert (again.reports, again.repeats) == (0, 0)


def test_an_edit_becomes_a_version(web: Host, desk: Store, tools: Tools) -> None:
    one = Watched("g", web.page("/feed", rss(("a", FIRE, day(1)))), "feed")
    once([one], desk, tools)
    web.page("/feed", rss(("a", FIRE.replace("two", "three"), day(1))))
    done = once([one], desk, tools)
    assert done.reports == 1
    first, second = ids(desk)
    assert second == f"{first}@2"


def test_an_item_that_went_from_the_middle_is_missing_and_one_at_the_end_is_not(
    web: Host, desk: Store, tools: Tools
) -> None:
    items = [(name, f"{FIRE} {name}", day(n)) for n, name in enumerate("abcd", 1)]
    one = Watched("g", web.page("/feed", rss(*items)), "feed")
    once([one], desk, tools)
    web.page("/feed", rss(items[1], items[3]))  # a is older than all, c stood in between
    done = once([one], desk, tools)
    assert len(done.missing) == 1
    (gone,) = desk.intake().sightings("g", missing=True)
    assert gone.missing is not None
    assert gone.last < gone.missing
    assert len(ids(desk)) == 4  # what was seen is kept
    web.page("/feed", rss(*items))
    once([one], desk, tools)
    assert desk.intake().sightings("g", missing=True) == []


def test_a_deleted_post_of_a_channel_is_missing(web: Host, desk: Store, tools: Tools) -> None:
    def show(numbers: Sequence[int]) -> None:
        web.page("/s/chan", preview("Канал", [post("chan", n, f"Пост номер {n}", n) for n in numbers]))

    one = Watched("chan", web.url("/chan"), "telegram")
    show([1, 2, 3])
    once([one], desk, tools)
    show([1, 3])
    assert [gone.item for gone in once([one], desk, tools).missing] == ["tg:chan/2"]


def test_a_failure_says_nothing_of_what_is_missing(web: Host, desk: Store, tools: Tools) -> None:
    one = Watched("g", web.page("/feed", rss(("a", FIRE, day(1)), ("b", FIRE, day(2)))), "feed")
    once([one], desk, tools)
    web.page("/feed", b"", status=403)
    assert once([one], desk, tools).missing == []


def test_a_feed_that_flaps_loses_nothing(web: Host, desk: Store, tools: Tools) -> None:
    one = Watched("g", web.url("/feed"), "feed")
    for n in range(1, 9):
        if n % 2:
            web.page("/feed", b"", status=503)
        else:
            web.page("/feed", rss(*[(f"i{k}", f"{FIRE} {k}", day(k)) for k in range(max(1, n - 3), n + 1)]))
        once([one], desk, tools)
    assert len(ids(desk)) == 8
    assert [a.outcome for a in desk.intake().attempts("g")] == ["broken", "new"] * 4


def test_a_stop_begins_no_further_look(web: Host, desk: Store, tools: Tools) -> None:
    stop = Event()
    stop.set()
    one = Watched("g", web.page("/feed", rss(("a", FIRE, day(1)))), "feed")
    assert once([one], desk, tools, stop=stop).looks == 0
    assert web.asked == []
    assert once([one], desk, tools).reports == 1


def test_what_breaks_the_fence_is_kept_apart_and_the_next_item_is_read(web: Host, desk: Store, tools: Tools) -> None:
    class Impatient(Fences):
        """Its fence gives each input no time at all, but for lists."""

    hurried = Impatient(1)
    hurried._all[0]._seconds = 0.0
    look = Tools(Polite(tools.web._fetcher, 0, robots=False), hurried)
    one = Watched("g", web.page("/page", BOAT), "page")
    once([one], desk, look)
    hurried.close()
    (held,) = desk.intake().quarantined()
    assert "0 s" in held.reason
    assert held.origin == web.url("/page")
    archive = Archive.of(desk.path)
    assert archive.captured(held.sha256).startswith(b"<html>")
    released, tally = again([held], desk, 1000)
    assert (released, tally.reports) == (1, 1)
    assert desk.intake().quarantined() == []


def test_what_is_unreadable_stays_so_until_it_changes(web: Host, desk: Store, tools: Tools) -> None:
    one = Watched("g", web.page("/feed", "<html>Log in</html>", ETag='"1"'), "feed")
    for _ in range(3):
        once([one], desk, tools)
    assert [a.outcome for a in desk.intake().attempts("g")] == ["unreadable"] * 3


def test_a_feed_that_breaks_off_makes_no_edit(web: Host, desk: Store, tools: Tools) -> None:
    whole = rss(("a", FIRE, day(1)), ("b", f"{FIRE} Twice.", day(2)))
    one = Watched("g", web.page("/feed", whole), "feed")
    once([one], desk, tools)
    web.page("/feed", whole[: whole.index(b"Twice")])
    assert once([one], desk, tools).reports == 0
    assert desk.intake().attempts("g")[-1].outcome == "unreadable"
    assert len(ids(desk)) == 2


def test_a_list_with_an_edit_in_it_is_not_the_same(web: Host, desk: Store, tools: Tools) -> None:
    one = Watched("g", web.page("/feed", rss(("a", FIRE, day(1)))), "feed")
    once([one], desk, tools)
    web.page("/feed", rss(("a", FIRE.replace("two", "five"), day(1))))
    once([one], desk, tools)
    last = desk.intake().attempts("g")[-1]
    assert (last.outcome, last.fresh, last.edited) == ("new", 0, 1)


def test_a_file_that_was_deleted_from_a_folder_is_missing_and_one_that_changed_is_not(
    tmp_path: Path, desk: Store, tools: Tools
) -> None:
    one = Watched("drop", str(tmp_path / "in"), "folder")
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text(f"{FIRE} {name}")
    once([one], desk, tools)
    (tmp_path / "in" / "a.txt").write_text(f"{FIRE} And a third one.")
    assert once([one], desk, tools).missing == []
    (tmp_path / "in" / "b.txt").unlink()
    (gone,) = once([one], desk, tools).missing
    assert gone.url.endswith("b.txt")
    assert once([one], desk, tools).missing == []  # told once
    (tmp_path / "in" / "a.txt").unlink()
    assert len(once([one], desk, tools).missing) == 1
    assert [s.url[-5:] for s in desk.intake().sightings("drop", missing=True)] == ["b.txt", "a.txt"]
    (tmp_path / "in").rmdir()
    assert once([one], desk, tools).missing == []
    assert len(ids(desk)) == 3


def _row(words: str) -> bytes:
    return json.dumps({"id": "n1", "text": words, "published": "2026-03-01T10:00:00Z"}).encode()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a.txt", str.encode),
        ("a.html", lambda words: article("A fire", words)),
        ("a.jsonl", _row),
    ],
)
def test_a_file_that_is_written_over_in_a_folder_becomes_a_version(
    name: str, made: Callable[[str], bytes], tmp_path: Path, desk: Store, tools: Tools
) -> None:
    one, file = Watched("drop", str(tmp_path / "in"), "folder"), tmp_path / "in" / name
    file.parent.mkdir()
    for count in ("two", "three", "four"):
        file.write_bytes(made(FIRE.replace("two", count)))
        once([one], desk, tools)
    first, *later = ids(desk)
    assert later == [f"{first}@2", f"{first}@3"]
    assert {r.edits for r in desk.view().reports() if r.version > 1} == {first}
    file.unlink()
    once([one], desk, tools)
    file.write_bytes(made(FIRE.replace("two", "three")))  # as it was before: nothing new
    (file.parent / f"copy-{name}").write_bytes(made(FIRE))  # the first words under another name: the same report
    assert once([one], desk, tools).reports == 0
    file.write_bytes(made(FIRE.replace("two", "five")))
    (file.parent / f"copy-{name}").write_bytes(made(FIRE.replace("two", "six")))
    once([one], desk, tools)
    assert len(ids(desk)) == 5
    assert {id.partition("@")[0] for id in ids(desk)} == {first}


def test_a_page_that_says_its_address_is_named_by_it_whatever_its_file(
    tmp_path: Path, desk: Store, tools: Tools
) -> None:
    one, file = Watched("drop", str(tmp_path / "in"), "folder"), tmp_path / "in" / "saved.html"
    file.parent.mkdir()
    for name in ("fire", "flood"):
        link = f'<link rel="canonical" href="https://gazette.example/{name}">'.encode()
        file.write_bytes(article(f"A {name}", FIRE.replace("fire", name)).replace(b"</head>", link + b"</head>"))
        once([one], desk, tools)
    assert [id for id in ids(desk) if "@" in id] == []
    assert len(ids(desk)) == 2


def test_looks_that_are_noted_together_are_noted_all_or_not_at_all(desk: Store) -> None:
    def looks() -> Iterator[tuple[Attempt, Cursor, None, bool]]:
        yield Attempt("g", "https://g.example", NOW, "new"), Cursor("g"), None, False
        raise InterruptedError

    with pytest.raises(InterruptedError):
        desk.intake().looked_together(looks())
    assert (desk.intake().attempts(), desk.intake().cursors()) == ([], {})


def test_what_newer_rules_read_anew_is_not_new(web: Host, desk: Store, tools: Tools) -> None:
    one = Watched("g", web.page("/feed", rss(("a", FIRE, day(1)), ("b", f"{FIRE} Twice.", day(2)))), "feed")
    first = once([one], desk, tools, Choice(extractor="fast"))
    web.page("/feed", rss(("a", FIRE, day(1)), ("b", f"{FIRE} Twice.", day(2)), ("c", "Snow fell.", day(3))))
    second = once([one], desk, tools, Choice(extractor="rules"))
    assert (first.reports, first.anew) == (2, 0)
    assert first.claims > 0
    assert (second.reports, second.claims, second.anew) == (1, 0, 2)
