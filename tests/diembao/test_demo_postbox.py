import os
import signal
import smtplib
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest

from diembao.demo.postbox import Postbox, read


def mail(subject: str = "Điểm báo tháng 10") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "diembao@tayninh.example"
    message["To"] = "phong-bao-chi@tayninh.example"
    message["Subject"] = subject
    message["Message-ID"] = "<1@tayninh.example>"
    message.set_content("Kính gửi Sở.\n.một dòng bắt đầu bằng dấu chấm\n")
    message.add_attachment(b"\x00\x01\r\n\x02", maintype="application", subtype="octet-stream", filename="phụ lục.xlsx")
    return message


def send(port: int, message: EmailMessage, to: list[str] | None = None) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
        client.send_message(message, to_addrs=to)


def test_a_mail_sent_by_smtp_lies_in_the_maildir(tmp_path):
    with Postbox(tmp_path / "new folder" / "mail") as box:
        send(box.port, mail(), ["a@tayninh.example", "b@tayninh.example"])
        [found] = box.messages()

        assert (box.host, box.count()) == ("127.0.0.1", 1)
    assert found["Subject"] == "Điểm báo tháng 10"
    assert found["Return-Path"] == "<diembao@tayninh.example>"
    assert found.get_all("Delivered-To") == ["a@tayninh.example", "b@tayninh.example"]
    assert found.get_body().get_content() == "Kính gửi Sở.\n.một dòng bắt đầu bằng dấu chấm\n"
    assert next(found.iter_attachments()).get_content() == b"\x00\x01\r\n\x02"


def test_mails_of_earlier_runs_stay_and_come_in_the_order_of_arrival(tmp_path):
    for number in range(3):
        with Postbox(tmp_path) as box:
            send(box.port, mail(f"thư {number}"))

    assert [found["Subject"] for found in read(tmp_path)] == ["thư 0", "thư 1", "thư 2"]


def test_an_empty_postbox_holds_nothing(tmp_path):
    with Postbox(tmp_path / "mail") as box:
        assert (box.count(), box.messages()) == (0, [])
    assert read(tmp_path / "absent") == []


def test_a_mail_that_cannot_be_kept_is_refused_for_now(tmp_path):
    with Postbox(tmp_path / "mail") as box:
        (tmp_path / "mail" / "tmp").rmdir()
        with pytest.raises(smtplib.SMTPDataError) as caught:
            send(box.port, mail())

    assert caught.value.smtp_code == 451


def test_a_taken_port_is_refused(tmp_path):
    with Postbox(tmp_path) as box, pytest.raises(OSError, match="in use"), Postbox(tmp_path, box.port):
        pass


SERVE = """
import sys
from pathlib import Path
from diembao.demo.postbox import Postbox
with Postbox(Path(sys.argv[1])) as box:
    print(box.port, flush=True)
    sys.stdin.read()
"""


def test_mails_accepted_before_a_killed_server_are_kept(tmp_path):
    root = Path(__file__).parent.parent.parent
    command = [sys.executable, "-c", SERVE, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root) as server:
        port = int(server.stdout.readline())
        for number in range(5):
            send(port, mail(f"thư {number}"))
        os.kill(server.pid, signal.SIGKILL)
        server.wait()

    assert sorted(found["Subject"] for found in read(tmp_path)) == [f"thư {number}" for number in range(5)]
