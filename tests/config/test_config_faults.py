"""Every kind of fault in a workspace names the file, the line and the way to mend it."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.documents import parse
from config.load import load
from core import i18n
from core.errors import ConfigError, Problem

FILES = {
    "diembao.yaml": """\
profiles: [tay-ninh]
office:
  superior: UBND TỈNH TÂY NINH
  body: SỞ VĂN HÓA
  sign: SVH
  place: Tây Ninh
  addressee: Ủy ban nhân dân tỉnh
  signer_title: GIÁM ĐỐC
mail:
  host: smtp.tayninh.example
  sender: diembao@tayninh.example
  port: 587
schedule:
  tick: 60
  digests:
    tay-ninh: [so-vhttdl]
network:
  contact: diembao@tayninh.example
""",
    "sources.yaml": """\
outlets:
  - id: bao-mau
    name: Báo Mẫu
    domains: [baomau.example]
    tier: 1
    languages: [vi]
    sources:
      - {id: bao-mau-rss, url: "https://baomau.example/rss", pages: all, every: 900}
  - id: bao-khac
    name: Báo Khác
    domains: [baokhac.example]
    sources:
      - id: bao-khac-rss
        url: https://baokhac.example/rss
""",
    "topics.yaml": """\
topics:
  - id: borders
    name: {vi: Biên giới, en: Borders}
    threshold: 1.0
    sub:
      border_gates:
        name: {vi: Cửa khẩu}
        strong: [cửa khẩu quốc tế, {text: UPR, case: true}]
    context: [Svay Rieng]
""",
    "places.yaml": """\
add:
  - {id: cau-mau, kind: landmark, names: [cầu Mẫu], locality: ben-cau}
exclude: [đường Mẫu]
thresholds:
  tay-ninh: 0.6
""",
    "alerts.yaml": """\
departments:
  - id: so-vhttdl
    name: Sở Văn hóa
    recipients:
      - {email: baochi@tayninh.example, name: Hộp thư, valid_from: 2025-07-01, valid_to: 2027-07-01}
  - id: vp-ubnd
    name: Văn phòng
rules:
  - id: bien-gioi
    name: Biên giới
    severity: P1
    when:
      topics: [borders]
      tones: [negative]
    departments: [so-vhttdl]
    ask: Đề nghị kiểm tra.
clocks:
  off: [PLAN-Y, PLAN-M]
  remind_days_before: [3, 1]
  remind_days_after: [7]
  add:
    - id: QC-3.2
      actor: Sở Văn hóa
      duty: {vi: Trả lời}
      unit: working_days
      value: 5
      starts: [letter_sent_at]
      valid_from: 2026-07-01
      valid_to: 2028-07-01
      source: Quy chế
    - {id: QC-Y, actor: Sở, duty: {vi: Báo cáo}, unit: yearly_before, before: 12-05, valid_from: 2027-01-01, source: KH}
""",
    "calendar.yaml": """\
days_off:
  - 2027-01-04
working_days:
  - 2027-01-09
""",
    "directory.yaml": """\
bureaus:
  - {outlet: bao-mau, name: Thường trú}
tasks:
  - {id: trien-lam, name: Triển lãm, lead: Sở Văn hóa, due: 2027-03-31, profile: tay-ninh}
  - {id: tap-huan, name: Tập huấn, lead: Sở Văn hóa, due: 2027-06-30}
