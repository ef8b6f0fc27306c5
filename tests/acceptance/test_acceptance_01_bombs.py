"""Acceptance 1: gzip, br, zstd and gzip-in-gzip bombs of 1 GiB are refused in <= 1 s each, memory grows <= 64 MiB."""

import gzip

from support.asker import ask
from support.hostile import MIB, answer, gzip_bomb, serving, zstd_bomb

BROTLI = b"\xcb" + bytes(808)  # as long as 1 GiB of zeros in brotli; it is refused by its name, before a byte is read


def test_bombs_are_refused_in_a_second_each_and_64_mib_together(scale, measured):
    size = scale(64, 1024)
    packed = gzip_bomb(size)
    bombs = {
        "gzip": ("gzip", packed, "too_big"),
        "x-gzip": ("x-gzip", packed, "too_big"),
        "br (stand-in of its length)": ("br", BROTLI, "encoding"),
        "zstd": ("zstd", zstd_bomb(size), "encoding"),
        "gzip in gzip": ("gzip, gzip", gzip.compress(packed), "encoding"),
        "500 layers of gzip": (", ".join(["gzip"] * 500), gzip.compress(packed), "encoding"),
        "gzip in gzip, one named, so unpacked once": ("gzip", gzip.compress(packed), "200"),
    }
    faults = {
        f"/{number}": answer(body, Content_Encoding=name) for number, (name, body, _) in enumerate(bombs.values())
    }
    with serving({"/good": answer(b"ok"), **faults}) as server:
        asked = ask([server.url + path for path in server.faults], allow=[server.door])
    for name, (_, seconds) in zip(bombs, asked.answers[1:], strict=True):
        measured(f"{name}, {size} MiB: seconds until done with", seconds, "<= 1")
    measured("growth of memory over all of them, MiB", asked.growth / MIB, "<= 64")
    assert [kind for kind, _ in asked.answers] == ["200", *(kind for _, _, kind in bombs.values())]
    assert max(seconds for _, seconds in asked.answers) <= 1
    assert asked.growth <= 64 * MIB
