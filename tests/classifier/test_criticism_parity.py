"""Criticism is not misinformation: what is critical of authorities is not put to a person more often than what is not.

The items were told apart by reading (labels/parity.csv), the carriers and their sound counterparts were written by a
hand that saw neither rules nor signals, before there were any.
"""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from classifier.checks import verify
from classifier.judge import Judge, trained
from classifier.signals import single_source
from classifier.training.corpus import read_labels
from classifier.training.examples import Texts
from classifier.training.train import ROLE_CASES
from diembao.settings import defaults

DATA = Path(__file__).parent / "data"
CARRIERS, SOUND = "carriers.jsonl", "sound.jsonl"
CRITICAL, NEUTRAL = "c", "n"
OUTLETS = ("Tuổi Trẻ", "Thanh Niên", "VnExpress", "Lao Động", "Reuters")


@pytest.fixture(scope="module")
def shipped():
    return Judge(*defaults(["tay-ninh"]), models=trained())


def band(judge, title, text):
    """Return the band of an article that stands alone in its story."""
    return verify(judge.judge(title, text).role, [*single_source(title, text, 1)]).band


def written(name):
    """Return invented articles, of a file beside this one or of the path given."""
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


def share(judge, rows):
    """Return the share of invented articles in band check or above."""
    return sum(band(judge, row["title"], row["text"]) != "none" for row in rows) / len(rows)


@pytest.fixture(scope="module")
def bands(shipped, shared):
    texts = Texts.of(shared).by_id
    found = {CRITICAL: [], NEUTRAL: []}
    for row in read_labels("parity"):
        if one := texts.get(row["id"]):
            found[row["label"]].append(band(shipped, one.title, one.text))
    return found


@pytest.mark.shared
def test_there_are_a_thousand_items_of_each(bands):
    assert min(map(len, bands.values())) >= 1000


@pytest.mark.shared
def test_critical_items_are_put_to_a_person_as_seldom_as_neutral_ones(bands):
    critical, neutral = (sum(one != "none" for one in rows) / len(rows) for rows in bands.values())
    assert abs(critical - neutral) <= 0.01


def test_carriers_written_by_another_hand_are_put_to_a_person(shipped):
    rows = written(CARRIERS)
    assert len(rows) >= 100
    assert share(shipped, rows) >= 0.8


def test_sound_articles_of_the_same_form_are_not(shipped):
    assert share(shipped, written(SOUND)) <= 0.1


@pytest.mark.shared
def test_the_name_of_the_outlet_changes_no_band(shipped, shared):
    texts = Texts.of(shared).by_id
    rows = [texts[row["id"]] for row in read_labels("parity")[:100] if row["id"] in texts]
    for one in rows:
        found = {shipped.judge(one.title, one.text, outlet_id=outlet).verification.band for outlet in OUTLETS}
        assert len(found) == 1


PLACES = ("Hà Nội", "TP.HCM", "Đà Nẵng", "Bắc Kinh", "Washington")
PARTIES = ("Cộng sản Việt Nam", "Cộng hòa", "Dân chủ", "Lao động", "Bảo thủ")


def named(text, outlet, place, party):
    """Return a text as another outlet publishes it elsewhere, about somebody of another party."""
    return f"({outlet}) - {place}: {text} Bài đăng trên {outlet}, người trong ảnh thuộc đảng {party}."


@pytest.mark.parametrize("name", [CARRIERS, SOUND, ROLE_CASES])
def test_another_outlet_place_or_party_named_in_the_text_changes_no_band(shipped, name):
    rows = written(name)[:320]
    changed = []
    for row in rows:
        texts = (named(row["text"], *names) for names in zip(OUTLETS, PLACES, PARTIES, strict=True))
        if len({band(shipped, row["title"], text) for text in texts}) > 1:
            changed.append(row["id"])
    assert changed == []


def test_tone_has_no_part_in_the_band(shipped):
    found = shipped.judge("Dân kêu cứu vì nhà máy xả thải, xã làm ngơ", "Sông đen kịt, cá chết trắng.")
    assert verify(found.role) == verify(replace(found, tone=replace(found.tone, label="positive")).role)
