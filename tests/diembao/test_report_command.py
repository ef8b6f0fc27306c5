"""`diembao report` on a workspace whose desk holds an alert on a story of three articles."""

import json
import shutil
from contextlib import closing
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import docx
import pytest

from config.init import create
from config.load import load
from core.desk import AlertPlan
from core.judgement import Tone
from core.periods import ZONE
from core.press import Draft, Outlet, Source
from diembao.__main__ import run
from diembao.rooms import open_store
from diembao.settings import build
from support import factories, office

NOW = datetime.now(ZONE)
GOOD = factories.assessment(tone=Tone("positive", 0.9))
AS = ("--as", "Nguyễn Văn Mẫu")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    create("tay-ninh", folder)
    settings = build(load(folder, {}))
    other = Source("khac-rss", Outlet("khac", "Báo Khác", ("khac.example",)), "https://khac.example/rss")
    with closing(open_store(settings)) as store, store.begin() as tx:
        tx.sources.sync([factories.source(), other])
        stored = []
        for number, source in enumerate((factories.source(), factories.source(), other), 1):
            at = NOW - timedelta(hours=6 - number)
            draft = Draft(f"https://{source.outlet.domains[0]}/{number}.html", f"Tin {number}", "Nội dung.", at, "page")
            stored.append(tx.articles.add(source, draft, "Trích.", GOOD, at, NOW))
        for article in stored[1:]:
            tx.articles.join(article.id, stored[0].id)
        for rule in (settings.rules[0], settings.rules[1]):
            tx.alerts.add(AlertPlan(rule, "tay-ninh", ("x",)), stored[0], NOW)
    return folder


@pytest.fixture
def workspace(template, tmp_path):
    return shutil.copytree(template, tmp_path / "tn")


@pytest.fixture
def ask(workspace, capsys):
    def asked(*arguments, code=0):
        assert run(["--workspace", str(workspace), *arguments]) == code
        return capsys.readouterr()

    return asked


@pytest.fixture
def report(ask, workspace):
    """Returns the record behind a report, written beside it as a Word file that opens."""

    def made(*arguments):
        record = json.loads(ask("report", *arguments, "--out", str(workspace / "bc"), "--json").out)
        for path in record["files"]:
            if path.endswith(".docx"):
                docx.Document(path)
        return record

    return made


