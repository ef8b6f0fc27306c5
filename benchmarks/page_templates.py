"""5,000 pages of known text: real pages of four papers, their article exchanged for one of the collections.

All that surrounds the article stays: menus, boxes, scripts. Title, lead and paragraphs are exchanged in the head too.
"""

import gzip
import html
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

COLLECTIONS = ("vietnews_subset", "multi_outlet_2022", "misc_articles", "customs_trade_2021", "vietnam_news_2016")
LEAST = 600  # characters of a text that makes a page
SENTENCES = 3  # of a paragraph, where a collection has lost its line feeds
_TITLE, _LEAD, _BODY = "@@TITLE@@", "@@LEAD@@", "@@BODY@@"


@dataclass(frozen=True, slots=True)
class Template:
    """A saved page: where its article stands."""

    name: str
    file: str
    domain: str
    title: str
    lead: str
    body: str


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page and the truth about it."""

    template: str
    url: str
    body: bytes
    title: str
    gold: str
    relevant: bool


TEMPLATES = (
    Template("VnExpress", "VnExpress_2025_10_22", "vnexpress.net", "h1.title-detail", "p.description", ".fck_detail"),
    Template(
        "Dân trí", "dantri_2025_page_saved", "dantri.com.vn", "h1.title-page", ".singular-sapo", ".singular-content"
    ),
    Template("Hànộimới", "hanoimoi_2025_saved", "hanoimoi.vn", "h1", ".block-sc-sapo", ".entry.entry-no-padding"),
    Template(
        "Thanh Niên", "thanhnien_2023-09-13_saved", "thanhnien.vn", "h1.detail-title", ".detail-sapo", ".detail-content"
    ),
)


def generate(data: Path, count: int, share: float, is_relevant: Callable[[str], bool], seed: int) -> list[Page]:
    """Return `count` pages of which `share` are relevant, in random order, templates by turns."""
    chance = random.Random(seed)
    articles = list(_articles(data / "articles"))
    chance.shuffle(articles)
    wanted = {True: round(count * share), False: count - round(count * share)}
    chosen = []
    for title, lines in articles:
        relevant = is_relevant("\n".join((title, *lines)))
        if wanted[relevant]:
            wanted[relevant] -= 1
            chosen.append((title, lines, relevant))
    if any(wanted.values()):
        raise ValueError(f"the collections hold too few articles: {wanted} are missing")
    chance.shuffle(chosen)
    moulds = [(template, _mould(data / "html" / "vi" / f"{template.file}.html", template)) for template in TEMPLATES]
    return [_page(number, *moulds[number % len(moulds)], *article) for number, article in enumerate(chosen)]


def _page(number: int, template: Template, mould: str, title: str, lines: list[str], relevant: bool) -> Page:
    lead, *body = lines
    made = mould.replace(_BODY, "".join(f"<p>{html.escape(line)}</p>\n" for line in body))
    for mark, text in ((_TITLE, title), (_LEAD, lead)):
        made = made.replace(f"{mark}J", json.dumps(text, ensure_ascii=False)[1:-1]).replace(mark, html.escape(text))
    url = f"https://{template.domain}/bai-{number}.html"
    return Page(template.name, url, made.encode(), title, "\n".join(lines), relevant)


def _mould(path: Path, template: Template) -> str:
    """Return a saved page with marks in place of its article."""
    tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
    heading, lead, body = (_one(tree, found) for found in (template.title, template.lead, template.body))

    _fill(heading, _TITLE)
    _fill(lead, _LEAD)
    for child in body.css("p, figure, h2, h3, table, .tplCaption, .VCSortableInPreviewMode"):
        if child.mem_id != lead.mem_id and _TITLE not in child.text():
            _fill(child, "")
    body.insert_child(_BODY)
    for meta in tree.css("meta[property], meta[name]"):
        kind = meta.attributes.get("property") or meta.attributes.get("name") or ""
        if kind.endswith(("title", "description")):
            meta.attrs["content"] = _TITLE if kind.endswith("title") else _LEAD
    for link in tree.css("link[rel=canonical]"):
        link.decompose()  # it names the saved article
    for script in tree.css("script[type='application/ld+json']"):
        _fill(script, _structured(script.text()))
    return tree.html or ""


def _structured(text: str) -> str:
    """Exchange headline and description in structured data, whatever they are."""
    return re.sub(
        r'("(headline|description)"\s*:\s*)"(?:[^"\\]|\\.)*"',
        lambda found: f'{found[1]}"{_TITLE if found[2] == "headline" else _LEAD}J"',
        text,
    )


def _one(tree: LexborHTMLParser, selector: str) -> LexborNode:
    found = tree.css_first(selector)
    if found is None:
        raise ValueError(f"the saved page has no {selector}")
    return found


def _fill(node: LexborNode, text: str) -> None:
    for child in list(node.iter(include_text=True)):
        child.decompose()
    if text:
        node.insert_child(text)


def _articles(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for name in COLLECTIONS:
        for line in gzip.decompress((folder / f"{name}.jsonl.gz").read_bytes()).splitlines():
            article: dict[str, Any] = json.loads(line)
            title, text = " ".join((article["title"] or "").split()), article["text"] or ""
            if title and len(text) >= LEAST:
                lines = [" ".join(part.split()) for part in text.split("\n")]
                lines = [part for part in lines if part and part != title]
                yield title, lines if len(lines) > SENTENCES else _paragraphs(" ".join(lines))


def _paragraphs(text: str) -> list[str]:
    sentences = re.split(r"(?<=[.!?])\s+", text)
    return [" ".join(sentences[at : at + SENTENCES]) for at in range(0, len(sentences), SENTENCES)]
