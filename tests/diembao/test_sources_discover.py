"""`diembao sources discover` against a real server on loopback."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from diembao.__main__ import run

FEED = (
    b"<rss><channel><title>Trang nh\xe1\xba\xa5t</title><item><title>Tin</title><link>/tin.htm</link>"
    b"<pubDate>Mon, 12 Oct 2026 12:00:00 +0700</pubDate></item></channel></rss>"
)
FRONT = b'<html><head><link rel="alternate" type="application/rss+xml" href="/thoi-su.rss"></head></html>'
SITEMAP = b"<urlset><url><loc>/tin.htm</loc></url></urlset>"

NEWS = (
    b'<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>/tin.htm</loc><news:news>'
    b"<news:title>Tin</news:title><news:publication_date>2026-10-12T12:00:00+07:00</news:publication_date>"
    b"</news:news></url></urlset>"
)


@pytest.fixture
def paper():
    pages = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = pages.get(self.path)
            self.send_response(404 if body is None else 200)
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format, *arguments):  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.pages = pages
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def workspace(tmp_path, capsys, paper):
    folder = tmp_path / "tn"
    assert run(["init", "tay-ninh", str(folder)]) == 0
    settings = folder / "diembao.yaml"
    lines = [
        line for line in settings.read_text("utf-8").splitlines() if "host_gap:" not in line and "allow:" not in line
    ]
    network = next(number for number, line in enumerate(lines) if line.startswith("network:"))
    lines[network + 1 : network + 1] = ["  host_gap: 0", f'  allow: ["127.0.0.1:{paper.server_port}"]']
    settings.write_text("\n".join(lines) + "\n", "utf-8")
    capsys.readouterr()
    return folder


def discover(workspace, *arguments):
    return run(["--workspace", str(workspace), "--lang", "en", "sources", "discover", *arguments])


def test_what_was_found_is_shown_with_lines_for_sources_yaml(workspace, paper, capsys):
    paper.pages |= {"/": FRONT, "/thoi-su.rss": FEED, "/sitemap.xml": SITEMAP}
    assert discover(workspace, paper.url) == 0
    shown = capsys.readouterr().out
    assert f"{paper.url}/thoi-su.rss" in shown
    assert "12/10/2026 12:00" in shown
    assert f'- {{id: 127-0-0-1-thoi-su, url: "{paper.url}/thoi-su.rss", pages: candidates}}' in shown
    assert f'    sitemaps:\n      - "{paper.url}/sitemap.xml"' in shown


def test_json_holds_the_same(workspace, paper, capsys):
    paper.pages |= {"/": FRONT, "/thoi-su.rss": FEED, "/sitemap.xml": SITEMAP}
    assert discover(workspace, paper.url, "--json") == 0
    feed, sitemap = json.loads(capsys.readouterr().out)
    assert feed == {
        "url": f"{paper.url}/thoi-su.rss",
        "kind": "feed",
        "title": "Trang nhất",
        "entries": 1,
        "newest": "2026-10-12T05:00:00Z",
        "how": "front_page",
        "news": False,
        "followed": False,
    }
    assert sitemap["kind"] == "sitemap"


def test_what_is_followed_already_is_marked_and_not_proposed(workspace, paper, capsys):
    paper.pages |= {"/": FRONT, "/thoi-su.rss": FEED}
    sources = workspace / "sources.yaml"
    text = sources.read_text("utf-8")
    sources.write_text(text.replace("https://vov.vn/rss.xml", f"{paper.url}/thoi-su.rss"), "utf-8")
    assert discover(workspace, paper.url) == 0
    shown = capsys.readouterr().out
    assert "followed already" in shown
    assert "pages: candidates" not in shown


def test_a_news_sitemap_is_proposed_as_a_source_where_there_is_no_feed(workspace, paper, capsys):
    paper.pages |= {"/": b"<html></html>", "/news-sitemap.xml": NEWS}
    assert discover(workspace, paper.url) == 0
    shown = capsys.readouterr().out
    address = f"{paper.url}/news-sitemap.xml"
    assert f'- {{id: 127-0-0-1-news-sitemap, kind: sitemap, url: "{address}", pages: candidates}}' in shown
    assert "sitemaps:" not in shown


def test_a_news_sitemap_beside_a_feed_stays_with_the_outlet(workspace, paper, capsys):
    paper.pages |= {"/": FRONT, "/thoi-su.rss": FEED, "/news-sitemap.xml": NEWS}
    assert discover(workspace, paper.url) == 0
    shown = capsys.readouterr().out
    assert f'    sitemaps:\n      - "{paper.url}/news-sitemap.xml"' in shown
    assert "kind: sitemap" not in shown


@pytest.mark.parametrize("pages", [{}, {"/sitemap.xml": SITEMAP}], ids=["neither feed nor sitemap", "a plain sitemap"])
def test_a_site_without_feed_and_news_sitemap_is_proposed_as_a_listing(pages, workspace, paper, capsys):
    paper.pages |= {"/": b"<html></html>", "/thoi-su": b"<html></html>"} | pages
    discover(workspace, f"{paper.url}/thoi-su")
    shown = capsys.readouterr().out
    line = f'- {{id: 127-0-0-1-thoi-su, kind: listing, url: "{paper.url}/thoi-su", links: "h3 a", pages: candidates}}'
    assert line in shown
    assert "CSS" in shown


def test_nothing_found_is_exit_code_1_with_advice(workspace, paper, capsys):
    paper.pages |= {"/": b"<html></html>"}
    assert discover(workspace, paper.url) == 1
    assert "RSS" in capsys.readouterr().err


def test_nothing_found_is_an_empty_list_in_json(workspace, paper, capsys):
    assert discover(workspace, paper.url, "--json") == 1
    assert json.loads(capsys.readouterr().out) == []


def test_the_limit_is_told_when_it_left_something(workspace, paper, capsys):
    links = "".join(f'<a href="/{number}.rss">x</a>' for number in range(20))
    paper.pages |= {"/": f"<html><body>{links}</body></html>".encode(), "/0.rss": FEED, "/sitemap.xml": SITEMAP}
    assert discover(workspace, paper.url, "--limit", "12") == 0
    assert "more addresses were not tried; raise --limit" in capsys.readouterr().out


def test_a_site_that_cannot_be_asked_is_exit_code_1_with_the_reason(workspace, capsys):
    assert discover(workspace, "http://127.0.0.1:1/") == 1
    assert "network.allow" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["ftp://baomau.vn", "http://", "https://a b:c"])
def test_what_is_no_address_is_bad_usage(address, workspace, capsys):
    assert discover(workspace, address) == 2
    assert "https://baomau.vn" in capsys.readouterr().err


def test_a_bad_workspace_is_bad_usage(tmp_path):
    assert discover(tmp_path, "baomau.vn") == 2


def test_help_shows_examples(capsys):
    assert run(["--lang", "en", "sources", "discover", "--help"]) == 0
    assert "diembao sources discover baomau.vn" in capsys.readouterr().out
