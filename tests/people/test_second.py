"""The second factor: codes as the standards have them, good once, guessed by nobody; and who must have one."""

import sqlite3
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from allegedly.model.people import Visitor, powers
from allegedly.people import Hours, StoredPeople, totp
from allegedly.people.passwords import Passwords
from allegedly.publish.people import Asker, CodeAsked, Entered, NotLetIn
from allegedly.store import Store
from tests.people.conftest import BOSS, GOOD, QUICK, Clock

HERE = Asker("10.0.0.7", "a browser")
RFC = b"12345678901234567890"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(59, "94287082"), (1111111109, "07081804"), (1111111111, "14050471"), (1234567890, "89005924"),
     (2000000000, "69279037"), (20000000000, "65353130")],
)  # fmt: skip
def test_codes_are_those_of_rfc_6238_appendix_b(seconds: int, shown: str) -> None:
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    assert totp.code(RFC, totp.step(at)) == shown[-totp.DIGITS :], "there of eight digits, the last six are the same"


def test_codes_are_those_of_rfc_4226_appendix_d() -> None:
    every = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"]
    assert [totp.code(RFC, number) for number in range(10)] == every


def test_a_code_is_taken_one_step_around_now_and_only_later_than_the_last() -> None:
    at = datetime(2025, 3, 11, 9, tzinfo=UTC)
    now = totp.step(at)
    for away in (-2, -1, 0, 1, 2):
        typed = totp.code(RFC, now + away)
        assert totp.fitting(RFC, typed, at, 0) == (now + away if abs(away) <= 1 else None)
        assert totp.fitting(RFC, typed, at, now + away) is None
    assert totp.fitting(RFC, f" {totp.code(RFC, now)[:3]} {totp.code(RFC, now)[3:]}", at, 0) == now
    for wrong in ("", "12345", "١٢٣٤٥٦", "abcdef"):
        assert totp.fitting(RFC, wrong, at, 0) is None
    assert totp.fitting(b"", totp.code(b"", now), at, 0) is None, "who has no secret has no code"


def test_the_address_holds_what_an_app_needs() -> None:
    made = urlsplit(totp.address(RFC, "Olha Мель", "allegedly desk.example.org"))
    assert (made.scheme, made.netloc) == ("otpauth", "totp")
    assert parse_qs(made.query) == {"secret": [totp.spelt(RFC)], "issuer": ["allegedly desk.example.org"]}
    assert totp.spelt(RFC) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert len(set(totp.spares())) == totp.SPARE


@pytest.fixture
def olha(keeper: StoredPeople) -> Visitor:
    return keeper.sign_in("Olha", GOOD, HERE).visitor


def shown(keeper: StoredPeople, clock: Clock, name: str = "Olha", pending: bool = False) -> str:
    """The code that the app of a person shows now."""
    held = keeper.second._factors.of(name)
    return totp.code(held.pending if pending else held.secret, totp.step(clock.now))


def set_up(keeper: StoredPeople, clock: Clock, one: Visitor) -> tuple[str, ...]:
    """The app set up, and the spare codes; afterwards the next code is shown."""
    keeper.second.begin(one.name, "desk")
    spares = keeper.second.confirm(one, shown(keeper, clock, one.name, pending=True))
    assert len(spares) == totp.SPARE
    clock.pass_(seconds=totp.STEP)
    return spares


def errand(keeper: StoredPeople, asker: Asker = HERE) -> str:
    """The password fits, and a code is asked for."""
    with pytest.raises(CodeAsked) as asked:
        keeper.sign_in("Olha", GOOD, asker)
    return asked.value.errand


def refused(keeper: StoredPeople, brought: str, code: str) -> CodeAsked:
    with pytest.raises(CodeAsked) as asked:
        keeper.prove(brought, code, HERE)
    assert asked.value.error is not None
    return asked.value


def test_the_password_alone_no_longer_opens(keeper: StoredPeople, olha: Visitor, clock: Clock, store: Store) -> None:
    before = keeper.sign_in("Olha", GOOD, HERE).secret
    spares = set_up(keeper, clock, olha)
    assert keeper.session(before) is None, "all sessions ended"
    entered = keeper.prove(errand(keeper), shown(keeper, clock), HERE)
    assert keeper.session(entered.secret) == olha
    dump = "\n".join(sqlite3.connect(store.path).iterdump()).casefold()
    assert not any(one.replace("-", "").casefold() in dump or one.casefold() in dump for one in spares)
    noted = [one.what for one in store.audit().every()]
    assert "second factor on" in noted


def test_a_code_opens_once_and_an_errand_too(keeper: StoredPeople, olha: Visitor, clock: Clock) -> None:
    set_up(keeper, clock, olha)
    brought, code = errand(keeper), shown(keeper, clock)
    assert isinstance(keeper.prove(brought, code, HERE), Entered)
    with pytest.raises(NotLetIn):
        keeper.prove(brought, code, HERE)
    refused(keeper, errand(keeper), code)
    clock.pass_(seconds=totp.STEP)
    assert keeper.prove(errand(keeper), shown(keeper, clock), HERE).visitor == olha


