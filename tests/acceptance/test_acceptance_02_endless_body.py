"""Acceptance 2: an endless body is cut at 8 MiB on the wire and at 16 MiB unpacked."""

import random

import pytest

from support.asker import ask
from support.factories import network
from support.hostile import MIB, answer, endless, gzip_bomb, serving

BUFFERS = 8 * MIB  # what two sockets on loopback may hold between them, sent but never read
STORED = b"\x00\xff\xff\x00\x00" + random.Random(2).randbytes(65535)  # a block of deflate that saves nothing
PACKED = gzip_bomb(64)

ENDLESS = {
    "without a length": endless(b"a" * 65536),
    "in chunks": endless(b"10000\r\n" + b"a" * 65536 + b"\r\n", Transfer_Encoding="chunked"),
    "in chunks of a byte": endless(b"1\r\na\r\n" * 10_000, Transfer_Encoding="chunked"),
    "of gzip that saves nothing": endless(STORED, b"\x1f\x8b\x08\0\0\0\0\0\0\3", Content_Encoding="gzip"),
    "of gzip that never ends": endless(PACKED[100:-100], PACKED[:-100], Content_Encoding="gzip"),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_an_endless_body_is_cut_at_8_mib_on_the_wire_and_16_mib_unpacked(name, measured):
    limits = network()
    assert (limits.max_wire, limits.max_body) == (8 * MIB, 16 * MIB)
    with serving({"/good": answer(b"ok"), "/": ENDLESS[name]}) as server:
        asked = ask([f"{server.url}/good", f"{server.url}/"], allow=[server.door])
        sent = server.calls[-1].sent
    kind, seconds = asked.answers[1]
    measured(f"endless body {name}: MiB sent until cut, socket buffers included", sent / MIB, "<= 8 + 8 of buffers")
    measured(f"endless body {name}: seconds until cut", seconds, "within the deadline of 30")
    measured(f"endless body {name}: growth of memory, MiB", asked.growth / MIB, "<= 64")
    assert kind == "too_big"
    assert sent <= limits.max_wire + BUFFERS
    assert seconds < limits.deadline
    assert asked.growth <= 64 * MIB


@pytest.mark.parametrize(
    ("size", "outcome"), [(8 * MIB - 1024, "200"), (8 * MIB + 1, "too_big")], ids=["below the cap", "above the cap"]
)
def test_the_cap_on_the_wire_lies_at_8_mib(size, outcome):
    with serving({"/": endless(b"", b"a" * size)}) as server:
        server.faults["/"] = answer(b"a" * size)
        assert ask([f"{server.url}/"], allow=[server.door]).answers[0][0] == outcome


@pytest.mark.parametrize(("mebibytes", "outcome"), [(16, "200"), (17, "too_big")])
def test_the_cap_on_the_unpacked_body_lies_at_16_mib(mebibytes, outcome):
    with serving({"/": answer(gzip_bomb(mebibytes), Content_Encoding="gzip")}) as server:
        assert ask([f"{server.url}/"], allow=[server.door]).answers[0][0] == outcome
