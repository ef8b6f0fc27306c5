"""Looking at stored articles again, with a fake network and a real database."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from classifier.judge import Judge
from core.errors import FetchError
from core.press import Entry, Fetched
from diembao import service
from diembao.recheck import recheck_due
from support import factories
from support.fakes import NOON
from support.house import feed, house, page

FEED = "https://baomau.example/rss.xml"
URL = "https://baomau.example/moc-bai.html"
TITLE = "Tây Ninh mở rộng cửa khẩu quốc tế Mộc Bài"
TEXT = ("UBND tỉnh Tây Ninh khởi công mở rộng cửa khẩu.", "Công trình gồm hai làn xe mới.")
PAGE = page(TITLE, *TEXT)
EDITED = page(TITLE, TEXT[0], "Công trình gồm bốn làn xe mới.")
CORRECTED = page(TITLE, TEXT[0], "Công trình gồm bốn làn xe mới.", "Tòa soạn xin lỗi bạn đọc.")
GONE = FetchError(URL, "http_status", "410", 410)
HOUR = timedelta(hours=1)
RULES = (
    factories.rule(),
    factories.rule(id="cai-chinh", topics=(), changes=("correction",)),
    factories.rule(id="go-bo", topics=(), changes=("removal",)),
)


def listed(*urls):
    entries = [Entry(url, TITLE, TEXT[0], NOON) for url in urls]
    return {FEED: Fetched(FEED, 200, feed(*entries), "application/rss+xml")}


@pytest.fixture
def rooms():
    with house({**listed(URL), URL: PAGE}, rules=RULES) as made:
        asyncio.run(service.tick(made))
        made.mailer.sent.clear()
        yield made


def pass_after(rooms, hours, answer=None, url=URL):
    """Move the clock, let the page answer so from now on, and take one pass; return the outcomes."""
    rooms.clock.time += HOUR * hours
    if answer is not None:
        rooms.fetcher.pages[url] = answer
    outcomes = []
    asyncio.run(recheck_due(rooms, outcomes.append))
    return outcomes


def versions(rooms, url=URL):
    with rooms.store.read() as tx:
        return tx.versions.of(tx.articles.find(url).id)


def changes(rooms, url=URL):
    return [version.change for version in versions(rooms, url)]


def alerts(rooms):
    with rooms.store.read() as tx:
        return sorted(alert.rule_id for alert in tx.alerts.listing())


def test_a_page_that_says_the_same_is_no_version(rooms):
    assert pass_after(rooms, 2) == ["same"]
    assert changes(rooms) == ["first"]


def test_nothing_is_looked_at_before_its_time(rooms):
    assert pass_after(rooms, 0.5) == []


def test_an_edit_is_judged_again(rooms):
    assert pass_after(rooms, 2, page("Tây Ninh: biên phòng ở Mộc Bài", *TEXT)) == ["edit"]
    with rooms.store.read() as tx:
        now = tx.articles.get(1)
    assert now.article.title == "Tây Ninh: biên phòng ở Mộc Bài"
    assert now.assessment.places["tay-ninh"].matches[0].text == "Tây Ninh"
    assert alerts(rooms) == ["bien-gioi"]


def test_a_correction_is_raised_once_with_a_mail_that_says_what_changed(rooms):
    assert pass_after(rooms, 2, CORRECTED) == ["correction"]
    assert pass_after(rooms, 2) == ["same"]
    assert alerts(rooms) == ["bien-gioi", "cai-chinh"]
    service.deliver(rooms)
    (mail,) = rooms.mailer.sent
    assert TITLE in mail.subject
    assert not mail.subject.endswith(f"] {TITLE}")


def test_an_article_that_no_longer_names_the_province_goes_on_concerning_it(rooms):
    assert pass_after(rooms, 2, page("Mở rộng một cửa khẩu", "Tòa soạn xin lỗi bạn đọc.")) == ["correction"]
    with rooms.store.read() as tx:
        found = tx.articles.get(1).assessment.places["tay-ninh"]
    assert (found.grade, found.matches) == ("main", ())
    assert "cai-chinh" in alerts(rooms)


def test_an_article_is_removed_when_it_is_gone_at_two_looks_some_hours_apart(rooms):
    assert pass_after(rooms, 2, GONE) == ["gone"]
    assert pass_after(rooms, 5) == []
    assert pass_after(rooms, 1) == ["removal"]
    assert pass_after(rooms, 30) == ["gone"]
    assert changes(rooms) == ["first", "removal"]
    assert versions(rooms)[1].evidence == "HTTP 410"
    assert alerts(rooms) == ["bien-gioi", "go-bo"]


def test_a_bad_minute_of_the_content_system_is_no_removal(rooms):
    assert [*pass_after(rooms, 2, GONE), *pass_after(rooms, 7, PAGE), *pass_after(rooms, 30, GONE)] == [
        "gone",
        "same",
        "gone",
    ]
    assert changes(rooms) == ["first"]


def test_a_removed_article_may_come_back(rooms):
    pass_after(rooms, 2, GONE)
    pass_after(rooms, 7)
    assert pass_after(rooms, 30, PAGE) == ["return"]
    with rooms.store.read() as tx:
        assert tx.articles.find(URL).state == "present"


SOFT = "Bài viết không tồn tại hoặc đã bị gỡ bỏ."
MISSING = {
    "404": FetchError(URL, "http_status", "", 404),
    "451": FetchError(URL, "http_status", "", 451),
    "sent to the front page": Fetched("https://baomau.example/", 200, page("Báo Mẫu", "Tin mới."), "text/html"),
    "sent to another article": Fetched(
        "https://baomau.example/khac.html", 200, page("Huế đón khách", "Lễ hội ở Huế."), "text/html"
    ),
    "a page that says so": page("Thông báo", SOFT),
    "a page without text that says so": f"<html><title>x</title><body><div>{SOFT}</div></body></html>".encode(),
}
TROUBLE = {
    "500": FetchError(URL, "http_status", "", 500),
    "403": FetchError(URL, "http_status", "", 403),
    "too slow": FetchError(URL, "timeout", ""),
    "robots.txt": FetchError(URL, "robots", ""),
    "paused": FetchError(URL, "paused", "", retry_after=7200.0),
    "no such host": FetchError(URL, "dns", ""),
    "a barrier": page("Xác minh", "Vui lòng xác minh bạn không phải là người máy."),
    "a picture": Fetched(URL, 200, b"\xff\xd8", "image/jpeg"),
    "an empty page": b"<html></html>",
    "our own fault": RuntimeError("unforeseen"),
}


@pytest.mark.parametrize("name", MISSING)
def test_a_page_may_be_missing_in_many_ways(name, rooms):
    assert [*pass_after(rooms, 2, MISSING[name]), *pass_after(rooms, 7)] == ["gone", "removal"]


@pytest.mark.parametrize("name", TROUBLE)
def test_trouble_on_the_way_is_never_a_removal(name, rooms):
    for _ in range(4):
        assert pass_after(rooms, 12, TROUBLE[name]) == ["later"]
    assert changes(rooms) == ["first"]
    assert pass_after(rooms, 12, PAGE) == ["same"]


def test_an_outlet_that_is_gone_as_a_whole_has_an_outage():
    urls = [f"https://baomau.example/{number}.html" for number in range(4)]
    with house({**listed(*urls), **dict.fromkeys(urls, PAGE)}, rules=RULES) as rooms:
        asyncio.run(service.tick(rooms))
        for url in urls:
            rooms.fetcher.pages[url] = GONE
        for _ in range(3):
            pass_after(rooms, 7)
        assert [changes(rooms, url) for url in urls] == [["first"]] * 4
        for url in urls[1:]:
            rooms.fetcher.pages[url] = PAGE
        for _ in range(2):
            pass_after(rooms, 7)
        assert [changes(rooms, url)[1:] for url in urls] == [["removal"], [], [], []]


def test_a_page_had_at_last_is_a_version_and_news():
    slow = FetchError(URL, "http_status", "410", 410)
    rules = (factories.rule(topics=(), keywords=("bốn làn xe",)),)
    with house({**listed(URL), URL: slow}, rules=rules) as rooms:
        asyncio.run(service.tick(rooms))
        assert alerts(rooms) == []
        assert pass_after(rooms, 2, EDITED) == ["page"]
        with rooms.store.read() as tx:
            assert tx.articles.find(URL).origin == "page"
        assert alerts(rooms) == ["bien-gioi"]


def test_new_entries_come_first(rooms):
    with rooms.store.begin() as tx:
        tx.entries.add("bao-mau-rss", [Entry("https://baomau.example/2.html", TITLE)], rooms.clock.now())
    assert pass_after(rooms, 2) == []


def test_looking_again_can_be_switched_off(rooms):
    still = replace(rooms, settings=replace(rooms.settings, recheck=0))
    assert pass_after(still, 2, GONE) == []


def test_a_pass_looks_at_as_many_as_the_settings_allow():
    urls = [f"https://baomau.example/{number}.html" for number in range(5)]
    with house({**listed(*urls), **dict.fromkeys(urls, PAGE)}, recheck=3) as rooms:
        asyncio.run(service.tick(rooms))
        assert [len(pass_after(rooms, hours)) for hours in (2, 0, 0)] == [3, 2, 0]


def test_an_outlet_that_left_the_workspace_is_not_asked(rooms):
    moved = replace(rooms, settings=replace(rooms.settings, outlets=()))
    assert pass_after(moved, 2, GONE) == ["later"]
    assert rooms.fetcher.requests[-1][0] == URL


def test_a_look_that_stumbles_is_taken_again_when_its_lease_ends(rooms):
    class Stumbling(Judge):
        def judge(self, title, text, **options):
            raise RuntimeError("unforeseen")

    judge = Stumbling(rooms.settings.profiles, rooms.settings.topics)
    assert pass_after(replace(rooms, judge=judge), 2, CORRECTED) == ["later"]
    assert changes(rooms) == ["first"]
    assert pass_after(rooms, 1) == ["correction"]
    assert alerts(rooms) == ["bien-gioi", "cai-chinh"]


def test_a_process_that_lost_its_lease_stores_nothing(rooms):
    rooms.clock.time += 2 * HOUR
    rooms.fetcher.pages[URL] = CORRECTED

    class Slow:
        async def fetch(self, url, validators=None):
            rooms.clock.time += HOUR  # its lease ends meanwhile, and another process is quicker
            assert await recheck_due(rooms) == 1
            return await rooms.fetcher.fetch(url, validators)

    assert asyncio.run(recheck_due(replace(rooms, fetcher=Slow()))) == 0
    assert changes(rooms) == ["first", "correction"]
    assert alerts(rooms) == ["bien-gioi", "cai-chinh"]
