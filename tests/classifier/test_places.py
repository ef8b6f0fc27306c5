"""Which articles concern Tây Ninh: named cases with both readings of each trap."""

from dataclasses import replace

import pytest

from classifier.judge import Judge

MAIN = {
    "province in the title": ("Tây Ninh khởi công khu đô thị mới", ""),
    "former province in the title": ("Long An thu hút thêm ba dự án", ""),
    "border gate in the title": ("Thông quan nhanh hơn ở Mộc Bài", ""),
    "gate Xa Mát in the title": ("Xa Mát đón đoàn khách đầu tiên", ""),
    "mountain in the title": ("Cấm leo núi Bà Đen vì nguy cơ sạt lở", ""),
    "lake in the title": ("Hồ Dầu Tiếng xả lũ", "Nước sông Sài Gòn dâng cao."),
    "capitals throughout": ("TÂY NINH MỞ RỘNG CỬA KHẨU", ""),
    "decomposed letters": ("Ta\u0302y Ninh mở rộng cửa khẩu", ""),
    "no-break space in the name": ("Tây\u00a0Ninh mở rộng cửa khẩu", ""),
    "zero-width space in the name": ("Tây\u200b Ninh mở rộng cửa khẩu", ""),
    "two spaces in the name": ("Ngày hội ở Tây  Ninh", ""),
    "new tone placement": ("Lễ hội ở Toà thánh Tây Ninh", ""),
    "office in the text": ("Bắt nhóm trộm", "Công an tỉnh Tây Ninh vừa bắt giữ hai người."),
    "committee in the text": ("Xây trường mới", "UBND tỉnh Tây Ninh phê duyệt dự án trường học."),
    "party committee in the text": ("Nhân sự mới", "Ông A làm Phó bí thư Tỉnh ủy Tây Ninh."),
    "place of the event": ("Nữ sinh gặp tai nạn", "Một nữ sinh ở Tây Ninh bị ngã khi đến trường."),
    "one of three with its own fact": (
        "Vành đai 4 sắp khởi công",
        "Tuyến dài 159 km qua TP HCM, Đồng Nai và Tây Ninh.",
    ),
    "commune with its province": ("Cửa hàng 0 đồng", "Cửa hàng đặt tại xã Tân Trụ, tỉnh Tây Ninh."),
    "commune and province in brackets": ("Tai nạn", "Công an xã Mỹ Hạnh (Tây Ninh) đang điều tra vụ va chạm."),
    "ward and province in brackets": ("Di sản", "Tòa thánh Tây Ninh (P.Long Hoa, tỉnh Tây Ninh) được xây năm 1933."),
    "sure commune alone": ("Thủ Thừa đón làn sóng an cư", ""),
    "ward Long An of today": ("Bắn pháo hoa", "Pháo hoa được bắn tại phường Long An vào tối 2-9."),
    "former district": ("Tìm bị hại", "Công an huyện Mộc Hóa ra thông báo tìm bị hại."),
    "industrial zone": ("Nhà máy mới", "Dự án nằm trong khu công nghiệp Phước Đông."),
    "English title": ("Tay Ninh opens new border gate", ""),
    "English province": ("New port", "The port in Long An province opens in May."),
    "Chinese with the word province": ("越南西宁省新口岸开通", ""),
    "lottery winner is news": ("Trúng 14 tờ", "Một người ở Tây Ninh ngày nào cũng mua cùng dãy số."),
    "club in the title": ("Highlight CLB Bắc Ninh 2-1 CLB Long An", "Trận đấu ở giải hạng nhất."),
    "reader in brackets but the title names it": ("Tây Ninh: thêm bệnh viện mới", "(Ngọc, Long An)"),
    "title list of five": ("Rà soát dự án tại Hà Nội, TP.HCM, Đà Nẵng, Khánh Hòa và Tây Ninh", ""),
    "border post": ("Phạt 10 người", "Đồn biên phòng Tuyên Bình ra quyết định xử phạt 10 người."),
    "many bare mentions": ("Ghi chép", "x " * 400 + "Tây Ninh đẹp. Tây Ninh hiền. Tây Ninh xanh."),
    "company named after its site": ("Giải thưởng bất động sản", "Prodezi Long An được vinh danh tại Hà Nội."),
    "one late bare mention": ("Tai nạn", "Ông H. bị va chạm. " * 60 + "Ông đang đi từ Long An về nhà."),
    "Mĩ for Mỹ": ("Mĩ Quý Tây có cầu mới", ""),
    "hyphen in the name": ("Cao tốc mới về Tây-Ninh", ""),
    "name over the end of a line": ("Tin mới", "Sáng nay tại Tây\nNinh có mưa."),
    "no marks at all": ("Nguoi dan Tay Ninh don Tet", "Cong an tinh Tay Ninh cho biet khong co tai nan."),
}
PASSING = {
    "reader in brackets": ("Viêm gan B có lây không?", "Tôi mắc bệnh, phải làm gì? (Ngọc Nhung, Tây Ninh)"),
    "reader with age": ("Nấu canh nên đậy nắp?", "Nên đậy hay mở nắp nồi? (My, 32 tuổi, Tây Ninh)"),
    "reader from the former province": ("Điều trị viêm gân", "Tôi có thể uống thuốc gì? (Ngọc Trang, Long An)"),
    "patient in brackets": ("Máy cắt cỏ gãy lưỡi", "Lưỡi máy văng vào chân anh T. (43 tuổi, ở Long An)."),
    "delegation of a deputy": ("Góp ý dự luật", "Đại biểu Lê Thị A (đoàn Tây Ninh) nói thời hạn quá ngắn."),
    "delegation with its full name": ("Góp ý dự luật", "Ông A (đoàn ĐBQH tỉnh Tây Ninh) đề nghị sửa điều 3."),
    "birthplace": ("Tân Hoa hậu", "Người đẹp quê Tây Ninh đăng quang tối qua."),
    "birthplace with the word province": ("Nhân sự", "Ông Quang 58 tuổi, quê tỉnh Tây Ninh."),
    "residence of a suspect": ("Tạm giữ tài xế", "Tạm giữ anh H. (sinh năm 2005, trú tại Tây Ninh) để điều tra."),
    "residence as an address": ("Bắt nghi phạm", "Nghi phạm ngụ xã Hậu Nghĩa, tỉnh Tây Ninh bị bắt ở Đà Nẵng."),
    "long list": (
        "Mưa lớn",
        "Mưa ở An Giang, Cà Mau, Đồng Tháp, Tây Ninh, Vĩnh Long, Cần Thơ, Huế, Đà Nẵng, Gia Lai và Lâm Đồng.",
    ),
    "lottery table": ("XSTN 18/4 - Kết quả xổ số Tây Ninh hôm nay", "Xổ số Tây Ninh, giải tám 12."),
    "southern lottery": ("Kết quả xổ số miền Nam ngày 23 tháng 8 - KQXS", "Đài TP.HCM, đài Long An, đài Hậu Giang."),
    "weather table": ("Dự báo thời tiết ngày 5/9", "Tây Ninh 31 độ, Hà Nội 27 độ."),
    "price table": ("Giá heo hơi hôm nay 28/6", "Tây Ninh 68.000 đồng, Hà Nội 69.000 đồng."),
    "number plate": ("Xe khách bốc cháy", "Chiếc xe biển số Tây Ninh bốc cháy ở Huế."),
    "newspaper behind the title": ("Ba nước công nhận Palestine - Báo Tây Ninh", ""),
    "club in the text": ("Lịch thi đấu V-League hôm nay", "Trận đấu với CLB Long An diễn ra lúc 16 giờ."),
    "small letters": ("du lịch", "Cuối tuần đi tây ninh chơi với bạn."),
    "end of a motorway": ("Nút giao mới ở Cần Giờ", "Nút giao nối với cao tốc Bến Lức - Long Thành."),
    "ambiguous commune with a unit": ("Xưởng nhựa cháy", "Xưởng nhựa ở xã Mỹ Hạnh cháy trong đêm."),
    "street": ("Sửa đường", "Công nhân sửa đường Tây Ninh trong hai ngày."),
}
NONE = {
    "two lines that only seem to join": ("Mưa lớn ở miền Tây", "Mưa lớn ở miền Tây\nNinh Bình nắng đẹp."),
    "nothing named": ("Giá vàng tăng", "Giá vàng trong nước tăng mạnh."),
    "ward of another province": ("Bão vào Khánh Hòa", "Người dân phường Tây Ninh Hòa sơ tán."),
    "west of another province": ("Cao tốc phía tây Ninh Bình", "Đường ở phía tây Ninh Bình."),
    "Hạ Long is safe": ("Hạ Long an toàn", "Du khách đến Hạ Long an toàn."),
    "commune of Đồng Nai": ("Thu hồi đất", "Người dân xã Long An, huyện Long Thành, tỉnh Đồng Nai nhận đền bù."),
    "commune Long An elsewhere": ("Cháy nhà", "Nhà cháy ở xã Long An, tỉnh Vĩnh Long."),
    "person": ("Nghệ sĩ mới", "Ca sĩ Nguyễn Long An ra mắt khán giả."),
    "ward of another city": ("Triều cường", "Đường ở phường Tân Hưng, TP.HCM ngập nặng."),
    "ward in brackets elsewhere": ("Bắt nghi phạm", "Công an P.Hòa Thành (Cà Mau) bắt giữ nghi phạm."),
    "district of a city": ("Kẹt xe", "Kẹt xe ở quận Tân Phú kéo dài."),
    "ambiguous name alone": ("Bình Minh ra mắt sách", "Tác giả Bình Minh giới thiệu sách ở Hà Nội."),
    "ambiguous name with a foreign province": ("Cá sấu", "Dân xã Tân Thành, tỉnh Cà Mau gặp cá sấu."),
    "ambiguous name in small letters": ("Ngắm bình minh", "Du khách ngắm bình minh trên biển."),
    "Dầu Tiếng alone": ("Cao su Dầu Tiếng", "Công ty cao su Dầu Tiếng họp đại hội."),
    "Xining in China": ("西宁市举行活动", "青海省西宁市今天举行活动。"),
    "inside a longer word": ("Tây Ninhh", "xTây Ninh"),
    "Đồng Tháp Mười alone": ("Lũ về", "Nước lũ tràn về Đồng Tháp Mười."),
    "across two lines": ("Bản tin", "Du khách đến Hạ Long\nAn ninh được giữ vững."),
}
CASES = [
    (grade, name, *case)
    for grade, cases in (("main", MAIN), ("passing", PASSING), ("none", NONE))
    for name, case in cases.items()
]


