"""The time of publication as pages show it, and as it comes out of whole pages."""

import json
from datetime import UTC, datetime

import pytest

from collector.dateline import claims
from collector.facts import gather
from collector.markup import tree
from support.factories import outlet
from support.fakes import NOON

SHOWN = "14/10/2026 10:30"
LATER = "14/10/2026 15:00"
OTHER = "<div class='box'><h3>Tin khác</h3><span>13/10/2026 08:00</span></div>"
WORDS = "<p>Sự việc xảy ra lúc 10:00 ngày 12/10/2026 tại cửa khẩu Mộc Bài.</p>"

NEAR = {
    "below the title": f"<div><h1>Tin</h1><span>{SHOWN}</span></div>",
    "above the title": f"<div><div><i>{SHOWN}</i></div><h1>Tin</h1></div>",
    "a few boxes away": f"<div><div><div><h1>Tin</h1></div></div><div><p><b>{SHOWN}</b></p></div></div>",
    "in two elements": "<div><h1>Tin</h1><p><span>14/10/2026</span> <span>10:30</span></p></div>",
    "beside other words": f"<div><h1>Tin</h1><p>Tòa soạn • <span>{SHOWN}</span></p></div>",
    "in the header of the article": f"<article><header><h1>Tin</h1><span>{SHOWN}</span></header>{WORDS}</article>",
    "in the header of the main part": f"<main><header><h1>Tin</h1><span>{SHOWN}</span></header>{WORDS}</main>",
    "in boxes with names of layout": f"<div><h1>Tin</h1><form><p class='relative'><i>{SHOWN}</i></p></form></div>",
    "before what is far away": f"<div><div><h1>Tin</h1><span>{SHOWN}</span></div>{OTHER}</div>",
    "with the time of change": f"<div><h1>Tin</h1><p>{SHOWN} | Cập nhật: {LATER}</p></div>",
    "before the time of change": f"<div><h1>Tin</h1><p><b>{SHOWN}</b> <i>Cập nhật: <b>{LATER}</b></i></p></div>",
    "after the time of change": f"<div><h1>Tin</h1><p>Cập nhật: <b>{LATER}</b></p><p>Đăng: <b>{SHOWN}</b></p></div>",
    "after the time of change in a list": (
        f"<div><h1>Tin</h1><dl><dt>Cập nhật lúc</dt><dd>{LATER}</dd><dt>Đăng lúc</dt><dd>{SHOWN}</dd></dl></div>"
    ),
    "without a title": f"<article><span>{SHOWN}</span>{WORDS}</article>",
    "below a second title": f"<header><h1>Báo Mẫu</h1><i>{LATER}</i></header><div><h1>Tin</h1><i>{SHOWN}</i></div>",
    "below an empty title": f"<div><div><h1><img></h1></div></div><div><h1>Tin</h1><span>{SHOWN}</span></div>",
}
NONE = {
    "nothing": "<h1>Tin</h1>",
    "only in a sentence": f"<article><h1>Tin</h1>{WORDS}</article>",
    "only of a change": f"<div><h1>Tin</h1><p>Cập nhật lúc <b>{SHOWN}</b></p></div>",
    "only of a change, by its class": f"<div><h1>Tin</h1><p class='modified-time'>{SHOWN}</p></div>",
    "only of a change in the element": f"<div><h1>Tin</h1><time datetime='{SHOWN}' class='updated'></time></div>",
    "only today's": f"<div><div><h1>Tin</h1></div><span class='date-now'>{SHOWN}</span></div>",
    "only in the header of the site": f"<div><header><span>{SHOWN}</span></header><h1>Tin</h1></div>",
    "only beside other headlines": f"<div><h1>Tin</h1><aside><span>{SHOWN}</span></aside></div>",
    "only of related articles": f"<div><h1>Tin</h1><div class='tin-lien-quan'><span>{SHOWN}</span></div></div>",
    "only in the footer": f"<div><h1>Tin</h1><footer>{SHOWN}</footer></div>",
    "only a day": "<div><h1>Tin</h1><span>14/10/2026</span></div>",
    "only farther away than a page is long": f"<div><h1>Tin</h1>{'<p>Chữ chữ.</p>' * 9000}<b>{SHOWN}</b></div>",
}


