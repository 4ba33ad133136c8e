"""Ban Nội chính Tỉnh ủy Yên Bái. It reprints dangcongsan.vn, dateline included."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class NoichinhyenbaiSpider(BulletinSpider):
    name = "noichinhyenbai"
    sites = (
        Site(
            host="yenbai.noichinh.vn",
            owner="Ban Nội chính Tỉnh ủy Yên Bái",
            id_patterns=(r"/chi-tiet/.+-(\d+)$",),
            scheme="http",
            status="unsure",
            status_basis="the province was merged on 2025-07-01; what became of the host was not seen",
        ),
    )
