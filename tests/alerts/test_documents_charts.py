import email
import email.policy
import logging
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from alerts.compose import digest_message
from alerts.documents import charts, figures, html, word
from alerts.documents.blocks import Chart, Row
from alerts.documents.overview import CHARTS, overview
from alerts.documents.wording import Wording
from core.desk import Count
from support import digests, factories
from support.documents import Page

OFFICE = factories.office()
PNG = b"\x89PNG\r\n\x1a\n"
WORDS = Wording("vi")


def tables(digest):
    return {table.id: table for table in overview(digest, figures.summary(digest), WORDS).tables if table.chart}


def names(digest, drawn=CHARTS):
    return {chart: charts.content_id(digest, chart) for chart in drawn}


def mail(digest, pictures):
    page = html.render(digest, OFFICE, pictures=names(digest, pictures))
    by_name = {charts.content_id(digest, chart): png for chart, png in pictures.items()}
    made = digest_message(
        digest, page, "Bản tin", (), "a@tayninh.example", OFFICE, factories.mail(), "vi", pictures=by_name
    )
    return made, email.message_from_bytes(made.mime, policy=email.policy.SMTP)


@pytest.fixture(scope="module")
def drawn():
    return charts.pictures(digests.rich())


def test_days_tone_topics_and_outlets_are_drawn(drawn):
    assert sorted(drawn) == sorted(CHARTS)
    assert all(png.startswith(PNG) for png in drawn.values())


def test_a_chart_drawn_twice_gives_the_same_bytes(drawn):
    assert charts.pictures(digests.rich()) == drawn


def test_a_picture_names_neither_time_nor_program(drawn):
    assert [png for png in drawn.values() if b"tEXt" in png or b"tIME" in png] == []


def test_labels_of_any_script_and_formulas_are_drawn_without_complaint():
    assert sorted(charts.pictures(digests.hostile())) == sorted(CHARTS)
    chart = Chart("x", "$\\frac{1}{2}$", "", tuple(Row(title, 1, 1) for title in ("$x$", "{{ 7 }}", "西宁", "_ẩn")))
    assert charts.png(chart, WORDS).startswith(PNG)


def test_a_chart_that_cannot_be_drawn_is_reported_and_left_out(caplog):
    endless = digests.rich(by_outlet=(Count("x", "Báo Mẫu", 10**400, 1),))
    with caplog.at_level(logging.ERROR):
        assert sorted(charts.pictures(endless)) == ["by-step", "by-tone", "by-topic"]
    assert "by-outlet" in caplog.text


def test_a_month_without_articles_has_no_charts():
    assert charts.pictures(digests.empty()) == {}
    assert "<img" not in html.render(digests.empty(), OFFICE, pictures=names(digests.empty()))


@pytest.mark.parametrize("chart", ["by-tone", "by-topic", "by-outlet"])
def test_bars_are_the_rows_of_the_table_that_follows(chart):
    table = tables(digests.rich())[chart]
    assert table.chart.bars == table.rows


def test_ten_outlets_are_drawn():
    many = digests.digest(*(digests.item(number, outlet=f"Báo {number % 14}") for number in range(1, 40)))
    assert len(tables(many)["by-outlet"].chart.bars) == 10


def test_quiet_days_are_bars_of_nothing_and_one_row_together():
    days = tables(digests.digest(digests.item(1), digests.item(2, published=digests.START + timedelta(days=9))))
    found = days["by-step"]
    assert [(row.label, row.articles) for row in found.rows] == [
        ("01/10", 1),
        ("02/10–09/10", 0),
        ("10/10", 1),
        ("11/10–31/10", 0),
    ]
    assert len(found.chart.bars) == 31


def test_an_article_of_midnight_counts_on_the_day_it_has_in_viet_nam():
    found = figures.steps(digests.digest(digests.item(1, published=datetime(2026, 10, 4, 17, tzinfo=UTC))))
    assert [step.first for step in found if step.articles] == [date(2026, 10, 5)]


