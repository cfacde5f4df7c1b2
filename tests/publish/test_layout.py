from dataclasses import replace

from allegedly.knowledge.phrases import phrases
from allegedly.model import Assessment, Cell, Matrix, Origin, Proposition
from allegedly.model.vocabulary import LANGS, Stance
from allegedly.publish.labels import label
from allegedly.publish.layout import (
    DISPUTED_COLUMNS,
    KEPT,
    MOST_ROWS,
    blocks,
    columns,
    folded,
    groups,
    sections,
    sidings,
)
from tests.publish.build import assessment, proposition


def wide(rows: int, origins: int) -> Assessment:
    """Many rows of one kind and many origins; the last row is contested by the last two origins."""
    props: list[Proposition] = [proposition(f"p{n}", "damage", "", ("c2",), ()) for n in range(rows)]
    props[-1] = replace(props[-1], status="contested")
    voices = [Origin(f"o{n}", f"Voice {n}", "person", None, ("c2",), ()) for n in range(origins)]

    def cell(row: str, origin: int, stance: Stance) -> Cell:
        return Cell(row, f"o{origin}", stance, False, False, ("c2",))

    cells = [cell(p.key, n % origins, "affirm") for n, p in enumerate(props[:-1])]
    cells += [cell(props[-1].key, origins - 1, "deny"), cell(props[-1].key, origins - 2, "affirm")]
    matrix = Matrix(tuple(p.key for p in props), tuple(o.key for o in voices), tuple(cells))
    return replace(assessment(), propositions=tuple(props), origins=tuple(voices), matrix=matrix)


def test_contested_rows_come_first_and_never_fold() -> None:
    (group,) = groups(wide(40, 4))
    assert group.rows[0].status == "contested"
    assert len(group.rows) <= KEPT
    assert len(group.rows) + len(group.folded) == 40


def test_what_one_outlet_tells_once_is_folded_and_what_an_office_tells_is_not() -> None:
    held = wide(40, 4)
    office = replace(held.propositions[0], origins=("o0",))
    held = replace(held, propositions=(office, *held.propositions[1:]))
    (group,) = groups(held)
    assert office in group.rows
    outlet = tuple(replace(o, kind="outlet") for o in held.origins)
    (group,) = groups(replace(held, origins=outlet))
    assert office not in group.rows


def test_few_rows_all_stand() -> None:
    assert all(not g.folded for g in groups(wide(8, 4)))


def test_voices_in_a_conflict_keep_their_column() -> None:
    shown, rest = columns(wide(8, 20), 5)
    assert {"o19", "o18"} <= {o.key for o in shown}
    assert [o.key for o in shown] == ["o18", "o19", "o0", "o1", "o2"], "disputed first, then in order of telling"
    assert len(shown) + len(rest) == 20


def test_what_is_folded_is_counted() -> None:
    wide_one = wide(8, 20)
    _, rest = columns(wide_one, 5)
    hidden = {c.origin for c in folded(wide_one.matrix.cells, "p6", rest)}
    assert hidden <= {o.key for o in rest}


def test_labels_have_words_in_every_language() -> None:
    p = replace(proposition("p", "impact", "", (), ()), object="air_target", value="10", place="geonames:1")
    said = {label(p, {"geonames:1": "Novoport"}, lang) for lang in LANGS}
    assert len(said) == 3
    assert all("10" in s and "Novoport" in s and "air_target" not in s for s in said)


def test_every_kind_of_thing_has_words() -> None:
    assert len({frozenset(phrases(lang).things) for lang in LANGS}) == 1


def kinds(held: Assessment) -> Assessment:
    """The same with offices, witnesses and outlets by turns."""
    of = ("official", "witness", "outlet")
    return replace(held, origins=tuple(replace(o, kind=of[n % 3]) for n, o in enumerate(held.origins)))


def test_ten_voices_stand_by_family_and_none_folds() -> None:
    found = blocks(kinds(wide(8, 10)))
    assert [(b.key, len(b.origins), b.folded) for b in found] == [
        ("offices", 4, False),
        ("people", 3, False),
        ("outlets", 3, False),
    ]


def test_more_voices_fold_by_family_and_open_one_by_one() -> None:
    held = kinds(wide(8, 30))
    kept, *rest = blocks(held)
    assert {"o28", "o29"} <= {o.key for o in kept.origins}
    assert len(kept.origins) == DISPUTED_COLUMNS
    assert all(b.folded for b in rest)
    assert {o.key for b in (kept, *rest) for o in b.origins} == {f"o{n}" for n in range(30)}
    opened = blocks(held, frozenset({"people"}))
    assert [b.folded for b in opened if b.key == "people"] == [False]
    assert not any(b.folded for b in blocks(held, whole=True))


def test_columns_are_kept_from_both_sides_of_a_dispute_however_many_one_side_has() -> None:
    held = kinds(wide(8, 30))
    row = next(p for p in held.propositions if p.status == "contested")
    many = tuple(Cell(row.key, f"o{n}", "deny" if n > 27 else "affirm", False, False, ()) for n in range(30))
    # Those who affirm are repeated by many, those who deny by nobody.
    loud = tuple(replace(o, carriers=("x",) * 9) if int(o.key[1:]) < 28 else o for o in held.origins)
    others = tuple(c for c in held.matrix.cells if c.proposition != row.key)
    kept, *_rest = blocks(replace(held, origins=loud, matrix=replace(held.matrix, cells=(*others, *many))))
    stands = {c.origin: c.stance for c in many}
    assert sorted(str(stands[o.key]) for o in kept.origins) == ["affirm"] * 4 + ["deny"] * 2


def test_which_party_speaks_moves_no_column() -> None:
    def order(party: str) -> list[str]:
        held = kinds(wide(8, 30))
        turned = tuple(replace(o, party=party if n % 2 else "other") for n, o in enumerate(held.origins))
        return [o.key for b in blocks(replace(held, origins=turned)) for o in b.origins]

    assert order("one") == order("two")


def test_many_rows_leave_the_contested_standing_and_few_all() -> None:
    (group,) = sections(wide(MOST_ROWS + 1, 4))
    assert [p.status for p in group.rows] == ["contested"]
    assert len(group.folded) == MOST_ROWS
    calm = wide(40, 4)
    calm = replace(calm, propositions=tuple(replace(p, status="corroborated") for p in calm.propositions))
    assert all(g.rows for g in sections(calm)), "where nothing is contested, the best known rows stand"


def test_voices_that_contradict_come_first_with_their_rows() -> None:
    (pair,) = sidings(assessment())
    assert (pair.a.key, pair.b.key, pair.against, pair.together) == ("office", "residents", ("p1",), ())
    uncounted = replace(assessment(), origins=tuple(replace(o, counts=False) for o in assessment().origins))
    assert sidings(uncounted) == [], "a voice that does not count sides with nobody"
