"""`diembao statements`: adding by hand and by file, listing, withdrawing."""

import json
import shutil

import pytest

from config.init import create
from diembao.__main__ import run

WHO = ("--as", "Trần Văn Mẫu")
ADD = ("statements", "add", "Cầu Mẫu vẫn an toàn.", "--issuer", "Sở Xây dựng", "--issued", "01/10/2026", *WHO)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("statements") / "tn"
    create("tay-ninh", folder)
    return folder


@pytest.fixture
def call(made, tmp_path, capsys):
    folder = shutil.copytree(made, tmp_path / "tn")

    def called(*words, code=0):
        assert run(["--workspace", str(folder), *words]) == code
        return capsys.readouterr()

    return called


def listed(call, *words):
    return json.loads(call("statements", "list", *words, "--json").out)


def test_what_is_added_is_listed(call):
    call(*ADD)
    assert [one["statement"]["issuer"] for one in listed(call)] == ["Sở Xây dựng"]


def test_the_list_shows_day_issuer_and_text_in_one_line(call):
    call(*ADD)
    assert "01/10/2026  Sở Xây dựng" in call("statements", "list").out


def test_adding_the_same_again_changes_nothing(call):
    call(*ADD)
    assert "đã có" in call(*ADD).out
    assert len(listed(call)) == 1


def test_a_claim_without_a_finding_is_refused_in_words(call):
    assert "finding" in call(*ADD, "--claim", "Cầu sập", code=2).err


def test_a_statement_out_of_date_is_listed_only_when_asked_for(call):
    call(*ADD, "--valid-until", "02/10/2026")
    assert (len(listed(call)), len(listed(call, "--all"))) == (0, 1)


def test_a_withdrawn_statement_is_listed_with_its_reason_when_asked_for(call):
    call(*ADD)
    call("statements", "withdraw", "1", "--reason", "nhập nhầm", *WHO)
    assert listed(call) == []
    assert [one["reason"] for one in listed(call, "--all")] == ["nhập nhầm"]


def test_withdrawing_what_is_not_there_is_said(call):
    assert "7" in call("statements", "withdraw", "7", "--reason", "nhầm", *WHO, code=2).err


def test_a_file_is_added_once(call, tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("text,issuer,issued\nA.,Sở,01/10/2026\nB.,Sở,01/10/2026\n", "utf-8")
    for _ in range(2):
        call("statements", "import", str(path), *WHO)
    assert [one["statement"]["text"] for one in listed(call)] == ["A.", "B."]


def test_a_rehearsal_adds_nothing(call, tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("text,issuer,issued\nA.,Sở,01/10/2026\n", "utf-8")
    call("statements", "import", str(path), "--dry-run")
    assert listed(call) == []


def test_a_file_with_one_fault_adds_nothing_and_names_the_line(call, tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("text,issuer,issued\nA.,Sở,01/10/2026\nB.,,01/10/2026\n", "utf-8")
    assert f"{path}:3:" in call("statements", "import", str(path), *WHO, code=2).err
    assert listed(call) == []
