"""Báo Đại biểu Nhân dân. Two schemes of ids; dates in the text are written 10.1."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class DaibieunhandanSpider(BulletinSpider):
    name = "daibieunhandan"
    sites = (
        Site(
            host="daibieunhandan.vn",
            owner="Báo Đại biểu Nhân dân",
            id_patterns=(r"-post(\d+)\.html$", r"-(\d{8})\.html$"),
        ),
    )
