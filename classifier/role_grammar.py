"""The grammar of the role axis: which words must meet in one sentence for it to deny, check, punish, correct or teach."""

import re
from dataclasses import dataclass

from classifier.text import Pattern
from core.judgement import RoleLabel

# Words for a claim that goes around; "tin" only where it is news: not "tin tưởng", "nhắn tin".
_CLAIM = (
    r"(?:tin đồn|lời đồn|đồn đoán|đồn thổi|đồn đại|suy đoán|nghi vấn|nghi án|quan niệm|luận điệu|thuyết âm mưu|thông tin"
    r"|(?<!lòng )(?<!nhắn )(?<!niềm )(?<!bản )(?<!đưa )(?<!nguồn )(?<!báo )tin(?! tưởng| cậy| tặc| học| rằng| vào| nhắn| tức))"
)
_THING = (
    r"(?:tin đồn|lời đồn|đồn đoán|thông tin|tin|clip|video|hình ảnh|bức ảnh|ảnh|bức hình|bài viết|bài đăng|bài báo|nội dung"
    r"|tin nhắn|văn bản|công văn|dự thảo|lịch|bảng kê|danh sách|câu chuyện|chuyện|hình|tài liệu|quan niệm|đây|đó"
    r"|điều này|nhận định|cáo buộc)"
)
_FALSE = (
    r"(?:(?:tin|thông tin|clip|video|hình ảnh|ảnh|tin đồn|chuyện|nội dung|sản phẩm|điều) (?:hoàn toàn )?(?:giả|sai|bịa|thất thiệt"
    r"|xuyên tạc|vô căn cứ|không|chưa|thêu dệt|hư cấu|cắt ghép|dàn dựng|cũ|ai)|sai sự thật|sai lệch|không đúng|chưa đúng"
    r"|không chính xác|chưa chính xác|không có thật|không có cơ sở|không có căn cứ|không căn cứ|vô căn cứ|thiếu căn cứ"
    r"|vô cơ sở|trái sự thật|thất thiệt|bịa đặt|bịa|thêu dệt|bậy bạ|nhảm nhí|giả mạo|cắt ghép"
    r"|dàn dựng|hiểu lầm|chó nuôi|trò đùa|sản phẩm (?:của )?(?:trí tuệ nhân tạo|ai|dựng|cắt)|tin vịt)"
)
_FALSEHOOD = (
    r"(?:(?:tin|thông tin|nội dung|video|clip|hình ảnh|ảnh) (?:\S+ ){0,2}?(?:giả|sai|bịa|xấu|độc|thất thiệt|bậy|lệch)|sai sự thật"
    r"|sai lệch|thất thiệt|tin đồn|lời đồn|deepfake|xuyên tạc|xấu độc|tin độc|chưa(?: được)? kiểm chứng|(?:tung|phao|gieo|lan) tin"
    r"|bịa chuyện|bôi nhọ|dắt mũi|thật giả|tin gây sợ|tin dữ|do ai tạo|không rõ (?:nguồn|ai)|fake \w+|(?:mis|dis)information)"
)
_SAY = r"(?:cho biết|cho hay|khẳng định|xác nhận|xác định|kết luận|nói|thông tin|thông báo|giải thích|trả lời|nêu rõ|nhấn mạnh)"
_NOT = r"(?:không|chưa|chẳng)"
_PAPER = (
    r"(?:báo|tòa soạn|tạp chí|tờ|đài|nhà đài|kênh|hãng tin|ban biên tập|nhà xuất bản|chúng tôi|fanpage|trang|biên tập"
    r"|tổng biên tập|newspaper|broadcaster)"
)
_PUBLISHED = (
    r"(?:bài|bài viết|bài báo|bài phỏng vấn|bản tin|tin|phóng sự|phim|clip|video|ảnh|ấn phẩm|sách|số báo|thông báo|thông cáo|bài đăng"
    r"|bản đồ|chương trình|tuyên bố|công bố|danh sách|article|report|story)"
)
_SLIP = (
    r"(?:nhầm|nhầm lẫn|sai sót|sơ suất|thiếu sót|sơ sót|(?:in|ghi|nhập|viết|đăng|đưa|nêu|dẫn|đọc|phát|công bố|tính|trích) (?:\S+ ){0,2}?(?:sai|nhầm)"
    r"|thông tin sai|lỗi|không chính xác|chưa chính xác|thiếu chính xác|chưa được kiểm chứng|thiếu kiểm chứng"
    r"|không kiểm tra kỹ|một phía|con số đúng|số đúng|error|mistake|incorrectly|misstated|wrongly)"
)
_READERS = (
    r"(?:bạn đọc|độc giả|khán giả|thính giả|quý báo|khách tham quan|người dân|phụ huynh|gia đình|readers|viewers)"
)
_MATTER = (
    r"(?:tin đồn|lời đồn|đồn đoán|nghi vấn|nghi án|nghi|thông tin|clip|video|đoạn phim|hình ảnh|bức ảnh|ảnh|bài viết|bài đăng"
    r"|tin nhắn|ghi âm|tin báo|(?<!khởi )(?<!truy )(?<!yếu )tố|bị tố|tố cáo|tố giác|phản ánh|cáo buộc|đơn thư|đơn|lan truyền|mạng xã hội|trên mạng"
    r"|facebook|zalo|tiktok|báo nêu|báo chí|bị cho là|bị đồn|được cho là|xôn xao|có hay không|dư luận|livestream"
    r"|tin(?= [\"“‘'])|lộ đề|post|posts|claim|claims|allegations?|alleging|viral|footage|photos|rumou?rs?|reports)"
)
_TEACH = (
    r"(?:cảnh giác|(?:không|đừng|chớ)(?: nên| vội)? (?:chia sẻ|tin|lan truyền|đăng)|nhận biết|nhận diện|phân biệt|phòng tránh"
    r"|khuyến cáo|khuyên|lời khuyên|cẩn trọng|cẩn thận|coi chừng|kiểm chứng thông tin|tuyên truyền|phòng,? (?:,|chống)|chống tin"
    r"|ứng phó|ứng xử|đối phó|ngăn chặn|ngăn ngừa|đẩy lùi|kiềm chế|kiểm soát|kỹ năng|tỉnh táo|quy định|nghị định|dự luật|dự thảo"
    r"|luật(?! sư)|đề xuất|mức phạt|tập huấn|chiến dịch|chuyên đề|hội thảo|tọa đàm|cẩm nang|dấu hiệu|bí kíp|bí quyết|mẹo"
    r"|cách (?:nhận|phân|phòng|đối|ứng|xử|tránh|kiểm|đọc|lọc|chống|dạy)|làm sao|làm gì|học cách|dạy|gợi ý|đừng|hãy|trước khi (?:chia sẻ|đăng|tin)"
    r"|lưu ý|nhắc nhở|(?:nguồn|kênh|trang) chính (?:thống|thức)|bẫy|nguy cơ|thủ đoạn|chiêu trò|chiêu|tràn lan|tràn ngập|vấn nạn"
    r"|tác hại|miễn dịch|xử lý nghiêm|đấu tranh|không để|truy quét|tuyên chiến|định danh|cơn lũ|lo ngại|dập tin|biến tướng"
    r"|dễ tin|diễn kịch|tiểu phẩm|lừa đảo|siết|trách nhiệm|how to|beware|tips|spot)"
)
_MACROS = {
    "claim": _CLAIM,
    "thing": _THING,
    "falsehood": _FALSEHOOD,
    "false": _FALSE,
    "say": _SAY,
    "not": _NOT,
    "paper": _PAPER,
    "published": _PUBLISHED,
    "slip": _SLIP,
    "readers": _READERS,
    "matter": _MATTER,
    "teach": _TEACH,
}
_GAP = re.compile(r"~(\d+) ")


