"""Scope: whether a punishment is told as a fact, and whether somebody with a name or an office answers for a claim."""

from classifier.role_words import pattern
from classifier.sentences import Cue, Sentence

# A punishment that is refused, threatened, proposed or asked about.
_NOT_DONE = pattern(
    r"(?:không|chưa|chẳng|sẽ|có thể|nếu|đề nghị|kiến nghị|đề xuất|cần(?! thơ)|mức|khung|chế tài|nguy cơ|dễ|liệu"
    r"|ủng hộ|đòi|dọa|kêu gọi|muốn|thậm chí|khả năng|xem xét|may|could|will) ~5 $"
)
_THREAT = pattern(r"\s*(?:tới|đến|từ \d|thế nào|ra sao|nghiêm(?! \d)|hình sự ~3 nếu)")
# The punishment is what a rumour or a clip tells: "thông tin ca sĩ bị bắt là sai sự thật".
_SPREADING = "đăng|tung|chia sẻ|phát tán|lan truyền|phao|đăng tải|lan|đưa|gieo|bịa|soạn"
_TOLD = pattern(
    "".join(f"(?<!{verb} )" for verb in _SPREADING.split("|"))
    + r"(?:tin đồn|thông tin|tin|video|clip|nghi vấn|đồn)(?! (?:giả|sai|thất thiệt|xuyên tạc|bịa|xấu|trên"
    r"|không)) [^,.;:!?]*$"
)
# "Thông tin FBI, ICE bắt 5.000 người là tin giả": what stands between claim and verdict belongs to the claim.
_CLAIM = pattern(
    r"(?:tin đồn|thông tin|tin|video|clip|nghi vấn)(?! (?:giả|sai|thất thiệt|xuyên tạc|bịa|xấu)) [^.;:!?]*$"
)
_VERDICT = pattern(r"(?:là|hoàn toàn) ~3 <false>")

# Somebody with a name or an office speaks; people without a name do not.
_OFFICE_SAYS = pattern(
    r"<office>[^.;:!?\"“]{0,90}? <say>|theo (?:<office>|ghi nhận)|nguồn tin (?:của )?(?:reuters|afp|ap|bloomberg)"
    r"|nói với (?:hãng|reuters|tờ|báo)"
)
_HONORIFIC = r"(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Tt]hầy|HLV|[Dd]iễn viên|[Cc]a sĩ|[Tt]ướng|[Nn]gười mẫu)"
_NAME = r"[A-ZĐÀ-Ỹ][\w'’]+"
_PERSON_SAYS = pattern(
    rf"(?:{_NAME} ){{3,5}}(?:kể|<say>)|{_HONORIFIC} (?:{_NAME}[\s,]+){{1,4}}[^.;:!?\"“]{{0,60}}?(?:kể|<say>)"
)
# What they say when they tell that a rumour is not so.
_DENIAL = pattern(
    r"(?:không|chưa|chẳng) ~1 (?:có|phải|hề|đúng|từng|bị|còn|theo|bán|ghi|phát|xảy|nhận|liên)|bình thường|an toàn"
    r"|đạt chuẩn|âm tính|thực chất|thực ra|hóa ra|chụp (?:ở|từ|tại)|quay (?:ở|từ|tại)|từ năm \d|cũ|khỏe mạnh|bịa"
    r"|sai|giả|hiểu (?:lầm|nhầm)|vẫn"
)
_REACH = 160  # code points before a punishment in which a claim may begin


def is_done(cue: Cue, sentence: Sentence) -> bool:
    """Tell whether a punishment is told as a fact: not refused, threatened, nor what a rumour says."""
    start, end = cue.start - sentence.start, cue.end - sentence.start
    text, before = sentence.text, sentence.lower[max(0, start - _REACH) : start]
    if _NOT_DONE.of(text).search(before[-60:]) or _THREAT.of(text).match(sentence.lower[end : end + 30]):
        return False
    if _CLAIM.of(text).search(before) and _VERDICT.of(text).search(sentence.lower, end):
        return False
    return not _TOLD.of(text).search(before)


def is_answered(sentence: Sentence) -> bool:
    """Tell whether somebody with a name or an office speaks here."""
    text = sentence.text
    return bool(_OFFICE_SAYS.of(text).search(sentence.lower) or _PERSON_SAYS.of(text).search(sentence.cased))


def denial(sentence: Sentence) -> str:
    """Return the words by which whoever speaks here says that something is not so, or nothing."""
    match = _DENIAL.of(sentence.text).search(sentence.lower) if is_answered(sentence) else None
    return sentence.quote(match.start(), match.end()) if match else ""
