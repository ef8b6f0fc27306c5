"""One case at least for every rule of the role grammar; the sentences are made up for the test."""

import pytest

from classifier.role_grammar import PAIRS, RULES
from classifier.text import read
from core.text import unmark

CASES = (
    # Who passes a claim on, and who does not.
    ("carrier", "Dân chợ xôn xao chuyện nước máy có mùi lạ", "Người nọ bảo người kia nhà máy bị đổ trộm hóa chất."),
    ("carrier", "Sắp thu phí đường ven biển?", "Tài xế truyền nhau thông tin tháng sau sẽ dựng trạm thu phí."),
    (
        "carrier",
        "Đại gia thâu tóm khu nghỉ dưỡng",
        "Theo nguồn tin trong giới, giá đã chốt. Một người giấu tên nói vậy.",
    ),
    ("carrier", "Hoa hậu ngầm ly hôn", "Cư dân mạng soi ảnh rồi đồn đoán hôn nhân đã rạn nứt. Cô vẫn im lặng."),
    ("carrier", "Ngân hàng sắp sáp nhập", "Tin đồn về thương vụ đang gây xôn xao. Chưa có xác nhận."),
    ("carrier", "Hospital merger on the cards", "Unnamed insiders claim two private hospitals have agreed to merge."),
    ("none", "Loài chó lông xanh", "Lông chó đổi màu, gây ra nhiều đồn đoán."),
    ("none", "Chuyện làng xưa", "Cuốn sách chép lại lời đồn mà người ta kể bên giếng nước."),
    ("none", "Giá lúa giảm", "“Nghe nói bên kia ngưng mua”, ông Bùi Văn Sết nói."),
    # Who denies a claim.
    ("debunk", "Nam ca sĩ phản pháo tin nợ nần", ""),
    ("debunk", "Diễn viên phủ nhận chuyện ly hôn", ""),
    ("debunk", "Xuất hiện tin vỡ nợ, chủ tịch tập đoàn lập tức bác bỏ", "Ông đã phủ nhận trước báo giới."),
    ("debunk", "Vụ sập mỏ: công ty nói gì?", "Trước tin đồn mỏ có người chết, công ty lên tiếng phủ nhận."),
    ("debunk", "Người mẫu phẫn nộ trước tin đồn bỏ con", ""),
    ("debunk", "Ca sĩ lên tiếng về tin đồn giải nghệ", ""),
    ("debunk", "Vướng tin đồn rạn nứt, cặp đôi lên tiếng trấn an khán giả", ""),
    ("debunk", "Vị tướng tái xuất sau tin đồn tử trận", ""),
    ("debunk", "Sau tin đồn đột quỵ, nghệ sĩ vẫn khỏe", ""),
    ("debunk", "Đội bóng: “Chúng tôi không nợ lương”", "Nhiều diễn đàn quả quyết cầu thủ dọa bỏ tập."),
    ("debunk", "Ca sĩ vẫn khỏe mạnh, không phải đã qua đời", "Tin buồn lan truyền từ sáng."),
    ("debunk", "Đốm lửa trên đèo: Hóa ra là đèn thợ săn", "Cả tháng nay dân đồn có ma."),
    ("debunk", "Ngân hàng: Tin chủ tịch bỏ trốn là bịa", ""),
    ("debunk", "Bản đồ “ngập cả tỉnh” là hàng dựng", ""),
    ("debunk", "Thông tin đóng cửa cửa khẩu sai sự thật", ""),
    ("debunk", "Về văn bản cho học sinh nghỉ", "Sở cho hay nội dung văn bản không chính xác."),
    ("debunk", "Chuyện cầu thủ bỏ đội", "Giám đốc gọi tin này là chuyện tưởng tượng, dù tin đồn chưa dứt."),
    ("debunk", "Bệnh này không hề mới như tin đồn", ""),
    ("debunk", "Trung tâm gắn nhãn tin giả với clip sóng thần", ""),
    ("debunk", "Chuyện nữ sinh mất tích", "Công an xác minh và kết luận nội dung nêu trên là tin giả."),
    ("debunk", "Chuyện mất trộm ở chợ", "Cậu bé thừa nhận tự bịa ra để khỏi bị mắng. Tin đồn làm cả chợ sợ."),
    ("debunk", "Clip trẻ em ở bếp ăn", "Clip này đã bị cắt ghép từ hai đoạn phim khác nhau."),
    ("debunk", "Nghệ sĩ khổ vì tin đồn thất thiệt", ""),
    ("debunk", "Tin giả về mưa đá lại lan truyền", ""),
    ("debunk", "Kiểm chứng: ảnh rồng trên núi", "Ảnh lấy từ một đồ án tốt nghiệp."),
    ("debunk", "Nghe đồn có người không có thật ở nghĩa trang", ""),
    ("debunk", "Bầy khỉ lạ trên đảo", "Tin đồn lan khắp xóm. Kiểm lâm kiểm tra và kết luận đây là chó nuôi."),
    ("debunk", "Thư mời lạ của trường", "Nhà trường xác nhận văn bản này giả."),
    ("debunk", "Lá cây chữa ung thư: sự thật ra sao?", "Theo bác sĩ, chưa nghiên cứu nào cho thấy điều này."),
    ("debunk", "Sở: Không có việc cho học sinh nghỉ cả tháng", ""),
    ("debunk", "Phí mới ở phường", "Dân truyền nhau tin này. Phường nói không hề có khoản thu ấy."),
    ("debunk", "Cắt phụ cấp cán bộ thôn", "Trước thông tin trên mạng, sở khẳng định tỉnh không bỏ phụ cấp."),
    ("debunk", "Bản dự thảo lạ", "Tài liệu lan truyền kia không phải văn bản của bộ."),
    ("debunk", "Vết nứt trên cầu", "Bức ảnh lan truyền thực chất là khe co giãn chụp gần."),
    ("debunk", "Cá khổng lồ trên phố", "Đoạn clip lan truyền là sản phẩm của AI."),
    ("debunk", "Cầu thủ tố báo chí bóp méo lời anh", ""),
    ("debunk", "Ministry rejects rumours of fuel shortage", ""),
    ("debunk", "Hospital on viral post", "Posts about a closed ward are baseless, the director said."),
    ("debunk", "Airline strike", "The leaflet was fabricated, the union said."),
    ("debunk", "Lật tẩy ảnh tàu ma trôi dạt", ""),
    ("debunk", "Chuyện “mua chức” ở xã", "Sau hai tháng, thanh tra kết luận không có."),
    ("debunk", "Clip cướp tiệm vàng", "Đoạn clip gây sợ được quay ở nước ngoài."),
    ("debunk", "“Bé trai bị bắt cóc” thực ra đi chơi", ""),
    ("debunk", "Hiệu trưởng: Tôi không đuổi học em nào", "Bà nói khác với điều một trang Facebook viết."),
    ("debunk", "Bệnh viện phản hồi tin bỏ mặc bệnh nhân", "Bệnh viện khẳng định ê-kíp cấp cứu ngay."),
    ("none", "Bí thư: Không để dân đói", ""),
    ("none", "Khách mê quán cũ", "Nhiều người nói chuyện quán dời đi là tin giả."),
    # Who checks one.
    ("verification", "Công an xác minh thông tin thu mua đĩa với giá cao", ""),
    ("verification", "Phụ huynh tố trường ép mua đồng phục, sở kiểm tra", ""),
    ("verification", "Sở yêu cầu trường báo cáo vụ học sinh bị tố", ""),
    ("verification", "Sau phản ánh về bãi cát lậu, tỉnh yêu cầu xã giải trình", ""),
    ("verification", "Điều tra nghi vấn dàn xếp tỉ số", ""),
    ("verification", "Clip thầy giáo mắng trò", "Phòng giáo dục nói chưa thể kết luận vì còn chờ kết quả."),
    ("verification", "Thực hư giếng nước chữa bệnh", ""),
    ("verification", "Trường chưa khẳng định, cũng chưa phủ nhận clip", ""),
    ("verification", "Có hay không chuyện phòng khám chui?", ""),
    ("verification", "Nai lạ vừa được phát hiện?", "Tin đồn về con nai đang gây bão. Sự thật là gì?"),
    ("verification", "Diễn viên nói gì về tin đồn hẹn hò?", ""),
    ("verification", "Làm rõ tin đồn tiền thưởng cho lính", ""),
    ("verification", "Rau biết gửi thư?", "Tin đồn lan truyền rằng rau đã gửi thư."),
    ("verification", "Police look into viral post on organ theft", ""),
    ("verification", "Vụ “thịt bệnh vào bếp ăn”", "Phụ huynh tung ảnh. Sở lấy mẫu đối chứng."),
    # Who answers for one.
    ("sanction", "Phạt hai chủ shop bịa tin thiếu xăng", ""),
    ("sanction", "Kẻ tung tin bắt cóc lĩnh án", ""),
    ("sanction", "Hai người bị mời làm việc vì đăng “nghỉ Tết 14 ngày”", ""),
    ("sanction", "Woman fined for posting about flood", ""),
    ("none", "Bắt đầu thu phí qua cầu", "Tin này được đăng trên báo."),
    ("advice", "Người tung tin sai sẽ bị xử phạt", ""),
    ("debunk", "Thông tin ca sĩ bị bắt là sai sự thật", ""),
    # Who takes back what he said.
    ("correction", "Đính chính bài “Cầu mới thông xe”", ""),
    ("correction", "Tòa soạn cáo lỗi cùng bạn đọc", ""),
    ("correction", "Nhà đài xin lỗi vì phát nhầm bản đồ", ""),
    ("correction", "Liên đoàn đính chính số liệu giải chạy", ""),
    ("correction", "Sở công bố lại điểm chuẩn do nhập sai cột", ""),
    ("correction", "Báo in sai tên nhân vật, đã đính chính", ""),
    ("correction", "Tạp chí gỡ bài phỏng vấn, nhận lỗi với nhân vật", ""),
    ("correction", "Hãng tin rút lại thông báo về lễ hội", ""),
    ("correction", "Cùng bạn đọc", "Báo xin được nói lại cho chính xác con số trong bài."),
    ("correction", "Cục điều chỉnh số liệu xuất khẩu", "Thông cáo cũ cộng trùng một nhóm hàng."),
    ("none", "Siêu thị xin lỗi bé trai bị nghi lấy kẹo", ""),
    ("none", "Yêu cầu trang mạng gỡ bài", ""),
    # Who teaches.
    ("advice", "Cần cảnh giác với thông tin xấu độc", ""),
    ("advice", "Tin giả tràn lan mùa bão, làm sao nhận biết", ""),
    ("advice", "Deepfake ngày càng rẻ", ""),
    ("advice", "Tin sốc trong đêm", "Đừng vội chia sẻ tin khi chưa rõ ai đăng, chậm lại một nhịp."),
    ("advice", "Không phải tin nào cũng thật", ""),
    ("advice", "Tỉnh mở cổng tiếp nhận phản ánh tin sai", ""),
    ("advice", "Tập huấn phóng viên kỹ năng kiểm chứng ảnh", ""),
    ("advice", "Đăng tin sai sự thật có thể bị phạt 20 triệu đồng", ""),
    ("advice", "Chiến dịch dừng 5 giây", "Đoàn viên hướng dẫn cách báo cáo nội dung sai sự thật."),
    ("advice", "Nền tảng phải gắn nhãn", "Quy định buộc video tạo bằng AI mang dấu riêng."),
    ("advice", "Dạy con cách nghi ngờ", "Cô giáo gợi ý ba câu hỏi trước mỗi bài đăng: ai nói, còn nguồn nào."),
    # "giả" in another sense.
    ("other_sense", "Bình chữa cháy giả ở phố cổ", ""),
    ("other_sense", "Kẻ tự xưng trung tá lừa tiền", ""),
    ("none", "Thay răng giả cho cụ bà", ""),
    # Only its title says what a survey of the news is about.
    ("none", "Tin tức sáng 5-6: Khởi công cầu", "Phạt người tung tin giả; Bác tin vỡ đập."),
)


