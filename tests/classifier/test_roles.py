"""What an article does with a questionable claim; the sentences are made up for the test."""

import pytest

from classifier.checks import verify
from core.judgement import Role

CASES = {
    "carrier: private source": (
        "carrier",
        "Nhà máy sắp xả độc",
        "Theo nguồn tin riêng, nhà máy sẽ xả chất độc ra sông đêm nay.",
    ),
    "carrier: people heard": ("carrier", "Sắp có bão lớn", "Người dân nghe nói đập sẽ vỡ trong vài ngày tới."),
    "carrier: a source says": (
        "carrier",
        "Cán bộ nhận tiền",
        "Một nguồn tin cho biết nhiều cán bộ đã nhận tiền của doanh nghiệp.",
    ),
    "carrier: it spreads that": (
        "carrier",
        "Dịch lạ ở xã biên giới",
        "Khắp nơi lan truyền rằng đã có hàng chục người chết.",
    ),
    "carrier: rumour in the title": ("carrier", "Rộ tin đóng cửa khẩu Mộc Bài", "Nhiều chuyến xe đã quay đầu."),
    "carrier: whispered": ("carrier", "Chuyện lạ ở chợ", "Dân chợ rỉ tai nhau rằng nguồn nước đã nhiễm độc."),
    "carrier: office named but silent": (
        "carrier",
        "Sở bị nghi nhận hối lộ",
        "Theo nguồn tin riêng, một số cán bộ sở đã nhận tiền.",
    ),
    "not carrier: authority answers next": (
        "none",
        "Chuyện lạ ở chợ",
        "Người dân nghe nói chợ sắp dời đi. Chủ tịch UBND xã cho biết chợ sẽ được nâng cấp tại chỗ.",
    ),
    "not carrier: the cue is only quoted": (
        "none",
        "Đọc báo kỹ",
        "Cụm từ “một nguồn tin cho biết” xuất hiện nhiều trên mạng.",
    ),
    "not carrier: a reader's question": ("none", "Nấu canh", "Tôi nghe nói nấu canh nên mở nắp, có phải vậy?"),
    "not carrier: sport gossip": (
        "none",
        "Rộ tin tiền đạo rời CLB, cầu thủ đổi đội bóng",
        "Bóng đá Việt Nam chờ vòng loại.",
    ),
    "not carrier: news agency answers": (
        "none",
        "Rộ tin ngừng bắn",
        "Hãng tin Reuters dẫn lời quan chức về lệnh ngừng bắn.",
    ),
    "debunk: authority denies": ("debunk", "Tây Ninh bác bỏ tin đồn vỡ đập", "UBND tỉnh khẳng định đập an toàn."),
    "debunk: named false": (
        "debunk",
        "Tin bắt cóc trẻ em ở Bến Lức là tin giả",
        "Công an xã cho biết không có vụ việc.",
    ),
    "debunk: no such thing": (
        "debunk",
        "Công an: không có chuyện bắt cóc",
        "Thông tin lan truyền trên mạng là bịa đặt.",
    ),
    "debunk: in the text": (
        "debunk",
        "Đập Dầu Tiếng an toàn",
        "Mạng xã hội lan truyền thông tin vỡ đập. Giám đốc công ty khẳng định đây là thông tin sai sự thật.",
    ),
    "debunk: warns of a false report": ("debunk", "Công an cảnh báo tin giả về cửa khẩu", ""),
    "not debunk: netizens deny": ("none", "Chuyện trên mạng", "Nhiều cư dân mạng bác bỏ ý kiến này."),
    "not debunk: a court rejects an appeal": ("none", "Tòa bác bỏ kháng cáo", "Tòa bác bỏ kháng cáo của bị cáo."),
    "not debunk: a suspect denies charges": ("none", "Bị cáo phủ nhận cáo buộc", "Tại tòa, bị cáo phủ nhận cáo buộc."),
    "not debunk: cannot be denied": ("none", "Hiệu quả rõ rệt", "Không thể phủ nhận vai trò của thông tin cơ sở."),
    "sanction: fine": ("sanction", "Xử phạt người đăng tin sai sự thật về CSGT", "Người này bị phạt 7,5 triệu đồng."),
    "sanction: summons": ("sanction", "Triệu tập hai người xuyên tạc vụ tai nạn", ""),
    "sanction: across sentences": (
        "sanction",
        "Mời lên làm việc",
        "Công an xã vừa xử phạt anh A. Anh này đã bịa đặt chuyện bắt cóc trên mạng.",
    ),
    "sanction: prosecuted for slander": ("sanction", "Khởi tố người bịa đặt, vu khống lãnh đạo xã", ""),
    "not sanction: denied": ("none", "Chưa bị xử phạt", "Người này chưa bị xử phạt."),
    "not sanction: other offences": ("none", "Xử phạt 20 xe quá tải", "Các tài xế bị phạt vì chở quá tải."),
    "verification: clip": ("verification", "Xác minh clip hành hung lan truyền trên mạng", "Công an đang vào cuộc."),
    "verification: exam scores": (
        "verification",
        "Nghi vấn điểm thi bất thường",
        "Sở GD-ĐT cho biết đang xác minh phản ánh của phụ huynh.",
    ),
    "verification: asks whether": ("verification", "Thực hư chuyện nước giếng nhiễm độc", ""),
    "verification: after the press wrote": ("verification", "Yêu cầu làm rõ phản ánh của báo chí về bãi rác", ""),
    "verification: heard and being checked": (
        "verification",
        "Công an vào cuộc vụ lan truyền thông tin vỡ đập",
        "Người dân nghe nói đập sắp vỡ.",
    ),
    "not verification: identity of a body": ("none", "Tìm thấy thi thể", "Công an đang xác minh nhân thân nạn nhân."),
    "correction: in the title": ("correction", "Đính chính: số liệu trong bài về giá đất", ""),
    "correction: apology": (
        "correction",
        "Thông tin lại",
        "Tòa soạn xin lỗi bạn đọc vì sai sót trong bài báo hôm qua.",
    ),
    "not correction: civil status": ("none", "Thủ tục cải chính hộ tịch", "Hồ sơ cải chính hộ tịch nộp tại xã."),
    "not correction: land certificate": ("none", "Đính chính sổ đỏ", "Người dân xin đính chính sổ đỏ."),
    "advice: how to spot": ("advice", "Cách nhận biết tin giả khi có bão", ""),
    "advice: be careful": ("advice", "Cẩn trọng với deepfake khi nghe điện thoại", ""),
    "other sense: goods": ("other_sense", "Thu giữ hàng giả ở cửa khẩu", "Hải quan thu giữ 200 túi hàng giả."),
    "other sense: papers": ("other_sense", "Dùng bằng giả xin việc", ""),
    "other sense: impostors": ("other_sense", "Giả danh công an lừa tiền", ""),
    "none: plain news": ("none", "Khởi công cầu mới", "Cây cầu dài 200 mét."),
    "none: sharp criticism with sources": (
        "none",
        "Dự án bỏ hoang, lãng phí trăm tỉ",
        "Người dân bức xúc. Chủ tịch xã cho biết dự án chậm tiến độ ba năm vì nhà thầu yếu kém.",
    ),
    "correction: the form of the decree": (
        "correction",
        "Thông tin cải chính, xin lỗi",
        "Trong bài “Tây Ninh khởi công cầu” đăng ngày 12/10, mục Thời sự, tổng mức đầu tư viết sai.",
    ),
    "correction: the form of the decree in capitals": ("correction", "THÔNG TIN CẢI CHÍNH, XIN LỖI", "Báo Mẫu."),
    "correction: the paper asks its readers for pardon": (
        "correction",
        "Về bài viết ngày 12/10",
        "Báo Mẫu xin cáo lỗi bạn đọc về sai sót này.",
    ),
    "correction: an article taken away": ("correction", "Báo Mẫu đã gỡ bài về cầu Mộc Bài", ""),
    "correction: an article taken down": (
        "correction",
        "Về bài viết ngày 12/10",
        "Tòa soạn đã gỡ bỏ bài viết và gửi lời xin lỗi tới ông A.",
    ),
    "not correction: an office has something taken down": (
        "none",
        "Yêu cầu mạng xã hội gỡ bỏ bài viết xấu độc",
        "Sở đã có văn bản.",
    ),
    "not correction: barriers are taken away": ("none", "Gỡ bỏ rào cản cho doanh nghiệp", "Tỉnh đã có kế hoạch."),
}


