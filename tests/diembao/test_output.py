from diembao.output import show_table


def test_a_title_that_looks_like_markup_is_shown_as_it_is(capsys):
    show_table(("Tiêu đề",), [("Giá [/b] vàng [link=http://x.example]bấm[/link]",)])
    assert "Giá [/b] vàng [link=http://x.example]bấm[/link]" in capsys.readouterr().out


def test_a_title_moves_no_cursor(capsys):
    show_table(("Tiêu đề",), [("đỏ\x1b[31m",)])
    assert "\x1b" not in capsys.readouterr().out
