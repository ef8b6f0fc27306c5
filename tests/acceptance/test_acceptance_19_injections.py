"""Acceptance 19: header, XLSX, log and terminal injection, texts by positions: 0 hits, 0 digests blocked."""

import email
import email.policy
import json
import re
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import lxml.etree
import openpyxl
import pytest

from alerts import stuck
from alerts.compose import alert_message, digest_message
from alerts.documents import excel, html, text, word
from alerts.message import build
from config.init import create
from config.load import load
from core.desk import Alert, AlertPlan, Decision, DeliveryNote, Envelope, Message, SourceLine
from core.judgement import Signal, Verification
from core.press import Draft, Entry
from diembao.__main__ import run
from diembao.reports import freeze_due
from diembao.rooms import open_store
from diembao.settings import build as settings
from support import digests, factories, rivals
from support.fakes import NOON, FakeClock
from support.house import house
from support.nasties import INJECTIONS

HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"]
PART_HEADERS = {"Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Content-ID", "MIME-Version"}
SENDER, BOX = "diembao@tayninh.example", "baochi@tayninh.example"
# What commands a terminal or ends a line of a log; a line feed is how our own lines end.
COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
SOURCE = "nhan-dan-rss"
FEIGNED = re.compile(r"^(Bcc:|2026-10-15 12:00)", re.MULTILINE)


def alert(**fields):
    made = Alert(12, "tay-ninh", "bien-gioi", "P1", 1, 1, "Tin", "Báo Mẫu", "https://x.example/", ("vì",), "?", NOON)
    return replace(made, **fields)


def alert_mail(made, office=None, name="Phòng", department="Sở", change="first"):
    box = replace(factories.department().recipients[0], email=BOX, name=name)
    article = factories.article(title=made.title, excerpt=made.title)
    place = factories.department(name=department)
    return alert_message(
        made, article, (), place, box, office or factories.office(), factories.mail(), NOON, "vi", None, change
    )


def digest_mail(**fields):
    made = digests.digest(digests.item(), **fields)
    files = [("x.xlsx", b"x", "application/octet-stream")]
    return digest_message(made, "<p>x</p>", "x", files, BOX, factories.office(), factories.mail(), "vi")


def stuck_mail(subject):
    note = DeliveryNote(7, "alert", "", "1", Envelope("<1@x>", SENDER, BOX, NOON, subject), "failed", 1, subject, NOON)
    box = factories.department().recipients[0]
    return stuck.message([note], stuck.key("2026-10-15", [note]), NOON, box, factories.office(), factories.mail(), "vi")


POSITIONS = {
    "title": lambda nasty: alert_mail(alert(title=nasty)),
    "title of a change": lambda nasty: alert_mail(alert(title=nasty), change="correction"),
    "outlet, reasons, demand": lambda nasty: alert_mail(alert(outlet_name=nasty, because=(nasty,), ask=nasty)),
    "name of a mailbox": lambda nasty: alert_mail(alert(), name=nasty),
    "name of a department": lambda nasty: alert_mail(alert(), department=nasty),
    "name of the office": lambda nasty: alert_mail(alert(), office=factories.office(body=nasty, contact=nasty)),
    "title of a profile": lambda nasty: digest_mail(profile_title=nasty),
    "id of a profile": lambda nasty: digest_mail(profile=nasty),
    "subject of a stuck mail": stuck_mail,
    "key and file": lambda nasty: build(
        nasty, nasty, nasty, SENDER, BOX, "x", nasty, nasty, [(nasty, b"x", "text/plain")], NOON
    ),
}


def injected(message):
    """Return what stands in a mail beside the headers, the sender, the recipient and the parts that it should have."""
    mail = email.message_from_bytes(message.mime, policy=email.policy.default)
    wrong = [] if mail.keys() == HEADERS else [f"headers {mail.keys()}"]
    people = [(mail["From"].addresses, SENDER), (mail["To"].addresses, BOX)]
    wrong += [str(found) for found, right in people if [one.addr_spec for one in found] != [right]]
    wrong += [repr(value) for value in mail.values() if COMMANDS.search(value) or "\n" in value]
    parts = [part for part in mail.walk() if part is not mail]
    wrong += [f"headers of a part {part.keys()}" for part in parts if not set(part.keys()) <= PART_HEADERS]
    defects = [part.defects for part in mail.walk() if part.defects]
    return [*wrong, *map(str, defects)]