@pytest.mark.parametrize(
    ("period", "last", "labels"),
    [
        ("2026-Q4", date(2026, 12, 31), ["10/2026", "11/2026", "12/2026"]),
        ("2026-10-01..2026-11-15", date(2026, 11, 15), ["10/2026", "11/2026"]),
        ("2026-10-01..2026-10-02", date(2026, 10, 2), ["01/10", "02/10"]),
    ],
)
def test_a_window_of_more_than_31_days_is_counted_by_month(period, last, labels):
    frozen = datetime(2027, 1, 4, tzinfo=UTC)
    found = tables(digests.digest(digests.item(1), period=period, last=last, frozen_at=frozen))["by-step"]
    assert [bar.label for bar in found.chart.bars] == labels


def test_a_draft_shows_no_days_to_come():
    frozen = datetime(2026, 10, 12, 3, tzinfo=UTC)
    days = figures.steps(digests.digest(digests.item(1), draft=True, frozen_at=frozen))
    assert (len(days), days[-1].last) == (12, date(2026, 10, 12))


def test_each_picture_has_words_beside_it_with_the_highest_number():
    page = Page(html.render(digests.rich(), OFFICE, pictures=names(digests.rich())))
    alts = [attributes["alt"] for tag, attributes in page.elements if tag == "img"]
    assert len(alts) == len(CHARTS)
    assert "Nhiều bài nhất: Tích cực, 17 bài" in alts[0]


def test_the_page_says_the_same_without_pictures():
    with_pictures = html.render(digests.rich(), OFFICE, pictures=names(digests.rich()))
    shown = re.compile(r"<div[^>]*><img[^>]*></div>\n")
    assert len(shown.findall(with_pictures)) == len(CHARTS)
    assert shown.sub("", with_pictures) == html.render(digests.rich(), OFFICE)


def test_a_chart_that_was_not_drawn_leaves_no_hole(drawn):
    some = {"by-tone": drawn["by-tone"]}
    _message, read = mail(digests.rich(), some)
    assert [part["Content-ID"] for part in read.walk() if part["Content-ID"]] == ["<by-tone@digest-tay-ninh-2026-10>"]
    assert read.get_body(("html",)).get_content().count("<img") == 1


def test_the_mail_carries_the_very_pictures_its_page_shows(drawn):
    _message, read = mail(digests.rich(), drawn)
    carried = {part["Content-ID"][1:-1]: part.get_content() for part in read.walk() if part["Content-ID"]}
    shown = re.findall(r'src="cid:([^"]+)"', read.get_body(("html",)).get_content())
    assert carried == {charts.content_id(digests.rich(), chart): png for chart, png in drawn.items()}
    assert sorted(shown) == sorted(carried)


def test_pictures_belong_to_the_page_and_are_no_attachments(drawn):
    _message, read = mail(digests.rich(), drawn)
    assert [part.get_content_type() for part in read.walk() if part.is_multipart()] == [
        "multipart/alternative",
        "multipart/related",
    ]
    assert {part.get_content_disposition() for part in read.walk() if part["Content-ID"]} == {"inline"}


def test_a_mail_with_pictures_made_twice_is_the_same_mail(drawn):
    assert mail(digests.rich(), drawn)[0] == mail(digests.rich(), drawn)[0]


def test_a_page_on_its_own_holds_its_pictures(drawn):
    digest = digests.rich()
    page = html.render(digest, OFFICE, pictures=names(digest))
    alone = html.standing_alone(page, {charts.content_id(digest, chart): png for chart, png in drawn.items()})
    sources = [attributes["src"] for tag, attributes in Page(alone).elements if tag == "img"]
    assert len(sources) == len(CHARTS)
    assert all(source.startswith("data:image/png;base64,iVBORw0KGgo") for source in sources)


def test_the_word_report_shows_the_charts_with_their_words(drawn):
    document = docx.Document(BytesIO(word.render(digests.rich(), OFFICE, "vi", drawn)))
    described = [node.get("descr") for node in document.element.body.iter(qn("wp:docPr"))]
    assert [text for text in described if text.startswith("Biểu đồ cột: ")] == described
    assert len(described) == len(CHARTS)


def test_the_name_of_a_picture_holds_nothing_of_a_strange_profile():
    strange = replace(digests.rich(), profile='x"><b>@y')
    assert charts.content_id(strange, "by-tone") == "by-tone@digest-x___b__y-2026-10"
