import random
import unicodedata

import pytest

from core.diff import Part, diff, normal, sentences, shortened

OLD = """Sạt lở ở Bến Cầu
Vụ sạt lở làm 5 người chết và 3 ngôi nhà bị cuốn trôi. Lực lượng cứu hộ đang tìm kiếm.
Nguyên nhân ban đầu là mưa lớn kéo dài."""


def kinds(parts):
    return [(part.kind, *shortened(part)) for part in parts]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param(OLD, [], id="nothing"),
        pytest.param(OLD.replace(" ", "  ").replace("\n", "\n\n"), [], id="spaces"),
        pytest.param(OLD.replace("hòa", "hoà").replace("đầu là", "đầu: là"), [], id="signs"),
        pytest.param("\n".join(OLD.split("\n")[::-1]), [], id="moved paragraphs"),
        pytest.param(unicodedata.normalize("NFC", OLD.upper()), [], id="capitals"),
        pytest.param(
            OLD.replace("5 người", "7 người"),
            [("changed", "… sạt lở làm 5 người chết và …", "… sạt lở làm 7 người chết và …")],
            id="one word",
        ),
        pytest.param(
            OLD.replace("là mưa lớn kéo dài", "là do khai thác cát"),
            [("changed", "… ban đầu là mưa lớn kéo dài.", "… ban đầu là do khai thác cát.")],
            id="the end of a sentence",
        ),
        pytest.param(
            OLD.replace(" Lực lượng cứu hộ đang tìm kiếm.", ""),
            [("removed", "Lực lượng cứu hộ đang tìm kiếm.", "")],
            id="a sentence taken out",
        ),
        pytest.param(
            OLD + "\nTòa soạn xin lỗi bạn đọc.", [("added", "", "Tòa soạn xin lỗi bạn đọc.")], id="a sentence put in"
        ),
        pytest.param(
            OLD.replace("Sạt lở ở Bến Cầu", "Sạt lở ở Mộc Bài, Bến Cầu").replace("Nguyên nhân ban", "Nguyên do ban"),
            [
                ("changed", "Sạt lở ở Bến Cầu", "Sạt lở ở Mộc Bài, Bến Cầu"),
                ("changed", "Nguyên nhân ban đầu là …", "Nguyên do ban đầu là …"),
            ],
            id="two sentences, in their order",
        ),
    ],
)
def test_a_difference_names_the_sentences_and_the_words(new, expected):
    assert kinds(diff(OLD, new)) == expected


def test_a_changed_sentence_marks_its_words():
    (part,) = diff("Có 5 người chết.", "Có 7 người chết.")
    assert [(piece.kind, piece.text) for piece in part.pieces] == [
        ("same", "Có"),
        ("removed", "5"),
        ("added", "7"),
        ("same", "người chết."),
    ]


def test_what_was_taken_out_stands_where_it_stood():
    old = "Một hai ba. Bốn năm sáu. Bảy tám chín."
    new = "Một hai ba. Bảy tám chín. Hoàn toàn mới đây."
    assert [part.kind for part in diff(old, new)] == ["removed", "added"]


def test_tones_in_either_place_are_one_word():
    assert normal("Hoà bình, THUỶ lợi 5 %") == normal("hòa bình thủy lợi 5%")


def test_an_abbreviation_in_a_sentence_does_not_break_it():
    assert sentences("Tại TP.HCM có mưa. Gió 3.5 m/s") == ["Tại TP.HCM có mưa.", "Gió 3.5 m/s"]


def rebuilt(parts, kind):
    return {getattr(part, kind) for part in parts if getattr(part, kind)}


@pytest.mark.parametrize("seed", range(20))
def test_a_difference_holds_exactly_the_sentences_that_differ(seed):
    dice = random.Random(seed)
    words = "tỉnh xã người dân cửa khẩu biên giới mở rộng đường mưa lũ năm nay 5 7".split()  # noqa: SIM905
    made = [" ".join(dice.choices(words, k=dice.randint(3, 12))) + f" {n}." for n in range(30)]
    old, new = dice.sample(made, 20), dice.sample(made, 20)
    parts = diff(" ".join(old), " ".join(new))
    assert rebuilt(parts, "old") == set(old) - set(new)
    assert rebuilt(parts, "new") == set(new) - set(old)


HOSTILE = {
    "one sentence without an end": ("a " * 100_000, "b a " * 50_000),
    "a hundred thousand sentences": ("a. " * 66_000, "b. " * 66_000),
    "all different": (" ".join(f"a{n}." for n in range(30_000)), " ".join(f"b{n}." for n in range(30_000))),
    "half alike": (" ".join(f"x y {n}." for n in range(20_000)), " ".join(f"x y {n}z." for n in range(20_000))),
    "long alike": (("a b " * 140 + "x. ") * 350, ("b a " * 140 + "y. ") * 350),
    "long alike, each its own": (
        " ".join("a b " * 140 + f"x{n}." for n in range(350)),
        " ".join("b a " * 140 + f"y{n}." for n in range(350)),
    ),
    "quotes": ("." + "“" * 200_000, "!" * 200_000),
    "blanks": (" \n" * 100_000, "\t" * 200_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_of_200_000_characters_come_to_an_end(name):
    assert all(isinstance(part, Part) for part in diff(*HOSTILE[name]))
