"""Ban Tuyên giáo Tỉnh ủy Bình Thuận."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class BinhthuanSpider(BulletinSpider):
    name = "binhthuan"
    sites = (
        Site(
            host="btgtu.binhthuan.dcs.vn",
            start=("/Trang-chu",),
            owner="Ban Tuyên giáo Tỉnh ủy Bình Thuận",
            id_patterns=(r"/post/(\d+)/",),
            status="unsure",
            status_basis="the province was merged on 2025-07-01; what became of the host was not seen",
        ),
    )
