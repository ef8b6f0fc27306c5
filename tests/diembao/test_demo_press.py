import gzip
import http.client
import json
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import feedparser
import pytest

from core.errors import UsageError
from core.periods import ZONE
from diembao.demo import library
from diembao.demo.press import Press
from diembao.demo.site import FEED_SIZE, RELATED

MIDDLE = datetime(2026, 10, 15, 12, tzinfo=ZONE)
END = datetime(2026, 11, 2, 9, tzinfo=ZONE)
OUTLETS = {outlet.id: outlet for outlet in library.load()}


@pytest.fixture
def press():
    with Press(MIDDLE, port=0) as served:
        yield served


class Answer:
    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status, self.headers, self.body = response.status, response.headers, response.read()
        if self.headers["Content-Encoding"] == "gzip":
            self.body = gzip.decompress(self.body)
        self.text = self.body.decode("utf-8", "replace")


def ask(press: Press, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
    parts = urlsplit(press.url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    try:
        connection.request(method, path, body=body, headers={k.replace("_", "-"): v for k, v in headers.items()})
        return Answer(connection.getresponse())
    finally:
        connection.close()


def page(press: Press, identity: str) -> Answer:
    outlet = next(o.id for o in OUTLETS.values() for a in o.articles if a.id == identity)
    return ask(press, f"/{outlet}/{identity}.html")


def links(press: Press, path: str) -> list[str]:
    return [entry.link for entry in feedparser.parse(ask(press, path).body).entries]


@pytest.mark.parametrize("outlet", OUTLETS.values(), ids=lambda outlet: outlet.id)
def test_a_feed_lists_the_newest_articles_published_by_the_clock(press, outlet):
    listed = links(press, f"/{outlet.id}/{outlet.feed}.xml")

    assert listed == [f"{press.url}/{outlet.id}/{a.id}.html" for a in outlet.visible(MIDDLE)[:FEED_SIZE]]


def test_moving_the_clock_makes_later_articles_visible(press):
    path = "/tay-ninh-mau/ho-tro-phu-nu-khmer-tan-dong.html"
    press.set_clock(datetime(2026, 10, 15, 8, 59, tzinfo=ZONE))
    before = ask(press, path).status
    ask(press, "/clock?add=60")

    assert (before, ask(press, path).status) == (404, 200)
    assert path in links(press, "/tay-ninh-mau/rss.xml")[0]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/nobody/rss.xml",
        "/tay-ninh-mau/",
        "/tay-ninh-mau/atom.xml",
        "/tay-ninh-mau/../../etc/passwd",
        "/%00",
        "/a/b/c",
    ],
)
def test_anything_else_is_not_found(press, path):
    assert ask(press, path).status == 404


def test_an_unchanged_feed_is_answered_with_304_for_its_etag_or_its_date(press):
    first = ask(press, "/tay-ninh-mau/rss.xml")
    by_etag = ask(press, "/tay-ninh-mau/rss.xml", If_None_Match=first.headers["ETag"])
    by_date = ask(press, "/tay-ninh-mau/rss.xml", If_Modified_Since=first.headers["Last-Modified"])

    assert (by_etag.status, by_etag.body) == (304, b"")
    assert (by_date.status, by_date.body) == (304, b"")
    assert by_etag.headers["ETag"] == first.headers["ETag"]


def test_a_grown_feed_is_sent_anew_for_the_old_etag(press):
    first = ask(press, "/tay-ninh-mau/rss.xml")
    press.move_clock(timedelta(days=3))

    assert ask(press, "/tay-ninh-mau/rss.xml", If_None_Match=first.headers["ETag"]).status == 200
    assert ask(press, "/tay-ninh-mau/rss.xml", If_Modified_Since=first.headers["Last-Modified"]).status == 200
    assert ask(press, "/tay-ninh-mau/rss.xml", If_Modified_Since="no date").status == 200


def test_gzip_is_used_only_for_those_who_accept_it(press):
    plain = ask(press, "/phuong-nam-mau/rss.xml")
    packed = ask(press, "/phuong-nam-mau/rss.xml", Accept_Encoding="gzip, br")

    assert plain.headers["Content-Encoding"] is None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) < len(plain.body) / 2
    assert packed.body == plain.body


def test_head_answers_like_get_without_a_body(press):
    answer = ask(press, "/tay-ninh-mau/rss.xml", method="HEAD")

    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 0


