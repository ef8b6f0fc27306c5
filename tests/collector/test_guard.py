"""The wall: which addresses are public, and that nothing else is ever connected to."""

import asyncio
import ipaddress

import pytest

from collector.fetch import HttpFetcher
from collector.guard import BlockedError, Wall, is_public
from core.errors import FetchError
from support.factories import network
from support.hostile import answer, serving

LOCAL = """
    127.0.0.1 127.255.255.254 0.0.0.0 10.0.0.5 172.16.0.1 192.168.1.1 100.64.0.1 169.254.169.254 192.0.0.8 192.0.2.1
    198.18.0.1 203.0.113.9 224.0.0.1 240.0.0.1 255.255.255.255 ::1 :: ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
    fe80::1 fc00::1 fd12::1 ff02::1 fec0::1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 2002:7f00:1:: 2001:db8::1
    2001::1 5f00::1 3fff::1
"""
PUBLIC = "93.184.216.34 8.8.8.8 2606:2800:220:1::1 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::"


@pytest.mark.parametrize("address", LOCAL.split())
def test_a_local_or_special_address_is_not_public(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC.split())
def test_an_address_of_the_internet_is_public(address):
    assert is_public(ipaddress.ip_address(address))


OPEN = {
    "a public address on 443": ((), "press.example", 443, "93.184.216.34"),
    "an allowed network, any port": (("10.1.0.0/16",), "press.example", 8080, "10.1.2.3"),
    "an allowed single address": (("10.1.2.3",), "press.example", 80, "10.1.2.3"),
    "an allowed host and port": (("Press.example:8080",), "press.example", 8080, "10.1.2.3"),
    "an allowed address and port": (("127.0.0.1:8765",), "press.example", 8765, "127.0.0.1"),
    "an allowed IPv6 address and port": (("[::1]:8765",), "::1", 8765, "::1"),
}
CLOSED = {
    "a local address": ((), "press.example", 80, "10.1.2.3"),
    "a public address on another port": ((), "press.example", 22, "93.184.216.34"),
    "the allowed host on another port": (("press.example:8080",), "press.example", 8081, "10.1.2.3"),
    "another network than the allowed one": (("10.1.0.0/16",), "press.example", 80, "10.2.0.1"),
}


@pytest.mark.parametrize(("allow", "host", "port", "address"), OPEN.values(), ids=OPEN)
def test_the_wall_lets_through(allow, host, port, address):
    assert Wall.allowing(allow).check(host, port, [ipaddress.ip_address(address)]) is None


@pytest.mark.parametrize(("allow", "host", "port", "address"), CLOSED.values(), ids=CLOSED)
def test_the_wall_keeps_out(allow, host, port, address):
    with pytest.raises(BlockedError):
        Wall.allowing(allow).check(host, port, [ipaddress.ip_address(address)])


def test_one_local_address_among_public_ones_closes_the_wall():
    with pytest.raises(BlockedError, match=r"10\.0\.0\.5"):
        Wall().check("mixed.example", 80, [ipaddress.ip_address(a) for a in ("93.184.216.34", "10.0.0.5")])


def test_an_item_that_is_no_network_and_no_port_is_refused():
    with pytest.raises(ValueError, match="press"):
        Wall.allowing(["press.example"])


def kind(url, settings, **options):
    async def run():
        async with HttpFetcher(settings, **options) as fetcher:
            return await fetcher.fetch(url)

    with pytest.raises(FetchError) as caught:
        asyncio.run(run())
    return caught.value.kind


SPELLINGS = """
    127.0.0.1 localhost [::1] [::ffff:127.0.0.1] [::ffff:7f00:1] 2130706433 0x7f000001 0177.0.0.1 127.1 0 [::]
    127.0.0.1. [64:ff9b::7f00:1] [::127.0.0.1] 169.254.169.254 192.168.0.1 10.0.0.1
"""


@pytest.mark.parametrize("host", SPELLINGS.split())
def test_no_spelling_of_a_local_address_gets_through(host):
    assert kind(f"http://{host}/", network(deadline=5.0)) in {"blocked", "dns", "protocol"}


