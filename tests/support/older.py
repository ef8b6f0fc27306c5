"""Vietnamese in the encodings from before Unicode, as other programs than the collector write them.

The bytes of windows-1258, TCVN 5712 and VISCII are those of glibc 2.36 `iconv -t`; those of VPS and VNI stand in the
keyboard program xvnkb, the capitals of VPS that xvnkb writes small in Encode::VN. xvnkb and iconv agree on TCVN and
VISCII, but for the capitals in the place of control characters, which xvnkb writes small.
"""

import unicodedata

LETTERS = (
    "ÁÀẢÃẠÂẤẦẨẪẬĂẮẰẲẴẶÉÈẺẼẸÊẾỀỂỄỆÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÍÌỈĨỊÝỲỶỸỴĐ"
    "áàảãạâấầẩẫậăắằẳẵặéèẻẽẹêếềểễệóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựíìỉĩịýỳỷỹỵđ"
)

_ONE_BYTE = {
    "tcvn5712": """
        8380818284a2c4c1c2c386a1c0afbabf858a8788898ba3dac5cdd98c9592939496a4ffdbe0f097a59b98999a9c019d9e9f02a611040506
        12908d8e8f911613141517a7b8b5b6b7b9a9cac7c8c9cba8bebbbcbdc6d0cccecfd1aad5d2d3d4d6e3dfe1e2e4abe8e5e6e7e9acedeaeb
        eceef3eff1f2f4adf8f5f6f7f9ddd7d8dcdefdfafbfcfeae
    """,
    "viscii": """
        c1c0c4c380c28485860687c58182020583c9c8cb8889ca8a8b8c8d8ed3d299a09ad48f90919293b4959697b394dad99c9d9ebfbabbbcff
        b9cdcc9bce98dd9f14191ed0e1e0e4e3d5e2a4a5a6e7a7e5a1a2c6c7a3e9e8eba8a9eaaaabacadaef3f2f6f5f7f4afb0b1b2b5bdbeb6b7
        defefaf9fcfbf8dfd1d7d8e6f1edecefeeb8fdcfd6dbdcf0
    """,
    "vps": """
        c180818202c28384851c03888d8e8ff004c9d7defe05ca9093949506b9bcbdbe11d49697989912f79d9e9fa613daa8d1ac14d0adafb11d
        15b4b5b7b810ddb2fdb319f1e1e0e4e3e5e2c3c0c4c5c6e6a1a2a3a4a5e9e8c8ebcbea898a8bcd8cf3f2d5f586f4d3d2b087b6d6a7a9aa
        abaefaf9fbdbf8dcd9d8babbbfedecccefce9aff9bcf9cc7
    """,
}
_SEVERAL_BYTES = {
    "windows-1258": """
        c1 c0 41d2 41de 41f2 c2 c2ec c2cc c2d2 c2de c2f2 c3 c3ec c3cc c3d2 c3de c3f2 c9 c8 45d2 45de 45f2 ca caec cacc
        cad2 cade caf2 d3 4fcc 4fd2 4fde 4ff2 d4 d4ec d4cc d4d2 d4de d4f2 d5 d5ec d5cc d5d2 d5de d5f2 da d9 55d2 55de
        55f2 dd ddec ddcc ddd2 ddde ddf2 cd 49cc 49d2 49de 49f2 59ec 59cc 59d2 59de 59f2 d0 e1 e0 61d2 61de 61f2 e2
        e2ec e2cc e2d2 e2de e2f2 e3 e3ec e3cc e3d2 e3de e3f2 e9 e8 65d2 65de 65f2 ea eaec eacc ead2 eade eaf2 f3 6fcc
        6fd2 6fde 6ff2 f4 f4ec f4cc f4d2 f4de f4f2 f5 f5ec f5cc f5d2 f5de f5f2 fa f9 75d2 75de 75f2 fd fdec fdcc fdd2
        fdde fdf2 ed 69cc 69d2 69de 69f2 79ec 79cc 79d2 79de 79f2 f0
    """,
    "vni": """
        41d9 41d8 41db 41d5 41cf 41c2 41c1 41c0 41c5 41c3 41c4 41ca 41c9 41c8 41da 41dc 41cb 45d9 45d8 45db 45d5 45cf
        45c2 45c1 45c0 45c5 45c3 45c4 4fd9 4fd8 4fdb 4fd5 4fcf 4fc2 4fc1 4fc0 4fc5 4fc3 4fc4 d4 d4d9 d4d8 d4db d4d5
        d4cf 55d9 55d8 55db 55d5 55cf d6 d6d9 d6d8 d6db d6d5 d6cf cd cc c6 d3 d2 59d9 59d8 59db 59d5 ce d1 61f9 61f8
        61fb 61f5 61ef 61e2 61e1 61e0 61e5 61e3 61e4 61ea 61e9 61e8 61fa 61fc 61eb 65f9 65f8 65fb 65f5 65ef 65e2 65e1
        65e0 65e5 65e3 65e4 6ff9 6ff8 6ffb 6ff5 6fef 6fe2 6fe1 6fe0 6fe5 6fe3 6fe4 f4 f4f9 f4f8 f4fb f4f5 f4ef 75f9
        75f8 75fb 75f5 75ef f6 f6f9 f6f8 f6fb f6f5 f6ef ed ec e6 f3 f2 79f9 79f8 79fb 79f5 ee f1
    """,
}


