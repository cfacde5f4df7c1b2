"""Signing in, sessions, tokens, accounts: as whoever means well, and as whoever does not."""

import sqlite3
from collections.abc import Callable

import pytest

from allegedly.errors import AccountRefused
from allegedly.model.people import ROLES, Visitor, powers
from allegedly.people import StoredPeople
from allegedly.people.keeper import attempts
from allegedly.people.passwords import Passwords
from allegedly.publish.people import Asker, NotLetIn
from allegedly.store import Store
from tests.people.conftest import BOSS, GOOD, Clock

HERE = Asker("10.0.0.7", "a browser")
OTHER = "nine storks on a roof"


def person(keeper: StoredPeople, name: str, role: str = "reporter") -> Visitor:
    keeper.add_with(name, role, OTHER, BOSS)  # type: ignore[arg-type]
    return keeper.sign_in(name, OTHER, HERE).visitor


def wrong(keeper: StoredPeople, name: str, password: str = "not that one", asker: Asker = HERE) -> float:
    """Seconds to wait after an attempt that fails; 0 where it was tried."""
    with pytest.raises(NotLetIn) as told:
        keeper.sign_in(name, password, asker)
    return told.value.wait.total_seconds()


def test_who_has_the_password_is_let_in_by_a_secret_that_the_store_does_not_have(
    keeper: StoredPeople, store: Store
) -> None:
    entered = keeper.sign_in(" olha ", GOOD, HERE)
    assert entered.visitor == Visitor("Olha", "admin", powers("admin"))
    assert keeper.session(entered.secret) == entered.visitor
    assert len(entered.secret) >= 43, "256 bits"
    assert entered.secret not in repr(entered)
    dump = "\n".join(sqlite3.connect(store.path).iterdump())
    assert entered.secret not in dump
    assert GOOD not in dump


def test_every_sign_in_has_a_secret_of_its_own_and_takes_the_place_of_the_browsers_session(
    keeper: StoredPeople,
) -> None:
    first = keeper.sign_in("Olha", GOOD, HERE).secret
    second = keeper.sign_in("Olha", GOOD, Asker("10.0.0.7", "", first)).secret
    assert first != second
    assert keeper.session(first) is None
    planted = keeper.sign_in("Olha", GOOD, Asker("10.0.0.7", "", "chosen by an attacker")).secret
    assert planted != "chosen by an attacker"
    assert keeper.session("chosen by an attacker") is None


def test_unknown_names_ended_people_and_people_without_password_are_told_the_same(
    keeper: StoredPeople, store: Store
) -> None:
    keeper.add("Invited", "reader", BOSS)
    person(keeper, "Gone")
    keeper.end("Gone", BOSS)
    for name, password in (
        ("Olha", "wrong"),
        ("nobody", "x"),
        ("Invited", ""),
        ("Gone", OTHER),
        ("", ""),
        ("x" * 900, ""),
    ):
        with pytest.raises(NotLetIn) as told:
            keeper.sign_in(name, password, HERE)
        assert str(told.value) == "wrong"
    noted = [(one.who, one.what, one.detail) for one in store.audit().every() if one.what == "sign-in failed"]
    assert noted[0] == ("Olha", "sign-in failed", "password")
    assert noted[1] == ("", "sign-in failed", "unknown name"), "what was typed may be a password"


def test_guessing_is_slowed_down_by_name_and_address_for_names_that_are_not_there_too(
    keeper: StoredPeople, clock: Clock
) -> None:
    for name in ("Olha", "nobody"):
        where = Asker(f"10.0.1.{len(name)}")
        assert [wrong(keeper, name, asker=where) for _ in range(7)] == [0, 0, 0, 0, 0, 2, 2]
        clock.pass_(seconds=2)
        assert [wrong(keeper, name, asker=where) for _ in range(2)] == [0, 4]
    with pytest.raises(NotLetIn) as told:
        keeper.sign_in("Olha", GOOD, Asker("10.0.1.4"))
    assert told.value.wait, "the right password does not shorten a pause"


def test_who_fails_in_somebodys_name_elsewhere_does_not_keep_them_out(keeper: StoredPeople, clock: Clock) -> None:
    far = Asker("198.51.100.9")
    for _ in range(12):
        wrong(keeper, "Olha", asker=far)
        clock.pass_(seconds=1)
    assert wrong(keeper, "Olha", asker=far) > 0
    assert keeper.sign_in("Olha", GOOD, HERE).visitor.name == "Olha"


def test_many_names_from_one_address_are_slowed_down_and_one_network_is_one_address(keeper: StoredPeople) -> None:
    waits = [wrong(keeper, f"name {n}", asker=Asker(f"2001:db8:1:2::{n}")) for n in range(40)]
    assert waits[:31] == [0] * 31
    assert all(waits[31:])
    assert wrong(keeper, "name 99", asker=Asker("2001:db8:1:3::1")) == 0


