"""Classes of words for the grammar of the role axis, and the notation its patterns are written in."""

import re

from classifier.patterns import Pattern

# Every class is an alternation; it stands as `<name>` in a pattern. `~3 ` stands for up to three words between.
_CLASSES = {
    # A claim that goes around; "tin" only where it is news: not "tin tưởng", not "nhắn tin".
    "claim": (
        r"tin đồn|lời đồn|đồn đoán|đồn thổi|đồn đại|suy đoán|nghi vấn|nghi án|quan niệm|luận điệu|thuyết âm mưu"
        r"|thông tin|(?<!lòng )(?<!nhắn )(?<!niềm )(?<!bản )(?<!đưa )(?<!nguồn )(?<!báo )tin(?! tưởng| cậy| tặc| học"
        r"| rằng| vào| nhắn| tức)"
    ),
    "rumour": r"tin đồn|lời đồn|đồn đoán|đồn thổi|tin thất thiệt",
    # What can be called false.
    "thing": (
        r"tin đồn|lời đồn|đồn đoán|thông tin|tin|clip|video|hình ảnh|bức ảnh|(?<!ám )ảnh(?! hưởng)|bức hình|bài viết"
        r"|bài đăng|bài báo|nội dung|tin nhắn|văn bản|công văn|dự thảo|lịch (?:cắt|nghỉ|học|thi)|bản đồ|bảng kê"
        r"|danh sách|câu chuyện|chuyện|tài liệu|quan niệm|điều này|điều đó|việc này|nhận định|cáo buộc|tờ rơi"
        r"|thông báo|lời kể|lời đồn"
    ),
    "false": (
        r"(?:tin|thông tin|clip|video|hình ảnh|ảnh|tin đồn|chuyện|nội dung|sản phẩm|điều|văn bản"
        r"|thông báo) (?:hoàn toàn )?(?:giả|sai|bịa|thất thiệt|xuyên tạc|vô căn cứ|không|chưa|thêu dệt|hư cấu|cắt ghép"
        r"|dàn dựng|dàn cảnh|cũ|ai)|dàn cảnh|sai sự thật|sai lệch|không đúng(?! với| theo| quy)|chưa đúng"
        r"|không chính xác|chưa chính xác|không có thật|không có cơ sở|không có căn cứ|không căn cứ|vô căn cứ"
        r"|thiếu căn cứ|vô cơ sở|trái sự thật|thất thiệt|bịa đặt|bịa|thêu dệt|bậy bạ|nhảm nhí|giả mạo|hiểu lầm|trò đùa"
        r"|chuyện đùa|nói đùa|đồn thổi|không hề có|tin vịt|hoang đường|phản khoa học|hàng dựng|ảnh (?:ghép|dựng)"
        r"|clip dựng|sản phẩm (?:của )?(?:trí tuệ nhân tạo|ai|dựng|cắt|photoshop|tưởng tượng|deepfake)"
    ),
    "falsehood": (
        r"(?:tin|thông tin|nội dung|video|clip|hình ảnh|ảnh) (?:\S+ ){0,2}?(?:giả|sai|bịa|xấu|độc|thất thiệt|bậy|lệch)"
        r"|sai sự thật|sai lệch|thất thiệt|tin đồn|lời đồn|deepfake|xuyên tạc|xấu độc|tin độc"
        r"|chưa(?: được)? kiểm chứng|(?:tung|phao|gieo|lan) tin|bịa chuyện|bôi nhọ|dắt mũi|thật giả|tin gây sợ|tin dữ"
        r"|do ai tạo|không rõ (?:nguồn|ai)|tin lừa đảo|nội dung ai|tin điều mình|fake \w+|(?:mis|dis)information"
        r"|rumou?rs"
    ),
    "done_for": (
        r"(?:phạt|xử lý|triệu tập|khởi tố|bắt|kỷ luật|đình chỉ|cảnh cáo|tù|mời lên|mời làm việc|làm việc|lập biên bản"
        r"|truy tố|giam|án|nhắc nhở|cấm sóng) ~12 (?:vì|do|về) ~3 (?:nói(?! chuyện| tục)|kể|viết|tung|bịa|chia sẻ"
        r"|livestream|bình luận|phát ngôn|đăng|loan|lan|gieo|dựng|ghép|xuyên|vu|nhắn)|(?:fined?|jailed|arrested"
        r"|sentenced|pay|charged|detained) ~8 (?:for|over|after) ~4 (?:posting|spreading|claiming|sharing|fake|false"
        r"|rumou?rs?|inventing|post|video|hoax)|(?:truy tìm|truy xét|xác định|làm việc với|mời|triệu tập|xử lý|phạt"
        r"|bắt|khởi tố|kỷ luật) ~2 (?:người|kẻ|đối tượng|chủ|thanh niên|phụ nữ|nam|nữ) ~4 (?:tung|phát tán|đăng|lan"
        r"|dựng|bịa|ghép|loan|gieo) (?:tin|ảnh|clip|video|bài|thông tin|nội dung|chuyện|(?=[\"“'‘]))"
    ),
    "slander": r"bóp méo|xuyên tạc lời|dối trá|vu khống|vu cáo|bôi nhọ",
    "paper": (
        r"báo|tòa soạn|tạp chí|tờ|đài|nhà đài|kênh|hãng tin|ban biên tập|nhà xuất bản|chúng tôi|fanpage|trang|biên tập"
        r"|tổng biên tập|bản tin|newspaper|broadcaster"
    ),
    "published": (
        r"bài|bài viết|bài báo|bài phỏng vấn|bản tin|tin|phóng sự|phim|clip|video|ảnh(?! hưởng)|ấn phẩm|sách|số báo"
        r"|thông báo|thông cáo|bài đăng|bản đồ|chương trình|tuyên bố|công bố|danh sách|số liệu|kết quả|điểm chuẩn"
        r"|bảng điểm|văn bản|công văn|chú thích|bảng|infographic|article|report|story"
    ),
    "slip": (
        r"nhầm|nhầm lẫn|cộng trùng|tính trùng|dịch sai|sai sót|sơ suất|thiếu sót|sơ sót|lỗi (?:biên tập|kỹ thuật"
        r"|đánh máy|in ấn|chính tả|dịch)|thông tin sai|số liệu sai|không chính xác|chưa chính xác|(?:in|ghi|nhập|viết"
        r"|đăng|đưa|nêu|dẫn|đọc|phát|công bố|tính|trích|dịch|chép) (?:\S+ ){0,2}?(?:sai|nhầm)|thiếu chính xác"
        r"|chưa được kiểm chứng|thiếu kiểm chứng|không kiểm tra kỹ|một phía|con số đúng|số đúng|error|mistake"
        r"|incorrectly|misstated|wrongly"
    ),
    "regret": (
        r"xin lỗi|cáo lỗi|nhận lỗi|rút lại|rút bài|thu hồi|gỡ|sửa|công bố lại|đính chính|cải chính|nói lại|thừa nhận"
        r"|xin ~4 thứ lỗi|nhận sai|điều chỉnh|hiệu chỉnh|sửa lại|thay thế|hạ bài|apologi[sz]es?|correct(?:s|ed)?"
    ),
    "take_back": r"gỡ(?: bỏ)?|xóa|rút(?: lại)?|thu hồi|sửa|hạ|thay|cắt bỏ|dừng phát",
    # What is looked into.
    "matter": (
        r"tin đồn|lời đồn|đồn đoán|nghi vấn|nghi án|nghi|thông tin|clip|video|đoạn phim|hình ảnh|bức ảnh|ảnh(?! hưởng)"
        r"|bài viết|bài đăng|tin nhắn|ghi âm|tin báo|(?<!khởi )(?<!truy )(?<!yếu )tố|tố cáo|tố giác|phản ánh|cáo buộc"
        r"|đơn thư|lan truyền|mạng xã hội|trên mạng|facebook|zalo|tiktok|báo nêu|báo chí|bị cho là|bị đồn|xôn xao"
        r"|có hay không|dư luận|livestream|tin(?= [\"“‘'])|lộ đề|posts?|claims?|allegations?|alleging|viral|footage"
        r"|photos|rumou?rs?|reports"
    ),
    # The same before the verb, where only the plain words for it count.
    "charge": (
        r"tin đồn|lời đồn|nghi vấn|clip|video|bài viết|bài đăng|tin nhắn|tố cáo|tố giác"
        r"|(?<!khởi )(?<!truy )(?<!yếu )tố|phản ánh|lan truyền|mạng xã hội|trên mạng|đơn thư|cáo buộc|bị cho là"
        r"|báo nêu|bị đồn|truyền nhau|dân mạng|mạng nói|(?:về|trước) (?:thông tin|tin)|(?<!trưởng )đồn(?! biên| công"
        r"| trú| điền| cảnh)"
    ),
    "check": (
        r"xác minh|làm rõ|kiểm tra|kiểm chứng|rà soát|thẩm định|thẩm tra|vào cuộc|trích xuất|lấy mẫu|mở cuộc điều tra"
        r"|truy vết|đối chiếu(?! với)|đối chất|giám định|thanh tra|tìm hiểu"
    ),
    "teach": (
        r"cảnh giác|(?:không|đừng|chớ)(?: nên| vội)? (?:chia sẻ|tin|lan truyền|đăng)|nhận biết|nhận diện|phân biệt"
        r"|phòng tránh|khuyến cáo|khuyên|lời khuyên|cẩn trọng|cẩn thận|coi chừng|kiểm chứng thông tin|tuyên truyền"
        r"|phòng,? (?:,|chống)|chống tin|ứng phó|ứng xử|đối phó|ngăn chặn|ngăn ngừa|đẩy lùi|kiềm chế|kiểm soát|kỹ năng"
        r"|tỉnh táo|quy định|nghị định|dự luật|dự thảo|luật(?! sư)|đề xuất|mức phạt|tập huấn|chiến dịch|chuyên đề"
        r"|hội thảo|tọa đàm|cẩm nang|dấu hiệu|bí kíp|bí quyết|mẹo|cách (?:nhận|phân|phòng|đối|ứng|xử|tránh|kiểm|đọc"
        r"|lọc|chống|dạy)|làm sao|làm gì|học cách|dạy|gợi ý|đừng|hãy|trước khi (?:chia sẻ|đăng|tin)|lưu ý|nhắc nhở"
        r"|(?:nguồn|kênh|trang) chính (?:thống|thức)|bẫy|nguy cơ|thủ đoạn|chiêu trò|chiêu|tràn lan|tràn ngập|vấn nạn"
        r"|tác hại|miễn dịch|xử lý nghiêm|đấu tranh|không để|truy quét|tuyên chiến|định danh|cơn lũ|lo ngại|dập tin"
        r"|biến tướng|dễ tin|diễn kịch|tiểu phẩm|lừa đảo|siết|trách nhiệm|tiếp tay|lá chắn|sức đề kháng|phát động"
        r"|ra quân|hội thi|gắn nhãn|bài học|nghiên cứu|khảo sát|lý giải|quy tắc|bộ lọc|how to|beware|tips|spot"
    ),
    "netizens": (
        r"(?:(?:cư )?dân mạng|cộng đồng mạng|netizens?|(?:nhiều|vài|một số|có) người|người thì|số khác|người hâm mộ"
        r"|fan|khán giả|bình luận)[^,;]{0,50}? (?:cho rằng|nói|bảo|khẳng định|quả quyết|chắc|tin|bác bỏ|phủ nhận"
        r"|phản bác|gọi|bình luận|cho là|là)"
    ),
    "court": (
        r"bị cáo|bị can|phiên tòa|phiên xử|kháng cáo|luật sư|cáo trạng|kiểm sát viên|viện kiểm sát|hội đồng xét xử"
        r"|hđxx|lời khai|tại tòa"
    ),
    # A correction that somebody else demands, or that is refused.
    "forced": (
        r"(?:buộc|yêu cầu|đề nghị|phải|chỉ đạo|kiến nghị|không|chưa) ~5 (?:cải chính|đính chính|xin lỗi|gỡ|rút|thu hồi"
        r"|xóa)|từ chối"
    ),
    # Corrections of papers of the registry, not of the press.
    "registry": (
        r"hộ tịch|khai sinh|giấy chứng nhận|sổ đỏ|sổ hồng|năm sinh của|căn cước|họ tên|quê quán|thông tin (?:cá nhân"
        r"|địa chỉ)|giấy tờ|thửa đất|học bạ|văn bằng|bằng tốt nghiệp|giấy khám"
    ),
    # Who speaks for an office, a paper or a trade.
    "office": (
        r"công an|ubnd|ủy ban|hđnd|sở(?! hữu| thích| dĩ| tại| khanh)"
        r"|(?<!lạc )(?<!cán )(?<!toàn )(?<!nội )(?<!đồng )(?<!tiến )bộ (?!phim|ảnh|sách|máy|luật|đội|lọc|phận|sưu|quần"
        r"|dụng)\w+|cục|chi cục|(?:phó )?chủ tịch|(?:phó )?giám đốc|người phát ngôn|cơ quan|bệnh viện|lãnh đạo"
        r"|đại diện|chính quyền|biên phòng|hiệu trưởng|tòa án|viện|ban giám hiệu|nhà trường|trung tâm|chính phủ"
        r"|ngân hàng|công ty|ban quản lý|tỉnh ủy|hãng|tạp chí|tờ|báo(?! chí)|truyền thông|hiệp hội|liên đoàn|luật sư"
        r"|chuyên gia|bác sĩ|tiến sĩ|thạc sĩ|kỹ sư|trạm|hạt kiểm lâm|đoàn (?:kiểm tra|thanh tra|công tác|liên ngành)"
        r"|tổ công tác|đội|ban tổ chức|đơn vị|tài liệu|kết luận|phóng viên|trưởng (?:thôn|bản|ấp|khu|phòng|trạm)"
        r"|police|spokes\w+|ministry|department|officials?|reuters|afp|bloomberg|cnn|bbc"
    ),
    "say": (
        r"(?<!không )(?<!chưa )(?<!từ chối )(?<!lời )(?:cho biết|cho hay|xác nhận|khẳng định|thông báo|lên tiếng|nói"
        r"|trả lời|phát biểu|cảnh báo|yêu cầu|đề nghị|đưa tin|thừa nhận|cho rằng|nhận định|giải thích|ghi nhận|nêu"
        r"|cho thấy|chỉ ra|công bố|dẫn (?:lời|nguồn)|viết|kết luận|thông tin|said|says|confirmed|told)"
    ),
}
_GAP = re.compile(r"~(\d+) ")


def pattern(written: str) -> Pattern:
    """Read a pattern; a class of words may stand behind an opening quotation mark."""
    for _round in range(2):  # a class may use the notation itself, but no deeper
        for name, words in _CLASSES.items():
            written = written.replace(f"<{name}>", rf"[\"'“‘]?(?<!\w)(?:{words})(?!\w)")
    return Pattern(rf"(?<!\w)(?:{_GAP.sub(_gap, written)})(?!\w)")


def _gap(match: re.Match[str]) -> str:
    return rf"(?:[^\s;!?]+\s+){{0,{match[1]}}}?"
