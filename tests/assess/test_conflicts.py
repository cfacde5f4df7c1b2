"""Which claims cannot both hold, and which only look like it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from allegedly.assess import assess
from allegedly.model import Conflict, Count, Extraction, Mention, Place, Span, Words
from allegedly.model.vocabulary import Lang, MentionKind
from tests.assess.build import COAST, HILL, NONE, NOON, PORT, at_least, claim, count, incident, report, speaker, when
from tests.assess.pack import pack, points


def conflicts(*reports: Extraction) -> Sequence[Conflict]:
    return assess(*incident(*reports)).conflicts


def dead(number: object, who: str, hours: float = 0, place: Place = PORT) -> Extraction:
    made = number if not isinstance(number, int) else count(number)
    return report(f"{who}-{hours}", claim("killed", speaker(who), count=made, places=(place,)), hours=hours)


def test_two_figures_of_two_origins_are_a_conflict() -> None:
    (one,) = conflicts(dead(3, "company"), dead(7, "union", 1))
    assert (one.kind, one.settled, one.explanation) == ("count", "", "killed: 3 against 7 (company against union)")


def test_a_later_figure_of_the_same_origin_is_an_update() -> None:
    (one,) = conflicts(dead(3, "company"), dead(5, "company", 1))
    assert (one.kind, one.settled, one.a, one.b) == ("count", "update", ("company-0.0",), ("company-1.0",))


@pytest.mark.parametrize(("one", "other"), [(at_least(2), 5), (count(2, 6), 5), (5, 5)])
def test_intervals_that_meet_are_no_conflict(one: object, other: object) -> None:
    assert not conflicts(dead(one, "a"), dead(other, "b", 1))


def test_at_least_excludes_what_is_less() -> None:
    assert [c.kind for c in conflicts(dead(at_least(6), "a"), dead(5, "b", 1))] == ["count"]


def test_a_part_of_a_place_fits_into_the_whole() -> None:
    (one,) = conflicts(dead(9, "a", 0, COAST), dead(2, "b", 1, PORT))
    assert one.settled == "part of a whole"
    assert not conflicts(dead(9, "a", 0, HILL), dead(2, "b", 1, PORT)), "two towns are two counts"


def test_the_same_speaker_who_told_of_no_harm_and_then_of_some_has_updated_it() -> None:
    mayor = speaker("mayor")
    none = report("r1", claim("damage", mayor, "deny"))
    some = report("r2", claim("impact", mayor, kind="building"), hours=2)
    (one,) = conflicts(none, some)
    assert (one.settled, one.rule, one.a, one.b) == ("update", "updates", ("r1.0",), ("r2.0",))
    other = report("r3", claim("damage", speaker("union")), hours=1)
    open_one = [c for c in conflicts(none, other) if not c.settled]
    assert [c.kind for c in open_one] == ["polarity"]


def test_one_observation_with_two_causes() -> None:
    screen = report("r1", claim("other", speaker("mayor"), text="smoke over the bay is a camouflage smoke screen"))
    fire = report("r2", claim("fire", speaker("channel"), text="smoke rises over the depot"), hours=1)
    assert [(c.kind, c.rule) for c in conflicts(screen, fire)] == [("cause", "causes")]
    assert not conflicts(screen, report("r3", claim("fire", speaker("channel"), text="a shed burned"), hours=1))


STORY = "Late in the evening a heavy {} tore open the roof of the old {} market near the railway depot, doctors said."


def told(name: str, means: str, town: str, day: str | None = None, hours: float = 0) -> Extraction:
    text = STORY.format(means, town)
    one = report(name, claim("impact", text=text, places=()), hours=hours)
    at = text.index(town)
    mentions = [
        Mention(name, "place", town, Span(at, at + len(town)), f"place:{town}", town, len(town), 40, type="settlement")
    ]
    if day:
        mentions.append(Mention(name, "time", "Late", Span(0, 4), value=day, type="DATE"))
    return Extraction(one.report, "en", (), one.claims, tuple(mentions))


def kinds(*reports: Extraction) -> list[str]:
    return sorted(c.kind for c in conflicts(*reports) if c.rule == "aligned")


def test_aligned_sentences_that_differ_in_one_fact() -> None:
    assert kinds(told("a", "shell", "Aston"), told("b", "shell", "Brentwick", hours=1)) == ["place"]
    assert kinds(told("a", "shell", "Aston"), told("b", "rocket", "Aston", hours=1)) == ["cause"]
    assert kinds(told("a", "shell", "Aston", "2024-05-01"), told("b", "shell", "Aston", "2024-06-02", 1)) == ["time"]
    assert not kinds(told("a", "shell", "Aston", "2024-05"), told("b", "shell", "Aston", "2024-05-02", 1))
    assert not kinds(told("a", "shell", "Aston"), told("b", "shell", "Aston", hours=1))


def test_aligned_sentences_name_the_words_that_were_compared() -> None:
    (one,) = [c for c in conflicts(told("a", "shell", "Aston"), told("b", "rocket", "Aston", hours=1)) if c.spans]
    assert [r for r, _ in one.spans] == ["a", "b"]
    assert all(span != NONE for _, span in one.spans)


@pytest.mark.parametrize("name", ["crimea-2024-01-04", "plant-explosion"])
def test_contested_points_of_the_packs_are_open_conflicts(name: str) -> None:
    held = pack(name)
    found = assess(*incident(*held.values())).conflicts
    wanted = [p for p in points(name, "contested") if p["axis"] in ("occurrence", "toll", "cause")]
    for point in wanted:
        yes, no = set(point["affirm"]), set(point["deny"])
        pairs = [(set(c.a), set(c.b)) for c in found if not c.settled and c.kind == point["conflict"]]
        assert any((a & yes and b & no) or (a & no and b & yes) for a, b in pairs), point["title"]


@pytest.mark.parametrize("name", ["crimea-2024-01-04", "plant-explosion"])
def test_updates_of_the_packs_are_no_open_conflict(name: str) -> None:
    held = pack(name)
    found = assess(*incident(*held.values())).conflicts
    for point in points(name, "update"):
        earlier, later = set(point["earlier"]), set(point["later"])
        between = [
            c
            for c in found
            if (set(c.a) <= earlier and set(c.b) <= later) or (set(c.a) <= later and set(c.b) <= earlier)
        ]
        assert all(c.settled == "update" for c in between), point["title"]


def test_a_copy_does_not_contradict_its_original() -> None:
    both = (claim("damage", speaker("mayor"), "deny"), claim("damage", speaker("union")))
    reports = [report("r1", *both), report("r2", *both, hours=1)]
    (one,) = assess(*incident(*reports, copies=[("r1", "r2")])).conflicts
    assert (one.a, one.b) == (("r1.1",), ("r1.0",))
    (two,) = assess(*incident(*reports)).conflicts
    assert (two.a, two.b) == (("r1.1", "r2.1"), ("r1.0", "r2.0"))


def test_one_dispute_over_several_rows_of_a_place_is_one_conflict() -> None:
    hits = [report(f"r{n}", claim("impact", speaker(f"s{n}"), kind=k)) for n, k in enumerate(("military", "building"))]
    denial = report("r9", claim("impact", speaker("mayor"), "deny"), hours=1)
    (one,) = conflicts(*hits, denial)
    assert one.explanation == "impact, Lowport: stated by s0, s1; denied by mayor"


def test_only_one_stands_against_a_second_one() -> None:
    again = report("r1", claim("explosion", speaker("mayor"), text="a second blast at noon", object="a second blast"))
    once = report("r2", claim("explosion", speaker("fire service"), text="there was only one blast"), hours=1)
    assert [(c.kind, c.rule, c.a, c.b) for c in conflicts(again, once)] == [("polarity", "once", ("r1.0",), ("r2.0",))]


def test_outlets_own_figures_are_compared_where_their_sentences_read_alike() -> None:
    def own(name: str, number: int, text: str) -> Extraction:
        return report(name, claim("killed", count=count(number), text=text), hours=number)

    first = own("a", 3, "three people died in the blast at the paint plant on the river")
    assert conflicts(first, own("b", 5, "five people died in the blast at the paint plant"))
    assert not conflicts(first, own("b", 90, "fighting elsewhere this year has cost ninety lives, officials say"))


def test_a_denial_beside_an_affirmation_in_one_report_is_no_update() -> None:
    both = (claim("injured", speaker("a")), claim("injured", speaker("a"), "deny"))
    assert not conflicts(report("r1", *both))
    (one,) = conflicts(report("r1", both[0]), report("r2", both[1], hours=1))
    assert one.settled == "update"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "no one else was injured"),
        ("ru", "больше никто не пострадал"),
        ("uk", "більше ніхто не постраждав"),
        ("en", "he did not hear anybody hurt"),
        ("ru", "он не видел пострадавших"),
        ("uk", "він не бачив постраждалих"),
    ],
)
def test_a_denial_of_others_and_what_was_not_seen_contradict_nobody(lang: Lang, words: str) -> None:
    told = report("r1", claim("injured", speaker("governor", "north")))
    other = replace(report("r2", claim("injured", speaker("staff", "south"), "deny", text=words), hours=2), lang=lang)
    plain = replace(report("r2", claim("injured", speaker("staff", "south"), "deny"), hours=2), lang=lang)
    assert [c.kind for c in assess(*incident(told, plain)).conflicts if not c.settled] == ["polarity"]
    assert [c for c in assess(*incident(told, other)).conflicts if not c.settled] == []


def test_a_headline_that_is_all_names_is_aligned_by_its_names() -> None:
    def headline(name: str, day: str, hours: float) -> Extraction:
        text = f"{day} Northern Guard Holds River Post Near Aston."
        names: list[tuple[MentionKind, str]] = [
            ("organisation", "Northern Guard Holds"),
            ("person", "River Post"),
            ("place", "Aston"),
            ("time", day),
        ]
        made = report(name, claim("attack", text=text), hours=hours)
        mentions = tuple(
            Mention(name, kind, w, Span(text.index(w), text.index(w) + len(w)), value=w if kind == "time" else None)
            for kind, w in names
        )
        return replace(made, mentions=mentions)

    assert kinds(headline("a", "2024-05-01", 0), headline("b", "2024-06-02", 1)) == ["time"]
    assert not kinds(headline("a", "2024-05-01", 0), headline("b", "2024-05-01", 1))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "the toll has risen to seven dead"),
        ("ru", "число погибших выросло до семи"),
        ("uk", "кількість загиблих зросла до семи"),
    ],
)
def test_a_later_figure_told_as_grown_takes_the_place_of_the_earlier(lang: Lang, words: str) -> None:
    first = dead(3, "company")
    grown = report("r2", claim("killed", speaker("union"), count=count(7), text=words), hours=2)
    (one,) = conflicts(first, Extraction(grown.report, lang, (), grown.claims))
    assert (one.settled, one.a, one.b) == ("update", ("company-0.0",), ("r2.0",))


def test_figures_of_two_days_count_two_things() -> None:
    def dated(name: str, number: int, day: int) -> Extraction:
        at = when(NOON - timedelta(days=day), 12)
        return report(name, claim("interception", speaker(name), count=count(number), kind="missile", when=at))

    assert not conflicts(dated("a", 3, 1), dated("b", 7, 3))
    assert conflicts(dated("a", 3, 1), dated("b", 7, 1))


def test_one_of_several_places_that_a_figure_sums_up_is_a_part() -> None:
    total = report("r1", claim("interception", speaker("ministry"), count=count(9), kind="drone", places=(PORT, HILL)))
    part = report("r2", claim("interception", speaker("governor"), count=count(4), kind="drone", places=(HILL,)))
    assert [c.settled for c in conflicts(total, part)] in ([], ["part of a whole"])


def test_who_denies_that_one_was_hurt_denies_no_other_harm() -> None:
    hurt = report("r1", claim("injured", speaker("a"), text="a woman was hurt"))
    verb = Words("hurt", NONE)
    one = report("r2", claim("injured", speaker("b"), "deny", text="the driver was not hurt", trigger=verb))
    assert not conflicts(hurt, one)
    nobody = report("r3", claim("injured", speaker("b"), "deny", text="nobody was hurt", trigger=verb))
    assert [c.kind for c in conflicts(hurt, nobody)] == ["polarity"]


def test_one_attacker_is_not_one_attack() -> None:
    again = report("r1", claim("attack", speaker("a"), text="a second attack", object="a second attack"))
    alone = report("r2", claim("attack", speaker("b"), text="one man struck another", count=count(1)), hours=1)
    assert not conflicts(again, alone)


@pytest.mark.parametrize(
    ("lang", "fell"),
    [("en", "fragments fell on the depot"), ("ru", "обломки упали на базу"), ("uk", "уламки впали на базу")],
)
def test_who_tells_of_falling_debris_may_deny_every_hit(lang: str, fell: str) -> None:
    one, other = speaker("ministry"), speaker("staff")
    hit = report("r1", claim("impact", other, kind="energy"), lang=lang)
    denies = report("r2", claim("impact", one, text=fell), claim("impact", one, "deny"), hours=1, lang=lang)
    held = [Extraction(r.report, lang, (), r.claims) for r in (hit, denies)]  # type: ignore[arg-type]
    assert [(c.a, c.b) for c in assess(*incident(*held)).conflicts] == [(("r1.0",), ("r2.1",))]


def test_a_report_without_a_place_speaks_of_the_town_that_most_others_tell_of() -> None:
    told = [report(f"r{n}", claim("attack", speaker(f"office {n}")), hours=n) for n in range(2)]
    denies = report("r5", claim("attack", speaker("staff"), "deny", places=()), hours=5)
    (found,) = assess(*incident(*told, denies)).conflicts
    assert (found.a, found.b) == (("r0.0", "r1.0"), ("r5.0",))
    apart = report("r1", claim("attack", speaker("office 1"), places=(HILL,)), hours=1)
    assert not assess(*incident(told[0], apart, denies)).conflicts, "of two towns nobody can tell which one is meant"


def test_a_toll_that_is_taken_back_is_a_corrected_figure_and_denies_no_harm_that_others_tell_of() -> None:
    told = report("r1", claim("killed", speaker("hospital"), count=count(2)))
    back = report("r2", claim("killed", speaker("mission"), "retract"), hours=1)
    assert not conflicts(told, back)
    hit = report("r1", claim("explosion", speaker("hospital")))
    assert conflicts(hit, report("r2", claim("explosion", speaker("mission"), "retract"), hours=1))


@pytest.mark.parametrize("factuality", ["future", "hypothetical"])
def test_what_will_not_happen_denies_nothing_that_has(factuality: Any) -> None:
    struck = report("a", claim("attack", speaker("company")))
    denied = claim("attack", speaker("union"), "deny")
    assert [c.kind for c in conflicts(struck, report("b", denied, hours=1))] == ["polarity"]
    assert not conflicts(struck, report("b", replace(denied, factuality=factuality), hours=1))


def test_of_help_that_came_and_help_that_did_not_both_may_be_told() -> None:
    came = report("a", claim("response", speaker("company")))
    assert not conflicts(came, report("b", claim("response", speaker("union"), "deny"), hours=1))


@pytest.mark.parametrize(
    ("lang", "words", "figure"),
    [
        ("en", "Seven killed and wounded, the union says.", "Seven"),
        ("ru", "Семь убитых и раненых, говорит профсоюз.", "Семь"),
        ("uk", "Семеро загиблих і поранених, каже профспілка.", "Семеро"),
    ],
)
def test_one_figure_for_killed_and_wounded_is_no_toll_of_the_killed(lang: Lang, words: str, figure: str) -> None:
    both = Count(7, 7, 7, figure, Span(0, len(figure)))
    one = report("b", claim("killed", speaker("union"), text=words, count=both), hours=1)
    joint = replace(one, lang=lang, report=replace(one.report, lang=lang))
    found = assess(*incident(dead(2, "company"), joint))
    assert [(t.low, t.high) for t in found.toll] == [(2, 2)]
    assert not found.conflicts
    assert "7" not in {p.value for p in found.propositions}
    alone = replace(both, span=Span(len(words), len(words)))
    plain = report("b", claim("killed", speaker("union"), text=words, count=alone), hours=1)
    assert [c.kind for c in conflicts(dead(2, "company"), plain)] == ["count"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "the wind was to blame"), ("ru", "всему виной ветер"), ("uk", "усьому виною вітер")],
)
def test_whatever_happened_two_things_are_not_both_to_blame(lang: Lang, words: str) -> None:
    worn = report("r1", claim("other", speaker("union"), text="worn bolts were the cause"))
    wind = report("r2", claim("other", speaker("owner"), text=words), hours=1)
    assert [(c.kind, c.rule) for c in conflicts(worn, replace(wind, lang=lang))] == [("cause", "causes")]
    told = report("r3", claim("other", speaker("owner"), text="the wind was strong"), hours=1)
    assert not conflicts(worn, told)
