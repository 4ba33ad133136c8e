"""What an operator is told about sites that moved, are archived, or are never crawled."""

from pathlib import Path

import pytest

from crawler.commands.collect import _gone
from crawler.site import Site, why_denied
from crawler.spider import BulletinSpider
from spiders.central.tuyengiao import TuyengiaoSpider
from spiders.central.xaydungdang import XaydungdangSpider
from tests.starting import scrapy


def test_a_moved_site_says_where_it_went(tmp_path: Path) -> None:
    code, told = scrapy(tmp_path, "crawl", "tuyengiao")
    assert code == 2
    assert "moved to tuyengiaodanvan.vn" in told and "-a anyway=yes" in told


def test_an_archived_site_says_so(tmp_path: Path) -> None:
    code, told = scrapy(tmp_path, "crawl", "daihoi13")
    assert code == 2
    assert "is archived: the Congress ended in 2021" in told


def test_a_denied_host_is_refused_with_its_reason(tmp_path: Path) -> None:
    address = "https://www.baomoi.com/tin-moi.epi"
    code, told = scrapy(tmp_path, "crawl", "site", "-a", f"url={address}")
    assert code == 2
    assert "baomoi.com is never crawled: an aggregator" in told


def test_who_insists_crawls_a_moved_site() -> None:
    spider = TuyengiaoSpider(anyway="yes")
    spider.check_arguments()
    assert [site.host for site in spider.open_sites()] == ["tuyengiao.vn"]


def test_what_moved_is_left_out_beside_where_it_went() -> None:
    spider = XaydungdangSpider()
    spider.check_arguments()
    assert [site.host for site in spider.open_sites()] == ["xaydungdang.tapchicongsan.org.vn"]


def test_all_spiders_are_those_with_something_to_crawl() -> None:
    assert _gone(TuyengiaoSpider) and not _gone(XaydungdangSpider) and not _gone(BulletinSpider)


@pytest.mark.parametrize(
    "host",
    ["baomoi.com", "lite.baomoi.com", "baomoi.net.vn", "noibo.kiengiang.dcs.vn", "dhtn.dcs.vn:8080",
     "chamcong.vptw.dcs.vn", "sotaynghiepvu.dcs.vn", "RGBET01.com"],
)  # fmt: skip
def test_denied_by_name(host: str) -> None:
    assert why_denied(host)
    with pytest.raises(ValueError, match="never crawled"):
        Site(host=host.lower())


@pytest.mark.parametrize("host", ["nhandan.vn", "kiengiang.dcs.vn", "noibobao.vn"])
def test_others_are_not(host: str) -> None:
    assert why_denied(host) is None
