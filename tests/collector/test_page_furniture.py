"""Menus, related boxes and tails of pages in the shapes of Vietnamese papers: none becomes the text of an article."""

import json
import unicodedata

import pytest

from collector.glance import first_look, glance
from collector.markup import tree
from collector.pages import read
from core.press import Entry, Fetched
from support.factories import outlet
from support.fakes import NOON

URL = "https://baomau.example/thoi-su/gia-vang-hom-nay-20261015.html"
TITLE = "Giá vàng miếng tăng phiên thứ ba liên tiếp"
LEAD = "Sáng 15/10, giá vàng miếng tăng thêm một triệu đồng mỗi lượng, cao nhất từ đầu năm."
BODY = [
    "Lúc 9h, các công ty vàng niêm yết giá mua vào 92 triệu đồng và bán ra 94 triệu đồng mỗi lượng.",
    "Theo giới phân tích, nhu cầu trú ẩn tăng khi lãi suất tiền gửi ở nhiều ngân hàng giảm trong tháng này.",
    "Ở chiều ngược lại, giá bạc trong nước gần như đứng yên, quanh mức 1,1 triệu đồng một lượng.",
    "Ngân hàng Nhà nước cho biết sẽ tiếp tục đấu thầu vàng miếng để thu hẹp chênh lệch với giá thế giới.",
]
NAMES = """
    An Giang|Bắc Ninh|Cà Mau|Cần Thơ|Cao Bằng|Đà Nẵng|Đắk Lắk|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Nội|Hà Tĩnh
    |Hải Phòng|Huế|Hưng Yên|Khánh Hòa|Lai Châu|Lâm Đồng|Lạng Sơn|Lào Cai|Nghệ An|Ninh Bình|Phú Thọ|Quảng Ngãi
    |Quảng Ninh|Quảng Trị|Sơn La|Tây Ninh|Thái Nguyên|Thanh Hóa|TP HCM|Tuyên Quang|Vĩnh Long
"""
PROVINCES = [name.strip() for name in NAMES.split("|")]
OURS = "Tây Ninh"
RELATED = "Công an Tây Ninh bắt nhóm buôn lậu vàng qua biên giới"
EVERYTHING = type("Everything", (), {"may_match": lambda _self, _text: True})()


def paragraphs(lines=BODY):
    return "".join(f"<p>{line}</p>" for line in lines)


def items(pattern, texts=PROVINCES):
    return "".join(pattern.format(text) for text in texts)


MEGA_MENU = f"<div class='c1'><ul>{items('<li><a href=/x>{}</a></li>')}</ul></div>"
LINKS_WITHOUT_LIST = f"<div>{items('<a href=/x>{}</a> | ')}</div>"
WEATHER = f"<div class='wt'><ul>{items('<li><div>{}</div><div>31°</div></li>')}</ul></div>"
CHOICE = f"<select>{items('<option>{}</option>')}</select>"
CARDS = "".join(
    f"<div class='it'><h3><a href='/{n}.html'>{RELATED}</a></h3><a href='/{n}.html'>{RELATED}, thu 3 kg</a></div>"
    for n in range(4)
)
SHAPES = {
    "article and main": "<main>{top}<article><h1>{title}</h1><h2 class=sapo>{lead}</h2>{body}</article>{rest}</main>",
    "divs with classes": (
        "<div class=wrap>{top}<div class=detail><h1 class=detail-title>{title}</h1><h2 class=detail-sapo>{lead}</h2>"
        "<div class='detail-content afcbc-body'>{body}</div></div>{rest}</div>"
    ),
    "divs without classes": (
        "<div>{top}</div><div><div><h1>{title}</h1><p>{lead}</p>{body}</div></div><div>{rest}</div>"
    ),
    "tables": (
        "<table><tr><td>{top}</td></tr><tr><td><h1>{title}</h1><p>{lead}</p>{body}</td><td>{rest}</td></tr></table>"
    ),
    "form of the whole page": "<form id=aspnetForm>{top}<div><h1>{title}</h1><p>{lead}</p>{body}</div>{rest}</form>",
    "AMP": (
        "<amp-sidebar id=s>{top}</amp-sidebar><header><a href=/>Báo Mẫu</a></header>"
        "<article><h1>{title}</h1><p class=sapo>{lead}</p>{body}</article><section>{rest}</section>"
    ),
}
FURNITURE = {
    "mega menu above": (MEGA_MENU, ""),
    "mega menu below": ("", MEGA_MENU),
    "row of links above": (LINKS_WITHOUT_LIST, ""),
    "row of links below": ("", LINKS_WITHOUT_LIST),
    "weather above": (WEATHER, ""),
    "weather below": ("", WEATHER),
    "choice of a province": (CHOICE, CHOICE),
    "related headlines": ("", f"<div><b>Tin liên quan</b><ul><li><a href=/2.html>{RELATED}</a></li></ul></div>"),
    "cards": ("", f"<div><div>Tin cùng chuyên mục</div>{CARDS}</div>"),
    "most read": ("", f"<div class='box-docnhieu'><div>Đọc nhiều</div><p>{RELATED}</p></div>"),
    "tags": ("", f"<div>Từ khóa: <a href=/t>{OURS}</a>, <a href=/u>vàng</a></div>"),
    "comments": ("", f"<div id=boxComment class='box-comment'><p>Ở {OURS} giá còn cao hơn!</p></div>"),
    "address in the footer": ("", f"<footer><p>Văn phòng đại diện tại {OURS}: 12 đường Mẫu</p></footer>"),
    "address in a class": ("", f"<div class='footer-bottom'><p>Văn phòng tại {OURS}: 12 đường Mẫu</p></div>"),
}