def test_a_body_is_never_read_and_ends_the_connection(press):
    assert ask(press, "/tay-ninh-mau/rss.xml", method="POST", body=b"x=1").status == 501
    parts = urlsplit(press.url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    connection.request("GET", "/robots.txt", body=b"GET /clock?add=5 HTTP/1.1\r\n\r\n")
    connection.getresponse().read()
    connection.close()

    assert press.now() == MIDDLE


def test_robots_are_welcome_but_in_private(press):
    assert ask(press, "/robots.txt").text == "User-agent: *\nDisallow: /private/\n"


def test_the_clock_tells_and_takes_the_time(press):
    assert datetime.fromisoformat(ask(press, "/clock").text) == MIDDLE
    assert datetime.fromisoformat(ask(press, "/clock?add=90.5").text) == MIDDLE + timedelta(seconds=90.5)
    answer = ask(press, "/clock?set=2026-10-20T07:00:00+07:00")
    assert datetime.fromisoformat(answer.text) == datetime(2026, 10, 20, tzinfo=UTC)


@pytest.mark.parametrize("query", ["set=now", "set=2026-10-20T07:00", "add=nan", "add=1e300", "add=x"])
def test_a_senseless_time_is_refused_and_the_clock_stays(press, query):
    assert ask(press, f"/clock?{query}").status == 400
    assert press.now() == MIDDLE


def test_a_feed_without_dates_leaves_the_date_to_the_page(press):
    entries = feedparser.parse(ask(press, "/thoi-su-viet-mau/rss.xml").body).entries
    first = ask(press, urlsplit(entries[0].link).path)

    assert not any("published" in entry for entry in entries)
    assert '<meta property="article:published_time" content="2026-10-' in first.text


def test_one_feed_holds_one_wrong_byte_and_its_other_entries_stay_readable(press):
    body = ask(press, "/phuong-nam-mau/rss.xml").body
    with pytest.raises(UnicodeDecodeError):
        body.decode()
    healed = body.replace(b"\xe1</p>".replace(b"<", b"&lt;").replace(b">", b"&gt;"), b"&lt;/p&gt;", 1)

    assert healed.decode().count("<item>") == len(OUTLETS["phuong-nam-mau"].visible(MIDDLE))


def test_every_other_feed_is_clean_utf8(press):
    press.set_clock(END)
    for outlet in OUTLETS.values():
        if outlet.id != "phuong-nam-mau":
            assert "<" in ask(press, f"/{outlet.id}/{outlet.feed}.xml").body.decode()


def test_a_page_carries_what_real_pages_carry(press):
    text = page(press, "tuan-tra-song-phuong-phuoc-chi").text
    url = f"{press.url}/tay-ninh-mau/tuan-tra-song-phuong-phuoc-chi.html"
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text)[1])

    assert f'<link rel="canonical" href="{url}">' in text
    assert f'<meta property="og:url" content="{url}">' in text
    assert "Thứ Sáu, 02/10/2026, 09:15 (GMT+7)" in text
    assert (data["datePublished"], data["mainEntityOfPage"]) == ("2026-10-02T09:15:00+07:00", url)
    assert all(mark in text for mark in ("<header", "<nav", "breadcrumb", "<h1", "<time", "sapo", "<aside", "<footer"))
    assert "hư cấu" in text.partition("<footer")[2]


def test_an_english_page_speaks_english_around_the_article(press):
    text = page(press, "laos-dam-fish-passage-trial").text

    assert "October 14, 2026, 09:30 (GMT+7)" in text
    assert "Related stories" in text


@pytest.mark.parametrize(
    "identity", [a.id for o in OUTLETS.values() for a in o.articles if "related_only" in a.shows], ids=str
)
def test_an_unrelated_page_names_the_province_only_in_its_related_box(press, identity):
    outlet, article = next((o, a) for o in OUTLETS.values() for a in o.articles if a.id == identity)
    press.set_clock(article.published)
    text = ask(press, f"/{outlet.id}/{identity}.html").text
    box = re.search(r"<aside.*?</aside>", text, re.DOTALL)[0]
    rest = re.sub(r"https?://\S+", "", text.replace(box, "")).casefold()

    assert re.search("Tây Ninh|Tay Ninh", box)
    assert not re.search(r"tây ninh|tay ninh|\blong an\b|mộc bài", rest)


def test_the_related_box_holds_five_other_headlines(press):
    text = page(press, "da-nang-thu-nghiem-xe-buyt-dien").text
    box = re.search(r"<aside.*?</aside>", text, re.DOTALL)[0]

    assert box.count("<li>") == RELATED
    assert "da-nang-thu-nghiem" not in box


def test_expected_judgements_never_reach_a_page(press):
    press.set_clock(END)
    for outlet in OUTLETS.values():
        for article in outlet.articles:
            text = ask(press, f"/{outlet.id}/{article.id}.html").text
            assert "seas_islands" not in text
            assert "debunk" not in text


def test_a_hostile_title_is_shown_as_text(press):
    text = page(press, "the-script-va-bai-hoc-bao-mat").text

    assert '<h1 class="title">Thẻ &lt;script&gt;alert(' in text
    assert text.count("<script") == text.count("</script>") == 1
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text)[1])
    assert data["headline"].startswith('Thẻ <script>alert("')


def test_a_byline_stands_at_the_head_or_foot_of_its_page(press):
    press.set_clock(END)
    head, foot = page(press, "lang-banh-trang-trang-bang-vao-mua").text, page(press, "mua-nuoc-noi-o-tan-hung").text

    assert head.index('<p class="who">') < head.index('class="sapo"')
    assert foot.index("<strong>PV Mẫu</strong>") > foot.index("Láng Sen")


def test_a_taken_port_is_a_usage_error_that_names_it(press):
    with pytest.raises(UsageError, match=str(press.port)), Press(MIDDLE, port=press.port):
        pass


def test_a_naive_start_is_taken_for_no_one_elses_zone():
    with pytest.raises(ValueError, match="zone"):
        Press(datetime(2026, 10, 1), port=0)  # noqa: DTZ001
