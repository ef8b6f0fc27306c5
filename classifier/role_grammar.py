"""The grammar of the role axis: which words must meet for a text to check, correct or teach; denials stand apart."""

from classifier.role_denials import DEBUNKS
from classifier.role_rules import Pair, rule
from classifier.role_words import pattern

_NO_CHECK = (
    r"nhân thân|danh tính|làm rõ tin đồn|nguyên nhân|kỹ năng|tập huấn|kiểm chứng cho thấy|(?:không|chưa) ~2 kiểm"
)

_VERIFICATIONS = (
    rule("verification", 3.0, "verify", "(?:<check>|có chuyện|có thật) ~10 <matter>", _NO_CHECK),
    rule("verification", 2.4, "verify", "<charge>.{0,160}?<check>", _NO_CHECK),
    rule(
        "verification",
        2.8,
        "verify",
        "(?:yêu cầu|phải|đề nghị) ~6 (?:báo cáo|giải trình|tường trình) ~10 (?:<charge>|vụ|về vụ)",
        "nguyên nhân",
    ),
    rule(
        "verification",
        2.4,
        "verify",
        "<charge>.{0,160}?(?:yêu cầu|phải|đề nghị) ~6 (?:báo cáo|giải trình|tường trình)",
        "nguyên nhân",
    ),
    rule(
        "verification",
        2.4,
        "verify",
        r"điều tra ~3 (?:tin đồn|thông tin|clip|video|bài (?:viết|đăng)|phản ánh|tin nhắn|nghi vấn|nghi án)",
        "khởi tố|bắt|án mạng",
    ),
    rule(
        "verification",
        2.6,
        "open",
        r"chưa (?:có|thể|đưa ra)? ?kết luận|chưa (?:đủ|có) (?:cơ sở|căn cứ)|chưa đủ để|đang (?:xác minh|kiểm tra"
        r"|làm rõ|rà soát|đối chiếu)|(?:có cơ sở|đúng|có thật) hay không|chờ kết (?:quả|luận)|đợi kết quả"
        r"|kết quả dự kiến|không bác bỏ cũng không xác nhận|sẽ (?:được )?thông tin|sẽ phản hồi|cam kết phản hồi"
        r"|hẹn trả lời|hẹn công bố|ai đúng ai sai|tiếp tục thông tin|trong lúc chờ|không loại trừ|không suy diễn"
        r"|chưa thể xác nhận|not finished|wait for the outcome|sent for testing",
        "nguyên nhân|nhân thân|danh tính",
        where="quoted",
    ),
    rule(
        "verification",
        2.4,
        "asks",
        r"thực hư|giải mã ~3 (?:tin|thông tin|nghi vấn|clip|video)|giải đáp ~3 tin đồn|phản hồi tin đồn",
        title=True,
    ),
    rule(
        "verification",
        2.2,
        "open",
        r"(?:chưa|không) ~2 (?:khẳng định|xác nhận|bác bỏ),? (?:cũng|và) (?:chưa|không) ~2 (?:phủ nhận|xác nhận"
        r"|bác bỏ)",
    ),
    rule(
        "verification",
        2.0,
        "asks",
        r"(?<!sai )(?<!đúng )(?<!trái )sự thật (?:về|sau|đằng sau|vụ)|có thật|có hay không|có đúng|có chuyện"
        r"|tìm lời giải",
        title=True,
        where="quoted",
    ),
    rule("verification", 2.4, "asks", r"sự thật là gì|thực hư ra sao|có (?:phải|đúng) (?:là )?sự thật", where="quoted"),
    rule(
        "verification",
        2.2,
        "asks",
        r"nói gì (?:về|khi|trước|sau) ~6 (?:<claim>|ồn ào|lùm xùm|vụ|cáo buộc|bị|nghi ngờ|tố cáo)",
        title=True,
    ),
    rule("verification", 2.2, "deny", r"^\W*làm rõ (?:tin đồn|thông tin|nghi vấn)", "lên tiếng", title=True),
    rule(
        "verification",
        2.6,
        "rumour",
        r"^\W*(?:một |những )?tin đồn ~12 (?:lan truyền|cho rằng|rằng|gây bão)|mạng ~3 lan truyền (?:một )?tin đồn",
        asked=True,
    ),
    rule(
        "verification",
        3.0,
        "verify",
        r"(?:look(?:s|ing)? into|verify(?:ing)?|investigat(?:e|es|ing)|review(?:ing)?|prob(?:e|es|ing)|explain"
        r"|check(?:s|ing)?) ~8 <matter>",
    ),
)

