"""A raw item, as a developer's own spider would give it, comes out clean."""

from pipelines.captions import Captions
from pipelines.duplicates import Duplicates
from pipelines.furniture import Furniture
from pipelines.normalize import Normalize
from pipelines.validate import Validate

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

Liên kết website"""


def run(item):
    for pipeline in (Normalize(), Furniture(), Captions(), Duplicates(), Validate()):
        item = pipeline.process_item(item)
    return item


def test_raw_text_comes_out_clean():
    item = run({"url": "https://example.vn/tin/hoi-nghi-12345.html", "body": RAW})
    assert item.title == "Đảng ủy xã Sông Lam: Đẩy mạnh công tác xây dựng Đảng"
    assert [image.caption for image in item.images] == [
        "Đồng chí Lê Văn An phát biểu tại hội nghị.",
        "Các đại biểu Nguyễn Minh, Trần Bình trao đổi tại hội nghị.",
    ]
    assert item.authors == ("Thu Hằng",)
    paragraphs = item.body.split("\n\n")
    assert len(paragraphs) == 3
    assert paragraphs[1].startswith("Đồng chí Lê Văn An, Phó Bí thư")
    assert paragraphs[2].startswith("Theo đồng chí Lê Văn An")
    assert item.id == "example.vn:12345"
