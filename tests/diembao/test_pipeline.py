"""What happens to an article, with a fake network and a real database."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from classifier.judge import Judge
from core.desk import Decision, Digest, Proposal
from core.errors import FetchError
from core.periods import Windows, parse
from core.press import Entry, Fetched
from core.settings import DigestPlan, Recipient
from diembao import pipeline, polling, reports, service
from support import factories
from support.fakes import NOON
from support.house import feed, house, page

FEED = "https://baomau.example/rss.xml"
GATE = Entry(
    "https://baomau.example/moc-bai.html",
    "Tây Ninh mở rộng cửa khẩu quốc tế Mộc Bài",
    "UBND tỉnh Tây Ninh khởi công mở rộng cửa khẩu quốc tế Mộc Bài.",
    NOON - timedelta(hours=1),
)
ELSEWHERE = Entry("https://baomau.example/hue.html", "Huế đón khách", "Lễ hội ở Huế.", NOON - timedelta(hours=2))
GATE_PAGE = page(GATE.title, GATE.summary, "Công trình gồm hai làn xe mới, hoàn thành trong năm 2027.")
ELSEWHERE_PAGE = page(ELSEWHERE.title, ELSEWHERE.summary, "Khách đến từ nhiều nơi.", related=(GATE.title,))


def everything(*entries, **pages):
    return {FEED: Fetched(FEED, 200, feed(*entries), "application/rss+xml", '"1"'), **pages}


def run(rooms):
    asyncio.run(service.tick(rooms))


def articles(rooms):
    with rooms.store.read() as tx:
        return tx.articles.between("tay-ninh", NOON - timedelta(days=30), NOON + timedelta(days=30))


def counts(rooms):
    with rooms.store.read() as tx:
        return tx.entries.counts()


@pytest.fixture
def rooms():
    with house(
        everything(GATE, ELSEWHERE, **{GATE.url: GATE_PAGE, ELSEWHERE.url: ELSEWHERE_PAGE}),
        sources=(factories.source(pages="all"),),
    ) as made:
        yield made


def test_an_article_about_the_province_is_kept_with_its_match(rooms):
    run(rooms)
    (kept,) = articles(rooms)
    assert kept.article.url == GATE.url
    assert kept.assessment.places["tay-ninh"].matches[0].text == "Tây Ninh"


def test_a_page_that_names_the_province_only_in_a_related_box_is_not_kept(rooms):
    run(rooms)
    assert counts(rooms) == {"kept": 1, "elsewhere": 1}


def test_the_alert_goes_to_the_department_once(rooms):
    run(rooms)
    run(rooms)
    assert [message.recipient for message in rooms.mailer.sent] == ["baochi@tayninh.example"]


def test_a_second_tick_asks_nothing_that_is_not_due(rooms):
    run(rooms)
    before = len(rooms.fetcher.requests)
    run(rooms)
    assert len(rooms.fetcher.requests) == before


def test_validators_are_sent_back_when_the_source_is_due_again(rooms):
    run(rooms)
    rooms.clock.time += timedelta(minutes=16)
    run(rooms)
    asked = [validators.etag for url, validators in rooms.fetcher.requests if url == FEED and validators]
    assert asked[-1] == '"1"'


def test_a_source_read_by_title_only_fetches_no_other_page():
    with house(everything(GATE, ELSEWHERE, **{GATE.url: GATE_PAGE})) as rooms:
        run(rooms)
        assert ELSEWHERE.url not in [url for url, _ in rooms.fetcher.requests]
        assert counts(rooms) == {"kept": 1, "elsewhere": 1}


def test_a_failing_source_does_not_stop_the_others():
    other = factories.source(id="bao-khac", url="https://khac.example/rss.xml")
    pages = {**everything(GATE, **{GATE.url: GATE_PAGE}), other.url: FetchError(other.url, "timeout", "quá lâu")}
    with house(pages, sources=(other, factories.source())) as rooms:
        run(rooms)
        with rooms.store.read() as tx:
            states = {state.source_id: state.condition for state in tx.sources.states()}
        assert states == {"bao-khac": "slow", "bao-mau-rss": "ok"}
        assert len(articles(rooms)) == 1


def test_an_article_whose_page_is_gone_is_judged_by_what_the_feed_says():
    gone = FetchError(GATE.url, "http_status", "410", 410)
    with house(everything(GATE, **{GATE.url: gone})) as rooms:
        run(rooms)
        (kept,) = articles(rooms)
        assert kept.article.origin == "feed"


def test_a_page_that_is_answered_with_a_feed_is_asked_for_again():
    wrong = Fetched(GATE.url, 200, b"<rss>T\xe2y Ninh", "application/rss+xml; charset=utf-8")
    with house(everything(GATE, **{GATE.url: wrong})) as rooms:
        run(rooms)
        assert counts(rooms) == {"pending": 1}


def test_a_page_that_fails_for_now_is_tried_again_later():
    busy = FetchError(GATE.url, "http_status", "503", 503)
    with house(everything(GATE, **{GATE.url: busy})) as rooms:
        run(rooms)
        assert counts(rooms) == {"pending": 1}
        rooms.fetcher.pages[GATE.url] = GATE_PAGE
        rooms.clock.time += timedelta(minutes=11)
        run(rooms)
        assert [kept.article.origin for kept in articles(rooms)] == ["page"]


def test_a_page_that_never_comes_is_judged_by_the_feed_in_the_end():
    slow = FetchError(GATE.url, "timeout", "quá lâu")
    with house(everything(GATE, **{GATE.url: slow})) as rooms:
        for _ in range(pipeline.PAGE_TRIES):
            run(rooms)
            rooms.clock.time += timedelta(hours=3)
        assert [kept.article.origin for kept in articles(rooms)] == ["feed"]


def test_an_old_article_raises_no_alert_at_the_first_run():
    old = replace(GATE, published=NOON - timedelta(days=3))
    with house(everything(old, **{GATE.url: GATE_PAGE})) as rooms:
        run(rooms)
        assert len(articles(rooms)) == 1
        assert rooms.mailer.sent == []


def test_copies_of_one_text_are_one_story_and_one_alert():
    copy = replace(GATE, url="https://baomau.example/copy.html", published=NOON - timedelta(minutes=30))
    pages = {GATE.url: GATE_PAGE, copy.url: GATE_PAGE}
    with house(everything(GATE, copy, **pages)) as rooms:
        run(rooms)
        assert len({kept.article.story_id for kept in articles(rooms)}) == 1
        assert len(rooms.mailer.sent) == 1


def test_a_stop_leaves_the_rest_for_the_next_run(rooms):
    rooms.stop.wanted = True
    asyncio.run(polling.poll_due(rooms))
    asyncio.run(pipeline.read_pending(rooms))
    rooms.stop.wanted = False
    assert counts(rooms) == {"pending": 2}


def test_the_digest_of_a_month_is_frozen_and_mailed_once(rooms):
    run(rooms)
    rooms.mailer.sent.clear()
    rooms.clock.time = NOON + timedelta(days=20)
    run(rooms)
    rooms.clock.time += timedelta(days=1)
    run(rooms)
    digests = [message for message in rooms.mailer.sent if "2026" in message.subject]
    assert [message.recipient for message in digests] == ["baochi@tayninh.example"]


def test_the_report_of_a_year_covers_the_days_that_the_office_says(rooms):
    plan = DigestPlan("tay-ninh", ("vhttdl",), kinds=("year",), windows=Windows(year_ends=(11, 9)))
    office = replace(rooms, settings=replace(rooms.settings, digests=(plan,)))
    run(office)
    office.clock.time = datetime(2026, 11, 10, 1, tzinfo=UTC)
    run(office)
    with office.store.read() as tx:
        made = tx.digests.get("tay-ninh", "2026")
    assert (made.first, made.last, len(made.main)) == (date(2025, 11, 10), date(2026, 11, 9), 1)


def test_no_digest_is_due_for_months_before_the_first_collection(rooms):
    run(rooms)
    rooms.clock.time = NOON + timedelta(days=20)
    run(rooms)
    with rooms.store.read() as tx:
        assert tx.outbox.keys("digest", "tay-ninh") == {"2026-10"}


def test_entries_that_concerned_nobody_are_forgotten_in_time(rooms):
    run(rooms)
    rooms.clock.time += timedelta(days=rooms.settings.seen_days + 1)
    service.tidy(rooms)
    assert counts(rooms) == {"kept": 1}


def test_an_entry_nobody_can_judge_waits_and_does_not_stop_the_others():
    class Stumbling(Judge):
        def judge(self, title, text, **options):
            if "Trảng Bàng" in title:
                raise RuntimeError("unforeseen")
            return super().judge(title, text, **options)

    bad = replace(GATE, url="https://baomau.example/bad.html", title="Tây Ninh: Trảng Bàng", summary="Tây Ninh.")
    with house(everything(bad, GATE, **{GATE.url: GATE_PAGE})) as made:
        rooms = replace(made, judge=Stumbling(made.settings.profiles, made.settings.topics))
        for _ in range(pipeline.PAGE_TRIES):
            run(rooms)
            rooms.clock.time += timedelta(hours=3)
        assert counts(rooms) == {"kept": 1, "pending": 1}


def test_a_step_that_fails_leaves_the_others_their_turn(rooms):
    broken = replace(rooms, settings=replace(rooms.settings, digests=(DigestPlan("khong-co", ("vhttdl",)),)))
    broken.clock.time = NOON + timedelta(days=20)
    run(broken)
    assert counts(broken) == {"kept": 1, "elsewhere": 1}


def test_pages_that_all_name_one_canonical_address_stay_separate_articles():
    site = factories.outlet()
    other = replace(GATE, url="https://baomau.example/xa-mat.html", title="Tây Ninh nâng cấp cửa khẩu quốc tế Xa Mát")
    head = b'<head><link rel="canonical" href="https://baomau.example/news.aspx">'
    pages = {
        GATE.url: GATE_PAGE.replace(b"<head>", head),
        other.url: page(other.title, other.summary, "Nội dung khác hẳn về Xa Mát.").replace(b"<head>", head),
    }
    with house(everything(GATE, other, **pages), sources=(factories.source(outlet=site),)) as rooms:
        run(rooms)
        assert len(articles(rooms)) == 2


def test_a_rule_that_fires_only_on_a_later_copy_still_reaches_its_department():
    copy = replace(GATE, url="https://baomau.example/copy.html", published=NOON - timedelta(minutes=30))
    rules = (
        factories.rule(id="a", departments=("x",)),
        factories.rule(id="b", departments=("y",), keywords=("bức xúc",)),
    )
    boxes = tuple(
        factories.department(id=name, recipients=(Recipient(f"{name}@tayninh.example", name),)) for name in ("x", "y")
    )
    later = page(
        GATE.title, GATE.summary, "Công trình gồm hai làn xe mới, hoàn thành trong năm 2027.", "Người dân bức xúc."
    )
    with house(
        everything(GATE, copy, **{GATE.url: GATE_PAGE, copy.url: later}),
        rules=rules,
        departments=boxes,
        digests=(DigestPlan("tay-ninh", ("x",)),),
    ) as rooms:
        run(rooms)
        assert [message.recipient for message in rooms.mailer.sent] == ["x@tayninh.example", "y@tayninh.example"]


def test_a_mailbox_no_mail_can_be_made_for_costs_neither_the_article_nor_the_others():
    boxes = (Recipient("a..b@tayninh.example", "hỏng"), Recipient("tot@tayninh.example", "tốt"))
    with house(
        everything(GATE, **{GATE.url: GATE_PAGE}), departments=(factories.department(recipients=boxes),)
    ) as rooms:
        run(rooms)
        assert len(articles(rooms)) == 1
        assert [message.recipient for message in rooms.mailer.sent] == ["tot@tayninh.example"]


def test_what_waits_under_a_renamed_source_is_read_under_its_new_name():
    busy = FetchError(GATE.url, "http_status", "503", 503)
    with house(everything(GATE, **{GATE.url: busy})) as rooms:
        run(rooms)
        renamed = replace(rooms, settings=replace(rooms.settings, sources=(factories.source(id="ten-moi"),)))
        with renamed.store.begin() as tx:
            tx.sources.sync(renamed.settings.sources)
        renamed.fetcher.pages[GATE.url] = GATE_PAGE
        renamed.clock.time += timedelta(hours=1)
        run(renamed)
        assert len(articles(renamed)) == 1


def test_the_digest_looks_back_to_the_frozen_ones_of_a_month_and_of_a_year_before(rooms):
    plan, when = rooms.settings.digests[0], datetime(2026, 12, 1, tzinfo=UTC)
    found = (Proposal("Việc cũ", "Trả lời", "Sở Xây dựng", date(2026, 11, 9), ()),)
    with rooms.store.begin() as tx:
        for period, proposals in (("2025-11", ()), ("2026-10", found)):
            window = parse(period)
            tx.digests.freeze(
                Digest(
                    "tay-ninh", "Tây Ninh", period, window.first, window.last, when, draft=False, proposals=proposals
                )
            )
    rooms.clock.time = when
    made = reports.build(rooms, plan, parse("2026-11"), draft=False)
    assert (made.previous_articles, made.year_before_articles) == (0, 0)
    assert [matter.matter for matter in made.followups] == ["Việc cũ"]


def test_a_proposal_is_followed_by_the_alert_behind_it(rooms):
    run(rooms)
    plan = rooms.settings.digests[0]
    rooms.clock.time = NOON + timedelta(days=20)
    reports.frozen(rooms, plan, parse("2026-10"))
    rooms.clock.time = NOON + timedelta(days=50)
    with rooms.store.begin() as tx:
        (raised,) = tx.alerts.listing()
        tx.alerts.decide(Decision(raised.id, rooms.clock.time, "a", "dismiss", "trùng"), "dismissed")
    (matter,) = reports.build(rooms, plan, parse("2026-11"), draft=False).followups
    assert (matter.state, matter.since) == ("dismissed", rooms.clock.time)


def test_the_page_on_disk_holds_its_pictures_and_that_of_the_mail_names_them(rooms):
    run(rooms)
    made = reports.build(rooms, rooms.settings.digests[0], parse("2026-10"), draft=True)
    rendered = reports.render(rooms, made)
    assert rendered.page.count('src="cid:') == len(rendered.pictures) > 0
    assert rendered.files["html"].count(b'src="data:image/png;base64,') == len(rendered.pictures)
    assert b"cid:" not in rendered.files["html"]


def test_pictures_that_a_template_of_the_office_does_not_show_are_not_sent(rooms, tmp_path):
    run(rooms)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "digest.html.jinja").write_text("<p>{{ document.title }}</p>", encoding="utf-8")
    own = replace(rooms, settings=replace(rooms.settings, workspace=str(tmp_path)))
    made = reports.build(own, own.settings.digests[0], parse("2026-10"), draft=True)
    assert reports.render(own, made).pictures == {}


def test_a_copy_of_the_digest_never_stands_for_the_official_mail(rooms):
    run(rooms)
    rooms.clock.time = NOON + timedelta(days=20)
    plan = rooms.settings.digests[0]
    made = reports.frozen(rooms, plan, parse("2026-10"))
    reports.queue(rooms, plan, made, ["toi@tayninh.example"])
    run(rooms)
    boxes = [message.recipient for message in rooms.mailer.sent if "tháng 10/2026" in message.subject]
    assert sorted(boxes) == ["baochi@tayninh.example", "toi@tayninh.example"]


def test_a_short_page_leaves_the_house_by_half_at_most(rooms):
    run(rooms)
    (kept,) = articles(rooms)
    assert len(kept.article.excerpt.split()) <= len(kept.article.text.split()) // 2 + 1
