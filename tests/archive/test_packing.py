"""A packed archive is what other programs take for one."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from crawler.packing import pack
from tests.archive.test_crawl_and_replay import run
from tests.archive.test_rereading import address, write
from tests.crawl.small_site import article

pytest.importorskip("wacz", reason="wacz is not installed")


def test_a_wacz_is_valid_and_lists_the_pages(tmp_path: Path) -> None:
    write(tmp_path / "mau", {address(n): article(n) for n in range(1, 4)})
    target = tmp_path / "ban-tin.wacz"
    code, output = run(
        tmp_path, "pack", "--title", "Bản tin Mẫu", str(target), f"{tmp_path}/mau/*.warc.gz"
    )
    assert code == 0 and "3 pages from 1 file" in output
    check = [sys.executable, "-c", "from wacz.main import main; raise SystemExit(main())"]
    done = subprocess.run([*check, "validate", "-f", str(target)], capture_output=True, text=True)
    assert done.returncode == 0 and "is valid" in done.stdout, done.stdout + done.stderr
    with zipfile.ZipFile(target) as packed:
        assert packed.testzip() is None
        head, *pages = map(json.loads, packed.read("pages/pages.jsonl").splitlines())
        assert json.loads(packed.read("datapackage.json"))["title"] == "Bản tin Mẫu"
    assert head["format"] == "json-pages-1.0"
    assert [page["url"] for page in pages] == [address(n) for n in range(1, 4)]
    assert pages[0]["title"] == "Hội nghị lần thứ 1 của Đảng bộ xã Bình Minh"
    assert not list(tmp_path.glob(".*"))


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    files = [file for name in "ab" for file in write(tmp_path / name, {address(1): article(1)})]
    with pytest.raises(ValueError, match="two files are called"):
        pack(files, tmp_path / "x.wacz", "Mẫu")
    assert not (tmp_path / "x.wacz").exists()
