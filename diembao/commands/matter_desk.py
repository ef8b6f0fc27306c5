"""What the commands on the register of matters share: the open register, and how a matter stands in a few lines."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from alerts import matter_words, matters
from alerts.matters import Followed, Standing
from alerts.workdays import Workdays
from core.clock import SystemClock
from core.clocks import ClockRule
from core.desk import Alert
from core.errors import UsageError
from core.i18n import language, translator
from core.matters import Act
from core.ports import UnitOfWork
from core.settings import Settings
from core.text import one_line
from diembao.commands.common import load_settings
from diembao.matters import ensure_tasks, read
from diembao.output import local
from diembao.rooms import open_store

_ = translator("diembao")


@dataclass(frozen=True, slots=True)
class Desk:
    """What a command on the register works with: one transaction at one moment."""

    settings: Settings
    workdays: Workdays
    now: datetime
    tx: UnitOfWork

    def standing(self, number: int) -> Standing:
        """Return how a matter stands; raises UsageError when there is no such matter."""
        try:
            found = self.tx.matters.get(number)
        except KeyError:
            raise UsageError(_("There is no matter %(no)d.") % {"no": number}) from None
        return read(self.tx, [found], self.settings, self.workdays, self.now)[0]

    def append(self, act: Act) -> Standing:
        """Append an act and return how its matter stands then; raises UsageError when it is not allowed."""
        before = self.standing(act.matter_id)
        act = matters.checked(before, act, self.settings.clocks)
        if act.alert_id is not None and self.alert(act.alert_id).profile != before.matter.profile:
            raise UsageError(_("Alert %(no)d is about another unit than the matter.") % {"no": act.alert_id})
        self.tx.matters.append(act)
        return self.standing(act.matter_id)

    def alert(self, number: int) -> Alert:
        """Return an alert; raises UsageError when there is no such alert."""
        try:
            return self.tx.alerts.get(number)
        except KeyError:
            raise UsageError(_("There is no alert %(no)d.") % {"no": number}) from None

    def lead_of(self, alert: Alert) -> str:
        """Return the name of the first department that an alert is for; empty when its rule left the workspace."""
        rule = next((rule for rule in self.settings.rules if rule.id == alert.rule_id), None)
        return self.settings.department(rule.departments[0]).name if rule and rule.departments else ""

    def profile(self, asked: str | None) -> str:
        """Return the profile asked for, the first one followed when none was; raises UsageError."""
        known = [profile.id for profile in self.settings.profiles]
        if asked and asked not in known:
            raise UsageError(_("The profile `%(name)s` is not followed here.") % {"name": asked})
        return asked or known[0]


@contextmanager
def desk(*, write: bool = False) -> Iterator[Desk]:
    """Open the register of the workspace asked for, with the tasks of its plan in it."""
    now = SystemClock().now()
    settings = load_settings().on(now)
    with closing(open_store(settings)) as store:
        ensure_tasks(store, settings, now)
        with store.begin() if write else store.read() as tx:
            yield Desk(settings, Workdays(settings.calendar), now, tx)


def state_name(found: Standing) -> str:
    """Return whether a matter is open, in words."""
    return _("open") if found.state == "open" else _("closed")


def clock_lines(found: Standing, rules: Sequence[ClockRule], workdays: Workdays, now: datetime) -> list[str]:
    """Return a line for each clock of a matter: its rule, what it asks for, its end and the time left."""
    lang, known = language(), {rule.id: rule for rule in rules}
    lines = []
    for one in found.clocks:
        rule, left = known.get(one.state.rule), matter_words.left(one.state, workdays, now, lang)
        asked = f"{matter_words.duty(rule, lang)} ({matter_words.limit(rule, lang)})" if rule else ""
        until = _("until %(moment)s") % {"moment": local(one.state.due)} if one.state.due else ""
        lines.append(one_line("; ".join(filter(None, (f"{one.state.rule} {asked}".strip(), until, left)))))
    return lines


def standing_facts(found: Standing, workdays: Workdays, now: datetime) -> dict[str, Any]:
    """Return how a matter stands as a JSON record, without its acts."""
    facts = {name: value for name, value in asdict(found).items() if name != "acts"}
    facts["clocks"] = [clock_facts(one, workdays, now) for one in found.clocks]
    facts["task"] = clock_facts(found.task, workdays, now) if found.task else None
    return facts


def clock_facts(one: Followed, workdays: Workdays, now: datetime) -> dict[str, Any]:
    """Return how a clock stands as a JSON record, with the time left in words."""
    return {"clock": one.clock, **asdict(one.state), "left": matter_words.left(one.state, workdays, now, language())}
