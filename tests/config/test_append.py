"""Adding to sources.yaml: what stands there stays byte for byte."""

import stat

import pytest

from config import append, init
from config.load import load
from config.proposal import NewOutlet, NewSource, outlet_id, outlet_lines, source_id, source_lines
from core.errors import UsageError

NEW = NewOutlet(
    "bao-moi",
    'Báo "Mới": #1',
    "baomoi.example",
    "C – thử",
    (NewSource("bao-moi-rss", "https://baomoi.example/rss"),),
    ("https://baomoi.example/sitemap.xml",),
)


@pytest.fixture
def folder(tmp_path):
    init.create("tay-ninh", tmp_path / "tn")
    return tmp_path / "tn"


def added(before, after):
    """Return the lines of `after` that are not in `before`, which must all be there in their order."""
    old, extra = iter(before.splitlines(keepends=True)), []
    wanted = next(old, None)
    for line in after.splitlines(keepends=True):
        if line == wanted:
            wanted = next(old, None)
        else:
            extra.append(line)
    assert wanted is None, wanted
    return b"".join(extra).decode()


def outlets(folder):
    return {outlet.id: outlet for outlet in load(folder, {}).sources.outlets}


def test_an_outlet_is_added_at_the_end_of_the_shipped_file(folder):
    before = (folder / "sources.yaml").read_bytes()
    append.replace(folder, append.extended(before, outlet_lines(NEW), {}), {})
    found = outlets(folder)
    assert list(found)[-1] == "bao-moi"
    assert (found["bao-moi"].name, found["bao-moi"].tier) == ('Báo "Mới": #1', 1)
    assert found["bao-moi"].sitemaps == NEW.sitemaps
    assert added(before, (folder / "sources.yaml").read_bytes()).startswith("  - id: bao-moi\n    name:")


def test_addresses_are_added_to_a_known_outlet(folder):
    before = (folder / "sources.yaml").read_bytes()
    lines = source_lines([NewSource("vov-moi", "https://vov.vn/moi.rss", "Mới nhất")], "C – thử")
    append.replace(folder, append.extended(before, [], {"vov": lines}), {})
    assert [source.id for source in outlets(folder)["vov"].sources] == ["vov-rss", "vov-moi"]
    assert added(before, (folder / "sources.yaml").read_bytes()) == (
        '      - {id: vov-moi, url: "https://vov.vn/moi.rss", pages: candidates, verified: "C – thử"}  # Mới nhất\n'
    )


def test_both_are_added_where_the_last_outlet_grows_too(folder):
    before = (folder / "sources.yaml").read_bytes()
    last = list(outlets(folder))[-1]
    lines = source_lines([NewSource("cuoi", "https://cuoi.example/rss")])
    append.replace(folder, append.extended(before, outlet_lines(NEW), {last: lines}), {})
    found = outlets(folder)
    assert list(found)[-2:] == [last, "bao-moi"]
    assert found[last].sources[-1].id == "cuoi"


ITEM = "id: a\n{0}name: A\n{0}domains: [a.example]\n{0}sources:\n{0}{1}- id: a-rss\n{0}{1}  url: https://a.example/rss"
SHAPES = {
    "plain": "outlets:\n  - " + ITEM.format("    ", "  ") + "\n",
    "no indentation": "outlets:\n- " + ITEM.format("  ", "") + "\n",
    "no line end at the end": "outlets:\n  - " + ITEM.format("    ", "  "),
    "remarks behind": "outlets:\n  - " + ITEM.format("    ", "  ") + "  # hết\n\n# ghi chú\n#   nữa\n",
    "Windows line ends": ("outlets:\n  - " + ITEM.format("    ", "  ") + "\n").replace("\n", "\r\n"),
    "byte order mark": "\ufeffoutlets:\n  - " + ITEM.format("    ", "  ") + "\n",
    "a folded text last": "outlets:\n  - " + ITEM.format("    ", "  ") + "\n        verified: >-\n          a\n\n",
    "an empty key last": "outlets:\n  - " + ITEM.format("    ", "  ") + "\n        verified:\n",
    "document end": "---\noutlets:\n  - " + ITEM.format("    ", "  ") + "\n...\n",
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_of_a_list_can_grow(name, folder):
    before = SHAPES[name].encode()
    lines = source_lines([NewSource("a-moi", "https://a.example/moi")])
    after = append.extended(before, outlet_lines(NEW), {"a": lines})
    append.replace(folder, after, {})
    found = outlets(folder)
    assert list(found) == ["a", "bao-moi"]
    assert [source.id for source in found["a"].sources] == ["a-rss", "a-moi"]
    added(before.rstrip(b"\r\n") + (b"\r\n" if b"\r" in before else b"\n"), after)
    assert (b"\r\n" in before) == (b"\r\n" in after)
    assert after.count(b"\n") == after.count(b"\r\n") or b"\r" not in after


def test_a_list_in_brackets_is_left_alone():
    before = b"outlets: [{id: a, name: A, domains: [a.example], sources: [{id: b, url: 'https://a.example/rss'}]}]\n"
    with pytest.raises(UsageError, match="outlets"):
        append.extended(before, outlet_lines(NEW), {})


def test_a_result_that_does_not_pass_the_check_is_not_written(folder):
    before = (folder / "sources.yaml").read_bytes()
    twice = NewSource("vov-rss", "https://khac.example/rss")
    after = append.extended(before, [], {"vov": source_lines([twice])})
    with pytest.raises(UsageError, match="vov-rss"):
        append.replace(folder, after, {})
    assert (folder / "sources.yaml").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir() if "sources" in path.name) == ["sources.yaml"]


def test_the_rights_of_the_file_and_a_link_to_it_survive(folder):
    real = folder.parent / "that.yaml"
    (folder / "sources.yaml").rename(real)
    real.chmod(0o640)
    (folder / "sources.yaml").symlink_to(real)
    append.replace(folder, append.extended(real.read_bytes(), outlet_lines(NEW), {}), {})
    assert (folder / "sources.yaml").is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert "bao-moi" in outlets(folder)


IDS = {
    "baomau.vn": "baomau",
    "www.baomau.com.vn": "baomau",
    "e.baomau.net": "e-baomau",
    "tayninh.gov.vn": "tayninh",
    "xn--bomu-6ta5f.vn": "xn-bomu-6ta5f",
    "vn": "vn",
    "com.vn": "com",
    "127.0.0.1": "127-0-0-1",
    "trung.vn": "trung-2",
}


@pytest.mark.parametrize("host", IDS)
def test_the_id_of_an_outlet_comes_from_its_host(host):
    assert outlet_id(host, {"trung"}) == IDS[host]


ADDRESSES = {
    "https://baomau.vn/rss/thoi-su.rss": "bao-mau-thoi-su",
    "https://baomau.vn/rss": "bao-mau-rss",
    "https://baomau.vn/": "bao-mau-rss",
    "https://baomau.vn/rss/Ph%C3%A1p-lu%E1%BA%ADt.rss": "bao-mau-phap-luat",
    "https://baomau.vn/rss/xa-hoi.rss": "bao-mau-xa-hoi-2",
    "https://baomau.vn/rss_news.htm?lang=v": "bao-mau-news-lang-v",
}


@pytest.mark.parametrize("url", ADDRESSES)
def test_the_id_of_an_address_comes_from_its_path(url):
    assert source_id("bao-mau", url, {"bao-mau-xa-hoi"}) == ADDRESSES[url]


def test_an_id_never_grows_too_long():
    assert len(source_id("b" * 60, "https://baomau.vn/" + "x" * 500, {"b" * 59})) <= 64
