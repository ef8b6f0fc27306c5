"""Bytes to text: one wrong byte costs one letter."""

import codecs
import gzip
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.encoding import decode
from support import older

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
TEXT = "<p>Cửa khẩu quốc tế Mộc Bài, tỉnh Tây Ninh</p>"
LONG = TEXT * 20
BROKEN = LONG.encode().replace("Bài".encode(), b"B\xe0i", 1)
LATIN = "<p>Université de Phnom Penh, café</p>"

FAR = f"<html><script>{'x' * 5000}</script><meta charset=gbk><p>西宁</p>"
FEED = f"<rss><item><description><![CDATA[<meta charset=windows-1251>{LATIN}]]></description></item></rss>"
QUOTING = f"{LONG} Trang ấy hiện ra như sau: TÃ¢y Ninh, cá»\xada kháº©u, tá»‰nh, quáº\xadn."

CASES = {
    "UTF-8": (TEXT.encode(), "", TEXT),
    "UTF-8 with a mark": (codecs.BOM_UTF8 + TEXT.encode(), "", TEXT),
    "UTF-8 though another is declared": (TEXT.encode(), "text/html; charset=iso-8859-1", TEXT),
    "UTF-16 with a mark": (TEXT.encode("utf-16"), "", TEXT),
    "UTF-16 without a mark": (TEXT.encode("utf-16-le"), "", TEXT),
    "one wrong byte": (BROKEN, "", LONG.replace("Bài", "B\ufffdi", 1)),
    "one wrong byte though another is declared": (
        BROKEN,
        "text/html; charset=windows-1252",
        LONG.replace("Bài", "B\ufffdi", 1),
    ),
    "declared by the server": (LATIN.encode("cp1252"), "text/html; charset=windows-1252", LATIN),
    "declared by the page": (
        f'<meta charset="windows-1252">{LATIN}'.encode("cp1252"),
        "",
        f'<meta charset="windows-1252">{LATIN}',
    ),
    "declared in XML": (
        f'<?xml version="1.0" encoding="iso-8859-1"?>{LATIN}'.encode("latin-1"),
        "",
        f'<?xml version="1.0" encoding="iso-8859-1"?>{LATIN}',
    ),
    "nothing declared": (LATIN.encode("cp1252"), "", LATIN),
    "declared to be UTF-8, which it is not": (LATIN.encode("cp1252"), "text/html; charset=utf-8", LATIN),
    "an encoding that is no text": (b"\xe9" * 8, "text/html; charset=unicode_escape", "é" * 8),
    "an encoding nobody knows": (b"\xe9" * 8, "text/html; charset=klingon", "é" * 8),
    "what the page says before what a server always says": (
        '<meta charset="windows-1251">Тэйнинь'.encode("cp1251"),
        "text/html; charset=iso-8859-1",
        '<meta charset="windows-1251">Тэйнинь',
    ),
    "what a server says on purpose before what the page says": (
        '<meta charset="windows-1251">西宁'.encode("gbk"),
        "text/html; charset=gbk",
        '<meta charset="windows-1251">西宁',
    ),
    "declared behind long scripts": (FAR.encode("gbk"), "", FAR),
    "a page inside a feed declares nothing for the feed": (FEED.encode("cp1252"), "", FEED),
    "UTF-8 cut inside a letter": ("<p>Mộc Bài ở Tây Ninh ạ".encode()[:-1], "", "<p>Mộc Bài ở Tây Ninh "),
    "UTF-8 with zero bytes": ("Tây\0 Ninh".encode(), "", "Tây Ninh"),
    "control characters and what is no character": ("T\x0bâ\x01y\ufffe N\uffffinh".encode(), "", "Tây Ninh"),
    "two marks": (codecs.BOM_UTF8 * 2 + TEXT.encode(), "", TEXT),
    "half a surrogate pair in UTF-8": (
        f"{TEXT}\ud800".encode("utf-8", "surrogatepass"),
        "",
        f"{TEXT}\ufffd\ufffd\ufffd",
    ),
    "half a surrogate pair in UTF-16": ("\ufeffA\ud800B".encode("utf-16-le", "surrogatepass"), "", "A\ufffdB"),
    "UTF-16 without a mark, the other way round": (TEXT.encode("utf-16-be"), "", TEXT),
    "UTF-16 with half a letter at the end": (TEXT.encode("utf-16")[:-1], "", f"{TEXT[:-1]}\ufffd"),
    "UTF-32 without a mark": (TEXT.encode("utf-32-le"), "", TEXT),
    "UTF-32 without a mark, the other way round": (TEXT.encode("utf-32-be"), "", TEXT),
    "NFD stays for addresses": ("<a href='/a\u0300'>".encode(), "", "<a href='/a\u0300'>"),
    "UTF-8 twice": (LONG.encode().decode("latin-1").encode(), "", LONG),
    "UTF-8 twice by way of windows-1252": (
        "Lễ hội ở Tây Ninh, lễ hội ở Mộc Bài".encode().decode("cp1252").encode(),
        "",
        "Lễ hội ở Tây Ninh, lễ hội ở Mộc Bài",
    ),
    "no character in UTF-8 twice": (f"{LONG}\uffff".encode().decode("latin-1").encode(), "", LONG),
    "a text that quotes UTF-8 written twice": (QUOTING.encode(), "", QUOTING),
    "nothing": (b"", "", ""),
}