_NOT_OWN = "<forced>|<registry>"
_OTHERS_SAID = f"{_NOT_OWN}|người (?:đăng|tung)|tòa án|bản cập nhật|phiên bản"

_CORRECTIONS = (
    rule(
        "correction",
        4.0,
        "correct",
        r"^\W*(?:thông tin )?(?:đính chính|cải chính|nói lại cho rõ|thông tin lại|correction)",
        "<registry>|tin đồn|vì sao",
    ),
    rule(
        "correction",
        3.6,
        "correct",
        r"(?:xin lỗi|cáo lỗi|lượng thứ|thứ lỗi) ~8 (?:bạn đọc|độc giả|thính giả|viewers|readers)|thông tin cải chính",
        "<forced>",
    ),
    rule(
        "correction",
        3.0,
        "correct",
        r"<paper> .{0,80}?(?:xin lỗi|cáo lỗi|lượng thứ|thứ lỗi|nhận lỗi)|(?:xin lỗi|cáo lỗi|nhận lỗi) ~4 (?:vì|do"
        r"|sau khi) ~6 (?:đăng|phát|đưa tin|in|xuất bản|công bố)",
        "<forced>|trang cá nhân",
        needs="<slip>|<paper>",
    ),
    rule(
        "correction",
        3.0,
        "correct",
        r"(?:xin|đã|vừa|đăng|cho|và|được|phải|tờ|lời) (?:đăng )?(?:đính chính|cải chính)|cải chính (?:trên|về"
        r"|nội dung|thông tin)|đính chính (?:bài|bản tin|số liệu|nội dung|sau khi|và)",
        f"{_NOT_OWN}|tin đồn|đồn",
    ),
    rule("correction", 2.8, "correct", "<regret> .{0,160}?<slip>", _OTHERS_SAID, needs="<published>|<paper>"),
    rule("correction", 2.8, "correct", "<slip>.{0,160}?<regret>", _OTHERS_SAID, needs="<published>|<paper>"),
    rule(
        "correction",
        2.8,
        "correct",
        "<take_back> ~3 <published>.{0,100}?(?:xin lỗi|cáo lỗi|nhận lỗi|thứ lỗi)",
        "<forced>",
    ),
    rule(
        "correction",
        2.8,
        "correct",
        "<paper> .{0,80}?<take_back> ~3 <published>",
        "<forced>|yêu cầu|buộc|bị ~1 (?:buộc|gỡ|thu hồi|xóa|rút)",
    ),
    rule("correction", 2.4, "correct", "(?:rút lại|thu hồi) ~1 <published>", "<forced>"),
    rule(
        "correction",
        3.0,
        "correct",
        r"xin ~3 (?:thông tin lại|nói lại|sửa lại|điều chỉnh lại)|chúng tôi ~4 (?:xin lỗi|nhận lỗi)"
        r"|we apologi[sz]e|misstated|(?:retract|withdr[ae]w)(?:s|ed)? ~4 (?:article|report|story)",
    ),
)

