import json

from diembao.output import show_json, show_table


def test_a_title_that_looks_like_markup_is_shown_as_it_is(capsys):
    show_table(("Tiêu đề",), [("Giá [/b] vàng [link=http://x.example]bấm[/link]",)])
    assert "Giá [/b] vàng [link=http://x.example]bấm[/link]" in capsys.readouterr().out


def test_a_title_moves_no_cursor(capsys):
    show_table(("Tiêu đề",), [("đỏ\x1b[31m",)])
    assert "\x1b" not in capsys.readouterr().out


def test_json_commands_no_terminal_and_says_the_same(capsys):
    title = "Tây Ninh\x1b[2J\x9b31m\u202egnort"
    show_json({"title": title})
    out = capsys.readouterr().out
    assert not any(mark in out for mark in "\x1b\x9b\u202e")
    assert json.loads(out) == {"title": title}