def _tables() -> dict[str, dict[str, bytes]]:
    written = {name: [bytes([byte]) for byte in bytes.fromhex(table)] for name, table in _ONE_BYTE.items()}
    written |= {name: [bytes.fromhex(letter) for letter in table.split()] for name, table in _SEVERAL_BYTES.items()}
    return {name: dict(zip(LETTERS, letters, strict=True)) for name, letters in written.items()}


_TABLES = _tables()
NAMES = tuple(_TABLES)


def encode(text: str, name: str) -> bytes:
    """Write a text in an older encoding; beside Vietnamese letters it may hold ASCII only."""
    table = _TABLES[name]
    return b"".join(table.get(char) or char.encode("ascii") for char in unicodedata.normalize("NFC", text))


# Every letter of the language but J, F, W and Z, capitals through `upper`.
_PROSE = """
    Sáng nay, lực lượng biên phòng tỉnh Tây Ninh phối hợp với hải quan cửa khẩu quốc tế Mộc Bài kiểm tra một xe tải
    chở gỗ từ phía Campuchia sang; tài xế xuất trình đủ giấy tờ nên được thông quan sau hai mươi phút.

    Theo ông trưởng ban quản lý khu kinh tế, mỗi ngày có chừng ba nghìn lượt người và hơn bảy trăm xe qua lại, gấp
    rưỡi cùng kỳ năm ngoái; chỗ đỗ chật chội, hàng quán lấn vỉa hè, lối rẽ vào bãi xe hẹp và dễ ùn ứ mỗi dịp lễ.

    Tỉnh sẽ mở rộng mặt đường lên sáu làn, sửa lại nhà chờ, kẻ vạch, vẽ biển chỉ dẫn bằng ba thứ tiếng, dựng mái che
    nắng và giữ nguyên rặng cây phượng vĩ cổ thụ đã đứng đó từ thuở ông bà còn trẻ.

    Bà con xóm chợ kể rằng con rạch nhỏ phía sau chùa từng có cá linh, cá lóc và rau nhút; nay nước đục, bẩn, lũ trẻ
    chẳng dám tắm, người già ngồi vá lưới cũng kiêng kỵ, chỉ mong chính quyền cho nạo vét thật kỹ.

    Đoàn liên ngành hứa gỡ vướng về giải phóng mặt bằng, hỗ trợ những hộ phải dời chỗ ở, miễn lệ phí lưu kho cho
    nông sản như dứa, ổi, xoài, mãng cầu, khoai mỡ và sữa tươi; ai trễ hẹn sẽ bị nhắc nhở, tái phạm thì xử phạt.

    Chiều cùng ngày, tại hội trường huyện lỵ, các vị khách thuộc tổ chức nước ngoài ghi nhận nỗ lực giữ gìn trật tự,
    bảo vệ chủ quyền biển đảo và quyền con người, đồng thời đề nghị hai bên sớm ký biên bản, chia sẻ dữ liệu, mở lớp
    dạy chữ cho trẻ vùng sâu, kể cả các em người Khơ Me, người Chăm, người Tà Mun.

    Một cụ già tóc bạc, tay chống gậy trúc, cười hể hả: đường phẳng, cầu vững, đèn sáng, ngõ sạch thì dân mới yên ổn
    làm ăn, con cháu xa xứ ở tận Mỹ, Úc hay Ý cũng muốn về thăm quê, uống chén trà, nghe câu vọng cổ giữa đêm trăng.

    Dự kiến công trình hoàn tất trước mùa mưa; kinh phí hai tỷ đồng đã sẵn, lấy từ ngân sách, phần thiếu vay quỹ đầu
    tư, lãi suất thấp, trả dần trong mười lăm năm, mọi khoản thu chi niêm yết công khai để ai nấy đều tỏ tường, khỏi
    nghi ngờ, đồn đoán nhảm nhí.
"""
PROSE = tuple(" ".join(paragraph.split()) for paragraph in _PROSE.split("\n\n"))
