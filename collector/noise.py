"""What stands on an article page beside the article, to be taken away before anybody looks for names in the text."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from collector.markup import INVISIBLE

# Elements that are never part of the article. A header or footer inside <article> may hold its title or lead.
_FURNITURE = "nav, aside, dialog, form, button, [role=navigation], [role=complementary], [hidden], [aria-hidden=true]"
_EDGES = "header, footer"

# Words of a class or id that name what surrounds an article, as whole words between separators. Vietnamese ones are
# the spellings without marks that content systems of Vietnamese outlets use.
_WORDS = """
    related relate relation recommend recommended recommendation suggest suggestion popular trending newest latest
    mostread most-read readmore read-more more-news other-news
    tin-lien-quan tinlienquan lien-quan lienquan bai-lien-quan tin-khac tin-moi tin-cung-chuyen-muc cung-chuyen-muc
    tin-doc-nhieu doc-nhieu xem-nhieu xem-them doc-them tin-noi-bat tieu-diem
    sidebar side-bar menu submenu megamenu navbar navigation nav breadcrumb breadcrumbs pagination topbar
    comment comments comment-box binh-luan binhluan
    tag tags tu-khoa keyword keywords
    share sharing social socials addthis facebook zalo
    ad ads adv advert advertisement banner banners quang-cao quangcao sponsor sponsored promo
    footer newsletter subscribe subscription cookie popup modal
    author authors byline by-line tac-gia tacgia
    box-category box-tinlienquan article-relate article-related
"""
_NOISY = re.compile(
    r"(?:^|[\s_-])(?:" + "|".join(sorted(_WORDS.split(), key=len, reverse=True)) + r")(?:$|[\s_-]|(?<=[a-z])\d)",
    re.IGNORECASE,
)
# An element that holds more than this share of all paragraphs is the article, whatever its class says.
_OWN_SHARE = 0.5


def drop_invisible(tree: LexborHTMLParser) -> None:
    """Take scripts, styles and everything else nobody reads out of a page."""
    tree.strip_tags(INVISIBLE)


def drop_noise(tree: LexborHTMLParser) -> None:
    """Take menus, related headlines, comments, tags, advertisements, by-lines and page edges out of a page."""
    kept = {node.mem_id for title in tree.css("h1") if title.text(strip=True) for node in _upward(title)}
    written = sum(map(_length, tree.css("p")))
    for node in _noise(tree):
        if node.mem_id not in kept and sum(map(_length, node.css("p"))) <= _OWN_SHARE * written:
            _remove(node)


def _noise(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    yield from tree.css(_FURNITURE)
    for node in tree.css(_EDGES):
        if not any(above.tag == "article" for above in _upward(node)):
            yield node
    for node in tree.css("[class], [id]"):
        if node.tag not in {"html", "body", "main"}:
            names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
            if _NOISY.search(names):
                yield node


def _remove(node: LexborNode) -> None:
    """Empty an element in place: its place in the tree must stay valid for those that look at its neighbours."""
    for child in list(node.iter(include_text=True)):
        child.decompose()


def _upward(node: LexborNode | None) -> Iterator[LexborNode]:
    while node is not None:
        yield node
        node = node.parent


def _length(node: LexborNode) -> int:
    return len(node.text())
