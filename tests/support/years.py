"""Years of an office in minutes: the steps of the service on a real database, with outages, kills and wrong clocks."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from email import message_from_bytes, policy
from pathlib import Path

from alerts import outbox
from alerts.smtp import SmtpMailer
from core.digests import Approval
from core.periods import ZONE, Period, month_of
from core.press import Draft
from core.settings import DigestPlan, Recipient
from diembao.reports import freeze_due
from diembao.rooms import Rooms
from storage.store import SqlStore
from support import factories
from support.fakes import FakeClock
from support.house import house
from support.mail_server import Handler, serving

BIRTH = date(2026, 1, 1)
MOVED = date(2026, 5, 1)  # the first day of the new mailbox
READERS = (
    Recipient("cu@tayninh.example", "Hộp thư cũ", valid_to=MOVED - timedelta(days=1)),
    Recipient("moi@tayninh.example", "Hộp thư mới", valid_from=MOVED),
    Recipient("vanphong@tayninh.example", "Văn phòng"),
)
CHIEF = "lanhdao@tayninh.example"
DEPARTMENTS = (
    factories.department(recipients=READERS),
    factories.department(id="lanh-dao", name="Lãnh đạo", recipients=(Recipient(CHIEF, "Lãnh đạo"),)),
)
HOURS = (time(5, 30), time(6, 30), time(15, 0))
DAY = timedelta(days=1)


class Killed(BaseException):
    """The process is gone in the middle of a step."""


class Doomed:
    """A mailer that dies before it has handed anything over."""

    def send(self, _message: object) -> None:
        raise Killed


@dataclass
class Mail:
    """A mail that arrived, with the service's own time at which it left."""

    at: datetime
    recipient: str
    subject: str
    message_id: str


@dataclass
class Life:
    """One seeded life of a service and what came of it."""

    seed: int
    months: int
    approved: bool
    rooms: Rooms
    handler: Handler
    url: str
    ticks: list[datetime] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)
    approvals: dict[str, int] = field(default_factory=dict)  # period: how many ticks had been then
    late: int = 0
    outages: list[int] = field(default_factory=list)
    kills: int = 0
    jumps: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.number = 0

    @property
    def clock(self) -> FakeClock:
        assert isinstance(self.rooms.clock, FakeClock)
        return self.rooms.clock

    def periods(self) -> list[Period]:
        """Return the months lived through."""
        found = [month_of(datetime.combine(BIRTH, time(12), ZONE))]
        while len(found) < self.months:
            found.append(month_of(found[-1].end + DAY))
        return found

    def live(self) -> None:
        """Live through all days and a month more: articles come, the service ticks, is down, is killed, has a wrong
        clock."""
        day, last = BIRTH, self.periods()[-1].last
        while day <= last + 31 * DAY:
            # Outages of 0 to 40 days, on average one in two months; none after the last period, whose digest must come.
            if self.chance.random() < 1 / 60 and BIRTH < day <= last - 40 * DAY:
                self.outages.append(self.chance.randint(0, 40))
                day += self.outages[-1] * DAY
                self.restart()
                continue
            wrong = self.chance.choice((-DAY, DAY)) if self.chance.random() < 0.03 else timedelta()
            self.jumps += bool(wrong)
            for hour in HOURS if day.day < 12 else HOURS[-1:]:  # later in a month little can be due
                self.clock.time = datetime.combine(day, hour, ZONE) + wrong
                self.collect(day)
                self.tick()
            self.approve()
            day += DAY

    def collect(self, day: date) -> None:
        """Store an article now and then, one in ten of a month that may be frozen already."""
        if self.chance.random() > 0.15 and self.number:  # the first day brings one: no report is due of what was before
            return
        self.number += 1
        published = self.clock.now()
        if day > BIRTH + 60 * DAY and self.chance.random() < 0.1:
            published -= 35 * DAY
            self.late += 1
        draft = Draft(
            f"https://baomau.example/{self.number}.html", f"Tin {self.number}", "Nội dung.", published, "page"
        )
        with self.rooms.store.begin() as tx:
            found = factories.assessment("passing")  # a report without main articles is drawn in no time
            tx.articles.add(factories.source(), draft, "Nội dung.", found, self.clock.now(), self.clock.now())

    def tick(self) -> None:
        """Do what the service does at a tick, and sometimes die between two steps or in the middle of the second."""
        dies = self.chance.random()
        freeze_due(self.rooms)
        if dies < 0.02:
            self.restart()
            return
        if dies < 0.04:
            try:
                outbox.deliver(self.rooms.store, Doomed(), self.clock.now)
            except Killed:
                self.restart()
                return
        before = len(self.handler.stored)
        outbox.deliver(self.rooms.store, self.rooms.mailer, self.clock.now)
        for _sender, (box,), content in self.handler.stored[before:]:
            parsed = message_from_bytes(content, policy=policy.default)
            self.mails.append(Mail(self.clock.now(), box, parsed["Subject"], parsed["Message-ID"]))
        self.ticks.append(self.clock.now())

    def restart(self) -> None:
        """Start anew on the same database; of a mail that was cut off a person finds that it never arrived."""
        self.kills += 1
        self.rooms.store.close()  # type: ignore[attr-defined]
        store = SqlStore(self.url)
        self.rooms = replace(self.rooms, store=store)
        for note in outbox.recover(store):
            with store.begin() as tx:
                tx.outbox.retry(note.id, self.clock.now(), "")

    def approve(self) -> None:
        """Let the chief approve a waiting digest one evening in three."""
        with self.rooms.store.read() as tx:
            mailed = tx.outbox.keys("digest", "tay-ninh")
        waiting = sorted({key.split("+")[0] for key in mailed if "+draft+" in key} - self.approvals.keys())
        for period in waiting:
            if self.chance.random() < 1 / 3:
                self.approvals[period] = len(self.ticks)
                with self.rooms.store.begin() as tx:
                    tx.digests.approve("tay-ninh", period, Approval(1, self.clock.now(), "Trưởng phòng"))


@contextmanager
def life(folder: Path, seed: int, months: int, *, approved: bool) -> Iterator[Life]:
    """Build the house of a life on a database file and a real mail server."""
    url, handler = f"sqlite:///{folder / 'diembao.db'}", Handler()
    plan = DigestPlan("tay-ninh", ("vhttdl",), approvers=("lanh-dao",) if approved else ())
    with serving(handler) as port, house(departments=DEPARTMENTS, digests=(plan,), rules=()) as made:
        store = SqlStore(url)
        store.upgrade()
        with store.begin() as tx:
            tx.sources.sync(made.settings.sources)
        rooms = replace(made, store=store, mailer=SmtpMailer(factories.mail(port=port)), clock=FakeClock())
        built = Life(seed, months, approved, rooms, handler, url)
        yield built
        built.rooms.store.close()  # type: ignore[attr-defined]
