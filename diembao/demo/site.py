"""The pages and feeds of the invented press as bytes, for any moment of its clock. No I/O but its own templates."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from core.periods import ZONE
from diembao.demo.library import DemoArticle, DemoOutlet

FEED_SIZE = 30
RELATED = 5

_HOME = ("Tây Ninh", "Tay Ninh")
_WRONG_BYTE = "\ue000"  # a private character that no text holds, exchanged for the wrong byte once encoded
_DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_LABELS = {
    "vi": {
        "home": "Trang chủ",
        "menu": ("Thời sự", "Kinh tế", "Thế giới", "Giáo dục", "Thể thao"),
        "related": "Tin liên quan",
        "notice": "Trang trình diễn: tòa soạn và mọi nội dung đều là hư cấu.",
    },
    "en": {
        "home": "Home",
        "menu": ("Borders", "Business", "Environment", "Travel"),
        "related": "Related stories",
        "notice": "Demonstration page: the outlet and all of its content are invented.",
    },
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answers; `etag` and `modified` are empty where nothing can be revalidated."""

    status: int
    body: bytes
    content_type: str = "text/plain; charset=utf-8"
    etag: str = ""
    modified: str = ""


_JINJA = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_NOT_FOUND = Reply(404, b"not found\n")


class Site:
    """The invented press under one address, `base` without a slash at its end."""

    def __init__(self, outlets: Iterable[DemoOutlet], base: str) -> None:
        self.base = base
        self._outlets = {outlet.id: outlet for outlet in outlets}

    def feed_url(self, outlet: DemoOutlet) -> str:
        """Return the address of an outlet's feed."""
        return f"{self.base}/{outlet.id}/{outlet.feed}.xml"

    def url(self, outlet: DemoOutlet, article: DemoArticle) -> str:
        """Return the address of an article, which is also its canonical link."""
        return f"{self.base}/{outlet.id}/{article.id}.html"

    def reply(self, path: str, now: datetime) -> Reply:
        """Answer a path as the press stands at `now`; what is not published yet does not exist."""
        if path == "/robots.txt":
            return Reply(200, b"User-agent: *\nDisallow: /private/\n")
        identity, _slash, name = path.removeprefix("/").partition("/")
        outlet = self._outlets.get(identity)
        if outlet is None:
            return _NOT_FOUND
        if name == f"{outlet.feed}.xml":
            return self._feed(outlet, outlet.visible(now)[:FEED_SIZE])
        found = next((article for article in outlet.visible(now) if name == f"{article.id}.html"), None)
        return self._page(outlet, found, now) if found else _NOT_FOUND

    def _feed(self, outlet: DemoOutlet, articles: tuple[DemoArticle, ...]) -> Reply:
        newest = max((article.published for article in articles), default=datetime(2026, 1, 1, tzinfo=UTC))
        rows = [
            {
                "title": article.title,
                "url": self.url(outlet, article),
                "summary": Markup("<p>%s</p>") % (article.lead + _WRONG_BYTE * article.broken_byte),
                "rfc822": format_datetime(article.published) if outlet.feed_dates else "",
                "iso": article.published.isoformat(),
            }
            for article in articles
        ]
        text = _JINJA.get_template(f"{outlet.feed}.xml.jinja").render(
            outlet=outlet, base=self.base, self_url=self.feed_url(outlet), rows=rows, updated=newest.isoformat()
        )
        body = text.encode().replace(_WRONG_BYTE.encode(), b"\xe1")
        return Reply(
            200,
            body,
            f"application/{outlet.feed}+xml; charset=utf-8",
            etag=f'"{hashlib.sha256(body).hexdigest()[:20]}"',
            modified=format_datetime(newest.astimezone(UTC), usegmt=True),
        )

    def _page(self, outlet: DemoOutlet, article: DemoArticle, now: datetime) -> Reply:
        text = _JINJA.get_template("article.html.jinja").render(
            outlet=outlet,
            article=article,
            base=self.base,
            url=self.url(outlet, article),
            shown=_shown(article.published, outlet.languages[0]),
            labels=_LABELS[outlet.languages[0]],
            related=[(other.title, self.url(outlet, other)) for other in related(outlet, article, now)],
            data=_linked_data(outlet, article, self.url(outlet, article)),
        )
        return Reply(200, text.encode(), "text/html; charset=utf-8")


def related(outlet: DemoOutlet, article: DemoArticle, now: datetime) -> list[DemoArticle]:
    """Choose the headlines beside an article: those on the province first, whatever the article is about."""
    others = [other for other in outlet.visible(now) if other is not article]
    return sorted(others, key=lambda other: not any(name in other.title for name in _HOME))[:RELATED]


def _shown(moment: datetime, language: str) -> str:
    local = moment.astimezone(ZONE)
    if language == "vi":
        return f"{_DAYS[local.weekday()]}, {local:%d/%m/%Y, %H:%M} (GMT+7)"
    return f"{local:%B} {local.day}, {local:%Y, %H:%M} (GMT+7)"


def _linked_data(outlet: DemoOutlet, article: DemoArticle, url: str) -> Markup:
    byline = article.byline_head or article.byline_foot
    publisher = {"@type": "Organization", "name": outlet.name}
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.lead,
        "datePublished": article.published.isoformat(),
        "articleSection": article.section,
        "inLanguage": outlet.languages[0],
        "mainEntityOfPage": url,
        "author": {"@type": "Person", "name": byline} if byline else publisher,
        "publisher": publisher,
    }
    # `<` inside a script element could end it, however JSON quotes it
    return Markup(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704
