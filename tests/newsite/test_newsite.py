"""`scrapy newsite` in a copy of the project: sites that nobody has described, files that work."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.newsite.sites import LAYOUTS, NewSite, new_site
from tests.starting import ROOT, Scrapy

LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "data", "benchmarks")


class Project:
    """A copy of the project, whose commands run in processes of their own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.asked: dict[str, dict[str, int]] = {}
        """Layout -> what the survey of its site has asked for."""
        self.told: dict[str, str] = {}
        shutil.copytree(ROOT, root, ignore=LEFT_OUT)

    def run(self, *command: str) -> "subprocess.CompletedProcess[str]":
        env = {**os.environ, "BANTIN_DATA": str(self.root / "data"), "CONTACT": ""}
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.root, env=env, capture_output=True, text=True, timeout=100,
        )  # fmt: skip

    def scrapy(self, data: Path, *args: str, **env: str) -> "subprocess.CompletedProcess[str]":
        process = Scrapy(data, *args, cwd=self.root, apart=True, **env)
        output, errors = process.communicate()
        assert process.returncode is not None
        return subprocess.CompletedProcess(args, process.returncode, output, errors)

    def newsite(self, *args: str) -> "subprocess.CompletedProcess[str]":
        return self.scrapy(self.root / "data", "newsite", *args)

    def describe(self, site: NewSite) -> str:
        """The name of the spider of `site`, which is surveyed once for all tests."""
        name = f"moi{site.layout}"
        if site.layout not in self.told:
            done = self.newsite(f"{site.url}/", "--name", name)
            assert done.returncode == 0, done.stderr
            self.told[site.layout], self.asked[site.layout] = done.stdout, dict(site.asked)
        return name

    def crawl(self, name: str, data: Path) -> list[dict[str, Any]]:
        done = self.scrapy(data, "crawl", name, BANTIN_ARCHIVE="1")
        assert done.returncode == 0, done.stderr
        feeds = (data / "feeds" / name).glob("*.jsonl")
        return [json.loads(line) for feed in feeds for line in feed.read_bytes().splitlines()]

    def spider(self, name: str, level: str = "provinces") -> Path:
        return self.root / "spiders" / level / f"{name}.py"

    def state(self) -> dict[Path, bytes]:
        files = (p for p in self.root.rglob("*") if p.is_file() and p.suffix != ".pyc")
        return {p: p.read_bytes() for p in files if "data" not in p.relative_to(self.root).parts}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("newsite") / "project")


@pytest.fixture(scope="module")
def sites() -> Iterator[dict[str, NewSite]]:
    with ExitStack() as stack:
        yield {layout: stack.enter_context(new_site(layout)) for layout in LAYOUTS}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_spider_that_crawls_every_article(
    project: Project, sites: dict[str, NewSite], layout: str, tmp_path: Path
) -> None:
    site = sites[layout]
    name = project.describe(site)
    asked, told = project.asked[layout], project.told[layout]
    assert 5 < sum(asked.values()) <= 12 and set(asked.values()) == {1}
    rows = {line.split()[0]: line.split()[1:] for line in told.splitlines() if line.strip()}
    assert 5 <= len(rows["body"]) <= 8 and set(rows["body"]) == {"general"}
    assert rows["tags"][-3] == str(len(rows["body"])) and set(rows["tags"][:-3]) == {"-"}
    assert project.spider(name).read_text("utf-8").count("\n") <= 22
    articles = {item["title"]: item for item in project.crawl(name, tmp_path)}
    assert len(articles) == 8
    for story in site.stories:
        item = articles[story.title]
        assert item["lead"] == story.lead
        assert item["body"].split("\n\n") == list(story.paragraphs)
        assert item["authors"] == [story.author]
        assert item["published"].startswith(f"2026-10-{story.day:02}")
        assert [image["caption"] for image in item["images"]] == [story.caption]


