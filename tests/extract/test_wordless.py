"""Pages that have no sentences: what they say and offer, and what of the page around is not theirs."""

from crawler.reader import read_article

URL = "https://songlam.gov.vn/van-ban/cong-van-so-1234-cv-tu-4711.html"
TITLE = "Công văn số 1234-CV/TU về việc tăng cường công tác phòng, chống thiên tai"
ROWS = (
    ("Số ký hiệu", "1234-CV/TU"),
    ("Ngày ban hành", "05/07/2024"),
    ("Người ký", "Nguyễn Văn Bình"),
    ("Trích yếu", "Về việc tăng cường công tác phòng, chống thiên tai năm 2024"),
)


def test_a_document_is_its_table_and_its_file() -> None:
    rows = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in ROWS)
    html = f"""<html><head><title>{TITLE}</title></head><body>
        <div class="c"><h1>{TITLE}</h1><table>{rows}</table><a href="/f/1234.pdf">1234.pdf</a></div>
        <div id="ft"><p>Cơ quan chủ quản: Tỉnh ủy Sông Lam. Giấy phép số 12/GP-TTĐT, ngày
        03/02/2021.</p></div></body></html>"""
    item = read_article(html.encode(), URL)
    assert (item.title, item.lead, item.kind) == (TITLE, None, "document")
    assert item.body == "\n\n".join(" | ".join(row) for row in ROWS)
    assert [file.url for file in item.attachments] == ["https://songlam.gov.vn/f/1234.pdf"]
