import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import create_engine, text

from core.desk import Timing
from core.errors import StorageError
from core.judgement import Relevance, Role, Signal, Tone, Verification
from core.press import Draft
from support import factories
from support.fakes import NOON

HOUR = timedelta(hours=1)


def test_an_article_is_found_by_its_address_and_starts_its_own_story(store, add):
    with store.begin() as unit:
        added = add(unit, 1)
    with store.read() as unit:
        assert unit.articles.find(added.url) == added
        assert unit.articles.find("https://baomau.example/none") is None
    assert added.story_id == added.id
    assert (added.outlet_name, added.excerpt, added.stored_at) == ("Báo Mẫu", "Trích dẫn.", NOON)


def test_an_assessment_comes_back_equal(store, add):
    found = factories.assessment(
        tone=Tone("negative", 0.1 + 0.2, ("chậm trễ",)),
        role=Role("carrier", 0.5, ("lan truyền",)),
        verification=Verification("check", 0.4, (Signal("conflicting_figures", 0.3, "10", "12"),)),
        model_version="m1",
        config_version="c1",
    )
    with store.begin() as unit:
        article_id = add(unit, 1, found).id
    with store.read() as unit:
        assert unit.articles.get(article_id).assessment == found


def test_the_parts_of_an_article_are_stored_for_queries(store, add, url):
    places = {"tay-ninh": factories.relevance(), "can-gio": Relevance(False, "none", 0.0)}
    with store.begin() as unit:
        add(unit, 1, factories.assessment(topics=("borders", "promotion"), places=places))
    store.close()
    engine = create_engine(url)
    with engine.connect() as connection:
        versions = connection.execute(text("SELECT number, title, length(hash) FROM article_versions")).all()
        relevances = connection.execute(text("SELECT profile, grade FROM relevances ORDER BY profile")).all()
        topics = connection.execute(text("SELECT topic FROM article_topics ORDER BY topic")).scalars().all()
    engine.dispose()
    assert versions == [(1, "Bài số 1", 64)]
    assert relevances == [("can-gio", "none"), ("tay-ninh", "main")]
    assert topics == ["borders", "promotion"]


def test_a_second_article_with_the_same_address_is_refused_and_nothing_of_it_stays(store, add):
    with store.begin() as unit:
        add(unit, 1, title="Một")
    with pytest.raises(StorageError), store.begin() as unit:
        _ = add(unit, 2), add(unit, 1, title="Hai")
    with store.read() as unit:
        assert [found.title for found in unit.articles.recent(NOON, NOON)] == ["Một"]


def test_an_article_of_an_unknown_source_is_refused(store):
    unknown, draft = factories.source(id="unknown"), Draft("https://baomau.example/1", "Bài", "", None, "feed")
    with pytest.raises(StorageError), store.begin() as unit:
        unit.articles.add(unknown, draft, "", factories.assessment(), NOON, NOON)


def test_recent_articles_come_newest_first_from_a_moment_on_and_limited(store, add):
    with store.begin() as unit:
        for number in range(4):
            add(unit, number, published=NOON + number * HOUR)
        assert _names(unit.articles.recent(NOON + HOUR, NOON + 9 * HOUR)) == ["Bài số 3", "Bài số 2", "Bài số 1"]
        assert _names(unit.articles.recent(NOON, NOON + 9 * HOUR, limit=1)) == ["Bài số 3"]


def test_articles_stored_after_another_come_in_order_of_storing(store, add):
    with store.begin() as unit:
        for number in (3, 1, 2):
            add(unit, number, published=NOON + number * HOUR)
        assert _names(unit.articles.after(1, NOON)) == ["Bài số 1", "Bài số 2"]
        assert _names(unit.articles.after(0, NOON + 2 * HOUR)) == ["Bài số 3", "Bài số 2"]


def test_an_article_without_a_publication_time_counts_from_its_first_sight(store, add):
    with store.begin() as unit:
        add(unit, 1, published=None, first_seen=NOON + HOUR)
        assert _names(unit.articles.recent(NOON + HOUR, NOON + 9 * HOUR)) == ["Bài số 1"]
        assert unit.articles.recent(NOON + HOUR, NOON + 9 * HOUR)[0].published is None
        assert unit.articles.recent(NOON + 2 * HOUR, NOON + 9 * HOUR) == []


def test_a_story_lists_its_articles_earliest_first(store, add):
    with store.begin() as unit:
        first = add(unit, 1, published=NOON + HOUR)
        second = add(unit, 2, published=NOON)
        unit.articles.join(second.id, first.story_id)
        assert _titles(unit.articles.story(first.story_id)) == ["Bài số 2", "Bài số 1"]
        assert unit.articles.get(second.id).article.story_id == first.id
        assert unit.articles.story(second.id) == []


@pytest.mark.parametrize(
    ("act", "error"),
    [
        pytest.param(lambda articles: articles.get(99), KeyError, id="get an article"),
        pytest.param(lambda articles: articles.join(99, 1), KeyError, id="join an article"),
        pytest.param(lambda articles: articles.join(1, 99), StorageError, id="join a story"),
    ],
)
def test_an_unknown_article_or_story_is_an_error(store, add, act, error):
    with store.begin() as unit:
        add(unit, 1)
    with pytest.raises(error), store.begin() as unit:
        act(unit.articles)


