"""What stands on an article page beside the article, to be taken away before anybody looks for names in the text.

Four signs: the element itself (nav, aside), a word of its class, its place before the title, text that is all links.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from collector.markup import INVISIBLE
from core.text import one_line

# Elements that are never part of the article. A header or footer inside <article> may hold its title or lead.
_FURNITURE = (
    "nav, aside, dialog, form, button, header, footer, [role=navigation], [role=complementary], [role=dialog], "
    "[role=search], [hidden], [aria-hidden=true], [type*=elated], [style*='display:none'], [style*='display: none']"
)
_OWN_EDGES = "article header, article footer"
_ROOTS = frozenset({"html", "body", "main"})

# Words of a class or id that name what surrounds an article, as whole words between separators or capitals. Vietnamese
# ones are the spellings without marks that content systems of Vietnamese outlets use.
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
    relatednews relatedbox relationnews relatenews tinlq tin-lq tinkhac tinmoi docthem xemthem xemnhieu docnhieu
    newsletter-box hot-news weather thoi-tiet thoitiet
    relatednews relatedbox relationnews relatenews tinlq tin-lq tinkhac tinmoi docthem xemthem xemnhieu docnhieu
    newsletter-box hot-news weather thoi-tiet thoitiet
"""
_SINGLE = frozenset(word for word in _WORDS.split() if "-" not in word)
_PHRASES = tuple(f"-{word}-" for word in _WORDS.split() if "-" in word)
_SEPARATORS = re.compile(r"[\s_-]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CACHED = 1000  # characters; nobody but an attacker writes longer ones
# An element that holds more than this share of all paragraphs is the article, whatever its class says.
_OWN_SHARE = 0.5
# From this share of its text on, a block is a list of links; the rest are signs and labels such as "Xem thêm".
_LINKED = 0.9
_MOSTLY = 0.5  # a block with less of it in links is none even if the signs between them do not count
_LABEL = re.compile(
    r"\W*(?:xem|đọc) (?:thêm|tiếp)\b|\W*(?:tin|bài)(?: viết)? liên quan\b|\W*(?:từ kh(?:óa|oá)|tags?|chủ đề)\s*:|»|>>",
    re.IGNORECASE,
)
_LABEL_LENGTH = 30  # characters of "Xem thêm các bài liên quan:"
_BLOCKS = frozenset("p li dd dt div section article td h2 h3 h4 h5 h6 figure center body main".split())  # noqa: SIM905
# A list of so many items, none longer than this, is a menu (provinces of a weather box), unless it stands in the text.
_MENU_ITEMS, _MENU_LENGTH = 12, 35
# A page with fewer characters in paragraphs is made of other elements.
_LEAST = 200


def drop_invisible(tree: LexborHTMLParser) -> None:
    """Take scripts, styles and everything else nobody reads out of a page."""
    tree.strip_tags(INVISIBLE)


def drop_noise(tree: LexborHTMLParser, title: str = "") -> None:
    """Take menus, related headlines, comments, tags, advertisements, by-lines and page edges out of a page.

    What stands before the heading that says `title` goes too.
    """
    _Cleaning(tree).run(title)


class _Cleaning:
    """One page being cleaned. Elements are emptied in place, so that their neighbours stay where they were."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._tree = tree
        self._titles = [title for title in tree.css("h1") if title.text(strip=True)]
        self._kept = {node.mem_id for title in self._titles for node in _upward(title)}
        self._weights = _weights(tree.css("p"))
        self._written = self._weights.get(tree.body.mem_id, 0) if tree.body else 0
        self._in_paragraphs = self._written >= _LEAST
        if not self._in_paragraphs:
            self._written = self._weight(tree.body)
        self._gone: set[int] = set()

    def run(self, title: str) -> None:
        self._drop(self._before(title))
        own = {edge.mem_id for edge in self._tree.css(_OWN_EDGES)}
        self._drop(node for node in self._tree.css(_FURNITURE) if node.mem_id not in own)
        self._drop(filter(_is_named_noise, self._tree.css("[class], [id]")))
        self._drop(_menus(self._tree.css("ul, ol")))
        self._drop_links()

    def _drop(self, nodes: Iterable[LexborNode]) -> None:
        """Empty these nodes, the outer before the inner ones, but for those that hold the article.

        Nothing is emptied before all is decided: a node that lay in an emptied one must not be asked any more.
        """
        clear: set[int] = set()  # nodes known to lie in nothing that is gone
        doomed = []
        for node in nodes:
            if node.mem_id in self._kept or node.tag in _ROOTS or self._inside_gone(node, clear):
                continue
            if self._weight(node) <= _OWN_SHARE * self._written:
                self._gone.add(node.mem_id)
                doomed.append(node)
        for node in doomed:
            for child in list(node.iter(include_text=True)):
                child.decompose()

    def _inside_gone(self, node: LexborNode, clear: set[int]) -> bool:
        passed = []
        for above in _upward(node):
            if above.mem_id in self._gone:
                return True
            if above.mem_id in clear:
                break
            passed.append(above.mem_id)
        clear.update(passed[1:])
        return False

    def _weight(self, node: LexborNode | None) -> int:
        """Return how much of the article's text a node may hold: its paragraphs; without such, what is no link."""
        if node is None:
            return 0
        if self._in_paragraphs:
            return self._weights.get(node.mem_id, 0)
        return len(node.text()) - _length(node.css("a"))

    def _before(self, title: str) -> list[LexborNode]:
        """Return what stands before the heading of the article: page head, menus, the weather of all provinces."""
        same = [found for found in self._titles if _same(found.text(), title)]
        heading = next(iter(same or (self._titles if len(self._titles) == 1 else [])), None)
        found = [earlier for node in _upward(heading) if node.tag not in _ROOTS for earlier in _earlier(node)]
        return found if sum(map(self._weight, found)) <= _OWN_SHARE * self._written else []

    def _drop_links(self) -> None:
        """Empty the blocks that are nothing but links."""
        blocks: dict[int, LexborNode] = {}
        around: dict[int, LexborNode | None] = {}  # the block of each parent of a link: most have several
        linked: Counter[int] = Counter()  # characters of links in each block
        for link in self._tree.css("a"):
            parent = link.parent
            if parent is not None and parent.mem_id not in around:
                around[parent.mem_id] = _block(parent)
            if parent is not None and (block := around[parent.mem_id]):
                blocks.setdefault(block.mem_id, block)
                linked[block.mem_id] += _letters(link)
        found = []
        for block in sorted(blocks.values(), key=_depth, reverse=True):  # those inside others first
            letters = _letters(block)
            if _is_linked(block, letters, linked[block.mem_id]):
                found.append(block)
                if outer := _block(block.parent):
                    linked[outer.mem_id] += letters
        if sum(map(self._weight, found)) <= _OWN_SHARE * self._written:
            self._drop(reversed(found))


def _is_named_noise(node: LexborNode) -> bool:
    said = node.attributes
    names = f"{said.get('class') or ''} {said.get('id') or ''}"
    return _noisy(names) if len(names) <= _CACHED else _noisy.__wrapped__(names)


def _block(node: LexborNode | None) -> LexborNode | None:
    """Return the block in which a node lies, or which it is; None for the page itself."""
    found = next((above for above in _upward(node) if above.tag in _BLOCKS), None)
    return found if found is not None and found.tag not in _ROOTS else None


@lru_cache(maxsize=20_000)  # the pages of an outlet repeat the same few hundred
def _noisy(names: str) -> bool:
    """Tell whether a word of noise stands in a class or id: "box_tin-lien-quan", "detail__related", "sidebar1"."""
    words = _SEPARATORS.split((names if names.islower() else _HUMP.sub("-", names)).lower())
    if any(word.rstrip("0123456789") in _SINGLE for word in words):
        return True
    joined = f"-{'-'.join(words)}-"
    return any(phrase in joined for phrase in _PHRASES)


def _is_linked(block: LexborNode, letters: int, linked: int) -> bool:
    if 0 < letters * _LINKED <= linked:
        return True
    if letters * _MOSTLY <= linked and sum(map(str.isalnum, block.text())) * _LINKED <= linked:
        return True
    return linked > 0 and letters - linked <= _LABEL_LENGTH and _LABEL.match(one_line(block.text())) is not None


def _menus(lists: Iterable[LexborNode]) -> Iterator[LexborNode]:
    for each in lists:
        items = [item for item in each.iter() if item.tag == "li"]
        if len(items) >= _MENU_ITEMS and max(map(_letters, items)) <= _MENU_LENGTH and not _in_text(each):
            yield each


def _in_text(node: LexborNode) -> bool:
    """Tell whether a paragraph stands next to a node."""
    return any(other is not None and other.tag == "p" for other in (node.prev, node.next))


def _same(heading: str, title: str) -> bool:
    heading = one_line(heading)
    return bool(heading and title) and (heading in title or title in heading)


def _earlier(node: LexborNode) -> Iterator[LexborNode]:
    before = node.prev
    while before is not None:
        if before.is_element_node:
            yield before
        before = before.prev


def _depth(node: LexborNode) -> int:
    return sum(1 for _above in _upward(node))


def _upward(node: LexborNode | None) -> Iterator[LexborNode]:
    while node is not None:
        yield node
        node = node.parent


def _weights(paragraphs: Iterable[LexborNode]) -> dict[int, int]:
    """Return how many characters of paragraphs each element holds that holds any."""
    weights: dict[int, int] = {}
    parents: dict[int, tuple[LexborNode | None, int]] = {}
    for each in paragraphs:
        length, parent = len(each.text()), each.parent
        weights[each.mem_id] = length
        if parent is not None:
            parents[parent.mem_id] = (parent, parents.get(parent.mem_id, (None, 0))[1] + length)
    for parent, length in parents.values():
        for above in _upward(parent):
            weights[above.mem_id] = weights.get(above.mem_id, 0) + length
    return weights


def _letters(node: LexborNode) -> int:
    return len(node.text(strip=True))


def _length(nodes: Iterable[LexborNode]) -> int:
    return sum(len(node.text()) for node in nodes)
