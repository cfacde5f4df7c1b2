"""Copies: whole, shortened, inside a longer text; and templates that only look like them."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

from allegedly.knowledge.linking import linking
from allegedly.link.copies import Text, compared, families, figures, in_order, ordered, triples
from allegedly.model import Link

NOON = datetime(2024, 5, 4, 12, tzinfo=UTC)
RULES = linking().copies
LONG = (
    "Dock workers in the old harbour stopped unloading on Friday after a crane collapsed beside the grain terminal, "
    "the port office said, adding that nobody was hurt and that the quay would stay closed until the beams are cut."
)


def text(name: str, words: str, hours: float = 0, places: frozenset[str] = frozenset()) -> Text:
    return Text(name, NOON + timedelta(hours=hours), triples(words), figures(words), places, ordered(words))


def pairs(*texts: Text) -> set[tuple[str, str]]:
    return {(one.a, one.b) for one in links(*texts)}


def links(*texts: Text) -> list[Link]:
    return [one for a, b in combinations(texts, 2) if (one := compared(a, b, RULES))]


def test_a_copy_with_another_head_links_handle_and_marks() -> None:
    dressed = f"**Breaking!** {LONG} [Subscribe](https://example.org/a) @gull_news"
    assert pairs(text("a", LONG), text("b", dressed, 1)) == {("a", "b")}


def test_a_shortened_copy_and_one_inside_a_longer_text() -> None:
    assert pairs(text("a", LONG), text("b", LONG[:110], 1)) == {("a", "b")}
    digest = LONG + " " + " ".join(f"Other item number word{n} of the evening" for n in range(60))
    assert pairs(text("a", LONG), text("b", digest.replace("number ", ""), 1)) == {("a", "b")}


def test_other_words_are_no_copy() -> None:
    assert not pairs(
        text("a", LONG), text("b", "The port office closed the quay when a crane fell; no one was injured there.")
    )


def test_a_template_with_other_numbers_or_places_is_no_copy() -> None:
    night = "Over the past night the air defence of the region shot down {} drones over its northern part, it was said"
    assert not pairs(text("a", night.format(12)), text("b", night.format(17), 20))
    alert = "Attention, an air alert has been declared for the whole of the {} district, go to the shelters"
    one = text("a", alert.format("Aston"), 0, frozenset({"A"}))
    assert not pairs(one, text("b", alert.format("Brent"), 1, frozenset({"B"})))
    assert pairs(one, text("b", alert.format("Brent"), 1)), "without the places the words alone are alike"


def test_the_same_words_days_later_are_a_template() -> None:
    assert not pairs(text("a", LONG), text("b", LONG, 49))
    assert pairs(text("a", LONG), text("b", LONG, 47))


def test_too_short_texts_say_nothing() -> None:
    assert not pairs(text("a", "Air alert in the region"), text("b", "Air alert in the region"))


def test_what_a_digest_holds_are_no_copies_of_each_other() -> None:
    other = (
        "Ferries on the northern line were cancelled for a second day because of ice, passengers were told by letter."
    )
    digest = f"{LONG} {other}"
    found = links(text("a", LONG), text("b", other), text("c", digest, 1))
    assert {(one.a, one.b) for one in found} == {("a", "c"), ("b", "c")}
    assert not any({"a", "b"} <= set(family) for family in families(found, RULES))


def test_the_order_of_texts_does_not_matter() -> None:
    made = [text("a", LONG), text("b", LONG[:110], 1), text("c", "**!** " + LONG, 2)]
    assert set(links(*made)) == set(links(*reversed(made)))


def test_a_channel_s_signature_makes_no_copies() -> None:
    signed = "{}\n[Gull Live](https://example.org/gull) 🕊 [Subscribe to our second channel](https://example.org/b)\n@gull_news"
    one, other = "The ferry to Aston is late because of fog.", "Bread is to cost more from Monday on."
    assert triples(signed.format(one)) == triples(one)
    assert not pairs(text("a", signed.format(one)), text("b", signed.format(other)))


def test_a_name_spelt_with_dots_is_one_word() -> None:
    assert triples("Players of S.T.O.R.M. wait") == triples("Players of STORM. wait")
    assert not pairs(text("a", "Here is S.T.O.R.M.E.R."), text("b", "Everybody has S.T.O.R.M.E.R. by now, they say"))


def test_a_new_figure_in_a_long_text_leaves_it_a_copy() -> None:
    counted = LONG + " It moved 300 tonnes a day with 12 men."
    assert pairs(text("a", counted + " At 9:40 all stood still."), text("b", counted, 1)) == {("a", "b")}
    toll = "The toll in the harbour has risen to {}, the port office said late on Friday evening"
    assert not pairs(text("a", toll.format(12)), text("b", toll.format(14), 1))


REWORDED = (
    "Dockers in the old harbour have stopped unloading on Friday after a big crane collapsed beside a grain terminal, "
    "the port office told, adding that nobody was hurt and the quay is to stay closed till the beams are cut."
)
JUMBLED = (
    "Closed until the beams are cut will the quay stay, and nobody was hurt, the port office said. The grain terminal "
    "saw a crane collapse on Friday; dock workers in the old harbour ceased their unloading."
)


def test_every_third_word_changed_leaves_a_copy_where_their_order_stands() -> None:
    one, reworded, jumbled = text("a", LONG), text("b", REWORDED, 1), text("b", JUMBLED, 1)
    assert in_order(one, reworded) > 0.75 > 0.5 > in_order(one, jumbled)
    assert pairs(one, reworded)
    assert not pairs(one, jumbled)


def test_the_same_long_text_comes_back_days_later() -> None:
    long = " ".join(f"Guests of house {chr(97 + n)}{n} sang their {chr(122 - n)} song by heart." for n in range(20))
    assert pairs(text("a", long), text("b", long, 100))
    assert not pairs(text("a", long), text("b", long, 200))


def test_a_line_with_a_figure_is_a_copy_at_once_and_a_phrase_in_a_speech_is_none() -> None:
    rate = "The crown stands above 31 florins"
    assert pairs(text("a", rate), text("b", f"The market opened. {rate}", 1))
    assert not pairs(text("a", rate), text("b", rate, 3)), "a rate comes back the same day"
    assert not pairs(text("a", rate), text("b", rate.replace("31", "33"), 1))
    speech = LONG + " " + " ".join(f"He also spoke of matter {n} at some length" for n in "abcdefghij")
    phrase = "The port office said that nobody was hurt in the morning hours of that day"
    assert not pairs(text("a", phrase), text("b", speech, 1))
    assert pairs(text("a", "the port office said, adding that nobody was hurt and that the quay"), text("b", speech, 1))
