"""What was asked of the seed, read back from each layout in which its page may have come."""

import json
from pathlib import Path

import pytest

from crawler.items import Article
from crawler.reader import read_article

SEED = Path(__file__).parent / "fixtures" / "seed"
LAYOUTS = sorted(path.parent.name for path in SEED.glob("*/item.json"))
FIRST_CAPTION = "Đồng chí Lại Xuân Lâm phát biểu tại buổi gặp mặt."
SECOND_CAPTION = (
    "Đồng chí Nguyễn Minh Chung, Trưởng ban Tuyên giáo Đảng ủy Khối các cơ quan Trung ương "
    "trao đổi tại buổi gặp mặt."
)
TAIL = (
    "Có thể bạn quan tâm",
    "Phản hồi",
    "Thông tin người gửi phản hồi",
    "Các tin khác",
    "Mới nhất",
    "Liên kết website",
    "Xem nhiều nhất",
)


@pytest.fixture(params=LAYOUTS)
def layout(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def article(layout: str) -> Article:
    url = json.loads((SEED / layout / "item.json").read_text(encoding="utf-8"))["url"]
    return read_article((SEED / layout / "page.html").read_bytes(), url)


@pytest.fixture
def paragraphs(article: Article) -> list[str]:
    return (article.body or "").split("\n\n")


def test_there_are_five_layouts() -> None:
    assert len(LAYOUTS) == 5


def test_title(article: Article) -> None:
    assert article.title == (
        "Đảng ủy Khối các cơ quan Trung ương: "
        "Đẩy mạnh xây dựng, chỉnh đốn Đảng và hệ thống chính trị"
    )


def test_both_captions_once_each_and_the_first_is_not_lost(article: Article) -> None:
    assert [image.caption for image in article.images] == [FIRST_CAPTION, SECOND_CAPTION]


def test_no_caption_in_the_body(paragraphs: list[str]) -> None:
    assert not {FIRST_CAPTION, SECOND_CAPTION} & set(paragraphs)


def test_the_byline_is_the_author_and_not_in_the_body(
    article: Article, paragraphs: list[str]
) -> None:
    assert article.authors == ("Thu Hằng",)
    assert "Thu Hằng" not in paragraphs


def test_every_paragraph_and_nothing_else(layout: str, paragraphs: list[str]) -> None:
    told = json.loads((SEED / layout / "item.json").read_text(encoding="utf-8"))
    assert paragraphs == told["item"]["body"]
    assert len(paragraphs) == 16


def test_the_sentence_that_begins_like_a_source_stays(paragraphs: list[str]) -> None:
    assert sum(text.startswith("Theo đồng chí Lại Xuân Lâm, Đảng bộ") for text in paragraphs) == 1


def test_the_sentence_that_looks_like_a_caption_stays(paragraphs: list[str]) -> None:
    opening = "Đồng chí Lại Xuân Lâm, Phó Bí thư Đảng ủy khối"
    assert sum(text.startswith(opening) for text in paragraphs) == 1


def test_not_a_line_of_the_tail(layout: str, paragraphs: list[str]) -> None:
    html = (SEED / layout / "page.html").read_text(encoding="utf-8")
    for label in TAIL:
        assert label in html  # the page has it
        assert not any(text.rstrip(":") == label for text in paragraphs)


def test_no_date_of_the_body_or_of_the_clock_is_taken(article: Article) -> None:
    assert article.published is None
    assert article.published_precision is None
    assert article.published_raw is None
