"""Keywords under an article."""

import pytest

from crawler.reader import read_article

_TEXT = "".join(
    f"<p>Ngày {day}, hội đồng họp lần nữa, các đại biểu thảo luận kỹ về cây cầu mới.</p>"
    for day in range(1, 7)
)


@pytest.mark.parametrize(
    ("links", "tags"),
    [
        ("<a rel=tag href=/t/cau>cây cầu <span>1888</span></a>", ("cây cầu",)),
        ("<a rel=tag href=/t/cau>cây cầu<span>(12)</span></a>", ("cây cầu",)),
        ("<a rel=tag href=/t/nam>Năm 2025</a>", ("Năm 2025",)),
        ("<a rel=tag href=/t/g20>G<b>20</b></a>", ("G20",)),
        ("<a rel=tag href=/t/>Từ khóa:</a><a rel=tag href=/t/cau>cây cầu</a>", ("cây cầu",)),
        ("<a rel=tag href=/t/cau>#cây cầu</a>", ("#cây cầu",)),
    ],
)
def test_a_keyword_is_without_the_number_of_its_articles(links: str, tags: tuple[str, ...]) -> None:
    html = (
        f"<h1>Cây cầu không ai mong đã xây xong</h1><div>{_TEXT}</div><div class=tags>{links}</div>"
    )
    assert read_article(html.encode(), "https://example.vn/cay-cau-123456.html").tags == tags
