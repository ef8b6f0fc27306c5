"""Builders of records with sensible defaults; every keyword overrides a field."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from core.desk import JudgedArticle
from core.judgement import Assessment, PlaceMatch, Relevance, TopicScore
from core.press import Article, Outlet, Source
from core.settings import (
    AlertRule,
    Department,
    DigestPlan,
    Mail,
    Network,
    Office,
    PlaceName,
    Profile,
    Recipient,
    Settings,
    Term,
    Topic,
)
from support.fakes import NOON


def outlet(**fields: Any) -> Outlet:
    return replace(Outlet("bao-mau", "Báo Mẫu", ("baomau.example",)), **fields)


def source(**fields: Any) -> Source:
    return replace(Source("bao-mau-rss", outlet(), "https://baomau.example/rss.xml"), **fields)


def relevance(grade: str = "main", **fields: Any) -> Relevance:
    match = PlaceMatch("tay-ninh", "Tây Ninh", "title", 0, 8, "tên tỉnh")
    found = Relevance(grade == "main", grade, 0.9 if grade == "main" else 0.4, ("ben-cau",), (match,))  # type: ignore[arg-type]
    return replace(found, **fields)


def assessment(grade: str = "main", topics: tuple[str, ...] = ("borders",), **fields: Any) -> Assessment:
    scores = {topic: TopicScore(True, 1.0, (), ("cửa khẩu quốc tế",)) for topic in topics}
    return replace(Assessment("vi", "news", {"tay-ninh": relevance(grade)}, scores), **fields)


def article(number: int = 1, **fields: Any) -> Article:
    seen = NOON + timedelta(minutes=number)
    made = Article(
        number,
        f"https://baomau.example/{number}.html",
        "bao-mau",
        "Báo Mẫu",
        1,
        "bao-mau-rss",
        f"Tây Ninh mở rộng cửa khẩu số {number}",
        "Cửa khẩu quốc tế Mộc Bài được mở rộng.",
        "Cửa khẩu quốc tế Mộc Bài được mở rộng thêm hai làn.",
        seen,
        seen,
        seen,
        "page",
        story_id=number,
    )
    return replace(made, **fields)


def judged(number: int = 1, found: Assessment | None = None, **fields: Any) -> JudgedArticle:
    return JudgedArticle(article(number, **fields), found or assessment())


def profile(**fields: Any) -> Profile:
    places = (
        PlaceName("tay-ninh", "province", ("Tây Ninh",)),
        PlaceName("long-an", "former_province", ("Long An",)),
        PlaceName("moc-bai", "border_gate", ("Mộc Bài",), locality="ben-cau"),
        PlaceName("ben-cau", "commune", ("Bến Cầu",), ambiguous=True, locality="ben-cau"),
    )
    return replace(Profile("tay-ninh", "Tây Ninh", "tỉnh Tây Ninh", places), **fields)


def topic(**fields: Any) -> Topic:
    made = Topic(
        "borders",
        {"vi": "Biên giới", "en": "Borders"},
        (Term("cửa khẩu quốc tế", 1.0, "border_gates"),),
        (Term("biên phòng", 0.5, "forces"),),
        (Term("Svay Rieng", 0.0),),
        ("không biên giới",),
        sub_names={"border_gates": {"vi": "Cửa khẩu", "en": "Border gates"}},
    )
    return replace(made, **fields)


def rule(**fields: Any) -> AlertRule:
    return replace(AlertRule("bien-gioi", "Vụ việc biên giới", "P2", ("vhttdl",), topics=("borders",)), **fields)


def department(**fields: Any) -> Department:
    made = Department(
        "vhttdl", "Sở Văn hóa, Thể thao và Du lịch", (Recipient("baochi@tayninh.example", "Phòng Báo chí"),)
    )
    return replace(made, **fields)


def office(**fields: Any) -> Office:
    made = Office(
        "UBND TỈNH TÂY NINH",
        "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",
        "SVHTTDL",
        "Tây Ninh",
        "Ủy ban nhân dân tỉnh Tây Ninh",
        "GIÁM ĐỐC",
        recipients=("Như trên", "Lưu: VT, QLBC"),
    )
    return replace(made, **fields)


def mail(**fields: Any) -> Mail:
    return replace(Mail("127.0.0.1", 2525, "diembao@tayninh.example", "none", timeout=10), **fields)


def network(**fields: Any) -> Network:
    return replace(Network("diembao@tayninh.example"), **fields)


def settings(**fields: Any) -> Settings:
    made = Settings(
        "/nowhere",
        "vi",
        "sqlite://",
        "test",
        (profile(),),
        (outlet(),),
        (source(),),
        (topic(),),
        (rule(),),
        (department(),),
        (DigestPlan("tay-ninh", ("vhttdl",)),),
        office(),
        mail(),
        network(),
    )
    return replace(made, **fields)
