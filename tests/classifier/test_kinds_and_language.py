"""Kinds, tone and language of articles."""

import unicodedata

import pytest

KINDS = {
    "lottery": ("table", "XSMN 27/5, kết quả xổ số miền Nam hôm nay", ""),
    "lottery of a day": ("table", "Kết quả xổ số miền Nam ngày 23 tháng 8", ""),
    "winner": ("news", "Xổ số miền Nam ngày 27 tháng 9: một người trúng 14 tờ", "Đại lý đổi thưởng."),
    "weather": ("table", "Dự báo thời tiết Hà Nội ngày 5/9/2024", ""),
    "storm": ("news", "Bão số 10 gây thiệt hại ở Huế", ""),
    "pigs": ("table", "Giá heo hơi hôm nay 28/6/2024", ""),
    "gold reported": ("news", "Giá vàng lao dốc sau phát biểu của Fed", ""),
    "power cuts": ("table", "Lịch cúp điện Tây Ninh tuần này", ""),
    "football": ("sport", "Cầu thủ CLB Long An ghi bàn", "Tiền vệ sút phạt ở vòng loại."),
    "volleyball": ("sport", "VTV Bình Điền Long An vào chung kết bóng chuyền", ""),
    "a pitch is not sport": ("news", "Xây sân vận động mới ở Tây Ninh", "Công trình có 5.000 chỗ."),
    "opinion": ("opinion", "Góc nhìn: Đừng để dự án treo", ""),
    "advertorial": ("advertorial", "Đô thị ven sông", "Sinh lời vượt trội, chiết khấu 5%, ưu đãi cho khách đặt mua."),
    "news": ("news", "Tây Ninh khởi công cầu mới", ""),
}


@pytest.mark.parametrize(("kind", "title", "text"), KINDS.values(), ids=KINDS.keys())
def test_kind(judge, kind, title, text):
    assert judge.judge(title, text).kind == kind


LANGUAGES = {
    "Vietnamese": ("vi", "Tây Ninh mở rộng cửa khẩu Mộc Bài"),
    "Vietnamese without marks": ("vi", "Tinh Tay Ninh khoi cong khu cong nghiep cho nguoi dan trong nam nay"),
    "Vietnamese capitals": ("vi", "BỘ ĐỘI BIÊN PHÒNG BẮT GIỮ"),
    "English": ("en", "Vietnam and Cambodia open a new border gate"),
    "English with a Vietnamese name": (
        "en",
        "The border gate of Mộc Bài in the south of Vietnam was opened to trade on Monday",
    ),
    "Chinese": ("zh", "越南渔船在西沙群岛附近被撞沉"),
    "Khmer": ("km", "កម្ពុជានិងវៀតណាមពិភាក្សាអំពីព្រំដែន"),
    "Lao": ("lo", "ລາວ ແລະ ຫວຽດນາມ ຮ່ວມມືກັນພັດທະນາຊາຍແດນ"),
    "Japanese": ("ja", "ベトナムの国境でひらがなの記事"),
    "Russian": ("ru", "Вьетнам открывает границу"),
    "French": ("fr", "Le Viêt Nam fête l’été à l’île où naît la mère"),
    "Thai": ("th", "นายกรัฐมนตรีเวียดนามเยือนไทย"),
    "Korean": ("ko", "베트남 총리 방한"),
    "Indonesian": ("id", "Presiden Vietnam bertemu dengan para menteri di Jakarta untuk membahas perdagangan"),
    "a short foreign name": ("en", "TP HCM metro"),
    "figures only": ("other", "12 345"),
}


@pytest.mark.parametrize(("lang", "text"), LANGUAGES.values(), ids=LANGUAGES.keys())
def test_language(judge, lang, text):
    assert judge.judge(text, "").lang == lang


def test_decomposed_vietnamese_is_vietnamese(judge):
    assert judge.judge(unicodedata.normalize("NFD", "Bộ đội biên phòng bắt giữ"), "").lang == "vi"


def test_a_given_language_wins_and_an_unknown_one_is_detected(judge):
    assert judge.judge("Tây Ninh", "", lang="en").lang == "en"
    assert judge.judge("Bộ đội biên phòng", "", lang="xx").lang == "vi"


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("positive", "Tây Ninh khánh thành cầu, khen thưởng đơn vị thi công"),
        ("negative", "Dự án bỏ hoang, lãng phí, người dân bức xúc"),
        ("neutral", "Họp báo thường kỳ"),
    ],
)
def test_tone(judge, label, title):
    tone = judge.judge(title, "").tone
    assert tone.label == label
    assert all(phrase in title for phrase in tone.evidence)


def test_the_assessment_carries_its_versions(judge):
    found = judge.judge("Tin", "")
    assert (found.model_version, found.config_version) == (judge.models.version, "test")


@pytest.mark.parametrize(
    ("needed", "text"),
    [
        (False, "Bộ đội biên phòng bắt giữ hai người"),
        (False, "Vietnam opens a new border gate with Cambodia"),
        (True, "越南边防人员在边境口岸抓获走私者"),
        (True, "កម្ពុជានិងវៀតណាមពិភាក្សាអំពីព្រំដែន"),
    ],
    ids=["Vietnamese", "English", "Chinese", "Khmer"],
)
def test_other_languages_are_marked_for_a_reader(judge, needed, text):
    assert judge.judge(text, "").needs_reader is needed
