"""The recorded press of the last days of October 2025 through the real service, as its own process, on its clock.

The whole month is lived through by benchmarks/replay.py.
"""

import io
import json
import re
import zipfile
from collections import Counter
from datetime import UTC
from pathlib import Path

import openpyxl
import pytest

from diembao.__main__ import run as diembao
from support import month, replay

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """The days to the end of the month and its digest, pages read where title or summary may concern the province."""
    folder = tmp_path_factory.mktemp("month")
    with replay.replay(month_folder(), month.LATER, pages="candidates") as site:
        done = replay.rehearse(folder, site, month.FROZEN)
    assert diembao(["--workspace", str(done.workspace), "digest", month.PERIOD.id]) == 0
    return done


def month_folder() -> Path:
    return Path(__file__).parent.parent.parent.parent / "shared"


def digest(done: replay.Run) -> dict:
    return json.loads(out(done, "json").read_text(encoding="utf-8"))


def out(done: replay.Run, suffix: str) -> Path:
    return done.workspace / "out" / f"digest-tay-ninh-{month.PERIOD.id}.{suffix}"


def parts(done: replay.Run) -> Counter:
    return Counter(item["part"] for item in digest(done)["items"] if not item["late"])


def test_every_item_that_names_the_province_is_stored_with_its_match(lived, shared):
    wanted, kept = month.expected(shared, month.LATER), month.stored(lived)
    assert len(wanted) >= 25
    assert wanted.keys() - kept.keys() == set()


def test_every_stored_article_names_a_place_in_its_own_title_or_text(lived):
    query = "select a.title, a.text, j.found from articles a join assessments j on j.article_id = a.id"
    for title, text, judged in replay.rows(lived.workspace, query):
        matches = json.loads(str(judged))["places"]["tay-ninh"]["matches"]
        field = {"title": str(title), "text": str(text)}
        assert matches
        assert all(field[m["field"]][m["start"] : m["end"]] == m["text"] for m in matches)


def test_the_main_list_holds_the_province_and_sport_has_its_own(lived):
    found = parts(lived)
    assert found["main"] > found["sport"] > 0
    assert found["passing"] > 0
    titles = [item["title"] for item in digest(lived)["items"] if item["part"] == "main"]
    assert not [title for title in titles if "bóng chuyền" in title]


def test_the_counts_of_json_excel_word_and_html_agree(lived):
    main = parts(lived)["main"]
    sheet = openpyxl.load_workbook(io.BytesIO(out(lived, "xlsx").read_bytes()), read_only=True).worksheets[0]
    rows = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] is not None]
    assert len([row for row in rows if isinstance(row[0], int)]) == len(digest(lived)["items"])
    with zipfile.ZipFile(out(lived, "docx")) as file:
        word = re.sub(r"<[^>]+>", "", file.read("word/document.xml").decode())
    html = re.sub(r"<[^>]+>", "", out(lived, "html").read_text(encoding="utf-8"))
    for text in (word, html, out(lived, "txt").read_text(encoding="utf-8")):
        assert re.search(rf"\b{main}\s+bài\b", text)


def test_the_numbers_of_the_digest_are_those_counted_in_the_database(lived):
    first, end = utc(month.PERIOD.start), utc(month.PERIOD.end)
    kinds = {"sport": "sport", "table": "table"}
    counted = Counter()
    for kind, grade in replay.rows(
        lived.workspace,
        "select s.kind, r.grade from articles a join relevances r on r.article_id = a.id join assessments s"
        " on s.article_id = a.id where r.profile = 'tay-ninh' and r.grade != 'none'"
        f" and coalesce(published, first_seen) >= '{first}' and coalesce(published, first_seen) < '{end}'",
    ):
        counted[kinds.get(str(kind), str(grade))] += 1
    assert parts(lived) == counted


def utc(moment):
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


def test_quick_reports_and_notices_count_what_the_digest_counts(lived, capsys):
    stories = {story["story_id"]: story for story in digest(lived)["stories"]}
    whole = dict(
        replay.rows(
            lived.workspace,
            "select a.story_id, count(*) from articles a join relevances r on r.article_id = a.id join assessments s"
            " on s.article_id = a.id where r.profile = 'tay-ninh' and r.grade = 'main'"
            " and s.kind not in ('sport', 'table')"
            " group by a.story_id having count(*) = (select count(*) from articles b where b.story_id = a.story_id)",
        )
    )
    chosen = [number for number, story in stories.items() if whole.get(number) == story["articles"]][:8]
    assert len(chosen) >= 3
    for number in chosen:
        for kind in ("quick", "notice", "dossier"):
            capsys.readouterr()
            assert diembao(["--workspace", str(lived.workspace), "report", kind, "--story", str(number), "--json"]) == 0
            record = json.loads(capsys.readouterr().out)
            told = record if kind == "quick" else record["quick"]
            assert (len(told["articles"]), len(told["outlets"])) == (
                stories[number]["articles"],
                stories[number]["outlets"],
            )


def test_the_mail_of_the_month_arrives_once_at_each_mailbox(lived):
    boxes = [recipient for recipient, _subject in month.digests(lived)]
    assert len(boxes) == len(set(boxes)) == 2


def test_nothing_is_queued_or_sent_twice(lived):
    assert replay.rows(lived.workspace, "select count(*) from deliveries where state != 'sent'") == [(0,)]
    sent = replay.rows(lived.workspace, "select count(*) from deliveries")[0][0]
    assert len(month.mails(lived)) == sent