def pattern(written: str) -> Pattern:
    """Read a pattern in which `<name>` is a class of words and `~3 ` stands for up to three words between."""
    for name, words in _MACROS.items():
        written = written.replace(f"<{name}>", rf"[\"'“‘]?{words}")
    return Pattern(rf"(?<!\w)(?:{_GAP.sub(_gap, written)})(?!\w)")


def _gap(match: re.Match[str]) -> str:
    return rf"(?:[^\s;!?]+\s+){{0,{match[1]}}}?"


@dataclass(frozen=True, slots=True)
class Rule:
    """A sentence with a cue of `gate` that matches `says` and not `unless` speaks for `label`."""

    label: RoleLabel
    weight: float
    gate: str
    says: Pattern
    unless: Pattern | None = None
    title_only: bool = False
    asked: bool = False  # only under a title that asks
    claimed: bool = False  # only where a claim or complaint stands somewhere in the article


def _rule(
    label: RoleLabel,
    weight: float,
    gate: str,
    says: str,
    unless: str = "",
    *,
    title: bool = False,
    asked: bool = False,
    claimed: bool = False,
) -> Rule:
    return Rule(label, weight, gate, pattern(says), pattern(unless) if unless else None, title, asked, claimed)


_COURT = r"bị cáo|bị can|phiên tòa|phiên xử|kháng cáo|luật sư|cáo trạng|kiểm sát viên|viện kiểm sát|hội đồng xét xử|hđxx|lời khai|tại tòa"
_NETIZENS = r"(?:cư )?dân mạng|cộng đồng mạng|netizens?|nhiều người|có người|người thì|số khác"
_FORCED = r"(?:buộc|yêu cầu|đề nghị|phải|bị buộc|chỉ đạo|kiến nghị|không|chưa) ~5 (?:cải chính|đính chính|xin lỗi|gỡ|rút|thu hồi|xóa)|từ chối"
_REGISTRY = (
    r"hộ tịch|khai sinh|giấy chứng nhận|sổ đỏ|sổ hồng|năm sinh của|căn cước|họ tên|quê quán|thông tin (?:cá nhân|địa chỉ)"
    r"|giấy tờ|thửa đất|học bạ|văn bằng|bằng tốt nghiệp"
)
_CHECK = (
    r"(?:xác minh|làm rõ|kiểm tra|kiểm chứng|rà soát|thẩm định|thẩm tra|vào cuộc|báo cáo|giải trình|tường trình|trích xuất"
    r"|lấy mẫu|mở cuộc điều tra|điều tra|truy vết|đối chiếu|đối chất|giám định|thanh tra)"
)

