"""Articles put straight into the database of a house, as if read at its present time, with the alerts they raise."""

from datetime import datetime
from typing import Any

from core.judgement import Assessment, Signal, Verification
from core.press import Draft, Outlet, Source
from diembao.alerting import raise_news
from diembao.rooms import Rooms
from support import factories


def claiming(claim: str, band: str = "check", **fields: Any) -> Assessment:
    """Return an assessment with an unattributed claim to be checked."""
    signals = (Signal("unattributed_claim", 0.5, claim),)
    return factories.assessment(verification=Verification(band, 0.5, signals), **fields)  # type: ignore[arg-type]


def news(
    rooms: Rooms,
    number: int,
    found: Assessment | None = None,
    *,
    story: int = 0,
    outlet: str = "bao-mau",
    published: datetime | None = None,
    title: str = "",
) -> int:
    """Store an article, into a story if one is named, raise its alerts and return its id."""
    now = rooms.clock.now()
    words = title or f"Tây Ninh mở rộng cửa khẩu số {number}"
    draft = Draft(f"https://{outlet}.example/{number}.html", words, f"Nội dung bài {number}.", published or now, "page")
    source = factories.source()
    if outlet != source.outlet.id:
        source = Source(source.id, Outlet(outlet, f"Báo {outlet}", (f"{outlet}.example",)), source.url)
    with rooms.store.begin() as tx:
        stored = tx.articles.add(source, draft, f"Trích bài {number}.", found or factories.assessment(), now, now)
        if story:
            tx.articles.join(stored.id, story)
        raise_news(rooms, tx, tx.articles.get(stored.id))
    return stored.id
