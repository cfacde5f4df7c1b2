from dataclasses import replace

from allegedly.model import Conflict, Place
from allegedly.publish.labels import titled
from allegedly.publish.told import Told
from allegedly.publish.toponyms import own_place, places_in, relocated
from tests.publish.build import CLAIMS, INCIDENT, KANAL, NOVYNY, words


def said(text: str, lang_of: str, id: str, name: str) -> Told:
    """A claim in a report of that language that names a place in these words."""
    held = replace(KANAL if lang_of == "ru" else NOVYNY, text=f"{text}.")
    place = Place(text, words(held.text, text).span, id, name, None, None, "settlement")
    return Told(replace(CLAIMS[1], id=f"{lang_of}{text}", report=held.id, places=(place,)), held)


def test_a_place_is_named_as_the_language_prints_it_whatever_its_reports_write() -> None:
    told = [
        said("Житомирі", "uk", "geonames:686967", "Zhytomyr"),
        said("Львове", "ru", "geonames:702550", "Lviv"),
        said("Kovel", "ru", "geonames:1", "Nowhere"),
    ]
    claims = {t.claim.id: t for t in told}
    named = {"geonames:686967": "Житомир", "geonames:702550": "Львів", "geonames:1": "Nowhere"}
    assert places_in("uk", claims) == named, "and what the gazetteer has no name of keeps its own"
    assert places_in("ru", claims)["geonames:702550"] == "Львов"
    assert places_in("en", claims)["geonames:686967"] == "Zhytomyr"


def test_own_places_have_names_in_every_language() -> None:
    assert (own_place("place:crimea", "uk"), own_place("place:crimea", "ru")) == ("Крим", "Крым")
    assert own_place("place:nowhere", "uk") == ""


def test_a_conflict_names_its_place_in_the_language() -> None:
    one = said("Житомир", "uk", "geonames:686967", "Zhytomyr")
    claims = {one.claim.id: one}
    made = Conflict("polarity", (), (), "fire, Zhytomyr", "polarity", values=(("event", "fire"), ("place", "Zhytomyr")))
    assert relocated(made, claims, places_in("uk", claims)).values == (("event", "fire"), ("place", "Житомир"))
    assert relocated(made, claims, places_in("en", claims)) == made


def test_titles_are_told_anew_and_others_left_alone() -> None:
    named = replace(INCIDENT, title="Fire, injuries: Crimea, 4 May 2025", place="place:crimea", place_name="Crimea")
    assert titled(named, "uk") == "Пожежа або дим, постраждалі: Крим, 4 травня 2025"
    assert titled(named, "ru") == "Пожар или дым, пострадавшие: Крым, 4 мая 2025"
    assert titled(named, "en") == named.title
    town = replace(named, title="Fire, injuries: Zhytomyr", place="geonames:686967", place_name="Zhytomyr", start=None)
    assert titled(town, "ru") == "Пожар или дым, пострадавшие: Житомир"
    undated = replace(named, title="Fire, injuries: Crimea", start=None)
    assert titled(undated, "uk") == "Пожежа або дим, постраждалі: Крим"
    assert (
        titled(replace(undated, title="Fire: what is known", place=None, place_name=None), "uk")
        == "Fire: what is known"
    )
    for kept in ("Harbour gates: a letter, 4 May 2025", "Fire at a store, Novoport"):
        assert titled(replace(named, title=kept), "ru") == kept
