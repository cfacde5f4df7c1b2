"""Whom English words stand for, over the parse: name shown for the last source of a text."""

import pytest

from allegedly.extract import extract
from allegedly.model import Report
from allegedly.read import document


def last(text: str) -> str | None:
    """The resolved name of the source whose words stand last in the text."""
    sources = [a.source for a in extract(document(Report("r", text, lang="en"))).attributions if a.source]
    return max(sources, key=lambda s: s.span.start).name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The harbour engineer inspected the crane on Friday. He said that it would be closed.",
            "The harbour engineer",
        ),
        (
            "The mayor said that a man was hurt. A cyclist was killed, he added.",
            "The mayor",
        ),
        (
            "The spokeswoman said the gate was shut. A fisherman said it was open. She said nobody was hurt.",
            "The spokeswoman",
        ),
        (
            "Yoren, 31, said the mill burned. He added that two men were missing.",
            "Yoren, 31",
        ),
        (
            "The port authority closed the pier. It said that a ship had sunk.",
            "The port authority",
        ),
        (
            "The ministry said nothing was hit. A local channel told otherwise. Citing readers, it reported a fire.",
            "A local channel",
        ),
        (
            "The fisheries ministry denied the leak. Its press officer said that no ship had sunk.",
            "The fisheries ministry",
        ),
        (
            "The governor visited the ward. His office said that two men had died.",
            "The governor",
        ),
        (
            "The team interviewed twelve villagers from Orlen. Nine of them said that soldiers burned the barn.",
            "twelve villagers from Orlen",
        ),
        (
            "The Lindal Centre visited the prison. The centre said that a man had died.",
            "The Lindal Centre",
        ),
        (
            "The mayor was away. By Friday no trace of the boat had been found, the lifeguard said.",
            None,
        ),
    ],
)
def test_words_that_name_nobody_stand_for_who_was_told_of(text: str, name: str | None) -> None:
    got = last(text)
    assert (got or "").removeprefix("The ") == (name or "").removeprefix("The ")


def test_nobody_is_meant_where_nobody_was_named() -> None:
    assert last("He said that the barn burned.") is None