def whole_text(path) -> str:
    document = docx.Document(BytesIO(path.read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


def test_a_quick_report_counts_what_the_database_holds(report, workspace):
    made = report("quick", "--alert", "1")
    with closing(open_store(build(load(workspace, {})))) as store, store.read() as tx:
        story = tx.articles.story(tx.alerts.get(1).story_id)
    assert len(made["articles"]) == len(story) == 3
    assert len(made["outlets"]) == len({one.article.outlet_id for one in story}) == 2


def test_it_goes_to_out_of_the_workspace_and_nothing_is_queued(ask, workspace):
    assert ask("report", "quick", "--alert", "1").out.strip() == str(workspace / "out" / "quick-alert-1.docx")
    assert json.loads(ask("deliveries", "list", "--json").out) == []


def test_with_text_a_second_file_says_the_same(ask, workspace):
    ask("report", "quick", "--alert", "1", "--text")
    assert "3 bài trên 2 báo" in (workspace / "out" / "quick-alert-1.txt").read_text()
    assert "3 bài trên 2 báo" in whole_text(workspace / "out" / "quick-alert-1.docx")


def test_a_story_is_reported_with_the_alert_it_has(report):
    assert report("quick", "--story", "1")["alert"] == 1


@pytest.mark.parametrize(
    ("alert", "to", "agency"),
    [
        pytest.param("1", (), "Văn phòng Ủy ban nhân dân tỉnh", id="the other department of the rule"),
        pytest.param("2", (), "", id="the rule names only the office itself"),
        pytest.param("1", ("--to", "Sở Xây dựng"), "Sở Xây dựng", id="by name"),
        pytest.param("2", ("--to", "vp-ubnd"), "Văn phòng Ủy ban nhân dân tỉnh", id="by id"),
    ],
)
def test_whom_a_letter_asks(report, alert, to, agency):
    assert report("letter", "--alert", alert, *to)["agency"] == agency


def test_a_letter_goes_first_to_who_leads_the_matter(ask, report):
    ask("matters", "open", "Ùn tắc", "--lead", "Sở Công Thương", "--alert", "1", *AS)
    assert report("letter", "--alert", "1")["agency"] == "Sở Công Thương"


def test_a_letter_names_the_office_as_people_write_it(ask, workspace):
    ask("report", "letter", "--alert", "1")
    assert "về Sở Văn hóa, Thể thao và Du lịch chậm" in whole_text(workspace / "out" / "letter-alert-1.docx")


def test_a_letter_without_an_addressee_says_so(ask):
    assert "Nơi nhận để trống" in ask("report", "letter", "--alert", "2").out


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("quick",), id="neither alert nor story"),
        pytest.param(("quick", "--alert", "1", "--story", "1"), id="both"),
        pytest.param(("quick", "--alert", "99"), id="no such alert"),
        pytest.param(("quick", "--story", "99"), id="no such story"),
        pytest.param(("letter",), id="a letter on nothing"),
        pytest.param(("letter", "--alert", "99"), id="a letter on no such alert"),
        pytest.param(("positive",), id="positive items since nobody knows when"),
        pytest.param(("positive", "--since", "01/10/2026", "--portal", "javascript:x"), id="a portal with no address"),
        pytest.param(("positive", "--since", "01/10/2026", "--profile", "khong-co"), id="items of no profile"),
        pytest.param(("late", "--on", "01/01/2099"), id="late answers of a day to come"),
        pytest.param(("spokesperson", "2199"), id="a year to come"),
        pytest.param(("spokesperson", "2026", "--profile", "khong-co"), id="a profile that is not followed"),
        pytest.param(("letter", "--alert", "1", "--due", "01/01/2020"), id="a letter due in the past"),
    ],
)
def test_what_cannot_be_reported_is_bad_usage(ask, arguments):
    assert ask("report", *arguments, code=2).err


def test_the_yearly_form_counts_what_the_register_holds(ask, report, workspace):
    year = (NOW + timedelta(days=17)).year  # from 15 December on the next report has begun
    ask("matters", "open", "Họp báo", "--kind", "conference", "--at", f"{NOW:%d/%m/%Y} 00:00", *AS)
    ask("matters", "date", "1", "event_at", f"{NOW:%d/%m/%Y}", "00:00", *AS)
    ask("matters", "open", "Ùn tắc", *AS)
    ask("matters", "respond", "2", "statement", "--text", "Thông cáo", *AS)
    made = report("spokesperson", str(year))
    assert (made["conferences"], made["spoken"], made["draft"]) == (1, {"done": 1, "total": 1}, True)
    assert made["files"] == [str(workspace / "bc" / f"spokesperson-tay-ninh-{year}.docx")]


def test_late_answers_are_those_that_the_register_calls_overdue(ask, report):
    for number in ("1", "2"):
        ask("matters", "open", f"Việc {number}", "--lead", "Sở Xây dựng", *AS)
        ask("matters", "follow", number, "ND237-18.3", *AS)
    ask("matters", "date", "2", "received_at", "01/07/2026", *AS)
    listed = json.loads(ask("matters", "list", "--overdue", "--json").out)["matters"]
    made = report("late")["waiting"]
    assert [(line["matter"], line["clock"]) for line in made] == [(2, "ND237-18.3")]
    assert [one["matter"]["id"] for one in listed] == [2]
    assert f"{made[0]['days']} ngày làm việc" in listed[0]["clocks"][0]["left"]


def test_late_answers_of_a_day_before_the_register_began_are_none(ask, report):
    ask("matters", "open", "Việc", "--due", "01/07/2026", *AS)
    assert len(report("late")["waiting"]) == 1
    assert report("late", "--on", "01/10/2026")["waiting"] == []


