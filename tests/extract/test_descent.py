"""Where the text lies, when its first paragraph stands apart from the rest."""

import pytest

from crawler.reader import read_article

TEXT = [
    f"Phần {n}: Đảng ủy xã Tân Lập tổ chức hội nghị sơ kết công tác xây dựng Đảng, với sự tham dự của bí thư các chi bộ."
    for n in range(30)
]


def body(first: str) -> list[str]:
    rest = "".join(f"<p class=doan>{paragraph}</p>" for paragraph in TEXT[1:])
    html = f"<body><main><h1>Sơ kết công tác xây dựng Đảng</h1><article>{first}<section><div><div><div>{rest}</div></div></div></section></article></main></body>"
    return (read_article(html.encode(), "https://a.vn/tin/4711.html").body or "").split("\n\n")


def test_a_first_paragraph_like_the_others_belongs_to_them() -> None:
    assert body(f"<div><p class=doan>{TEXT[0]}</p></div><div>Chia sẻ</div>") == TEXT


@pytest.mark.parametrize("tag", ["p", "p class=gioi-thieu-toa-soan"])
def test_one_of_another_kind_need_not(tag: str) -> None:
    notice = "Bạn đọc có thể gửi tin, bài, ảnh về tòa soạn, mọi ý kiến đều được trả lời trong tuần."
    assert notice not in body(f"<aside><{tag}>{notice}</p></aside><div>Chia sẻ</div>")
