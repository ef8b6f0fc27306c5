"""Names and signatures by the local day: what an office and its departments are called when."""

from datetime import UTC, date, datetime

import pytest

from core.settings import Department
from support import factories

OFFICE = factories.office(
    body="SỞ THÔNG TIN VÀ TRUYỀN THÔNG",
    signer_name="Nguyễn Văn Mẫu",
    changes=(
        (date(2026, 7, 1), {"signer_name": "Trần Thị Mẫu", "signer_authority": "KT. GIÁM ĐỐC"}),
        (date(2025, 3, 1), {"body": "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"}),
    ),
)
OFFICES = {
    "before any change": (date(2025, 2, 28), ("SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "Nguyễn Văn Mẫu", "")),
    "on the day of the first": (date(2025, 3, 1), ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Nguyễn Văn Mẫu", "")),
    "after both": (date(2026, 7, 2), ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Trần Thị Mẫu", "KT. GIÁM ĐỐC")),
}
DEPARTMENT = Department("so", "Sở C", (), (("Sở B", date(2026, 6, 30)), ("Sở A", date(2025, 2, 28))))
NAMES = {
    "the oldest": (date(2025, 2, 28), "Sở A"),
    "the next from the day after": (date(2025, 3, 1), "Sở B"),
    "the last day of a name": (date(2026, 6, 30), "Sở B"),
    "today's": (date(2026, 7, 1), "Sở C"),
}


@pytest.mark.parametrize(("day", "known"), OFFICES.values(), ids=list(OFFICES))
def test_an_office_stands_as_it_was_on_a_day(day, known):
    then = OFFICE.on(day)
    assert (then.body, then.signer_name, then.signer_authority) == known


@pytest.mark.parametrize(("day", "name"), NAMES.values(), ids=list(NAMES))
def test_a_department_bears_the_name_of_a_day(day, name):
    assert DEPARTMENT.on(day).name == name


def test_the_day_is_that_of_viet_nam():
    settings = factories.settings(office=OFFICE, departments=(DEPARTMENT,))
    then = settings.on(datetime(2026, 6, 30, 17, 0, tzinfo=UTC))
    assert (then.office.signer_name, then.department("so").name) == ("Trần Thị Mẫu", "Sở C")
