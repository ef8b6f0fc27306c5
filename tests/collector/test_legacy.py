"""Vietnamese from before Unicode: every letter, every name, and when it is recognised."""

import pytest

from collector.legacy import WESTERN, named, read, recognised, western
from support import older

PROSE = " ".join(older.PROSE)
PROSE += PROSE.upper()


@pytest.mark.parametrize("name", older.NAMES)
def test_every_letter_is_read(name):
    got = {letter: read(western(older.encode(letter, name)), name) for letter in older.LETTERS}
    assert got == {letter: letter for letter in older.LETTERS}


@pytest.mark.parametrize("name", older.NAMES)
def test_ascii_is_what_it_was(name):
    plain = "".join(map(chr, range(32, 127))) + "\t\r\n"
    assert read(western(plain.encode()), name) == plain


def test_tcvn3_has_the_punctuation_of_windows():
    assert read(western(b"\x93T\xa9y Ninh\x94 \x96 c\xf6a kh\xc8u"), "tcvn3") == "“Tây Ninh” – cửa khẩu"


def test_tcvn_joins_letters_and_the_tones_that_follow_them():
    assert read(western(b"Ta\xb3c gia\xb1, A\xb4"), "tcvn5712") == "Tác giả, Ạ"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("Coäng hoaø xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam", id="small"),
        pytest.param("COÄNG HOAØ XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", id="capitals"),
        pytest.param("AÙnh döông, Ñaø Laït, Aùi Quoác", "Ánh dương, Đà Lạt, Ái Quốc", id="titles"),
        pytest.param("Ngöôøi Pôø Y ôû Kyø Anh, xaõ Myõ Lyù", "Người Pờ Y ở Kỳ Anh, xã Mỹ Lý", id="horns"),
    ],
)
def test_vni_is_read(text, meant):
    assert read(text, "vni").replace("hoà", "hòa").replace("HOÀ", "HÒA") == meant


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("windows-1258", "windows-1258"),
        ("CP1258", "windows-1258"),
        ("x-cp1258", "windows-1258"),
        ("x-viet-tcvn5712", "tcvn5712"),
        ("TCVN5712-1:1993", "tcvn5712"),
        ("tcvn-5712", "tcvn5712"),
        ("TCVN3", "tcvn3"),
        ("viscii", "viscii"),
        ("csVISCII", "viscii"),
        ("VISCII1.1-1", "viscii"),
        ("x-viet-vps", "vps"),
        ("x-viet-vni", "vni"),
        ("vni", "vni"),
        ("windows-1252", ""),
        ("x-user-defined", ""),
        ("", ""),
    ],
)
def test_names_of_older_encodings_are_known(label, name):
    assert named(label) == name


@pytest.mark.parametrize("name", older.NAMES)
def test_what_makes_vietnamese_syllables_is_recognised(name):
    text = western(older.encode(PROSE, name))
    assert recognised(text) == name
    assert recognised(text, name) == name
    assert recognised(text, "viscii" if name != "viscii" else "vni") == name


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("plain words only", id="ASCII"),
        pytest.param("\xa9 2026 \xab \xbb \xa0 \xb7 \xae", id="signs"),
        pytest.param("là, dès, né, là, né, où", id="words of both languages"),
        pytest.param(
            "Hà Giang, Cà Mau, Sóc Sơn, Công an, Hòa Bình, Bình Phú, Lào Cai", id="Vietnamese in Latin letters"
        ),
        pytest.param(western(older.encode("cửa khẩu", "vni")), id="too short to tell"),
    ],
)
def test_what_says_too_little_stays(text):
    assert recognised(text) == WESTERN
