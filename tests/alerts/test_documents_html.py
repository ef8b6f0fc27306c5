import logging

import pytest

from alerts.documents import charts, html
from alerts.documents.html import PACKAGED
from alerts.documents.overview import CHARTS
from core.desk import DelayLine, SourceLine
from support import digests, factories
from support.documents import Page

OFFICE = factories.office()
PICTURES = {chart: charts.content_id(digests.hostile(), chart) for chart in CHARTS}
ALLOWED = {
    "html",
    "head",
    "meta",
    "title",
    "body",
    "table",
    "tr",
    "td",
    "th",
    "caption",
    "div",
    "h1",
    "h2",
    "h3",
    "p",
    "a",
    "img",
    "br",
    "strong",
}


@pytest.fixture(scope="module")
def hostile():
    return html.render(digests.hostile(), OFFICE, pictures=PICTURES)


def test_page_has_only_harmless_elements_even_when_titles_are_attacks(hostile):
    assert Page(hostile).tags <= ALLOWED


def test_attributes_are_only_ours_even_when_titles_are_attacks(hostile):
    quiet = Page(html.render(digests.rich(), OFFICE, pictures=PICTURES))
    names = {name for _tag, attributes in quiet.elements for name in attributes}
    assert {name for _tag, attributes in Page(hostile).elements for name in attributes} <= names


def test_nothing_is_fetched_and_nothing_is_run(hostile):
    attributes = [pair for _tag, found in Page(hostile).elements for pair in found.items()]
    assert not [name for name, _value in attributes if name.startswith("on") or name in ("background", "srcset")]
    assert {value for name, value in attributes if name == "src"} == {f"cid:{name}" for name in PICTURES.values()}
    assert not [value for name, value in attributes if name == "style" and "url(" in (value or "")]


def test_links_are_http_and_give_no_opener(hostile):
    links = Page(html.render(digests.rich(), OFFICE)).links + Page(hostile).links
    assert links
    assert all(link["href"].lower().startswith(("http://", "https://")) for link in links)
    assert {link["rel"] for link in links} == {"noopener noreferrer"}


def test_no_hostile_address_is_linked(hostile):
    assert Page(hostile).links == []


def test_titles_are_not_read_as_templates(hostile):
    assert "{{ 7 * 7 }}" in hostile


def test_styles_are_inline_only():
    assert "style" not in Page(html.render(digests.rich(), OFFICE)).tags


def test_every_table_of_numbers_names_its_window():
    captions = Page(html.render(digests.rich(), OFFICE)).captions
    assert len(captions) == 7
    assert all("01/10/2026–31/10/2026" in caption for caption in captions)


def test_five_stories_of_a_topic_are_shown_and_the_rest_counted():
    page = html.render(digests.digest(*(digests.item(number) for number in range(1, 11))), OFFICE)
    part = page[page.index("II. ") : page.index("III. ")]
    assert len(Page(part).links) == 5
    assert "Còn 5 mục khác" in part


def test_draft_is_marked_and_a_frozen_digest_is_not():
    assert "DỰ THẢO" in html.render(digests.rich(draft=True), OFFICE)
    assert "DỰ THẢO" not in html.render(digests.rich(), OFFICE)


def test_dead_sources_stand_apart_from_silence():
    page = html.render(digests.rich(), OFFICE)
    headings = ("Nguồn lỗi", "Nguồn đọc được nhưng cần xem lại", "Nguồn chưa đọc được lần nào")
    failed, watched, unread = (page.index(heading) for heading in headings)
    assert "Báo Hỏng" in page[failed:watched]
    assert "Báo Thưa tin" in page[watched:unread]
    assert "gồm 1 cơ quan báo chí: Tạp chí Im lặng" in page


def test_a_failed_source_says_what_ails_it_since_when_its_last_reading_and_what_to_do():
    page = html.render(digests.rich(), OFFICE)
    told = page[page.index("Báo Đóng cửa") : page.index("Báo Thưa tin")]
    assert "Tòa soạn từ chối máy của ta, từ 27/10/2026 06:15; lần đọc gần nhất: 27/10/2026 06:00" in told
    assert "Việc cần làm: Đề nghị tòa soạn mở truy cập" in told


def test_twenty_troubled_sources_are_shown_and_the_rest_counted():
    lines = tuple(SourceLine(f"nguon-{n}", f"Báo {n}", "failing", None) for n in range(30))
    page = html.render(digests.empty(sources=lines), OFFICE)
    assert page.count("Không kết nối được") == 20
    assert "Còn 10 mục khác" in page


def test_delays_show_all_outlets_together_then_the_slowest():
    rows = Page(html.render(digests.rich(), OFFICE)).rows
    first = next(n for n, row in enumerate(rows) if row[:1] == ["Tất cả cơ quan báo chí"])
    assert [row[0] for row in rows[first : first + 3]] == [
        "Tất cả cơ quan báo chí",
        "Tin nhanh Phương Nam",
        "Nhật báo Đồng bằng",
    ]
    assert rows[first][1:] == ["21", "9 phút", "5 giờ"]


def test_at_most_ten_outlets_stand_in_the_table_of_delays():
    lines = tuple(DelayLine(f"o{n}", f"Báo {n}", 1, 1, 60.0, 60.0 * n, 1.0, 1.0) for n in range(1, 15))
    page = html.render(digests.rich(delays=(*lines, DelayLine("", "", 14, 14, 60.0, 840.0, 1.0, 1.0))), OFFICE)
    assert "còn 4 báo khác" in page
    assert "Báo 14" in page


def test_template_of_the_office_wins(tmp_path):
    (tmp_path / "head.html.jinja").write_text("<tr><td>{{ office.body }} – mẫu riêng</td></tr>", encoding="utf-8")
    page = html.render(digests.rich(), OFFICE, templates=tmp_path)
    assert f"{OFFICE.body} – mẫu riêng" in page
    assert "I. Khái quát" in page


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("{% if %}", id="syntax"),
        pytest.param("{{ no_such_name }}", id="unknown name"),
        pytest.param("{{ ''.__class__.__mro__ }}", id="way out of the sandbox"),
        pytest.param("{{ 1 / 0 }}", id="arithmetic"),
        pytest.param("{% include 'missing.jinja' %}", id="missing file"),
    ],
)
def test_faulty_template_of_the_office_is_reported_and_ours_is_used(tmp_path, caplog, source):
    (tmp_path / "digest.html.jinja").write_text(source, encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        assert html.render(digests.rich(), OFFICE, templates=tmp_path) == html.render(digests.rich(), OFFICE)
    assert str(tmp_path) in caplog.text


def test_packaged_templates_are_found_beside_the_code():
    assert (PACKAGED / "digest.html.jinja").is_file()
