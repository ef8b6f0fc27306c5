import random
from datetime import timedelta

import pytest

from collector import changes
from collector.changes import Reading, compare, gone_words, is_other, is_removal, next_check, next_try
from support.fakes import NOON

HOUR = timedelta(hours=1)
URL = "https://baomau.example/1.html"
TITLE = "Tây Ninh khởi công cầu vượt biên giới"
BODY = (
    "Sáng 15/10, tỉnh Tây Ninh khởi công cầu vượt tại cửa khẩu Mộc Bài.\n"
    "Tổng mức đầu tư là 1.250 tỷ đồng. Công trình hoàn thành trong năm 2027.\n"
    "Người dân hai bên đường đồng tình với dự án."
)
BEFORE = Reading(TITLE, BODY)


def after(text=BODY, title=TITLE):
    return compare(BEFORE, Reading(title, text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BODY.replace(" ", "\u00a0").replace("\n", "\n\n"), id="spaces"),
        pytest.param(BODY.replace("hoàn", "hoàn").replace("hòa", "hoà"), id="the placement of tones"),
        pytest.param(BODY.replace("đồng tình", "“đồng tình”"), id="quotation marks"),
        pytest.param(f"{BODY}\nNguyễn Văn Mẫu", id="a by-line"),
        pytest.param(f"{BODY}\nẢnh: Trần Thị Mẫu.", id="the credit of a photo"),
        pytest.param(f"{BODY}\nẢnh 1/12", id="the count of photos"),
        pytest.param(f"Cập nhật lúc 14:30, 15/10/2026.\n{BODY}", id="the time of the last update"),
        pytest.param(f"{BODY}\n15/10/2026 14:30 GMT+7", id="a dateline"),
        pytest.param(f"{BODY}\n1.234 lượt xem", id="a count of views"),
        pytest.param(f"{BODY}\nXem thêm: Long An mở rộng quốc lộ 62.", id="another article recommended"),
        pytest.param(f"{BODY}\nLong An mở rộng quốc lộ 62 trong năm 2026", id="a headline that slipped in"),
        pytest.param(f"{TITLE}\n{BODY}", id="the title once more"),
        pytest.param("\n".join(BODY.split("\n")[::-1]), id="paragraphs in another order"),
    ],
)
def test_furniture_of_the_page_is_no_change(text):
    assert after(text) == ("same", "")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(BODY.replace("1.250", "1.520"), TITLE, id="a figure"),
        pytest.param(BODY.replace(" Công trình hoàn thành trong năm 2027.", ""), TITLE, id="a sentence taken out"),
        pytest.param(f"{BODY}\nDự án do hai công ty thực hiện.", TITLE, id="a sentence put in"),
        pytest.param(BODY, TITLE.replace("khởi công", "hoãn khởi công"), id="the title"),
        pytest.param(BODY.replace("15/10", "16/10"), TITLE, id="a date"),
        pytest.param(BODY.replace("tỉnh Tây Ninh", "tỉnh Đồng Tháp"), "Khởi công cầu vượt", id="another place"),
    ],
)
def test_words_that_matter_are_an_edit(text, title):
    assert after(text, title) == ("edit", "")


def test_a_figure_in_a_list_is_an_edit():
    before, now = (Reading(TITLE, f"{BODY}\nSố người bị thương: {number}") for number in (5, 7))
    assert compare(before, now) == ("edit", "")


NOTICES = {
    "the form of the decree": "Thông tin cải chính, xin lỗi",
    "the same in capitals": "THÔNG TIN CẢI CHÍNH, XIN LỖI",
    "a correction": "Cải chính: Tổng mức đầu tư là 1.520 tỷ đồng.",
    "an older word": "Đính chính: Trong bài đã đăng, tên chủ đầu tư bị viết sai.",
    "the newsroom corrects": "Báo Mẫu xin đính chính con số trên.",
    "the newsroom apologises to readers": "Tòa soạn thành thật xin lỗi bạn đọc và các bên liên quan.",
    "tones as newer writers place them": "Toà soạn cáo lỗi cùng quý độc giả về sai sót này.",
    "the newsroom apologises to a person": "Báo Mẫu chân thành xin lỗi ông A.",
    "readers are asked for pardon": "Mong được cáo lỗi với bạn đọc.",
    "the article was mended": "Bài viết đã được chỉnh sửa do có nhầm lẫn về số liệu.",
    "the article was brought up to date": "Bài viết này được cập nhật lại sau khi có ý kiến của Sở Xây dựng.",
    "said once more, clearly": "Nói lại cho rõ về bài “Tây Ninh khởi công cầu vượt”.",
    "English": "An earlier version of this article misstated the cost.",
    "Chinese": "更正：投资额为1520亿盾。",
}


@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_that_was_not_there_is_a_correction_with_its_words(name):
    assert after(f"{BODY}\n{NOTICES[name]}") == ("correction", NOTICES[name])


def test_a_title_may_be_the_notice():
    assert after(title="Thông tin cải chính, xin lỗi") == ("correction", "Thông tin cải chính, xin lỗi")


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Người dân làm thủ tục cải chính hộ tịch tại xã.", id="the registry"),
        pytest.param("Cải chính giấy khai sinh mất năm ngày.", id="a certificate"),
        pytest.param("Công ty xin lỗi khách hàng vì chậm tiến độ.", id="a firm and its customers"),
        pytest.param("Bộ đã đính chính thông tin về dự án.", id="an office corrects"),
        pytest.param("Ông A nói với báo Mẫu rằng công ty xin lỗi người dân.", id="a paper is told of an apology"),
        pytest.param("Bài viết được nhiều người chia sẻ.", id="an article shared"),
    ],
)
def test_other_apologies_and_corrections_are_an_edit(sentence):
    assert after(f"{BODY}\n{sentence}") == ("edit", "")


