"""Real crawls by real processes over real HTTP."""

import json
import signal
import time
from pathlib import Path

import pytest

from crawler.feeds import sole_writer
from tests.crawl.small_site import SmallSite, small_site
from tests.starting import ROOT, Scrapy, scrapy


def crawl(data: Path, *arguments: str, **env: str) -> tuple[int, str]:
    """Exit code and output of `scrapy crawl ...`."""
    return scrapy(data, "crawl", *arguments, **env)


def lines(data: Path, spider: str = "site") -> list[dict[str, object]]:
    """Every line of every published feed; fails on one that is not whole."""
    feeds = sorted((data / "feeds" / spider).glob("*.jsonl"))
    return [json.loads(line) for feed in feeds for line in feed.read_bytes().splitlines()]


def articles_asked(site: SmallSite) -> int:
    return sum(count for path, count in site.asked.items() if path.endswith(".html"))


def test_a_second_run_fetches_no_article(tmp_path: Path) -> None:
    with small_site(25) as site:
        code, output = crawl(tmp_path, "site", "-a", f"url={site.url}")
        assert code == 0, output
        assert "25 articles" in output
        assert len({item["id"] for item in lines(tmp_path)}) == len(lines(tmp_path)) == 25
        site.asked.clear()
        code, output = crawl(tmp_path, "site", "-a", f"url={site.url}")
        assert code == 0, output
        assert "Nothing new" in output
        assert articles_asked(site) == 0
    assert len(lines(tmp_path)) == 25


def test_a_failed_article_is_partial_and_comes_with_the_next_run(
    tmp_path: Path,
) -> None:
    with small_site(5) as site:
        broken = "/bai-viet-ve-hoi-nghi-lan-thu-3-cua-dang-bo-10003.html"
        site.broken[broken] = 404
        code, output = crawl(tmp_path, "site", "-a", f"url={site.url}")
        assert code == 3, output
        site.broken.clear()
        code, output = crawl(tmp_path, "site", "-a", f"url={site.url}")
        assert code == 0, output
    assert len(lines(tmp_path)) == 5


def test_a_trial_writes_its_file_only(tmp_path: Path) -> None:
    file = tmp_path / "trial.jsonl"
    with small_site(3) as site:
        code, output = crawl(tmp_path / "data", "site", "-a", f"url={site.url}", "-O", str(file))
    assert code == 0, output
    assert len(file.read_bytes().splitlines()) == 3
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("sample",),
        ("nosuchspider",),
        ("site", "-a", "url=ftp://mau.vn/"),
        ("site", "-a", "url=http://[x"),
        ("sample", "-a", "url=http://[x"),
        ("sample", "-a", "url=http://127.0.0.1:9/", "-s", "RETRY_TIMES="),
        ("site", "-a", "url=https://mau.vn/", "-a", "since=yesterday"),
        ("site", "-a", "url=https://mau.vn/", "-a", "since="),
        ("site", "-a", "url=https://mau.vn/", "-a", "until="),
        ("site", "-a", "url=https://mau.vn/", "-a", "section="),
        ("site", "-a", "url=https://mau.vn/", "-a", "colour=red"),
        ("portals", "-a", "host=khongco.vn"),
        ("sample", "-a", "url=http://127.0.0.1:9/", "-a", "anyway=perhaps"),
        ("sample", "-a", "url=http://127.0.0.1:9/", "-s", "MEDIA=films"),
        ("sample", "-a", "url=http://127.0.0.1:9/", "-s", "SINK_PAUSES=often"),
        ("sample", "-a", "url=http://127.0.0.1:9/", "-s", "LOG_LEVEL=LOUD"),
        ("sample", "-a", "url=http://127.0.0.1:9/", "-s", f"REPLAY={__file__}"),
        ("sample", "-a", "url=http://127.0.0.1:9/", "--colour"),
        ("sample", "-a", "url=http://127.0.0.1:9/", "-o", f"{ROOT}/docs:jsonl"),
        ("sample", "-a", "url=http://127.0.0.1:9/", "-O", "nowhere://bucket/feed.jsonl"),
    ],
)
def test_wrong_arguments_are_usage_errors(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    code, output = crawl(tmp_path, *arguments)
    assert code == 2, output
    assert "Traceback" not in output and "(" not in output.rpartition("error: ")[2]


def test_the_second_of_two_trials_into_one_file_leaves_at_once(tmp_path: Path) -> None:
    with small_site(3) as site:
        trial = ("site", "-a", f"url={site.url}", "-O", str(tmp_path / "%(name)s.jsonl"))
        with sole_writer(tmp_path / "site.jsonl"):
            code, output = crawl(tmp_path / "data", *trial)
            assert code == 6, output
            assert not site.asked
        code, output = crawl(tmp_path / "data", *trial)
        assert code == 0, output
    assert [path.name for path in tmp_path.iterdir()] == ["site.jsonl"]


def test_a_refused_port_is_dead(tmp_path: Path) -> None:
    code, output = crawl(tmp_path, "sample", "-a", "url=http://127.0.0.1:9/")
    assert code == 4, output


def test_the_second_of_two_runs_leaves_at_once_and_sigterm_publishes(
    tmp_path: Path,
) -> None:
    with small_site(3000) as site:
        first = Scrapy(tmp_path, "crawl", "site", "-a", f"url={site.url}")
        while articles_asked(site) < 20:
            time.sleep(0.05)
        code, output = crawl(tmp_path, "site", "-a", f"url={site.url}")
        assert code == 6, output
        first.send_signal(signal.SIGTERM)
        output, _ = first.communicate(timeout=60)
        assert first.returncode == 143, output
    assert lines(tmp_path)


def test_pagination_ends_at_a_page_without_new_links(tmp_path: Path) -> None:
    with small_site(6) as site:
        site.repeats = True
        code, output = crawl(tmp_path, "site", "-a", f"url={site.url}")
        assert code == 0, output
        assert "6 articles" in output
        assert sum(site.asked.values()) <= 6 + 3  # the articles, two listings, robots.txt


def test_a_section_that_is_none_is_a_usage_error(tmp_path: Path) -> None:
    with small_site(6) as site:
        code, output = crawl(tmp_path, "site", "-a", f"url={site.url}", "-a", "section=/khong-co")
        assert code == 2, output
        assert "khong-co: site has no such section; it has /\n" in output
        assert not site.asked
