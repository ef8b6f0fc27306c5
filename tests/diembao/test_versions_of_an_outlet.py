"""A scripted outlet on loopback edits, corrects and removes 50 articles; all is kept, and raised once."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

import pytest

from alerts.changes import between
from core.desk import Alert
from core.diff import shortened
from core.ports import UnitOfWork
from core.press import Article, Entry
from core.versions import Version
from diembao import service
from diembao.rooms import open_rooms
from support import factories
from support.fakes import NOON, FakeClock
from support.hostile import Fault, Server, answer, serving, silence
from support.house import feed, page

HOUR = timedelta(hours=1)
HOURS = [*range(12), *range(12, 36, 3), *range(36, 61, 6)]
NOTICES = (
    "Thông tin cải chính, xin lỗi",
    "Tòa soạn thành thật xin lỗi bạn đọc về sai sót này.",
    "Bài viết đã được chỉnh sửa do có nhầm lẫn về số liệu.",
    "Đính chính: con số trong bài đăng lúc đầu là không đúng.",
)
MISSING: tuple[Fault, ...] = (
    answer(b"", "404 Not Found"),
    answer(b"", "410 Gone"),
    answer(b"", "302 Found", Location="/"),
    answer(page("Thông báo", "Bài viết không tồn tại hoặc đã bị gỡ bỏ."), Content_Type="text/html; charset=utf-8"),
)
BUSY = answer(b"", "500 Internal Server Error")
TROUBLE: dict[int, dict[float, Fault | None]] = {
    46: {6: MISSING[0], 10: None},  # a bad minute of the content system
    47: {7: silence, 9: None},
    **{number: {2.5: BUSY, 4: None, 22: BUSY, 26: None} for number in range(3, 50, 10)},
}


@dataclass
class Told:
    """An article of the script: `states` are the hours from which on it stands so, a text or a way to be missing."""

    number: int
    states: dict[float, list[str] | Fault] = field(default_factory=dict)
    changes: list[str] = field(default_factory=lambda: ["first"])
    trouble: dict[float, Fault | None] = field(default_factory=dict)
    furniture: bool = False

    @property
    def path(self) -> str:
        return f"/bai-{self.number}.html"

    @property
    def title(self) -> str:
        return f"Tây Ninh mở rộng cửa khẩu quốc tế số {self.number}"

    @property
    def texts(self) -> list[list[str]]:
        return [state for _hour, state in sorted(self.states.items()) if isinstance(state, list)]

    def first(self) -> list[str]:
        return [
            f"UBND tỉnh Tây Ninh khởi công công trình số {self.number} tại cửa khẩu quốc tế Mộc Bài.",
            f"Tổng mức đầu tư của công trình số {self.number} là {self.number * 7 + 10} tỷ đồng.",
            f"Công trình số {self.number} hoàn thành trong năm 2027, theo kế hoạch đã được phê duyệt.",
        ]

    def served(self, hour: float, turn: int) -> Fault:
        trouble = _at(self.trouble, hour)
        state = _at(self.states, hour)
        if trouble is not None or not isinstance(state, list):
            return trouble or state
        related = (f"Long An mở rộng đường tỉnh số {turn} trong năm nay",) if self.furniture else ()
        more = (f"{turn * 13} lượt xem", f"Ảnh: Trần Mẫu {turn}", f"Ảnh 1/{turn}") if self.furniture else ()
        body = page(self.title, *state, *more, related=related)
        return answer(body, Content_Type="text/html; charset=utf-8")


def _at(steps: dict, hour: float):
    return next((steps[at] for at in sorted(steps, reverse=True) if at <= hour), None)


def script() -> Iterator[Told]:
    """Tell what becomes of each article: 15 edited, 12 corrected, 13 removed, 5 removed and back, 5 untouched."""
    for number in range(50):
        told = Told(number)
        text, away, notice = told.first(), MISSING[number % 4], NOTICES[number % 4]
        other = [text[0], text[1].replace("tỷ đồng", "triệu đồng"), text[2]]
        longer = [*other, f"Người dân quanh công trình số {number} đồng tình."]
        again = [*other, notice, f"Cải chính: công trình {number}."]
        # From which article on, what stands when, and the versions it makes.
        groups: tuple[tuple[int, dict[float, list[str] | Fault], str], ...] = (
            (45, {}, ""),
            (40, {10: away, 36: text}, "removal return"),
            (27, {10: away}, "removal"),
            (23, {2: other, 5: [*other, notice], 30: again}, "edit correction correction"),
            (15, {5: [*other, notice]}, "correction"),
            (10, {2: other, 10: text, 30: other}, "edit edit edit"),  # a war: there, back and there again
            (5, {2: other, 10: longer}, "edit edit"),
            (0, {2: other}, "edit"),
        )
        states, changes = next((states, changes) for first, states, changes in groups if number >= first)
        told.states = {0: text, **states}
        told.changes += changes.split()
        told.furniture = not states
        told.trouble = TROUBLE.get(number, {})
        yield told


@dataclass
class Archive:
    """What the service kept of the outlet."""

    script: list[Told]
    articles: dict[int, Article]
    versions: dict[int, list[Version]]
    alerts: list[Alert]
    mails: set[str]
    deliveries: int


def rules():
    neutral = {"topics": (), "severity": "P3", "grades": ("main", "passing")}
    return (
        factories.rule(),
        *(factories.rule(id=change, changes=(change,), **neutral) for change in ("correction", "removal")),
    )


async def run(server: Server, told: list[Told]) -> Archive:
    clock = FakeClock()
    settings = factories.settings(
        outlets=(outlet := factories.outlet(domains=("127.0.0.1",)),),
        sources=(factories.source(outlet=outlet, url=f"{server.url}/rss.xml"),),
        rules=rules(),
        digests=(),
        network=factories.network(allow=("127.0.0.0/8",), host_gap=0.0, deadline=1.5),
    )
    async with open_rooms(settings, clock) as rooms:
        for turn, hour in enumerate(HOURS):
            clock.time = max(NOON + HOUR * hour, clock.time)
            for each in told:
                server.faults[each.path] = each.served(hour, turn)
            await service.poll_due(rooms)
            await service.read(rooms)
            await service.read(rooms)  # a second pass at once finds nothing more to say
        with rooms.store.read() as unit:
            return kept(unit, told, server.url)


def kept(unit: UnitOfWork, told: list[Told], url: str) -> Archive:
    articles = {each.number: unit.articles.find(f"{url}{each.path}") for each in told}
    return Archive(
        told,
        articles,
        {number: unit.versions.of(article.id) for number, article in articles.items()},
        [alert for alert in unit.alerts.listing() if alert.rule_id in {"correction", "removal"}],
        unit.outbox.keys("alert", "tay-ninh"),
        len(unit.outbox.listing()),
    )


@pytest.fixture(scope="module")
def archive():
    told = list(script())
    with serving({"/": answer(page("Báo Mẫu"), Content_Type="text/html")}) as server:
        entries = [Entry(f"{server.url}{each.path}", each.title, "", NOON) for each in told]
        server.faults["/rss.xml"] = answer(feed(*entries), Content_Type="application/rss+xml")
        return asyncio.run(run(server, told))


def test_every_change_is_kept_in_order(archive):
    kept = {number: [version.change for version in versions] for number, versions in archive.versions.items()}
    assert kept == {told.number: told.changes for told in archive.script}


def test_every_version_holds_the_text_of_its_time(archive):
    for told in archive.script:
        texts = ["\n".join(text) for text in told.texts]
        kept = [version.text for version in archive.versions[told.number] if version.change != "removal"]
        if told.furniture:
            assert kept[0].startswith(texts[0])
        else:
            assert kept == texts


def test_the_differences_are_those_of_the_script(archive):
    for told in archive.script:
        texts = told.texts
        kept = [version for version in archive.versions[told.number] if version.change != "removal"]
        for number, (older, newer) in enumerate(pairwise(kept)):
            parts = between(older, newer)
            old, new = set(texts[number]), set(texts[number + 1])
            assert {part.old for part in parts if part.old} == old - new
            assert {part.new for part in parts if part.new} == new - old


def test_a_changed_unit_is_shown_with_the_words_around_it(archive):
    (part,) = between(*archive.versions[0])
    assert shortened(part) == ("… 0 là 10 tỷ đồng.", "… 0 là 10 triệu đồng.")


def test_each_correction_and_each_removal_is_raised_once(archive):
    changed = [
        (change, archive.articles[number].id)
        for number, versions in archive.versions.items()
        for change in (version.change for version in versions)
        if change in {"correction", "removal"}
    ]
    assert len(changed) == 12 + 4 + 13 + 5
    assert sorted((alert.rule_id, alert.article_id) for alert in archive.alerts) == sorted(changed)


def test_each_alert_has_its_mail_and_no_other_mail_goes_out(archive):
    assert {str(alert.id) for alert in archive.alerts} <= archive.mails
    assert archive.deliveries == len(archive.mails)


def test_a_removed_article_keeps_what_it_said(archive):
    removed = [number for number, article in archive.articles.items() if article.state == "removed"]
    assert removed == list(range(27, 40))
    for number in removed:
        assert archive.articles[number].text == "\n".join(archive.script[number].first())


def test_an_alert_says_what_changed_in_fifty_words_at_most(archive):
    for alert in archive.alerts:
        assert alert.because[0].startswith({"correction": "Cải chính", "removal": "Gỡ bỏ"}[alert.rule_id])
        assert len(" ".join(alert.because[1:-1]).split()) < 70
