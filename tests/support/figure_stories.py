"""Stories of two articles with figures, made from templates, each with whether the figures conflict.

The templates of `TUNING` and `SECOND` were looked at while the rules were written, those of `HELD_OUT` were not.
"""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from classifier.claims.context import Report

MEASURES = ("kg", "km", "ha", "m", "tấn", "m3")
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
OUTLETS = ("Báo Biên Giới", "Tin Sông Tiền", "Bản tin Đồng Xoài", "Nhật báo Bình Minh", "Thời sự Vàm Cỏ")
_TO_TEN = "không một hai ba bốn năm sáu bảy tám chín mười"
_TEENS = "mười một|mười hai|mười ba|mười bốn|mười lăm|mười sáu|mười bảy|mười tám|mười chín|hai mươi"
SPELLED = [*_TO_TEN.split(), *_TEENS.split("|")]


@dataclass(frozen=True)
class Frame:
    """One thing that is counted: titles and sentences for it with {n} and {p}, likely sizes, whether it only grows."""

    name: str
    titles: tuple[str, ...]
    sentences: tuple[str, ...]
    sizes: tuple[int, ...]
    unit: str = ""
    grows: bool = False
    part: str = ""
    past: str = ""


@dataclass(frozen=True)
class Case:
    """Two articles, and whether a person would say that their figures conflict."""

    kind: str
    reports: tuple[Report, Report]
    conflict: bool


PLACES = ("Tân Biên", "Châu Thành", "Bến Cầu", "Hòa Thành", "Sơn Dương", "Chiêm Hóa", "Đồng Hỷ", "Phú Lương")
LEADS = (
    "Sự việc được người dân {p} báo cho chính quyền ngay trong buổi sáng.",
    "Lực lượng chức năng {p} đã có mặt tại hiện trường.",
    "Nguyên nhân đang được các cơ quan của {p} làm rõ.",
    "Lãnh đạo địa phương đã đến {p} để chỉ đạo.",
)

TUNING = (
    Frame(
        "flood deaths",
        ("Mưa lũ gây thiệt hại lớn ở {p}", "Lũ quét tại {p}"),
        (
            "Lũ quét ở {p} làm {n} người chết.",
            "Mưa lũ tại {p} khiến {n} người thiệt mạng, nhiều tuyến đường bị chia cắt.",
            "Số người chết do mưa lũ ở {p} là {n}.",
            "Theo Ban Chỉ huy phòng chống thiên tai, lũ quét tại {p} đã cướp đi sinh mạng, làm chết {n} người.",
        ),
        (3, 5, 7, 12, 18, 34),
        "người",
        True,
        "Trong đó có {n} người chết là trẻ em.",
        "Năm ngoái, mưa lũ ở {p} làm {n} người chết.",
    ),
    Frame(
        "crash injured",
        ("Tai nạn xe khách ở {p}", "Xe khách lật tại {p}"),
        (
            "Vụ lật xe khách tại {p} làm {n} người bị thương.",
            "Xe khách lật ở {p} khiến {n} hành khách bị thương, phải cấp cứu.",
            "Có {n} người bị thương trong vụ xe khách lật ở {p}.",
        ),
        (4, 6, 9, 15, 22, 41),
        "người",
        True,
        "Trong số này có {n} người bị thương nặng.",
        "Trước đó, hồi tháng 1, một vụ lật xe ở {p} cũng làm {n} người bị thương.",
    ),
    Frame(
        "damage money",
        ("Cháy kho hàng ở {p}", "Cháy lớn tại {p}"),
        (
            "Vụ cháy kho hàng tại {p} gây thiệt hại {n}.",
            "Thiệt hại của vụ cháy kho hàng ở {p} là {n}.",
            "Công an {p} cho biết vụ cháy kho hàng gây thiệt hại {n}.",
        ),
        (850_000_000, 1_200_000_000, 2_500_000_000, 7_400_000_000, 18_000_000_000),
        "đồng",
        True,
        "Trong đó, riêng phần nhà xưởng thiệt hại {n}.",
        "Năm 2024, một vụ cháy kho ở {p} gây thiệt hại {n}.",
    ),
    Frame(
        "houses",
        ("Lốc xoáy ở {p}", "Lốc xoáy quét qua {p}"),
        (
            "Lốc xoáy làm {n} ngôi nhà ở {p} bị tốc mái.",
            "Lốc xoáy quét qua {p} làm tốc mái {n} ngôi nhà.",
            "Tại {p}, lốc xoáy làm {n} ngôi nhà tốc mái, đổ sập.",
        ),
        (15, 26, 48, 97, 130, 260),
        "ngôi nhà",
        True,
        "Trong đó, {n} ngôi nhà bị sập hoàn toàn.",
        "Năm trước, lốc xoáy cũng làm {n} ngôi nhà ở {p} tốc mái.",
    ),
    Frame(
        "drugs",
        ("Bắt vụ ma túy ở {p}", "Phá đường dây ma túy qua {p}"),
        (
            "Công an bắt giữ nhóm vận chuyển {n} ma túy tại {p}.",
            "Tang vật vụ vận chuyển ma túy ở {p} gồm {n} ma túy.",
            "Nhóm người bị bắt khi đang vận chuyển {n} ma túy qua {p}.",
        ),
        (6, 12, 25, 40, 115),
        "kg",
    ),
)