def test_a_notice_is_a_correction_once():
    notice = "Tòa soạn thành thật xin lỗi bạn đọc và các bên liên quan."
    before = Reading(TITLE, f"{BODY}\n{notice}")
    assert compare(before, Reading(TITLE, f"{BODY}\n{notice}\nCầu dài 120 mét."))[0] == "edit"
    assert compare(before, Reading(TITLE, f"{BODY}\n{notice.replace('thành thật', 'chân thành')}"))[0] == "edit"


def test_a_second_notice_is_a_second_correction():
    before = Reading(TITLE, f"{BODY}\nTòa soạn thành thật xin lỗi bạn đọc và các bên liên quan.")
    second = "Cải chính: Cầu dài 210 mét."
    assert compare(before, Reading(TITLE, f"{before.text}\n{second}")) == ("correction", second)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Bài viết không tồn tại hoặc đã bị gỡ bỏ.", "bài viết không tồn tại", id="does not exist"),
        pytest.param("Bài viết này đã được gỡ bỏ theo yêu cầu.", "bài viết này đã được gỡ bỏ", id="taken away"),
        pytest.param("Không tìm thấy trang bạn yêu cầu", "không tìm thấy trang", id="not found"),
        pytest.param("404 - Page not found", "page not found", id="English"),
        pytest.param("Công an cho biết bài viết đã bị gỡ. " + "Vụ việc đang được điều tra. " * 20, "", id="an article"),
        pytest.param(BODY, "", id="the article itself"),
    ],
)
def test_a_short_page_that_says_so_is_gone(text, words):
    assert gone_words(text) == words


@pytest.mark.parametrize(
    ("title", "text", "moved", "other"),
    [
        pytest.param("Trang tin tức", "Tin trong ngày. " * 80, True, True, id="another page at another address"),
        pytest.param("Xác minh", "Vui lòng xác minh bạn không phải là người máy.", False, True, id="a barrier"),
        pytest.param("Tựa mới hẳn", "Câu chữ mới hẳn, dài và đầy đủ. " * 20, False, False, id="all written anew"),
        pytest.param(TITLE, "Nội dung khác.", True, False, id="the same title"),
        pytest.param("Tựa mới hẳn", f"{BODY}\nThêm một câu.", True, False, id="the same sentences"),
    ],
)
def test_what_is_not_the_article_is_told_from_a_new_version(title, text, moved, other):
    assert is_other(BEFORE, Reading(title, text), moved=moved) is other


def looks(url):
    now, found = NOON, []
    while due := next_check(url, NOON, now):
        found.append(due - NOON)
        now = due
    return found


def test_looks_fade_with_age_and_end_after_90_days():
    found = looks(URL)
    assert len(found) == len(changes.STEPS)
    for due, step in zip(found, changes.STEPS, strict=True):
        assert abs(due - step) <= step * changes.JITTER
    assert next_check(URL, NOON, NOON + timedelta(days=100)) is None


def test_articles_of_one_moment_are_not_looked_at_in_one_moment():
    assert len({looks(f"{URL}?{number}")[0] for number in range(100)}) > 60


def test_after_an_outage_only_one_look_is_made_good():
    late = NOON + timedelta(days=3)
    assert next_check(URL, NOON, late) - NOON > timedelta(days=3)


@pytest.mark.parametrize(
    ("age", "asked", "pause"),
    [
        pytest.param(HOUR, None, HOUR, id="an hour at least"),
        pytest.param(24 * HOUR, None, 3 * HOUR, id="an eighth of the age"),
        pytest.param(HOUR, 7200.0, 2 * HOUR, id="as long as the server asks"),
        pytest.param(100 * 24 * HOUR, None, None, id="too old"),
    ],
)
def test_a_page_that_could_not_be_had_is_asked_for_again(age, asked, pause):
    due = next_try(URL, NOON, NOON + age, asked)
    assert (due and due - NOON - age) == pause


@pytest.mark.parametrize(
    ("hours", "gone", "there", "removed"),
    [
        pytest.param(None, 0, 9, False, id="missing for the first time"),
        pytest.param(5, 0, 9, False, id="missing for five hours"),
        pytest.param(6, 0, 9, True, id="missing for six hours"),
        pytest.param(6, 9, 1, True, id="others are missing too, one is there"),
        pytest.param(6, 2, 0, False, id="three are missing and none is there"),
        pytest.param(6, 1, 0, True, id="two are missing and nobody else was looked at"),
        pytest.param(7 * 24, 9, 0, True, id="an outlet gone for a week"),
    ],
)
def test_an_article_is_removed_when_it_stays_away_and_its_outlet_does_not(hours, gone, there, removed):
    since = None if hours is None else NOON
    assert is_removal(since, NOON + HOUR * (hours or 0), gone, there) is removed


@pytest.mark.parametrize("seed", range(200))
def test_no_text_is_too_odd_to_be_compared(seed):
    dice = random.Random(seed)
    alphabet = "aàbđ . \n!?…“”()%0159\u00a0\u200b更正xin lỗi"
    before, now = ("".join(dice.choices(alphabet, k=dice.randint(0, 400))) for _ in range(2))
    assert compare(Reading("", before), Reading("", now))[0] in {"same", "edit", "correction"}
    assert compare(Reading(before, now), Reading(before, now)) == ("same", "")