DEBUNKS = (
    # Somebody denies a claim.
    _rule(
        "debunk",
        3.5,
        "deny",
        r"(?:bác bỏ|phủ nhận|phản bác|bác(?! sĩ| học| ruột| cháu| đơn| kháng| yêu)|dập tắt|dập|xóa tan|xua tan|xóa bỏ|phản pháo|gạt bỏ|bác thẳng|đáp trả|trái với"
        r"|trái ngược(?: với)?|ngược với|không như) ~3 <claim>|đính chính ~2 (?:tin đồn|đồn đoán|thông tin cho rằng)",
        rf"{_NETIZENS}|muốn dập|không thể phủ nhận|không bác bỏ|không phủ nhận|chưa bác bỏ",
    ),
    _rule(
        "debunk",
        2.6,
        "deny",
        r"(?:bác bỏ|phủ nhận|phản bác) ~3 (?:chuyện|việc|cáo buộc của ~4 (?:báo|truyền thông)|ly hôn|hẹn hò|liên quan)",
        rf"{_COURT}|{_NETIZENS}|trù dập",
    ),
    _rule(
        "debunk",
        3.2,
        "deny",
        r"<claim>.{0,160}?(?:bác bỏ|phủ nhận|phản bác|bác thẳng|dập tắt|gạt bỏ|xóa tan)",
        rf"{_COURT}|{_NETIZENS}|không thể phủ nhận|không bác bỏ|không phủ nhận|chưa bác bỏ",
    ),
    _rule(
        "debunk",
        2.4,
        "deny",
        r"(?:lên tiếng|thẳng thắn|chính thức|ngay lập tức|gay gắt|kiên quyết|đã|đều) ~1 (?:bác bỏ|phủ nhận|phản bác)",
        rf"{_COURT}|không bác bỏ|cáo buộc|kháng cáo|đơn|đề nghị|yêu cầu|đề xuất",
    ),
    _rule(
        "debunk",
        2.2,
        "deny",
        r"(?:trần tình|trấn an|thanh minh|phân trần|đáp trả|phẫn nộ) ~4 (?:tin đồn|đồn đoán|thông tin|lời đồn)",
    ),
    _rule(
        "debunk",
        2.0,
        "deny",
        r"(?:lên tiếng|làm rõ|nói|trả lời|phản hồi|động thái) ~5 (?:tin đồn|lời đồn|đồn đoán)",
        r"nói gì|^\W*làm rõ",
    ),
    _rule(
        "debunk",
        1.8,
        "deny",
        r"(?:tái xuất|xuất hiện|vui vẻ|khỏe mạnh|khỏe khoắn|hạnh phúc|cười) ~8 (?:sau|giữa|trước) ~2 tin đồn",
    ),
    _rule(
        "debunk",
        2.0,
        "deny",
        r"(?:tin đồn|ồn ào|lùm xùm|đồn đoán).{0,120}?(?:lên tiếng|trấn an|làm rõ|đính chính|trần tình)",
        r"nói gì|\?$",
    ),
    _rule(
        "debunk",
        1.5,
        "rumour",
        r"[:\"“‘] ?(?:tôi|chúng tôi|mẹ tôi|con tôi|vợ chồng tôi) ~2 (?:chưa|không|đâu|vẫn)",
        title=True,
    ),
    # The claim is called false.
    _rule("debunk", 2.0, "rumour", r"(?:tin đồn|lời đồn) (?:sai sự thật|thất thiệt|ác ý|vô căn cứ|bịa đặt|không đúng)"),
    _rule(
        "debunk",
        2.8,
        "rumour",
        r"gọi (?:tin|thông tin|tin đồn|đây|đó|điều này).{0,80}? là ~2 (?:chuyện|trò|tin|điều|sự|bịa|vô)",
        _NETIZENS,
    ),
    _rule("debunk", 2.4, "asks", r"^\W*(?:kiểm chứng|xác minh|fact.?check)\s*:", title=True),
    _rule(
        "debunk",
        2.6,
        "false",
        r"(?:cho biết|thừa nhận|khai|xác nhận) ~6 (?:bịa chuyện|bịa ra|tự bịa|dàn dựng)",
        r"phạt|triệu tập|khởi tố",
    ),
    _rule(
        "debunk",
        2.8,
        "false",
        r"<thing> .{0,60}?(?:được|bị) ~2 (?:chia sẻ|lan truyền|cắt ghép|dàn dựng|dựng) (?:sai|từ)",
    ),
    _rule(
        "debunk",
        3.6,
        "not_so",
        r"(?:là|chỉ là|đều là|toàn là|gọi ~4 là|rằng|thấy) ~3 <false>",
        rf"{_NETIZENS}|chỉ trích|cho rằng phim|đâu là|mục tiêu",
        claimed=True,
    ),
    _rule(
        "debunk",
        3.6,
        "false",
        r"(?:là|chỉ là|đều là|toàn là|gọi ~6 là|thấy) ~3 <false>(?! về)",
        rf"{_NETIZENS}|hành vi|chỉ trích|mục tiêu|nhằm|đâu là|có phải|người (?:đăng|tung)|vấn nạn",
    ),
    _rule(
        "debunk",
        3.2,
        "false",
        r"<thing>.{0,140}? (?:hoàn toàn )?(?:sai sự thật|không đúng sự thật|bịa đặt|là giả|không có thật|sai lệch|thất thiệt)[\"”’']?\s*[.,…]?$",
        rf"{_NETIZENS}|(?:đăng|tung|chia sẻ|phát tán|lan truyền|đưa|phao|nhiều|chống|các|với|những) ~2 (?:thông tin|tin|nội dung|bài|bài viết|video|clip)? ?~2 (?:sai|bịa|thất thiệt|giả)|tố cáo sai",
        title=True,
    ),
    _rule(
        "debunk",
        3.0,
        "not_so",
        r"<thing>.{0,140}?(?:không đúng|không chính xác|chưa chính xác|không có cơ sở|không có căn cứ|vô căn cứ|không có sự thật|hoàn toàn bịa|là giả|là sai)(?! quy trình| quy định| giờ| nơi| tuyến| hạn)",
        rf"{_NETIZENS}|{_COURT}|đăng|chia sẻ",
    ),
    _rule("debunk", 3.0, "not_so", r"(?:không|chẳng) ~6 như (?:tin đồn|lời đồn|đồn đoán|thông tin|mạng xã hội|đồn)"),
    _rule(
        "debunk",
        2.6,
        "not_so",
        r"(?:gắn nhãn|dán nhãn|cảnh báo) (?:là )?(?:tin giả|thông tin giả|tin sai)",
        r"tình trạng|vấn nạn|nguy cơ",
    ),
    _rule(
        "debunk",
        2.6,
        "false",
        r"(?:xác định|kết luận|kiểm chứng|xác minh|khẳng định|cho biết|xác nhận) ~20 (?:sai sự thật|tin giả|bịa đặt|thất thiệt|không có thật|không đúng)(?! về)",
        r"đăng|tung|hành vi|chia sẻ|người|bị can|cáo trạng",
    ),
    _rule(
        "debunk",
        2.0,
        "false",
        r"^\W*(?:tin giả|tin đồn thất thiệt|tin thất thiệt|thông tin thất thiệt|thông tin sai sự thật|video giả)",
        title=True,
    ),
    _rule("debunk", 2.0, "rumour", r"không (?:có|hề|phải)", r"\?$", title=True),
    # What is claimed is denied without the word.
    _rule(
        "debunk",
        2.4,
        "not_so",
        r"không có (?:chuyện|việc)|không hề có|(?:không|chưa) có chủ trương|chưa từng đề xuất",
        r"nếu|để không có|bảo đảm không",
    ),
    _rule(
        "debunk",
        3.0,
        "not_so",
        r"(?:trước|liên quan|về|trái với) ~4 (?:thông tin|tin đồn|tin|việc).{0,200}?(?:khẳng định|cho biết|xác nhận|nói).{0,90}?(?:không|chưa)",
        r"không (?:chia sẻ|nên|suy diễn)|chưa (?:rõ|có cơ sở|đủ)|sẽ giữ nguyên",
    ),
    _rule("debunk", 2.2, "not_so", r"không phải (?:là )?(?:của|văn bản|sản phẩm|do|ảnh|hình|\"|“|').{0,80}"),
    _rule(
        "debunk",
        2.2,
        "rumour",
        r"(?:thực chất|thực ra|thật ra|thực tế|hóa ra|tuy nhiên|song|nhưng) ~10 (?:không|là|được)",
        r"\?$|chưa có kết luận|đang",
    ),
    _rule(
        "debunk", 2.2, "not_so", r"<thing>.{0,100}?(?:thực chất|thực ra|thật ra|hóa ra) ~3 (?:là|được|của|chụp|quay)"
    ),
    _rule(
        "debunk",
        2.4,
        "not_so",
        r"<thing>.{0,100}?(?:do|bằng|sản phẩm của|tạo bởi) ~2 (?:ai|trí tuệ nhân tạo|phần mềm)",
        r"dấu hiệu|nhận biết|nhận diện|cách|cảnh giác|tỉnh táo|cảnh báo|thừa nhận|xử lý|triệu tập|phạt",
    ),
    _rule(
        "debunk", 2.2, "false", r"(?:tố|chỉ trích|phản đối|cho rằng|bị) ~6 (?:bóp méo|xuyên tạc lời|dối trá|vu khống, )"
    ),
    # English.
    _rule(
        "debunk",
        3.5,
        "deny",
        r"(?:den(?:y|ies|ied)|dismiss(?:es|ed)?|refute[sd]?|reject(?:s|ed)?|debunk(?:s|ed)?) ~4 (?:reports?|rumou?rs?|claims?|posts?|messages|speculation|information|news|allegations)",
    ),
    _rule(
        "debunk",
        3.0,
        "not_so",
        r"(?:posts?|claims?|reports?|rumou?rs?|messages|video|clip|it|this|stories|leaflet).{0,80}?(?:baseless|groundless|unfounded|false|no truth|never)",
    ),
    _rule(
        "debunk",
        3.0,
        "false",
        r"(?:posts?|claims?|reports?|rumou?rs?|messages|video|clip|leaflet|stories).{0,80}?(?:untrue|fabricated|hoax)",
        r"fined|jailed|sentenced|arrested",
    ),
)

