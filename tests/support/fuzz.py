"""Documents of strangers, spoilt: every kind of document the collector reads, changed at random by seed.

`document(kind, seed)` gives the same bytes whenever it is called, so a failing case is replayed by its seed.
"""

import random
from collections.abc import Callable

from core.press import Outlet
from support import older
from support.fakes import NOON

URL = "https://baomau.example/thoi-su/1.html"
OUTLET = Outlet("bao-mau", "Báo Mẫu", ("baomau.example",))
NOW = NOON

_ITEM = """
<item><title><![CDATA[Tây Ninh: mở cửa khẩu &amp; đường]]></title>
<link>https://baomau.example/a-1.html?utm_source=x</link>
<description>&lt;p&gt;Sáng nay &lt;b&gt;Mộc Bài&lt;/b&gt;&lt;/p&gt;</description>
<pubDate>Wed, 14 Oct 2026 08:00:00 +0700</pubDate><guid isPermaLink="false">1</guid></item>
"""
_RSS = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Báo Mẫu</title>{_ITEM}'
_RDF = """
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>B</title></channel>
<item rdf:about="https://baomau.example/2.html"><title>Tin</title><link>https://baomau.example/2.html</link>
<dc:date>2026-10-14T08:00:00+07:00</dc:date><dc:creator>Ai</dc:creator></item></rdf:RDF>
"""
_ATOM = """
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://baomau.example/"><title>B</title><entry><id>tag:1</id>
<title type="html">T&amp;acirc;y Ninh</title><link rel="alternate" href="/3.html"/>
<updated>2026-10-14T01:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Mộc Bài</p></div></content></entry></feed>
"""
_JSON = """
{"version": "https://jsonfeed.org/version/1.1", "title": "B", "items": [{"id": "1",
"url": "https://baomau.example/4.html", "title": "T\\u00e2y Ninh", "content_html": "<p>Mộc Bài</p>",
"date_published": "2026-10-14T08:00:00+07:00"}]}
"""
_URLSET = """
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://baomau.example/5.html</loc>
<lastmod>2026-10-14</lastmod><news:news><news:publication_date>2026-10-14T08:00+07:00</news:publication_date>
<news:title>Tây Ninh &amp; biên giới</news:title></news:news></url></urlset>
"""
_INDEX = """
<sitemapindex><sitemap><loc>https://baomau.example/sitemap-2026-10.xml.gz</loc>
<lastmod>2026-10-14T00:00:00Z</lastmod></sitemap><sitemap><loc>/sitemap-2026-6-21-25.xml</loc></sitemap></sitemapindex>
"""
_META = """
<meta property="og:title" content="Tây Ninh mở cửa khẩu">
<meta property="article:published_time" content="2026-10-14T08:00:00+07:00">
<link rel="canonical" href="https://baomau.example/thoi-su/1.html"><script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "Tây Ninh",
"datePublished": "2026-10-14T08:00:00+07:00", "articleSection": ["Thời sự"]}]}</script>
"""
_PAGE = f"""
<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>B</title>{_META}</head><body>
<nav class="menu"><ul><li><a href="/">Trang chủ</a></li></ul></nav><article itemprop="articleBody">
<h1>Tây Ninh mở cửa khẩu</h1><time>08:00 14/10/2026</time><p class="sapo">Sáng 14/10, Mộc Bài.</p>
{"".join(f"<p>{text}</p>" for text in older.PROSE[:3])}<p class="author">Theo báo</p></article>
<div class="tin-lien-quan"><a href="/6.html">Tin khác hôm nay ở trong tỉnh</a></div>
<footer>Tòa soạn</footer></body></html>
"""
_LISTING = (
    "<html><body><ul>"
    + "".join(
        f'<li><h3><a href="/tin-{n}.html">Tây Ninh: bản tin số {n} trong ngày hôm nay</a></h3><p>Tóm tắt</p>'
        f"<time>{n:02}:00 14/10/2026</time></li>"
        for n in range(1, 5)
    )
    + "</ul></body></html>"
)
_FRAGMENTS = (
    "<p>Tây Ninh &amp; <b>Mộc Bài</b></p><script>x()</script><p>một<br>hai</p>",
    "&lt;p&gt;Sáng nay&lt;/p&gt;&amp;lt;b&amp;gt; 5 &lt; 6 &nbsp;&#8203;",
    '<img src="x" alt="Ảnh"><table><tr><td>a</td><td>b</td></tr></table><!-- c -->',
    "không có thẻ nào < 3 & 4 > 2",
)
_DATES = (
    "Thứ Ba, 12/03/2024, 10:30 (GMT+7)",
    "9/14/2026 6:44:00 PM",
    "Wed, 14 Oct 2026 08:00:00 +0700",
    "2026-10-14T08:00:00.123+07:00",
    "2026-10-14",
    "14/10/2026 - 08:00",
    "08:00 | 14-10-2026",
    "Chủ nhật, ngày 4 tháng 10 năm 2026, 8h30",
    "Mon, 05 Oct 2026 08:00:00 ICT",
    "2 giờ trước",
    "hôm qua lúc 15:04",
    "20261014080000",
    "1791939600",
    "14 Tháng Mười 2026 8:00 SA",
    "Oct 14, 2026 08:00 AM",
)

