"""Which spiders and sites there are, and what a wrong one costs."""

import sys
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.extract.hosts import is_private
from crawler.ledger import Ledger
from crawler.outcome import verdict_of
from crawler.spider import ArgumentError
from crawler.spiderloader import BulletinSpiderLoader
from spiders.portals import TABLE, read_portals

HEAD = "host,province,kind,cms,start,status,source\n"


def test_a_broken_module_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    package = tmp_path / "bantin_thu"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "hong.py").write_text("from crawler.site import Site\nSite(host='Hoa Lư')\n")
    (package / "lanh.py").write_text(
        "from crawler.spider import BulletinSpider\n"
        "class LanhSpider(BulletinSpider):\n    name = 'lanh'\n"
    )
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    loader = BulletinSpiderLoader(Settings({"SPIDER_MODULES": ["bantin_thu"]}))
    assert loader.list() == ["lanh"]
    assert list(loader.broken) == ["bantin_thu.hong"]
    assert "bantin_thu.hong" in capsys.readouterr().err


def test_portals_are_sites() -> None:
    assert "nghean.dcs.vn" in [site.host for site in read_portals(TABLE)]


def test_every_wrong_row_is_named_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "portals.csv"
    table.write_text(
        HEAD + "Hoa Lư,Ninh Bình,Government,,/,active,x\n"
        "mau.vn,Ninh Bình,Government,,/,active,x\n"
        "mau.vn,Ninh Bình,Government,,/,active,x\n"
        "khac.vn,Ninh Bình,Government,nocms,/,active,x\n",
        encoding="utf-8",
    )
    with pytest.raises(ArgumentError) as error:
        read_portals(table)
    named = [line.split(":")[1] for line in str(error.value).splitlines()]
    assert named == [" line 2", " line 4", " line 5"]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "10.0.0.8", "::1", "169.254.169.254"])
def test_private_addresses(host: str) -> None:
    assert is_private(host)


def test_a_public_host_is_not_private() -> None:
    assert not is_private("nhandan.vn")


def test_a_site_that_only_leads_elsewhere_has_moved() -> None:
    book = Ledger()
    book.broken["mau.vn"].append("off the site")
    assert verdict_of("mau.vn", book) == "moved"
