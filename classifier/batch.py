"""Articles of one batch held against each other: their stories, and the reasons to check that stand beside them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from classifier.checks import verify
from classifier.claims.context import Report
from classifier.claims.retrieve import StatementIndex
from classifier.events import delivered
from classifier.signals import against, conflicts, single_source
from classifier.stories import Belonging, Stories
from core.judgement import Assessment, Verification
from core.periods import ZONE

# Articles without a time form stories among themselves, as if they were of one moment.
_UNDATED = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of a batch: who published it when, as far as known, and what was found in it alone."""

    title: str
    text: str
    newsroom: str
    url: str
    moment: datetime | None
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Known:
    """What a batch is held against: the statements in force; an article without a time is taken as of `today`."""

    statements: StatementIndex
    today: date


@dataclass(frozen=True, slots=True)
class Placed:
    """An article beside the others: its story, named by the number of its first article, and the reasons to check."""

    belonging: Belonging
    articles: int
    newsrooms: int
    verification: Verification


def place(entries: Sequence[Entry], known: Known | None = None) -> list[Placed]:
    """Group a batch in order of time, and find for each article the reasons to check, in the order given."""
    found = _grouped(entries)
    members: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        members[one.story].append(number)
    placed: dict[int, Placed] = {}
    for story in members.values():  # one story after the other: its figures are compared once
        reports = [_report(number, entries[number]) for number in story]
        newsrooms = len({entries[number].newsroom for number in story})
        for number in story:
            checked = _verified(number, entries[number], reports, newsrooms, known)
            placed[number] = Placed(found[number], len(story), newsrooms, checked)
    return [placed[number] for number in range(len(entries))]


def _grouped(entries: Sequence[Entry]) -> list[Belonging]:
    stories, found = Stories(delivered()), {}
    for number in sorted(range(len(entries)), key=lambda number: (_moment(entries[number]), number)):
        one = entries[number]
        found[number] = stories.add(number, _moment(one), one.title, one.text)
    return [found[number] for number in range(len(entries))]


def _verified(number: int, entry: Entry, story: Sequence[Report], newsrooms: int, known: Known | None) -> Verification:
    found = [*conflicts(number, story), *single_source(entry.title, entry.text, newsrooms)]
    if known:
        day = entry.moment.astimezone(ZONE).date() if entry.moment else known.today
        found += against(entry.title, entry.text, entry.url, day, entry.assessment, known.statements)
    return verify(entry.assessment.role, found, newsrooms)


def _report(number: int, entry: Entry) -> Report:
    return Report(number, _moment(entry), entry.newsroom, entry.title, entry.text)


def _moment(entry: Entry) -> datetime:
    return entry.moment or _UNDATED
