"""Accounts, sessions and tokens, over both kinds of store."""

import threading
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from allegedly.errors import AccountRefused
from allegedly.model.people import Account, Person, Role, Session, Token, Visitor, powers
from allegedly.store import Store
from allegedly.store.audit import Audit
from allegedly.store.passes import Errand, named
from allegedly.store.people import Count, folded

NOW = datetime(2025, 3, 11, 9, 0, 0, 123, tzinfo=UTC)
HOUR = timedelta(hours=1)
BOSS = Visitor("Olha", "admin", powers("admin"))


def hashed(secret: str) -> bytes:
    return sha256(secret.encode()).digest()


def add(store: Store, name: str, role: Role = "admin", password: str = "$hash") -> None:
    store.people().add(Account(Person(name, role, NOW), password), BOSS)


def begin(store: Store, name: str, secret: str, since: datetime = NOW, instead: str = "") -> None:
    made = Session("", name, since, since, since + 3 * HOUR, "a browser")
    store.passes().open(made, hashed(secret), hashed(instead), "admin")


def issue(store: Store, name: str, secret: str) -> str:
    one = Token(named(hashed(secret)), name, "bot", frozenset({"read"}), NOW, NOW + HOUR)
    store.passes().issue(one, hashed(secret), BOSS)
    return one.id


def test_a_new_store_has_nobody_and_keeps_who_is_added(store: Store) -> None:
    assert not store.people().any()
    add(store, "Olha")
    store.people().add(Account(Person("Ihor", "reporter", NOW), "", "https://id.example 7"), BOSS)
    assert store.people().any()
    found = store.people().find("Olha")
    assert found == Account(Person("Olha", "admin", NOW), "$hash")
    assert store.people().of_subject("https://id.example 7") == store.people().find("Ihor")
    assert [one.person.name for one in store.people().every()] == ["Ihor", "Olha"]
    assert "$hash" not in repr(found)


def test_the_first_must_be_an_admin_and_names_are_given_once_whatever_their_case(store: Store) -> None:
    with pytest.raises(AccountRefused, match="first person"):
        add(store, "Ihor", "reader")
    add(store, "Olha")
    for name in ("olha", "ＯＬＨＡ", " OLHA "):
        with pytest.raises(AccountRefused, match="taken"):
            add(store, name, "reader")
    assert store.people().find("oLhA") == store.people().find("Olha")
    assert folded("ﬁn") == folded("FIN")


def test_the_last_admin_who_can_sign_in_stays(store: Store) -> None:
    add(store, "Olha")
    add(store, "Invited", password="")  # an admin who has never come cannot stand in for her
    with pytest.raises(AccountRefused, match="last admin"):
        store.people().end("olha", NOW, BOSS)
    with pytest.raises(AccountRefused, match="last admin"):
        store.people().set_role("Olha", "editor", BOSS)
    add(store, "Ihor")
    store.people().end("Olha", NOW + HOUR, BOSS)
    held = store.people().find("Olha")
    assert held is not None
    assert (held.person.ended, held.password) == (NOW + HOUR, "")
    with pytest.raises(AccountRefused, match="last admin"):
        store.people().set_role("Ihor", "reader", BOSS)
    with pytest.raises(AccountRefused, match="ended"):
        add(store, "olha")


