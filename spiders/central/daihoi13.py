"""The 13th Congress's site, opened on 2020-10-03."""

from crawler.cms.slug_id import SLUG_ID
from crawler.site import Site
from crawler.spider import BulletinSpider


class Daihoi13Spider(BulletinSpider):
    name = "daihoi13"
    sites = (
        Site(
            host="daihoi13.dangcongsan.vn",
            start=("/tin-moi",),
            cms=SLUG_ID,
            owner="Báo điện tử Đảng Cộng sản Việt Nam",
            datelines=("ĐCSVN",),
            status="archived",
            status_basis="the Congress ended in 2021",
        ),
    )
