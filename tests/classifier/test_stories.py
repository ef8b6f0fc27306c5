"""Which articles are put together."""

from datetime import timedelta

from classifier.stories import find_story
from support.factories import judged
from support.fakes import NOON

TEXT = (
    "Sáng 15-10, lực lượng chức năng hai bên cắt băng mở lại cửa khẩu sau ba tháng sửa chữa. Mười hai làn xe được đưa "
    "vào sử dụng, trong đó bốn làn dành cho hàng nông sản. Ban quản lý cho biết mỗi ngày có thể thông quan năm trăm xe."
)
OTHER = (
    "Giải chạy bộ quanh hồ thu hút hai nghìn người tham dự vào cuối tuần. Ban tổ chức phát áo, nước uống và huy chương "
    "cho mọi vận động viên về đích, trong khi đường ven hồ tạm cấm xe máy từ bốn giờ đến mười giờ sáng."
)


def earlier(number=7, **fields):
    return judged(number, **({"title": "Mở lại cửa khẩu", "text": TEXT, "story_id": number} | fields))


def test_a_copy_under_another_title_joins_the_story():
    assert find_story("Cắt băng sau ba tháng", f"(Theo báo) {TEXT} Ảnh: cửa khẩu.", NOON, [earlier()]) == 7


def test_a_shortened_copy_joins_the_story():
    assert find_story("Tin nhanh", TEXT[: len(TEXT) // 2], NOON, [earlier()]) == 7


def test_another_text_starts_a_story_of_its_own():
    assert find_story("Giải chạy quanh hồ", OTHER, NOON, [earlier()]) is None


def test_the_same_title_without_marks_joins_the_story():
    assert find_story("MO LAI CUA KHAU", OTHER, NOON, [earlier()]) == 7


def test_like_titles_with_the_same_figure_are_one_event():
    before = earlier(title="Tây Ninh tiếp nhận 353 công dân do Campuchia trao trả", text="")
    title = "Tiếp nhận 353 công dân Việt do Campuchia trao trả ở Tây Ninh"
    assert find_story(title, "", NOON, [before]) == 7


def test_like_titles_with_other_figures_are_two_events():
    before = earlier(title="Tây Ninh tiếp nhận 353 công dân do Campuchia trao trả", text="")
    assert find_story("Tây Ninh tiếp nhận 59 công dân do Campuchia trao trả", "", NOON, [before]) is None


def test_an_old_article_is_left_alone():
    before = earlier(published=NOON - timedelta(days=4, minutes=1))
    assert find_story("Mở lại cửa khẩu", TEXT, NOON, [before]) is None


def test_the_story_id_of_the_earlier_article_is_returned():
    assert find_story("Mở lại cửa khẩu", TEXT, NOON, [earlier(9, story_id=3)]) == 3


def test_the_earliest_of_equals_is_chosen_whatever_the_order():
    rows = [earlier(number, story_id=number) for number in (5, 2, 8)]
    assert {find_story("Mở lại cửa khẩu", TEXT, NOON, order) for order in (rows, rows[::-1])} == {2}


def test_nothing_recent_means_no_story():
    assert find_story("Mở lại cửa khẩu", TEXT, NOON, []) is None


def test_empty_titles_and_texts_are_not_alike():
    assert find_story("", "", NOON, [earlier(title="", text="")]) is None


def test_long_and_short_texts_are_compared_fairly():
    long = " ".join(f"câu số {number} nói về việc thứ {number * 7} của kỳ họp" for number in range(300))
    rows = [earlier(text=long)]
    assert find_story("Tin A", long[: len(long) // 2], NOON, rows) == 7
    assert find_story("Tin B", " ".join(long.split()[100:200]), NOON, rows) == 7
    assert find_story("Tin C", OTHER, NOON, rows) is None
