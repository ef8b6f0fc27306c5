"""Lines of an article that only lead elsewhere: "Xem thêm: ...", invitations to follow the paper, numbers of pages."""

import re

MAX_LENGTH = 250
# Labels of boxes that stand alone on a line.
_LABELS = (
    "tin liên quan|bài liên quan|tin bài liên quan|tin cùng chuyên mục|cùng chuyên mục|tin khác|các tin khác|tin mới"
    "|tin mới nhất|tin đọc nhiều|đọc nhiều|đọc nhiều nhất|xem nhiều|xem nhiều nhất|có thể bạn quan tâm|đừng bỏ lỡ"
    "|bình luận|ý kiến bạn đọc|chia sẻ|từ khóa|từ khoá|quảng cáo"
)
_POINTERS = "xem thêm|đọc thêm|đọc tiếp|xem tiếp|xem ngay|mời (?:bạn |quý vị )?(?:xem|đọc)(?: thêm)?"
_READERS = "quý độc giả|quý bạn đọc|quý vị độc giả|quý vị|độc giả|bạn đọc|các bạn"
_CHANNELS = "google news|google tin tức|facebook|fanpage|zalo|youtube|tiktok|telegram"
_PLEAS = (
    r"theo dõi|xem thêm|xem tiếp|xem tại|đón đọc|đón xem|đọc thêm|tải ứng dụng|gửi (?:tin|bài|ý kiến|thông tin)"
    r"|phản ánh|liên hệ (?:với )?(?:tòa soạn|toà soạn|báo)"
)
_ANYWHERE = re.compile(
    rf"(?:[>»►▶→☞]+|-->?)\s*\S.*"
    rf"|\W*(?:{_LABELS})[\W\d]*|\W*(?:{_POINTERS}|{_LABELS})\s*[:>»]+.*|\W*(?:{_POINTERS})\W*",
    re.IGNORECASE,
)
_AT_FOOT = re.compile(
    rf"\W*mời (?:{_READERS})\b.*|\W*(?:{_READERS}) có thể (?:{_PLEAS})\b.*"
    rf"|\W*(?:theo dõi|đón đọc|cập nhật)\b.*\b(?:trên|tại|qua)\b.*\b(?:{_CHANNELS})\b.*"
    r"|\W*hotline\s*:.*|\W*đường dây nóng (?:của )?(?:báo|tòa soạn|toà soạn)\b.*|\W*quét mã qr\b.*"
    r"|\W*(?:mọi )?(?:ý kiến|thông tin)\b.{0,60}\bxin (?:vui lòng )?(?:gửi|liên hệ)\b.*",
    re.IGNORECASE,
)
_PAGER = re.compile(
    r"\W*(?:trang\s*:?\s*)?(?:(?:đầu|trước|trang trước)\s*)?(?:\d{1,3}[\s|,./…-]+)+\d{1,3}\W*"
    r"(?:\s*(?:tiếp|tiếp theo|sau|trang sau|trang tiếp|cuối|next)\W*)*"
    r"|(?:trang (?:trước|sau|tiếp|đầu|cuối)\W*)+",
    re.IGNORECASE,
)


def without_tails(text: str) -> str:
    """Return a text without lines that point to other articles or ask the reader to follow the paper."""
    lines = [line for line in text.split("\n") if not _points_elsewhere(line)]
    while lines and len(lines[-1]) <= MAX_LENGTH and (_AT_FOOT.fullmatch(lines[-1]) or _PAGER.fullmatch(lines[-1])):
        lines.pop()
    return "\n".join(lines)


def _points_elsewhere(line: str) -> bool:
    return len(line) <= MAX_LENGTH and _ANYWHERE.fullmatch(line) is not None
