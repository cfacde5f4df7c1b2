import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from allegedly.errors import AccountRefused
from allegedly.knowledge.passwords import common
from allegedly.people.passwords import LONGEST, Passwords, sound
from allegedly.publish.tongue import speaking
from tests.people.conftest import QUICK


@pytest.mark.parametrize(
    "password",
    [
        "short one", "Password2024", "P@ssw0rd!2024", "qwertyuiop123", "йцукенгшщзх1", "gfhjkmgfhjkm", "пароль123456",
        "abcdefghijkl", "111111111111", "123456789012", "ababababababab", "Marichka2024!", "hello admin 2023",
        "1qaz2wsx3edc", "!@#$%^&*()_+", "Привет2024!!!",
    ],
)  # fmt: skip
def test_what_is_commonest_or_the_name_is_not_taken(password: str) -> None:
    with pytest.raises(AccountRefused):
        sound(password, "Marichka Tester")


@pytest.mark.parametrize(
    "password",
    [
        "seven herons by the mill",
        "сім чапель за млином",
        "x7#9!2@8$4%6",
        "839204857163",
        "correct horse battery",
        "🦆🦢🐢🐟🦀🦎🌲🌾🌻🍄🪨🪵",
    ],
)
def test_any_signs_are_taken_if_there_are_enough_of_ones_own(password: str) -> None:
    assert sound(password, "Marichka Tester") == password


def test_length_is_bounded_on_both_sides_and_told_in_the_language_that_is_spoken() -> None:
    with pytest.raises(AccountRefused, match="1024"):
        sound("é" * 513, "Olha")
    with speaking("uk"), pytest.raises(AccountRefused, match="символів"):
        sound("коротко", "Olha")


@given(st.text(min_size=1, max_size=40))
def test_a_hash_fits_its_password_alone(password: str) -> None:
    passwords = Passwords(QUICK)
    made = passwords.hash(password)
    assert password not in made or len(password) < 3
    assert passwords.fits(made, password)
    assert not passwords.fits(made, password + "x")


def test_letters_may_be_composed_either_way() -> None:
    passwords = Passwords(QUICK)
    assert passwords.fits(passwords.hash("кої\u0308в й млин"), "кої\u0308в й млин")
    assert passwords.fits(passwords.hash("caf\u00e9 by the mill"), "cafe\u0301 by the mill")


def test_without_a_hash_a_password_is_compared_all_the_same_and_never_fits() -> None:
    class Counting(PasswordHasher):
        asked = 0

        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]
            self.asked += 1
            return super().verify(hash, password)

    hasher = Counting(time_cost=1, memory_cost=8, parallelism=1)
    passwords = Passwords(hasher)
    assert not passwords.fits("", "nobody has this password")
    assert not passwords.fits("", "x")
    assert hasher.asked == 2
    assert not passwords.fits("no hash at all", "x")


def test_what_is_too_long_fits_nothing_and_costs_no_more() -> None:
    passwords = Passwords(QUICK)
    long = "é" * (LONGEST // 2)
    assert passwords.fits(passwords.hash(long), long)
    assert not passwords.fits(passwords.hash(long + "a"), long + "b")


def test_hashes_are_argon2id_by_the_profile_of_rfc_9106_and_age_with_it() -> None:
    today = Passwords().hash("seven herons by the mill")
    assert today.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert not Passwords().aged(today)
    assert Passwords().aged(Passwords(QUICK).hash("seven herons by the mill"))


def test_the_list_is_in_small_letters_and_without_doubles() -> None:
    words = common().words
    assert len(words) == len(set(words))
    assert all(word == word.casefold() and len(word) >= 4 for word in words)