VERIFICATIONS = (
    _rule(
        "verification",
        3.0,
        "verify",
        rf"(?:{_CHECK}|có chuyện|có thật) ~10 <matter>",
        r"nhân thân|danh tính|làm rõ tin đồn|nguyên nhân|kỹ năng|tập huấn|kiểm chứng cho thấy|(?:không|chưa) ~2 kiểm",
    ),
    _rule(
        "verification",
        2.4,
        "verify",
        rf"<matter>.{{0,160}}?{_CHECK}",
        r"nhân thân|danh tính|làm rõ tin đồn|nguyên nhân|kỹ năng|tập huấn|kiểm chứng cho thấy|(?:không|chưa) ~2 kiểm",
    ),
    _rule(
        "verification",
        2.6,
        "open",
        r"chưa (?:có|thể|đưa ra)? ?kết luận|chưa (?:đủ|có) (?:cơ sở|căn cứ)|chưa đủ để|đang (?:xác minh|kiểm tra|làm rõ|rà soát|đối chiếu)|(?:có cơ sở|đúng|có thật) hay không|chờ kết (?:quả|luận)|đợi kết quả|kết quả dự kiến|không bác bỏ cũng không xác nhận|sẽ (?:được )?thông tin|sẽ phản hồi|cam kết phản hồi|hẹn trả lời|tiếp tục thông tin|trong lúc chờ|không loại trừ|không suy diễn|chưa thể xác nhận|not finished|wait for the outcome|sent for testing",
        r"nguyên nhân|nhân thân|danh tính",
        claimed=True,
    ),
    _rule(
        "verification",
        2.4,
        "asks",
        r"thực hư|(?<!sai )(?<!đúng )(?<!trái )sự thật (?:về|sau|đằng sau|vụ)|giải mã ~3 (?:tin|thông tin|bí ẩn|nghi vấn|clip|video)|giải đáp ~3 tin đồn|phản hồi tin đồn",
        title=True,
    ),
    _rule(
        "verification",
        2.0,
        "asks",
        r"có thật|có hay không|có đúng|có phải|có chuyện|tìm lời giải",
        title=True,
        claimed=True,
    ),
    _rule(
        "verification",
        2.4,
        "asks",
        r"sự thật là gì|thực hư ra sao|có phải (?:là )?sự thật|có đúng (?:là )?sự thật",
        claimed=True,
    ),
    _rule(
        "verification",
        2.2,
        "asks",
        r"nói gì (?:về|khi|trước|sau) ~6 (?:tin|thông tin|tin đồn|ồn ào|nghi vấn|nghi án|lùm xùm|vụ|cáo buộc|bị)",
        title=True,
    ),
    _rule("verification", 2.2, "deny", r"^\W*làm rõ (?:tin đồn|thông tin|nghi vấn)", r"lên tiếng", title=True),
    _rule(
        "verification",
        2.6,
        "rumour",
        r"^\W*(?:một |những )?tin đồn ~12 (?:lan truyền|cho rằng|rằng|gây bão)|mạng ~3 lan truyền (?:một )?tin đồn",
        asked=True,
    ),
    _rule(
        "verification",
        3.0,
        "verify",
        r"(?:look(?:s|ing)? into|verify(?:ing)?|investigat(?:e|es|ing)|review(?:ing)?|prob(?:e|es|ing)|explain) ~8 <matter>",
    ),
)

