from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core import periods
from core.desk import AlertLine, Count, Digest, DigestItem, Proposal, SourceLine, StoryLine
from core.digests import EarlierCounts
from core.errors import UsageError
from core.press import Draft
from support import factories
from support.fakes import NOON

OCTOBER = datetime(2026, 10, 1, tzinfo=UTC)


def item(article, late=False):
    return DigestItem(
        article.id, article.story_id, article.title, "Báo", article.url, article.moment, True, "…", "main", late=late
    )


def digest(period="2026-09", items=(), profile="tay-ninh", **fields):
    window = periods.parse(period)
    made = Digest(profile, "tỉnh Tây Ninh", period, window.first, window.last, OCTOBER, True, tuple(items))
    return replace(made, **fields)


def test_a_digest_with_every_part_comes_back_equal(store, add):
    with store.begin() as unit:
        full = digest(
            items=[replace(item(add(unit, 1)), topics=("borders",), localities=("ben-cau",), places=("Mộc Bài",))],
            stories=(StoryLine(1, "t", "u", "Báo", NOON, NOON, 1, 1, ("borders",), "neutral", "none", "…"),),
            by_topic=(Count("borders", "Biên giới", 1, 1),),
            alerts=(AlertLine(1, "P1", "r", "t", "o", "u", NOON, "carrier", "check", "new", "", ("vì",), "hỏi"),),
            proposals=(Proposal("việc", "làm", "Sở", date(2026, 10, 20)),),
            sources=(SourceLine("s", "Báo", "failed", None, "503"), SourceLine("t", "Báo", "ok", NOON)),
            previous_articles=3,
            topic_names={"borders": {"vi": "Biên giới"}},
            locality_names={"ben-cau": "Bến Cầu"},
        )
        assert unit.digests.freeze(full)
    with store.read() as unit:
        assert unit.digests.get("tay-ninh", "2026-09") == full
        assert unit.digests.get("tay-ninh", "2026-08") is None


def test_a_frozen_period_cannot_be_frozen_again_nor_changed(store, add):
    with store.begin() as unit:
        first = add(unit, 1, published=OCTOBER - timedelta(days=3))
        second = add(unit, 2, published=OCTOBER - timedelta(days=2))
        assert unit.digests.freeze(digest(items=[item(first)]))
        assert not unit.digests.freeze(digest(items=[item(first), item(second)], draft=False))
        assert unit.digests.get("tay-ninh", "2026-09") == digest(items=[item(first)])
        assert [late.article.id for late in unit.digests.late("tay-ninh", OCTOBER)] == [second.id]
        assert unit.digests.freeze(digest(profile="can-gio"))


def test_a_digest_of_no_period_is_refused(store):
    with pytest.raises(UsageError), store.begin() as unit:
        unit.digests.freeze(digest(first=date(2026, 9, 1)).__class__("p", "P", "?", OCTOBER, OCTOBER, OCTOBER, True))


SEPTEMBER_30_NIGHT = datetime(2026, 9, 30, 16, 59, 59, tzinfo=UTC)  # 23:59:59 in Asia/Ho_Chi_Minh
OCTOBER_1_MORNING = datetime(2026, 9, 30, 17, tzinfo=UTC)  # 00:00 in Asia/Ho_Chi_Minh
AUGUST_31_NIGHT = datetime(2026, 8, 31, 16, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("published", "grade", "frozen", "late"),
    [
        pytest.param(SEPTEMBER_30_NIGHT, "main", "2026-09", True, id="last second of the frozen month"),
        pytest.param(SEPTEMBER_30_NIGHT, "passing", "2026-09", True, id="only named"),
        pytest.param(SEPTEMBER_30_NIGHT, "none", "2026-09", False, id="of no concern"),
        pytest.param(OCTOBER_1_MORNING, "main", "2026-09", False, id="first second of the running month"),
        pytest.param(AUGUST_31_NIGHT, "main", "2026-09", False, id="a month that was never frozen"),
        pytest.param(SEPTEMBER_30_NIGHT, "main", "2026-Q3", False, id="frozen as a quarter only"),
        pytest.param(SEPTEMBER_30_NIGHT, "main", "2026-09-01..2026-09-30", False, id="frozen as a range only"),
    ],
)
def test_what_is_late_for_a_digest(store, add, published, grade, frozen, late):
    with store.begin() as unit:
        unit.digests.freeze(digest(frozen))
        article = add(unit, 1, factories.assessment(grade), published=published)
        found = unit.digests.late("tay-ninh", periods.parse("2026-10").start)
    assert [judged.article.id for judged in found] == ([article.id] if late else [])