SECOND = (
    Frame(
        "blast deaths",
        ("Nổ lớn ở xưởng pháo {p}", "Nổ xưởng tại {p}"),
        (
            "Vụ nổ xưởng ở {p} đã khiến {n} người tử vong.",
            "{n} người tử vong trong vụ nổ xưởng tại {p}, cơ quan chức năng xác nhận.",
            "Đến nay, số người tử vong trong vụ nổ xưởng ở {p} đã lên tới {n} người.",
            "Vụ nổ xưởng xảy ra tại {p} cướp đi mạng sống, làm {n} công nhân thiệt mạng.",
        ),
        (2, 4, 6, 8, 11, 27),
        "người",
        True,
        "Trong số các nạn nhân, {n} người tử vong là anh em ruột.",
        "Cách đây ba năm, một vụ nổ ở {p} từng khiến {n} người tử vong.",
    ),
    Frame(
        "boat missing",
        ("Chìm tàu cá ngoài khơi {p}", "Tàu cá {p} gặp nạn"),
        (
            "Tàu cá bị chìm ngoài khơi {p} khiến {n} ngư dân mất tích.",
            "{n} ngư dân mất tích sau khi tàu cá chìm ngoài khơi {p}.",
            "Vụ chìm tàu cá ngoài khơi {p} làm {n} ngư dân mất tích, việc tìm kiếm vẫn tiếp diễn.",
        ),
        (3, 5, 7, 9, 13),
        "ngư dân",
        True,
        "Trong đó, {n} ngư dân mất tích là người cùng xã.",
        "Năm ngoái, ngoài khơi {p} cũng có {n} ngư dân mất tích.",
    ),
    Frame(
        "poisoned pupils",
        ("Ngộ độc ở trường tiểu học {p}", "Học sinh {p} ngộ độc sau bữa trưa"),
        (
            "Sau bữa ăn bán trú, {n} học sinh ở {p} phải nhập viện vì ngộ độc.",
            "{n} học sinh trường tiểu học ở {p} nhập viện nghi ngộ độc sau bữa ăn bán trú.",
            "Bữa ăn bán trú khiến {n} học sinh ở {p} nhập viện.",
        ),
        (14, 23, 35, 62, 110),
        "học sinh",
        True,
        "Trong đó có {n} học sinh nhập viện trong tình trạng nặng.",
        "Tháng trước, ở {p} từng có {n} học sinh nhập viện.",
    ),
    Frame(
        "fraud money",
        ("Khởi tố nhóm lừa đảo ở {p}", "Lừa bán đất ở {p}"),
        (
            "Nhóm lừa bán đất nền ở {p} chiếm đoạt {n} của khách hàng.",
            "Cơ quan điều tra xác định nhóm này lừa bán đất nền ở {p}, chiếm đoạt tổng cộng {n}.",
            "Số tiền nhóm lừa bán đất nền tại {p} chiếm đoạt là {n}.",
        ),
        (950_000_000, 3_600_000_000, 12_500_000_000, 44_000_000_000, 210_000_000_000),
        "đồng",
        True,
        "Trong đó, riêng một khách hàng bị chiếm đoạt {n}.",
        "Năm 2023, một nhóm khác ở {p} chiếm đoạt {n}.",
    ),
    Frame(
        "burnt forest",
        ("Cháy rừng ở {p}", "Rừng {p} cháy trong đêm"),
        (
            "Đám cháy rừng ở {p} đã thiêu rụi {n} rừng keo.",
            "Khoảnh rừng keo bị thiêu rụi trong vụ cháy ở {p} rộng {n}.",
            "Vụ cháy thiêu rụi {n} rừng keo tại {p}.",
        ),
        (4, 9, 16, 35, 80),
        "ha",
    ),
    Frame(
        "road length",
        ("Khởi công đường nối {p}", "Làm đường mới qua {p}"),
        (
            "Tuyến đường tránh qua {p} có chiều dài {n}.",
            "Dự án tuyến đường tránh {p} dài {n}, hai làn xe.",
            "Chiều dài tuyến đường tránh {p} là {n}.",
        ),
        (7, 12, 18, 27, 46),
        "km",
    ),
    Frame(
        "flooded fields",
        ("Vỡ đê bao ở {p}", "Nước tràn đê bao {p}"),
        (
            "Đê bao ở {p} vỡ làm {n} hộ dân bị ngập.",
            "Vỡ đê bao tại {p}, {n} hộ dân bị ngập trong đêm.",
            "Có {n} hộ dân ở {p} bị ngập vì vỡ đê bao.",
        ),
        (40, 75, 140, 310, 620),
        "hộ dân",
        True,
        "Trong đó, {n} hộ dân bị ngập hoàn toàn.",
        "Năm ngoái, {n} hộ dân ở {p} cũng bị ngập.",
    ),
    Frame(
        "scaffold deaths",
        ("Sập giàn giáo ở công trường {p}", "Sập giàn giáo, {p} điều tra"),
        (
            "Giàn giáo công trường ở {p} đổ sập, {n} người chết tại hiện trường.",
            "Tai nạn sập giàn giáo tại {p} đã cướp đi mạng sống của các nạn nhân, tổng cộng {n} người chết.",
            "Có {n} người bỏ mạng khi giàn giáo ở {p} đổ sập.",
            "Vụ sập giàn giáo công trường {p} làm chết {n} người.",
            "Chính quyền {p} xác nhận {n} người tử nạn trong vụ sập giàn giáo.",
        ),
        (2, 3, 5, 7, 10, 16),
        "người",
        True,
        "Trong số những người thiệt mạng có {n} người chết là phụ nữ.",
        "Hồi tháng 8 năm ngoái, một giàn giáo khác ở {p} sập làm {n} người chết.",
    ),
    Frame(
        "gas leak injured",
        ("Rò khí ở nhà máy đông lạnh {p}", "Nhà máy ở {p} rò khí amoniac"),
        (
            "Sự cố rò khí tại nhà máy đông lạnh {p} khiến {n} người bị thương.",
            "{n} người bị thương vì hít phải khí rò từ nhà máy đông lạnh ở {p}.",
            "Bệnh viện {p} tiếp nhận {n} người bị thương trong sự cố rò khí.",
            "Tính đến nay, sự cố rò khí ở {p} đã làm {n} người bị thương.",
        ),
        (6, 11, 17, 28, 44),
        "người",
        True,
        "Trong đó {n} người bị thương rất nặng.",
        "Tháng trước, nhà máy này ở {p} cũng rò khí làm {n} người bị thương.",
    ),
    Frame(
        "fine",
        ("Xử phạt doanh nghiệp xả thải ở {p}", "Doanh nghiệp ở {p} bị phạt"),
        (
            "UBND {p} quyết định phạt doanh nghiệp xả thải {n}.",
            "Doanh nghiệp xả thải ra sông ở {p} bị phạt {n}.",
            "Với hành vi xả thải, doanh nghiệp ở {p} phải nộp phạt {n}.",
        ),
        (120_000_000, 350_000_000, 680_000_000, 1_400_000_000, 2_900_000_000),
        "đồng",
        True,
        "Trong đó, lỗi không có giấy phép chiếm {n}.",
        "Năm 2022, doanh nghiệp này ở {p} từng bị phạt {n}.",
    ),
    Frame(
        "donations",
        ("Quyên góp cho vùng lũ {p}", "Chung tay giúp {p}"),
        (
            "Cuộc vận động giúp đồng bào vùng lũ {p} quyên góp được {n}.",
            "Số tiền quyên góp giúp đồng bào vùng lũ {p} đạt {n}.",
            "Đã có {n} được quyên góp giúp đồng bào vùng lũ {p}.",
        ),
        (800_000_000, 2_200_000_000, 5_500_000_000, 14_000_000_000, 36_000_000_000),
        "đồng",
        True,
        "Trong đó, các doanh nghiệp góp {n}.",
        "Năm ngoái, đợt quyên góp giúp {p} thu được {n}.",
    ),
    Frame(
        "dead fish",
        ("Cá chết trắng lồng bè ở {p}", "Cá nuôi lồng {p} chết hàng loạt"),
        (
            "Người nuôi ở {p} vớt được {n} cá chết trong lồng bè.",
            "Cá nuôi lồng bè ở {p} chết hàng loạt, tổng sản lượng cá chết là {n}.",
            "Tổng lượng cá chết trong lồng bè ở {p} là {n}.",
        ),
        (5, 11, 24, 50, 120),
        "tấn",
    ),
    Frame(
        "smuggled cigarettes",
        ("Bắt thuốc lá lậu ở {p}", "Chặn xe chở thuốc lá lậu tại {p}"),
        (
            "Biên phòng {p} bắt giữ xe tải chở {n} bao thuốc lá lậu.",
            "Trên xe tải bị bắt giữ ở {p} có {n} bao thuốc lá lậu.",
            "Lực lượng biên phòng thu giữ {n} bao thuốc lá lậu trên xe tải ở {p}.",
        ),
        (900, 1_500, 3_200, 7_800, 12_400),
        "bao",
        True,
    ),
    Frame(
        "fallen trees",
        ("Giông lốc ở {p}", "Giông lốc quật đổ cây ở {p}"),
        (
            "Giông lốc quật đổ {n} cây xanh ở {p}.",
            "Tại {p}, {n} cây xanh bị giông lốc quật đổ.",
            "Giông lốc đêm qua ở {p} làm {n} cây xanh gãy, đổ.",
        ),
        (18, 35, 70, 150, 420),
        "cây",
        True,
        "Trong đó, {n} cây xanh đổ vào nhà dân.",
        "Tuần trước, giông lốc cũng quật đổ {n} cây xanh ở {p}.",
    ),
    Frame(
        "depth of the pit",
        ("Hố sụt ở {p}", "Xuất hiện hố sụt giữa đường {p}"),
        (
            "Hố sụt xuất hiện giữa đường ở {p} sâu {n}.",
            "Hố sụt giữa đường tại {p} có độ sâu {n}.",
            "Giữa đường ở {p} có một hố sụt, sâu {n}, chưa rõ nguyên nhân.",
        ),
        (3, 6, 9, 14, 22),
        "m",
    ),
)


