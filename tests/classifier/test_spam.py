"""Advertising planted on the sites of outlets, told from news about the same trades."""

import gzip
import json
import unicodedata
from itertools import chain, islice

import pytest

from classifier.spam import find_spam
from core.text import fold

ADVERTS = {
    "a casino": """
        Xx88 - Casino trực tuyến số 1 châu Á
        XX88 là nhà cái uy tín hàng đầu. Đăng ký ngay hôm nay để nhận khuyến mãi nạp đầu 100%, hoàn trả mỗi ngày 1,2% và
        vòng quay may mắn. Nạp rút siêu tốc, bảo mật tuyệt đối.
    """,
    "a betting site": """
        Link vào nhà cái K9bet mới nhất không bị chặn
        Cá cược thể thao với tỷ lệ cược cao nhất thị trường. Tải app để đặt cược mọi lúc, thành viên mới được tặng 88k.
    """,
    "a card game": """
        789club - Cổng game bài đổi thưởng uy tín nhất 2026
        Tải game về máy, nhận giftcode tân thủ và thử vận may với tài xỉu, xóc đĩa online. Đổi thưởng xanh chín trong ba
        phút.
    """,
    "a slot machine": """
        Nổ hũ đổi thưởng: mẹo săn hũ bạc tỷ
        Hàng trăm mẫu slot nổ liên tục, chơi ngay tại trang chủ chính thức, nạp lần đầu nhân đôi tài khoản.
    """,
    "fish shooting": """
        Bắn cá H5 rút tiền thật
        Sân chơi bắn cá đổi thưởng với đồ họa đẹp, đăng nhập là có quà, nạp thẻ cào tỷ lệ cao, rút tiền nhanh về ngân
        hàng.
    """,
    "a tout": """
        Soi cầu VIP miền Bắc hôm nay, bao trúng
        Chuyên gia của chúng tôi chốt số bạch thủ lô, song thủ lô, dàn đề 36 con. Cam kết trúng, lấy số trước 17 giờ,
        liên hệ Zalo để vào bờ.
    """,
    "a loan shark": """
        Vay tiền nhanh trong ngày
        Vay nóng online chỉ cần CCCD, không thẩm định, không gặp mặt, hỗ trợ nợ xấu. Giải ngân 5 phút, duyệt 100%, alo
        ngay 24/7.
    """,
    "escorts": """
        Gái gọi Sài Gòn cao cấp
        Gái gọi sinh viên hàng mới về, chiều khách, phục vụ nhiệt tình, qua đêm giá rẻ, liên hệ Zalo.
    """,
    "films": """
        Phim sex không che full HD
        Xem phim sex hay nhất, vietsub HD, cập nhật mỗi ngày, không quảng cáo, xem ngay.
    """,
    "English": """
        Best online casino bonuses 2026
        Sign up now at our online casino and claim your welcome bonus with 200 free spins. Play slots for real money.
    """,
    "English loans": """
        Payday loans with instant approval
        Get payday loans online, no credit check, guaranteed approval, apply today and receive your money.
    """,
    "Indonesian": """
        Situs Slot Gacor Hari Ini Gampang Menang
        Daftar sekarang di situs judi slot online terpercaya, bonus new member 100, RTP live tertinggi, maxwin setiap
        hari.
    """,
    "Thai": """
        สล็อตเว็บตรง แตกง่าย
        สมัคร วันนี้ รับ เครดิตฟรี บาคาร่า ฝากถอน ไม่มีขั้นต่ำ คาสิโนออนไลน์ อันดับหนึ่ง
    """,
    "Chinese": """
        真人娱乐 百家乐 官方网站
        注册送38元,首存优惠,返水无上限,体育投注首选。
    """,
}