def test_a_late_article_is_late_for_its_profile_until_a_digest_lists_it(store, add):
    november = periods.parse("2026-11").start
    places = {"tay-ninh": factories.relevance(), "can-gio": factories.relevance()}
    with store.begin() as unit:
        unit.digests.freeze(digest())
        unit.digests.freeze(digest(profile="can-gio"))
        article = add(unit, 1, factories.assessment(places=places), published=SEPTEMBER_30_NIGHT)
        unit.digests.freeze(digest("2026-10", [item(article, late=True)]))
        assert unit.digests.late("tay-ninh", november) == []
        assert len(unit.digests.late("can-gio", november)) == 1


def test_an_article_judged_anew_after_a_digest_listed_it_is_not_late(store, add):
    with store.begin() as unit:
        article = add(unit, 1, published=SEPTEMBER_30_NIGHT)
        unit.digests.freeze(digest(items=[item(article)]))
        draft = Draft(article.url, "Tiêu đề mới", article.text, SEPTEMBER_30_NIGHT, "page")
        unit.versions.revised(article.id, "edit", "", draft, "Trích.", factories.assessment(), NOON)
        assert unit.digests.late("tay-ninh", periods.parse("2026-10").start) == []


def test_an_article_listed_in_a_range_only_is_late_all_the_same(store, add):
    with store.begin() as unit:
        article = add(unit, 1, published=SEPTEMBER_30_NIGHT)
        unit.digests.freeze(digest("2026-09-30..2026-09-30", [item(article)]))
        unit.digests.freeze(digest())
        late = unit.digests.late("tay-ninh", periods.parse("2026-10").start)
    assert [judged.article.id for judged in late] == [article.id]


def test_the_first_activity_is_the_first_good_poll_or_the_first_article(store, add):
    hour = timedelta(hours=1)
    with store.begin() as unit:
        never = unit.sources.state("bao-mau-rss")
        unit.sources.save(replace(never, condition="failing", last_polled=NOON - hour))
        assert unit.digests.first_activity() is None
        unit.sources.save(replace(never, condition="ok", first_success=NOON, last_success=NOON + hour))
        assert unit.digests.first_activity() == NOON
        add(unit, 1, first_seen=NOON - hour)
        assert unit.digests.first_activity() == NOON - hour


def test_what_earlier_reports_counted_comes_latest_first_without_their_items(store, add):
    topics, places = (Count("borders", "Biên giới", 7, 3),), (Count("ben-cau", "Bến Cầu", 5, 2),)
    with store.begin() as unit:
        unit.digests.freeze(digest("2026-07", by_topic=(Count("borders", "Biên giới", 2, 1),)))
        unit.digests.freeze(digest("2026-08", items=[item(add(unit, 1))], by_topic=topics, by_locality=places))
        unit.digests.freeze(digest("2026-09"))
        unit.digests.freeze(digest("2026-Q2"))
        unit.digests.freeze(digest("2026-08", profile="can-gio"))
    with store.read() as unit:
        before = unit.digests.counts_before("tay-ninh", "month", periods.parse("2026-09").start, 6)
        one = unit.digests.counts_before("tay-ninh", "month", periods.parse("2026-09").start, 1)
    assert before[0] == EarlierCounts(topics, places)
    assert [each.by_topic[0].articles for each in before] == [7, 2]
    assert one == before[:1]
