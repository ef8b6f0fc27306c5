"""Acceptance 14: bodies that are paths or addresses, or name some: 0 files opened, 0 sockets.

The readers run in a process of their own, as an audit hook stays until its process ends. What C libraries do past
Python's audit events is seen from outside: by a watched file and a server on loopback that the bodies name.
"""

import ctypes
import json
import os
import subprocess
import sys
from contextlib import contextmanager, suppress

import pytest

from support.hostile import answer, serving

IN_OPEN = 0x20
SECRET = "canary in a file"

READ = r"""
import gc, json, sys

events, hooked = [], False
KINDS = ("open", "os.", "shutil.", "glob.", "socket.", "urllib.", "ftplib.", "http.", "subprocess.", "ctypes.dlopen")

def hook(event, arguments):
    if hooked and event.startswith(KINDS):
        events.append([event, repr(arguments)[:200]])

sys.addaudithook(hook)

from contextlib import suppress
from datetime import UTC, datetime
from collector import backlog, dates, discover, encoding, feeds, listings, markup, opml, pages, sitemaps
from core import i18n
from core.errors import DiembaoError
from core.press import Entry, Fetched, Outlet, Source

now = datetime(2026, 10, 15, tzinfo=UTC)
site = "https://baomau.example/"
paper = Outlet("bao-mau", "Báo Mẫu", ("baomau.example",))
entry = Entry(site + "9.html", "Tây Ninh", "Tây Ninh")

class Gate:
    def may_match(self, text):
        return True

def page(body):
    return pages.read(Fetched(entry.url, 200, body, "text/html"), entry, paper, Gate(), now)

READERS = {
    "feed": lambda body: feeds.parse(body, site, paper, now, ""),
    "sitemap": lambda body: sitemaps.read(body, site, now),
    "robots": lambda body: backlog.read(body, site + "robots.txt", Source("a", paper, site), now, now),
    "listing": lambda body: listings.read(body, site, paper, now, "text/html", "", ""),
    "page": page,
    "OPML": lambda body: list(opml.read(body)),
    "plain": lambda body: markup.plain(body.decode("utf-8", "replace")),
    "decode": lambda body: encoding.decode(body, body.decode("latin-1")),
    "date": lambda body: dates.read_date(body.decode("utf-8", "replace"), now),
}

def run(bodies):
    said = {}
    for name, reader in READERS.items():
        for body in bodies:
            answer = ""
            with suppress(DiembaoError, ValueError):
                answer = repr(reader(body))
            said[name] = said.get(name, "") + answer
    return said

given = json.load(sys.stdin)
bodies = [body.encode() for body in given["bodies"]]
i18n.use("vi")
gc.disable()
run([body.encode() for body in given["good"]])  # whatever is loaded once is loaded now
hooked = True
said = run(bodies)
hooked = False
json.dump({"events": events, "said": said, "count": len(bodies) * len(READERS)}, sys.stdout)
"""

GOOD = [
    "<rss><item><title>Tin &lt;b&gt;</title><link>/1</link><pubDate>12/10/2026 10:00</pubDate></item></rss>",
    "<rss><channel><item><dc:title>Tin</dc:title><link>/1.html</link></item></channel></rss>",
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Tin</title><link href="/1.html"/></entry></feed>',
    '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"/1.html","title":"Tin"}]}',
    "<urlset><url><loc>https://baomau.example/1.html</loc><lastmod>2026-10-12</lastmod></url></urlset>",
    "<opml><body><outline text='a' xmlUrl='https://baomau.example/1.xml'/></body></opml>",
    "<html><head><script type='application/ld+json'>{}</script></head><body><article><h1>Tin</h1>"
    + "<p>Cửa khẩu Mộc Bài mở lại từ sáng nay, người dân qua lại đông. <a href='/2.html'>Tin khác</a></p>" * 40
    + "</article></body></html>",
    "Thứ Hai, 12/10/2026, 10:30 (GMT+7)",
    "User-agent: *\nSitemap: https://baomau.example/sitemap.xml",
]

# Spellings of the watched file and of the server, and a few of other places.
NAMES = r"""
    {file} file://{file} file:{file} file://localhost{file} FILE://{file} ////{file} {file}%00.xml
    ../../../../../..{file} {url} {url}/a.dtd http:{door} //{door}/a feed:{url} ftp://{door}/a jar:{url}!/a
    gopher://{door}/a url:{url} https://{door}/a ws://{door}/ php://filter/resource={file}
    data:text/xml;base64,PGEvPg== netdoc:{file} \\{door}\a \\?\C:{file} ~root ~/.netrc /etc/passwd /dev/stdin
    /dev/zero /proc/self/environ C:\Windows\win.ini NUL CON .
"""