def made(shape, top="", rest="", body=None):
    html = SHAPES[shape].format(top=top, rest=rest, title=TITLE, lead=LEAD, body=paragraphs() if body is None else body)
    return f"<!doctype html><html><head><title>{TITLE} - Báo Mẫu</title></head><body>{html}</body></html>"


def draft(html):
    return read(Fetched(URL, 200, html.encode(), "text/html"), Entry(URL, TITLE), outlet(), EVERYTHING, NOON)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("furniture", FURNITURE.values(), ids=FURNITURE)
def test_furniture_reaches_neither_the_text_nor_the_gate(shape, furniture):
    html = made(shape, *furniture)
    assert draft(html).text.split("\n") == [LEAD, *BODY]
    assert OURS not in glance(tree(html), outlet())


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("place", range(len(BODY)))
def test_a_name_in_any_paragraph_reaches_the_gate(shape, place):
    lines = [*BODY]
    lines[place] = f"Tại {OURS}, {lines[place]}"
    assert OURS in glance(tree(made(shape, MEGA_MENU.replace(OURS, "Long An"), body=paragraphs(lines))), outlet())


CARRIERS = {
    "og:title": f"<meta property='og:title' content='Vàng ở {OURS}'>",
    "description": f"<meta name='description' content='Giá vàng ở {OURS}'>",
    "structured headline": f"<script type='application/ld+json'>{json.dumps({'headline': f'Vàng ở {OURS}'})}</script>",
    "structured description": f"<script type='application/ld+json'>{json.dumps([{'description': OURS}])}</script>",
}


@pytest.mark.parametrize("head", CARRIERS.values(), ids=CARRIERS)
def test_a_name_in_the_head_reaches_the_gate(head):
    assert OURS in glance(tree(made("AMP").replace("</head>", f"{head}</head>")), outlet())


SPLIT = {
    "bold": "Giá ở <b>Tây</b> Ninh tăng.",
    "link": "Giá ở <a href=/t>Tây Ninh</a> tăng.",
    "drop cap": "<span class=cap>T</span>ây Ninh có giá cao nhất.",
    "line feed": "Giá ở Tây\n   Ninh tăng.",
    "line break": "Giá ở Tây<br>Ninh tăng.",
    "list item": "<ul><li>Tây Ninh: 94 triệu đồng</li></ul>",
    "an element without a border": "<div class=t style='border: none'>Tây Ninh: 94 triệu đồng</div>",
    "caption": "<figure><img><figcaption>Một tiệm vàng ở Tây Ninh.</figcaption></figure>",
    "table": "<table><tr><td>Tây Ninh</td><td>94</td></tr></table>",
}


@pytest.mark.parametrize("piece", SPLIT.values(), ids=SPLIT)
def test_a_name_is_seen_however_it_is_set(piece):
    html = made("divs with classes", body=paragraphs() + f"<div>{piece}</div>")
    assert OURS in glance(tree(html), outlet())


