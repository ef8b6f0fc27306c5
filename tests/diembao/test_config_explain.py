"""`diembao config explain`: why a sentence concerns a profile, without a workspace."""

import json
import math

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
    assert json.loads(capsys.readouterr().out)["assessment"]["places"]["thai-nguyen"]["grade"] == "main"


def test_the_shares_of_a_topic_sum_to_its_probability(capsys):
    assert run(["config", "explain", "Ùn ứ nông sản tại cửa khẩu Mộc Bài, Tây Ninh.", "--json"]) == 0
    topics = json.loads(capsys.readouterr().out)["topics"]
    weighed = [one for one in topics if one["way"] == "model"]
    assert {one["topic"] for one in weighed} >= {"borders", "seas_islands", "human_rights"}
    for one in weighed:
        odds = one["intercept"] + sum(one["shares"].values())
        assert 1 / (1 + math.exp(-odds)) == pytest.approx(one["score"]["score"], abs=0.001)
        assert one["score"]["on"] == (one["score"]["score"] >= round(one["cut"], 3))


def test_a_topic_shows_its_keywords_and_words(capsys):
    assert run(["config", "explain", "Ùn ứ nông sản tại cửa khẩu quốc tế Mộc Bài, Tây Ninh."]) == 0
    out = capsys.readouterr().out
    assert "«cửa khẩu quốc tế»" in out
    assert "từ ngữ trong bài" in out