def test_signing_in_well_forgets_what_was_mistyped(keeper: StoredPeople) -> None:
    for _ in range(4):
        wrong(keeper, "Olha")
    keeper.sign_in("Olha", GOOD, HERE)
    assert [wrong(keeper, "Olha") for _ in range(6)] == [0, 0, 0, 0, 0, 2]


def test_an_own_account_does_not_make_an_address_free_to_guess(keeper: StoredPeople) -> None:
    person(keeper, "Mallory")
    for n in range(31):
        wrong(keeper, f"name {n}")
        if n in (0, 10, 20):
            keeper.sign_in("Mallory", OTHER, HERE)
    assert wrong(keeper, "name 99") > 0


def test_what_attempts_are_counted_by_does_not_hold_the_name() -> None:
    assert all(len(one.key) == 32 for one in attempts("Olha", "10.0.0.7"))
    assert attempts("Olha", "10.0.0.7") == attempts(" OLHA", "::ffff:10.0.0.7")


def test_sessions_end_when_unused_and_at_the_latest(keeper: StoredPeople, clock: Clock) -> None:
    secret = keeper.sign_in("Olha", GOOD, HERE).secret
    clock.pass_(hours=7.9)
    keeper.seen(secret)
    clock.pass_(hours=7.9)
    assert keeper.session(secret) is not None
    clock.pass_(hours=0.2)
    assert keeper.session(secret) is None
    secret = keeper.sign_in("Olha", GOOD, HERE).secret
    for _ in range(18):
        assert keeper.session(secret) is not None
        clock.pass_(hours=4)
        keeper.seen(secret)
    assert keeper.session(secret) is None