def test_a_spare_code_opens_once_however_it_is_typed(
    keeper: StoredPeople, olha: Visitor, clock: Clock, store: Store
) -> None:
    spares = set_up(keeper, clock, olha)
    assert keeper.prove(errand(keeper), f" {spares[3].lower().replace('-', ' ')}", HERE).visitor == olha
    refused(keeper, errand(keeper), spares[3])
    assert keeper.second.spares("Olha") == totp.SPARE - 1
    last = [(one.what, one.detail) for one in store.audit().every()][-2:]
    assert ("recovery code used", "9 left") in [(o.what, o.detail) for o in store.audit().every()]
    assert last[-1] == ("sign-in failed", "code")
    renewed = keeper.second.renew(olha)
    clock.pass_(minutes=1)
    refused(keeper, errand(keeper), spares[4])
    clock.pass_(minutes=1)
    assert keeper.prove(errand(keeper), renewed[0], HERE).visitor == olha


def test_guessing_codes_is_slowed_down(keeper: StoredPeople, olha: Visitor, clock: Clock) -> None:
    set_up(keeper, clock, olha)
    brought, waits = errand(keeper), list[float]()
    for _ in range(12):
        told = refused(keeper, brought, "000000")
        assert told.error is not None
        brought = told.errand
        waits.append(told.error.wait.total_seconds())
        clock.pass_(seconds=waits[-1])
    assert waits[:4] == [0, 0, 0, 0]
    assert max(waits) >= 8
    brought = refused(keeper, brought, "000000").errand
    told = refused(keeper, brought, shown(keeper, clock))
    assert told.error is not None
    assert told.error.wait > timedelta(0), "the right one must wait too"


def test_an_errand_ends_with_time_and_with_another_password(keeper: StoredPeople, olha: Visitor, clock: Clock) -> None:
    set_up(keeper, clock, olha)
    late = errand(keeper)
    clock.pass_(minutes=5)
    old = errand(keeper)
    keeper.set_password("Olha", "nine storks on a roof", BOSS)
    for one in (late, old, "", "never-was"):
        with pytest.raises(NotLetIn):
            keeper.prove(one, shown(keeper, clock), HERE)


def test_an_invitation_does_not_go_around_it(keeper: StoredPeople, olha: Visitor, clock: Clock) -> None:
    set_up(keeper, clock, olha)
    code = keeper.invite("Olha", BOSS)
    with pytest.raises(CodeAsked) as asked:
        keeper.accept("Olha", code, "nine storks on a roof", HERE)
    assert keeper.prove(asked.value.errand, shown(keeper, clock), HERE).visitor == olha


def test_what_changes_it_asks_for_password_and_code(keeper: StoredPeople, olha: Visitor, clock: Clock) -> None:
    keeper.prove_again(olha, GOOD, "", HERE)  # nothing but a password yet
    set_up(keeper, clock, olha)
    code = shown(keeper, clock)
    for password, typed in (("wrong", code), (GOOD, ""), (GOOD, "000000")):
        with pytest.raises(NotLetIn):
            keeper.prove_again(olha, password, typed, HERE)
    keeper.prove_again(olha, GOOD, code, HERE)
    assert keeper.second.drop("Olha", BOSS)
    assert keeper.sign_in("Olha", GOOD, HERE).visitor == olha


def test_another_app_counts_from_its_first_code_on(keeper: StoredPeople, olha: Visitor, clock: Clock) -> None:
    set_up(keeper, clock, olha)
    keeper.second.begin("Olha", "desk")
    assert keeper.prove(errand(keeper), shown(keeper, clock), HERE).visitor == olha
    assert keeper.second.confirm(olha, "000000") == ()
    clock.pass_(seconds=totp.STEP)
    set_up(keeper, clock, olha)
    assert keeper.prove(errand(keeper), shown(keeper, clock), HERE).visitor == olha


def test_a_role_that_needs_one_has_no_powers_without(store: Store, clock: Clock) -> None:
    keeper = StoredPeople(store, Hours(), False, Passwords(QUICK), clock, second="editor")
    keeper.add_with("Olha", "admin", GOOD, BOSS)
    keeper.add_with("Petro", "reporter", GOOD, BOSS)
    keeper.add_known("Known", "admin", "https://id.example.org sub", BOSS)
    petro = keeper.sign_in("Petro", GOOD, HERE)
    assert keeper.session(petro.secret) == Visitor("Petro", "reporter", powers("reporter"))
    entered = keeper.sign_in("Olha", GOOD, HERE)
    assert keeper.session(entered.secret) == Visitor("Olha", "admin", frozenset())
    assert not keeper.second.lacking(keeper._people.find("Known")), "the provider asks for what it wants"
    set_up(keeper, clock, entered.visitor)
    again = keeper.again(entered.visitor, HERE)
    assert keeper.session(again.secret) == Visitor("Olha", "admin", powers("admin"))
    keeper.set_role("Petro", "editor", BOSS)
    assert keeper.session(petro.secret) == Visitor("Petro", "editor", frozenset()), "from the next request on"
    keeper.end("Petro", BOSS)
    assert not keeper.second.held("Petro")
