"""Ủy ban Kiểm tra Trung ương. Slugs hold no id; the date is in meta."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class UbkttwSpider(BulletinSpider):
    name = "ubkttw"
    sites = (
        Site(
            host="ubkttw.vn",
            start=("/danh-muc/tin-tuc-thoi-su",),
            owner="Ủy ban Kiểm tra Trung ương",
        ),
    )
