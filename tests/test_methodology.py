from allegedly.methodology import sentences


def test_rule_is_told_by_the_docstring_of_its_function() -> None:
    found = sentences(
        ["en.says-that", "slavic.post", "slavic.post.carried", "corroborated", "en.no-such-rule", "nowhere.x"]
    )
    assert set(found) == {"en.says-that", "slavic.post", "slavic.post.carried", "corroborated"}
    assert found["slavic.post"] == found["slavic.post.carried"]
    assert all(s[-1] in ".)" and "\n" not in s for s in found.values())
