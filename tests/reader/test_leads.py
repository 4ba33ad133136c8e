"""Which paragraph is the lead."""

import pytest

from crawler.reader import explain_article, read_article
from tests.reader.pages import H1, TEXT, URL, page, paragraphs

SAPO = (
    "Ngày 5/3, Đảng ủy xã Bình Minh đánh giá công tác dân vận quý đầu năm 2026.",
    "Bà con đề nghị trả lời bằng văn bản mọi kiến nghị, và trả lời trong vòng mười ngày kể từ khi nhận.",
)
LEAD = "Những năm qua, các tổ dân vận đã trở thành chỗ dựa tin cậy của bà con trong xã Bình Minh."
DECK = "Ba việc phải làm ngay, việc nào cũng có người chịu trách nhiệm."


@pytest.mark.parametrize(
    "lead",
    [
        '<div class="sapo"><p>{}</p><p>{}</p></div>',
        '<div class="detail-sapo">{}<br>{}</div>',
        '<div class="sapo"><ul><li>{}</li><li>{}</li></ul></div>',
        '<p class="sapo">{}</p><p class="sapo">{}</p>',
    ],
)
@pytest.mark.parametrize(
    "layout",
    [
        "<header>{}{}<p>05/03/2026 08:00</p></header><div>{}</div>",
        "{}<div><p>05/03/2026 08:00</p>{}{}</div>",
    ],
)
def test_a_lead_may_have_several_paragraphs(lead, layout):
    body = layout.format(H1, lead.format(*SAPO), paragraphs() + paragraphs())
    found = read_article(page(f"<main>{body}</main>"), URL)
    assert found.lead == " ".join(SAPO)
    assert found.body.split("\n\n") == [*TEXT, *TEXT]


def test_two_paragraphs_alike_between_headline_and_text_are_the_lead():
    lead = "".join(f'<h2 class="x1">{line} {line}</h2>' for line in SAPO)
    body = f"<main><header>{H1}{lead}</header><div>{paragraphs()}</div></main>"
    assert read_article(page(body), URL).lead == " ".join(f"{line} {line}" for line in SAPO)


def test_what_stands_between_lead_and_text_and_is_no_paragraph_is_left_out():
    between = "<div>Cập nhật lúc 08:00, 05/03/2026</div><div>4 phút đọc</div><div><b>I. Bối cảnh</b></div>"
    body = f'<div>{H1}<h2 class="sapo">{SAPO[1]}</h2>{between}{paragraphs()}</div>'
    found = explain_article(page(body), URL)
    assert found.item is not None and found.item.lead == SAPO[1]
    assert found.item.body.split("\n\n") == ["I. Bối cảnh", *TEXT]
    gone = {block.text: block.rule for block in found.blocks if not block.kept}
    assert gone["4 phút đọc"] == "head matter"


def test_a_link_below_the_lead_is_no_part_of_it():
    link = (
        '<p><a href="/hoi-nghi-truoc-123.html">Hội nghị trước đó của Đảng ủy xã Bình Minh</a></p>'
    )
    lead = f'<div class="sapo"><p>{SAPO[1]}</p>{link}</div>'
    body = f"<main><header>{H1}{lead}</header><div>{paragraphs()}</div></main>"
    assert read_article(page(body), URL).lead == SAPO[1]


@pytest.mark.parametrize("name", ["tom-tat", "hometext"])
def test_more_names_of_a_lead(name):
    lead = "Ba thôn cùng dựng lại cầu treo trước mùa mưa."
    html = page(f"{H1}<div class={name}>{lead}</div><div>{paragraphs()}</div>")
    assert read_article(html, URL).lead == lead


def test_a_photo_essay_whose_lead_stands_in_a_box_of_its_own():
    pictures = "".join(
        f"<figure><img src=/{n}.jpg><figcaption>Bà con thôn {n} gặt lúa trên ruộng bậc thang.</figcaption></figure>"
        for n in range(1, 7)
    )
    lead = "Cuối tháng 10, lúa trên ruộng bậc thang chín rộ khắp các bản."
    html = page(
        f"<div>{H1}<div class=sapo>{lead}</div><div>{pictures}<p><b>Thực hiện: Thu Hiền</b></p></div></div>"
    )
    item = read_article(html, URL)
    assert (item.kind, item.lead, item.authors, item.language) == (
        "photo",
        lead,
        ("Thu Hiền",),
        "vi",
    )
    assert len(item.images) == 6


