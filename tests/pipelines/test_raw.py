"""A raw item, as a developer's own spider would give it, comes out clean."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pytest
import scrapy
from hypothesis import given
from hypothesis import strategies as st

from crawler.exceptions import DuplicateArticle, IncompleteArticle, InvalidArticle
from crawler.extract.dates import VIETNAM
from crawler.items import Article, Attachment, Image
from pipelines.captions import Captions
from pipelines.duplicates import Duplicates
from pipelines.furniture import Furniture
from pipelines.normalize import Normalize
from pipelines.validate import Validate

URL = "https://example.vn/tin/hoi-nghi-12345.html"
SEED = Path(__file__).resolve().parents[3] / "shared/seed/seed_article.txt"
# The seed in small, with texts of our own: a title, a caption, a caption twice, a paragraph that
# begins like a source line, a byline, and a tail of headings alone.
RAW = """Đảng ủy xã Sông Lam: Đẩy mạnh công tác xây dựng Đảng
Đồng chí Lê Văn An phát biểu tại hội nghị.

Ngày 23/2, Đảng ủy xã Sông Lam tổ chức hội nghị với các cơ quan báo chí trên địa bàn.

Đồng chí Lê Văn An, Phó Bí thư Đảng ủy xã, chủ trì hội nghị cùng các đồng chí trong Ban Thường vụ.

Các đại biểu Nguyễn Minh, Trần Bình trao đổi tại hội nghị.

Các đại biểu Nguyễn Minh, Trần Bình trao đổi tại hội nghị.

Theo đồng chí Lê Văn An, Đảng bộ xã đã triển khai đồng bộ nhiều chủ trương công tác trong năm.

Thu Hằng

Có thể bạn quan tâm

Phản hồi

Thông tin người gửi phản hồi

Các tin khác

Mới nhất

Liên kết website

Xem nhiều nhất"""
PARAGRAPHS = [
    "Sáng nay, Đảng ủy xã Sông Lam họp bàn việc chuẩn bị đại hội các chi bộ trực thuộc.",
    "Bí thư Đảng ủy đề nghị mỗi chi bộ chọn một việc khó để làm xong trước mùa mưa.",
    "Hội nghị nghe ý kiến của các thôn về đường liên xã và nhà văn hóa.",
]


def run(*items):
    pipelines = (Normalize(), Furniture(), Captions(), Duplicates(), Validate())
    done = []
    for item in items:
        for pipeline in pipelines:
            item = pipeline.process_item(item)
        done.append(item)
    return done[0] if len(done) == 1 else done


def test_raw_text_comes_out_clean():
    item = run({"url": URL, "body": RAW})
    assert item.title == "Đảng ủy xã Sông Lam: Đẩy mạnh công tác xây dựng Đảng"
    assert item.images == (
        Image(caption="Đồng chí Lê Văn An phát biểu tại hội nghị.", after=-1),
        Image(caption="Các đại biểu Nguyễn Minh, Trần Bình trao đổi tại hội nghị.", after=1),
    )
    assert item.authors == ("Thu Hằng",)
    paragraphs = item.body.split("\n\n")
    assert len(paragraphs) == 3
    assert paragraphs[1].startswith("Đồng chí Lê Văn An, Phó Bí thư")
    assert paragraphs[2].startswith("Theo đồng chí Lê Văn An")
    assert (item.id, item.site, item.language) == ("example.vn:12345", "example.vn", "vi")
    assert item.published is None


@pytest.mark.skipif(not SEED.exists(), reason="the seed lies beside the project, and is not here")
def test_the_seed_comes_out_clean():
    text = SEED.read_text("utf-8")
    printed = [line for line in text.split("\n") if line]
    item = run({"url": URL, "body": text})
    kept = item.body.split("\n\n")
    assert item.title == printed[0]
    assert [image.caption for image in item.images] == [printed[1], printed[11]]
    assert printed[11] == printed[12]
    assert kept == [*printed[2:11], *printed[13 : printed.index("Thu Hằng")]]
    assert item.authors == ("Thu Hằng",) and item.published is None


@dataclass
class Page:
    """A developer's own item class."""

    url: str
    title: str
    body: list[str]


class Old(scrapy.Item):
    url = scrapy.Field()
    title = scrapy.Field()
    body = scrapy.Field()


@pytest.mark.parametrize("kind", [dict, Page, Old])
def test_any_kind_of_item(kind):
    item = run(kind(url=URL, title="  Họp\u00a0bàn ", body=PARAGRAPHS))
    assert item.title == "Họp bàn"
    assert item.body.split("\n\n") == PARAGRAPHS


def test_texts_are_repaired_and_normalised():
    spoilt = PARAGRAPHS[1].encode().decode("latin-1")
    item = run({"url": URL, "title": "Ho\u0323p ba\u0300n\u200b", "body": [PARAGRAPHS[0], spoilt]})
    assert item.title == "Họp bàn"
    assert item.body.split("\n\n") == PARAGRAPHS[:2]


