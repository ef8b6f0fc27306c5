"""What was written by hand for the units of the ready profiles: own places are found, their namesakes are not."""

from functools import cache

import pytest

from classifier.judge import Judge
from config.load import load_gazetteer
from core.settings import PlaceName, Profile


@cache
def _judge(profile: str) -> Judge:
    found = load_gazetteer(profile)
    places = tuple(PlaceName(p.id, p.kind, p.names, p.ambiguous, p.locality) for p in found.places)
    return Judge([Profile(profile, found.profile.name, found.profile.title, places, found.exclusions)], ())


def _found(profile: str, text: str) -> set[str]:
    return {match.place for match in _judge(profile).judge("", text).places[profile].matches}


@pytest.mark.parametrize(
    ("profile", "text", "place"),
    [
        pytest.param("thai-nguyen", "Du khách đi thuyền trên hồ Núi Cốc dịp cuối tuần.", "ho-nui-coc", id="lake"),
        pytest.param("thai-nguyen", "Nhà máy tại khu công nghiệp Yên Bình tuyển lao động.", "kcn-yen-binh", id="park"),
        pytest.param("thai-nguyen", "越南北部太原省举行茶文化节,越南太原代表出席。", "thai-nguyen", id="Chinese"),
        pytest.param("tuyen-quang", "Sạt lở đá trên đèo Mã Pí Lèng sáng nay.", "ma-pi-leng", id="pass"),
        pytest.param(
            "tuyen-quang",
            "Hàng hóa thông quan tại cửa khẩu quốc tế Thanh Thủy tăng.",
            "cua-khau-thanh-thuy",
            id="border gate",
        ),
        pytest.param("tuyen-quang", "Travellers ride the Ha Giang Loop on motorbikes.", "ha-giang-loop", id="English"),
        pytest.param("can-gio", "Khởi công dự án cảng trung chuyển quốc tế Cần Giờ.", "cang-trung-chuyen", id="port"),
        pytest.param("can-gio", "Xe xếp hàng chờ phà Bình Khánh chiều chủ nhật.", "pha-binh-khanh", id="ferry"),
        pytest.param("tay-ninh", "Đề xuất khởi công tuyến Gò Dầu - Xa Mát trong năm sau.", "go-dau-xa-mat", id="road"),
    ],
)
def test_an_own_place_is_found(profile: str, text: str, place: str):
    assert place in _found(profile, text)


@pytest.mark.parametrize(
    ("profile", "text"),
    [
        pytest.param("thai-nguyen", "Hội chợ khai mạc tại thành phố Côn Minh, tỉnh Vân Nam.", id="Kunming"),
        pytest.param("thai-nguyen", "Bông từ Tân Cương được xuất khẩu nhiều.", id="Xinjiang"),
        pytest.param("thai-nguyen", "山西太原市举行比赛。", id="Taiyuan"),
        pytest.param("tuyen-quang", "Nhà máy ở KCN Đồng Văn tuyển thêm công nhân.", id="park of Hà Nam"),
        pytest.param("tuyen-quang", "Đường Hồng Bàng bị ngập sau mưa lớn.", id="a street"),
        pytest.param("tuyen-quang", "Người dân dạo quanh hồ Vị Xuyên mỗi tối.", id="a lake of Nam Định"),
        pytest.param("can-gio", "Cháy ở phường Bình Khánh rạng sáng nay.", id="ward of another unit"),
        pytest.param("can-gio", "芹苴市举行活动。", id="Cần Thơ in Chinese"),
    ],
)
def test_a_namesake_elsewhere_is_not_found(profile: str, text: str):
    assert not _found(profile, text)
