from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts import digest
from alerts.proposals import MAX_PROPOSALS, answering
from alerts.workdays import Workdays
from core.desk import Alert, Count, Timing
from core.digests import EarlierCounts
from core.judgement import PlaceMatch, Role, Tone, Verification
from core.outlook import Occasion
from core.periods import month
from core.settings import Department, WorkingCalendar
from core.sources import Day, Memory
from support import factories as make
from support import polls
from support.fakes import NOON

OCTOBER = month(2026, 10)
FROZEN = datetime(2026, 11, 1, 23, tzinfo=UTC)  # Monday 2 November, 06:00 in Viet Nam
SHORTCOMINGS = make.topic(id="shortcomings", names={"vi": "Tồn tại, hạn chế", "en": "Shortcomings"})
RULES = (
    make.rule(id="bien-gioi", name="Vụ việc biên giới", ask="Trả lời báo chí"),
    make.rule(id="ton-tai", topics=("shortcomings",), departments=("xd",), ask="Kiểm tra, trả lời"),
)
DEPARTMENTS = (make.department(), Department("xd", "Sở Xây dựng", ()))
TONES = ("positive", "neutral", "negative")


def build(articles=(), **given):
    defaults = {
        "profile": make.profile(),
        "period": OCTOBER,
        "articles": articles,
        "late": (),
        "alerts": (),
        "sources": (),
        "previous": None,
        "topics": (make.topic(), SHORTCOMINGS),
        "rules": RULES,
        "departments": DEPARTMENTS,
        "workdays": Workdays(WorkingCalendar()),
        "now": FROZEN,
        "draft": False,
        "config_version": "v1",
    }
    return digest.build(**{**defaults, **given})


def alert(number=1, severity="P1", **fields):
    made = Alert(
        number,
        "tay-ninh",
        "bien-gioi",
        severity,
        1,
        1,
        "Vụ việc ở Mộc Bài",
        "Báo Mẫu",
        "https://baomau.example/1.html",
        ("nêu địa danh “Mộc Bài”",),
        "Trả lời báo chí",
        NOON + timedelta(hours=number),
    )
    return replace(made, **fields)


def critical(number, **fields):
    found = make.assessment(topics=("shortcomings",), tone=Tone("negative", 0.9))
    return make.judged(number, found, **{"outlet_name": f"Báo {number}", "story_id": 50, **fields})


def kind(name, grade="main"):
    return replace(make.assessment(grade), kind=name)


@pytest.mark.parametrize(
    ("found", "part"),
    [
        pytest.param(make.assessment("main"), "main", id="about the unit"),
        pytest.param(make.assessment("passing"), "passing", id="only named"),
        pytest.param(kind("sport"), "sport", id="sport comes before the grade"),
        pytest.param(kind("table", "passing"), "table", id="table comes before the grade"),
        pytest.param(kind("opinion"), "main", id="opinion"),
    ],
)
def test_each_article_stands_in_one_list(found, part):
    assert [item.part for item in build([make.judged(1, found)]).items] == [part]


def test_an_article_that_does_not_concern_the_unit_is_not_listed():
    assert build([make.judged(1, make.assessment("none")), make.judged(2, kind("sport", "none"))]).items == ()


def test_an_item_shows_an_excerpt_of_60_words_and_at_most_three_places_each_once():
    names = ("Mộc Bài", "Tây Ninh", "Mộc Bài", "Bến Cầu", "Trảng Bàng")
    matches = tuple(PlaceMatch("x", name, "text", 0, 1, "") for name in names)
    found = replace(make.assessment(), places={"tay-ninh": make.relevance(matches=matches)})
    (item,) = build([make.judged(1, found, excerpt="từ " * 100, text="KHÔNG ĐƯỢC RA NGOÀI")]).items

    assert item.places == ("Mộc Bài", "Tây Ninh", "Bến Cầu")
    assert item.excerpt == " ".join(["từ"] * 60) + " …"
    assert "KHÔNG" not in repr(item)


def test_an_unknown_publication_time_is_marked_and_first_sight_stands_in():
    (item,) = build([make.judged(1, published=None)]).items
    assert (item.published_known, item.published) == (False, make.article(1).first_seen)


def test_stories_and_counts_come_from_main_items_of_the_period_only():
    articles = [make.judged(1), make.judged(2, make.assessment("passing")), make.judged(3, kind("sport"))]
    made = build(articles, late=[make.judged(4)])

    assert [story.story_id for story in made.stories] == [1]
    assert [(each.key, each.articles, each.stories) for each in made.by_outlet] == [("Báo Mẫu", 1, 1)]
    assert [item.article_id for item in made.part("main", late=True)] == [4]