ONE_NAME = "<html><head><title>Bao Mau</title></head><body><h1>Gia vang</h1><p>Vàng ở Tây Ninh tăng giá mạnh.</p>"
ENCODED = {
    "UTF-8": ONE_NAME.encode(),
    "UTF-8 with a mark": ONE_NAME.encode("utf-8-sig"),
    "UTF-8, letters and marks apart": unicodedata.normalize("NFD", ONE_NAME).encode(),
    "UTF-8 with a wrong byte": ONE_NAME.encode() + "Đồng Nai và Cà Mau đều tăng. ".encode() * 9 + b"\xff",
    "UTF-16": ONE_NAME.encode("utf-16"),
    "UTF-16 without a mark": ONE_NAME.encode("utf-16-le"),
    "UTF-8 twice": (ONE_NAME + "<p>Đồng Nai và Cà Mau đều tăng." * 9).encode().decode("latin-1").encode(),
    "Western, which knows these letters": "<p>Tây Ninh, Tây Ninh, Tây Ninh".encode("latin-1"),
    "entities": ONE_NAME.replace("Tây", "T&acirc;y").replace("à", "&agrave;").encode("ascii", "xmlcharrefreplace"),
}


@pytest.mark.parametrize("body", ENCODED.values(), ids=ENCODED)
def test_a_name_is_seen_whatever_the_encoding(body):
    assert OURS in first_look(body, "text/html", outlet())


def test_a_page_that_cannot_be_parsed_shows_nothing():
    assert first_look(b"<div>" * 100_000 + OURS.encode(), "text/html", outlet()) == ""


INSIDE = {
    "card of VCCorp papers": (
        f'<div class="VCSortableInPreviewMode" type="RelatedOneNews"><a href=/2.html>{RELATED}</a>'
        f"<p>{RELATED}, thu giữ 3 kg.</p></div>"
    ),
    "box by class": f"<div class='box-tinlienquan'><p>{RELATED}</p></div>",
    "class in humps": f"<div class='boxTinLienQuan'><p>{RELATED}</p></div>",
    "paragraph that is a link": f"<p><strong><a href=/2.html>{RELATED}</a></strong></p>",
    "see also with a link": f"<p>Xem thêm: <a href=/2.html>{RELATED}</a></p>",
    "see also without a link": f"<p>Xem thêm: {RELATED}</p>",
    "double arrows": f"<p>&gt;&gt; {RELATED}</p>",
    "list of links": f"<ul><li><a href=/2.html>{RELATED}</a></li><li><a href=/3.html>{RELATED}</a></li></ul>",
    "hidden": f"<div style='display:none'><p>{RELATED}</p></div>",
}


@pytest.mark.parametrize("piece", INSIDE.values(), ids=INSIDE)
@pytest.mark.parametrize("shape", SHAPES)
def test_what_stands_between_the_paragraphs_and_leads_elsewhere_goes(piece, shape):
    html = made(shape, body=paragraphs(BODY[:2]) + piece + paragraphs(BODY[2:]))
    assert draft(html).text.split("\n") == [LEAD, *BODY]


def test_a_list_of_places_inside_the_article_stays():
    body = paragraphs(BODY[:1]) + f"<ul>{items('<li>{}</li>')}</ul>" + paragraphs(BODY[1:])
    assert OURS in glance(tree(made("divs with classes", body=body)), outlet())


def test_a_page_whose_article_stands_above_its_heading_is_read():
    html = f"<html><body><div>{paragraphs([LEAD, *BODY])}</div><div><h1>{TITLE}</h1></div></body></html>"
    assert draft(html).text.split("\n") == [LEAD, *BODY]


def test_an_article_that_is_one_link_after_the_other_is_read():
    html = made("article and main", body=items("<p><a href=/a>{}</a></p>", BODY))
    assert [line for line in BODY if line not in draft(html).text] == []


def test_a_page_without_paragraphs_is_read():
    html = made("divs without classes", MEGA_MENU, body=items("<div>{}</div>", BODY)).replace(f"<p>{LEAD}</p>", "")
    assert draft(html).text.split("\n") == BODY