@pytest.mark.parametrize(("label", "title", "text"), CASES.values(), ids=CASES.keys())
def test_role(rules, label, title, text):
    role = rules.judge(title, text).role
    assert role.label == label, role
    assert bool(role.evidence) == (label != "none")


def test_evidence_is_quoted_from_the_article(judge):
    title, text = "Rộ tin đóng cửa khẩu", "Dân chợ RỈ TAI NHAU rằng cửa khẩu sắp đóng."
    assert judge.judge(title, text).role.evidence == ("Rộ tin", "RỈ TAI NHAU")


@pytest.mark.parametrize(
    ("label", "band"),
    [("none", "none"), ("debunk", "none"), ("sanction", "none"), ("verification", "none"), ("advice", "none"),
     ("correction", "none"), ("other_sense", "none"), ("carrier", "check")],
)  # fmt: skip
def test_only_a_carrier_can_ask_for_a_check(label, band):
    assert verify(Role(label, 0.8, ("theo nguồn tin riêng",))).band == band


def test_two_phrases_of_a_claim_are_one_reason():
    found = verify(Role("carrier", 0.8, ("theo nguồn tin riêng", "rộ tin")))
    assert (found.band, [signal.evidence for signal in found.signals]) == ("check", ["theo nguồn tin riêng … rộ tin"])


