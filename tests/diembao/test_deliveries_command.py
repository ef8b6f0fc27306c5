"""`diembao deliveries` on an outbox with a mail in every state."""

import email
import json
import shutil
from contextlib import closing
from datetime import timedelta

import pytest

from alerts.message import build
from config.init import create
from config.load import load
from core.desk import Message
from diembao.__main__ import run
from diembao.commands.deliveries import SHOWN
from diembao.rooms import open_store
from diembao.settings import build as settings
from support.fakes import NOON

STATES = ("sent", "failed", "ambiguous", "pending", "sending")
TEXT = "Dòng một\x1b[2J\nDòng hai\u202e\n" + "\n".join(f"Dòng {n}" for n in range(3, 41))
FILE = ("bao-cao.docx", b"x", "application/octet-stream")


def mail(recipient, text=TEXT):
    sender = "diembao@tayninh.example"
    return build("alert", "tay-ninh", "1", sender, recipient, f"Gửi {recipient}", text, "<p>x</p>", (FILE,), NOON)


def fill(tx):
    for number, state in enumerate(STATES, 1):
        assert tx.outbox.add("alert", "tay-ninh", "1", mail(f"{state}@x.example"), NOON)
        tx.outbox.claim(number)
    tx.outbox.sent(1, NOON)
    tx.outbox.fail(2, "550 no such mailbox")
    tx.outbox.fail(3, "nobody can know", ambiguous=True)
    tx.outbox.retry(4, NOON + timedelta(hours=1), "451 busy")


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("deliveries")
    create("tay-ninh", folder)
    with closing(open_store(settings(load(folder, {})))) as store, store.begin() as tx:
        fill(tx)
    return folder


@pytest.fixture
def workspace(filled, tmp_path):
    return shutil.copytree(filled, tmp_path / "tn")


@pytest.fixture
def ask(workspace, capsys):
    def asked(*arguments, code=0):
        assert run(["--workspace", str(workspace), "deliveries", *map(str, arguments)]) == code
        return capsys.readouterr()

    return asked


def listed(shown):
    return [row["state"] for row in json.loads(shown.out)]


def test_the_list_has_the_newest_mail_first(ask):
    assert listed(ask("list", "--json")) == list(reversed(STATES))


def test_the_list_may_be_of_some_states_only(ask):
    assert listed(ask("list", "--state", "failed", "--state", "sent", "--json")) == ["failed", "sent"]


def test_the_list_says_what_it_leaves_out(ask):
    shown = ask("list", "--limit", "2").out
    assert "sending@x.example" in shown
    assert "ambiguous@x.example" not in shown
    assert "2 thư mới nhất trong số 5 thư" in shown


def test_a_cut_list_in_json_says_so_beside_the_data(ask):
    shown = ask("list", "--limit", "2", "--json")
    assert len(json.loads(shown.out)) == 2
    assert "2 thư mới nhất trong số 5 thư" in shown.err


def test_the_list_is_short_unless_all_is_asked_for(ask, workspace):
    with closing(open_store(settings(load(workspace, {})))) as store, store.begin() as tx:
        for number in range(SHOWN):
            tx.outbox.add("alert", "tay-ninh", "2", mail(f"{number}@x.example", "x"), NOON)
    assert len(listed(ask("list", "--json"))) == SHOWN
    assert len(listed(ask("list", "--limit", "0", "--json"))) == SHOWN + len(STATES)


def test_the_list_names_the_mails_that_wait_for_a_person(ask):
    assert "hỏng 1, chưa rõ 1" in ask("list").out
    assert "hỏng 1" not in ask("list", "--state", "sent").out


def test_an_empty_list_says_so(ask):
    ask("retry", 4)
    ask("retry", 2)
    assert "Không có thư nào như vậy." in ask("list", "--state", "failed").out


