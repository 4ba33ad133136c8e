"""What is an article, and what is none."""

import pytest

from crawler.reader import NotAnArticle, open_article, read_article
from tests.reader.pages import FOOTER, H1, LINKS, LONG, TEXT, URL, page, paragraphs


def test_a_footer_is_no_article():
    with pytest.raises(NotAnArticle):
        read_article(
            page(f"<form><input name=ten></form>{FOOTER}", "Liên hệ"), "https://example.vn/lien-he"
        )


def test_a_short_notice_among_many_links_is_an_article():
    body = f"<div><h1>Hội nghị bàn về công tác dân vận</h1>{paragraphs(1)}</div><ul>{LINKS}</ul>"
    assert read_article(page(body), URL).body == TEXT[0]


def test_a_section_page_is_none():
    with pytest.raises(NotAnArticle, match="listing"):
        read_article(
            page(f"<h1>Thời sự</h1><ul>{LINKS}</ul>{paragraphs(1)}", "Thời sự"),
            "https://example.vn/thoi-su",
        )


def test_fields_do_not_depend_on_the_order_of_asking():
    figure = '<figure><img src="/a.jpg"><figcaption>Quang cảnh hội nghị.</figcaption></figure>'
    html = page(
        f"<article><h1>Hội nghị bàn về công tác dân vận</h1>{paragraphs(2)}{figure}{paragraphs(3)}</article>"
    )
    first, second = open_article(html, URL).page, open_article(html, URL).page
    images = first.images
    assert second.body == first.body
    assert second.images == images != ()


def test_texts_each_under_a_linked_headline_are_a_list():
    rows = "".join(
        f"<p><a href=/tin-{n}><b>Tin thứ {n} của Đảng bộ xã Bình Minh trong tuần qua</b></a></p><p>{LONG} Lần {n}.</p>"
        for n in range(4)
    )
    item = read_article(page(f"{H1}<div><div>{paragraphs()}</div><div>{rows}</div></div>"), URL)
    assert item.body == "\n\n".join(TEXT)


@pytest.mark.parametrize(
    "form",
    [
        "<p>- {text} <a href=/tin/{n}-{n}00{n}.html>Xem tiếp</a></p>",
        "<p><a href=/van-ban/{n}-{n}00{n}.html>Kết luận số {n}-KL/ĐU</a> nêu rõ việc này. {text}</p>",
    ],
)
def test_paragraphs_that_each_hold_a_link_are_an_article(form):
    lines = (*TEXT, LONG, "Chi bộ thôn Đông đã hoàn thành việc đổi thẻ đảng viên trước hạn.")
    digest = "".join(form.format(n=n, text=text) for n, text in enumerate(lines, 1))
    html = page(f"<div><h1>Tin vắn trong tuần của Đảng bộ xã</h1>{digest}</div>", "Tin vắn")
    body = read_article(html, "https://example.vn/tin/tin-van-so-205.html").body
    assert body and body.count("\n\n") == len(lines) - 1
