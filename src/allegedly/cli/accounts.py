"""What the commands share of accounts: whoever keeps them, and whether a desk may be reached from elsewhere."""

from datetime import timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from allegedly.people import StoredPeople
    from allegedly.publish.web.guard import Names
    from allegedly.settings import Settings


def kept(settings: "Settings") -> "StoredPeople":
    """Whoever keeps the accounts of the store. Raises StoreFailed, InputMissing (OpenID)."""
    from allegedly.people import Hours, StoredPeople
    from allegedly.store import Store

    hours = Hours(timedelta(hours=settings.session_idle), timedelta(hours=settings.session_most))
    return StoredPeople(Store.open(settings.store), hours, settings.guests == "reader")


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
