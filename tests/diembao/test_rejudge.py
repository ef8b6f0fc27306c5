"""A profile that joins later judges what is stored, with a fake network and a real database."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from classifier.judge import Judge, trained
from core.press import Entry, Fetched
from core.settings import PlaceName, Profile
from diembao import service
from diembao.rejudge import rejudge
from support.fakes import NOON
from support.house import feed, house, page

FEED = "https://baomau.example/rss.xml"
URL = "https://baomau.example/moc-bai.html"
TITLE = "Tây Ninh và Huế ký kết hợp tác du lịch"
HUE = Profile("hue", "Huế", "thành phố Huế", (PlaceName("hue", "province", ("Huế",)),))
DA_LAT = Profile("da-lat", "Đà Lạt", "Đà Lạt", (PlaceName("da-lat", "commune", ("Đà Lạt",)),))


@pytest.fixture
def rooms():
    feeds = {FEED: Fetched(FEED, 200, feed(Entry(URL, TITLE, "Hai bên ký kết.", NOON)), "application/rss+xml")}
    with house({**feeds, URL: page(TITLE, "Lễ ký kết diễn ra sáng nay.")}) as made:
        asyncio.run(service.tick(made))
        made.mailer.sent.clear()
        yield made


def following(rooms, *further):
    profiles = (*rooms.settings.profiles, *further)
    judge = Judge(profiles, rooms.settings.topics, rooms.settings.version, trained())
    return replace(rooms, settings=replace(rooms.settings, profiles=profiles), judge=judge)


def grades(rooms):
    with rooms.store.read() as tx:
        return {profile: found.grade for profile, found in tx.articles.get(1).assessment.places.items()}


def test_a_stored_article_is_judged_for_a_new_profile(rooms):
    before = grades(rooms)
    assert rejudge(following(rooms, HUE, DA_LAT)) == 1
    assert grades(rooms) == {**before, "hue": "main", "da-lat": "none"}


def test_the_new_profile_finds_it_in_its_period(rooms):
    rejudge(following(rooms, HUE))
    with rooms.store.read() as tx:
        found = tx.articles.between("hue", NOON - timedelta(days=1), NOON + timedelta(days=1))
    assert [one.article.url for one in found] == [URL]


def test_nothing_is_fetched_and_nobody_is_written_to(rooms):
    asked = list(rooms.fetcher.requests)
    rejudge(following(rooms, HUE))
    service.deliver(rooms)
    assert rooms.fetcher.requests == asked
    assert rooms.mailer.sent == []


def test_a_second_time_there_is_nothing_to_do(rooms):
    rejudge(following(rooms, HUE))
    assert rejudge(following(rooms, HUE)) == 0
