"""Reads the numbers back out of finished documents, as a person with each program would see them."""

import json
import re
from html.parser import HTMLParser
from io import BytesIO

import docx
import openpyxl

LISTS = ("main", "passing", "sport", "table", "late")
Numbers = dict[str, tuple[int, int]]


class Page(HTMLParser):
    """What a browser would find in a page: elements with their attributes, links, rows of tables by caption."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.captions: list[str] = []
        self.tables: dict[str, list[list[str]]] = {}
        self._text: list[str] | None = None
        self._captioned = False
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
            if self._captioned:
                self.tables[self.captions[-1]].append(self.rows[-1])
        if tag in ("td", "th", "caption"):
            self._text = []

    def handle_endtag(self, tag):
        if tag in ("td", "th", "caption") and self._text is not None:
            text = " ".join("".join(self._text).split())
            if tag == "caption":
                self.captions.append(text)
                self.tables[text] = []
                self._captioned = True
            else:
                self.rows[-1].append(text)
            self._text = None

        if tag == "table":
            self._captioned = False

    def handle_data(self, data):
        if self._text is not None:
            self._text.append(data)

    @property
    def tags(self) -> set[str]:
        return {tag for tag, _attributes in self.elements}

    @property
    def links(self) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag == "a"]


def number(text: str) -> int:
    return int(text.replace(".", ""))


def from_json(content: bytes) -> Numbers:
    summary = json.loads(content)["summary"]
    return {name: (summary[name]["articles"], summary[name]["stories"]) for name in LISTS}


def from_html(content: str) -> Numbers:
    rows = Page(content).rows
    first = next(index for index, row in enumerate(rows) if row[:2] == ["Chỉ tiêu", "Số bài"]) + 1
    return _named([(row[1], row[2]) for row in rows[first : first + len(LISTS)]])


def from_text(content: str) -> Numbers:
    block = content[content.index("Số liệu chính") :]
    found = re.findall(r"\.\. ([\d.]+) bài, ([\d.]+) vấn đề", block)
    return _named(found[: len(LISTS)])


def from_word(content: bytes) -> Numbers:
    table = next(table for table in docx.Document(BytesIO(content)).tables if table.cell(0, 0).text == "Chỉ tiêu")
    return _named([(row.cells[1].text, row.cells[2].text) for row in table.rows[1:]])


def from_excel(content: bytes) -> Numbers:
    rows = list(openpyxl.load_workbook(BytesIO(content))["Số liệu"].iter_rows(min_row=2, values_only=True))
    return _named([(str(row[2]), str(row[3])) for row in rows if str(row[0]).startswith("Số liệu chính")])


def _named(pairs: list[tuple[str, str]]) -> Numbers:
    assert len(pairs) == len(LISTS)
    return {name: (number(articles), number(stories)) for name, (articles, stories) in zip(LISTS, pairs, strict=True)}
