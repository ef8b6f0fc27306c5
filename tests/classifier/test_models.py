"""Models as delivered: checked before they are read, weighed in the open, and never above the analyst's word."""

import io
import json
import shutil
import zipfile
from dataclasses import replace
from hashlib import sha256
from math import log

import numpy as np
import pytest
import skops.io

from classifier.claims.support import NAME as CLAIMS
from classifier.events import RARITY
from classifier.explain import explain_classes, explain_topics
from classifier.features import BUCKETS, bucket, features, grams
from classifier.judge import Judge, trained
from classifier.model import FOLDER, LARGEST, load, manifest, read
from classifier.text import read as prepared
from classifier.training.corpus import LABELS
from classifier.training.metrics import counts
from core.errors import ModelError
from core.settings import Term
from diembao.settings import defaults

NAMES = ("topics", "tone", "kind", "role")


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "models")
    return tmp_path / "models"


def test_a_delivery_is_small_and_named_by_its_digests():
    files = manifest()["files"]
    assert set(files) == {f"{name}.skops" for name in (*NAMES, RARITY, CLAIMS)}
    for name, row in files.items():
        data = (FOLDER / name).read_bytes()
        assert len(data) == row["bytes"] <= LARGEST
        assert sha256(data).hexdigest() == row["sha256"]


@pytest.mark.parametrize("name", NAMES)
def test_a_model_reads_as_the_library_that_wrote_it_reads_it(name):
    ours, theirs = load(name), skops.io.load(FOLDER / f"{name}.skops")
    assert np.array_equal(ours["weights"], theirs["weights"])
    assert list(ours["labels"]) == list(theirs["labels"])


def test_a_tampered_model_is_refused(folder):
    path = folder / "topics.skops"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(ModelError, match=r"topics\.skops"):
        trained(folder)


def test_a_missing_model_is_refused(folder):
    (folder / "tone.skops").unlink()
    with pytest.raises(ModelError, match=r"tone\.skops"):
        trained(folder)


def test_a_folder_without_a_manifest_is_refused(folder):
    (folder / "MANIFEST.json").unlink()
    with pytest.raises(ModelError, match=r"MANIFEST\.json"):
        trained(folder)


@pytest.mark.parametrize(
    "thing",
    [
        pytest.param(np.linalg.norm, id="a function"),
        pytest.param({1, 2}, id="a set"),
        pytest.param(np.array([{"a": 1}], dtype=object), id="an array of objects"),
    ],
)
def test_nothing_but_plain_values_and_arrays_is_read(thing):
    data = skops.io.dumps({"weights": thing})
    with pytest.raises(ModelError):
        read(data)


@pytest.mark.parametrize("data", [b"", b"PK", b"\x00" * 100], ids=["empty", "two bytes", "zeros"])
def test_what_is_no_archive_is_refused(data):
    with pytest.raises(ModelError):
        read(data)


def test_an_archive_without_a_schema_is_refused():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("other.json", json.dumps({}))
    with pytest.raises(ModelError):
        read(data.getvalue())


def test_features_are_the_buckets_of_the_words_shown():
    title, body = prepared("Cửa khẩu Mộc Bài"), prepared("Thông quan 24 giờ, 7 ngày.")
    expected = {bucket(gram) for gram in grams(title.lower, body.lower)}
    assert set(features(title.lower, body.lower).buckets.tolist()) == expected
    assert max(expected) < BUCKETS


def test_an_empty_article_has_no_features():
    assert features("", "...").buckets.size == 0


@pytest.fixture(scope="module")
def shipped():
    profiles, topics = defaults(["tay-ninh"])
    return Judge(profiles, topics, models=trained())


def changed(judge, topic, **fields):
    topics = [replace(one, **{name: (*getattr(one, name), *new) for name, new in fields.items()}) if one.id == topic
              else one for one in judge.topics]  # fmt: skip
    return Judge(judge.profiles, topics, models=judge.models)


NEUTRAL = ("Họp chi bộ khu phố ở Tây Ninh", "Cuộc họp bàn về tổ liên gia và cây zingiber.")


def test_a_new_strong_keyword_acts_at_once(shipped):
    assert not shipped.judge(*NEUTRAL).topics["borders"].on
    found = changed(shipped, "borders", strong=(Term("cây zingiber", 1.0),)).judge(*NEUTRAL).topics["borders"]
    assert found.on
    assert found.evidence == ("cây zingiber",)


