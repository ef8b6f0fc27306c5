"""Which articles wait to be verified again, and the reasons that are stored."""

from datetime import timedelta

from core.judgement import Signal, Verification
from support.fakes import NOON

FOUND = Verification("check", 0.6, (Signal("unattributed_claim", 0.6, "rộ tin"),))


def waiting(unit):
    return [one.article.id for one in unit.verifications.due(10)]


def test_a_new_article_waits_for_nothing(store, add):
    with store.begin() as unit:
        add(unit, 1)
        assert (waiting(unit), unit.verifications.next_due()) == ([], None)


def test_articles_of_the_last_days_are_recalled(store, add):
    with store.begin() as unit:
        add(unit, 1, published=NOON - timedelta(days=9)), add(unit, 2)
        assert unit.verifications.recall_since(NOON - timedelta(days=5), NOON) == 1
        assert (waiting(unit), unit.verifications.next_due()) == ([2], NOON)


def test_the_others_of_a_story_are_recalled(store, add):
    with store.begin() as unit:
        for number in (1, 2, 3):
            add(unit, number)
        unit.articles.join(2, 1)
        unit.verifications.recall_story(1, NOON, but=2)
        assert waiting(unit) == [1]


def test_what_is_settled_waits_no_longer_and_keeps_its_reasons(store, add):
    with store.begin() as unit:
        add(unit, 1)
        unit.verifications.recall_since(NOON, NOON)
        unit.verifications.settle(1, FOUND)
    with store.read() as unit:
        assert waiting(unit) == []
        assert unit.articles.get(1).assessment.verification == FOUND
