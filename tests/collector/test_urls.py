"""One spelling per address."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from collector.urls import canonical, desktop, within

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
    "VnExpress tracking": ("https://b.example/a?vn_source=rss&vn_medium=x&id=3", "https://b.example/a?id=3"),
    "Zalo and VietNamNet tracking": ("https://b.example/a?zarsrc=30&gidzl=x&vnn_source=y", "https://b.example/a"),
    "Google's AMP cache": ("https://b.example/a?usqp=mq&amp_js_v=0.1&amp_gsa=1", "https://b.example/a"),
    "parameters that name an article": (
        "https://b.example/?id=1&a=2&newsid=3&ArticleID=4&p=5",
        "https://b.example/?id=1&a=2&newsid=3&ArticleID=4&p=5",
    ),
    "a page of a long article": ("https://b.example/a.html?page=2", "https://b.example/a.html?page=2"),
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


PLAIN = "https://baomau.example/thoi-su/a-1.html"
TWINS = {
    "host for phones": "https://m.baomau.example/thoi-su/a-1.html",
    "AMP host": "https://amp.baomau.example/thoi-su/a-1.html",
    "WAP host": "https://wap.baomau.example/thoi-su/a-1.html",
    "path before": "https://baomau.example/amp/thoi-su/a-1.html",
    "path behind": "https://baomau.example/thoi-su/a-1.html/amp",
    "path behind with a slash": "https://baomau.example/thoi-su/a-1.html/amp/",
    "suffix before the type": "https://baomau.example/thoi-su/a-1.amp.html",
    "suffix with a dash": "https://baomau.example/thoi-su/a-1-amp.html",
    "suffix behind the type": "https://baomau.example/thoi-su/a-1.html.amp",
    "bare parameter": "https://baomau.example/thoi-su/a-1.html?amp",
    "parameter 1": "https://baomau.example/thoi-su/a-1.html?amp=1",
    "output type": "https://baomau.example/thoi-su/a-1.html?outputType=amp",
    "view": "https://baomau.example/thoi-su/a-1.html?view=amp",
    "Blogger": "https://baomau.example/thoi-su/a-1.html?m=1",
    "several at once": "https://m.baomau.example/amp/thoi-su/a-1.html?amp=1",
    "itself": PLAIN,
}
OTHERS = {
    "another outlet": "https://m.khac.example/a.html?amp",
    "a section that begins with m": "https://media.baomau.example/a.html",
    "a word with amp": "https://baomau.example/champ.html",
    "a camp": "https://baomau.example/ampe-ke.html",
    "an article by its number": "https://baomau.example/?id=7&m=12",
    "nothing but the twin": "https://baomau.example/amp",
}


@pytest.mark.parametrize("url", TWINS.values(), ids=TWINS)
def test_a_twin_for_phones_has_the_address_of_the_page(url):
    assert desktop(url, ("baomau.example",)) == PLAIN


@pytest.mark.parametrize("url", OTHERS.values(), ids=OTHERS)
def test_what_is_no_twin_keeps_its_address(url):
    assert desktop(url, ("baomau.example",)) == url


def test_a_host_for_phones_that_is_the_outlets_own_domain_stays():
    assert desktop("https://m.baomau.example/a.html", ("m.baomau.example",)) == "https://m.baomau.example/a.html"


@settings(max_examples=200, deadline=None)
@given(st.text().map("https://m.baomau.example/".__add__))
def test_the_address_of_a_twin_stays_as_it_is(url):
    once = desktop(canonical(url), ("baomau.example",))
    assert once == canonical(once)


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
