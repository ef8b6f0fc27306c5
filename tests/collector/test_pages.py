"""From an article page to a draft."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.pages import from_feed, read
from core.press import Entry, Fetched
from support.factories import outlet
from support.fakes import NOON

URL = "https://baomau.example/thoi-su/1.html"
PAPER = outlet()
ENTRY = Entry(URL, "Tây Ninh mở cửa khẩu", "Cửa khẩu Mộc Bài được mở rộng.", NOON - timedelta(hours=3), "1")
AWAY = Entry(URL, "Giá vàng tăng", "Vàng miếng tăng một triệu đồng.")
RELATED = "Công an Tây Ninh bắt nhóm buôn lậu"
PARAGRAPHS = [
    "Sáng 15/10, Ban quản lý khu kinh tế khởi công làn xe mới tại cửa khẩu quốc tế Mộc Bài, huyện Bến Cầu cũ.",
    "Công trình có tổng vốn 1.200 tỷ đồng, dự kiến hoàn thành trong quý II năm sau để giảm ùn tắc vào dịp Tết.",
    "Theo ban quản lý, mỗi ngày có khoảng hai nghìn lượt xe qua cửa khẩu, nhiều hơn một phần ba so với năm ngoái.",
    "Các doanh nghiệp vận tải cho biết thời gian chờ thông quan đã giảm rõ rệt từ khi có hệ thống cửa khẩu số.",
]


class Names:
    """A gate that looks for words, and counts how often it was asked."""

    def __init__(self, *words):
        self.words = words
        self.asked = 0

    def may_match(self, text):
        self.asked += 1
        return any(word in text for word in self.words)


OURS = Names("Tây Ninh", "Mộc Bài")


def paragraphs(lines):
    return "".join(f"<p>{line}</p>" for line in lines)


def page(article, head="", around=""):
    return (
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Báo</title>{head}</head><body>'
        f'<header><nav><a href="/">Trang chủ</a> <a href="/tay-ninh">Long An</a></nav></header>'
        f"<main><article>{article}</article>{around}</main><footer>Toà soạn Báo Mẫu</footer></body></html>"
    )


def draft(html, entry=ENTRY, gate=OURS, url=URL, kind="text/html; charset=utf-8", paper=PAPER):
    body = html.encode() if isinstance(html, str) else html
    return read(Fetched(url, 200, body, kind), entry, paper, gate, NOON)


def meta(name, content):
    return f'<meta property="{name}" content="{content}">'


def structured(**fields):
    return f'<script type="application/ld+json">{json.dumps(fields, ensure_ascii=False)}</script>'


FULL = page(
    f"<h1>Tây Ninh mở cửa khẩu</h1><p class='sapo'>Cửa khẩu Mộc Bài thêm hai làn xe.</p>{paragraphs(PARAGRAPHS)}"
)
ASIDE = f'<aside class="related"><h3>Tin liên quan</h3><ul><li><a href="/2.html">{RELATED}</a></li></ul></aside>'


def test_a_page_gives_title_lead_and_body():
    made = draft(FULL)
    assert (made.url, made.title, made.origin) == (URL, "Tây Ninh mở cửa khẩu", "page")
    assert made.text.split("\n") == ["Cửa khẩu Mộc Bài thêm hai làn xe.", *PARAGRAPHS]


def test_a_tiny_page_gives_its_lead_and_nothing_around_it():
    tiny = page(
        "<h1>Giá vàng tăng</h1><time>Thứ Năm, 15/10/2026, 12:00 (GMT+7)</time>"
        "<p class='sapo'>Vàng miếng ở Mộc Bài tăng.</p>",
        around=ASIDE,
    )
    made = draft(tiny)
    assert (made.title, made.text) == ("Giá vàng tăng", "Vàng miếng ở Mộc Bài tăng.")


def test_nothing_of_ours_anywhere_gives_no_draft():
    assert draft(page(f"<h1>Giá vàng tăng</h1>{paragraphs(['Vàng miếng tăng.'])}"), AWAY) is None


def test_a_related_headline_alone_is_no_match():
    assert draft(page("<h1>Giá vàng tăng</h1><p>Vàng miếng tăng.</p>", around=ASIDE), AWAY) is None


def test_a_name_that_stands_in_the_body_only_is_found():
    made = draft(page(f"<h1>Giá vàng tăng</h1>{paragraphs(PARAGRAPHS)}"), AWAY)
    assert made is not None
    assert "Mộc Bài" in made.text


def test_a_page_that_concerns_nobody_is_not_extracted():
    gate = Names("Tây Ninh")
    assert draft("<html><body><p>Vàng miếng tăng.</p></body></html>", AWAY, gate) is None
    assert gate.asked == 2


NOISE = {
    "aside": f"<aside>{RELATED}</aside>",
    "nav": f"<nav><a>{RELATED}</a></nav>",
    "footer": f"<footer>{RELATED}</footer>",
    "related by class": f'<div class="box-tin-lien-quan"><p>{RELATED}</p></div>',
    "related by id": f'<div id="tinlienquan"><a>{RELATED}</a></div>',
    "related in English": f'<section class="article__related"><h2>{RELATED}</h2></section>',
    "sidebar": f'<div class="col sidebar-1"><p>{RELATED}</p></div>',
    "menu": f'<ul class="main-menu"><li>{RELATED}</li></ul>',
    "breadcrumb": f'<ol class="breadcrumb"><li>{RELATED}</li></ol>',
    "comments": f'<div class="list-comment"><p>{RELATED}</p></div>',
    "comments in Vietnamese": f'<div id="box_binh-luan"><p>{RELATED}</p></div>',
    "tags": f'<div class="tags"><a>{RELATED}</a></div>',
    "sharing": f'<div class="social-share"><p>{RELATED}</p></div>',
    "advertisement": f'<div class="ads"><p>{RELATED}</p></div>',
    "most read": f'<div class="tin-doc-nhieu"><p>{RELATED}</p></div>',
    "author": f'<div class="detail-author">{RELATED}</div>',
    "script": f"<script>var x = '{RELATED}'</script>",
    "noscript": f"<noscript><p>{RELATED}</p></noscript>",
    "template": f"<template><p>{RELATED}</p></template>",
    "hidden": f"<div hidden><p>{RELATED}</p></div>",
}


@pytest.mark.parametrize("noise", NOISE.values(), ids=NOISE)
@pytest.mark.parametrize("lines", [PARAGRAPHS, PARAGRAPHS[:1]], ids=["long", "short"])
def test_what_surrounds_the_article_never_reaches_its_text(noise, lines):
    made = draft(page(f"<h1>Mở cửa khẩu</h1>{paragraphs(lines)}", around=noise))
    assert RELATED not in made.text
    assert made.text.split("\n") == lines


@pytest.mark.parametrize("name", ["share-content", "content-menu-fix", "has-sidebar", "tag"])
def test_an_article_is_not_noise_whatever_its_class_says(name):
    made = draft(page(f"<div class='{name}'>{paragraphs(PARAGRAPHS)}</div>"))
    assert made.text.split("\n") == PARAGRAPHS


@pytest.mark.parametrize("name", ["headline", "stages", "uploads", "shareholder", "commentary-body"])
def test_a_class_that_only_contains_a_word_of_noise_is_kept(name):
    made = draft(page(f"{paragraphs(PARAGRAPHS)}<p class='{name}'>Câu cuối cùng của bài viết này vẫn còn đây.</p>"))
    assert "Câu cuối cùng" in made.text


TITLES = {
    "og:title": (meta("og:title", "Tây Ninh &amp; Long An"), "<h1>Khác</h1>", "Tây Ninh & Long An"),
    "og:title with the outlet behind": (meta("og:title", "Tây Ninh mở cửa - Báo Mẫu"), "", "Tây Ninh mở cửa"),
    "og:title with the domain behind": (meta("og:title", "Tây Ninh mở cửa | baomau.example"), "", "Tây Ninh mở cửa"),
    "a dash that belongs to the title": (meta("og:title", "Mộc Bài - cửa ngõ"), "", "Mộc Bài - cửa ngõ"),
    "h1": ("", "<h1>Tây <b>Ninh</b></h1>", "Tây Ninh"),
    "second h1 when the first is a logo": ("", "<h1><img></h1><h1>Tây Ninh</h1>", "Tây Ninh"),
    "the feed's": ("", "", "Tây Ninh mở cửa khẩu"),
}


@pytest.mark.parametrize(("head", "article", "title"), TITLES.values(), ids=TITLES)
def test_the_title_comes_from(head, article, title):
    assert draft(page(article + paragraphs(PARAGRAPHS), head)).title == title


PUBLISHED = {
    "structured data": (structured(**{"@type": "NewsArticle", "datePublished": "2026-10-15T08:00:00+07:00"}), 1),
    "structured data in a graph": (
        structured(**{"@graph": [{"@type": ["NewsArticle"], "datePublished": "2026-10-15T08:00:00+07:00"}]}),
        1,
    ),
    "meta": (meta("article:published_time", "2026-10-15T08:00:00"), 1),
    "meta, month first": (meta("article:published_time", "10/15/2026 8:00:00 AM"), 1),
    "the feed when the page has no time of day": (meta("article:published_time", "2026-10-14"), 2),
    "the feed when the page is absurd": (meta("article:published_time", "2036-10-15T08:00:00+07:00"), 2),
    "the feed when the page is silent": ("", 2),
    "the feed when structured data is broken": ('<script type="application/ld+json">{"@type": </script>', 2),
    "the feed when structured data is of a person": (
        structured(**{"@type": "Person", "datePublished": "2026-10-15T08:00:00+07:00"}),
        2,
    ),
}


@pytest.mark.parametrize(("head", "hour"), PUBLISHED.values(), ids=PUBLISHED)
def test_the_publication_time_comes_from(head, hour):
    assert draft(page(paragraphs(PARAGRAPHS), head)).published == datetime(2026, 10, 15, hour, tzinfo=UTC)


ADDRESSES = {
    "inside the domains": (
        "https://www.baomau.example/chuan.html?utm_source=x#a",
        "https://www.baomau.example/chuan.html",
    ),
    "relative": ("/chuan.html", "https://baomau.example/chuan.html"),
    "another outlet": ("https://evil.example/chuan.html", URL),
    "a name that only looks alike": ("https://giabaomau.example/chuan.html", URL),
    "the front page": ("https://baomau.example/", URL),
    "a script": ("javascript:alert(1)", URL),
}


@pytest.mark.parametrize(("link", "url"), ADDRESSES.values(), ids=ADDRESSES)
def test_a_canonical_link_counts_only_inside_the_outlets_domains(link, url):
    assert draft(page(paragraphs(PARAGRAPHS), f'<link rel="canonical" href="{link}">')).url == url


def test_the_twin_for_phones_without_a_canonical_link_has_the_address_of_the_page():
    assert draft(page(paragraphs(PARAGRAPHS)), url="https://m.baomau.example/amp/thoi-su/1.html").url == URL


SECTIONS = {
    "meta": (meta("article:section", "Thời sự"), "", "Thời sự"),
    "structured data": (structured(articleSection=["Pháp luật", "Vụ án"]), "", "Pháp luật"),
    "breadcrumb": ("", "<ul class='breadcrumb'><li><a>Trang chủ</a></li><li><a>Kinh tế</a></li></ul>", "Kinh tế"),
    "none": ("", "", ""),
}


@pytest.mark.parametrize(("head", "article", "section"), SECTIONS.values(), ids=SECTIONS)
def test_the_section_comes_from(head, article, section):
    assert draft(page(article + paragraphs(PARAGRAPHS), head)).section == section


LEAD = "Từ hôm nay xe tải qua Mộc Bài đi theo làn riêng."
LEADS = {
    "shown as sapo": ("", f"<h2 class='detail-sapo'>{LEAD}</h2>", [LEAD, *PARAGRAPHS]),
    "described and shown": (meta("og:description", LEAD), f"<h2>{LEAD}</h2>", [LEAD, *PARAGRAPHS]),
    "described and already in the text": (meta("og:description", PARAGRAPHS[0]), "", PARAGRAPHS),
    "a description of the site": (meta("og:description", "Báo Tây Ninh - tin tức Tây Ninh mới nhất"), "", PARAGRAPHS),
}


@pytest.mark.parametrize(("head", "lead", "lines"), LEADS.values(), ids=LEADS)
def test_the_text_begins_with_the_lead_of_this_article(head, lead, lines):
    assert draft(page(f"<h1>Mở cửa khẩu</h1>{lead}{paragraphs(PARAGRAPHS)}", head)).text.split("\n") == lines


def test_a_lead_known_from_the_feed_is_taken_from_the_description():
    made = draft(page(paragraphs(PARAGRAPHS), meta("description", ENTRY.summary)))
    assert made.text.split("\n") == [ENTRY.summary, *PARAGRAPHS]


def test_bylines_do_not_reach_the_text():
    made = draft(page(paragraphs([*PARAGRAPHS, "<b>Nguyễn Văn Mẫu</b>", "Ảnh: Trần Mẫu"])))
    assert made.text.split("\n") == PARAGRAPHS


FEED_ONLY = {
    "another type": (FULL, "application/pdf", URL),
    "no HTML though it says so": ("%PDF-1.7", "text/html", URL),
    "no text": ("<html><body><div id=app></div></body></html>", "text/html", URL),
    "nothing": ("", "text/html", URL),
    "moved to the front page": (FULL, "text/html", "https://baomau.example/"),
    "too deep to be read": ("<html><body>" + "<div>" * 100_000 + "Tây Ninh", "text/html", URL),
    "too many attributes": (
        "<html><body><p " + " ".join(f"a{n}=1" for n in range(80_000)) + ">Tây Ninh",
        "text/html",
        URL,
    ),
    "too long": ("<html><body><p>" + "Tây Ninh " * 700_000, "text/html", URL),
}


@pytest.mark.parametrize(("html", "kind", "url"), FEED_ONLY.values(), ids=FEED_ONLY)
def test_what_is_no_article_page_gives_the_feeds_draft(html, kind, url):
    assert draft(html, kind=kind, url=url) == from_feed(ENTRY)


def test_what_is_no_article_page_gives_nothing_when_the_feed_names_nothing_of_ours():
    assert draft("%PDF-1.7", AWAY, kind="application/pdf") is None


def test_the_feeds_draft_says_where_it_comes_from():
    made = from_feed(ENTRY)
    assert (made.url, made.title, made.text, made.published) == (URL, ENTRY.title, ENTRY.summary, ENTRY.published)
    assert made.origin == "feed"


def test_a_page_in_another_encoding_is_read():
    html = f'<html><head><meta charset="utf-16"></head><body><article>{paragraphs(PARAGRAPHS)}</article></body></html>'
    assert "Mộc Bài" in draft(html.encode("utf-16"), kind="text/html").text


def test_lines_inside_the_source_of_a_paragraph_are_spaces():
    assert draft(page("<p>Cửa khẩu\n      quốc tế\tMộc Bài</p>")).text == "Cửa khẩu quốc tế Mộc Bài"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["", "text/html", "text/html; charset=utf-16"]))
def test_any_bytes_are_read_without_an_error(noise, kind):
    everything = Names("")
    for body in (noise, b"<" + noise, FULL.encode()[:400] + noise + FULL.encode()[400:]):
        made = draft(body, gate=everything, kind=kind)
        assert made is not None
        assert made.url.startswith("https://")


PROVINCES = ("Tuyên Quang", "Tây Ninh", "Long An", "Thái Nguyên")


@pytest.mark.shared
def test_a_menu_of_all_provinces_does_not_reach_the_text_of_a_real_page(shared):
    body = (shared / "data" / "html" / "vi" / "thanhnien_2023-09-13_saved.html").read_bytes()
    paper = outlet(domains=("thanhnien.vn",))
    made = draft(body, AWAY, Names(*PROVINCES, "Phú Yên"), "https://thanhnien.vn/a.htm", paper=paper)
    assert made.title == "Khởi tố nguyên Giám đốc Sở Tài chính Phú Yên"
    assert made.url.startswith("https://thanhnien.vn/khoi-to-nguyen-giam-doc")
    assert [name for name in PROVINCES if name in made.text] == []
    assert made.text.count("Phú Yên") >= 5


@pytest.mark.shared
def test_a_real_page_gives_the_paragraphs_its_own_parser_was_written_for(shared):
    folder = shared / "data" / "html" / "vi"
    wanted = json.loads((folder / "VnExpress.json").read_text(encoding="utf-8"))["V1"]["body"]
    paper = outlet(name="VnExpress", domains=("vnexpress.net",))
    body = (folder / "VnExpress_2025_10_22.html").read_bytes()
    made = draft(body, AWAY, Names("ung thư"), "https://vnexpress.net/a.html", paper=paper)
    lines = made.text.split("\n")
    known = [*wanted["summary"], *(line for part in wanted["sections"] for line in part["paragraphs"])]
    assert lines[0] == wanted["summary"][0]
    assert [line for line in lines if line not in known] == []
    assert len(lines) >= len(known) - 1  # the caption of the picture may stay away
