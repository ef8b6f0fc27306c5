"""`diembao config explain`: why a sentence concerns a profile, without a workspace."""

import json

import pytest

from diembao.__main__ import run


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_every_name_stands_in_its_words_with_its_reason(capsys):
    assert run(["config", "explain", "Công an xã Tân Châu, tỉnh Tây Ninh bắt hai người."]) == 0
    out = capsys.readouterr().out
    assert "tỉnh Tây Ninh: nói về địa bàn" in out
    assert "Công an xã «Tân Châu», tỉnh Tây Ninh bắt hai người. — " in out


def test_a_name_alone_shows_what_the_profile_knows(capsys):
    assert run(["config", "explain", "Tân Châu"]) == 0
    out = capsys.readouterr().out
    assert "không nói về địa bàn" in out
    assert "tan-chau (commune)" in out
    assert "chỉ được tính khi" in out


def test_other_profiles_may_be_asked(capsys):
    assert run(["config", "explain", "Hồ Ba Bể hút khách", "--profile", "thai-nguyen", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["thai-nguyen"]["grade"] == "main"