def test_an_article_given_as_late_too_belongs_to_the_period():
    assert [item.late for item in build([make.judged(1)], late=[make.judged(1)]).items] == [False]


def test_a_story_names_its_first_publisher_and_how_far_it_spread():
    found = make.assessment(role=Role("carrier", 0.9), tone=Tone("negative", 0.9))
    articles = [
        make.judged(3, make.assessment(topics=("shortcomings",)), story_id=9, outlet_name="Báo B"),
        make.judged(1, story_id=9, outlet_name="Báo A", title="Bài đầu"),
        make.judged(2, found, story_id=9, outlet_name="Báo B"),
    ]
    (story,) = build(articles).stories

    assert (story.first_outlet, story.title, story.articles, story.outlets) == ("Báo A", "Bài đầu", 3, 2)
    assert (story.first, story.last) == (make.article(1).moment, make.article(3).moment)
    assert (story.topics, story.tone, story.role) == (("borders", "shortcomings"), "neutral", "carrier")


def test_where_tones_balance_a_story_counts_as_negative():
    articles = [make.judged(1, story_id=9), make.judged(2, make.assessment(tone=Tone("negative", 0.9)), story_id=9)]
    assert build(articles).stories[0].tone == "negative"


def test_counts_are_sorted_by_articles_then_by_label():
    names = ["Báo C", "Báo A", "Báo B", "Báo B"]
    made = build([make.judged(n, outlet_name=name) for n, name in enumerate(names, 1)])
    assert [each.label for each in made.by_outlet] == ["Báo B", "Báo A", "Báo C"]


def test_names_are_kept_of_what_is_used_and_labels_are_in_the_language_in_use():
    made = build([make.judged(1)])
    assert made.topic_names == {"borders": {"vi": "Biên giới", "en": "Borders"}}
    assert made.locality_names == {"ben-cau": "Bến Cầu"}
    assert [each.label for each in (*made.by_topic, *made.by_locality)] == ["Biên giới", "Bến Cầu"]


def test_a_topic_that_left_the_configuration_shows_its_id():
    made = build([make.judged(1)], topics=())
    assert (made.topic_names, made.by_topic[0].label) == ({}, "borders")


def test_the_previous_numbers_come_from_the_previous_frozen_digest_or_are_unknown():
    before = build([make.judged(1), make.judged(2, story_id=1), make.judged(3, make.assessment("passing"))])
    made = build(previous=before)
    assert (made.previous_articles, made.previous_stories) == (2, 1)
    assert (before.previous_articles, before.previous_stories) == (None, None)


def test_the_numbers_of_the_year_before_come_from_its_frozen_digest_or_are_unknown():
    before = build([make.judged(1), make.judged(2, story_id=1), make.judged(3, make.assessment("passing"))])
    made = build(year_before=before)
    assert (made.year_before_articles, made.year_before_stories) == (2, 1)
    assert (before.year_before_articles, before.year_before_stories) == (None, None)


def test_a_proposal_knows_every_alert_it_was_made_from():
    made = build(alerts=[alert(1), alert(2)])
    assert [proposal.alerts for proposal in made.proposals] == [(1, 2)]


def test_alerts_keep_their_state_and_what_was_found_most_severe_first():
    found = make.assessment(role=Role("carrier", 0.9), verification=Verification("urgent", 0.9))
    alerts = [
        alert(1, "P3"),
        alert(2, "P1", state="decided", verdict="tin_gia", rule_id="gone"),
        alert(3, "P2", article_id=77),
        alert(4, profile="can-gio"),
    ]
    lines = build([make.judged(1, found)], alerts=alerts).alerts

    assert [(line.alert_id, line.rule, line.state, line.verdict, line.role, line.band) for line in lines] == [
        (2, "gone", "decided", "tin_gia", "carrier", "urgent"),
        (3, "Vụ việc biên giới", "new", "", "none", "none"),
        (1, "Vụ việc biên giới", "new", "", "carrier", "urgent"),
    ]


def test_sources_are_listed_by_id_with_their_condition():
    states = [
        polls.state(make.source(id=name), condition="failing", failures=3, last_success=NOON, error="hết\ngiờ")
        for name in ("b", "a")
    ]
    lines = build(sources=states).sources
    assert [(line.source_id, line.state, line.failures, line.last_success, line.error) for line in lines] == [
        ("a", "failing", 3, NOON, "hết giờ"),
        ("b", "failing", 3, NOON, "hết giờ"),
    ]


