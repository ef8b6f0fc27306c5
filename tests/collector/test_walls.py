"""What a server gives with status 200 in place of an article."""

import pytest

from collector.pages import from_feed, read
from collector.walls import is_elsewhere, is_gone
from core.press import Entry, Fetched
from support.factories import outlet
from support.fakes import NOON

URL = "https://baomau.example/thoi-su/gia-vang-hom-nay-20261015.html"
SUMMARY = "Giá vàng miếng ở Tây Ninh sáng nay tăng thêm một triệu đồng mỗi lượng so với chiều qua."
ENTRY = Entry(URL, "Giá vàng tăng ở Tây Ninh", SUMMARY, NOON)
BODY = [
    "Lúc 9h, các công ty vàng niêm yết giá mua vào 92 triệu đồng và bán ra 94 triệu đồng mỗi lượng.",
    "Theo giới phân tích, nhu cầu trú ẩn tăng khi lãi suất tiền gửi ở nhiều ngân hàng giảm trong tháng này.",
    "Ở chiều ngược lại, giá bạc trong nước gần như đứng yên, quanh mức 1,1 triệu đồng một lượng.",
]
EVERYTHING = type("Everything", (), {"may_match": lambda _self, _text: True})()


def page(title, text="", head=""):
    around = "<nav><a href=/>Trang chủ</a></nav><footer>Báo Mẫu</footer>"
    return f"<html><head><title>{title}</title>{head}</head><body>{around}{text}</body></html>"


def paragraphs(lines):
    return "".join(f"<p>{line}</p>" for line in lines)


def fetched(html, url=URL):
    return Fetched(url, 200, html.encode(), "text/html")


def draft(html, entry=ENTRY):
    return read(fetched(html), entry, outlet(), EVERYTHING, NOON)


GONE = {
    "Vietnamese": page("Báo Mẫu", "<h1>Bài viết không tồn tại hoặc đã bị xóa</h1>"),
    "in a sentence": page("Báo Mẫu", "<p>Rất tiếc, trang bạn yêu cầu không tồn tại.</p>"),
    "number": page("404 - Báo Mẫu", "<p>Về trang chủ</p>"),
    "number alone": page("Báo Mẫu", "<h1>404</h1><p>Oops!</p>"),
    "English": page("Page not found", "<p>Sorry.</p>"),
    "taken down": page("Báo Mẫu", "<div>Tin này đã được gỡ theo yêu cầu của tòa soạn.</div>"),
    "not found": page("Báo Mẫu", "<h2>Không tìm thấy bài viết</h2>"),
}
WALLS = {
    "Cloudflare": page("Just a moment...", "<p>Enable JavaScript and cookies to continue</p>"),
    "denied": page("Access Denied", "<h1>Access Denied</h1><p>You don't have permission.</p>"),
    "forbidden": page("403 Forbidden", "<center><h1>403 Forbidden</h1></center><hr><center>nginx</center>"),
    "login": page("Đăng nhập", "<h1>Đăng nhập</h1><form><input name=user></form>"),
    "repair": page("Báo Mẫu", "<h1>Hệ thống đang bảo trì</h1><p>Xin quay lại sau.</p>"),
    "gateway": page("502 Bad Gateway", "<h1>502 Bad Gateway</h1>"),
}
ARTICLES = {
    "plain": page("Giá vàng", f"<h1>Giá vàng tăng</h1>{paragraphs(BODY)}"),
    "about a number": page("404 người nhận việc", f"<h1>404 người nhận việc</h1>{paragraphs(BODY[:1])}"),
    "about a page": page(
        "Trang không tồn tại", f"<h1>Trang không tồn tại: thủ đoạn mới của kẻ lừa đảo</h1>{paragraphs(BODY * 4)}"
    ),
    "about logging in": page(
        "Đăng nhập VNeID bằng khuôn mặt", f"<h1>Đăng nhập VNeID bằng khuôn mặt</h1>{paragraphs(BODY[:1])}"
    ),
    "with a way to log in": page("Giá vàng", f"<div>Đăng nhập</div><h1>Giá vàng tăng</h1>{paragraphs(BODY[:1])}"),
}


