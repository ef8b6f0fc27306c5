import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from core import i18n
from core.errors import StorageError
from core.ports import Store
from storage.engine import check_version, open_engine, writing
from storage.store import SqlStore
from support.fakes import NOON

SOURCE = "bao-mau-rss"


def test_the_store_is_what_the_port_asks_for(store):
    as_port: Store = store
    with as_port.read() as unit:
        assert [state.source_id for state in unit.sources.states()] == [SOURCE]


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 40, 1), (3, 44, 5), (3, 45, 0), (3, 50, 6), (3, 51, 2)])
def test_a_sqlite_that_can_lose_data_is_refused(version):
    with pytest.raises(StorageError, match=r"3\.51\.3"):
        check_version(version)


@pytest.mark.parametrize("version", [(3, 44, 6), (3, 50, 7), (3, 51, 3), (3, 52, 0), (4, 0, 0)])
def test_a_mended_sqlite_is_accepted(version):
    assert check_version(version) is None


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 250),
        ("recursive_triggers", 1),
    ],
)
def test_every_connection_is_set_up_for_safety(tmp_path, pragma, value):
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}", busy=0.25)
    with engine.connect() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value
    engine.dispose()


@pytest.mark.parametrize("url", ["postgresql://db/x", "not a url", "sqlite+nodriver://"])
def test_an_address_of_another_kind_is_refused_in_words(url):
    with pytest.raises(StorageError):
        open_engine(url)


def test_a_read_block_cannot_write(store):
    with pytest.raises(StorageError), store.read() as unit:
        unit.sources.sync([])
    with store.begin() as unit:
        unit.sources.sync([])


def test_a_read_block_sees_one_state_whatever_is_committed_meanwhile(store):
    with store.read() as reader:
        before = reader.sources.state(SOURCE)
        with store.begin() as writer:
            writer.sources.sync([])
        assert reader.sources.states() == [before]
    with store.read() as reader:
        assert reader.sources.states() == []


def test_a_locked_database_is_a_storage_error_in_vietnamese_words(store):
    i18n.use("vi")
    with (
        store.begin(),
        pytest.raises(StorageError, match="Cơ sở dữ liệu đang bận"),
        store.begin(),
    ):
        pass


def test_threads_take_turns_on_a_database_in_memory():
    store = SqlStore("sqlite://")
    store.upgrade()

    def work(number):
        with store.begin() as unit:
            unit.audit.append(NOON, "a", "b", {"n": number})

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(work, range(20)))
    with store.read() as unit:
        assert unit.audit.verify() is None
    store.close()


@pytest.mark.parametrize(
    "address", [pytest.param("missing/x.db", id="no such folder"), pytest.param("junk.db", id="not a database")]
)
def test_a_file_that_cannot_be_used_is_a_storage_error(tmp_path, address):
    (tmp_path / "junk.db").write_bytes(b"not a database, whatever its name says. " * 50)
    store = SqlStore(f"sqlite:///{tmp_path / address}")
    with pytest.raises(StorageError):
        store.upgrade()
    store.close()


def test_a_database_without_tables_says_how_to_make_them():
    store = SqlStore("sqlite://")
    with pytest.raises(StorageError, match="diembao db upgrade"), store.read() as unit:
        unit.entries.counts()
    store.close()


def test_an_error_never_repeats_the_texts_it_carried(store, add):
    with store.begin() as unit:
        add(unit, 1)
    with pytest.raises(StorageError) as caught, store.begin() as unit:
        add(unit, 1, text="câu riêng tư")
    assert "câu riêng tư" not in repr(caught.value)
    assert "INSERT" not in str(caught.value)


def test_two_threads_that_read_then_write_lose_no_update(tmp_path):
    store = SqlStore(f"sqlite:///{tmp_path / 'a.db'}", busy=30)
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}", busy=30)
    with writing(engine).begin() as connection:
        connection.execute(text("CREATE TABLE counter (n INTEGER)"))
        connection.execute(text("INSERT INTO counter VALUES (0)"))

    def work(_number):
        for _ in range(100):
            with writing(engine).begin() as connection:
                seen = connection.execute(text("SELECT n FROM counter")).scalar_one()
                connection.execute(text("UPDATE counter SET n = :n"), {"n": seen + 1})

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(work, range(2)))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT n FROM counter")).scalar_one() == 200
    engine.dispose()
    store.close()


VICTIM = """
import sys
from datetime import UTC, datetime
from core.press import Entry
from storage.store import SqlStore

now = datetime(2026, 10, 15, tzinfo=UTC)
store = SqlStore(sys.argv[1])
for number in (1, 2):
    with store.begin() as unit:
        entries = (Entry(f"https://baomau.example/{number}", "a"),)
        unit.entries.add("bao-mau-rss", entries, now)
        if number == 2:
            print("in the middle", flush=True)
            sys.stdin.read()
"""


def test_a_process_killed_in_mid_transaction_loses_only_that_transaction(store, url):
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", VICTIM, url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root) as victim:
        assert victim.stdout.readline() == b"in the middle\n"
        victim.kill()
        victim.wait(30)
    with store.begin() as unit:
        assert [found.entry.url for found in unit.entries.claim(NOON, NOON, 9)] == ["https://baomau.example/1"]
    engine = open_engine(url)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        assert "entries" in inspect(connection).get_table_names()
    engine.dispose()
