"""The national data know every unit before and after 1 July 2025, and make a gazetteer of every province."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from config import national
from config.addresses import resolve
from config.gazetteer.build import build_exonyms, build_units
from config.load import load_shipped, shipped_ids
from config.models import Gazetteer, Place, Unit

# The ids under which earlier periods were counted.
_TAY_NINH = """
tay-ninh long-an an-tinh ben-cau binh-minh cau-khoi chau-thanh duong-minh-chau gia-loc go-dau hao-duoc hoa-hoi
hoa-thanh hung-thuan loc-ninh long-chu long-hoa long-thuan ninh-dien ninh-thanh phuoc-chi phuoc-thanh phuoc-vinh
tan-bien tan-chau tan-dong tan-hoa tan-hoi tan-lap tan-ninh tan-phu tan-thanh thanh-binh thanh-dien thanh-duc
tra-vong trang-bang truong-mit an-luc-long an-ninh ben-luc binh-duc binh-hiep binh-hoa binh-thanh can-duoc
can-giuoc dong-thanh duc-hoa duc-hue duc-lap hau-nghia hau-thanh hiep-hoa hoa-khanh hung-dien khanh-hau khanh-hung
kien-tuong phuong-long-an long-cang long-huu luong-hoa moc-hoa my-an my-hanh my-le my-loc my-quy my-thanh my-yen
nhon-hoa-lap nhon-ninh nhut-tao phuoc-ly phuoc-vinh-tay rach-kien tam-vu tan-an tan-hung tan-lan tan-long tan-tap
tan-tay tan-thanh-long-an tan-tru thanh-hoa thanh-loi thanh-phuoc thu-thua thuan-my tuyen-binh tuyen-thanh vam-co
vinh-chau vinh-cong vinh-hung vinh-thanh huyen-ben-cau huyen-chau-thanh huyen-duong-minh-chau huyen-go-dau
huyen-tan-bien huyen-tan-chau thanh-pho-tay-ninh thi-xa-hoa-thanh thi-xa-trang-bang huyen-ben-luc huyen-can-duoc
huyen-can-giuoc huyen-duc-hoa huyen-duc-hue huyen-moc-hoa huyen-tan-hung huyen-tan-thanh huyen-tan-tru
huyen-thanh-hoa huyen-thu-thua huyen-vinh-hung thanh-pho-tan-an thi-xa-kien-tuong moc-bai xa-mat cua-khau-tan-nam
cua-khau-binh-hiep chang-riec cua-khau-phuoc-tan ka-tum vac-sa cua-khau-tong-le-chan my-quy-tay cua-khau-hung-dien
cua-khau-vam-don cua-khau-long-phu cua-khau-phuoc-chi nui-ba-den ba-den ho-dau-tieng toa-thanh-tay-ninh
toa-thanh-cao-dai song-vam-co dong-thap-muoi trung-uong-cuc lo-go-xa-mat ma-thien-lanh song-soai-rap
lang-noi-tan-lap kkt-moc-bai kkt-xa-mat kcn-phuoc-dong kcn-trang-bang kcn-thanh-thanh-cong kcn-cha-la kcn-long-hau
kcn-tan-kim kcn-thuan-dao kcn-tan-duc kcn-hai-son kcn-xuyen-a cang-long-an don-bien-phong
"""
TAY_NINH = frozenset(_TAY_NINH.split())


def place(profile: str, identity: str) -> Place:
    return next(place for place in national.gazetteer(profile).places if place.id == identity)


def names(profile: str) -> set[str]:
    return {name for place in national.gazetteer(profile).places for name in place.names}


def test_the_country_has_34_provinces_and_3321_communes_of_today():
    today = Counter(unit.level for unit in national.units().values() if not unit.valid_to)
    assert today == {"province": 34, "commune": 3321}


def test_the_country_had_696_districts_and_10035_communes():
    before = Counter(unit.level for unit in national.units().values() if unit.valid_to == "2025-06-30")
    assert (before["district"], before["commune"]) == (696, 10035)


def test_every_heir_and_every_parent_exists():
    units = national.units()
    named = {name for unit in units.values() for name in (*unit.succeeded_by, unit.parent) if name}
    assert named <= set(units)


def test_what_is_gone_has_an_heir_of_today_and_what_is_not_has_none():
    units = national.units()
    assert [u for u in units.values() if bool(u.valid_to) != bool(u.succeeded_by)] == []
    assert [u for u in units.values() if any(units[heir].valid_to for heir in u.succeeded_by)] == []


def test_a_unit_and_its_heirs_lie_in_one_province_of_today():
    astray = [
        unit.id
        for unit in national.units().values()
        if {national.province_today(heir) for heir in unit.succeeded_by} - {national.province_today(unit.id)}
    ]
    assert astray == []


def test_a_divided_commune_names_the_heir_of_its_own_name_first():
    heirs = national.units()["o-tay-ninh/tan-chau/tan-phu"].succeeded_by
    assert [national.units()[heir].name for heir in heirs] == ["Tân Phú", "Tân Châu"]


def test_other_names_belong_to_provinces():
    assert {national.units()[unit].level for unit in national.exonyms()} == {"province"}


@pytest.mark.parametrize(
    "name",
    ["西宁", "西寧", "河南省", "Hồ Chí Minh"],
    ids=["Xining", "Xining, traditional", "Henan", "the President"],
)
def test_a_name_that_means_something_else_is_no_name_of_a_province(name: str):
    assert not [profile for profile in national.profiles() if name in names(profile)]


@pytest.mark.parametrize(
    ("profile", "name"),
    [
        ("tay-ninh", "越南西宁"), ("tay-ninh", "Tay Ninh"), ("tay-ninh", "떠이닌성"), ("tay-ninh", "ខេត្តតីនិញ"),
        ("thai-nguyen", "Bắc Cạn"), ("thai-nguyen", "Bac Kan"), ("ha-noi", "ຮ່າໂນ້ຍ"), ("ha-noi", "Hanoï"),
        ("tuyen-quang", "Туенкуанг"), ("ho-chi-minh", "TP.HCM"), ("hue", "Thừa Thiên Huế"),
    ],
)  # fmt: skip
def test_a_province_has_its_names_in_other_languages_and_spellings(profile: str, name: str):
    assert name in names(profile)


@pytest.mark.parametrize("profile", list(national.profiles()))
def test_every_province_has_a_whole_gazetteer(profile: str):
    gazetteer, province = national.gazetteer(profile), national.profiles()[profile]
    places = Gazetteer.model_validate(gazetteer.model_dump()).places
    ids, spelled = [place.id for place in places], [name.lower() for place in places for name in place.names]
    communes = [u for u in national.units().values() if u.level == "commune" and u.parent == province]
    assert sum(place.kind == "commune" for place in places) == len(communes) > 30
    assert len(ids) == len(set(ids))
    assert len(spelled) == len(set(spelled))
    assert {place.locality for place in places if place.locality} <= set(ids)
    assert gazetteer.profile.id == profile == places[0].id


def test_every_province_is_shipped():
    assert set(national.profiles()) <= set(shipped_ids())


def test_the_ids_of_tay_ninh_stay():
    assert {place.id for place in load_shipped("tay-ninh").gazetteer.places} >= TAY_NINH


def test_a_former_province_and_its_communes_are_found_in_the_one_of_today():
    assert place("thai-nguyen", "bac-kan").kind == "former_province"
    assert place("thai-nguyen", "phuong-bac-kan").names[0] == "phường Bắc Kạn"
    assert place("tuyen-quang", "ha-giang").kind == "former_province"


def test_the_ward_long_an_is_not_the_former_province():
    assert place("tay-ninh", "long-an").kind == "former_province"
    assert place("tay-ninh", "phuong-long-an").names[0] == "phường Long An"


def test_a_former_district_is_found_bare_where_no_commune_bears_its_name():
    assert place("thai-nguyen", "huyen-pac-nam").names[0] == "huyện Pác Nặm"
    found = place("thai-nguyen", "pac-nam")
    assert (found.kind, found.locality, found.ambiguous) == ("district", "huyen-pac-nam", False)


def test_the_district_can_gio_is_remembered_beside_the_commune():
    assert place("ho-chi-minh", "huyen-can-gio").kind == "district"
    assert place("ho-chi-minh", "can-gio").kind == "commune"


@pytest.mark.parametrize(
    ("profile", "identity"),
    [("tay-ninh", "tan-chau"), ("an-giang", "tan-chau"), ("tay-ninh", "huyen-chau-thanh"), ("lang-son", "thuy-hung")],
    ids=["commune in two provinces", "the other one", "district in many", "former communes elsewhere"],
)
def test_a_name_borne_in_several_provinces_is_ambiguous(profile: str, identity: str):
    assert place(profile, identity).ambiguous


@pytest.mark.parametrize(
    ("profile", "identity"),
    [("tay-ninh", "ben-cau"), ("thai-nguyen", "nghinh-tuong"), ("tay-ninh", "huyen-ben-luc")],
)
def test_a_name_borne_once_in_the_country_is_sure(profile: str, identity: str):
    assert not place(profile, identity).ambiguous


def test_a_former_commune_is_ambiguous_and_counts_for_its_heir():
    found = place("thai-nguyen", "quang-chu")
    assert (found.kind, found.names, found.ambiguous) == ("former_commune", ("Quảng Chu",), True)
    assert place("thai-nguyen", found.locality).names == ("Chợ Mới",)


@pytest.mark.parametrize(
    ("profile", "name"),
    [("tay-ninh", "Biên Giới"), ("tay-ninh", "Phan"), ("thanh-hoa", "Quảng Bình"), ("ho-chi-minh", "1")],
    ids=["a word", "one syllable", "a province elsewhere", "a number"],
)
def test_a_name_that_is_more_often_something_else_does_not_stand_alone(profile: str, name: str):
    assert name not in names(profile)


def test_a_former_commune_called_by_a_word_is_found_behind_its_kind():
    assert place("tay-ninh", "xa-bien-gioi").names == ("xã Biên Giới",)


def test_a_longer_name_elsewhere_does_not_count():
    assert "Tây Ninh Hòa" in national.gazetteer("tay-ninh").exclusions
    assert "Thái Bình Dương" in national.gazetteer("hung-yen").exclusions


def written(*places: Place) -> Gazetteer:
    return Gazetteer(profile=Unit(id="hue", name="Huế", title="thành phố Huế"), places=places, exclusions=("Huế Mẫu",))


def test_a_place_written_by_hand_replaces_that_of_the_same_id():
    by_hand = Place(id="phu-bai", kind="zone", names=("Phú Bài", "sân bay Phú Bài"))
    found = national.completed(national.gazetteer("hue"), written(by_hand))
    assert [place for place in found.places if place.id == "phu-bai"] == [by_hand]


def test_a_name_written_by_hand_leaves_the_place_that_had_it():
    by_hand = Place(id="co-do", kind="landmark", names=("Hue City", "Cố đô Huế"))
    places = national.completed(national.gazetteer("hue"), written(by_hand)).places
    assert [place.id for place in places if "Hue City" in place.names] == ["co-do"]
    assert places[0].names[0] == "Huế"


def test_what_must_not_count_is_joined():
    places = (Place(id="co-do", kind="landmark", names=("Cố đô Huế",)),)
    found = national.completed(national.gazetteer("hue"), written(*places)).exclusions
    assert set(found) == {"Huế Mẫu", *national.gazetteer("hue").exclusions}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("tỉnh Bắc Kạn (cũ)", "19", id="former province"),
        pytest.param("xã Ba Bể, tỉnh Bắc Kạn", "19", id="commune of today, province of before"),
        pytest.param("thị trấn Chợ Rã, huyện Ba Bể, tỉnh Thái Nguyên", "19", id="commune of before, province of today"),
        pytest.param("H.Ba Bể (cũ)", "19", id="short word"),
        pytest.param("xã Cần Giờ, TP.HCM", "79", id="another spelling of the province"),
        pytest.param("huyện Cần Giờ, Thành phố Hồ Chí Minh", "79", id="district"),
        pytest.param("tỉnh Hà Giang", "08", id="Hà Giang"),
        pytest.param("phường Long An", "80", id="the ward Long An"),
        pytest.param("xã Long An, huyện Châu Thành, tỉnh Tiền Giang", "82", id="the commune Long An"),
        pytest.param("xã Tân Châu, tỉnh Tây Ninh", "80", id="Tân Châu in Tây Ninh"),
        pytest.param("thị xã Tân Châu, tỉnh An Giang", "91", id="Tân Châu in An Giang"),
        pytest.param("Tân Châu", "33 38 40 68 80 91", id="Tân Châu anywhere"),
        pytest.param("xã Chợ Mới, tỉnh Thái Nguyên", "19", id="a name that ends in mới"),
        pytest.param("THỊ TRẤN THỦ THỪA, HUYỆN THỦ THỪA, TỈNH LONG AN", "80", id="capitals"),
        pytest.param("xã Thuận Hoà, tỉnh Tuyên Quang", "08", id="newer placement of tones"),
        pytest.param("tỉnh Đồng Nai", "75", id="a province that became a city"),
        pytest.param("xã Không Có, tỉnh Tây Ninh", "", id="no such commune"),
        pytest.param("xã Bến Cầu, tỉnh Thái Nguyên", "", id="commune of another province"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_full_name_leads_to_the_province_of_today(text: str, codes: str):
    assert resolve(text) == set(codes.split())


@pytest.mark.shared
def test_all_old_and_new_full_names_lead_to_the_province_of_today(shared: Path):
    with (shared / "data/gazetteer/ward_old_to_new.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    full = [
        (", ".join(row[part] for part in parts if row[part]), row["newProvinceCode"])
        for row in rows
        for parts in (("ward", "district", "province"), ("ward", "district", "newProvince"), ("newWard", "newProvince"))
    ]
    assert len(rows) == 10602
    assert [(name, code) for name, code in full if resolve(name) != {code}] == []


@pytest.mark.shared
def test_the_shipped_data_are_what_the_sources_give(shared: Path):
    units = build_units(shared / "data/gazetteer")
    assert {unit.id: unit for unit in units} == national.units()
    found: dict[str, list[str]] = {}
    for unit, _language, name in build_exonyms(shared / "data/gazetteer", units):
        found.setdefault(unit, []).append(name)
    assert {unit: tuple(spelled) for unit, spelled in found.items()} == national.exonyms()
