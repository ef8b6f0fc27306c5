"""Words that turn a statement round: of denial, opposites, of quantity, of certainty."""

DENIERS = frozenset(("không", "chưa", "chẳng", "chả", "đừng", "chớ"))
DOUBLE_DENIERS = frozenset(("bác bỏ", "phủ nhận", "từ chối", "hủy bỏ", "bãi bỏ", "thiếu vắng"))
SEEMING_DENIERS = frozenset(
    (
        *("không gian", "không chỉ", "không những", "không khí", "không quân", "không phận", "không ngừng"),
        *("không trung", "không ít", "không lưu", "không lực", "không kém", "chưa kể", "không tặc", "không ảnh"),
    )
)

_OPPOSITES = (
    "tăng/giảm, trước/sau, lên/xuống, cao/thấp, nhiều/ít, đầu/cuối, lớn/nhỏ, mở/đóng, bắt đầu/kết thúc, cho phép/cấm,"
    " nam/nữ, thắng/thua, mua/bán, nhập/xuất, trong/ngoài, đông/tây, bắc/nam, sáng/chiều, sáng/tối, trưa/tối,"
    " tất cả/một số, toàn bộ/một phần, đầu tiên/cuối cùng, ủng hộ/phản đối, thành công/thất bại, tích cực/tiêu cực,"
    " trên/dưới, hơn/dưới, tốt/xấu, tốt/kém, khó/dễ, nhanh/chậm, mới/cũ, luôn/hiếm, đồng ý/từ chối, chấp nhận/từ chối,"
    " mạnh/yếu, mạnh/nhẹ, dài/ngắn, rộng/hẹp, nặng/nhẹ, nóng/lạnh, giàu/nghèo, sống/chết, đã/chưa, được/bị,"
    " thuận lợi/khó khăn, an toàn/nguy hiểm, tăng/hạ, tăng/sụt, đông/vắng, đông/thưa, đủ/thiếu, thừa/thiếu, lãi/lỗ,"
    " thật/giả, đúng/sai, hợp pháp/trái phép, miễn phí/thu phí, tự nguyện/bắt buộc, tiếp tục/dừng, tiếp tục/ngừng,"
    " tạm dừng/tiếp tục, hoạt động/đóng cửa, khai trương/đóng cửa, mở rộng/thu hẹp, mở cửa/đóng cửa, nâng/hạ,"
    " tối đa/tối thiểu, trẻ/già, cha/mẹ, bố/mẹ, vợ/chồng, anh/chị, ông/bà, trai/gái, chính/phụ, ngày/đêm,"
    " quá khứ/tương lai, trực tiếp/gián tiếp, nội địa/quốc tế, trong nước/nước ngoài, công lập/tư thục,"
    " cải thiện/suy giảm, hồi phục/suy giảm, tăng trưởng/suy giảm, khen/chê, khen/phạt, tin tưởng/nghi ngờ,"
    " hài lòng/thất vọng, vui/buồn, đồng tình/phản đối, tham gia/rút khỏi, thuê/mua, vay/trả, khởi công/hoàn thành,"
    " thiếu/đầy đủ, hạn chế/khuyến khích, ngăn chặn/thúc đẩy, giữ nguyên/thay đổi, ổn định/biến động, chủ động/bị động,"
    " dương tính/âm tính, chủ quan/khách quan, hòa bình/chiến tranh, tấn công/phòng thủ, ưu điểm/nhược điểm, lợi/hại,"
    " phổ biến/hiếm, thường xuyên/hiếm khi, dễ dàng/khó khăn, tiến/lùi, xa/gần, sớm/muộn, sớm/trễ, nhất/nhì, vàng/bạc,"
    " bạc/đồng, vô địch/á quân, hoàn toàn/một phần, đa số/thiểu số, hầu hết/một số, khẳng định/phủ nhận,"
    " công nhận/bác bỏ, phê duyệt/bác bỏ, bắt buộc/khuyến khích, tạm giữ/thả, nới lỏng/siết chặt, thắt chặt/nới lỏng"
)


def _opposites() -> dict[str, frozenset[str]]:
    """Return every word, or pair of words, with its opposites."""
    found: dict[str, set[str]] = {}
    for pair in _OPPOSITES.split(", "):
        one, other = pair.strip().split("/")
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


OPPOSITES = _opposites()

# How much of something; a change of one for another changes what is said.
ALL = frozenset(
    ("tất cả", "toàn bộ", "mọi", "luôn", "luôn luôn", "duy nhất", "chỉ", "hoàn toàn", "tuyệt đối", "toàn thể", "đều")
)
SOME = frozenset(("một số", "một phần", "vài", "nhiều", "hầu hết", "đa số", "phần lớn", "đôi khi", "thỉnh thoảng"))
MAY = frozenset(("có thể", "dự kiến", "có khả năng", "nguy cơ", "dự báo", "đề xuất", "xem xét", "khả năng", "nghi"))
WILL = frozenset(("sẽ", "sắp", "chuẩn bị", "kế hoạch"))
DONE = frozenset(("đã", "vừa", "rồi", "xong", "hoàn tất"))
CAUSE = frozenset(("vì", "do", "bởi", "nên", "khiến", "dẫn đến", "nhờ", "giúp", "nhằm", "để", "khiến cho", "gây"))
MOST = frozenset(("nhất", "hàng đầu", "đầu tiên", "kỷ lục", "rất", "cực kỳ", "vô cùng", "đặc biệt", "quá"))
EVEN = frozenset(("ngoài ra", "đồng thời", "bên cạnh", "thậm chí", "hơn nữa", "và", "cùng", "cũng", "còn", "thêm"))
GROUPS = {"all": ALL, "some": SOME, "may": MAY, "will": WILL, "done": DONE, "cause": CAUSE, "most": MOST, "even": EVEN}
