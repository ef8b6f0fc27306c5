"""Words that make a figure other than a plain total: a part, an addition, a plan, another time, a correction."""

import re

from classifier.claims.quantities import Quantity
from classifier.claims.sources import CAPITALS
from classifier.claims.units import FATES
from classifier.text import lower

_MARKS = {
    "part": re.compile(
        r"(?<!\w)(?:trong đó|trong số|trong khối|riêng|một trong|số còn lại|còn lại|tại chỗ|trên đường"
        r"|tại bệnh viện|mỗi|từng|đầu tiên|lần lượt|khác|giúp(?: sức)?(?: cho)? (?:bị cáo|bị can|ông|bà))(?!\w)"
    ),
    "besides": re.compile(r"(?<!\w)(?:(?:sau|trước) khi (?:giết|sát hại|đâm|bắn)|ngày thứ \w+)(?!\w)"),
    "rising": re.compile(r"(?<!\w)tăng lên(?!\w)"),
    "among": re.compile(r"(?<!\w)gồm(?!\w)"),
    "more": re.compile(r"(?<!\w)(?:thêm|bổ sung|nữa|tiếp(?! nhận| cận| xúc| tục| viện))(?!\w)"),
    "plan": re.compile(
        r"(?<!\w)(?:dự kiến|dự báo|kế hoạch|mục tiêu|sẽ|có thể|cho phép|tối đa|tối thiểu|đề xuất|đề nghị|yêu cầu|nếu"
        r"|kỳ vọng|dự toán|khung|quy định|theo luật|từ .{1,30} đến|nguy cơ|khả năng|cơ hội|sức chứa|lo ngại)(?!\w)"
    ),
    "other": re.compile(
        r"(?<!\w)(?:năm ngoái|năm trước|trước đó|trước đây|đầu năm|hồi tháng|tháng trước|tuần trước|tuần qua"
        r"|từng|lịch sử|hàng năm|hằng năm|mỗi năm|trung bình|bình quân|cùng kỳ|năm nay|kể từ|so với|những năm"
        r"|đầu thế kỷ|thập kỷ|vụ tương tự|trước đấy|hôm trước|mới đây|cách đây)(?!\w)"
    ),
    "weather": re.compile(r"(?<!\w)(?:mưa|bão|gió|mực nước|ngập|nước lũ|nước sông|thủy triều|áp thấp|sóng)(?!\w)"),
    "whole": re.compile(r"(?<!\w)(?:cả nước|toàn quốc|toàn tỉnh|toàn thành phố|toàn cầu|trên thế giới)(?!\w)"),
    "record": re.compile(r"(?<!\w)(?:(?:cao|thấp|lớn|nhỏ|mạnh|nhiều|sâu|dài|tốt) nhất|kỷ lục)(?!\w)"),
    "denied": re.compile(r"(?<!\w)(?:không phải|không đúng|chứ không|thay vì|tin đồn|phủ nhận|bác bỏ)(?!\w)"),
    "corrected": re.compile(
        r"(?<!\w)(?:đính chính|cải chính|điều chỉnh|giảm xuống|hạ xuống|cập nhật|sửa lại|xác định lại|chính xác là"
        r"|con số trước|thông tin ban đầu|ban đầu|không phải|thay vì|tính trùng|nhầm)(?!\w)"
    ),
}
_DELTA = re.compile(
    r"(?<!\w)(?:tăng|giảm|cao hơn|thấp hơn|chênh|chênh lệch|bớt|lãi|lỗ|kém)(?!\w)(?:(?!lên|xuống|còn|đến|tới)"
    r"[^,;.]){0,40}\Z|(?<!\w)sau(?: khoảng| gần| hơn)?\Z"
)
# "hai tỉnh Thái Nguyên và Bắc Ninh" counts those named, and another article may name more.
_LIST = re.compile(rf" \w+(?: \w+)? (?:là |gồm )?{CAPITALS}(?: và |, ){CAPITALS}")
_WIDE = ("other", "corrected", "denied", "whole", "besides", "weather")  # marks that hold for a whole sentence
_LEFT, _RIGHT = 70, 24  # code points around a figure in which the other marks hold


def _is_article(quantity: Quantity) -> bool:
    """Tell whether "một" may only mean "a"."""
    return quantity.low == quantity.high == 1 and not quantity.text[0].isdigit() and quantity.unit not in FATES


def marks_of(quantity: Quantity, sentence: str, left: str, right: str) -> frozenset[str]:
    """Return the marks of a quantity, by its sentence and what stands left and right of it there."""
    whole, before = lower(sentence), lower(left)
    around = f"{before[-_LEFT:]} | {lower(right[:_RIGHT])}"
    found = {mark for mark, pattern in _MARKS.items() if pattern.search(whole if mark in _WIDE else around)}
    if _LIST.match(right):
        found.add("part")
    if quantity.family not in ("people", "count"):
        found.discard("among")  # what was seized "consists of" 40 kg: a whole
    if _DELTA.search(before[-60:].rstrip()):
        found.add("change")
    if _is_article(quantity):
        found.add("article")
    return frozenset(found)