TRAPS = {
    "a raid": """
        Công an triệt phá đường dây cá cược 4.000 tỉ đồng
        Nhóm này lập trang xx88, quảng cáo là nhà cái uy tín, mời con bạc đăng ký ngay, nạp tiền và nhận khuyến mãi nạp
        đầu. Công an đã khởi tố 12 bị can, tạm giam chín người.
    """,
    "a trial": """
        Xét xử nhóm điều hành game bài đổi thưởng
        Theo cáo trạng, các bị cáo lập cổng game bài, cho người chơi nạp thẻ, rút tiền qua đại lý cấp 1. Nhà cái hưởng
        lợi hàng trăm tỉ đồng. Tòa án tuyên phạt người cầm đầu 12 năm tù.
    """,
    "a warning of loan apps": """
        Cảnh báo app cho vay nặng lãi
        Những lời mời vay tiền nhanh, chỉ cần CCCD, giải ngân trong 5 phút, hỗ trợ nợ xấu đều là bẫy tín dụng đen; nhiều
        người dân đã thành nạn nhân của thủ đoạn lừa đảo này.
    """,
    "a warning of betting": """
        Mùa World Cup: cảnh giác với trang cá độ
        Các trang cá cược trực tuyến tung chiêu trò tặng cược, hoàn trả, nạp đầu nhận thưởng để lôi kéo học sinh. Chuyên
        gia khuyến cáo phụ huynh nhắc nhở con em.
    """,
    "an explanation in English": """
        Police break up online casino ring
        Prosecutors charged nine people over an online casino that lured players with free spins and a welcome bonus.
    """,
    "an investment": """
        Casino Phú Quốc đón khách Việt
        Tổ hợp nghỉ dưỡng có casino tại Phú Quốc được thí điểm cho người Việt vào chơi từ năm 2019. Doanh thu của casino
        năm qua tăng 20%, hàng nghìn lao động địa phương có việc làm ổn định, khách phải mua vé vào cửa.
    """,
    "a resort": """
        Hồ Tràm có thêm khách sạn năm sao
        Khu phức hợp có sân golf, casino và trung tâm hội nghị, mang lại trải nghiệm nghỉ dưỡng hàng đầu với nhiều ưu
        đãi trong dịp hè.
    """,
    "a law": """
        Đề xuất nâng mức đặt cược bóng đá quốc tế
        Dự thảo nghị định cho phép người chơi đặt cược tối đa 10 triệu đồng một ngày, phải đăng ký tài khoản và nạp tiền
        qua ngân hàng.
    """,
    "lottery results": """
        XSMB 12/10 - Kết quả xổ số miền Bắc hôm nay
        Giải đặc biệt: 88688. Giải nhất: 12388. Giải nhì: 45599, 10268. Giải ba: 33366, 77789. Người trúng thưởng đến
        công ty xổ số nhận tiền trong 30 ngày.
    """,
    "a jackpot": """
        Khách hàng trúng Jackpot 143 tỉ đồng ở Tây Ninh
        Vé trúng thưởng được phát hành qua ứng dụng, người chơi đăng ký bằng tin nhắn. Người trúng trao 500 triệu đồng
        cho quỹ vì người nghèo.
    """,
    "an odds column": """
        Soi kèo nhà cái Việt Nam vs Thái Lan
        Tỷ lệ kèo chấp nửa trái, kèo nhà cái nghiêng về chủ nhà. Nhận định phong độ: hai đội thắng lớn ở lượt trận
        trước, đội hình mạnh nhất đã sẵn sàng.
    """,
    "a bank": """
        Ngân hàng giảm lãi suất cho vay tiêu dùng
        Khách hàng vay tiền mua nhà được ưu đãi lãi suất, giải ngân trong ba ngày, đăng ký ngay tại chi nhánh hoặc tải
        ứng dụng, hoàn tiền tới 300.000 đồng.
    """,
    "a shop": """
        Tuần lễ mua sắm: đăng ký ngay để nhận ưu đãi
        Khuyến mãi hàng đầu trong năm, tải app để nhận giftcode, vòng quay may mắn, hoàn tiền cho thành viên mới.
    """,
    "a video game": """
        List code Ninja mới nhất
        Nhập giftcode vip888, sun789 sau khi đăng nhập để đổi thưởng. Người chơi tải game về máy, nạp thẻ nhận quà tân
        thủ.
    """,
    "an opinion": """
        Góc nhìn: đừng để học sinh sa vào nổ hũ
        Từ vài nghìn đồng nạp tiền chơi nổ hũ, nhiều em đã bỏ học. Quảng cáo nhà cái tràn lan trên mạng, cơ quan chức
        năng cần xử phạt mạnh hơn.
    """,
}


# Read when the rule was made, and, from other domains, only after.
OLD = """
    tr-2024-06-05-tay-ban-nha tr-2024-06-06-bong-da tr-2024-06-06-lich-thi-dau-viet-nam tr-2024-06-14-m88
    tr-2024-06-14-ta88 tr-2024-06-26-casino-truc-tuyen tr-2024-08-18-real-vs tr-2024-10-07-s66
    tr-2025-01-25-arsenal-vs
"""
NEW = """
    tr-2024-08-01-mu-vs tr-2024-08-07-qua-xo-so-mien-trung tr-2024-09-08-xo-so-kien-giang-hom-nay!
    tr-2024-09-11-tivi tr-2024-11-18-ba-lan-vs tr-2024-12-10-cup-c1 tr-2024-12-29-truc-tiep-bong-da-hom-nay
"""