@pytest.mark.parametrize("position", POSITIONS)
def test_no_text_becomes_a_header_of_a_mail(position, measured):
    found = [(nasty, wrong) for nasty in INJECTIONS for wrong in injected(POSITIONS[position](nasty))]
    measured(f"{position}: {len(INJECTIONS)} texts: header injections", len(found), "0")
    assert not found


def test_there_are_enough_texts():
    assert len(INJECTIONS) * len(POSITIONS) >= 200


ITEM, ITEM_LISTS = ("title", "outlet", "url", "excerpt"), ("places", "topics", "localities")
ALERT = ("title", "outlet", "url", "rule", "ask")


def hostile_digest(*texts):
    """A digest in which whatever comes from the press or the settings is one of the texts."""
    items = [
        digests.item(
            number, title=one, outlet=one, url=one, excerpt=one, places=(one,), topics=(one,), localities=(one,)
        )
        for number, one in enumerate(texts, 1)
    ]
    raised = [
        digests.alert(
            number,
            title=one,
            outlet=one,
            url=one,
            rule=one,
            because=(one,),
            ask=one,
            signals=(Signal(one, 0.2, one, one),),
        )
        for number, one in enumerate(texts, 1)
    ]
    sources = tuple(SourceLine(one, one, "failed", None, one) for one in texts)
    return digests.digest(*items, alerts=tuple(raised), sources=sources, profile_title=max(texts, key=len))


def formulas(book):
    """Return the cells of a workbook that a program would reckon, and links that lead nowhere a reader may go."""
    with ZipFile(BytesIO(book)) as parts:
        sheets = [lxml.etree.fromstring(parts.read(name)) for name in parts.namelist() if "/worksheets/sheet" in name]
    reckoned = [node.text for sheet in sheets for node in sheet.iter("{*}f", "{*}ddeLink", "{*}oleLink")]
    cells = [cell for sheet in openpyxl.load_workbook(BytesIO(book)) for row in sheet.iter_rows() for cell in row]
    links = [cell.hyperlink.target or cell.hyperlink.location for cell in cells if cell.hyperlink]
    strange = [link for link in links if not (link or "").startswith(("http://", "https://"))]
    return [*reckoned, *(cell.value for cell in cells if cell.data_type == "f"), *strange]


def test_no_text_becomes_a_formula_of_a_workbook(measured):
    found = [(nasty, hit) for nasty in INJECTIONS for hit in formulas(excel.render(hostile_digest(nasty)))]
    measured(f"{len(INJECTIONS)} texts in every column of the workbook: cells with a formula", len(found), "0")
    assert not found


@pytest.mark.parametrize("render", [html.render, text.render, word.render])
def test_no_text_keeps_a_document_from_being_written(render):
    assert render(hostile_digest(*INJECTIONS), factories.office(body=max(INJECTIONS, key=len)))


def test_no_digest_is_blocked_by_what_its_articles_are_called(measured):
    with house() as rooms:
        source = factories.source()
        with rooms.store.begin() as tx:
            for number, nasty in enumerate(INJECTIONS):
                draft = Draft(f"https://baomau.example/{number}.html", nasty, nasty, NOON, "page")
                tx.articles.add(source, draft, nasty, factories.assessment(), NOON, NOON)
        blocked = 1 - freeze_due(replace(rooms, clock=FakeClock(rivals.FROZEN)))
        with rooms.store.read() as tx:
            message = tx.outbox.get(1).message
    measured(f"digests blocked by {len(INJECTIONS)} hostile titles", blocked, "0")
    assert blocked == 0
    assert injected(message) == []


