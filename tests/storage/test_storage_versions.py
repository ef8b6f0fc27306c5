from dataclasses import replace
from datetime import timedelta

from core.desk import AlertPlan
from core.press import Draft
from core.versions import Neighbours
from support import factories
from support.fakes import NOON

HOUR = timedelta(hours=1)
DRAFT = Draft("https://baomau.example/1.html", "Tựa mới", "Nội dung mới.", NOON - HOUR, "page", "Thời sự")


def put(unit, number, due=NOON, outlet="bao-mau", **fields):
    """Store an article whose next look is due; the source is the same whatever the outlet."""
    source = factories.source(outlet=factories.outlet(id=outlet))
    draft = replace(DRAFT, url=f"https://{outlet}.example/{number}.html", title=f"Bài {number}", **fields)
    return unit.articles.add(source, draft, "Trích.", factories.assessment(), NOON, NOON, due)


def looks(unit, now=NOON, limit=100):
    return unit.versions.claim(now, now + HOUR, limit)


def test_what_is_due_is_claimed_once_longest_waiting_first(store):
    with store.begin() as unit:
        for number, due in enumerate((NOON, NOON - HOUR, NOON + HOUR, None)):
            put(unit, number, due)
        assert unit.versions.next_due() == NOON - HOUR
        assert [check.article.title for check in looks(unit)] == ["Bài 1", "Bài 0"]
        assert looks(unit) == []
        assert len(looks(unit, NOON + 2 * HOUR)) == 3


def test_one_outlet_does_not_keep_the_others_waiting(store):
    with store.begin() as unit:
        for number in range(9):
            put(unit, number, NOON - HOUR)
        put(unit, 1, NOON, "bao-khac")
        assert [check.article.outlet_id for check in looks(unit, limit=8)] == ["bao-mau", "bao-mau", "bao-khac"]


def test_a_lease_stands_until_somebody_else_takes_over(store):
    with store.begin() as unit:
        put(unit, 1)
        (first,) = looks(unit)
        assert unit.versions.held(first)
        (second,) = looks(unit, NOON + HOUR)
        assert (unit.versions.held(first), unit.versions.held(second)) == (False, True)


def test_a_look_is_counted_and_a_postponed_one_is_not(store):
    with store.begin() as unit:
        put(unit, 1)
        (check,) = looks(unit)
        unit.versions.postpone(check, NOON)
        (check,) = looks(unit)
        assert (check.checks, check.gone_since) == (0, None)
        unit.versions.looked(check, NOON, NOON, NOON)
        (check,) = looks(unit)
        assert (check.checks, check.gone_since) == (1, NOON)
        unit.versions.looked(check, NOON, None, None)
        assert unit.versions.next_due() is None


def test_a_revision_is_a_version_and_the_article_as_it_reads_now(store):
    with store.begin() as unit:
        stored = put(unit, 1, section="", published=None)
        found = factories.assessment("passing", ("promotion",))
        version = unit.versions.revised(stored.id, "edit", "", DRAFT, "Mới.", found, NOON + HOUR)
    with store.read() as unit:
        now = unit.articles.get(stored.id)
        assert (version.number, version.change, version.text) == (2, "edit", DRAFT.text)
        assert (now.article.title, now.article.text, now.article.excerpt) == (DRAFT.title, DRAFT.text, "Mới.")
        assert (now.article.section, now.article.published) == ("Thời sự", NOON - HOUR)
        assert now.assessment == found
        assert [each.title for each in unit.versions.of(stored.id)] == ["Bài 1", "Tựa mới"]
        assert unit.articles.between("tay-ninh", NOON - 2 * HOUR, NOON)[0].assessment.grade("tay-ninh") == "passing"


def test_a_removed_article_keeps_its_text_and_may_return(store):
    with store.begin() as unit:
        stored = put(unit, 1)
        version = unit.versions.removed(stored.id, "HTTP 410", NOON + HOUR)
        gone = unit.articles.get(stored.id).article
        assert (gone.state, gone.text, version.text, version.evidence) == ("removed", *2 * (DRAFT.text,), "HTTP 410")
        unit.versions.revised(stored.id, "return", "", DRAFT, "Mới.", None, NOON + 2 * HOUR)
        back = unit.articles.get(stored.id)
        assert (back.article.state, back.assessment) == ("present", factories.assessment())
        assert [each.change for each in unit.versions.of(stored.id)] == ["first", "removal", "return"]


def test_neighbours_are_the_other_articles_of_the_outlet_seen_since(store):
    with store.begin() as unit:
        one, *others = [put(unit, number) for number in range(4)]
        put(unit, 9, outlet="bao-khac")
        checks = {check.article.id: check for check in looks(unit)}
        later = NOON + 2 * HOUR
        unit.versions.looked(checks[others[0].id], later, None, later)
        unit.versions.looked(checks[others[1].id], later, None, None)
        assert unit.versions.neighbours(one, NOON + HOUR) == Neighbours(gone=1, there=1)
        assert unit.versions.neighbours(one, NOON) == Neighbours(gone=1, there=2)


def test_the_latest_changes_leave_the_first_versions_out_and_can_be_narrowed(store):
    with store.begin() as unit:
        one, other = put(unit, 1), put(unit, 2)
        unit.versions.revised(one.id, "correction", "Cải chính", DRAFT, "", None, NOON + HOUR)
        unit.versions.removed(other.id, "HTTP 404", NOON + 2 * HOUR)
        latest = unit.versions.latest
        assert [(article.id, version.change) for article, version in latest()] == [
            (other.id, "removal"),
            (one.id, "correction"),
        ]
        assert [version.change for _article, version in latest(changes=("correction",))] == ["correction"]
        assert [version.change for _article, version in latest(NOON + 2 * HOUR)] == ["removal"]
        assert len(latest(limit=1)) == 1
        assert unit.versions.corrected([one.id, other.id]) == {one.id}
        assert unit.versions.corrected([other.id]) == set()


def test_each_version_of_each_article_of_one_story_alerts_once(store):
    with store.begin() as unit:
        one, other = put(unit, 1), put(unit, 2)
        unit.articles.join(other.id, one.id)
        rule, changed = factories.rule(), factories.rule(id="cai-chinh", changes=("correction",))
        articles = [unit.articles.get(stored.id).article for stored in (one, other)]
        plain = [unit.alerts.add(AlertPlan(rule, "tay-ninh", ()), article, NOON) for article in articles]
        on_versions = [
            unit.alerts.add(AlertPlan(changed, "tay-ninh", (), version=f"{article.id}:2"), article, NOON)
            for article in (*articles, *articles)
        ]
        assert [alert is not None for alert in plain] == [True, False]
        assert [alert is not None for alert in on_versions] == [True, True, False, False]
        assert [alert.rule_id for alert in unit.alerts.on_story("tay-ninh", one.id)] == ["bien-gioi"]
