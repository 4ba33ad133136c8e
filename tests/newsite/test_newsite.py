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

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "data", "benchmarks")


class Project:
    """A copy of the project, whose commands run in processes of their own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(ROOT, root, ignore=LEFT_OUT)

    def run(self, *command: str, **env: str) -> "subprocess.CompletedProcess[str]":
        env = {**os.environ, "BANTIN_DATA": str(self.root / "data"), "CONTACT": "", **env}
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.root, env=env, capture_output=True, text=True, timeout=100,
        )  # fmt: skip

    def newsite(self, *args: str) -> "subprocess.CompletedProcess[str]":
        return self.run("scrapy", "newsite", *args)

    def crawl(self, name: str, **env: str) -> list[dict[str, Any]]:
        done = self.run("scrapy", "crawl", name, **env)
        assert done.returncode == 0, done.stderr
        feeds = (self.root / "data" / "feeds" / name).glob("*.jsonl")
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
    project: Project, sites: dict[str, NewSite], layout: str
) -> None:
    site, name = sites[layout], f"moi{layout}"
    done = project.newsite(f"{site.url}/", "--name", name)
    assert done.returncode == 0, done.stderr
    assert 5 < sum(site.asked.values()) <= 12 and set(site.asked.values()) == {1}
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line.strip()}
    assert 5 <= len(rows["body"]) <= 8 and set(rows["body"]) == {"general"}
    assert rows["tags"][-3] == str(len(rows["body"])) and set(rows["tags"][:-3]) == {"-"}
    assert project.spider(name).read_text("utf-8").count("\n") <= 22
    articles = {item["title"]: item for item in project.crawl(name, BANTIN_ARCHIVE="1")}
    assert len(articles) == 8
    for story in site.stories:
        item = articles[story.title]
        assert item["lead"] == story.lead
        assert item["body"].split("\n\n") == list(story.paragraphs)
        assert item["authors"] == [story.author]
        assert item["published"].startswith(f"2026-10-{story.day:02}")
        assert [image["caption"] for image in item["images"]] == [story.caption]


def test_what_it_writes_passes_lint_and_tests(project: Project, sites: dict[str, NewSite]) -> None:
    names = [f"moi{layout}" for layout in sites]
    assert all(project.spider(name).exists() for name in names)
    files = [str(project.spider(name)) for name in names]
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
    spider = project.spider("moibare")
    spider.write_text("# tay người sửa\n" + spider.read_text("utf-8"), "utf-8")
    before, asked = project.state(), site.asked.total()
    for args, why in (
        ((f"{site.url}/", "--name", "moibare"), "is described by moibare; --force"),
        ((f"{site.url}/", "--name", "tenkhac", "--force"), "is described by moibare"),
        ((f"{site.url}/", "--name", "moibare", "--level", "press", "--force"), "is described by"),
        (("https://chuaco.vn/", "--name", "nhandan"), "is the spider of nhandan.vn"),
    ):
        done = project.newsite(*args)
        assert (done.returncode, why in done.stderr) == (2, True), done.stderr
    assert project.state() == before and site.asked.total() == asked
    done = project.newsite(f"{site.url}/", "--name", "moibare", "--force")
    assert done.returncode == 0 and "tay người sửa" not in spider.read_text("utf-8")