HELD_OUT = (
    Frame(
        "landslide deaths",
        ("Sạt lở đất vùi lán công nhân ở {p}", "Sạt lở núi ở {p}"),
        (
            "Sạt lở núi ở {p} vùi lấp lán trại, ít ai kịp chạy, hậu quả {n} người chết.",
            "Vụ sạt lở núi tại {p} làm {n} người tử vong.",
            "Khối đất đá đổ xuống ở {p} giết chết {n} người đang ngủ.",
            "Số nạn nhân thiệt mạng trong vụ sạt lở ở {p} hiện là {n} người.",
        ),
        (2, 4, 6, 9, 13, 21),
        "người",
        True,
        "Trong đó {n} người chết chưa rõ danh tính.",
        "Cách đây không lâu, sạt lở ở {p} cũng làm {n} người chết.",
    ),
    Frame(
        "dengue",
        ("Sốt xuất huyết tăng ở {p}", "Dịch sốt xuất huyết tại {p}"),
        (
            "Ngành y tế {p} ghi nhận {n} ca mắc sốt xuất huyết trong tuần.",
            "Trong tuần, {n} ca mắc sốt xuất huyết được ghi nhận ở {p}.",
            "Tuần này {p} có {n} ca mắc sốt xuất huyết.",
        ),
        (25, 48, 90, 160, 340),
        "ca",
        True,
        "Trong đó có {n} ca mắc phải thở máy.",
        "Cùng kỳ năm ngoái, {p} có {n} ca mắc sốt xuất huyết.",
    ),
    Frame(
        "gold theft",
        ("Trộm tiệm vàng ở {p}", "Tiệm vàng {p} bị đột nhập"),
        (
            "Kẻ gian đột nhập tiệm vàng ở {p}, lấy đi số vàng trị giá {n}.",
            "Số vàng bị kẻ gian lấy đi ở tiệm vàng {p} trị giá {n}.",
            "Chủ tiệm vàng ở {p} trình báo mất số vàng trị giá {n}.",
        ),
        (400_000_000, 900_000_000, 1_700_000_000, 3_200_000_000, 8_600_000_000),
        "đồng",
        True,
        "Trong đó, riêng nhẫn trơn trị giá {n}.",
        "Năm 2021, tiệm vàng này ở {p} từng mất số vàng trị giá {n}.",
    ),
    Frame(
        "arrests",
        ("Triệt phá sới bạc ở {p}", "Đột kích sới bạc tại {p}"),
        (
            "Công an đột kích sới bạc ở {p}, bắt giữ {n} người.",
            "{n} người bị bắt giữ khi công an đột kích sới bạc ở {p}.",
            "Cuộc đột kích sới bạc tại {p} kết thúc với {n} người bị bắt.",
        ),
        (8, 14, 19, 31, 57),
        "người",
        True,
        "Trong đó có {n} người bị bắt là chủ sới.",
        "Tháng trước, công an cũng đột kích một sới bạc ở {p}, bắt giữ {n} người.",
    ),
    Frame(
        "seized timber",
        ("Bắt xe gỗ lậu ở {p}", "Xe tải chở gỗ lậu bị chặn ở {p}"),
        (
            "Kiểm lâm {p} chặn xe tải chở {n} gỗ lậu.",
            "Xe tải bị kiểm lâm chặn ở {p} chở {n} gỗ lậu.",
            "Kiểm lâm {p} phát hiện {n} gỗ lậu trên xe tải.",
        ),
        (4, 9, 15, 24, 38),
        "m3",
    ),
    Frame(
        "evacuated",
        ("Sơ tán dân ven sông {p}", "Nước lên, {p} sơ tán dân"),
        (
            "Chính quyền {p} đã sơ tán {n} hộ dân ven sông.",
            "{n} hộ dân ven sông ở {p} được sơ tán trong đêm.",
            "Trong đêm, {p} sơ tán {n} hộ dân sống ven sông.",
        ),
        (22, 45, 85, 170, 390),
        "hộ dân",
        True,
        "Trong đó có {n} hộ dân thuộc diện nghèo.",
        "Năm trước, {p} cũng phải sơ tán {n} hộ dân ven sông.",
    ),
)


