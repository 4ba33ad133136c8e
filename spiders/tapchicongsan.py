"""Tạp chí Cộng sản. One article has up to four addresses; the number after /2018/ is its id."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class TapchicongsanSpider(BulletinSpider):
    name = "tapchicongsan"
    sites = (
        Site(
            host="tapchicongsan.org.vn",
            start=("/web/guest/chinh-tri-xay-dung-dang",),
            owner="Tạp chí Cộng sản",
            id_patterns=(r"/-/2018/(\d+)/", r"/content/([a-z0-9-]+)$"),
            deny=(r"/c/portal/", r"update_language"),
            datelines=("TCCS",),
        ),
    )
