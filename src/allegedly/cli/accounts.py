"""What the commands share of accounts: whoever keeps them, and whether a desk may be reached from elsewhere."""

import os
from datetime import timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from allegedly.people import StoredPeople
    from allegedly.people.openid import OpenId
    from allegedly.publish.web.guard import Names
    from allegedly.settings import Settings
    from allegedly.store import Store

SECRET = "ALLEGEDLY_OPENID_SECRET"


def kept(settings: "Settings", desk: "Store | None" = None) -> "StoredPeople":
    """Whoever keeps the accounts of the store, which may be open. Raises StoreFailed, InputMissing (OpenID)."""
    from allegedly.people import Hours, StoredPeople
    from allegedly.store import Store

    hours = Hours(timedelta(hours=settings.session_idle), timedelta(hours=settings.session_most))
    second = settings.second_factor or None
    made = StoredPeople(desk or Store.open(settings.store), hours, settings.guests == "reader", second=second)
    if settings.openid.issuer:
        made.provider = provider(settings, made)
    return made


def provider(settings: "Settings", keeper: "StoredPeople") -> "OpenId":
    """The OpenID provider of the settings. Raises InputMissing (secret), SetupIncomplete (extra)."""
    from allegedly.errors import InputMissing, SetupIncomplete

    try:
        from allegedly.people.openid import Issuer, OpenId
    except ImportError as error:
        raise SetupIncomplete("Signing in by OpenID needs its part. Run: pip install 'allegedly[oidc]'") from error
    one = settings.openid
    try:
        secret = one.secret_file.read_text("utf-8").strip() if one.secret_file else os.environ.get(SECRET, "")
    except OSError as error:
        raise InputMissing(f"{one.secret_file}: {error.strerror}. It is to hold the secret of OpenID.") from error
    if not one.client or not one.roles:
        raise InputMissing("settings, openid: set client, and roles: which value of the claim gives which role.")
    return OpenId(
        Issuer(one.issuer, one.client, secret, one.label, one.scopes, one.name_claim, one.role_claim, one.roles), keeper
    )


def reachable(settings: "Settings", people: bool) -> "Names":
    """The names that a desk answers to. Raises InputMissing where it would be open to others without accounts."""
    from allegedly.errors import InputMissing
    from allegedly.publish.web.guard import names

    first = "First give somebody an account: allegedly people add NAME --role admin"
    if (not near(settings.host) or settings.names or settings.behind_proxy) and not people:
        raise InputMissing(f"Nobody has an account, so everybody who reaches this desk could decide. {first}")
    if not near(settings.host) and not settings.names:
        raise InputMissing(f"{settings.host}: by which name will it be asked? Add --name desk.example.org")
    return names(settings.names)


def near(host: str) -> bool:
    """Is it an address of this machine only? Raises InputMissing for what is none."""
    from allegedly.errors import InputMissing

    try:
        return ip_address(host).is_loopback
    except ValueError as error:
        raise InputMissing(f"host {host!r}: is no address such as 127.0.0.1 or 0.0.0.0") from error


def told(settings: "Settings") -> str:
    """Where a desk is, for whoever starts it; with what its passwords lack."""
    named = settings.names[0] if settings.names else ""
    if not named:
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        return f"http://{host}:{settings.port}"
    if named.startswith("https://"):
        return named
    plain = named.removeprefix("http://")
    return (
        f"http://{plain}:{settings.port} - passwords travel unencrypted: put TLS in front and name it https://{plain}"
    )
