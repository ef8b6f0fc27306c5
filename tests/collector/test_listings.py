"""Section pages of papers without a feed, in the shapes that Vietnamese papers give them."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.listings import read
from core.errors import FeedError
from support.factories import outlet
from support.fakes import NOON

URL = "https://baomau.example/thoi-su"
ARTICLE = r"-\d{6}\.html$"
LEAD = "Cửa khẩu quốc tế Mộc Bài được mở rộng thêm hai làn xe trong năm nay."


def page(*cards, head=""):
    menu = '<nav><a href="/">Trang chủ</a><a href="/thoi-su">Thời sự</a><a href="/kinh-te">Kinh tế</a></nav>'
    body = f'{menu}<div class="list">{"".join(cards)}</div><footer><a href="mailto:a@b.example">Liên hệ</a></footer>'
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def card(number=1, title="Tây Ninh mở cửa khẩu", more=""):
    address = f"/tin-{100000 + number}.html"
    return (
        f'<article><a class="thumb" href="{address}"><img src="{number}.jpg" alt="Ảnh"></a>'
        f'<h3 class="title"><a href="{address}">{title}</a></h3>{more}</article>'
    )


def listed(body, links="", pattern=ARTICLE, paper=None):
    return read(body, URL, paper or outlet(), NOON, "text/html", links, pattern)


def titles(body, links="", pattern=ARTICLE):
    return [entry.title for entry in listed(body, links, pattern)]


def one(body, links="", pattern=ARTICLE):
    (entry,) = listed(body, links, pattern)
    return entry


def test_a_card_with_picture_headline_lead_and_time_is_one_entry():
    more = f'<p class="sapo">{LEAD}</p><span class="time">12/10/2026 10:30</span><a href="/thoi-su">Thời sự</a>'
    entry = one(page(card(more=more)))
    assert (entry.url, entry.title) == ("https://baomau.example/tin-100001.html", "Tây Ninh mở cửa khẩu")
    assert (entry.summary, entry.published) == (LEAD, datetime(2026, 10, 12, 3, 30, tzinfo=UTC))


CARDS = {
    "title in the attribute": '<div><a href="/a-100001.html" title="Tây Ninh"><img src="x"></a></div>',
    "title cut off": '<div><a href="/a-100001.html" title="Tây Ninh mở cửa khẩu lớn">Tây Ninh mở…</a></div>',
    "heading around the link": '<div><h2><a href="/a-100001.html">Tây Ninh</a></h2></div>',
    "heading in the link": f'<a href="/a-100001.html"><img src="x"><h3>Tây Ninh</h3><p>{LEAD}</p></a>',
    "heading beside the link": '<li><a href="/a-100001.html"><img src="x" alt="Ảnh"></a><h3>Tây Ninh</h3></li>',
    "picture only": '<div><a href="/a-100001.html"><img src="x" alt="Tây Ninh"></a></div>',
    "comments": '<div><a href="/a-100001.html">Tây Ninh</a><a href="/a-100001.html#bl">12</a></div>',
    "no words at all": '<div><a href="/tay-ninh-100001.html"><img src="x"></a></div>',
}
EXPECTED = {"title cut off": "Tây Ninh mở cửa khẩu lớn", "no words at all": "tay ninh"}


@pytest.mark.parametrize("name", CARDS)
def test_the_best_title_of_a_card_is_taken(name):
    assert titles(page(CARDS[name])) == [EXPECTED.get(name, "Tây Ninh")]


TIMES = {
    "an attribute": '<time datetime="2026-10-12T10:30:00+07:00">2 giờ trước</time>',
    "date and time": '<span class="date">12/10/2026 10:30</span>',
    "in one piece with others": '<div class="meta"><span>Thời sự</span><span>12/10/2026 10:30</span></div>',
}


@pytest.mark.parametrize("shown", TIMES.values(), ids=TIMES)
def test_a_full_date_and_time_of_a_card_is_read(shown):
    assert one(page(card(more=shown))).published == datetime(2026, 10, 12, 3, 30, tzinfo=UTC)


NO_TIMES = {
    "a day": "<span>12/10/2026</span>",
    "a clock": "<span>10:30</span>",
    "words": "<span>Vừa xong</span>",
    "a day in the lead": "<p>Lúc 10:30 ngày 12/10/2026 lễ khai mạc.</p>",
    "a day of another card": card(2, more="<span>12/10/2026 10:30</span>"),
}


@pytest.mark.parametrize("shown", NO_TIMES.values(), ids=NO_TIMES)
def test_anything_less_is_no_time(shown):
    assert listed(page(card(), shown))[0].published is None


def test_the_lead_of_another_card_is_never_taken():
    cards = card(1, "Tin thứ nhất"), card(2, "Tin thứ hai", f"<p>{LEAD}</p>")
    assert [entry.summary for entry in listed(page(*cards))] == ["", LEAD]


def test_the_lead_of_a_card_that_is_not_wanted_is_never_taken():
    other = f'<div><h3><a href="/video/x">Một video rất hay về Tây Ninh</a></h3><p>{LEAD}</p></div>'
    assert one(page(card(1, "Tin thứ nhất"), other)).summary == ""


def test_related_articles_below_a_card_are_entries_of_their_own():
    related = '<ul class="tin-lien-quan"><li><a href="/khac-100009.html">Một tin khác về cửa khẩu</a></li></ul>'
    assert titles(page(card(more=related))) == ["Tây Ninh mở cửa khẩu", "Một tin khác về cửa khẩu"]


def test_a_selector_leaves_related_articles_out():
    related = '<ul class="tin-lien-quan"><li><a href="/khac-100009.html">Một tin khác</a></li></ul>'
    assert titles(page(card(more=related)), "h3.title a", "") == ["Tây Ninh mở cửa khẩu"]


def test_a_selector_may_name_what_holds_the_links():
    assert titles(page(card()), ".list h3", "") == ["Tây Ninh mở cửa khẩu"]


def test_selector_and_pattern_must_both_fit():
    body = page(card(1, "Tin thứ nhất"), '<h3 class="title"><a href="/video/x">Một video</a></h3>')
    assert titles(body, "h3.title a") == ["Tin thứ nhất"]


def test_entries_keep_the_order_of_the_page_and_come_once():
    body = page(card(3, "Ba"), card(1, "Một"), card(2, "Hai"), card(1, "Một"))
    assert titles(body) == ["Ba", "Một", "Hai"]


LINKS = {
    "relative": ("tin-100001.html", "", "https://baomau.example/tin-100001.html"),
    "other base": ("tin-100001.html", '<base href="/moi/">', "https://baomau.example/moi/tin-100001.html"),
    "scheme of the page": ("//baomau.example/tin-100001.html", "", "https://baomau.example/tin-100001.html"),
    "below the domain": ("https://m.baomau.example/a-100001.html", "", "https://m.baomau.example/a-100001.html"),
    "tracking": ("/tin-100001.html?utm_source=home", "", "https://baomau.example/tin-100001.html"),
}


@pytest.mark.parametrize(("href", "head", "url"), LINKS.values(), ids=LINKS)
def test_a_link_is_canonical(href, head, url):
    assert one(page(f'<a href="{href}">Tây Ninh</a>', head=head)).url == url


FOREIGN = {
    "script": '<a href="javascript:open(-100001.html)">x</a>',
    "mail": '<a href="mailto:a-100001.html">x</a>',
    "another site": '<a href="https://quangcao.example/a-100001.html">x</a>',
    "a site that ends alike": '<a href="https://xbaomau.example/a-100001.html">x</a>',
    "the page itself": '<a href="/thoi-su">Thời sự</a><a href="#a">x</a><a href="?utm_source=x">x</a>',
    "no address": "<a>Một tin</a>",
}


@pytest.mark.parametrize("link", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("head", ["", '<base href="https://quangcao.example/">'], ids=["", "with a foreign base"])
def test_links_that_are_no_articles_of_the_paper_are_left(link, head):
    body = page(link, '<a href="https://baomau.example/tin-100001.html">Tây Ninh</a>', head=head)
    assert titles(body, ".list", "") == ["Tây Ninh"]


def test_pages_of_the_list_and_amp_twins_do_not_fit_a_pattern_of_articles():
    more = '<a href="/thoi-su?page=2">2</a><a href="/thoi-su/trang-3.html">3</a><a href="/tin-100001.amp">AMP</a>'
    assert titles(page(card(), more)) == ["Tây Ninh mở cửa khẩu"]


def test_at_most_two_thousand_articles_are_read():
    assert len(listed(page(*(card(number) for number in range(2500))))) == 2000


WRONG = {
    "nothing": (b" ", "empty"),
    "words": ("Tây Ninh".encode(), "not_feed"),
    "JSON": (b'{"items": []}', "not_feed"),
    "a feed": (
        b"<rss><channel><item><description><![CDATA[<a href='/x'>]]></description></item></channel></rss>",
        "not_feed",
    ),
    "a page of other links": (page('<a href="/x">Tin</a>'), "no_links"),
    "a page without links": (b"<html><body><p>Tin</p></body></html>", "no_links"),
    "a page that nests without end": (b"<html>" + b"<div>" * 6000, "parse"),
}


@pytest.mark.parametrize(("body", "kind"), WRONG.values(), ids=WRONG)
def test_what_lists_nothing_is_refused_by_kind(body, kind):
    with pytest.raises(FeedError) as caught:
        listed(body)
    assert (caught.value.kind, caught.value.url) == (kind, URL)
    assert "Báo Mẫu" in str(caught.value)


def test_a_page_in_which_nothing_fits_says_what_to_adjust():
    with pytest.raises(FeedError, match=r"`links`.*`pattern`"):
        listed(page("<p>x</p>"))


@settings(max_examples=100, deadline=None)
@given(st.text(), st.text(), st.binary(max_size=30), st.integers(0, 500))
def test_any_page_gives_clean_entries_or_a_feed_error(title, address, noise, place):
    body = page(card(1, title), f'<a href="{address}">{title}</a>')
    with suppress(FeedError):
        for entry in listed(body[:place] + noise + body[place:], ".list", ""):
            assert entry.url.startswith("https://baomau.example/")
            assert entry.title
            assert "\n" not in entry.title
