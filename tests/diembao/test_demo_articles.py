import gzip
import json
import re
import unicodedata
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import islice, pairwise

import pytest

from core.periods import ZONE, parse
from diembao.demo import library

OUTLETS = {outlet.id: outlet for outlet in library.load()}
ARTICLES = [article for outlet in OUTLETS.values() for article in outlet.articles]
OCTOBER = parse("2026-10")
PROVINCE = re.compile(r"tây ninh|tay ninh|long an\b|mộc bài|moc bai|núi bà đen", re.IGNORECASE)


def text_of(article: library.DemoArticle) -> str:
    return "\n".join((article.title, article.lead, *article.paragraphs))


def local_days(articles: list[library.DemoArticle]) -> list[date]:
    return [article.published.astimezone(ZONE).date() for article in articles]


@pytest.mark.parametrize(
    ("identity", "tier", "kind", "feed", "dates", "pages"),
    [
        ("tay-ninh-mau", 2, "provincial", "rss", True, "all"),
        ("phuong-nam-mau", 1, "national", "rss", True, "all"),
        ("thoi-su-viet-mau", 1, "national", "rss", False, "all"),
        ("kinh-te-bien-mau", 3, "sector", "atom", True, "candidates"),
        ("mekong-courier", 4, "foreign", "rss", True, "candidates"),
    ],
)
def test_each_kind_of_outlet_is_there_and_says_that_it_is_invented(identity, tier, kind, feed, dates, pages):
    outlet = OUTLETS[identity]

    assert (outlet.tier, outlet.kind, outlet.feed, outlet.feed_dates, outlet.pages) == (tier, kind, feed, dates, pages)
    assert "Mẫu" in outlet.name or "sample" in outlet.name
    assert outlet.domain.endswith(".example")


@pytest.mark.parametrize(
    "topic", ["borders", "seas_islands", "human_rights", "integration", "promotion", "shortcomings"]
)
def test_every_topic_has_several_articles_of_october_about_the_province(topic):
    found = [a for a in ARTICLES if topic in a.expected.topics and OCTOBER.contains(a.published)]

    assert len(found) >= 3
    assert {a.expected.grade for a in found} == {"main"}


@pytest.mark.parametrize(
    ("role", "least", "most"),
    [
        ("carrier", 1, 1),
        ("verification", 1, 9),
        ("debunk", 1, 9),
        ("sanction", 1, 9),
        ("correction", 1, 9),
        ("advice", 1, 9),
    ],
)
def test_every_role_toward_a_claim_is_shown(role, least, most):
    assert least <= sum(article.expected.role == role for article in ARTICLES) <= most


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("syndicated", 3),
        ("critical_sound", 1),
        ("positive", 10),
        ("negative", 5),
        ("football", 1),
        ("lottery", 1),
        ("weather", 1),
        ("delegate", 1),
        ("reader", 1),
        ("list_of_provinces", 1),
        ("home_town", 1),
        ("related_only", 12),
        ("foreign_border", 1),
        ("same_name_elsewhere", 2),
        ("trap_lua_dao", 1),
        ("trap_bien_so", 1),
        ("broken_utf8", 1),
        ("hostile_markup", 1),
        ("formula_title", 1),
        ("body_only", 1),
        ("byline_head", 1),
        ("byline_foot", 1),
        ("english", 3),
        ("before_start", 3),
        ("late_october", 2),
        ("after_october", 3),
    ],
)
def test_every_case_worth_showing_has_its_article(kind, least):
    assert sum(kind in article.shows for article in ARTICLES) >= least


def test_every_day_of_october_has_an_article():
    days = set(local_days(ARTICLES))

    assert {OCTOBER.first + timedelta(days=n) for n in range(31)} <= days


def test_nothing_appears_outside_the_month_but_three_before_and_three_after():
    outside = Counter(
        article.published < OCTOBER.start for article in ARTICLES if not OCTOBER.contains(article.published)
    )

    assert outside == {True: 3, False: 3}
    assert {article.published.utcoffset() for article in ARTICLES} == {timedelta(hours=7)}
    assert min(local_days(ARTICLES)) >= date(2026, 9, 28)
    assert max(local_days(ARTICLES)) <= date(2026, 11, 2)


def test_ids_are_unique_plain_slugs():
    ids = [article.id for article in ARTICLES]

    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", identity) for identity in ids)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_an_article_is_complete_nfc_text_and_names_the_province_as_its_grade_says(article):
    text = text_of(article)

    assert 3 <= len(article.paragraphs) <= 7
    assert text == unicodedata.normalize("NFC", text)
    assert bool(PROVINCE.search(text)) == (article.expected.grade != "none")
    assert bool(article.expected.topics) <= (article.expected.grade == "main")


def test_unrelated_articles_are_at_least_twelve():
    assert sum(article.expected.grade == "none" for article in ARTICLES) >= 12


def test_the_only_bylines_are_two_invented_ones():
    assert [a.byline_head or a.byline_foot for a in ARTICLES if a.byline_head or a.byline_foot] == ["PV Mẫu", "PV Mẫu"]


def test_the_syndicated_story_is_nearly_but_not_wholly_the_same_in_three_outlets():
    stories = [(o.id, a) for o in OUTLETS.values() for a in o.articles if "syndicated" in a.shows]
    words = [set(text_of(article).split()) for _outlet, article in stories]

    assert len({outlet for outlet, _article in stories}) == 3
    assert len({text_of(article) for _outlet, article in stories}) == 3
    assert all(len(one & other) / len(one | other) > 0.7 for one, other in pairwise(words))


def test_what_is_visible_is_sorted_newest_first_and_ends_at_the_moment_asked():
    moment = datetime(2026, 10, 15, 12, tzinfo=ZONE)
    seen = [article.published for article in OUTLETS["phuong-nam-mau"].visible(moment)]

    assert seen == sorted(seen, reverse=True)
    assert max(seen) <= moment


SYLLABLES = 10  # eight hold no more than the name of an office: Sở Văn hóa, Thể thao và Du lịch


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + SYLLABLES]) for start in range(len(words) - SYLLABLES + 1)}


@pytest.mark.shared
def test_no_ten_syllables_in_a_row_come_from_the_recorded_press(shared):
    own = set().union(*(shingles(part) for a in ARTICLES for part in (a.title, a.lead, *a.paragraphs)))

    for path in sorted((shared / "replay" / "data").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in islice(lines, 0, None, 10):
                item = json.loads(line)
                assert not own & (shingles(item["title"] or "") | shingles(item["text"] or "")), item["id"]
