"""Cue phrases of the truth axis and of tone: what an article does with a claim, never whether the claim is true."""

from collections.abc import Iterator
from dataclasses import dataclass

CUES: dict[str, tuple[str, ...]] = {
    # Words that name content as false.
    "false": (
        "tin giả", "tin sai sự thật", "thông tin sai sự thật", "sai sự thật", "thông tin giả", "thông tin sai lệch",
        "tin sai lệch", "tin thất thiệt", "thông tin thất thiệt", "thất thiệt", "bịa đặt", "xuyên tạc", "bóp méo",
        "vu khống", "bôi nhọ", "thêu dệt", "không đúng sự thật", "thông tin không chính xác", "thông tin không đúng",
        "deepfake", "cắt ghép", "dàn dựng", "ảnh do AI tạo ra", "clip do AI tạo ra", "video do AI tạo ra",
        "hình ảnh giả mạo", "thông tin giả mạo", "tin vịt", "fake news", "false information", "misinformation",
        "disinformation",
    ),
    # Words for a claim that goes around.
    "rumour": (
        "tin đồn", "đồn đoán", "đồn thổi", "lời đồn", "lan truyền", "xôn xao", "dậy sóng mạng", "dân mạng",
        "mạng xã hội", "thông tin cho rằng", "chưa được kiểm chứng", "chưa kiểm chứng", "chưa xác minh",
        "chưa rõ thực hư", "thực hư", "nghi vấn", "clip", "đoạn video", "bị tố", "tố cáo", "phản ánh", "báo nêu",
        "facebook", "tiktok", "zalo", "tin nhắn", "rumour", "rumor", "rumours", "rumors", "nghi lộ đề", "lộ đề",
    ),
    # Claims told as fact with nobody to answer for them.
    "unattributed": (
        "theo nguồn tin riêng", "nguồn tin riêng", "một nguồn tin cho biết", "một nguồn tin cho hay",
        "theo một nguồn tin", "nguồn tin giấu tên", "một nguồn tin giấu tên", "người dân nghe nói",
        "nhiều người nghe nói", "dân nghe nói", "bà con nghe nói", "nghe đồn", "nghe đâu", "đồn rằng", "người ta đồn",
        "dân làng đồn", "rộ tin", "rộ lên tin", "râm ran chuyện", "râm ran tin", "râm ran thông tin",
        "dư luận râm ran", "người dân râm ran", "chia sẻ chóng mặt", "lan truyền chóng mặt", "lan truyền rằng",
        "lan truyền thông tin", "lan truyền tin", "lan truyền nhau rằng", "truyền tai nhau rằng",
        "truyền tai nhau chuyện", "truyền tai nhau thông tin", "rỉ tai nhau", "chưa rõ thực hư", "thông tin cho rằng",
        "không rõ nguồn gốc thông tin", "rumour has it", "rumor has it", "unconfirmed reports",
    ),
    # A claim is denied.
    "denial": (
        "bác bỏ", "phủ nhận", "bác thông tin", "bác tin đồn", "bác tin", "khẳng định không có", "khẳng định không",
        "không có chuyện", "không có việc", "không đúng sự thật", "không chính xác", "là không đúng",
        "hoàn toàn bịa đặt", "là bịa đặt", "là tin giả", "là sai sự thật", "là tin sai sự thật", "là tin thất thiệt",
        "là tin bịa đặt", "chỉ là tin đồn", "là thất thiệt", "là vu khống", "là thông tin sai sự thật",
        "là thông tin thất thiệt", "là thông tin bịa đặt", "là xuyên tạc", "là thông tin giả", "là giả",
        "không có cơ sở", "cảnh báo tin giả", "cảnh báo thông tin giả", "không phải sự thật", "là clip cũ",
        "là hình ảnh cũ", "không xảy ra", "denies", "denied", "debunks", "debunked",
    ),
    # Denials of something else: charges, appeals, drafts.
    "no_denial": (
        "bác bỏ kháng cáo", "bác bỏ đơn", "bác bỏ đề xuất", "bác bỏ yêu cầu", "bác bỏ đề nghị", "bác bỏ cáo buộc",
        "bác bỏ dự luật", "bác bỏ phán quyết", "bác bỏ lệnh", "phủ nhận cáo buộc", "phủ nhận hành vi", "phủ nhận tội",
        "không thể phủ nhận", "không phủ nhận", "không bác bỏ", "chưa bác bỏ", "khó phủ nhận", "không thể bác bỏ",
    ),
    "verify": (
        "xác minh", "đang xác minh", "làm rõ", "thẩm định", "kiểm chứng", "yêu cầu báo cáo", "vào cuộc", "thực hư",
        "kiểm tra thông tin", "kiểm tra phản ánh", "chưa có kết luận", "đang kiểm tra", "chỉ đạo kiểm tra",
        "kiểm tra, xử lý", "rà soát thông tin", "yêu cầu kiểm tra", "có thật", "sự thật về", "giải mã", "có đúng là",
        "làm rõ thông tin", "xác minh thông tin", "nói gì về", "verify", "verifying", "investigating",
    ),
    "no_verify": ("xác minh nhân thân", "xác minh danh tính", "làm rõ nguyên nhân tử vong", "chưa xác minh"),
    "sanction": (
        "xử phạt", "phạt tiền", "bị phạt", "phạt hành chính", "triệu tập", "mời làm việc", "mời lên làm việc",
        "khởi tố", "bắt giữ", "bắt tạm giam", "tạm giữ", "tạm giam", "tuyên án", "lĩnh án", "tước thẻ nhà báo",
        "thu hồi thẻ nhà báo", "đình bản", "thu hồi giấy phép", "xử lý nghiêm", "xử lý người", "xử lý trường hợp",
        "phạt 5 triệu", "phạt 7,5 triệu", "phạt 10 triệu", "buộc gỡ bỏ", "fined", "arrested", "đề nghị truy tố",
        "làm việc với", "bị xử lý", "bị bắt", "điều tra", "truy tìm", "kiểm điểm", "công an làm việc", "bắt người",
    ),
    "correction": (
        "cải chính", "đính chính:", "đính chính bài", "bài viết đính chính", "vừa đính chính", "đã đính chính",
        "xin đính chính", "đính chính và xin lỗi", "thông tin cải chính", "xin lỗi bạn đọc", "xin lỗi độc giả",
        "nói lại cho rõ", "gỡ bài", "rút bài", "thu hồi ấn phẩm", "bài viết đã được gỡ", "bài viết đã bị gỡ",
        "đã gỡ bỏ bài viết", "đã gỡ bỏ bài báo", "cáo lỗi bạn đọc", "cáo lỗi độc giả", "xin lỗi quý bạn đọc",
        "xin lỗi quý độc giả", "đính chính thông tin bài", "correction:", "we apologise", "we apologize",
    ),
    # Corrections of papers of the registry, not of the press.
    "no_correction": (
        "buộc cải chính", "buộc đính chính", "buộc gỡ bài và đăng cải chính", "buộc gỡ bỏ bài", "cải chính hộ tịch",
        "thay đổi, cải chính", "cải chính giấy khai sinh", "đính chính sổ đỏ", "đính chính sổ hồng",
        "đính chính giấy chứng nhận", "đính chính thông tin trên giấy", "đính chính thông tin cá nhân",
        "cải chính năm sinh",
    ),
    "advice": (
        "cảnh giác", "không chia sẻ", "không nên chia sẻ", "không tin theo", "cách nhận biết", "nhận biết",
        "nhận diện", "phòng tránh", "khuyến cáo", "cẩn trọng", "kiểm chứng thông tin", "tuyên truyền",
        "phòng, chống tin giả", "phòng chống tin giả", "chống tin giả", "kỹ năng", "tỉnh táo", "ứng phó tin giả",
        "quy định về", "how to spot",
    ),
    # "giả" in another sense: counterfeit goods, forged papers, impostors.
    "other": (
        "hàng giả", "tiền giả", "bằng giả", "bằng cấp giả", "giấy tờ giả", "chứng chỉ giả", "thuốc giả", "sữa giả",
        "mỹ phẩm giả", "con dấu giả", "biển số giả", "công an giả", "bác sĩ giả", "giả danh", "mạo danh", "giả mạo",
        "tài liệu giả", "cấp khống", "vàng giả", "rượu giả", "phân bón giả", "hồ sơ giả", "sổ đỏ giả",
        "giấy khám sức khỏe giả", "xăng giả", "làm giả", "counterfeit", "forged",
    ),
    "authority": (
        "công an", "UBND", "ủy ban nhân dân", "HĐND", "sở", "bộ", "cục", "chi cục", "chủ tịch", "phó chủ tịch",
        "giám đốc", "phó giám đốc", "người phát ngôn", "cơ quan chức năng", "cơ quan công an", "bệnh viện",
        "lãnh đạo", "đại diện", "chính quyền", "bộ đội biên phòng", "BĐBP", "trưởng phòng", "hiệu trưởng", "tòa án",
        "viện kiểm sát", "ban giám hiệu", "nhà trường", "trung tâm xử lý tin giả", "cơ quan điều tra",
        "trưởng công an", "chính phủ", "ngân hàng nhà nước", "công ty", "ban quản lý", "tỉnh ủy", "ngành chức năng",
        "tờ", "truyền thông", "hãng tin", "báo", "police", "spokesperson", "ministry", "reuters", "afp", "bloomberg",
        "cnn", "bbc", "luật sư", "chuyên gia", "bác sĩ", "ông", "bà",
    ),
    "say": (
        "cho biết", "cho hay", "thông tin", "xác nhận", "khẳng định", "thông báo", "lên tiếng", "nói", "trả lời",
        "phát biểu", "cảnh báo", "yêu cầu", "đề nghị", "đưa tin", "loan tin", "dẫn", "said", "says", "confirmed",
    ),
    "positive": (
        "khánh thành", "khởi công", "đạt chuẩn", "hoàn thành", "vượt chỉ tiêu", "tăng trưởng", "đứng đầu", "dẫn đầu",
        "khen thưởng", "biểu dương", "vinh danh", "tuyên dương", "trao tặng", "hỗ trợ", "giải cứu", "cứu sống",
        "thành công", "hiệu quả", "phát triển", "thu hút", "nâng cấp", "mở rộng", "đoàn tụ", "tri ân", "học bổng",
        "phấn khởi", "hài lòng", "khởi sắc", "đột phá", "ấn tượng", "kỷ lục", "thuận lợi", "đổi mới", "nhà ở xã hội",
        "nghĩa tình", "praised", "growth", "award",
    ),
    "negative": (
        "tham nhũng", "nhũng nhiễu", "sai phạm", "vi phạm", "ô nhiễm", "xả thải", "chậm tiến độ", "đội vốn",
        "bức xúc", "kêu cứu", "khởi tố", "bắt giữ", "bắt tạm giam", "lừa đảo", "tử vong", "thiệt mạng", "tai nạn",
        "cháy", "sạt lở", "ngập", "thiệt hại", "mất trắng", "bỏ hoang", "lãng phí", "xuống cấp", "hối lộ", "buôn lậu",
        "trái phép", "ma túy", "án mạng", "giết", "cướp", "trộm", "ngộ độc", "bạo lực", "tiêu cực", "yếu kém",
        "trì trệ", "né tránh", "khiếu nại", "tố cáo", "bị cáo", "kỷ luật", "thua lỗ", "phá sản", "nợ lương", "sụp đổ",
        "xâm hại", "hành hung", "tự tử", "corruption", "pollution", "killed", "arrested",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CueTag:
    """A cue of a group."""

    group: str


def cue_phrases() -> Iterator[tuple[str, CueTag]]:
    """Return every cue for the automaton."""
    return ((phrase, CueTag(group)) for group, phrases in CUES.items() for phrase in phrases)
