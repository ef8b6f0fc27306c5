"""Which articles are put together, and why."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.events import delivered
from classifier.stories import WINDOW, Stories
from support.fakes import NOON

TEXT = (
    "Sáng 15-10, lực lượng chức năng hai bên cắt băng mở lại cửa khẩu sau ba tháng sửa chữa. Mười hai làn xe được đưa "
    "vào sử dụng, trong đó bốn làn dành cho hàng nông sản. Ban quản lý cho biết mỗi ngày có thể thông quan năm trăm xe."
)
OTHER = (
    "Giải chạy bộ quanh hồ thu hút hai nghìn người tham dự vào cuối tuần. Ban tổ chức phát áo, nước uống và huy chương "
    "cho mọi vận động viên về đích, trong khi đường ven hồ tạm cấm xe máy từ bốn giờ đến mười giờ sáng."
)
REPORT = (
    "Sau ba tháng tạm dừng để sửa chữa, cửa khẩu Mộc Bài được mở lại vào sáng 15-10. Theo Ban quản lý, mười hai làn xe "
    "giúp nông sản thông quan nhanh hơn, và hai bên sẽ kéo dài giờ làm việc vào cuối năm."
)


def stories(*articles):
    """Return stories that hold articles of (number, title, text, hours before noon), each beginning its own."""
    made = Stories(delivered())
    for number, title, text, *hours in articles:
        made.put(number, number, NOON - timedelta(hours=sum(hours)), title, text)
    return made


GATE = (7, "Mở lại cửa khẩu Mộc Bài", TEXT)


def find(known, title, text, moment=NOON):
    return known.find(99, moment, title, text)


def test_a_copy_under_another_title_joins_the_story():
    found = find(stories(GATE), "Cắt băng sau ba tháng", f"(Theo báo) {TEXT} Ảnh: cửa khẩu.")
    assert (found.story, found.relation, found.like) == (7, "copy", 7)


def test_a_shortened_copy_joins_the_story():
    assert find(stories(GATE), "Tin nhanh", TEXT[: len(TEXT) // 2]).relation == "copy"


def test_a_report_in_other_words_joins_the_story_as_an_event():
    found = find(stories(GATE, (8, "Chạy quanh hồ", OTHER)), "Cửa khẩu Mộc Bài thông xe trở lại", REPORT)
    assert (found.story, found.relation) == (7, "event")


def test_another_text_starts_a_story_of_its_own():
    assert find(stories(GATE), "Giải chạy quanh hồ", OTHER).story == 99


def test_the_same_title_without_marks_joins_the_story():
    assert find(stories(GATE), "MO LAI CUA KHAU MOC BAI", OTHER).story == 7


def test_like_titles_with_the_same_figure_are_one_event():
    known = stories((7, "Tây Ninh tiếp nhận 353 công dân do Campuchia trao trả", ""))
    assert find(known, "Tiếp nhận 353 công dân Việt do Campuchia trao trả ở Tây Ninh", "").story == 7


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Giá vàng hôm nay 14/10: tăng", "Giá vàng hôm nay 15/10: tăng"),
        (
            "Tây Ninh tiếp nhận 353 công dân do Campuchia trao trả",
            "Tây Ninh tiếp nhận 59 công dân do Campuchia trao trả",
        ),
    ],
)
def test_titles_that_differ_in_figures_alone_are_two_stories(before, after):
    assert find(stories((7, before, "", 20)), after, "").story == 99


def test_an_old_article_is_left_alone():
    known = stories((*GATE, 96.1))
    assert find(known, GATE[1], TEXT).story == 99


def test_the_story_of_the_earlier_article_is_returned():
    known = Stories(delivered())
    known.put(9, 3, NOON, *GATE[1:])
    assert find(known, *GATE[1:]).story == 3


def test_the_earliest_of_equals_is_named():
    known = stories(*((number, "Mở lại cửa khẩu", TEXT, 9 - number) for number in (5, 2, 8)))
    assert find(known, "Mở lại cửa khẩu", TEXT).like == 2


def test_nothing_known_means_a_story_of_its_own():
    assert find(stories(), *GATE[1:]).relation == "new"


def test_empty_titles_and_texts_are_not_alike():
    assert find(stories((7, "", "")), "", "").story == 99


def test_long_and_short_texts_are_compared_fairly():
    long = " ".join(f"câu số {number} nói về việc thứ {number * 7} của kỳ họp" for number in range(300))
    known = stories((7, "Kỳ họp", long))
    assert find(known, "Tin A", long[: len(long) // 2]).relation == "copy"
    assert find(known, "Tin B", " ".join(long.split()[100:200])).relation == "copy"
    assert find(known, "Tin C", OTHER).story == 99


def test_what_is_older_than_the_window_is_forgotten():
    known = Stories(delivered())
    for day in range(30):
        known.add(day, NOON + timedelta(days=day), f"Tin số {day}", f"{TEXT} {day}")
    assert len(known) <= WINDOW.days + 1


TEXTS = st.text(alphabet=st.sampled_from("abcđêộ 19.,\n"), max_size=60)


@given(st.lists(st.tuples(TEXTS, TEXTS, st.integers(-200, 200)), max_size=12))
def test_every_article_belongs_to_the_story_of_an_earlier_one_or_its_own(articles):
    known, of = Stories(delivered()), {}
    for number, (title, text, hours) in enumerate(articles):
        found = known.add(number, NOON + timedelta(hours=hours), title, text)
        of[number] = found.story
        assert found.story == number if found.relation == "new" else found.story == of[found.like]
