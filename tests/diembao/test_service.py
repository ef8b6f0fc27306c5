"""`diembao run` on the machine's own clock, as its own process, against the invented press."""

import signal
import subprocess
import time
from datetime import UTC, datetime

import pytest
from pysqlite3.dbapi2 import OperationalError

from config import init
from diembao.demo.postbox import Postbox
from diembao.demo.press import Press
from diembao.demo.workspace import prepare
from support.replay import DIEMBAO, rows

END_OF_OCTOBER = datetime(2026, 10, 31, 17, 0, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path):
    folder = tmp_path / "ws"
    init.create("tay-ninh", folder)
    with Postbox(tmp_path / "mail") as postbox, Press(END_OF_OCTOBER, port=0) as press:
        prepare(folder, press, postbox.port)
        yield folder


def kept(workspace):
    try:
        return rows(workspace, "select count(*) from articles")[0][0]
    except OperationalError:  # the tables are being made
        return 0


def service(workspace):
    return subprocess.Popen(
        [*DIEMBAO, "--workspace", str(workspace), "run"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def collected_and_stopped(workspace, name):
    with service(workspace) as running:
        try:
            deadline = time.monotonic() + 60
            while not kept(workspace):
                assert running.poll() is None, running.stderr.read()
                assert time.monotonic() < deadline, "nothing was collected"
                time.sleep(0.1)
            running.send_signal(name)
            out, err = running.communicate(timeout=60)
        finally:
            running.kill()
    return running.returncode, out, err


@pytest.mark.parametrize(("name", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_running_service_stops_cleanly(name, code, workspace):
    returned, out, err = collected_and_stopped(workspace, name)
    assert (returned, "Traceback" in err) == (code, False), err
    assert "Đã dừng an toàn" in out


def test_a_second_service_on_the_same_workspace_is_refused(workspace):
    with service(workspace) as first:
        try:
            first.stdout.readline()
            second = service(workspace)
            _out, err = second.communicate(timeout=60)
        finally:
            first.kill()
    assert second.returncode == 2
    assert "dịch vụ khác" in err