""",
}


class Case(NamedTuple):
    """`old` becomes `new`; the fault is on the line that holds `at`, or else `new`."""

    name: str
    file: str
    old: str
    new: str
    says: str
    mend: str
    at: str = ""


MAIN, SOURCES, TOPICS, PLACES, ALERTS = "diembao.yaml", "sources.yaml", "topics.yaml", "places.yaml", "alerts.yaml"
CALENDAR, DIRECTORY = "calendar.yaml", "directory.yaml"
TERMS = "strong: [cửa khẩu quốc tế, {text: UPR, case: true}]"
RSS = "https://baokhac.example/rss"
SECRET = "password must not stand"

# fmt: off
CASES = [
    Case("misspelt key at the top", MAIN, "schedule:", "shedule:", "`shedule` is not known", "`schedule`"),
    Case("misspelt key in a list", SOURCES, "tier: 1", "tear: 1", "`tear` is not known", "mean `tier`"),
    Case("misspelt key of a keyword", TOPICS, "case: true", "caze: true", "`caze` is not known", "mean `case`"),
    Case("key like nothing", MAIN, "tick: 60", "xyz: 60", "`xyz` is not known", "freeze_hour"),
    Case("no day of the year", MAIN, "tick: 60", "half_year_ends: 31-06", "is not a day of the year", "`06-14`"),
    Case("half after the year", MAIN, "tick: 60", "half_year_ends: 12-31", "after the year", "year_ends", "schedule:"),
    Case("missing key", ALERTS, "    severity: P1\n", "", "`severity` is missing", "`severity:`", "id: bien-gioi"),
    Case("required key left empty", MAIN, "sign: SVH", "sign:", "`sign` is missing", "`sign:`"),
    Case("password", MAIN, "port: 587", "password: bi-mat-1", SECRET, "DIEMBAO_SMTP_PASSWORD"),
    Case("password in Vietnamese", MAIN, "port: 587", "mật_khẩu: bi-mat-1", SECRET, "DIEMBAO_SMTP_PASSWORD_FILE"),
    Case("password of the database", MAIN, "office:", "database: postgresql://a:bi-mat-1@db/x\noffice:",
         SECRET, "DIEMBAO_DATABASE_URL", "bi-mat"),
    Case("unknown database", MAIN, "office:", "database: mysql://x\noffice:", "of a database", "sqlite", "mysql"),
    Case("unknown profile", MAIN, "[tay-ninh]", "[tay-nin]", "no profile `tay-nin`", "`tay-ninh`"),
    Case("profile twice", MAIN, "[tay-ninh]\n", "[tay-ninh, tay-ninh]\n", "used twice", "remove one", ", tay"),
    Case("no profile", MAIN, "[tay-ninh]\n", "[]\n", "`profiles` is empty", "at least 1", "profiles"),
    Case("zone that does not exist", MAIN, "office:", "timezone: Asia/Hanoi\noffice:", "not exist", "Ho_Chi", "Hanoi"),
    Case("zone of another hour", MAIN, "office:", "timezone: Asia/Tokyo\noffice:", "another", "Ho_Chi_Minh", "Tokyo"),
    Case("unknown language", MAIN, "office:", "language: fr\noffice:", "`fr`", "vi, en", "fr"),
    Case("number out of bounds", MAIN, "tick: 60", "tick: 1", "`tick` is too small", "10"),
    Case("text for a number", MAIN, "port: 587", 'port: "587"', "`port` must be a whole number", "digits only"),
    Case("text for a list", TOPICS, "[Svay Rieng]", "Svay Rieng", "`context` must be a list", "hyphen"),
    Case("number for a text", SOURCES, "name: Báo Mẫu", "name: 2026", "`name` must be a text", "quotation marks"),
    Case("text on two lines", SOURCES, "name: Báo Mẫu", 'name: "Báo\\nMẫu"', "must stand on one line", "line break"),
    Case("mapping for a text", MAIN, "sign: SVH", "sign: {a: b}", "`sign` must be a text", "quotation marks"),
    Case("yes for true", TOPICS, "case: true", "case: yes", "must be true or false", "Write true or false"),
    Case("list for a mapping", MAIN, "  tick: 60\n  digests:\n    tay-ninh: [so-vhttdl]", "  - 60",
         "`schedule` must be a group of keys", "key: value", "schedule:"),
    Case("digest of a stranger", MAIN, "    tay-ninh: [", "    long-an: [", "`long-an` is not followed", "tay-ninh"),
    Case("digest to a stranger", MAIN, "[so-vhttdl]", "[so-vhtdl]", "no department `so-vhtdl`", "`so-vhttdl`"),
    Case("nobody receives", MAIN, "[so-vhttdl]", "[vp-ubnd]", "`vp-ubnd` has no recipient", "alerts.yaml"),
    Case("health mail to a stranger", MAIN, "  tick: 60", "  health: [so-vhtdl]", "no department `so-vhtdl`", "`so-vh"),
    Case("nobody hears of health", MAIN, "  tick: 60", "  health: [vp-ubnd]", "`vp-ubnd` has no recipient", "alerts"),
    Case("mail in clear", MAIN, "port: 587", "username: a\n  security: none", "unprotected", "starttls", "mail:"),
    Case("bad mail server", MAIN, "host: smtp", "host: https://smtp", "name of a mail server", "Write only the name"),
    Case("bad network", MAIN, "network:\n", "network:\n  allow: [nha]\n", "neither a network", "10.1.0.0/16", "nha"),
    Case("bad contact", MAIN, "contact: diembao@", "contact: ", "not a web address", "https://"),
    Case("address without scheme", SOURCES, RSS, "baokhac.example/rss", "not a web address", "https://", "url: baok"),
    Case("address without host", SOURCES, RSS, "https:///rss", "not a web address", "whole address"),
    Case("address of another kind", SOURCES, RSS, "ftp://baokhac.example/rss", "not a web address", "https://"),
    Case("address with a bad port", SOURCES, RSS, "https://baokhac.example:99999/", "not a web address", "whole"),
    Case("address with a password", SOURCES, RSS, "https://a:bi-mat-1@baokhac.example:99999/", "user name", "@"),
    Case("address twice", SOURCES, RSS, "https://baomau.example/rss", "twice, first on line 8", "own", "  url: https"),
    Case("outlet twice", SOURCES, "id: bao-khac\n", "id: bao-mau \n", "`bao-mau` is used twice", "remove one"),
    Case("source twice", SOURCES, "id: bao-khac-rss", "id: bao-mau-rss \n", "is used twice", "remove one"),
    Case("id with marks", SOURCES, "id: bao-khac\n", "id: Báo Khác\n", "plain lower-case", "`bao-khac`"),
    Case("domain with scheme", SOURCES, "[baokhac.example]", "[https://baokhac.example]", "domain name", "https://"),
    Case("unknown kind of pages", SOURCES, "pages: all", "pages: al", "`al` is not", "mean `all`"),
    Case("unknown tier", SOURCES, "tier: 1", "tier: 7", "`7` is not", "1, 2, 3, 4"),
    Case("polled too often", SOURCES, "every: 900", "every: 5", "`every` is too small", "60"),
    Case("unknown kind of source", SOURCES, "pages: all", "kind: html", "`html` is not", "feed, sitemap, listing"),
    Case("listing of any link", SOURCES, "pages: all", "kind: listing", "does not say which", "`links:`"),
    Case("selector of another language", SOURCES, "pages: all", "kind: listing, links: //a", "not a CSS", "h3.title a"),
    Case("selector left open", SOURCES, "pages: all", "kind: listing, links: 'h3 a['", "not a CSS", "h3.title a"),
    Case("pattern left open", SOURCES, "pages: all", "kind: listing, pattern: '(a'", "regular exp", "quotation marks"),
    Case("pattern that explodes", SOURCES, "pages: all", "kind: sitemap, pattern: '(\\w+-?)+x'", "repeats", "write"),
    Case("pattern too long", SOURCES, "pages: all", f"kind: listing, pattern: {'a' * 501}", "too long", "500"),
    Case("pattern of a feed", SOURCES, "pages: all", "pattern: a", "`pattern` means nothing", "kind: listing"),
    Case("selector of a sitemap", SOURCES, "pages: all", "kind: sitemap, links: a", "`links` means", "kind: listing"),
    Case("bad language code", SOURCES, "[vi]", "[Tiếng Việt]", "language code", "ISO 639"),
    Case("topic without keywords", TOPICS, TERMS, "weak: []", "`borders` has no keyword", "`strong`", "id: borders"),
    Case("empty keyword", TOPICS, "[Svay Rieng]", '[""]', "is empty", "at least 1"),
    Case("unknown topic in a rule", ALERTS, "[borders]", "[boders]", "no topic `boders`", "`borders`"),
    Case("unknown sub-topic in a rule", ALERTS, "topics: [borders]", "subs: [gates]", "no sub-topic", "border_gates"),
    Case("unknown tone", ALERTS, "[negative]", "[negativ]", "`negativ` is not", "mean `negative`"),
    Case("unknown role", ALERTS, "tones: [negative]", "roles: [carier]", "`carier` is not", "mean `carrier`"),
    Case("unknown band", ALERTS, "tones: [negative]", "bands: [urgant]", "`urgant` is not", "mean `urgent`"),
    Case("unknown grade", ALERTS, "tones: [negative]", "grades: [none]", "`none` is not", "main, passing"),
    Case("unknown severity", ALERTS, "severity: P1", "severity: khẩn", "`khẩn` is not", "P1, P2, P3"),
    Case("rule on everything", ALERTS, "topics: [borders]\n      tones: [negative]", "tiers: [1]",
         "every article", "Add a condition", "when:"),
    Case("unknown place in a rule", ALERTS, "topics: [borders]", "places: [moc-bay]", "no place `moc-bay`",
         "`moc-bai`"),
    Case("unknown locality in a rule", ALERTS, "topics: [borders]", "localities: [ben-cuu]", "no place", "`ben-cui`"),
    Case("a single newsroom", ALERTS, "topics: [borders]", "newsrooms: 1", "`newsrooms` is too small", "allowed is 2"),
    Case("a burst of nothing", ALERTS, "topics: [borders]", "burst: {least: 0}", "`least` is too small",
         "allowed is 2"),
    Case("waves of stored articles", ALERTS, "topics: [borders]", "changes: [edit]\n      newsrooms: 3",
         "look at new articles", "two rules", "when:"),
    Case("no time of day", ALERTS, "rules:", "sending: {quiet_hours: {begins: 21h, ends: '06:00'}}\nrules:",
         "not a time of day", "in quotes", "sending:"),
    Case("quiet hours of a whole day", ALERTS, "rules:",
         "sending: {quiet_hours: {begins: '06:00', ends: '06:00'}}\nrules:", "a whole day", "remove them", "sending:"),
    Case("P1 in the quiet hours", ALERTS, "rules:",
         "sending: {quiet_hours: {begins: '21:00', ends: '06:00', severities: [P1]}}\nrules:",
         "`P1` is not", "P2, P3", "sending:"),
    Case("escalation to nobody known", ALERTS, "rules:",
         "sending: {escalation: [{severities: [P1], hours: 2, departments: [vp]}]}\nrules:",
         "no department", "vp-ubnd", "sending:"),
    Case("unknown department", ALERTS, "departments: [so-vhttdl]", "departments: [cong-so]", "no depart", "vp-ubnd"),
    Case("bad e-mail", ALERTS, "baochi@tayninh.example", "baochi.tayninh.example", "not an e-mail", "bare address"),
    Case("e-mail with a name", ALERTS, "baochi@tayninh.example", '"Báo <a@b.vn>"', "not an e-mail", "bare address"),
    Case("day that does not exist", ALERTS, "2025-07-01", "2025-02-30", "not a day", "year-month-day"),
    Case("change of the office that changes nothing", MAIN, "  signer_title: GIÁM ĐỐC\n",
         "  signer_title: GIÁM ĐỐC\n  changes:\n    - {valid_from: 2027-03-01}\n",
         "changes nothing", "`signer_name`", "{valid_from: 2027-03-01}"),
    Case("two changes of the office on one day", MAIN, "  signer_title: GIÁM ĐỐC\n",
         "  signer_title: GIÁM ĐỐC\n  changes:\n    - {valid_from: 2027-03-01, sign: A}\n"
         "    - {valid_from: 2027-03-01, sign: B}\n", "Two changes", "one change", "office:"),
    Case("two former names up to one day", ALERTS, "    name: Sở Văn hóa\n",
         "    name: Sở Văn hóa\n    former: [{name: A, valid_to: 2025-02-28}, {name: B, valid_to: 2025-02-28}]\n",
         "Two former names", "last day", "- id: so-vhttdl"),
    Case("end before the beginning", ALERTS, "2027-07-01", "2024-07-01", "before it begins", "`valid_to`"),
    Case("unknown clock switched off", ALERTS, "[PLAN-Y,", "[PLAN-YY,", "no legal clock `PLAN-YY`", "`PLAN-Y`"),
    Case("clock switched off twice", ALERTS, "PLAN-M]", "PLAN-Y]", "`PLAN-Y` is used twice", "remove one"),
    Case("own clock shipped already", ALERTS, "id: QC-3.2", "id: PLAN-Y", "`PLAN-Y` exists already", "in `off`"),
    Case("own clock twice", ALERTS, "id: QC-Y", "id: QC-3.2", "`QC-3.2` is used twice", "remove one", "{id: QC-3.2"),
    Case("clock that replaces nothing known", ALERTS, "      source: Quy chế\n",
         "      source: Quy chế\n      replaces: QC-3.1\n", "no legal clock `QC-3.1`", "`QC-3.2`", "replaces:"),
    Case("id of a clock with marks", ALERTS, "QC-3.2", "Quy chế 3", "plain letters", "`QC-3.2`"),
    Case("unknown unit", ALERTS, "working_days", "workdays", "`workdays` is not", "mean `working_days`"),
    Case("unknown date of a matter", ALERTS, "[letter_sent_at]", "[letter_at]", "`letter_at` is not", "letter_sent_at"),
    Case("unknown key of a clock", ALERTS, "value: 5", "days: 5", "`days` is not known", "before"),
    Case("days without a number", ALERTS, "      value: 5\n", "", "`value` does not fit", "Write",
         "id: QC-3.2"),
    Case("number without days", ALERTS, "unit: working_days", "unit: immediate", "`value` does not fit", "only for",
         "id: QC-3.2"),
    Case("year without a day", ALERTS, " before: 12-05,", "", "`before` and", "12-20", "id: QC-Y"),
    Case("day without a year", ALERTS, "value: 5", "value: 5\n      before: 12-05", "`before` and", "neither",
         "id: QC-3.2"),
    Case("day no year has", ALERTS, "12-05", "02-29", "not a day of the year", "06-14"),
    Case("nothing starts a clock", ALERTS, "starts: [letter_sent_at]", "starts: []", "not clear what starts", "one of",
         "id: QC-3.2"),
    Case("two starts of two kinds", ALERTS, "starts: [l", "starts_on: 2026-07-01\n      starts: [l", "not clear what",
         "one of", "id: QC-3.2"),
    Case("an event starts a year", ALERTS, "before: 12-05,", "before: 12-05, starts: [event_at],", "not clear what",
         "neither"),
    Case("clock that ends before it begins", ALERTS, "2028-07-01", "2024-07-01", "before it begins", "`valid_to`",
         "id: QC-3.2"),
    Case("reminder in the past", ALERTS, "[3, 1]", "[3, -1]", "too small", "0"),
    Case("reminder after nought days", ALERTS, "[7]", "[0]", "too small", "1"),
    Case("day in the national form", CALENDAR, "2027-01-04", "04/01/2027", "not a day", "year-month-day"),
    Case("event that ends before it begins", CALENDAR, "working_days:",
         "events: [{name: Kỳ họp, day: 2026-12-08, until: 2026-12-01}]\nworking_days:", "before it begins", "`until`",
         "events:"),
    Case("anniversary on no day", CALENDAR, "working_days:",
         "anniversaries: [{name: Lễ, day: 31, month: 4}]\nworking_days:", "no day 31", "`month`", "anniversaries:"),
    Case("day off and worked", CALENDAR, "  - 2027-01-09", "  - 2027-01-04 # bù", "both a day off", "one list"),
    Case("place shipped already", PLACES, "id: cau-mau", "id: moc-bai", "`moc-bai` exists already", "another id"),
    Case("place in no locality", PLACES, "ben-cau", "ben-cuu", "no place `ben-cuu`", "`ben-cau`"),
    Case("place of a stranger", PLACES, "locality: ben-cau", "profile: long-an", "not followed", "tay-ninh"),
    Case("threshold of a stranger", PLACES, "tay-ninh: 0.6", "long-an: 0.6", "not followed", "tay-ninh"),
    Case("unknown kind of place", PLACES, "landmark", "landmarc", "`landmarc` is not", "mean `landmark`"),
    Case("task twice", DIRECTORY, "id: tap-huan", "id: trien-lam", "`trien-lam` is used twice", "remove one", "Tập"),
    Case("task of a profile not followed", DIRECTORY, "profile: tay-ninh", "profile: ca-mau", "`ca-mau` is not foll",
         "tay-ninh"),
    Case("task without a day that exists", DIRECTORY, "2027-06-30", "2027-06-31", "not a day", "year-month-day"),
    Case("unknown outlet", DIRECTORY, "bao-mau", "bao-mua", "no outlet `bao-mua`", "`bao-mau`"),
    Case("key twice", SOURCES, "tier: 1", "tier: 1\n    tier: 2", "twice, first on line 5", "Keep one", "tier: 2"),
    Case("tab", SOURCES, "    tier: 1", "\ttier: 1", "tab", "two spaces"),
    Case("bracket left open", SOURCES, "[baomau.example]", "[baomau.example", "not closed", "Close it"),
    Case("quotation left open", SOURCES, "name: Báo Khác", 'name: "Báo Khác', "not closed", "Close it"),
    Case("bad indentation", SOURCES, "    tier: 1", "      tier: 1", "cannot be read", "indentation"),
    Case("second document", TOPICS, "    context:", "---\n    context:", "second document", "Remove", "---"),
    Case("reference", TOPICS, "[Svay Rieng]", "&a [*a]", "References", "Write the values out"),
    Case("hidden control character", TOPICS, "Svay", "Sv\x01ay", "control character", "Type the line anew"),
]
# fmt: on


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = i18n.language()
    i18n.use("en")
    yield
    i18n.use(before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def faults(folder: Path, environ: dict[str, str] | None = None) -> tuple[Problem, ...]:
    with pytest.raises(ConfigError) as caught:
        load(folder, environ or {})
    return caught.value.problems


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_fault_names_file_and_line_and_how_to_mend_it(folder: Path, case: Case):
    text = FILES[case.file]
    assert case.old in text
    text = text.replace(case.old, case.new, 1)
    (folder / case.file).write_text(text, "utf-8")
    wanted = (case.at or case.new).rstrip("\n")
    line = next(number for number, line in enumerate(text.splitlines(), 1) if wanted in line)

    problem = next(found for found in faults(folder) if case.says in found.message)

    assert (problem.path, problem.line) == (folder / case.file, line)
    assert case.mend in problem.fix


SECRETS = [case for case in CASES if "bi-mat" in case.new]


@pytest.mark.parametrize("case", SECRETS, ids=[case.name for case in SECRETS])
def test_no_message_shows_a_secret(folder: Path, case: Case):
    (folder / case.file).write_text(FILES[case.file].replace(case.old, case.new, 1), "utf-8")
    assert "bi-mat" not in str(faults(folder))


def test_faults_of_all_files_are_reported_together_in_file_order(folder: Path):
    (folder / MAIN).write_text(FILES[MAIN].replace("tick: 60", "tik: 60").replace("[tay-ninh]", "[ha-nooi]"), "utf-8")
    (folder / SOURCES).write_text(FILES[SOURCES].replace("tier: 1", "tier: 9").replace(RSS, "rss"), "utf-8")
    (folder / TOPICS).write_text("topics: [", "utf-8")
    (folder / ALERTS).write_text(FILES[ALERTS].replace("P1", "P7").replace("[so-vhttdl]", "[ai-do]"), "utf-8")

    found = [(problem.path.name, problem.line) for problem in faults(folder)]

    assert found == [
        (MAIN, 1),
        (MAIN, 14),
        (MAIN, 16),
        (SOURCES, 5),
        (SOURCES, 14),
        (TOPICS, 1),
        (PLACES, 5),
        (ALERTS, 11),
        (ALERTS, 15),
        (DIRECTORY, 4),
    ]


def test_a_file_that_cannot_be_read_does_not_make_its_names_unknown(folder: Path):
    (folder / TOPICS).write_text("topics: [", "utf-8")
    assert [problem.path.name for problem in faults(folder)] == [TOPICS]


def test_a_missing_file_points_to_init(folder: Path):
    (folder / SOURCES).unlink()
    (problem,) = faults(folder)
    assert (problem.path, problem.line) == (folder / SOURCES, 1)
    assert "missing" in problem.message
    assert "diembao init" in problem.fix


def test_a_folder_that_does_not_exist_points_to_init(tmp_path: Path):
    found = faults(tmp_path / "khong-co")
    assert {problem.path.name for problem in found} == {MAIN, SOURCES, TOPICS, ALERTS}
    assert all("diembao init" in problem.fix for problem in found)


def test_a_file_with_a_misspelt_name_is_not_passed_over(folder: Path):
    (folder / PLACES).rename(folder / "place.yaml")
    (problem,) = faults(folder)
    assert "place.yaml" in problem.fix


def test_a_file_that_is_not_utf_8_says_so_with_the_line(folder: Path):
    (folder / PLACES).write_bytes(b"add:\nexclude: [\xc3\x28]\n")
    (problem,) = faults(folder)
    assert (problem.line, problem.fix) == (2, "Save it again with the encoding UTF-8.")


def test_brackets_without_end_are_a_fault_like_others(folder: Path):
    (folder / PLACES).write_text("[" * 1000, "utf-8")
    assert len(faults(folder)) == 1


def test_a_folder_in_place_of_a_file_is_a_fault_like_others(folder: Path):
    (folder / PLACES).unlink()
    (folder / PLACES).mkdir()
    (problem,) = faults(folder)
    assert "cannot be read" in problem.message


@pytest.mark.parametrize("root", ["- a", "a", "7", "a: {b: [{c: 1}, 2, null]}", "rules: 3\ndepartments: {a: 1}"])
@pytest.mark.parametrize("name", list(FILES))
def test_any_tree_gives_faults_and_nothing_else(folder: Path, name: str, root: str):
    (folder / name).write_text(root, "utf-8")
    assert faults(folder)


def test_a_database_in_the_environment_is_checked_and_not_shown(folder: Path):
    (problem,) = faults(folder, {"DIEMBAO_DATABASE_URL": "mysql://a:bi-mat-1@db"})
    assert str(problem.path) == "DIEMBAO_DATABASE_URL"
    assert "bi-mat" not in str(problem)


def test_a_password_file_that_is_missing_is_named(folder: Path):
    (problem,) = faults(folder, {"DIEMBAO_SMTP_PASSWORD_FILE": str(folder / "mat-khau")})
    assert problem.path == folder / "mat-khau"


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_give_a_tree_or_a_fault(content: bytes):
    document = parse(Path("x.yaml"), content)
    assert document.whole or document.problems


@given(st.text("ab:-[]{}&*!|>#'\"%@,? \n\t0~<", max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_signs_of_yaml_give_a_tree_or_a_fault(text: str):
    document = parse(Path("x.yaml"), text.encode())
    assert document.whole or document.problems
