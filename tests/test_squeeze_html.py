"""What is taken out of the pages that the site generator writes."""

from builder.generator.squeeze import squeeze_html


def test_blank_lines_and_indents_go_and_words_stay() -> None:
    assert squeeze_html("<p>\n\n    甲乡  第1名\n  </p>\n") == "<p>\n甲乡  第1名\n</p>\n"