CORRECTIONS = (
    _rule(
        "correction",
        4.0,
        "correct",
        r"^\W*(?:thông tin )?(?:đính chính|cải chính|nói lại cho rõ|thông tin lại|correction)",
        rf"{_REGISTRY}|tin đồn|đính chính thông tin trên",
    ),
    _rule(
        "correction",
        3.6,
        "correct",
        r"(?:xin lỗi|cáo lỗi|lượng thứ|thứ lỗi) ~8 (?:bạn đọc|độc giả|khán giả|thính giả|viewers|readers)|thông tin cải chính",
        _FORCED,
    ),
    _rule(
        "correction",
        3.0,
        "correct",
        r"(?:xin|đã|vừa|đăng|cho|và|được|phải|tờ|lời) (?:đăng )?(?:đính chính|cải chính)|cải chính (?:trên|về|nội dung|thông tin)|đính chính (?:bài|bản tin|số liệu|nội dung|sau khi|và)",
        rf"{_FORCED}|{_REGISTRY}|tin đồn|đồn",
    ),
    _rule(
        "correction",
        2.8,
        "correct",
        r"(?:xin lỗi|cáo lỗi|nhận lỗi|rút lại|thu hồi|gỡ|sửa|công bố lại|đính chính|cải chính|nói lại|thừa nhận|apologi[sz]es?|correct(?:s|ed)?) .{0,160}?<slip>",
        rf"{_FORCED}|{_REGISTRY}|người (?:đăng|tung)",
    ),
    _rule(
        "correction",
        2.8,
        "correct",
        r"<slip>.{0,160}?(?:xin lỗi|cáo lỗi|nhận lỗi|rút lại|thu hồi|gỡ|sửa|công bố lại|đính chính|cải chính|nói lại|apologi[sz]es?|correct(?:s|ed)?)",
        rf"{_FORCED}|{_REGISTRY}|người (?:đăng|tung)",
    ),
    _rule(
        "correction",
        2.8,
        "correct",
        r"(?:gỡ(?: bỏ)?|xóa|rút(?: lại)?|thu hồi) ~3 <published>.{0,100}?(?:xin lỗi|cáo lỗi|nhận lỗi|xin ~4 thứ lỗi|lời xin lỗi)",
        _FORCED,
    ),
    _rule(
        "correction",
        2.8,
        "correct",
        r"<paper> .{0,80}?(?:gỡ(?: bỏ)?|xóa|rút(?: lại)?|thu hồi|sửa) ~3 <published>",
        rf"{_FORCED}|yêu cầu|buộc|bị ",
    ),
    _rule("correction", 2.4, "correct", r"(?:rút lại|thu hồi) ~1 <published>", _FORCED),
    _rule(
        "correction",
        3.0,
        "correct",
        r"xin ~3 (?:thông tin lại|nói lại|sửa lại|điều chỉnh lại)|chúng tôi ~4 (?:xin lỗi|nhận lỗi)",
    ),
    _rule(
        "correction",
        3.0,
        "correct",
        r"we apologi[sz]e|misstated|(?:retract|withdr[ae]w)(?:s|ed)? ~4 (?:article|report|story)",
    ),
)

