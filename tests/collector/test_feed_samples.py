"""Real feeds of Vietnamese papers, beside an independent reading of their XML."""

import csv
from datetime import UTC, datetime
from html import escape

import pytest
from lxml import etree

from collector.feeds import parse
from core.text import one_line
from support.factories import outlet

pytestmark = pytest.mark.shared

NOW = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def forms(shared):
    """The moments of the forms of dates that papers use, by form."""
    with (shared / "data/feeds/samples/outlets_2026/pubdate_forms.csv").open(encoding="utf-8") as file:
        return {
            row["raw_pubDate"]: datetime.fromisoformat(row["expected_utc"].partition(" ")[0])
            for row in csv.DictReader(file)
        }


@pytest.fixture(scope="module")
def samples(shared):
    """The entries of every sample, with title and date of its items as lxml reads them."""
    folder = shared / "data/feeds/samples"
    paths = [*folder.glob("outlets_2026/*.rss"), *folder.glob("*.xml")]
    assert len(paths) == 17
    return {path.name: _both(path.read_bytes()) for path in paths}


def _both(body):
    items = etree.fromstring(body.lstrip(), etree.XMLParser(resolve_entities=False)).iterfind(".//item")
    # One item of 2017 holds nothing, not even a link.
    said = [
        (one_line(item.findtext("title")), item.findtext("pubDate").strip()) for item in items if item.findtext("link")
    ]
    return parse(body, "https://baomau.example/rss", outlet(), NOW), said


def test_every_entry_of_the_samples_is_read_with_its_title(samples):
    wrong = {
        name: [entry.title for entry in entries]
        for name, (entries, said) in samples.items()
        if [entry.title for entry in entries] != [title for title, _date in said]
    }
    assert wrong == {}
    assert sum(len(entries) for entries, _said in samples.values()) == 137


def test_every_known_date_of_the_samples_is_read_right(samples, forms):
    pairs = [
        (date, entry.published)
        for entries, said in samples.values()
        for entry, (_title, date) in zip(entries, said, strict=True)
        if date in forms
    ]
    assert [(date, moment) for date, moment in pairs if moment != forms[date]] == []
    assert len(pairs) >= 11


def test_every_form_of_date_is_read_right_within_a_feed(forms):
    items = "".join(
        f"<item><title>Tin</title><link>/{number}</link><pubDate>{escape(form)}</pubDate></item>"
        for number, form in enumerate(forms)
    )
    body = f"<rss><channel>{items}</channel></rss>".encode()
    assert [entry.published for entry in parse(body, "https://baomau.example/rss", outlet(), NOW)] == [*forms.values()]
