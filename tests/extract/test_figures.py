"""Pictures, their captions and what stands between the paragraphs, on small pages of our own."""

import pytest

from crawler.items import Article
from crawler.reader import read_article
from tests.test_reader import H1, TEXT, URL, page

TALK = (
    "Bà Lò Thị Sơ năm nay đã 71 tuổi nhưng chưa vắng một buổi họp chi bộ nào. Bà bảo, đi họp là để "
    "nghe bà con nói, về nhà còn kể lại cho con cháu."
)
PICTURE = "/uploads/2025/hop-chi-bo.jpg"


def read(inside: str) -> Article:
    """The article with `inside` between its first and its second paragraph."""
    rest = f"<p>{TEXT[1]}</p><p>{TEXT[2]}</p>"
    return read_article(page(f"<div>{H1}<div><p>{TEXT[0]}</p>{inside}{rest}</div></div>"), URL)


def body(*inside: str) -> str:
    return "\n\n".join((TEXT[0], *inside, *TEXT[1:]))


@pytest.mark.parametrize(
    "inside",
    [
        f'<p><img src="{PICTURE}" style="float:left">{TALK}</p>',
        f'<p><img src="{PICTURE}" align="left">{TEXT[0]}</p>',
        f'<p><a href="{PICTURE}"><img src="{PICTURE}"></a>{TALK}</p>',
        f'<table><tr><td><img src="{PICTURE}"></td><td><p>{TALK}</p></td></tr></table>',
    ],
)
def test_text_that_flows_beside_a_picture_is_no_caption(inside):
    said = TALK if TALK in inside else TEXT[0]
    item = read_article(page(f"<div>{H1}<p>{TEXT[1]}</p>{inside}<p>{TEXT[2]}</p></div>"), URL)
    assert item.body == "\n\n".join((TEXT[1], said, TEXT[2]))
    assert [image.caption for image in item.images] == [None]


@pytest.mark.parametrize(
    "inside",
    [
        f'<p><img src="{PICTURE}"><br>{TALK}</p>',
        f'<p align="center"><img src="{PICTURE}">{TALK}</p>',
        f'<p><img src="{PICTURE}"><em>{TALK}</em></p>',
        f"<table><tr><td><img src='{PICTURE}'></td></tr><tr><td>{TALK}</td></tr></table>",
    ],
)
def test_sentences_under_a_picture_are_its_caption(inside):
    item = read(inside)
    assert item.body == body()
    assert [image.caption for image in item.images] == [TALK]