def test_two_admins_who_end_each_other_at_once_do_not_both_succeed(store: Store) -> None:
    add(store, "Olha")
    add(store, "Ihor")
    told: list[str] = []

    def end(name: str) -> None:
        try:
            store.people().end(name, NOW, BOSS)
        except AccountRefused as error:
            told.append(str(error))

    both = [threading.Thread(target=end, args=(name,)) for name in ("Olha", "Ihor")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len(told) == 1
    assert sum(one.person.ended is None for one in store.people().every()) == 1


def test_a_session_is_found_by_its_secret_until_it_is_over_by_either_clock(store: Store) -> None:
    add(store, "Olha")
    begin(store, "Olha", "s1")
    passes = store.passes()
    found = passes.session(hashed("s1"), NOW + HOUR / 2, HOUR)
    assert found is not None
    assert (found[0].person, found[1].role, found[0].agent) == ("Olha", "admin", "a browser")
    assert passes.session(hashed("s2"), NOW, HOUR) is None
    assert passes.session(hashed("s1"), NOW + HOUR, HOUR) is None, "idle"
    passes.seen(hashed("s1"), NOW + HOUR / 2)
    assert passes.session(hashed("s1"), NOW + HOUR, HOUR) is not None
    assert passes.session(hashed("s1"), NOW + 3 * HOUR, 10 * HOUR) is None, "at the latest"


def test_signing_in_again_takes_the_place_of_the_session_before(store: Store) -> None:
    add(store, "Olha")
    begin(store, "Olha", "s1")
    begin(store, "Olha", "s2", instead="s1")
    assert store.passes().session(hashed("s1"), NOW, HOUR) is None
    assert [one.id for one in store.passes().sessions("Olha", NOW, HOUR)] == [named(hashed("s2"))]


def test_a_new_password_ends_the_other_sessions_and_ending_a_person_ends_all(store: Store) -> None:
    add(store, "Olha")
    add(store, "Ihor")
    for name, secret in (("Olha", "s1"), ("Olha", "s2"), ("Ihor", "s3")):
        begin(store, name, secret)
    issue(store, "Olha", "t1")
    store.people().invite("Olha", hashed("code"), NOW + HOUR, BOSS)
    store.people().set_password("olha", "$new", BOSS, hashed("s2"))
    passes = store.passes()
    assert [bool(passes.session(hashed(s), NOW, HOUR)) for s in ("s1", "s2", "s3")] == [False, True, True]
    assert not store.people().accept("Olha", hashed("code"), NOW, "$other"), "an older invitation is over"
    assert passes.token(hashed("t1"), NOW) is not None
    store.people().end("Olha", NOW, BOSS)
    assert [bool(passes.session(hashed(s), NOW, HOUR)) for s in ("s1", "s2", "s3")] == [False, False, True]
    assert passes.token(hashed("t1"), NOW) is None
    assert passes.tokens() == []


def test_an_invitation_is_good_once_in_time_for_its_name(store: Store) -> None:
    add(store, "Olha")
    add(store, "Ihor", "reader", "")
    people = store.people()
    people.invite("Ihor", hashed("first"), NOW + HOUR, BOSS)
    people.invite("Ihor", hashed("code"), NOW + HOUR, BOSS)
    assert not people.accept("Ihor", hashed("first"), NOW, "$p"), "the newer one took its place"
    assert not people.accept("Olha", hashed("code"), NOW, "$p")
    assert not people.accept("Ihor", hashed("code"), NOW + HOUR, "$p")
    assert people.accept("ihor", hashed("code"), NOW, "$p")
    assert not people.accept("Ihor", hashed("code"), NOW, "$q")
    held = people.find("Ihor")
    assert held is not None
    assert held.password == "$p"


def test_tokens_hold_until_they_are_over_or_ended_by_their_owner(store: Store) -> None:
    add(store, "Olha")
    add(store, "Ihor", "reader")
    one = issue(store, "Ihor", "t1")
    passes = store.passes()
    assert passes.token(hashed("t1"), NOW + HOUR) is None
    passes.used(hashed("t1"), NOW + HOUR / 2)
    found = passes.token(hashed("t1"), NOW)
    assert found is not None
    assert (found[0].powers, found[0].used, found[1].role) == (frozenset({"read"}), NOW + HOUR / 2, "reader")
    assert not passes.revoke("Olha", one, BOSS), "another's"
    assert passes.revoke("Ihor", one, BOSS)
    assert passes.token(hashed("t1"), NOW) is None


def test_pauses_grow_and_many_at_once_count_as_many(store: Store) -> None:
    counts = [Count(b"olha", 3, timedelta(minutes=15), timedelta(days=1)), Count(b"10.0.0.7", 50, HOUR, HOUR)]
    people, waits = store.people(), []
    threads = [threading.Thread(target=lambda: waits.append(people.trying(counts, NOW))) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(w.total_seconds() for w in waits) == [0, 0, 0, 0, 2, 2, 2, 2]
    assert people.trying(counts, NOW + timedelta(seconds=2)) == timedelta(0)
    assert people.trying(counts, NOW + timedelta(seconds=3)) == timedelta(seconds=3), "4 s after the fifth"
    assert people.trying(counts, NOW + timedelta(days=2)) == timedelta(0), "a day without any"
    people.tried(counts[:1], counts[1:])
    assert people.trying(counts[:1], NOW + timedelta(days=2)) == timedelta(0)


def test_an_errand_is_taken_up_once_and_in_time(store: Store) -> None:
    passes, one = store.passes(), Errand("nonce", "verifier", "/review")
    passes.send(hashed("e1"), one, NOW, NOW + HOUR)
    passes.send(hashed("e2"), one, NOW, NOW + HOUR)
    assert passes.back(hashed("e1"), NOW) == one
    assert passes.back(hashed("e1"), NOW) is None
    assert passes.back(hashed("e2"), NOW + HOUR) is None


def test_what_is_done_is_in_the_audit_log_and_no_secret_is(store: Store) -> None:
    add(store, "Olha")
    begin(store, "Olha", "s1")
    issue(store, "Olha", "t1")
    store.people().set_password("Olha", "$new", BOSS)
    told = [(one.who, one.what, one.target) for one in Audit(store.place, store._engine).every()]
    assert told == [
        ("Olha", "person added", "Olha"),
        ("Olha", "sign-in", "Olha"),
        ("Olha", "token made", "Olha"),
        ("Olha", "password set", "Olha"),
    ]
    rows = repr(list(Audit(store.place, store._engine).every()))
    assert not any(secret in rows for secret in ("$new", "$hash", hashed("s1").hex(), hashed("t1").hex()))