def test_a_source_says_since_when_it_does_so_and_how_many_days_of_the_period_were_dark():
    days = {"2026-09-30": Day(4, 4), "2026-10-30": Day(4, 4), "2026-10-31": Day(4, 3), "2026-11-01": Day(4, 4)}
    (line,) = build(sources=[polls.state(memory=Memory(since=NOON, days=days))]).sources
    assert (line.since, line.dark_days) == (NOON, 1)


def test_delays_are_measured_on_the_articles_stored_in_the_period():
    way = Timing("a", "Báo A", NOON - timedelta(minutes=9), NOON, NOON, NOON, NOON - timedelta(days=1))
    assert [(line.outlet, line.p95) for line in build(timings=[way]).delays] == [("Báo A", 540.0), ("", 540.0)]


@pytest.mark.parametrize(
    ("fields", "proposed"),
    [
        pytest.param({"severity": "P1"}, True, id="P1"),
        pytest.param({"severity": "P2"}, True, id="P2"),
        pytest.param({"severity": "P3"}, False, id="P3"),
        pytest.param({"state": "in_verification"}, True, id="being verified"),
        pytest.param({"state": "decided"}, True, id="decided but not closed"),
        pytest.param({"state": "dismissed"}, False, id="dismissed"),
        pytest.param({"state": "closed"}, False, id="closed"),
    ],
)
def test_open_p1_and_p2_alerts_are_proposed_for_handling(fields, proposed):
    assert bool(build([make.judged(1)], alerts=[alert(1, **{"severity": "P1", **fields})]).proposals) is proposed


def test_a_proposal_names_matter_action_lead_and_a_date_five_working_days_on():
    (proposal,) = build([make.judged(1)], alerts=[alert()]).proposals
    assert proposal.matter == "“Vụ việc ở Mộc Bài” (Báo Mẫu)"
    assert proposal.action == "Trả lời báo chí"
    assert proposal.lead == "Sở Văn hóa, Thể thao và Du lịch"
    assert proposal.due == date(2026, 11, 9)


def test_criticism_in_two_outlets_without_an_alert_is_proposed_to_who_leads_on_shortcomings():
    (proposal,) = build([critical(1), critical(2)]).proposals
    assert proposal.matter == "“Tây Ninh mở rộng cửa khẩu số 1” (Báo 1 và 1 cơ quan báo chí khác)"
    assert (proposal.lead, proposal.action) == ("Sở Xây dựng", "Kiểm tra, trả lời")


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param([critical(1)], id="one outlet"),
        pytest.param([critical(1), critical(2, outlet_name="Báo 1")], id="one outlet twice"),
        pytest.param([critical(1), replace(critical(2), assessment=make.assessment("passing"))], id="one in passing"),
        pytest.param([make.judged(1, story_id=5), make.judged(2, story_id=5, outlet_name="B")], id="no shortcomings"),
    ],
)
def test_less_than_that_is_not_proposed(articles):
    assert build(articles).proposals == ()


def test_a_dismissed_alert_on_the_story_is_an_answer_already_even_after_the_story_moved():
    dismissed = alert(1, state="dismissed", story_id=1, article_id=1)
    assert build([critical(1), critical(2)], alerts=[dismissed]).proposals == ()


def test_proposals_are_at_most_twenty_most_severe_first():
    alerts = [alert(n, "P2", title=f"Việc {n}") for n in range(1, 30)] + [alert(99, "P1", title="Khẩn")]
    proposals = build(alerts=alerts).proposals
    assert len(proposals) == MAX_PROPOSALS
    assert [each.matter for each in proposals[:2]] == ["“Khẩn” (Báo Mẫu)", "“Việc 1” (Báo Mẫu)"]


@pytest.mark.parametrize(
    "ask",
    ["Yêu cầu gỡ bài", "đề nghị báo GỠ BỎ THÔNG TIN", "rút bài ngay", "xoá bài viết", "Take down the page", "", "  "],
)
def test_nothing_is_ever_proposed_to_be_removed(ask):
    made = answering(ask, "vi")
    assert made.startswith("Kiểm tra nội dung báo nêu, trả lời báo chí")


def test_asking_for_a_correction_or_solving_a_difficulty_stays_as_it_is():
    for ask in ("Đề nghị cải chính", "Tháo gỡ khó khăn, trả lời báo chí"):
        assert answering(ask, "vi") == ask


