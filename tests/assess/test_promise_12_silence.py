"""Promise 12: silence is what a report says of somebody, or what was watched in health all along; it ends in words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.assess import assess
from allegedly.assess.expected import unwatched
from allegedly.knowledge.identity import key
from allegedly.link import link
from allegedly.model import Assessment, Claim, Expected, Extraction, Speaker, Watch
from tests.assess.build import HILL, NONE, NOON, PORT, claim, incident, report, speaker
from tests.assess.pack import pack, points


def silent(**more: Any) -> Claim:
    return claim("comment", speaker("staff", "north", "military"), "no_comment", **more)


def test_nobody_is_silent_unless_a_report_says_so() -> None:
    assert not assess(*incident(report("r1", claim("impact", speaker("channel"))))).silences


def test_a_silence_ends_when_the_same_speaker_speaks() -> None:
    later = report("r2", claim("attack", speaker("staff", "north", "military")), hours=3)
    found, held = incident(report("r1", silent()), later)
    (one,) = assess(found, held).silences
    assert (one.who, one.since, one.ended_by) == ("office:staff", NOON, "r2.0")
    (before,) = assess(found, held, NOON.replace(hour=14)).silences
    assert before.until is None


def test_another_side_or_another_town_does_not_end_it() -> None:
    other_side = report("r2", claim("attack", speaker("army", "south", "military")), hours=3)
    elsewhere = report("r3", claim("attack", speaker("staff", "north", "military"), places=(HILL,)), hours=4)
    (one,) = assess(*incident(report("r1", silent(places=(PORT,))), other_side, elsewhere)).silences
    assert one.until is None


@pytest.mark.parametrize(
    ("lang", "told", "refuses"),
    [
        ("en", "Two barns burned.", "A guard who would not give his name spoke of it."),
        ("ru", "Сгорели два амбара.", "Сторож, просивший не называть его, рассказал об этом."),
        ("uk", "Згоріли два сараї.", "Сторож, який просив не називати його, розповів про це."),
    ],
)
def test_words_told_again_end_no_silence_and_who_will_not_be_named_is_not_silent(
    lang: str, told: str, refuses: str
) -> None:
    def said(name: str, words: str, hours: int, *more: Claim) -> Extraction:
        one = claim("fire", speaker("staff", "north", "military"), text=words)
        return replace(report(name, one, *more, hours=hours), lang=lang)  # type: ignore[arg-type]

    first = said("r1", told, 0, silent())
    assert assess(*incident(first, said("r2", told, 3))).silences[0].until is None
    assert assess(*incident(first, said("r2", "Something else.", 3))).silences[0].until is not None
    unnamed = replace(report("r1", silent(text=refuses)), lang=lang)  # type: ignore[arg-type]
    assert not assess(*incident(unnamed)).silences


def test_the_packs_silence_stands_at_six_and_not_at_midnight() -> None:
    held = pack("crimea-2024-01-04")
    main = max(link(held.values()).incidents, key=lambda i: len(i.reports))
    (forces, authorities) = points("crimea-2024-01-04", "silence")
    at_six = assess(main, held, datetime.fromisoformat(forces["stands_at"]))
    assert [s for s in at_six.silences if s.claim in forces["claims"]]
    assert all(s.until is None for s in at_six.silences)
    midnight = assess(main, held, datetime.fromisoformat(forces["fallen_at"]))
    ended = [s for s in midnight.silences if s.claim in forces["claims"] and s.until]
    assert {s.ended_by.split("/")[0] for s in ended if s.ended_by} <= set(forces["ends"])
    assert len(ended) >= 4
    standing = assess(main, held, datetime(2024, 1, 31, tzinfo=UTC)).silences
    assert all(s.until is None for s in standing if s.claim in authorities["claims"])


def struck(*more: Any, actor: str = "Ukraine", watched: tuple[Watch, ...] = (), hours: int = 6) -> Assessment:
    """A channel tells of a strike by a side; another report comes hours later; then perhaps others."""
    told = report("r1", claim("attack", speaker("channel", kind="channel"), actor=actor))
    later = report("r2", claim("explosion", speaker("driver", kind="witness")), hours=hours)
    found, held = incident(told, later, *more)
    return assess(found, held, None, (), "published", watched)


def state(found: Assessment, side: str) -> Expected:
    (one,) = [e for e in found.expected if e.who == f"{side}:defence-ministry"]
    return one


def watch(side: str, start: float, end: float, healthy: bool = True, office: str = "general-staff") -> Watch:
    return Watch(f"{side}:{office}", NOON + timedelta(hours=start), NOON + timedelta(hours=end), healthy)


def test_who_was_not_watched_is_not_said_to_be_silent() -> None:
    found = struck()
    assert (state(found, "ukraine").state, state(found, "ukraine").gaps) == ("unheard", ())
    assert not found.silences


def test_silence_is_observed_where_one_source_was_watched_in_health_all_along() -> None:
    assert state(struck(watched=(watch("ukraine", -1, 7),)), "ukraine").state == "silent"
    assert state(struck(watched=(watch("ukraine", 0, 3), watch("ukraine", 2, 6))), "ukraine").state == "silent"


def test_an_outage_another_side_or_two_halves_of_two_sources_are_no_silence() -> None:
    outage = (watch("ukraine", -1, 2), watch("ukraine", 2, 4, False), watch("ukraine", 4, 7))
    found = state(struck(watched=outage), "ukraine")
    assert found.state == "unheard"
    assert found.gaps == ((NOON + timedelta(hours=2), NOON + timedelta(hours=4)),)
    assert state(struck(watched=(watch("russia", -1, 7),)), "ukraine").state == "unheard"
    halves = (watch("ukraine", -1, 3), watch("ukraine", 3, 7, office="navy"))
    assert state(struck(watched=halves), "ukraine").state == "unheard"


def test_whoever_speaks_is_heard_and_whoever_is_said_to_be_silent_is_not_told_twice() -> None:
    def staff(stance: Any) -> Any:
        told = replace(speaker("staff", "ukraine", "military"), id="ukraine:general-staff")
        return report("r3", claim("attack" if stance == "deny" else "comment", told, stance), hours=3)

    heard = state(struck(staff("deny"), watched=(watch("ukraine", -1, 7),)), "ukraine")
    assert (heard.state, heard.claim) == ("heard", "r3.0")
    assert not [e for e in struck(staff("no_comment")).expected if e.who.startswith("ukraine:")]


@given(st.sampled_from([("russia", "Russia"), ("ukraine", "Ukraine"), ("israel", "Israel")]))
def test_the_same_is_expected_of_every_side(side: tuple[str, str]) -> None:
    party, name = side
    for watched, wanted in (((), "unheard"), ((watch(party, -1, 7),), "silent")):
        assert state(struck(actor=name, watched=watched), party).state == wanted


HOURS = st.integers(0, 20)


@given(st.lists(st.tuples(HOURS, HOURS), max_size=6), HOURS, HOURS)
def test_what_nobody_watched_and_what_was_watched_are_all_of_the_time(looks: Any, a: int, b: int) -> None:
    def at(hour: float) -> datetime:
        return NOON + timedelta(hours=hour)

    since, until = at(min(a, b)), at(max(a, b))
    stretches = [(at(min(x)), at(max(x))) for x in looks]
    gaps = unwatched(stretches, since, until)
    for n in range(81):
        moment = at(n / 4)
        inside = since < moment < until
        if inside:
            seen = any(x <= moment <= y for x, y in stretches)
            missed = any(x < moment < y for x, y in gaps)
            assert not (seen and missed), "no gap in what was watched"
            assert seen or any(x <= moment <= y for x, y in gaps)


def office(id_: str, party: str | None = None, kind: Any = "official") -> Any:
    return replace(speaker(id_, party, kind), id=id_, name=None)


SIDES = st.sampled_from([("russia", "ukraine"), ("ukraine", "russia"), ("india", "pakistan"), ("pakistan", "india")])


@given(SIDES)
def test_whose_words_end_whose_silence_is_the_same_for_every_side(sides: tuple[str, str]) -> None:
    mine, other = sides

    def ended(silent: Any, by: Any, *places: Any) -> bool:
        quiet = report("r1", claim("comment", silent, "no_comment", places=(PORT,)))
        later = report("r2", claim("impact", by, places=places or (PORT,)), hours=3)
        return assess(*incident(quiet, later)).silences[0].until is not None

    authorities, staff = office("any:local-authorities"), office(f"{mine}:general-staff", mine, "military")
    governor = office("Port:governor", mine)
    assert ended(authorities, governor)
    assert ended(staff, office(f"{mine}:stratcom", mine, "military"))
    assert not ended(authorities, governor, HILL)
    assert not ended(staff, governor)
    assert not ended(authorities, office(f"{mine}:defence-ministry", mine, "military"))
    assert not ended(staff, office(f"{other}:general-staff", other, "military"))


def test_one_body_under_two_names_is_silent_once() -> None:
    words = ("The occupation authorities", "Local authorities")
    said = [replace(speaker(w, kind="official"), id=None, name=None, text=w) for w in words]
    reports = [report(f"r{n}", claim("comment", who, "no_comment"), hours=n) for n, who in enumerate(said)]
    assert {s.who for s in assess(*incident(*reports)).silences} == {"any:local-authorities"}


@pytest.mark.parametrize(
    ("lang", "they", "man"), [("en", "they", "the tenant"), ("ru", "они", "арендатор"), ("uk", "вони", "орендар")]
)
def test_an_outlet_is_not_silent_where_it_tells_of_somebody_who_is(lang: str, they: str, man: str) -> None:
    def told(words: str) -> Assessment:
        made = report("r1", claim("comment", Speaker(words, NONE, None, "unknown", None, None), "no_comment"))
        return assess(*incident(replace(made, lang=lang)))  # type: ignore[arg-type]

    assert not told(they).silences
    (one,) = told(man).silences
    assert (one.who, one.name) == (f"name:{key(man)}", man)
