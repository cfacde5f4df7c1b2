"""Promise 2: copies, forwards, translations and retellings are one origin; a hidden origin never corroborates."""

from dataclasses import replace
from itertools import combinations

import pytest

from allegedly.assess import assess
from allegedly.link import link
from allegedly.model import Claim, Forward
from tests.assess.build import claim, incident, relay, report, speaker
from tests.assess.pack import pack, points

PACKS = ["crimea-2024-01-04", "plant-explosion"]


def test_twelve_outlets_that_retell_one_office_are_one_origin() -> None:
    office = speaker("the harbour office")
    found = assess(*incident(*(report(f"o{n}", claim("impact", office), hours=n) for n in range(12))))
    assert [len(o.carriers) for o in found.origins] == [12]
    assert found.propositions[0].status == "single_origin"


def test_a_forward_is_the_words_of_where_it_was_first_posted() -> None:
    first = report("r1", claim("impact"), source="Gull channel")
    second = report("r2", claim("impact"), hours=1, source="Other channel", forward=Forward("Gull channel"))
    found = assess(*incident(first, second))
    assert [(o.name, o.carriers) for o in found.origins] == [("Gull channel", ("r2",))]


def test_a_copy_is_the_words_of_the_earliest_report() -> None:
    reports = [report(f"r{n}", claim("impact"), hours=n, source=f"Outlet {n}") for n in range(3)]
    found = assess(*incident(*reports, copies=[("r0", "r1", "r2")]))
    assert [o.name for o in found.origins] == ["Outlet 0"]
    assert assess(*incident(*reports)).propositions[0].status == "corroborated", "without copies they are three"


def test_an_unnamed_witness_counts_as_who_vouches_for_it() -> None:
    resident = speaker("residents", kind="witness", known=False)
    told = report("r1", claim("impact", resident, via=(relay("Gull"),)), source="Daily")
    same = report("r2", claim("impact", resident, via=(relay("Gull"),)), hours=1, source="Weekly")
    found = assess(*incident(told, same))
    assert [o.key for o in found.origins] == ["outlet:Gull"]


def test_hearsay_and_nameless_outlets_are_unknown_and_never_independent() -> None:
    rumour = report("r1", claim("impact", basis="hearsay"), source="Daily")
    nameless = report("r2", claim("impact"), hours=1, source="")
    found = assess(*incident(rumour, nameless))
    assert {o.counts for o in found.origins} == {False}
    assert found.propositions[0].status == "single_origin"


def test_a_side_named_bare_is_its_office_that_says_the_same() -> None:
    office = report("r1", claim("interception", speaker("ministry", "russia", "military")))
    side = claim("interception", speaker("Moscow", "russia"))
    bare = report("r2", side, hours=1)
    bare = type(bare)(bare.report, bare.lang, (), (_named(bare.claims[0], "russia"),))
    found = assess(*incident(office, bare))
    assert [o.key for o in found.origins] == ["office:ministry"]


def _named(one: Claim, identity: str) -> Claim:
    assert one.speaker
    return replace(one, speaker=replace(one.speaker, id=identity))


@pytest.mark.parametrize("name", PACKS)
def test_pairs_of_retellings_in_the_packs_meet_in_one_origin(name: str) -> None:
    """Pairwise F1 over the claims that the packs say are one voice, in three languages."""
    held = pack(name)
    assessed = [assess(i, held) for i in link(held.values()).incidents]
    of = {c: o.key for a in assessed for o in a.origins for c in o.claims}
    voice = {c: p["origin"] for p in points(name, "one_voice") for c in p["claims"] if c in of}
    pairs = list(combinations(sorted(voice), 2))
    wanted = {p for p in pairs if voice[p[0]] == voice[p[1]]}
    got = {p for p in pairs if of[p[0]] == of[p[1]]}
    f1 = 2 * len(wanted & got) / (len(wanted) + len(got))
    assert len(wanted) > 10
    assert f1 >= 0.95, f1


def _by_kind(identity: str, text: str = "the hospital") -> Claim:
    return claim("impact", replace(speaker(text), id=identity))


def test_a_body_named_by_what_it_is_is_one_voice_whoever_retells_it() -> None:
    found = assess(*incident(report("r1", _by_kind("any:hospital")), report("r2", _by_kind("any:hospital", "врачи"))))
    assert [(o.key, o.counts, o.carriers) for o in found.origins] == [("any:hospital", True, ("r1", "r2"))]
    assert found.propositions[0].status == "single_origin"


def test_it_means_the_only_one_of_its_kind_that_is_named_in_full() -> None:
    port = report("r1", _by_kind("lowport:governor"))
    bare = report("r2", _by_kind("any:governor"), hours=1)
    assert [o.key for o in assess(*incident(port, bare)).origins] == ["lowport:governor"]
    hill = report("r3", _by_kind("highhill:governor"), hours=2)
    assert len(assess(*incident(port, hill, bare)).origins) == 3, "of two nobody can tell which one is meant"


def test_an_outlet_named_after_what_it_is_is_the_outlet_at_hand() -> None:
    first = report("r1", claim("impact"), source="Gull Watch")
    told = replace(speaker("the monitoring channel Gull Watch", kind="channel"), id="group:channel")
    assert [o.name for o in assess(*incident(first, report("r2", claim("impact", told), hours=1))).origins] == [
        "Gull Watch"
    ]


def test_a_person_named_with_more_words_is_the_same_one() -> None:
    def by(identity: str) -> Claim:
        return claim("impact", replace(speaker(identity), id=identity))

    long, short = report("r1", by("person:lowport ann lee")), report("r2", by("person:ann lee"), hours=1)
    assert [o.key for o in assess(*incident(long, short)).origins] == ["person:lowport ann lee"]
    other = report("r3", by("person:highhill ann lee"), hours=2)
    assert len(assess(*incident(long, short, other)).origins) == 3