def test_dateline_lead_and_title_do_not_stand_in_the_body():
    lead = "(ĐCSVN) - Việc khó của từng chi bộ được nêu tên, có người chịu trách nhiệm."
    item = run(
        {"url": URL, "title": "Họp bàn", "lead": lead, "body": ["HỌP BÀN", lead, *PARAGRAPHS]}
    )
    assert item.dateline == "ĐCSVN"
    assert item.lead == "Việc khó của từng chi bộ được nêu tên, có người chịu trách nhiệm."
    assert item.body.split("\n\n") == PARAGRAPHS
    item = run({"url": URL, "title": "Họp bàn", "body": ["TCCS - " + PARAGRAPHS[0], PARAGRAPHS[1]]})
    assert (item.dateline, item.body) == ("TCCS", "\n\n".join(PARAGRAPHS[:2]))


@pytest.mark.parametrize(
    ("given", "moment", "precision"),
    [
        (datetime(2026, 3, 1, 10, 30, 5), "2026-03-01T10:30:05+07:00", "second"),
        (datetime(2026, 3, 1), "2026-03-01T00:00:00+07:00", "day"),
        (datetime(2026, 3, 1, 10, tzinfo=VIETNAM), "2026-03-01T10:00:00+07:00", "second"),
        (date(2026, 3, 1), "2026-03-01T00:00:00+07:00", "day"),
        ("Chủ nhật, 01/03/2026, 10:30", "2026-03-01T10:30:00+07:00", "minute"),
        ("tháng 3 năm 2026", None, None),
        (None, None, None),
    ],
)
def test_dates(given, moment, precision):
    item = run({"url": URL, "title": "Họp bàn", "body": PARAGRAPHS, "published": given})
    assert (item.published and item.published.isoformat()) == moment
    assert item.published_precision == precision
    assert item.published_raw == (given if isinstance(given, str) else None)


def test_pictures_files_and_names():
    item = run(
        {
            "url": URL, "title": "Họp bàn", "body": PARAGRAPHS, "authors": " Thu  Hằng ",
            "tags": ["chi bộ", ""], "attachments": ["https://example.vn/a.pdf"],
            "images": ["https://example.vn/a.jpg", {"url": "https://example.vn/b.jpg", "caption": "Toàn cảnh. Ảnh: TTXVN"}],
        }
    )  # fmt: skip
    assert item.authors == ("Thu Hằng",) and item.tags == ("chi bộ",)
    assert item.images[0] == Image(url="https://example.vn/a.jpg")
    assert item.images[1].credit == "TTXVN"
    assert item.attachments == (Attachment(url="https://example.vn/a.pdf"),)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"titel": "x"}, "unknown fields: titel"),
        ({"title": 5}, "title is no text: 5"),
        ({"body": [1]}, "body holds what is no text"),
        ({"published": 5}, "published is no date: 5"),
        ({"images": [{"src": "x"}]}, "src"),
        ({"url": None}, "url"),
        ({"url": "ftp://example.vn/a"}, "no http"),
        ({"url": "javascript:void(0)"}, "no http"),
    ],
)
def test_a_wrong_value_is_named(wrong, told):
    with pytest.raises(InvalidArticle, match=told):
        run({"url": URL, "title": "Họp bàn", "body": PARAGRAPHS, **wrong})


@pytest.mark.parametrize("item", [5, None, "text", [1]])
def test_no_item_is_named(item):
    with pytest.raises(InvalidArticle, match="is no item"):
        run(item)


@pytest.mark.parametrize(
    "thin", [{"title": "Họp bàn"}, {"body": ""}, {"title": "Họp bàn", "images": ["https://example.vn/a.jpg"]}]
)  # fmt: skip
def test_too_little_is_incomplete(thin):
    with pytest.raises(IncompleteArticle):
        run({"url": URL, **thin})


def test_the_same_text_is_given_once_a_run():
    one = {"url": URL, "title": "Họp bàn", "body": PARAGRAPHS}
    with pytest.raises(DuplicateArticle, match="was given before"):
        run(dict(one), dict(one))
    with pytest.raises(DuplicateArticle, match="same text as"):
        run(dict(one), {**one, "url": "https://example.vn/tin/ban-khac-54321.html"})
    assert len(run(dict(one), {**one, "url": "https://example.org/tin/ban-khac-54321.html"})) == 2


_ANY = (
    st.none()
    | st.text()
    | st.integers()
    | st.lists(st.text())
    | st.dictionaries(st.text(), st.text())
)
_NAMES = st.sampled_from([field for field in Article.__dataclass_fields__]) | st.text()


@given(st.dictionaries(_NAMES, _ANY, max_size=6))
def test_any_item_becomes_an_article_or_is_refused_by_name(item):
    try:
        made = run(item)
    except (InvalidArticle, IncompleteArticle):
        return
    assert made.title and made.url


def test_a_clean_item_stays_the_same():
    article = Article(url=URL, title="Họp bàn", lead="Ba việc khó.", body="\n\n".join(PARAGRAPHS))
    once = run(article)
    assert run(replace(once, content_hash=None)) == once
    assert (once.title, once.lead, once.body) == (article.title, article.lead, article.body)
