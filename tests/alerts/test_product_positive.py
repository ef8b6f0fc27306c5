"""Positive items for the portal: which articles, and feeds that readers of feeds read."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from alerts.products import positive
from collector import feeds
from core.judgement import Tone
from support import factories
from support.digests import HOSTILE_TITLES, HOSTILE_URLS
from support.fakes import NOON

PORTAL = "https://tinh.example/"
SINCE, NOW = NOON - timedelta(days=7), NOON + timedelta(days=1)
WRITERS = {"rss": positive.rss, "json": positive.json_feed}
TYPES = {"rss": "application/rss+xml", "json": "application/feed+json"}


def good(number=1, tone="positive", grade="main", kind="news", **fields):
    found = factories.assessment(grade, tone=Tone(tone), kind=kind)
    return factories.judged(number, found, **fields)


def made(*articles):
    return positive.build(articles, factories.profile(), SINCE, NOW)


def read_back(feed, form):
    """The feed as the collector of this very service reads it."""
    return feeds.parse(WRITERS[form](feed, PORTAL), PORTAL, factories.outlet(), NOW, TYPES[form])


@pytest.mark.parametrize(
    ("article", "count"),
    [
        pytest.param(good(), 1, id="about the unit and positive"),
        pytest.param(good(tone="neutral"), 0, id="neutral"),
        pytest.param(good(tone="negative"), 0, id="negative"),
        pytest.param(good(grade="passing"), 0, id="only named"),
        pytest.param(good(kind="sport"), 0, id="sport"),
        pytest.param(good(kind="advertorial"), 0, id="paid for"),
        pytest.param(good(kind="table"), 0, id="prices and weather"),
        pytest.param(good(state="removed"), 0, id="no longer at its address"),
        pytest.param(good(url="javascript:alert(1)"), 0, id="no address to link"),
        pytest.param(good(title="\u200b"), 0, id="no title"),
    ],
)
def test_which_articles_are_listed(article, count):
    assert len(made(article).items) == count


def test_the_latest_comes_first():
    assert [item.article for item in made(good(1), good(3), good(2)).items] == [3, 2, 1]


@pytest.mark.parametrize("words", [1, 49, 50, 51, 400])
def test_an_excerpt_has_at_most_50_words(words):
    (item,) = made(good(excerpt="từ " * words)).items
    assert len(item.excerpt.split()) == min(words, 50)


def test_the_text_of_an_article_stays_in_the_house():
    feed = made(good(text="Toàn văn của bài báo."))
    assert all(b"To\xc3\xa0n v\xc4\x83n" not in write(feed, PORTAL) for write in WRITERS.values())


@pytest.mark.parametrize("form", WRITERS)
def test_a_reader_finds_title_link_date_and_excerpt(form):
    (entry,) = read_back(made(good()), form)
    assert (entry.title, entry.url, entry.summary, entry.published) == (
        "Tây Ninh mở rộng cửa khẩu số 1",
        "https://baomau.example/1.html",
        "Cửa khẩu quốc tế Mộc Bài được mở rộng.",
        NOON + timedelta(minutes=1),
    )


@pytest.mark.parametrize("form", WRITERS)
def test_a_month_without_good_news_is_a_feed_without_items(form):
    assert read_back(made(), form) == ()


def test_rss_has_what_rss_2_asks_for():
    root = ET.fromstring(positive.rss(made(good()), PORTAL))
    channel = root.find("channel")
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    assert {name: channel.findtext(name) for name in ("title", "link", "description")} == {
        "title": "Tin, bài tích cực của báo chí về tỉnh Tây Ninh",
        "link": PORTAL,
        "description": "Tin, bài tích cực của báo chí về tỉnh Tây Ninh",
    }
    item = channel.find("item")
    assert item.findtext("{http://purl.org/dc/elements/1.1/}publisher") == "Báo Mẫu"
    assert item.findtext("pubDate") == "Thu, 15 Oct 2026 12:01:00 +0700"
    assert (item.find("guid").text, item.find("guid").get("isPermaLink")) == (item.findtext("link"), "true")


def test_json_feed_has_what_version_1_1_asks_for():
    feed = json.loads(positive.json_feed(made(good()), PORTAL))
    assert (feed["version"], feed["home_page_url"]) == ("https://jsonfeed.org/version/1.1", PORTAL)
    (item,) = feed["items"]
    assert item["id"] == item["url"]
    assert item["authors"] == [{"name": "Báo Mẫu"}]
    assert datetime.fromisoformat(item["date_published"]) == NOON + timedelta(minutes=1)


@pytest.fixture(scope="module")
def hostile():
    addresses = [f"https://baomau.example/{n}.html" for n in range(len(HOSTILE_TITLES))]
    return made(
        *(
            good(n, title=title, excerpt=title, outlet_name=title, url=addresses[n])
            for n, title in enumerate(HOSTILE_TITLES)
        ),
        *(replace(good(n), article=factories.article(n, url=url)) for n, url in enumerate(HOSTILE_URLS, 1000)),
    )


def test_hostile_titles_stay_words_in_rss(hostile):
    root = ET.fromstring(positive.rss(hostile, PORTAL))
    items = root.findall("channel/item")
    assert [item.findtext("title") for item in items] == [item.title for item in hostile.items]
    assert {len(item) for item in items} == {6}
    assert all(item.findtext("link").startswith("https://baomau.example/") for item in items)


def test_hostile_titles_stay_words_in_json(hostile):
    items = json.loads(positive.json_feed(hostile, PORTAL))["items"]
    assert [item["title"] for item in items] == [item.title for item in hostile.items]