def test_a_name_is_resolved_once_and_its_checked_address_is_used(site):
    site.routes["/"] = lambda h: h.answer(b"ok")
    asked = []

    async def resolver(host, _port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    async def run():
        settings = network(allow=(f"press.example:{site.server_port}",), deadline=5.0)
        async with HttpFetcher(settings, resolver) as fetcher:
            return await fetcher.fetch(f"http://press.example:{site.server_port}/")

    assert asyncio.run(run()).body == b"ok"
    assert asked == ["press.example"]
    assert site.requests[0][1]["host"] == f"press.example:{site.server_port}"


def test_a_name_that_points_inside_never_reaches_the_inside(site):
    async def resolver(_host, _port):
        return ["127.0.0.1"]

    settings = network(deadline=5.0)
    assert kind(f"http://rebind.example:{site.server_port}/", settings, resolver=resolver) == "blocked"
    assert site.requests == []


def test_an_unknown_name_is_a_dns_error():
    async def resolver(_host, _port):
        raise OSError("Name or service not known")

    assert kind("http://nowhere.example/", network(), resolver=resolver) == "dns"


def test_a_name_without_addresses_is_a_dns_error():
    async def resolver(_host, _port):
        return []

    assert kind("http://nowhere.example/", network(), resolver=resolver) == "dns"


def test_the_next_address_is_tried_when_the_first_does_not_answer(site):
    site.routes["/"] = lambda h: h.answer(b"ok")

    async def resolver(_host, _port):
        return ["127.0.0.3", "127.0.0.1"]

    async def run():
        async with HttpFetcher(network(allow=("127.0.0.0/8",), deadline=5.0), resolver) as fetcher:
            return await fetcher.fetch(f"http://press.example:{site.server_port}/")

    assert asyncio.run(run()).body == b"ok"


def test_a_closed_port_is_a_connect_error(site):
    settings = network(allow=("127.0.0.0/8",), deadline=5.0)
    assert kind(f"http://127.0.0.3:{site.server_port}/", settings) == "connect"


def test_a_scheme_of_the_same_library_that_is_no_web_page_is_refused(site):
    assert kind(f"ws://{site.door}/", network(allow=(site.door,))) == "protocol"


async def knows_nothing(_host, _port):
    raise OSError("Name or service not known")


async def keeps_silent(_host, _port):
    await asyncio.Event().wait()


async def knows_the_press(host, _port):
    return {"press.example": ["93.184.216.34"], "inside.example": ["10.0.0.5"]}[host]


def through(proxy, url, resolver=knows_nothing, **fields):
    async def run():
        async with HttpFetcher(network(**{"proxy": proxy, "deadline": 5.0, **fields}), resolver) as fetcher:
            return await fetcher.fetch(url)

    return asyncio.run(run())


@pytest.mark.parametrize("resolver", [knows_nothing, knows_the_press])
def test_with_a_proxy_the_proxy_is_asked_whether_the_name_is_known_inside_or_not(site, resolver):
    site.routes["http://press.example/rss.xml?a=1"] = lambda h: h.answer(b"ok")
    assert through(site.url, "http://press.example/rss.xml?a=1", resolver).body == b"ok"
    assert site.requests[0][1]["host"] == "press.example"


def test_a_name_server_that_keeps_silent_leaves_the_proxy_time_to_answer(site):
    site.routes["http://press.example/"] = lambda h: h.answer(b"ok")
    assert through(site.url, "http://press.example/", keeps_silent, deadline=2.0).body == b"ok"


def test_an_ipv6_address_keeps_its_brackets_on_the_way_to_the_proxy(site):
    site.routes["http://[2606:2800:220:1::1]/"] = lambda h: h.answer(b"ok")
    assert through(site.url, "http://[2606:2800:220:1::1]/").body == b"ok"


def test_a_redirect_behind_a_proxy_passes_the_wall_too(site):
    site.routes["http://press.example/"] = lambda h: h.answer(status=302, Location="http://inside.example/")
    with pytest.raises(FetchError) as caught:
        through(site.url, "http://press.example/", knows_the_press)
    assert (caught.value.kind, len(site.requests)) == ("blocked", 1)


def test_the_proxy_itself_is_no_page_to_read(site):
    with pytest.raises(FetchError) as caught:
        through(site.url, f"{site.url}/admin")
    assert (caught.value.kind, site.requests) == ("blocked", [])


def test_what_the_workspace_allows_is_asked_for_behind_a_proxy_too(site):
    site.routes["http://10.1.2.3:8080/"] = lambda h: h.answer(b"ok")
    assert through(site.url, "http://10.1.2.3:8080/", allow=("10.1.0.0/16",)).body == b"ok"


def test_https_asks_the_proxy_for_a_tunnel_and_says_when_there_is_none():
    with serving({"press.example:443": answer(status="407 Proxy Authentication Required")}) as proxy:
        with pytest.raises(FetchError, match=r"407 Proxy Authentication Required.*network\.proxy") as caught:
            through(proxy.url, "https://press.example/")
        assert (caught.value.kind, proxy.calls[0].path) == ("connect", "press.example:443")


def test_a_proxy_that_wants_a_password_is_named_as_the_cause(site):
    site.routes["http://press.example/"] = lambda h: h.answer(status=407)
    with pytest.raises(FetchError, match=r"network\.proxy") as caught:
        through(site.url, "http://press.example/")
    assert caught.value.status == 407


OUTSIDE = "press.example www.press.example PRESS.example press.example. a_b.press.example x.xn--p1ai"
INSIDE = """
    intranet localhost localhost. www.localhost printer.local db.internal 1.0.0.127.in-addr.arpa router.home.arpa
    0x7f000001 2130706433 127.1 127.0.0.1. 0x7f.0x1 press.example.0x7f press..example .press.example press.example/a
    %31%32%37.0.0.1 127.0.0.1%00.press.example -- a:b user@press.example
"""


@pytest.mark.parametrize("host", OUTSIDE.split())
def test_a_name_only_the_proxy_knows_may_be_asked_for(host):
    assert Wall().check_name(host, 80) is None


@pytest.mark.parametrize("host", INSIDE.split())
def test_a_name_only_the_proxy_knows_is_refused_when_it_may_be_one_of_its_own(host):
    with pytest.raises(BlockedError):
        Wall().check_name(host, 80)


def test_a_name_only_the_proxy_knows_is_asked_for_on_the_web_ports_alone():
    with pytest.raises(BlockedError):
        Wall().check_name("press.example", 8080)


def test_a_name_only_the_proxy_knows_may_be_allowed_by_the_workspace():
    assert Wall.allowing(["intranet:8080"]).check_name("intranet", 8080) is None