def test_an_empty_period_is_a_digest_too():
    made = build(draft=True)
    assert (made.items, made.stories, made.by_tone, made.proposals, made.draft) == ((), (), (), (), True)
    assert (made.period, made.first, made.last, made.frozen_at) == (
        "2026-10",
        date(2026, 10, 1),
        date(2026, 10, 31),
        FROZEN,
    )


ARTICLES = st.lists(
    st.builds(
        lambda number, story, outlet, tone, topics, places, grade, kind: make.judged(
            number,
            replace(
                make.assessment(grade, topics, tone=Tone(tone, 0.5)),
                kind=kind,
                places={"tay-ninh": make.relevance(grade, localities=places)},
            ),
            story_id=story,
            outlet_name=outlet,
        ),
        st.integers(1, 60),
        st.integers(1, 6),
        st.sampled_from(["Báo A", "Báo B", "Báo C"]),
        st.sampled_from(TONES),
        st.sets(st.sampled_from(["borders", "shortcomings", "other"])).map(lambda found: tuple(sorted(found))),
        st.sets(st.sampled_from(["ben-cau", "moc-bai"])).map(lambda found: tuple(sorted(found))),
        st.sampled_from(["main", "main", "passing", "none"]),
        st.sampled_from(["news", "news", "sport", "table"]),
    ),
    unique_by=lambda judged: judged.article.id,
    max_size=25,
)


@settings(max_examples=100, deadline=None)
@given(ARTICLES, st.randoms(use_true_random=False))
def test_every_number_can_be_recomputed_from_the_items_whatever_the_order(articles, random):
    made = build(articles)
    shuffled = list(articles)
    random.shuffle(shuffled)
    assert build(shuffled) == made

    main = [item for item in made.items if item.part == "main" and not item.late]
    for counts, keys in (
        (made.by_topic, lambda item: item.topics),
        (made.by_outlet, lambda item: (item.outlet,)),
        (made.by_locality, lambda item: item.localities),
        (made.by_tone, lambda item: (item.tone,)),
    ):
        assert {each.key for each in counts} == {key for item in main for key in keys(item)}
        for each in counts:
            under = [item for item in main if each.key in keys(item)]
            assert (each.articles, each.stories) == (len(under), len({item.story_id for item in under}))
    assert sum(story.articles for story in made.stories) == len(main)
    assert {story.story_id for story in made.stories} == {item.story_id for item in main}
    for story in made.stories:
        assert story.outlets == len({item.outlet for item in main if item.story_id == story.story_id})


def earlier(articles, reports=3):
    return [EarlierCounts((Count("borders", "Biên giới", articles, 1),), ())] * reports


@pytest.mark.parametrize(
    ("before", "draft", "found"),
    [
        pytest.param(earlier(2), False, [("topic", "borders", 8, 2.0), ("locality", "ben-cau", 8, 0.0)], id="a surge"),
        pytest.param(earlier(8), False, [("locality", "ben-cau", 8, 0.0)], id="a topic as usual"),
        pytest.param(earlier(2, 2), False, None, id="too few reports"),
        pytest.param(earlier(2), True, None, id="a month that still runs"),
    ],
)
def test_the_outlook_holds_the_counts_against_those_of_earlier_reports(before, draft, found):
    made = build([make.judged(number) for number in range(1, 9)], earlier=before, draft=draft)
    assert found == (made.surges and [(one.kind, one.key, one.articles, one.usual) for one in made.surges])


def test_the_outlook_names_the_days_of_the_month_to_come():
    made = build(occasions=(Occasion("Ngày Pháp luật", 11, 9), Occasion("Ngày Nhân quyền", 12, 10)))
    assert made.expected is not None
    assert [one.name for one in made.expected] == ["Ngày Pháp luật", "Ngày Văn hóa Việt Nam"]


def test_tones_and_topics_stand_beside_those_of_the_previous_report():
    before = build([make.judged(1), make.judged(2)])
    made = build([make.judged(3)], previous=before)
    assert (made.previous_tone, made.previous_topics) == (before.by_tone, before.by_topic)


def test_a_proposal_names_who_leads_and_who_helps():
    rules = (make.rule(id="bien-gioi", ask="Trả lời báo chí", departments=("xd", "vhttdl")),)
    (proposed,) = build(alerts=[alert()], rules=rules).proposals
    assert (proposed.lead, proposed.cooperation) == ("Sở Xây dựng", ("Sở Văn hóa, Thể thao và Du lịch",))