ADVICE = (
    _rule("advice", 2.4, "falsehood", r"<teach>.{0,120}?<falsehood>"),
    _rule("advice", 2.4, "falsehood", r"<falsehood>.{0,120}?<teach>"),
    _rule(
        "advice",
        2.2,
        "sharing",
        r"(?:không|đừng|chớ)(?: nên)? (?:vội )?(?:chia sẻ|lan truyền)|trước khi (?:chia sẻ|đăng)|nghĩ trước|kiểm tra trên|đối chiếu với|tự hỏi|hãy hỏi|tìm nguồn|kiểm tra nguồn",
    ),
    _rule(
        "advice",
        2.0,
        "sharing",
        r"không phải ~2 (?:tin|thông tin|bài|video|ảnh|thông báo) nào|(?:hãy|nên|đừng|khuyên|lưu ý) .{0,80}?(?:tìm nguồn|kiểm tra nguồn|nguồn tin|kiểm chứng|chia sẻ|tin nhắn|thông báo chính thức)",
    ),
    _rule(
        "advice",
        2.4,
        "falsehood",
        r"(?:cổng|ứng dụng|hệ thống|đường dây nóng|bộ công cụ|công cụ|trung tâm|giải pháp|cơ chế) .{0,80}?<falsehood>|muốn (?:dập|chống|ngăn|chặn|dẹp) <falsehood>",
    ),
    _rule(
        "advice",
        2.2,
        "punish",
        r"(?:tung tin|đăng tin|tin giả|sai sự thật|tin sai) .{0,80}?(?:có thể|sẽ) ~2 (?:bị )?(?:phạt|xử)",
    ),
)

