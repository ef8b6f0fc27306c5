"""Rules of the whole test run: absent data is skipped loudly, messages are Vietnamese unless a test says else."""

import os
from functools import partial
from pathlib import Path

import pytest

from core import i18n
from support.browser import CHROMIUM
from support.office import OFFICE
from support.soak import Soak

SHARED = Path(__file__).parent.parent.parent / "shared"
LONG = ("test_replay_", "test_acceptance_", "test_topics_measured")


def pytest_configure(config):
    path = os.environ.get("DIEMBAO_SOAK", "")
    if path and config.getoption("numprocesses", None):
        raise pytest.UsageError("DIEMBAO_SOAK writes one record of one process: run it with -n 0")
    config.pluginmanager.register(Soak(path), "soak")


# What some tests need: whether it is here, the variable that forbids skipping, and why they are skipped.
NEEDS = {
    "shared": (SHARED.is_dir(), "DIEMBAO_REQUIRE_SHARED", "the shared data is not beside the checkout"),
    "rendered": (
        bool(CHROMIUM and OFFICE),
        "DIEMBAO_REQUIRE_RENDERED",
        "no Chromium or LibreOffice: make render-tools",
    ),
}


def pytest_collection_modifyitems(items):
    # The longest files first, so that no core is idle at the end.
    items.sort(key=lambda item: not item.path.name.startswith(LONG))
    for item in items:
        for mark, (is_here, variable, reason) in NEEDS.items():
            if item.get_closest_marker(mark) and not (is_here or os.environ.get(variable)):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    for mark, (_is_here, variable, _reason) in NEEDS.items():
        if report.skipped and item.get_closest_marker(mark) and os.environ.get(variable):
            report.outcome = "failed"
            report.longrepr = f"skipped although it is required ({variable}): {report.longrepr}"
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
