"""Whatever a digest holds, every format says the same numbers, and an empty month says so in words."""

import json
from io import BytesIO

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from alerts.documents import data, excel, figures, html, text, word
from core.desk import Digest
from support import digests, documents, factories

OFFICE = factories.office()

ITEMS = st.lists(
    st.builds(
        lambda story, part, late, tone, topic: {
            "story_id": story,
            "part": part,
            "late": late,
            "tone": tone,
            "topics": topic,
        },
        st.integers(1, 6),
        st.sampled_from(["main", "main", "main", "passing", "sport", "table"]),
        st.booleans(),
        st.sampled_from(["positive", "neutral", "negative"]),
        st.sampled_from([(), ("borders",), ("integration", "promotion")]),
    ),
    max_size=25,
)


def all_formats(digest: Digest) -> dict[str, documents.Numbers]:
    return {
        "json": documents.from_json(data.render(digest)),
        "html": documents.from_html(html.render(digest, OFFICE)),
        "text": documents.from_text(text.render(digest, OFFICE)),
        "word": documents.from_word(word.render(digest, OFFICE)),
        "excel": documents.from_excel(excel.render(digest)),
    }


def expected(digest: Digest) -> documents.Numbers:
    counted = {key: figures.listing(digest, key) for key in documents.LISTS}
    return {key: (len(items), len({item.story_id for item in items})) for key, items in counted.items()}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ITEMS)
def test_formats_agree_on_any_digest(found):
    digest = digests.digest(*(digests.item(number, **fields) for number, fields in enumerate(found, 1)))
    assert all_formats(digest) == dict.fromkeys(("json", "html", "text", "word", "excel"), expected(digest))


def test_formats_agree_on_thousands():
    digest = digests.digest(*(digests.item(number, story_id=number % 7, part="table") for number in range(1, 1235)))
    quick = {
        "json": documents.from_json(data.render(digest)),
        "html": documents.from_html(html.render(digest, OFFICE)),
        "text": documents.from_text(text.render(digest, OFFICE)),
    }
    assert {numbers["table"] for numbers in quick.values()} == {(1234, 7)}


def test_formats_agree_on_two_hundred_hostile_titles():
    assert len(digests.HOSTILE_TITLES) >= 200
    digest = digests.hostile()
    assert all_formats(digest) == dict.fromkeys(("json", "html", "text", "word", "excel"), expected(digest))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_empty_month_says_so_in_words(lang):
    digest = digests.empty()
    words = {"vi": "không ghi nhận bài viết nào về tỉnh Tây Ninh", "en": "No article about tỉnh Tây Ninh was recorded"}
    written = docx.Document(BytesIO(word.render(digest, OFFICE, lang)))
    sheets = openpyxl.load_workbook(BytesIO(excel.render(digest, lang)))
    flat = " ".join(text.render(digest, OFFICE, lang).split())
    assert words[lang] in flat
    assert words[lang] in html.render(digest, OFFICE, lang)
    assert words[lang] in "\n".join(paragraph.text for paragraph in written.paragraphs)
    assert words[lang] in sheets.worksheets[0].cell(2, 1).value


def test_text_holds_no_control_character_whatever_the_titles():
    written = text.render(digests.hostile(), OFFICE)
    assert not [char for char in written if char != "\n" and (ord(char) < 32 or char in "\x7f\u202e\u200b")]


def test_json_gives_the_digest_back():
    digest = digests.rich()
    assert TypeAdapter(Digest).validate_json(data.render(digest)) == digest


def test_a_digest_frozen_before_conditions_were_told_apart_still_loads():
    content = json.loads(data.render(digests.rich()))
    content.pop("delays")
    for line in content["sources"]:
        for name in ("since", "failures", "dark_days"):
            line.pop(name)
    old = TypeAdapter(Digest).validate_python(content)
    assert [line.state for line in figures.sources_in(old, "dead")] == ["failed", "blocked"]
    assert "Độ trễ" not in html.render(old, OFFICE)


def test_a_digest_frozen_before_proposals_were_followed_still_loads():
    content = json.loads(data.render(digests.rich()))
    for name in ("followups", "year_before_articles", "year_before_stories"):
        content.pop(name)
    for proposal in content["proposals"]:
        proposal.pop("alerts")
    old = TypeAdapter(Digest).validate_python(content)
    page = html.render(old, OFFICE)
    assert "chưa ghi nhận kết quả xử lý các kiến nghị của kỳ trước" in page
    assert "Không có số liệu đã chốt của cùng kỳ năm trước (01/10/2025–31/10/2025)" in page


def test_json_is_readable_utf8_and_stable():
    content = data.render(digests.rich())
    assert "Cửa khẩu quốc tế Mộc Bài".encode() in content
    assert content == data.render(digests.rich())
    assert next(iter(json.loads(content))) == "summary"


def test_json_of_hostile_titles_can_be_read():
    titles = [item["title"] for item in json.loads(data.render(digests.hostile()))["items"]]
    assert len(titles) == len(digests.HOSTILE_TITLES)


def test_late_items_are_never_counted_in():
    digest = digests.digest(digests.item(1), digests.item(2, late=True), digests.item(3, part="sport", late=True))
    counted = figures.summary(digest)
    assert (counted.main.articles, counted.sport.articles, counted.late.articles) == (1, 0, 2)
