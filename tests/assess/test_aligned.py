"""Reports that are one text with other facts in it are laid side by side, slot by slot and as wholes. Invented."""

from dataclasses import replace

from allegedly.assess import assess
from allegedly.assess.known import known
from allegedly.assess.lines import Line, lines
from allegedly.model import Extraction, Mention, Span
from allegedly.model.vocabulary import MentionKind

from .build import claim, incident, report

LONG = (
    "On {day} the {who} shelled the fish market of {town} shortly before the stalls were opened for the day. "
    "Several traders were carried to the clinic by neighbours with handcarts and blankets. "
    "The clinic asked everybody who could walk to donate blood and bring clean bandages. "
    "Carpenters boarded up the broken windows of the bakery before the evening rain began."
)
SHORT = "On {day} the {who} shelled the fish market of {town}. A ferry ran late. The choir sang again. Bread was cheap."


def told(name: str, town: str, who: str, day: str, text: str, hours: float = 0, read: bool = True) -> Extraction:
    words = text.format(day=day, who=who, town=town)
    made = report(name, claim("attack", text=words, places=()), hours=hours)
    named: list[tuple[MentionKind, str]] = [("time", day)]
    if read:
        named.append(("place", town))
    mentions = tuple(
        Mention(
            name, kind, w, Span(words.index(w), words.index(w) + len(w)), f"place:{w}" if kind == "place" else None,
            w, float(len(w)) if kind == "place" else None, 40.0 if kind == "place" else None,
            value="2031-04-" + day.split(maxsplit=1)[0] if kind == "time" else None,
            type="settlement" if kind == "place" else "DATE",
        )
        for kind, w in named
    )  # fmt: skip
    return Extraction(made.report, "en", (), made.claims, mentions)


def kinds(*reports: Extraction) -> list[str]:
    return sorted(c.kind for c in assess(*incident(*reports)).conflicts if c.rule == "aligned")


FIRST = told("a", "Aston", "rebels", "12 April", LONG)


def test_one_text_with_another_place_actor_or_day() -> None:
    assert kinds(FIRST, told("b", "Brentwick", "rebels", "12 April", LONG, 1)) == ["place"]
    assert kinds(FIRST, told("b", "Aston", "militia", "12 April", LONG, 1)) == ["actor"]
    assert kinds(FIRST, told("b", "Aston", "rebels", "19 April", LONG, 1)) == ["time"]
    assert not kinds(FIRST, told("b", "Aston", "rebels", "12 April", LONG, 1))


def test_a_name_that_no_gazetteer_has_is_another_place_in_the_slot_of_one() -> None:
    assert kinds(FIRST, told("b", "Nowherely", "rebels", "12 April", LONG, 1, read=False)) == ["place"]


def test_a_town_in_its_country_s_stead_only_says_more() -> None:
    land = told("a", "Astonia", "rebels", "12 April", LONG)
    country = replace(land, mentions=(land.mentions[0], replace(land.mentions[1], type="country")))
    town = told("b", "Brentwick", "rebels", "12 April", LONG, 1)
    assert kinds(land, town) == ["place"]
    assert not kinds(country, town)


def test_whole_texts_differ_though_no_sentence_that_names_the_fact_reads_alike() -> None:
    moved = LONG.replace("On {day} the {who} shelled the fish market of {town} shortly before", "Shortly before")
    moved += " It happened, everybody agrees by now, on {day} and nowhere else than at {town} by the {who}."
    assert kinds(FIRST, told("b", "Brentwick", "rebels", "19 April", moved, 1)) == ["place", "time"]


MORE = LONG + (
    " The harbour master counted eleven boats that could not leave their moorings until the tide turned. "
    "A school two streets away kept its children in the cellar and let them sing until noon came. "
    "The council put off its vote on parking fees and met in the library instead of the town hall. "
    "An old fisherman told whoever would listen that the market had burned once before, in his youth."
)
SHORTER = (
    "Fire came down on {town} on {day}, and the {who} are blamed for it. Several traders were carried to the clinic "
    "by neighbours with handcarts and blankets. Carpenters boarded up the broken windows of the bakery."
)
OWN = (
    "Fire came down on {town} on {day}, and the {who} are blamed for it. Wounded people were brought to a hospital on "
    "carts by their friends. Windows of one bakery and of many houses were broken and are being repaired."
)


def test_a_retelling_at_a_third_of_the_length_is_one_text_and_a_report_of_its_own_is_not() -> None:
    whole = told("a", "Aston", "rebels", "12 April", MORE)
    assert kinds(whole, told("b", "Brentwick", "rebels", "19 April", SHORTER, 1)) == ["place", "time"]
    assert not kinds(whole, told("b", "Brentwick", "rebels", "19 April", OWN, 1))


def test_reports_of_their_own_name_other_actors_without_contradiction() -> None:
    mine = told("a", "Aston", "rebels", "12 April", SHORT)
    own = "On {day} the {who} shelled the fish market of {town}. Nothing else is known about that morning so far."
    assert not kinds(mine, told("b", "Aston", "militia", "12 April", own, 1))


def read(one: Extraction) -> list[Line]:
    one = replace(one, claims=tuple(replace(c, span=Span(0, 60)) for c in one.claims))
    made, held = incident(one)
    return lines(known(made, held, None), one)


def test_the_line_that_dates_a_report_tells_no_day_of_the_happening() -> None:
    dated = told("a", "Aston", "rebels", "12 April", LONG.replace("On {day} the", "The") + "\nPosted on {day}\n")
    assert not any(line.days for line in read(dated))
    spoken = told(
        "a",
        "Aston",
        "rebels",
        "12 April",
        LONG.replace("On {day} the", "The") + " Bread grew dear again everywhere on {day}.",
    )
    assert any(line.days for line in read(spoken))


def test_a_surname_is_no_place() -> None:
    other = told("b", "Brentwick", "rebels", "12 April", LONG + " Ann Brentwick keeps the keys.", 1)
    span = Span(other.report.text.index("Ann"), other.report.text.index(" keeps"))
    person = Mention("b", "person", "Ann Brentwick", span)
    assert any(line.spots for line in read(other))
    assert not any(line.spots for line in read(replace(other, mentions=(*other.mentions, person))))


def test_two_spellings_are_one_name() -> None:
    def named(who: str, hours: float) -> Extraction:
        one = told(who, "Aston", who, "12 April", LONG, hours)
        at = one.report.text.index(who)
        return replace(one, mentions=(*one.mentions, Mention(who, "organisation", who, Span(at, at + len(who)))))

    assert kinds(named("Advisers", 0), named("Merchants", 1)) == ["actor"]
    assert not kinds(named("Advisers", 0), named("Advisors", 1))
