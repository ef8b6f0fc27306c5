"""Fifty generated months: text, tables, charts and JSON of one digest agree with a recount of its listed items."""

import json
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts import digest as digests
from alerts.documents import data, figures, html, text
from alerts.documents.overview import overview
from alerts.documents.wording import Wording
from alerts.workdays import Workdays
from core.judgement import Tone
from core.periods import month
from core.settings import WorkingCalendar
from support import documents, factories
from support.figures_of import TABLES, from_charts, from_items, from_json, from_page, from_text

OCTOBER = month(2026, 10)
OFFICE = factories.office()
TOPICS = (
    factories.topic(),
    factories.topic(id="integration", names={"vi": "Hội nhập quốc tế"}),
    factories.topic(id="shortcomings", names={"vi": "Tồn tại, hạn chế"}),
)

ARTICLES = st.lists(
    st.tuples(
        st.integers(1, 9),  # story
        st.sampled_from(["main", "main", "main", "main", "passing"]),
        st.sampled_from(["news", "news", "news", "sport", "table"]),
        st.sampled_from(["positive", "neutral", "negative"]),
        st.sets(st.sampled_from([topic.id for topic in TOPICS])).map(sorted).map(tuple),
        st.integers(1, 9),  # outlet
        st.sampled_from([(), ("ben-cau",), ("ben-cau", "moc-bai")]),
        st.integers(0, 31 * 24 * 60 - 1),  # minute of the month
        st.sampled_from([False, False, False, False, True]),  # late
    ),
    max_size=60,
)


def judged(number, story, grade, kind, tone, topics, outlet, localities, minute, late):
    before = timedelta(days=31) if late else timedelta()
    return factories.judged(
        number,
        factories.assessment(
            grade,
            topics,
            kind=kind,
            tone=Tone(tone, 0.9),
            places={"tay-ninh": factories.relevance(grade, localities=localities)},
        ),
        story_id=story,
        outlet_name=f"Báo {outlet}",
        published=OCTOBER.start + timedelta(minutes=minute) - before,
    )


def built(rows):
    found = [(judged(number, *row), row[-1]) for number, row in enumerate(rows, 1)]
    return digests.build(
        profile=factories.profile(),
        period=OCTOBER,
        articles=[article for article, late in found if not late],
        late=[article for article, late in found if late],
        alerts=(),
        sources=(),
        previous=None,
        topics=TOPICS,
        rules=(),
        departments=(factories.department(),),
        workdays=Workdays(WorkingCalendar()),
        now=datetime(2026, 11, 1, 23, tzinfo=UTC),
        draft=False,
        config_version="v1",
    )


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ARTICLES)
def test_text_tables_charts_and_json_agree_with_a_recount_of_the_items(rows):
    made = built(rows)
    content = json.loads(data.render(made))
    page, written = html.render(made, OFFICE), text.render(made, OFFICE)
    recounted = from_items(content)

    assert from_json(content) == recounted
    assert from_page(page) == recounted
    assert from_text(written) == recounted
    charts = from_charts(overview(made, figures.summary(made), Wording("vi")))
    assert charts == {name: rows for name, rows in recounted.items() if rows and name != "by-locality"}
    assert documents.from_json(data.render(made)) == documents.from_html(page) == documents.from_text(written)


def test_the_recount_sees_every_table():
    rows = [(1, "main", "news", "positive", ("integration",), 1, ("ben-cau",), 60, False)]
    assert all(from_items(json.loads(data.render(built(rows))))[name] for name in TABLES)
