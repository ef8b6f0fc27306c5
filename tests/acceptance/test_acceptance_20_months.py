"""Acceptance 20: 36 simulated months, outages of 0 to 40 days, clock jumps of a day, restarts: each digest once."""

from collections import Counter
from datetime import date, timedelta

import pytest

from alerts.schedule import freeze_time
from core.periods import ZONE
from support import years
from support.replay import rows


@pytest.fixture(scope="module", params=[False, True], ids=["at once", "after approval"])
def lives(request, tmp_path_factory, pytestconfig):
    lives, months = pytestconfig.pluginmanager.get_plugin("soak").scale((1, 6), (5, 36))
    found = []
    for seed in range(lives):
        folder = tmp_path_factory.mktemp("years")
        with years.life(folder, seed, months, approved=request.param) as life:
            life.live()
        listed = "select i.article_id, d.period, i.late from digest_items i join digests d on d.id = i.digest_id"
        articles = "select id, moment, first_seen from articles"
        life.listed, life.articles = rows(folder, listed), rows(folder, articles)
        life.drafts = rows(folder, "select key, recipient from deliveries where key like '%+draft+%'")
        life.frozen = rows(folder, "select frozen_at from digests order by starts")
        found.append(life)
    return found


def finals(life):
    """Return (period, recipient, mail) of the digests that reached their readers."""
    # The form of dates of Nghị định 30/2020/NĐ-CP: a zero before January and February alone.
    written = "tháng {0.month:02d}/{0.year}", "tháng {0.month}/{0.year}"
    names = {written[month.first.month > 2].format(month.first): month.id for month in life.periods()}
    for mail in life.mails:
        if mail.recipient != years.CHIEF:
            yield next(period for name, period in names.items() if name in mail.subject), mail.recipient, mail


def due_at(life, month):
    """Return the service's time of the first tick that could send the digest of a month."""
    freezing = freeze_time(month, life.rooms.workdays, 6)
    # Ticks are in the order in which they happened, which with wrong clocks is not that of their times.
    first = life.approvals[month.id] if life.approved else 0
    return next(at for at in life.ticks[first:] if at >= freezing)


def test_every_month_reaches_every_reader_once(lives, measured):
    for life in lives:
        counts = Counter((period, box) for period, box, _mail in finals(life))
        wanted = {
            (month.id, box.email)
            for month in life.periods()
            for box in years.READERS
            if box.valid(due_at(life, month).astimezone(ZONE).date())
        }
        measured(f"months by 2 readers, seed {life.seed}, {sum(life.outages)} days down, {life.kills} starts,"
                 f" {life.jumps} wrong clocks: missing, twice, unwanted",
                 [len(wanted - counts.keys()), sum(n > 1 for n in counts.values()), len(counts.keys() - wanted)],
                 "0, 0, 0")  # fmt: skip
        assert counts == Counter(wanted)


def test_no_mail_comes_twice(lives):
    for life in lives:
        assert [name for name, number in Counter(mail.message_id for mail in life.mails).items() if number > 1] == []


def test_each_leaves_at_the_first_moment_at_which_it_may(lives):
    for life in lives:
        due = {month.id: due_at(life, month) for month in life.periods()}
        assert [(period, mail.at) for period, _box, mail in finals(life) if mail.at != due[period]] == []


def test_what_no_outage_delays_comes_on_the_first_working_day(lives):
    for life in lives:
        if life.approved:
            continue
        punctual = [
            (month.id, freeze_time(month, life.rooms.workdays, 6).astimezone(ZONE).date())
            for month in life.periods()
            if due_at(life, month) - freeze_time(month, life.rooms.workdays, 6) < timedelta(hours=1)
        ]
        assert len(punctual) > life.months / 2
        sent = {(period, mail.at.astimezone(ZONE).date()) for period, _box, mail in finals(life)}
        assert [one for one in punctual if one not in sent] == []


def test_every_article_stands_in_one_monthly_digest(lives):
    for life in lives:
        told = Counter(number for number, _period, _late in life.listed)
        assert [number for number, times in told.items() if times > 1] == []
        (frozen_at,) = life.frozen[-1]
        end = f"{life.periods()[-1].end:%Y-%m-%d %H:%M:%S}"
        due = {number for number, moment, seen in life.articles if moment < end and seen < frozen_at}
        assert due - told.keys() == set()


def test_late_articles_come_as_additions_of_a_later_month(lives):
    for life in lives:
        assert sum(bool(late) for _number, _period, late in life.listed) > 0


def test_drafts_go_to_the_chief_alone(lives):
    for life in lives:
        assert {box for _key, box in life.drafts} == ({years.CHIEF} if life.approved else set())


def test_reminders_are_made_on_working_days(lives):
    for life in lives:  # what was made on a Friday and cut off arrives on the Saturday, so the day of the making counts
        made = sorted((key.split("+")[0], date.fromisoformat(key[-10:])) for key, _box in life.drafts)
        firsts = dict(reversed(made))
        again = [day for period, day in made if day != firsts[period]]
        assert [day for day in again if not life.rooms.workdays.is_working(day)] == []
