"""Rules on what became of stored articles, and the words their mails have for it."""

from dataclasses import replace

import pytest

from alerts.changes import between, brief, lines, name
from alerts.rules import one_matter, plan, plan_change
from core import i18n
from core.versions import Version
from support import factories as make
from support.fakes import NOON

FIRST = Version(7, 1, "first", "Tây Ninh làm cầu", "Cầu dài 120 mét.\nDân đồng tình.", NOON)
CORRECTED = replace(
    FIRST, number=2, change="correction", text="Cầu dài 210 mét.\nDân đồng tình.", evidence="Cải chính."
)
REMOVED = replace(FIRST, number=3, change="removal", evidence="HTTP 410")
RULE = {"topics": (), "grades": ()}


def fires(rule, version, judged=None):
    return bool(plan_change([rule], "tay-ninh", judged or make.judged(), version))


@pytest.mark.parametrize(
    ("changes", "version", "expected"),
    [
        pytest.param(("correction",), CORRECTED, True, id="the change it names"),
        pytest.param(("removal", "correction"), CORRECTED, True, id="one of those it names"),
        pytest.param(("removal",), CORRECTED, False, id="another change"),
        pytest.param(("edit",), CORRECTED, False, id="a correction is more than an edit"),
        pytest.param((), CORRECTED, False, id="a rule for new articles"),
    ],
)
def test_a_rule_fires_on_the_changes_it_names(changes, version, expected):
    assert fires(make.rule(changes=changes, **RULE), version) is expected


def test_a_rule_that_names_changes_never_fires_on_a_new_article():
    assert plan([make.rule(changes=("correction",), **RULE)], "tay-ninh", make.judged()) == ()


def test_the_other_conditions_hold_for_changes_as_well():
    assert not fires(make.rule(changes=("removal",), topics=("seas_islands",)), REMOVED)
    assert not fires(make.rule(changes=("removal",), **RULE), REMOVED, make.judged(1, make.assessment("none")))


def test_the_reasons_say_what_changed_before_all():
    i18n.use("en")
    told = brief(between(FIRST, CORRECTED))
    (found,) = plan_change([make.rule(changes=("correction",), **RULE)], "tay-ninh", make.judged(), CORRECTED, told)
    assert found.because[:2] == ("Corrected: “Cải chính.”", "Changed: «Cầu dài 120 mét.» → «Cầu dài 210 mét.»")
    assert (found.change, found.version) == ("correction", "7:2")


def test_rules_on_one_change_are_one_matter_of_that_version():
    rules = [make.rule(id=name, changes=("removal",), **RULE) for name in "ab"]
    joined = one_matter(plan_change(rules, "tay-ninh", make.judged(), REMOVED))
    assert (joined.version, joined.also) == ("7:3", ("b",))


def test_at_most_fifty_words_of_the_article_leave_the_house():
    many = "\n".join(f"Câu thứ {number} nói về một việc khác hẳn." for number in range(40))
    told = brief(between(FIRST, replace(CORRECTED, text=many)), "en")
    words = " ".join(told).replace("Taken out:", "").replace("Put in:", "").split()
    assert len([word for word in words if word != "…"]) <= 50
    assert told[-1] == "…"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Cầu dài 120 mét.", ["Taken out: Dân đồng tình."], id="taken out"),
        pytest.param(FIRST.text + "\nHết năm xong.", ["Put in: Hết năm xong."], id="put in"),
        pytest.param(FIRST.text, [], id="nothing"),
    ],
)
def test_a_difference_reads_line_by_line(text, expected):
    assert lines(between(FIRST, replace(FIRST, text=text)), "en") == expected


def test_every_change_has_a_name():
    assert len({name(change, "en") for change in ("first", "page", "edit", "correction", "removal", "return")}) == 6
