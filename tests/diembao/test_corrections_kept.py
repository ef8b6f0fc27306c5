"""What a person said of an article stays, whatever judges it again: a changed page, a profile that joins later."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from classifier.corrections import Change, corrected, correction
from classifier.judge import Judge, trained
from core.press import Entry, Fetched
from core.settings import PlaceName, Profile
from diembao import service
from diembao.recheck import recheck_due
from diembao.rejudge import rejudge
from support import factories
from support.fakes import NOON
from support.house import feed, house, page

FEED = "https://baomau.example/rss.xml"
URL = "https://baomau.example/moc-bai.html"
TITLE = "Tây Ninh và Huế mở rộng cửa khẩu quốc tế Mộc Bài"
TEXT = ("UBND tỉnh Tây Ninh khởi công mở rộng cửa khẩu.", "Công trình gồm hai làn xe mới.")
HUE = Profile("hue", "Huế", "thành phố Huế", (PlaceName("hue", "province", ("Huế",)),))
RULES = (
    factories.rule(id="tin-don", topics=(), roles=("carrier",)),
    factories.rule(id="sua-bai", topics=(), roles=("carrier",), changes=("edit",)),
)


@pytest.fixture
def rooms():
    listed = Fetched(FEED, 200, feed(Entry(URL, TITLE, TEXT[0], NOON)), "application/rss+xml")
    with house({FEED: listed, URL: page(TITLE, *TEXT)}, rules=RULES) as made:
        asyncio.run(service.tick(made))
        yield made


def say(rooms, *changes):
    with rooms.store.begin() as tx:
        for change in changes:
            tx.corrections.add(correction(tx.articles.get(1), change, "An", "đọc lại", NOON))
        tx.corrections.assess(1, corrected(tx.articles.get(1).assessment, tx.corrections.of(1)))


def edited(rooms):
    rooms.clock.time += timedelta(hours=2)
    rooms.fetcher.pages[URL] = page(TITLE, TEXT[0], "Công trình gồm bốn làn xe mới.")
    asyncio.run(recheck_due(rooms))
    return found(rooms)


def found(rooms):
    with rooms.store.read() as tx:
        assert [version.change for version in tx.versions.of(1)][1:] in ([], ["edit"])
        return tx.articles.get(1).assessment


def alerts(rooms):
    with rooms.store.read() as tx:
        return [alert.rule_id for alert in tx.alerts.listing()]


def test_a_page_that_changed_keeps_every_correction(rooms):
    say(rooms, Change("topic", "no", "borders"), Change("tone", "positive"), Change("kind", "opinion"))
    now = edited(rooms)
    assert (now.topics_on, now.tone.label, now.kind) == ((), "positive", "opinion")
    assert now.by_person == ("kind", "tone", "topic:borders")


def test_what_nobody_corrected_is_judged_anew(rooms):
    say(rooms, Change("tone", "positive"))
    assert edited(rooms).topics_on == ("borders",)


def test_a_profile_that_joins_later_keeps_every_correction(rooms):
    say(rooms, Change("topic", "no", "borders"), Change("role", "debunk"))
    profiles = (*rooms.settings.profiles, HUE)
    judge = Judge(profiles, rooms.settings.topics, rooms.settings.version, trained())
    assert rejudge(replace(rooms, settings=replace(rooms.settings, profiles=profiles), judge=judge)) == 1
    now = found(rooms)
    assert now.places["hue"].grade == "main"
    assert (now.topics_on, now.role.label) == ((), "debunk")


def test_a_corrected_role_raises_no_alert_by_itself(rooms):
    say(rooms, Change("role", "carrier"))
    asyncio.run(service.tick(rooms))
    assert alerts(rooms) == []


def test_a_corrected_role_counts_on_the_way_that_every_article_goes(rooms):
    say(rooms, Change("role", "carrier"))
    edited(rooms)
    assert alerts(rooms) == ["sua-bai"]
