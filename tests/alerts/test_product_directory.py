"""The directory: outlets, bureaus and offices of spokespersons, never persons."""

from dataclasses import fields
from io import BytesIO

import docx
import pytest

from alerts.products import directory, text, word
from core.settings import Bureau, Spokesperson
from support import factories
from support.digests import HOSTILE_TITLES
from support.fakes import NOON

OFFICE = factories.office()
FULL = {
    "outlets": (
        factories.outlet(id="dia-phuong", name="Báo Tỉnh", tier=2),
        factories.outlet(id="bao-mau", name="Báo Mẫu", domains=("baomau.example", "m.baomau.example")),
    ),
    "bureaus": (Bureau("bao-mau", "Văn phòng Tây Ninh", "Đường 30/4", "0276 000 000", "vp@baomau.example"),),
    "spokespersons": (Spokesperson("Sở Y tế", "Văn phòng Sở", "0276 111 111"),),
}


def tables(**settings):
    made = directory.build(factories.settings(**settings), NOON)
    document = docx.Document(BytesIO(word.render(directory.paper(made, OFFICE), OFFICE)))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables[1:-1]]


def test_outlets_stand_central_press_first():
    assert tables(**FULL)[0][1:] == [
        ["1", "Báo Mẫu", "baomau.example, m.baomau.example", "trung ương"],
        ["2", "Báo Tỉnh", "baomau.example", "địa phương"],
    ]


def test_a_bureau_stands_under_the_name_of_its_outlet():
    row = ["1", "Báo Mẫu", "Văn phòng Tây Ninh, Đường 30/4", "0276 000 000", "vp@baomau.example"]
    assert tables(**FULL)[1][1:] == [row]


def test_a_spokesperson_is_an_office():
    assert tables(**FULL)[2][1:] == [["1", "Sở Y tế", "Văn phòng Sở", "0276 111 111", ""]]


def test_no_record_has_room_for_a_person():
    names = {field.name for record in (Bureau, Spokesperson) for field in fields(record)}
    assert names == {"outlet", "name", "address", "phone", "email", "agency", "office"}


def test_what_is_not_recorded_is_said_in_words():
    made = directory.build(factories.settings(bureaus=(), spokespersons=()), NOON)
    assert text.render(directory.paper(made, OFFICE), OFFICE).count("Chưa ghi nhận trong directory.yaml.") == 2


@pytest.mark.parametrize("title", HOSTILE_TITLES[:20])
def test_hostile_words_make_a_document_that_opens(title):
    assert len(tables(bureaus=(Bureau("x", title, title),))) == 2