_ADDRESSES = "https://baomau.example/7.html\nhttps://baomau.example/8.html\n"


def _bytes(*texts: str) -> tuple[bytes, ...]:
    return tuple(text.strip().encode() for text in texts)


SEEDS = {
    "feed": _bytes(f"{_RSS}{_ITEM}</channel></rss>", f"{_RSS}</channel></rss>", _RDF, _ATOM, _JSON),
    "sitemap": _bytes(_URLSET, _INDEX, _ADDRESSES),
    "page": _bytes(_PAGE),
    "listing": _bytes(_LISTING, _PAGE),
    "markup": _bytes(*_FRAGMENTS),
    "date": _bytes(*_DATES),
}
SEEDS["bytes"] = (
    *(seed for kind in ("feed", "sitemap", "listing", "markup", "date") for seed in SEEDS[kind]),
    *(older.encode(text, name) for name in older.NAMES for text in older.PROSE[:2]),
    *(_FRAGMENTS[0].encode(name) for name in ("utf-16", "utf-16-be", "utf-32", "utf-8-sig")),
    older.PROSE[0].encode().decode("latin-1").encode(),
    "L'été à Phnom Penh, déjà là".encode("cp1252"),
    "西宁省扩建木排国际口岸".encode("gbk"),
    b"",
)