def test_the_questions_of_an_interview_do_not_hide_its_lead():
    lead = "Nhân dịp đầu năm, phóng viên đã trao đổi với đồng chí Bí thư Đảng ủy xã Bình Minh."
    asked = "".join(
        f"<p><b>Hỏi: Thưa đồng chí, việc gì khó nhất?</b></p><p>{text}</p>" for text in TEXT
    )
    item = read_article(page(f"<div><h1>Từ việc nhỏ</h1><p><b>{lead}</b></p>{asked}</div>"), URL)
    assert item.lead == lead
    assert item.body.count("Hỏi:") == len(TEXT)


def test_a_first_paragraph_in_italics_is_the_lead():
    item = read_article(page(f"<div>{H1}<p><em>{LEAD}</em></p>{paragraphs()}</div>"), URL)
    assert (item.lead, item.body) == (LEAD, "\n\n".join(TEXT))


def test_a_caption_over_the_lead_stays_with_its_picture():
    picture = '<p align="center"><img src="/1.jpg"></p><p align="center">Quang cảnh hội nghị</p>'
    html = page(f"<div>{H1}{picture}<p><b>{LEAD}</b></p>{paragraphs()}</div>")
    item = read_article(html, URL)
    assert (item.lead, item.images[0].caption) == (LEAD, "Quang cảnh hội nghị")
    assert item.body == "\n\n".join(TEXT)


@pytest.mark.parametrize(
    "layout",
    [
        "<div>{h1}<div>5/3/2026 08:30</div><div>{sapo}</div><div>{text}</div></div>",
        "<div>{h1}<div><p>{sapo}</p></div><div>{text}</div></div>",
        "<div><div>{h1}<p>5/3/2026</p><p>{sapo}</p></div><div>{text}</div></div>",
        "<div>{h1}<p class=x1>{sapo}</p>{text}</div>",
    ],
)
def test_a_lead_that_only_its_place_tells(layout):
    html = page(layout.format(h1=H1, sapo=DECK, text=paragraphs()))
    item = read_article(html, URL)
    assert item.lead == DECK
    assert item.body == "\n\n".join(TEXT)


def test_a_note_of_the_newsroom_is_no_lead():
    note = "LTS - Nhân dịp này, Báo Bình Minh giới thiệu bài viết của đồng chí Bí thư."
    item = read_article(page(f"<div>{H1}<p class=x1>{note}</p>{paragraphs()}</div>"), URL)
    assert item.lead is None
    assert item.body == "\n\n".join((note, *TEXT))


def test_a_short_sentence_as_a_heading_is_the_lead():
    item = read_article(
        page(f"<div>{H1}<h2>Ba việc, ba người chịu trách nhiệm.</h2>{paragraphs()}</div>"), URL
    )
    assert item.lead == "Ba việc, ba người chịu trách nhiệm."


def test_a_short_question_named_as_a_lead_is_the_lead():
    item = read_article(
        page(f"<div>{H1}<div class=sapo>(BM) - Ai trả lời dân?</div>{paragraphs()}</div>"), URL
    )
    assert (item.dateline, item.lead) == ("BM", "Ai trả lời dân?")


@pytest.mark.parametrize(
    "layout",
    [
        "<div>{lead}</div><div>{lines}</div>",
        "<article><header><p>{lead}</p><time datetime='2024-03-05'>5/3/2024</time></header>"
        "<section>{text}</section></article>",
    ],
)
def test_a_lead_stands_beside_lines_of_one_element_or_beside_the_date(layout):
    said = layout.format(lead=LEAD, lines="<br><br>".join(TEXT), text=paragraphs())
    item = read_article(page(f"<div>{H1}{said}</div>"), URL)
    assert (item.lead, item.body) == (LEAD, "\n\n".join(TEXT))
