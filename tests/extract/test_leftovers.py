"""What is left of lists of files when their links are gone."""

from crawler.items import Article
from crawler.reader import read_article

TEXT = (
    "<p>Ngày 12/4, Ủy ban nhân dân tỉnh ban hành quy chế làm việc của Ban Chỉ đạo chuyển đổi số.</p>"
    "<p>Quy chế gồm 4 chương, 15 điều, quy định trách nhiệm của từng thành viên, có hiệu lực ngay.</p>"
    "<p>Các sở, ngành báo cáo kết quả thực hiện trước ngày 25 hằng tháng để tổng hợp, theo dõi chung.</p>"
)
FILE = "<a href='/files/418-qd-ubnd.pdf'>418-qd-ubnd.pdf</a>"


def read(below: str) -> Article:
    html = (
        "<html><body><h1>Ban hành quy chế của Ban Chỉ đạo chuyển đổi số tỉnh</h1>"
        f"<div>{TEXT}{below}</div></body></html>"
    )
    return read_article(html.encode(), "https://a.vn/van-ban/ban-hanh-quy-che-lam-viec-1234.html")


def last_of(below: str) -> str:
    return (read(below).body or "").split("\n\n")[-1]


def test_a_table_of_files_is_no_text() -> None:
    table = (
        "<div>Tệp đính kèm:</div><table><thead><tr><th>Đính kèm</th><th>Kích thước</th></tr></thead>"
        f"<tbody><tr><td><img src='/pdf-icon.png'> {FILE}</td><td>1.2 MB</td></tr></tbody></table>"
    )
    article = read(table)
    assert [file.name for file in article.attachments] == ["418-qd-ubnd.pdf"]
    assert (article.body or "").endswith("theo dõi chung.")


def test_the_heads_of_a_table_with_entries_stay() -> None:
    table = (
        "<table><tr><th>Đơn vị</th><th>Số học viên</th></tr>"
        "<tr><td>Xã Tân Tiến</td><td>32</td></tr></table>"
    )
    body = read(table).body or ""
    assert body.endswith("Đơn vị | Số học viên\n\nXã Tân Tiến | 32")


def test_a_table_of_heads_alone_stays() -> None:
    assert last_of("<table><tr><th>Xã Tân Tiến</th><th>32</th></tr></table>") == "Xã Tân Tiến | 32"


def test_a_label_of_files_without_a_file_below_stays() -> None:
    assert last_of("<p>Văn bản kèm theo:</p><p>Phụ lục số 1 về thành viên.</p>").startswith(
        "Phụ lục"
    )
    assert "Văn bản kèm theo:" in (read("<p>Văn bản kèm theo:</p><p>Phụ lục số 1.</p>").body or "")
