"""Another look at a stored article: what counts as gone."""

import pytest

from collector.look import look
from core.press import Draft, Fetched
from support.factories import outlet
from support.fakes import NOON
from support.house import page

URL = "https://baomau.example/cai-chinh-123456.html"
TITLE = "Thông tin cải chính, xin lỗi"
NOTICE = (
    "Ngày 12/10, báo đăng bài về cửa khẩu Mộc Bài với số liệu chưa chính xác. Tòa soạn xin lỗi bạn đọc và đơn vị.",
    "Bài viết đã được gỡ bỏ khỏi trang điện tử. Tòa soạn đã nhắc nhở bộ phận liên quan về quy trình kiểm chứng.",
)
KNOWN = Draft(URL, TITLE, "\n".join(NOTICE), NOON, "page")


def seen(body, known=KNOWN, url=URL):
    return look(Fetched(url, 200, body, "text/html; charset=utf-8"), known, outlet(), NOON)


def test_a_notice_that_says_of_another_article_that_it_was_removed_is_still_there():
    found = seen(page(TITLE, *NOTICE))
    assert found.gone == ""
    assert found.draft is not None


def test_such_a_notice_may_be_edited_and_is_still_there():
    assert seen(page(TITLE, *NOTICE, "Tòa soạn cảm ơn bạn đọc đã góp ý.")).gone == ""


GONE = {
    "the page says so": (page("Bài viết đã được gỡ bỏ", "Bài viết này đã được gỡ bỏ."), URL),
    "a page of errors": (page("404", "Trang không tồn tại"), URL),
    "the front page": (page("Báo Mẫu", "Tin mới nhất trong ngày."), "https://baomau.example/"),
}


@pytest.mark.parametrize("name", GONE)
def test_an_article_is_gone_when(name):
    body, url = GONE[name]
    known = Draft(
        URL, "Cửa khẩu mở lại", "Cửa khẩu Mộc Bài mở lại từ hôm nay.\nHàng hóa thông quan cả ngày.", NOON, "page"
    )
    found = seen(body, known, url)
    assert found.draft is None
    assert found.gone
