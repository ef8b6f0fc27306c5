"""Who is said to say a sentence, and names in a text."""

import re

_UPPER = "".join(
    char for char in map(chr, range(0x41, 0x1EFA)) if char.isupper() and (char < "\u0250" or char > "\u1e9f")
)
CAPITALS = rf"(?<!\w)[{_UPPER}][^\W\d_]*(?: [{_UPPER}][^\W\d_]*){{0,5}}"
_WHO = (
    r"(?:ông|bà|anh|chị|đại tá|thượng tá|trung tá|thiếu tá|đại úy|thiếu tướng|trung tướng|thượng tướng|bác sĩ|luật sư"
    r"|tiến sĩ|giáo sư|chủ tịch|phó chủ tịch|giám đốc|phó giám đốc|bộ trưởng|thứ trưởng|người phát ngôn|lãnh đạo"
    r"|đại diện|công an|cảnh sát|ubnd|ủy ban|sở|bộ|cục|chi cục|ban|văn phòng|trung tâm|bệnh viện|hãng|hãng tin|báo|đài"
    r"|cơ quan|nhà chức trách|giới chức|chính quyền|truyền thông|quân đội|tổ chức)"
)
_SAYS = "cho biết|cho hay|nói|thông báo|xác nhận|khẳng định|đưa tin|thông tin|công bố|báo cáo"
_TOLD_BY = (
    re.compile(
        r"[Tt]heo (?:thông tin (?:từ|của) |thống kê của |báo cáo của |lời |tin từ )?"
        rf"((?i:{_WHO}) [^,.;:]{{0,60}}|{CAPITALS})"
    ),
    re.compile(rf"(?<!\w)((?i:{_WHO}) [^,.;:]{{0,60}}?)(?:,[^,.;]{{0,60}},)?(?: đã| vừa| cũng)? (?:{_SAYS})(?!\w)"),
)


def source_of(sentence: str) -> str:
    """Return who is said to say a sentence, as it is written; empty when nobody is named."""
    for pattern in _TOLD_BY:
        match = pattern.search(sentence)
        if match:
            return match[1].strip()
    return ""
