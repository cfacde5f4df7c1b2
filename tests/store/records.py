"""Records for the tests of the store."""

from datetime import UTC, datetime, timedelta

from allegedly.model import (
    Assessment,
    Attribution,
    Claim,
    Done,
    Extraction,
    Incident,
    Link,
    Linking,
    Matrix,
    Mention,
    Place,
    Report,
    Source,
    Span,
    Speaker,
    Terms,
)

START = datetime(2024, 5, 1, 10, tzinfo=UTC)


def report(number: int, text: str = "Мэр сообщил о взрыве", source: str = "G") -> Report:
    return Report(f"r{number}", f"{text} {number}", published=START + timedelta(hours=number), source=source)


def extraction(one: Report, event: str = "explosion", place: str = "Портовый") -> Extraction:
    """One attribution, one claim, one mention."""
    who, what = Span(0, 3), Span(4, len(one.text))
    source = Source(one.words(who), who)
    where = Place("порту", Span(0, 3), "geonames:7", place, 46.0, 30.0, "settlement")
    claim = Claim(
        f"{one.id}-c", one.id, f"{one.id}-a", one.words(what), what, Span(0, len(one.text)),
        Speaker("Мэр", who, "actor:mayor", "official", None), None, (), "affirm", "asserted", (), "unstated",
        "unknown", event, None, None, (where,), None, (), "test",  # type: ignore[arg-type]
    )  # fmt: skip
    return Extraction(
        one,
        "ru",
        (Attribution(f"{one.id}-a", one.id, (what,), source, None, None, "say", "affirm", "test"),),
        (claim,),
        (Mention(one.id, "place", "Мэр", who, "geonames:7"),),
        Terms(("взрыв",), ("Портовый",), ()),
    )


def done(number: int, **keys: str) -> Done:
    one = report(number, **keys)
    return Done(one, extraction(one))


def incident(id: str, *reports: str, occurrence: str = "single_origin") -> tuple[Incident, Assessment]:
    claims = tuple(f"{r}-c" for r in reports)
    made = Incident(id, f"Incident {id}", reports, claims, START, START, "geonames:7", "Портовый")
    return made, Assessment(id, None, occurrence, "none", (), (), (), (), (), Matrix((), (), ()))  # type: ignore[arg-type]


def linking(*incidents: tuple[Incident, Assessment]) -> Linking:
    return Linking(tuple(i for i, _ in incidents), (Link("r1", "r2", 0.5, "same", (("place", 1.0),), "near"),))
