from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.rules import Pace, Surroundings, found_keywords, one_matter, pace, plan
from core import i18n
from core.desk import AlertPlan
from core.judgement import Role, Signal, Tone, TopicScore, Verification
from core.settings import Burst
from support import factories as make
from support.fakes import NOON

BORDERS = make.assessment(
    topics=("borders",),
    tone=Tone("negative", 0.8, ("bức xúc",)),
    verification=Verification("check", 0.5, (Signal("conflict", 0.5, "12 người chết", "3 người chết"),)),
)
WITH_SUB = replace(BORDERS, topics={"borders": TopicScore(True, 1.0, ("smuggling",), ("buôn lậu",))})
TEXT = "Người dân Mộc Bài bức xúc vì hoà giải chậm."
EMPTY = {"topics": (), "grades": ()}


def fires(rule, found=BORDERS, **article):
    return bool(plan([rule], "tay-ninh", make.judged(1, found, text=TEXT, **article)))


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        pytest.param({"topics": ("borders",)}, True, id="topic on"),
        pytest.param({"topics": ("seas_islands", "borders")}, True, id="any of the topics"),
        pytest.param({"topics": ("seas_islands",)}, False, id="topic not on"),
        pytest.param({"subs": ("smuggling",)}, True, id="sub-topic"),
        pytest.param({"subs": ("forces",)}, False, id="other sub-topic"),
        pytest.param({"tones": ("negative",)}, True, id="tone"),
        pytest.param({"tones": ("positive",)}, False, id="other tone"),
        pytest.param({"bands": ("check", "urgent")}, True, id="band"),
        pytest.param({"bands": ("urgent",)}, False, id="other band"),
        pytest.param({"roles": ("none",)}, True, id="role"),
        pytest.param({"roles": ("carrier",)}, False, id="other role"),
        pytest.param({"grades": ("main",)}, True, id="grade"),
        pytest.param({"grades": ("passing",)}, False, id="other grade"),
        pytest.param({"tiers": (1,)}, True, id="tier"),
        pytest.param({"tiers": (2, 3)}, False, id="other tier"),
        pytest.param({"keywords": ("mộc bài",)}, True, id="keyword, other capitals"),
        pytest.param({"keywords": ("HÒA GIẢI",)}, True, id="keyword, other tone placement"),
        pytest.param({"keywords": ("mở rộng cửa khẩu",)}, True, id="keyword in the title"),
        pytest.param({"keywords": ("ân",)}, False, id="part of a word is no keyword"),
        pytest.param({"keywords": ("  ",)}, False, id="blank keyword"),
        pytest.param({"places": ("tay-ninh",)}, True, id="a place named in it"),
        pytest.param({"places": ("moc-bai",)}, False, id="a place not named in it"),
        pytest.param({"localities": ("ben-cau",)}, True, id="a locality it is about"),
        pytest.param({"localities": ("tan-ninh",)}, False, id="another locality"),
        pytest.param({"topics": ("borders",), "tones": ("negative",)}, True, id="both hold"),
        pytest.param({"topics": ("borders",), "tones": ("positive",)}, False, id="one of two fails"),
        pytest.param({}, True, id="no condition at all"),
    ],
)
def test_every_condition_that_is_given_must_hold(conditions, expected):
    assert fires(make.rule(**{**EMPTY, **conditions}), WITH_SUB) is expected


def test_a_topic_that_is_off_does_not_count_nor_do_its_subs():
    off = replace(BORDERS, topics={"borders": TopicScore(False, 0.4, ("smuggling",))})
    assert not fires(make.rule(), off)
    assert not fires(make.rule(**{**EMPTY, "subs": ("smuggling",)}), off)


def test_an_article_that_does_not_concern_the_profile_fires_nothing():
    assert plan([make.rule(**EMPTY)], "can-gio", make.judged(1, BORDERS)) == ()
    assert not fires(make.rule(**EMPTY), make.assessment("none"))


@pytest.mark.parametrize("kind", ["sport", "table"])
def test_sport_and_tables_alert_only_where_a_rule_names_keywords(kind):
    quiet = replace(BORDERS, kind=kind)
    assert not fires(make.rule(), quiet)
    assert fires(make.rule(keywords=("bức xúc",)), quiet)
    assert not fires(make.rule(keywords=("bán độ",)), quiet)


@pytest.mark.parametrize("label", ["none", "verification", "debunk", "sanction", "correction", "advice", "other_sense"])
def test_only_a_carrier_fires_a_rule_for_carriers(label):
    carriers = make.rule(**{**EMPTY, "roles": ("carrier",)})
    assert not fires(carriers, replace(BORDERS, role=Role(label, 0.9, ("tin giả",))))
    assert fires(carriers, replace(BORDERS, role=Role("carrier", 0.9, ("tin giả",))))


