"""The grammar of the role axis: which words must meet in one sentence for it to deny, check, correct or teach."""

from dataclasses import dataclass
from typing import Literal

from classifier.role_words import pattern
from classifier.text import Pattern
from core.judgement import RoleLabel


# A claim told as talk; talk, a complaint or a clip; either of them or a quotation in the title, where claims often stand.
Where = Literal["", "talked", "claimed", "quoted"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A sentence with a cue of `gate` that matches `says` and not `unless` speaks for `label`."""

    label: RoleLabel
    weight: float
    gate: str
    says: Pattern
    unless: Pattern | None
    needs: Pattern | None  # must stand in the sentence or in the title
    title_only: bool
    asked: bool  # only under a title that asks
    where: Where  # only where the article has this


def _rule(
    label: RoleLabel,
    weight: float,
    gate: str,
    says: str,
    unless: str = "",
    *,
    needs: str = "",
    title: bool = False,
    asked: bool = False,
    where: Where = "",
) -> Rule:
    no, also = pattern(unless) if unless else None, pattern(needs) if needs else None
    return Rule(label, weight, gate, pattern(says), no, also, title, asked, where)


_DENY = (
    r"(?:bác bỏ|phủ nhận|phản bác|bác(?! sĩ| học| ruột| cháu| đơn| kháng| yêu| đề)|dập tắt|dập|xóa tan|xua tan|xóa bỏ"
    r"|phản pháo|gạt bỏ|đáp trả|trái với|trái ngược(?: với)?|ngược với|không như|khác với)"
)
_NO_DENIAL = r"<netizens>|muốn dập|không thể phủ nhận|không bác bỏ|không phủ nhận|chưa bác bỏ|khó phủ nhận"
_IS = r"(?:là|chỉ là|đều là|toàn là|gọi ~6 là)"

_DEBUNKS = (
    # Somebody denies a claim.
    _rule("debunk", 3.5, "deny", rf"{_DENY} ~3 <claim>|đính chính ~2 (?:tin đồn|đồn đoán|thông tin cho rằng)", _NO_DENIAL),
    _rule(
        "debunk", 2.6, "deny",
        r"(?:bác bỏ|phủ nhận|phản bác) ~3 (?:chuyện|việc|cáo buộc của ~4 (?:báo|truyền thông)|ly hôn|hẹn hò|liên quan)",
        r"<court>|<netizens>|trù dập",
    ),
    _rule(
        "debunk", 3.2, "deny", r"<claim>.{0,160}?(?<!lời )(?:bác bỏ|phủ nhận|phản bác|bác thẳng|dập tắt|gạt bỏ|xóa tan)",
        rf"<court>|{_NO_DENIAL}",
    ),
    _rule(
        "debunk", 2.4, "deny",
        r"(?:lên tiếng|thẳng thắn|chính thức|ngay lập tức|gay gắt|kiên quyết|đã|đều) ~1 (?:bác bỏ|phủ nhận|phản bác)",
        r"<court>|không bác bỏ|cáo buộc|kháng cáo|đơn|đề nghị|yêu cầu|đề xuất|trước đó",
    ),
    _rule("debunk", 2.2, "deny", r"(?:trần tình|trấn an|thanh minh|phân trần|phẫn nộ) ~4 (?:<rumour>|thông tin)"),
    _rule(
        "debunk", 2.0, "deny", r"(?:lên tiếng|làm rõ|nói|trả lời|phản hồi|động thái) ~5 <rumour>",
        r"nói gì|^\W*làm rõ",
    ),
    _rule(
        "debunk", 2.0, "deny",
        r"(?:<rumour>|ồn ào|lùm xùm).{0,120}?(?:lên tiếng|trấn an|làm rõ|đính chính|trần tình)", r"nói gì|\?$",
    ),
    _rule(
        "debunk", 1.8, "deny",
        r"(?:tái xuất|xuất hiện|vui vẻ|khỏe mạnh|khỏe khoắn|hạnh phúc|cười) ~8 (?:sau|giữa|trước) ~2 tin đồn",
    ),
    _rule(
        "debunk", 1.8, "deny",
        r"(?:sau|giữa|trước) ~3 tin đồn.{0,160}?(?:tái xuất|khỏe|vui vẻ|hạnh phúc|tình tứ|rạng rỡ)",
    ),
    _rule(
        "debunk", 1.6, "title", where="talked", title=True, says=
        r"[:\"“‘] ?(?:tôi|chúng tôi|mẹ tôi|con tôi|vợ chồng tôi) ~2 (?:chưa|không|đâu|vẫn)",
    ),
    _rule(
        "debunk", 1.4, "title", r"(?:không|chưa|chẳng) (?!thể|chỉ|nên|còn|quên|ngừng|ngại|ai|gì|khí|gian|phải ai|lo|may)",
        r"\?$|<netizens>|tôi|cho biết ~1 (?:không|chưa) (?:rõ|biết)|xác nhận|kết luận|rõ|bình luận", title=True, where="talked",
    ),
    _rule("debunk", 1.5, "title", r"(?:khỏe mạnh|còn sống|bình thường|an toàn), không (?:phải|hề|có)|không phải (?:đã|là|do|vì)", title=True, where="talked"),
    _rule("debunk", 1.6, "title", r"(?:hóa ra|thực ra|thực chất|sự thật|thì ra) (?:chỉ )?(?:là|do)", title=True, where="talked"),
    # A claim is called false.
    _rule("debunk", 3.6, "not_so", rf"{_IS} ~3 <false>", r"<netizens>|chỉ trích|đâu là|mục tiêu", where="quoted"),
    _rule(
        "debunk", 3.6, "false", rf"{_IS} ~3 <false>(?! về)",
        r"<netizens>|hành vi|chỉ trích|mục tiêu|nhằm|đâu là|có phải|người (?:đăng|tung)|vấn nạn|được cho là",
    ),
    _rule(
        "debunk", 3.2, "false",
        r"<thing>.{0,140}? (?:hoàn toàn )?(?:sai sự thật|không đúng sự thật|bịa đặt|là giả|không có thật|sai lệch|thất thiệt)"
        r"[\"”’']?\s*[.,…]?$",
        r"<netizens>|(?:đăng|tung|chia sẻ|phát tán|lan truyền|đưa|phao|nhiều|chống|các|với|những) ~2 "
        r"(?:thông tin|tin|nội dung|bài|bài viết|video|clip)? ?~2 (?:sai|bịa|thất thiệt|giả)|tố cáo sai",
        title=True,
    ),
    _rule(
        "debunk", 3.0, "not_so",
        r"<thing>.{0,140}?(?:không đúng|không chính xác|chưa chính xác|không có cơ sở|không có căn cứ|vô căn cứ"
        r"|không có sự thật|hoàn toàn bịa|là giả(?! danh| mạo)|là sai)"
        r"(?! với| theo| mục| quy| giờ| nơi| tuyến| hạn| đối| độ| cam| tiến| luật| chuẩn| thiết| vạch| làn)",
        r"<netizens>|<court>|đăng|chia sẻ ~2 (?:thông tin|tin)",
    ),
    _rule("debunk", 2.8, "rumour", r"gọi (?:tin|thông tin|tin đồn|đây|đó|điều này).{0,80}? là ~2 (?:chuyện|trò|tin|điều|sự|bịa|vô)", "<netizens>"),
    _rule("debunk", 3.0, "not_so", r"(?:không|chẳng) ~6 như (?:<rumour>|thông tin|mạng xã hội|đồn)"),
    _rule("debunk", 2.6, "not_so", r"(?:gắn nhãn|dán nhãn|cảnh báo) (?:là )?(?:tin giả|thông tin giả|tin sai)", "tình trạng|vấn nạn|nguy cơ"),
    _rule(
        "debunk", 2.6, "false",
        r"(?:xác định|kết luận|kiểm chứng|xác minh|khẳng định|cho biết|xác nhận) ~20 "
        r"(?:sai sự thật|tin giả|bịa đặt|thất thiệt|không có thật|không đúng)(?! về)",
        r"đăng|tung|hành vi|chia sẻ|người|bị can|cáo trạng",
    ),
    _rule(
        "debunk", 2.6, "false", r"(?:cho biết|thừa nhận|khai|xác nhận) ~6 (?:bịa chuyện|bịa ra|tự bịa|dàn dựng)",
        "phạt|triệu tập|khởi tố",
    ),
    _rule("debunk", 2.8, "false", r"<thing> .{0,60}?(?:được|bị) ~2 (?:chia sẻ|lan truyền|cắt ghép|dàn dựng|dựng) (?:sai|từ)"),
    _rule("debunk", 2.0, "rumour", r"(?:tin đồn|lời đồn) (?:sai sự thật|thất thiệt|ác ý|vô căn cứ|bịa đặt|không đúng)"),
    _rule(
        "debunk", 2.0, "false",
        r"^\W*(?:tin giả|tin đồn thất thiệt|tin thất thiệt|thông tin thất thiệt|thông tin sai sự thật|video giả)",
        "tràn lan|hệ lụy|vấn nạn", title=True,
    ),
    _rule("debunk", 2.4, "asks", r"^\W*(?:kiểm chứng|xác minh|fact.?check)\s*:", title=True),
    _rule("debunk", 2.0, "rumour", r"không (?:có|hề|phải)", r"\?$", title=True),
    _rule(
        "debunk", 2.8, "verify",
        r"(?:xác minh|kiểm tra|vào cuộc|đối chiếu|giám định).{0,60}?(?:cho biết|kết luận|xác định|khẳng định) ~3 (?:đây|đó) (?:chỉ )?là",
        where="quoted",
    ),
    _rule("debunk", 2.8, "not_so", r"(?:khẳng định|cho biết|xác nhận|xác định|kết luận|nhận thấy) ~8 (?:này|trên|đó) (?:là )?(?:sai|giả|bịa|dựng|cắt ghép)", "<netizens>"),
    _rule(
        "debunk", 2.4, "not_so",
        r"(?:chưa|không) (?:có )?(?:nghiên cứu|bằng chứng|cơ sở khoa học|chứng cứ)(?: nào)?|phản khoa học|hoang đường|hàng dựng"
        r"|(?:ảnh|clip|video) (?:ghép|dựng)|no evidence|no such",
        "<netizens>|<court>|khởi tố|phạt", where="claimed",
    ),
    # What is claimed is denied without the word.
    _rule("debunk", 2.4, "not_so",
          r"không có (?:chuyện|việc(?! làm| gì))|chưa từng đề xuất", "nếu|để không có|bảo đảm không"),
    _rule("debunk", 2.4, "not_so", r"không hề có|(?:không|chưa) có chủ trương", "nếu", where="claimed"),
    _rule(
        "debunk", 3.0, "not_so",
        r"(?:trước|liên quan|về|trái với) ~4 (?:thông tin|tin đồn|tin|việc).{0,200}?(?:khẳng định|cho biết|xác nhận|nói)"
        r".{0,90}?(?:không|chưa)",
        "không (?:chia sẻ|nên|suy diễn)|chưa (?:rõ|có cơ sở|đủ)",
    ),
    _rule(
        "debunk", 2.2, "not_so",
        r"<thing>.{0,100}? không phải (?:là )?(?:của|văn bản|sản phẩm|do|ảnh|hình|người|ở|\"|“|')", where="claimed",
    ),
    _rule(
        "debunk", 2.2, "rumour",
        r"(?:thực chất|thực ra|thật ra|hóa ra) ~3 (?:không|là|được|chỉ)|<thing>.{0,160}?(?:thực tế|tuy nhiên|song|nhưng) ~10 "
        r"(?:không (?:phải|liên quan|đúng|có thật|chính xác|hề|như|có (?:chuyện|vụ))|sai sự thật"
        r"|là (?:tin|thông tin|video|clip|ảnh) (?:cũ|giả|sai))",
        r"\?$|chưa có kết luận|đang",
    ),
    _rule("debunk", 2.2, "not_so", r"<thing>.{0,100}?(?:thực chất|thực ra|thật ra|hóa ra) ~3 (?:là|được|của|chụp|quay)"),
    _rule(
        "debunk", 2.4, "not_so", r"<thing>.{0,100}?(?:do|bằng|sản phẩm của|tạo bởi) ~2 (?:ai|trí tuệ nhân tạo|phần mềm)",
        "dấu hiệu|nhận biết|nhận diện|cách|cảnh giác|tỉnh táo|cảnh báo|thừa nhận|xử lý|triệu tập|phạt", where="claimed",
    ),
    _rule("debunk", 2.2, "false", r"(?:tố|chỉ trích|phản đối|cho rằng|nói) ~6 <slander>", "kiện|khởi tố|phạt|bị cáo"),
    # English.
    _rule(
        "debunk", 3.5, "deny",
        r"(?:den(?:y|ies|ied)|dismiss(?:es|ed)?|refute[sd]?|reject(?:s|ed)?|debunk(?:s|ed)?) ~4 "
        r"(?:reports?|rumou?rs?|claims?|posts?|messages|speculation|information|news|allegations)",
    ),
    _rule(
        "debunk", 3.0, "not_so",
        r"(?:posts?|claims?|reports?|rumou?rs?|messages|video|clip|it|this|stories|leaflet|information).{0,80}?"
        r"(?:baseless|groundless|unfounded|false|no truth|never|untrue)",
    ),
    _rule(
        "debunk", 3.0, "false", r"(?:posts?|claims?|reports?|rumou?rs?|messages|video|clip|leaflet|stories).{0,80}?(?:untrue|fabricated|hoax)",
        "fined|jailed|sentenced|arrested",
    ),
)

_NO_CHECK = r"nhân thân|danh tính|làm rõ tin đồn|nguyên nhân|kỹ năng|tập huấn|kiểm chứng cho thấy|(?:không|chưa) ~2 kiểm"

_VERIFICATIONS = (
    _rule("verification", 3.0, "verify", "(?:<check>|có chuyện|có thật) ~10 <matter>", _NO_CHECK),
    _rule("verification", 2.4, "verify", "<charge>.{0,160}?<check>", _NO_CHECK),
    _rule("verification", 2.8, "verify", "(?:yêu cầu|phải|đề nghị) ~6 (?:báo cáo|giải trình|tường trình) ~10 (?:<charge>|vụ|về vụ)", "nguyên nhân"),
    _rule("verification", 2.4, "verify", "<charge>.{0,160}?(?:yêu cầu|phải|đề nghị) ~6 (?:báo cáo|giải trình|tường trình)", "nguyên nhân"),
    _rule(
        "verification", 2.4, "verify",
        r"điều tra ~3 (?:tin đồn|thông tin|clip|video|bài (?:viết|đăng)|phản ánh|tin nhắn|nghi vấn|nghi án)",
        "khởi tố|bắt|án mạng",
    ),
    _rule(
        "verification", 2.6, "open",
        r"chưa (?:có|thể|đưa ra)? ?kết luận|chưa (?:đủ|có) (?:cơ sở|căn cứ)|chưa đủ để|đang (?:xác minh|kiểm tra|làm rõ|rà soát"
        r"|đối chiếu)|(?:có cơ sở|đúng|có thật) hay không|chờ kết (?:quả|luận)|đợi kết quả|kết quả dự kiến"
        r"|không bác bỏ cũng không xác nhận|sẽ (?:được )?thông tin|sẽ phản hồi|cam kết phản hồi|hẹn trả lời|tiếp tục thông tin"
        r"|trong lúc chờ|không loại trừ|không suy diễn|chưa thể xác nhận|not finished|wait for the outcome|sent for testing",
        "nguyên nhân|nhân thân|danh tính", where="quoted",
    ),
    _rule(
        "verification", 2.4, "asks", r"thực hư|giải mã ~3 (?:tin|thông tin|nghi vấn|clip|video)|giải đáp ~3 tin đồn|phản hồi tin đồn",
        title=True,
    ),
    _rule("verification", 2.2, "open", r"(?:chưa|không) ~2 (?:khẳng định|xác nhận|bác bỏ),? (?:cũng|và) (?:chưa|không) ~2 (?:phủ nhận|xác nhận|bác bỏ)"),
    _rule(
        "verification", 2.0, "asks",
        r"(?<!sai )(?<!đúng )(?<!trái )sự thật (?:về|sau|đằng sau|vụ)|có thật|có hay không|có đúng|có chuyện|tìm lời giải",
        title=True, where="quoted",
    ),
    _rule("verification", 2.4, "asks", r"sự thật là gì|thực hư ra sao|có (?:phải|đúng) (?:là )?sự thật", where="quoted"),
    _rule(
        "verification", 2.2, "asks", r"nói gì (?:về|khi|trước|sau) ~6 (?:<claim>|ồn ào|lùm xùm|vụ|cáo buộc|bị)", title=True,
    ),
    _rule("verification", 2.2, "deny", r"^\W*làm rõ (?:tin đồn|thông tin|nghi vấn)", "lên tiếng", title=True),
    _rule(
        "verification", 2.6, "rumour",
        r"^\W*(?:một |những )?tin đồn ~12 (?:lan truyền|cho rằng|rằng|gây bão)|mạng ~3 lan truyền (?:một )?tin đồn", asked=True,
    ),
    _rule(
        "verification", 3.0, "verify",
        r"(?:look(?:s|ing)? into|verify(?:ing)?|investigat(?:e|es|ing)|review(?:ing)?|prob(?:e|es|ing)|explain|check(?:s|ing)?) ~8 <matter>",
    ),
)

_NOT_OWN = "<forced>|<registry>"
_OTHERS_SAID = f"{_NOT_OWN}|người (?:đăng|tung)|tòa án|bản cập nhật|phiên bản"

_CORRECTIONS = (
    _rule(
        "correction", 4.0, "correct", r"^\W*(?:thông tin )?(?:đính chính|cải chính|nói lại cho rõ|thông tin lại|correction)",
        "<registry>|tin đồn|vì sao",
    ),
    _rule(
        "correction", 3.6, "correct",
        r"(?:xin lỗi|cáo lỗi|lượng thứ|thứ lỗi) ~8 (?:bạn đọc|độc giả|thính giả|viewers|readers)|thông tin cải chính", "<forced>",
    ),
    _rule(
        "correction", 3.0, "correct",
        r"<paper> .{0,80}?(?:xin lỗi|cáo lỗi|lượng thứ|thứ lỗi|nhận lỗi)|(?:xin lỗi|cáo lỗi|nhận lỗi) ~4 (?:vì|do|sau khi) ~6 "
        r"(?:đăng|phát|đưa tin|in|xuất bản|công bố)",
        "<forced>|trang cá nhân", needs="<slip>|<published>",
    ),
    _rule(
        "correction", 3.0, "correct",
        r"(?:xin|đã|vừa|đăng|cho|và|được|phải|tờ|lời) (?:đăng )?(?:đính chính|cải chính)|cải chính (?:trên|về|nội dung|thông tin)"
        r"|đính chính (?:bài|bản tin|số liệu|nội dung|sau khi|và)",
        f"{_NOT_OWN}|tin đồn|đồn",
    ),
    _rule("correction", 2.8, "correct", "<regret> .{0,160}?<slip>", _OTHERS_SAID, needs="<published>|<paper>"),
    _rule("correction", 2.8, "correct", "<slip>.{0,160}?<regret>", _OTHERS_SAID, needs="<published>|<paper>"),
    _rule("correction", 2.8, "correct", "<take_back> ~3 <published>.{0,100}?(?:xin lỗi|cáo lỗi|nhận lỗi|thứ lỗi)", "<forced>"),
    _rule("correction", 2.8, "correct", "<paper> .{0,80}?<take_back> ~3 <published>", "<forced>|yêu cầu|buộc|bị ~1 (?:buộc|gỡ|thu hồi|xóa|rút)"),
    _rule("correction", 2.4, "correct", "(?:rút lại|thu hồi) ~1 <published>", "<forced>"),
    _rule(
        "correction", 3.0, "correct",
        r"xin ~3 (?:thông tin lại|nói lại|sửa lại|điều chỉnh lại)|chúng tôi ~4 (?:xin lỗi|nhận lỗi)"
        r"|we apologi[sz]e|misstated|(?:retract|withdr[ae]w)(?:s|ed)? ~4 (?:article|report|story)",
    ),
)

_ADVICE = (
    # A title on falsehoods in general; what denies or punishes one weighs more.
    _rule(
        "advice", 1.4, "falsehood", r"(?:tin|thông tin|nội dung) (?:giả|sai|bịa|xấu|độc|vịt|bậy)|deepfake|tin đồn thất thiệt|sai lệch",
        "phim|sách|truyện|kịch|tiểu thuyết|bảo tàng|triển lãm|chỉ trích|cáo buộc", title=True,
    ),
    _rule("advice", 2.4, "falsehood", "<teach>.{0,120}?<falsehood>"),
    _rule("advice", 2.4, "falsehood", "<falsehood>.{0,120}?<teach>"),
    _rule(
        "advice", 2.2, "sharing",
        r"(?:không|đừng|chớ)(?: nên)? (?:vội )?(?:chia sẻ|lan truyền)(?! với| cùng)|trước khi (?:chia sẻ|đăng)(?! thông tin với| dữ liệu)|nghĩ trước"
        r"|kiểm tra trên|đối chiếu với|tự hỏi|hãy hỏi|tìm nguồn|kiểm tra nguồn",
        needs="tin|thông tin|bài|video|clip|mạng|link|ảnh",
    ),
    _rule(
        "advice", 2.0, "sharing",
        r"không phải ~2 (?:tin|thông tin|bài|video|ảnh|thông báo) nào|(?:hãy|nên|đừng|khuyên|lưu ý) .{0,80}?"
        r"(?:tìm nguồn|kiểm tra nguồn|nguồn tin|kiểm chứng|tin nhắn|thông báo chính thức)",
    ),
    _rule(
        "advice", 2.4, "falsehood",
        r"(?:cổng|ứng dụng|hệ thống|đường dây nóng|bộ công cụ|công cụ|trung tâm|giải pháp|cơ chế|kỹ năng|tập huấn|khóa học) .{0,80}?"
        r"<falsehood>|muốn (?:dập|chống|ngăn|chặn|dẹp) <falsehood>",
    ),
    _rule("advice", 2.0, "verify", r"(?:kỹ năng|tập huấn|khóa học|lớp) ~6 (?:kiểm chứng|xác minh) ~2 (?:tin|thông tin|ảnh|nguồn|hình|video)?"),
    _rule("advice", 2.2, "punish", r"(?:tung tin|đăng tin|tin giả|sai sự thật|tin sai) .{0,80}?(?:có thể|sẽ) ~2 (?:bị )?(?:phạt|xử)"),
)

# "giả" behind a noun that is no news and no "tác giả": goods, papers, people; teeth and hair are no deceit.
_NO_GOODS = (
    "tin|phim|tác|độc|khán|thính|học|diễn|trưởng|thật|sứ|dung|soạn|ảnh|clip|video|giả|thông|ký|hành|ngụy|bài|dịch|là|dáng|tóc|răng"
    "|mắt|vú|chân|tay|hoa|da|mi|móng|cường|trước|kẻ"
)
_OTHERS = (
    _rule(
        "other_sense", 1.6, "fake",
        "".join(f"(?<!{word} )" for word in _NO_GOODS.split("|"))
        + r"(?<=\S )giả(?! thuyết| định| sử| như| dụ| tạo| lập| vờ| tưởng| bộ| thiết)",
    ),
)  # fmt: skip

RULES = (*_DEBUNKS, *_VERIFICATIONS, *_CORRECTIONS, *_ADVICE, *_OTHERS)


@dataclass(frozen=True, slots=True)
class Pair:
    """What two sentences of title and lead say together; with one and the same sentence it holds too."""

    label: RoleLabel
    weight: float
    gates: tuple[str, ...]  # of the first
    first: Pattern
    second: Pattern
    needs: Pattern  # must stand in one of them
    unless: Pattern


_ANY, _NONE = pattern(""), pattern(r"(?!)")
PAIRS = (
    Pair(
        "advice", 1.7, ("falsehood", "false"), pattern("<falsehood>"),
        pattern(
            "khuyên|khuyến cáo|cảnh giác|coi chừng|cẩn trọng|lưu ý|đừng|hãy|kỹ năng|cẩm nang|tập huấn|dấu hiệu|học cách|chiêu"
            "|thủ đoạn|tỉnh táo|chiến dịch|phát động|quy định mới|dự luật|nghị định|hướng dẫn|gắn nhãn|tuyên truyền"
        ),
        _ANY, _NONE,
    ),
    Pair(
        "advice", 1.5, ("sharing", "falsehood"),
        pattern(
            "chiến dịch|phát động|gắn nhãn|xác thực|định danh|khuyên|cẩn trọng|coi chừng|đừng|cẩm nang|kỹ năng|tập huấn"
            "|luật(?! sư)|mẹo|hãy|dừng lại|chậm lại|trước khi chia sẻ"
        ),
        pattern("<falsehood>|kiểm chứng|chia sẻ(?! với| cùng)|tạo bằng ai|mạng xã hội"),
        pattern("tin|thông tin|bài|nội dung|video|quảng cáo"), _NONE,
    ),
    Pair(
        "correction", 1.8, ("correct",), pattern("<regret>"), pattern("<slip>|<published> ~6 (?:sai|nhầm|trùng)"),
        pattern("<published>|<paper>"), pattern(f"{_OTHERS_SAID}|sai sự thật"),
    ),
    Pair(
        "verification", 1.8, ("verify", "open"),
        pattern(
            "(?<!kỹ năng )(?:<check>|đang (?:tìm hiểu|liên hệ|chờ)|chưa (?:bình luận|kết luận|thể kết luận|xác nhận)|kiểm nghiệm"
            "|cử (?:người|cán bộ|tổ))"
        ),
        pattern("<charge>|nghi án|vụ [\"“'‘]|tin [\"“'‘]|ghi hình"),
        pattern("tin đồn|đồn|nghi vấn|clip|video|tố|phản ánh|lan truyền|mạng|facebook|zalo|tiktok|phụ huynh|dân|vụ [\"“'‘]|đoạn"),
        pattern(f"{_NO_CHECK}|hội thảo"),
    ),
    Pair("sanction", 2.0, ("punish",), pattern("<done_for>"), _ANY, _ANY, _NONE),
)
LESSON = pattern(
    "khuyến cáo|khuyên|gợi ý|dạy|hướng dẫn|nhận diện|nhận biết|phân biệt|hội thảo|tập huấn|khảo sát|kỹ năng|cẩm nang|mẹo|đừng"
    "|hãy|cẩn trọng|cảnh giác|coi chừng|lưu ý|dễ mắc bẫy|dễ tin|luật(?! sư)|quy định|học cách|cách|chiến dịch|báo chí|how to|experts|advise"
)
READING = pattern(
    "nguồn (?:tin|video|ảnh|bài)|(?:tìm|kiểm tra|xem|còn) nguồn|bài đăng|câu view|ngụy tạo|tin (?:sốc|giả|sai|bịa|xấu|độc|nhắn)"
    "|trước khi (?:đăng|chia sẻ|tin|bấm)|chia sẻ(?! với| cùng| về)|kiểm chứng|nghi ngờ|ai (?:nói|tạo)|bằng ai|deepfake|mạng xã hội"
    "|youtube|facebook|tiktok|truyền miệng|nghe nói|tra cứu|tra ngược|soi ảnh|so sánh báo chí|báo cáo bài viết|gắn nhãn|tin theo"
    "|thông tin (?:sai|giả|xấu|độc|chưa)|ai-made|ai-generated|before sharing|share|sources?"
)
