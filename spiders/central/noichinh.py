"""Ban Nội chính Trung ương. The bare IP serves the same articles; year and month in the path check the date."""

from datetime import date

from crawler.cms.section import SECTION
from crawler.site import Site
from crawler.spider import BulletinSpider


class NoichinhSpider(BulletinSpider):
    name = "noichinh"
    sites = (
        Site(
            host="noichinh.vn",
            start=(
                "/",
                "/nghien-cuu-trao-doi/",
                "/ho-so-tu-lieu/",
                "/diem-bao-ve-noi-chinh-phong-chong-tham-nhung/",
            ),
            cms=SECTION,
            owner="Ban Nội chính Trung ương",
            aliases=("123.31.36.41",),
            verified=date(2026, 11, 24),
            verified_by="reconstructed",
        ),
    )
