"""`diembao alerts simulate` on a workspace with a stored week."""

import json
from contextlib import closing
from datetime import timedelta

import pytest

from config.init import create
from config.load import load
from core.judgement import Signal, Verification
from core.press import Draft
from diembao.__main__ import run
from diembao.rooms import open_store
from diembao.settings import build
from support import factories
from support.fakes import NOON

CHECK = Verification("check", 0.6, (Signal("contradicts_statement", 0.6, "cửa khẩu đóng", "UBND: vẫn mở"),))
SINCE = ("--since", "2026-10-12", "--until", "2026-10-18")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("alerts")
    create("tay-ninh", folder)
    with closing(open_store(build(load(folder, {})))) as store, store.begin() as tx:
        tx.sources.sync([factories.source()])
        for number in range(4):
            at = NOON + number * timedelta(hours=5)
            draft = Draft(f"https://baomau.example/{number}.html", f"Vụ việc số {number}", "Nội dung.", at, "page")
            found = factories.assessment(topics=(), verification=CHECK)
            tx.articles.add(factories.source(), draft, "Trích dẫn.", found, at, at)
    return folder


@pytest.fixture
def ask(workspace, capsys):
    def asked(*arguments, code=0):
        assert run(["--workspace", str(workspace), "alerts", "simulate", *arguments]) == code
        return capsys.readouterr()

    return asked


def test_it_shows_the_mails_per_day_and_mailbox_and_the_rules_that_spoke(ask):
    shown = ask(*SINCE).out
    assert "15/10/2026" in shown
    assert "noi-dung-can-kiem-tra" in shown
    assert "3 thư từ 4 bài trong 7 ngày, mỗi ngày 0,4 thư. Không gửi thư nào." in shown


def test_json_tells_each_mail_with_its_matters_and_reasons(ask):
    mails = json.loads(ask(*SINCE, "--json").out)
    assert [(mail["kind"], len(mail["matters"])) for mail in mails] == [("new", 1), ("new", 1), ("gathered", 2)]
    assert mails[0]["mailboxes"] == ["baochi.svhttdl@tayninh.example"]
    assert "UBND: vẫn mở" in str(mails[0]["matters"][0]["because"])


def test_details_name_every_matter(ask):
    shown = ask(*SINCE, "--details").out
    assert [number for number in range(4) if f"Vụ việc số {number}" not in shown] == []


def test_other_rules_can_be_tried_before_they_are_in_force(ask, workspace, tmp_path):
    other = tmp_path / "thu.yaml"
    text = (workspace / "alerts.yaml").read_text("utf-8")
    other.write_text(text.replace("roles: [carrier, none]", "roles: [carrier]"), "utf-8")
    assert json.loads(ask(*SINCE, "--file", str(other), "--json").out) == []


def test_a_faulty_file_is_named_with_its_line(ask, tmp_path):
    other = tmp_path / "thu.yaml"
    other.write_text("departments: []\n", "utf-8")
    assert "thu.yaml:1" in ask(*SINCE, "--file", str(other), code=2).err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--since", "2026-10-12", "--until", "2026-10-01"), "Ngày đầu không được sau ngày cuối"),
        (("--since", "2026-10-12", "--profile", "ca-mau"), "Không theo dõi địa bàn `ca-mau`"),
        (("--since", "hôm qua"), "không phải là một ngày"),
    ],
)
def test_what_cannot_be_simulated_says_why(ask, arguments, message):
    assert message in ask(*arguments, code=2).err


def test_nothing_is_stored_or_queued(ask, workspace):
    ask(*SINCE)
    with closing(open_store(build(load(workspace, {})))) as store, store.read() as tx:
        assert (tx.alerts.listing(), tx.outbox.listing()) == ([], [])
