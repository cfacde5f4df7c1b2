"""Promise 26: none of these inner addresses is reached, however it is written, redirected to, or answered by a name."""

import re
import socket
from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.collect.addresses import forbidden, networks
from allegedly.collect.fetch import Fetcher, Manners
from allegedly.collect.guard import Barred, Guarded, Limits
from tests.collect.conftest import AGENT
from tests.collect.host import Host


def listed(words: str) -> list[str]:
    return words.split()


INNER = listed("""
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 127.0.0.1 127.255.255.254 169.254.0.1
169.254.169.254 172.16.0.1 172.31.255.254 192.0.0.1 192.0.0.8 192.0.0.170 192.0.2.1 192.31.196.1 192.52.193.1
192.88.99.1 192.168.0.1 192.168.255.254 192.175.48.1 198.18.0.1 198.19.255.254 198.51.100.7 203.0.113.9 224.0.0.1
239.255.255.250 240.0.0.1 255.255.255.255 168.63.129.16 :: ::1 ::127.0.0.1 ::10.0.0.1 ::ffff:127.0.0.1
::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:7f00:1 ::ffff:0:127.0.0.1 64:ff9b::127.0.0.1 64:ff9b::10.0.0.1
64:ff9b::a9fe:a9fe 64:ff9b:1::1 64:ff9b:1:ffff::1 100::1 100:0:0:1::1 2001::1 2001:0:7f00:1::1
2001:0:4136:e378:8000:63bf:80ff:fffe 2001:1::1 2001:2::1 2001:10::1 2001:20::1 2001:30::1 2001:db8::1 2002:7f00:1::1
2002:a00:1::1 2002:a9fe:a9fe::1 2002:c0a8:101::1 3fff::1 4000::1 5f00::1 fc00::1 fd00::1 fd00:ec2::254 fe80::1
fe80::1%eth0 febf::1 fec0::1 ff02::1 ff0e::1 2a00:1450::5efe:10.0.0.1 2a00:1450::200:5efe:192.168.1.1 8000::1
""")
PUBLIC = listed(
    "93.184.215.14 1.1.1.1 8.8.8.8 172.32.0.1 100.128.0.1 2a00:1450:4001:80b::200e 2606:4700::1111 64:ff9b::8.8.8.8"
)
# Other ways to write 127.0.0.1 and its like, which some resolvers understand.
WRITTEN = listed("""
http://127.0.0.1/ http://127.1/ http://0x7f000001/ http://2130706433/ http://0177.0.0.1/ http://[::1]/ http://[::]/
http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/ http://[64:ff9b::7f00:1]/ http://[2002:7f00:1::]/ http://0/
http://0.0.0.0/ http://localhost/ http://127.0.0.1.:80/ http://[fe80::1%25lo]/ http://user@127.0.0.1/
http://127.0.0.1:22/ http://127.0.0.1:6379/ http://127.0.0.1%2f@example.org/ http://example.org:25/
ftp://example.org/ file:///etc/passwd gopher://127.0.0.1/ data:,x http:///x http://[::1
http://exa%20mple.org\\@127.0.0.1/ http://１２７.0.0.1/ http://ⓛocalhost/
""")


@pytest.mark.parametrize("address", INNER)
def test_inner_addresses_are_forbidden(address: str) -> None:
    assert forbidden(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_not(address: str) -> None:
    assert not forbidden(address)


@pytest.mark.parametrize("inner", ["127.0.0.1", "::1", "fe80::1%lo"])
def test_a_refusal_names_the_setting_that_allows_it_and_no_more(inner: str) -> None:
    guard = Guarded(Limits(), (), lambda *_: [inner])
    with pytest.raises(Barred) as refused:
        guard.check("desk.example", 80)
    (named,) = re.findall(r'networks = \["(.+)"\]', str(refused.value))
    own = networks([named])
    assert [one.num_addresses for one in own] == [1]
    assert Guarded(Limits(), own, lambda *_: [inner]).check("desk.example", 80) == [inner]


@pytest.mark.parametrize("url", WRITTEN)
def test_however_it_is_written_nothing_is_fetched(url: str) -> None:
    one = Fetcher(Manners(AGENT, Limits(connect=0.2, idle=0.2, total=0.5)))
    got = one.get(url)
    one.close()
    assert got.outcome in {"barred", "unreachable"}
    assert got.capture is None
    if "example.org" not in url and "127" in url:
        assert got.outcome == "barred" or "cannot be found" in got.reason or "host name" in got.reason, got


@pytest.mark.parametrize("address", INNER)
def test_a_name_that_leads_inside_is_not_followed(address: str) -> None:
    one = Fetcher(Manners(AGENT, Limits()), lambda host, port: ["93.184.215.14", address])
    got = one.get("http://outlet.example/")
    one.close()
    assert got.outcome == "barred"


def test_a_name_that_changes_its_answer_is_asked_once(web: Host) -> None:
    answers = [["127.0.0.1"], ["10.0.0.1"]]

    def find(host: str, port: int) -> list[str]:
        return answers.pop(0)

    one = Fetcher(Manners(AGENT, Limits(total=2), networks(["127.0.0.0/8"])), find)
    web.page("/", "checked", kind="text/plain")
    # The port check asks for the name too: it has its own resolver. The connection asks once and goes where it looked.
    got = one.get(web.url("/").replace("127.0.0.1", "localhost"))
    one.close()
    assert got.capture is not None
    assert answers == [["10.0.0.1"]]


def test_a_server_inside_is_never_connected_to() -> None:
    """A real server listens on loopback; without permission no connection arrives, whatever leads there."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.2)
        one = Fetcher(Manners(AGENT, Limits(total=1)), lambda host, port: ["127.0.0.1"])
        for port in (80, 8080, server.getsockname()[1]):
            assert one.get(f"http://outlet.example:{port}/").outcome == "barred"
        one.close()
        with pytest.raises(TimeoutError):
            server.accept()


@given(st.integers(0, 2**32 - 1))
def test_an_address_inside_another_is_judged_as_itself(number: int) -> None:
    inner = ip_address(number)
    why = bool(forbidden(str(inner)))
    for carrier in (ip_address((0x64FF9B << 96) | number), ip_address((0xFFFF << 32) | number)):
        assert bool(forbidden(str(carrier))) == why
    assert bool(forbidden(str(ip_address((0x2002 << 112) | number << 80)))) == why


def test_users_may_allow_a_network_of_their_own() -> None:
    own = networks(["10.20.0.0/16"])
    assert not forbidden("10.20.3.4", own)
    assert forbidden("10.21.3.4", own)
    assert own == (ip_network("10.20.0.0/16"),)


def test_the_corpus_is_large_enough() -> None:
    assert len(INNER) + len(WRITTEN) >= 80
