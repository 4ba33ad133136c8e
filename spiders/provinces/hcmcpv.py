"""Thành ủy Thành phố Hồ Chí Minh."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class HcmcpvSpider(BulletinSpider):
    name = "hcmcpv"
    sites = (
        Site(
            host="hcmcpv.org.vn",
            start=(
                "/tin-chuyen-de/chong-cac-luan-dieu-sai-trai-dien-bien-hoa-binh-1463389911",
                "/nhom-tin/quan-1-1197604608",
            ),
            owner="Thành ủy Thành phố Hồ Chí Minh",
            id_patterns=(r"-(\d{10})$",),
            datelines=("Thanhuytphcm.vn",),
        ),
    )
