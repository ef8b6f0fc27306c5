from datetime import date

import pytest

from core.errors import StorageError
from storage.engine import open_engine, writing
from support.fakes import NOON


def test_a_log_of_acts_holds_and_each_row_has_its_own_hash(store):
    with store.begin() as unit:
        assert unit.audit.verify() is None
        hashes = {unit.audit.append(NOON, "Trực ban", "export", {"số": n, "day": date(2026, 10, 1)}) for n in range(3)}
        hashes.add(unit.audit.append(NOON, "a\ud800", "export", {"half": "\ud800", "nested": {2: "b", 10: "a"}}))
    with store.read() as unit:
        assert unit.audit.verify() is None
    assert len(hashes) == 4


@pytest.mark.parametrize(
    ("change", "named"),
    [
        pytest.param("UPDATE audit SET actor = 'x' WHERE id = 2", 2, id="another actor"),
        pytest.param("UPDATE audit SET act = 'x' WHERE id = 1", 1, id="another act, first row"),
        pytest.param("UPDATE audit SET at = '2020-01-01T00:00:00+00:00' WHERE id = 3", 3, id="another time, last row"),
        pytest.param("UPDATE audit SET detail = '{\"n\":9}' WHERE id = 2", 2, id="another detail"),
        pytest.param("UPDATE audit SET detail = 'no JSON' WHERE id = 2", 2, id="broken detail"),
        pytest.param("UPDATE audit SET actor = x'00ff' WHERE id = 2", 2, id="bytes for text"),
        pytest.param("UPDATE audit SET hash = 'x' WHERE id = 2", 2, id="another hash"),
        pytest.param("DELETE FROM audit WHERE id = 2", 3, id="a row cut out"),
        pytest.param("DELETE FROM audit WHERE id = 1", 2, id="the first row cut off"),
    ],
)
def test_tampering_names_the_first_row_that_does_not_fit(store, url, change, named):
    with store.begin() as unit:
        for number in range(1, 5):
            unit.audit.append(NOON, "Trực ban", "export", {"n": number})
    engine = open_engine(url)
    with writing(engine).begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql("DROP TRIGGER audit_no_delete")
        connection.exec_driver_sql(change)
    engine.dispose()
    with store.read() as unit:
        assert unit.audit.verify() == named


def test_a_detail_that_is_no_json_is_refused(store):
    with pytest.raises(StorageError), store.begin() as unit:
        unit.audit.append(NOON, "a", "b", {"n": float("nan")})