_ADVICE = (
    # A title on falsehoods in general; what denies or punishes one weighs more.
    rule(
        "advice",
        1.4,
        "falsehood",
        r"(?:tin|thông tin|nội dung) (?:giả|sai|bịa|xấu|độc|vịt|bậy)|deepfake|tin đồn thất thiệt|sai lệch",
        "phim|sách|truyện|kịch|tiểu thuyết|bảo tàng|triển lãm|chỉ trích|cáo buộc",
        title=True,
    ),
    rule("advice", 2.4, "falsehood", "<teach>.{0,120}?<falsehood>"),
    rule("advice", 2.4, "falsehood", "<falsehood>.{0,120}?<teach>"),
    rule(
        "advice",
        2.2,
        "sharing",
        r"(?:không|đừng|chớ)(?: nên)? (?:vội )?(?:chia sẻ|lan truyền)(?! với| cùng)|trước khi (?:chia sẻ"
        r"|đăng)(?! thông tin với| dữ liệu)|nghĩ trước|kiểm tra trên|đối chiếu với|tự hỏi|hãy hỏi|tìm nguồn"
        r"|kiểm tra nguồn",
        needs="tin|thông tin|bài|video|clip|mạng|link|ảnh",
    ),
    rule(
        "advice",
        2.0,
        "sharing",
        r"không phải ~2 (?:tin|thông tin|bài|video|ảnh|thông báo) nào|(?:hãy|nên|đừng|khuyên"
        r"|lưu ý) .{0,80}?(?:tìm nguồn|kiểm tra nguồn|nguồn tin|kiểm chứng|tin nhắn|thông báo chính thức)",
    ),
    rule(
        "advice",
        2.4,
        "falsehood",
        r"(?:cổng|ứng dụng|hệ thống|đường dây nóng|bộ công cụ|công cụ|trung tâm|giải pháp|cơ chế|kỹ năng|tập huấn"
        r"|khóa học) .{0,80}?<falsehood>|muốn (?:dập|chống|ngăn|chặn|dẹp) <falsehood>",
    ),
    rule(
        "advice",
        2.0,
        "verify",
        r"(?:kỹ năng|tập huấn|khóa học|lớp) ~6 (?:kiểm chứng|xác minh) ~2 (?:tin|thông tin|ảnh|nguồn|hình|video)?",
    ),
    rule(
        "advice",
        2.2,
        "punish",
        r"(?:tung tin|đăng tin|tin giả|sai sự thật|tin sai) .{0,80}?(?:có thể|sẽ) ~2 (?:bị )?(?:phạt|xử)",
    ),
)

# "giả" behind a noun that is no news and no "tác giả": goods, papers, people; teeth and hair are no deceit.
_NO_GOODS = (
    "tin|phim|tác|độc|khán|thính|học|diễn|trưởng|thật|sứ|dung|soạn|ảnh|clip|video|giả|thông|ký|hành|ngụy|bài"
    "|dịch|là|dáng|tóc|răng|mắt|vú|chân|tay|hoa|da|mi|móng|cường|trước|kẻ"
)
_OTHERS = (
    rule(
        "other_sense",
        1.6,
        "fake",
        "".join(f"(?<!{word} )" for word in _NO_GOODS.split("|"))
        + r"(?<=\S )giả(?! thuyết| định| sử| như| dụ| tạo| lập| vờ| tưởng| bộ| thiết)",
    ),
)

RULES = (*DEBUNKS, *_VERIFICATIONS, *_CORRECTIONS, *_ADVICE, *_OTHERS)

