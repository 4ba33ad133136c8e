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


CAPTIONS = ("Toàn cảnh hội nghị tại hội trường xã", "Bà con thôn 3 nêu ý kiến. Ảnh: Thu Hà", "Ảnh 3", "IMG_2231.jpg")  # fmt: skip


@pytest.mark.parametrize(
    "form",
    [
        '<a href="/a/{n}.jpg" data-fancybox="g" data-caption="{text}"><img src="/a/t{n}.jpg"></a>',
        '<div><a href="/xem/{n}" data-lightbox="g" data-title="{text}"><img src="/a/{n}.jpg"></a></div>',
        '<div data-src="/a/{n}.jpg" data-sub-html="&lt;h4&gt;{text}&lt;/h4&gt;"><img src="/a/{n}.jpg"></div>',
        '<p><a href="/a/{n}.jpg"><img src="/a/t{n}.jpg" data-desc="{text}" alt="hoi-nghi"></a></p>',
        '<p><a href="/a/{n}.jpg" rel="lightbox[tin]" title="{text}"><img src="/a/t{n}.jpg"></a></p>',
        '<p><img src="/a/{n}.jpg" data-image-caption="&lt;p&gt;{text}&lt;/p&gt;" data-image-title="{n}"></p>',
        '<p><img class="lightbox-img" src="/a/{n}.jpg" data-caption="{text}"></p>',
    ],
)
def test_a_gallery_keeps_its_captions_for_its_viewer(form):
    gallery = "".join(form.format(n=n, text=text) for n, text in enumerate(CAPTIONS))
    html = page(f"<div>{H1}{paragraphs(2)}<div class=gallery>{gallery}</div><p>{TEXT[2]}</p></div>")
    item = read_article(html, URL)
    assert [image.caption for image in item.images] == [*CAPTIONS[:2], None, None]
    assert [image.credit for image in item.images] == [None, "Thu Hà", None, None]
    assert item.body == "\n\n".join(TEXT)


@pytest.mark.parametrize(
    "picture",
    [
        '<p><img src="/a/1.jpg" data-caption="Toàn cảnh hội nghị tại hội trường xã"></p>',
        '<a href="/chia-se" data-desc="Toàn cảnh hội nghị tại hội trường xã"><img src="/a/1.jpg"></a>',
        '<a href="/a/1.jpg" title="Toàn cảnh hội nghị tại hội trường xã"><img src="/a/1.jpg"></a>',
        '<a href="/a/1.jpg" data-caption="#chu-thich cho ảnh"><img src="/a/1.jpg"></a>',
        '<a href="/a/1.jpg" class="lightbox" title="Nhấn vào đây để xem ảnh lớn"><img src="/a/1.jpg"></a>',
        '<a href="/a/1.jpg" data-fancybox title="Bấm để phóng to ảnh"><img src="/a/1.jpg"></a>',
        '<a href="/a/1.jpg" data-fancybox data-title="Click to enlarge image"><img src="/a/1.jpg"></a>',
        '<a href="/a/1.jpg" data-caption="Hội nghị bàn về công tác dân vận"><img src="/a/1.jpg"></a>',
    ],
)
def test_what_no_viewer_shows_is_no_caption(picture):
    html = page(f"<div>{H1}{paragraphs(2)}{picture}<p>{TEXT[2]}</p></div>")
    assert [image.caption for image in read_article(html, URL).images] == [None]


def test_a_printed_caption_goes_before_that_of_a_viewer():
    figure = '<figure><a href="/1.jpg" data-caption="Đồng chí Lê An tại hội nghị"><img src="/1.jpg"></a><figcaption>Quang cảnh hội nghị.</figcaption></figure>'
    item = read_article(page(f"<div>{H1}{paragraphs(2)}{figure}<p>{TEXT[2]}</p></div>"), URL)
    assert [image.caption for image in item.images] == ["Quang cảnh hội nghị."]
