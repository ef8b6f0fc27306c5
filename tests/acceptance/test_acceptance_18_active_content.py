"""Acceptance 18: hostile texts of the press in mails and digests: 0 active nodes, 0 links but http, https, mailto."""

import email
import email.policy
from dataclasses import replace
from datetime import date

import lxml.html
import pytest

from alerts import stuck
from alerts.compose import alert_message, digest_message
from alerts.documents import charts, html
from alerts.documents.overview import CHARTS
from alerts.documents.wording import plain
from alerts.health import Health
from alerts.health import message as health_message
from core.desk import Alert, DeliveryNote, Envelope, FollowUp, Proposal, SourceLine
from core.judgement import Signal, Verification
from core.sources import Alarm, Memory
from support import digests, factories, polls
from support.fakes import NOON
from support.nasties import SCRIPTS, hits

OFFICE, MAIL = factories.office(), factories.mail()
DEPARTMENT = factories.department()
BOX = DEPARTMENT.recipients[0]
RAW = ("<p>{}</p>", '<p title="{}">x</p>', "<p title='{}'>x</p>", '<a href="{}">x</a>')


def page_of(message):
    parsed = email.message_from_bytes(message.mime, policy=email.policy.default)
    return parsed.get_body(("html",)).get_content()


def alert_mail(text):
    """Return the mail on an alert in which everything that comes from the press is one text."""
    signals = Verification("check", 0.6, (Signal("contradicts_statement", 0.6, text, text), Signal(text, 0.1, text)))
    found = factories.assessment(verification=signals)
    story = [
        factories.judged(number, found, title=text, outlet_name=text, excerpt=text, url=text, published=NOON)
        for number in (1, 2)
    ]
    alert = Alert(12, "tay-ninh", "bien-gioi", "P1", 1, 1, text, text, text, (text, text), text, NOON)
    return alert_message(alert, story[0].article, story, DEPARTMENT, BOX, OFFICE, MAIL, NOON, "vi")


def digest_mail(*texts):
    """Return the mail of a digest in which everything that comes from the press, or quotes it, is one of the texts."""
    items = [
        digests.item(
            number, title=text, outlet=text, url=text, excerpt=text, places=(text,), part=part, topics=(), localities=()
        )
        for number, (text, part) in enumerate(
            ((text, part) for text in texts for part in ("main", "passing", "sport", "table")), 1
        )
    ]
    raised = tuple(
        digests.alert(
            number, title=text, outlet=text, url=text, because=(text,), ask=text, signals=(Signal(text, 0.2, text),)
        )
        for number, text in enumerate(texts, 1)
    )
    made = digests.digest(
        *items,
        alerts=raised,
        sources=tuple(SourceLine(text, text, "failed", None, text) for text in texts),
        proposals=tuple(Proposal(text, text, text, date(2026, 11, 9)) for text in texts),
        followups=tuple(FollowUp(text, text, date(2026, 11, 9)) for text in texts),
    )
    names = {chart: charts.content_id(made, chart) for chart in CHARTS}
    return digest_message(made, html.render(made, OFFICE, "vi", pictures=names), "x", [], BOX.email, OFFICE, MAIL, "vi")


def health_mail(*texts):
    states = [
        polls.state(
            factories.source(id=f"nguon-{number}", outlet=factories.outlet(id=f"bao-{number}", name=text)),
            condition="failing",
            error=text,
            memory=Memory(since=NOON, alarms=(Alarm("failing", NOON),)),
        )
        for number, text in enumerate(texts)
    ]
    return health_message(Health(states, NOON), "key", BOX, OFFICE, MAIL, "vi")


def stuck_mail(*texts):
    envelope = Envelope("<1@x>", "a@x.example", "b@x.example", NOON, "")
    notes = [
        DeliveryNote(number, "alert", "", "1", replace(envelope, subject=text), "failed", 1, text, NOON)
        for number, text in enumerate(texts, 1)
    ]
    return stuck.message(notes, stuck.key("2026-10-15", notes), NOON, BOX, OFFICE, MAIL, "vi")


MAKERS = {"alert": alert_mail, "digest": digest_mail, "health": health_mail, "stuck mails": stuck_mail}


@pytest.mark.parametrize("text", SCRIPTS)
def test_each_text_would_do_harm_where_it_is_not_escaped(text):
    assert [raw for raw in RAW if hits(raw.replace("{}", text))]


@pytest.mark.parametrize("kind", MAKERS)
def test_no_text_of_the_press_is_active_in_a_mail(kind, measured):
    pages = [(text, page_of(MAKERS[kind](text))) for text in SCRIPTS]
    found = [(text, hit) for text, page in pages for hit in hits(page)]
    quiet = {node.tag for node in lxml.html.document_fromstring(page_of(MAKERS[kind]("Tin"))).iter()}
    strange = {node.tag for _text, page in pages for node in lxml.html.document_fromstring(page).iter()} - quiet
    unread = [text for text, page in pages if plain(text) not in text_of(page)]
    measured(f"mail ({kind}), {len(SCRIPTS)} hostile texts: active nodes and other links", len(found), "0")
    assert not found
    assert not strange
    assert not unread


def text_of(page):
    return " ".join(lxml.html.document_fromstring(page).text_content().split())


@pytest.mark.parametrize("kind", ["digest", "health", "stuck mails"])
def test_no_text_is_active_beside_all_the_others(kind):
    assert hits(page_of(MAKERS[kind](*SCRIPTS))) == []


def test_plain_addresses_are_still_links():
    page = page_of(alert_mail("https://baomau.example/1.html"))
    assert hits(page) == []
    assert "https://baomau.example/1.html" in [
        link for _node, _name, link, _at in lxml.html.fromstring(page).iterlinks()
    ]