def test_use_is_noted_once_in_a_while_and_never_stops_reading(
    keeper: StoredPeople, clock: Clock, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from allegedly.errors import StoreFailed

    secret = keeper.sign_in("Olha", GOOD, HERE).secret
    noted = []

    def busy(key: bytes, now: object) -> None:
        noted.append(now)
        if len(noted) == 1:
            raise StoreFailed("another process is writing to it")

    monkeypatch.setattr(keeper._passes, "seen", busy)
    for _ in range(3):
        keeper.seen(secret)
    assert len(noted) == 2, "tried anew after it failed, then not for a while"
    clock.pass_(minutes=5)
    keeper.seen(secret)
    assert len(noted) == 3


def test_signing_out_and_ending_a_session_hold_at_once(keeper: StoredPeople) -> None:
    first, second = (keeper.sign_in("Olha", GOOD, HERE) for _ in range(2))
    assert [one.agent for one in keeper.sessions("Olha")] == ["a browser"] * 2
    keeper.sign_out(first.secret, first.visitor)
    assert keeper.session(first.secret) is None
    other = person(keeper, "Ihor")
    id = keeper.named(second.secret)
    assert not keeper.end_session(other, id), "another's"
    assert keeper.end_session(BOSS, id)
    assert keeper.session(second.secret) is None


def test_a_password_is_changed_by_who_knows_it_and_other_sessions_end(keeper: StoredPeople) -> None:
    here, there = (keeper.sign_in("Olha", GOOD, HERE) for _ in range(2))
    with pytest.raises(NotLetIn):
        keeper.change_password(BOSS, "not that one", OTHER, HERE)
    with pytest.raises(AccountRefused):
        keeper.change_password(BOSS, GOOD, "olha olha olha", HERE)
    assert keeper.session(there.secret) is not None
    fresh = keeper.change_password(BOSS, GOOD, OTHER, Asker("10.0.0.7", "", here.secret))
    assert [keeper.session(one.secret) is not None for one in (here, there, fresh)] == [False, False, True]
    wrong(keeper, "Olha", GOOD)
    assert keeper.sign_in("Olha", OTHER, HERE)


def test_hashes_of_other_parameters_are_renewed_as_people_sign_in(keeper: StoredPeople, store: Store) -> None:
    from argon2 import PasswordHasher

    keeper._passwords = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    keeper.sign_in("Olha", GOOD, HERE)
    held = store.people().find("Olha")
    assert held is not None
    assert "$m=16,t=2,p=1$" in held.password
    assert keeper.sign_in("Olha", GOOD, HERE)


def test_an_invitation_sets_a_password_once(keeper: StoredPeople, clock: Clock) -> None:
    code = keeper.add("Ihor", "reporter", BOSS)
    assert keeper.waiting("Ihor")
    with pytest.raises(AccountRefused):
        keeper.accept("Ihor", code, "ihor ihor ihor", HERE)
    with pytest.raises(NotLetIn):
        keeper.accept("Olha", code, OTHER, HERE)
    entered = keeper.accept("Ihor", f" {code}\n", OTHER, HERE)
    assert entered.visitor == Visitor("Ihor", "reporter", frozenset({"read", "decide"}))
    assert not keeper.waiting("Ihor")
    with pytest.raises(NotLetIn):
        keeper.accept("Ihor", code, OTHER + "!", HERE)
    late = keeper.invite("Ihor", BOSS)
    clock.pass_(hours=72)
    with pytest.raises(NotLetIn):
        keeper.accept("Ihor", late, OTHER + "!", HERE)


def test_codes_cannot_be_tried_without_end(keeper: StoredPeople) -> None:
    keeper.add("Ihor", "reporter", BOSS)
    waits = []
    for n in range(6):
        with pytest.raises(NotLetIn) as told:
            keeper.accept("Ihor", f"code {n}", OTHER, HERE)
        waits.append(bool(told.value.wait))
    assert waits == [False] * 5 + [True]


def test_a_token_has_at_most_the_powers_of_its_owner_as_they_are_now(keeper: StoredPeople, clock: Clock) -> None:
    ihor = person(keeper, "Ihor", "editor")
    one, secret = keeper.make_token(ihor, " night  bot ", ["read", "decide"], 30)
    assert (one.label, secret[:4], len(secret) >= 47) == ("night bot", "alg_", True)
    assert keeper.token(secret) == Visitor("Ihor", "editor", frozenset({"read", "decide"}))
    assert keeper.session(secret) is None, "a token is no session"
    assert keeper.token(keeper.sign_in("Ihor", OTHER, HERE).secret) is None, "and a session no token"
    keeper.set_role("Ihor", "reader", BOSS)
    assert keeper.token(secret) == Visitor("Ihor", "reader", frozenset({"read"}))
    clock.pass_(days=30)
    assert keeper.token(secret) is None


@pytest.mark.parametrize("powers_asked", [["people"], ["restrict"], ["read", "people"], [], ["read", "decide"]])
def test_no_token_has_powers_that_tokens_or_their_owner_do_not_have(
    keeper: StoredPeople, powers_asked: list[str]
) -> None:
    reader = person(keeper, "Ihor", "reader")
    with pytest.raises(AccountRefused):
        keeper.make_token(reader, "bot", powers_asked, 30)  # type: ignore[arg-type]


def test_a_token_whose_powers_were_cut_cannot_be_made_into_more(keeper: StoredPeople) -> None:
    cut = Visitor("Olha", "admin", frozenset({"read"}))
    with pytest.raises(AccountRefused):
        keeper.make_token(cut, "bot", ["decide"], 30)


@pytest.mark.parametrize(("label", "days"), [("", 30), ("x" * 61, 30), ("a\u202eb", 30), ("bot", 0), ("bot", 367)])
def test_a_token_says_what_it_is_for_and_ends(keeper: StoredPeople, label: str, days: int) -> None:
    with pytest.raises(AccountRefused):
        keeper.make_token(BOSS, label, ["read"], days)


def test_a_token_is_ended_by_its_owner_or_whoever_keeps_the_desk(keeper: StoredPeople) -> None:
    ihor = person(keeper, "Ihor")
    (one, secret), (two, other) = (keeper.make_token(ihor, "bot", ["read"], 1) for _ in range(2))
    assert not keeper.end_token(BOSS, one.id)
    assert keeper.end_token(ihor, one.id)
    assert keeper.token(secret) is None
    assert keeper.end_any_token(two.id, BOSS)
    assert keeper.token(other) is None


def test_ending_a_person_closes_every_door(keeper: StoredPeople) -> None:
    ihor = person(keeper, "Ihor")
    session, (_, token) = keeper.sign_in("Ihor", OTHER, HERE).secret, keeper.make_token(ihor, "bot", ["read"], 1)
    keeper.end("ihor", BOSS)
    assert keeper.session(session) is None
    assert keeper.token(token) is None
    wrong(keeper, "Ihor", OTHER)
    for change in changes(keeper):
        with pytest.raises(AccountRefused):
            change()
    with pytest.raises(AccountRefused, match="taken"):
        keeper.add("IHOR", "reader", BOSS)


def changes(keeper: StoredPeople) -> list[Callable[[], object]]:
    return [
        lambda: keeper.set_role("Ihor", "editor", BOSS),
        lambda: keeper.end("Ihor", BOSS),
        lambda: keeper.invite("Ihor", BOSS),
        lambda: keeper.set_password("Ihor", GOOD, BOSS),
    ]


def test_a_role_holds_from_the_next_request_on(keeper: StoredPeople) -> None:
    person(keeper, "Ihor")
    secret = keeper.sign_in("Ihor", OTHER, HERE).secret
    for role in ROLES:
        keeper.set_role("Ihor", role, BOSS)
        assert keeper.session(secret) == Visitor("Ihor", role, powers(role))