def test_a_critical_but_sound_article_fires_no_carrier_rule():
    critical = make.assessment(
        topics=("shortcomings",), tone=Tone("negative", 0.99, ("ô nhiễm", "kêu cứu")), verification=Verification("none")
    )
    rules = [
        make.rule(id="carrier", **{**EMPTY, "roles": ("carrier",)}),
        make.rule(id="check", **{**EMPTY, "bands": ("check", "urgent")}),
    ]
    assert plan(rules, "tay-ninh", make.judged(1, critical)) == ()


def test_plans_come_in_configuration_order_and_name_the_profile():
    rules = [make.rule(id="b"), make.rule(id="no", topics=("promotion",)), make.rule(id="a")]
    found = plan(rules, "tay-ninh", make.judged(1, BORDERS))
    assert [(each.rule.id, each.profile) for each in found] == [("b", "tay-ninh"), ("a", "tay-ninh")]


def test_reasons_are_words_with_the_phrases_that_decided():
    rule = make.rule(
        topics=("borders",), tones=("negative",), roles=("carrier",), bands=("check",), keywords=("bức xúc",)
    )
    found = replace(BORDERS, role=Role("carrier", 0.9, ("dân mạng rộ tin",)))
    (made,) = plan([rule], "tay-ninh", make.judged(1, found, text=TEXT), [make.topic()])

    assert made.because == (
        "nêu địa danh “Tây Ninh”",
        "chủ đề Biên giới: “cửa khẩu quốc tế”",
        "có từ ngữ cần theo dõi “bức xúc”",
        i18n.translator("alerts", "vi")("carries a claim that needs checking") + ": “dân mạng rộ tin”",
        "sắc thái " + i18n.translator("alerts", "vi")("negative") + ": “bức xúc”",
        "cần kiểm tra: “12 người chết”, đối chiếu với “3 người chết”",
    )


def test_reasons_name_the_sub_topic_that_was_asked_for():
    rule = make.rule(**{**EMPTY, "subs": ("border_gates",)})
    found = replace(BORDERS, topics={"borders": TopicScore(True, 1.0, ("border_gates",), ("cửa khẩu quốc tế",))})
    (made,) = plan([rule], "tay-ninh", make.judged(1, found), [make.topic()])
    assert made.because[1] == "chủ đề Biên giới (Cửa khẩu): “cửa khẩu quốc tế”"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.lists(st.text(max_size=12), max_size=4))
def test_hostile_text_and_keywords_never_break_the_search(text, keywords):
    found = found_keywords(keywords, text)
    assert set(found) <= set(keywords)


def test_rules_that_fire_on_one_article_are_one_alert_led_by_the_most_severe():
    quiet = AlertPlan(make.rule(id="p2", severity="P2", departments=("a", "b")), "tay-ninh", ("tên tỉnh", "sắc thái"))
    loud = AlertPlan(make.rule(id="p1", severity="P1", departments=("a",)), "tay-ninh", ("tên tỉnh", "chủ đề"))
    joined = one_matter([quiet, loud])
    assert joined is not None
    assert (joined.rule.id, joined.rule.departments) == ("p1", ("a", "b"))
    assert joined.because == ("tên tỉnh", "chủ đề", "sắc thái")


def test_no_rule_is_no_alert():
    assert one_matter([]) is None


@pytest.mark.parametrize(("newsrooms", "expected"), [(2, False), (3, True), (9, True)])
def test_a_rule_may_wait_until_enough_outlets_report_a_story(newsrooms, expected):
    spread = make.rule(newsrooms=3)
    assert bool(plan([spread], "tay-ninh", make.judged(), around=Surroundings(newsrooms))) is expected


@pytest.mark.parametrize(
    ("recent", "usual", "expected"),
    [
        pytest.param(6, 2.0, True, id="three times as many"),
        pytest.param(5, 1.0, False, id="too few to mean anything"),
        pytest.param(6, 2.1, False, id="not three times as many"),
        pytest.param(6, 0.0, True, id="nothing before"),
    ],
)
def test_a_burst_is_measured_against_its_own_history(recent, usual, expected):
    wave = make.rule(burst=Burst(times=3.0, least=6, days=28))
    around = Surroundings(pace=lambda _rule: Pace(recent, usual))
    assert bool(plan([wave], "tay-ninh", make.judged(), around=around)) is expected


def test_without_history_nothing_is_a_burst():
    assert plan([make.rule(burst=Burst())], "tay-ninh", make.judged()) == ()


def test_the_reasons_say_how_much_is_reported():
    rule = make.rule(newsrooms=3, burst=Burst())
    (fired,) = plan([rule], "tay-ninh", make.judged(), around=Surroundings(4, lambda _rule: Pace(12, 2.5)))
    assert fired.because[-2:] == ("đã có 4 báo đưa tin", "12 bài trong 24 giờ, 28 ngày trước đó mỗi ngày 2,5 bài")


@pytest.mark.parametrize(("days", "known"), [(13.9, False), (14.0, True), (28.0, True)])
def test_what_is_usual_is_known_after_half_of_the_days(days, known):
    since = NOON - timedelta(days=1 + days)
    assert (pace(Burst(days=28), NOON, since, lambda _start, _end: 3) is not None) is known