@pytest.mark.parametrize(("body", "content_type", "text"), CASES.values(), ids=CASES)
def test_a_document_is_decoded(body, content_type, text):
    assert decode(body, content_type) == text


@settings(max_examples=200, deadline=None)
@given(
    st.binary() | st.text().map(lambda text: text.encode("utf-16", "surrogatepass")),
    st.text()
    | st.sampled_from(["text/xml; charset=utf-16", "a; charset=gb18030", "a; charset=\x00", "a; charset=vni"]),
)
def test_any_bytes_give_text_that_xml_allows(body, content_type):
    text = decode(body, content_type)
    assert text.encode().decode() == text
    assert CONTROLS.search(text) is None


FOREIGN = {
    "French": (
        "L'été dernier, à la frontière, l'armée a déjà arrêté près de vingt trafiquants; où étaient-ils passés?",
        "cp1252",
    ),
    "French quotations": (
        "« Là-bas, » dit-il, « à côté du fossé, on a trouvé ça : né là, élevé là, resté là, même après la fête. »",
        "cp1252",
    ),
    "German": (
        "Über die Brücke fährt täglich der Zug nach Süden, für Gäste öffnet früh das schöne Café am großen Fluß.",
        "cp1252",
    ),
    "Spanish": (
        "El año pasado, según el señor Muñoz, la región recibió más de mil niños; él cree que así será también mañana.",
        "cp1252",
    ),
    "Portuguese": (
        "A nação não está à venda, disse João; há três opções, porém nenhuma solução é fácil às mães e aos irmãos.",
        "cp1252",
    ),
    "Swedish": (
        "På ön går många små båtar från hamnen till det blå havet, där också fåglar och får får stå på ängen.",
        "cp1252",
    ),
    "Danish": (
        "Færgen på øen går først, når både båden og børnene er på plads; så sejler vi også til København på én dag.",
        "cp1252",
    ),
    "Polish": (
        "Zażółć gęślą jaźń: źródło świeżej wody leży tuż za łąką, gdzie często śpią młode jeże i ćwierkają wróble.",
        "cp1250",
    ),
    "Czech": (
        "Příliš žluťoučký kůň úpěl ďábelské ódy, když šel přes říčku; ještě dnes tam stojí dům číslo šest.",
        "cp1250",
    ),
    "Turkish": (
        "Dün öğleden sonra İstanbul'da yağmur yağdı; çocuklar okuldan eve koşarken şemsiyesiz kaldı, üşüdü.",
        "cp1254",
    ),
    "Russian": (
        "Провинция Тэйнинь открыла новый пограничный переход, через который ежедневно проходят сотни машин.",
        "cp1251",
    ),
    "Russian in KOI8": (
        "Провинция Тэйнинь открыла новый пограничный переход, через который ежедневно проходят сотни машин.",
        "koi8-r",
    ),
    "Chinese": ("西宁省扩建木排国际口岸，每天有数百辆货车通过边境，两国海关加强合作，打击走私活动。", "gbk"),
    "Chinese of Taiwan": ("西寧省擴建木排國際口岸，每天有數百輛貨車通過邊境，兩國海關加強合作，打擊走私活動。", "big5"),
    "Japanese": ("タイニン省は国際国境ゲートを拡張し、毎日数百台のトラックが通過している。", "cp932"),
    "Korean": ("떠이닌성은 국제 국경 검문소를 확장했으며 매일 수백 대의 트럭이 통과한다고 밝혔다.", "cp949"),
}


@pytest.mark.parametrize("said", ["", "utf-8", "windows-1252"])
@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_do_not_turn_vietnamese(language, said):
    text, encoding = FOREIGN[language]
    got = decode(f"<p>{text}</p>".encode(encoding), f"text/html; charset={said}")
    assert not set(older.LETTERS) & set(got) - set(text) - set(map(chr, range(256)))
    if encoding == "cp1252":
        assert got == f"<p>{text}</p>"


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_are_read_as_declared(language):
    text, encoding = FOREIGN[language]
    assert decode(text.encode(encoding), f"text/html; charset={encoding}") == text
    assert decode(text.encode(), f"text/html; charset={encoding}") == text


@pytest.mark.shared
def test_real_articles_in_utf_8_are_left_as_they_are(shared):
    with gzip.open(shared / "data/articles/trends_vn_2024.jsonl.gz", "rt") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    assert len(texts) > 5000
    assert [text for text in texts if decode(text.encode()) != CONTROLS.sub("", text)] == []
