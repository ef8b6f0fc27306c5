"""Units of measure, counted nouns and what befalls people, as the press writes them."""

import re
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its family, the canonical unit of its values and how many of those it is."""

    family: str
    name: str
    factor: Decimal


def _table() -> dict[str, Unit]:
    rows = (
        ("money", "VND", "1", "đồng|vnđ|vnd|đ|việt nam đồng"),
        ("money", "USD", "1", "usd|đô la mỹ|đô la|đô-la|đôla|đô|us$|dollars|dollar"),
        ("money", "EUR", "1", "eur|euro|euros"),
        ("money", "CNY", "1", "nhân dân tệ|ndt|cny|tệ|yuan"),
        ("money", "JPY", "1", "yên|yen|jpy"),
        ("money", "GBP", "1", "bảng anh|bảng|gbp|pounds"),
        ("money", "KRW", "1", "won"),
        ("money", "THB", "1", "baht"),
        ("length", "m", "1", "mét|m|metres|meters"),
        ("length", "m", "1000", "km|ki-lô-mét|kilômét|kilomet|kilomét|cây số|kilometres|kilometers"),
        ("length", "m", "0.01", "cm|phân|xentimét|centimet"),
        ("length", "m", "0.001", "mm|milimét|milimet|ly"),
        ("length", "m", "1852", "hải lý"),
        ("length", "m", "1609.344", "dặm|miles"),
        ("area", "m2", "1", "m2|m²|mét vuông"),
        ("area", "m2", "10000", "ha|héc-ta|hecta|héc ta|hectares"),
        ("area", "m2", "1000000", "km2|km²|km vuông|ki-lô-mét vuông|kilômét vuông"),
        ("area", "sào", "1", "sào"),
        ("volume", "m3", "1", "m3|m³|mét khối|khối"),
        ("volume", "m3", "0.001", "lít|l|litres|liters"),
        ("weight", "kg", "1", "kg|ki-lô-gam|kilôgam|kilogam|kí lô|cân|kilograms"),
        ("weight", "kg", "1000", "tấn|tonnes|tons"),
        ("weight", "kg", "100", "tạ"),
        ("weight", "kg", "10", "yến"),
        ("weight", "kg", "0.001", "g|gram|gam|gr"),
        ("weight", "kg", "0.000001", "mg|miligam"),
        ("gold", "lượng", "1", "lượng|cây vàng"),
        ("gold", "lượng", "0.1", "chỉ vàng"),
        ("percent", "%", "1", "%|phần trăm|percent|per cent"),
        ("points", "điểm %", "1", "điểm phần trăm|điểm %|percentage points"),
        ("speed", "km/h", "1", "km/h|km/giờ"),
        ("speed", "km/h", "3.6", "m/s|m/giây"),
        ("flow", "m3/s", "1", "m3/s|m³/s|m3/giây|m³/giây"),
        ("power", "W", "1000000", "mw"),
        ("power", "W", "1000", "kw"),
        ("energy", "kWh", "1", "kwh|số điện"),
        ("temperature", "°C", "1", "độ c|độc|°c|oc|độ"),
        ("time", "second", "1", "giây|seconds"),
        ("time", "second", "60", "phút|minutes"),
        ("time", "second", "3600", "giờ|tiếng đồng hồ|tiếng|hours"),
        ("time", "second", "86400", "ngày|days"),
        ("time", "second", "604800", "tuần lễ|tuần|weeks"),
        ("time", "month", "1", "tháng|months"),
        ("time", "month", "12", "năm|years"),
        ("time", "month", "120", "thập kỷ|thập niên"),
        ("age", "year", "1", "tuổi|years old"),
        ("magnitude", "richter", "1", "độ richter|độ rích-te"),
    )
    return {
        surface: Unit(family, name, Decimal(factor))
        for family, name, factor, surfaces in rows
        for surface in surfaces.split("|")
    }


UNITS = _table()
del UNITS["độc"]  # a poison
WORDS = "|".join(re.escape(one) for one in sorted(UNITS, key=len, reverse=True))
SIGNS = {"$": "usd", "us$": "usd", "€": "euro", "£": "bảng anh"}

# Nouns that a number spelled in words must stand before to be read as a count: "ba người", but not "ba mẹ".
PEOPLE = (
    "người|nạn nhân|thuyền viên|ngư dân|hành khách|học sinh|sinh viên|công nhân|lao động|cán bộ|chiến sĩ|chiến sỹ"
    "|binh sĩ|binh sỹ|lính|cảnh sát|đối tượng|nghi phạm|nghi can|bị can|bị cáo|phụ nữ|đàn ông|thanh niên|trẻ em|trẻ"
    "|em bé|em|cháu bé|cháu|bé gái|bé trai|bé|giáo viên|bác sĩ|bệnh nhân|du khách|dân thường|thường dân|cư dân|công dân"
    "|tù nhân|con tin|phi công|thủy thủ|thủy thủ đoàn|tài xế|nhân viên|chuyên gia|phóng viên|nhà báo|thí sinh|cử tri"
    "|đại biểu|phạm nhân|sĩ quan|bệnh nhi|cụ già|tử tù|hộ lý|nhân khẩu|thi thể|xác|ca|trường hợp|sinh mạng|mạng người"
    "|chiến binh|phiến quân|tay súng"
)
THINGS = (
    "hộ gia đình|hộ dân|hộ|gia đình|ngôi nhà|căn nhà|nhà dân|căn hộ|nhà|chiếc|con tàu|con|tàu cá|tàu|thuyền|xe máy"
    "|xe khách|xe tải|xe|máy bay|ô tô|vụ án|vụ|xã|huyện|tỉnh|thành phố|quốc gia|nước|cây|cuộc|bức|tấm|khẩu|viên|quả|cái"
    "|lần|trận|dự án|công trình|cây cầu|trường học|trường|lớp|phòng|doanh nghiệp|công ty|cơ sở|thửa|lô đất|toa|tên lửa"
    "|hồ sơ|đơn|phiếu|bản|bộ|hiện vật|sản phẩm|địa phương|thôn|ấp|bản làng|kiện|bao|thùng|chai|gói|tầng"
    "|bệnh nhân|phần quà|tàu bay|địa điểm"
)
NOUNS = "|".join(sorted(f"{PEOPLE}|{THINGS}".split("|"), key=len, reverse=True))
ENGLISH_PEOPLE = (
    "people|persons|men|women|children|workers|victims|passengers|soldiers|students|civilians|deaths|cases|person|child"
)

FATES = {
    "dead": "chết|tử vong|thiệt mạng|tử nạn|bỏ mạng|mất mạng|qua đời|hy sinh|hi sinh|tử thương|killed|dead|died|deaths",
    "injured": "bị thương|trọng thương|chấn thương|xây xát|injured|wounded|hurt",
    "missing": "mất tích|mất liên lạc|missing",
    "casualties": "thương vong",
    "ill": "mắc|nhiễm|dương tính|ngộ độc|nhập viện|phải cấp cứu|hospitalized|hospitalised|infected",
    "arrested": "bị bắt|bắt giữ|tạm giữ|bị bắt giữ|khởi tố|tạm giam|arrested|detained",
    "rescued": "được cứu|cứu sống|giải cứu|cứu được|thoát nạn|thoát chết|sống sót|rescued|survived",
    "moved": "sơ tán|di dời|evacuated|displaced",
}
FATE_OF = {word: fate for fate, words in FATES.items() for word in words.split("|")}
FATE_WORDS = "|".join(re.escape(word) for word in sorted(FATE_OF, key=len, reverse=True))
BEFALLS = {**FATE_OF, "làm chết": "dead", "giết chết": "dead", "giết": "dead", "sát hại": "dead", "giết hại": "dead"}