def test_what_it_writes_passes_lint_and_tests(project: Project, sites: dict[str, NewSite]) -> None:
    files = [str(project.spider(project.describe(site))) for site in sites.values()]
    for command in (["check"], ["format", "--check"]):
        done = project.run("ruff", *command, *files)
        assert done.returncode == 0, done.stdout
    done = project.run(
        "pytest", "-q", "-p", "no:cacheprovider", "-k", "moi or not test_field",
        "tests/test_spiders.py", "tests/test_catalogue_page.py", "tests/test_fixtures.py",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
    drafts = [*project.root.glob("tests/fixtures/*/moi*/item.json")]
    assert len(drafts) >= 3
    for draft in drafts:
        told = json.loads(draft.read_text("utf-8"))
        assert told["origin"] == "as-served" and "strike" in told["unchecked"]


def test_nothing_is_overwritten_unless_forced(project: Project, sites: dict[str, NewSite]) -> None:
    site = sites["bare"]
    project.describe(site)
    spider = project.spider("moibare")
    spider.write_text("# tay người sửa\n" + spider.read_text("utf-8"), "utf-8")
    before, asked = project.state(), site.asked.total()
    for args, why in (
        ((f"{site.url}/", "--name", "moibare"), "is described by moibare; --force"),
        ((f"{site.url}/", "--name", "moikhac", "--force"), "is described by moibare"),
        (("https://chuaco.vn/", "--name", "nhandan"), "is the spider of nhandan.vn"),
        (("https://chuaco.vn/", "--name", "site"), "site is the spider of spiders.site: --name"),
        (("https://chuaco.vn/", "--name", "sample", "--force"), "the spider of spiders.sample"),
    ):
        done = project.newsite(*args)
        assert (done.returncode, why in done.stderr) == (2, True), done.stderr
    assert project.state() == before and site.asked.total() == asked
    done = project.newsite(f"{site.url}/", "--name", "moibare", "--force")
    assert done.returncode == 0 and "tay người sửa" not in spider.read_text("utf-8")


def test_a_new_look_takes_its_earlier_drafts_away(
    project: Project, sites: dict[str, NewSite]
) -> None:
    """As after a CMS has been added; what a person has checked stays."""
    site, fixtures = sites["bare"], project.root / "tests" / "fixtures"
    project.describe(site)
    (now,) = fixtures.glob("*/moibare")
    shutil.copytree(now, fixtures / "k2" / "moibare")
    shutil.copytree(now, fixtures / "xdd" / "moibare")
    checked = fixtures / "xdd" / "moibare" / "item.json"
    told = json.loads(checked.read_text("utf-8"))
    del told["unchecked"]
    checked.write_text(json.dumps(told), "utf-8")
    done = project.newsite(f"{site.url}/", "--name", "moibare", "--force")
    assert done.returncode == 0, done.stderr
    assert sorted(fixtures.glob("*/moibare")) == sorted([now, checked.parent])
    assert "removed tests/fixtures/k2/moibare" in done.stdout
    assert "left tests/fixtures/xdd/moibare: somebody has checked it" in done.stdout
    shutil.rmtree(checked.parent)


def test_a_folder_of_saved_pages(project: Project, tmp_path: Path) -> None:
    """A mirror by paths and a heap of files that state their addresses tell the same."""
    base = "https://bantin.hoaan.mau.vn"
    pages = LAYOUTS["bare"](4, base)
    for place, text in pages.items():
        file = tmp_path / "mirror" / "bantin.hoaan.mau.vn" / (place.strip("/") + ".html")
        file = file.with_name("index.html") if place == "/" else file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (tmp_path / "heap").mkdir()
    for number, (place, text) in enumerate(pages.items()):
        url = base + place
        mark = f"<!-- saved from url=({len(url):04}){url} -->\n"
        (tmp_path / "heap" / f"{number}.html").write_text(mark + text, "utf-8")
    written = set()
    for kind in ("mirror", "heap"):
        done = project.newsite(f"{base}/", "--from", str(tmp_path / kind), "--force")
        assert done.returncode == 0, done.stderr
        assert f"next page     {base}/vi/ban-tin/trang-2" in done.stdout
        written.add(project.spider("bantinhoaanmau").read_text("utf-8"))
    assert len(written) == 1
    text = written.pop()
    assert 'id_patterns=(r"/n(\\d+)/",)' in text and 'start=("/", "/vi/ban-tin")' in text
    assert "verified" not in text and "scheme" not in text
    done = project.newsite("https://khac.mau.vn/", "--from", str(tmp_path / "heap"))
    assert done.returncode == 4 and "not among the saved pages" in done.stderr


def test_an_archive(project: Project, sites: dict[str, NewSite], tmp_path: Path) -> None:
    site = sites["modern"]
    name = project.describe(site)
    project.crawl(name, tmp_path)
    before, asked = project.spider(name).read_text("utf-8"), site.asked.total()
    archive = str(tmp_path / "archive" / name)
    done = project.newsite(f"{site.url}/", "--name", name, "--from", archive, "--force")
    assert done.returncode == 0, done.stderr
    assert site.asked.total() == asked and not done.stderr
    assert project.spider(name).read_text("utf-8") == before


def test_a_row_of_the_table(project: Project, tmp_path: Path) -> None:
    table = project.root / "spiders" / "portals.csv"
    host = "bantin.tanson.mau.vn"
    folder = tmp_path / host
    for place, text in LAYOUTS["tables"](6, f"https://{host}").items():
        file = folder / (place.strip("/") or "index.html")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    args = (f"https://{host}/", "--from", str(folder.parent), "--portal")
    assert project.newsite(*args).returncode == 2  # neither province nor kind
    before = table.read_text("utf-8").splitlines()
    args = (*args, "--province", "Phú Thọ", "--kind", "District Party committee")
    done = project.newsite(*args)
    assert done.returncode == 0, done.stderr
    rows = table.read_text("utf-8").splitlines()
    (new,) = set(rows) - set(before)
    assert new.startswith(f"{host},Phú Thọ,District Party committee,,/ /ds.do?muc=1,active,")
    assert [row for row in rows if row != new] == before
    assert project.newsite(*args).returncode == 2
    assert table.read_text("utf-8").splitlines() == rows
    done = project.run(
        "pytest", "-q", "-p", "no:cacheprovider", "-k", "bantintansonmau or table_is or page_is",
        "tests/test_portals.py", "tests/test_catalogue_page.py", "tests/test_fixtures.py",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("khongco", "one address"),
        ("https://baomoi.com/", "an aggregator"),
    ],
)
def test_what_cannot_be_meant(project: Project, url: str, why: str) -> None:
    done = project.newsite(url)
    assert (done.returncode, why in done.stderr) == (2, True), done.stderr


def test_robots_txt_is_obeyed(project: Project) -> None:
    with new_site("bare") as site:
        site.pages["/robots.txt"] = "User-agent: *\nDisallow: /\n"
        before = project.state()
        done = project.newsite(f"{site.url}/")
        assert (done.returncode, set(site.asked)) == (5, {"/robots.txt"})
        assert "Forbidden by robots.txt" in done.stderr and project.state() == before


def test_a_site_without_articles(project: Project) -> None:
    with new_site("bare") as site:
        site.pages = {"/": "<html><body><p>Trang đang nâng cấp.</p></body></html>"}
        before = project.state()
        done = project.newsite(f"{site.url}/")
        assert done.returncode == 4 and "nothing is written" in done.stderr
        site.pages = {}
        done = project.newsite(f"{site.url}/")
        assert done.returncode == 4 and "HTTP 404" in done.stderr
        done = project.newsite("http://127.0.0.1:9/")
        assert done.returncode == 4 and "ConnectionRefused" in done.stderr, "no word of robots.txt"
        assert project.state() == before
