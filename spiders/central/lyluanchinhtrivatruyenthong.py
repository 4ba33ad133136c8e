"""Tạp chí Lý luận chính trị và Truyền thông. In interviews, PV: opens a question and is no byline."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class LyluanchinhtrivatruyenthongSpider(BulletinSpider):
    name = "lyluanchinhtrivatruyenthong"
    sites = (
        Site(
            host="lyluanchinhtrivatruyenthong.vn",
            owner="Tạp chí Lý luận chính trị và Truyền thông, Học viện Báo chí và Tuyên truyền",
            id_patterns=(r"-p(\d+)\.html$",),
        ),
    )