_ANY, _NONE = pattern(""), pattern(r"(?!)")
PAIRS = (
    Pair(
        "advice",
        1.7,
        ("falsehood", "false"),
        pattern("<falsehood>"),
        pattern(
            "khuyên|khuyến cáo|cảnh giác|coi chừng|cẩn trọng|lưu ý|đừng|hãy|kỹ năng|cẩm nang|tập huấn|dấu hiệu"
            "|học cách|chiêu|thủ đoạn|tỉnh táo|chiến dịch|phát động|quy định mới|dự luật|nghị định|hướng dẫn|gắn nhãn"
            "|tuyên truyền"
        ),
        _ANY,
        _NONE,
    ),
    Pair(
        "advice",
        1.5,
        ("sharing", "falsehood"),
        pattern(
            "chiến dịch|phát động|gắn nhãn|xác thực|định danh|khuyên|cẩn trọng|coi chừng|đừng|cẩm nang|kỹ năng"
            "|tập huấn|luật(?! sư)|mẹo|hãy|dừng lại|chậm lại|trước khi chia sẻ"
        ),
        pattern("<falsehood>|kiểm chứng|chia sẻ(?! với| cùng)|tạo bằng ai|mạng xã hội"),
        pattern("tin|thông tin|bài|nội dung|video|quảng cáo"),
        _NONE,
    ),
    Pair(
        "correction",
        1.8,
        ("correct",),
        pattern("<regret>"),
        pattern("<slip>|<published> ~6 (?:sai|nhầm|trùng)"),
        pattern("<published>|<paper>"),
        pattern(f"{_OTHERS_SAID}|sai sự thật"),
    ),
    Pair(
        "verification",
        1.8,
        ("verify", "open"),
        pattern(
            "(?<!kỹ năng )(?:<check>|đang (?:tìm hiểu|liên hệ|chờ)|chưa (?:bình luận|kết luận|thể kết luận|xác nhận)"
            "|kiểm nghiệm|cử (?:người|cán bộ|tổ))"
        ),
        pattern("<charge>|nghi án|(?:vụ|tin)(?= [\"“'‘])|ghi hình"),
        pattern(
            "tin đồn|đồn|nghi vấn|clip|video|tố|phản ánh|lan truyền|mạng|facebook|zalo|tiktok|phụ huynh|dân"
            "|vụ(?= [\"“'‘])|đoạn"
        ),
        pattern(f"{_NO_CHECK}|hội thảo"),
    ),
    Pair(
        "debunk",
        1.5,
        (),
        pattern(
            r"^[^:]{2,60}: ?[\"“'‘]?(?:tôi |chúng tôi |chuyện ~4 )?(?:không|chưa)(?! (?:để|thể|nên|ai|chỉ|ngừng|còn|lo"
            r"|bác|gian|khẳng|bao giờ cảm|từng nghĩ)(?!\w))"
        ),
        pattern(
            "khẳng định ~6 (?:không|chưa)|khác với|trái với|trên mạng|facebook|tin đồn|lan truyền|đồn"
            "|thông tin (?:cho rằng|sai|này|trên)"
        ),
        _ANY,
        pattern("<court>|kháng cáo|đề xuất|nghị quyết|dự thảo|từ chức"),
    ),
    Pair(
        "debunk",
        1.6,
        ("deny",),
        pattern("(?:phản hồi|lên tiếng|nói|trả lời) ~2 (?:tin|thông tin|tin đồn)"),
        pattern("khẳng định|bác bỏ|không đúng|sai|thực tế|thực chất"),
        _ANY,
        pattern(r"nói gì|\?$|đang (?:xác minh|kiểm tra|làm rõ)|thanh tra"),
    ),
    Pair("sanction", 2.0, ("punish",), pattern("<done_for>"), _ANY, _ANY, _NONE),
)
LESSON = pattern(
    "khuyến cáo|khuyên|gợi ý|dạy|hướng dẫn|nhận diện|nhận biết|phân biệt|hội thảo|tập huấn|khảo sát|kỹ năng"
    "|cẩm nang|mẹo|đừng|hãy|cẩn trọng|cảnh giác|coi chừng|lưu ý|dễ mắc bẫy|dễ tin|luật(?! sư)|quy định"
    "|học cách|cách|chiến dịch|báo chí|how to|experts|advise"
)
READING = pattern(
    "nguồn (?:tin|video|ảnh|bài)|(?:tìm|kiểm tra|xem|còn) nguồn|bài đăng|câu view|ngụy tạo|tin (?:sốc|giả|sai"
    "|bịa|xấu|độc|nhắn)|trước khi (?:đăng|chia sẻ|tin|bấm)|chia sẻ(?! với| cùng| về)|kiểm chứng|nghi ngờ"
    "|ai (?:nói|tạo)|bằng ai|deepfake|mạng xã hội|youtube|facebook|tiktok|truyền miệng|nghe nói|tra cứu"
    "|tra ngược|soi ảnh|so sánh báo chí|báo cáo bài viết|gắn nhãn|tin theo|đọc tin|tiêu đề|ai viết"
    "|thông tin (?:sai|giả|xấu|độc|chưa)|ai-made|ai-generated|before sharing|share|sources?"
)
