from allegedly.settings import Settings
from tests.reference import PAGE, page


def test_the_page_in_docs_is_what_the_settings_are_now() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: make docs"


def test_every_setting_is_told_with_what_it_is_for() -> None:
    rows = page().splitlines()
    for name, field in Settings.model_fields.items():
        assert field.description
        assert [row for row in rows if row.startswith(f"| `{name}` | {field.description} |")], name
