"""Frozen digests for the tests of documents: a rich one, an empty one, and any number of hostile ones."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from core.desk import AlertLine, Count, DelayLine, Digest, DigestItem, FollowUp, Proposal, SourceLine, StoryLine
from core.judgement import Signal
from core.matters import MatterLine, Register, ResponseLine
from core.outlook import Expected, Surge

FROZEN = datetime(2026, 11, 1, 23, 0, tzinfo=UTC)  # 06:00 on Monday 2 November in Asia/Ho_Chi_Minh
START = datetime(2026, 9, 30, 17, 0, tzinfo=UTC)
TOPICS = {
    "borders": {"vi": "Biên giới lãnh thổ", "en": "Borders"},
    "integration": {"vi": "Hội nhập quốc tế", "en": "Integration"},
    "promotion": {"vi": "Quảng bá, xúc tiến", "en": "Promotion"},
    "shortcomings": {"vi": "Tồn tại, hạn chế", "en": "Shortcomings"},
}
LOCALITIES = {"ben-cau": "Bến Cầu", "moc-bai": "Mộc Bài", "tan-ninh": "Tân Ninh", "long-an": "Long An"}
OUTLETS = ("Báo Mẫu", "Thời báo Biên cương", "Nhật báo Đồng bằng", "Tin nhanh Phương Nam", "Đài Phát thanh Mẫu")
_EVENTS = (
    ("Cửa khẩu quốc tế Mộc Bài thông quan thêm hai làn xe container", "borders", "positive", 6),
    ("Tây Ninh ký thỏa thuận hợp tác du lịch với tỉnh Svay Rieng", "integration", "positive", 4),
    ("Lễ hội núi Bà Đen đón 120.000 lượt khách trong ba ngày cuối tuần", "promotion", "positive", 5),
    ("Khánh thành tuyến đường tuần tra biên giới dài 18 km", "borders", "neutral", 3),
    ("Đoàn doanh nghiệp nước ngoài khảo sát khu kinh tế cửa khẩu", "integration", "neutral", 2),
    ("Nhiều hộ dân phản ánh bãi rác gây ô nhiễm kéo dài ở Bến Cầu", "shortcomings", "negative", 4),
    ("Dự án đường tỉnh chậm tiến độ, người dân đi lại khó khăn", "shortcomings", "negative", 2),
    ("Tuần lễ nông sản Tây Ninh tại Hà Nội", "promotion", "positive", 2),
    ("Hội nghị sơ kết công tác quý III của tỉnh", "", "neutral", 1),
)


def item(number: int = 1, **fields: Any) -> DigestItem:
    made = DigestItem(
        article_id=number,
        story_id=number,
        title=f"Tây Ninh mở rộng cửa khẩu số {number}",
        outlet=OUTLETS[number % len(OUTLETS)],
        url=f"https://baomau.example/{number}.html",
        published=START + timedelta(hours=5 * number, minutes=15),
        published_known=True,
        excerpt="Cửa khẩu quốc tế Mộc Bài được mở rộng thêm hai làn, dự kiến rút ngắn một nửa thời gian thông quan.",
        part="main",
        topics=("borders",),
        localities=("ben-cau",),
        places=("Mộc Bài",),
    )
    return replace(made, **fields)


def alert(number: int = 1, **fields: Any) -> AlertLine:
    made = AlertLine(
        alert_id=number,
        severity="P2",
        rule="Vụ việc biên giới",
        title="Rộ tin đóng cửa khẩu Mộc Bài, cơ quan chức năng đang xác minh",
        outlet="Báo Mẫu",
        url="https://baomau.example/rumour.html",
        at=START + timedelta(days=3, hours=4),
        role="verification",
        band="check",
        state="in_verification",
        verdict="",
        because=("có cụm từ “rộ tin”", "nêu tên cửa khẩu của tỉnh", "2 báo đăng trong 6 giờ"),
        ask="Đề nghị kiểm tra, thông tin lại cho báo chí",
        signals=(Signal("rumour_under_verification", 0.2, "đang xác minh"),),
    )
    return replace(made, **fields)


def counts(items: tuple[DigestItem, ...], keys: Any, names: dict[str, str]) -> tuple[Count, ...]:
    found: dict[str, list[DigestItem]] = {}
    for one in items:
        for key in keys(one):
            found.setdefault(key, []).append(one)
    return tuple(
        Count(key, names.get(key, key), len(some), len({one.story_id for one in some})) for key, some in found.items()
    )


def stories(items: tuple[DigestItem, ...]) -> tuple[StoryLine, ...]:
    found: dict[int, list[DigestItem]] = {}
    for one in items:
        found.setdefault(one.story_id, []).append(one)
    return tuple(
        StoryLine(
            story,
            some[0].title,
            some[0].url,
            some[0].outlet,
            some[0].published,
            some[-1].published,
            len(some),
            len({one.outlet for one in some}),
            some[0].topics,
            some[0].tone,
            some[0].role,
            some[0].excerpt,
            some[0].localities,
        )
        for story, some in found.items()
    )


def digest(*items: DigestItem, **fields: Any) -> Digest:
    """A frozen month with these items, every number counted from them."""
    listed = tuple(items)
    main = tuple(one for one in listed if one.part == "main" and not one.late)
    tones = {"positive": "tích cực", "neutral": "trung lập", "negative": "tiêu cực"}
    made = Digest(
        profile="tay-ninh",
        profile_title="tỉnh Tây Ninh",
        period="2026-10",
        first=date(2026, 10, 1),
        last=date(2026, 10, 31),
        frozen_at=FROZEN,
        draft=False,
        items=listed,
        stories=stories(main),
        by_topic=counts(main, lambda one: one.topics, {key: names["vi"] for key, names in TOPICS.items()}),
        by_outlet=counts(main, lambda one: (one.outlet,), {}),
        by_locality=counts(main, lambda one: one.localities, LOCALITIES),
        by_tone=counts(main, lambda one: (one.tone,), tones),
        topic_names=TOPICS,
        locality_names=LOCALITIES,
        config_version="5f1c0d2e",
    )
    return replace(made, **fields)


def delays() -> tuple[DelayLine, ...]:
    """One line per outlet, the last without a date to measure from, and one for all."""
    minutes = (4, 9, 12, 75)
    measured = tuple(
        DelayLine(f"bao-{n}", name, 6, 6, 60.0 * n, 240.0 * n, 45.0, 180.0, n % 2)
        for n, name in zip(minutes, OUTLETS, strict=False)
    )
    undated = DelayLine("bao-5", OUTLETS[4], 5, 0, None, None, 50.0, 200.0)
    return (*measured, undated, DelayLine("", "", 29, 24, 540.0, 18_000.0, 45.0, 190.0, 3))


def followups() -> tuple[FollowUp, ...]:
    """One of each end: closed, decided, waiting, overdue and without an alert."""
    lead, day = "Sở Xây dựng", date(2026, 10, 9)
    return (
        FollowUp("“Cầu tạm hư hỏng” (Báo Mẫu)", lead, day, (71,), "closed", "tin_xac_thuc", START + timedelta(days=6)),
        FollowUp("“Tin đồn vỡ đê” (Báo Mẫu)", lead, day, (72,), "decided", "tin_gia", START + timedelta(days=9)),
        FollowUp("“Chậm giải phóng mặt bằng” (Báo Mẫu)", lead, date(2026, 11, 6), (73,), "acknowledged", "", START),
        FollowUp("“Nước thải đổ ra kênh” (Thời báo Biên cương)", lead, day, (74, 75), "new"),
        FollowUp("“Chợ xuống cấp” (Nhật báo Đồng bằng và 1 báo khác)", lead, day),
    )


def empty(**fields: Any) -> Digest:
    """A month without any article, with one source that works."""
    made = digest(
        sources=(SourceLine("bao-mau-rss", "Báo Mẫu", "ok", FROZEN),), surges=(), expected=(), register=Register()
    )
    return replace(made, **fields)


def rich(**fields: Any) -> Digest:
    """A month with something in every list and every part."""
    listed: list[DigestItem] = []
    for story, (title, topic, tone, size) in enumerate(_EVENTS, 1):
        for copy in range(size):
            number = len(listed) + 1
            again = title if copy == 0 else f"{title}: góc nhìn thứ {copy + 1}"
            listed.append(
                item(
                    number,
                    story_id=story,
                    title=again,
                    tone=tone,
                    topics=(topic,) if topic else (),
                    localities=tuple(LOCALITIES)[story % 4 : story % 4 + 1],
                    published_known=number % 9 != 0,
                )
            )
    apart = (
        item(101, part="passing", title="Giá lúa ở các tỉnh phía Nam tăng nhẹ", topics=()),
        item(102, part="passing", title="Mười tỉnh có điểm thi cao, trong đó có Tây Ninh", topics=()),
        item(103, part="sport", title="Đội bóng chuyền nữ Long An vào chung kết", topics=()),
        item(104, part="table", title="Kết quả xổ số Tây Ninh ngày 15/10/2026", topics=()),
        item(105, part="table", title="Dự báo thời tiết Tây Ninh: mưa rào rải rác", topics=()),
        item(106, late=True, title="Hội thảo liên kết vùng tại Tây Ninh", published=START - timedelta(days=2)),
    )
    raised = (
        alert(1),
        alert(
            2,
            severity="P1",
            rule="Thông tin chưa kiểm chứng",
            title="Lan truyền clip cũ gắn với vụ việc ở Bến Cầu",
            role="carrier",
            band="urgent",
            state="new",
        ),
        alert(
            3, severity="P3", rule="Phản ánh của người dân", role="none", band="none", state="closed", verdict="y_kien"
        ),
    )
    proposals = (
        Proposal(
            "Bãi rác gây ô nhiễm ở Bến Cầu",
            "Kiểm tra, làm rõ nội dung báo nêu; thông tin kết quả cho báo chí",
            "Sở Nông nghiệp và Môi trường",
            date(2026, 11, 9),
            cooperation=("UBND xã Bến Cầu", "Sở Xây dựng"),
        ),
        Proposal(
            "Tin đồn đóng cửa khẩu Mộc Bài",
            "Cung cấp thông tin chính thức cho báo chí",
            "Ban Quản lý khu kinh tế",
            date(2026, 11, 4),
        ),
    )
    lines = (
        *(SourceLine(f"nguon-{number}", name, "ok", FROZEN) for number, name in enumerate(OUTLETS, 1)),
        SourceLine("nguon-im-lang", "Tạp chí Im lặng", "unchanged", FROZEN),
        SourceLine(
            "nguon-it-tin", "Báo Thưa tin", "below_usual_volume", FROZEN, since=FROZEN - timedelta(days=2), dark_days=1
        ),
        SourceLine("nguon-gian-doan", "Báo Gián đoạn", "ok", FROZEN, since=FROZEN - timedelta(days=9), dark_days=3),
        SourceLine("nguon-hong", "Báo Hỏng", "failed", FROZEN - timedelta(days=4), "máy chủ trả lời 503"),
        SourceLine(
            "nguon-chan",
            "Báo Đóng cửa",
            "blocked",
            FROZEN - timedelta(days=6),
            "403 Forbidden",
            since=FROZEN - timedelta(days=6, minutes=-15),
            failures=31,
            dark_days=4,
        ),
        SourceLine("nguon-moi", "Báo Chưa đọc", "never", None),
    )
    made = digest(
        *listed,
        *apart,
        alerts=raised,
        proposals=proposals,
        sources=lines,
        delays=delays(),
        previous_articles=24,
        previous_stories=10,
        year_before_articles=31,
        year_before_stories=10,
        followups=followups(),
        previous_tone=(Count("positive", "tích cực", 9, 4), Count("negative", "tiêu cực", 15, 6)),
        previous_topics=(Count("borders", "Biên giới", 8, 3), Count("promotion", "Quảng bá", 11, 4)),
        register=Register(
            lines=(
                MatterLine(
                    3,
                    "hot",
                    "Bãi rác gây ô nhiễm ở Bến Cầu",
                    "Sở Nông nghiệp và Môi trường",
                    date(2026, 10, 6),
                    None,
                    "ND237-18.3",
                    date(2026, 10, 28),
                    is_overdue=True,
                    responses=1,
                ),
                MatterLine(
                    1,
                    "task",
                    "Tuyên truyền phân giới cắm mốc",
                    "Sở Ngoại vụ",
                    date(2026, 1, 15),
                    None,
                    "",
                    date(2026, 12, 15),
                    outputs=4,
                ),
                MatterLine(2, "hot", "Tin đồn đóng cửa khẩu", "", date(2026, 9, 2), date(2026, 10, 9), responses=1),
            ),
            responses=(
                ResponseLine(
                    2, "Tin đồn đóng cửa khẩu", "", date(2026, 10, 8), "statement", url="https://sng.example/1"
                ),
                ResponseLine(1, "Tuyên truyền phân giới cắm mốc", "Sở Ngoại vụ", date(2026, 10, 9), outlet="Báo Mẫu"),
            ),
            opened=1,
            closed=1,
            met=2,
            met_late=1,
            conferences=(date(2026, 10, 15),),
            last_conference=date(2026, 10, 15),
            conference_due=date(2027, 1, 15),
        ),
        surges=(
            Surge("topic", "shortcomings", "Tồn tại, hạn chế", 12, 4.5, 6),
            Surge("locality", "ben-cau", "Bến Cầu", 9, 2.0, 6),
        ),
        expected=(
            Expected("Ngày Pháp luật Việt Nam", date(2026, 11, 9), date(2026, 11, 9), "anniversary"),
            Expected("Kỳ họp Hội đồng nhân dân tỉnh", date(2026, 11, 17), date(2026, 11, 19), "event"),
            Expected("Ngày Văn hóa Việt Nam", date(2026, 11, 24), date(2026, 11, 24), "holiday"),
        ),
    )
    return replace(made, **fields)


_HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}",
    '=HYPERLINK("http://evil.example","bấm")',
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "=cmd|' /C calc'!A0",
    "Tin \x00\x01\x07\x1b[31mđỏ\x1b[0m",
    "Tin \u202egnốhc mihp\u202c ngược",
    "\u200b\u200b",
    "",
    "   ",
    "Tin\r\nBcc: a@evil.example",
    "]]></w:t><w:evil/>",
    "&amp;&lt;b&gt;&#x3c;script&#x3e;",
    "%(window)s %s %d",
    "dài " * 2500,
    "k" * 10_000,
    "nửa \ud83d cặp",
    "\ufffe\uffff",
    "Tiếng Việt có dấu: ề ữ ẵ đ",
    "Tiếng Việt tổ hợp: e\u0302\u0300",
    "越南 西宁省 口岸",
    "javascript:alert(1)",
    "../../etc/passwd",
)
_WRAPPINGS = ("{}", "Tây Ninh: {}", "{} (ảnh)", "“{}”", "{}\n{}", "  {}", "<b>{}</b>")
HOSTILE_TITLES = tuple(dict.fromkeys(wrap.replace("{}", text) for wrap in _WRAPPINGS for text in _HOSTILE))
HOSTILE_URLS = (
    "javascript:alert(1)",
    "JaVaScRiPt://baomau.example/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "//baomau.example/x",
    'https://baomau.example/"onmouseover="alert(1)',
    "https://baomau.example/<script>",
    "https://baomau.example/a b",
    "https://baomau.example/\u202e",
    "http://[::1",
    "https://",
    "",
    "https://baomau.example/" + "a" * 5000,
    "internal:'Số liệu'!A1",
)


def hostile() -> Digest:
    """A month in which every text and address of the press is an attack."""
    listed = tuple(
        item(
            number,
            title=title,
            url=HOSTILE_URLS[number % len(HOSTILE_URLS)],
            excerpt=title,
            outlet=title if number % 5 == 0 else "Báo Mẫu",
            tone=("positive", "neutral", "negative")[number % 3],
        )
        for number, title in enumerate(HOSTILE_TITLES, 1)
    )
    raised = tuple(
        alert(
            number, title=title, url=HOSTILE_URLS[number % len(HOSTILE_URLS)], because=(title,), rule=title, ask=title
        )
        for number, title in enumerate(_HOSTILE, 1)
    )
    lines = tuple(
        SourceLine(f"nguon-{number}", title, "failed", None, title) for number, title in enumerate(_HOSTILE, 1)
    )
    asked = tuple(Proposal(title, title, title, date(2026, 11, 9)) for title in _HOSTILE)
    return digest(*listed, alerts=raised, sources=lines, proposals=asked)
