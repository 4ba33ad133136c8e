"""Pictures and their captions."""

import pytest

from crawler.reader import read_article
from tests.reader.pages import H1, TEXT, URL, page, paragraphs


def test_the_portrait_of_an_author_is_no_picture_of_the_article():
    portrait = (
        '<div class="author-item"><img src="/anh/thu.jpg"><div class="author-item-name caption">'
        "Hoàng Thu</div></div>"
    )
    figure = '<figure><img src="/anh/1.jpg"><figcaption>Quang cảnh hội nghị.</figcaption></figure>'
    body = f"<h1>Hội nghị bàn về công tác dân vận</h1>{portrait}<div>{paragraphs(1)}{figure}{paragraphs()}</div>"
    images = read_article(page(f"<div>{body}</div>"), URL).images
    assert [image.caption for image in images] == ["Quang cảnh hội nghị."]


def test_a_picture_and_its_caption_fold_only_where_no_text_stands_between():
    figure = '<figure><img src="/anh/1.jpg"><figcaption>Quang cảnh hội nghị.</figcaption></figure>'
    text = [f"<p>{line}</p>" for line in TEXT]
    body = f"<div>{text[0]}{figure}{figure}{text[1]}{figure}{text[2]}</div>"
    images = read_article(page(f"<h1>Hội nghị bàn về công tác dân vận</h1>{body}"), URL).images
    assert [image.after for image in images] == [0, 1]


@pytest.mark.parametrize(
    ("under", "credit"),
    [
        ("<p><small>Đồng chí Trần Văn Hồng phát biểu</small></p>", None),
        ("<h6>Đồng chí Trần Văn Hồng phát biểu</h6>", None),
        ("<center>Đồng chí Trần Văn Hồng phát biểu</center>", None),
        ("<p>Ảnh: Đồng chí Trần Văn Hồng phát biểu tại hội nghị</p>", None),
        ("<p>Quang cảnh hội nghị</p>", None),
        ("<p>Đồng chí Trần Văn Hồng phát biểu. (Ảnh: Thu Hiền)</p>", "Thu Hiền"),
    ],
)
def test_a_line_under_a_picture_that_no_paragraph_looks_like_is_its_caption(under, credit):
    picture = f'<p><img src="/i/1.jpg"></p>{under}'
    html = page(f"<div>{H1}<p>{TEXT[0]}</p>{picture}<p>{TEXT[1]}</p><p>{TEXT[2]}</p></div>")
    item = read_article(html, URL)
    assert item.body == "\n\n".join(TEXT)
    assert [(bool(image.caption), image.credit) for image in item.images] == [(True, credit)]


def test_a_sentence_below_a_picture_is_no_caption():
    picture = '<p align="center"><img src="/1.jpg"></p>'
    said = "Quang cảnh bản làng nay đã đổi khác, đường bê tông vào tận ngõ, điện sáng khắp nơi."
    html = page(f"<div>{H1}<p>{TEXT[0]}</p>{picture}<p>{said}</p><p>{TEXT[1]}</p></div>")
    assert said in read_article(html, URL).body


def test_a_picture_over_the_authors_name_is_his_portrait():
    avatar = "<div><img src=/a.jpg><div><a href=/tac-gia/1>Lê Quyên</a></div></div>"
    item = read_article(page(f"<div>{H1}{avatar}<div>{paragraphs()}</div></div>"), URL)
    assert item.images == ()