def parts(written):
    """Return the title and the text of a sample."""
    title, *lines = (line.strip() for line in written.strip().splitlines())
    return title, " ".join(lines)


def lines(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


@pytest.mark.parametrize("written", ADVERTS.values(), ids=ADVERTS)
def test_an_advertisement_is_found(written):
    assert find_spam(*parts(written)) is not None


@pytest.mark.parametrize("written", TRAPS.values(), ids=TRAPS)
def test_news_of_the_same_trades_is_none(written):
    assert find_spam(*parts(written)) is None


def test_nothing_is_no_advertisement():
    assert find_spam("", "") is None


@pytest.mark.parametrize("name", ["a casino", "a betting site", "a card game", "a slot machine", "a tout", "escorts"])
def test_an_advertisement_without_marks_is_found(name):
    assert find_spam(*map(fold, parts(ADVERTS[name]))) is not None


BOLD = str.maketrans({chr(97 + number): chr(0x1D41A + number) for number in range(26)})


@pytest.mark.parametrize(
    "disguised", [lambda text: unicodedata.normalize("NFD", text), lambda text: text.translate(BOLD)]
)
def test_an_advertisement_in_loose_marks_or_letters_of_mathematics_is_found(disguised):
    assert find_spam(*(disguised(part.lower()) for part in parts(ADVERTS["a casino"]))) is not None


COPIED = "Tòa án nhân dân tỉnh hôm qua tuyên án các bị cáo trong vụ buôn lậu, công an đã thu giữ tang vật. " * 8


def test_a_report_copied_behind_an_advertisement_does_not_hide_it():
    title, text = parts(ADVERTS["a casino"])
    assert find_spam(title, f"{text} Mời bạn bè cùng chơi, hưởng hoa hồng đại lý trọn đời. {COPIED}") is not None


def test_a_headline_alone_may_give_it_away():
    assert find_spam("đá gà trực tiếp【yy99.ag】chơi ngay", COPIED) is not None


def test_the_address_speaks_too():
    said = "Tham gia ngay, uy tín nhất, thành viên mới nhận thưởng ngay."
    address = "https://baomau.example/casino-tr%E1%BB%B1c-tuy%E1%BA%BFn-xx88.html"
    assert find_spam("xem bóng đá", said) is None
    assert find_spam("xem bóng đá", said, address) is not None


def test_the_evidence_is_what_was_found_the_strongest_first():
    found = find_spam(*parts(ADVERTS["a card game"]))
    assert found.score >= 1
    assert {"789club", "game bài", "uy tín nhất"} <= set(found.evidence)
    assert found.evidence[0] in {"cổng game", "game bài", "đổi thưởng"}


def test_a_long_report_that_quotes_an_advertisement_is_none():
    filler = (
        "Ủy ban nhân dân tỉnh họp bàn về việc làm đường, xây trường và chăm lo đời sống của bà con vùng biên. " * 20
    )
    quoted = "Trên mạng đầy lời mời như casino online, nhà cái uy tín, nạp đầu, đăng ký ngay. "
    assert find_spam("Chuyện quảng cáo", filler + quoted + filler) is None


def test_an_advertisement_as_long_as_a_book_is_found():
    assert find_spam("Tin", f"{parts(ADVERTS['a casino'])[1]} " * 200) is not None


@pytest.mark.shared
def test_of_7_000_articles_only_what_was_planted_is_found(shared):
    """The first rule found four of the seven new ones; the others then showed what it lacked."""
    articles = lines(shared / "data" / "articles" / "trends_vn_2024.jsonl.gz")
    found = {each["id"] for each in articles if find_spam(each["title"] or "", each["text"] or "", each["url"] or "")}
    assert found == {*OLD.split(), *NEW.split()}


@pytest.mark.shared
def test_no_item_of_honest_papers_is_taken_for_planted(shared):
    items = islice(chain.from_iterable(map(lines, sorted((shared / "replay" / "data").iterdir())[4:])), 20_000)
    checked = [(item["title"], find_spam(item["title"], item["text"], item["url"])) for item in items]
    assert len(checked) == 20_000
    assert [title for title, found in checked if found] == []
