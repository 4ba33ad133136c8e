"""Whatever a page or its JSON escapes, the article can be written, and keeps the contract."""

import json
from io import BytesIO

import pytest
from scrapy.exporters import JsonLinesItemExporter

from crawler.contract import Contract
from crawler.items import Article
from crawler.reader import read_article
from pipelines.normalize import Normalize

ODD = ("\\u0000", "\\ud800", "\\udc00x", "\\u001b", "\\u000b", "\\u200b", "\\ufeff", "\\u0085")
SENTENCE = "Sáng nay, Ban Thường vụ Tỉnh ủy tổ chức hội nghị quán triệt các nghị quyết lần thứ"
PAGE = """<html><head><meta charset=utf-8><title>Hội nghị</title><script type="application/ld+json">
{"@type": "NewsArticle", "headline": "Hội ODDnghị", "datePublished": "2026-03-05T08:30:00+07:00ODD",
"author": {"name": "Thu ODDHằng"}, "articleSection": "Thời ODDsự", "keywords": ["hội ODDnghị"],
"description": "Một hội nghị ODDquan trọng của tỉnh", "image": "https://mau.vn/ODDanh.jpg"}</script>
</head><body><article>HEAD
<figure><img src="/a&#27;nh.jpg?x=&#xd800;&#0;"><figcaption>Quang&#27; cảnh&#xd800;</figcaption></figure>
BODY<a href="/van&#27;ban.pdf">Tải&#27; về</a></article></body></html>"""


def exported(article: Article) -> bytes:
    file = BytesIO()
    JsonLinesItemExporter(file, encoding="utf-8").export_item(article)
    return file.getvalue()


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("head", ["<h1>Hội nghị</h1>", ""])
def test_an_article_can_always_be_written(odd: str, head: str) -> None:
    body = "".join(f"<p>{SENTENCE} {number}.</p>" for number in range(8))
    html = PAGE.replace("ODD", odd).replace("HEAD", head).replace("BODY", body)
    line = exported(read_article(html.encode(), "https://mau.vn/hoi-nghi-1234567.html"))
    assert not list(Contract().faults(line))
    assert "\\u00" not in line.decode(), "no control character, in no field"


@pytest.mark.parametrize("odd", ODD)
def test_a_raw_item_can_always_be_written(odd: str) -> None:
    text = "Hội " + json.loads('"' + odd + '"') + "nghị"
    raw = {
        "url": "https://mau.vn/hoi-nghi-1234567.html",
        "title": text,
        "body": f"{text}\n\n{SENTENCE}",
        "authors": (text,),
        "tags": (text,),
    }
    line = exported(Normalize().process_item(raw))
    assert not list(Contract().faults(line))
    assert "\\u00" not in line.decode()
