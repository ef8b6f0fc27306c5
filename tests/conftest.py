"""Rules of the whole test run: absent data is skipped loudly, messages are Vietnamese unless a test says else."""

import os
from functools import partial
from pathlib import Path

import pytest

from core import i18n
from support.soak import Soak

SHARED = Path(__file__).parent.parent.parent / "shared"
LONG = ("test_replay_", "test_acceptance_", "test_topics_measured")


def pytest_configure(config):
    path = os.environ.get("DIEMBAO_SOAK", "")
    if path and config.getoption("numprocesses", None):
        raise pytest.UsageError("DIEMBAO_SOAK writes one record of one process: run it with -n 0")
    config.pluginmanager.register(Soak(path), "soak")


def pytest_collection_modifyitems(items):
    # The longest files first, so that no core is idle at the end.
    items.sort(key=lambda item: not item.path.name.startswith(LONG))
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


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data; tests that ask for it carry the mark `shared`."""
    return SHARED


@pytest.fixture
def scale(pytestconfig):
    """`scale(ci, full)` gives the size that this run takes."""
    return pytestconfig.pluginmanager.get_plugin("soak").scale


@pytest.fixture
def measured(request):
    """`measured(what, value, target)` notes a figure; call it before the assert, so that a failure shows it."""
    return partial(request.config.pluginmanager.get_plugin("soak").note, request.node.nodeid)


@pytest.fixture(autouse=True)
def _vietnamese():
    i18n.use("vi")
    yield
    i18n.use("vi")