# What stands for trouble in any of these documents, one beside the other.
_TROUBLE = """
    < > </ /> <! <!-- --> <![CDATA[ ]]> <? ?> & ; &amp; &lt; &#0; &#x0; &#xD800; &#xDFFF; &#xFFFF; &#99999999999;
    &#x110000; &nbsp; &acirc; &unknown; &amp;amp;lt; <!DOCTYPE <!ENTITY <html> </html> <rss> </rss> <channel> </channel>
    <item> </item> <entry> </entry> <title> </title> <link> <link/> <loc> </loc> <url> </url> <sitemap> <p> </p> <br>
    <div> </div> <h1> <time> <table> <td> <svg> <math> <template> <script> </script> <style> <noscript> <iframe>
    <textarea> <select> <base/href="//x"> <a/href="javascript:1"> <a/href="http://[::1]:99999/">
    <a/href="http://\ud800/"> <meta/charset="utf-16">
    href= class=" xml:base="http://[" xmlns="" xmlns:a=" rdf:about=" type="xhtml" encoding="utf-7"
    charset=viscii http:// https://user:x@h/ https://xn--/ //h:-1/ https://x.example/%ff%00 ../../ 0 -1 1e999
    99999999999999999999 2026-13-45 0000-00-00 24:60:61 +99:99 GMT+7 ICT PM { } [ ] " ' \\ \\ud800 null true "items":
    "@graph": "datePublished": \ufffd \ufffe \uffff \u200b \u202e \u2060 \ufeff \U0001f600 \U0010ffff \ud83d \udc00
    \u0301 \u0323 à Ạ
"""
_CONTROLS = "\x00 \x01 \x08 \x0b \x0c \x1b \x1e \x7f \x85 \xa0 \xad \u2028"
_RAW = (b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xff\xfe", b"\xfe\xff", b"\x1f\x8b", b"\n", b" ")
_PARTS = (*(part.encode("utf-8", "surrogatepass") for part in (*_TROUBLE.split(), *_CONTROLS.split(" "))), *_RAW)
_TYPES = (
    "",
    "text/html",
    "text/html; charset=utf-8",
    "application/rss+xml; charset=iso-8859-1",
    "text/xml; charset=windows-1258",
    "text/xml; charset=utf-16",
    "text/html; charset=x-viet-vni",
    "text/html; charset=tcvn3",
    "application/feed+json",
    "text/html; charset=gb18030",
    "; charset=\x00é",
)


_ENCODINGS = ("utf-16-le", "utf-8-sig", "cp1252", "cp1258", "gb18030", "utf-7")


def _slice(body: bytearray, rng: random.Random, most: int) -> slice:
    start = rng.randrange(len(body) + 1)
    return slice(start, start + rng.randrange(1, most))


def _flip(body: bytearray, rng: random.Random) -> None:
    for _number in range(rng.randrange(1, 9) if body else 0):
        body[rng.randrange(len(body))] ^= 1 << rng.randrange(8)


def _replace(body: bytearray, rng: random.Random) -> None:
    body[_slice(body, rng, 20)] = rng.choice(_PARTS)


def _insert(body: bytearray, rng: random.Random) -> None:
    place = rng.randrange(len(body) + 1)
    body[place:place] = b"".join(rng.choice(_PARTS) for _number in range(rng.randrange(1, 5)))


def _repeat(body: bytearray, rng: random.Random) -> None:
    place = rng.randrange(len(body) + 1)
    body[place:place] = rng.choice(_PARTS) * rng.randrange(2, 80)


def _double(body: bytearray, rng: random.Random) -> None:
    part = _slice(body, rng, 300)
    body[part.start : part.start] = body[part] * rng.randrange(1, 4)


def _drop(body: bytearray, rng: random.Random) -> None:
    del body[_slice(body, rng, 60)]


def _cut(body: bytearray, rng: random.Random) -> None:
    del body[rng.randrange(len(body) + 1) :]


def _splice(body: bytearray, rng: random.Random) -> None:
    other = rng.choice(SEEDS[rng.choice(list(SEEDS))])
    body[rng.randrange(len(body) + 1) :] = other[rng.randrange(len(other) + 1) :]


def _numbers(body: bytearray, rng: random.Random) -> None:
    for place, byte in enumerate(body):
        if 48 <= byte <= 57 and not rng.randrange(4):
            body[place] = rng.randrange(48, 58)


def _recode(body: bytearray, rng: random.Random) -> None:
    part = slice(0, len(body)) if rng.randrange(2) else _slice(body, rng, 200)
    body[part] = body[part].decode("utf-8", "replace").encode(rng.choice(_ENCODINGS), "replace")


_CHANGES = (_flip, _replace, _insert, _repeat, _double, _drop, _cut, _splice, _numbers, _recode)


def document(kind: str, seed: int) -> bytes:
    """Return the document of a seed."""
    rng = random.Random(f"{kind}:{seed}")
    seeds = SEEDS[kind]
    body = bytearray(seeds[seed % len(seeds)])
    for _number in range(rng.randrange(0, 7)):
        rng.choice(_CHANGES)(body, rng)
    return bytes(body)


def text(kind: str, seed: int) -> str:
    """Return the document of a seed as text; like text out of JSON it may hold half a surrogate pair."""
    body = document(kind, seed)
    try:
        return body.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return body.decode("latin-1")


def content_type(seed: int) -> str:
    """Return what the server says of the document of a seed."""
    return _TYPES[seed % len(_TYPES)]


def run(kind: str, seeds: range, check: Callable[[str, int], None]) -> None:
    """Give each case to `check`; what goes wrong is raised with the seed that brings it back."""
    for seed in seeds:
        try:
            check(kind, seed)
        except Exception as error:
            replay = f"fuzz.document({kind!r}, {seed}) is {document(kind, seed)[:2000]!r}"
            raise AssertionError(f"{type(error).__name__}: {error}; {replay}") from error
