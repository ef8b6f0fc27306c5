"""The grammar of denial: how a sentence says that a claim is not so."""

from classifier.role_rules import rule

_DENY = (
    r"(?:bác bỏ|phủ nhận|phản bác|bác(?! sĩ| học| ruột| cháu| đơn| kháng| yêu| đề)|dập tắt|dập|xóa tan|xua tan"
    r"|xóa bỏ|phản pháo|gạt bỏ|đáp trả|trái với|trái ngược(?: với)?|ngược với|không như|khác với)"
)
_NO_DENIAL = r"<netizens>|muốn dập|không thể phủ nhận|không bác bỏ|không phủ nhận|chưa bác bỏ|khó phủ nhận"
_IS = r"(?:là|chỉ là|đều là|toàn là|gọi ~6 là)"

DEBUNKS = (
    # Somebody denies a claim.
    rule(
        "debunk", 3.5, "deny", rf"{_DENY} ~3 <claim>|đính chính ~2 (?:tin đồn|đồn đoán|thông tin cho rằng)", _NO_DENIAL
    ),
    rule(
        "debunk",
        2.6,
        "deny",
        r"(?:bác bỏ|phủ nhận|phản bác) ~3 (?:chuyện|việc|cáo buộc của ~4 (?:báo|truyền thông)|ly hôn|hẹn hò|liên quan)",
        r"<court>|<netizens>|trù dập",
    ),
    rule(
        "debunk",
        3.2,
        "deny",
        r"<claim>.{0,160}?(?<!lời )(?:bác bỏ|phủ nhận|phản bác|bác thẳng|dập tắt|gạt bỏ|xóa tan)",
        rf"<court>|{_NO_DENIAL}",
    ),
    rule(
        "debunk",
        2.4,
        "deny",
        r"(?:lên tiếng|thẳng thắn|chính thức|ngay lập tức|gay gắt|kiên quyết|đã|đều) ~1 (?:bác bỏ|phủ nhận|phản bác)",
        r"<court>|không bác bỏ|cáo buộc|kháng cáo|đơn|đề nghị|yêu cầu|đề xuất|trước đó",
    ),
    rule("debunk", 2.2, "deny", r"(?:trần tình|trấn an|thanh minh|phân trần|phẫn nộ) ~4 (?:<rumour>|thông tin)"),
    rule(
        "debunk",
        2.0,
        "deny",
        r"(?:lên tiếng|làm rõ|nói|trả lời|phản hồi|động thái) ~5 <rumour>",
        r"nói gì|^\W*làm rõ",
    ),
    rule(
        "debunk",
        2.0,
        "deny",
        r"(?:<rumour>|ồn ào|lùm xùm).{0,120}?(?:lên tiếng|trấn an|làm rõ|đính chính|trần tình)",
        r"nói gì|\?$",
    ),
    rule(
        "debunk",
        1.8,
        "deny",
        r"(?:tái xuất|xuất hiện|vui vẻ|khỏe mạnh|khỏe khoắn|hạnh phúc|cười) ~8 (?:sau|giữa|trước) ~2 tin đồn",
    ),
    rule(
        "debunk",
        1.8,
        "deny",
        r"(?:sau|giữa|trước) ~3 tin đồn.{0,160}?(?:tái xuất|khỏe|vui vẻ|hạnh phúc|tình tứ|rạng rỡ)",
    ),
    rule(
        "debunk",
        1.6,
        "title",
        where="talked",
        title=True,
        says=r"[:\"“‘] ?(?:tôi|chúng tôi|mẹ tôi|con tôi|vợ chồng tôi) ~2 (?:chưa|không|đâu|vẫn)",
    ),
    rule(
        "debunk",
        1.5,
        "title",
        r"(?:khỏe mạnh|còn sống|bình thường|an toàn), không (?:phải|hề|có)|không phải (?:đã|là|do|vì)",
        title=True,
        where="talked",
    ),
    rule(
        "debunk",
        1.6,
        "title",
        r"(?:hóa ra|thực ra|thực chất|sự thật|thì ra) (?:chỉ )?(?:là|do)",
        title=True,
        where="talked",
    ),
    # A claim is called false.
    rule("debunk", 3.6, "not_so", rf"{_IS} ~3 <false>", r"<netizens>|chỉ trích|đâu là|mục tiêu", where="quoted"),
    rule(
        "debunk",
        3.6,
        "false",
        rf"{_IS} ~3 <false>(?! về)",
        r"<netizens>|hành vi|chỉ trích|mục tiêu|nhằm|đâu là|có phải|người (?:đăng|tung)|vấn nạn|được cho là",
    ),
    rule(
        "debunk",
        3.2,
        "false",
        r"<thing>.{0,140}? (?:hoàn toàn )?(?:sai sự thật|không đúng sự thật|bịa đặt|là giả|không có thật|sai lệch"
        r"|thất thiệt)[\"”’']?\s*[.,…]?$",
        r"<netizens>|(?:đăng|tung|chia sẻ|phát tán|lan truyền|đưa|phao|nhiều|chống|các|với|những) ~2 (?:thông tin|tin"
        r"|nội dung|bài|bài viết|video|clip)? ?~2 (?:sai|bịa|thất thiệt|giả)|tố cáo sai",
        title=True,
    ),
    rule(
        "debunk",
        3.0,
        "not_so",
        r"<thing>.{0,140}?(?:không đúng|không chính xác|chưa chính xác|không có cơ sở|không có căn cứ|vô căn cứ"
        r"|không có sự thật|hoàn toàn bịa|là giả(?! danh| mạo)|là sai)(?! với| theo| mục| quy| giờ| nơi| tuyến| hạn"
        r"| đối| độ| cam| tiến| luật| chuẩn| thiết| vạch| làn)",
        r"<netizens>|<court>|đăng|chia sẻ ~2 (?:thông tin|tin)",
    ),
    rule(
        "debunk",
        2.8,
        "rumour",
        r"gọi (?:tin|thông tin|tin đồn|đây|đó|điều này).{0,80}? là ~2 (?:chuyện|trò|tin|điều|sự|bịa|vô)",
        "<netizens>",
    ),
    rule("debunk", 3.0, "not_so", r"(?:không|chẳng) ~6 như (?:<rumour>|thông tin|mạng xã hội|đồn)"),
    rule(
        "debunk",
        2.6,
        "not_so",
        r"(?:gắn nhãn|dán nhãn|cảnh báo) (?:là )?(?:tin giả|thông tin giả|tin sai)",
        "tình trạng|vấn nạn|nguy cơ",
    ),
    rule(
        "debunk",
        2.6,
        "false",
        r"(?:xác định|kết luận|kiểm chứng|xác minh|khẳng định|cho biết|xác nhận) ~20 (?:sai sự thật|tin giả|bịa đặt"
        r"|thất thiệt|không có thật|không đúng)(?! về)",
        r"đăng|tung|hành vi|chia sẻ|người|bị can|cáo trạng|chống|phòng|cách",
    ),
    rule(
        "debunk",
        2.6,
        "false",
        r"(?:cho biết|thừa nhận|khai|xác nhận) ~6 (?:bịa chuyện|bịa ra|tự bịa|dàn dựng)",
        "phạt|triệu tập|khởi tố",
    ),
    rule(
        "debunk",
        2.8,
        "false",
        r"<thing> .{0,60}?(?:được|bị) ~2 (?:chia sẻ|lan truyền|cắt ghép|dàn dựng|dựng) (?:sai|từ)",
    ),
    rule("debunk", 2.0, "rumour", r"(?:tin đồn|lời đồn) (?:sai sự thật|thất thiệt|ác ý|vô căn cứ|bịa đặt|không đúng)"),
    rule(
        "debunk",
        2.0,
        "false",
        r"^\W*(?:tin giả|tin đồn thất thiệt|tin thất thiệt|thông tin thất thiệt|thông tin sai sự thật|video giả)",
        "tràn lan|hệ lụy|vấn nạn",
        title=True,
    ),
    rule("debunk", 2.4, "asks", r"^\W*(?:kiểm chứng|xác minh|fact.?check)\s*:", title=True),
    rule("debunk", 2.0, "rumour", r"không (?:có|hề|phải)", r"\?$", title=True),
    rule(
        "debunk",
        2.8,
        "verify",
        r"(?:xác minh|kiểm tra|vào cuộc|đối chiếu|giám định).{0,60}?(?:cho biết|kết luận|xác định"
        r"|khẳng định) ~3 (?:đây|đó) (?:chỉ )?là",
        where="quoted",
    ),
    rule(
        "debunk",
        2.8,
        "not_so",
        r"(?:khẳng định|cho biết|xác nhận|xác định|kết luận|nhận thấy) ~8 (?:này|trên|đó) (?:là )?(?:sai|giả|bịa|dựng"
        r"|cắt ghép)",
        "<netizens>",
    ),
    rule(
        "debunk",
        2.4,
        "not_so",
        r"(?:chưa|không) (?:có )?(?:nghiên cứu|bằng chứng|cơ sở khoa học|chứng cứ)(?: nào)?|phản khoa học|hoang đường"
        r"|hàng dựng|(?:ảnh|clip|video) (?:ghép|dựng)|no evidence|no such",
        "<netizens>|<court>|khởi tố|phạt",
        where="claimed",
    ),
    rule("debunk", 2.2, "not_so", r"(?:lật tẩy|vạch trần|bóc trần) ~3 <thing>|đừng tin(?: rằng)?\s*:"),
    rule(
        "debunk",
        2.6,
        "not_so",
        r"(?:kết luận|xác định|khẳng định) ~2 không có(?: (?:chuyện|việc|căn cứ|cơ sở))?\W*$|nêu sai(?: hoàn toàn"
        r"| sự thật)?",
        "<court>",
    ),
    rule(
        "debunk",
        2.4,
        "not_so",
        r"<thing>.{0,120}? (?:được |bị )?(?:quay|chụp|xảy ra|đắm) (?:ở|tại|từ)(?! nhà| đây| hiện trường)",
        "đăng|xác minh|đang",
        where="claimed",
    ),
    rule(
        "debunk", 1.8, "title", r"^[\"“‘'][^\"”’']{3,80}[\"”’'] (?:thực ra|hóa ra|thực chất|thật ra|chỉ là)", title=True
    ),
    # What is claimed is denied without the word.
    rule(
        "debunk",
        2.4,
        "not_so",
        r"không có (?:chuyện|việc(?! làm| gì))|chưa từng đề xuất",
        "nếu|để không có|bảo đảm không",
    ),
    rule("debunk", 2.4, "not_so", r"không hề có|(?:không|chưa) có chủ trương", "nếu", where="claimed"),
    rule(
        "debunk",
        3.0,
        "not_so",
        r"(?:trước|liên quan|về|trái với) ~4 (?:thông tin|tin đồn|tin|việc).{0,200}?(?:khẳng định|cho biết|xác nhận"
        r"|nói).{0,90}?(?:không|chưa)",
        "không (?:chia sẻ|nên|suy diễn)|chưa (?:rõ|có cơ sở|đủ)",
    ),
    rule(
        "debunk",
        2.2,
        "not_so",
        r"<thing>.{0,100}? không phải (?:là )?(?:của|văn bản|sản phẩm|do|ảnh|hình|người|ở|(?=[\"“']))",
        where="claimed",
    ),
    rule(
        "debunk",
        2.2,
        "rumour",
        r"(?:thực chất|thực ra|thật ra|hóa ra) ~3 (?:không|là|được|chỉ)|<thing>.{0,160}?(?:thực tế|tuy nhiên|song"
        r"|nhưng) ~10 (?:không (?:phải|liên quan|đúng|có thật|chính xác|hề|như|có (?:chuyện|vụ))|sai sự thật|là (?:tin"
        r"|thông tin|video|clip|ảnh) (?:cũ|giả|sai))",
        r"\?$|chưa có kết luận|đang",
    ),
    rule("debunk", 2.2, "not_so", r"<thing>.{0,100}?(?:thực chất|thực ra|thật ra|hóa ra) ~3 (?:là|được|của|chụp|quay)"),
    rule(
        "debunk",
        2.4,
        "not_so",
        r"<thing>.{0,100}?(?:do|bằng|sản phẩm của|tạo bởi) ~2 (?:ai|trí tuệ nhân tạo|phần mềm)",
        "dấu hiệu|nhận biết|nhận diện|cách|gắn nhãn|quy định|luật|công cụ|cảnh giác|tỉnh táo|cảnh báo|thừa nhận|xử lý"
        "|triệu tập|phạt",
        where="claimed",
    ),
    rule("debunk", 2.2, "false", r"(?:tố|chỉ trích|phản đối|cho rằng|nói) ~6 <slander>", "kiện|khởi tố|phạt|bị cáo"),
    # English.
    rule(
        "debunk",
        3.5,
        "deny",
        r"(?:den(?:y|ies|ied)|dismiss(?:es|ed)?|refute[sd]?|reject(?:s|ed)?|debunk(?:s|ed)?) ~4 (?:reports?|rumou?rs?"
        r"|claims?|posts?|messages|speculation|information|news|allegations)",
    ),
    rule(
        "debunk",
        3.0,
        "not_so",
        r"(?:posts?|claims?|reports?|rumou?rs?|messages|video|clip|it|this|stories|leaflet"
        r"|information).{0,80}?(?:baseless|groundless|unfounded|false|no truth|never|untrue)",
    ),
    rule(
        "debunk",
        3.0,
        "false",
        r"(?:posts?|claims?|reports?|rumou?rs?|messages|video|clip|leaflet|stories).{0,80}?(?:untrue|fabricated|hoax)",
        "fined|jailed|sentenced|arrested",
    ),
)
