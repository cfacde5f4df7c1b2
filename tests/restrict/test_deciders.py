"""Decisions of those who read an edition: they name what they see, and learn of nothing else."""

import json
from pathlib import Path

import pytest

from allegedly.errors import DecisionRefused
from allegedly.judging import Judging
from allegedly.model import Wish
from allegedly.model.restriction import Ask
from allegedly.pipeline import add
from allegedly.restrict.deciders import SeenDecider
from allegedly.restrict.door import Restricting
from allegedly.restrict.editions import Editions
from allegedly.restrict.seen import Seen
from allegedly.store import Store

ROWS = (
    ("a1", "Жительница Анна Шмыгобурова рассказала, что в Харькове 2 марта сгорел склад."),
    ("a2", "Спасатели сообщили, что в Харькове 2 марта потушили пожар на складе."),
    ("b1", "Мэр сообщил, что 9 марта в Одессе прогремел взрыв, ранены двое."),
    ("b1-secret", "Полиция сообщила, что 9 марта в Одессе прогремел взрыв, ранены трое."),
    ("c1", "Полиция сообщила, что 20 марта в Сумах обрушился мост."),
)


@pytest.fixture
def desk(tmp_path: Path) -> Store:
    """A desk with a mask and a report that is withheld."""
    rows = [{"id": id, "text": text, "source": id, "published": "2024-03-21T10:00:00Z"} for id, text in ROWS]
    (tmp_path / "r.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    store = Store.open(tmp_path / "desk.db", create=True)
    add([str(tmp_path / "r.jsonl")], store)
    door = Restricting(store)
    door.restrict(Ask("mask", "a1", "A. Editor", words=("Шмыгобурова",)))
    door.restrict(Ask("withhold", "b1-secret", "A. Editor"))
    Editions(store).refresh()
    return store


def test_a_reporter_decides_on_what_it_sees(desk: Store) -> None:
    seen = Seen(desk)
    decider = SeenDecider(Judging(desk), desk, seen, lambda: "reporter")
    edition = seen.store("reporter")
    (home,) = edition.view().of_report("b1")
    taken = decider.decide(Wish("merge", (home.id, "c1"), "R. Reporter"))
    assert taken.judgement.target == (home.id, "c1")
    assert "secret" not in repr(taken)
    assert {"b1", "b1-secret", "c1"} <= set(desk.view().of_report("c1")[0].reports)
    Editions(desk).refresh()
    edition = seen.store("reporter")
    assert set(edition.view().of_report("c1")[0].reports) == {"b1", "c1"}
    (shown,) = edition.view().judgements()
    assert "secret" not in repr(shown)
    assert decider.undo(shown.id, "R. Reporter").judgement.undone
    Editions(desk).refresh()
    assert edition.view().of_report("c1")[0].reports == ("c1",)


def test_what_is_kept_back_is_neither_named_nor_decided_on(desk: Store) -> None:
    decider = SeenDecider(Judging(desk), desk, Seen(desk), lambda: "reporter")
    masked = next(one.id for one in Seen(desk).store("reporter").view().reports() if one.id.startswith("masked-"))
    with pytest.raises(DecisionRefused, match="kept from you"):
        decider.decide(Wish("reject", (masked,), "R. Reporter"))
    for typed in ("b1-secret", "b1-s", "a1"):
        with pytest.raises(DecisionRefused, match="nothing has this id") as told:
            decider.decide(Wish("reject", (typed,), "R. Reporter"))
        assert "secret" not in str(told.value).replace(typed, "")
    assert desk.view().judgements() == []


def test_whoever_sees_all_decides_on_all(desk: Store) -> None:
    decider = SeenDecider(Judging(desk), desk, Seen(desk), lambda: "editor")
    assert decider.decide(Wish("reject", ("b1-secret",), "A. Editor")).judgement.target == ("b1-secret",)
