"""Advertising planted on the site of an outlet whose domain was hijacked: betting, touts, loan sharks, escorts.

What is found here is set aside for a person to look at and to release. Nothing is deleted, and nothing is said about
the outlet or whether anything it reports is true.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from classifier.lexicon import Lexicon, covered
from classifier.text import Text, lower, read
from core.text import clean, fold

OPENING = 250  # characters that show what a page is for; what follows the advertisement is often copied news
READ = 20_000  # characters of a text that are looked at
PLAIN, TELLING = 1.0, 2.0  # weights of a phrase, however often it stands in a text
ENOUGH = 4.0  # weight of goods and selling, less that of reporting, that makes an advertisement
GOODS, SELLING = 1.0, 0.5  # weight that each of them needs
DENSITY = 2.0  # phrases in a hundred words at least: a long report that names a few is none
SHORT = 60  # words; a shorter text is not denser for that

Group = Literal["goods", "selling", "report"]

# What is offered. A word of the first list stands in news as well; one of the second hardly outside advertising.
_GOODS = """
casino; nhà cái; sòng bạc; sòng bài; cá cược; cá độ; đặt cược; nổ hũ; bắn cá; tài xỉu; xóc đĩa; xì dách; baccarat;
poker; tỷ lệ cược; tỷ lệ kèo; kèo nhà cái; soi kèo; kèo bóng đá; đánh đề; lô đề; số đề; soi cầu; xổ số online;
jackpot; roulette; sportsbook; betting; slots; judi; taruhan; vay nóng; gái gọi; phim sex; massage kích dục; escort;
คาสิโน; พนัน; 彩票; 博彩
"""
_GOODS_SOLD = """
kubet; kuwin; sunwin; rikvip; hitclub; zowin; okvip; casino online; casino trực tuyến; live casino;
sòng bạc trực tuyến; sòng bạc online; nhà cái uy tín; nhà cái hàng đầu; nhà cái số 1; top nhà cái; cá cược trực tuyến;
cá cược online; cá cược thể thao; cá cược châu á; cá cược uy tín; cổng game; game bài; đánh bài online;
đánh bài đổi thưởng; game đổi thưởng; slot đổi thưởng; nổ hũ đổi thưởng; tài xỉu online; tài xỉu đổi thưởng;
xóc đĩa online; xóc đĩa đổi thưởng; bắn cá đổi thưởng; bắn cá online; bắn cá h5; lô đề online; ghi đề online;
đánh đề online; soi cầu vip; soi cầu miễn phí; soi cầu chuẩn; bạch thủ lô; song thủ lô; nuôi lô khung; dàn đề; dàn lô;
cầu lô; ba càng; lô xiên; quay slot; máy slot; slot game; mẫu slot; đá gà trực tiếp; đá gà thomo; vay tiền online;
vay tiền nhanh; vay nóng online; vay nóng nhanh; vay tiền gấp; vay tiền không thế chấp; bốc bát họ;
vay tiền trả góp theo ngày; nợ xấu vẫn vay; gái gọi cao cấp; gái gọi sinh viên; gái gọi kiểm định; gái gọi hà nội;
gái gọi sài gòn; sugar baby sinh viên; phim sex không che; xem phim sex; phim sex hay; sex việt nam; phim người lớn;
clip sex; online casino; online casinos; casino games; slot games; sports betting; betting site; online betting;
online slots; payday loan; payday loans; escort service; escort girls; call girls; sex cam; slot gacor; slot online;
judi online; judi slot; judi bola; situs judi; situs slot; situs togel; togel; toto slot; bandar slot; agen judi;
agen slot; slot88; link slot; akun slot; slot thailand; slot demo; สล็อต; สล็อตเว็บตรง; บาคาร่า; คาสิโนออนไลน์;
พนันออนไลน์; แทงบอล; เว็บพนัน; 百家乐; 娱乐城; 真人娱乐; 老虎机; 体育投注; 线上赌场
"""
# How it is sold. A word of the first list stands in other advertising and on the frame of a page as well.
_SELLING = """
đăng ký; đăng nhập; nạp tiền; rút tiền; trang chủ; tải app; tải game; tải về; tải ứng dụng; link vào; link truy cập;
uy tín; hàng đầu; khuyến mãi; ưu đãi; tiền thưởng; trúng lớn; thắng lớn; người chơi; cược thủ; game thủ; bet thủ;
trải nghiệm; chuyên nghiệp; xanh chín; hỗ trợ 24/7; bảo mật; đổi thưởng; giải trí trực tuyến; chốt số; trúng to;
duyệt nhanh; giải ngân; nhận tiền; giá rẻ; liên hệ zalo; bonus; sign up; deposit; play now; register; login; daftar;
terpercaya; resmi; bonus new member; สมัคร; 注册; 开户
"""
_SELLING_BETS = """
đăng ký ngay; đăng ký nhận; tham gia ngay; chơi ngay; cược ngay; tải app ngay; tải ngay; nạp rút; nạp đầu;
nạp lần đầu; nạp tiền lần đầu; khuyến mãi nạp; thưởng nạp; tặng cược; cược miễn phí; vòng cược; hoàn trả;
hoàn tiền cược; trả thưởng; tỷ lệ ăn; ăn chắc; rút tiền nhanh; link không bị chặn; link mới nhất; link đăng nhập;
link vào nhà cái; link nhà cái; link chính thức; trang chủ chính thức; uy tín nhất; uy tín hàng đầu; uy tín đỉnh cao;
uy tín số 1; phần thưởng hậu hĩnh; thưởng hậu hĩnh; mời bạn bè; giành thưởng; nhận thưởng ngay; tân thủ; hội viên mới;
thành viên mới; giftcode; nạp thẻ; đổi thẻ cào; săn hũ; vòng quay may mắn; đại lý cấp 1; hoa hồng đại lý; sân chơi;
thiên đường giải trí; đẳng cấp châu á; làm giàu; bao trúng; cam kết trúng; trúng 100%; chắc ăn; chốt số miễn phí;
chốt lô; lấy số; vào bờ; cơ hội thắng; nơi hội tụ; điểm đến không thể bỏ qua; đam mê cá cược; chỉ cần cmnd;
chỉ cần cccd; chỉ cần căn cước; không thẩm định; không gặp mặt; không cần chứng minh thu nhập; hỗ trợ nợ xấu;
duyệt 100%; giải ngân trong ngày; giải ngân trong 5 phút; giải ngân 5 phút; nhận tiền ngay; vay ngay; alo em; gọi em;
gọi ngay; phục vụ tận nơi; phục vụ nhiệt tình; chiều khách; hàng ngon; hàng mới về; qua đêm; full hd; không che;
vietsub hd; cung cấp các dịch vụ và sản phẩm chất lượng; tận hưởng chất lượng và sự hài lòng; nơi đặt cược;
dịch vụ khách hàng xuất sắc; bet now; free spins; welcome bonus; no deposit bonus; deposit bonus; join now;
sign up now; real money; best odds; instant withdrawal; instant approval; no credit check; guaranteed approval;
24/7 escort; incall; outcall; daftar sekarang; link alternatif; deposit pulsa; deposit dana; tanpa potongan; rtp live;
rtp slot; maxwin; gampang menang; mudah menang; anti rungkad; situs resmi; terpercaya di indonesia; pragmatic play;
pg soft; เว็บตรง; ฝากถอน; เครดิตฟรี; แตกง่าย; ไม่ผ่านเอเย่นต์; 注册送; 首存; 返水; 官方网站; 官网入口
"""
# Who speaks of such things without selling them.
_REPORT = """
công an; cảnh sát; khởi tố; tạm giam; tạm giữ; triệt phá; triệt xóa; bắt giữ; bắt quả tang; truy tố; xét xử; bị cáo;
bị can; tòa án; viện kiểm sát; cáo trạng; nghi phạm; đối tượng; đường dây; lừa đảo; nạn nhân; cảnh báo; khuyến cáo;
cảnh giác; thủ đoạn; chiêu trò; vạch trần; tín dụng đen; cơ quan chức năng; xử phạt; phạt tiền; vi phạm pháp luật;
bất hợp pháp; trái phép; dự thảo; đề xuất; bộ công an; bộ tài chính; bộ văn hóa; bộ thông tin và truyền thông;
theo điều tra; hệ lụy; tán gia bại sản; nghiện cờ bạc; con bạc; chuyên gia; nhận định; dự đoán tỉ số; doanh thu;
nhà đầu tư; police; arrested; court; prosecutors; charged; scam; warned; lawmakers; regulator; ministry; investors;
revenue; polisi; ditangkap; tersangka; pemberantasan; kominfo; ตำรวจ; จับกุม; 警方
"""
# Names of such houses: letters with lucky digits ("xx88", "k9win", "789club"), or an address of theirs.
_HOUSE = re.compile(
    r"(?<![\w.-])(?:[a-z]{1,7}(?:88{1,3}|66|77|99|68|79|86|89|365|368|123|789|555|777|8k8)(?:bet|win|vip|club|com)?"
    r"|[a-z]{0,6}\d{1,3}(?:bet|win|club|vip|casino|wanwin)|(?:bet|win|go|sun|king|fun|top|hit|rik)\d{2,3}"
    r"|[a-z]{1,7}(?:bet|88|win)\.(?:com|net|org|la|vip|club|game|casino|bet|live|io|tv))(?![\w-])"
)
# A welcome gift: "+88k", "tặng 188k", "thưởng 100%".
_GIFT = re.compile(r"(?:\+\s?|tặng |tang |nhận |nhan |thưởng |thuong )(?:\d{2,3}k\b|\d{2,3}%|\d{2,3}\.000)|[⭐【】]")
_SEPARATORS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Spam:
    """Why a page looks like planted advertising: its score, 1 or more, and its phrases, the strongest first."""

    score: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sign:
    group: Group
    weight: float
    phrase: str


def find_spam(title: str, text: str, url: str = "") -> Spam | None:
    """Return why an article looks like planted advertising, None when it does not.

    A text of which only the opening is known, as that of a feed, is enough.
    """
    head = f"{title}\n{_words_of(url)}"
    ends = [0, *(end for end in (OPENING, READ) if len(text) > end), len(text)][:3]
    return next((found for end in ends if (found := _judged(head, text[:end]))), None)


def _judged(head: str, body: str) -> Spam | None:
    # Advertisers write in letters of mathematics to pass unseen; the way back to the given text is not needed.
    given = unicodedata.normalize("NFKC", f"{head}\n{body}")
    if not _may_sell(given, len(head)):
        return None
    text = read(clean(given))
    signs = [*_named(text), *_shaped(text.lower, len(head))]
    weights = {sign.phrase: sign for sign in signs}
    goods, selling, report = (
        sum(sign.weight for sign in weights.values() if sign.group == group) for group in ("goods", "selling", "report")
    )
    score = (goods + selling - report) / ENOUGH
    words = max(SHORT, text.lower.count(" ") + 1)
    told = sum(sign.group != "report" for sign in signs)
    if goods < GOODS or selling < SELLING or score < 1 or 100 * told < DENSITY * words:
        return None
    ranked = sorted(weights.values(), key=lambda sign: -sign.weight)
    return Spam(round(score, 2), tuple(sign.phrase for sign in ranked if sign.group != "report"))


def _may_sell(given: str, head: int) -> bool:
    """Tell whether both goods and selling may stand in a text; to read it properly takes ten times as long."""
    text = lower(given)
    groups = {hit.tag.group for hit in _LEXICON.find(Text(given, given, text))}
    return "selling" in groups and ("goods" in groups or _HOUSE.search(text, 0, head) is not None)


def _named(text: Text) -> Iterator[_Sign]:
    """Yield the phrases of a text, of those that lie one in another the longest."""
    hits = _LEXICON.find(text)
    spans = [(hit.start, hit.end) for hit in hits]
    for hit, inside in zip(hits, covered(spans, spans, strictly=True), strict=True):
        if not inside:
            yield hit.tag


def _shaped(text: str, head: int) -> Iterator[_Sign]:
    """Yield what has the form of a house's name, in the first `head` characters, or of a gift, in the opening.

    Further down codes of video games have the same forms.
    """
    for found in _HOUSE.finditer(text, 0, head):
        yield _Sign("goods", PLAIN, found[0])
    for found in _GIFT.finditer(text, 0, head + OPENING):
        yield _Sign("selling", PLAIN, found[0])


def _words_of(url: str) -> str:
    """Return the path and query of an address as words."""
    return _SEPARATORS.sub(" ", unquote(url.partition("://")[2].partition("/")[2]))


def _phrases() -> Iterator[tuple[str, _Sign]]:
    lists: tuple[tuple[str, Group, float], ...] = (
        (_GOODS, "goods", PLAIN),
        (_GOODS_SOLD, "goods", TELLING),
        (_SELLING, "selling", PLAIN / 2),
        (_SELLING_BETS, "selling", PLAIN),
        (_REPORT, "report", TELLING),
    )
    for phrases, group, weight in lists:
        for phrase in (each.strip() for each in phrases.split(";")):
            sign = _Sign(group, weight, phrase)
            yield phrase, sign
            if " " in phrase and (bare := fold(phrase)) != phrase:  # a single word without marks is another word
                yield bare, sign


_LEXICON: Lexicon[_Sign] = Lexicon(_phrases())