def cases(frames: tuple[Frame, ...], count: int, seed: int) -> list[Case]:
    """Return as many stories, half of them in conflict, the same for the same seed."""
    chance = random.Random(seed)
    makers = (_same, _rounded, _update, _part, _past, _elsewhere)
    made = [_conflict(chance, chance.choice(frames)) for _ in range(count // 2)]
    while len(made) < count:
        made.append(chance.choice(makers)(chance, chance.choice(frames)))
    return made


def _write(chance: random.Random, value: int, unit: str) -> str:
    """Return an exact value in one of the ways of the press."""
    if unit == "đồng":
        return chance.choice(_money(value))
    if unit == "ha" and chance.random() < 0.3:
        return f"{_dotted(value * 10_000)} m2"
    if unit == "km" and chance.random() < 0.3:
        return f"{_dotted(value * 1000)} m"
    if value < len(SPELLED) and unit not in MEASURES and chance.random() < 0.3:
        return SPELLED[value]
    return f"{value} {unit}" if unit in MEASURES else str(value)


def _money(value: int) -> list[str]:
    billions, rest = divmod(value, 1_000_000_000)
    forms = [f"{_dotted(value)} đồng", f"{_dotted(value // 1_000_000)} triệu đồng"]
    if billions:
        comma = f"{value / 1e9:g}".replace(".", ",")
        forms.append(f"{comma} tỷ đồng")
        if rest:
            forms.append(f"{billions} tỷ {rest // 1_000_000} triệu đồng")
    return forms


def _dotted(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _loose(chance: random.Random, value: int, unit: str) -> str:
    """Return a rounded wording that a value fits."""
    size = max(1, 10 ** (len(str(value)) - 1) // 2)
    down, up = value // size * size, -(-value // size) * size
    ways = ["about"]
    if down < value < down * 1.4 and down:
        ways.append("over")
    if value < up <= value * 1.15:
        ways.append("nearly")
    way = chance.choice(ways)
    if way == "over":
        return f"{chance.choice(('hơn', 'trên'))} {_write(chance, down, unit)}"
    if way == "nearly":
        return f"gần {_write(chance, up, unit)}"
    return f"{chance.choice(('khoảng', 'chừng', 'ước khoảng'))} {_write(chance, value, unit)}"


def _report(chance, number, frame, place, minutes, sentences):
    title = chance.choice(frame.titles).format(p=place)
    lead = chance.choice(LEADS).format(p=place)
    body = [*sentences, lead] if chance.random() < 0.5 else [lead, *sentences]
    return Report(number, START + timedelta(minutes=minutes), OUTLETS[number], title, " ".join(body))


def _sentence(chance: random.Random, frame: Frame, place: str, figure: str) -> str:
    text = chance.choice(frame.sentences)
    noun = frame.unit if frame.unit not in ("đồng", *MEASURES) else ""
    bare = f"{{n}} {noun}"
    if noun and text.rstrip(".").endswith("{n}"):
        text = text.replace("{n}", bare)
    written = text.format(n=figure, p=place)
    return written[0].upper() + written[1:]


def _pair(chance, kind, conflict, frame, first, second, gap, extra=("", ""), places=None):
    place = chance.choice(PLACES)
    where = places or (place, place)
    reports = tuple(
        _report(
            chance,
            number,
            frame,
            where[number],
            gap * number + chance.randrange(20),
            [
                _sentence(chance, frame, where[number], figure),
                *([extra[number].format(p=where[number])] if extra[number] else []),
            ],
        )
        for number, figure in enumerate((first, second))
    )
    return Case(f"{frame.name}: {kind}", reports, conflict)


def _conflict(chance: random.Random, frame: Frame) -> Case:
    value, other = chance.sample(frame.sizes, 2)
    falls = frame.name.endswith("deaths") and value > other
    gap = chance.choice((200, 400)) if falls and chance.random() < 0.4 else 40
    forms = [_write(chance, one, frame.unit) for one in (value, other)]
    if max(value, other) >= 1.8 * min(value, other) and chance.random() < 0.4:
        forms[0] = _loose(chance, value, frame.unit)
    if falls and gap > 90:
        return _pair(chance, "falls", True, frame, *forms, gap)
    return _pair(chance, "differs", True, frame, *forms, gap)


def _same(chance: random.Random, frame: Frame) -> Case:
    value = chance.choice(frame.sizes)
    first, second = (_write(chance, value, frame.unit) for _ in range(2))
    return _pair(chance, "same", False, frame, first, second, 40)


def _rounded(chance: random.Random, frame: Frame) -> Case:
    value = chance.choice(frame.sizes)
    return _pair(
        chance, "rounded", False, frame, _loose(chance, value, frame.unit), _write(chance, value, frame.unit), 40
    )


def _update(chance: random.Random, frame: Frame) -> Case:
    if not frame.grows:
        return _same(chance, frame)
    low, high = sorted(chance.sample(frame.sizes, 2))
    forms = [_write(chance, one, frame.unit) for one in (low, high)]
    return _pair(chance, "update", False, frame, *forms, chance.choice((240, 480, 600)))


def _part(chance: random.Random, frame: Frame) -> Case:
    if not frame.part:
        return _rounded(chance, frame)
    value = chance.choice(frame.sizes[1:])
    part = _write(chance, 2 if frame.unit != "đồng" else 300_000_000, frame.unit)
    forms = [_write(chance, value, frame.unit) for _ in range(2)]
    return _pair(chance, "part", False, frame, *forms, 40, ("", frame.part.replace("{n}", part)))


def _past(chance: random.Random, frame: Frame) -> Case:
    """The second article tells the figure of an earlier event only."""
    if not frame.past:
        return _rounded(chance, frame)
    value, other = chance.sample(frame.sizes, 2)
    made = _pair(chance, "past", False, frame, _write(chance, value, frame.unit), "", 40)
    second = made.reports[1]
    place = next(one for one in PLACES if one in second.text)
    past = frame.past.format(n=_write(chance, other, frame.unit), p=place)
    text = f"{LEADS[0].format(p=place)} {past}"
    return Case(
        made.kind, (made.reports[0], Report(second.id, second.moment, second.outlet, second.title, text)), False
    )


def _elsewhere(chance: random.Random, frame: Frame) -> Case:
    """Two articles of one wide event, each with the figure of its own place."""
    value, other = chance.sample(frame.sizes, 2)
    places = tuple(chance.sample(PLACES, 2))
    forms = [_write(chance, one, frame.unit) for one in (value, other)]
    return _pair(chance, "elsewhere", False, frame, *forms, 40, places=places)