def test_a_window_holds_its_start_but_not_its_end_and_only_articles_of_the_profile(store, add):
    with store.begin() as unit:
        add(unit, 1, published=NOON)
        add(unit, 2, factories.assessment("passing"), published=NOON + HOUR)
        add(unit, 3, factories.assessment("none"), published=NOON + HOUR)
        add(unit, 4, factories.assessment(places={"can-gio": factories.relevance()}), published=NOON + HOUR)
        add(unit, 5, published=NOON + 2 * HOUR)
        add(unit, 6, published=NOON - HOUR)
        assert _titles(unit.articles.between("tay-ninh", NOON, NOON + 2 * HOUR)) == ["Bài số 1", "Bài số 2"]


def test_times_come_back_aware_in_utc_whatever_zone_they_came_in(store, add):
    local = datetime(2026, 10, 15, 23, 59, 59, 999999, tzinfo=timezone(timedelta(hours=7)))
    with store.begin() as unit:
        add(unit, 1, published=local, first_seen=local)
    with store.read() as unit:
        found = unit.articles.get(1).article
    assert found.published == local
    assert (found.published.tzinfo, found.first_seen.tzinfo) == (UTC, UTC)


def test_a_time_without_a_zone_is_refused(store, add):
    with pytest.raises(StorageError, match=r"2026-10-15 12:00:00"), store.begin() as unit:
        add(unit, 1, published=datetime(2026, 10, 15, 12))  # noqa: DTZ001


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Tây Ninh: cửa khẩu Mộc Bài — “thông” quan", id="NFC"),
        pytest.param(unicodedata.normalize("NFD", "Tây Ninh mở cửa khẩu"), id="NFD stays as given"),
        pytest.param(
            "a\x00b\u202e\ufeff\U0001f1fb\U0001f1f3 កម្ពុជា 柬埔寨 \U0010ffff", id="NUL, bidi, emoji, far planes"
        ),
        pytest.param("'; DROP TABLE articles; -- %s :x ?", id="looks like SQL"),
        pytest.param("Mộc Bài " * 130_000, id="a megabyte"),
        pytest.param("", id="empty"),
    ],
)
def test_any_text_comes_back_as_it_was_stored(store, add, words):
    with store.begin() as unit:
        article_id = add(unit, 1, title=words, text=words).id
    with store.read() as unit:
        found = unit.articles.get(article_id).article
    assert (found.title, found.text) == (words, words)


def test_half_a_surrogate_pair_from_a_broken_page_does_not_stop_the_article(store, add):
    with store.begin() as unit:
        assert add(unit, 1, title="a\ud83db").title == "a?b"


def test_a_score_that_is_no_number_is_refused_instead_of_making_the_row_unreadable(store, add):
    with pytest.raises(StorageError), store.begin() as unit:
        add(unit, 1, factories.assessment(tone=Tone("neutral", float("nan"))))


def _names(articles):
    return [article.title for article in articles]


def _titles(found):
    return [judged.article.title for judged in found]


def test_the_way_of_an_article_tells_its_times_and_since_when_its_source_was_watched(store, add):
    with store.begin() as unit:
        state = unit.sources.state("bao-mau-rss")
        unit.sources.save(replace(state, first_success=NOON - 9 * HOUR))
        add(unit, 1, published=NOON - 2 * HOUR, first_seen=NOON - HOUR)
        add(unit, 2, published=None)
    with store.read() as unit:
        assert unit.articles.timings(NOON, NOON + HOUR) == [
            Timing("bao-mau", "Báo Mẫu", NOON - 2 * HOUR, NOON - HOUR, NOON, NOON, NOON - 9 * HOUR),
            Timing("bao-mau", "Báo Mẫu", None, NOON, NOON, NOON, NOON - 9 * HOUR),
        ]


def test_ways_are_of_the_articles_stored_in_the_window_whenever_they_appeared(store, add):
    with store.begin() as unit:
        add(unit, 1, published=NOON - 900 * HOUR)
    with store.read() as unit:
        found = [unit.articles.timings(*window) for window in ((NOON - HOUR, NOON), (NOON, NOON + HOUR))]
    assert [len(ways) for ways in found] == [0, 1]


def test_articles_of_a_window_are_counted_by_what_was_found(store, add):
    found = factories.assessment(topics=("borders", "promotion"), tone=Tone("negative"), model_version="m1")
    with store.begin() as unit:
        add(unit, 1, found, published=NOON)
        add(unit, 2, factories.assessment("none", lang="km", model_version="m1"), published=None)
        add(unit, 3, found, published=NOON + HOUR)
    with store.read() as unit:
        every, ours = (unit.articles.tally(NOON, NOON + HOUR, profile) for profile in (None, "tay-ninh"))
        nothing = unit.articles.tally(NOON - HOUR, NOON)
    assert (every.articles, every.topics) == (2, {"borders": 2, "promotion": 1})
    assert every.fields == {
        "kind": {"news": 2}, "tone": {"negative": 1, "neutral": 1}, "lang": {"vi": 1, "km": 1},
        "model_version": {"m1": 2},
    }  # fmt: skip
    assert (ours.articles, ours.fields["lang"], ours.topics) == (1, {"vi": 1}, {"borders": 1, "promotion": 1})
    assert (nothing.articles, nothing.topics) == (0, {})
