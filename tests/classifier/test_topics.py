"""Topics of the shipped file, each trap in both readings, and the counting rule on a small topic of its own."""

import pytest

from classifier.judge import Judge
from core.settings import Term, Topic

ON = {
    "border gate": ("borders", "Cửa khẩu quốc tế Mộc Bài thông quan trở lại", ""),
    "border marker": ("borders", "Tôn tạo cột mốc biên giới ở Việt Nam", ""),
    "illegal entry": ("borders", "Bắt 6 người nhập cảnh trái phép ở Tây Ninh", ""),
    "border guard": ("borders", "Đồn biên phòng tặng gạo cho xã nghèo", "Bộ đội biên phòng Tây Ninh đến từng nhà."),
    "weak words beside a neighbour": (
        "borders",
        "Ùn ứ ở cửa khẩu",
        "Xe từ Svay Rieng chờ thông quan, phía Việt Nam cho biết.",
    ),
    "Chinese": ("borders", "越南柬埔寨勘界工作完成", ""),
    "English": ("borders", "Vietnam opens new border gate", ""),
    "East Sea": ("seas_islands", "Hội thảo quốc tế về Biển Đông", "Chủ quyền của Việt Nam được khẳng định."),
    "islands": ("seas_islands", "Thăm quân dân Trường Sa", ""),
    "fishing rules": ("seas_islands", "Việt Nam quyết gỡ thẻ vàng IUU", ""),
    "human rights": ("human_rights", "Việt Nam bảo đảm quyền con người", ""),
    "review by acronym": ("human_rights", "Việt Nam trình báo cáo UPR", ""),
    "trafficking": ("human_rights", "Phòng, chống mua bán người", ""),
    "integration": ("integration", "Việt Nam hội nhập kinh tế quốc tế sâu rộng", ""),
    "investment": ("promotion", "Tây Ninh thu hút đầu tư vào công nghiệp", ""),
    "tourism beside a place": ("promotion", "Du lịch Bà Đen hút khách", "Lễ hội núi Bà Đen ở Tây Ninh đông du khách."),
    "corruption": ("shortcomings", "Xử lý vụ tham nhũng ở Tây Ninh", ""),
    "pollution": ("shortcomings", "Xả nước thải ra sông ở Tây Ninh", ""),
    "new tone placement": ("borders", "Việt Nam trao đổi qua cửa khẩu Thanh Thuỷ", ""),
}
OFF = {
    "border of others": ("borders", "Giao tranh ở biên giới Thái Lan - Campuchia", "Hai nước cáo buộc nhau."),
    "no home": ("borders", "Mexico siết đường biên giới", "Mỹ tăng quân."),
    "without borders": ("borders", "Bác sĩ không biên giới đến Việt Nam", ""),
    "figurative marker": ("borders", "Cột mốc lịch sử của bóng đá Việt Nam", ""),
    "round figure": ("borders", "VN-Index vượt mốc 1.700 điểm", "Chứng khoán Việt Nam tăng."),
    "mould": ("borders", "Nấm mốc trong nhà ở Việt Nam", ""),
    "data across borders": ("borders", "Dữ liệu xuyên biên giới ở Việt Nam", ""),
    "weak words alone": ("borders", "Ùn ứ ở siêu thị Việt Nam", "Hàng hóa thông quan chậm."),
    "fraud": ("seas_islands", "Bắt nhóm lừa đảo ở Việt Nam", ""),
    "number plate": ("seas_islands", "Đấu giá biển số xe ở Việt Nam", ""),
    "storm": ("seas_islands", "Bão vào Biển Đông, Việt Nam ứng phó", ""),
    "Black Sea": ("seas_islands", "Tàu chiến rút khỏi Biển Đen", "Việt Nam theo dõi."),
    "street in the city": ("seas_islands", "Ngập trên đường Trường Sa, TP.HCM", ""),
    "boxing": ("human_rights", "Võ sĩ quyền Anh Việt Nam thắng trận", ""),
    "American party": ("human_rights", "Phe Dân chủ thua phiếu ở Mỹ", ""),
    "cat is no convention": ("human_rights", "My cat likes freedom", ""),
    "small letters of an acronym": ("human_rights", "crc và upr là tên tệp", ""),
    "football cup": ("integration", "Việt Nam vô địch ASEAN Cup", ""),
    "religion alone": ("human_rights", "Lễ hội Cao Đài ở Tây Ninh", ""),
}


@pytest.mark.parametrize(("topic", "title", "text"), ON.values(), ids=ON.keys())
def test_topic_is_on_with_evidence_from_the_article(judge, topic, title, text):
    found = judge.judge(title, text).topics[topic]
    assert found.on
    assert found.score >= 0.5
    assert found.evidence
    assert all(phrase in f"{title}\n{text}" for phrase in found.evidence)


@pytest.mark.parametrize(("topic", "title", "text"), OFF.values(), ids=OFF.keys())
def test_topic_is_off(judge, topic, title, text):
    found = judge.judge(title, text).topics[topic]
    assert not found.on
    assert found.score < 0.5


def test_sub_topics_are_named(judge):
    assert judge.judge("Cửa khẩu quốc tế Mộc Bài", "").topics["borders"].sub == ("border_gates",)


def test_all_topics_are_scored_in_the_order_of_the_file(judge, topics):
    assert list(judge.judge("Tin", "").topics) == [topic.id for topic in topics]
    assert [topic.id for topic in topics] == [
        "borders",
        "seas_islands",
        "human_rights",
        "integration",
        "promotion",
        "shortcomings",
    ]


def small(**fields):
    strong, weak = (Term("alpha", 1.0, "a"),), (Term("beta", 0.5, "b"), Term("beta gamma", 0.5, "b"))
    given = {"strong": strong, "weak": weak, "context": (Term("delta", 0.0),), "exclude": ("no alpha",)} | fields
    return Judge([], [Topic("t", {"vi": "T"}, **given)])


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("alpha", True),
        ("no alpha", False),
        ("no alpha, alpha", True),
        ("beta", False),
        ("beta delta", False),
        ("beta delta; beta gamma", True),
        ("beta gamma delta", False),
        ("beta beta beta delta", False),
        ("x " * 2000 + "alpha", False),
        ("x " * 2000 + "alpha, alpha, alpha", True),
        ("alphabet", False),
    ],
)
def test_counting_rule(text, on):
    assert small().judge("", text).topics["t"].on is on


def test_a_home_topic_needs_viet_nam():
    judge = small(needs_home=True)
    assert not judge.judge("alpha", "").topics["t"].on
    assert judge.judge("alpha", "ở Việt Nam").topics["t"].on
    assert judge.judge("alpha", "ở Cà Mau").topics["t"].on


def test_a_lower_threshold_lets_one_weak_term_suffice():
    assert small(threshold=0.5).judge("beta", "delta").topics["t"].on
