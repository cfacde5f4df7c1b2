import pytest

from allegedly.errors import AccountRefused
from allegedly.people.names import neighbourhood, proper


def test_names_are_kept_as_people_write_them() -> None:
    assert proper("  Марічка   Мельник ") == "Марічка Мельник"
    assert proper("Rene\u0301e O'Hara-Šimić") == "Renée O'Hara-Šimić"


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "Ol\u202eha", "Ol\u200bha", "Ol\x00ha", "Ol\ufeffha"])
def test_names_hold_nothing_that_cannot_be_seen(name: str) -> None:
    with pytest.raises(AccountRefused):
        proper(name)


@pytest.mark.parametrize(
    ("address", "home"),
    [
        ("10.0.0.7", "10.0.0.7"),
        ("::ffff:10.0.0.7", "10.0.0.7"),
        ("2001:db8:1:2:aaaa::1", "2001:0db8:0001:0002::/64"),
        ("2001:db8:1:2:bbbb::9%eth0", "2001:0db8:0001:0002::/64"),
        ("testclient", "testclient"),
    ],
)
def test_addresses_of_one_network_count_as_one(address: str, home: str) -> None:
    assert neighbourhood(address) == home
