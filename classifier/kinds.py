"""The kind of an article: news, opinion, advertorial, a table of results, or sport."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from classifier.class_model import ClassModel
from classifier.features import Features
from classifier.lexicon import Hit
from classifier.patterns import Pattern
from classifier.text import Text
from core.judgement import Kind

_KINDS: tuple[Kind, ...] = ("news", "opinion", "advertorial", "table", "sport")
SELLING = 3  # different words of selling that no news needs
LEAD = 600  # code points of a text that show what kind it is

# Titles of pages that are tables: lottery results, weather, prices, timetables. A story about a winner is news.
_TABLE_TITLE = Pattern(
    r"^\W*(?:xs[a-z]{2,4}\b|kqxs|sx[a-z]{2}\b|kết quả xổ số|vietlott \d"
    r"|(?:trực tiếp )?xổ số [\w\s]{3,20}(?:hôm nay|- kqxs)"
    r"|dự báo thời tiết|thời tiết[\w\s]{0,30}(?:hôm nay|ngày|cuối tuần|\])"
    r"|(?:bảng )?giá (?:heo hơi|lợn hơi|vàng|cà phê|tiêu|hồ tiêu|lúa gạo|cao su|sầu riêng|xăng dầu|xăng|thép|bạc|usd"
    r"|ngoại tệ)[\w\s,./-]{0,20}(?:hôm nay|ngày \d|\d{1,2}[/.-]\d)"
    r"|tỷ giá[\w\s]{0,15}(?:hôm nay|ngày \d)|lịch (?:cúp|cắt|mất) điện|lịch phát sóng|lịch chiếu"
    r"|lịch (?:thi đấu|trực tiếp|tựu trường|nghỉ (?:tết|lễ))|(?:trực tiếp )?kết quả (?:xổ số|vòng)"
    r"|tử vi|(?:vận may )?[\wà-ỹ]+ con giáp|horoscope)"
)
_OPINION_TITLE = Pattern(
    r"^\W*(?:góc nhìn|bình luận|xã luận|ý kiến|quan điểm|chuyện hôm nay|opinion|editorial)\s*[:|–-]"
)
_ADVERT_TITLE = Pattern(r"(?:\[(?:pr|tài trợ|quảng cáo)\]|\(thông tin doanh nghiệp\)|thông tin doanh nghiệp\s*:)")

_SPORT = (
    "CLB", "CLB bóng đá", "câu lạc bộ bóng đá", "vô địch", "đội bóng", "bóng đá", "bóng chuyền", "V-League",
    "V.League", "giải hạng nhất", "hạng nhất quốc gia", "tiền đạo", "tiền vệ", "hậu vệ", "thủ môn", "trung vệ",
    "huấn luyện viên", "HLV", "cầu thủ", "ghi bàn", "bàn thắng", "trọng tài", "chung kết", "bán kết", "tứ kết",
    "vòng loại", "vô địch quốc gia", "futsal", "cúp quốc gia", "highlight", "lịch thi đấu", "bảng xếp hạng",
    "SEA Games", "ASEAN Cup", "huy chương vàng", "trận đấu", "U.23", "U23", "U.17", "golf", "golfer", "cú đúp",
    "sân nhà", "sân khách", "đương kim vô địch", "football", "volleyball", "World Cup", "chủ công", "marathon",
    "giải chạy", "võ sĩ", "quyền anh", "boxing", "judo", "karate", "taekwondo", "điền kinh", "bơi lội", "cử tạ",
    "bóng rổ", "NBA", "WNBA", "quần vợt", "tennis", "tay vợt", "Grand Slam", "cầu lông", "pickleball", "bóng bàn",
    "cờ vua", "kỳ thủ", "bi-a", "billiards", "đua xe", "F1", "UEFA", "FIFA", "AFC", "VFF", "VPF", "VBA", "Paralympic",
    "Olympic", "Euro", "Champions League", "Premier League", "Ngoại hạng Anh", "La Liga", "Serie A", "Bundesliga",
    "đội tuyển", "hội thao", "hội thi thể thao", "liên đoàn bóng đá", "chuyển nhượng", "thẻ đỏ", "penalty", "hat-trick",
)  # fmt: skip
_ADVERT = (
    "sinh lời", "pháp lý minh bạch", "chiết khấu", "ưu đãi", "hotline", "khuyến mãi", "suất ưu đãi", "nhận báo giá",
    "mua ngay", "đặt mua", "nhà mẫu", "bàn giao nhà", "tiến độ thanh toán", "lợi nhuận hấp dẫn", "vị trí đắc địa",
    "tiện ích đẳng cấp", "chính sách bán hàng", "quà tặng hấp dẫn",
)  # fmt: skip
_TABLE = ("xổ số", "XSMN", "XSMB", "XSMT", "KQXS", "giải đặc biệt", "giải tám", "giải bảy", "vé số kiến thiết")


@dataclass(frozen=True, slots=True)
class KindTag:
    """A word that speaks for a kind."""

    kind: Literal["sport", "advertorial", "table"]
    word: str


def kind_phrases() -> Iterator[tuple[str, KindTag]]:
    """Return the words that speak for a kind, for the automaton."""
    for word in _SPORT:
        yield word, KindTag("sport", word)
    for word in _ADVERT:
        yield word, KindTag("advertorial", word)
    for word in _TABLE:
        yield word, KindTag("table", word)


# What the model weighs beside words: forms of the title, and words that speak for a kind.
FACTS = ("table_title", "table_rows", "sport_title", "sport", "advert_title", "advert", "opinion_title")


@dataclass(frozen=True, slots=True)
class KindWords:
    """What speaks for each kind: forms of the title, and how many different telling words stand early."""

    table_title: bool
    table_rows: bool  # the words of a table again and again; a report about lotteries says one word again and again
    sport_title: bool
    sport: int
    advert_title: bool
    advert: int
    opinion_title: bool

    @property
    def facts(self) -> tuple[float, ...]:
        """What the model weighs beside the words of the article; each at most 4."""
        return tuple(float(min(getattr(self, name), 4)) for name in FACTS)


def kind_words(title: Text, title_hits: list[Hit[KindTag]], body_hits: list[Hit[KindTag]]) -> KindWords:
    """Return what speaks for each kind in the title and opening of an article."""
    early = [hit for hit in body_hits if hit.start < LEAD]
    words = {
        kind: {hit.tag.word for hit in (*title_hits, *early) if hit.tag.kind == kind}
        for kind in ("sport", "advertorial")
    }
    table = [hit.tag.word for hit in body_hits if hit.tag.kind == "table"]
    return KindWords(
        _TABLE_TITLE.of(title).search(title.lower) is not None,
        len(table) >= 8 and len(set(table)) >= 3,
        any(hit.tag.kind == "sport" for hit in title_hits),
        len(words["sport"]),
        _ADVERT_TITLE.of(title).search(title.lower) is not None,
        len(words["advertorial"]),
        _OPINION_TITLE.of(title).search(title.lower) is not None,
    )


def judge_kind(words: KindWords, seen: Features | None, model: ClassModel | None) -> Kind:
    """Return the kind of an article; a title that names its kind and the language of selling decide alone."""
    if seen is not None and model is not None:
        return choose_kind(words, model.probabilities(seen, words.facts))
    if ruled := _ruled(words):
        return ruled
    if words.sport >= 2 + (not words.sport_title):
        return "sport"
    return "advertorial" if words.advert >= 2 else "news"


def choose_kind(words: KindWords, shares: Mapping[str, float]) -> Kind:
    """Return the kind that the words of a title decide alone, else the most probable one."""
    if ruled := _ruled(words):
        return ruled
    return max(_KINDS, key=shares.__getitem__)


def _ruled(words: KindWords) -> Kind | None:
    if words.table_title or words.table_rows:
        return "table"
    if words.advert_title or words.advert >= SELLING:
        return "advertorial"
    return "opinion" if words.opinion_title else None