@pytest.mark.parametrize(
    ("grade", "title", "text"), [(g, t, x) for g, _n, t, x in CASES], ids=[f"{g}: {n}" for g, n, _t, _x in CASES]
)
def test_grade(judge, grade, title, text):
    found = judge.judge(title, text).places["tay-ninh"]
    assert (found.grade, found.relevant) == (grade, grade == "main")
    assert bool(found.matches) == (grade != "none")


def test_there_are_enough_cases():
    assert len(CASES) >= 60


@pytest.mark.parametrize("name", ["Tây Ninh", "Long An", "Mộc Bài", "Xa Mát", "núi Bà Đen", "hồ Dầu Tiếng"])
@pytest.mark.parametrize(
    "frame", ["{}", "Tin vắn: {}.", "nhắc tới {} rồi thôi", "({})", "“{}”", "A, {}, B", "Nhóm {} Travel"], ids=range(7)
)
def test_a_bare_mention_is_never_nothing(judge, name, frame):
    for title, text in ((frame.format(name), ""), ("", frame.format(name)), ("Tin", frame.format(name.upper()))):
        assert judge.judge(title, text).grade("tay-ninh") != "none"


def test_spans_count_code_points_of_the_field_as_given(judge):
    text = "\ufeffỞ  cửa khẩu Mo\u0323\u0302c Bài và Tây\u200bNinh"
    (match,) = judge.judge("", text).places["tay-ninh"].matches
    assert (match.place, match.field, text[match.start : match.end]) == ("moc-bai", "text", "Mo\u0323\u0302c Bài")
    assert match.text == text[match.start : match.end]


