"""What of a page is text at all."""

import pytest

from crawler.extract.document import read_blocks
from crawler.extract.tree import parse_html

STATED = (
    "<span class='hidden hide d-none' itemprop='datePublished'>2024-04-16T08:53:00+07:00</span>"
)


def texts(html: str) -> list[str]:
    return [block.text for block in read_blocks(parse_html(html.encode())).all]


def test_what_is_stated_for_machines_and_hidden_is_no_text() -> None:
    publisher = "<div class='d-none' itemprop='publisher' itemscope><span itemprop='name'>Huyện ủy</span></div>"
    assert texts(f"<h1>Bàn giao nhà</h1>{STATED}{publisher}Sáng 15/4, huyện bàn giao nhà.") == [
        "Bàn giao nhà",
        "Sáng 15/4, huyện bàn giao nhà.",
    ]


def test_style_hides_what_is_stated_too() -> None:
    html = "<p>Sáng 15/4<span itemprop='url' style='display: none'>https://a.vn/x</span>, huyện họp.</p>"
    assert texts(html) == ["Sáng 15/4, huyện họp."]


@pytest.mark.parametrize(
    "attributes",
    [
        "itemprop='datePublished'",
        "class='hidden'",
        "class='d-none d-md-block' itemprop='description'",
        "class='hidden' itemprop='articleBody'",
        "class='hidden-xs' itemprop='description'",
    ],
)
def test_what_a_reader_may_see_stays(attributes: str) -> None:
    assert texts(f"<div {attributes}>Huyện họp sáng nay.</div>") == ["Huyện họp sáng nay."]


@pytest.mark.parametrize(
    ("html", "paragraphs"),
    [
        ("<pre>Họp chi bộ\nthôn Đông.\n\n\nDự họp có\n 42 đảng viên.\n</pre>",
         ["Họp chi bộ thôn Đông.", "Dự họp có 42 đảng viên."]),
        ("<pre>Họp chi bộ <a href='/a'>thôn\n\nĐông</a>.</pre>", ["Họp chi bộ thôn Đông."]),
        ("<p>Họp chi bộ\n\nthôn Đông.</p>", ["Họp chi bộ thôn Đông."]),
    ],
)  # fmt: skip
def test_blank_lines_part_paragraphs_only_where_they_are_seen(
    html: str, paragraphs: list[str]
) -> None:
    blocks = read_blocks(parse_html(html.encode())).all
    assert [block.text for block in blocks] == paragraphs
    assert [block.index for block in blocks] == list(range(len(paragraphs)))


@pytest.mark.parametrize(
    ("style", "size"),
    [("font-weight: bold", 6), ("font-weight:700;color:red", 6), ("font-weight: 400", 0)],
)
def test_a_span_may_be_bold(style: str, size: int) -> None:
    html = f"<p><span style='{style}'>Hà Thu<br></span> đưa tin</p>"
    (block,) = read_blocks(parse_html(html.encode())).all[:1]
    assert block.bold == size
