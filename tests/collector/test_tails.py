"""Lines that lead elsewhere go, sentences that only begin like them stay."""

import pytest

from collector.tails import without_tails

BODY = "Giá vàng miếng tăng một triệu đồng mỗi lượng.\nGiá bạc gần như đứng yên."
ANYWHERE = """
Xem thêm: Giá vàng nhẫn lập đỉnh
>> Giá vàng nhẫn lập đỉnh
>>> Xem thêm: Giá vàng nhẫn lập đỉnh
» Giá bạc hôm nay
Đọc thêm: Giá bạc hôm nay
Đọc tiếp >>
Xem thêm
Tin liên quan
Tin liên quan: Giá bạc hôm nay
TIN CÙNG CHUYÊN MỤC
Đọc nhiều
Có thể bạn quan tâm:
Từ khóa: giá vàng, giá bạc
Mời bạn đọc thêm: Giá bạc hôm nay
Bình luận (3)
"""
AT_FOOT = """
Mời quý độc giả đón xem chương trình lúc 20h trên kênh của báo.
Mời bạn đọc theo dõi các tin khác trên trang của chúng tôi.
Theo dõi Báo Mẫu trên Google News để không bỏ lỡ tin mới.
Đón đọc tin tức của báo trên Zalo
Bạn đọc có thể gửi ý kiến về địa chỉ tòa soạn.
Quý độc giả có thể theo dõi báo trên ứng dụng.
Hotline: 0900 000 000
Đường dây nóng của Báo Mẫu: 0900 000 000
Quét mã QR để tải ứng dụng
Mọi ý kiến đóng góp xin gửi về tòa soạn
1 2 3 4 Tiếp
Trang 1 2 3 Tiếp
Trang trước Trang sau
1 | 2 | 3 Trang sau »
"""
NEWS = """
Xem thêm hai phiên nữa, giới đầu tư mới quyết định mua vào.
Đọc thêm sách là cách ông giữ đầu óc minh mẫn.
Theo dõi giá trên sàn thế giới, chuyên gia dự báo vàng còn tăng.
Bạn đọc có thể ủng hộ gia đình chị Mẫu tại ấp 2, xã Mẫu.
Đường dây nóng của Công an tỉnh: 0900 000 000
Bình luận về quyết định này, ông Mẫu nói sẽ kháng cáo.
Chia sẻ với báo chí, bà Mẫu cho biết đã nhận đủ tiền.
Tin liên quan đến vụ cháy lan nhanh trên mạng trong đêm.
Mời thầu lần hai
Trang 3 của hồ sơ bị mất.
1.200 tỷ đồng
2026
Ngày 15/10/2026
"""


@pytest.mark.parametrize("line", ANYWHERE.strip().splitlines())
def test_a_line_that_points_elsewhere_goes_wherever_it_stands(line):
    first, second = BODY.split("\n")
    assert without_tails(f"{first}\n{line}\n{second}\n{line}") == BODY


@pytest.mark.parametrize("line", AT_FOOT.strip().splitlines())
def test_an_invitation_goes_from_the_foot_and_only_from_there(line):
    assert without_tails(f"{BODY}\n{line}") == BODY
    assert without_tails(f"{line}\n{BODY}") == f"{line}\n{BODY}"


@pytest.mark.parametrize("line", NEWS.strip().splitlines())
def test_news_stays(line):
    assert without_tails(f"{line}\n{BODY}\n{line}") == f"{line}\n{BODY}\n{line}"


def test_several_tails_go_together():
    assert without_tails(f"{BODY}\nMời quý độc giả đón xem.\n1 2 3 Tiếp\nTin khác:") == BODY


@pytest.mark.parametrize("line", ["1 " * 5000, "> " * 5000, "Xem thêm" * 5000, "Mời bạn đọc " + "trên " * 5000])
def test_an_endless_line_is_read_at_once(line):
    assert without_tails(line)
