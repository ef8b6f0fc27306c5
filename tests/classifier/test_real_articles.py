"""Floors on the real data of ../shared. The place rules were chosen on the tay-ninh rows of gold/places.jsonl.

The tuyen-quang and thai-nguyen rows were not read before the rules were made. Their errors were printed once after,
which showed one bug that was mended: the figure is nearly, not wholly, blind.
"""

import gzip
import json
import re

import pytest

from classifier.judge import Judge
from core.settings import PlaceName, Profile

pytestmark = pytest.mark.shared

NAMES = re.compile(r"(?i)(?<!\w)(tây ninh|long an|mộc bài|xa mát|núi bà đen|hồ dầu tiếng)(?!\w)")


def lines(path):
    raw = path.read_bytes()
    return [json.loads(line) for line in (gzip.decompress(raw) if path.suffix == ".gz" else raw).splitlines()]


def precision_and_recall(judge, rows, profile):
    pairs = [(row["relevant"], judge.judge(row["title"], row["text"]).grade(profile)) for row in rows]
    right = pairs.count(("yes", "main"))
    return right / (right + sum(pair == ("no", "main") for pair in pairs)), right / sum(
        label == "yes" for label, _ in pairs
    )


def test_every_item_of_october_naming_the_province_is_found(judge, shared):
    items = lines(shared / "replay" / "data" / "2025-10.jsonl.gz")
    named = [item for item in items if NAMES.search(f"{item['title']}\n{item['text']}")]
    assert len(named) > 50
    missed = [item["title"] for item in named if judge.judge(item["title"], item["text"]).grade("tay-ninh") == "none"]
    assert missed == []


def test_few_items_of_october_reach_the_desk_without_being_named(judge, shared):
    items = lines(shared / "replay" / "data" / "2025-10.jsonl.gz")
    kept = [item for item in items if judge.may_match(f"{item['title']}\n{item['text']}")]
    assert len(kept) < len(items) * 0.04


def test_floor_on_the_rows_that_chose_the_rules(judge, shared):
    rows = [row for row in lines(shared / "data" / "gold" / "places.jsonl") if row["province"] == "tay-ninh"]
    precision, recall = precision_and_recall(judge, rows, "tay-ninh")
    assert precision >= 0.98
    assert recall >= 0.95


@pytest.mark.parametrize(
    ("profile", "name", "former"),
    [("tuyen-quang", "Tuyên Quang", "Hà Giang"), ("thai-nguyen", "Thái Nguyên", "Bắc Kạn")],
)
def test_floor_on_provinces_the_rules_were_not_made_for(shared, profile, name, former):
    places = (PlaceName("now", "province", (name,)), PlaceName("before", "former_province", (former,)))
    other = Judge([Profile(profile, name, f"tỉnh {name}", places)], [])
    rows = [row for row in lines(shared / "data" / "gold" / "places.jsonl") if row["province"] == profile]
    precision, recall = precision_and_recall(other, rows, profile)
    assert precision >= 0.95
    assert recall >= 0.8


def test_no_real_item_on_the_province_is_taken_for_a_carrier(judge, shared):
    rows = lines(shared / "data" / "rumours" / "rss_rebuttal_candidates.jsonl.gz")
    found = [judge.judge(row["title"], row["text"]) for row in rows]
    assert not [one for one in found if one.grade("tay-ninh") != "none" and one.role.label == "carrier"]
    # Items chosen for their words on rumours; of those labelled by hand one in twenty does pass a rumour on.
    assert sum(one.role.label == "carrier" for one in found) <= 0.05 * len(found)
