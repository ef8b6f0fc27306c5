"""Words that put a unit in a good or a bad light, from the everyday language of the press."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

GOOD = (
    "khánh thành", "khởi công", "đạt chuẩn", "hoàn thành", "vượt chỉ tiêu", "tăng trưởng", "đứng đầu", "dẫn đầu",
    "khen thưởng", "biểu dương", "vinh danh", "tuyên dương", "trao tặng", "hỗ trợ", "giải cứu", "cứu sống",
    "thành công", "hiệu quả", "phát triển", "thu hút", "nâng cấp", "mở rộng", "đoàn tụ", "tri ân", "học bổng",
    "phấn khởi", "hài lòng", "khởi sắc", "đột phá", "ấn tượng", "kỷ lục", "thuận lợi", "đổi mới", "nhà ở xã hội",
    "nghĩa tình", "vô địch", "huy chương", "chiến thắng", "thắng lợi", "giành", "xuất sắc", "tỏa sáng", "thủ khoa",
    "á khoa", "giải nhất", "giải thưởng", "đoạt giải", "đạt giải", "tự hào", "tiên phong", "kiểu mẫu", "tiêu biểu",
    "điển hình", "gương sáng", "người hùng", "dũng cảm", "tử tế", "trả lại", "nhặt được", "hiến máu", "thiện nguyện",
    "tình nguyện", "tặng quà", "tặng", "trao", "chung tay", "ủng hộ", "tiếp sức", "chăm lo", "ấm áp", "yêu thương",
    "miễn phí", "nụ cười", "hạnh phúc", "xanh", "sạch đẹp", "đẹp", "hút khách", "đông khách", "hấp dẫn", "thơ mộng",
    "nổi tiếng", "di sản", "độc đáo", "đặc sắc", "bản sắc", "đặc sản", "check-in", "du khách", "lễ hội", "rực rỡ",
    "thông xe", "khai trương", "đưa vào sử dụng", "vận hành", "kết nối", "rút ngắn", "hiện đại", "đồng bộ", "bứt phá",
    "vươn mình", "cất cánh", "vượt mốc", "cán mốc", "cao nhất", "lớn nhất", "đầu tiên", "tăng mạnh", "bội thu",
    "được mùa", "được giá", "thoát nghèo", "giảm nghèo", "làm giàu", "thu nhập", "nông thôn mới", "OCOP",
    "chuyển đổi số", "tháo gỡ", "gỡ vướng", "đẩy nhanh", "về đích", "kịp thời", "cứu", "phục hồi", "khắc phục",
    "tái định cư", "triệu USD", "vốn đầu tư", "đầu tư", "chất lượng cao", "công nghệ cao", "trí tuệ nhân tạo",
    "khám phá", "chinh phục", "triển vọng", "cơ hội", "động lực", "sáng kiến", "sáng tạo", "praised", "growth",
    "award", "wins", "opens", "boost", "attracts", "record",
)  # fmt: skip
BAD = (
    "tham nhũng", "nhũng nhiễu", "sai phạm", "vi phạm", "ô nhiễm", "xả thải", "chậm tiến độ", "đội vốn", "bức xúc",
    "kêu cứu", "khởi tố", "bắt giữ", "bắt tạm giam", "lừa đảo", "tử vong", "thiệt mạng", "tai nạn", "cháy", "sạt lở",
    "ngập", "thiệt hại", "mất trắng", "bỏ hoang", "lãng phí", "xuống cấp", "hối lộ", "buôn lậu", "trái phép",
    "ma túy", "án mạng", "giết", "cướp", "trộm", "ngộ độc", "bạo lực", "tiêu cực", "yếu kém", "trì trệ", "né tránh",
    "khiếu nại", "tố cáo", "bị cáo", "kỷ luật", "thua lỗ", "phá sản", "nợ lương", "sụp đổ", "xâm hại", "hành hung",
    "tự tử", "thi thể", "chết", "bị thương", "thương vong", "mất tích", "đuối nước", "lật", "tông", "đâm", "rơi",
    "gãy", "sập", "nổ", "vỡ", "nứt", "lũ quét", "lũ lụt", "cô lập", "tan hoang", "tang thương", "động đất", "hạn hán",
    "xâm nhập mặn", "dịch bệnh", "mắc bệnh", "nhập viện", "cấp cứu", "nguy kịch", "truy nã", "bắt", "bị phạt",
    "xử phạt", "phạt tù", "lãnh án", "tử hình", "chung thân", "truy tố", "hầu tòa", "điều tra", "tạm giữ",
    "nghi phạm", "nghi can", "đánh người", "hỗn chiến", "chém", "băng nhóm", "đường dây", "tín dụng đen", "đánh bạc",
    "mại dâm", "làm giả", "hàng giả", "gian lận", "chiếm đoạt", "trục lợi", "thất thoát", "nợ", "chậm trả", "trễ hẹn",
    "dang dở", "đắp chiếu", "treo", "ùn tắc", "kẹt xe", "quá tải", "thiếu", "bất cập", "vướng mắc", "khó khăn",
    "nguy cơ", "mất an toàn", "lo lắng", "bất an", "khốn khổ", "khổ sở", "nhếch nhác", "rác thải", "hôi thối", "bụi",
    "đen ngòm", "cá chết", "phá rừng", "lấn chiếm", "cưỡng chế", "tranh chấp", "phản ánh", "phản đối", "chỉ trích",
    "tố", "lùm xùm", "bê bối", "xin lỗi", "đình chỉ", "cách chức", "thu hồi", "hủy", "đóng cửa", "sụt giảm",
    "giảm mạnh", "ế", "thua", "thất bại", "corruption", "pollution", "killed", "arrested", "dies", "crash", "flood",
    "scam", "fined",
)  # fmt: skip

Side = Literal["positive", "negative"]


@dataclass(frozen=True, slots=True)
class PolarityTag:
    """A word that speaks for a side."""

    side: Side


def polarity_phrases() -> Iterator[tuple[str, PolarityTag]]:
    """Return the words of both sides for the automaton."""
    yield from ((word, PolarityTag("positive")) for word in GOOD)
    yield from ((word, PolarityTag("negative")) for word in BAD)
