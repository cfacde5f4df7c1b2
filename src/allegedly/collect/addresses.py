"""Which addresses the desk may connect to: an own list, since libraries call some inner addresses global.

After the IANA special-purpose address registries (RFC 6890 and its updates) and what hides an IPv4 address inside IPv6:
mapped and compatible forms, NAT64 (RFC 6052, 8215), 6to4 (RFC 3056), Teredo (RFC 4380), ISATAP (RFC 5214).
"""

from collections.abc import Iterator, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

FORBIDDEN_4: tuple[IPv4Network, ...] = tuple(
    IPv4Network(n)
    for n in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared between carriers and customers
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, and the metadata service of most clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
        "168.63.129.16/32",  # a cloud's host agent, on a public number
    )
)
FORBIDDEN_6: tuple[IPv6Network, ...] = tuple(
    IPv6Network(n)
    for n in (
        "::/128",  # unspecified
        "::1/128",  # loopback
        "100::/64",  # discard
        "100:0:0:1::/64",  # dummy prefix
        "2001:1::/32",  # protocol assignments: anycast, none a web server
        "2001:2::/48",  # benchmarks
        "2001:10::/28",  # ORCHID
        "2001:20::/28",  # ORCHIDv2
        "2001:30::/28",  # drone remote identification
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation
        "5f00::/16",  # segment routing
        "fc00::/7",  # unique local
        "fe80::/10",  # link-local
        "fec0::/10",  # site-local, withdrawn but routed inside
        "ff00::/8",  # multicast
    )
)
GLOBAL_6 = IPv6Network("2000::/3")  # the only range that IANA has given out for the public network
MAPPED = IPv6Network("::ffff:0:0/96")
NAT64 = IPv6Network("64:ff9b::/96")
NAT64_LOCAL = IPv6Network("64:ff9b:1::/48")
COMPATIBLE = IPv6Network("::/96")
TRANSLATED = IPv6Network("::ffff:0:0:0/96")  # SIIT
SIX_TO_FOUR = IPv6Network("2002::/16")
TEREDO = IPv6Network("2001::/32")
ISATAP = 0x5EFE  # the middle of such an interface identifier
LOW = 0xFFFFFFFF


def networks(given: Sequence[str]) -> tuple[Network, ...]:
    """Networks as a user writes them. Raises ValueError, naming the one that is none."""
    return tuple(ip_network(one, strict=False) for one in given)


def forbidden(address: str, allowed: Sequence[Network] = ()) -> str:
    """Why nothing may be fetched from an address; empty if it may. `allowed` are a user's own networks.

    An address that carries another inside is judged by both: what a translator would reach counts.
    """
    try:
        outer = ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return f"{address} is no address"
    if any(outer.version == network.version and outer in network for network in allowed):
        return ""
    for one in (outer, *_inside(outer)):
        if why := _why(one):
            return f"{address} {why}" if one == outer else f"{address} carries {one}, which {why}"
    return ""


def _why(one: Address) -> str:
    if isinstance(one, IPv4Address):
        inner = next((network for network in FORBIDDEN_4 if one in network), None)
        return f"lies in {inner}, which is not public" if inner else ""
    if any(one in network for network in (MAPPED, NAT64, COMPATIBLE)) and one not in FORBIDDEN_6[1]:
        return ""  # judged by the address inside
    if one not in GLOBAL_6:
        return f"lies outside {GLOBAL_6}, the public network"
    hidden = next((network for network in FORBIDDEN_6 if one in network), None)
    return f"lies in {hidden}, which is not public" if hidden else ""


def _inside(outer: Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses that an IPv6 address carries."""
    if isinstance(outer, IPv4Address):
        return
    number = int(outer)
    if any(outer in network for network in (MAPPED, NAT64, COMPATIBLE, TRANSLATED)):
        yield IPv4Address(number & LOW)
    if outer in SIX_TO_FOUR:
        yield IPv4Address(number >> 80 & LOW)
    if outer in TEREDO:
        yield IPv4Address(number >> 64 & LOW)
        yield IPv4Address(~number & LOW)
    if number >> 32 & 0xFCFFFFFF == ISATAP:
        yield IPv4Address(number & LOW)