def test_a_rumour_under_verification_is_shown_but_is_no_candidate():
    found = verify(Role("verification", 0.8, ("xác minh", "clip")))
    assert (found.band, found.signals[0].kind) == ("none", "rumour_under_verification")


CRITICAL = (
    "Tây Ninh: dự án trăm tỉ bỏ hoang, người dân bức xúc",
    "Dự án xuống cấp, lãng phí; nhiều sai phạm, cán bộ né tránh. Thanh tra tỉnh cho biết đã có kết luận.",
)
NEUTRAL = (
    "Tây Ninh: họp thường kỳ tháng 10",
    "Cuộc họp diễn ra trong buổi sáng. Thanh tra tỉnh cho biết đã có kết luận.",
)


def test_sound_criticism_is_no_more_suspect_than_neutral_news(judge):
    critical, neutral = judge.judge(*CRITICAL), judge.judge(*NEUTRAL)
    assert critical.tone.label == "negative"
    assert neutral.tone.label == "neutral"
    assert critical.verification == neutral.verification
    assert critical.role == neutral.role


@pytest.mark.parametrize(
    "article", [CRITICAL, NEUTRAL, CASES["carrier: private source"][1:]], ids=["critical", "neutral", "carrier"]
)
def test_the_outlet_changes_nothing_about_truth(judge, article):
    first = judge.judge(*article, outlet_id="vnexpress")
    other = judge.judge(*article, outlet_id="bao-tay-ninh")
    assert (first.role, first.verification, first.tone) == (other.role, other.verification, other.tone)


def test_praise_does_not_soften_a_carrier(judge):
    text = "Theo nguồn tin riêng, nhà máy sắp xả độc."
    plain = judge.judge("Tin nhà máy", text)
    praised = judge.judge("Tin nhà máy", text + " Tỉnh phát triển, thành công, hiệu quả, ấn tượng.")
    assert plain.verification == praised.verification
