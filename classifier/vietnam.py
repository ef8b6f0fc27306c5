"""Names of Viet Nam that help to tell places apart: its provinces, old and new, and what marks an article as ours."""

# Nghị quyết 202/2025/QH15: 34 units from 1 July 2025, and the 63 before them, whose names the press still uses.
PROVINCES = (
    "An Giang", "Bà Rịa - Vũng Tàu", "Bà Rịa-Vũng Tàu", "Bà Rịa – Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn",
    "Bắc Ninh", "Bến Tre", "Bình Dương", "Bình Định", "Bình Phước", "Bình Thuận", "Cà Mau", "Cao Bằng", "Cần Thơ",
    "Đà Nẵng", "Đắk Lắk", "Đắk Nông", "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Giang", "Hà Nam", "Hà Nội",
    "Hà Tĩnh", "Hải Dương", "Hải Phòng", "Hậu Giang", "Hòa Bình", "Huế", "Hưng Yên", "Khánh Hòa", "Kiên Giang",
    "Kon Tum", "Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng", "Long An", "Nam Định", "Nghệ An", "Ninh Bình",
    "Ninh Thuận", "Phú Thọ", "Phú Yên", "Quảng Bình", "Quảng Nam", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị",
    "Sóc Trăng", "Sơn La", "Tây Ninh", "Thái Bình", "Thái Nguyên", "Thanh Hóa", "Thừa Thiên Huế", "Thừa Thiên - Huế",
    "Tiền Giang", "TP Hồ Chí Minh", "TP.Hồ Chí Minh", "TP. Hồ Chí Minh", "thành phố Hồ Chí Minh", "TP.HCM", "TP HCM",
    "TPHCM", "TP. HCM", "Trà Vinh", "Tuyên Quang", "Vĩnh Long", "Vĩnh Phúc", "Yên Bái",
)  # fmt: skip

# Names of provinces that are other words when written small.
_WORDS = (
    "bắc cạn", "bình định", "bình thuận", "cao bằng", "hà giang", "hòa bình", "hưng yên", "long an", "thanh hóa",
    "thái bình", "thái nguyên", "vĩnh long",
)  # fmt: skip
WORDS = frozenset(_WORDS)

# An article that names one of these (or a monitored place) speaks of Viet Nam.
HOME = (
    "Việt Nam", "Vietnam", "Viet Nam", "bộ đội", "công an tỉnh", "công an xã", "công an phường", "công an TP",
    "ủy ban nhân dân", "UBND", "HĐND", "Tỉnh ủy", "Thủ tướng Chính phủ", "Chính phủ", "Quốc hội", "TAND", "VKSND",
    "Bộ Công an", "Bộ Quốc phòng", "Bộ Ngoại giao Việt Nam", "cảnh sát biển Việt Nam", "Bộ Xây dựng", "Bộ Tài chính",
    "đồn biên phòng", "BĐBP", "nước ta", "người Việt", "xã biên giới", "Biển Đông", "Hoàng Sa", "Trường Sa",
    "biên giới Việt", "Vùng Cảnh sát biển", "Quân chủng", "nhà giàn", "công an", "khởi tố", "tỉ đồng", "tỷ đồng",
    "triệu đồng", "ngàn đồng", "nghìn đồng", "Bộ trưởng Bộ", "Sở Nội vụ", "Sở Y tế", "Sở Xây dựng", "Đảng bộ",
    "Bí thư", "đại biểu Quốc hội", "ngư dân Việt", "Tổng Bí thư", "miền Tây", "miền Trung", "miền Bắc", "miền Nam",
    "Nam Bộ", "Tây Nguyên", "ĐBSCL", "Vietnamese", "Hanoi", "Ha Noi", "HCM City", "VND", "VNA", "East Sea", "Hoang Sa",
    "Truong Sa", "Spratly", "Paracel", "Central Highlands", "Mekong Delta", "Ministry of Public Security",
    "越南", "វៀតណាម", "ຫວຽດນາມ", "ວຽດນາມ",
)  # fmt: skip

# Frequent surnames, without those that are also common words before a place (Đoàn, Hồ, Cao, Hà, Ông ...).
_SURNAMES = "bùi dương đinh đặng đỗ huỳnh lê lý lương lưu ngô nguyễn phan phạm trương trần trịnh tạ tống vương võ vũ"
SURNAMES = frozenset(_SURNAMES.split())

_ADMIN_WORDS = (
    "ấp bản buôn cũ đường hẻm huyện h khu khóm kp làng lô nay ngõ p phố phường quận q số thị thành tỉnh tổ thôn tp tt "
    "tx trấn xã x xóm trước đây đông tây nam bắc"
)
ADMIN_WORDS = frozenset(_ADMIN_WORDS.split())

# Other countries and their seats, as the press names them; "Mỹ" only where no Vietnamese name goes on ("Mỹ Tho").
FOREIGN = (
    "nước Mỹ", "tại Mỹ", "ở Mỹ", "của Mỹ", "Tổng thống Mỹ", "quân đội Mỹ", "Hoa Kỳ", "Washington", "Nhà Trắng",
    "Lầu Năm Góc", "Trung Quốc", "Bắc Kinh", "Đài Loan", "Hong Kong", "Hồng Kông", "Nhật Bản", "Tokyo", "Hàn Quốc",
    "Seoul", "Triều Tiên", "Bình Nhưỡng", "Thái Lan", "Bangkok", "Campuchia", "Phnom Penh", "Myanmar", "Malaysia",
    "Singapore", "Indonesia", "Philippines", "Manila", "Ấn Độ", "Pakistan", "Bangladesh", "Nepal", "Sri Lanka",
    "Afghanistan", "Iran", "Iraq", "Israel", "Gaza", "Palestine", "Syria", "Lebanon", "Yemen", "Saudi", "Qatar",
    "Thổ Nhĩ Kỳ", "Nga", "Moscow", "Ukraine", "Kiev", "Kyiv", "Belarus", "Ba Lan", "nước Đức", "Berlin", "nước Pháp",
    "Paris", "Anh quốc", "nước Anh", "London", "Italy", "Tây Ban Nha", "Bồ Đào Nha", "Hà Lan", "Thụy Sĩ", "Thụy Điển",
    "Na Uy", "Phần Lan", "Đan Mạch", "Hungary", "Romania", "Hy Lạp", "châu Âu", "NATO", "Canada", "Mexico", "Cuba",
    "Venezuela", "Colombia", "Brazil", "Argentina", "Chile", "Peru", "Úc", "Australia", "New Zealand", "Ai Cập",
    "Nigeria", "Nam Phi", "Sudan", "Ethiopia", "Kenya", "Congo", "Libya", "châu Phi",
)  # fmt: skip