def fill(tx, source):
    """Store every text wherever the press, its servers or a mail server can put one."""
    storable = [nasty.encode("utf-8", "replace").decode() for nasty in INJECTIONS]  # as `clean` leaves them
    everything = " ".join(storable)
    tx.sources.save(replace(tx.sources.state(source.id), error=everything, condition="failing", failures=3))
    for number, nasty in enumerate(storable):
        signals = Verification("check", 0.6, (Signal("conflict", 0.6, nasty, nasty),))
        draft = Draft(f"https://baomau.example/{number}.html", nasty, nasty, NOON, "page")
        found = factories.assessment(verification=signals)
        stored = tx.articles.add(source, draft, nasty, found, NOON, NOON)
        tx.versions.revised(stored.id, "correction", nasty, replace(draft, title=f"{nasty}."), nasty, None, NOON)
        rule = factories.rule(id=f"r{number}", name=nasty, ask=nasty)
        raised = tx.alerts.add(AlertPlan(rule, "tay-ninh", (nasty, "khác")), stored, NOON)
        tx.alerts.decide(Decision(raised.id, NOON, nasty, "acknowledge", nasty), "acknowledged")
        body = build("alert", "", str(number), SENDER, BOX, "x", nasty, "x", [(nasty, b"x", "text/plain")], NOON).mime
        tx.outbox.add("alert", "tay-ninh", str(number), Message(nasty, SENDER, BOX, NOON, nasty, body), NOON)
        tx.outbox.claim(number + 1)
        tx.outbox.fail(number + 1, nasty)
    tx.entries.add(source.id, [Entry(f"https://baomau.example/q{n}", t) for n, t in enumerate(storable)], NOON)
    for held in tx.entries.claim(NOON, NOON, 1000):
        tx.entries.quarantine(held.id, everything)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("injections")
    create("tay-ninh", folder)
    known = settings(load(folder, {}))
    with closing(open_store(known)) as store, store.begin() as tx:
        tx.sources.sync(known.sources)
        fill(tx, next(source for source in known.sources if source.id == SOURCE))
    return folder


COMMAND_LINES = (
    "review list", "review list --json", "review show {n}", "review show {n} --json", "history {n}",
    "history --recent", "history --recent --json", "deliveries list", "deliveries list --json", "deliveries show {n}",
    "deliveries show {n} --json", "sources list", "sources list --troubled --json", "sources explain nhan-dan-rss",
    "sources quarantine", "sources quarantine --json", "stories list", "stories show {n}",
)  # fmt: skip


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_no_text_commands_the_terminal(line, workspace, capsys, scale, measured):
    numbers = range(1, len(INJECTIONS) + 1, scale(12, 1)) if "{n}" in line else (1,)
    found = []
    for number in numbers:
        assert run(["--workspace", str(workspace), *line.replace("{n}", str(number)).split()]) == 0
        shown = capsys.readouterr()
        assert len(shown.out) > 20
        found += COMMANDS.findall(shown.out + shown.err) + FEIGNED.findall(shown.out + shown.err)
    measured(f"diembao {line}: raw control characters and feigned lines", len(found), "0")
    assert not found


def test_an_error_message_commands_no_terminal(workspace, capsys, scale):
    hidden = [nasty for nasty in INJECTIONS if "\x00" not in nasty and not nasty.isprintable()]
    for nasty in hidden[:: scale(5, 1)]:
        asked = nasty.encode("utf-8", "replace").decode()
        assert run(["--workspace", str(workspace), "history", asked]) == 2
        shown = capsys.readouterr().err
        assert shown
        assert not COMMANDS.findall(shown)


LOG = """
import json, logging, sys
from diembao.output import start_logging
start_logging()
log = logging.getLogger("diembao.test")
for text in json.load(sys.stdin):
    log.warning("source %s: %s", text, text)
    log.warning(text.replace("%", "%%"))
    try:
        raise ValueError(text)
    except ValueError:
        log.exception("page could not be read: %s", text)
"""


def test_no_text_feigns_a_line_of_the_log(measured):
    ran = subprocess.run(
        [sys.executable, "-c", LOG], input=json.dumps(INJECTIONS), capture_output=True, text=True, check=True
    )
    found = COMMANDS.findall(ran.stderr) + FEIGNED.findall(ran.stderr)
    records = re.findall(r"^\d{4}-\d\d-\d\d .* (?:WARNING|ERROR) diembao\.test: ", ran.stderr, re.MULTILINE)
    measured(f"{len(INJECTIONS)} texts in three records each: control characters and feigned lines", len(found), "0")
    assert len(records) == 3 * len(INJECTIONS)
    assert not found