@pytest.mark.parametrize(
    "fact",
    [
        pytest.param("HỎNG (số lần gửi: 1", id="state and tries"),
        pytest.param("Người nhận: failed@x.example", id="recipient"),
        pytest.param("Lập lúc: 15/10/2026 12:00", id="when it was made"),
        pytest.param("@tayninh.example>", id="Message-ID"),
        pytest.param("Trả lời gần nhất: 550 no such mailbox", id="last answer of the server"),
        pytest.param("cảnh báo, tay-ninh, 1", id="what it is about"),
        pytest.param("  | Dòng hai", id="text"),
        pytest.param("Tệp kèm theo: bao-cao.docx", id="attachments"),
    ],
)
def test_one_mail_is_shown_with_what_is_known(fact, ask):
    assert fact in ask("show", 2).out


@pytest.mark.parametrize(
    ("number", "todo"),
    [
        pytest.param(1, None, id="sent"),
        pytest.param(2, "từ chối hẳn thư này", id="failed"),
        pytest.param(3, "Hỏi người nhận; chỉ khi chưa nhận được mới gửi lại", id="ambiguous"),
        pytest.param(4, "tự gửi lại (lúc 15/10/2026 13:00)", id="waiting"),
        pytest.param(5, "khởi động lại dịch vụ", id="being sent"),
    ],
)
def test_one_mail_says_what_to_do_now(number, todo, ask):
    shown = ask("show", number).out
    assert todo in shown if todo else "Cần làm" not in shown


def test_the_text_is_shown_in_part_and_without_control_characters(ask):
    shown = ask("show", 2).out
    assert "còn 10 dòng" in shown
    assert "Dòng 31" not in shown
    assert not {"\x1b", "\u202e"} & set(shown)


def test_the_bytes_of_a_mail_are_written_as_they_are(ask, tmp_path):
    shown = ask("show", 2, "--eml", tmp_path / "thu.eml").out
    assert (tmp_path / "thu.eml").read_bytes() == mail("failed@x.example").mime
    assert "thu.eml" in shown


def test_a_file_that_cannot_be_written_is_bad_usage(ask, tmp_path):
    assert "thu.eml" in ask("show", 2, "--eml", tmp_path / "không có" / "thu.eml", code=2).err


def test_one_mail_in_json_tells_the_same(ask):
    shown = json.loads(ask("show", 3, "--json").out)
    parsed = email.message_from_bytes(mail("ambiguous@x.example").mime)
    assert shown["message_id"] == parsed["Message-ID"]
    assert (shown["state"], shown["attempts"], shown["error"]) == ("ambiguous", 1, "nobody can know")
    assert (shown["created_at"], shown["next_try"]) == ("2026-10-15T05:00:00Z", None)
    assert "Hỏi người nhận" in shown["todo"]
    assert shown["text"].startswith("Dòng một[2J\nDòng hai\n")


@pytest.mark.parametrize("number", [99, 2**63 - 1, 2**64, 0, "x"])
@pytest.mark.parametrize("command", ["show", "retry"])
def test_an_unknown_number_is_bad_usage(command, number, ask):
    assert str(number) in ask(command, number, code=2).err


@pytest.mark.parametrize("number", [2, 3, 4], ids=["failed", "ambiguous", "waiting"])
def test_a_person_may_have_a_mail_sent_again(number, ask):
    ask("retry", number)
    shown = json.loads(ask("show", number, "--json").out)
    assert shown["state"] == "pending"
    assert shown["next_try"] > NOON.isoformat()


@pytest.mark.parametrize("number", [1, 5], ids=["sent", "being sent"])
def test_nobody_sends_again_what_is_sent_or_under_way(number, ask):
    before = ask("show", number, "--json").out
    ask("retry", number, code=2)
    assert ask("show", number, "--json").out == before


def test_a_mail_of_another_program_without_text_is_shown(ask, workspace):
    bare = Message(
        "<1@x>", "a@x.example", "b@x.example", NOON, "x", b"Subject: x\r\nContent-Type: image/png\r\n\r\n\xff"
    )
    with closing(open_store(settings(load(workspace, {})))) as store, store.begin() as tx:
        tx.outbox.add("health", "", "2", bare, NOON)
    assert "Người nhận: b@x.example" in ask("show", 6).out
