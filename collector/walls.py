"""What a server gives with status 200 in place of an article: walls against robots, errors, a part of the text."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from collector.encoding import decode
from collector.markup import tree, visible
from collector.noise import drop_invisible, drop_noise
from core.press import Entry, Fetched
from core.text import one_line

SHORT = 800  # characters; a longer text that names an error is an article about it
MESSAGE = 80  # characters of a line that is a message and not a paragraph
_NOTICE = re.compile(r"cải chính|đính chính", re.IGNORECASE)
_HTML = frozenset({"", "text/html", "application/xhtml+xml"})
_END = r"(?=\W*$|\W*[-|–:])"
_SUBJECT = r"(?:trang|bài viết|bài báo|tin tức|tin|nội dung|đường dẫn|liên kết)(?: này| bạn \w+(?: \w+)?| web)?"
_GONE = re.compile(
    r"\W*(?:rất tiếc,? |xin lỗi,? )?(?:"
    rf"{_SUBJECT} (?:không tồn tại|không còn tồn tại|không được tìm thấy|(?:đã )?(?:bị|được) (?:xóa|xoá|gỡ))"
    r"|không tìm thấy (?:trang|bài viết|nội dung|đường dẫn)|(?:lỗi|error|http) 404\b"
    rf"|404(?:{_END}|\W*(?:not|error|page|lỗi|không|trang)\b)|page not found|(?:not found|410 gone){_END}"
    r"|page (?:does not|doesn't) exist)",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"\W*(?:just a moment|one moment, please|attention required|access denied|403 forbidden|checking your browser"
    r"|are you (?:a )?robot|verify(?:ing)? you are human|ddos protection|request rejected|too many requests"
    r"|internal server error|service unavailable|bad gateway|5\d\d error|enable (?:javascript|cookies)"
    r"|(?:vui lòng )?bật (?:javascript|cookie)|truy cập bị từ chối|xác (?:minh|thực) bạn"
    r"|bạn không phải là (?:robot|người máy)|(?:trang|website|hệ thống) đang bảo trì"
    rf"|(?:đăng nhập(?: hệ thống| tài khoản)?|log ?in|sign in|forbidden|security check){_END})",
    re.IGNORECASE,
)
_LOCKED = (
    "meta[property='article:content_tier'][content=locked], meta[property='article:content_tier'][content=metered], "
    "meta[name='article:content_tier'][content=locked], meta[name='article:content_tier'][content=metered], "
    ".paywall, .paywalled, .premium-content, .article-premium, .box-vip, .vip-content, .content-vip, .box-paywall"
)
# "Đăng nhập để đọc tiếp": the second half is looked for first, as it is rare and in small letters.
_ASKS = re.compile(r"để (?:đọc|xem) (?:tiếp|toàn bộ|đầy đủ|bài)")
_ASKED = re.compile(r"(?:đăng nhập|đăng ký|mua gói|trả phí)[^.\n]{0,40}$", re.IGNORECASE)


def is_gone(fetched: Fetched, entry: Entry) -> bool:
    """Tell whether an answer with status 200 says that the article is no more.

    That is a page which says so, or a redirect to the front page or to a section.
    """
    if is_elsewhere(fetched.url, entry.url):
        return True
    kind = fetched.content_type.partition(";")[0].strip().lower()
    page = tree(decode(fetched.body, fetched.content_type)) if kind in _HTML else None
    if page is None or page.body is None:
        return False
    heads = heads_of(page)
    drop_invisible(page)
    drop_noise(page)
    return _says(_GONE, heads, visible(page.body))


def is_elsewhere(url: str, wanted: str) -> bool:
    """Tell whether an answer comes from the front page or a section instead of from the article."""
    try:
        here, there = urlsplit(url), urlsplit(wanted)
    except ValueError:
        return False
    if here.path == there.path or here.query:
        return False
    if here.path in {"", "/"}:
        return bool(there.path.strip("/") or there.query)
    steps = here.path.strip("/").split("/")
    numbered = re.search(r"\d{4,}", there.path) is not None
    return numbered and len(steps) <= 2 and not re.search(r"\d", here.path) and len(here.path) < len(there.path) / 2


def heads_of(page: LexborHTMLParser) -> list[str]:
    """Return title and headings of a page, to be asked before anything is taken out of the tree."""
    return [one_line(node.text()) for node in page.css("title, h1, h2")[:4]]


def is_no_article(heads: list[str], shown: str) -> bool:
    """Tell whether a page is a wall against robots, a page of an error or a form to log in.

    `shown` is what stands on it beside the noise.
    """
    return _says(_GONE, heads, shown) or (len(shown) <= SHORT and any(map(_WALL.match, heads)))


def is_locked(page: LexborHTMLParser, data: Iterable[dict[str, Any]]) -> bool:
    """Tell whether a page says that it shows only a part of its article to strangers."""
    parts = [part for item in data for part in (item, *_parts(item))]
    if any(str(part.get("isAccessibleForFree", "")).lower() == "false" for part in parts):
        return True
    if page.css_first(_LOCKED) is not None:
        return True
    text = page.body.text(separator=" ") if page.body is not None else ""
    return any(_ASKED.search(text, max(found.start() - 60, 0), found.start()) for found in _ASKS.finditer(text))


def _says(sign: re.Pattern[str], heads: list[str], shown: str) -> bool:
    """Tell whether a heading or a short line begins with a sign, on a page without a long text.

    A notice of correction says in its text that another article was removed.
    """
    if len(shown) > SHORT:
        return False
    lines = [] if any(map(_NOTICE.search, heads)) else [line for line in shown.split("\n") if len(line) <= MESSAGE]
    return any(map(sign.match, (*heads, *lines)))


def _parts(item: dict[str, Any]) -> list[dict[str, Any]]:
    parts = item.get("hasPart")
    return [part for part in (parts if isinstance(parts, list) else [parts]) if isinstance(part, dict)]
