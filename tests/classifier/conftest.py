"""The shipped profile of Tây Ninh as records, and a judge made of it."""

from pathlib import Path

import pytest

from classifier.judge import Judge
from core import i18n
from diembao.settings import defaults

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def shipped():
    return defaults(["tay-ninh"])


@pytest.fixture(scope="session")
def tay_ninh(shipped):
    (profiles, _topics) = shipped
    return profiles[0]


@pytest.fixture(scope="session")
def topics(shipped):
    return shipped[1]


@pytest.fixture(scope="session")
def judge(tay_ninh, topics):
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
