"""A feed of any length is read window after window: nothing is lost, nothing is read twice."""

import pytest

from collector import feeds
from support.factories import outlet
from support.fakes import NOON

URL = "https://baomau.example/rss/home.rss"


def rss(count, more=""):
    items = "".join(
        f"<item><title>Tin {n}</title><link>https://baomau.example/{n}</link>{more}</item>" for n in range(count)
    )
    return f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>"


def atom(count):
    entries = "".join(f"<entry><title>Tin {n}</title><link href='/{n}'/></entry>" for n in range(count))
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title>{entries}</feed>"


def rdf(count):
    listed = "".join(f"<rdf:li resource='/{n}'/>" for n in range(count))
    items = "".join(f"<item><title>Tin {n}</title><link>/{n}</link></item>" for n in range(count))
    spaces = "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'"
    return f"<rdf:RDF {spaces}><channel><title>t</title><items>{listed}</items></channel>{items}</rdf:RDF>"


def as_json(count):
    items = ",".join(f'{{"id":"{n}","url":"/{n}","title":"Tin {n}"}}' for n in range(count))
    return f'{{"version":"https://jsonfeed.org/version/1.1","items":[{items}]}}'


FORMS = {
    "RSS in its common form": rss(5100),
    "RSS of another form": rss(5100, "<comments/><sapo>a</sapo>"),
    "RSS that is not well-formed": rss(4100, "<description>a<br></description>"),
    "items in comments and literal texts": rss(4100, "<!-- <item> --><description><![CDATA[<item >]]></description>"),
    "Atom": atom(5100),
    "RDF": rdf(4100),
    "JSON Feed": as_json(5100),
    "as many as a window holds": rss(4000),
    "capitals": rss(2100).replace("item>", "ITEM>"),
}


def windows(text):
    """Yield the windows of a feed until it has no more."""
    start, more = 0, True
    while more:
        parsed = feeds.read(text.encode(), URL, outlet(), NOON, start=start)
        yield parsed
        start, more = start + feeds.MAX_ENTRIES, parsed.more


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_windows_hold_every_item_once_and_in_order(text):
    count = text.count("<link") or text.count('"id"')
    found = [entry.url for parsed in windows(text) for entry in parsed.entries]
    assert found == [f"https://baomau.example/{number}" for number in range(count)]


def test_a_window_holds_no_more_than_its_items():
    assert [len(parsed.entries) for parsed in windows(rss(4500))] == [2000, 2000, 500]


def test_a_window_behind_the_end_is_empty():
    assert feeds.read(rss(3).encode(), URL, outlet(), NOON, start=5) == feeds.Parsed(())


def test_only_the_last_window_of_a_feed_that_broke_off_loses_its_last_item():
    text = rss(4500)
    found = list(windows(text[: text.rindex("</link>")]))
    assert [len(parsed.entries) for parsed in found] == [2000, 2000, 499]
    assert {parsed.whole for parsed in found} == {False}