def test_always_turns_a_topic_on(shipped):
    found = changed(shipped, "human_rights", always=(Term("tổ liên gia", 0.0),)).judge(*NEUTRAL).topics["human_rights"]
    assert found.on
    assert found.evidence == ("tổ liên gia",)


def test_never_turns_a_topic_off_whatever_else_is_said(shipped):
    article = ("Bộ đội biên phòng Tây Ninh bắt người vượt biên", "Vụ việc ở cửa khẩu Mộc Bài, trong vở kịch mới.")
    assert shipped.judge(*article).topics["borders"].on
    found = changed(shipped, "borders", never=(Term("vở kịch", 0.0),)).judge(*article).topics["borders"]
    assert not found.on
    assert found.evidence == ("vở kịch",)


def test_never_goes_before_always(shipped):
    judge = changed(shipped, "borders", never=(Term("khu phố", 0.0),), always=(Term("chi bộ", 0.0),))
    assert not judge.judge(*NEUTRAL).topics["borders"].on


def test_a_home_topic_is_off_in_an_article_about_others(shipped):
    found = shipped.judge("Tàu tuần tra Nhật Bản xua tàu cá Trung Quốc", "Tokyo phản đối Bắc Kinh ở Hoa Đông.")
    assert found.foreign
    assert not found.topics["seas_islands"].on


def test_an_article_of_ours_is_not_foreign(shipped):
    assert not shipped.judge("Việt Nam và Trung Quốc tuần tra chung", "").foreign


def test_every_topic_is_explained_by_what_decided_it(shipped):
    title, text = "Ùn ứ nông sản tại cửa khẩu Mộc Bài, Tây Ninh", "Hàng trăm xe chờ thông quan sang Campuchia."
    judged = shipped.judge(title, text).topics
    for reason in explain_topics(shipped, title, text):
        assert reason.score == judged[reason.topic]


CHOSEN = (
    ("Công an Tây Ninh bác bỏ tin đồn vỡ đập", "UBND tỉnh khẳng định thông tin lan truyền là sai sự thật."),
    ("Rộ tin đóng cửa khẩu", "Dân chợ rỉ tai nhau rằng cửa khẩu sắp đóng."),
    ("CLB Long An thắng đậm", "Tiền đạo chủ nhà ghi ba bàn thắng trong hiệp hai."),
    ("Giá vàng hôm nay", "Vàng miếng 120 triệu đồng/lượng."),
)


@pytest.mark.parametrize(("title", "text"), CHOSEN, ids=[title for title, _text in CHOSEN])
def test_every_choice_is_explained_by_what_decided_it(shipped, title, text):
    judged = shipped.judge(title, text)
    for reason in explain_classes(shipped, title, text):
        assert reason.label == {"kind": judged.kind, "tone": judged.tone.label, "role": judged.role.label}[reason.part]
        likelier = log(reason.probabilities[reason.label] / reason.probabilities[reason.against])
        assert sum(reason.shares.values()) == pytest.approx(likelier, abs=1e-3)


def test_without_models_the_rules_choose(shipped):
    rules = Judge(shipped.profiles, shipped.topics)
    assert {reason.way for reason in explain_classes(rules, *CHOSEN[0])} == {"rules"}


def test_a_plain_text_goes_by_keywords(shipped):
    reasons = explain_topics(shipped, "Bo doi bien phong Tay Ninh bat nguoi vuot bien", "")
    assert {reason.way for reason in reasons} == {"keywords"}
    assert reasons[0].score.on


def test_criticism_is_topic_and_tone_but_never_truth(shipped):
    sound = "Sở Xây dựng Tây Ninh xác nhận cầu bị nứt; báo cáo ngày 3/5 nêu rõ ba sai phạm của nhà thầu."
    critical = shipped.judge("Cầu mới ở Tây Ninh nứt toác, lãng phí hàng chục tỉ đồng", sound)
    neutral = shipped.judge("Cầu mới ở Tây Ninh được kiểm tra", sound)
    assert critical.tone.label == "negative"
    assert critical.verification.score <= neutral.verification.score


GUARD = [json.loads(line) for line in (LABELS / "guard.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("topic", "least"), [("borders", 0.95), ("seas_islands", 0.9), ("human_rights", 0.95)])
def test_plain_cases_are_told(shipped, topic, least):
    cases = [row for row in GUARD if "topics" in row]
    truth = [row["topics"][topic] == "yes" for row in cases]
    found = [shipped.judge(row["title"], row["text"]).topics[topic].on for row in cases]
    assert counts(truth, found).f1 >= least
