"""Many newspapers on loopback: one feed on each of as many addresses, with ETag and, when asked, gzip.

    python benchmarks/press_server.py [--feeds 300] [--entries 50] [--gzip]

Prints the port it listens on, then serves until its standard input is closed.
"""

import argparse
import asyncio
import gzip
import hashlib
import random
import re
import sys
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

PATH = "/rss.xml"
PER_NET = 250  # addresses used of each 127.0.x.0/24
HANOI = timezone(timedelta(hours=7))


def _several(text: str) -> list[str]:
    return text.split("|")


_PLACES = _several(
    "Tây Ninh|Long An|Bến Cầu|Mộc Bài|Hà Nội|Đà Nẵng|Cần Thơ|Quảng Ninh|Lào Cai|Nghệ An|Gia Lai|Cà Mau|Đồng Tháp|Huế|"
    "Lạng Sơn|Khánh Hòa|An Giang|Thanh Hóa|Hải Phòng|Thành phố Hồ Chí Minh"
)
_WHO = _several(
    "Ủy ban nhân dân tỉnh|Bộ đội Biên phòng|Sở Nông nghiệp và Môi trường|Công an xã|Ban Quản lý khu kinh tế|"
    "Hội Nông dân|Đoàn khảo sát|Trường trung học|Bệnh viện đa khoa|Chi cục Hải quan|Đội cứu hộ|Hợp tác xã"
)
_DOES = _several(
    "khánh thành cây cầu nối hai xã|kiểm tra tiến độ tuyến đường ven biển|trao quà cho học sinh vùng sâu|"
    "mở thêm làn thông quan hàng nông sản|vận động người dân trồng lại rừng|tổ chức lễ hội trái cây mùa mưa|"
    "xử lý bãi rác gây mùi kéo dài|ký thỏa thuận hợp tác du lịch|khảo sát vị trí làm bến xe mới|"
    "tuyên dương thợ giỏi của làng nghề|diễn tập chữa cháy ở chợ trung tâm|tiếp nhận sáng kiến của thanh niên"
)
_WHEN = _several("sáng nay|chiều qua|cuối tuần|trong quý ba|sau hai năm|trước mùa lũ|dịp lễ|đầu tháng")
_MORE = _several(
    "theo kế hoạch đã được thông qua từ đầu năm|với kinh phí hơn 120 tỷ đồng từ ngân sách địa phương|"
    "đáp ứng mong mỏi của hàng nghìn hộ dân hai bên bờ sông|góp phần rút ngắn một nửa thời gian đi lại|"
    "đại diện các doanh nghiệp và bà con trong vùng cùng dự|công trình dự kiến đưa vào sử dụng vào cuối năm sau|"
    "nhiều ý kiến đề nghị sớm có giải pháp lâu dài và bền vững|ngành chức năng cho biết sẽ tiếp tục theo dõi"
)


def address(feed: int) -> str:
    """Return the loopback address of a feed, counted from 0."""
    return f"127.0.{1 + feed // PER_NET}.{1 + feed % PER_NET}"


def url(feed: int, port: int) -> str:
    """Return where a feed is to be had."""
    return f"http://{address(feed)}:{port}{PATH}"


def feed(number: int, entries: int, now: datetime) -> bytes:
    """Return an RSS document as the papers write it, with about 14 words of title and 40 of summary."""
    draw = random.Random(number)
    host = f"baomau{number}.example"
    items = "".join(_item(draw, host, number * 10_000 + n, now - timedelta(minutes=7 * n)) for n in range(entries))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">'
        f"\n<channel><title>Báo Mẫu {number} - Tin mới</title><link>https://{host}</link>"
        f"<description>Báo Mẫu RSS</description><pubDate>{format_datetime(now)}</pubDate>{items}\n</channel></rss>\n"
    ).encode()


def _item(draw: random.Random, host: str, number: int, published: datetime) -> str:
    place = draw.choice(_PLACES)
    title = f"{place}: {draw.choice(_WHO)} {draw.choice(_DOES)} {draw.choice(_WHEN)}"
    told = f"{draw.choice(_WHO)} {draw.choice(_PLACES)} {draw.choice(_DOES)}, {', '.join(draw.sample(_MORE, 3))}."
    url = f"https://{host}/thoi-su/tin-trong-ngay-{number}.html"
    image = f'<a href="{url}"><img src="https://i.{host}/2026/10/{number}.jpg?w=300&amp;h=180" ></a></br>'
    return (
        f"\n<item><title>{title}</title><description><![CDATA[{image}{told}]]></description>"
        f"<pubDate>{format_datetime(published.astimezone(HANOI))}</pubDate><link>{url}</link><guid>{url}</guid>"
        "<slash:comments>0</slash:comments></item>"
    )


class _Connection(asyncio.Protocol):
    """Answers GET requests of one client from ready-made bytes."""

    def __init__(self, answers: dict[str, tuple[str, bytes, bytes]]) -> None:
        self._answers = answers
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (end := self._received.find(b"\r\n\r\n")) >= 0:
            head, self._received = self._received[:end].decode("latin-1"), self._received[end + 4 :]
            self._transport.write(self._answer(head))

    def _answer(self, head: str) -> bytes:
        host, known = _header(head, "Host").partition(":")[0], _header(head, "If-None-Match")
        if not head.startswith(f"GET {PATH} ") or host not in self._answers:
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        etag, fresh, unchanged = self._answers[host]
        return unchanged if known == etag else fresh


def _header(head: str, name: str) -> str:
    found = re.search(rf"\r\n{name}: *([^\r]*)", head, re.IGNORECASE)
    return found[1] if found else ""


def _answers(feeds: int, entries: int, *, compress: bool) -> dict[str, tuple[str, bytes, bytes]]:
    """Return by address the ETag of a feed, the whole answer and the one without a body."""
    now, found = datetime.now(UTC).replace(microsecond=0), {}
    for number in range(feeds):
        body = feed(number, entries, now)
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        packed = gzip.compress(body) if compress else body
        more = "Content-Encoding: gzip\r\n" if compress else ""
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml; charset=utf-8\r\nETag: {etag}\r\n{more}"
        fresh = f"{head}Content-Length: {len(packed)}\r\n\r\n".encode() + packed
        found[address(number)] = etag, fresh, f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode()
    return found


async def _serve(feeds: int, entries: int, *, compress: bool) -> None:
    answers = _answers(feeds, entries, compress=compress)
    server = await asyncio.get_running_loop().create_server(lambda: _Connection(answers), "0.0.0.0", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await asyncio.to_thread(sys.stdin.read)


def main() -> None:
    """Serve until standard input is closed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=300)
    parser.add_argument("--entries", type=int, default=50)
    parser.add_argument("--gzip", action="store_true")
    options = parser.parse_args()
    asyncio.run(_serve(options.feeds, options.entries, compress=options.gzip))


if __name__ == "__main__":
    main()
