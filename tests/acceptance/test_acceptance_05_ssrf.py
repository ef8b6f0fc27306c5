"""Acceptance 5: >= 60 spellings of addresses, redirects, rebinding, mixed records: 0 connects to non-public addresses.

The server on 127.0.0.9, which the workspace allows, stands for the internet; the one on 127.0.0.1, on the same port,
for what is inside.
"""

import asyncio
import socket

import pytest

from collector.fetch import HttpFetcher
from core.errors import FetchError
from support.connects import recorded
from support.factories import network
from support.hostile import answer, serving

OUTSIDE, INSIDE = "127.0.0.9", "127.0.0.1"

SPELLINGS = {
    "loopback and this host": """
        127.0.0.1 127.0.0.2 127.255.255.254 127.1 127.0.1 2130706433 017700000001 0x7f000001 0x7F.0.0.1 0177.0.0.1
        0177.0.0x0.1 0x7f.1 127.0.0.1. 127。0。0。1 ①②⑦.⓪.⓪.① %31%32%37.0.0.1 127.0.0.1%00.press.example 0 0.0.0.0 0x0
        localhost LOCALHOST localhost. www.localhost ip6-localhost ⓛocalhost""",
    "private, carrier and link-local networks, the metadata services of clouds among them": """
        10.0.0.1 10.255.255.255 167772161 0x0a000001 012.0.0.1 172.16.0.1 172.31.255.255 2886729729 192.168.0.1
        192.168.255.255 192.168.1 3232235521 0xc0a80001 169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376
        169.254.43518 100.64.0.1 100.127.255.254 192.0.0.8 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1
        239.255.255.255 240.0.0.1 255.255.255.255""",
    "IPv6, alone and with an IPv4 address inside": """
        [::1] [0:0:0:0:0:0:0:1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:169.254.169.254] [::ffff:0a00:1]
        [::ffff:0:127.0.0.1] [::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b::10.0.0.1] [64:ff9b::a9fe:a9fe]
        [64:ff9b:1::7f00:1] [2002:7f00:1::] [2002:a00:1::1] [2001:0:7f00:1::] [2001:db8::1] [fe80::1] [fe80::1%25lo]
        [fc00::1] [fd00:ec2::254] [fec0::1] [ff02::1] [100::1] [5f00::1] [3fff::1]""",
    "behind another name": """
        press.example@127.0.0.1 press.example:80@127.0.0.1 press.example&@127.0.0.1 inside.example intranet""",
}
HOSTS = [host for group in SPELLINGS.values() for host in group.split()]
NAMES = {
    "press.example": (OUTSIDE,),
    "inside.example": (INSIDE,),
    "intranet": ("10.0.0.5",),
    "mixed.example": (OUTSIDE, "10.0.0.5"),
    "mixed6.example": (OUTSIDE, "::1"),
    **dict.fromkeys(("localhost", "localhost.", "www.localhost", "ip6-localhost"), (INSIDE, "::1")),
}
REFUSED = {"blocked", "dns", "protocol", "connect"}  # connect: a redirect to what is no address at all


async def look_up(host, port):
    """Read numbers as the system does, and know some names."""
    if host in NAMES:
        return NAMES[host]
    return [found[4][0] for found in socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM, 0, socket.AI_NUMERICHOST)]


async def kind(fetcher, url):
    try:
        return str((await fetcher.fetch(url)).body, "ascii")
    except FetchError as error:
        return error.kind


@pytest.fixture
def world():
    """The server outside, and the one inside that must never hear from us."""
    with (
        serving({"/": answer(b"public")}, OUTSIDE) as outside,
        serving({"/": answer(b"SECRET")}, INSIDE, outside.port) as inside,
    ):
        yield outside, inside


def ask(urls, resolver=look_up, **fields):
    async def run():
        async with HttpFetcher(network(allow=(f"{OUTSIDE}/32",), **fields), resolver) as fetcher:
            return [await kind(fetcher, url) for url in urls]

    with recorded() as connects:
        kinds = asyncio.run(run())
    return kinds, [address for address in connects if address != OUTSIDE]


def spelled(outside):
    """Every spelling as http and https and on the port where the inside listens."""
    assert len(set(HOSTS)) >= 60
    return [url for host in HOSTS for url in (f"http://{host}/", f"https://{host}/", f"http://{host}:{outside.port}/")]


def test_no_spelling_of_an_address_reaches_the_inside(world, measured):
    outside, inside = world
    kinds, wrong = ask(spelled(outside))
    measured(f"{len(HOSTS)} spellings, {len(kinds)} addresses: connects to non-public addresses", len(wrong), "0")
    assert (wrong, inside.connections) == ([], 0)
    assert set(kinds) <= REFUSED


def test_no_redirect_reaches_the_inside(world, measured):
    outside, inside = world
    for number, url in enumerate(spelled(outside)):
        outside.faults[f"/{number}"] = answer(status="302 Found", Location=str(url.encode(), "latin-1"))
        outside.faults[f"/twice/{number}"] = answer(status="301 Moved Permanently", Location=f"/{number}")
    kinds, wrong = ask(f"http://press.example:{outside.port}{path}" for path in outside.faults if path != "/")
    measured(f"{len(kinds)} redirects to them, direct and at the second hop: such connects", len(wrong), "0")
    assert (wrong, inside.connections) == ([], 0)
    assert outside.connections >= len(kinds)
    assert set(kinds) <= REFUSED


def test_a_name_that_changes_its_address_never_leads_inside(world, measured):
    outside, inside = world
    asked = []

    async def rebinding(host, _port):
        asked.append(host)
        return [OUTSIDE if len(asked) % 2 else INSIDE]

    outside.faults["/again"] = answer(status="302 Found", Location="/")
    base = f"http://rebind.example:{outside.port}"
    kinds, wrong = ask([f"{base}/", f"{base}/", f"{base}/again", f"{base}/"], rebinding)
    measured("a name that changes its address between look-ups: such connects", len(wrong), "0")
    assert (wrong, inside.connections) == ([], 0)
    assert kinds == ["public", "blocked", "blocked", "public"]
    assert len(asked) == outside.connections + 2, "every connection goes to the address of its one look-up"


@pytest.mark.parametrize("name", ["mixed.example", "mixed6.example"])
def test_one_address_inside_among_public_ones_is_enough_to_refuse_a_name(world, measured, name):
    outside, inside = world
    kinds, wrong = ask([f"http://{name}/", f"http://{name}:{outside.port}/"])
    measured(f"{' and '.join(NAMES[name])} under one name: such connects", len(wrong), "0")
    assert (kinds, wrong, inside.connections, outside.connections) == (["blocked"] * 2, [], 0, 0)


def test_no_proxy_is_asked_for_the_inside(world, measured):
    outside, inside = world
    with serving({}, OUTSIDE) as proxy:
        kinds, wrong = ask(spelled(outside), proxy=proxy.url)
    measured(f"{len(kinds)} addresses behind a proxy: requests that reached the proxy", proxy.connections, "0")
    assert (wrong, proxy.connections, inside.connections) == ([], 0, 0)
    assert set(kinds) <= REFUSED