@pytest.mark.parametrize(("label", "title", "text"), CASES, ids=[f"{case[0]}: {case[1]}" for case in CASES])
def test_role(rules, label, title, text):
    role = rules.judge(title, text).role
    assert role.label == label, role


TEXTS = [read(text) for _label, title, body in CASES for text in (title, *body.split(". ")) if text]


@pytest.mark.parametrize("rule", RULES, ids=[f"{rule.label} {number}" for number, rule in enumerate(RULES)])
def test_every_rule_has_a_sentence_it_reads(rule):
    assert any(rule.says.of(text).search(text.lower) for text in TEXTS)


@pytest.mark.parametrize("pair", PAIRS, ids=[f"{pair.label} {number}" for number, pair in enumerate(PAIRS)])
def test_every_pair_has_its_words(pair):
    assert any(pair.first.of(text).search(text.lower) for text in TEXTS)
    assert any(pair.second.of(text).search(text.lower) for text in TEXTS)


CARRIERS = [(title, text) for label, title, text in CASES if label == "carrier"]
ANSWERS = (
    "Công an khẳng định đây là thông tin sai sự thật.",
    "Chủ tịch xã bác bỏ tin đồn này.",
    "Giám đốc sở cho biết không có chuyện đó.",
    "Công an đã xử phạt người đăng tin 7,5 triệu đồng.",
    "Công an phường triệu tập người tung tin bịa đặt.",
    "Police denied the rumours.",
)


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize(("title", "text"), CARRIERS, ids=[title for title, _text in CARRIERS])
def test_whoever_is_answered_is_no_carrier(rules, title, text, answer):
    assert rules.judge(title, text).role.label == "carrier"
    assert rules.judge(title, f"{text} {answer}").role.label in ("debunk", "sanction")
    assert rules.judge(title, f"{answer} {text}").role.label in ("debunk", "sanction")
    middle = f"{text} {'Trời vẫn nắng. ' * 40}{answer} {'Gió vẫn nhẹ. ' * 40}"
    assert rules.judge(title, middle).role.label in ("debunk", "sanction")


UNMARKED = ("carrier", "debunk", "sanction", "correction", "verification")


def test_most_cases_are_read_without_marks(rules):
    rows = [(label, unmark(title), unmark(text)) for label, title, text in CASES if label in UNMARKED]
    rows = [row for row in rows if len(row[1] + row[2]) > 60]  # shorter ones say too little to tell the language
    found = [rules.judge(title, text).role.label == label for label, title, text in rows]
    assert sum(found) >= 0.8 * len(found)


@pytest.mark.parametrize("piece", ["bộ ", "tin ", "là tin giả là ", "xin lỗi ", "bị phạt vì nói ", "nghe đồn sở a b. "])
def test_a_hostile_text_is_read_soon(judge, piece):
    text = ("nghe đồn. " + piece * 100_000)[:200_000]
    assert judge.judge(text[:300], text).role.evidence is not None