@pytest.mark.parametrize("html", GONE.values(), ids=GONE)
def test_a_page_that_says_so_is_gone(html):
    assert is_gone(fetched(html), ENTRY)


@pytest.mark.parametrize("html", [*WALLS.values(), *ARTICLES.values(), "", "%PDF"], ids=[*WALLS, *ARTICLES, "", "PDF"])
def test_walls_and_articles_are_not_gone(html):
    assert not is_gone(fetched(html), ENTRY)


@pytest.mark.parametrize("html", [*GONE.values(), *WALLS.values()], ids=[*GONE, *WALLS])
def test_a_page_that_is_no_article_gives_the_feeds_draft(html):
    assert draft(html) == from_feed(ENTRY)


@pytest.mark.parametrize("html", ARTICLES.values(), ids=ARTICLES)
def test_an_article_that_only_speaks_of_such_things_is_read(html):
    assert draft(html).origin == "page"
    assert BODY[0] in draft(html).text


@pytest.mark.parametrize(
    ("url", "elsewhere"),
    [
        pytest.param("https://baomau.example/", True, id="front page"),
        pytest.param("https://baomau.example", True, id="front page without a slash"),
        pytest.param("https://baomau.example/thoi-su", True, id="section"),
        pytest.param("https://baomau.example/thoi-su.htm", True, id="section with a suffix"),
        pytest.param(URL, False, id="itself"),
        pytest.param(f"{URL}?page=1", False, id="itself with a parameter"),
        pytest.param("https://www.baomau.example/thoi-su/gia-vang-hom-nay-20261015.html", False, id="another host"),
        pytest.param("https://baomau.example/kinh-te/gia-vang-tang-manh-20261015.html", False, id="another title"),
        pytest.param("https://baomau.example/?id=20261015", False, id="by number"),
        pytest.param("http://[", False, id="no address"),
    ],
)
def test_a_redirect_away_from_the_article_is_seen(url, elsewhere):
    assert is_elsewhere(url, URL) is elsewhere
    assert is_gone(fetched(ARTICLES["plain"], url), ENTRY) is elsewhere


def test_a_section_that_was_asked_for_is_no_redirect():
    assert not is_elsewhere("https://baomau.example/thoi-su/", "https://baomau.example/thoi-su")


LOCKS = {
    "structured": '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>',
    "structured as a word": '<script type="application/ld+json">{"isAccessibleForFree":"False"}</script>',
    "a part": '<script type="application/ld+json">{"hasPart":[{"isAccessibleForFree":"False"}]}</script>',
    "meta": "<meta property='article:content_tier' content='locked'>",
    "metered": "<meta name='article:content_tier' content='metered'>",
    "asks to log in": "</head><body><div>Vui lòng đăng nhập để đọc tiếp bài viết</div>",
    "class": "</head><body><div class='box-paywall'>Mua gói</div>",
}
TEASER = "Giá vàng miếng sáng nay tăng thêm một triệu đồng mỗi lượng so với phiên chiều qua."


@pytest.mark.parametrize("head", LOCKS.values(), ids=LOCKS)
def test_of_a_locked_page_the_longer_of_page_and_feed_is_judged(head):
    made = draft(page("Giá vàng", f"<h1>Giá vàng tăng</h1><p>{TEASER}</p>", head))
    assert (made.text, made.origin) == (SUMMARY, "feed")
    assert draft(page("Giá vàng", f"<h1>Giá vàng tăng</h1>{paragraphs(BODY)}", head)).origin == "page"


def test_a_free_page_is_judged_though_the_feed_says_a_little_more():
    assert draft(page("Giá vàng", f"<h1>Giá vàng tăng</h1><p>{TEASER}</p>")).text == TEASER


def test_an_almost_empty_page_is_judged_by_the_feed():
    made = draft(page("Giá vàng", "<h1>Giá vàng tăng</h1><p>Giá vàng.</p>"))
    assert (made.text, made.origin, made.title) == (SUMMARY, "feed", ENTRY.title)


def test_what_only_a_sitemap_listed_says_that_it_is_a_title():
    assert from_feed(Entry(URL, "Giá vàng tăng")).origin == "title"
    assert from_feed(ENTRY).origin == "feed"
