"""Floors of the place decision on labelled real articles.

Labels of full texts: a random sample of two subsets of ../shared/data/articles, read in full by four readers; 50 were
read twice blind. `border` names provinces on which a careful reader may differ. Rules were mended on what readers A, B
and D had found; the rows of C were judged for the first time when the rules stood (recall 198 of 203).
"""

import csv
import gzip
import json
import random
from collections import Counter
from pathlib import Path
from unicodedata import normalize

import pytest

from classifier.judge import Judge
from classifier.text import read
from classifier.training.corpus import group_of
from classifier.training.places import Example, cross_validate
from config import national
from core.text import unmark
from diembao.settings import defaults

pytestmark = pytest.mark.shared
DATA = Path(__file__).parent / "data"
FOCUS = ("can-gio", "tay-ninh", "thai-nguyen", "tuyen-quang")
PROFILES = sorted(national.profiles())


def lines(path):
    body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in body.splitlines()]


def labels(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def label(row, profile):
    """Return yes, border or no."""
    return "yes" if profile in row["provinces"].split() else "border" if profile in row["border"].split() else "no"


@pytest.fixture(scope="module")
def focus():
    return Judge(defaults(FOCUS)[0], [])


@pytest.fixture(scope="module")
def gold(shared):
    return lines(shared / "data" / "gold" / "places.jsonl")


@pytest.fixture(scope="module")
def outcomes(focus, gold):
    rows = [row for row in gold if row["relevant"] != "border"]
    return cross_validate(
        [
            Example(
                row["id"],
                row["province"],
                row["relevant"] == "yes",
                focus.judge(row["title"], row["text"]).places[row["province"]].score,
                group_of(row["title"], row["text"]),
            )
            for row in rows
        ]
    )


def test_floor_over_the_focus_profiles(outcomes):
    assert outcomes[-1].precision >= 0.97
    assert outcomes[-1].recall >= 0.97


@pytest.mark.parametrize("profile", FOCUS)
def test_floor_of_every_focus_profile(outcomes, profile):
    (outcome,) = (one for one in outcomes if one.profile == profile)
    assert outcome.precision >= 0.94
    assert outcome.recall >= 0.94


def test_recall_on_full_texts(shared):
    names = ("news_2020_subset", "vietnews_subset")
    stored = [row for name in names for row in lines(shared / "data" / "articles" / f"{name}.jsonl.gz")]
    texts = {row["id"]: (row["title"] or "", row["text"] or "") for row in stored}
    judge = Judge(defaults(PROFILES)[0], [])
    rows = labels("full_text_places.csv")
    judged = [(row, judge.judge(*texts[row["id"]]).places) for row in rows]
    wanted = [found[profile].relevant for row, found in judged for profile in row["provinces"].split()]
    assert len(rows) >= 200
    assert sum(wanted) / len(wanted) >= 0.97


def test_two_readers_agree():
    first = {row["id"]: row for row in labels("full_text_places.csv")}
    pairs = [
        (label(first[row["id"]], profile), label(row, profile))
        for row in labels("full_text_places_twice.csv")
        for profile in PROFILES
    ]
    one, other = (Counter(pair[at] for pair in pairs) for at in (0, 1))
    observed = sum(a == b for a, b in pairs) / len(pairs)
    chance = sum(one[word] * other[word] for word in one) / len(pairs) ** 2
    kappa = (observed - chance) / (1 - chance)
    assert len(pairs) == 50 * 34
    assert kappa >= 0.8, kappa


OLD_TONES = {"òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ụy": "uỵ"}


def old_tones(text):
    for new, old in OLD_TONES.items():
        text = text.replace(new, old)
    return text


def between_letters(mark):
    def spoil(text):
        return "".join(f"{char}{mark}" if char.isalpha() else char for char in text)

    return spoil


SPOILERS = {
    "decomposed": lambda text: normalize("NFD", text),
    "without marks": lambda text: unmark(read(text).cased),
    "all capitals": str.upper,
    "old tone placement": old_tones,
    "zero-width spaces": between_letters("\u200b"),
    "soft hyphens": between_letters("\xad"),
}


@pytest.fixture(scope="module")
def thousand(shared, focus, gold):
    texts = {row["id"]: (row["title"] or "", row["text"] or "") for row in gold}
    further = {}
    for name in ("topics", "topics_extra"):
        for row in lines(shared / "data" / "gold" / f"{name}.jsonl"):
            further[row["id"]] = (row["title"] or "", row["text"] or "")
    rest = sorted(further.keys() - texts.keys())
    chosen = [*texts.values(), *(further[name] for name in random.Random(5).sample(rest, 1000 - len(texts)))]
    return [(title, text, decisions(focus, title, text)) for title, text in chosen]


def decisions(judge, title, text):
    return [found.relevant for found in judge.judge(title, text).places.values()]


@pytest.mark.parametrize("spoil", SPOILERS.values(), ids=SPOILERS)
def test_spelling_changes_no_decision(thousand, focus, spoil):
    same = [decisions(focus, spoil(title), spoil(text)) == before for title, text, before in thousand]
    assert len(same) == 1000
    assert sum(same) / len(same) >= 0.995
