"""Which spiders and sites there are, and what a wrong one costs."""

import sys
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.extract.hosts import is_private
from crawler.spiderloader import BulletinSpiderLoader


def test_a_broken_module_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    package = tmp_path / "bantin_thu"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "hong.py").write_text("from crawler.site import Site\nSite(host='Hoa Lư')\n")
    (package / "cap").mkdir()
    (package / "cap" / "__init__.py").touch()
    (package / "cap" / "sau.py").write_text(
        "from crawler.spider import BulletinSpider\n"
        "class SauSpider(BulletinSpider):\n    name = 'sau'\n"
    )
    (package / "vo").mkdir()
    (package / "vo" / "__init__.py").write_text("raise RuntimeError('vỡ')\n")
    (package / "lanh.py").write_text(
        "from crawler.spider import BulletinSpider\n"
        "class LanhSpider(BulletinSpider):\n    name = 'lanh'\n"
    )
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    loader = BulletinSpiderLoader(Settings({"SPIDER_MODULES": ["bantin_thu"]}))
    assert sorted(loader.list()) == ["lanh", "sau"]
    assert list(loader.broken) == ["bantin_thu.hong", "bantin_thu.vo"]
    told = capsys.readouterr().err
    assert "bantin_thu.hong" in told and "RuntimeError: vỡ" in told


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "10.0.0.8", "::1", "169.254.169.254"])
def test_private_addresses(host: str) -> None:
    assert is_private(host)


def test_a_public_host_is_not_private() -> None:
    assert not is_private("nhandan.vn")