def test_positive_items_are_those_that_the_archive_holds(report, workspace):
    since = NOW - timedelta(days=2)
    made = report("positive", "--since", f"{since:%d/%m/%Y}")
    with closing(open_store(build(load(workspace, {})))) as store, store.read() as tx:
        held = tx.articles.between("tay-ninh", since, datetime.now(ZONE))
    good = {one.article.id for one in held if one.assessment.tone.label == "positive"}
    assert {item["article"] for item in made["items"]} == good == {1, 2, 3}
    assert made["files"] == [str(workspace / "bc" / f"positive-tay-ninh.{end}") for end in ("rss", "feed.json")]


def test_the_pack_counts_the_articles_of_its_matters_once(ask, report):
    ask("matters", "open", "Ùn tắc", "--alert", "1", *AS)
    ask("matters", "link", "1", "--alert", "2", *AS)
    (line,) = report("conference")["matters"]
    assert (line["articles"], line["outlets"]) == (3, 2)


@pytest.mark.parametrize("kind", ["quick", "letter", "spokesperson", "late", "commendation", "conference", "positive"])
def test_every_kind_has_examples(ask, kind):
    assert f"diembao report {kind}" in ask("report", kind, "--help").out


@pytest.mark.parametrize("kind", ["notice", "dossier"])
def test_a_story_has_its_notice_and_dossier(kind, report, ask):
    record = report(kind, "--alert", "1")
    assert (record["quick"]["alert"], len(record["articles"])) == (1, 3)
    assert "--alert NO" in ask("report", kind, "--help").out


@pytest.mark.parametrize("kind", ["notice", "dossier"])
def test_a_verdict_stands_in_notice_and_dossier_with_its_reason(kind, report, ask):
    ask("review", "verdict", "1", "tin_xac_thuc", "--reason", "Công văn 15/SXD", *AS)
    assert report(kind, "--story", "1")["reason"] == "Công văn 15/SXD"


def test_what_was_decided_earlier_by_the_same_rule_stands_in_the_dossier(report, ask, workspace):
    settings = build(load(workspace, {}))
    with closing(open_store(settings)) as store, store.begin() as tx:
        source = factories.source()
        draft = Draft("https://baomau.example/4.html", "Tin 4", "Nội dung.", NOW, "page")
        article = tx.articles.add(source, draft, "Trích.", GOOD, NOW, NOW)
        alert = tx.alerts.add(AlertPlan(settings.rules[0], "tay-ninh", ("x",)), article, NOW)
    ask("review", "verdict", str(alert.id), "y_kien", "--reason", "Là ý kiến", *AS)
    assert [one["alert"] for one in report("dossier", "--alert", "1")["precedents"]] == [alert.id]


def test_the_directory_has_the_outlets_of_the_workspace(report, workspace):
    outlets = [one["id"] for one in report("directory")["outlets"]]
    assert outlets
    assert set(outlets) == {one.id for one in build(load(workspace, {})).outlets}


KINDS = {
    "quick": ("--alert", "1"),
    "letter": ("--alert", "1"),
    "notice": ("--alert", "1"),
    "dossier": ("--alert", "1"),
    "spokesperson": ("2026",),
    "late": (),
    "conference": (),
    "commendation": ("2026",),
    "directory": (),
}


@pytest.mark.rendered
@pytest.mark.parametrize(("kind", "arguments"), KINDS.items(), ids=list(KINDS))
def test_every_document_keeps_the_measures_of_the_decree_on_paper(kind, arguments, report, tmp_path):
    (path,) = [path for path in report(kind, *arguments)["files"] if path.endswith(".docx")]
    paper = office.laid_out(Path(path).read_bytes(), tmp_path)
    assert {(round(page.width), round(page.height)) for page in paper.pages} <= {(210, 297)}
    lines = [line for page in paper.pages for line in page.body if line.text.strip()]
    assert [line.text for line in lines if line.left < 29.4 or line.right > 190.6] == []
    assert {line.color for line in lines} == {"#000000"}
    assert all(font.startswith(("Tinos", "TimesNewRoman", "LiberationSerif")) for font in paper.fonts())
    heads = [[line.text for line in page.lines if line.bottom < 20 and line.text.strip()] for page in paper.pages]
    assert heads == [[], *([str(number)] for number in range(2, len(heads) + 1))]
