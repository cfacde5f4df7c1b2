"""Names that people sign decisions with, and addresses that they ask from."""

import unicodedata
from ipaddress import IPv6Address, ip_address

from allegedly.errors import AccountRefused
from allegedly.publish.tongue import _

LONGEST = 100  # as judgements take it
HOME = 64  # bits of an IPv6 address that one household or office has in common


def proper(name: str) -> str:
    """A name as it is kept: single spaces, letters composed. Raises AccountRefused.

    Nothing that cannot be seen may be in it: what turns the direction of text or hides would let one name look like
    another.
    """
    found = " ".join(unicodedata.normalize("NFC", name).split())
    if not found or len(found) > LONGEST:
        raise AccountRefused(_("A name has 1 to {n} characters.").format(n=LONGEST))
    if any(unicodedata.category(sign)[0] == "C" for sign in found):
        raise AccountRefused(_("A name holds nothing that cannot be seen."))
    return found


def neighbourhood(address: str) -> str:
    """What attempts of one address are counted by: IPv4 whole, of IPv6 the part that one network has."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        inner = found.ipv4_mapped
        return str(inner) if inner else f"{found.exploded[: HOME // 4 + 3]}::/{HOME}"
    return str(found)
