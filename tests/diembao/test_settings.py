"""The workspace becomes the records of core, without a decision on the way."""

from datetime import date
from pathlib import Path

import pytest

from config.init import create
from config.load import load, load_clocks
from core.clocks import ClockRule
from core.errors import UsageError
from core.outlook import Occasion
from core.periods import Windows
from core.settings import DigestPlan, PlanTask, Settings, Term, WorkingCalendar
from diembao.settings import build, defaults


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create("tay-ninh", tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("tay-ninh")
    create("tay-ninh", folder)
    return build(load(folder, {"DIEMBAO_SMTP_PASSWORD": "bi-mat-1"}))


def built(folder: Path) -> Settings:
    return build(load(folder, {}))


def test_the_settings_know_their_workspace_and_its_version(folder: Path):
    workspace = load(folder, {})
    settings = build(workspace)
    assert (settings.workspace, settings.version) == (str(folder), workspace.version)
    assert settings.database_url == f"sqlite:///{folder / 'diembao.db'}"


def test_the_shipped_workspace_becomes_complete_settings(shipped: Settings):
    assert (shipped.language, shipped.tick, shipped.seen_days) == ("vi", 60, 400)
    assert shipped.health == ("so-vhttdl",)
    office = Windows(half_ends=(6, 14), year_ends=(11, 9))
    assert shipped.digests == (DigestPlan("tay-ninh", ("so-vhttdl", "vp-ubnd"), 6, ("month", "half", "year"), office),)
    assert shipped.office.body == "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"
    assert shipped.calendar == WorkingCalendar(occasions=shipped.calendar.occasions)
    assert Occasion("Tuần lễ Biển và Hải đảo Việt Nam", 6, 1, days=8) in shipped.calendar.occasions
    assert shipped.network.max_wire == 8 * 1024 * 1024


def test_every_source_carries_its_outlet_and_its_note(shipped: Settings):
    source = next(source for source in shipped.sources if source.id == "bao-tay-ninh-su-kien")
    assert (source.outlet.id, source.outlet.tier, source.pages) == ("bao-tay-ninh", 2, "all")
    assert source.verified.startswith("B – ")


def test_a_listing_carries_what_its_articles_are_known_by(folder: Path):
    path = folder / "sources.yaml"
    known = '{id: vov-rss, url: "https://vov.vn/rss.xml", pages: candidates}'
    listing = "{id: vov-rss, url: https://vov.vn/tin, kind: listing, links: h3 a, pattern: '-\\d+\\.htm'}"
    path.write_text(path.read_text("utf-8").replace(known, listing), "utf-8")
    source = next(source for source in build(load(folder, {})).sources if source.id == "vov-rss")
    assert (source.kind, source.links, source.pattern) == ("listing", "h3 a", r"-\d+\.htm")


def test_the_conditions_of_a_rule_are_carried_over(shipped: Settings):
    rule = next(rule for rule in shipped.rules if rule.id == "tin-chua-kiem-chung")
    assert (rule.severity, rule.roles, rule.bands, rule.grades) == ("P1", ("carrier",), ("check", "urgent"), ("main",))
    assert rule.fresh_hours == 48


def test_recipients_keep_their_dates(shipped: Settings):
    (recipient,) = shipped.department("so-vhttdl").recipients
    assert (recipient.valid_from, recipient.valid_to) == (date(2025, 7, 1), None)


def test_the_mail_password_is_carried_and_never_shown(shipped: Settings):
    assert shipped.mail.password == "bi-mat-1"
    assert "bi-mat" not in repr(shipped)


def test_the_tasks_of_a_plan_are_carried_over(folder: Path):
    path = folder / "directory.yaml"
    text = path.read_text("utf-8").replace("tasks:\n#", "tasks:\n")
    path.write_text(text, "utf-8")
    lead = "Sở Văn hóa, Thể thao và Du lịch"
    made = PlanTask("tap-huan-phat-ngon", "tay-ninh", "Tập huấn người phát ngôn", lead, date(2026, 12, 10))
    assert built(folder).tasks == (made,)


def with_clocks(folder: Path, text: str) -> Settings:
    path = folder / "alerts.yaml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")
    return built(folder)


def test_every_shipped_clock_runs_in_a_fresh_workspace(shipped: Settings):
    assert [rule.id for rule in shipped.clocks] == [rule.id for rule in load_clocks()]
    assert (shipped.remind_before, shipped.remind_after) == ((3, 1), (1, 3, 7))