def page(inner, head=""):
    return tree(f"<!doctype html><html><head>{head}</head><body><div id='page'>{inner}</div></body></html>")


@pytest.mark.parametrize("inner", NEAR.values(), ids=NEAR)
def test_the_dateline_is_the_time_near_the_title(inner):
    found = [(claim.origin, claim.when.moment) for claim in claims(page(inner), NOON)]
    assert found == [("shown", datetime(2026, 10, 14, 3, 30, tzinfo=UTC))]


@pytest.mark.parametrize("inner", NONE.values(), ids=NONE)
def test_other_times_on_a_page_are_no_dateline(inner):
    assert list(claims(page(inner), NOON)) == []


def structured(**fields):
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def meta(name, content):
    return f'<meta property="{name}" content="{content}">'


SHOWN_IN_PAGE = f"<h1>Tin</h1><span>{SHOWN}</span>"
PAGES = {
    "local time labelled as UTC": (structured(datePublished="2026-10-14T10:30:12Z"), SHOWN_IN_PAGE, "03:30:00"),
    "local time labelled as UTC twice": (
        structured(datePublished="2026-10-14T10:30:12Z") + meta("article:published_time", "2026-10-14T10:30:12Z"),
        SHOWN_IN_PAGE,
        "03:30:00",
    ),
    "all agree": (structured(datePublished="2026-10-14T10:30:12+07:00"), SHOWN_IN_PAGE, "03:30:12"),
    "element labelled as UTC": ("", f"<h1>Tin</h1><time datetime='2026-10-14T10:30:00Z'>{SHOWN}</time>", "03:30:00"),
    "changes do not count": (
        structured(dateModified="2026-10-14T15:00:00+07:00") + meta("article:modified_time", "2026-10-14T15:00:00"),
        SHOWN_IN_PAGE,
        "03:30:00",
    ),
    "changes alone": (
        structured(dateModified="2026-10-14T15:00:00+07:00") + meta("article:modified_time", "2026-10-14T15:00:00"),
        f"<h1>Tin</h1><p>Cập nhật lúc {LATER}</p>",
        None,
    ),
    "the wrong one of two": (
        structured(datePublished="2026-10-14T09:27:41") + meta("article:published_time", "2026-10-14T10:30:00"),
        SHOWN_IN_PAGE,
        "03:30:00",
    ),
    "a day in JSON-LD": (structured(datePublished="2026-10-14"), SHOWN_IN_PAGE, "03:30:00"),
    "a day only": (structured(datePublished="2026-10-14"), "<h1>Tin</h1>", None),
    "a Unix time": (structured(datePublished=1791948612), "<h1>Tin</h1>", None),
}


@pytest.mark.parametrize(("head", "inner", "clock"), PAGES.values(), ids=PAGES)
def test_the_sources_of_a_page_are_compared(head, inner, clock):
    expected = clock and datetime.fromisoformat(f"2026-10-14T{clock}+00:00")
    found = gather(page(inner, head), "https://baomau.example/tin.html", outlet(), NOON)
    assert found.published == expected


REAL = {
    "VnExpress_2025_10_22.html": "2025-10-22T19:25:52+07:00",
    "dantri_2025_page_saved.html": "2025-05-06T06:02:00+07:00",
    "hanoimoi_2025_saved.html": "2026-01-28T06:52:01+07:00",
    "thanhnien_2023-09-13_saved.html": "2023-09-13T17:42:00+07:00",  # its JSON-LD says 16:39, the first draft
}


@pytest.mark.shared
@pytest.mark.parametrize(("name", "moment"), REAL.items(), ids=REAL)
def test_real_pages_tell_when_they_appeared(shared, name, moment):
    html = (shared / "data" / "html" / "vi" / name).read_text("utf-8", "replace")
    found = gather(tree(html), "https://baomau.example/tin.html", outlet(), datetime(2026, 12, 1, tzinfo=UTC))
    assert found.published == datetime.fromisoformat(moment)