@pytest.mark.usefixtures("english")
def test_why_is_said_in_words(judge):
    (match,) = judge.judge("Đông khách ở Mộc Bài", "").places["tay-ninh"].matches
    assert match.why == "border gate of the profile; named in the title"


def test_why_is_said_in_vietnamese_by_default(judge):
    (match,) = judge.judge("Đông khách ở Mộc Bài", "").places["tay-ninh"].matches
    assert match.why == "cửa khẩu của tỉnh; được nêu ở tiêu đề"


def test_localities_come_from_gates_and_communes(judge):
    found = judge.judge("Đông khách ở Mộc Bài", "Xã Tân Châu và Cần Giuộc cũng đông, tỉnh Tây Ninh cho biết.")
    assert set(found.places["tay-ninh"].localities) == {"ben-cau", "tan-chau", "can-giuoc"}


def test_a_home_outlet_vouches_for_ambiguous_communes(judge):
    title, text = "Tin địa phương", "Xã Tân Hội làm đường mới."
    away = judge.judge(title, text, outlet_id="bao-khac").places["tay-ninh"]
    home = judge.judge(title, text, outlet_id="bao-tay-ninh").places["tay-ninh"]
    assert (away.grade, home.grade) == ("passing", "main")
    assert away.matches[0].why != home.matches[0].why


def test_the_gate_lets_through_whatever_the_judge_would_keep(judge):
    for _grade, _name, title, text in CASES:
        if judge.judge(title, text).grade("tay-ninh") != "none":
            assert judge.may_match(f"{title}\n{text}")


def test_the_gate_stops_a_text_without_any_name(judge):
    assert not judge.may_match("Giá vàng trong nước tăng mạnh sáng nay")


def test_a_profile_may_ask_for_more(tay_ninh):
    strict = Judge([replace(tay_ninh, threshold=0.9)], [])
    assert strict.judge("Tây Ninh mở cửa khẩu", "").grade("tay-ninh") == "passing"
