"""The Chinese edition of Báo điện tử Đảng Cộng sản Việt Nam; its sections have numbers."""

from crawler.cms.dnn import DNN
from crawler.site import Site
from crawler.spider import BulletinSpider


class DangcongsancnSpider(BulletinSpider):
    name = "dangcongsancn"
    sites = (
        Site(
            host="cn.dangcongsan.vn",
            start=(
                "/cate-3085",
                "/cate-3086",
                "/cate-3087",
                "/cate-3091",
                "/cate-3089",
                "/cate-317",
            ),
            cms=DNN,
            owner="Báo điện tử Đảng Cộng sản Việt Nam, bản tiếng Trung",
            language="zh",
        ),
    )
