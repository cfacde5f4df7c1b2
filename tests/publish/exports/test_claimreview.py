"""ClaimReview: never without a person's name, never with a rating that nobody gave."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from allegedly.errors import OutputFailed
from allegedly.publish.exports.case import Manner, Signed
from tests.publish.exports.made import case, written

WHEN = datetime(2025, 3, 12, 9, tzinfo=UTC)


def reviews(signed: Signed | None, folder: Path) -> list[dict[str, object]]:
    found = json.loads(written("claimreview", [case()], folder, Manner(signed=signed))["claimreview.json"])
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    "signed", [None, Signed("", WHEN, ("c1",)), Signed("  ", WHEN, ("c1",)), Signed("O.", WHEN, ())]
)
def test_without_a_name_and_a_claim_there_is_no_file(signed: Signed | None, tmp_path: Path) -> None:
    with pytest.raises(OutputFailed, match="--signed-by NAME"):
        reviews(signed, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_signed_review(tmp_path: Path) -> None:
    (found,) = reviews(Signed("O. Editor", WHEN, ("c1",), "Unproven", "https://desk.example/r/1"), tmp_path)
    assert found["@context"] == "https://schema.org"
    assert found["@type"] == "ClaimReview"
    assert found["claimReviewed"] == "no store was hit"
    assert found["author"] == {"@type": "Person", "name": "O. Editor"}
    assert found["reviewRating"] == {"@type": "Rating", "alternateName": "Unproven"}
    assert found["datePublished"] == "2025-03-12"
    item = found["itemReviewed"]
    assert isinstance(item, dict)
    assert item["@type"] == "Claim"
    assert item["author"] == {"@type": "Organization", "name": "Harbour office"}
    assert item["appearance"]["publisher"]["name"] == "Harbour Wire"
    ids = {p["propertyID"]: p["value"] for p in found["identifier"]}  # type: ignore[attr-defined]
    assert ids["allegedly:claim"] == "c1"
    start, end = map(int, ids["allegedly:span"].split("-"))
    assert case().claims["c1"].report.text[start:end] == found["claimReviewed"]


def test_no_rating_but_the_persons_own_words(tmp_path: Path) -> None:
    for found in reviews(Signed("O. Editor", WHEN, ("c1", "c3")), tmp_path):
        assert "reviewRating" not in found
        assert "ratingValue" not in json.dumps(found)


@pytest.mark.parametrize(("key", "why"), [("zz", "no claim"), ("c", "several")])
def test_a_claim_that_is_not_one_writes_nothing(key: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(OutputFailed, match=why):
        reviews(Signed("O. Editor", WHEN, (key,)), tmp_path)
    assert list(tmp_path.iterdir()) == []
