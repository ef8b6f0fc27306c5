"""Rules of the whole test run: absent data is skipped loudly, messages are Vietnamese unless a test says else."""

import os
from pathlib import Path

import pytest

from core import i18n

SHARED = Path(__file__).parent.parent.parent / "shared"


def pytest_collection_modifyitems(items):
    if SHARED.is_dir() or os.environ.get("DIEMBAO_REQUIRE_SHARED"):
        return
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason="the shared data is not beside the checkout"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    if report.skipped and item.get_closest_marker("shared") and os.environ.get("DIEMBAO_REQUIRE_SHARED"):
        report.outcome = "failed"
        report.longrepr = f"skipped although the shared data is required: {report.longrepr}"
    return report


@pytest.fixture
def shared() -> Path:
    """The folder of real data; tests that ask for it carry the mark `shared`."""
    return SHARED


@pytest.fixture(autouse=True)
def _vietnamese():
    i18n.use("vi")
    yield
    i18n.use("vi")
