"""One spelling per address."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from collector.urls import canonical, within

CANONICAL = {
    "host in capitals": ("HTTPS://BaoMau.Example/A.html", "https://baomau.example/A.html"),
    "fragment": ("https://baomau.example/a#binh-luan", "https://baomau.example/a"),
    "default port of https": ("https://baomau.example:443/a", "https://baomau.example/a"),
    "default port of http": ("http://baomau.example:80/a", "http://baomau.example/a"),
    "another port": ("http://127.0.0.1:8765/a", "http://127.0.0.1:8765/a"),
    "no path": ("https://baomau.example", "https://baomau.example/"),
    "dot behind the host": ("https://baomau.example./a", "https://baomau.example/a"),
    "spaces around": ("\n  https://baomau.example/a \t", "https://baomau.example/a"),
    "relative": ("/thoi-su/a.html", "https://goc.example/thoi-su/a.html"),
    "relative to the folder": ("a.html", "https://goc.example/rss/a.html"),
    "without scheme": ("//baomau.example/a", "https://baomau.example/a"),
    "utm parameters": ("https://b.example/a?utm_source=rss&utm_medium=x", "https://b.example/a"),
    "a tracking parameter among others": ("https://b.example/a?id=1&fbclid=Iw&p=2", "https://b.example/a?id=1&p=2"),
    "tracking in capitals": ("https://b.example/a?UTM_Source=rss&GCLID=1", "https://b.example/a"),
    "order of parameters stays": ("https://b.example/a?z=1&a=2", "https://b.example/a?z=1&a=2"),
    "a parameter without value": ("https://b.example/a?amp&id=1", "https://b.example/a?amp&id=1"),
    "empty query": ("https://b.example/a?", "https://b.example/a"),
    "Vietnamese path": ("https://b.example/tây ninh", "https://b.example/t%C3%A2y%20ninh"),
    "escaped path": ("https://b.example/t%C3%A2y%20ninh", "https://b.example/t%C3%A2y%20ninh"),
    "Vietnamese host": ("https://báo.example/a", "https://xn--bo-mia.example/a"),
    "IPv6 host": ("http://[::1]:8765/a", "http://[::1]:8765/a"),
}
USELESS = {
    "script": "javascript:alert(1)",
    "mail": "mailto:a@b.example",
    "file": "file:///etc/passwd",
    "data": "data:text/html,x",
    "name and password": "https://vnexpress.net@evil.example/a",
    "bad port": "http://b.example:99999/a",
    "no host": "https:///a",
    "broken IPv6": "http://[::1/a",
    "host label too long": f"http://{'é' * 80}.example/",
    "longer than any address of the press": "https://b.example/" + "a" * 2048,
}


@pytest.mark.parametrize(("url", "expected"), CANONICAL.values(), ids=CANONICAL)
def test_an_address_has_one_spelling(url, expected):
    assert canonical(url, "https://goc.example/rss/home.rss") == expected


@pytest.mark.parametrize("url", USELESS.values(), ids=USELESS)
def test_what_is_no_web_address_is_empty(url):
    assert canonical(url) == ""


@settings(max_examples=200, deadline=None)
@given(st.text() | st.text().map("https://".__add__), st.text())
@example("http://[", "http://[")
def test_any_text_gives_an_address_that_stays_as_it_is(url, base):
    once = canonical(url, base)
    assert once == "" or (once.isascii() and canonical(once) == once)


@pytest.mark.parametrize(
    ("url", "inside"),
    [
        ("https://baomau.example/a", True),
        ("https://www.baomau.example/a", True),
        ("https://WWW.BaoMau.Example/a", True),
        ("https://giabaomau.example/a", False),
        ("https://baomau.example.evil.example/", False),
        ("https://evil.example/baomau.example", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_a_domain_holds_itself_and_what_is_below(url, inside):
    assert within(url, ("khac.example", "baomau.example")) is inside
