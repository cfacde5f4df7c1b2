"""ClaimReview (schema.org, as search engines read it): only for claims that a named person signs, in their words.

The desk never rates. Without a sign-off there is no file; a rating is what the person wrote, and absent where they
wrote none. The claim's words are exact, and each review names the claim's id and where its words stand.
"""

from allegedly.errors import OutputFailed
from allegedly.publish.exports.case import Case, Manner, Signed
from allegedly.publish.exports.target import Files
from allegedly.publish.exports.writing import Add, Array
from allegedly.publish.told import Told

PART = "claimreview.json"
REFUSED = (
    "A ClaimReview is a person's judgement, and the desk gives none. Name who signs it (--signed-by NAME) and each "
    "claim that is reviewed (--claim ID; `allegedly show INCIDENT --json` lists them); --rating WORDS gives the rating."
)


def write(files: Files, manner: Manner) -> Add:
    """A list of reviews. Raises OutputFailed where nobody signed, or no claim is named."""
    signed = manner.signed
    if signed is None or not signed.by.strip() or not signed.claims:
        raise OutputFailed(REFUSED)
    reviews, found = Array(files, PART), {key: dict[str, None]() for key in signed.claims}

    def add(case: Case) -> None:
        for key, known in found.items():
            for told in (t for i, t in case.claims.items() if i.startswith(key) and i not in known):
                known[told.claim.id] = None
                reviews.add(review(told, case, signed))

    def each_once() -> None:
        for key, known in found.items():
            if len(known) != 1:
                what = f"several: {', '.join(known)}" if known else "no claim of what is exported"
                raise OutputFailed(f"--claim {key}: {what}. Nothing was written.")

    files.check(each_once)
    return add


def review(told: Told, case: Case, signed: Signed) -> dict[str, object]:
    """One review of one claim."""
    claim = told.claim
    rating = {"@type": "Rating", "alternateName": signed.rating.strip()} if signed.rating.strip() else None
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": claim.text,
        "inLanguage": told.report.lang,
        "author": {"@type": "Person", "name": signed.by.strip()},
        "datePublished": f"{signed.at:%Y-%m-%d}",
        "url": signed.url,
        "reviewRating": rating,
        "itemReviewed": _item(told),
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "allegedly:claim", "value": claim.id},
            {"@type": "PropertyValue", "propertyID": "allegedly:incident", "value": case.incident.id},
            {"@type": "PropertyValue", "propertyID": "allegedly:report", "value": claim.report},
            {"@type": "PropertyValue", "propertyID": "allegedly:span",
             "value": f"{claim.span.start}-{claim.span.end}"},
        ],
    }  # fmt: skip
    return {k: v for k, v in found.items() if v}


def _item(told: Told) -> dict[str, object]:
    """Who made the claim, when and where it appeared."""
    report, by = told.report, told.claim.speaker
    outlet = {"@type": "Organization", "name": report.source or report.id}
    person = by is not None and by.kind in ("person", "witness")
    named = {"@type": "Person" if person else "Organization", "name": by.name or by.text} if by else outlet
    day = f"{told.at:%Y-%m-%d}" if told.at else None
    work = {"@type": "CreativeWork", "url": report.url, "headline": report.title, "datePublished": day,
            "publisher": outlet}  # fmt: skip
    item = {"@type": "Claim", "author": named, "datePublished": day,
            "appearance": {k: v for k, v in work.items() if v}}  # fmt: skip
    return {k: v for k, v in item.items() if v}
