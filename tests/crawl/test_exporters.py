"""Our exporter writes what Scrapy's would."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from scrapy.exporters import JsonLinesItemExporter

from crawler.exporters import ArticleLines
from crawler.items import Article, Attachment, Image

MOMENT = datetime(2026, 3, 5, 8, 30, tzinfo=UTC)
ITEMS = [
    Article(),
    Article(
        id="mau.vn:1", url="https://mau.vn/1", title='Hội nghị "quán triệt" \u2028 <nghị quyết>',
        body="Đoạn một.\n\nĐoạn hai 🌾.", images=(Image("https://mau.vn/a.jpg", "Ảnh", None, 3), Image()),
        attachments=(Attachment("https://mau.vn/a.pdf"),), authors=("Nguyễn Văn An",), published=MOMENT,
        published_precision="minute", provenance={"title": "general"}, fetched=MOMENT,
    ),
]  # fmt: skip
OPTIONS: list[dict[str, Any]] = [
    {"encoding": "utf-8"},
    {"encoding": "utf-8", "fields_to_export": ["url", "title"]},
    {"encoding": None},
    {"encoding": "utf-16"},
]


@pytest.mark.parametrize("options", OPTIONS)
def test_the_same_bytes_as_scrapys(options: dict[str, Any]) -> None:
    written = []
    for exporter in (ArticleLines, JsonLinesItemExporter):
        file = BytesIO()
        writer = exporter(file, **options)
        for item in (*ITEMS, {"url": "https://mau.vn/2"}):
            writer.export_item(item)
        written.append(file.getvalue())
    assert written[0] == written[1]