# Documents with %s where the names go, one to a paragraph.
FORMS = r"""
%s

"%s"

["%s"]

{"version":"https://jsonfeed.org/version/1","feed_url":"%s","items":[{"id":"%s","url":"%s","title":"a","image":"%s"}]}

<!DOCTYPE rss [<!ENTITY a SYSTEM "%s">]><rss><channel><item><title>&a;</title><link>/1</link></item></channel></rss>

<!DOCTYPE urlset [<!ENTITY % a SYSTEM "%s"> %a;]><urlset><url><loc>/1.html</loc></url></urlset>

<!DOCTYPE rss PUBLIC "-//a//b" "%s"><rss><channel><item><title>a</title><link>/1</link></item></channel></rss>

<!DOCTYPE urlset SYSTEM "%s"><urlset><url><loc>/1.html</loc></url></urlset>

<!DOCTYPE opml SYSTEM "%s"><opml><body><outline text="a" xmlUrl="%s"/></body></opml>

<?xml-stylesheet type="text/xsl" href="%s"?><rss><channel><item><title>a</title><link>/1</link></item></channel></rss>

<rss xmlns:xi="http://www.w3.org/2001/XInclude"><channel><item><title><xi:include href="%s" parse="text"/></title>
<link>/1</link></item></channel></rss>

<urlset xmlns:xi="http://www.w3.org/2001/XInclude"><url><loc><xi:include href="%s" parse="text"/></loc></url></urlset>

<urlset xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a %s"><url/></urlset>

<rss xmlns:a="%s"><channel><item><a:title>x</a:title><link>/1</link></item></channel></rss>

<rss xml:base="%s"><channel><link>%s</link><item><title>a</title><link>%s</link><guid>%s</guid><enclosure url="%s"/>
<source url="%s">a</source><comments>%s</comments><pubDate>%s</pubDate></item></channel></rss>

<feed xmlns="http://www.w3.org/2005/Atom" xml:base="%s"><link rel="next" href="%s"/><entry><title>a</title>
<link href="%s"/><id>%s</id><content src="%s" type="text/html"/><updated>%s</updated></entry></feed>

<rss><channel><item><title>%s</title><link>/1</link><description><![CDATA[<base href='%s'><img src='%s'>
<iframe src='%s'></iframe><p>%s</p>]]></description></item></channel></rss>

<sitemapindex><sitemap><loc>%s</loc><lastmod>%s</lastmod></sitemap></sitemapindex>

<urlset><url><loc>%s</loc><lastmod>%s</lastmod></url></urlset>

<opml><body><outline type="include" url="%s" xmlUrl="%s" text="a"/></body></opml>

Sitemap: %s

<html manifest='%s'><head><base href='%s'><link rel=stylesheet href='%s'><link rel=canonical href='%s'>
<meta http-equiv=refresh content='0;url=%s'><meta property='og:title' content='%s'><script src='%s'></script></head>
<body background='%s'><article><h1>%s</h1><p>Tây Ninh %s</p><iframe src='%s'></iframe><object data='%s'></object>
<embed src='%s'><img src='%s'><a href='%s'>a</a><svg><use href='%s'/></svg><video src='%s'></video>
<form action='%s'></form><time datetime='%s'>%s</time></article></body></html>

<!DOCTYPE html SYSTEM "%s" [<!ENTITY a SYSTEM "%s">]><html><body><article><p>&a; a</p></article></body></html>

<html><head><script type='application/ld+json'>{"@context":"%s","@id":"%s","@type":"NewsArticle","datePublished":"%s",
"articleSection":"%s"}</script></head><body><article><p>a</p></article></body></html>

<?xml version="1.0" encoding="%s"?><rss><channel><item><title>ÿ</title><link>/1</link></item></channel></rss>

<html><frameset><frame src='%s'></frameset></html>
""".strip().split("\n\n")


@contextmanager
def watched(path):
    """Count how often a file is opened by anybody."""
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(os.O_NONBLOCK)
    assert libc.inotify_add_watch(watch, bytes(path), IN_OPEN) >= 0
    found = []
    try:
        yield found
        with suppress(BlockingIOError):
            found.append(os.read(watch, 1 << 16))
    finally:
        os.close(watch)


def read(bodies):
    given = json.dumps({"bodies": bodies, "good": GOOD})
    done = subprocess.run([sys.executable, "-c", READ], input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_body_that_names_files_and_addresses_opens_none(tmp_path, scale, measured):
    file = tmp_path / "canary.xml"
    file.write_text(f"<rss><channel><title>{SECRET}</title></channel></rss>", "utf-8")
    with serving({"/": answer(SECRET.encode())}) as server, watched(file) as opened:
        names = NAMES.format(file=file, url=server.url, door=server.door).split()
        bodies = [form.replace("%s", name) for form in FORMS for name in names][:: scale(4, 1)]
        report = read(bodies)
    measured(
        f"{report['count']:,} readings of bodies that are paths: files opened, sockets", len(report["events"]), "0"
    )
    assert report["events"] == []
    assert opened == []
    assert server.connections == 0
    assert SECRET not in json.dumps(report["said"])


@pytest.mark.parametrize("act", ["open(PATH).close()", "__import__('socket').socket().close()"])
def test_the_watch_sees_what_it_should(tmp_path, act):
    """What the readers do not do would be seen if they did it."""
    file = tmp_path / "canary.xml"
    file.write_text("x", "utf-8")
    script = READ.replace("    said = {}\n", f"    said = {{}}\n    {act.replace('PATH', repr(str(file)))}\n", 1)
    with watched(file) as opened:
        done = subprocess.run(
            [sys.executable, "-c", script],
            input='{"bodies": [], "good": []}',
            capture_output=True,
            text=True,
            check=True,
        )
    assert json.loads(done.stdout)["events"] != []
    assert bool(opened) == act.startswith("open")
