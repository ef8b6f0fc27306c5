"""Documents made to hurt whoever reads them: each is a function from a size in bytes to a document of about that size.

FEEDS, SITEMAPS, ROBOTS and PAGES name them. A document may be shorter than asked where its trick is, never much longer.
"""

import codecs
import gzip
import html
from collections.abc import Callable, Iterator
from itertools import count

Maker = Callable[[int], bytes]

ITEM = b"<item><title>Tin</title><link>https://baomau.example/9.html</link>"
RSS = b'<?xml version="1.0"?><rss version="2.0"><channel>'
RSS_END = b"</channel></rss>"
ATOM = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Tin</title><link href="/9.html"/>'
ATOM_END = b"</entry></feed>"
URLSET = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
URL = b"<url><loc>https://baomau.example/9.html</loc>"
HTML = b"<!DOCTYPE html><html><head><title>Tin</title></head><body><article><h1>T\xc3\xa2y Ninh</h1>"
HTML_END = b"<p>C\xe1\xbb\xada kh\xe1\xba\xa9u M\xe1\xbb\x99c B\xc3\xa0i.</p></article></body></html>"
SEVEN = b"t\xc3\xa2y ninh"


def repeated(head: bytes, part: bytes, tail: bytes = b"") -> Maker:
    """One part, again and again, between a head and a tail."""
    return lambda size: head + part * max(1, (size - len(head) - len(tail)) // len(part)) + tail


def numbered(head: bytes, part: bytes, tail: bytes = b"") -> Maker:
    """A part with its number in it wherever it says %d, again and again."""

    def make(size: int) -> bytes:
        return head + b"".join(_numbered(part, size - len(head) - len(tail))) + tail

    return make


def _numbered(part: bytes, room: int) -> Iterator[bytes]:
    holes = part.count(b"%d")
    for number in count():
        written = part % ((number,) * holes)
        room -= len(written)
        if number and room < 0:
            return
        yield written


def nested(head: bytes, opening: bytes, closing: bytes, tail: bytes = b"", middle: bytes = SEVEN) -> Maker:
    """Elements one in another, as deep as the size allows."""

    def make(size: int) -> bytes:
        depth = max(1, (size - len(head) - len(tail)) // len(opening + closing))
        return head + opening * depth + middle + closing * depth + tail

    return make


def packed(maker: Maker, times: int = 8) -> Maker:
    """A document gzipped, `times` as long as asked before that and no longer than asked after it."""
    return lambda size: gzip.compress(maker(size * times), mtime=0)[:size]


def recoded(maker: Maker, encoding: str, mark: bytes = b"") -> Maker:
    """A document in an encoding of more bytes."""
    return lambda size: mark + maker(size // 2).decode("utf-8", "replace").encode(encoding, "replace")


def spoiled(maker: Maker, byte: bytes, every: int = 3) -> Maker:
    """A document with a byte after every few bytes."""

    def make(size: int) -> bytes:
        whole = maker(size * every // (every + 1))
        return byte.join(whole[start : start + every] for start in range(0, len(whole), every))

    return make


def escaped(text: bytes, times: int, head: bytes, tail: bytes) -> Maker:
    """HTML escaped so many times over."""
    part = text.decode()
    for _time in range(times):
        part = html.escape(part)
    return repeated(head, part.encode(), tail)


_items = numbered(RSS, b"<item><title>Tin %d</title><link>https://baomau.example/%d.html</link></item>", RSS_END)
_END_ITEM = b"</item>" + RSS_END

FEEDS: dict[str, Maker] = {
    "items": _items,
    "empty items": repeated(RSS, b"<item/>", RSS_END),
    "items never closed": repeated(RSS, ITEM),
    "the end tag of nothing": repeated(RSS + ITEM, b"</x>", _END_ITEM),
    "comments never closed in a description": repeated(RSS + ITEM + b"<description>", b"<!-- x ", _END_ITEM),
    "comments never closed in CDATA": repeated(
        RSS + ITEM + b"<description><![CDATA[", b"<!-- x ", b"]]></description>" + _END_ITEM
    ),
    "an author of many addresses": repeated(RSS + ITEM + b"<author>", b"a@b.(", b"</author>" + _END_ITEM),
    "an author of spaces": repeated(RSS + ITEM + b"<dc:creator>a", b" ", b"@</dc:creator>" + _END_ITEM),
    "attributes": numbered(RSS + b"<item ", b' a%d="1"', b"><title>Tin</title><link>/9.html</link>" + _END_ITEM),
    "attributes in a description": numbered(
        RSS + ITEM + b"<description><![CDATA[<p", b" a%d=1", b">x]]></description>" + _END_ITEM
    ),
    "elements one in another": nested(RSS + ITEM, b"<a>", b"</a>", _END_ITEM),
    "elements never closed": repeated(RSS + ITEM, b"<a>", _END_ITEM),
    "channels one in another": nested(b"", b"<rss><channel><item>", b"</item></channel></rss>"),
    "HTML one in another in a description": nested(
        RSS + ITEM + b"<description><![CDATA[", b"<div>", b"</div>", b"]]></description>" + _END_ITEM
    ),
    "entities declared": numbered(b"<!DOCTYPE rss [", b'<!ENTITY a%d "&a%d;&a%d;">', b"]>" + RSS + RSS_END),
    "a document type never closed": repeated(b"<!DOCTYPE rss [", b"<!ELEMENT a ANY>", RSS + RSS_END),
    "entities in a title": repeated(RSS + b"<item><title>", b"&#x110;", b"</title><link>/9.html</link>" + _END_ITEM),
    "bare ampersands": repeated(RSS + ITEM + b"<description>", b"&x", b"</description>" + _END_ITEM),
    "CDATA never closed": repeated(RSS + ITEM + b"<description>", b"<![CDATA[x", _END_ITEM),
    "CDATA closed too often": repeated(RSS + ITEM + b"<description>", b"]]>", b"</description>" + _END_ITEM),
    "one title": repeated(RSS + b"<item><title>", SEVEN, b"</title><link>/9.html</link>" + _END_ITEM),
    "one link": repeated(RSS + b"<item><title>Tin</title><link>https://baomau.example/", b"a/", b"</link>" + _END_ITEM),
    "a link of dots": repeated(RSS + b"<item><title>Tin</title><link>", b"../", b"</link>" + _END_ITEM),
    "links of one item": numbered(RSS + ITEM, b"<link>https://baomau.example/%d</link>", _END_ITEM),
    "links of one Atom entry": numbered(ATOM, b'<link rel="alternate" href="/%d.html"/>', ATOM_END),
    "namespaces": numbered(RSS + ITEM, b'<x%d:a xmlns:x%d="u%d"/>', _END_ITEM),
    "namespaces of one element": numbered(b"<rss ", b' xmlns:x%d="u%d"', b"><channel>" + ITEM + _END_ITEM),
    "processing instructions": repeated(RSS + ITEM, b"<?a b?>", _END_ITEM),
    "an instruction never closed": repeated(b"<?xml ", b"a='<' ", RSS + ITEM + _END_ITEM),
    "byte order marks": spoiled(_items, codecs.BOM_UTF8, 5),
    "NULs": spoiled(_items, b"\0"),
    "wrong bytes": spoiled(_items, b"\xff", 50),
    "UTF-16": recoded(_items, "utf-16-le", codecs.BOM_UTF16_LE),
    "UTF-16 without a mark": recoded(_items, "utf-16-be"),
    "one date": repeated(RSS + ITEM + b"<pubDate>", b"12:30 +07:00 ", b"</pubDate>" + _END_ITEM),
    "dates of one item": repeated(RSS + ITEM, b"<pubDate>Mon, 12 Oct 2026 10:00:00 +0700</pubDate>", _END_ITEM),
    "dates of Atom": repeated(ATOM, b"<updated>9999-99-99T99:99:99Z</updated>", ATOM_END),
    "HTML escaped ten times": escaped(
        b"<p>x</p>", 10, RSS + ITEM + b"<description>", b"</description>" + _END_ITEM
    ),
    "one base": repeated(
        b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a/', b"a/", b'">' + ATOM + ATOM_END + b"</feed>"
    ),
    "bases one in another": nested(ATOM, b'<a xml:base="x/">', b"</a>", ATOM_END),
    "Atom XHTML one in another": nested(
        ATOM + b"<content>", b'<div xmlns="http://www.w3.org/1999/xhtml">', b"</div>", b"</content>" + ATOM_END
    ),
    "a summary of blanks": repeated(RSS + ITEM + b"<description>", b" \n\t", b"</description>" + _END_ITEM),
    "loose marks": repeated(RSS + ITEM + b"<description>a", "\u0301".encode(), b"</description>" + _END_ITEM),
    "CSS in a description": repeated(
        RSS + ITEM + b'<description><![CDATA[<p style="', b"a:b;", b'">x</p>]]></description>' + _END_ITEM
    ),
    "brackets": repeated(RSS, b"<"),
    "person fields never closed": repeated(RSS + ITEM, b"<author ", _END_ITEM),
    "packed": packed(_items),
    "JSON one in another": nested(b'{"version":"https://jsonfeed.org/version/1.1","items":', b"[", b"]", b"}", b""),
    "JSON objects one in another": nested(
        b'{"version":"https://jsonfeed.org/version/1.1","items":[', b'{"a":', b"}", b"]}", b"1"
    ),
    "JSON items": numbered(
        b'{"version":"https://jsonfeed.org/version/1.1","title":"a","items":[',
        b'{"id":"%d","url":"https://baomau.example/%d","title":"Tin %d","content_html":"<p>a"},', b'{"id":"x"}]}',
    ),
    "one JSON number": repeated(b'{"version":"https://jsonfeed.org/version/1.1","items":[{"id":', b"9", b"}]}"),
    "one JSON string of escapes": repeated(
        b'{"version":"https://jsonfeed.org/version/1.1","items":[{"title":"', b"\\ud83d", b'"}]}'
    ),
}  # fmt: skip

_urls = numbered(URLSET, b"<url><loc>https://baomau.example/%d.html</loc></url>", b"</urlset>")

SITEMAPS: dict[str, Maker] = {
    "addresses": _urls,
    "news": numbered(
        URLSET,
        b"<url><loc>https://baomau.example/%d.html</loc><news:news><news:publication_date>2026-10-15T10:00:00+07:00"
        b"</news:publication_date><news:title>Tin %d &amp;lt;b&amp;gt;</news:title></news:news></url>",
        b"</urlset>",
    ),
    "sitemaps": numbered(
        b"<sitemapindex>", b"<sitemap><loc>https://baomau.example/%d.xml</loc></sitemap>", b"</sitemapindex>"
    ),
    "sitemaps one in another": nested(b"", b"<sitemapindex><sitemap>", b"</sitemap></sitemapindex>"),
    "addresses one in another": nested(URLSET, b"<url><loc>", b"</loc></url>", b"</urlset>"),
    "addresses never closed": repeated(URLSET, b"<url><loc>https://baomau.example/"),
    "one address": repeated(URLSET + b"<url><loc>https://baomau.example/", b"a/", b"</loc></url></urlset>"),
    "one title": repeated(URLSET + URL + b"<news><title>", b"&lt;b&gt;", b"</title></news></url></urlset>"),
    "changes in nonsense": numbered(
        URLSET, b"<url><loc>https://baomau.example/%d</loc><lastmod>%d-%d-%d</lastmod></url>", b"</urlset>"
    ),
    "one change": repeated(URLSET + URL + b"<lastmod>", b"2026-10-", b"</lastmod></url></urlset>"),
    "attributes": numbered(b"<urlset ", b' a%d="1"', b">" + URL + b"</url></urlset>"),
    "namespaces": numbered(b"<urlset ", b' xmlns:x%d="u"', b">" + URL + b"</url></urlset>"),
    "entities declared": numbered(b"<!DOCTYPE urlset [", b'<!ENTITY a%d "&a%d;">', b"]>" + URLSET + b"</urlset>"),
    "comments": repeated(URLSET, b"<!-- x -->", URL + b"</url></urlset>"),
    "a comment never closed": repeated(URLSET + b"<!--", b" <url>", b"</urlset>"),
    "bare ampersands": repeated(URLSET + b"<url><loc>https://baomau.example/?", b"&a", b"</loc></url></urlset>"),
    "months": numbered(
        b"<sitemapindex>", b"<sitemap><loc>/s-2026-10-%d-31-2026-9.xml</loc></sitemap>", b"</sitemapindex>"
    ),
    "plain lines": numbered(b"", b"https://baomau.example/%d\n"),
    "blank lines": repeated(b"https://baomau.example/1", b"\n"),
    "packed": packed(_urls),
    "packed in pieces": lambda size: gzip.compress(b"", mtime=0) * (size // 20),
    "UTF-16": recoded(_urls, "utf-16-le", codecs.BOM_UTF16_LE),
    "brackets": repeated(URLSET, b"<"),
}  # fmt: skip

ROBOTS: dict[str, Maker] = {
    "sitemaps": numbered(b"", b"Sitemap: https://baomau.example/%d.xml\n"),
    "rules": numbered(b"User-agent: *\n", b"Disallow: /%d*a*$\n"),
    "stars": repeated(b"User-agent: *\nDisallow: /", b"*a", b"$\n"),
    "agents": numbered(b"", b"User-agent: a%d\n", b"Disallow: /\n"),
    "one line": repeated(b"Sitemap: https://baomau.example/", b"%C3"),
}

_page = repeated(HTML, b"<p>" + SEVEN + b" c\xe1\xbb\xada kh\xe1\xba\xa9u</p>", HTML_END)
_LD = b"<!DOCTYPE html><html><head><script type='application/ld+json'>"

PAGES: dict[str, Maker] = {
    "paragraphs": _page,
    "short paragraphs": repeated(HTML, b"<p>a</p>", HTML_END),
    "empty paragraphs": repeated(HTML, b"<p>", HTML_END),
    "line breaks": repeated(HTML, b"<br>", HTML_END),
    "line breaks between words": repeated(HTML, b"ab<br>", HTML_END),
    "rules": repeated(HTML, b"<hr>", HTML_END),
    "divisions one in another": nested(HTML, b"<div>", b"</div>", HTML_END),
    "divisions never closed": repeated(HTML, b"<div>", HTML_END),
    "divisions of many names never closed": numbered(HTML, b"<d%d>", HTML_END),
    "as deep as may be, side by side": repeated(HTML, b"<div>" * 2400 + b"a" + b"</div>" * 2400, HTML_END),
    "names closed as others": repeated(HTML, b"<div></span>", HTML_END),
    "attributes": numbered(HTML + b"<p", b" a%d=1", b">x</p>" + HTML_END),
    "attributes without blanks": numbered(HTML + b"<p", b"/a%d", b">x</p>" + HTML_END),
    "attributes with brackets in them": numbered(HTML + b"<p", b" a%d='<'", b">x</p>" + HTML_END),
    "one attribute again": repeated(HTML + b"<p", b" class=a", b">x</p>" + HTML_END),
    "attributes of <body> again": numbered(HTML, b"<body a%d=1>", HTML_END),
    "one class": repeated(HTML + b'<p class="', b"a-", b'">x</p>' + HTML_END),
    "classes": numbered(HTML + b'<p class="', b"a%d ", b'">x</p>' + HTML_END),
    "noisy classes": repeated(HTML, b'<div class="related-news sidebar">x</div>', HTML_END),
    "noisy classes one in another": nested(HTML, b'<div class="menu">', b"</div>", HTML_END),
    "one text": repeated(HTML + b"<p>", SEVEN + b" ", HTML_END),
    "one word": repeated(HTML + b"<p>", b"a", HTML_END),
    "blanks": repeated(HTML + b"<p>a", b" \n\t", HTML_END),
    "lines": repeated(HTML + b"<pre>", b"a\n", b"</pre>" + HTML_END),
    "NULs": spoiled(_page, b"\0"),
    "wrong bytes": spoiled(_page, b"\xff", 50),
    "UTF-16": recoded(_page, "utf-16-le", codecs.BOM_UTF16_LE),
    "loose marks": repeated(HTML + b"<p>a", "\u0301".encode(), HTML_END),
    "entities": repeated(HTML + b"<p>", b"&amp;", HTML_END),
    "unknown entities": repeated(HTML + b"<p>", b"&CounterClockwiseContourIntegra", HTML_END),
    "entities of numbers": repeated(HTML + b"<p>", b"&#x110000;", HTML_END),
    "tables one in another": nested(HTML, b"<table><tr><td>", b"</td></tr></table>", HTML_END),
    "tables never closed": repeated(HTML, b"<table><td>", HTML_END),
    "text in a table": repeated(HTML + b"<table>", b"<i>a</i>", HTML_END),
    "cells": repeated(HTML + b"<table>", b"<td>a", b"</table>" + HTML_END),
    "lists one in another": nested(HTML, b"<ul><li>", b"</li></ul>", HTML_END),
    "links": numbered(HTML, b'<a href="/%d.html">a</a>', HTML_END),
    "links never closed": repeated(HTML, b"<a href=/x>", HTML_END),
    "pictures": repeated(HTML, b"<img src=x>", HTML_END),
    "bold and slanted crossed": repeated(HTML, b"<b><i></b></i>", HTML_END),
    "formatting crossed with paragraphs": repeated(HTML, b"<b><p><i></b></p></i>", HTML_END),
    "formatting never closed over paragraphs": repeated(HTML + b"<b><i><u><s><tt>", b"<p>a", HTML_END),
    "formatting of many kinds over paragraphs": repeated(
        HTML + b"".join(b"<font color=%d>" % number for number in range(200)), b"<p>a", HTML_END
    ),
    "links crossed with divisions": repeated(HTML, b"<a><div></a>", HTML_END),
    "drawings one in another": nested(HTML, b"<svg><g>", b"</g></svg>", HTML_END),
    "foreign content crossed": repeated(HTML, b"<svg><desc><math><mi>", HTML_END),
    "formulas": repeated(HTML + b"<math>", b"<mi>x</mi>", b"</math>" + HTML_END),
    "choices": repeated(HTML + b"<select>", b"<option>a", b"</select>" + HTML_END),
    "fields": repeated(HTML, b"<form><input><button>a</button></form>", HTML_END),
    "text areas": repeated(HTML, b"<textarea>a</textarea>", HTML_END),
    "templates one in another": nested(HTML, b"<template>", b"</template>", HTML_END),
    "frame sets": repeated(b"<html><head></head>", b"<frameset><frame>", HTML_END),
    "comments": repeated(HTML, b"<!-- x -->", HTML_END),
    "a comment never closed": repeated(HTML + b"<!--", b" <p>", HTML_END),
    "broken comments": repeated(HTML, b"<!-->--!><!--", HTML_END),
    "brackets": repeated(HTML, b"<", HTML_END),
    "brackets and letters": repeated(HTML, b"<a", HTML_END),
    "end tags of nothing": repeated(HTML, b"</p>", HTML_END),
    "scripts": repeated(HTML, b"<script>a</script>", HTML_END),
    "scripts that hide their end": repeated(HTML, b"<script><!--<script></script>", HTML_END),
    "a style": repeated(HTML + b"<style>", b"p{a:b}", b"</style>" + HTML_END),
    "meta": numbered(b"<html><head>", b'<meta property="og:x%d" content="a">', b"</head>" + HTML + HTML_END),
    "meta of dates": repeated(
        b"<html><head>", b'<meta property="article:published_time" content="10:00">', b"</head>" + HTML + HTML_END
    ),
    "canonical links": numbered(
        b"<html><head>", b'<link rel=canonical href="https://x%d.example/">', b"</head>" + HTML + HTML_END
    ),
    "bread crumbs": numbered(HTML, b'<div class="breadcrumb"><a>Trang ch\xe1\xbb\xa7</a></div>', HTML_END),
    "leads": repeated(HTML, b'<p class="sapo"></p>', HTML_END),
    "titles": repeated(HTML, b"<h1></h1>", HTML_END),
    "times": repeated(HTML, b"<time datetime='10:00'>a</time>", HTML_END),
    "structured data one in another": nested(_LD, b"[", b"]", b"</script></head>" + HTML + HTML_END, b""),
    "structured data broken off": repeated(_LD + b'[{"@type":"', b"NewsArticle", b"</script></head>" + HTML + HTML_END),
    "structured data in pieces": repeated(
        b"<html><head>", b"<script type='application/ld+json'>{\"@graph\":[{}]}</script>", b"</head>" + HTML + HTML_END
    ),
    "a title": repeated(b"<html><head><meta property='og:title' content='", b"a - ", b"'></head>" + HTML + HTML_END),
    "a title of escapes": escaped(
        b"<b>a", 10, b"<html><head><meta property='og:title' content='", b"'></head>" + HTML + HTML_END
    ),
    "articles": repeated(HTML, b"<article><p>a</p></article>", HTML_END),
    "articles one in another": nested(HTML, b"<article><p>a</p>", b"</article>", HTML_END),
    "quotations one in another": nested(HTML, b"<blockquote>", b"</blockquote>", HTML_END),
    "by-lines": repeated(HTML, b"<p>Theo Minh Anh</p>", HTML_END),
    "headings": repeated(HTML, b"<h2>a</h2>", HTML_END),
    "ruby": repeated(HTML + b"<ruby>", b"<rb>a<rt>b", b"</ruby>" + HTML_END),
}  # fmt: skip
