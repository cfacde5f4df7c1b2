from .formats import reading


def test_one_file_is_one_report_with_an_id_of_its_words() -> None:
    (first,), (note,) = reading(b"Fire in the port.", "a.txt")
    (second,), _ = reading(b"Fire in the port.", "elsewhere/b.txt")
    (third,), _ = reading(b"Fire in the depot.", "a.txt")
    assert first.id == second.id != third.id
    assert first.published is None
    assert note.part == "published"
