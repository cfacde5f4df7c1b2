"""The same reports in English, Russian and Ukrainian, and the same story with sides exchanged: the same grades?"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from benchmarks.desk import Desk, Row, desk, lines, read

LANGS = ("en", "ru", "uk")
Grades = dict[str, object]  # what is graded, and its grade


def parity(folder: Path) -> Iterator[tuple[str, int, int, list[tuple[str, str]]]]:
    """For each pair of languages: how many grades are the same, of how many, and what differs with its cause."""
    gold = lines(folder / "claims_gold.jsonl")
    told = {lang: _graded(folder, lang, gold) for lang in LANGS}
    for one, other in combinations(LANGS, 2):
        keys = told[one].keys() | told[other].keys()
        apart = [k for k in sorted(keys) if told[one].get(k) != told[other].get(k)]
        notes = [(_cause(told[one].get(k), told[other].get(k)), k) for k in apart]
        words = [(c, f"{one}-{other} {k}: {told[one].get(k)} / {told[other].get(k)}") for c, k in notes]
        yield f"{one}-{other}", len(keys) - len(apart), len(keys), words


def _graded(folder: Path, lang: str, gold: Sequence[Row]) -> Grades:
    """Occurrence and attribution of each incident, occurrence and credibility of each proposition."""
    held, grades = read(folder / f"{lang}.jsonl"), Grades()
    rows = [{**g, "span": g["spans"][lang]} for g in gold]
    where = {g["report"]: g["incident"] for g in gold}
    for name in sorted(set(where.values())):
        mine = {r: e for r, e in held.items() if where[r] == name}
        grades |= {f"{name} {key}": grade for key, grade in _of_incident(desk(mine, rows, where), name).items()}
    return grades


def twins(desks: Sequence[Desk], rows: Sequence[Row]) -> tuple[int, int, list[tuple[str, str]]]:
    """Grades that a story and its twin have in common, how many there are, and what differs."""
    alike, of, notes = 0, 0, list[tuple[str, str]]()
    of_desk = {incident: d for d in desks for incident in d.where.values()}
    done: set[str] = set()
    for row in rows:
        if row["twin"] and row["twin"] not in done:
            done.add(row["incident"])
            one, other = (_of_incident(of_desk[n], n) for n in (row["incident"], row["twin"]))
            apart = [k for k in one.keys() | other.keys() if one.get(k) != other.get(k)]
            alike, of = alike + len(one.keys() | other.keys()) - len(apart), of + len(one.keys() | other.keys())
            notes += [("twins differ", f"{row['incident']} {k}: {one.get(k)} / {other.get(k)}") for k in sorted(apart)]
    return alike, of, notes


def _of_incident(one: Desk, name: str) -> Grades:
    mine = {r for r, incident in one.where.items() if incident == name}
    main = max(zip(one.incidents, one.assessed, strict=True), key=lambda pair: len(mine & {*pair[0].reports}))[1]
    grades: Grades = {"occurrence": main.occurrence, "attribution": main.attribution}
    groups: Mapping[str, list[str]] = defaultdict(list)
    for ref, g in one.gold.items():
        if g["stance"] != "no_comment" and g["report"] in mine:
            groups[f"{g['proposition']}={g['value']}"].append(ref)
    for key, refs in groups.items():
        grades[key] = _grade(one, refs)
    return grades


def _grade(one: Desk, refs: Sequence[str]) -> tuple[str, int] | None:
    """Occurrence and credibility of the proposition that holds most of these claims; None where none was found."""
    claims = one.ids(refs)
    counted = Counter[tuple[str, int]]()
    for p in one.propositions(claims):
        counted[str(p.status), int(p.credibility)] += len(claims & {*p.affirm, *p.deny, *p.query, *p.retract})
    return min(counted, key=lambda grade: (-counted[grade], grade)) if counted else None


def _cause(a: object, b: object) -> str:
    if a is None or b is None:
        return "no claim found in one language"
    if isinstance(a, tuple) and isinstance(b, tuple):
        return "credibility" if a[0] == b[0] else "occurrence of a proposition"
    return "occurrence or attribution of the incident"
