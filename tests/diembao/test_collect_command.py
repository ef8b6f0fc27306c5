"""`diembao collect`: one pass, one article, or what was published since a day; against a real server on loopback."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from core.periods import ZONE
from core.press import Entry
from diembao.__main__ import run
from support import press_workspace
from support.hostile import answer, serving
from support.house import feed, page

NOW = datetime.now(UTC)
TITLE = "Tây Ninh mở rộng cửa khẩu quốc tế Mộc Bài"
GATE_PAGE = answer(page(TITLE, f"{TITLE}, hoàn thành trong năm 2027."), Content_Type="text/html; charset=utf-8")
HUE_PAGE = answer(page("Huế đón khách", "Khách đến từ nhiều nơi."), Content_Type="text/html; charset=utf-8")
DAY = timedelta(days=1)
AGES = (1, 2, 10, 11)  # days, of the articles in the sitemap


@pytest.fixture
def server():
    with serving({"/gate.html": GATE_PAGE, "/hue.html": HUE_PAGE}) as made:
        links = (("gate", TITLE), ("hue", "Huế đón khách"))
        entries = (Entry(f"{made.url}/{name}.html", title, "", NOW - timedelta(hours=1)) for name, title in links)
        made.faults["/rss"] = answer(feed(*entries), Content_Type="text/xml")
        yield made


@pytest.fixture
def workspace(tmp_path, server):
    return press_workspace.prepare(tmp_path / "tn", server, {"tot": "/rss"})


@pytest.fixture
def broken(tmp_path, server):
    return press_workspace.prepare(tmp_path / "tn", server, {"tot": "/rss", "mat": "/khong-co"})


def collect(workspace, *arguments):
    return run(["--workspace", str(workspace), "--lang", "en", "collect", *arguments])


def json_of(capsys):
    return json.loads(capsys.readouterr().out)


def asked(server):
    return [call.path for call in server.calls if call.path != "/robots.txt"]


def test_a_pass_reads_judges_and_stores(workspace, server, capsys):
    assert collect(workspace, "--json") == 0
    assert json_of(capsys) == {
        "sources": [{"id": "tot-rss", "state": "ok", "listed": 2, "new": 2, "error": ""}],
        "entries": {"kept": 1, "elsewhere": 1},
        "mails": 0,
    }
    assert asked(server) == ["/rss", "/gate.html"]


def test_a_second_pass_finds_nothing_new(workspace, capsys):
    collect(workspace)
    capsys.readouterr()
    assert collect(workspace, "--json") == 0
    made = json_of(capsys)
    assert made["entries"] == {}
    assert made["sources"][0]["new"] == 0


def test_the_summary_counts_in_words(workspace, capsys):
    assert collect(workspace) == 0
    assert (
        "Kept 1 articles, 1 concern other places, 0 could not be read, 0 are tried again later; 0 mails sent."
        in capsys.readouterr().out
    )


def test_a_failing_source_is_said_with_its_reason_and_what_to_do(broken, capsys):
    assert collect(broken) == 3
    shown = capsys.readouterr().out
    assert "mat-rss" in shown
    assert "(404)" in shown
    assert "sources discover" in shown


def test_a_failing_source_does_not_cost_the_others_their_articles(broken, capsys):
    assert collect(broken, "--json") == 3
    made = json_of(capsys)
    assert [line["state"] for line in made["sources"]] == ["ok", "gone"]
    assert made["entries"]["kept"] == 1


def test_only_the_sources_asked_for_are_read(broken, server, capsys):
    assert collect(broken, "--source", "tot-rss", "--json") == 0
    assert [line["id"] for line in json_of(capsys)["sources"]] == ["tot-rss"]
    assert "/khong-co" not in asked(server)


def test_progress_goes_to_standard_error_only(workspace, capsys):
    collect(workspace, "--json")
    assert json_of(capsys)["sources"]  # nothing but JSON on standard output


ARTICLES = {
    "about the province": ("/gate.html", 0, "kept"),
    "about another place": ("/hue.html", 0, "elsewhere"),
    "not there": ("/khong-co.html", 3, "postponed"),
    "gone": ("/het.html", 1, "unread"),
    "busy": ("/ban.html", 3, "postponed"),
}


@pytest.mark.parametrize("name", ARTICLES)
def test_one_article_is_read_by_its_address(name, workspace, server, capsys):
    path, code, outcome = ARTICLES[name]
    server.faults |= {"/het.html": answer(status="410 Gone"), "/ban.html": answer(status="503 Busy")}
    assert collect(workspace, "--url", f"{server.url}{path}", "--json") == code
    assert json_of(capsys) == {"url": f"{server.url}{path}", "outcome": outcome, "mails": 0}
    assert asked(server) == [path]


def test_the_same_article_again_is_said_to_be_stored(workspace, server, capsys):
    collect(workspace, "--url", f"{server.url}/gate.html")
    assert capsys.readouterr().out == "The article was stored.\n"
    assert collect(workspace, "--url", f"{server.url}/gate.html") == 0
    assert capsys.readouterr().out == "The article had been stored before.\n"


BAD_USAGE = {
    "an address of nobody": (["--url", "https://khac.example/a.html"], "khac.example"),
    "no address": (["--url", "khong-phai"], "khong-phai"),
    "an address and a day": (["--url", "https://tot.example/a", "--since", "2026-10-01"], "--url"),
    "an address and a source": (["--url", "https://tot.example/a", "--source", "tot-rss"], "--url"),
    "an unknown source": (["--source", "khong-co"], "khong-co"),
    "a day that has not come": (["--since", "2099-01-01"], "--since"),
    "no day": (["--since", "hôm qua"], "2026-10-01"),
    "a day that does not exist": (["--since", "2026-02-30"], "2026-10-01"),
}


@pytest.mark.parametrize("name", BAD_USAGE)
def test_bad_usage_is_said_before_anything_is_asked(name, workspace, server, capsys):
    arguments, words = BAD_USAGE[name]
    assert collect(workspace, *arguments) == 2
    assert words in capsys.readouterr().err
    assert asked(server) == []


def test_an_address_may_lack_its_scheme(workspace, capsys):
    assert collect(workspace, "--url", "tot.example/a.html") in {1, 3}
    assert "page could not be" in capsys.readouterr().out


@pytest.fixture
def mapped(workspace, server):
    """A workspace whose outlet lists articles of several days in its sitemap."""
    days = (f"<url><loc>{server.url}/tay-ninh-{n}.html</loc><lastmod>{NOW - n * DAY:%Y-%m-%dT%H:%M:%SZ}</lastmod></url>"
            for n in AGES)  # fmt: skip
    server.faults |= {
        "/robots.txt": answer(f"Sitemap: {server.url}/map.xml".encode(), Content_Type="text/plain"),
        "/map.xml": answer(f"<urlset>{''.join(days)}</urlset>".encode(), Content_Type="text/xml"),
    }
    server.faults |= {
        f"/tay-ninh-{n}.html": answer(
            page(f"{TITLE} lần {n}", f"{TITLE} lần {n}: hoàn thành trong năm 2027."),
            Content_Type="text/html; charset=utf-8",
        )
        for n in AGES
    }
    return workspace


def day(ago, form="%Y-%m-%d"):
    return f"{(NOW - ago * DAY).astimezone(ZONE):{form}}"


@pytest.mark.parametrize("form", ["%Y-%m-%d", "%d/%m/%Y"])
def test_what_was_published_since_a_day_is_found_in_the_sitemaps(mapped, server, form, capsys):
    assert collect(mapped, "--since", day(4, form), "--json") == 0
    made = json_of(capsys)
    assert {(step["source"], step["url"].removeprefix(server.url)) for step in made["sitemaps"]} == {
        ("tot-rss", "/robots.txt"),
        ("tot-rss", "/rss"),
        ("tot-rss", "/map.xml"),
    }
    assert made["left"] == 0
    assert made["entries"]["kept"] == 3
    assert {path for path in asked(server) if "tay-ninh" in path} == {"/tay-ninh-1.html", "/tay-ninh-2.html"}


def test_the_same_search_again_is_not_repeated_at_once(mapped, server, capsys):
    collect(mapped, "--since", day(4))
    capsys.readouterr()
    server.calls.clear()
    assert collect(mapped, "--since", day(4), "--json") == 0
    assert json_of(capsys) == {"sitemaps": [], "left": 0, "entries": {}, "mails": 0}
    assert asked(server) == []


def test_a_search_that_is_not_over_is_partly_done_and_goes_on_later(mapped, server, capsys):
    server.faults["/map.xml"] = answer(status="503 Busy")
    assert collect(mapped, "--since", day(4)) == 3
    assert "1 addresses wait for a later try" in capsys.readouterr().out


def test_two_sources_of_one_outlet_are_searched_once(mapped, server):
    sources = mapped / "sources.yaml"
    more = f'      - {{id: tot-hai, url: "{server.url}/rss2", pages: candidates}}\n'
    sources.write_text(sources.read_text("utf-8") + more, "utf-8")
    assert collect(mapped, "--since", day(4), "--json") == 0
    assert [call.path for call in server.calls].count("/map.xml") == 1


def test_a_bad_workspace_is_bad_usage(tmp_path):
    assert collect(tmp_path) == 2
