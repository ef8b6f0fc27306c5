"""Whom and where a text names: by this a statement on one place is told from one on another."""

import re

from classifier.text import read

_WORD = re.compile(r"\w+")
_OPENS = re.compile(r"(?:^|[.!?…:\"“\n])\s*\Z")
# Who speaks is not what is spoken of: offices, forms of address.
_OFFICE_WORDS = (
    "sở bộ ubnd hđnd ủy ban tập đoàn tổng công ty cục chi phòng trung tâm an tỉnh huyện xã phường thị thành phố"
    " bảo hiểm hội đảng viện tòa chính phủ thủ tướng chủ tịch giám đốc ông bà nhà nước quốc"
)
_OFFICE = frozenset(_OFFICE_WORDS.split())
_ORGANS = re.compile(
    r"(?:Sở|Bộ|Tập đoàn|Tổng công ty|Cục|Chi cục|Ban|Trung tâm|Công an|Bảo hiểm|Ủy ban|UBND|Hội)"
    r"(?: (?:và |, )?[A-ZĐÀÁẢÃẠÂẦẤẨẪẬĂẰẮẲẴẶÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ]\w*)+"
)


def subjects(given: str) -> frozenset[str]:
    """Return the words of the names in a text, in lower case, but for offices that speak and first words."""
    form = read(given)
    if form.loud:
        return frozenset()
    offices = [match.span() for match in _ORGANS.finditer(form.cased)]
    found = set()
    for match in _WORD.finditer(form.cased):
        start, end = match.span()
        if not form.cased[start].isupper() or any(first <= start < last for first, last in offices):
            continue
        if not _OPENS.search(form.cased, max(0, start - 4), start):
            found.add(form.lower[start:end])
    return frozenset(found - _OFFICE)