def test_a_clock_is_carried_over_whole(shipped: Settings):
    rules = {rule.id: rule for rule in shipped.clocks}
    assert rules["ND237-19.3b"] == ClockRule(
        id="ND237-19.3b",
        actor="Báo ngày, phát thanh, truyền hình",
        duty={"vi": "Đăng, phát cải chính, xin lỗi", "en": "Publish or broadcast correction and apology"},
        unit="calendar_days",
        value=2,
        starts=("conclusion_received_at", "self_detected_at"),
        valid_from=date(2026, 7, 1),
        source="Nghị định 237/2026/NĐ-CP, Điều 19 điểm b khoản 3",
        verified="Đã đối chiếu; báo tuần, tạp chí cải chính vào số gần nhất nên không tính ở đây.",
        replaces="LBC16-42-d",
    )
    assert (rules["LBC16-39.1"].valid_to, rules["ND244-10"].before) == (date(2026, 6, 30), (12, 20))
    assert rules["ND244-12"].starts_on == date(2026, 7, 1)


def test_an_office_does_without_clocks_and_adds_its_own(folder: Path):
    settings = with_clocks(
        folder,
        """
clocks:
  off: [PLAN-Y-TQ, PLAN-6M]
  remind_days_before: [5, 0]
  remind_days_after: []
  add:
    - {id: QC-1, actor: Sở, duty: {vi: Trả lời}, unit: hours, value: 8, starts: [letter_sent_at], source: Quy chế,
       valid_from: 2026-07-01}
""",
    )
    shipped = [rule.id for rule in load_clocks()]
    assert [rule.id for rule in settings.clocks] == [x for x in shipped if x not in ("PLAN-Y-TQ", "PLAN-6M")] + ["QC-1"]
    assert settings.clocks[-1].duty == {"vi": "Trả lời", "en": "Trả lời"}
    assert (settings.remind_before, settings.remind_after) == ((5, 0), ())


def test_places_of_the_office_join_the_shipped_ones(folder: Path):
    own = "add:\n  - {id: cau-mau, kind: landmark, names: [cầu Mẫu], locality: ben-cau}\nexclude: [đường Mẫu]\n"
    (folder / "places.yaml").write_text(own, "utf-8")
    profile = built(folder).profile("tay-ninh")
    assert profile.places[-1].names == ("cầu Mẫu",)
    assert profile.exclusions[-1] == "đường Mẫu"
    assert len(profile.places) > 100


def test_terms_get_their_usual_weights_and_their_sub_topic(folder: Path):
    (folder / "topics.yaml").write_text(
        """
topics:
  - id: borders
    name: {vi: Biên giới}
    needs_home: true
    sub:
      gates: {name: {vi: Cửa khẩu, en: Gates}, strong: [cửa khẩu], weak: [{text: UPR, case: true}]}
    strong: [{text: biên giới, weight: 0.8}]
    context: [Svay Rieng]
    exclude: [không biên giới]
""",
        "utf-8",
    )
    (folder / "alerts.yaml").write_text(
        "departments:\n- {id: so-vhttdl, name: Sở, recipients: [{email: a@b.vn, name: A}]}\n"
        "- {id: vp-ubnd, name: VP, recipients: [{email: a@b.vn, name: A}]}\n",
        "utf-8",
    )
    (topic,) = built(folder).topics
    assert topic.strong == (Term("biên giới", 0.8), Term("cửa khẩu", 1.0, "gates"))
    assert topic.weak == (Term("UPR", 0.5, "gates", case=True),)
    assert topic.context == (Term("Svay Rieng", 0.0),)
    assert topic.names == {"vi": "Biên giới", "en": "Biên giới"}
    assert topic.sub_names == {"gates": {"vi": "Cửa khẩu", "en": "Gates"}}
    assert (topic.exclude, topic.threshold, topic.needs_home) == (("không biên giới",), 1.0, True)


def test_shipped_data_serve_without_a_workspace():
    profiles, topics = defaults(["tay-ninh"])
    assert [profile.title for profile in profiles] == ["tỉnh Tây Ninh"]
    assert [topic.id for topic in topics][:3] == ["borders", "seas_islands", "human_rights"]


def test_a_topic_of_several_profiles_stands_once():
    _profiles, topics = defaults(["tay-ninh", "tay-ninh"])
    assert len({topic.id for topic in topics}) == len(topics)


def test_an_unknown_profile_is_refused():
    with pytest.raises(UsageError, match="tay-ninh"):
        defaults(["tay-nin"])


def test_what_the_office_expects_becomes_days_of_that_year(folder: Path):
    text = "events:\n  - {name: Kỳ họp, day: 2026-12-08, until: 2026-12-10}\n"
    (folder / "calendar.yaml").write_text(text, "utf-8")
    assert build(load(folder, {})).calendar.occasions == (Occasion("Kỳ họp", 12, 8, 2026, 3),)
