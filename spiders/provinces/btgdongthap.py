"""Ban Tuyên giáo Tỉnh ủy Đồng Tháp. The word null is printed before the title."""

from datetime import date

from crawler.cms.liferay import LIFERAY
from crawler.site import Site
from crawler.spider import BulletinSpider


class BtgdongthapSpider(BulletinSpider):
    name = "btgdongthap"
    sites = (
        Site(
            host="btg.dongthap.gov.vn",
            start=("/web/btg",),
            cms=LIFERAY,
            owner="Ban Tuyên giáo Tỉnh ủy Đồng Tháp",
            status="unsure",
            status_basis="the province was merged on 2025-07-01; what became of the host was not seen",
            verified=date(2026, 11, 24),
            verified_by="reconstructed",
        ),
    )
