"""Bảo tàng Hồ Chí Minh. Footnote digits are glued to closing quotes."""

from crawler.cms.joomla import JOOMLA
from crawler.site import Site
from crawler.spider import BulletinSpider


class HcmmSpider(BulletinSpider):
    name = "hcmm"
    sites = (
        Site(
            host="hcmm.gov.vn",
            start=("/tin-tuc/tin-tong-hop",),
            cms=JOOMLA,
            owner="Bảo tàng Hồ Chí Minh",
        ),
    )
