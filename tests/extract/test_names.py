"""What names of classes say."""

import pytest

from crawler.extract.names import FLAGS, FURNITURE
from crawler.reader import read_article

URL = "https://baosonglam.vn/tin-tuc/so-ket-cong-tac-xay-dung-dang-4711.html"
TEXT = (
    "Sáng 12/7, Đảng ủy xã Tân Lập tổ chức hội nghị sơ kết công tác xây dựng Đảng, với sự tham dự của bí thư các chi bộ.",
    "Theo báo cáo, sáu tháng đầu năm, các chi bộ đã kết nạp 42 đảng viên mới, đạt 60% kế hoạch của cả năm nay.",
    "Hội nghị thống nhất bốn nhiệm vụ trọng tâm của sáu tháng cuối năm, trước hết là kiểm điểm, đánh giá, xếp loại.",
)


@pytest.mark.parametrize("name", ["video-resource", "c-video-player big", "videos video-box"])
def test_the_box_of_a_video_is_furniture_in_the_text(name: str) -> None:
    assert FLAGS[name] & FURNITURE
    box = f"<div class='{name}'><div>Toàn cảnh hội nghị của xã</div><div>05:22 - Nguồn: VTV</div></div>"
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT[1:])
    html = (
        f"<body><h1>Sơ kết công tác xây dựng Đảng</h1><div><p>{TEXT[0]}</p>{box}{text}</div></body>"
    )
    assert read_article(html.encode(), URL).body == "\n\n".join(TEXT)


def test_the_wrapper_of_a_text_may_be_named_after_its_video() -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    html = f"<body><div class='video-box'><h1>Sơ kết công tác xây dựng Đảng</h1><div class='video-wrap'>{text}</div></div></body>"
    assert read_article(html.encode(), URL).body == "\n\n".join(TEXT)
