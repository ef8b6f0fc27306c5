"""The shipped profile of Tây Ninh as records, and a judge made of it."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from classifier.judge import Judge, trained
from config.load import load_shipped
from core import i18n
from core.settings import PlaceName, Profile, Term, Topic

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "config" / "profiles" / "common"


def _yaml(name):
    return YAML(typ="safe", pure=True).load((SHIPPED / name).read_text(encoding="utf-8"))


def _terms(rows, weight, sub=""):
    rows = [row if isinstance(row, dict) else {"text": row} for row in rows or ()]
    return [Term(row["text"], row.get("weight", weight), sub, row.get("case", False)) for row in rows]


def _profile():
    gazetteer = load_shipped("tay-ninh").gazetteer
    places = tuple(
        PlaceName(place.id, place.kind, place.names, place.ambiguous, place.locality) for place in gazetteer.places
    )
    unit = gazetteer.profile
    return Profile(unit.id, unit.name, unit.title, places, gazetteer.exclusions, unit.home_outlets)


def _topic(row):
    strong, weak = _terms(row.get("strong"), 1.0), _terms(row.get("weak"), 0.5)
    for sub, terms in row["sub"].items():
        strong += _terms(terms.get("strong"), 1.0, sub)
        weak += _terms(terms.get("weak"), 0.5, sub)
    context, exclude = tuple(_terms(row.get("context"), 0.0)), tuple(row.get("exclude", ()))
    names = {sub: terms["name"] for sub, terms in row["sub"].items()}
    home = row["needs_home"]
    return Topic(row["id"], row["name"], tuple(strong), tuple(weak), context, exclude, row["threshold"], home, names)


@pytest.fixture(scope="session")
def tay_ninh():
    return _profile()


@pytest.fixture(scope="session")
def topics():
    return tuple(_topic(row) for row in _yaml("topics.yaml")["topics"])


@pytest.fixture(scope="session")
def judge(tay_ninh, topics):
    return Judge([tay_ninh], topics, "test", trained())


@pytest.fixture(scope="session")
def rules(tay_ninh, topics):
    """A judge without trained models."""
    return Judge([tay_ninh], topics, "test")


@pytest.fixture
def english():
    i18n.use("en")
    yield
    i18n.use("vi")


@pytest.fixture(scope="session")
def shared():
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is not here")
    return folder
