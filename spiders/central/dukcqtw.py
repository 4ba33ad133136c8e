"""Đảng ủy Khối các cơ quan Trung ương. Date and views share a line: 15/11/2019 | 604."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class DukcqtwSpider(BulletinSpider):
    name = "dukcqtw"
    sites = (
        Site(
            host="dukcqtw.dcs.vn",
            owner="Đảng ủy Khối các cơ quan Trung ương",
            id_patterns=(r"-duk(\d+)\.aspx$",),
            scheme="http",
            status="unsure",
            status_basis="four new Party committees took over on 2025-02-03; what became of the host was not seen",
        ),
    )
