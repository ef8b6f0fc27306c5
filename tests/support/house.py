"""Builds the whole house on fakes of the network, the mail server and the clock, with a real database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alerts.workdays import Workdays
from classifier.judge import Judge, trained
from collector.parsing import ReadHere
from core.press import Entry
from core.settings import WorkingCalendar
from diembao.lanes import Lanes
from diembao.rooms import Rooms
from storage.store import SqlStore
from support import factories
from support.fakes import FakeClock, FakeFetcher, FakeMailer


@contextmanager
def house(pages: dict[str, Any] | None = None, **fields: Any) -> Iterator[Rooms]:
    settings = factories.settings(**fields)
    store = SqlStore("sqlite://")
    store.upgrade()
    with store.begin() as tx:
        tx.sources.sync(settings.sources)
    try:
        yield Rooms(
            settings=settings,
            store=store,
            fetcher=FakeFetcher(pages),
            reader=ReadHere(),
            judge=Judge(settings.profiles, settings.topics, settings.version, trained()),
            mailer=FakeMailer(),
            clock=FakeClock(),
            workdays=Workdays(WorkingCalendar()),
            lanes=Lanes(settings.network.concurrency),
        )
    finally:
        store.close()


def feed(*entries: Entry) -> bytes:
    items = "".join(
        f"<item><title><![CDATA[{entry.title}]]></title><link>{entry.url}</link>"
        f"<description><![CDATA[{entry.summary}]]></description>"
        + (f"<pubDate>{entry.published:%a, %d %b %Y %H:%M:%S} +0000</pubDate>" if entry.published else "")
        + "</item>"
        for entry in entries
    )
    head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Báo Mẫu</title>'
    return f"{head}{items}</channel></rss>".encode()


def page(title: str, *paragraphs: str, related: tuple[str, ...] = ()) -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    links = "".join(f'<li><a href="/x{n}.html">{text}</a></li>' for n, text in enumerate(related))
    return (
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title></head><body><header><nav>'
        f'<a href="/">Trang chủ</a></nav></header><main><article><h1>{title}</h1>{body}</article>'
        f'<aside class="related"><h3>Tin liên quan</h3><ul>{links}</ul></aside></main>'
        f"<footer>Tòa soạn Báo Mẫu</footer></body></html>"
    ).encode()