# "giả" behind a noun that is no news and no "tác giả": goods, papers, people.
OTHERS = (
    _rule(
        "other_sense",
        1.6,
        "fake",
        r"(?<!tin )(?<!tác )(?<!độc )(?<!khán )(?<!thính )(?<!học )(?<!diễn )(?<!trưởng )(?<!thật )(?<!sứ )(?<!dung )"
        r"(?<!soạn )(?<!ảnh )(?<!clip )(?<!video )(?<!giả )(?<!thông )(?<!ký )(?<!hành )(?<!ngụy )(?<!bài )(?<!dịch )"
        r"(?<!là )(?<!dáng )giả(?! thuyết| định| sử| như| dụ| tạo| lập| vờ| tưởng)",
    ),
)

# A punishment that is refused, threatened, proposed or asked about.
NOT_DONE = pattern(
    r"(?:không|chưa|chẳng|sẽ|có thể|nếu|đề nghị|kiến nghị|đề xuất|cần(?! thơ)|mức|khung|chế tài|nguy cơ|dễ|liệu|ủng hộ"
    r"|đòi|dọa|kêu gọi|muốn|thậm chí|khả năng|may|could|will) ~5 $"
)
THREAT = pattern(r"\s*(?:tới|đến|từ \d|thế nào|ra sao|nghiêm(?! \d)|hình sự ~3 nếu)")
# The punishment is what a rumour or a clip tells: "thông tin ca sĩ bị bắt là sai sự thật".
TOLD = pattern(
    r"(?<!đăng )(?<!tung )(?<!chia sẻ )(?<!phát tán )(?<!lan truyền )(?<!phao )(?<!đăng tải )(?<!lan )(?<!đưa )(?<!gieo )(?<!bịa )"
    r"(?:tin đồn|thông tin|tin|video|clip|nghi vấn|đồn)(?! (?:giả|sai|thất thiệt|xuyên tạc|bịa|xấu|trên|không)) [^,.;:!?]*$"
)
# "Thông tin ICE, FBI bắt 5.000 người là tin giả": what stands before the verdict belongs to the claim.
VERDICT = pattern(r"(?:là|hoàn toàn) ~3 <false>")
CLAIMED = pattern(
    r"(?:tin đồn|thông tin|tin|video|clip|nghi vấn)(?! (?:giả|sai|thất thiệt|xuyên tạc|bịa|xấu)) [^.;:!?]*$"
)
# Only the title of such a survey of the news says what it is about.
SURVEY = pattern(
    r"^\W*(?:tin tức (?:sáng|trưa|chiều|tối|thế giới|đặc biệt|24h|giải trí)|điểm tin|xem nhanh|bản tin (?:sáng|trưa|chiều|tối)|tin nhanh)"
)
# A rumour at the head of a sentence carries itself.
CARRIED = pattern(
    r"^\W*(?:một |những |nhiều |các )?tin đồn ~12 (?:cho biết|cho rằng|rằng|gây|xuất hiện|lan truyền|là)|, tin đồn \w+|giữa tin đồn"
)
TEACHES = pattern(
    r"khuyên|khuyến cáo|cảnh giác|coi chừng|cẩn trọng|lưu ý|đừng|hãy|kỹ năng|cẩm nang|tập huấn|dấu hiệu|học cách|chiêu|thủ đoạn|tỉnh táo"
)
# What an office says when it tells that a rumour is not so.
DENIAL = pattern(
    r"(?:không|chưa|chẳng) ~1 (?:có|phải|hề|đúng|từng|bị|còn|theo|bán|ghi|phát|xảy|nhận|liên)|bình thường|an toàn|đạt chuẩn|âm tính"
    r"|thực chất|thực ra|hóa ra|chụp (?:ở|từ|tại)|quay (?:ở|từ|tại)|từ năm \d|cũ|khỏe mạnh|bịa|sai|giả|hiểu lầm|hiểu nhầm|vẫn"
)
READER_ASKS = pattern(r"(?:có )?phải (?:vậy|không|thế)(?: không)?")
# Somebody with a name or an office speaks; people without a name do not.
_OFFICE = (
    r"(?:công an|ubnd|ủy ban|hđnd|sở [\w\s-]{2,40}|bộ (?!phim|ảnh|sách)[\w\s-]{3,30}|cục|chi cục|(?:phó )?chủ tịch|(?:phó )?giám đốc|người phát ngôn"
    r"|cơ quan|bệnh viện|lãnh đạo|đại diện|chính quyền|biên phòng|hiệu trưởng|tòa án|viện|ban giám hiệu|nhà trường|trung tâm"
    r"|chính phủ|ngân hàng|công ty|ban quản lý|tỉnh ủy|hãng|tạp chí|tờ|báo(?! chí)|truyền thông|hiệp hội|liên đoàn|luật sư"
    r"|chuyên gia|bác sĩ|tiến sĩ|thạc sĩ|kỹ sư|trạm|đoàn (?:kiểm tra|thanh tra|công tác|liên ngành)|tổ công tác|đội|ban tổ chức|câu lạc bộ|clb|đơn vị|hạt kiểm lâm|tài liệu|kết luận|phóng viên|trưởng (?:thôn|bản|ấp|khu|phòng)"
    r"|police|spokes\w+|ministry|department|officials?|reuters|afp|bloomberg|cnn|bbc|sohu)"
)
_SAYS = (
    r"(?:cho biết|cho hay|xác nhận|khẳng định|thông báo|lên tiếng|nói|trả lời|phát biểu|cảnh báo|yêu cầu|đề nghị|đưa tin"
    r"|thừa nhận|cho rằng|nhận định|giải thích|ghi nhận|nêu|cho thấy|chỉ ra|công bố|dẫn|viết|kết luận|thông tin"
    r"|said|says|confirmed|told)"
)
_HONORIFIC = r"(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Tt]hầy|HLV|[Dd]iễn viên|[Cc]a sĩ|[Tt]ướng|[Nn]gười mẫu)"
ANSWERED = pattern(
    rf"{_OFFICE}[^.;:!?\"“]{{0,70}}? (?<!không )(?<!chưa )(?<!từ chối ){_SAYS}|theo (?:{_OFFICE}|ghi nhận)|nguồn tin (?:của )?(?:reuters|afp|ap|bloomberg)|nói với (?:hãng|reuters|tờ|báo)"
)
NAMED = pattern(
    rf"(?:[A-ZĐÀ-Ỹ][\w'’]+ ){{3,5}}(?:kể|{_SAYS[3:-1]})|{_HONORIFIC} (?:[A-ZĐÀ-Ỹ][\w'’]+[\s,]+){{1,4}}[^.;:!?\"“]{{0,60}}?(?:kể|{_SAYS[3:-1]})"
)
